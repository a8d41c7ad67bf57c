"""Clauses of an English passage.

Before:  Seven people were killed, and more than 50 were taken to hospital.
After:   [Seven people were killed,] [and more than 50 were taken to hospital.]

A sentence is cut at semicolons and dashes, and at a comma before a connective, or behind a condition that opens the
sentence (If the rain stops, the match …), when both parts hold a verb form.
Without a parser the predicate is the last word that looks like one: a word behind an auxiliary, or one with a verb
ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reconcile.languages.clauses import Clause, Cues, Predicate, Stem, turned
from reconcile.languages.lexicon import lexicon
from reconcile.text.token import Passage, Token
from schemas.values import Polarity

_VERB_FORM = re.compile(r"(?!red$|bed$|hundred$)[a-z]{2,}(?:ed|ing)$")
_NEGATED = re.compile(r"n['’]t$")

_LEXICON = lexicon("en")
_CUES = Cues(_LEXICON.cues)
_PHRASES = _LEXICON.negation["phrases"]
_NEGATIONS = _LEXICON.negation["words"] | _LEXICON.negation["determiners"]
_PASSED_OVER = _LEXICON.negation["words"] | {"be", "been", "also"}
"""What may stand between an auxiliary and its verb."""
_CONDITIONS = {cue[0] for cue, modality in _LEXICON.cues if modality == "conditional" and len(cue) == 1}
_OF_CUTS = _LEXICON.past_forms | (_LEXICON.auxiliaries - {"to"})
_PAST = _LEXICON.past_forms | {"was", "were", "had", "did", "has", "have"}


class _Word(NamedTuple):
    """What the lexicon says of a word, whatever stands around it."""

    lower: str
    content: str | None
    """Its concept or stem; None for a stopword, a number, a mark."""
    verb: bool
    """Whether it has the form of a content verb."""
    carries: bool
    """Whether a part of a sentence with it may be a clause."""
    capital: bool


def read(passage: Passage) -> list[Clause]:
    """The clauses of the passage in order; a sentence without a predicate is one clause."""
    found: list[Clause] = []
    tokens = passage.tokens
    words = [_word(token.form) for token in tokens]
    at = 0
    for start, end in passage.sentences:
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        upto = at
        while upto < len(tokens) and tokens[upto].start < end:
            upto += 1
        for first, last, clause_end in _cuts(tokens, words, at, upto, end):
            found.append(_clause(tokens[first:last], words[first:last], (start, end), clause_end))
        at = upto
    return found


@lru_cache(maxsize=1 << 14)
def _word(form: str) -> _Word:
    plain = form.lower()
    lower = plain.replace("’", "'")
    owner = lower.removesuffix("'s")
    content = None
    if form[0].isalpha() and owner not in _LEXICON.stopwords:
        stem = _LEXICON.stem(owner)
        content = _LEXICON.content(stem, owner) if len(stem) >= 3 or form.isupper() else None
    verb = owner in _LEXICON.past_forms or bool(_VERB_FORM.match(owner))
    carries = plain in _OF_CUTS or bool(_VERB_FORM.match(plain)) or bool(_NEGATED.search(plain))
    return _Word(lower, content, verb, carries, form[0].isupper())


def _cuts(
    tokens: Sequence[Token], words: Sequence[_Word], first: int, last: int, end: int
) -> list[tuple[int, int, int]]:
    """Token ranges of the clauses of one sentence, each with the offset where its text ends."""
    final_verb = next((i for i in range(last - 1, first - 1, -1) if words[i].carries), -1)
    cuts: list[tuple[int, int, int]] = []
    start, seen = first, False
    for i in range(first, last - 1):
        seen = seen or words[i].carries or words[start].lower in _CONDITIONS
        cut = _cut(tokens, words, start, i, seen)
        if cut is not None and (final_verb >= cut or words[cut].lower in _CONDITIONS):
            cuts.append((start, cut, tokens[cut - 1].end))
            start, seen = cut, cut <= i and words[i].carries
    if start < last:
        cuts.append((start, last, end))
    return cuts


def _cut(tokens: Sequence[Token], words: Sequence[_Word], start: int, i: int, seen: bool) -> int | None:
    """Index of the token with which a new clause begins, when one ends at or before token `i`."""
    form, following = tokens[i].form, words[i + 1]
    if not seen:
        return None
    joins = following.lower in _LEXICON.connectives or words[start].lower in _CONDITIONS
    if form == ";" or (form in ",–—" and joins):
        return i + 1
    if i > start and form == "but" and following.verb:
        return i
    if i > start and words[i].lower in _CONDITIONS and words[i - 1].lower not in _LEXICON.never_conditions:
        return i  # Work stops if it rains
    return None


def _clause(tokens: Sequence[Token], words: Sequence[_Word], sentence: tuple[int, int], end: int) -> Clause:
    stems, predicate = [], None
    for i, word in enumerate(words):
        if word.content is None:
            continue
        verb = word.verb or (not word.capital and _behind_auxiliary(words, i))
        _, _, start, stop = tokens[i]
        stems.append(Stem(word.content, start, stop, not verb))
        if verb:
            predicate = Predicate(word.content, start, stop)
    lowers = [word.lower for word in words]
    for i in range(len(lowers)):
        if tokens[i].form in ("May", "Will") and i + 1 < len(words) and words[i + 1].capital:
            lowers[i] = ""  # a name: May Johnson, Will Smith
    predicate, polarity = turned(predicate, _polarity(lowers), _LEXICON.inverted)
    return Clause(
        tokens[0].start, end, sentence, tuple(stems), predicate, polarity, _CUES.modality(lowers), _past(lowers)
    )


def _behind_auxiliary(words: Sequence[_Word], i: int) -> bool:
    """Whether an auxiliary stands before the word, a negation or not between them: did not approve."""
    for word in words[max(0, i - 2) : i][::-1]:
        if word.lower not in _PASSED_OVER:
            return word.lower in _LEXICON.auxiliaries or word.lower.endswith("n't")
    return False


def _polarity(lowers: Sequence[str]) -> Polarity:
    turns = sum(w in _NEGATIONS or w.endswith("n't") for w in lowers)
    said = f" {' '.join(lowers)} "
    turns += sum(said.count(f" {phrase} ") for phrase in _PHRASES)
    return "negative" if turns % 2 else "positive"


def _past(lowers: Sequence[str]) -> bool:
    if not _LEXICON.open_auxiliaries.isdisjoint(lowers):
        return False
    return any(w in _PAST or w.endswith("ed") for w in lowers)
