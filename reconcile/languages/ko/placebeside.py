"""What the places around it show of a Korean name: the list it is in, the place it stands behind.

흥해읍 남송리 → a village of it;  분당구 판교역로 166 → an address;  텍사스주 테일러시 → a city
런던과 파리 → no flies;  한·미·일 → three countries
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reconcile.languages.base import Passage
from reconcile.languages.ko.placenames import Names
from reconcile.languages.ko.placeshort import ShortNames
from reconcile.languages.places import Mention

_REST = re.compile(r"[가-힣A-Za-z0-9]{0,40}")
_VILLAGE = re.compile(r" ([가-힣]{1,5}\d?리)([가-힣]*)")
_ADDRESS = re.compile(
    r" [가-힣]{1,8}(?:로|길)(?:\d{1,3}번?[가-힣]?길)? ?\d{1,4}(?:-\d{1,3})?(?=에|의 |번지|[ ,.)]|$)(?![.,]\d)"
)
_INNER = re.compile(r" ([가-힣]{3,12})")
_LIST_GAPS = frozenset({"·", ", ", "과 ", "와 ", "이나 ", "나 ", " 및 ", "∙", "ㆍ", "-", "~", "→"})


class Beside:
    """Reads what the mentions of a passage show of the words beside them."""

    def __init__(self, names: Names, short: ShortNames) -> None:
        self.gazetteer, self._words, self._short = names.gazetteer, names.words, short
        one = f"[{''.join(self._words.dotted)}]"
        self._dotted = re.compile(f"(?<![가-힣A-Za-z0-9·]){one}(?:·{one})+(?![·])")

    def with_inner(self, passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
        """Adds what only the place before it shows to be a name: 흥해읍 남송리, 철원 임남, 분당구 판교역로 166."""
        text = passage.text
        out: list[Mention] = []
        for number, mention in enumerate(mentions):
            out.append(mention)
            follows = number + 1 < len(mentions) and mentions[number + 1].start <= mention.end + 1
            if mention.places and not follows and text[mention.end : mention.end + 1] == " ":
                korean = mention.places[0].id.startswith("KR-")
                inner = self._inside_korea(passage, mention) if korean else self._inside_foreign(text, mention)
                if inner is not None and (number + 1 == len(mentions) or inner.end <= mentions[number + 1].start):
                    out.append(inner)
        return out

    def with_dotted(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """Adds the countries of 한·미·일."""
        taken = {at for m in mentions for at in range(m.start, m.end)}
        found = [
            Mention(at, at + 1, text[at], (place,), rule="shorthand", assumptions=("abbreviation",))
            for match in self._dotted.finditer(text)
            if match.start() not in taken and self._words.ends(_REST.match(text, match.end())[0])  # type: ignore[index]
            for at in range(match.start(), match.end(), 2)
            for place in (self.gazetteer.place(self._words.dotted[text[at]]),)
        ]
        return sorted((*mentions, *found), key=lambda m: m.start) if found else mentions

    def listed(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """A doubtful name in one list with a sure one is sure too: 런던과 파리, 영국·인도."""
        out = list(mentions)
        for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
            for at in order:
                other = out[at - 1] if order.step > 0 else out[at + 1]
                first, second = (other, out[at]) if order.step > 0 else (out[at], other)
                gap = text[first.end : second.start]
                joined = gap in _LIST_GAPS or (gap == " " and first.level == "continent")
                if joined and out[at].weak and not other.weak and other.places:
                    out[at] = replace(out[at], weak=False)
        return out

    def _inside_korea(self, passage: Passage, outer: Mention) -> Mention | None:
        text, end = passage.text, outer.end
        if outer.name[-1] in "읍면" and (match := _VILLAGE.match(text, end)) and self._words.ends(match[2]):
            return Mention(end + 1, match.end(1), match[1], (), "neighbourhood", rule="inside")
        if outer.level in ("city", "county", "district", "neighbourhood") and (match := _ADDRESS.match(text, end)):
            return Mention(end + 1, match.end(), match[0][1:], (), "road", rule="address")
        return self._short.inside(text, passage.tokens, outer)

    def _inside_foreign(self, text: str, outer: Mention) -> Mention | None:
        words = self._words
        word = _INNER.match(text, outer.end)
        if word is None or outer.level in ("continent", "neighbourhood"):
            return None
        ends = words.inside_country if outer.level == "country" else words.inside_smaller
        for length in range(len(word[1]), 2, -1):
            name = word[1][:length]
            level = next((level for end, level in ends.items() if name.endswith(end)), None)
            if level and words.ends(word[1][length:]) and not name.endswith(tuple(words.inside_generic)):
                start = word.start(1)
                return Mention(start, start + length, name, (), level, rule="inside")
        return None
