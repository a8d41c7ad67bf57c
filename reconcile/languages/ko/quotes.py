"""Quotes and attributions in Korean articles.

Before: ``윤 사장은 "공장을 짓겠다"며 "채용도 늘린다"고 말했다. '빛의 거리'를 찾은 그는 …``
After:  two quotes of 윤 사장; '빛의 거리' is a name and gives none.

The speaker is the subject of the sentence that quotes; it stands before the first quote as a rule, so
the words before it are read first, then those after the last. Linked quotes (…며 "…"고) share it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.loader import load_table
from reconcile.languages.quotes import (
    SKIPPED_BLOCKS,
    Attribution,
    Quoted,
    attributed,
    overlapping,
    quoted,
    sentences,
    stands_alone,
    within,
)
from schemas.base import Model
from schemas.values import OrganisationValue, PersonValue, QuoteValue, Speaker

_WORD = re.compile(r"[0-9A-Za-z가-힣]+")
_FINAL = re.compile(r"([가-힣])[.!?…~\s]*$")
_LABEL = re.compile(r"^[\[\s]*(?P<who>[가-힣A-Za-z ]{2,24}?)(?:/[^:\[\]]{1,12})?(?:\([^()]{1,20}\))?\s*:\s*$")
_ACCORDING = re.compile(r"(?:[0-9]{1,2}일 )?(?P<who>[^\s,.][^,.\n]{0,40}?)(?P<link>에게? (?:따르면|의하면))[,\s]?")
_CLAUSE_LINK = re.compile(r"(?:[다라냐자](?=고\s)|것(?=으로\s))")
_LINK_FROM_VERB = 24
_VERB_FROM_END = 14
_AFTER_REACH = 90
_BEHIND_NAME = re.compile(r"\([^()]{1,20}\)| ?[0-9A-Za-z가-힣]+")
_TOPICS = ("은", "는", "께서는")
_HELD = "것으로 보고"
"""In the middle of a sentence, what its subject takes to be so: 졸음운전을 한 것으로 보고 조사하고 있다."""
_GOVERNMENTS = ("시", "군", "구", "도")
_SUBJECTS = ("은", "는", "이", "가", "께서", "께서는")
_NOT_IN_PHRASE = (
    "은", "는", "을", "를", "에", "에서", "의", "로", "고", "며", "다", "한", "된", "던", "서",
    "와", "과", "날", "도", "일", "라는", "중",
)  # fmt: skip


class QuotesTable(Model):
    """The rows of ko/lexicon_quotes.toml; see the head of that file for what they mean."""

    verbs: tuple[str, ...]
    report_verbs: tuple[str, ...]
    particles: tuple[str, ...]
    slogans: tuple[str, ...]
    sources: tuple[str, ...]
    topic: tuple[str, ...]
    last_person: tuple[str, ...]
    ends: tuple[str, ...]

    @cached_property
    def report_heads(self) -> frozenset[str]:
        """The characters that `report_verbs` begin with."""
        return frozenset(verb[0] for verb in self.report_verbs)


@lru_cache(maxsize=1)
def _table() -> QuotesTable:
    table: QuotesTable = load_table("ko", "lexicon_quotes", QuotesTable)
    return table


def read(passages: Sequence[Passage], people: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Quotes of one article. `people` are its persons and organisations, as `people.read` gives them."""
    table = _table()
    found = quoted(passages)
    answer: list[list[Candidate]] = []
    last_speaker = ""
    last_person = ""
    carried = False
    for number, passage in enumerate(passages):
        own: list[Candidate] = []
        if passage.kind in SKIPPED_BLOCKS:
            answer.append(own)
            continue
        spans = sentences(passage.text, found[number])
        at_sentence = 0
        spoken: Quoted | None = None
        seen = 0
        for one in found[number]:
            while at_sentence + 1 < len(spans) and spans[at_sentence][1] <= one.start:
                at_sentence += 1
            sentence = spans[at_sentence] if spans else (0, len(passage.text))
            kind = "speech" if carried else _kind(table, passage.text, one, sentence)
            if kind == "none":
                continue
            for person in overlapping(people[number], seen, one.start):
                if isinstance(person.value, PersonValue) and person.end <= one.start:
                    last_person = person.value.name
            seen = one.start
            speaker = None
            if kind == "speech":
                previous = spoken
                speaker = last_speaker if carried and last_speaker else None
                speaker = speaker or _speaker(
                    table,
                    passage.text,
                    one,
                    previous,
                    sentence,
                    found[number],
                    people[number],
                    last_person,
                    last_speaker,
                )
                if speaker is None and len(found[number]) == 1 and stands_alone(passage.text, one):
                    speaker = _next_speaker(table, passages, people, number)
                last_speaker = speaker or ""
                spoken = one
            start, end = _trimmed(passage.text, one.start, one.end)
            value = QuoteValue(text=passage.text[start:end], speaker=Speaker(name=speaker) if speaker else None)
            own.append(Candidate("quote", start, end, value, f"ko.quote.{kind}"))
            carried = one.continued
        answer.append(own)
        if not found[number]:
            carried = carried and not passage.text.strip()
    return answer


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))


