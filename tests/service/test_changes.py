"""What changed between two documents: by the characters that comparisons rest on, not by their ids."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from schemas.service import EventType
from service.jobs import changes

Comparisons = tuple[tuple[str, str], ...]


def document(*comparisons: tuple[str, str], articles: str = "AB", **corrected: str) -> dict[str, Any]:
    """Comparisons as `("conflict", "A1 B2")`: the verdict, and articles with a place in each."""
    return {
        "articles": [
            {"id": a, "title": None, "outlet": corrected.get(a), "text": "글", "blocks": []} for a in articles
        ],
        "reconciled": [
            {
                "id": f"e{where}",
                "comparisons": [
                    {
                        "id": f"c{where}",
                        "kind": "figure",
                        "verdict": verdict,
                        "explanation": {"ko": f"값 {where}", "en": f"value {where}"},
                        "evidence": [
                            {"article": at[0], "start": int(at[1:]), "end": int(at[1:]) + 1, "use": "value"}
                            for at in where.split()
                        ]
                        + [{"article": "A", "start": 90, "end": 99, "use": "context"}],
                    }
                ],
            }
            for verdict, where in comparisons
        ],
    }


def told_between(before: dict[str, Any] | None, after: dict[str, Any]) -> list[changes.Change]:
    old = changes.standing(before) if before else changes.Standing()
    return changes.between(old, changes.standing(after))


CASES: dict[str, tuple[Comparisons, Comparisons, list[tuple[str, str]]]] = {
    "nothing": ((("conflict", "A1 B1"),), (("conflict", "A1 B1"),), []),
    "a conflict that was not there": ((("unique", "A1"),), (("conflict", "A1 B1"),), [("conflict_new", "cA1 B1")]),
    "a conflict that a third joins": ((("conflict", "A1 B1"),), (("conflict", "A1 B1 C1"),), []),
    "a conflict that one leaves": ((("conflict", "A1 B1 C1"),), (("conflict", "A1 C1"),), []),
    "a conflict that falls in two": (
        (("conflict", "A1 B1 C1 D1"),),
        (("conflict", "A1 B1"), ("conflict", "C1 D1")),
        [],
    ),
    "two conflicts that become one": (
        (("conflict", "A1 B1"), ("conflict", "C1 D1")),
        (("conflict", "A1 B1 C1 D1"),),
        [],
    ),
    "a conflict put right": (
        (("conflict", "A1 B1"),),
        (("agreement", "A1 B1"),),
        [("agreement_gained", "cA1 B1"), ("conflict_gone", "cA1 B1")],
    ),
    "a conflict whose article went": ((("conflict", "A1 B1"),), (("unique", "A1"),), [("conflict_gone", "cA1 B1")]),
    "an agreement gained": ((("unique", "A1"),), (("agreement", "A1 B1"),), [("agreement_gained", "cA1 B1")]),
    "an agreement that a third joins": ((("agreement", "A1 B1"),), (("agreement", "A1 B1 C1"),), []),
    "an agreement contradicted": (
        (("agreement", "A1 B1"),),
        (("conflict", "A1 B1 C1"),),
        [("conflict_new", "cA1 B1 C1"), ("agreement_lost", "cA1 B1")],
    ),
    "an agreement of nobody any more": ((("agreement", "A1 B1"),), (), [("agreement_lost", "cA1 B1")]),
    "an update": (
        (("conflict", "A1 B1"),),
        (("update", "A1 B1"),),
        [("update_new", "cA1 B1"), ("conflict_gone", "cA1 B1")],
    ),
    "an update that stays": ((("update", "A1 B1"),), (("update", "A1 B1 C2"),), []),
    "what only context shares": (
        (("conflict", "A1 B1"),),
        (("conflict", "A1 B1"), ("conflict", "A5 B5")),
        [("conflict_new", "cA5 B5")],
    ),
}


@pytest.mark.parametrize(("before", "after", "told"), CASES.values(), ids=CASES)
def test_a_change_is_told_once_and_no_other(before: Comparisons, after: Comparisons, told: list[Any]) -> None:
    found = told_between(document(*before), document(*after))
    assert [(c.type, c.comparison) for c in found[:-1]] == told
    assert found[-1].type == "reconciled"


def test_what_is_gone_points_to_the_entry_that_its_values_are_in_now() -> None:
    gone, reconciled = told_between(document(("conflict", "A1 B1")), document(("unclear", "A1 B1 C1")))
    assert (gone.type, gone.entry, gone.comparison) == ("conflict_gone", "eA1 B1 C1", "cA1 B1")
    assert gone.explanation == {
        "ko": "더는 불일치가 아님. 전에는: 값 A1 B1",
        "en": "No longer a conflict. It was: value A1 B1",
    }
    assert reconciled.explanation["en"] == "Reconciled again: articles 2, conflicts 0"


def test_articles_that_came_went_and_were_put_right_come_first() -> None:
    found = told_between(document(articles="ABC", B="낮신문"), document(articles="BCD", B="밤신문"))
    told = [(c.type, c.article) for c in found]
    assert told == [("article_added", "D"), ("article_corrected", "B"), ("article_removed", "A"), ("reconciled", None)]
    assert found[1].explanation["en"] == "Article corrected: B (밤신문)"


def test_everything_in_the_first_document_is_new() -> None:
    found = told_between(None, document(("conflict", "A1 B1")))
    assert [c.type for c in found] == ["article_added", "article_added", "conflict_new", "reconciled"]


def test_every_type_of_event_has_its_sentences() -> None:
    assert set(changes._sentences()) == set(get_args(EventType))
    assert all(set(sentence) == {"ko", "en"} for sentence in changes._sentences().values())
