"""Clauses of an English passage.

Before:  Seven people were killed, and more than 50 were taken to hospital.
After:   [Seven people were killed,] [and more than 50 were taken to hospital.]

A sentence is cut at semicolons and dashes, and at a comma before a connective, or behind a condition that opens the
sentence (If the rain stops, the match …), when both parts hold a verb form.
Without a parser the predicate is the last finite verb before the first subordinate part: a word behind an auxiliary,
or one with a past form; failing that the last with a verb ending. No word of a detail is one, nor, while the clause
has another, one of a quotation or of a relative part between commas, whose cues do not count either.

Before:  Foxton, who denied murder, was jailed for 12 years.
After:   jailed, asserted
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reconcile.languages.clauses import NO_SPANS, Clause, Cues, Predicate, Spans, Stem, turned
from reconcile.languages.lexicon import lexicon
from reconcile.text.token import Passage, Token, beginning_in
from schemas.values import Polarity

_VERB_FORM = re.compile(r"(?!red$|bed$|hundred$)[a-z]{2,}(?:ed|ing)$")
_NEGATED = re.compile(r"n['’]t$")

_LEXICON = lexicon("en")
_CUES = Cues(_LEXICON.cues)
_PHRASES = _LEXICON.negation["phrases"]
_NEGATIONS = _LEXICON.negation["words"] | _LEXICON.negation["determiners"]
_PREPOSITIONS = frozenset(("in", "on", "at", "for", "with", "by", "from", "of"))
_PASSED_OVER = _LEXICON.negation["words"] | _LEXICON.between_auxiliary
"""What may stand between an auxiliary and its verb."""
_CONDITIONS = {cue[0] for cue, modality in _LEXICON.cues if modality == "conditional" and len(cue) == 1}
_OF_CUTS = _LEXICON.past_forms | (_LEXICON.auxiliaries - {"to"})
_LEADING = {cue[-2] for cue, _ in _LEXICON.cues if len(cue) > 1 and cue[-1] == "to"}
"""Words that leave it to the verb behind their `to`: is set to open."""
_TURNS = {word for word in _CUES.words if word.endswith("ed")}
"""Verbs of the past that begin what is not simply told."""
_CONTRACTED = ("n't", "'ll", "'re", "'ve", "'d", "'m")
_PAST = _LEXICON.past_forms | {"was", "were", "had", "did", "has", "have"}


class _Word(NamedTuple):
    """What the lexicon says of a word, whatever stands around it."""

    lower: str
    """Lower case, a contracted auxiliary as that."""
    content: str | None
    """Its concept or stem; None for a stopword, a number, a mark."""
    verb: bool
    """Whether it has the form of a content verb."""
    carries: bool
    """Whether a part of a sentence with it may be a clause."""
    capital: bool


def read(passage: Passage, details: Spans = NO_SPANS, quotes: Spans = NO_SPANS) -> list[Clause]:
    """The clauses of the passage in order; a sentence without a predicate is one clause."""
    found: list[Clause] = []
    tokens = passage.tokens
    words = [_word(token.form) for token in tokens]
    at = 0
    for start, end in passage.sentences:
        at, upto = beginning_in(start, end, tokens, at)
        for first, last, clause_end in _cuts(tokens, words, at, upto, end):
            found.append(_clause(tokens[first:last], words[first:last], (start, end), clause_end, details, quotes))
        at = upto
    return found


@lru_cache(maxsize=1 << 14)
def _word(form: str) -> _Word:
    plain = form.lower()
    lower = plain.replace("’", "'")
    owner = lower.removesuffix("'s")
    content = None
    contracted = lower.endswith(_CONTRACTED)
    if form[0].isalpha() and owner not in _LEXICON.stopwords and not contracted:
        stem = _LEXICON.stem(owner)
        content = _LEXICON.content(stem, owner) if len(stem) >= 3 or form.isupper() else None
    verb = owner in _LEXICON.past_forms or bool(_VERB_FORM.match(owner))
    carries = plain in _OF_CUTS or bool(_VERB_FORM.match(plain)) or bool(_NEGATED.search(plain))
    return _Word("will" if lower.endswith("'ll") else lower, content, verb, carries, form[0].isupper())


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
    if i > start and form == "but" and following.carries:
        return i
    if i > start and form == "and" and (following.lower in _LEXICON.open_auxiliaries or following.lower in _TURNS):
        return i  # made a loss and may sell
    if i > start and words[i].lower in _CONDITIONS and words[i - 1].lower not in _LEXICON.never_conditions:
        return i  # Work stops if it rains
    return None


def _clause(
    tokens: Sequence[Token],
    words: Sequence[_Word],
    sentence: tuple[int, int],
    end: int,
    details: Spans,
    quotes: Spans,
) -> Clause:
    stems: list[Stem] = []
    verbs: list[int] = []
    named = [details.hold(token.start, token.end) for token in tokens]
    for i, word in enumerate(words):
        if word.content is None:
            continue
        verb = word.verb or (not word.capital and _behind_auxiliary(words, i))
        stems.append(Stem(_sense(words, i) or word.content, tokens[i].start, tokens[i].end, not verb))
        if verb and not named[i]:
            verbs.append(i)
    aside = _aside(tokens, words, quotes)
    main = [i for i in verbs if not aside[i]]
    if not main:
        aside, main = [False] * len(words), verbs
    lowers = ["" if a or n else word.lower for word, a, n in zip(words, aside, named, strict=True)]
    for i in range(len(lowers)):
        following_capital = i + 1 < len(words) and words[i + 1].capital
        if (tokens[i].form == "Will" and following_capital) or (tokens[i].form == "May" and (i or following_capital)):
            lowers[i] = ""  # Will Smith, the month of May
    at = None if _only_before(words, main) else _finite(words, main)
    predicate = None
    if at is not None:
        stem = next(s.stem for s in stems if s.start == tokens[at].start)
        predicate = Predicate(stem, tokens[at].start, tokens[at].end)
    predicate, polarity = turned(predicate, _polarity(lowers), _LEXICON.inverted)
    return Clause(
        tokens[0].start, end, sentence, tuple(stems), predicate, polarity, _CUES.modality(lowers), _past(lowers)
    )


def _sense(words: Sequence[_Word], i: int) -> str | None:
    """The stem of a word that its neighbours give another sense than its concept's: snow fell."""
    senses = _LEXICON.homonyms.get(words[i].lower)
    if senses is None:
        return None
    behind = [word.lower for word in words[i + 1 : i + 2]]
    beside = (*(f"+{lower}" for lower in behind), *behind, *(word.lower for word in words[max(0, i - 4) : i]))
    return next((senses[lower] for lower in beside if lower in senses), None)


