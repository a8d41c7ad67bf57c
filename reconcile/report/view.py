"""What a report shows, before it has a form: the text and Markdown reports lay out the same view.

Conflicts, updates and unclear comparisons become a Finding each, with who stands on each side and the
sentence around the value; agreements and unique details become one Line each.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from reconcile.report.context import Fragment, Surroundings, plain
from reconcile.report.messages import Language, text
from reconcile.report.roles import Roles
from reconcile.report.values import label, relation_name
from reconcile.report.wording import Wordings
from schemas.article import Article
from schemas.reconciliation import VERDICTS, Comparison, Evidence, Reconciliation, Verdict
from schemas.values import QuoteValue, Value


@dataclass(frozen=True, slots=True)
class Source:
    number: int
    name: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One article's words for a side: the sentence around the value, and how often it says so."""

    source: str
    context: tuple[Fragment, ...]
    times: int
    first: Evidence


@dataclass(frozen=True, slots=True)
class SideView:
    value: str
    independent: int
    voices: tuple[Voice, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(voice.source for voice in self.voices)


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    kind: str
    role: str
    relation: str
    reason: str
    sides: tuple[SideView, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement or a unique detail in one line."""

    kind: str
    role: str
    value: str
    sources: tuple[str, ...]
    relation: str
    times: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    language: Language
    sources: tuple[Source, ...]
    counts: tuple[tuple[Verdict, int], ...]
    findings: dict[Verdict, tuple[Finding, ...]] = field(default_factory=dict)
    agreements: tuple[Line, ...] = ()
    unique: tuple[Line, ...] = ()
    checks: tuple[tuple[str, str, str], ...] = ()
    copies: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()
    baseline: tuple[str, ...] = ()
    """What a baseline keeps quiet, and what of it is gone."""


def majority_language(articles: Collection[Article]) -> Language:
    """The language of most articles; Korean when they are even or unknown."""
    english = sum((article.language or "").split("-")[0] == "en" for article in articles)
    return "en" if english * 2 > len(articles) else "ko"


def build(
    document: Reconciliation, language: Language, only: Collection[Verdict] = (), context: int | None = None
) -> View:
    """The view of `document` in `language`; with `only`, nothing but comparisons of these verdicts.

    `context`: how many sentences around that of a value are shown, 0 for the value alone; None for its sentence.
    """
    shown = tuple(only) or VERDICTS
    known = frozenset(document.baseline.known) if document.baseline else frozenset()
    viewer = Viewer(document, language, context)
    by_verdict: dict[Verdict, list[Comparison]] = {verdict: [] for verdict in VERDICTS}
    for entry in document.reconciled:
        for comparison in entry.comparisons:
            if comparison.verdict in shown and comparison.id not in known:
                by_verdict[comparison.verdict].append(comparison)
    findings: dict[Verdict, tuple[Finding, ...]] = {}
    for verdict in ("conflict", "update", "unclear"):
        findings[verdict] = tuple(viewer.finding(comparison) for comparison in by_verdict[verdict])
    return View(
        language=language,
        sources=viewer.sources,
        counts=tuple(
            (verdict, document.summary.by_verdict.get(verdict, 0) - len(known) * (verdict == "conflict"))
            for verdict in VERDICTS
        ),
        findings=findings,
        agreements=tuple(viewer.line(comparison) for comparison in by_verdict["agreement"]),
        unique=tuple(viewer.line(comparison) for comparison in by_verdict["unique"]),
        checks=() if only else viewer.checks(),
        copies=() if only else viewer.copies(),
        not_compared=() if only else viewer.not_compared(),
        baseline=known_notes(document, language),
    )


class Viewer:
    """Shows the parts of a document in one language."""

    def __init__(self, document: Reconciliation, language: Language, context: int | None = None) -> None:
        self.document = document
        self.language = language
        self.articles = {article.id: article for article in document.articles}
        self.claims = {claim.id: claim for claim in document.claims}
        self.surroundings = Surroundings(document.articles, document.claims, context)
        self.roles = Roles(document, language)
        self.wordings = Wordings(document, language)
        self.sources = tuple(self._source(number, article) for number, article in enumerate(document.articles, 1))
        self.names = {article.id: source.name for article, source in zip(document.articles, self.sources, strict=True)}

    def _source(self, number: int, article: Article) -> Source:
        name = plain(article.outlet or "") or text(self.language, "report.article", {"number": number})
        same = sum((other.outlet or None) == (article.outlet or None) for other in self.document.articles)
        if article.outlet and same > 1:
            name = f"{name} {number}"
        return Source(
            number=number,
            name=name,
            title=plain(article.title or "") or text(self.language, "report.untitled"),
            date=(article.published or "")[:16].replace("T", " ") or text(self.language, "report.no_date"),
        )

    def finding(self, comparison: Comparison) -> Finding:
        notes = [self.wordings.basis(basis) for basis in comparison.basis]
        formula = comparison.reason.params.get("formula")
        if comparison.derivation and isinstance(formula, str):
            notes.append(text(self.language, "report.formula", {"formula": plain(formula)}))
        both = self._on_both_sides(comparison)
        if both:
            notes.append(text(self.language, "report.both", {"sources": ", ".join(both)}))
        differing = self._differing_words(comparison)
        return Finding(
            verdict=comparison.verdict,
            kind=label(self.language, "kind", comparison.kind),
            role=self.roles.words(comparison),
            relation=relation_name(self.language, comparison),
            reason=plain(getattr(comparison.explanation, self.language)),
            sides=tuple(self._side(comparison, index, differing) for index in range(len(comparison.sides))),
            notes=tuple(notes),
        )

    def _on_both_sides(self, comparison: Comparison) -> list[str]:
        """Who holds more than one of the values of a conflict."""
        sides = [{comparison.evidence[at].article for at in side.evidence} for side in comparison.sides]
        twice = [article for article in self.articles if sum(article in side for side in sides) > 1]
        return [self.names[article] for article in twice] if comparison.verdict == "conflict" else []

    def _side(self, comparison: Comparison, index: int, differing: dict[tuple[int, str], list[Fragment]]) -> SideView:
        side = comparison.sides[index]
        evidence = [comparison.evidence[at] for at in side.evidence]
        voices = []
        for article in (name for name in self.articles if any(item.article == name for item in evidence)):
            own = [item for item in evidence if item.article == article]
            first = own[0]
            quoted = differing.get((index, article), [])
            changed = quoted or self.wordings.weekday(first)
            context: Sequence[Fragment] = changed
            if not quoted or self.surroundings.context:
                context = self.surroundings.around(first.article, first.start, first.end, first.claim, marked=changed)
            voices.append(Voice(source=self.names[article], context=tuple(context), times=len(own), first=first))
        if not evidence and side.value is None:
            value = ""
        elif comparison.kind == "quote":
            value = _speaker(voices[0].first.value if voices else side.value)  # as the first to be shown names them
        else:
            written = " · ".join(dict.fromkeys(plain(item.text) for item in evidence))
            value = plain(self.wordings.show(side.value, evidence)) if side.value is not None else written or "—"
        return SideView(value=plain(value), independent=side.independent_sources, voices=tuple(voices))

    def _differing_words(self, comparison: Comparison) -> dict[tuple[int, str], list[Fragment]]:
        """For a quote with two sides: the words of each source, by side and article, those marked that the most alike
        wording of the other side does not have. None for a source whose words are all other ones: a translation.
        """
        if comparison.kind != "quote" or len(comparison.sides) != 2:
            return {}
        said: list[dict[str, list[str]]] = []
        for side in comparison.sides:
            first: dict[str, list[str]] = {}
            for item in (comparison.evidence[at] for at in side.evidence):
                first.setdefault(item.article, plain(item.text).split())
            said.append(first)
        found = {}
        for index, (own, others) in enumerate((said, said[::-1])):
            for article, words in own.items():
                likeness = [(fuzz.ratio(words, other), other) for other in others.values()]
                alike, beside = max(likeness, key=lambda pair: pair[0], default=(0.0, []))
                if alike:
                    found[index, article] = word_changes(words, beside)[0]
        return found

    def line(self, comparison: Comparison) -> Line:
        evidence = [item for item in comparison.evidence if item.use == "value"] or list(comparison.evidence)
        articles = [article for article in self.articles if any(item.article == article for item in evidence)]
        told = self.wordings.first(evidence)
        written = " · ".join(dict.fromkeys(self.words(comparison, item) for item in told))
        formula = comparison.reason.params.get("formula")
        note = plain(formula) if comparison.derivation and isinstance(formula, str) else ""
        if comparison.verdict == "agreement" and len(articles) > 1 and comparison.independent_sources < len(articles):
            count = independent(comparison.independent_sources, self.language)
            note = f"{note} · {count}" if note else count
        return Line(
            kind=label(self.language, "kind", comparison.kind),
            role=self.roles.words(comparison),
            value=written,
            sources=tuple(self.names[article] for article in articles),
            relation=relation_name(self.language, comparison),
            times=len(evidence),
            note=note,
        )

    def words(self, comparison: Comparison, evidence: Evidence) -> str:
        """The value as written; of a statement, whose evidence is its verb, the whole claim."""
        claim = self.claims.get(evidence.claim) if comparison.kind == "statement" else None
        return plain(claim.text) if claim else self.wordings.written(evidence)

    def checks(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (
                label(self.language, "check", check.kind),
                label(self.language, "outcome", check.verdict),
                plain(getattr(check.explanation, self.language)),
            )
            for check in self.document.checks
        )

    def copies(self) -> tuple[str, ...]:
        return tuple(
            " = ".join(self.names.get(article, article) for article in group) for group in self.document.copies
        )

    def not_compared(self) -> tuple[str, ...]:
        return tuple(plain(getattr(item.explanation, self.language)) for item in self.document.not_compared)


def known_notes(document: Reconciliation, language: Language) -> tuple[str, ...]:
    """What a baseline keeps quiet in the report, and which known differences are gone; nothing without one."""
    if document.baseline is None:
        return ()
    notes = []
    if count := len(document.baseline.known):
        notes.append(text(language, "report.baseline.quiet", {"count": count}))
    for gone in document.baseline.gone:
        sides = [f"{', '.join(side.sources)} ‘{' · '.join(side.texts)}’".strip() for side in gone.sides]
        about = (label(language, "kind", gone.kind), *(role.replace("_", " ") for role in gone.roles))
        params = {"about": plain(" · ".join(about)), "values": plain(" / ".join(sides))}
        notes.append(text(language, "report.baseline.gone", params))
    return tuple(notes)


def _speaker(value: Value | None) -> str:
    return value.speaker.name if isinstance(value, QuoteValue) and value.speaker else ""


def independent(count: int, language: Language) -> str:
    """ "1 independent source", "independent sources: 3"."""
    return text(language, "report.independent", {"count": count})


def word_changes(a: list[str], b: list[str]) -> tuple[list[Fragment], list[Fragment]]:
    """Both word lists as fragments, those words marked that the other one does not have there.

    Method: difflib.SequenceMatcher opcodes on words.
    """
    left: list[Fragment] = []
    right: list[Fragment] = []
    for tag, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        for words, pieces in ((a[a_from:a_to], left), (b[b_from:b_to], right)):
            if words:
                if pieces:
                    pieces.append(Fragment(" "))
                pieces.append(Fragment(" ".join(words), mark=tag != "equal"))
    return left, right
