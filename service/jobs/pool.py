"""Processes that read and compare articles. Each loads the morphological analyser once, before its first work.

    pool = Pool(2, seconds=300)
    made = await pool.run(work.reconcile, articles, on_progress=…)
    made = await pool.run(work.grow, …, affinity=story_id)      always the same process, which keeps the story

One process a slot, so that a killed one takes down only what it was doing, and a story finds the process that has it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from ctypes import c_int
from typing import Any, ParamSpec, TypeVar
from zlib import crc32

from pebble import ProcessExpired, ProcessPool

P = ParamSpec("P")
R = TypeVar("R")
_LOOK = 0.25
"""Seconds between two looks at how far a process has come."""


class PoolError(Exception):
    """Base of the tree.

    PoolError
    ├── WorkerKilled  the process died under the work
    ├── TookTooLong   the work was stopped
    └── Cancelled     somebody took the work back
    """


class WorkerKilled(PoolError):
    """The process died under the work."""


class TookTooLong(PoolError):
    """The work was stopped after the seconds that it may take."""


class Cancelled(PoolError):
    """Somebody took the work back."""


class _Slot:
    """One process, its work one by one, and how far it has come with it, in per cent."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["service.jobs.work"])
        self.progress = context.Value(c_int, 0)
        self.waiting = 0
        self.pool: Any = ProcessPool(max_workers=1, context=context, initializer=_begin, initargs=(self.progress,))


class Pool:
    """`size` processes; work that takes more than `seconds` is stopped."""

    def __init__(self, size: int, seconds: float) -> None:
        self._slots = [_Slot() for _ in range(size)]
        self._seconds = seconds

    async def run(
        self,
        work: Callable[P, R],
        /,
        *args: Any,
        affinity: str | None = None,
        on_progress: Callable[[int], Any] | None = None,
        cancelled: asyncio.Event | None = None,
    ) -> R:
        """What `work` gives in another process. Work of one `affinity` is always done by the same one.

        `on_progress` is awaited with a new percentage; `cancelled`, once set, stops the work.
        Raises WorkerKilled, TookTooLong, Cancelled, and what `work` raises.
        """
        slot = self._slots[crc32(affinity.encode()) % len(self._slots)] if affinity else self._idlest()
        slot.waiting += 1
        future = slot.pool.schedule(work, args=args, timeout=self._seconds)
        done: asyncio.Future[R] = asyncio.wrap_future(future)
        try:
            await self._watch(done, slot, future, on_progress, cancelled)
            return done.result()
        except FutureTimeout:
            raise TookTooLong(f"not done within {self._seconds:g} seconds") from None
        except ProcessExpired as error:
            raise WorkerKilled(f"the process that did it ended with exit code {error.exitcode}") from None
        except (CancelledError, asyncio.CancelledError):
            future.cancel()
            if cancelled is not None and cancelled.is_set():
                raise Cancelled("taken back") from None
            raise
        finally:
            slot.waiting -= 1

    async def _watch(
        self,
        done: asyncio.Future[Any],
        slot: _Slot,
        future: Any,
        on_progress: Callable[[int], Any] | None,
        cancelled: asyncio.Event | None,
    ) -> None:
        told = 0
        while not done.done():
            await asyncio.wait([done], timeout=_LOOK)
            if cancelled is not None and cancelled.is_set() and not done.done():
                future.cancel()
                raise asyncio.CancelledError
            if on_progress is not None and future.running() and slot.progress.value != told:
                told = slot.progress.value
                await on_progress(told)

    def _idlest(self) -> _Slot:
        return min(self._slots, key=lambda slot: slot.waiting)

    def __len__(self) -> int:
        return len(self._slots)

    @property
    def waiting(self) -> int:
        """Work that is being done or waits."""
        return sum(slot.waiting for slot in self._slots)

    def warm(self) -> None:
        """Let every process load what it needs, without waiting for it."""
        for slot in self._slots:
            slot.pool.schedule(_ready)

    async def close(self) -> None:
        """Stop every process at once: whoever waits for work has been given the time for it before."""

        def end() -> None:
            for slot in self._slots:
                slot.pool.stop()
            for slot in self._slots:
                slot.pool.join()

        await asyncio.to_thread(end)


_progress: Any = None


def tell(percent: int) -> None:
    """Called by work: how far it has come."""
    if _progress is not None:
        _progress.value = percent


def _begin(progress: Any) -> None:
    global _progress
    _progress = progress
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service is told, and ends its processes
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> None:
    """Loads the analyser by reading a sentence."""
    import sources
    from reconcile.pipeline import extract

    extract(sources.from_text("서울시는 11일 문을 연다고 밝혔다.", language="ko"))
    extract(sources.from_text("The office opens on Monday.", language="en"))
