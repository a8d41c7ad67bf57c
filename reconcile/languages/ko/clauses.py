"""Clauses of a Korean passage, from its morphemes.

Before:  3명이 숨지고 23명이 다친 것으로 알려졌다.
After:   [3명이 숨지고] predicate 숨지 (=dead), asserted
         [23명이 다친 것으로 알려졌다] predicate 다치 (=injured), asserted

The predicate is the last content verb, or verbal noun with 하/되/이, of the clause; auxiliaries and verbs of
reporting behind it (…다고 밝혔다) are passed over. Cues of modality and negation are read from the forms that follow
the predicate's stem, so that a 않 of an earlier clause does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reconcile.languages.clauses import NO_SPANS, Clause, Cues, Predicate, Spans, Stem, turned
from reconcile.languages.lexicon import lexicon
from reconcile.text.token import Passage, Token, beginning_in
from schemas.values import Modality, Polarity

_NOUNS = frozenset(("NNG", "NNP", "XR", "SL", "SH"))
_VERBS = frozenset(("VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"))
_LONGEST_PREDICATE = 28
_VERB_MAKERS = frozenset(("XSV", "XSA", "VCP"))
_PREDICATIVE = _VERBS | _VERB_MAKERS
_CONTENT = _NOUNS | _VERBS
_SHORT_STEMS = frozenset(("SL", "SH", "NNP"))
"""Tags of words that one character is enough for."""
_ALLOWED = frozenset(("되", "안", "좋"))
"""Behind a condition these allow, forbid or wish (가면 된다, 가면 안 된다): no clause ends between."""

_LEADING = frozenset(("어", "아", "어서", "아서"))
"""Endings behind which a clause goes on, unless it then says that there is none."""
_BEFORE_AUXILIARY = frozenset(("어", "아", "여"))
"""Endings that join a verb to its auxiliary, whose tense is the verb's: 옮겨졌다, 마련해 뒀다."""
_QUOTATIVE = ("다고", "라고", "자고", "다며", "라며")
_QUOTATIVE_REACH = 10

_WORDS = lexicon("ko")
_CUES = Cues(_WORDS.cues)
_RESOLVING = frozenset(cue[2] for cue, _ in _WORDS.cues if cue[:2] == ("기", "로") and len(cue) == 3)
"""What one does to resolve on a deed, which is then the predicate: 사들이기로 결의했다."""
_NEGATIONS = frozenset((form, tag) for tag, forms in _WORDS.negation.items() for form in forms)
_NEGATING = frozenset(form for form, _ in _NEGATIONS)


def read(passage: Passage, details: Spans = NO_SPANS, quotes: Spans = NO_SPANS) -> list[Clause]:
    """The clauses of the passage in order; a sentence without a predicate is one clause."""
    found: list[Clause] = []
    tokens = passage.tokens
    at = 0
    for start, end in passage.sentences:
        at, upto = beginning_in(start, end, tokens, at)
        for first, last, clause_end in _cuts(tokens, at, upto, passage.text, end):
            found.append(_clause(tokens[first:last], passage.text, (start, end), clause_end, details, quotes))
            if len(found) > 1 and found[-2].sentence == (start, end):
                found[-2] = _as_the_next(found[-2], found[-1], tokens, first)
        at = upto
    return found


def _cuts(tokens: Sequence[Token], first: int, last: int, text: str, end: int) -> list[tuple[int, int, int]]:
    """Token ranges of the clauses of one sentence, each with the offset where its text ends."""
    cuts: list[tuple[int, int, int]] = []
    start, has_predicate = first, False
    for i in range(first, last):
        form, tag, _, token_end = tokens[i]
        if tag in _PREDICATIVE:
            has_predicate = True
        if tag != "EC" or not has_predicate or i + 1 >= last:
            continue
        following = tokens[i + 1]
        although = following.form == "도" and following.tag == "JX" and form.endswith("면서") and i + 2 < last
        if although:  # 면서도
            token_end, following = following.end, tokens[i + 2]
        ends = form in _WORDS.connectives or (form in _LEADING and _none_follows(tokens, i, last))
        if not ends and not (following.form not in _ALLOWED and _is_condition(tokens, i)):
            continue
        if following.tag.startswith(("VX", "J", "E")) or text[token_end : token_end + 1] not in " ,”\"’'":
            continue
        upto = (i + 2 if following.tag == "SP" else i + 1) + although
        if upto >= last:
            continue
        cuts.append((start, upto, tokens[upto - 1].end))
        start, has_predicate = upto, False
    if start < last:
        cuts.append((start, last, end))
    return cuts


