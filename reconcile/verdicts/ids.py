"""Ids that depend on content only: an article more or less in the run changes none that it does not touch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest_id(prefix: str, parts: Iterable[object]) -> str:
    """`prefix` and the first 12 hex digits of SHA-256 over the parts."""
    joined = "\x1f".join(map(str, parts))
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]
