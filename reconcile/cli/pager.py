"""A report that is longer than the terminal goes through a pager, as git does it.

RECONCILE_PAGER names it, or PAGER, or it is less; an empty name or cat is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from reconcile.cli.terminal import emit, say

_NOT_FOUND = (126, 127)
"""What a shell exits with where it cannot run a command."""
_DEFAULTS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""Colours stay, what has been read stays on the screen, and Hangul is shown whatever the locale."""


def show(content: str) -> None:
    """Write `content` to standard output, by the pager where that is a terminal with fewer lines."""
    command = pager()
    if command and content.count("\n") >= shutil.get_terminal_size().lines:
        _page(command, content)
    else:
        emit(content)


def pager() -> str:
    """The command of the pager; empty where nothing is to be paged."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return ""
    for name in ("RECONCILE_PAGER", "PAGER"):
        if name in os.environ:
            named = os.environ[name].strip()
            return "" if named == "cat" else named
    return "less" if shutil.which("less") else ""


def _page(command: str, content: str) -> None:
    """Whatever becomes of the pager, that it is quit early too, the run goes on."""
    sys.stdout.flush()
    # The user's own command in the user's own shell, such as "less -S"; nothing of an article is in it.
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env={**_DEFAULTS, **os.environ})  # noqa: S602
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            pipe.write(content.encode("utf-8", "replace"))
    except OSError:  # it was quit before it had read all
        pass
    except KeyboardInterrupt:
        pass
    if _ended(process) in _NOT_FOUND:
        say(f"reconcile: warning: cannot run the pager {command!r}; RECONCILE_PAGER names another")
        emit(content)


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Its exit status. Ctrl-C is the pager's, which ends a search with it, and not ours."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