def _none_follows(tokens: Sequence[Token], ending: int, last: int) -> bool:
    """Whether what follows an ending says that there is none of something: 모두 대피해 | 인명 피해는 없었다."""
    noun = False
    for i in range(ending + 1, last):
        form, tag, _, _ = tokens[i]
        if tag == "VA" and form == "없":
            return noun and tokens[i - 1].tag in ("JX", "JKS")
        if tag == "EC" or (i == ending + 1 and tag.startswith(("V", "J", "E"))):
            return False
        noun = noun or tag == "NNG"
    return False


_DONE_BEFORE_PLANS = frozenset({"=signed"})
"""What a plan rests on is done already: 협약을 맺고 단지를 조성하기로 했다."""


def _as_the_next(clause: Clause, following: Clause, tokens: Sequence[Token], first: int) -> Clause:
    """A clause in -고 without a tense of its own is meant as the one it leads to: 착공하고 내년에 문을 열 계획이다.

    `first` is the token that the following clause begins with.
    """
    ending = first - 1
    while ending >= 0 and tokens[ending].tag == "SP":
        ending -= 1
    if (
        following.modality not in ("planned", "expected")
        or clause.modality != "asserted"
        or ending < 1
        or tokens[ending].form != "고"
        or tokens[ending - 1].tag not in ("VV", "XSV")
        or (clause.predicate is not None and clause.predicate.stem in _DONE_BEFORE_PLANS)
    ):
        return clause
    return replace(clause, modality=following.modality)


def _is_condition(tokens: Sequence[Token], ending: int) -> bool:
    """Whether an ending makes a condition of its clause: 비가 그치면, and not 경찰에 따르면."""
    if tokens[ending].form not in _WORDS.condition_endings:
        return False
    at = ending - 1
    while at > 0 and tokens[at].tag in ("EP", "XSV", "XSA"):
        at -= 1
    return at >= 0 and tokens[at].tag != "VCP" and tokens[at].form not in _WORDS.never_conditions


def _clause(
    tokens: Sequence[Token], text: str, sentence: tuple[int, int], end: int, details: Spans, quotes: Spans
) -> Clause:
    predicate, tail = _predicate(tokens, details)
    start = tokens[0].start
    while start < end and text[start].isspace():
        start += 1
    predicate, polarity = turned(predicate, _polarity(tail), _WORDS.inverted)
    closing = next((i for i in (-1, -2) if len(tokens) >= -i and tokens[i].tag == "EC"), None)
    if closing is not None and _is_condition(tokens, len(tokens) + closing):
        modality: Modality = "conditional"
    else:
        modality = _CUES.modality([token.form for token in tail])
        if modality == "planned" and _is_forecast(tail, quotes):
            modality = "expected"
    return Clause(start, end, sentence, _stems(tokens), predicate, polarity, modality, _past(tail))


def _is_forecast(tail: Sequence[Token], quotes: Spans) -> bool:
    """Whether a clause ends in the reporter's own -겠다: 밤부터 비가 내리겠다."""
    for token, following in pairwise(tail):
        if token.form == "겠" and token.tag == "EP":
            plain = following.tag == "EF" or following.form in _WORDS.connectives
            return plain and tail[-1].tag in ("SF", "EF", "EC", "SP") and not quotes.hold(token.start, token.end)
    return False


def _stems(tokens: Sequence[Token]) -> tuple[Stem, ...]:
    content, stems = _WORDS.content, []
    for i, (form, tag, start, end) in enumerate(tokens):
        if tag in _CONTENT:
            stem = content(form)
            if form in _WORDS.homonyms:
                stem = _sense(tokens, i) or stem
            if stem is not None and (len(form) > 1 or stem[0] == "=" or tag in _SHORT_STEMS):
                stems.append(Stem(stem, start, end, tag in _NOUNS))
    return tuple(stems)


def _sense(tokens: Sequence[Token], at: int) -> str | None:
    """The stem of a verb that the noun before it gives another sense than its concept's: 비가 내리다."""
    senses = _WORDS.homonyms.get(tokens[at].form)
    if senses is None or tokens[at].tag not in _VERBS:
        return None
    for token in tokens[max(0, at - 4) : at][::-1]:
        if token.form in senses and token.tag in _NOUNS:
            return senses[token.form]
    return None


