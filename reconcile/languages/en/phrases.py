"""English sentences as rows of words, each with what it can be: part of a noun phrase, verb, function word, figure.

Before:  Its operating profit rose 12% to £3m.
After:   f Its · n operating · n profit · v rose · figure 12% · f to · figure £3m · p .
Without a tagger a word is told by lists, endings and its neighbours; what is in no list is taken for a noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reconcile.languages.base import Candidate
from reconcile.languages.loader import load_table
from reconcile.languages.roles import Measures, measures
from reconcile.text.token import Token
from schemas.base import Model

_VERB_BEFORE = frozenset(
    ("to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "not", "they", "we", "i", "you")
)
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "that", "these"))


class RoleTable(Model):
    """The rows of roles.toml."""

    function: frozenset[str]
    comparatives: frozenset[str]
    trading: frozenset[str]
    skipped: frozenset[str]
    auxiliaries: frozenset[str]
    breaks: frozenset[str]
    generic: frozenset[str]
    sorts: frozenset[str]
    idle: frozenset[str]
    change: frozenset[str]
    stating: frozenset[str]
    setting: frozenset[str]
    links: frozenset[str]
    purpose: frozenset[str]
    prisons: frozenset[str]
    gerunds: frozenset[str]
    modifiers: frozenset[str]
    pasts: frozenset[str]
    verbs: frozenset[str]
    adjectives: dict[str, tuple[str, ...]]
    plurals: dict[str, str]
    passing: frozenset[str]


@cache
def table() -> RoleTable:
    """The words of roles.toml."""
    found: RoleTable = load_table("en", "roles", RoleTable)
    return found


@cache
def adjectives() -> Mapping[str, str]:
    """What an adjective behind a measure measures: tall → height."""
    return {word: name for name, words in table().adjectives.items() for word in words}


@cache
def _inflected() -> frozenset[str]:
    """The -s forms of verbs that are no names of measures."""
    known: Measures = measures("en")
    forms = {f"{v[:-1]}ies" if v[-1] == "y" and v[-2] not in "aeiou" else f"{v}s" for v in table().verbs}
    forms |= {f"{v}es" for v in table().verbs if v.endswith(("s", "sh", "ch", "x", "o"))}
    return frozenset(f for f in forms if known.of([singular(f)]) is None)


def singular(word: str) -> str:
    """A noun in lower case without its plural ending or possessive."""
    word = word.removesuffix("'s").removesuffix("'")
    known = table().plurals.get(word)
    if known is not None:
        return known
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(slots=True)
class Word:
    """A word, or a whole figure or date; `kind` is n, f, v, p, figure, date."""

    kind: str
    lower: str
    start: int
    end: int
    candidate: Candidate | None = None
    capital: bool = False


def row(tokens: Sequence[Token], first: int, last: int, taken: Sequence[Candidate]) -> list[Word]:
    """The words of tokens [first, last); `taken` are its figures and dates in order, one word each."""
    words: list[Word] = []
    details = iter(taken)
    detail = next(details, None)
    i = first
    while i < last:
        token = tokens[i]
        while detail is not None and detail.end <= token.start:
            detail = next(details, None)
        if detail is not None and token.end > detail.start:
            words.append(Word(detail.kind, "", detail.start, detail.end, detail))
            end = detail.end
            while i < last and tokens[i].start < end:
                i += 1
            continue
        form = token.form
        if form[0].isalnum():
            capital = form[0].isupper() and bool(words)
            words.append(Word("n", form.lower().replace("’", "'"), token.start, token.end, None, capital))
        else:
            words.append(Word("p", form, token.start, token.end))
        i += 1
    _tell(words)
    return words


def _tell(words: Sequence[Word]) -> None:
    known = table()
    inflected = _inflected()
    for i, word in enumerate(words):
        if word.kind != "n":
            continue
        lower = word.lower
        before = words[i - 1].lower if i else ""
        if lower in known.function or lower in known.comparatives or lower.endswith("n't"):
            word.kind = "f"
        elif (
            lower in known.pasts
            or lower in inflected
            or (lower in known.verbs and (before in _VERB_BEFORE or _wants(words, i)))
        ):
            word.kind = "v"
        elif (
            lower.endswith("ly") and len(lower) > 4 and lower not in ("family", "supply", "monthly", "weekly", "daily")
        ):
            word.kind = "f"
        elif len(lower) > 4 and lower.endswith(("ed", "ing")) and lower not in known.gerunds:
            if word.capital and (words[i - 1].capital or (i + 1 < len(words) and words[i + 1].capital)):
                continue
            attributive = (
                i + 1 < len(words)
                and words[i + 1].kind == "n"
                and words[i + 1].lower not in known.function
                and i > 0
                and (words[i - 1].kind == "figure" or before in _DETERMINERS)
            )
            if not attributive:
                word.kind = "v"


def _wants(words: Sequence[Word], i: int) -> bool:
    """Whether the word stands between a plural and `to`: teachers plan to quit."""
    return 0 < i < len(words) - 1 and words[i + 1].lower == "to" and words[i - 1].lower.endswith("s")
