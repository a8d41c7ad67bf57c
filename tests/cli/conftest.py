"""The command, run in the process with a stand-in for the engine, and files to give it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli import engine


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.install(monkeypatch)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def texts(tmp_path: Path) -> SimpleNamespace:
    """Files: a and same say 12명, other says 15명, english has a count in no Korean."""
    said = {
        "a": "강변시 축제 다녀간 사람\n강변시는 지난 토요일 축제에 12명이 다녀갔다고 밝혔다.\n",
        "same": "주말 축제 소식\n강변시의 주말 축제에 12명이 다녀갔다. 날씨는 맑았다.\n",
        "other": "축제 방문객 집계\n강변시 축제를 찾은 사람은 15명이었다고 주최 측이 말했다.\n",
        "english": "Festival\nThe town of Gangbyeon held its festival on Saturday in fine weather.\n",
        "empty": "",
        "binary": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1",
    }
    files = SimpleNamespace(folder=tmp_path, missing=tmp_path / "missing.txt")
    for name, content in said.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content.encode("latin-1" if name == "binary" else "utf-8"))
        setattr(files, name, path)
    return files
