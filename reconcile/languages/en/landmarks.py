"""Landmarks, facilities and roads in English: known ones, and those whose name ends (or begins) with a word for them.

Varley Mill, Bells Ferry Road, St George's Hospital, Lake Wend, Gulf of Wend, Interstate 95, the M25
Wend Park Service → nothing: a body
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reconcile.languages.en.capitals import Word
from reconcile.languages.en.people_lexicon import lexicon
from reconcile.languages.en.placewords import Words
from reconcile.languages.places import Mention

_NUMBERED = re.compile(r"(?:Interstate|I|(?:U\.?S\.? |State )?(?:Route|Highway))[ -]\d{1,4}\b(?![.,]\d|-\d)")
_BRITISH = re.compile(r"[MAB]\d{1,4}(?:\(M\))?(?![\w-])")
_ON_THE = re.compile(r"\b(?:on|off|along|near|of|onto|join|joins|from|between|closed|and) (?:the )?$")
_POSSESSIVE = re.compile(r"(?:St\.? )?([A-Z][a-z]+)['’]s(?: [A-Z][a-z]+){1,2}(?![\w’'-])")

Found = tuple[Mention, int]
"""A mention and how many words it has."""


class Landmarks:
    """Reads the landmarks of one article. `is_place` tells whether the gazetteer has a name."""

    def __init__(self, data: Words, is_place: Callable[[str], bool]) -> None:
        self._data, self._is_place = data, is_place
        self._marks: dict[str, list[tuple[str, str]]] = {}

    def learn(self, marks: dict[str, str]) -> None:
        """Takes the names (with their levels) that the prose has shown, to be read in headlines too."""
        for name in sorted(marks, key=lambda n: (-len(n), n)):
            self._marks.setdefault(name.split(" ")[0], []).append((name, marks[name]))

    def at(self, text: str, words: Sequence[Word], at: int, ends: Sequence[int], headline: bool) -> Found | None:
        """The landmark whose name begins with word `at`; `ends` are the ends of the runs of words from there."""
        word = words[at]
        for names in (self._data.known.get(word.text, ()), self._marks.get(word.text, ())):
            for known, level in names:
                if text.startswith(known, word.start):
                    end = word.start + len(known)
                    count = sum(w.start < end for w in words[at : at + 8])
                    if words[at + count - 1].end == end and not self._touched(text, words, at, count):
                        return Mention(word.start, end, known, (), level, rule="landmark"), count
        if (road := self._road(text, words, at)) is not None:
            return road
        if word.text in self._data.after_the and self._after_the(text, words, at):
            return Mention(word.start, word.end, word.text, (), self._data.after_the[word.text], rule="landmark"), 1
        if word.text in self._data.function_words:
            return None
        return self._ending(text, words, at, ends, headline) or self._leading(text, words, at, ends)

    def _after_the(self, text: str, words: Sequence[Word], at: int) -> bool:
        """Whether "the" and no other name stands around word `at`: the Tyne, never the Tyne Bridge."""
        if not at or words[at - 1].text.lower() != "the" or text[words[at - 1].end : words[at].start] != " ":
            return False
        if text[words[at].end : words[at].end + 2].strip()[:1].isdigit():
            return False  # the Channel 4 film
        return not (at + 1 < len(words) and words[at + 1].capital and text[words[at].end : words[at + 1].start] == " ")

    def _touched(self, text: str, words: Sequence[Word], at: int, count: int) -> bool:
        """Whether a known name is part of a longer one: Pacific Palisades, West Midlands Police."""
        data, end = self._data, words[at + count - 1].end
        if at + count < len(words) and text[end : words[at + count].start] == " ":
            following = words[at + count]
            if following.capital and following.text not in data.function_words and following.text not in data.titles:
                return True
        return False

    def _ending(self, text: str, words: Sequence[Word], at: int, ends: Sequence[int], headline: bool) -> Found | None:
        data = self._data
        start = words[at].start
        if text[words[at].end : words[at].end + 1] in "'’" or words[at].text == "St":
            return self._possessive(text, words, at)
        longest: Found | None = None
        for count in range(2, len(ends) + 1):
            before, last = words[at + count - 2], words[at + count - 1]
            if not before.capital or before.text in data.bodies or self._sentence_ends(text, before, last):
                break
            level = data.landmarks.get(last.text) or data.small.get(last.text, "")
            if not level or self._is_place(name := text[start : ends[count - 1]]):
                continue
            if headline and count > 2:
                break
            if last.text in data.surname_marks and words[at].text in lexicon().given:
                continue  # Faith Hill
            nxt = words[at + count] if at + count < len(words) else None
            if nxt is not None and text[last.end : nxt.start] == " ":
                body = level == "county" and nxt.capital and not data.offices_after.match(text, last.end)
                if body or nxt.text in data.followed:
                    continue
            longest = (Mention(start, last.end, name, (), level, rule="landmark"), count)
        return longest

    @staticmethod
    def _sentence_ends(text: str, before: Word, last: Word) -> bool:
        """Whether the full stop between two words is no abbreviation's."""
        return text[before.end : last.start].startswith(".") and len(before.text) > 3

    def _possessive(self, text: str, words: Sequence[Word], at: int) -> Found | None:
        """St George's Hospital; but London's Hyde Park is two."""
        match = _POSSESSIVE.match(text, words[at].start)
        if match is None or (words[at].text != "St" and self._is_place(match[1])) or match[1] in self._data.demonyms:
            return None
        name = match[0]
        while name.count(" ") and (level := self._data.landmarks.get(name.rsplit(" ", 1)[1])) is None:
            name = name.rsplit(" ", 1)[0]
        if " " not in name or not level:
            return None
        end = match.start() + len(name)
        return Mention(match.start(), end, name, (), level, rule="landmark"), sum(
            w.start < end for w in words[at : at + 6]
        )

    def _leading(self, text: str, words: Sequence[Word], at: int, ends: Sequence[int]) -> Found | None:
        """Lake Wend, Isle of Wend, Port of Los Angeles."""
        start = words[at].start
        for lead_words in (1, 2):
            if lead_words >= len(ends) or text[start : ends[lead_words - 1]] not in self._data.leading:
                continue
            for count in range(len(ends), lead_words, -1):
                inner = text[words[at + lead_words].start : ends[count - 1]]
                plain = count == lead_words + 1 and words[at + lead_words].capital
                if (plain or self._is_place(inner)) and not self._is_place(name := text[start : ends[count - 1]]):
                    return Mention(start, ends[count - 1], name, (), "landmark", rule="landmark"), count
        return None

    def _road(self, text: str, words: Sequence[Word], at: int) -> Found | None:
        word = words[at]
        if word.text not in self._data.numbered_roads:
            return None
        match = _NUMBERED.match(text, word.start)
        if match is None and (at == 0 or _ON_THE.search(text, max(0, word.start - 14), word.start)):
            match = _BRITISH.match(text, word.start)
        if match is None:
            return None
        count = sum(w.start < match.end() for w in words[at : at + 4])
        return Mention(word.start, match.end(), match[0], (), "road", rule="landmark"), count
