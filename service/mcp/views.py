"""What a tool answers: a document of thousands of lines as the few that an assistant can use and quote from.

    {"id": "k3", "verdict": "conflict", "kind": "figure", "about": "보수비", "explanation": "The values differ: …",
     "positions": [{"value": "12억 원", "said": [{"source": "가온일보", "quote": "가온시는 … 12억 원을 쓴다.", …}]},
                   {"value": "21억 원", "said": [{"source": "밤신문", …}]}]}

Quotes are characters of the articles, exactly; one that is cut ends in an ellipsis and says where it goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pydantic import Field

from reconcile.report.messages import Language
from reconcile.report.values import show
from reconcile.report.view import majority_language
from schemas.article import Article
from schemas.base import Model
from schemas.check import Check, CheckedDetail, Fate, Stand
from schemas.claim import Claim
from schemas.reconciliation import Comparison as Compared
from schemas.reconciliation import Evidence, Explanation, Reconciliation, Relation, Verdict
from schemas.values import DetailKind
from schemas.why import Why
from service.mcp.desk import Comparison, KeptStory

_QUOTED = 400
"""Characters of a quote."""
FIRST = 20
"""Findings that an overview holds; `list_claims` has the rest."""
TELLING: tuple[Verdict, ...] = ("conflict", "update", "unclear")
"""What an overview tells of; agreements and what only one says are counted."""


class Source(Model):
    """An article of a comparison."""

    article: str
    name: str
    published: str | None = None
    language: str | None = None


class Said(Model):
    """Where a source says something: `quote` is its sentence, `words` the part of it that counts."""

    source: str
    article: str
    start: int
    end: int
    words: str
    quote: str


class Position(Model):
    """One of the values, and who holds it. `independent_sources`: copies of one text counted once."""

    value: str
    independent_sources: int
    said: tuple[Said, ...]


class Finding(Model):
    """One question that the articles answer."""

    id: str
    entry: str
    verdict: Verdict
    relation: Relation | None = None
    kind: DetailKind
    about: str | None = None
    explanation: str
    positions: tuple[Position, ...]


class Overview(Model):
    """Articles compared: `counts` by verdict, then what they do not agree on. `rest` says how to see more."""

    comparison: str = Field(description="give it to list_claims and explain_passages")
    sources: tuple[Source, ...]
    counts: dict[Verdict, int]
    findings: tuple[Finding, ...]
    rest: str | None = None


class Findings(Model):
    """Part of what was asked for; `next` is the offset at which it goes on."""

    comparison: str
    total: int
    findings: tuple[Finding, ...]
    next: int | None = None


class ReadDetail(Model):
    """A typed detail, its words in the article, and its value."""

    kind: DetailKind
    words: str
    value: str


class ReadClaim(Model):
    """One statement."""

    id: str
    start: int
    end: int
    text: str
    details: tuple[ReadDetail, ...] = ()


class ReadArticle(Model):
    """An article's claims in the order of its text; `next` is the offset at which they go on."""

    article: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    total: int
    claims: tuple[ReadClaim, ...]
    next: int | None = None


class DraftFinding(Model):
    """A detail of the draft that its sources contradict, have later news of, do not have, or leave open."""

    fate: Fate
    line: int
    column: int
    kind: DetailKind
    words: str
    quote: str
    explanation: str
    against: tuple[Position, ...] = ()


class LeftOut(Model):
    """What independent sources agree on and the draft does not say."""

    kind: DetailKind
    about: str | None = None
    position: Position


class DraftCheck(Model):
    """A draft against its sources: `counts` of its claims by fate, then what a desk would look at."""

    comparison: str
    sources: tuple[Source, ...]
    counts: dict[Fate, int]
    findings: tuple[DraftFinding, ...]
    left_out: tuple[LeftOut, ...]
    rest: str | None = None


class PairView(Model):
    """A detail of each passage, whether they met, and why. They are compared from `threshold` bits on."""

    kind: DetailKind
    first: str
    second: str
    together: bool
    bits: float | None = None
    threshold: float | None = None
    steps: tuple[str, ...] = ()


