"""From the document to what the HTML report shows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from reconcile.report import web_articles, web_matrix, web_panels
from reconcile.report.address import web_address
from reconcile.report.context import Fragment, plain
from reconcile.report.messages import LANGUAGES, Language
from reconcile.report.values import label, level_name
from reconcile.report.view import known_notes
from reconcile.report.web_parts import Parts, both, letter, say, stating
from reconcile.report.web_view import (
    ArticleView,
    Both,
    Card,
    CheckView,
    Link,
    Row,
    SideCard,
    SourceView,
    Step,
    VoiceView,
    WebView,
    Weights,
    Wording,
)
from schemas.claim import Claim
from schemas.reconciliation import VERDICTS, CheckResult, Comparison, Explanation, Reconciliation, Verdict
from schemas.values import DateValue, FigureValue


def build(document: Reconciliation, only: Collection[Verdict] = ()) -> WebView:
    """The view of `document`; with `only`, of comparisons of these verdicts.

    Conflicts that a baseline keeps quiet are left out, as in every report for readers.
    """
    return _Builder(document, tuple(only) or VERDICTS).view()


def cards(document: Reconciliation, verdicts: Collection[Verdict]) -> dict[Verdict, tuple[Card, ...]]:
    """The cards of comparisons of these verdicts, for a page that shows nothing else of `document`."""
    return _Builder(document, verdicts).cards(verdicts)


class _Builder(Parts):
    def view(self) -> WebView:
        document, whole = self.document, self.shown == frozenset(VERDICTS)
        sources = tuple(self._sources())
        unique = [self._row(at, c) for at, c in self.comparisons if c.verdict == "unique"]
        return WebView(
            title=say("report.title", count=len(sources)),
            sources=sources,
            counts=tuple(
                (v, document.summary.by_verdict.get(v, 0) - self.known * (v == "conflict"))
                for v in VERDICTS
                if v in self.shown
            ),
            matrix=tuple(web_matrix.rows(self)),
            cards=self.cards(("conflict", "update", "unclear")),
            agreements=tuple(self._row(at, c) for at, c in self.comparisons if c.verdict == "agreement"),
            unique=tuple(
                (source, own)
                for source in sources
                if (own := tuple(row for row in unique if source.number in row.item.sources))
            ),
            figures=tuple(web_panels.figures(self)),
            dates=web_panels.timeline(self),
            places=web_panels.places(self),
            checks=tuple(self._checks()) if whole else (),
            copies=tuple(self._copies()) if whole else (),
            not_compared=tuple(both(partial(_plain_in, item.explanation)) for item in document.not_compared)
            if whole
            else (),
            baseline=tuple(Both(*pair) for pair in zip(*(known_notes(document, x) for x in LANGUAGES), strict=True)),
            articles=tuple(self._articles(sources)),
            weights=self._weights(),
            together=tuple(self._together()),
            made_by=f"{document.engine.name} {document.engine.version}",
            knowledge=tuple((n, f"{k.date} {k.digest[:12]}".strip()) for n, k in document.engine.knowledge.items()),
        )

    # -- sources ------------------------------------------------------------------------------

    def _sources(self) -> Iterator[SourceView]:
        coverage = {found.article: found for found in self.document.summary.coverage}
        for at, article in enumerate(self.document.articles):
            own = coverage.get(article.id)
            yield SourceView(
                number=at + 1,
                name=self.name(article.id),
                title=both(lambda x, at=at: self.viewers[x].sources[at].title),  # type: ignore[misc]
                date=both(lambda x, at=at: self.viewers[x].sources[at].date),  # type: ignore[misc]
                address=web_address(article.url),
                language=article.language or "",
                claims=own.claims if own else 0,
                counts=tuple(own.by_verdict.items()) if own else (),
            )

    # -- cards and rows -----------------------------------------------------------------------

    def cards(self, verdicts: Collection[Verdict]) -> dict[Verdict, tuple[Card, ...]]:
        return {
            verdict: tuple(self._card(at, c) for at, c in self.comparisons if c.verdict == verdict)
            for verdict in verdicts
        }

    def _card(self, entry: int, comparison: Comparison) -> Card:
        item = self.item(entry, comparison)
        ko, en = (self.viewers[language].finding(comparison) for language in LANGUAGES)
        sides = []
        for at, (one, other) in enumerate(zip(ko.sides, en.sides, strict=True)):
            voices = tuple(
                VoiceView(
                    source=self.numbers[voice.first.article],
                    name=self.name(voice.first.article),
                    claim=self.claims[voice.first.claim],
                    language=self.languages[voice.first.article],
                    context=voice.context,
                    times=voice.times,
                )
                for voice in one.voices
            )
            count = one.independent
            counted = say("report.independent", count=count) if voices else None
            quoted = _marked(voices[0]) if voices and comparison.kind == "quote" else ""
            sides.append(SideCard(letter(at), Both(one.value, other.value), counted, told_once(voices), quoted))
        return Card(
            item=item,
            reason=Both(ko.reason, en.reason),
            sides=tuple(sides),
            notes=tuple(Both(*pair) for pair in zip(ko.notes, en.notes, strict=True)),
        )

    def _row(self, entry: int, comparison: Comparison) -> Row:
        item = self.item(entry, comparison)
        ko, en = (self.viewers[language].line(comparison) for language in LANGUAGES)
        wordings: dict[str, Wording] = {}
        of: dict[str, set[int]] = defaultdict(set)
        for evidence in stating(comparison):
            found = self.wording(comparison, evidence)
            wordings.setdefault(found.text, found)
            of[found.text].add(self.numbers[evidence.article])
        return Row(
            item=item,
            value=self._value(comparison),
            wordings=tuple(wordings.values()),
            of=tuple(tuple(sorted(of[text])) for text in wordings),
            names=tuple(self.name(id_) for id_, number in self.numbers.items() if number in item.sources),
            times=ko.times,
            note=Both(ko.note, en.note) if ko.note else None,
        )  # fmt: skip

    def _value(self, comparison: Comparison) -> Both | None:
        value = comparison.sides[0].value if comparison.verdict == "agreement" and comparison.sides else None
        if not isinstance(value, FigureValue | DateValue):
            return None
        shown = both(lambda x: plain(self.viewers[x].wordings.show(value, comparison.evidence)))
        return None if all(words == item.text for words in shown for item in stating(comparison)) else shown

    def _checks(self) -> Iterator[CheckView]:
        """Those that fail first; those that say the same are one."""
        alike: dict[tuple[str, str, Both], list[CheckResult]] = defaultdict(list)
        for check in sorted(self.document.checks, key=lambda c: c.verdict != "inconsistent"):
            alike[check.verdict, check.kind, both(partial(_plain_in, check.explanation))].append(check)
        for (verdict, kind, explanation), checks in alike.items():
            yield CheckView(
                verdict=verdict,
                kind=both(lambda x, kind=kind: label(x, "check", kind)),  # type: ignore[misc]
                outcome=both(lambda x, verdict=verdict: label(x, "outcome", verdict)),  # type: ignore[misc]
                explanation=explanation,
                claims=tuple(dict.fromkeys(self.claims[item.claim] for check in checks for item in check.evidence)),
                times=len(checks),
            )

    def _copies(self) -> Iterator[tuple[Both, ...]]:
        """Groups and what is in them in the order of the sources."""
        groups = [sorted(group, key=lambda a: self.numbers.get(a, 0)) for group in self.document.copies]
        for group in sorted(groups, key=lambda g: [self.numbers.get(a, 0) for a in g]):
            yield tuple(self.name(article) for article in group)

    # -- articles, and why --------------------------------------------------------------------

    def _articles(self, sources: Sequence[SourceView]) -> Iterator[ArticleView]:
        marks: dict[str, list[web_articles.Mark]] = defaultdict(list)
        homes: dict[int, web_articles.Home] = {}
        for _, comparison in sorted(self.comparisons, key=lambda pair: VERDICTS.index(pair[1].verdict)):
            for item in stating(comparison):
                home = web_articles.Home(comparison.verdict, comparison.id)
                homes.setdefault(self.claims[item.claim], home)
                if comparison.verdict != "unique" and comparison.kind != "statement":
                    marks[item.article].append(web_articles.Mark(item.start, item.end, comparison.verdict))
        for _, entry, kept in self.entries:
            for claim in (*entry.claims, *entry.also_in) if kept else ():
                homes.setdefault(self.claims[claim], web_articles.Home(kept[0].verdict, kept[0].id))
        numbered: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
        for number, stated in enumerate(self.document.claims):
            numbered[stated.article].append((number, stated))
        for source, article in zip(sources, self.document.articles, strict=True):
            own = numbered[article.id]
            yield ArticleView(source, web_articles.blocks(article, own, homes, marks[article.id]))

    def _together(self) -> Iterator[tuple[int, ...]]:
        for _, comparison in self.comparisons:
            told = stating(comparison)
            if len({item.article for item in told}) > 1:
                yield tuple(dict.fromkeys(self.claims[item.claim] for item in told))

    def _weights(self) -> Weights:
        features: dict[str, int] = {}
        levels: dict[tuple[str, str], int] = {}
        of_entry = {}
        for at, entry, kept in self.entries:
            links: dict[tuple[str, str], list[Step]] = {}
            for step in entry.because if kept else ():
                links.setdefault(step.between, []).append(
                    Step(
                        features.setdefault(step.feature, len(features)),
                        levels.setdefault((step.feature, step.level), len(levels)),
                        round(step.bits, 2),
                    )
                )
            if links:
                of_entry[at] = tuple(
                    Link(self.claims[a], self.claims[b], tuple(steps)) for (a, b), steps in links.items()
                )
        return Weights(
            features=tuple(both(lambda x, f=f: label(x, "feature", f)) for f in features),  # type: ignore[misc]
            levels=tuple((both(lambda x, s=step: level_name(x, *s)), step[1]) for step in levels),  # type: ignore[misc]
            of_entry=of_entry,
        )


def _marked(voice: VoiceView) -> str:
    return " … ".join(piece.text.strip() for piece in voice.context if piece.mark)


def told_once(voices: Sequence[VoiceView]) -> tuple[VoiceView, ...]:
    """Voices in the same words as one, that of the first."""
    alike: dict[tuple[str, tuple[Fragment, ...]], list[VoiceView]] = {}
    for voice in voices:
        alike.setdefault((voice.language, voice.context), []).append(voice)
    return tuple(replace(first, alike=tuple(others)) for first, *others in alike.values())


def _plain_in(explanation: Explanation, language: Language) -> str:
    return plain(getattr(explanation, language))
