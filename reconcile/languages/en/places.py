"""Places in English text.

    "MACON, Ga. — … Richmond County has landed" → Macon, Georgia, United States (one chain); Richmond County, Georgia
    "Manchester City Council voted"              → nothing: the name is part of an organisation's
    "the Digbeth district", later "Digbeth"      → Digbeth, which no gazetteer has

Only capitalised words are names. The longest one of the gazetteer is tried first, and dropped where it touches
another capitalised word that is no title or day (Georgia Smith, Boston Globe). Names that are also words or given
names are weak: they need a preposition of place, a comma and their state, or the article's other places.
Headlines that capitalise every word are read with the names that the article's prose has shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from reconcile.knowledge.gazetteer import Gazetteer, Place
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.en import adjectives, localities
from reconcile.languages.en.capitals import Word, is_headline, joined, words_of
from reconcile.languages.en.landmarks import Landmarks
from reconcile.languages.en.namesakes import beside_names, people_of
from reconcile.languages.en.placewords import Words, load_words
from reconcile.languages.places import Chain, Mention, resolve

LONGEST_NAME = 5
_OUTER_LEVELS = ("city", "district", "county", "region", "country")
_OUTER = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})(?=[,.;:)]|$)")
_LISTED = re.compile(r",? and [A-Z]")
_DATELINE = re.compile(r" \(| [—–-] |, [A-Z][a-z]+\.? \d")
_NOUN = re.compile(r" ([a-z]+)")
_AREA_BEFORE = re.compile(r"(?:\b([A-Za-z-]+) )?\b([A-Za-z-]+) $")
_AREA_BETWEEN = re.compile(r", (?:the )?([A-Za-z-]+) $")
_LIST_GAPS = frozenset({", ", " and ", ", and ", "; ", "; and ", " or ", " to "})


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The places of one article: for each passage its candidates in order of position.

    Written chains are one candidate; offsets of their parts are into the passage's text.
    """
    names = frozenset(name for place in own.place for name in (place.name, *place.aliases))
    reader = _Reader(Gazetteer.load(own.place), load_words(), [passage.text for passage in passages], names)
    chains = [
        reader.chains(passage.text, mentions) for passage, mentions in zip(passages, reader.mentions(), strict=True)
    ]
    return resolve(chains, reader.gazetteer)


