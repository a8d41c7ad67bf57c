"""What a date is the date of: what every language's reader of events gives, and the tables that they share.

The plant will open in June 2027.        June 2027 → opening
공장 양산 시점은 4분기로 제시했다.        4분기 → production_start

A word names an event by itself (준공, opened), as a saying of several words (문을 닫다, break ground), or as the
beginning or the end of something that goes on (공사를 시작하다, construction ends). Ids are the same in all languages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from reconcile.languages.loader import load_table
from schemas.base import Model

_BETWEEN = 3
"""Words (particles, a name) that may stand between two words of a saying."""


class Act(Model):
    """Something that goes on: its words, and the events that its start, end, return and bare mention are."""

    words: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    again: str | None = None
    alone: str | None = None


class EventTable(Model):
    """The rows of an events.toml; the head of the files tells what they mean."""

    starting: frozenset[str]
    ending: frozenset[str]
    repeating: frozenset[str]
    holding: frozenset[str]
    setting: frozenset[str]
    passing: frozenset[str]
    counting: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    determining: frozenset[str] = frozenset()
    citing: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    events: dict[str, tuple[str, ...]]
    sayings: dict[str, tuple[str, ...]] = Field(default={})
    acts: dict[str, Act] = Field(default={})


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words [first, last) of a sentence that name an event, or an act of which the event is a phase."""

    first: int
    last: int
    event: str | None
    act: Act | None = None

    @property
    def alone(self) -> str | None:
        """The event where no word tells its phase."""
        return self.event if self.act is None else self.act.alone


class Events:
    """The events of one language, ready for look-ups; `key` gives a word the form that its text words get."""

    def __init__(self, table: EventTable, key: Callable[[str], str] = str) -> None:
        self.starting = frozenset(map(key, table.starting))
        self.ending = frozenset(map(key, table.ending))
        self.repeating = frozenset(map(key, table.repeating))
        self.phasing = self.starting | self.ending | self.repeating
        self.holding = frozenset(map(key, table.holding))
        self.setting = frozenset(map(key, table.setting))
        self.passing = frozenset(map(key, table.passing))
        self.counting = table.counting
        self.leading = table.leading
        self.determining = table.determining
        self.citing = table.citing
        self.asking = table.asking
        self.telling = table.telling
        self._by_word: dict[str, tuple[str | None, Act | None]] = {}
        for act in table.acts.values():
            self._by_word.update((key(word), (None, act)) for word in act.words)
        for event, words in table.events.items():
            self._by_word.update((key(word), (event, None)) for word in words)
        self._sayings: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for event, sayings in table.sayings.items():
            for saying in sayings:
                first, *rest = map(key, saying.split())
                self._sayings.setdefault(first, []).append((tuple(rest), event))

    def sightings(self, keys: Sequence[str]) -> list[Sighting]:
        """The events that the words of a sentence name, in order, sayings before single words."""
        found: list[Sighting] = []
        for i, word in enumerate(keys):
            sayings = self._sayings.get(word)
            said = next((s for rest, event in sayings if (s := _said(keys, i, rest, event))), None) if sayings else None
            if said is not None:
                found.append(said)
            elif (known := self._by_word.get(word)) is not None and not any(s.first < i < s.last for s in found[-2:]):
                found.append(Sighting(i, i + 1, *known))
        return found

    def phase(self, act: Act, verb: str) -> str | None:
        """The event that a verb of beginning, ending or returning makes of an act."""
        if verb in self.starting:
            return act.start
        if verb in self.repeating:
            return act.again
        return act.end if verb in self.ending else None


def _said(keys: Sequence[str], at: int, rest: Sequence[str], event: str) -> Sighting | None:
    last = at
    for word in rest:
        behind = (k for k in range(last + 1, min(last + 2 + _BETWEEN, len(keys))) if keys[k] == word)
        following = next(behind, None)
        if following is None:
            return None
        last = following
    return Sighting(at, last + 1, event)


@lru_cache(maxsize=8)
def table(code: str) -> EventTable:
    """The events of a language with an events.toml."""
    found: EventTable = load_table(code, "events", EventTable)
    return found
