"""What values measure, count or are the date of, as a reader of one language calls it.

    injured, from “다쳐”       → 부상자 · people hurt       an id of the lexicon, in words of ours
    shops, from “new shops”    → new shops                  a noun of an article that says more, in its own language
    암모니아, beside “ammonia” → 암모니아 · ammonia         no id: the words of an article in the reader's language
    강습 환불 신청              → 강습 환불 신청 · ‘강습 환불 신청’   none in it: those of the other, as a quotation
    nothing, but 5분            → 시간 · duration           what the unit measures

A verb or a stem never names a row: where the lexicon knows the sense, its name does.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reconcile.claims.role_nouns import role_nouns
from reconcile.knowledge import units
from reconcile.report.context import plain
from reconcile.report.messages import LANGUAGES, Language, messages
from schemas.claim import Role
from schemas.reconciliation import Comparison, Reconciliation
from schemas.values import FigureValue

_LONGEST = 24
"""Letters of an article's noun that stands as a name; a longer one is a headline."""


class RoleName(NamedTuple):
    """The name, and the language of the article that it is quoted from; none for words of the reader's language."""

    words: str
    quoted: str = ""


class Roles:
    """Names of what the comparisons of a document are about."""

    def __init__(self, document: Reconciliation, language: Language) -> None:
        self._language = language
        self._language_of = {article.id: (article.language or "").split("-")[0] for article in document.articles}
        self._roles = {detail.id: detail.role for claim in document.claims for detail in claim.details}
        self._told: dict[str, str] = {}
        """What articles in the reader's language call what others call so, anywhere in the document."""
        for comparison in (c for entry in document.reconciled for c in entry.comparisons if c.role):
            for words in self._own(comparison):
                self._told.setdefault(comparison.role or "", words)

    def words(self, comparison: Comparison) -> str:
        """The name alone; empty where nothing is known."""
        return self.name(comparison).words

    def name(self, comparison: Comparison) -> RoleName:
        """What the values of `comparison` measure or are of; no words where nothing is known."""
        if not comparison.role:
            return RoleName(self._dimension(comparison))
        told = self._of(comparison)
        asked = [(language, role) for language, role in told if comparison.role in (role.id, role.text)]
        own = [plain(role.text) for language, role in asked if language == self._language]
        if known := names().get(comparison.role):
            ours = known[LANGUAGES.index(self._language)]
            nouns = [noun for words in own if (noun := _noun(words, comparison.role, self._language))]
            return RoleName(ours if ours in nouns else next(iter(nouns), ours))
        own += self._own(comparison)
        if own or comparison.role in self._told:
            return RoleName(own[0] if own else self._told[comparison.role])
        plainly = plain(comparison.role).replace("_", " ")
        script: Language = "ko" if any("가" <= letter <= "힣" for letter in plainly) else "en"
        language, words = next(((x, plain(role.text)) for x, role in asked if x), (script, plainly))
        return RoleName(words) if language == self._language else RoleName(f"‘{words}’", language)

    def _of(self, comparison: Comparison) -> list[tuple[str, Role]]:
        """The language of each article, and what it calls what its value measures."""
        return [
            (self._language_of[item.article], role)
            for item in comparison.evidence
            if (role := self._roles.get(item.detail or "")) is not None
        ]

    def _own(self, comparison: Comparison) -> list[str]:
        """The words of articles in the reader's language that the lexicon does not know."""
        told = self._of(comparison)
        return [plain(role.text) for language, role in told if language == self._language and role.id is None]

    def _dimension(self, comparison: Comparison) -> str:
        """Of figures that nothing names, what their unit measures."""
        found = (item.value for item in comparison.evidence if item.use == "value")
        unit = next((value.unit for value in found if isinstance(value, FigureValue)), None)
        dimension = units.dimension(unit)
        return messages(self._language).get(f"label.dimension.{dimension}", "")


@cache
def names() -> dict[str, tuple[str, str]]:
    """id → its name in each of LANGUAGES: the rows of messages/roles.tsv. Raises ValueError for one out of form."""
    found: dict[str, tuple[str, str]] = {}
    text = files("reconcile.report.messages").joinpath("roles.tsv").read_bytes().decode()
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        columns = line.split("\t")
        if len(columns) != 3 or not all(columns):
            raise ValueError(f"roles.tsv: not an id and its two names: {line!r}")
        name, ko, en = columns
        if name in found:
            raise ValueError(f"roles.tsv has {name!r} twice")
        found[name] = (ko, en)
    return found


def _noun(words: str, role: str, language: Language) -> str:
    """`words` where they are a noun that the lexicon has for `role`, or end in one behind whole words; else nothing."""
    ends = tuple(form for noun in role_nouns(language, role) for form in (_key(noun), _key(noun) + "s"))
    if len(words) > _LONGEST or not _key(words).endswith(ends) or (" " in words and words.index(" ") == 1):
        return ""
    return words.lower() if _key(words) in ends and not words.isupper() else words


def _key(words: str) -> str:
    return words.replace(" ", "").replace("-", "").lower()