def _predicate(tokens: Sequence[Token], details: Spans) -> tuple[Predicate | None, Sequence[Token]]:
    """The predicate and the tokens from it to the end of the clause."""
    at = _verb(tokens, len(tokens))
    if at is not None and (tokens[at - 1].form in _WORDS.reporting or tokens[at].form in _WORDS.reporting):
        at = _reported(tokens, at) or at
    if at is None:
        at = _noun(tokens, details)
        if at is None:
            return None, tokens[-6:]
    at = _resolved_on(tokens, at) or at
    head = tokens[at] if tokens[at].tag not in _VERB_MAKERS else tokens[at - 1]
    if head.form in _WORDS.light_verbs:
        head = _object_of(tokens, at) or head
    stem = _sense(tokens, at) or _WORDS.content(head.form) or head.form
    return Predicate(stem, head.start, _end(tokens, at, head)), tokens[max(0, at - 2) :]


def _resolved_on(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the verb on which the verb at `at` resolves: 짓기로 결의했다."""
    head = at - 1 if tokens[at].tag in _VERB_MAKERS else at
    if (
        head < 3
        or tokens[head].form not in _RESOLVING
        or (tokens[head - 2].tag, tokens[head - 1].form) != ("ETN", "로")
    ):
        return None
    return _verb(tokens, head - 2)


def _reported(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the verb whose -다고 the verb of reporting at `at` reports: 늘었다고 17일 공시했다."""
    for i in range(at - 1, max(at - _QUOTATIVE_REACH, 0), -1):
        if tokens[i].tag == "JKQ" or (tokens[i].tag == "EC" and tokens[i].form.endswith(_QUOTATIVE)):
            return _verb(tokens, i)
        if tokens[i].tag in _VERBS and tokens[i].form not in _WORDS.stopwords:
            return None
    return None


def _verb(tokens: Sequence[Token], upto: int) -> int | None:
    """Index of the last content verb before `upto`, or of what makes a verb of the noun before it."""
    for i in range(upto - 1, -1, -1):
        token = tokens[i]
        if token.tag in _VERBS:
            head = token
        elif token.tag in ("XSV", "XSA") and i and tokens[i - 1].tag in _NOUNS:
            head = tokens[i - 1]
        else:
            continue
        if _WORDS.content(head.form) is not None:
            return i
    return None


def _noun(tokens: Sequence[Token], details: Spans) -> int | None:
    """Index of the last content noun that no number counts and no detail holds."""
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.tag not in _NOUNS or not token.form.isalnum() or (i and tokens[i - 1].tag == "SN"):
            continue
        if _WORDS.content(token.form) is not None and not details.hold(token.start, token.end):
            return i
    return None


def _end(tokens: Sequence[Token], at: int, head: Token) -> int:
    """Where the predicate's words end: with its auxiliaries and endings, which carry negation and modality."""
    end = max(head.end, tokens[at].end)
    for token in tokens[at:]:
        if token.tag.startswith("S") or token.end - head.start > _LONGEST_PREDICATE:
            break
        end = max(end, token.end)
    return end


def _object_of(tokens: Sequence[Token], verb: int) -> Token | None:
    """The noun that a light verb leaves its meaning to, with 을/를, 에, 이/가 between: 매입을 마쳤다."""
    for i in range(verb - 1, max(verb - 7, 0), -1):
        if tokens[i].tag in ("JKO", "JKB", "JKS") and tokens[i - 1].tag in _NOUNS:
            noun = tokens[i - 1]
            return noun if _WORDS.content(noun.form) is not None else None
    return None


def _polarity(tail: Sequence[Token]) -> Polarity:
    turns = sum([(t.form, t.tag.partition("-")[0]) in _NEGATIONS for t in tail if t.form in _NEGATING])
    return "negative" if turns % 2 else "positive"


def _joins_auxiliary(tail: Sequence[Token], ending: int) -> bool:
    following = next((token for token in tail[ending + 1 : ending + 3] if token.tag != "SP"), None)
    return tail[ending].form in _BEFORE_AUXILIARY and following is not None and following.tag.startswith("VX")


def _past(tail: Sequence[Token]) -> bool:
    """Whether the first tense marker behind the predicate is 었/았, or its adnominal form is ᆫ."""
    for i, token in enumerate(tail):
        if token.tag == "EP" and token.form in ("었", "았"):
            return True
        if token.tag == "EC" and (token.form == "지" or _joins_auxiliary(tail, i)):
            continue
        if token.tag in ("EF", "EC") or token.form == "겠":
            return False
        if token.tag == "ETM":
            return token.form in ("ᆫ", "은")
    return False
