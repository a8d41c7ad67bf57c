"""What a user knows changes the result as the manual promises; every example of the manual is run."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import sources
from reconcile import OwnKnowledge, OwnKnowledgeRefused, extract, own_faults, reconcile
from reconcile.cases.changes import failures
from reconcile.cases.folder import compare, load
from schemas.knowledge import NOTHING

ROOT = Path(__file__).resolve().parent.parent
MANUAL = (ROOT / "docs" / "own-knowledge.md").read_text(encoding="utf-8")
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/reconcile.toml"))
FAULTY = """\
byline = ['(?:[가-힣]+ ?)+기자']

[[alias]]
kind = "organisation"
name = "한솔시설공단"
alises = ["한시공"]
aliases = ["한솔공단"]

# 중구는 여섯 곳이다


[[place]]
name = "달못"
inside = "중구"

[[counter]]
unit = "guest"
words = ["명"]
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", MANUAL, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory as the manual has it: news/ with two articles and the example, and a faulty file."""
    news = tmp_path / "news"
    news.mkdir()
    (example,) = blocks("toml")
    for path in (tmp_path / "reconcile.toml", news / "reconcile.toml"):
        path.write_text(example, encoding="utf-8")
    (tmp_path / "faulty.toml").write_text(FAULTY, encoding="utf-8")
    (news / "1.txt").write_text("공사는 한솔시설공단이 맡는다.\n", encoding="utf-8")
    (news / "2.txt").write_text("공사를 맡은 곳은 한시공이다.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_file_of_the_manual_is_sound_and_shows_every_table_and_key() -> None:
    own = sources.read_knowledge("reconcile.toml", checks=[own_faults])
    assert all(getattr(own, name) for name in OwnKnowledge.model_fields)
    keys = {key for entries in (own.alias, own.place, own.counter, own.outlet) for e in entries for key in dict(e)}
    assert [
        key for key in (*keys, *OwnKnowledge.model_fields) if f"{key} =" not in MANUAL and f"[[{key}]]" not in MANUAL
    ] == []


@pytest.mark.usefixtures("folder")
def test_the_python_example_of_the_manual_gives_what_it_shows() -> None:
    (example,) = blocks("python")
    test = doctest.DocTestParser().get_doctest(example, {}, "own-knowledge.md", "own-knowledge.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted and not result.failed, "".join(told)


@pytest.mark.parametrize("block", blocks("console"), ids=lambda block: block.splitlines()[0])
def test_a_command_of_the_manual_tells_what_it_shows(block: str, folder: Path) -> None:
    command, *told = block.splitlines()
    program, *arguments = shlex.split(command.removeprefix("$ "))
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments], cwd=folder, capture_output=True, text=True, env=environment
    )
    assert done.stderr.splitlines() == told


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case_with_own_knowledge_comes_out_otherwise_without_it(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = load(case)
    assert not failures(folder.case, compare(folder))
    monkeypatch.setattr("reconcile.cases.folder.own_knowledge", lambda _: NOTHING)
    without = compare(folder)
    assert "own" not in without.engine.knowledge
    assert len(failures(folder.case, without)) >= len(folder.case.must)


def test_there_is_a_case_in_each_language() -> None:
    assert {language for case in CASES for language in load(case).case.languages} >= {"ko", "en"}


def details(text: str, language: str, own: OwnKnowledge) -> list[tuple[str, str]]:
    article = sources.from_text(text, language=language, own=own)
    return [(d.kind, d.text) for claim in extract(article, own=own) for d in claim.details if d.kind != "statement"]


def test_the_document_names_the_own_knowledge_that_took_part_by_its_content() -> None:
    articles = sources.assign_ids(sources.from_text(text, language="ko") for text in ("비가 왔다.", "비가 그쳤다."))
    one, other = (OwnKnowledge(furniture=(line,), date="2026-03-01") for line in ("하나", "둘"))
    digests = {reconcile(articles, own=own).engine.knowledge["own"].digest for own in (one, one, other)}
    assert digests == {one.digest, other.digest} and len(digests) == 2
    assert "own" not in reconcile(articles).engine.knowledge


def test_a_conflict_that_rests_on_an_own_place_says_so() -> None:
    own = OwnKnowledge.model_validate({"place": [{"name": "해솔못", "inside": "대구 수성구"}]})
    said = ("4일 대구 북구 해솔못에서 불이 나 3명이 다쳤다.", "4일 대구 강남구에서 불이 나 3명이 다쳤다.")
    articles = sources.assign_ids(sources.from_text(text, language="ko") for text in said)
    document = reconcile(articles, own=own)
    found = {c.evidence[0].text: c.basis for entry in document.reconciled for c in entry.comparisons if c.basis}
    assert "own knowledge" in found["대구 북구 해솔못"][0].source
    assert all("own knowledge" not in b.source for text, basis in found.items() if "해솔못" not in text for b in basis)


def test_own_knowledge_against_the_packaged_data_is_refused_by_python_callers_too() -> None:
    own = OwnKnowledge.model_validate({"counter": [{"unit": "m", "words": ["발"]}]})
    article = sources.from_text("비가 왔다.", language="ko")
    with pytest.raises(OwnKnowledgeRefused, match="counter 1, unit: 'm' is a unit of length"):
        extract(article, own=own)
    with pytest.raises(OwnKnowledgeRefused):
        reconcile([article], own=own)
