"""Places in Korean text.

    "인천 미추홀구 학익동 문학터널 송도 방향"  → 인천 미추홀구 학익동 문학터널 (one chain of four parts)
    "서울시는 양재동에 …를 조성하기로 했다"  → 양재동; 서울시 acts and is an organisation

A Korean place name begins where a word begins and ends before a particle, a space, punctuation or one of a few
suffixes, so the longest name of the gazetteer at a word's start is tried first and kept only if such an end follows.
An authority (서울시, 강남구, 조지아주) before 은/는/이/가 or a word such as 관계자 is the institution, not the place:
with 에, 에서, 의, 으로 … it is the place. Plain names (서울, 부산) and 동 are places with any particle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from reconcile.knowledge.gazetteer import Place
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage, Token
from reconcile.languages.ko.authorities import acting_authorities
from reconcile.languages.ko.landmarks import Landmarks
from reconcile.languages.ko.placebeside import Beside
from reconcile.languages.ko.placenames import Name, Names, load_names
from reconcile.languages.ko.placeshort import ShortNames
from reconcile.languages.places import Chain, Mention, resolve
from schemas.knowledge import OwnPlace

_WORD = re.compile(r"[가-힣A-Za-z0-9]+")
# Longer runs are no names; the bound keeps the work at each word constant.
_REST = re.compile(r"[가-힣A-Za-z0-9]{0,40}")
_FLOOR = re.compile(r" (?:지하 ?)?\d{1,3}층")
_ABBREVIATION = re.compile(r"\([A-Z][A-Z0-9]{1,9}\)")
_HEADING = re.compile(r" ?(?:방향|방면)(?![가-힣]{2})|(?<=[가-힣]{2})행 ")
_AT = re.compile(r"(?:에|에서|에서는|에는|의)(?![가-힣])")
_OF_A_NOUN = frozenset({"은", "는", "이", "가", "을", "를", "만"})
_COUNTED = re.compile(r" (?:약 |총 |모두 )?\d")
_SPACED_COUNTY = re.compile(r" (카운티)([가-힣]*)")
_LIST_GAP = 2
_LIST_REACH = 12
_DISTRICT_ENDS = frozenset("동구읍면군")
_NOT_A_NAME = frozenset({"NR", "SN", "MM", "MAG", "VV", "VA", "VX", "EC", "NP", "NNB"})


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The places of one article: for each passage its candidates in order of position.

    Written chains are one candidate; offsets of their parts are into the passage's text.
    """
    reader = _reader(own.place)
    found = [reader.mentions(passage) for passage in passages]
    found = reader.of_article(passages, found)
    chains = [reader.chains(passage.text, mentions) for passage, mentions in zip(passages, found, strict=True)]
    return resolve(chains, reader.gazetteer)


@lru_cache(maxsize=8)
def _reader(own: tuple[OwnPlace, ...]) -> _Reader:
    return _Reader(load_names(own), frozenset(place.key for place in own))


