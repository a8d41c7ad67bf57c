"""From the bytes of a request to articles, strictly: every problem is named, none is passed over."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from schemas.api import ArticleInput, ReconciliationRequest
from schemas.article import Article
from schemas.validate import InvalidDocument, Problem, validate
from service.errors import MalformedJson, TooManyArticles, UnsupportedMediaType, invalid_request
from service.settings import ServiceSettings

SCHEMA_NAME = "reconciliation-request-1"


def parse(body: bytes, media_type: str, settings: ServiceSettings) -> ReconciliationRequest:
    """The request that a body holds.

    Raises:
        UnsupportedMediaType: it is not called JSON.
        MalformedJson: it is not JSON.
        TooManyArticles: more than `settings.max_articles`.
        InvalidRequest: it does not fit the schema `reconciliation-request-1`.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind != "application/json":
        raise UnsupportedMediaType(f"send application/json, not {kind or 'a body without Content-Type'}")
    data = _decoded(body)
    _refuse_too_many(data, settings.max_articles)
    try:
        validate(SCHEMA_NAME, data)
        articles = tuple(_article(f"/articles/{at}", given) for at, given in enumerate(data["articles"]))
    except InvalidDocument as error:
        raise invalid_request(error) from error
    return ReconciliationRequest(articles=articles, lang=data.get("lang", "auto"))


def _refuse_too_many(data: Any, limit: int) -> None:
    articles = data.get("articles") if isinstance(data, dict) else None
    if isinstance(articles, list) and len(articles) > limit:
        raise TooManyArticles(f"{len(articles)} articles given; this service compares up to {limit}")


def _article(pointer: str, given: dict[str, Any]) -> Article | ArticleInput:
    model: type[Article | ArticleInput] = Article if "id" in given else ArticleInput
    try:
        return model.model_validate(given)
    except ValidationError as error:
        found = (
            Problem("/".join([pointer, *map(str, e["loc"])]), e["msg"].removeprefix("Value error, "))
            for e in error.errors()
        )
        raise InvalidDocument(SCHEMA_NAME, tuple(found)) from error


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body, object_pairs_hook=_unique_names, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise MalformedJson("the JSON is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise MalformedJson(f"the body is not UTF-8: byte {error.start}") from error
    except ValueError as error:
        raise MalformedJson(str(error)) from error


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(n for n in names if names.count(n) > 1)!r} stands twice in one object")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
