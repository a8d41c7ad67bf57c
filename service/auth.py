"""Who asks."""

from __future__ import annotations

from typing import Any

from litestar import Request

NOBODY = "local"


def who(request: Request[Any, Any, Any]) -> str:
    """The name that what a request does is kept under: its API key's, or `local` where no key is asked for."""
    key = request.scope.get("user")
    return getattr(key, "name", None) or NOBODY
