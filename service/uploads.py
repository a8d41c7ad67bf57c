"""A form with files as the JSON that says the same, so that uploads are checked, kept and done like any request.

    article=@morning.txt  outlet=가람일보  article=@evening.html  outlet=저녁신문  strict=true
    {"articles": [{"data": "…", "media_type": "text/plain", "outlet": "가람일보"}, …], "strict": true}

The n-th `outlet` is of the n-th `article`; an empty one says nothing. A file's name is not looked at.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any

from multipart import MultipartError, MultipartParser, MultipartPart, parse_options_header

from schemas.api import FieldProblem
from service.errors import InvalidRequest, MalformedForm

FORM = "multipart/form-data"
OF_ARTICLE = ("outlet", "published", "language", "title", "url")
OF_REQUEST = ("strict", "lang")
_LONGEST_FIELD = 10_000


def as_json(body: bytes, content_type: str, most_parts: int, *, single: bool) -> dict[str, Any]:
    """The request in a form; `single`: of one article.

    Raises:
        MalformedForm: it is not multipart/form-data (RFC 7578), or a field is not UTF-8.
        InvalidRequest: a field that there is not, or more of one than articles.
    """
    articles: list[dict[str, Any]] = []
    fields: dict[str, list[str]] = {}
    allowed = OF_ARTICLE if single else (*OF_ARTICLE, *OF_REQUEST)
    for part in _parts(body, content_type, most_parts):
        if part.name == "article":
            article = {"data": base64.b64encode(part.raw).decode()}
            if given := part.headers.get("Content-Type"):
                article["media_type"] = given
            articles.append(article)
        elif part.name in allowed:
            fields.setdefault(part.name, []).append(_text(part))
        else:
            raise _refused(str(part.name), f"there are article, {', '.join(allowed)}")
    if not articles:
        raise _refused("article", "give the file in a part of this name")
    for name in OF_ARTICLE:
        given = fields.get(name, [])
        if len(given) > len(articles):
            raise _refused(name, f"{len(given)} of them and {len(articles)} of article")
        for article, value in zip(articles, given, strict=False):
            if value:
                article[name] = value
    if single:
        if len(articles) > 1:
            raise _refused("article", "give one; POST /v1/reconciliations takes several")
        return articles[0]
    found: dict[str, Any] = {"articles": articles}
    if strict := _once(fields, "strict"):
        if strict not in ("true", "false"):
            raise _refused("strict", "give true or false")
        found["strict"] = strict == "true"
    if lang := _once(fields, "lang"):
        found["lang"] = lang
    return found


def _parts(body: bytes, content_type: str, most: int) -> Sequence[MultipartPart]:
    _, options = parse_options_header(content_type)
    boundary = options.get("boundary", "")
    try:
        return list(
            MultipartParser(
                io.BytesIO(body), boundary, len(body), strict=True, part_limit=most,
                spool_limit=len(body) + 1, memory_limit=len(body) + 1,
            )
        )  # fmt: skip
    except (MultipartError, ValueError, LookupError) as error:
        raise MalformedForm(f"the form cannot be read: {error}") from None


def _text(part: MultipartPart) -> str:
    try:
        text: str = part.raw.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedForm(f"the field {part.name!r} is not UTF-8") from None
    if len(text) > _LONGEST_FIELD:
        raise _refused(str(part.name), f"{len(text):,} characters; a field has up to {_LONGEST_FIELD:,}")
    return text


def _once(fields: dict[str, list[str]], name: str) -> str | None:
    given = fields.get(name, [])
    if len(given) > 1:
        raise _refused(name, "give it once")
    return given[0] if given else None


def _refused(name: str, detail: str) -> InvalidRequest:
    shown = name[:80].replace("~", "~0").replace("/", "~1")
    return InvalidRequest(f"the field {name[:80]!r}: {detail}", (FieldProblem(pointer=f"/{shown}", detail=detail),))
