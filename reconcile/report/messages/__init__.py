"""Wordings in Korean and English: one sentence for each reason code, and the labels and headings of reports.

    render("agreement.rounded", {"a": "27만㎡", "b": "269,800㎡"}).ko
    → '‘27만㎡’와 ‘269,800㎡’는 반올림하면 같습니다.'

Placeholders: `{a}`; `{‘a’}` puts the quotes around it; `{a|은는}` and `{‘a’|은는}` add the particle that fits.
A list is joined with commas, each of it in its own quotes. Both files have the same codes and the same placeholders.
Where `count` is 1, the wording of `<code>_one` stands in, if there is one. A `weekday` is 1 (Monday) to 7.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from reconcile.report.particles import PARTICLES, with_particle
from schemas.reconciliation import Explanation

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")

Param = str | int | float | bool | None | tuple[str, ...] | list[str]

_PLACEHOLDER = re.compile(r"\{(?P<open>[‘“(]?)(?P<name>[a-z_]+)(?P<close>[’”)]?)(?:\|(?P<particle>[가-힣]{2}))?\}")
_MISSING = "…"
_STOPS = (".", "!", "?", "…")
_LABELS = ("label", "report")
"""Groups of the files that are not reason codes."""


class MessageError(ValueError):
    """A message file that breaks its format, an unknown code, or a parameter that is missing."""


def render(code: str, params: Mapping[str, Param], *, strict: bool = False) -> Explanation:
    """The sentence of `code` in both languages.

    A report never fails for a wording: an unknown code gives the code itself, a missing parameter
    an ellipsis. With `strict` both raise MessageError; tests call it so.
    """
    return Explanation.unchecked(
        ko=text("ko", code, params, strict=strict),
        en=text("en", code, params, strict=strict),
    )


def text(language: Language, code: str, params: Mapping[str, Param] | None = None, *, strict: bool = False) -> str:
    """The wording of `code` in one language, with the same rules as `render`."""
    template = messages(language).get(code)
    if template is None:
        if strict:
            raise MessageError(f"no message for code {code!r}")
        return code
    given = params or {}
    if given.get("count") == 1:
        template = messages(language).get(f"{code}_one", template)
    if strict:
        for _, _, name, _, _ in _pieces(template):
            if name and given.get(name) is None:
                raise MessageError(f"message {code!r} needs the parameter {name!r}")
    return fill(template, given, language)


def fill(template: str, params: Mapping[str, Param], language: Language) -> str:
    """A template that `parse` gave, with its placeholders filled; what is missing is an ellipsis.

    An empty list behind a colon takes the colon with it, and a sentence that a value has ended is not ended again.
    """
    found = ""
    for literal, opening, name, closing, particle in _pieces(template):
        found += literal[1:] if literal[:1] == "." and found.endswith(_STOPS) else literal
        value = params.get(name)
        if name == "weekday" and isinstance(value, int):
            value = messages(language).get(f"label.weekday.{value}")
        if value in ((), []) and found.endswith(": "):
            found = found.removesuffix(": ")
        elif name:
            word = _quoted(value, opening, closing, language)
            found += with_particle(word, particle) if particle else word
    return found


@cache
def _pieces(template: str) -> tuple[tuple[str, str, str, str, str], ...]:
    """What stands before each placeholder of a packaged template, and its parts; the end stands before none."""
    # Between two placeholders `split` gives the four groups of the first, None for those that it does not have.
    split = [part or "" for part in _PLACEHOLDER.split(template)]
    rows = [*split, "", "", "", ""]
    return tuple((rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4]) for i in range(0, len(split), 5))


def codes() -> tuple[str, ...]:
    """All reason codes, in the order of the file."""
    return tuple(code for code in messages("en") if code.split(".")[0] not in _LABELS)


def placeholders(code: str, language: Language = "en") -> frozenset[str]:
    """The names of the parameters that `code` takes. Raises MessageError for an unknown code."""
    if code not in messages(language):
        raise MessageError(f"no message for code {code!r}")
    return frozenset(match["name"] for match in _PLACEHOLDER.finditer(messages(language)[code]))


@cache
def messages(language: Language) -> dict[str, str]:
    """Code → template of one language."""
    source = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return parse(source)


def parse(source: str) -> dict[str, str]:
    """The codes of a message file. Raises MessageError for what is not a message or a placeholder out of form."""
    found: dict[str, str] = {}
    _flatten("", tomllib.loads(source), found)
    for code, template in found.items():
        rest = _PLACEHOLDER.sub("", template)
        if "{" in rest or "}" in rest:
            raise MessageError(f"message {code!r} has a placeholder out of form: {template!r}")
        for match in _PLACEHOLDER.finditer(template):
            if match["particle"] and match["particle"] not in PARTICLES:
                raise MessageError(f"message {code!r} has an unknown particle {match['particle']!r}")
    return found


def _flatten(prefix: str, table: Mapping[str, Any], into: dict[str, str]) -> None:
    for key, value in table.items():
        code = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            _flatten(code, value, into)
        elif isinstance(value, str) and value:
            into[code] = value
        else:
            raise MessageError(f"message {code!r} is not a text")


def _quoted(value: Param, opening: str, closing: str, language: Language) -> str:
    """The value between its marks, each of a list between its own."""
    if opening and isinstance(value, tuple | list) and value:
        return ", ".join(opening + one + closing for one in value)
    return opening + _show(value, language) + closing


def _show(value: Param, language: Language) -> str:
    match value:
        case None:
            return _MISSING
        case bool():
            return {"ko": ("아니요", "예"), "en": ("no", "yes")}[language][value]
        case float():
            return f"{value:g}"
        case tuple() | list():
            return ", ".join(value) or _MISSING
        case _:
            return str(value)