class _Reader:
    """Reads one article, given as the texts of its passages."""

    def __init__(self, gazetteer: Gazetteer, words: Words, texts: Sequence[str], own: frozenset[str]) -> None:
        self.gazetteer, self._own = gazetteer, own
        self._data = words
        self._texts = texts
        self._words = [words_of(text) for text in texts]
        self._people = people_of(texts, words, self._is_place)
        self._localities: frozenset[str] = frozenset()
        self._landmarks = Landmarks(words, self._is_place)

    def mentions(self) -> list[list[Mention]]:
        """Every place name of each passage, not yet joined or resolved.

        What the prose shows to be a place is one in every passage: those that have such a name are read again.
        """
        headlines = [is_headline(words, text) for words, text in zip(self._words, self._texts, strict=True)]
        found = [[] if headline else self._read(i, False) for i, headline in enumerate(headlines)]
        marks: dict[str, str] = {}
        shown = {name for text in self._texts for name in localities.of_dateline(text, self._data)}
        shown = {name for name in shown if not self._is_place(name)}
        for mention in (m for mentions in found for m in mentions):
            if mention.rule == "located" and not mention.places:
                shown.add(mention.name)
            if mention.rule == "landmark":
                marks[mention.name] = mention.level
        self._localities = frozenset(shown)
        self._landmarks.learn(marks)
        names = sorted({*shown, *marks})
        return [
            self._read(i, headline) if headline or any(name in text for name in names) else mentions
            for i, (headline, text, mentions) in enumerate(zip(headlines, self._texts, found, strict=True))
        ]

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(w.text for words in self._words for w in words if not w.capital)

    def _read(self, number: int, headline: bool) -> list[Mention]:
        text, words = self._texts[number], self._words[number]
        out: list[Mention] = []
        skip = 0
        for at in [i for i, word in enumerate(words) if word.capital]:
            if at < skip:
                continue
            ends = joined(text, words, at, LONGEST_NAME)
            found = (
                self._seat(text, words, at, ends)
                or self._landmarks.at(text, words, at, ends, headline)
                or self._named(text, words, at, ends, headline, out)
                or self._locality(text, words, at, ends, headline, out)
            )
            if found is not None:
                skip = at + found[1]
                if found[0].level != "club":
                    out.append(found[0])
        parts = [
            Mention(match.start(1), match.end(1), match[1], (), "area", rule="part")
            for match in self._data.parts_of_town.finditer(text)
        ]
        return sorted((*out, *parts), key=lambda mention: mention.start) if parts else out

    def _seat(self, text: str, words: Sequence[Word], at: int, ends: Sequence[int]) -> tuple[Mention, int] | None:
        """The place with which the name of what is there begins: Exeter Crown Court."""
        for count in range(len(ends), 0, -1):
            end, name = ends[count - 1], text[words[at].start : ends[count - 1]]
            behind = self._data.seat_names.match(text, end)
            if behind is None or not (places := self._places(name)) or places[0].level not in ("city", "district"):
                continue
            whole = count + sum(end <= word.start < behind.end() for word in words[at : at + LONGEST_NAME + 3])
            return Mention(words[at].start, end, name, places, places[0].level, rule="seat"), whole
        return None

    def chains(self, text: str, mentions: Sequence[Mention]) -> list[Chain]:
        """Mentions joined over ", " where the next one is further out; and south London over its London."""
        chains: list[list[Mention]] = []
        for mention in mentions:
            last = chains[-1][-1] if chains else None
            if last is not None and self._joined(text, last, mention) and self._outwards(text, last, mention):
                chains[-1].append(mention)
            elif last is not None and len(chains[-1]) == 1 and self._elsewhere(text, last, mention):
                chains[-1] = [replace(last, places=(), level="locality", weak=False), mention]
            elif mention.rule == "after_comma":
                continue
            else:
                chains.append([mention])
        out = []
        for chain in chains:
            links = list(reversed(chain))
            inner = links[-1]
            if (area := self._area(text, inner)) is not None:
                links.append(area)
            out.append(Chain(tuple(links), min(m.start for m in links), max(m.end for m in links)))
        return out

    def _joined(self, text: str, inner: Mention, outer: Mention) -> bool:
        """Whether only a comma is between, or a comma and a compass word: Hackney, east London."""
        between = text[inner.end : outer.start]
        area = None if between == ", " else _AREA_BETWEEN.fullmatch(between)
        return between == ", " or (area is not None and area[1] in self._data.areas and bool(inner.places))

    def _elsewhere(self, text: str, inner: Mention, outer: Mention) -> bool:
        """Whether a small place is written inside a county or state that the gazetteer's namesake is not in."""
        return (
            text[inner.end : outer.start] == ", "
            and text[outer.end : outer.end + 1] in (",", ".", ";", ")")
            and bool(inner.places and outer.places)
            and outer.rule != "demonym"
            and outer.places[0].level in ("region", "county")
            and inner.places[0].level == "city"
            and inner.places[0].population < self._data.alone_population
        )

    def _area(self, text: str, inner: Mention) -> Mention | None:
        if text[inner.start - 1 : inner.start] != " ":
            return None
        match = _AREA_BEFORE.search(text[max(0, inner.start - 24) : inner.start])
        if match is None or match[2].lower() not in self._data.areas or not inner.places or inner.rule == "demonym":
            return None
        double = match[1] is not None and match[1].lower() in self._data.areas
        start = inner.start - len(match[0] if double else match[2] + " ")
        return Mention(start, inner.end, text[start : inner.end], (), "area", rule="area")

    def _outwards(self, text: str, inner: Mention, outer: Mention) -> bool:
        if not outer.places or outer.rule == "demonym" or inner.rule == "demonym":
            return False
        if not inner.places:
            if outer.rule == "after_comma":
                return True
            listed = (
                outer.rule == "listed"
                or outer.places[0].level in ("city", "district")
                and _LISTED.match(text, outer.end) is not None
            )
            return outer.places[0].level in _OUTER_LEVELS and not outer.weak and not listed
        return any(o.id != i.id and self.gazetteer.may_hold(o, i) for o in outer.places for i in inner.places)

    def _named(
        self, text: str, words: Sequence[Word], at: int, ends: Sequence[int], headline: bool, out: Sequence[Mention]
    ) -> tuple[Mention, int] | None:
        data = self._data
        start = words[at].start
        longest = self._longest(words[at].text)
        after_comma = bool(out) and text[out[-1].end : words[at].start] == ", "
        for count in range(len(ends), 0, -1):
            end = ends[count - 1]
            if count > 1 and end - start > longest:
                continue
            name = text[start:end]
            dotted = f"{name}." if text[end : end + 1] == "." else name
            if after_comma and (dotted in data.after_comma or name in data.after_comma):
                key = dotted if dotted in data.after_comma else name
                place = self.gazetteer.place(data.after_comma[key])
                inner = out[-1].places
                if not inner or any(self.gazetteer.contains(place.id, i.id) for i in inner):
                    length = words[at].start + len(key)
                    return Mention(words[at].start, length, key, (place,), rule="after_comma"), count
            if name in data.demonyms and (
                adjectives.person_follows(text, words, at + count, self._people)
                or not self._in_longer_name(text, words, at, count, headline)
            ):
                place = self.gazetteer.place(data.demonyms[name])
                if not adjectives.tells_where(text, words, at + count, data, self._people):
                    return None  # a French tourist; "in Korean": the language
                return Mention(words[at].start, end, name, (place,), rule="demonym", assumptions=("demonym",)), count
            places = self._places(name)
            if not places or text[end : end + 1] in ("$", "@"):  # US$810
                continue
            if self._in_longer_name(text, words, at, count, headline):
                return None
            standing = self._standing(name, places, words, at, text)
            if standing == "weak" and out and self._listed(text, words, at, out[-1]):
                standing = "listed"
            chained = after_comma and any(
                self.gazetteer.may_hold(p, i) and p.id != i.id for p in places for i in out[-1].places
            )
            followed = self._outer_follows(text, end, places)
            if standing == "no" and not chained and not followed:
                return None
            weak = standing == "weak" and not chained and not followed
            rule = standing if standing in ("located", "listed") else "gazetteer"
            return Mention(words[at].start, end, name, places, places[0].level, weak, rule), count
        return None

    def _longest(self, word: str) -> int:
        """How long the names that begin with a word can be."""
        return max(_longest_name(self.gazetteer, word), self._data.longest.get(word, 0))

    def _places(self, name: str) -> tuple[Place, ...]:
        if name in self._own:
            return self.gazetteer.lookup(name)
        if alias := self._data.aliases.get(name):
            return (self.gazetteer.place(alias),)
        if name in self._data.never:
            return ()
        found = self.gazetteer.lookup(name)
        if not found and name.isupper() and len(name) > 3:
            title = name.title()
            if alias := self._data.aliases.get(title):
                return (self.gazetteer.place(alias),)
            found = self.gazetteer.lookup(title)
        return found

    def _is_place(self, name: str) -> bool:
        return bool(self._places(name))

    def _outer_follows(self, text: str, end: int, places: Sequence[Place]) -> bool:
        """Whether a comma and a container follow: Rome, Georgia."""
        if text[end : end + 2] != ", ":
            return False
        rest = re.match(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}", text[end + 2 : end + 40])
        while rest is not None and (name := rest[0]):
            for key in (name, name.rstrip(".")):
                id_ = self._data.after_comma.get(key)
                outer = (self.gazetteer.place(id_),) if id_ else self._places(key)
                if any(o.id != p.id and self.gazetteer.may_hold(o, p) for o in outer for p in places):
                    return True
            if " " not in name:
                return False
            rest = re.match(re.escape(name.rsplit(" ", 1)[0]), name)
        return False

    def _standing(self, name: str, places: Sequence[Place], words: Sequence[Word], at: int, text: str) -> str:
        data = self._data
        if name in self._own:
            return "yes"
        title = name.title() if name.isupper() else name
        located = self._is_located(text, words, at, name)
        if title in data.personal and title in self._paired and not located:
            return "weak"
        if at and words[at - 1].text in data.opponents_after and text[words[at - 1].end : words[at].start] == " ":
            return "no"  # beat Chelsea: a club
        if name in data.aliases or (name.title() in data.aliases and name not in data.weak):
            return "yes"
        if title in self._people and not located:
            return "no"
        if title in data.weak:
            return "located" if located else "weak"
        if (
            places[0].level in ("continent", "country", "region", "county")
            or places[0].population >= data.alone_population
            or (places[0].id.startswith("KR-L") and "-" not in name)
        ):
            return "yes"
        return "located" if located else "weak"

    def _is_located(self, text: str, words: Sequence[Word], at: int, name: str) -> bool:
        """Whether the words around a name are those of a place: in Reading, a Reading resident, READING (AP)."""
        data = self._data
        if not at and name.isupper() and _DATELINE.match(text, words[0].start + len(name)):
            return True
        before = words[at - 1].text.lower() if at and text[words[at - 1].end : words[at].start] == " " else ""
        if before in data.place_prepositions or before in data.areas:
            return True
        noun = _NOUN.match(text, words[at].start + len(name))
        return noun is not None and noun[1] in data.place_nouns

    def _listed(self, text: str, words: Sequence[Word], at: int, previous: Mention) -> bool:
        """Whether a name goes on a list of places: Gaza City, Rafah; never one that a person of the article has."""
        return (
            text[previous.end : words[at].start] in _LIST_GAPS
            and previous.rule in ("located", "listed", "landmark", "gazetteer")
            and not previous.weak
            and words[at].text not in self._people
            and words[at].text not in self._paired
        )

    @cached_property
    def _paired(self) -> frozenset[str]:
        return beside_names(self._texts, self._words, self._data)

    def _in_longer_name(self, text: str, words: Sequence[Word], at: int, count: int, headline: bool) -> bool:
        """Whether the name touches another capitalised word that makes it a person's or an organisation's."""
        data = self._data
        last = at + count - 1
        if localities.LINKED.match(text, words[last].end):
            return True  # Stow-on-the-Wold
        if last + 1 < len(words) and text[words[last].end : words[last + 1].start] in (" ", " & ", "-"):
            following = words[last + 1]
            if data.offices_after.match(text, words[last].end):
                return False  # Reno County Fire Chief
            if following.text in data.organisation_words:
                return True
            ordinary = following.text in data.function_words or following.text in data.titles
            upper = words[last].text.isupper() and len(words[last].text) > 3
            if following.capital and not ordinary and not headline and not upper:
                return True
        if at > 1 and words[at - 1].text == "of" and words[at - 2].text in data.bodies_of:
            return True  # University of Chicago, Duke of York
        if at and text[words[at - 1].end : words[at].start] in (" ", " & ", "-") and not headline:
            previous = words[at - 1]
            ordinary = previous.text in data.function_words or previous.text.lower() in data.areas
            if previous.capital and not ordinary and previous.text not in data.demonyms:
                return True
        return False

    def _locality(
        self, text: str, words: Sequence[Word], at: int, ends: Sequence[int], headline: bool, out: Sequence[Mention]
    ) -> tuple[Mention, int] | None:
        """A name that no gazetteer has, put on the map by the words around it, or so elsewhere in the article."""
        for count in range(len(ends), 0, -1) if self._localities else ():
            name = text[words[at].start : ends[count - 1]]
            if name in self._localities and not self._in_longer_name(text, words, at, count, headline):
                return Mention(words[at].start, ends[count - 1], name, (), "locality", rule="located"), count
        if headline or (found := localities.name_at(text, words, at, self._data, self._people)) is None:
            return None
        count, end = found
        start = words[at].start
        if text[start:end].lower() in self._small:
            return None
        beside = bool(out) and out[-1].rule == "located" and at > 1 and out[-1].end == words[at - 2].end
        if not (
            localities.is_located(text, words, at, end, self._data, beside)
            or self._contained(text, start, end)
            or (out and out[-1].level == "road" and text[out[-1].end : start] == ", " and text[end : end + 1] in ".,")
        ):
            return None
        return Mention(start, end, text[start:end], (), "locality", rule="located"), count

    def _contained(self, text: str, start: int, end: int) -> bool:
        """Whether a region or county follows after a comma and ends its phrase: Wrenmouth, Northumberland."""
        if not re.search(r"[a-z] $", text[max(0, start - 2) : start]):
            return False
        outer = _OUTER.match(text, end)
        if outer is None or text[start:end].count(" ") > 0:
            return False
        places = self._places(outer[1])
        return bool(places) and places[0].level in ("region", "county")


@lru_cache(maxsize=8192)  # most capitalised words of an article begin no name, and come again
def _longest_name(gazetteer: Gazetteer, word: str) -> int:
    """How long the gazetteer's names that begin with a word can be; 0 where none does."""
    lengths = gazetteer.name_lengths(word) or gazetteer.name_lengths(word.title())
    return lengths[0] if lengths else 0
