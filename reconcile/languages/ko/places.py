"""Places in Korean text.

    "부산 부산진구 전포동 황령터널 서면 방향"  → 부산 부산진구 전포동 황령터널 (one chain of four parts)
    "서울시는 양재동에 …를 조성하기로 했다"  → 양재동; 서울시 acts and is an organisation

A Korean place name begins where a word begins and ends before a particle, a space, punctuation or one of a few
suffixes, so the longest name of the gazetteer at a word's start is tried first and kept only if such an end follows.
An authority (서울시, 강남구, 조지아주) before 은/는/이/가 or a word such as 관계자 is the institution, not the place:
with 에, 에서, 의, 으로 … it is the place. Plain names (서울, 부산) and 동 are places with any particle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reconcile.knowledge.gazetteer import Gazetteer, Place
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.ko.placewords import Words, load_words
from reconcile.languages.places import Chain, Mention, resolve

LONGEST_NAME = 14
_WORD = re.compile(r"[가-힣A-Za-z0-9]+")
_HANGUL = re.compile(r"[가-힣]+")
_FLOOR = re.compile(r" (?:지하 ?)?\d{1,3}층")
_ABBREVIATION = re.compile(r"\([A-Z][A-Z0-9]{1,9}\)")
_NOT_A_NAME = frozenset({"NR", "SN", "MM", "MAG", "VV", "VA", "VX", "EC", "NP", "NNB"})


def read(passages: Sequence[Passage]) -> list[list[Candidate]]:
    """The places of one article: for each passage its candidates in order of position.

    Written chains are one candidate; offsets of their parts are into the passage's text.
    """
    reader = _Reader(Gazetteer.load(), load_words())
    found = [reader.mentions(passage) for passage in passages]
    heading = {m.name for mentions in found for m in mentions if m.rule == "direction"}
    found = [
        reader.with_headings(passage, mentions, heading) for passage, mentions in zip(passages, found, strict=True)
    ]
    chains = [reader.chains(passage.text, mentions) for passage, mentions in zip(passages, found, strict=True)]
    return resolve(chains, reader.gazetteer)


class _Reader:
    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self._words = words

    def mentions(self, passage: Passage) -> list[Mention]:
        """Every place name of a passage, not yet joined or resolved."""
        text, out = passage.text, []
        tags = {token.start: token for token in passage.tokens}
        at = 0
        while at < len(text):
            mention = None
            if self._starts_word(text, at, out):
                mention = self._mention(text, at, out, tags)
            if mention is None:
                at += 1
                continue
            out.append(mention)
            at = mention.end
        return [m for m in out if not self._acts(text, m, out)]

    def with_headings(self, passage: Passage, mentions: list[Mention], names: set[str]) -> list[Mention]:
        """Adds the names that the article uses as directions (서면 방향) where a particle of place follows them."""
        taken = [(m.start, m.end) for m in mentions]
        for name in sorted(names):
            for match in re.finditer(
                rf"(?<![가-힣A-Za-z0-9]){re.escape(name)}(?=(?:에서|으로|로|에|까지|부터)(?![가-힣]))", passage.text
            ):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    places = self._places(name)
                    mentions.append(
                        Mention(
                            match.start(), match.end(), name, places, "locality", True, "direction", unresolved=True
                        )
                    )
        return sorted(mentions, key=lambda m: m.start)

    def chains(self, text: str, mentions: Sequence[Mention]) -> list[Chain]:
        """Mentions joined where only a space is between and each next one is further inwards."""
        chains: list[list[Mention]] = []
        for mention in mentions:
            before = chains[-1][-1] if chains else None
            if (
                before is not None
                and text[before.end : mention.start] in (" ", "")
                and self._inwards(chains[-1], mention)
            ):
                chains[-1].append(mention)
            else:
                chains.append([mention])
        return [Chain(tuple(c), c[0].start, self._end(text, c[-1])) for c in chains]

    def _end(self, text: str, last: Mention) -> int:
        end = last.end
        if not last.places:
            if match := _ABBREVIATION.match(text, end):
                end = match.end()
            if match := _FLOOR.match(text, end):
                end = match.end()
        return end

    def _starts_word(self, text: str, at: int, out: Sequence[Mention]) -> bool:
        char = text[at]
        if not (char in self._words.shorthand or "가" <= char <= "힣" or (char.isascii() and char.isalpha())):
            return False
        if at == 0 or not (text[at - 1].isalnum()):
            return True
        if out and out[-1].end == at:  # 美조지아, 서울강남
            return True
        return text[at - 1] in self._words.shorthand and char in self._words.shorthand

    def _mention(self, text: str, at: int, out: Sequence[Mention], tags: dict[int, Any]) -> Mention | None:
        if text[at] in self._words.shorthand:
            return self._country_shorthand(text, at)
        landmark = self._landmark(text, at, out)
        district = self._district(text, at, out, tags)
        if landmark is not None and (district is None or landmark.end > district.end):
            return landmark
        return district

    def _country_shorthand(self, text: str, at: int) -> Mention | None:
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if before.isdigit() or (after.isalnum() and after not in self._words.shorthand and not "가" <= after <= "힣"):
            return None
        if text[at] == "中" and at > 1 and before == " " and text[at - 2].isalnum():
            return None  # "회의 中": in the course of
        place = self.gazetteer.place(self._words.shorthand[text[at]])
        return Mention(at, at + 1, text[at], (place,), rule="shorthand", assumptions=("abbreviation",))

    def _district(self, text: str, at: int, out: Sequence[Mention], tags: dict[int, Any]) -> Mention | None:
        words = self._words
        run = _WORD.match(text, at)
        assert run is not None
        previous = out[-1] if out and text[out[-1].end : at] in (" ", "") else None
        for end in range(min(run.end(), at + LONGEST_NAME), at, -1):
            name = text[at:end]
            places = self._places(name)
            kind = ""
            if not places:
                stem, kind = words.foreign_stem(name)
                if not kind or (not (places := self._foreign(stem, kind)) and kind != "county"):
                    continue
            rest = text[end : run.end()]
            heading = self._heading(text, end)
            if rest and rest not in words.particles and not words.suffix_of(rest):
                continue
            level = places[0].level if places else kind
            inside = previous is not None and self._fits(previous, places, level)
            token = tags.get(at)
            if token is not None and token.end == end and token.tag in _NOT_A_NAME and not inside:
                continue
            standing = self._standing(name, places, rest, heading)
            if inside and len(name) == 1 and not rest and text[run.end() : run.end() + 1] not in (" ", ",", ".", ""):
                continue
            if standing == "no" and not inside:
                if heading and places:
                    return Mention(at, end, name, places, "locality", True, "direction", unresolved=True)
                continue
            return Mention(
                at,
                end,
                name,
                places,
                level,
                standing == "weak" and not inside,
                unresolved=heading and standing == "weak",
            )
        return None

    def _places(self, name: str) -> tuple[Place, ...]:
        if alias := self._words.aliases.get(name):
            return (self.gazetteer.place(alias),)
        return self.gazetteer.lookup(name) if _HANGUL.fullmatch(name) else ()

    def _foreign(self, stem: str, kind: str) -> tuple[Place, ...]:
        return tuple(p for p in self.gazetteer.lookup(stem) if p.level == kind and not p.id.startswith("KR-"))

    def _heading(self, text: str, end: int) -> bool:
        return re.match(r" ?(?:방향|방면)(?![가-힣]{2})|행 ", text[end : end + 6]) is not None

    def _fits(self, previous: Mention, places: Sequence[Place], level: str) -> bool:
        """Whether a name right after another can be its next link, also one that contradicts it inside Korea."""
        if not previous.places:
            return False
        if not places:
            return level == "county" and any(p.level in ("country", "region") for p in previous.places)
        if any(self.gazetteer.contains(o.id, p.id, True) and o.id != p.id for o in previous.places for p in places):
            return True
        korean = all(p.id.startswith("KR-") for p in (*previous.places, *places))
        return (
            korean
            and len(places[0].names[0]) > 2
            and places[0].ko[0][-1] in "동읍구"
            and previous.places[0].rank < places[0].rank
        )

    def _inwards(self, chain: Sequence[Mention], mention: Mention) -> bool:
        last = chain[-1]
        if not mention.places and mention.level not in ("county",):
            return last.rule != "shorthand" and (bool(last.places) or mention.rule == "hall")
        if not last.places:
            return bool(mention.places) and last.level == "county" and mention.places[0].level == "city"
        return self._fits(last, mention.places, mention.level)

    def _standing(self, name: str, places: Sequence[Place], rest: str, heading: bool) -> str:
        """Whether a name may stand alone: "yes", "weak" (only with support), or "no" (only inside a chain)."""
        words = self._words
        if name in words.never:
            return "no"
        if name in words.weak:
            located = name in words.located and (rest in words.place_particles or heading)
            return "yes" if located else "weak"
        if name in words.aliases or not places:
            return "yes"
        korean = any(p.id.startswith("KR-") for p in places)
        if korean:
            levels = {p.level for p in places if p.id.startswith("KR-")}
            if levels == {"neighbourhood"}:
                short = len(name) < 3 or name[-1] in "면가로"
                return ("weak" if len(name) > 3 and name[-1] != "면" else "no") if short else "yes"
            return "yes"
        return self._foreign_standing(name, places, rest)

    def _foreign_standing(self, name: str, places: Sequence[Place], rest: str) -> str:
        words = self._words
        if name in words.foreign_never or len(name) == 1 and name not in words.foreign_alone:
            return "no" if name not in self._countries() else "yes"
        if any(p.level in ("continent", "country", "region") for p in places) or name in words.foreign_alone:
            return "yes"
        if len(name) > 2 and places[0].population >= words.foreign_population:
            return "yes"
        return "weak" if len(name) > 2 or rest in words.place_particles else "no"

    @staticmethod
    @lru_cache(maxsize=1)
    def _countries() -> frozenset[str]:
        gazetteer = Gazetteer.load()
        return frozenset(n for i in gazetteer.ids() if i.startswith("ISO-") for n in gazetteer.place(i).ko)

    def _landmark(self, text: str, at: int, out: Sequence[Mention]) -> Mention | None:
        words = self._words
        run = _WORD.match(text, at)
        assert run is not None
        word = run[0]
        previous = out[-1] if out and text[out[-1].end : at] == " " else None
        for name in words.known:
            if word.startswith(name) and self._ends(word[len(name) :]):
                return Mention(at, at + len(name), name, (), "landmark", rule="landmark")
        if previous is not None and not previous.places:
            for name in words.halls:
                if word.startswith(name) and self._ends(word[len(name) :]):
                    return Mention(at, at + len(name), name, (), "facility", rule="hall")
        best: tuple[int, str] | None = None
        for suffix, level in words.landmarks:
            found = word.find(suffix)
            while found >= 0:
                end = found + len(suffix)
                if (
                    self._ends(word[end:])
                    and self._named(word[:found], suffix, previous)
                    and (best is None or end > best[0])
                ):
                    best = (end, level)
                found = word.find(suffix, found + 1)
        if best is None:
            return None
        end, level = best
        after = text[at + end : at + end + 5].lstrip(" ")
        if any(after.startswith(w) for w in words.institution_after):
            return None
        if word[:end].endswith(("시청", "구청", "군청", "도청")) and word[end:] in words.actor_particles:
            return None
        return Mention(at, at + end, word[:end], (), level, rule="landmark")

    def _ends(self, rest: str) -> bool:
        return not rest or rest in self._words.particles or self._words.suffix_of(rest)

    def _named(self, prefix: str, suffix: str, previous: Mention | None) -> bool:
        """Whether `prefix` names one: 황령+터널, 부산+항, 서울+시청; 공항 alone does after a place (괌 공항)."""
        name = prefix + suffix
        if not prefix:
            return suffix in ("공항", "국제공항") and previous is not None and bool(previous.places)
        if any(name == g or (len(g) > 1 and len(name) - len(g) < 2 and name.endswith(g)) for g in self._words.generic):
            return name in ("국제공항", "신공항") and previous is not None and bool(previous.places)
        if suffix in ("항", "시청", "구청", "군청", "도청", "공항", "국제공항"):
            stem = prefix + suffix[0] if suffix in ("시청", "구청", "군청", "도청") else prefix
            return bool(self._places(prefix) or self._places(stem))
        return len(prefix) >= 2 and not prefix.isdigit()

    def _acts(self, text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
        """Whether the name stands for the authority that acts, or for a credit."""
        words = self._words
        if any(text.endswith(c, 0, mention.start) for c in words.credits):
            return True
        if (
            not mention.name.endswith(words.authority_endings)
            or len(mention.name) < 3
            and mention.name[-1] not in "시도"
        ):
            return False
        if mention.level not in ("region", "city", "county", "district"):
            return False
        following = next(
            (
                m
                for m in mentions
                if m.start >= mention.end and text[mention.end : m.start] in (" ", "와 ", "과 ", "·", ", ", "·")
            ),
            None,
        )
        if following is not None:
            return text[mention.end : following.start] != " " and self._acts(text, following, mentions)
        rest = _HANGUL.match(text, mention.end)
        if rest is not None and rest[0] in words.actor_particles:
            return True
        follow = _HANGUL.match(text, mention.end + 1) if text[mention.end : mention.end + 1] == " " else None
        return follow is not None and follow[0].startswith(words.institution_words)
