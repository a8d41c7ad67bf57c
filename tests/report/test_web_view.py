"""What the HTML report shows: articles whole, figures where they stand, dates in order, places in what holds them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.pipeline import reconcile
from reconcile.report.context import Fragment
from reconcile.report.web_articles import Home, Mark, blocks
from reconcile.report.web_axis import axis, unit_of
from reconcile.report.web_build import build, told_once
from reconcile.report.web_parts import Parts, stating
from reconcile.report.web_view import BlockView, Both, ClaimRun, FigureRow, PlaceNode, Segment, VoiceView, Wording
from schemas.article import Article, Block, article_id
from schemas.claim import Claim
from schemas.reconciliation import VERDICTS, Because, CheckResult, Explanation
from schemas.values import DateValue, FigureValue, PlaceValue, ResolvedFrom
from sources import assign_ids, from_text
from tests.report.documents import article, comparison, document, evidence, library

LIBRARY = library()
VIEW = build(LIBRARY)


def shown(found: tuple[BlockView, ...]) -> str:
    return "".join(segment.text for block in found for run in block.runs for segment in segments(run))


def segments(run: ClaimRun | Segment) -> tuple[Segment, ...]:
    return run.segments if isinstance(run, ClaimRun) else (run,)


def plain_article(text: str, *cuts: int) -> Article:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut <= len(text))})
    made = tuple(Block(kind="paragraph", start=a, end=b) for a, b in pairwise(edges))
    return Article(id=article_id(text, None), text=text, blocks=made)


def claim(of: Article, start: int, end: int) -> Claim:
    return Claim(id=f"{of.id}:{start}-{end}", article=of.id, block="paragraph", start=start, end=end,
                 text=of.text[start:end])  # fmt: skip


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6)


@given(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=30), SPANS, SPANS, st.integers(0, 30))
def test_an_article_is_shown_whole_whatever_claims_and_marks_overlap(
    text: str, claims: list[tuple[int, int]], marks: list[tuple[int, int]], cut: int
) -> None:
    of = plain_article(text, cut)
    inside = [(s, min(s + n, len(text))) for s, n in claims if s < len(text)]
    made = list(enumerate(claim(of, s, e) for s, e in inside))
    homes = {number: Home("agreement", "c1") for number, _ in made}
    found = blocks(of, made, homes, [Mark(s, s + n, "conflict") for s, n in marks])
    assert shown(found) == text
    firsts = [run.claim for block in found for run in block.runs if isinstance(run, ClaimRun) and run.first]
    assert len(firsts) == len(set(firsts))
    for block in found:
        for run in block.runs:
            assert all(segment.claim == getattr(run, "claim", None) for segment in segments(run))


def test_a_value_is_marked_in_its_claim_and_text_between_blocks_is_kept() -> None:
    text = "문을 열었다.\n12명이 다쳤다."
    of = Article(id=article_id(text, None), text=text, blocks=(Block(kind="paragraph", start=8, end=17),))
    (before, block) = blocks(of, [(4, claim(of, 8, 17))], {4: Home("update", "c9")}, [Mark(8, 11, "update")])
    assert shown((before,)) == "문을 열었다.\n"
    assert block.runs == (
        ClaimRun(4, True, "update", "c9", (Segment("12명", 4, "update"), Segment("이 다쳤다.", 4))),
    )  # fmt: skip


def test_the_worse_verdict_marks_what_two_comparisons_share() -> None:
    of = plain_article("12명이다")
    (block,) = blocks(of, [(0, claim(of, 0, 5))], {0: Home("conflict", "c")},
                      [Mark(0, 3, "conflict"), Mark(0, 5, "agreement")])  # fmt: skip
    assert [s.mark for s in segments(block.runs[0])] == ["conflict", "agreement"]


def row(point: float | None, low: float | None, high: float | None) -> FigureRow:
    return FigureRow(1, Both("", ""), Wording("", 0, ""), point, low, high, "")


def on_axis(*values: FigureValue) -> tuple[list[tuple[float | None, ...]], list[str], bool] | None:
    found = axis([(value, partial(row)) for value in values])
    if found is None:
        return None
    rows, ticks, logarithmic, _ = found
    return [(r.point, r.low, r.high) for r in rows], [tick.label.en for tick in ticks], logarithmic


def figure(amount: str | None, unit: str | None = "person", **more: object) -> FigureValue:
    return FigureValue.model_validate({"amount": amount, "unit": unit, **more})


AXES = [
    ("the ends of the axis are the least and the most", (figure("10"), figure("20")),
     ([(6.0, None, None), (94.0, None, None)], ["10", "15", "20"], False)),
    ("an interval is a bar", (figure("15", **{"from": "10", "to": "20"}),),
     ([(50.0, 6.0, 94.0)], ["10", "15", "20"], False)),
    ("a bound leaves an end open", (figure("10", bound="over"), figure("20", bound="at_most")),
     ([(6.0, 6.0, None), (94.0, None, 94.0)], ["10", "15", "20"], False)),
    ("units convert", (figure("1", "km"), figure("2000", "m")), ([(6.0, None, None), (94.0, None, None)],
     ["1", "1.5", "2"], False)),
    ("what is counted has whole ticks", (figure("2", "floor"), figure("3", "floor")),
     ([(6.0, None, None), (94.0, None, None)], ["2", "3"], False)),
    ("labels that need more room are fewer", (figure("820000000", "KRW"), figure("850000000", "KRW")),
     ([(6.0, None, None), (94.0, None, None)], ["820 million", "840 million"], False)),
    ("far apart is logarithmic", (figure("1"), figure("1000")),
     ([(6.0, None, None), (94.0, None, None)], ["1", "10", "100", "1,000"], True)),
    ("a single value stands in the middle", (figure("7"),), ([(50.0, None, None)], ["7"], False)),
    ("units that do not convert have no axis", (figure("1", "km"), figure("1", "kg")), None),
    ("money of two countries has no axis", (figure("1", "KRW"), figure("1", "USD")), None),
    ("scores have no axis", (FigureValue(terms=("2", "1"), unit="score"),), None),
    ("a price by day is none by month", (figure("1", per={"unit": "d"}), figure("1", per={"unit": "mo"})), None),
    ("nothing has no axis", (), None),
]  # fmt: skip


@pytest.mark.parametrize(("values", "wanted"), [case[1:] for case in AXES], ids=[case[0] for case in AXES])
def test_figures_stand_on_their_axis(values: tuple[FigureValue, ...], wanted: object) -> None:
    assert on_axis(*values) == wanted


@given(st.lists(st.decimals(-(10**12), 10**12, places=3), min_size=1, max_size=6))
def test_every_point_lies_on_the_axis_and_ticks_are_few(amounts: list[object]) -> None:
    found = on_axis(*(figure(f"{amount:f}") for amount in amounts))
    assert found is not None
    points, ticks, _ = found
    assert all(6 <= point <= 94 for point, _, _ in points if point is not None)
    assert len(ticks) <= 6


def test_a_long_label_at_an_end_of_the_axis_stands_inwards() -> None:
    found = axis([(figure(amount, "KRW"), partial(row)) for amount in ("820000000", "855000000", "900000000")])
    assert found is not None
    assert {tick.anchor for tick in found[1] if 30 < tick.at < 70} <= {"middle"}
    assert {tick.anchor for tick in found[1] if tick.at > 90} == {"end"}


def test_the_unit_of_an_axis_is_in_both_languages() -> None:
    assert unit_of(figure("5", "person")) == Both("명", "people")
    assert unit_of(figure("5", "KRW")) == Both("원", "KRW")


def test_cards_have_who_stands_on_each_side_in_both_languages() -> None:
    (cost,) = [card for card in VIEW.cards["conflict"] if card.item.id == "c1"]
    assert [(side.letter, side.value, [v.source for v in side.voices]) for side in cost.sides] == [
        ("A", Both("310억 원", "KRW 31 billion"), [1, 3]), ("B", Both("340억 원", "KRW 34 billion"), [2]),
    ]  # fmt: skip
    assert cost.item.kind_name == Both("수치", "figure") and cost.item.sources == (1, 2, 3)


def test_reference_data_is_a_side_that_no_source_stands_on() -> None:
    (place,) = [card for card in VIEW.cards["conflict"] if card.item.id == "c3"]
    assert [side.independent is None for side in place.sides] == [False, True]


def test_the_matrix_begins_with_conflicts_and_says_who_stands_where() -> None:
    assert [row.item.verdict for row in VIEW.matrix][:2] == ["conflict", "conflict"]
    first = VIEW.matrix[0]
    assert [(cell.letters, cell.words) if cell else None for cell in first.cells] == [
        ("A", "310억원"), ("B", "340억원"), ("A", "31 billion won"),
    ]  # fmt: skip
    assert [piece.text for piece in first.claim if piece.mark] == ["310억원"]


def test_the_side_that_fewer_sources_stand_on_is_set_apart_in_the_matrix() -> None:
    assert [cell.rank if cell else None for cell in VIEW.matrix[0].cells] == [0, 1, 0]


def test_copies_stand_in_the_order_of_the_sources() -> None:
    of = [each.id for each in LIBRARY.articles]
    found = build(LIBRARY.model_copy(update={"copies": ((of[2], of[0], of[1]),)}))
    assert found.copies == (tuple(source.name for source in VIEW.sources),)


def test_voices_in_the_same_words_are_shown_once_with_all_their_sources() -> None:
    voices = tuple(VoiceView(n, Both("가", "a"), n, "ko", (Fragment(words),), 1) for n, words in enumerate("xyx"))
    assert [(voice.source, [one.source for one in voice.alike]) for voice in told_once(voices)] == [(0, [2]), (1, [])]


def test_the_sides_of_a_quote_are_headed_by_the_words_that_differ() -> None:
    words = '다리 점검\n\n송다온 소장은 "{} 기둥에서 금이 먼저 보였다는 보고를 받았다"고 말했다.\n'
    articles = [from_text(words.format(floor), language="ko") for floor in ("3층", "5층")]
    view = build(reconcile(assign_ids(articles)))
    (card,) = [card for cards in view.cards.values() for card in cards if card.item.kind == "quote"]
    assert sorted(side.quoted for side in card.sides) == ["3층", "5층"]


def test_checks_that_say_the_same_are_one_and_those_that_fail_are_first() -> None:
    said = Explanation(ko="가", en="a")
    made = [CheckResult(id=str(n), kind="total", verdict=v, explanation=said, evidence=())
            for n, v in enumerate(("consistent", "inconsistent", "consistent"))]  # fmt: skip
    found = build(LIBRARY.model_copy(update={"checks": tuple(made)})).checks
    assert [(check.verdict, check.times) for check in found] == [("inconsistent", 1), ("consistent", 2)]


def test_each_wording_of_an_agreement_names_its_sources() -> None:
    for row in VIEW.agreements:
        assert sorted({n for numbers in row.of for n in numbers}) == list(row.item.sources)
        assert len(row.of) == len(row.wordings)


def test_a_row_of_the_matrix_is_one_question_and_a_source_that_does_not_speak_to_it_has_no_cell() -> None:
    compared = {c.id: c for _, c in Parts(LIBRARY, VERDICTS).comparisons}
    assert len({row.item.id for row in VIEW.matrix}) == len(VIEW.matrix)
    for row in VIEW.matrix:
        speaking = {e.article for e in stating(compared[row.item.id])}
        assert [cell is not None for cell in row.cells] == [found.id in speaking for found in LIBRARY.articles]
        assert row.item.verdict == "conflict" or len(speaking) > 1


def test_every_claim_of_an_article_leads_to_its_worst_comparison() -> None:
    leads = {run.claim: run.target for found in VIEW.articles for block in found.blocks for run in block.runs
             if isinstance(run, ClaimRun)}  # fmt: skip
    first = LIBRARY.reconciled[0].comparisons[0].evidence[0].claim
    number = [claim.id for claim in LIBRARY.claims].index(first)
    assert leads[number] in {"c1", "c3"}
    assert shown(VIEW.articles[0].blocks) == LIBRARY.articles[0].text.replace("\n", "")


def test_dates_stand_in_order_with_what_they_were_resolved_from() -> None:
    a = article("t\n어제 시작해 3월 2일 끝났다.\n", published="2026-03-05")
    b = article("u\n4일 시작했다.\n")
    start = DateValue(start="2026-03-04", end="2026-03-05", edtf="2026-03-04", granularity="day",
                      resolved_from=ResolvedFrom(by="published", date="2026-03-05"))  # fmt: skip
    end = DateValue(start="2026-03-02", end="2026-03-03", edtf="2026-03-02", granularity="day")
    found = [
        comparison(1, "date", "agreement", "equal", "agreement.equal", [
            (start, [evidence(a, "어제", start), evidence(b, "4일", end)])]),
        comparison(2, "date", "unique", None, "unique.only_in", [(end, [evidence(a, "3월 2일", end)])],
                   params={"sources": ("x",)}),
    ]  # fmt: skip
    marks = build(document([a, b], found)).dates
    assert [(mark.shown.ko, mark.item is None) for mark in marks] == [
        ("2026-03-02", False), ("2026-03-04", False), ("2026-03-05", True),
    ]  # fmt: skip
    assert [resolved.en for _, _, _, resolved in marks[1].told] == ["counted from the publication date 2026-03-05", ""]


def test_places_stand_in_what_contains_them() -> None:
    a, b = article("t\n강변시 솔숲동과 강변시\n"), article("u\n솔숲동\n")
    inner, outer = PlaceValue(path=("강변시", "솔숲동")), PlaceValue(path=("강변시",))
    found = [
        comparison(1, "place", "agreement", "equal", "agreement.equal", [
            (inner, [evidence(a, "강변시 솔숲동", inner), evidence(b, "솔숲동", inner)])]),
        comparison(2, "place", "unique", None, "unique.only_in", [(outer, [evidence(a, "강변시", outer)])],
                   params={"sources": ("x",)}),
    ]  # fmt: skip
    (city,) = build(document([a, b], found)).places
    assert isinstance(city, PlaceNode) and city.name == "강변시"
    assert [sources for _, sources in city.told] == [(1,)]
    assert [(node.name, [sources for _, sources in node.told]) for node in city.within] == [("솔숲동", [(1, 2)])]


def test_weights_are_written_once_and_found_by_entry() -> None:
    a, b = LIBRARY.claims[1].id, LIBRARY.claims[4].id
    steps = (Because(between=(a, b), feature="role", level="same", bits=1.25),
             Because(between=(a, b), feature="context", level="near", bits=-0.5))  # fmt: skip
    entry = LIBRARY.reconciled[0].model_copy(update={"because": steps})
    view = build(LIBRARY.model_copy(update={"reconciled": (entry, *LIBRARY.reconciled[1:])}))
    (link,) = view.weights.of_entry[0]
    assert (link.a, link.b) == (1, 4)
    weights = view.weights
    assert [(weights.features[s.feature].en, *weights.levels[s.level], s.bits) for s in link.steps] == [
        ("role", ("같음", "the same"), "same", 1.25), ("words around", ("가까움", "near"), "near", -0.5),
    ]  # fmt: skip


def test_counterparts_are_claims_of_other_sources_in_one_comparison() -> None:
    for group in VIEW.together:
        assert len({LIBRARY.claims[number].article for number in group}) > 1


def test_figures_that_all_sources_put_the_same_way_have_no_panel() -> None:
    assert [panel.item.id for panel in VIEW.figures] == ["c1"]
