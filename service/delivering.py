"""Deliveries to webhooks: posted while the service runs, each at least once, by one of the services of a database.

    Reconcile-Delivery: d…                  the same in every attempt, for the receiver to see what it had already
    Reconcile-Signature: t=1767225600,v1=…  hex HMAC-SHA256, keyed with the webhook's secret, of `t.body`

A webhook gets one post at a time, so that a slow one takes one thread and no more.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta

from service import addresses
from service.backend import Backend
from service.news import DELIVERIES
from service.storage import webhooks
from service.storage.database import DatabaseAway
from service.storage.webhooks import Claimed
from sources import webhook
from sources.errors import SourceError

AT_ONCE = 8
LOOK = 1.0
"""Seconds between two looks: an attempt falls due, or another process wrote an event."""
LEASE = timedelta(seconds=6 * addresses.WEBHOOK_SECONDS)
_OK = range(200, 300)
_log = logging.getLogger(__name__)


def signature(secret: str, moment: int, body: bytes) -> str:
    """The value of Reconcile-Signature for a body that is sent at a moment, in seconds since 1970."""
    mac = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={mac.hexdigest()}"


class Courier:
    """Posts what is owed to webhooks."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._policy = addresses.for_webhooks(backend.settings)
        self._sending: dict[str, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Posts from now on; at the end, attempts that were begun may end."""
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
        work = asyncio.create_task(self._work())
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            if self._sending:
                await asyncio.wait(self._sending.values(), timeout=self._backend.settings.stop_seconds)
            self._threads.shutdown(wait=False, cancel_futures=True)

    async def _work(self) -> None:
        with self._backend.news.listening(DELIVERIES) as listener:
            while True:
                try:
                    await self._take_up()
                except DatabaseAway:
                    _log.warning("webhooks wait: the database does not answer")
                except Exception:
                    _log.exception("webhooks wait")
                await listener.heard(LOOK)
                if self._backend.news.closed:
                    return

    async def _take_up(self) -> None:
        """Begin an attempt for every webhook that is owed one, as far as there are threads."""
        free = AT_ONCE - len(self._sending)
        if free <= 0:
            return
        async with self._backend.database.reading() as session:
            found = await webhooks.due(session, self._sending.keys(), free)
        for delivery_id, attempts in found:
            async with self._backend.database.writing() as session:
                claimed = await webhooks.claim(session, delivery_id, attempts, LEASE)
            if claimed is not None:
                self._sending[claimed.webhook] = asyncio.create_task(self._attempt(claimed))

    async def _attempt(self, claimed: Claimed) -> None:
        try:
            status, error = await asyncio.get_running_loop().run_in_executor(self._threads, self._post, claimed)
            async with self._backend.database.writing() as session:
                over = await webhooks.settle(session, claimed, status, error)
            if over and error is not None:
                _log.error("webhook given up", extra={"webhook": claimed.webhook, "delivery": claimed.id})
        except DatabaseAway:
            _log.warning("an attempt is made again: the database does not answer", extra={"delivery": claimed.id})
        except Exception:
            _log.exception("what came of an attempt was not kept", extra={"delivery": claimed.id})
        finally:
            del self._sending[claimed.webhook]
            self._backend.news.tell(DELIVERIES)

    def _post(self, claimed: Claimed) -> tuple[int | None, str | None]:
        """The status of the answer, and what was wrong; in a thread."""
        headers = {
            "Reconcile-Delivery": claimed.id,
            "Reconcile-Signature": signature(claimed.secret, int(time.time()), claimed.body),
        }
        try:
            status = webhook.post(claimed.address, claimed.body, headers, policy=self._policy)
        except SourceError as error:
            return None, error.problem
        except Exception:
            _log.exception("webhook could not be called", extra={"delivery": claimed.id})
            return None, "could not be called"
        return status, None if status in _OK else f"answered {status}"