class _Reader:
    def __init__(self, names: Names, own: frozenset[str]) -> None:
        self._own = own
        self.gazetteer, self._names, self._words = names.gazetteer, names, names.words
        self._landmarks = Landmarks(names)
        self._short = ShortNames(names)
        self._beside = Beside(names, self._short)
        self._shorthand = re.compile(f"[{''.join(self._words.shorthand)}]")

    def mentions(self, passage: Passage) -> list[Mention]:
        """Every place name of a passage, not yet joined or resolved."""
        text = passage.text
        out: list[Mention] = []
        done = 0
        for at, marked in self._proposals(text):
            if at < done or (at and text[at - 1].isalnum() and not self._may_touch(text, at, out)):
                continue
            found = self._mention(text, at, out, passage.tokens, marked)
            if found:
                out.extend(found)
                done = out[-1].end
                if not out[-1].places and (hall := self._landmarks.hall(text, done)) is not None:
                    out.append(hall)
                    done = hall.end
        if out:
            out = self._beside.listed(text, self._beside.with_inner(passage, out))
        if "·" in text:
            out = self._beside.with_dotted(text, out)
        if "대" in text:
            out = self._short.toward(text, out)
        out = self._short.seated(passage, out)
        if not out:
            return out
        acting = acting_authorities(text, out, self._words)
        return [replace(m, silent=True) if acts else m for m, acts in zip(out, acting, strict=True)]

    def _proposals(self, text: str) -> list[tuple[int, bool]]:
        """Where a name may begin, and whether a landmark's name may end in the word there."""
        heads = self._names.heads
        starts = [match.start() for match in _WORD.finditer(text)]
        found = {at: False for at in starts if text[at : at + 2] in heads}
        for match in self._landmarks.ends.finditer(text):
            found[starts[bisect_right(starts, match.start()) - 1]] = True
        for match in self._shorthand.finditer(text):
            found.setdefault(match.start(), False)
        return sorted(found.items())

    def _may_touch(self, text: str, at: int, out: Sequence[Mention]) -> bool:
        """Whether a name may begin right behind a letter: 美조지아, 韓美."""
        shorthand = self._words.shorthand
        return bool(out and out[-1].end == at) or (text[at - 1] in shorthand and text[at] in shorthand)

    def of_article(self, passages: Sequence[Passage], found: list[list[Mention]]) -> list[list[Mention]]:
        """What only the whole article tells: names used as directions, names that mean something else here."""
        written = {m.name for mentions in found for m in mentions}
        other = {
            name
            for name in self._words.unless_article.keys() & written
            if any(self._words.unless_article[name].search(passage.text) for passage in passages)
        }
        if other:
            found = [[m for m in mentions if m.name not in other] for mentions in found]
        found = self._short.again(passages, found)
        headings = sorted({m.name for mentions in found for m in mentions if m.rule == "direction"})
        if not headings:
            return found
        pattern = re.compile(
            rf"(?<![가-힣A-Za-z0-9])({'|'.join(map(re.escape, headings))})(?=(?:에서|으로|로|에|까지|부터)(?![가-힣]))"
        )
        return [
            self._with_headings(passage, mentions, pattern) for passage, mentions in zip(passages, found, strict=True)
        ]

    def _with_headings(self, passage: Passage, mentions: list[Mention], headings: re.Pattern[str]) -> list[Mention]:
        """Adds the names that the article uses as directions (송도 방향) where a particle of place follows them."""
        taken = [(m.start, m.end) for m in mentions]
        for match in headings.finditer(passage.text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                places = self._names.places(match[1])
                mentions.append(
                    Mention(*match.span(), match[1], places, "locality", True, "direction", unresolved=True)
                )
        return sorted(mentions, key=lambda m: m.start)

    def chains(self, text: str, mentions: Sequence[Mention]) -> list[Chain]:
        """Mentions joined where only a space is between and each next one is further inwards."""
        chains: list[list[Mention]] = []
        for i, mention in enumerate(mentions):
            before = chains[-1][-1] if chains else None
            if (
                before is not None
                and text[before.end : mention.start] in (" ", "")
                and (self._inwards(chains[-1], mention) or self._misplaced(text, mentions, i))
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

    def _mention(
        self, text: str, at: int, out: Sequence[Mention], tokens: Sequence[Token], marked: bool
    ) -> tuple[Mention, ...]:
        if text[at] in self._words.shorthand:
            shorthand = self._country_shorthand(text, at)
            return (shorthand,) if shorthand else ()
        previous = out[-1] if out and text[out[-1].end : at] in (" ", "") else None
        district = self._district(text, at, previous, tokens)
        if marked:
            before = previous if previous is not None and previous.end < at else None
            landmark = self._landmarks.at(text, at, before)
            if landmark and (district is None or landmark[-1].end > district.end):
                return landmark
        return (district,) if district else ()

    def _country_shorthand(self, text: str, at: int) -> Mention | None:
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if before.isdigit() or (after.isalnum() and after not in self._words.shorthand and not "가" <= after <= "힣"):
            return None
        if text[at] == "中" and at > 1 and before == " " and text[at - 2].isalnum() and after not in "과은의을":
            return None  # "회의 中": in the course of
        place = self.gazetteer.place(self._words.shorthand[text[at]])
        return Mention(at, at + 1, text[at], (place,), rule="shorthand", assumptions=("abbreviation",))

    def _district(self, text: str, at: int, previous: Mention | None, tokens: Sequence[Token]) -> Mention | None:
        lengths, known = self._names.beginning(text[at : at + 2])
        for length in lengths:
            written = text[at : at + length]
            name = self._names.get(written) if written in known else None
            if name is not None:
                found, decided = self._as_named(text, at, name, previous, tokens)
                if decided:
                    return found
        return None

    def _as_named(
        self, text: str, at: int, name: Name, previous: Mention | None, tokens: Sequence[Token]
    ) -> tuple[Mention | None, bool]:
        """(the mention that a name is here, whether no shorter name need be tried)."""
        words = self._words
        end = at + len(name.text)
        rest = _REST.match(text, end)[0]  # type: ignore[index]
        places, level = name.places, name.level
        if text.endswith(words.unless_preceded.get(name.text, ()), 0, at):
            return None, True
        if name.text[-1] not in _DISTRICT_ENDS and (
            words.others_after.match(text, end) or text.endswith(words.others_before, 0, at)
        ):
            return None, True  # 수원 삼성, 가수 강남: a club, a person
        if rest and not words.ends(rest):
            if not places or (kind := self._kind(rest)) is None:
                return None, False
            suffix, level = kind
            end, rest = end + len(suffix), rest[len(suffix) :]
            abroad = tuple(p for p in places if p.level == level and not p.id.startswith("KR-"))
            places = self._names.counties(name.text) if level == "county" else abroad
            if not places and level != "county" and (level != "region" or len(name.text) < 3):
                return None, False
            name = Name(text[at:end], places, level, "yes", "yes", "yes")
        spaced = None if rest else _SPACED_COUNTY.match(text, end)
        if spaced is not None and words.ends(spaced[2]) and places and not places[0].id.startswith("KR-"):
            end, rest, level = spaced.end(1), spaced[2], "county"
            places = self._names.counties(name.text)
            name = Name(text[at:end], places, level, "yes", "yes", "yes")
        if rest[:1] in ("인", "어") and not rest.startswith("인근") and places and places[0].rank < 2:
            return None, True  # 한국인, 한국어: a people, a language
        if len(name.text) == 2 and len(rest) == 1 and words.person_titles.match(text, end + 1) and self._doubtful(name):
            return None, True  # 도하은 후보
        person = words.foreign_person.match(text, end) if not rest and self._doubtful(name) else None
        if person is not None and any(p.level == "country" for p in self._names.places(person[1])):
            return None, True  # 소피아 린드 스웨덴 총리
        unless = words.unless_followed.get(name.text)
        if unless is not None and unless.match(text, end):
            return None, False
        heading = _HEADING.match(text, end) is not None
        inside = previous is not None and self._fits(previous, places, level)
        if not inside and _is_other_word(tokens, at, end):
            return None, False
        if inside and len(name.text) == 1 and not rest and text[end : end + 1] not in (" ", ",", ".", ""):
            return None, False
        standing = name.standing
        strict = (
            heading
            or rest in words.strict_particles
            or (not rest and words.place_words.match(text, end) is not None)
            or words.seat_words.match(text, end) is not None
        )
        if strict or rest in words.place_particles:
            standing = name.before_strict if strict else name.before_particle
        if standing == "no" and not inside:
            if heading and places:
                return Mention(at, end, name.text, places, "locality", True, "direction", unresolved=True), True
            return None, False
        weak = standing == "weak" and not inside
        rule = "gazetteer" if places or level == "county" else "landmark"
        unresolved = heading and standing == "weak"
        noun = weak and not unresolved and _is_common(tokens, at, end)
        if noun and (rest in _OF_A_NOUN or (not rest and _COUNTED.match(text, end))):
            return None, False  # 예산은 3억원이다, also in 예산군
        return Mention(at, end, name.text, places, level, weak, rule, unresolved=unresolved, noun=noun), True

    @staticmethod
    def _doubtful(name: Name) -> bool:
        return name.standing != "yes" or not name.places or name.places[0].id.startswith("GN-")

    def _kind(self, rest: str) -> tuple[str, str] | None:
        """The generic word after a foreign name, with its level: 리치먼드+카운티에."""
        for suffix, level in self._words.foreign_suffixes.items():
            if rest.startswith(suffix) and self._words.ends(rest[len(suffix) :]):
                return suffix, level
        return None

    def _fits(self, previous: Mention, places: Sequence[Place], level: str) -> bool:
        """Whether a name right after another can be its next link, also one that contradicts it inside Korea."""
        if not previous.places:
            return previous.level == "county" and any(p.level == "city" and not p.id.startswith("KR-") for p in places)
        if not places:
            return level == "county" and any(p.level in ("country", "region") for p in previous.places)
        if any(o.id != p.id and self.gazetteer.may_hold(o, p) for o in previous.places for p in places):
            return True
        if places[0].id in self._own and previous.places[0].rank < places[0].rank:
            return True
        korean = all(self._is_korean(p) for p in (*previous.places, *places))
        return (
            korean
            and len(places[0].names[0]) > 2
            and places[0].ko[0][-1] in "동읍구"
            and previous.places[0].rank < places[0].rank
        )

    def _is_korean(self, place: Place) -> bool:
        return place.id.startswith("KR-") or "ISO-KR" in self.gazetteer.ancestors(place.id)

    def _inwards(self, chain: Sequence[Mention], mention: Mention) -> bool:
        last = chain[-1]
        if last.silent != mention.silent:
            return False
        if not mention.places and mention.level not in ("county",):
            return last.rule != "shorthand" and (bool(last.places) or mention.rule == "hall")
        if not last.places:
            return last.level == "county" and self._fits(last, mention.places, mention.level)
        return self._fits(last, mention.places, mention.level)

    def _misplaced(self, text: str, mentions: Sequence[Mention], i: int) -> bool:
        """Whether a city, county or district is said to lie in the region before it, and does not: 경북 청주시.

        Provinces or cities in a row (경기 강원 수원시, 경북 청주시 충주시) are a list.
        """
        region, inner = mentions[i - 1], mentions[i]
        if (
            region.silent != inner.silent
            or text[region.end : inner.start] != " "
            or not inner.places
            or not region.places
            or region.places[0].level != "region"
            or any(p.level == "region" for p in inner.places)
            or not all(self._is_korean(p) for p in (region.places[0], *inner.places))
            or not self._is_written_inside(text, region, mentions, i)
        ):
            return False
        ahead = i > 1 and region.start - mentions[i - 2].end <= _LIST_GAP
        listed = [m for m in mentions[i + 1 : i + 3] if m.places and m.start - inner.end <= _LIST_REACH]
        behind = [m.places[0].level for m in listed if "." not in text[inner.end : m.start]]
        return not ahead and inner.places[0].level not in behind and "region" not in behind

    def _is_written_inside(self, text: str, region: Mention, mentions: Sequence[Mention], i: int) -> bool:
        """Whether the second of two names is written as the inner one: 경북 청주시, 경남 목포에, 충남 서구 만년동."""
        inner = mentions[i]
        if inner.name[-1] == "구":
            after = mentions[i + 1] if i + 1 < len(mentions) else None
            return (
                after is not None
                and text[inner.end : after.start] == " "
                and any(self.gazetteer.may_hold(o, p) for o in inner.places for p in after.places)
            )
        if not region.places[0].ko[0].endswith("도"):
            return False
        if len(inner.name) > 2 and inner.name[-1] in "시군":
            return True
        sure = not (region.weak or inner.weak) and inner.places[0].level in ("city", "county")
        return sure and _AT.match(text, inner.end) is not None


def _is_other_word(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the morphemes have a number, a verb or the like where a name would stand."""
    at = bisect_right(tokens, start, key=_token_start) - 1
    return at >= 0 and tokens[at].start == start and tokens[at].end == end and tokens[at].tag in _NOT_A_NAME


def _is_common(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the analyser has a common noun at just this span."""
    at = bisect_right(tokens, start, key=_token_start) - 1
    return at >= 0 and (tokens[at].start, tokens[at].end, tokens[at].tag) == (start, end, "NNG")


def _token_start(token: Token) -> int:
    return token.start
