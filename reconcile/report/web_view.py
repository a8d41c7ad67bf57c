"""What the HTML report shows, before it has a form: plain records, every word of ours in both languages.

A claim is known by its number in the document, a source by its place from 1; the page links by these. Words of an
article stand here once, in `Segment`s of its text; cards and rows hold only what they set side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reconcile.report.context import Fragment
from schemas.article import BlockKind
from schemas.reconciliation import Verdict
from schemas.values import DetailKind

SYMBOLS: dict[Verdict, str] = {"conflict": "≠", "update": "↻", "agreement": "=", "unclear": "?", "unique": "•"}
"""Each verdict has a sign, so that none is told by its colour alone."""


class Both(NamedTuple):
    """A wording in Korean and in English."""

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class SourceView:
    number: int
    name: Both
    title: Both
    date: Both
    address: str
    language: str
    claims: int
    counts: tuple[tuple[Verdict, int], ...]
    """Its claims by the verdict of what they are told of."""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One article's words for a side."""

    source: int
    name: Both
    claim: int
    language: str
    context: tuple[Fragment, ...]
    times: int
    alike: tuple[VoiceView, ...] = ()
    """Those of other articles that say it in the same words."""


@dataclass(frozen=True, slots=True)
class SideCard:
    letter: str
    value: Both
    independent: Both | None
    """None: no article stands here, only reference data."""
    voices: tuple[VoiceView, ...]
    quoted: str = ""
    """Of a quote, whose value is who speaks, the words that differ."""


@dataclass(frozen=True, slots=True)
class Item:
    """A comparison, as far as every card, row and panel shows it: what it can be found and filtered by."""

    id: str
    verdict: Verdict
    kind: DetailKind
    kind_name: Both
    role: Both
    quoted: str
    """The language of the article whose words `role` is, where they are no reader's own."""
    relation: Both | None
    sources: tuple[int, ...]
    entry: int

    @property
    def about(self) -> Both:
        """Kind and role in one."""
        return Both(*(" · ".join(filter(None, pair)) for pair in zip(self.kind_name, self.role, strict=True)))


@dataclass(frozen=True, slots=True)
class Card:
    """A comparison whose sides stand beside each other."""

    item: Item
    reason: Both
    sides: tuple[SideCard, ...]
    notes: tuple[Both, ...]


class Wording(NamedTuple):
    """A value as an article writes it; of a statement the whole claim."""

    text: str
    claim: int
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement, or what one source has, in one line."""

    item: Item
    value: Both | None
    """The value of an agreement as readers put it, where it is more than the words of the articles."""
    wordings: tuple[Wording, ...]
    of: tuple[tuple[int, ...], ...]
    """The sources of each wording."""
    names: tuple[Both, ...]
    times: int
    note: Both | None


class Cell(NamedTuple):
    """What a source says to a question: its side, a claim to look at, and the beginning of its words.

    `rank`: how its side stands by the number of its sources, 0 for the one with most; of several sides past them all.
    """

    letters: str
    claim: int
    words: str
    language: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One question, and what each source says to it; None where it says nothing."""

    item: Item
    claim: tuple[Fragment, ...]
    """Of the first source that speaks to it, with the value marked."""
    language: str
    cells: tuple[Cell | None, ...]

    @property
    def label(self) -> str:
        """The words of the claim."""
        return "".join(piece.text for piece in self.claim)


class Tick(NamedTuple):
    at: float
    label: Both
    anchor: Literal["start", "middle", "end"] = "middle"
    """Which part of the label stands at the tick."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A value on its axis; places are per cent of it, `low` and `high` None where the wording leaves an end open."""

    source: int
    name: Both
    wording: Wording
    point: float | None
    low: float | None
    high: float | None
    letter: str


@dataclass(frozen=True, slots=True)
class FigurePanel:
    item: Item
    unit: Both
    """In brackets; empty where a language has none."""
    claim: tuple[Fragment, ...]
    """Of the first source that speaks to it, with the value marked."""
    language: str
    logarithmic: bool
    ticks: tuple[Tick, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class DateMark:
    """A point of the timeline: a date of an article, or (no item) when one was published."""

    sort: str
    shown: Both
    item: Item | None
    told: tuple[tuple[int, Both, Wording, Both], ...]
    """Who says so: source, its name, its words, and what they were resolved from."""


@dataclass(frozen=True, slots=True)
class PlaceNode:
    name: str
    told: tuple[tuple[Item, tuple[int, ...]], ...]
    """The comparisons that name this very place, and the sources that do."""
    within: tuple[PlaceNode, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of an article's text: outside every claim, or in one; `mark` where a value of a comparison stands."""

    text: str
    claim: int | None = None
    mark: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ClaimRun:
    """Segments of one claim that follow each other, and the card to which the claim leads."""

    claim: int
    first: bool
    verdict: Verdict
    target: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    kind: BlockKind
    runs: tuple[ClaimRun | Segment, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    source: SourceView
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    verdict: str
    kind: Both
    outcome: Both
    explanation: Both
    claims: tuple[int, ...]
    times: int


class Step(NamedTuple):
    feature: int
    level: int
    bits: float


class Link(NamedTuple):
    """Why two claims were aligned, feature by feature."""

    a: int
    b: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """`because` of every entry, its features and levels by number: written once, drawn when asked for."""

    features: tuple[Both, ...]
    levels: tuple[tuple[Both, str], ...]
    """What readers call a level of a feature, and its name in the document."""
    of_entry: dict[int, tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class WebView:
    title: Both
    sources: tuple[SourceView, ...]
    counts: tuple[tuple[Verdict, int], ...]
    matrix: tuple[MatrixRow, ...]
    cards: dict[Verdict, tuple[Card, ...]]
    agreements: tuple[Row, ...]
    unique: tuple[tuple[SourceView, tuple[Row, ...]], ...]
    figures: tuple[FigurePanel, ...]
    dates: tuple[DateMark, ...]
    places: tuple[PlaceNode, ...]
    checks: tuple[CheckView, ...]
    copies: tuple[tuple[Both, ...], ...]
    not_compared: tuple[Both, ...]
    baseline: tuple[Both, ...]
    articles: tuple[ArticleView, ...]
    weights: Weights
    together: tuple[tuple[int, ...], ...]
    """Claims of more than one source that stand in one comparison, each the counterparts of the others."""
    made_by: str
    knowledge: tuple[tuple[str, str], ...]
