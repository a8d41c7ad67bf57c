"""The two clients of the API, blocking and asynchronous, tested by one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from anyio.from_thread import BlockingPortal

from service.client import Retries

Connect = Callable[..., Any]
"""Makes a client from an address and the options of its kind; see the fixture `connect`."""

FAST = Retries(times=2, first=0.0)


class InStep:
    """An asynchronous client, called as if it were the blocking one."""

    def __init__(self, portal: BlockingPortal, inner: Any) -> None:
        self._portal, self._inner = portal, inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._method(found) if callable(found) else InStep(self._portal, found)

    def _method(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = method(*args, **kwargs)
            return self._items(result) if hasattr(result, "__anext__") else self._portal.call(self._of, result)

        return call

    def _items(self, items: Any) -> Iterator[Any]:
        try:
            while True:
                try:
                    yield self._portal.call(items.__anext__)
                except StopAsyncIteration:
                    return
        finally:
            self._portal.call(items.aclose)

    @staticmethod
    async def _of(result: Any) -> Any:
        return await result