class Passages(Model):
    """Why two passages were, or were not, compared."""

    together: bool
    passages: tuple[str, str]
    steps: tuple[str, ...]
    pairs: tuple[PairView, ...]


class StoryView(Model):
    """A story; `findings` are those that the article added just now takes part in, or, without one, all."""

    story: str
    title: str
    articles: tuple[str, ...]
    counts: dict[Verdict, int]
    comparison: str | None = Field(default=None, description="give it to list_claims and explain_passages")
    findings: tuple[Finding, ...] = ()
    rest: str | None = None


class Viewer:
    """A document in one language."""

    def __init__(self, document: Reconciliation, lang: str) -> None:
        self._document = document
        self._lang: Language = majority_language(document.articles) if lang == "auto" else lang  # type: ignore[assignment]
        self._claims = {claim.id: claim for claim in document.claims}
        self._articles = {article.id: article for article in document.articles}

    def sources(self) -> tuple[Source, ...]:
        return tuple(
            Source(article=a.id, name=_name(a), published=a.published, language=a.language)
            for a in self._document.articles
        )

    def findings(
        self,
        verdicts: Sequence[Verdict] = (),
        kind: DetailKind | None = None,
        article: str | None = None,
        words: str | None = None,
    ) -> list[Finding]:
        """Those asked for: by verdict in the order of `verdicts`, else in the order of the document."""
        found = [finding for finding in self._all(verdicts, kind, article) if _has(finding, words)]
        return sorted(found, key=lambda finding: verdicts.index(finding.verdict)) if verdicts else found

    def _all(self, verdicts: Sequence[Verdict], kind: str | None, article: str | None) -> Iterator[Finding]:
        for entry in self._document.reconciled:
            for each in entry.comparisons:
                if (
                    (not verdicts or each.verdict in verdicts)
                    and kind in (None, each.kind)
                    and (article is None or any(e.article == article for e in each.evidence))
                ):
                    yield self._finding(entry.id, each)

    def _finding(self, entry: str, each: Compared) -> Finding:
        positions = tuple(
            self._position(
                show(side.value, self._lang), side.independent_sources, [each.evidence[n] for n in side.evidence]
            )
            for side in each.sides
        )
        if not positions and each.evidence:
            positions = (self._position(each.evidence[0].text, each.independent_sources, each.evidence),)
        return Finding(
            id=each.id, entry=entry, verdict=each.verdict, relation=each.relation, kind=each.kind, about=each.role,
            explanation=self._told(each.explanation), positions=positions,
        )  # fmt: skip

    def _position(self, value: str, independent: int, evidence: Sequence[Evidence]) -> Position:
        first = {(e.article, e.claim): e for e in reversed(evidence)}
        said = sorted(first.values(), key=lambda e: evidence.index(e))
        return Position(value=value, independent_sources=independent, said=tuple(map(self._said, said)))

    def _said(self, e: Evidence) -> Said:
        article, claim = self._articles[e.article], self._claims.get(e.claim)
        start, end = (claim.start, claim.end) if claim else (e.start, e.end)
        return Said(
            source=_name(article), article=e.article, start=e.start, end=e.end, words=e.text,
            quote=_cut(article.text[start:end]),
        )  # fmt: skip

    def _told(self, explanation: Explanation) -> str:
        return explanation.ko if self._lang == "ko" else explanation.en

    def overview(self, comparison: str) -> Overview:
        found = self.findings(TELLING)
        return Overview(
            comparison=comparison,
            sources=self.sources(),
            counts=self._document.summary.by_verdict,
            findings=tuple(found[:FIRST]),
            rest=_rest(found, comparison),
        )

    def check(self, comparison: str, check: Check, most: int) -> DraftCheck:
        asked = ("contradicted", "update", "in_no_source", "unclear")
        found = sorted(
            (
                (asked.index(detail.fate), at, claim.claim, detail)
                for at, claim in enumerate(check.claims) for detail in claim.details if detail.fate in asked
            ),
            key=lambda each: each[:2],
        )  # fmt: skip
        omitted = [
            LeftOut(kind=o.kind, about=o.role, position=self._stand(Stand(
                value=o.value, sources=o.sources, independent_sources=o.independent_sources, evidence=o.evidence,
            ))) for o in check.omitted[:most]
        ]  # fmt: skip
        more = len(found) > most or len(check.omitted) > most
        return DraftCheck(
            comparison=comparison,
            sources=self.sources(),
            counts=check.summary.claims,
            findings=tuple(self._draft(claim, detail) for _, _, claim, detail in found[:most]),
            left_out=tuple(omitted),
            rest=f"{len(found)} findings and {len(check.omitted)} left out; ask again with a higher `most`"
            if more
            else None,
        )

    def _draft(self, claim: str, detail: CheckedDetail) -> DraftFinding:
        return DraftFinding(
            fate=detail.fate, line=detail.line, column=detail.column, kind=detail.kind, words=detail.text,
            quote=_cut(self._claims[claim].text), explanation=self._told(detail.explanation),
            against=tuple(map(self._stand, detail.against)),
        )  # fmt: skip

    def _stand(self, stand: Stand) -> Position:
        return self._position(show(stand.value, self._lang), stand.independent_sources, stand.evidence)

    def story(self, kept: KeptStory, comparison: Comparison, added: str | None) -> StoryView:
        found = self.findings(TELLING, article=added)
        return StoryView(
            story=kept.id,
            title=kept.title,
            articles=kept.articles,
            counts=self._document.summary.by_verdict,
            comparison=comparison.id,
            findings=tuple(found[:FIRST]),
            rest=_rest(found, comparison.id),
        )

    def passages(self, why: Why) -> Passages:
        first, second = why.passages
        return Passages(
            together=why.together,
            passages=(_cut(first.text), _cut(second.text)),
            steps=tuple(self._told(step.explanation) for step in why.steps),
            pairs=tuple(
                PairView(
                    kind=first.details[p.first].kind, first=first.details[p.first].text,
                    second=second.details[p.second].text, together=p.together, bits=p.bits, threshold=p.threshold,
                    steps=tuple(self._told(step.explanation) for step in p.steps),
                )
                for p in why.pairs[:FIRST]
            ),
        )  # fmt: skip


