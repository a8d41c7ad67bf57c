"""Whether two quotations are one utterance, and whether one of them was altered.

    안전이 먼저다 / 안전이 먼저입니다                         verbatim: endings and small words are no change
    다리를 열고 옛 다리는 헐겠다 / 옛 다리는 헐겠다             trimmed
    We will build 300 homes / We will build 500 homes      altered
    말씀드릴 수 없다 / 안전이 먼저다                          incomparable: two utterances

A paraphrase is no altered quotation. The same content words in other forms say the same. Other content words, where
nothing tells who, how many, whether or will it be otherwise, may be the reporter's: such two are held against each
other, since a reader wants to see both, and the verdict says that it cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from reconcile.alignment.rendering import Rendering, content, letters, rendering
from reconcile.claims.wordings import Word, nobody, read
from schemas.reconciliation import Relation
from schemas.values import QuoteValue, Speaker

Standing = Literal["same", "different", "incomparable"]

_LEAST_LETTERS = 6
"""Letters that a stretch of another quotation needs to be more than a phrase that anybody uses."""
_LEAST_WORDS = 2
_ONE_UTTERANCE = 0.6
"""Share of the content words that two renderings of one utterance have in common, over the stretch of both."""
_OF_SHORTER = 0.5
"""Share of the shorter quotation that they have in common."""
_PARAPHRASE_WORDS = 3
"""Content words in common from which other words are taken for a paraphrase, and not for another utterance."""
_OF_TWO_SPEAKERS, _NEARLY_ALL = 4, 0.8
"""Content words, and share of them, from which altered words of two speakers are one utterance."""
_MOST_WORDS = 400
_FEW_WORDS = 4
_FEW_LETTERS = 2


def relate_quotes(a: QuoteValue, b: QuoteValue) -> tuple[Standing, Relation | None]:
    """Standing and relation of two quotes.

    verbatim (the same words, but for endings and small words), trimmed (one leaves out a part), altered_quote (one
    utterance with other words; what they touch is for the verdict to weigh). A looser likeness is incomparable.
    """
    first, second = read(a.text), read(b.text)
    if not first or not second or max(len(first), len(second)) > _MOST_WORDS or _script(first) != _script(second):
        return "incomparable", None
    letters_a, letters_b = letters(first), letters(second)
    if letters_a == letters_b:
        return "same", "verbatim"
    if not _neighbours(first, second):
        return "incomparable", None
    found = rendering(a.text, b.text)
    by = speakers(a, b)
    critical = found.touched - {"wording"}
    if not found.other and not critical:
        whole = letters_a in letters_b or letters_b in letters_a
        return _same(found, min(len(letters_a), len(letters_b)), min(len(first), len(second)), whole)
    share = found.shared / max(1, found.shared + found.other)
    if by == "other" and (found.shared < _OF_TWO_SPEAKERS or share < _NEARLY_ALL):
        return "incomparable", None
    if share < _ONE_UTTERANCE or found.shared < _OF_SHORTER * min(content(first), content(second)):
        return "incomparable", None
    if critical:
        alone = by == "one" and not found.other and not found.trimmed and min(len(first), len(second)) > _LEAST_WORDS
        enough = 1 if alone or (by == "one" and not found.other and "subject" not in critical) else _LEAST_WORDS
        one = found.shared >= enough
    else:
        short = by == "one" and found.shared >= _LEAST_WORDS and found.other == 1 and not found.trimmed
        one = short or found.shared >= _PARAPHRASE_WORDS
    return ("different", "altered_quote") if one and _kept(found) else ("incomparable", None)


def _same(found: Rendering, least: int, words: int, whole: bool) -> tuple[Standing, Relation | None]:
    if not found.trimmed and not found.omitted:
        told = found.shared >= _LEAST_WORDS or found.paired or whole
        return ("same", "verbatim") if told else ("incomparable", None)
    if words < _LEAST_WORDS or least < _LEAST_LETTERS or not _kept(found):
        return "incomparable", None
    return ("same", "trimmed") if whole or found.shared >= _LEAST_WORDS else ("incomparable", None)


def _kept(found: Rendering) -> bool:
    """Whether what is left out inside is less than what is kept."""
    return found.omitted <= max(1, found.shared // 2)


def _neighbours(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether the two share the beginning of a word that tells anything: a cheap test before the dear one."""
    first = {w.key[:1] for w in a if not w.light}
    return any(w.key[:1] in first for w in b if not w.light)


def _script(words: Sequence[Word]) -> bool:
    """Whether most words are in Latin letters; a quotation and its translation are not held against each other."""
    latin = sum(w.key.isascii() for w in words if w.number is None)
    return latin * 2 > sum(w.number is None for w in words)


def quote_keys(text: str) -> set[str]:
    """Keys under which quotations that may be one utterance meet: neighbouring content words, single ones of few."""
    found = [_block(w.key) for w in read(text) if not w.light]
    pairs = {f"{one} {two}" for one, two in pairwise(found)}
    return pairs | set(found) if len(found) <= _FEW_WORDS else pairs


def _block(key: str) -> str:
    return key if key[0] == "#" or key.isascii() else key[:2] if len(key) > _FEW_LETTERS else key[:1]


# -- speakers --------------------------------------------------------------------------------------------------------


def one_speaker(a: str, b: str) -> bool:
    """Whether two names may be one person's: one holds the other, or they share a word; in two scripts nobody knows."""
    first, second = _squashed(a), _squashed(b)
    if first.isascii() != second.isascii() or first in second or second in first:
        return True
    return bool(_parts(a) & _parts(b))


def _squashed(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _parts(name: str) -> set[str]:
    return {w for w in name.casefold().replace(".", " ").split() if len(w) > 1}


def speakers(a: QuoteValue, b: QuoteValue) -> Literal["one", "other", "unknown"]:
    """Whether two quotations are given to one speaker; a person and a body that may speak through them: unknown."""
    if a.speaker is None or b.speaker is None or not _squashed(a.speaker.name) or not _squashed(b.speaker.name):
        return "unknown"
    if one_speaker(a.speaker.name, b.speaker.name):
        return "one"
    return "other" if _is_person(a.speaker) and _is_person(b.speaker) else "unknown"


def _is_person(speaker: Speaker) -> bool:
    """Whether a speaker is a detail that is a person, or else has a name of its own."""
    return speaker.detail.endswith(":person") if speaker.detail else not nobody(speaker.name)
