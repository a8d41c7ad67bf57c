"""The counts over gold, on a group of two invented articles and comparisons made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas.reconciliation import Comparison, Evidence, Explanation, Reason, Reconciliation, Summary, Verdict
from tests.quality.scoring import Group, load, measures, tally

TEXTS = (
    "The mill of Ardle\n\nThe mill employs 40 people. It opened in 1901. It has 12 looms.\n",
    "Ardle's mill\n\nSome 40 people work there. It opened in 1911. The shop has 12 tables.\n",
)
GOLD = {
    "facts": [
        {"fact": "staff", "kind": "figure", "status": "agree", "sources": ["40 people", "40 people"]},
        {"fact": "opened", "kind": "date", "status": "conflict", "sources": ["1901", "1911"]},
        {"fact": "looms", "kind": "figure", "status": "unique", "sources": ["12 looms", None]},
        {"fact": "tables", "kind": "figure", "status": "unique", "sources": [None, "12 tables"]},
    ],
    "not_facts": [{"why": "another thing counted", "sources": ["12 looms", "12 tables"]}],
}
Told = tuple[Verdict, str, tuple[str, ...]]
RIGHT: tuple[Told, ...] = (
    ("agreement", "figure", ("40 people", "40 people")),
    ("conflict", "date", ("1901", "1911")),
    ("unique", "figure", ("12 looms",)),
    ("unique", "figure", ("", "12 tables")),
)
JOINED: tuple[Told, ...] = (*RIGHT[:2], ("agreement", "figure", ("12 looms", "12 tables")))
FALSE_CONFLICT: tuple[Told, ...] = (*RIGHT, ("conflict", "figure", ("12 looms", "12 tables")))
ONE_SIDE: tuple[Told, ...] = (("agreement", "figure", ("40 people", "Some")), ("conflict", "date", ("1901", "there")))


@pytest.fixture
def group(tmp_path: Path) -> Group:
    def by_number(quotes: list[str | None]) -> dict[str, dict[str, str]]:
        return {str(n): {"quote": q, "value": q} for n, q in enumerate(quotes, 1) if q}

    gold = {key: [{**row, "sources": by_number(row["sources"])} for row in rows] for key, rows in GOLD.items()}  # type: ignore[arg-type]
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    for number, text in enumerate(TEXTS, 1):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return load(tmp_path)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (RIGHT, {"agree_f1": 1, "conflict_f1": 1, "unique_r": 1, "apart": 1}),
        ((), {"agree_r": 0, "agree_p": None, "conflict_r": 0, "conflict_p": None, "unique_r": 0, "apart": 1}),
        (JOINED, {"agree_r": 1, "agree_p": 0.5, "conflict_p": 1, "unique_r": 0, "apart": 0}),
        (FALSE_CONFLICT, {"agree_p": 1, "conflict_r": 1, "conflict_p": 0.5, "unique_r": 1, "apart": 0}),
        (ONE_SIDE, {"agree_r": 0, "agree_p": None, "conflict_r": 0, "conflict_p": 0, "apart": 1}),
    ],
    ids=["right", "nothing", "joined", "false conflict", "one side against strangers"],
)
def test_what_is_told_is_counted_against_gold(
    group: Group, told: tuple[Told, ...], expected: dict[str, float | None]
) -> None:
    found = measures(tally(group, document(group, told)))
    assert {name: found[name] for name in expected} == expected


def document(group: Group, told: tuple[Told, ...]) -> Reconciliation:
    """The document that tells the given verdicts, each on a text of the first article, of the second, and so on."""
    comparisons = tuple(comparison(group, *one) for one in told)
    entry = {"id": "e", "verdict": "agreement", "claims": ("c",), "comparisons": comparisons}
    return Reconciliation.model_validate(
        {
            "articles": group.articles,
            "claims": (),
            "reconciled": (entry,),
            "summary": Summary(by_verdict={}, by_kind={}),
            "engine": {"version": "-"},
        }
    )


def comparison(group: Group, verdict: Verdict, kind: str, texts: tuple[str, ...]) -> Comparison:
    evidence = []
    for article, text in zip(group.articles, texts, strict=False):
        if text:
            start = article.text.index(text)
            evidence.append(Evidence(article=article.id, claim="c", start=start, end=start + len(text), text=text))
    return Comparison(
        id="x",
        kind=kind,  # type: ignore[arg-type]
        verdict=verdict,
        reason=Reason(code="-"),
        explanation=Explanation(ko="-", en="-"),
        independent_sources=len(evidence),
        evidence=tuple(evidence),
    )
