"""Is the service up."""

from __future__ import annotations

from litestar import get


@get("/health", sync_to_thread=False)
def health() -> dict[str, str]:
    """Answers while the process runs; there is nothing else that could be down."""
    return {"status": "ok"}
