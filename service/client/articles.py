"""What may be asked about articles."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypedDict, Unpack

from schemas.api import ArticleByAddress, ArticleById, ArticleFile, ArticleInput
from schemas.article import Article
from schemas.claim import Claim
from schemas.service import ArticleCorrected, ArticleDocument, ArticleRecord, RevisionDiff
from schemas.values import DetailKind
from service.client.flow import Ask, Flow, Listing, below, checked, creating, parsed

Given: TypeAlias = Article | ArticleInput | ArticleFile | ArticleById | ArticleByAddress | ArticleRecord
"""An article for a comparison: itself, how to read it, or which of the service's it is."""
_JOB = re.compile(r"</v1/jobs/([\w.:-]{1,80})>")
_MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".json": "application/json"}


class Corrections(TypedDict, total=False):
    """What of an article may be put right."""

    outlet: str | None
    published: str | None
    language: str | None


def create(
    *,
    text: str | None = None,
    html: str | None = None,
    article: Article | None = None,
    address: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    idempotency_key: str | None = None,
) -> Flow[ArticleRecord]:
    """Keep an article, given as its text, its page, an Article, or an address that the service is to fetch.

    What is said beside it wins over what the text says. The same bytes of the same address are the same article.
    Raises ProblemError, and ValueError unless exactly one of the four is given.
    """
    known = {"title": title, "outlet": outlet, "url": url, "published": published, "language": language}
    given = {"text": text, "html": html, "address": address}
    if (article is not None) + sum(value is not None for value in given.values()) != 1:
        raise ValueError("give one of text, html, article and address")
    body = said({**given, **known}) if article is None else {**article.to_json_dict(), **said(known)}
    return (yield from _kept(body, idempotency_key))


def upload(
    file: Path | bytes,
    *,
    media_type: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    idempotency_key: str | None = None,
) -> Flow[ArticleRecord]:
    """Keep the article in a file: text in any encoding, a page, or the JSON of an article.

    Without `media_type` a name that ends in .txt, .html or .json tells it, else the bytes do. Raises ProblemError,
    OSError.
    """
    data = file.read_bytes() if isinstance(file, Path) else file
    if media_type is None and isinstance(file, Path):
        media_type = _MEDIA_TYPES.get(file.suffix.lower())
    known = {"title": title, "outlet": outlet, "url": url, "published": published, "language": language}
    body = said({"data": base64.b64encode(data).decode(), "media_type": media_type, **known})
    return (yield from _kept(body, idempotency_key))


def _kept(body: Mapping[str, Any], key: str | None) -> Flow[ArticleRecord]:
    return parsed(ArticleRecord, (yield Ask("POST", "/v1/articles", json=body, headers=creating(key))))


def get(article_id: str) -> Flow[ArticleDocument]:
    """An article with its text. Raises NotFound."""
    return parsed(ArticleDocument, (yield Ask("GET", below("articles", article_id))))


def listed(
    *,
    outlet: str | None = None,
    language: str | None = None,
    address: str | None = None,
    q: str | None = None,
    limit: int = 50,
) -> Listing[ArticleRecord]:
    """The articles, the newest first: of an outlet, a language, an address, with words. `limit` is of one page."""
    asked = {"outlet": outlet, "language": language, "address": address, "q": q, "limit": limit}
    return Listing("/v1/articles", ArticleRecord, asked)


def claims(article_id: str, *, kind: DetailKind | None = None, q: str | None = None, limit: int = 50) -> Listing[Claim]:
    """The claims of an article in the order of its text. Raises NotFound."""
    return Listing(below("articles", article_id, "claims"), Claim, {"kind": kind, "q": q, "limit": limit})


def correct(article_id: str, **fields: Unpack[Corrections]) -> Flow[ArticleCorrected]:
    """Put `outlet`, `published` or `language` right, None for not known; `jobs` make anew what used the article.

    Raises ProblemError.
    """
    return parsed(ArticleCorrected, (yield Ask("PATCH", below("articles", article_id), json=dict(fields))))


def delete(article_id: str) -> Flow[tuple[str, ...]]:
    """Delete an article and the reconciliations that quote it; the jobs, by id, that make its stories anew.

    Raises ProblemError.
    """
    response = checked((yield Ask("DELETE", below("articles", article_id))))
    return tuple(_JOB.findall(response.headers.get("link", "")))


def revisions(article_id: str) -> Listing[ArticleRecord]:
    """The articles of one address, of which this is one, the first first. Raises NotFound."""
    return Listing(below("articles", article_id, "revisions"), ArticleRecord, {})


def diff(article_id: str, before: int, after: int) -> Flow[RevisionDiff]:
    """Which claims changed between two revisions, by their numbers. Raises ProblemError."""
    path = below("articles", article_id, "revisions", f"{before}..{after}")
    return parsed(RevisionDiff, (yield Ask("GET", path)))


def as_json(given: Sequence[Given]) -> list[dict[str, Any]]:
    """Articles of a comparison as the request has them."""
    return [
        {"article": each.id} if isinstance(each, ArticleRecord)
        else each.to_json_dict() if isinstance(each, Article)
        else said(each.to_json_dict())
        for each in given
    ]  # fmt: skip


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in fields.items() if value is not None}
