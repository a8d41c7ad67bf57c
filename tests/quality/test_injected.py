"""What is changed in an article is found, and what is only reworded is no conflict: a sample of `reconcile bench`.

The floors rise only; lowering one takes a written reason in floors.json. The digest is of the articles that are
changed: with other articles, the figures are others, and the floors are to be measured anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reconcile.bench.bundled import bundled
from reconcile.bench.measure import Result, read, run
from reconcile.bench.model import INJECTED
from reconcile.bench.report import ALL, Row, as_json, missed, rows
from reconcile.bench.sample import Plan, plan
from reconcile.claims.extract import Extraction
from reconcile.pipeline import reconcile

FLOORS: dict[str, Any] = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["injected"]

pytestmark = pytest.mark.quality


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(read(bundled()))


@cache
def planned() -> Plan:
    # What is found beside other rewordings would be found alone: one level tells.
    return plan(extractions(), FLOORS["seed"], levels=("reworded",), per_kind=FLOORS["per_kind"])


@cache
def results() -> tuple[Result, ...]:
    return tuple(run(extractions(), planned().jobs, FLOORS["seed"]))


def measured(level: str) -> dict[str, Row]:
    """Both languages together, by kind."""
    found: dict[str, list[Row]] = {}
    for row in rows(results()):
        if row.level == level:
            found.setdefault(row.kind, []).append(row)
    return {
        kind: Row("all", level, kind, sum(r.pairs for r in of), sum(r.right for r in of), sum(r.stray for r in of))
        for kind, of in found.items()
    }


def told() -> str:
    wrong = [r for r in results() if missed(r)]
    return json.dumps(as_json(extractions(), planned(), wrong, 0, misses=True)["misses"], ensure_ascii=False, indent=1)


def test_the_articles_are_those_that_the_floors_were_measured_on() -> None:
    digest = hashlib.sha256("\x1f".join(e.article.text for e in extractions()).encode()).hexdigest()
    assert digest == FLOORS["corpus"]


def test_as_many_changes_are_made_as_when_the_floors_were_measured() -> None:
    made: Counter[str] = Counter()
    for (language, kind), count in planned().made.items():
        made[f"{language} {'injected' if kind in INJECTED else 'reworded'}"] += count
    assert {name: made[name] for name, least in FLOORS["changes"].items() if made[name] < least} == {}


@pytest.mark.parametrize("kind", [*INJECTED, ALL])
def test_changes_of_this_kind_are_found(kind: str) -> None:
    assert measured("reworded")[kind].rate >= FLOORS["recall"][kind]["at_least"], told()


def test_rewordings_are_no_conflicts() -> None:
    assert measured("rewording")[ALL].rate <= FLOORS["false_conflict_rate"]["at_most"], told()


def test_a_change_makes_no_conflict_elsewhere() -> None:
    row = measured("reworded")[ALL]
    assert row.stray / row.pairs <= FLOORS["stray_conflict_rate"]["at_most"], told()


@pytest.mark.parametrize("at", range(0, 28, 3))
def test_an_article_is_in_no_conflict_with_itself(at: int) -> None:
    article = extractions()[at].article
    twin = article.model_copy(update={"id": f"{article.id}-2"})
    assert reconcile([article, twin]).summary.by_verdict.get("conflict", 0) == 0
