"""pytest collects case.toml files, passes what is as expected, and says readably what moved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOML = 'title = "A crowd counted twice"\n[[articles]]\nfile = "1.txt"\n[[articles]]\nfile = "2.txt"\n'
CONFTEST = """
import pytest
from tests.cli import engine

@pytest.fixture(autouse=True)
def _unused(): ...

def pytest_runtest_setup(item):
    engine.install(pytest.MonkeyPatch())
"""


def pytest_on(folder: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)]
    code = (
        "import sys, importlib.metadata as m, pytest;"
        "known = any(e.name == 'reconcile-cases' for e in m.entry_points(group='pytest11'));"
        "sys.exit(pytest.main(sys.argv[1:], plugins=[] if known else ['reconcile.cases.plugin']))"
    )
    command = [sys.executable, "-c", code, *command[3:]]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=root, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    for name, must in (("good", '["12", "15"]'), ("bad", '["12", "99"]'), ("broken", "[]")):
        case = tmp_path / name
        case.mkdir()
        toml = TOML + f'[[must]]\nverdict = "conflict"\ntexts = {must}\n'
        (case / "case.toml").write_text(toml, encoding="utf-8")
        (case / "1.txt").write_text("강변시 축제\n축제에 12명이 다녀갔다.\n", encoding="utf-8")
        (case / "2.txt").write_text("축제 뒤\n축제를 찾은 사람은 15명이었다.\n", encoding="utf-8")
    (tmp_path / "case.toml").write_text("[case]\nof = 'wine'\n", encoding="utf-8")
    return tmp_path


def test_each_case_is_a_test_that_passes_or_fails_readably(folder: Path) -> None:
    result = pytest_on(folder)
    assert "1 passed" in result.stdout and "2 failed" in result.stdout, result.stdout + result.stderr
    assert "A crowd counted twice" in result.stdout
    assert "must: conflict: 12 | 99   found: apart: 12 in conflict figure; 99 in nothing" in result.stdout
    assert "reconcile cases accept" in result.stdout and "Traceback" not in result.stdout
    assert "must.0.texts" in result.stdout
