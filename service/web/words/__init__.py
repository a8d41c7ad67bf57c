"""What the pages say, in Korean and English: ko.toml and en.toml, in the format of reconcile.report.messages."""

from __future__ import annotations

from functools import cache
from importlib import resources

from litestar import Request

from reconcile.report.messages import LANGUAGES, Language, Param, fill, parse

COOKIE = "reconcile_language"


def say(language: Language, code: str, **params: Param) -> str:
    """The wording of `code`; raises KeyError where there is none."""
    return fill(words(language)[code], params, language)


@cache
def words(language: Language) -> dict[str, str]:
    """Code → template of one language."""
    return parse(resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def chosen(request: Request) -> Language:  # type: ignore[type-arg]
    """The language that the reader asked for just now or before, else the one that the browser prefers, else Korean."""
    for given in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        for language in LANGUAGES:
            if given == language:
                return language
    return "en" if _prefers_english(request.headers.get("accept-language", "")) else "ko"


def _prefers_english(header: str) -> bool:
    """RFC 9110, 12.5.4: ranges with weights; the first of equal ones counts."""
    weights: dict[str, float] = {}
    for item in header[:500].split(","):
        name, _, parameter = item.strip().partition(";")
        language = name.strip().lower().partition("-")[0]
        weight = parameter.strip().removeprefix("q=")
        if language in LANGUAGES and language not in weights:
            weights[language] = float(weight) if weight.replace(".", "", 1).isdecimal() else 1.0
    return weights.get("en", 0.0) > 0 and max(weights, key=lambda name: weights[name]) == "en"
