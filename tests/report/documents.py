"""Handmade documents for report tests: invented articles, spans found by their words."""

from __future__ import annotations

from typing import Any

from reconcile.report.messages import render
from reconcile.report.summary import summarise
from schemas.article import Article, Block, article_id
from schemas.claim import Claim
from schemas.reconciliation import (
    Basis,
    CheckResult,
    Comparison,
    Engine,
    Evidence,
    NotCompared,
    Reason,
    ReconciledEntry,
    Reconciliation,
    Side,
)
from schemas.values import DateValue, FigureValue, PlaceValue, QuoteValue, Speaker, Value

WIRE = (
    "새 도서관 문 연다\n"
    "강변시는 12일 솔숲 도서관을 연다고 밝혔다. 연면적은 4200㎡이고 사업비는 310억원이다.\n"
    "김하늘 관장은 “아이들이 마음껏 떠드는 도서관을 만들겠다”고 말했다. 장서는 8만 권이다.\n"
)
LOCAL = (
    "솔숲 도서관 개관\n"
    "솔숲 도서관이 12일 문을 연다. 사업비 340억원을 들였고 연면적은 약 1270평이다.\n"
    "김하늘 관장은 “아이들이 조용히 책을 읽는 도서관을 만들겠다”고 말했다. 주차장은 60면이다.\n"
)
ENGLISH = (
    "New library opens\n"
    "Gangbyeon opens its Pine Library on the 12th. The building cost 31 billion won and has 4,200 square metres.\n"
)


def article(text: str, *, outlet: str | None = None, published: str | None = None, language: str = "ko") -> Article:
    title = text.split("\n", 1)[0]
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(kind="title" if at == 0 else "paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return Article(
        id=article_id(text, None),
        title=title,
        outlet=outlet,
        published=published,
        language=language,
        text=text,
        blocks=tuple(blocks),
    )


def evidence(of: Article, words: str, value: Value | None = None) -> Evidence:
    start = of.text.index(words)
    line_start = of.text.rfind("\n", 0, start) + 1
    line_end = of.text.index("\n", start)
    return Evidence(
        article=of.id,
        claim=f"{of.id}:{line_start}-{line_end}",
        start=start,
        end=start + len(words),
        text=words,
        value=value,
    )


def comparison(
    number: int, kind: Any, verdict: Any, relation: Any, code: str, sides: list[tuple[Value | None, list[Evidence]]],
    **more: Any,
) -> Comparison:  # fmt: skip
    found: list[Evidence] = []
    made: list[Side] = []
    for value, items in sides:
        indices = tuple(range(len(found), len(found) + len(items)))
        made.append(Side(value=value, independent_sources=len({i.article for i in items}), evidence=indices))
        found.extend(items)
    params = more.pop("params", None) or {"a": found[0].text, "b": found[-1].text}
    return Comparison(
        id=f"c{number}",
        kind=kind,
        verdict=verdict,
        relation=relation,
        reason=Reason(code=code, params=params),
        explanation=render(code, params, strict=True),
        independent_sources=len({item.article for item in found}),
        sides=tuple(made),
        evidence=tuple(found),
        **more,
    )


def claims_of(of: Article) -> list[Claim]:
    return [
        Claim(
            id=f"{of.id}:{block.start}-{block.end}",
            article=of.id,
            block=block.kind,
            start=block.start,
            end=block.end,
            text=of.text[block.start : block.end],
        )
        for block in of.blocks
    ]


def document(articles: list[Article], comparisons: list[Comparison], **more: Any) -> Reconciliation:
    claims = tuple(claim for item in articles for claim in claims_of(item))
    entries = tuple(
        ReconciledEntry(
            id=f"r{number}",
            verdict=found.verdict,
            claims=tuple(dict.fromkeys(item.claim for item in found.evidence)),
            comparisons=(found,),
        )
        for number, found in enumerate(comparisons)
    )
    return Reconciliation(
        articles=tuple(articles),
        claims=claims,
        reconciled=entries,
        summary=summarise(articles, claims, entries),
        engine=Engine(version="0.0.0"),
        **more,
    )


def library() -> Reconciliation:
    """Three articles with every verdict, a basis side, checks, copies and something not compared."""
    a = article(WIRE, outlet="강변통신", published="2026-03-10T09:00:00+09:00")
    b = article(LOCAL, outlet="솔숲신문", published="2026-03-11")
    c = article(ENGLISH, outlet="The Gangbyeon Post", language="en")
    cost = FigureValue(amount="31000000000", unit="KRW")
    dearer = FigureValue(amount="34000000000", unit="KRW")
    area = FigureValue(amount="4200", unit="m2")
    day = DateValue(start="2026-03-12", end="2026-03-13", edtf="2026-03-12", granularity="day")
    loud = QuoteValue(text="아이들이 마음껏 떠드는 도서관을 만들겠다", speaker=Speaker(name="김하늘"))
    quiet = QuoteValue(text="아이들이 조용히 책을 읽는 도서관을 만들겠다", speaker=Speaker(name="김하늘"))
    comparisons = [
        comparison(1, "figure", "conflict", "different", "conflict.different", [
            (cost, [evidence(a, "310억원", cost), evidence(c, "31 billion won", cost)]),
            (dearer, [evidence(b, "340억원", dearer)]),
        ], role="사업비"),
        comparison(2, "quote", "conflict", "altered_quote", "conflict.altered_quote", [
            (loud, [evidence(a, loud.text, loud)]),
            (quiet, [evidence(b, quiet.text, quiet)]),
        ], params={"changes": "마음껏 떠드는 → 조용히 책을 읽는"}),
        comparison(3, "place", "conflict", "impossible_containment", "conflict.impossible_containment", [
            (PlaceValue(path=("강변시",)), [evidence(a, "강변시")]),
            (None, []),
        ], params={"place": "솔숲동", "district": "강변시"},
            basis=(Basis(kind="gazetteer", statement="강변시에 솔숲동 없음", source="행정구역 2026-01"),)),
        comparison(4, "figure", "agreement", "converted", "agreement.converted", [
            (area, [evidence(a, "4200㎡", area), evidence(b, "약 1270평"), evidence(c, "4,200 square metres", area)]),
        ], role="연면적"),
        comparison(5, "date", "agreement", "equal", "agreement.equal", [
            (day, [evidence(a, "12일", day), evidence(b, "12일", day)]),
        ], params={"a": "12일"}),
        comparison(6, "figure", "unclear", None, "unclear.scope_unknown", [
            (None, [evidence(a, "8만 권")]), (None, [evidence(b, "60면")]),
        ]),
        comparison(7, "figure", "unique", None, "unique.only_in", [
            (None, [evidence(b, "60면")]),
        ], role="주차장", params={"sources": ("솔숲신문",)}),
        comparison(8, "figure", "update", "later_as_of", "update.later_as_of", [
            (None, [evidence(a, "310억원")]), (None, [evidence(b, "340억원")]),
        ], role="집행액"),
    ]  # fmt: skip
    check = CheckResult(
        id="k1",
        kind="weekday",
        verdict="not_run",
        explanation=render("check.weekday.not_run", {"a": "12일"}, strict=True),
    )
    left_out = NotCompared(
        what="x.txt",
        reason="unreadable_input",
        explanation=render("not_compared.unreadable_input", {"what": "x.txt", "detail": "no such file"}, strict=True),
    )
    return document([a, b, c], comparisons, checks=(check,), copies=((a.id, b.id),), not_compared=(left_out,))