def _kind(table: QuotesTable, text: str, one: Quoted, sentence: tuple[int, int]) -> str:
    """`speech`, `slogan` or `none` for the name of a work, an event or a thing."""
    inside = text[one.start : one.end].strip()
    after = text[one.outer_end : one.outer_end + _AFTER_REACH]
    words = len(inside.split())
    near = after[:16]
    if any(near.lstrip("을를이라는의 ").startswith(cue) or cue in near for cue in table.slogans) and words > 1:
        return "slogan"
    linked = after.startswith(table.particles) and not after.startswith(("는 ", "란 ", "이란 ")) or _is_saying(after)
    ended = _sentence_like(table, inside)
    if one.family == "double":
        if linked or ended and words >= 2 or words >= 4:
            return "speech"
        return "speech" if words >= 2 and after[:1] in ("…", "·") else "none"
    rest = text[one.outer_end : sentence[1]]
    saying = linked and any(verb in rest[:_AFTER_REACH] for verb in table.verbs)
    if one.family == "bracket" and saying and ended and words >= 2:
        return "speech"
    thrown = after.startswith(("이라던", "라던", "이라며", "라며", "이라고", "라고")) and words >= 2
    if (
        ended
        and words >= 3
        and (saying or after.startswith(("는 ", "라는 ", "고 ", "며 ")))
        or thrown
        and saying
        or (after.startswith(("이라던", "라던")))
    ):
        return "speech"
    return "none"


def _is_saying(after: str) -> bool:
    return after.startswith(("고 ", "라고 ", "이라고 ", "며 ", "라며 ", "이라며 "))


def _sentence_like(table: QuotesTable, inside: str) -> bool:
    final = _FINAL.search(inside[-8:])
    return final is not None and final.group(1) in table.ends or inside.endswith(("!", "?", "."))


def _speaker(
    table: QuotesTable,
    text: str,
    one: Quoted,
    previous: Quoted | None,
    sentence: tuple[int, int],
    every: Sequence[Quoted],
    people: Sequence[Candidate],
    last_person: str,
    last_speaker: str,
) -> str | None:
    """Who says it: the subject before, the speaker of the quote it is linked to, or the subject after."""
    start = sentence[0]
    joined = previous is not None and previous.start >= start
    if joined and previous is not None:
        start = previous.outer_end
    before = text[start : one.outer_start]
    label = _LABEL.match(before)
    if label is not None:
        named = [who for who in overlapping(people, start, one.outer_start) if isinstance(who.value, PersonValue)]
        return _name(named[0]) if named else label["who"].strip()
    found = _subject(table, text, start, one.outer_start, people, last_person)
    if found is not None:
        return found.name
    if joined and last_speaker:
        return last_speaker
    plain = before.strip()
    if plain and not joined and len(plain) <= 24:
        standing = [who for who in overlapping(people, start, one.outer_start) if who.end <= one.outer_start]
        if standing and not text[standing[-1].end : one.outer_start].strip(' :,…"“-軍'):
            return _name(standing[-1])
    if plain.startswith(("그러면서", "이어", "또", "아울러", "특히", "다만")) and last_speaker:
        return last_speaker
    following = next((other.outer_start for other in overlapping(every, one.outer_end, len(text))), len(text))
    stop = min(following, sentence[1])
    tail = text[one.outer_end : stop]
    if tail.lstrip().startswith("…") or tail.startswith(("이라던", "라던", "라는", "이라는", "던")):
        ahead = overlapping(people, one.outer_end, min(stop, one.outer_end + 20))
        if ahead:
            return _name(ahead[0])
    found = _subject(table, text, one.outer_end, stop, people, last_person)
    if found is not None:
        return found.name
    bare = not tail.strip(" .")
    if not plain and last_speaker and previous is not None and (bare or any(verb in tail for verb in table.verbs)):
        return last_speaker
    return None


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    start: int
    end: int
    topic: bool
    person: bool = False


def _subject(
    table: QuotesTable, text: str, start: int, stop: int, people: Sequence[Candidate], last_person: str
) -> _Subject | None:
    """The topic of text[start:stop], else its last subject; a person, an organisation or a source noun.

    Of names that share one particle (아무개 은행 행장은, 은행 아무개 행장은) a person has it, else the first.
    """
    found: dict[int, _Subject] = {}
    for who in overlapping(people, start, stop):
        if start <= who.start and who.end <= stop:
            at = who.end
            particle = _particle(table, text, at, stop)
            if not particle:
                at += _title_reach(text[who.end : min(who.end + 60, stop)])
                particle = _particle(table, text, at, stop)
            if particle and (at not in found or isinstance(who.value, PersonValue) and not found[at].person):
                found[at] = _Subject(
                    _name(who), who.start, at + len(particle), particle in _TOPICS, isinstance(who.value, PersonValue)
                )
    for match in _WORD.finditer(text, start, stop):
        word = match.group()
        if word in table.last_person and last_person:
            found[match.end() - 1] = _Subject(last_person, match.start(), match.end(), word.endswith("는"))
            continue
        for particle in table.topic:
            stem = word.removesuffix(particle)
            alone = stem == "측" or match.start() == start and particle in _TOPICS and stem in _GOVERNMENTS
            a_source = (len(stem) > 1 or alone) and stem.endswith(table.sources)
            at = match.start() + len(stem)
            if stem != word and a_source and at not in found:
                name, begin = _phrase(text, start, match.start(), stem)
                found[at] = _Subject(name, begin, match.end(), particle in _TOPICS)
                break
    return max(found.values(), key=lambda one: (one.topic, one.start), default=None)


