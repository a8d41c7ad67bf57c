"""Web addresses as articles give them, made into such as may stand in a link."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SAFE = "!$&'()*+,/:;=@~%"
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(url: str | None) -> str:
    """`url` as an http(s) URI, what RFC 3986 does not allow percent-encoded; empty for anything else.

    User names and passwords are left out.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (UnicodeError, ValueError):
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9._:-]+", host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    query = "?" + _encoded(parts.query, "?") if parts.query else ""
    fragment = "#" + _encoded(parts.fragment, "?") if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{_encoded(parts.path)}{query}{fragment}"


def _encoded(part: str, also: str = "") -> str:
    return quote(_STRAY.sub("%25", part).encode("utf-8", "replace"), safe=_SAFE + also)
