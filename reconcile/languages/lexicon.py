"""The lexicon of a language: stopwords, cues of modality and negation, and concepts shared between languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pydantic import Field

from reconcile.languages.loader import load_table
from schemas.base import Model
from schemas.values import Modality

Change = Literal["increase", "decrease"]


class Ending(Model):
    """A word ending that is cut to reach a stem, from words of at least `least` letters."""

    cut: str
    put: str
    least: int


class LexiconTable(Model):
    """The rows of a lexicon.toml; see the head of the files for what they mean."""

    stopwords: tuple[str, ...]
    connectives: tuple[str, ...]
    partitives: tuple[str, ...]
    partitives_behind: tuple[str, ...] = ()
    partitives_short: tuple[str, ...] = ()
    leaving: dict[str, tuple[str, ...]] = Field(default={})
    wholes_behind: tuple[str, ...] = ()
    wholes_before: tuple[str, ...] = ()
    as_of_words: tuple[str, ...]
    counting_dates: tuple[str, ...] = ()
    grown_to: dict[Change, tuple[str, ...]] = Field(default={})
    light_verbs: tuple[str, ...] = ()
    condition_endings: tuple[str, ...] = ()
    never_conditions: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    open_auxiliaries: tuple[str, ...] = ()
    past_forms: tuple[str, ...] = ()
    between_auxiliary: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    before_attributes: tuple[str, ...] = ()
    homonyms: dict[str, dict[str, str]] = Field(default={})
    reporting: tuple[str, ...] = ()
    inverted: dict[str, str] = Field(default={})
    quote_subject: str
    quote_negation: str
    modality: dict[Modality, tuple[str, ...]]
    negation: dict[str, tuple[str, ...]]
    contrasts: dict[str, dict[str, tuple[str, ...]]] = Field(default={})
    concepts: dict[str, tuple[str, ...]]
    irregular: dict[str, tuple[str, ...]] = Field(default={})
    endings: tuple[Ending, ...] = Field(default=())


class Lexicon:
    """A lexicon ready for look-ups."""

    def __init__(self, table: LexiconTable) -> None:
        self.table = table
        self.stopwords = frozenset(table.stopwords)
        self.connectives = frozenset(table.connectives)
        self.partitives = table.partitives
        self.partitives_behind = table.partitives_behind
        self.partitives_short = table.partitives_short
        self.leaving = {f"={state}": frozenset(deeds) for state, deeds in table.leaving.items()}
        self.wholes_behind = table.wholes_behind
        self.wholes_before = table.wholes_before
        self.as_of_words = table.as_of_words
        self.counting_dates = table.counting_dates
        self.grown_to = table.grown_to
        self.light_verbs = frozenset(table.light_verbs)
        self.condition_endings = frozenset(table.condition_endings)
        self.never_conditions = frozenset(table.never_conditions)
        self.auxiliaries = frozenset(table.auxiliaries)
        self.open_auxiliaries = frozenset(table.open_auxiliaries)
        self.past_forms = frozenset(table.past_forms)
        self.between_auxiliary = frozenset(table.between_auxiliary)
        self.relatives = frozenset(table.relatives)
        self.subordinators = frozenset(table.subordinators)
        self.before_attributes = frozenset(table.before_attributes)
        self.homonyms = table.homonyms
        self.reporting = frozenset(table.reporting)
        self.inverted = {f"={name}": f"={other}" for name, other in table.inverted.items()}
        self.quote_subject = re.compile(table.quote_subject)
        self.quote_negation = re.compile(table.quote_negation)
        self._base = {form: verb for verb, forms in table.irregular.items() for form in forms}
        named = [(name, word) for name, words in table.concepts.items() for word in words]
        self.concept_of = {self.stem(word): f"={name}" for name, word in named if word[0] != "="}
        self.concept_of_word = {word.removeprefix("="): f"={name}" for name, word in named}
        self.cues: list[tuple[tuple[str, ...], Modality]] = sorted(
            ((tuple(cue.split()), modality) for modality, cues in table.modality.items() for cue in cues),
            key=lambda cue: (-len(cue[0]), -len(" ".join(cue[0])), cue[0]),
        )
        self.negation = {tag: frozenset(forms) for tag, forms in table.negation.items()}
        self._contrasts = {
            word: (axis, value)
            for axis, values in table.contrasts.items()
            for value, listed in values.items()
            for word in listed
        }
        listed = "|".join(re.escape(word) for word in sorted(self._contrasts, key=lambda word: (-len(word), word)))
        self._contrast = re.compile(rf"(?<!\w)(?:{listed})(?![a-z])") if listed else None

    def contrasts(self, text: str) -> dict[str, str]:
        """Axis → value of the words that set a figure beside others; no axis of which `text` has two values."""
        found: dict[str, set[str]] = {}
        for match in self._contrast.finditer(text.casefold()) if self._contrast else ():
            axis, value = self._contrasts[match[0]]
            found.setdefault(axis, set()).add(value)
        return {axis: next(iter(values)) for axis, values in sorted(found.items()) if len(values) == 1}

    def growth(self, before: str, behind: str) -> Change | None:
        """Whether the words beside a figure tell that something came to be so much by growing, or by shrinking."""
        for change, cues in self.grown_to.items():
            if behind.startswith(cues) or before.casefold().rstrip().endswith(cues):
                return change
        return None

    def stem(self, word: str) -> str:
        """The word without the first ending that fits, lower case; an irregular form as its verb."""
        word = word.lower()
        word = self._base.get(word, word)
        for ending in self.table.endings:
            if len(word) >= ending.least and word.endswith(ending.cut):
                return word[: len(word) - len(ending.cut)] + ending.put
        return word

    def content(self, stem: str, word: str | None = None) -> str | None:
        """The concept of a word or of its stem (`=dead`), the stem itself, or None for a stopword."""
        if stem in self.stopwords:
            return None
        if word in self.concept_of_word:
            return self.concept_of_word[word]
        return self.concept_of.get(stem, stem)


@lru_cache(maxsize=8)
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language with a pack."""
    return Lexicon(load_table(code, "lexicon", LexiconTable))
