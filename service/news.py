"""Who waits in this process for something to happen: a job's end, a story's next event. A wake-up, not a message.

What happened is in the database; whoever is woken looks there, and looks from time to time anyway, since another
process may have done it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict


class News:
    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def tell(self, subject: str) -> None:
        """Wake whoever waits for news of a subject, such as the id of a job or a story."""
        for event in self._waiting.get(subject, ()):
            event.set()

    async def wait(self, subject: str, seconds: float) -> bool:
        """Until there is news of the subject: true; or the seconds are over: false."""
        event = asyncio.Event()
        self._waiting[subject].add(event)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        else:
            return True
        finally:
            self._waiting[subject].discard(event)
            if not self._waiting[subject]:
                del self._waiting[subject]
