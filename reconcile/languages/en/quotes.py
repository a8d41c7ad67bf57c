"""Quotes and attributions in English articles.

Before: ``“We build,” said Ann Lee, who chairs the firm. “We stay.” She called it “far better” than ‘Old Yard’.``
After:  three quotes of Ann Lee; ‘Old Yard’ is a name and gives none. ``Police said the road was shut``: the
        words after ``said`` are attributed to ``Police``.

The clause with the verb of saying follows the words quoted as a rule, so it is looked for there first, then
before them; a quote that follows another in its paragraph with no clause of its own has the same speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.en.quote_table import QuotesTable
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
from schemas.values import OrganisationValue, PersonValue, QuoteValue, Speaker

_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;\n]{2,80})")
_STATEMENT = re.compile(r" in an? (?:written )?(?:statement|interview|release|letter|email|post|report|briefing)\b")
_THAT = re.compile(r"(?: \w+day)?(?: in an? \w+)?(?: that)? ")
_FAR_THAT = re.compile(r"[^,.]{0,40}? that ")
_APPOSED = re.compile(r" (?:the|a|an|his|her|their|its) [a-z' -]{2,40}, ")
_CLAUSE = re.compile(
    r" (?!(?:of|about|to|against|on|by|in|for|at|with|it|them|him|that|this)\b)(?=[^,.;:]{3,80}? "
    r"(?:was|were|is|are|had|has|have|will|would|could|can|should|may|might|did)\b)"
)
_HEARD = re.compile(
    r"\b(?P<body>[A-Za-z]{4,9}) (?:heard|hears|was told|were told)(?: on [A-Z][a-z]{3,7}day)?(?: that)? "
)
_SUBJECT = re.compile(
    r"(?:(?:And|But) )?(?P<who>(?:[Tt]he|An?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|Some|Many|Several|Two|Three) "
    r"(?:[\w’'-]{1,25} ){0,3}[a-z][\w’-]{2,24}|[A-Z][a-z]{2,20}s|[Tt]hey|[Ii]t) "
)
_BEHIND_SOURCE = re.compile(r" (?:in|of|at|from|for|with) [\w’' -]{2,40} |, [^,.;:]{3,80}, ")
_PRONOUN = "-"
"""Stands for whomever a pronoun means where only the pronoun's place is asked for."""
_REACH = 160
_GAP = 20
_LEAD = 400
"""Characters before quoted words in which their speaker is looked for."""
_RELAYING = ("report", "reports", "reported")


@lru_cache(maxsize=1)
def _table() -> QuotesTable:
    table: QuotesTable = load_table("en", "lexicon_quotes", QuotesTable)
    return table


