"""Documents as they are kept: UTF-8, compressed."""

from __future__ import annotations

import zlib
from hashlib import sha256

_LEVEL = 6


def packed(text: str) -> bytes:
    """Compressed. Lone surrogates, which UTF-8 has none of, are kept."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def digest(text: str) -> str:
    """What two documents share when they are equal: SHA-256, 32 hex digits of it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
