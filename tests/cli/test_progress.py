"""A bar on standard error while a run takes longer than a second; elsewhere nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from reconcile.cli.progress import Bar
from reconcile.progress import counted
from tests.cli.pseudo_terminal import Session

Cli = Callable[..., SimpleNamespace]
NEVER, AT_ONCE = 3600.0, 0.0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    return Terminal()


def appeared(bar: Bar) -> None:
    """Waits for the timer's thread."""
    bar._timer.join(60)


def test_a_bar_tells_the_step_and_is_gone_in_the_end(terminal: Terminal) -> None:
    with Bar(after=AT_ONCE, stream=terminal) as told:
        appeared(told)
        told("claims", 2, 3)
        shown = terminal.getvalue()
    assert "finding claims" in shown and "2/3" in shown
    assert terminal.getvalue().endswith("\x1b[2K"), "the line is cleared"


def test_what_is_written_meanwhile_stands_on_lines_of_its_own(terminal: Terminal) -> None:
    with Bar(after=AT_ONCE, stream=terminal) as told:
        appeared(told)
        told("cases", 1, 2)
        told.around(lambda said: print(said, file=terminal))("same   bridge")
        told("cases", 2, 2)
    assert "\x1b[2Ksame   bridge\n" in terminal.getvalue() and "2/2" in terminal.getvalue()


def test_a_short_run_shows_nothing(terminal: Terminal) -> None:
    with Bar(after=NEVER, stream=terminal) as told:
        told("pairs", 1, 2)
    assert terminal.getvalue() == ""


def test_nothing_disturbs_who_types_an_article(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    with Bar(names=("a.txt", "-"), after=AT_ONCE, stream=terminal) as told:
        told("articles", 1, 2)
    assert terminal.getvalue() == ""


def test_quiet_and_a_dumb_terminal_show_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with Bar(quiet=True, after=AT_ONCE, stream=terminal) as told:
        told("pairs", 1, 2)
    monkeypatch.setenv("TERM", "dumb")
    with Bar(after=AT_ONCE, stream=terminal) as told:
        told("pairs", 1, 2)
    assert terminal.getvalue() == ""


def test_an_error_leaves_no_bar(terminal: Terminal) -> None:
    with pytest.raises(KeyboardInterrupt), Bar(after=AT_ONCE, stream=terminal) as told:
        appeared(told)
        told("pairs", 1, 2)
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\x1b[2K")


def test_no_bar_where_standard_error_is_no_terminal(cli: Cli, texts: SimpleNamespace) -> None:
    assert cli("diff", texts.a, texts.other).err == ""


def test_who_counts_hears_of_the_beginning_and_of_each_item() -> None:
    told: list[tuple[str, int, int]] = []
    assert list(counted("ab", "cases", lambda *step: told.append(step))) == ["a", "b"]
    assert told == [("cases", 0, 2), ("cases", 1, 2), ("cases", 2, 2)]
    assert list(counted("ab", "cases", None)) == ["a", "b"]


def test_a_run_that_waits_for_an_article_says_which_it_is_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with Session("-m", "reconcile", "diff", "reconcile/demo/1.txt", "-", "--no-pager") as run:
        assert run.seen("reading articles") and run.seen("1/2")
        run.close_input("강변시는 지난 토요일 축제에 12명이 다녀갔다고 밝혔다.\n".encode())
        status, shown = run.ended()
    last = shown.rindex("\x1b[2K")
    assert status in (0, 1) and "기사 2건 비교" in shown[last:] and "/2" not in shown[last:]
