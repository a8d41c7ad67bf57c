"""The digest by which a source is known."""

from __future__ import annotations

import hashlib


def digest(data: bytes) -> str:
    """SHA-256 of the bytes as they came, in hex."""
    return hashlib.sha256(data).hexdigest()
