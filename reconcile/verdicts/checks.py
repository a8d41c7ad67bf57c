"""What can be tested inside one article, or against packaged knowledge, and how it came out.

A check says what it found either way: a reader who sees that the growth rate was worked out trusts the figure more.
Only what the text itself makes testable is tested; nothing is flagged because a test could not be run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.alignment.disputes import Question
from reconcile.alignment.values import relate_details
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import LEVELS, Gazetteer
from reconcile.verdicts.evidence import evidence
from reconcile.verdicts.figure_checks import Tested, figure_checks
from reconcile.verdicts.ids import digest_id
from reconcile.verdicts.judge import WEEKDAY_MISMATCH, Judge
from reconcile.verdicts.places import chain_check, contradicted
from schemas.reconciliation import CheckResult, Comparison, Reason
from schemas.values import DateValue, PlaceValue

Asked = Sequence[tuple[Question, Comparison]]

_DISTRICTS = frozenset(LEVELS)


class Checks:
    """Runs every check over a set of articles."""

    def __init__(self, extractions: Sequence[Extraction], judge: Judge, gazetteer: Gazetteer) -> None:
        self._extractions = extractions
        self._judge = judge
        self._gazetteer = gazetteer

    def run(self, asked: Sequence[Question], comparisons: Sequence[Comparison]) -> tuple[CheckResult, ...]:
        """All checks, ordered by the article and place of their first evidence."""
        pairs = list(zip(asked, comparisons, strict=True))
        tested = [*self._containment(pairs), *self._captions(pairs), *_weekdays(pairs)]
        for extraction in self._extractions:
            tested += extraction.once(_of_figures)
        found = {made.id: made for made in map(self._made, tested)}
        return tuple(sorted(found.values(), key=lambda c: (c.evidence[0].article, c.evidence[0].start, c.kind, c.id)))

    def _made(self, test: Tested) -> CheckResult:
        rows = sorted({m.key: m for m in test.mentions}.values(), key=lambda m: m.key)
        return CheckResult(
            id=digest_id("k", [test.kind, *(f"{m.article}:{m.start}-{m.end}" for m in rows)]),
            kind=test.kind,
            verdict=test.verdict,
            explanation=self._judge.explain(Reason(code=f"check.{test.kind}.{test.verdict}", params=test.params)),
            evidence=tuple(evidence(m, "context") for m in rows),
            comparison=test.comparison,
        )

    def _containment(self, asked: Asked) -> Iterator[Tested]:
        """Written chains of districts, each once an article; a landmark in its city is no matter for the gazetteer."""
        for question, comparison in asked:
            chains: dict[tuple[str, tuple[str, ...]], list[Mention]] = {}
            for mention in question.mentions if question.kind == "place" else ():
                value = mention.detail.value
                if isinstance(value, PlaceValue) and _testable(value):
                    chains.setdefault((mention.article, _link_texts(mention, value)), []).append(mention)
            for (_, (outer, inner)), mentions in chains.items():
                yield from self._chain(mentions, {"place": inner, "district": outer}, comparison.id)

    def _chain(
        self, mentions: Sequence[Mention], params: dict[str, str | int | tuple[str, ...]], comparison: str
    ) -> Iterator[Tested]:
        value = mentions[0].detail.value
        assert isinstance(value, PlaceValue)
        if contradicted(mentions[0]):
            yield Tested("place_containment", "inconsistent", params, mentions, comparison)
        elif value.parts[-2].id is None or value.parts[-1].id is None:
            yield Tested("place_containment", "not_run", params, mentions)
        elif chain_check(value, self._gazetteer).consistent:
            yield Tested("place_containment", "consistent", params, mentions)

    def _captions(self, asked: Asked) -> Iterator[Tested]:
        """Figures of captions against those of the body of their article that answer the same question."""
        for question, comparison in asked:
            if question.kind != "figure":
                continue
            captions = [m for m in question.mentions if m.block == "caption"]
            for caption in captions:
                bodies = [m for m in question.mentions if m.article == caption.article and m.block == "paragraph"]
                standings = {
                    relate_details(caption.detail, body.detail, self._gazetteer).standing: body
                    for body in reversed(bodies)
                }
                if (body := standings.get("same")) is not None:
                    yield _caption(caption, body, None)
                elif (body := standings.get("different")) is not None and comparison.verdict == "conflict":
                    yield _caption(caption, body, comparison.id)


def _of_figures(extraction: Extraction) -> tuple[Tested, ...]:
    return tuple(figure_checks(extraction.article, extraction.mentions))


def _testable(value: PlaceValue) -> bool:
    """Whether a chain ends in a known place, or in a district that the gazetteer should know."""
    return len(value.parts) > 1 and (value.parts[-1].id is not None or value.parts[-1].level in _DISTRICTS)


def _link_texts(mention: Mention, value: PlaceValue) -> tuple[str, str]:
    """The last two links of a chain as they are written."""
    start, text = mention.detail.start, mention.detail.text
    outer, inner = value.parts[-2:]
    return text[outer.start - start : outer.end - start], text[inner.start - start : inner.end - start]


def _caption(caption: Mention, body: Mention, comparison: str | None) -> Tested:
    params: dict[str, str | int | tuple[str, ...]] = {"a": caption.detail.text, "b": body.detail.text}
    return Tested(
        "caption_body", "consistent" if comparison is None else "inconsistent", params, [caption, body], comparison
    )


def _weekdays(asked: Asked) -> Iterator[Tested]:
    """Dates written with a weekday, against the calendar."""
    for question, comparison in asked:
        for mention in question.mentions if question.kind == "date" else ():
            value = mention.detail.value
            pieces = set(mention.detail.rule.split("+"))
            if not isinstance(value, DateValue) or "weekday" not in pieces or not pieces & {"day", "month_day"}:
                continue
            params: dict[str, str | int | tuple[str, ...]] = {
                "a": mention.detail.text, "date": (value.start or value.edtf)[:10],
            }  # fmt: skip
            if value.start is None:
                yield Tested("weekday", "not_run", params, [mention])
            elif WEEKDAY_MISMATCH in mention.detail.assumptions:
                yield Tested("weekday", "inconsistent", params, [mention], comparison.id)
            else:
                yield Tested("weekday", "consistent", params, [mention])