def read_article(article: Article, claims: Sequence[Claim], lang: str, offset: int, most: int) -> ReadArticle:
    """An article's claims, from one on."""
    language: Language = majority_language([article]) if lang == "auto" else lang  # type: ignore[assignment]
    shown = claims[offset : offset + most]
    return ReadArticle(
        article=article.id,
        title=article.title,
        published=article.published,
        language=article.language,
        total=len(claims),
        claims=tuple(
            ReadClaim(
                id=claim.id, start=claim.start, end=claim.end, text=claim.text,
                details=tuple(
                    ReadDetail(kind=d.kind, words=d.text, value=show(d.value, language)) for d in claim.details
                ),
            )
            for claim in shown
        ),
        next=offset + most if offset + most < len(claims) else None,
    )  # fmt: skip


def page(comparison: str, found: Sequence[Finding], offset: int, most: int) -> Findings:
    """Findings, from one on."""
    end = offset + most
    shown = tuple(found[offset:end])
    return Findings(comparison=comparison, total=len(found), findings=shown, next=end if end < len(found) else None)


def _rest(found: Sequence[Finding], comparison: str) -> str | None:
    if len(found) <= FIRST:
        return None
    counts = Counter(finding.verdict for finding in found[FIRST:])
    told = ", ".join(f"{verdict} {count}" for verdict, count in counts.items())
    return f"{told} more: list_claims with comparison {comparison!r} and a verdict"


def _has(finding: Finding, words: str | None) -> bool:
    if not words:
        return True
    wanted = words.lower()
    texts = [finding.explanation, finding.about or "", *(s.quote for p in finding.positions for s in p.said)]
    return any(wanted in text.lower() for text in texts)


def _name(article: Article) -> str:
    return article.outlet or article.title or article.id


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}… (cut; {len(text)} characters)"