def read(passages: Sequence[Passage], people: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Quotes of one article. `people` are its persons and organisations, as `people.read` gives them."""
    table = _table()
    found = quoted(passages)
    answer: list[list[Candidate]] = []
    carried: str | None = None
    continued = False
    last_person = ""
    spoken_before: str | None = None
    for number, passage in enumerate(passages):
        own: list[Candidate] = []
        if passage.kind in SKIPPED_BLOCKS:
            answer.append(own)
            continue
        spans = sentences(passage.text, found[number])
        spoken: Quoted | None = None
        seen = 0
        previous_speaker: str | None = None
        for index, one in enumerate(found[number]):
            sentence = _around(spans, one, len(passage.text))
            following = found[number][index + 1].outer_start if index + 1 < len(found[number]) else len(passage.text)
            for who in overlapping(people[number], seen, one.start):
                if isinstance(who.value, PersonValue) and who.end <= one.start:
                    last_person = who.value.name
            seen = one.start
            earliest = max(sentence[0], spoken.outer_end if spoken else 0, one.outer_start - _LEAD)
            before = (earliest, one.outer_start)
            after = (one.outer_end, min(_clause_end(passage.text, one, spans), following))
            if not continued and not _is_speech(table, passage.text, one, before, after):
                continue
            speaker = carried if continued else None
            speaker = speaker or _speaker(table, passage.text, before, after, people[number], last_person)
            if speaker is None and len(found[number]) == 1 and stands_alone(passage.text, one):
                speaker = spoken_before
            if speaker is None and spoken is not None and (not passage.text[before[0] : before[1]].strip() or index):
                speaker = previous_speaker
            value = QuoteValue(
                text=passage.text[one.start : one.end], speaker=Speaker(name=speaker) if speaker else None
            )
            own.append(Candidate("quote", one.start, one.end, value, "en.quote.speech"))
            spoken, previous_speaker = one, speaker
            continued, carried = one.continued, speaker
        spoken_before = previous_speaker if own else None
        answer.append(own)
    return answer


def _around(spans: Sequence[tuple[int, int]], one: Quoted, length: int) -> tuple[int, int]:
    at = bisect_right(spans, one.start, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 else (0, length)


def _clause_end(text: str, one: Quoted, spans: Sequence[tuple[int, int]]) -> int:
    """Where the clause that may name the speaker ends: nowhere when a full stop closed the quoted words."""
    end = _around(spans, one, len(text))[1]
    last = text[one.start : one.end].rstrip()[-1:]
    rest = text[one.outer_end : one.outer_end + _GAP].lstrip()
    if last in ".!?" and rest[:1].isupper() and last == ".":
        return one.outer_end
    return min(end, one.outer_end + _REACH)


def _is_speech(table: QuotesTable, text: str, one: Quoted, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether quoted words were said, rather than name a work, a term or an alias."""
    inside = text[one.start : one.end].strip()
    words = inside.split()
    opening = text[max(0, one.outer_start - _GAP) : one.outer_start].rstrip()[-1:]
    if opening == "(" or text[one.outer_end : one.outer_end + 1] == ")":
        return False
    near = text[max(before[0], before[1] - 80) : before[1]] + " " + text[after[0] : min(after[1], after[0] + 80)]
    saying = any(word in _said() or word in table.calling for word in _WORD.findall(near))
    titled = all(word[:1].isupper() or len(word) < 4 for word in words) and len(words) <= 6
    if titled and inside[-1:] not in ".,!?":
        beside = _WORD.findall(text[before[0] : before[1]])[-1:] + _WORD.findall(text[after[0] : after[1]])[:2]
        return any(word in _said() for word in beside)
    if one.family == "double" and (len(words) >= 4 or inside[-1:] in ".,!?" and len(words) > 1 or one.continued):
        return True
    return saying and bool(words)


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    return frozenset(_table().verbs)


def _speaker(
    table: QuotesTable,
    text: str,
    before: tuple[int, int],
    after: tuple[int, int],
    people: Sequence[Candidate],
    last_person: str,
) -> str | None:
    behind = _sayer(table, text, *after, people, last_person, False)
    ahead = _sayer(table, text, *before, people, last_person, True)
    if behind is not None and ahead is not None and text[after[0] : behind[3]].endswith(_RELAYING):
        return ahead[0]
    return behind[0] if behind is not None else ahead[0] if ahead is not None else None


def _sayer(
    table: QuotesTable,
    text: str,
    start: int,
    end: int,
    people: Sequence[Candidate],
    last_person: str,
    nearest_verb_last: bool,
) -> tuple[str, int, int, int] | None:
    """The subject of a verb of saying in text[start:end]: name, where its phrase begins and ends, the verb's end."""
    verbs = [
        match
        for match in _WORD.finditer(text, start, end)
        if match.group() in _said() or nearest_verb_last and match.group() in table.calling
    ]
    if not verbs:
        return None
    verb = verbs[-1] if nearest_verb_last else verbs[0]
    inside = [who for who in overlapping(people, start, end) if start <= who.start and who.end <= end]
    ahead = [who for who in inside if who.end <= verb.start()]
    behind = [who for who in inside if verb.end() <= who.start <= verb.end() + 40]
    words = list(_WORD.finditer(text, start, verb.start()))
    if words and words[-1].group() in table.last_person and last_person:
        return last_person, words[-1].start(), words[-1].end(), verb.end()
    apposed = [
        who
        for who in ahead
        if isinstance(who.value, PersonValue)
        and text[who.end : who.end + 1] == ","
        and text[verb.start() - 2 : verb.start()] == ", "
    ]
    if apposed:
        return _named(apposed[0] if not nearest_verb_last else apposed[-1], verb.end())
    close = [who for who in ahead if verb.start() - who.end <= 2]
    persons = [who for who in ahead if isinstance(who.value, PersonValue)]
    if close:
        return _named(close[-1], verb.end())
    noun = next((word for word in reversed(words[-2:]) if word.group().lower() in table.sources), None)
    if noun is not None and verb.start() - noun.end() <= 14:
        begin = _phrase_start(text, start, noun.start())
        return text[begin : noun.end()], begin, noun.end(), verb.end()
    far = next((word for word in reversed(words[-9:-1]) if word.group().lower() in table.sources), None)
    if last_person == _PRONOUN and far is not None and _BEHIND_SOURCE.fullmatch(text, far.end(), verb.start()):
        begin = _phrase_start(text, start, far.start())
        return text[begin : far.end()], begin, far.end(), verb.end()
    if behind and not nearest_verb_last and behind[0].start - verb.end() <= 40 and not persons:
        title_only = text[verb.end() : behind[0].start]
        if _APPOSED.fullmatch(title_only) or "," not in title_only and '"' not in title_only:
            return _named(behind[0], verb.end())
    if words and words[-1].group() in table.last_person and last_person:
        return last_person, words[-1].start(), words[-1].end(), verb.end()
    if persons:
        return _named(persons[0] if not nearest_verb_last else persons[-1], verb.end())
    if ahead:
        return _named(ahead[0], verb.end())
    said = next((word for word in _WORD.finditer(text, verb.end(), min(end, verb.end() + 30))), None)
    if last_person != _PRONOUN and said is not None and said.group() in table.last_person and last_person:
        return last_person, said.start(), said.end(), verb.end()
    return None


def _phrase_start(text: str, start: int, at: int) -> int:
    """Where the noun phrase that ends with the word at `at` begins: after its article, at most three words before."""
    words = list(_WORD.finditer(text, max(start, at - 40), at))[-3:]
    begin = at
    for word in reversed(words):
        if text[word.end() : begin].strip():
            break
        if word.group().lower() in ("the", "a", "an", "and", "but", "that", "as", "when", "where", "if"):
            break
        begin = word.start()
    return begin


def _named(who: Candidate, verb_end: int) -> tuple[str, int, int, int]:
    value = who.value
    assert isinstance(value, PersonValue | OrganisationValue)
    return value.name, who.start, who.end, verb_end


def attributions(passages: Sequence[Passage], people: Sequence[Sequence[Candidate]]) -> list[list[Attribution]]:
    """`according to X`, `X said (that) …` and `…, X said`: what is attributed, and the source phrase."""
    return attributed(passages, people, _attribution)


def _attribution(
    text: str, start: int, end: int, own: Sequence[Quoted], people: Sequence[Candidate]
) -> Attribution | None:
    table = _table()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    according = _ACCORDING.search(text, start, end)
    if according is not None and not within(own, according.start()):
        if according.start() > start:
            return Attribution(start, _bare(text, start, according.start()), according.start(), according.end())
        begin = min(end, according.end() + 2)
        return Attribution(begin, end, according.start(), according.end()) if begin < end else None
    if overlapping(own, start, end):
        return None
    tail = text.rfind(", ", start, end)
    if tail >= 0:
        last = _sayer(table, text, tail, end, people, "", False)
        if last is not None and last[3] > last[1] and not text[last[3] : end].strip(". ").startswith("that"):
            rest = text[last[3] : end].rstrip(".")
            if len(rest.split()) <= 3 or _STATEMENT.match(rest):
                return Attribution(start, tail, last[1], last[2])
    heard = _HEARD.search(text, start, min(end, start + _REACH))
    if heard is not None and heard["body"].lower() in table.heard and heard.end() < end:
        begin = _phrase_start(text, start, heard.start())
        return Attribution(heard.end(), end, begin, heard.end("body"))
    first = _sayer(table, text, start, min(end, start + _REACH), people, _PRONOUN, False) or _plain(text, start, end)
    if first is None or first[1] > first[3]:
        return None
    verb = text[text.rfind(" ", start, first[3]) + 1 : first[3]]
    if verb in ("said", "says"):
        linked = _THAT.match(text, first[3], end)
    else:
        linked = _FAR_THAT.match(text, first[3], end)
        if linked is None and verb in table.clausal:
            linked = _CLAUSE.match(text, first[3], end)
    if linked is None or linked.end() >= end:
        return None
    return Attribution(linked.end(), end, first[1], first[2])


def _bare(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,"))


def _plain(text: str, start: int, end: int) -> tuple[str, int, int, int] | None:
    """A subject that no list knows, where it opens the sentence and a verb of saying follows: the nurse said."""
    for verb in _WORD.finditer(text, start, min(end, start + _REACH // 2)):
        if verb.group() in _said():
            subject = _SUBJECT.fullmatch(text, start, verb.start())
            if subject is not None:
                return subject["who"], subject.start("who"), subject.end("who"), verb.end()
    return None
