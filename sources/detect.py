"""Which reader a source needs: by the type it is said to be, else its name, else its first characters."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final, Literal

from sources.errors import MediaUnsupported

ReaderName = Literal["plain", "html", "article_json"]

_BY_TYPE: Final[dict[str, ReaderName]] = {
    "text/plain": "plain",
    "text/markdown": "plain",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "article_json",
}
_BY_SUFFIX: Final[dict[str, ReaderName]] = {
    ".txt": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "article_json",
}
_HTML: Final = re.compile(
    rb"\s{0,200}(?:<!--.{0,500}?-->\s{0,200})?<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b", re.I | re.S
)
_XML: Final = re.compile(rb"\s{0,200}<(?:\?xml|rss|feed)\b", re.I)
_JSON: Final = re.compile(rb'\s{0,200}\{\s{0,200}"')


def media_type_of(content_type: str | None) -> tuple[str | None, str | None]:
    """The media type and the charset of a Content-Type value, both lower case, either None."""
    if not content_type:
        return None, None
    media, _, parameters = content_type.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.I)
    return media.strip().lower() or None, found.group(1).lower() if found else None


def reader_for(data: bytes, source: str, *, media_type: str | None = None, name: str | None = None) -> ReaderName:
    """The reader for these bytes. `media_type` wins over `name`, which wins over the content.

    Raises MediaUnsupported for a type without a reader, such as a picture or a feed.
    """
    media, _ = media_type_of(media_type)
    if media is not None and media != "application/octet-stream":
        if media not in _BY_TYPE:
            raise MediaUnsupported(source, media)
        return _BY_TYPE[media]
    by_name = _BY_SUFFIX.get(PurePath(name).suffix.lower()) if name else None
    if by_name is not None:
        return by_name
    head = _ascii_head(data)
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        if re.search(rb"<html\b", head, re.I):
            return "html"
        raise MediaUnsupported(source, "XML or a feed")
    return "article_json" if _JSON.match(head) else "plain"


def _ascii_head(data: bytes) -> bytes:
    """The first bytes, without marks and the zero bytes of UTF-16."""
    head = data[:4096]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")
