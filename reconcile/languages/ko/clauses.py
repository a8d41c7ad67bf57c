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

from reconcile.languages.clauses import Clause, Predicate, Stem, turned
from reconcile.languages.lexicon import Lexicon, lexicon
from reconcile.text.sentences import sentences
from reconcile.text.token import Passage, Token
from schemas.values import Modality, Polarity

_NOUNS = frozenset(("NNG", "NNP", "XR", "SL", "SH"))
_VERBS = frozenset(("VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"))
_LONGEST_PREDICATE = 28
_VERB_MAKERS = frozenset(("XSV", "XSA", "VCP"))


def read(passage: Passage) -> list[Clause]:
    """The clauses of the passage in order; a sentence without a predicate is one clause."""
    words = lexicon("ko")
    found: list[Clause] = []
    tokens = passage.tokens
    at = 0
    for start, end in sentences(passage.text):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        upto = at
        while upto < len(tokens) and tokens[upto].start < end:
            upto += 1
        for first, last, clause_end in _cuts(tokens, at, upto, passage.text, words, end):
            found.append(_clause(tokens[first:last], passage.text, (start, end), clause_end, words))
        at = upto
    return found


def _cuts(
    tokens: Sequence[Token], first: int, last: int, text: str, words: Lexicon, end: int
) -> list[tuple[int, int, int]]:
    """Token ranges of the clauses of one sentence, each with the offset where its text ends."""
    cuts: list[tuple[int, int, int]] = []
    start, has_predicate = first, False
    for i in range(first, last):
        token = tokens[i]
        if token.tag in _VERBS or token.tag in _VERB_MAKERS:
            has_predicate = True
        if token.tag != "EC" or not has_predicate or token.form not in words.connectives or i + 1 >= last:
            continue
        following = tokens[i + 1]
        if following.tag.startswith(("VX", "J", "E")) or text[token.end : token.end + 1] not in " ,”\"’'":
            continue
        upto = i + 2 if following.tag == "SP" else i + 1
        if upto >= last:
            continue
        cuts.append((start, upto, tokens[upto - 1].end))
        start, has_predicate = upto, False
    if start < last:
        cuts.append((start, last, end))
    return cuts


def _clause(tokens: Sequence[Token], text: str, sentence: tuple[int, int], end: int, words: Lexicon) -> Clause:
    stems = []
    for token in tokens:
        noun = token.tag in _NOUNS
        if noun or token.tag in _VERBS:
            stem = words.content(token.form)
            if stem is not None and (len(token.form) > 1 or stem.startswith("=") or token.tag in ("SL", "SH", "NNP")):
                stems.append(Stem(stem, token.start, token.end, noun))
    predicate, tail = _predicate(tokens, words)
    start = tokens[0].start
    while start < end and text[start].isspace():
        start += 1
    predicate, polarity = turned(predicate, _polarity(tail, words), words.inverted)
    return Clause(start, end, sentence, tuple(stems), predicate, polarity, _modality(tail, words), _past(tail))


def _predicate(tokens: Sequence[Token], words: Lexicon) -> tuple[Predicate | None, Sequence[Token]]:
    """The predicate and the tokens from it to the end of the clause."""
    best: tuple[int, Token] | None = None
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.tag in _VERBS:
            head = token
        elif token.tag in ("XSV", "XSA") and i and tokens[i - 1].tag in _NOUNS:
            head = tokens[i - 1]
        else:
            continue
        if words.content(head.form) is not None:
            best = (i, head)
            break
    if best is None:
        nouns = [
            (i, t)
            for i, t in enumerate(tokens)
            if t.tag in _NOUNS and words.content(t.form) is not None and not (i and tokens[i - 1].tag == "SN")
        ]
        if not nouns:
            return None, tokens[-6:]
        best = nouns[-1]
    at, head = best
    if head.form in words.light_verbs:
        head = _object_of(tokens, at, words) or head
    return Predicate(words.content(head.form) or head.form, head.start, _end(tokens, at, head)), tokens[
        max(0, at - 2) :
    ]


def _end(tokens: Sequence[Token], at: int, head: Token) -> int:
    """Where the predicate's words end: with its auxiliaries and endings, which carry negation and modality."""
    end = max(head.end, tokens[at].end)
    for token in tokens[at:]:
        if token.tag.startswith("S") or token.end - head.start > _LONGEST_PREDICATE:
            break
        end = max(end, token.end)
    return end


def _object_of(tokens: Sequence[Token], verb: int, words: Lexicon) -> Token | None:
    """The noun that a light verb leaves its meaning to, with 을/를, 에, 이/가 between: 매입을 마쳤다."""
    for i in range(verb - 1, max(verb - 7, 0), -1):
        if tokens[i].tag in ("JKO", "JKB", "JKS") and tokens[i - 1].tag in _NOUNS:
            noun = tokens[i - 1]
            return noun if words.content(noun.form) is not None else None
    return None


def _polarity(tail: Sequence[Token], words: Lexicon) -> Polarity:
    turns = sum(token.form in words.negation.get(token.tag.split("-")[0], ()) for token in tail)
    return "negative" if turns % 2 else "positive"


def _past(tail: Sequence[Token]) -> bool:
    """Whether the first tense marker behind the predicate is 었/았, or its adnominal form is ᆫ."""
    for token in tail:
        if token.tag == "EP" and token.form in ("었", "았"):
            return True
        if token.tag == "EF" or token.form == "겠" or (token.tag == "EC" and token.form != "지"):
            return False
        if token.tag == "ETM":
            return token.form in ("ᆫ", "은")
    return False


def _modality(tail: Sequence[Token], words: Lexicon) -> Modality:
    forms = [token.form for token in tail]
    for cue, modality in words.cues:
        size = len(cue)
        if any(tuple(forms[i : i + size]) == cue for i in range(len(forms) - size + 1)):
            return modality
    return "asserted"
