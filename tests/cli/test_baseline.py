"""`--baseline` and `--write-baseline`: what is known is not shown, does not count, and a bad file is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from schemas.validate import validate

Cli = Callable[..., SimpleNamespace]


def commands(texts: SimpleNamespace) -> dict[str, tuple[object, ...]]:
    return {"diff": ("diff", texts.a, texts.other), "check": ("check", texts.a, "--against", texts.other)}


@pytest.mark.parametrize("name", ["diff", "check"])
def test_what_was_written_is_quiet_afterwards(cli: Cli, texts: SimpleNamespace, name: str) -> None:
    command, known = commands(texts)[name], texts.folder / "known.json"
    written = cli(*command, "--write-baseline", known)
    assert written.status == 1 and "«15»" in written.out
    validate("baseline-1", json.loads(known.read_text(encoding="utf-8")))
    for form in ("text", "md"):
        quiet = cli(*command, "--baseline", known, "--format", form)
        assert quiet.status == 0 and "15" not in quiet.out.replace(str(texts.folder), "")
        assert "이미 확인한 불일치 1건" in quiet.out


@pytest.mark.parametrize("name", ["diff", "check"])
def test_an_edit_elsewhere_changes_nothing(cli: Cli, texts: SimpleNamespace, name: str) -> None:
    command, known = commands(texts)[name], texts.folder / "known.json"
    cli(*command, "--write-baseline", known)
    texts.a.write_text("새 제목\n앞에 붙은 문장이다.\n" + texts.a.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli(*command, "--baseline", known).status == 0


def test_a_changed_value_is_a_conflict_again_and_the_old_one_is_told(cli: Cli, texts: SimpleNamespace) -> None:
    command, known = commands(texts)["diff"], texts.folder / "known.json"
    cli(*command, "--write-baseline", known)
    texts.other.write_text(texts.other.read_text(encoding="utf-8").replace("15명", "16명"), encoding="utf-8")
    result = cli(*command, "--baseline", known, "--lang", "en")
    assert result.status == 1 and "«16»" in result.out and "No longer there" in result.out and "‘15’" in result.out


def test_the_document_names_what_is_known_and_what_is_gone(cli: Cli, texts: SimpleNamespace) -> None:
    command, known = commands(texts)["diff"], texts.folder / "known.json"
    cli(*command, "--write-baseline", known)
    data = json.loads(cli(*command, "--baseline", known, "--format", "json").out)
    validate("reconciliation-1", data)
    (conflict,) = [c["id"] for e in data["reconciled"] for c in e["comparisons"] if c["verdict"] == "conflict"]
    assert data["baseline"] == {"known": [conflict], "gone": []}
    same = json.loads(cli("diff", texts.a, texts.same, "--baseline", known, "--format", "json").out)
    assert same["baseline"]["known"] == [] and len(same["baseline"]["gone"]) == 1


def test_a_baseline_may_be_read_and_written_at_once(cli: Cli, texts: SimpleNamespace) -> None:
    command, known = commands(texts)["diff"], texts.folder / "known.json"
    cli(*command, "--write-baseline", known)
    before = known.read_bytes()
    assert cli(*command, "--baseline", known, "--write-baseline", known).status == 0
    assert known.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file; write one with --write-baseline"),
        (b"\xff\xfe", "not JSON in UTF-8"),
        (b"{", "not JSON in UTF-8"),
        (b"[]", "its schema is None"),
        (b'{"schema": "baseline/2", "known": []}', "its schema is 'baseline/2', not 'baseline/1'"),
        (b'{"schema": "baseline/1", "known": [{"kind": "colour", "sides": [{}]}]}', "/known/0/kind"),
        (b'{"schema": "baseline/1", "unknown": 1}', "unknown field 'unknown'"),
    ],
)
@pytest.mark.parametrize("name", ["diff", "check"])
def test_a_baseline_that_cannot_be_read_is_one_line_with_its_name(
    cli: Cli, texts: SimpleNamespace, content: bytes | None, reason: str, name: str
) -> None:
    known = texts.folder / "bad.json"
    if content is not None:
        known.write_bytes(content)
    result = cli(*commands(texts)[name], "--baseline", known)
    assert result.status == 2 and not result.out and len(result.err.splitlines()) == 1
    assert str(known) in result.err and reason in result.err


def test_a_baseline_that_cannot_be_written_is_trouble(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli(*commands(texts)["diff"], "--write-baseline", texts.folder)
    assert result.status == 2 and "cannot write" in result.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--output", "a"), "--output {a}: {a} is read in this run"),
        (("--write-baseline", "other"), "--write-baseline {other}: {other} is read in this run"),
        (("--output", "same", "--write-baseline", "same"), "--write-baseline {same}: {same} is written by --output"),
        (("--output", "same", "--baseline", "same"), "--output {same}: {same} is read in this run"),
        (("--output", "a", "--strict"), "name another file"),
    ],
)
@pytest.mark.parametrize("name", ["diff", "check"])
def test_no_file_that_is_read_is_written_over(
    cli: Cli, texts: SimpleNamespace, options: tuple[str, ...], told: str, name: str
) -> None:
    before = {path: path.read_bytes() for path in texts.folder.iterdir()}
    given = [getattr(texts, word, word) for word in options]
    result = cli(*commands(texts)[name], *given)
    assert result.status == 2 and not result.out
    assert told.format(**vars(texts)) in result.err
    assert {path: path.read_bytes() for path in texts.folder.iterdir()} == before


def test_why_writes_over_no_article(cli: Cli, texts: SimpleNamespace) -> None:
    before = texts.a.read_bytes()
    result = cli("why", f"{texts.a}:2", f"{texts.other}:2", "--output", texts.a)
    assert result.status == 2 and "is read in this run" in result.err
    assert texts.a.read_bytes() == before


def test_reports_may_all_go_to_a_device(cli: Cli, texts: SimpleNamespace) -> None:
    assert cli(*commands(texts)["diff"], "--output", "/dev/null", "--write-baseline", "/dev/null").status == 1
