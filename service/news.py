"""Who waits in this process for something to happen: a job's end, a story's next event. A wake-up, not a message.

What happened is in the database; whoever is woken looks there, and looks from time to time anyway, since another
process may have done it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

DELIVERIES = "deliveries"
"""The subject of news that something is owed to a webhook."""


class News:
    def __init__(self) -> None:
        self.closed = False
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def waiting(self, subject: str) -> int:
        """How many wait for news of a subject."""
        return len(self._waiting.get(subject, ()))

    def tell(self, subject: str) -> None:
        """Wake whoever waits for news of a subject, such as the id of a job or a story."""
        for event in self._waiting.get(subject, ()):
            event.set()

    async def wait(self, subject: str, seconds: float) -> bool:
        """Until there is news of the subject: true; or the seconds are over: false."""
        with self.listening(subject) as listener:
            return await listener.heard(seconds)

    @contextmanager
    def listening(self, subject: str) -> Iterator[Listener]:
        """For one who looks again and again: news that comes while it looks is heard after."""
        listener = Listener(self)
        self._waiting[subject].add(listener.event)
        try:
            yield listener
        finally:
            self._waiting[subject].discard(listener.event)
            if not self._waiting[subject]:
                del self._waiting[subject]

    def close(self) -> None:
        """The service stops: wake everybody; nobody waits any more."""
        self.closed = True
        for subject in list(self._waiting):
            self.tell(subject)


class Listener:
    """One who waits for news of a subject."""

    def __init__(self, news: News) -> None:
        self.event = asyncio.Event()
        self._news = news

    async def heard(self, seconds: float) -> bool:
        """Until there is news: true; or the seconds are over: false. What was heard counts once."""
        if not self._news.closed:
            try:
                await asyncio.wait_for(self.event.wait(), seconds)
            except TimeoutError:
                return False
        self.event.clear()
        return True
