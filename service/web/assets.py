"""Style, scripts and the mark, from files of ours and of HTMX's own package; addresses change with what they hold."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

import django_htmx
from litestar import Response, get
from litestar.params import FromPath

from reconcile.report import html
from service.errors import NotFound

_OURS = files(__package__) / "static"
_HTMX = files(django_htmx) / "static" / "django_htmx" / "htmx-2.min.js"
"""The package brings HTMX as it is released; nothing of it is imported but this file (docs/decisions/0013-htmx.md)."""
_TYPES = {
    "app.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "htmx.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
    "report.css": "text/css; charset=utf-8",
    "report.js": "text/javascript; charset=utf-8",
    "story.js": "text/javascript; charset=utf-8",
}
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def content(name: str) -> bytes:
    """The bytes of an asset."""
    if name == "htmx.js":
        return _HTMX.read_bytes()
    if name in ("report.css", "report.js"):
        return html.asset({"report.css": "style.css", "report.js": "script.js"}[name]).encode()
    return (_OURS / name).read_bytes()


@cache
def address(name: str) -> str:
    """Where a page finds an asset."""
    return f"/static/{name}?v={hashlib.sha256(content(name)).hexdigest()[:12]}"


@get("/static/{name:str}", include_in_schema=False, scope=None, sync_to_thread=False)
def get_asset(name: FromPath[str]) -> Response[bytes]:
    """An asset, to be kept for ever under its address."""
    if name not in _TYPES:
        raise NotFound(f"there is no {name}")
    return Response(content(name), media_type=_TYPES[name], headers={"Cache-Control": _FOR_EVER})


HANDLERS = [get_asset]
