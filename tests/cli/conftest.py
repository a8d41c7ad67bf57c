"""A stand-in for the engine, so that these tests are about the command line alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from reconcile.cli import run
from schemas.article import Article
from schemas.claim import Claim, FigureDetail
from schemas.reconciliation import NotCompared, Reconciliation
from schemas.values import FigureValue
from tests.report.documents import claims_of, comparison, document, evidence

COUNT = re.compile(r"[0-9]+(?=명)")


def fake_extract(article: Article) -> tuple[Claim, ...]:
    """Every block is a claim; its details are the numbers before 명."""
    claims = []
    for claim in claims_of(article):
        if claim.block == "furniture":
            continue
        details = tuple(
            FigureDetail(
                id=f"{claim.id}#{at}",
                start=claim.start + match.start(),
                end=claim.start + match.end(),
                text=match.group(),
                rule="count",
                value=FigureValue(amount=match.group(), unit="person", **{"from": match.group(), "to": match.group()}),
            )
            for at, match in enumerate(COUNT.finditer(claim.text))
        )
        claims.append(claim.model_copy(update={"details": details}))
    return tuple(claims)


def fake_reconcile(
    articles: Sequence[Article], *, settings: object = None, not_compared: Sequence[NotCompared] = ()
) -> Reconciliation:
    """The first count of each article, set against those of the others."""
    sides: dict[str, list[Any]] = {}
    for article in articles:
        match = COUNT.search(article.text)
        if match:
            sides.setdefault(match.group(), []).append(evidence(article, match.group()))
    found = []
    stood = [(None, items) for items in sides.values()]
    if len(stood) > 1:
        found.append(comparison(1, "figure", "conflict", "different", "conflict.different", stood))
    elif stood:
        found.append(comparison(1, "figure", "agreement", "equal", "agreement.equal", stood))
    return document(list(articles), found, not_compared=tuple(not_compared))


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = ModuleType("reconcile.pipeline")
    stand_in.reconcile = fake_reconcile  # type: ignore[attr-defined]
    stand_in.extract = fake_extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reconcile.pipeline", stand_in)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., SimpleNamespace]:
    """Run the command; gives status, out and err."""

    def call(*arguments: object) -> SimpleNamespace:
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return SimpleNamespace(status=status, out=out.decode(), err=err.decode())

    return call


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
