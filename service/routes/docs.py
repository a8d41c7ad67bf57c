"""The manual in a browser, at /docs: a page, its style and its script, all from here and none from elsewhere.

The page reads /docs/openapi.json, shows what there is, and sends requests when asked to.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from litestar import Request, Response, Router, get
from litestar.openapi.plugins import OpenAPIRenderPlugin

from service.edge import NOTHING

POLICY = f"{NOTHING}; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
_FOLDER = files("service") / "pages"


class Page(OpenAPIRenderPlugin):
    """The page itself."""

    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return (_FOLDER / "docs.html").read_bytes()


@get("/page.js", sync_to_thread=False)
def script() -> Response[bytes]:
    """What shows the document and sends requests."""
    return Response((_FOLDER / "docs.js").read_bytes(), media_type="text/javascript; charset=utf-8")


@get("/page.css", sync_to_thread=False)
def style() -> Response[bytes]:
    """How it looks."""
    return Response((_FOLDER / "docs.css").read_bytes(), media_type="text/css; charset=utf-8")


def router() -> Router:
    """Where the framework adds the page and the document."""
    return Router(
        "/docs", route_handlers=[script, style], include_in_schema=False, opt={"scope": None}, dto=None,
        return_dto=None, response_headers={"Content-Security-Policy": POLICY},
    )  # fmt: skip
