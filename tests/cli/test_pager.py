"""In a terminal a long report goes through the user's pager; nowhere else, and never at the cost of the exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.pseudo_terminal import Session

Cli = Callable[..., SimpleNamespace]

REPORT = "불일치 (1)\\n" * 30
SHOW = ("-c", f"from reconcile.cli.pager import show; show('{REPORT}'); raise SystemExit(1)")
"""A run with a report of thirty lines and the exit status 1."""
PAGED = "cat; printf '<%s %s>' paged $LESS"
"""A pager that shows all and says that it ran, and with what."""


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PAGER", "RECONCILE_PAGER", "LESS", "NO_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_diff_pages_its_report_in_colour_and_keeps_its_exit_status() -> None:
    compared = ("-m", "reconcile", "diff", "reconcile/demo/1.txt", "reconcile/demo/2.txt", "--side-by-side")
    with Session(*compared, env={"PAGER": PAGED}, columns=90) as run:
        status, shown = run.ended()
    assert status == 1 and shown.endswith("<paged FRX>") and "\x1b[" in shown and " │" in shown


def test_a_report_longer_than_the_terminal_is_paged() -> None:
    with Session(*SHOW, env={"PAGER": PAGED}) as run:
        status, shown = run.ended()
    assert status == 1 and shown.endswith("<paged FRX>") and shown.count("불일치") == 30


def test_a_report_that_fits_is_not_paged() -> None:
    with Session(*SHOW, env={"PAGER": PAGED}, lines=40) as run:
        status, shown = run.ended()
    assert status == 1 and "paged" not in shown and shown.count("불일치") == 30


@pytest.mark.parametrize("env", [{"RECONCILE_PAGER": ""}, {"RECONCILE_PAGER": "cat"}, {"TERM": "dumb"}], ids=str)
def test_whoever_wants_no_pager_has_none(env: dict[str, str]) -> None:
    with Session(*SHOW, env={"PAGER": PAGED, **env}) as run:
        status, shown = run.ended()
    assert status == 1 and "paged" not in shown and shown.count("불일치") == 30


def test_output_that_is_no_terminal_is_not_paged(tmp_path: Path) -> None:
    with Session(*SHOW, env={"PAGER": PAGED}, out=tmp_path / "piped") as run:
        assert run.ended() == (1, "")
    assert (tmp_path / "piped").read_text(encoding="utf-8") == "불일치 (1)\n" * 30


def test_a_pager_for_us_alone_comes_first_and_options_of_less_stay() -> None:
    with Session(*SHOW, env={"RECONCILE_PAGER": PAGED, "PAGER": "false", "LESS": "SX"}) as run:
        assert run.ended()[1].endswith("<paged SX>")


@pytest.mark.parametrize("pager", ["true", "head -n 1", "exit 3"])
def test_a_pager_that_is_quit_early_leaves_the_exit_status_alone(pager: str) -> None:
    with Session(*SHOW, env={"PAGER": pager}) as run:
        status, shown = run.ended()
    assert status == 1 and "Traceback" not in shown and "reconcile:" not in shown


def test_a_pager_that_is_not_there_is_a_warning_and_the_report_is_shown() -> None:
    with Session(*SHOW, env={"PAGER": "no-such-pager-anywhere"}) as run:
        status, shown = run.ended()
    assert status == 1 and "cannot run the pager 'no-such-pager-anywhere'" in shown and shown.count("불일치") == 30


PAGES = [((), True), (("--side-by-side",), True), (("--no-pager",), False), (("--output", "-"), True),
         *[(("--format", form), False) for form in ("json", "md", "html", "csv", "jsonld")]]  # fmt: skip


@pytest.mark.parametrize(("options", "paged"), PAGES, ids=str)
def test_the_report_for_a_terminal_alone_is_offered_to_the_pager(
    cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], paged: bool
) -> None:
    offered: list[str] = []
    monkeypatch.setattr("reconcile.cli.pager.show", offered.append)
    result = cli("diff", texts.a, texts.other, *options)
    assert result.status == 1 and bool(offered) is paged and bool(result.out) is not paged
