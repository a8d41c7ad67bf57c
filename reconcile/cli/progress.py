"""How far a run has come, as a bar on standard error.

It is there only while a run takes longer than a second and standard error is a terminal, and leaves nothing behind.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Collection
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from reconcile.progress import Step

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

AFTER = 1.0
"""Seconds until the bar appears."""
_SAYS: dict[Step, str] = {
    "articles": "reading articles",
    "claims": "finding claims",
    "pairs": "comparing pairs of articles",
    "copies": "comparing changed copies",
    "cases": "running cases",
    "lines": "reading lines",
}


class Bar:
    """Call it with a step, the items done and those in all (`OnProgress`), in a `with` block.

    `quiet`: show nothing. `names` are the inputs: where one is typed in, a bar would be in the way, and there is none.
    `after`: seconds until it appears. `stream`: where; standard error without it.
    """

    def __init__(
        self,
        *,
        quiet: bool = False,
        names: Collection[str] = (),
        after: float = AFTER,
        stream: TextIO | None = None,
    ) -> None:
        self._stream = stream or sys.stderr
        seen = _is_terminal(self._stream) and os.environ.get("TERM") != "dumb"
        self._silent = quiet or not seen or ("-" in names and _is_terminal(sys.stdin))
        self._lock = threading.RLock()
        self._told: tuple[Step, int, int] | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._due = False
        self._timer = threading.Timer(after, self._appear)
        self._timer.daemon = True

    def __enter__(self) -> Bar:
        if not self._silent:
            self._timer.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._due = False
            self.hide()

    def __call__(self, step: Step, done: int, count: int) -> None:
        with self._lock:
            self._told = step, done, count
            self._show()

    def around(self, write: Callable[[str], None]) -> Callable[[str], None]:
        """`write`, with the bar out of its way."""

        def written(content: str) -> None:
            with self._lock:
                self.hide()
                write(content)

        return written

    def hide(self) -> None:
        """Clear the bar's line, for what is to be written now; the next step shows it again."""
        with self._lock:
            if self._bar is not None:
                self._bar.stop()

    def _appear(self) -> None:
        # Run by the timer: a first step that takes long, such as a page that is fetched, is to be seen while it lasts.
        with self._lock:
            if not self._timer.finished.is_set():
                self._due = True
                self._show()

    def _show(self) -> None:
        if not self._due or self._told is None:
            return
        step, done, count = self._told
        if self._bar is None or self._task is None:
            self._bar = _made(self._stream)
            self._task = self._bar.add_task(_SAYS[step], total=count or None, completed=done)
        else:
            self._bar.update(self._task, description=_SAYS[step], total=count or None, completed=done)
        self._bar.start()


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether it is one; a stream that was closed before the run is None."""
    return stream is not None and stream.isatty()


def _made(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(file=stream),
        transient=True,
        redirect_stdout=False,
    )
