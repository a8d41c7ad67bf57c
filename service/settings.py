"""What may be set about the service. Values are passed in; nothing reads the environment."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Limits of one application."""

    max_body_bytes: int = 4_000_000
    """A request body larger than this is refused before it is read whole."""
    max_articles: int = 20
    """Articles in one comparison."""
    workers: int = 2
    """Comparisons that run at one time; further requests wait their turn."""
