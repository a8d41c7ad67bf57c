"""Clauses of an English passage.

Before:  Seven people were killed, and more than 50 were taken to hospital.
After:   [Seven people were killed,] [and more than 50 were taken to hospital.]

A sentence is cut at semicolons and dashes, and at a comma before a connective when both parts hold a verb form.
Without a parser the predicate is the last word that looks like one: a word behind an auxiliary, or one with a verb
ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.languages.clauses import Clause, Predicate, Stem, turned
from reconcile.languages.lexicon import Lexicon, lexicon
from reconcile.text.sentences import sentences
from reconcile.text.token import Passage, Token
from schemas.values import Modality, Polarity

_VERB_FORM = re.compile(r"^(?!red$|bed$|hundred$)[a-z]{2,}(?:ed|ing)$")
_NEGATED = re.compile(r"n['’]t$")


def read(passage: Passage) -> list[Clause]:
    """The clauses of the passage in order; a sentence without a predicate is one clause."""
    words = lexicon("en")
    found: list[Clause] = []
    tokens = passage.tokens
    at = 0
    for start, end in sentences(passage.text):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        upto = at
        while upto < len(tokens) and tokens[upto].start < end:
            upto += 1
        for first, last, clause_end in _cuts(tokens, at, upto, words, end):
            found.append(_clause(tokens[first:last], (start, end), clause_end, words))
        at = upto
    return found


def _is_verb(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    form = tokens[i].form.lower()
    return (
        form in words.past_forms
        or form in (words.auxiliaries - {"to"})
        or bool(_VERB_FORM.match(form))
        or bool(_NEGATED.search(form))
    )


def _cuts(tokens: Sequence[Token], first: int, last: int, words: Lexicon, end: int) -> list[tuple[int, int, int]]:
    verbs = [False] * (last + 1)
    for i in range(first, last):
        verbs[i] = _is_verb(tokens, i, words)
    after = [0] * (last + 2)
    for i in range(last - 1, first - 1, -1):
        after[i] = after[i + 1] + verbs[i]
    cuts: list[tuple[int, int, int]] = []
    start, seen = first, 0
    for i in range(first, last - 1):
        seen += verbs[i]
        form = tokens[i].form
        following = tokens[i + 1].form.lower()
        opens = form == ";" or (form in ",–—" and following in words.connectives)
        if opens and seen and after[i + 1]:
            cuts.append((start, i + 1, tokens[i].end))
            start, seen = i + 1, 0
    if start < last:
        cuts.append((start, last, end))
    return cuts


def _clause(tokens: Sequence[Token], sentence: tuple[int, int], end: int, words: Lexicon) -> Clause:
    stems, predicate = [], None
    for i, token in enumerate(tokens):
        lower = token.form.lower().replace("’", "'").removesuffix("'s")
        if not token.form[0].isalpha() or lower in words.stopwords:
            continue
        stem = words.stem(lower)
        content = words.content(stem, lower)
        if content is None or (len(stem) < 3 and not token.form.isupper()):
            continue
        behind_auxiliary = _behind_auxiliary(tokens, i, words)
        verb = (
            behind_auxiliary
            and not token.form[0].isupper()
            or lower in words.past_forms
            or bool(_VERB_FORM.match(lower))
        )
        stems.append(Stem(content, token.start, token.end, not verb))
        if verb:
            predicate = Predicate(content, token.start, token.end)
    lowers = [_lower(tokens, i) for i in range(len(tokens))]
    predicate, polarity = turned(predicate, _polarity(lowers, words), words.inverted)
    modality, past = _modality(lowers, words), _past(lowers, words)
    return Clause(tokens[0].start, end, sentence, tuple(stems), predicate, polarity, modality, past)


def _lower(tokens: Sequence[Token], i: int) -> str:
    """A word as cues are looked for; a name (May Johnson, Will Smith) is none."""
    form = tokens[i].form
    if form in ("May", "Will") and i + 1 < len(tokens) and tokens[i + 1].form[:1].isupper():
        return ""
    return form.lower().replace("’", "'")


def _behind_auxiliary(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    """Whether an auxiliary stands before the word, a negation or not between them: did not approve."""
    before = [t.form.lower().replace("’", "'") for t in tokens[max(0, i - 2) : i]]
    while before and (before[-1] in words.negation["words"] or before[-1] in ("be", "been", "also")):
        before.pop()
    return bool(before) and (before[-1] in words.auxiliaries or before[-1].endswith("n't"))


def _polarity(lowers: Sequence[str], words: Lexicon) -> Polarity:
    turns = sum(w in words.negation["words"] or w in words.negation["determiners"] or w.endswith("n't") for w in lowers)
    return "negative" if turns % 2 else "positive"


def _past(lowers: Sequence[str], words: Lexicon) -> bool:
    if not words.open_auxiliaries.isdisjoint(lowers):
        return False
    return any(
        w in ("was", "were", "had", "did", "has", "have") or w in words.past_forms or w.endswith("ed") for w in lowers
    )


def _modality(lowers: Sequence[str], words: Lexicon) -> Modality:
    for cue, modality in words.cues:
        size = len(cue)
        if any(tuple(lowers[i : i + size]) == cue for i in range(len(lowers) - size + 1)):
            return modality
    return "asserted"
