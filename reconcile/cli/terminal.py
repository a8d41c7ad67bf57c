"""Where output goes: width and colour of the terminal, files, pipes that close early."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

WIDTH = 100
"""Of a report that goes to a file or a pipe, unless COLUMNS says otherwise."""
WIDEST = 200


class Trouble(Exception):
    """The run cannot go on; its text is one line for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


def colour() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Cells of a line: those of the terminal, or WIDTH, never more than WIDEST."""
    return min(WIDEST, max(20, shutil.get_terminal_size((WIDTH, 24)).columns))


def say(message: str) -> None:
    """A line on standard error; a closed one is no reason to stop."""
    try:
        sys.stderr.write(_printable(message).rstrip("\n") + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


def emit(content: str | bytes) -> None:
    """Write to standard output, text as UTF-8. A reader that closed the pipe (head) ends the output, not the run."""
    try:
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None and isinstance(content, str):
            sys.stdout.write(content)
        elif buffer is None:
            raise Trouble("standard output takes no bytes; give --output FILE")
        else:
            sys.stdout.flush()
            buffer.write(_encoded(content))
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        raise Trouble(f"cannot write to standard output: {error.strerror}") from None


def deliver(render: Callable[..., str], output: str | None, *, paged: bool = False) -> None:
    """What `render(width=…, colour=…)` gives, to the file `output` or (None, -) to standard output. Raises Trouble.

    `paged`: through a pager, where standard output is a terminal too short for it.
    """
    if output not in (None, "-"):
        write_file(output, render(width=WIDTH, colour=False))
        return
    from reconcile.cli import pager

    content = render(width=width(), colour=colour())
    if paged:
        pager.show(content)
    else:
        emit(content)


def flush() -> None:
    """Flush standard output, so that a full disk or a closed pipe is met here and not at exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()


def write_file(path: str, content: str | bytes) -> None:
    """Write `content`, text as UTF-8. Raises Trouble."""
    try:
        Path(path).write_bytes(_encoded(content))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Trouble(f"cannot write {path}: {reason}") from None


def _encoded(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _printable(message: str) -> str:
    kept = (letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in message)
    return "".join(kept)


def _silence() -> None:
    # What is left in the buffer would raise again when the interpreter exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
