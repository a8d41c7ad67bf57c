"""Clauses of Japanese: one a sentence, told apart by how it ends.

``市は5日、新図書館の建設を発表した。`` → stems 市 · 新図書館 · 建設 · 発表, predicate 発表, past
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reconcile.languages.clauses import NO_SPANS, Clause, Predicate, Spans, Stem, turned
from reconcile.languages.ja.figures import table
from reconcile.languages.ja.words import HAN, KATAKANA
from reconcile.languages.lexicon import Lexicon, lexicon
from reconcile.text.token import Passage, Token
from schemas.values import Modality, Polarity

_TAIL = 14
"""Characters at the end of a sentence in which its tense, its negation and its modality stand."""
_PAST = re.compile(r"(?:[たっ]た|した|いた|れた|った|えた|きた|けた|べた|めた|んだ|だ?った|ました)[。」]*$")
_NEGATIVE = re.compile(r"(?:ない|なかった|ません(?:でした)?|ず)[。」]*$")


def read(passage: Passage, details: Spans = NO_SPANS, quotes: Spans = NO_SPANS) -> list[Clause]:
    """The sentences of the passage as clauses, in order."""
    words = lexicon("ja")
    found, at, tokens = [], 0, passage.tokens
    for start, end in passage.sentences:
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        found.append(_clause(passage.text, (start, end), tokens[first:at], words))
    return found


def _clause(text: str, sentence: tuple[int, int], tokens: Sequence[Token], words: Lexicon) -> Clause:
    stems = []
    for token in tokens:
        if token.tag not in (HAN, KATAKANA) and (token.tag or not token.form[0].isalpha()):
            continue
        start = token.start
        if text[start - 1 : start].isdigit() and (counter := _counter().match(token.form)):
            start += counter.end()  # 3人死亡: what follows the counter
        stem = words.content(text[start : token.end].lower()) if start < token.end else None
        if stem is not None:
            stems.append(Stem(stem, start, token.end, True))
    tail = text[max(sentence[0], sentence[1] - _TAIL) : sentence[1]]
    polarity: Polarity = "negative" if _NEGATIVE.search(tail) else "positive"
    last = stems[-1] if stems else None
    predicate = Predicate(last.stem, last.start, last.end) if last else None
    predicate, polarity = turned(predicate, polarity, words.inverted)
    return Clause(
        start=sentence[0],
        end=sentence[1],
        sentence=sentence,
        stems=tuple(stems),
        predicate=predicate,
        polarity=polarity,
        modality=_modality(tail, words),
        past=_PAST.search(tail) is not None,
    )


@cache
def _counter() -> re.Pattern[str]:
    """The scales and the counter that stand behind digits at the start of a run."""
    counters = sorted({word for listed in table().words.values() for word in listed}, key=lambda w: (-len(w), w))
    return re.compile(rf"[{''.join(table().large)}千百十]*(?:{'|'.join(map(re.escape, counters))})?")


def _modality(tail: str, words: Lexicon) -> Modality:
    return next((modality for cue, modality in words.cues if "".join(cue) in tail), "asserted")