def _title_reach(tail: str) -> int:
    """How far the affiliation, title or age behind a name goes: up to the first word with a particle."""
    reach = 0
    bracketed = False
    for match in _BEHIND_NAME.finditer(tail):
        if match.start() != reach:
            break
        word = match.group()
        if bracketed and word in _SUBJECTS:
            return match.start()
        bracketed = word[0] == "("
        if word.endswith(("은", "는", "이", "가", "께서")) and len(word.strip()) > 1:
            return match.end() - (2 if word.endswith("께서") else 1)
        if word.endswith(("의", "을", "를", "에", "에서", "와", "과", "도", "로", "으로")) and len(word.strip()) > 2:
            return 0
        reach = match.end()
    return 0


def _particle(table: QuotesTable, text: str, at: int, stop: int) -> str:
    for particle in table.topic:
        if text.startswith(particle, at) and at + len(particle) <= stop:
            following = text[at + len(particle) : at + len(particle) + 1]
            if not following or not following.isalnum():
                return particle
    return ""


def _phrase(text: str, start: int, at: int, stem: str) -> tuple[str, int]:
    """The source noun with the nouns before it (한 업계 관계자), and where that begins."""
    words = text[max(start, at - 30) : at].split(" ")[:-1] if text[at - 1 : at] == " " else []
    kept: list[str] = []
    for word in reversed(words[-3:]):
        if not word or not re.fullmatch(r"[0-9A-Za-z가-힣]+", word):
            break
        if word.endswith(_NOT_IN_PHRASE) and word != "한":
            break
        kept.append(word)
        if word == "한":
            break
    name = " ".join([*reversed(kept), stem])
    return name.removeprefix("한 "), at + len(stem) - len(name)


def _name(who: Candidate) -> str:
    value = who.value
    assert isinstance(value, PersonValue | OrganisationValue)
    return value.name


def _next_speaker(
    table: QuotesTable, passages: Sequence[Passage], people: Sequence[Sequence[Candidate]], number: int
) -> str | None:
    """Who is named by a following sentence of the kind `… 한 말이다`."""
    for following in range(number + 1, min(number + 3, len(passages))):
        text = passages[following].text
        if text.strip():
            stop = text.find("말이다")
            if stop >= 0:
                found = _subject(table, text, 0, stop, people[following], "")
                return found.name if found is not None else None
            return None
    return None


def attributions(passages: Sequence[Passage], people: Sequence[Sequence[Candidate]]) -> list[list[Attribution]]:
    """Indirect speech and `…에 따르면`: what is attributed, and the phrase that names the source."""
    return attributed(passages, people, _attribution)


def _attribution(
    text: str, start: int, end: int, own: Sequence[Quoted], people: Sequence[Candidate]
) -> Attribution | None:
    table = _table()
    if text.find("따르면", start, end) >= 0 or text.find("의하면", start, end) >= 0:
        sentence = text[start:end]
        according = _ACCORDING.search(sentence)
        if according is not None and not within(own, start + according.start()):
            begin = start + according.end()
            begin += len(text[begin:end]) - len(text[begin:end].lstrip())
            if begin < end:
                return Attribution(begin, end, start + according.start("who"), start + according.end("link"))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    reach = max(start, end - _VERB_FROM_END)
    verb = _last_report(table, text, reach, end)
    if verb < 0 and (verb := text.find(_HELD, start, end)) >= 0:
        verb += len(_HELD)
    if verb < 0:
        return None
    sentence = text[start:end]
    verb -= start
    near = _CLAUSE_LINK.finditer(sentence, max(0, verb - _LINK_FROM_VERB - 2), verb)
    links = [one for one in near if verb - one.end() <= _LINK_FROM_VERB]
    if not links or _just_quoted(own, start + links[-1].start()):
        return None
    link = start + links[-1].start() + 1
    source = _subject(table, text, link, start + verb, people, "") or _subject(table, text, start, link, people, "")
    if source is None or within(own, source.start):
        return None
    begin = start if source.start >= link else source.end
    begin += len(text[begin:link]) - len(text[begin:link].lstrip())
    return Attribution(begin, link, source.start, source.end) if begin < link else None


def _last_report(table: QuotesTable, text: str, start: int, end: int) -> int:
    """Where the last verb of reporting in [start, end) begins, or -1."""
    for at in range(end - 1, start - 1, -1):
        if text[at] in table.report_heads and text.startswith(table.report_verbs, at, end):
            return at
    return -1


def _just_quoted(own: Sequence[Quoted], at: int) -> bool:
    """Whether quoted words end just before: such speech is a quote, not an attribution."""
    return any(one.closed for one in overlapping(own, at - 4, at))
