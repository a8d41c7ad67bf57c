"""The JSON of an Article, as `Article.to_json_dict` gives it, checked against the published schema."""

from __future__ import annotations

import json
from typing import Any

from schemas.article import Article
from sources.errors import ArticleInvalid


def parse(text: str, source: str) -> Article:
    """The article in a JSON text. Raises ArticleInvalid, which says where it departs from the schema.

    Lone surrogates, which JSON can escape but no file can hold, become U+FFFD.
    """
    from schemas.validate import InvalidDocument, validate

    try:
        value = _clean(json.loads(text))
    except RecursionError:
        raise ArticleInvalid(source, "", "nested too deeply") from None
    except ValueError as error:
        raise ArticleInvalid(source, "", f"no JSON ({error})") from None
    try:
        validate("article-1", value)
    except InvalidDocument as error:
        first = error.problems[0]
        raise ArticleInvalid(source, first.path, first.message) from None
    try:
        return Article.model_validate(value)
    except ValueError as error:
        raise ArticleInvalid(source, "/blocks", _last_line(error)) from None


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value


def _last_line(error: ValueError) -> str:
    from pydantic import ValidationError

    return error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
