"""The JSON of an Article, as `Article.to_json_dict` gives it, checked against the published schema."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.article import Article
from sources.errors import ArticleInvalid


def parse(text: str, source: str) -> Article:
    """The article in a JSON text. Raises ArticleInvalid, which says where it departs from the schema.

    Lone surrogates, which JSON can escape but no file can hold, become U+FFFD.
    """
    import jsonschema

    try:
        value = _clean(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise ArticleInvalid(source, "", f"no JSON ({error})") from None
    validator = jsonschema.Draft202012Validator(_schema())
    first = min(validator.iter_errors(value), key=lambda error: list(map(str, error.absolute_path)), default=None)
    if first is not None:
        raise ArticleInvalid(source, "/" + "/".join(map(str, first.absolute_path)), first.message[:200])
    try:
        return Article.model_validate(value)
    except ValueError as error:
        raise ArticleInvalid(source, "/blocks", _last_line(error)) from None


@cache
def _schema() -> dict[str, Any]:
    published = files("schemas").joinpath("published", "article.json")
    if published.is_file():
        schema: dict[str, Any] = json.loads(published.read_text(encoding="utf-8"))
        return schema
    return Article.model_json_schema(by_alias=True)


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
