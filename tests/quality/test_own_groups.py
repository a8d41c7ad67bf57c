"""Measured quality of our own annotated groups stays above its floors, and floors only rise."""

from __future__ import annotations

import pytest

from tests.quality import floors, gate

pytestmark = pytest.mark.quality


def test_our_own_groups_keep_above_their_floors() -> None:
    measured = gate.measure()
    told = gate.problems(measured, gate.corpus(), floors.read()["own_groups"])
    assert not told, "\n".join((*told, *measured.missed))


def test_no_floor_is_lowered_without_a_reason() -> None:
    assert not floors.lowered(floors.read(), floors.committed())


def test_a_lower_floor_is_told_until_it_gives_a_reason_of_its_own() -> None:
    old = {"a": {"recall": {"at_least": 0.9, "why": "-"}, "strays": {"at_most": 0.1, "why": "-"}}}
    higher = {"a": {"recall": {"at_least": 0.95, "why": "-"}, "strays": {"at_most": 0.05, "why": "-"}}}
    lower = {"a": {"recall": {"at_least": 0.85, "why": "-"}, "strays": {"at_most": 0.2, "why": "-"}}}
    explained = {"a": {name: {**floor, "lowered": "a harder corpus"} for name, floor in lower["a"].items()}}
    assert not floors.lowered(higher, old)
    assert len(floors.lowered(lower, old)) == 2
    assert not floors.lowered(explained, old)
    same_reason = {"a": {name: {**floor, "lowered": "a harder corpus"} for name, floor in old["a"].items()}}
    assert len(floors.lowered(explained, same_reason)) == 2


@pytest.mark.parametrize(("value", "expected"), [(0.97, 0.96), (0.9, 0.9), (0.5, 0.9)])
def test_a_raised_floor_is_a_margin_below_and_never_lower_than_it_was(value: float, expected: float) -> None:
    assert floors.raised({"at_least": 0.9}, value, 0.01) == {"at_least": expected}
    assert floors.raised({"at_most": 0.1}, 1 - value, 0.01)["at_most"] <= 0.1


def test_a_figure_below_its_floor_and_another_corpus_are_told() -> None:
    table = {"corpus": "one", "floors": {"all": {"apart": {"at_least": 0.9, "why": "-"}}}}

    def told(apart: float | None, corpus: str) -> int:
        measured = gate.Measured({"all": {"apart": apart}}, {}, ())
        return len(gate.problems(measured, {"corpus": corpus}, table))

    assert [told(0.9, "one"), told(0.8, "one"), told(None, "one"), told(0.8, "other")] == [0, 1, 1, 2]
