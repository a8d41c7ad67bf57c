"""Panels of the HTML report: figures on an axis, dates in time, places by containment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from reconcile.report.context import plain
from reconcile.report.values import show
from reconcile.report.web_axis import axis, unit_of
from reconcile.report.web_matrix import claim_words
from reconcile.report.web_parts import Parts, both, say, stating
from reconcile.report.web_view import Both, DateMark, FigurePanel, FigureRow, Item, PlaceNode, Wording
from schemas.reconciliation import Comparison, Evidence
from schemas.values import DateValue, FigureValue, PlaceValue


def timeline(parts: Parts) -> tuple[DateMark, ...]:
    """Dates of the articles, and when they were published, in order of time."""
    return tuple(sorted((*_dates(parts), *_published(parts)), key=lambda mark: mark.sort))


def figures(parts: Parts) -> Iterator[FigurePanel]:
    """Each measure that the articles do not all put the same way, where its values can stand on one axis."""
    for at, comparison in parts.comparisons:
        if comparison.kind != "figure" or comparison.verdict == "unique":
            continue
        told = []
        values = set()
        seen = set()
        for letter, item in parts.by_side(comparison):
            if isinstance(item.value, FigureValue) and (item.article, item.value) not in seen:
                seen.add((item.article, item.value))
                values.add(item.value)
                value = parts.viewers["ko"].wordings.aged(item.value, stating(comparison))
                told.append((value, partial(_figure_row, parts, comparison, item, letter)))
        drawn = axis(told) if len(values) > 1 else None
        if drawn:
            rows, ticks, logarithmic, value = drawn
            unit = Both(*(f"({name})" if name else "" for name in unit_of(value)))
            first = min(stating(comparison), key=lambda item: parts.numbers[item.article])
            words, language = claim_words(parts, first), parts.languages[first.article]
            yield FigurePanel(parts.item(at, comparison), unit, words, language, logarithmic, ticks, rows)


def _figure_row(
    parts: Parts, comparison: Comparison, item: Evidence, letter: str,
    point: float | None, low: float | None, high: float | None,
) -> FigureRow:  # fmt: skip
    return FigureRow(
        source=parts.numbers[item.article],
        name=parts.name(item.article),
        wording=parts.wording(comparison, item),
        point=point,
        low=low,
        high=high,
        letter=letter,
    )


def _dates(parts: Parts) -> Iterator[DateMark]:
    for at, comparison in parts.comparisons:
        if comparison.kind != "date":
            continue
        item = parts.item(at, comparison)
        for side in parts.sides(comparison):
            items = [comparison.evidence[e] for e in side.evidence]
            value = side.value or next((i.value for i in items), None)
            if isinstance(value, DateValue) and value.start and items:
                told: dict[tuple[int, str], tuple[int, Both, Wording, Both]] = {}
                for one in items:
                    number, words = parts.numbers[one.article], parts.wording(comparison, one)
                    told.setdefault(
                        (number, words.text), (number, parts.name(one.article), words, _resolved(one.value))
                    )
                yield DateMark(value.start, both(partial(show, value)), item, tuple(told.values()))


def _published(parts: Parts) -> Iterator[DateMark]:
    for article in parts.document.articles:
        if article.published:
            shown = article.published[:16].replace("T", " ")
            who = (parts.numbers[article.id], parts.name(article.id), Wording("", -1, ""), Both("", ""))
            yield DateMark(article.published, Both(shown, shown), None, (who,))


def places(parts: Parts) -> tuple[PlaceNode, ...]:
    """Every place that an article names, in what contains it."""
    told = []
    for at, comparison in parts.comparisons:
        if comparison.kind == "place":
            item = parts.item(at, comparison)
            for side in parts.sides(comparison):
                items = [comparison.evidence[e] for e in side.evidence]
                value = side.value or next((i.value for i in items), None)
                sources = tuple(sorted({parts.numbers[i.article] for i in items}))
                if isinstance(value, PlaceValue) and sources:
                    told.append((value.path or (plain(items[0].text),), item, sources))
    return place_tree(told)


def place_tree(told: Iterable[tuple[tuple[str, ...], Item, tuple[int, ...]]]) -> tuple[PlaceNode, ...]:
    """Places by what contains them, in order of first mention; each told with its path from outside inwards."""
    return _children([(path, item, sources) for path, item, sources in told if path], 0)


def _children(told: Sequence[tuple[tuple[str, ...], Item, tuple[int, ...]]], depth: int) -> tuple[PlaceNode, ...]:
    groups: dict[str, list[tuple[tuple[str, ...], Item, tuple[int, ...]]]] = {}
    for one in told:
        if len(one[0]) > depth:
            groups.setdefault(one[0][depth], []).append(one)
    return tuple(
        PlaceNode(
            name=name,
            told=tuple((item, sources) for path, item, sources in group if len(path) == depth + 1),
            within=_children(group, depth + 1),
        )
        for name, group in groups.items()
    )


def _resolved(value: object) -> Both:
    """What a date was resolved from, in words; empty where it is stated in full or not told."""
    found = value.resolved_from if isinstance(value, DateValue) else None
    return say(f"report.html.from_{found.by}", date=found.date) if found else Both("", "")
