"""Cases: what moved is told by value, a broken case stops no other, accepting writes what a reviewer can read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from reconcile.cases.changes import failures, moved
from reconcile.cases.folder import CaseError, find, load, normalised
from reconcile.cases.model import Case
from reconcile.cases.runner import accept_all, run_all
from tests.cli import engine
from tests.report.documents import library

TOML = """
title = "Two counts of one crowd differ"
shows = ["different"]
languages = ["ko"]

[[articles]]
file = "1.txt"
outlet = "강변통신"

[[articles]]
file = "2.txt"
published = "2026-03-14"
"""
MUST = '\n[[must]]\nverdict = "conflict"\nrelation = "different"\nkind = "figure"\ntexts = ["12", "15"]\n'


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.install(monkeypatch)


@pytest.fixture
def case(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str = "crowd", toml: str = TOML + MUST, first: int = 12, second: int = 15) -> Path:
        folder = tmp_path / "cases" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.toml").write_text(toml, encoding="utf-8")
        (folder / "1.txt").write_text(f"강변시 축제\n축제에 {first}명이 다녀갔다.\n", encoding="utf-8")
        (folder / "2.txt").write_text(f"축제 뒤\n축제를 찾은 사람은 {second}명이었다.\n", encoding="utf-8")
        return folder

    return make


@pytest.fixture
def run() -> Callable[..., SimpleNamespace]:
    def call(what: Callable[..., int], where: Path) -> SimpleNamespace:
        out: list[str] = []
        err: list[str] = []
        status = what(str(where), out.append, err.append)
        return SimpleNamespace(status=status, out="".join(out), err="\n".join(err))

    return call


Make = Callable[..., Path]
Run = Callable[..., SimpleNamespace]


def test_an_accepted_case_runs_as_expected(case: Make, run: Run) -> None:
    folder = case()
    first = run(accept_all, folder)
    assert first.status == 0 and "written for the first time" in first.out
    again = run(run_all, folder)
    assert (again.status, again.out, again.err) == (0, "same   crowd\n", "")
    assert run(accept_all, folder).out == "same      crowd\n"


def test_the_expectation_is_small_and_readable(case: Make, run: Run) -> None:
    folder = case()
    run(accept_all, folder)
    written = (folder / "expected.json").read_text(encoding="utf-8")
    data = json.loads(written)
    assert data["counts"] == {"conflict": 1}
    assert data["comparisons"][0]["sides"] == [["1: 12"], ["2: 15"]]
    assert "다녀갔다" not in written and "version" not in written and len(written.splitlines()) < 20
    shown = (folder / "expected.txt").read_text(encoding="utf-8")
    assert "«12»" in shown and "\x1b" not in shown


def test_a_verdict_that_moved_is_told_by_value_and_gives_1(case: Make, run: Run) -> None:
    folder = case(toml=TOML)
    run(accept_all, folder)
    case(toml=TOML, second=12)
    result = run(run_all, folder)
    assert result.status == 1
    assert "conflict → agreement   figure: 1: 12, 2: 12" in result.out


def test_a_must_that_fails_gives_1_even_when_nothing_moved(case: Make, run: Run) -> None:
    folder = case(second=12)
    assert run(accept_all, folder).status == 1
    result = run(run_all, folder)
    assert result.status == 1 and "must: conflict (different) figure: 12 | 15" in result.out


def test_a_must_not_that_is_found_gives_1(case: Make, run: Run) -> None:
    folder = case(toml=TOML + '\n[[must_not]]\ntexts = ["12", "15"]\n')
    result = run(run_all, folder)
    assert result.status == 1 and "must not: 12 | 15   found: conflict (different)" in result.out


def test_a_case_without_expectation_or_must_is_not_passed_over(case: Make, run: Run) -> None:
    assert run(run_all, case(toml=TOML)).status == 1
    assert run(run_all, case()).status == 0


BROKEN = {
    "not-toml": "title = ",
    "unknown-key": TOML + "\ntexts = 1\n",
    "one-article": 'title = "x"\n[[articles]]\nfile = "1.txt"\n',
    "unknown-verdict": TOML + '\n[[must]]\nverdict = "maybe"\ntexts = ["x"]\n',
    "no-texts": TOML + '\n[[must]]\nverdict = "conflict"\ntexts = []\n',
    "missing-file": TOML.replace("2.txt", "9.txt"),
    "outside": TOML.replace("2.txt", "../2.txt"),
    "bad-date": TOML.replace("2026-03-14", "some day"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_case_is_one_line_and_stops_no_other(case: Make, run: Run, name: str) -> None:
    case("good")
    folder = case(name, toml=BROKEN[name])
    result = run(run_all, folder.parent)
    assert result.status == 2 and "same   good" in result.out
    assert result.err.startswith("reconcile: ") and name in result.err and "\n" not in result.err


def test_a_malformed_expectation_is_trouble_that_accepting_mends(case: Make, run: Run) -> None:
    folder = case()
    (folder / "expected.json").write_text("[]", encoding="utf-8")
    assert run(run_all, folder).status == 2
    assert run(accept_all, folder).status == 0
    assert run(run_all, folder).status == 0


def test_a_defect_in_one_case_stops_no_other(case: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    case("good")
    bad = case("bad")
    import reconcile.cases.runner as runner

    whole = runner.compare
    monkeypatch.setattr(runner, "compare", lambda folder: 1 // 0 if folder.name == "bad" else whole(folder))
    result = run(run_all, bad.parent)
    assert result.status == 2 and "ZeroDivisionError" in result.err and "same   good" in result.out


@pytest.mark.parametrize("where", ["nowhere", "empty", "file"])
def test_no_case_to_be_found_is_trouble(tmp_path: Path, run: Run, where: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run(run_all, tmp_path / where)
    assert result.status == 2 and result.err.startswith("reconcile: ") and not result.out


def test_verdict_moves_come_before_details() -> None:
    before = normalised(library())
    now = json.loads(json.dumps(before))
    now["comparisons"][3]["role"] = "넓이"
    now["comparisons"][0]["verdict"] = "unclear"
    now["checks"] = []
    lines = moved(before, now)
    assert lines[0].startswith("conflict → unclear   figure · 사업비: ")
    assert "role: 연면적 → 넓이" in lines[1] and lines[2].startswith("checks: - weekday")
    assert moved(before, json.loads(json.dumps(before))) == []


def test_a_comparison_gone_or_come_is_told() -> None:
    before = normalised(library())
    fewer = before | {"comparisons": before["comparisons"][1:]}
    assert moved(before, fewer)[0].startswith("- conflict (different)   figure · 사업비")
    assert moved(fewer, before)[0].startswith("+ conflict (different)   figure · 사업비")


def test_each_text_of_a_must_needs_an_evidence_of_its_own() -> None:
    def case_of(*texts: str) -> Case:
        articles = ({"file": "1.txt"}, {"file": "2.txt"})
        return Case.model_validate({
            "title": "x", "articles": articles, "must": ({"verdict": "agreement", "texts": texts},),
        })  # fmt: skip

    assert failures(case_of("12일", "12일"), library()) == []
    assert failures(case_of("12일", "12일", "12일"), library())
    assert failures(case_of("평", "4200㎡"), library()) == []


def test_cases_are_found_below_a_folder_in_order(case: Make) -> None:
    case("b")
    folder = case("a")
    assert [path.name for path in find(folder.parent)] == ["a", "b"]
    with pytest.raises(CaseError):
        load(folder.parent)
