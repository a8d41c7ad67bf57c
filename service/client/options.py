"""How both clients are set up, and how their methods tell what they take."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import update_wrapper
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

TIMEOUT = 60.0
"""Seconds for an answer; a service takes up to 20 for a comparison before it makes a job of it."""


def options(base_url: str, key: str | None, timeout: float, user_agent: str | None) -> dict[str, Any]:
    """The arguments of an httpx client. Raises ValueError for an address that is none."""
    if not base_url.startswith(("http://", "https://")):
        raise ValueError(f"{base_url!r}: give the service's address, such as http://127.0.0.1:8000")
    headers = {"User-Agent": user_agent or f"reconcile-client/{own_version()}", "Accept": "application/json"}
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    return {"base_url": base_url, "headers": headers, "timeout": timeout, "follow_redirects": False}


def own_version() -> str:
    """Of the installed package; 0 in a checkout that is not installed."""
    try:
        return version("reconcile")
    except PackageNotFoundError:
        return "0"


def like(ask: Callable[..., Any]) -> Callable[[F], F]:
    """A decorator: a method shows itself with the words and parameters of the operation that it asks for."""

    def decorate(method: F) -> F:
        update_wrapper(method, ask)
        itself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        shown = inspect.Signature([itself, *inspect.signature(ask).parameters.values()])
        vars(method)["__signature__"] = shown
        return method

    return decorate
