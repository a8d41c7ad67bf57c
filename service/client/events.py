"""A stream of server-sent events, read line by line, and where to go on after it broke.

    id: 41
    event: conflict_new          → Event(id=41, type="conflict_new", …); after a break: Last-Event-ID: 41
    data: {"id": 41, …}

Format: HTML Living Standard, 9.2 Server-sent events.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import httpx
from pydantic import ValidationError

from schemas.service import Event
from service.client.errors import ConnectionFailed, UnexpectedAnswer, seconds_to_wait
from service.client.flow import LATER, Retries, checked

SILENCE = 60.0
"""Seconds without a byte after which a connection counts as broken; the service says something more often."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream to be opened. `types`: only events of these; none: all."""

    path: str
    after: int | None
    types: frozenset[str]


class Reading:
    """Where a stream is: the events it gave, and how often it broke since anything came."""

    def __init__(self, stream: Stream, retries: Retries) -> None:
        self._stream, self._retries = stream, retries
        self._last = None if stream.after is None else str(stream.after)
        self._pause: float | None = None
        self._breaks = 0
        self._data: list[str] = []
        self._id: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Of the request that opens the stream, or goes on with it."""
        known = {} if self._last is None else {"Last-Event-ID": self._last}
        return {"Accept": "text/event-stream", "Cache-Control": "no-store", **known}

    def line(self, line: str) -> Event | None:
        """Take a line; the event that it ends, if it ends one that is asked for. Raises UnexpectedAnswer."""
        self._breaks = 0
        if not line:
            return self._ended()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self._pause = min(int(value[:9]) / 1000, self._retries.longest)
        return None

    def _ended(self) -> Event | None:
        data, self._data = "\n".join(self._data), []
        if self._id is not None:
            self._last = self._id
        if not data:
            return None
        try:
            event = Event.model_validate(json.loads(data), extra="ignore")
        except (ValueError, ValidationError) as error:
            raise UnexpectedAnswer(f"{self._stream.path} gave what is no event: {error}") from error
        return event if not self._stream.types or event.type in self._stream.types else None

    def refused(self, response: httpx.Response) -> None:
        """Of an answer that is no stream: raises ProblemError, UnexpectedAnswer, unless asking again may help."""
        if response.status_code not in LATER:
            checked(response)
            raise UnexpectedAnswer(f"{self._stream.path} answered {response.status_code} in place of a stream")
        self._pause = seconds_to_wait(response)

    def broke(self, why: BaseException | str) -> float:
        """Seconds to wait before the stream is opened again. Raises ConnectionFailed when it broke too often."""
        self._data, self._id = [], None
        if self._breaks >= self._retries.times:
            cause = why if isinstance(why, BaseException) else None
            raise ConnectionFailed(f"{self._stream.path}: {why or type(why).__name__}") from cause
        self._breaks += 1
        return self._retries.pause(self._breaks - 1) if self._pause is None else self._pause
