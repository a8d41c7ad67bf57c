"""Articles to claims: blocks are folded, read by the article's language pack, and cut into clause-level claims.

    begin   folds the blocks and gives them to the language's analyser, which works on its own from then on
    finish  reads dates and figures, which need no morphemes, then the rest, and builds the claims

Each claim is one clause (two or more where a quotation runs over them). Every detail lies in the claim in which it
starts. Furniture and by-lines make no claims.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, Concatenate, ParamSpec, TypeVar

from reconcile.claims.build import Built, build, speakers
from reconcile.claims.mention import Mention, mentions
from reconcile.claims.named_places import named_places
from reconcile.claims.overlaps import settle
from reconcile.claims.reading import Reading
from reconcile.claims.tallies import Tallies
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.clauses import Spans
from reconcile.languages.pack import Pack, pack
from reconcile.progress import OnProgress, counted
from reconcile.text.token import Token
from reconcile.text.view import View, fold
from schemas.article import Article, Block
from schemas.claim import Claim

P = ParamSpec("P")
T = TypeVar("T")
SILENT_BLOCKS = frozenset({"furniture", "byline"})


@dataclass(frozen=True)
class Extraction:
    """What was read from one article. What only alignment asks for is made when it is asked for."""

    article: Article
    claims: tuple[Claim, ...]
    language: str | None
    """The language read; None where there is no pack for it, and then nothing was read."""
    readings: Sequence[tuple[Reading, Sequence[Built]]] = ()

    @property
    def clauses(self) -> int:
        return sum(len(reading.clauses) for reading, _ in self.readings)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every detail of `claims`, in their order, with features for alignment."""
        tallies = Tallies(self.readings, self.stems)
        places = named_places(built for _, built in self.readings)
        return tuple(m for reading, built in self.readings for m in mentions(reading, built, tallies, places))

    @cached_property
    def stems(self) -> Mapping[str, int]:
        """In how many clauses each stem stands."""
        stems = ({s.stem for s in clause.stems} for reading, _ in self.readings for clause in reading.clauses)
        names = ((name for name in reading.names if name is not None) for reading, _ in self.readings)
        count = Counter(chain.from_iterable(chain(stems, names)))
        return dict(sorted(count.items()))

    @cached_property
    def _worked_out(self) -> dict[tuple[object, ...], Any]:
        return {}

    def once(self, work: Callable[Concatenate[Extraction, P], T], *given: P.args, **named: P.kwargs) -> T:
        """What a later stage works out of this article by itself, `work` of it, worked out when it is first asked for.

        An article that is compared again, in another story or against another draft, is not read again. `work` is a
        function of a module, and depends on nothing but the article and what is `given`.
        """
        asked = (work, *given, *named.items())
        if asked not in self._worked_out:
            self._worked_out[asked] = work(self, *given, **named)
        found: T = self._worked_out[asked]
        return found


@dataclass(frozen=True, slots=True)
class Begun:
    """An article whose analysis is under way."""

    article: Article
    own: OwnKnowledge
    reader: Pack | None
    views: Sequence[tuple[Block, View]]
    tokens: Sequence[tuple[Token, ...]]


def extract(article: Article, own: OwnKnowledge = NOTHING) -> Extraction:
    """The claims of one article; `own` is what the user knows beside the packaged data."""
    return finish(begin(article, own))


def extract_all(
    articles: Iterable[Article], own: OwnKnowledge = NOTHING, on_progress: OnProgress | None = None
) -> list[Extraction]:
    """The claims of each article, in order; an article is analysed while those before it are read.

    `on_progress` hears of each.
    """
    given = list(articles)
    if on_progress is not None:
        on_progress("claims", 0, len(given))  # to begin the first takes longest: the analyser is loaded
    return [finish(begun) for begun in counted([begin(article, own) for article in given], "claims", on_progress)]


def begin(article: Article, own: OwnKnowledge = NOTHING) -> Begun:
    """The article with its analysis under way."""
    reader = pack(article.language or "und")
    if reader is None:
        return Begun(article, own, None, (), ())
    blocks = article.blocks or (Block(kind="paragraph", start=0, end=len(article.text)),)
    views = [
        (b, fold(article.text[b.start : b.end])) for b in blocks if b.kind not in SILENT_BLOCKS and b.end > b.start
    ]
    return Begun(article, own, reader, views, reader.tokenise([view.text for _, view in views]))


def finish(begun: Begun) -> Extraction:
    """The claims of an article that was begun."""
    article, own, reader = begun.article, begun.own, begun.reader
    if reader is None:
        return Extraction(article, (), None)
    bare = [Passage(block.kind, view.text) for block, view in begun.views]
    dates = reader.dates(bare, article.published, article.timezone)
    figures = reader.figures(bare, own)
    passages = [passage.analysed(tokens) for passage, tokens in zip(bare, begun.tokens, strict=True)]
    people = reader.people(passages, own)
    places = reader.places(passages, own)
    quotes = reader.quotes(passages, people)
    attributions = reader.attributions(passages, people)
    settled = [settle([*dates[i], *people[i], *places[i], *figures[i], *quotes[i]]) for i in range(len(passages))]
    ahead, told = _measured(begun)
    readings = [
        Reading(
            article=article,
            reader=reader,
            block=block,
            view=view,
            passage=passage,
            clauses=reader.clauses(passage, _spans(settled[i], quoted=False), _spans(settled[i], quoted=True)),
            candidates=settled[i],
            attributions=attributions[i],
            ahead=ahead[i],
            told=told,
        )
        for i, ((block, view), passage) in enumerate(zip(begun.views, passages, strict=True))
    ]
    speaking = speakers(readings)
    built = [(reading, build(reading, speaking)) for reading in readings]
    return Extraction(article, tuple(b.claim for _, found in built for b in found), reader.code, built)


def _measured(begun: Begun) -> tuple[list[int], int]:
    """Before each passage, and in all, the characters of the article without its furniture: a page's menus make no
    lead longer or shorter.
    """
    blocks, length = begun.article.blocks, len(begun.article.text)
    ends = [block.start for block in blocks[1:]] + [length]
    furniture = [(b.start, end - b.start) for b, end in zip(blocks, ends, strict=False) if b.kind == "furniture"]
    starts = [start for start, _ in furniture]
    sums = [0, *accumulate(size for _, size in furniture)]
    return [block.start - sums[bisect_left(starts, block.start)] for block, _ in begun.views], length - sums[-1]


def _spans(candidates: Iterable[Candidate], *, quoted: bool) -> Spans:
    """Where the quotations stand, or where the other details do."""
    return Spans((c.start, c.end) for c in candidates if (c.kind == "quote") is quoted)