def _aside(tokens: Sequence[Token], words: Sequence[_Word], quotes: Spans) -> list[bool]:
    """For each word whether it stands in a quotation, or in a relative part between two commas."""
    aside = [quotes.hold(token.start, token.end) for token in tokens]
    opened = None
    for i in range(1, len(tokens)):
        if tokens[i].form != "," and i + 1 < len(tokens):
            if tokens[i - 1].form == "," and words[i].lower in _LEXICON.relatives:
                opened = i
        elif opened is not None:
            if tokens[i].form == ",":
                aside[opened:i] = [True] * (i - opened)
            opened = None
    return aside


def _set_apart(words: Sequence[_Word], first: int, last: int) -> bool:
    """Whether the last comma in [first, last) opens a phrase that a verb may only qualify: in the best year it had."""
    commas = [i for i in range(first, last) if words[i].lower == ","]
    return bool(commas) and words[commas[-1] + 1].lower in _PREPOSITIONS


def _only_before(words: Sequence[_Word], verbs: Sequence[int]) -> bool:
    """Whether all that happens had not happened yet: The mill in 1978, eight years before it closed."""
    first = verbs[0] if verbs else 0
    return any(word.lower == "before" for word in words[1:first])


def _finite(words: Sequence[_Word], verbs: Sequence[int]) -> int | None:
    """Which of `verbs` (word indices, in order) is the predicate."""
    best: tuple[int, int] | None = None
    subordinate = False
    at = 0
    for i in verbs:
        subordinate = subordinate or any(word.lower in _LEXICON.subordinators for word in words[at:i])
        if best is not None and not subordinate:
            subordinate = _set_apart(words, at, i)
        at = i
        before = words[i - 1].lower if i else ""
        if _behind_auxiliary(words, i):
            rank = 1 if before == "to" else 2
        else:
            attribute = before in _LEXICON.before_attributes or words[i].lower.endswith("ing")
            rank = 0 if attribute else 2
        behind = words[i + 1].lower if i + 1 < len(words) else ""
        if (words[i].lower in _CUES.words and behind != "for") or (words[i].lower in _LEADING and behind == "to"):
            rank = 0  # asked to open, expected to rise, set to close; but applied for a licence
        if best is not None and subordinate:
            rank -= 2
        if best is None or rank >= best[0]:
            best = rank, i
    return None if best is None else best[1]


def _behind_auxiliary(words: Sequence[_Word], i: int) -> bool:
    """Whether an auxiliary stands before the word, a negation or not between them: did not approve."""
    for word in words[max(0, i - 3) : i][::-1]:
        if word.lower not in _PASSED_OVER and not (word.lower.endswith("ly") and not word.capital):
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
