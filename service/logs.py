"""Logs: a line each, as JSON or text, of our own and of the libraries, to standard error.

    {"at": "2026-03-12T01:02:03Z", "level": "info", "event": "request", "request": "5f…", "method": "GET", …}

No words of an article ever stand in one. So a line holds only the names below; an error is told by its type and by
where it happened, not by its message, which may quote what was read; of other libraries only warnings are told, by
their first line.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, Processor, WrappedLogger

TOLD = (
    "method", "route", "status", "ms", "key", "problem", "job", "kind", "attempt", "seconds", "address", "database",
    "keys", "workers", "version", "signal", "webhook", "delivery", "story", "count",
)  # fmt: skip
"""What a line may hold beside time, level, event, logger and request: give it as `extra=` to a logger."""
_LONGEST = 300
_OURS = "service"


def configure(level: str, form: str) -> None:
    """Set the process's logging: `level` of our own lines, `form` json or text."""
    as_written: Processor = structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else _as_text
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                structlog.stdlib.ExtraAdder(allow=TOLD),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False, max_frames=30)),
                _without_words,
                _in_order,
                as_written,
            ],
        )
    )
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.WARNING)


def _without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Messages of errors, and all but the first line of what a library says."""
    event["event"] = str(event["event"]).partition("\n")[0][:_LONGEST]
    for found in event.get("exception", ()):
        _silence(found)
    return event


def _silence(found: dict[str, Any]) -> None:
    for name in ("exc_value", "exc_notes", "syntax_error"):
        found.pop(name, None)
    for inner in found.get("exceptions", ()):  # of a group
        for each in inner:
            _silence(each)


def _in_order(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    first = ("at", "level", "event", "request")
    return {name: event[name] for name in first if name in event} | dict(event)


def _as_text(_: WrappedLogger, __: str, event: EventDict) -> str:
    at, level, said = event.pop("at"), event.pop("level"), event.pop("event")
    found = event.pop("exception", ())
    rest = " ".join(f"{name}={value}" for name, value in event.items() if name != "logger")
    lines = [f"{at} {level:7} {said} {rest}".rstrip()]
    for error in found:
        lines.append(f"    {error['exc_type']}")
        lines += [f"      {f['filename']}:{f['lineno']} {f['name']}" for f in error["frames"]]
    return "\n".join(lines)
