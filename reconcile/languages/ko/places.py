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
from dataclasses import replace
from functools import lru_cache

from reconcile.knowledge.gazetteer import Gazetteer, Place
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage, Token
from reconcile.languages.ko.placewords import Words, load_words
from reconcile.languages.places import Chain, Mention, resolve

LONGEST_NAME = 14
# Longer runs are no names; the bound keeps the work at each word constant.
_WORD = re.compile(r"[가-힣A-Za-z0-9]{1,40}")
_HANGUL = re.compile(r"[가-힣]+")
_FLOOR = re.compile(r" (?:지하 ?)?\d{1,3}층")
_ABBREVIATION = re.compile(r"\([A-Z][A-Z0-9]{1,9}\)")
_NOT_A_NAME = frozenset({"NR", "SN", "MM", "MAG", "VV", "VA", "VX", "EC", "NP", "NNB"})


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
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


def _run(text: str, at: int) -> str:
    match = _WORD.match(text, at)
    return match[0] if match else ""


class _Reader:
    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self._words = words

    def mentions(self, passage: Passage) -> list[Mention]:
        """Every place name of a passage, not yet joined or resolved."""
        text = passage.text
        out: list[Mention] = []
        tags = {token.start: token for token in passage.tokens}
        at = 0
        while at < len(text):
            found = self._mention(text, at, out, tags) if self._starts_word(text, at, out) else ()
            out.extend(found)
            at = found[-1].end if found else at + 1
        acting = self._acting(text, out)
        return [replace(m, silent=acts) for m, acts in zip(out, acting, strict=True)]

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
        out: list[Chain] = []
        for chain in chains:
            if (
                not out or chain[0].start >= out[-1].end
            ):  # the abbreviation in 동대문디자인플라자(DDP) is no second place
                out.append(Chain(tuple(chain), chain[0].start, self._end(text, chain[-1])))
        return out

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

    def _mention(self, text: str, at: int, out: Sequence[Mention], tags: dict[int, Token]) -> tuple[Mention, ...]:
        if text[at] in self._words.shorthand:
            shorthand = self._country_shorthand(text, at)
            return (shorthand,) if shorthand else ()
        landmark = self._landmark(text, at, out)
        district = self._district(text, at, out, tags)
        if landmark and (district is None or landmark[-1].end > district.end):
            return landmark
        return (district,) if district else ()

    def _country_shorthand(self, text: str, at: int) -> Mention | None:
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if before.isdigit() or (after.isalnum() and after not in self._words.shorthand and not "가" <= after <= "힣"):
            return None
        if text[at] == "中" and at > 1 and before == " " and text[at - 2].isalnum():
            return None  # "회의 中": in the course of
        place = self.gazetteer.place(self._words.shorthand[text[at]])
        return Mention(at, at + 1, text[at], (place,), rule="shorthand", assumptions=("abbreviation",))

    def _district(self, text: str, at: int, out: Sequence[Mention], tags: dict[int, Token]) -> Mention | None:
        words = self._words
        run_end = at + len(_run(text, at))
        previous = out[-1] if out and text[out[-1].end : at] in (" ", "") else None
        for end in range(min(run_end, at + LONGEST_NAME), at, -1):
            name = text[at:end]
            places = self._places(name)
            kind = ""
            if not places:
                stem, kind = words.foreign_stem(name)
                if not kind or (not (places := self._foreign(stem, kind)) and kind != "county"):
                    continue
            rest = text[end:run_end]
            heading = self._heading(text, end)
            if rest and rest not in words.particles and not words.suffix_of(rest):
                continue
            if (
                rest[:1] in ("인", "어")
                and rest != "인근"
                and not rest.startswith("인근")
                and places
                and places[0].rank < 2
            ):
                return None  # 한국인, 한국어: a people, a language
            if any(text[end : end + 12].lstrip(" ").startswith(w) for w in words.unless_followed.get(name, ())):
                continue
            level = places[0].level if places else kind
            inside = previous is not None and self._fits(previous, places, level)
            token = tags.get(at)
            if token is not None and token.end == end and token.tag in _NOT_A_NAME and not inside:
                continue
            standing = self._standing(name, places, rest, heading)
            if inside and len(name) == 1 and not rest and text[run_end : run_end + 1] not in (" ", ",", ".", ""):
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
            return previous.level == "county" and any(p.level == "city" and not p.id.startswith("KR-") for p in places)
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
        if last.silent != mention.silent:
            return False
        if not mention.places and mention.level not in ("county",):
            return last.rule != "shorthand" and (bool(last.places) or mention.rule == "hall")
        if not last.places:
            return last.level == "county" and self._fits(last, mention.places, mention.level)
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
        if name in words.foreign_never or (len(name) == 1 and name not in words.foreign_alone):
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

    def _landmark(self, text: str, at: int, out: Sequence[Mention]) -> tuple[Mention, ...]:
        """A landmark; one that is called by a place (부산역, 인천 국제공항) comes with that place."""
        words = self._words
        word = _run(text, at)
        previous = out[-1] if out and text[out[-1].end : at] == " " else None
        for name in words.known:
            if word.startswith(name) and self._ends(word[len(name) :]):
                return (Mention(at, at + len(name), name, (), "landmark", rule="landmark"),)
        if previous is not None and not previous.places:
            for name in words.halls:
                if word.startswith(name) and self._ends(word[len(name) :]):
                    return (Mention(at, at + len(name), name, (), "facility", rule="hall"),)
        best: tuple[int, str, str] | None = None
        for suffix, level in words.landmarks:
            found = word.find(suffix)
            while found >= 0:
                end = found + len(suffix)
                named = self._ends(word[end:]) and self._named(word[:found], suffix, previous)
                if named and (best is None or end > best[0]):
                    best = (end, suffix, level)
                found = word.find(suffix, found + 1)
        if best is None:
            return ()
        end, suffix, level = best
        after = text[at + end : at + end + 5].lstrip(" ")
        if any(after.startswith(w) for w in words.institution_after):
            return ()
        if suffix in words.halls_of_authority and word[end:] in words.actor_particles:
            return ()
        prefix, name = word[: end - len(suffix)], word[:end].replace("국제공항", "공항")
        if not prefix and previous is not None:
            return (Mention(at, at + end, previous.name + name, (), level, rule="landmark"),)
        places = self._places(prefix) if suffix in words.named_by_place else ()
        if not places or places[0].level == "neighbourhood" or not _HANGUL.fullmatch(prefix):
            return (Mention(at, at + end, name, (), level, rule="landmark"),)
        container = Mention(at, at + len(prefix), prefix, places, places[0].level, prefix in words.weak)
        return (container, Mention(at + len(prefix), at + end, name, (), level, rule="landmark"))

    def _ends(self, rest: str) -> bool:
        return not rest or rest in self._words.particles or self._words.suffix_of(rest)

    def _named(self, prefix: str, suffix: str, previous: Mention | None) -> bool:
        """Whether `prefix` names one: 황령+터널, 부산+항, 서울+시청; 공항 alone does after a place (괌 공항)."""
        words, name = self._words, prefix + suffix
        if not prefix or name in ("국제공항", "신공항"):
            return suffix in ("공항", "국제공항") and previous is not None and bool(previous.places)
        if suffix in words.named_by_place and (self._places(prefix) or self._places(prefix + suffix[0])):
            return name not in words.generic
        if name in words.generic or (suffix == "역" and len(name) > 3 and name[-2:] in words.generic):
            return False  # 피해지역, 공급권역; 판교역 and 장지역 are stations
        if suffix == "대로" and (previous is None or not previous.places):
            return False  # 예정대로: as planned
        return suffix not in words.named_by_place.difference(("역",)) and len(prefix) >= 2 and not prefix.isdigit()

    def _acting(self, text: str, mentions: Sequence[Mention]) -> list[bool]:
        """For each name, whether it stands for an authority that acts, or for a credit.

        In 서울시와 경기도는 the particle of the last name holds for both.
        """
        acting = [False] * len(mentions)
        for i in range(len(mentions) - 1, -1, -1):
            mention = mentions[i]
            between = text[mention.end : mentions[i + 1].start] if i + 1 < len(mentions) else None
            if any(text.endswith(c, 0, mention.start) for c in self._words.credits) or (
                between == " " and acting[i + 1] and self._fits(mention, mentions[i + 1].places, mentions[i + 1].level)
            ):
                acting[i] = True
            elif self._is_authority(mention) and between not in (" ", ""):
                joined = between in ("와 ", "과 ", "·", ", ")
                acting[i] = acting[i + 1] if joined else self._acts(text, mention.end)
        return acting

    def _is_authority(self, mention: Mention) -> bool:
        name = mention.name
        if mention.level not in ("region", "city", "county", "district"):
            return False
        return name.endswith(self._words.authority_endings) and (len(name) > 2 or name[-1] in "시도")

    def _acts(self, text: str, end: int) -> bool:
        words = self._words
        rest = _HANGUL.match(text, end, end + 12)
        if rest is not None:
            return rest[0] in words.actor_particles
        follow = _HANGUL.match(text, end + 1, end + 12) if text[end : end + 1] == " " else None
        return follow is not None and (follow[0].startswith(words.institution_words) or self._holds_office(follow[0]))

    def _holds_office(self, word: str) -> bool:
        """미래산업국장은: a head of one of the authority's offices."""
        return any(
            word[:cut].endswith(self._words.offices) and self._ends(word[cut:]) for cut in range(2, len(word) + 1)
        )
