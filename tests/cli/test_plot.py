"""`reconcile plot` draws articles or a saved document, and says in one line why it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from reconcile.report import pictures
from tests.report.documents import library

Cli = Callable[..., SimpleNamespace]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    path.write_text(json.dumps(library().to_json_dict(), ensure_ascii=False), encoding="utf-8")
    return path


def trouble(result: SimpleNamespace) -> str:
    lines = result.err.splitlines()
    assert result.status == 2 and len(lines) == 1 and lines[0].startswith("reconcile: ") and not result.out
    return str(lines[0])


def test_two_articles_are_compared_and_drawn(cli: Cli, texts: SimpleNamespace) -> None:
    target = texts.folder / "verdicts.svg"
    assert cli("plot", texts.a, texts.other, "--picture", "verdicts", "--output", target).status == 0
    assert target.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize("picture", pictures.PICTURES)
def test_a_saved_document_is_drawn_as_it_is(cli: Cli, saved: Path, picture: str) -> None:
    options = ("--picture", picture, "--lang", "en", "--theme", "dark", "--format", "svg")
    shown = cli("plot", saved, *options)
    assert shown.status == 0
    assert shown.out == pictures.svg(library(), picture, language="en", theme="dark")


def test_the_ending_of_the_file_names_the_form(cli: Cli, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "drawable", lambda _=None: None)
    assert cli("plot", saved, "--output", saved.parent / "a.svg").status == 0
    assert cli("plot", saved, "--output", saved.parent / "a.PNG").status == 0
    assert (saved.parent / "a.svg").read_bytes().startswith(b"<svg ")
    assert (saved.parent / "a.PNG").read_bytes().startswith(b"\x89PNG")
    assert "--format" in trouble(cli("plot", saved, "--output", saved.parent / "a.pdf"))


def test_what_cannot_be_drawn_is_told_in_one_line(cli: Cli, texts: SimpleNamespace, saved: Path) -> None:
    assert "two or more articles" in trouble(cli("plot"))
    svg = ("--format", "svg")
    assert "no document of a comparison" in trouble(cli("plot", texts.a, *svg))
    assert "cannot read" in trouble(cli("plot", texts.missing, *svg))
    assert "nothing to draw for timeline" in trouble(cli("plot", texts.a, texts.other, "--picture", "timeline", *svg))
    assert "--published" in trouble(cli("plot", saved, "--published", "1=2026-01-01", *svg))
    assert "--output" in trouble(cli("plot", saved, "--output", saved, *svg))
    assert "no such folder" in trouble(cli("plot", saved, "--fonts", texts.missing))


def test_a_document_of_another_version_is_refused_with_its_version(cli: Cli, saved: Path) -> None:
    saved.write_text('{"schema": "reconciliation/7"}')
    assert "reconciliation/7" in trouble(cli("plot", saved, "--format", "svg"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (pictures.FontMissing("no font here"), "no font here"),
        (pictures.PlotMissing("the extra plot"), "the extra plot"),
    ],
)
def test_what_is_missing_is_told_before_anything_is_compared(
    cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pictures, "drawable", fail)
    monkeypatch.setattr("reconcile.cli.plot.compared", lambda *_: pytest.fail("compared"))
    assert said in trouble(cli("plot", texts.a, texts.other, "--output", texts.folder / "a.png"))


def test_pictures_go_into_the_page_and_into_nothing_else(cli: Cli, texts: SimpleNamespace) -> None:
    shown = cli("diff", texts.a, texts.other, "--format", "html", "--pictures")
    assert shown.status == 1 and 'id="pictures"' in shown.out
    assert "--format html" in trouble(cli("diff", texts.a, texts.other, "--pictures"))
    assert "--format html" in trouble(cli("diff", texts.a, texts.other, "--facts", "--format", "html", "--pictures"))
