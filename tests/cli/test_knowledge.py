"""Which reconcile.toml is used, how it is told, and how a faulty one ends the run."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from reconcile.cli.knowledge import beside
from reconcile.cli.terminal import Trouble

Cli = Callable[..., SimpleNamespace]
OUTLET = '[[outlet]]\nname = "강변"\naliases = ["강변통신"]\n'
NAMED = ("--outlet", "1=강변통신")


@pytest.fixture
def own(texts: SimpleNamespace) -> Path:
    """A reconcile.toml beside the articles."""
    path: Path = texts.folder / "reconcile.toml"
    path.write_text(OUTLET, encoding="utf-8")
    return path


def outlets(result: SimpleNamespace) -> list[str | None]:
    return [article["outlet"] for article in json.loads(result.out)["articles"]]


def test_the_file_beside_the_articles_is_used_and_told_in_one_line(cli: Cli, texts: SimpleNamespace, own: Path) -> None:
    result = cli("diff", texts.a, texts.same, "--format", "json", *NAMED)
    assert outlets(result)[0] == "강변"
    assert result.err == f"reconcile: own knowledge from {own}: 1 outlet (--no-config leaves it out)\n"


def test_quiet_tells_nothing(cli: Cli, texts: SimpleNamespace, own: Path) -> None:
    assert cli("diff", texts.a, texts.same, "--quiet").err == ""
    assert cli("extract", texts.a, "--quiet").err == ""
    assert "own knowledge" in cli("extract", texts.a).err


def test_a_file_that_was_named_is_not_told(cli: Cli, texts: SimpleNamespace, tmp_path: Path, own: Path) -> None:
    other = tmp_path / "ours.toml"
    other.write_text(OUTLET.replace('"강변"', '"강변마을"'), encoding="utf-8")
    result = cli("diff", texts.a, texts.same, "--format", "json", *NAMED, "--config", other)
    assert outlets(result)[0] == "강변마을" and not result.err


def test_no_config_uses_none(cli: Cli, texts: SimpleNamespace, own: Path) -> None:
    result = cli("diff", texts.a, texts.same, "--format", "json", *NAMED, "--no-config")
    assert outlets(result)[0] == "강변통신" and not result.err


def test_both_options_are_trouble(cli: Cli, texts: SimpleNamespace, own: Path) -> None:
    result = cli("diff", texts.a, texts.same, "--config", own, "--no-config")
    assert result.status == 2 and "not both" in result.err


def test_folders_of_all_inputs_are_looked_into_and_those_above_are_not(
    texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(texts.folder)
    for name in ("ours", "theirs/deep"):
        Path(name).mkdir(parents=True)
    assert beside(["ours/a.txt", "theirs/b.txt", "-"]) is None
    Path("ours/reconcile.toml").touch()
    assert beside(["theirs/deep/a.txt", "theirs/b.txt", "-"]) is None
    assert beside(["theirs/b.txt", "ours/a.txt", "ours/b.txt", "theirs/../ours/c.txt"]) == Path("ours/reconcile.toml")
    Path("reconcile.toml").touch()
    assert beside(["theirs/deep/a.txt", "theirs/b.txt"]) is None
    assert beside(["a.txt", "-", "https://example.org/b"]) == Path("reconcile.toml")
    with pytest.raises(Trouble, match=r"ours/reconcile.toml and reconcile.toml: choose one with --config"):
        beside(["ours/a.txt", "https://example.org/b"])


def test_two_files_are_trouble_that_names_both(cli: Cli, texts: SimpleNamespace, own: Path) -> None:
    inner = texts.folder / "inner"
    inner.mkdir()
    (inner / "reconcile.toml").write_text(OUTLET, encoding="utf-8")
    (inner / "b.txt").write_bytes(texts.same.read_bytes())
    result = cli("diff", texts.a, inner / "b.txt")
    assert result.status == 2 and len(result.err.splitlines()) == 1
    assert str(own) in result.err and str(inner) in result.err


@pytest.mark.parametrize("command", ["diff", "extract", "jsonl"])
def test_a_faulty_file_ends_the_run_before_it_begins_and_tells_every_fault(
    command: str, cli: Cli, texts: SimpleNamespace, own: Path
) -> None:
    own.write_text('[[outlet]]\nnme = "a"\n[[counter]]\nunit = "m"\nwords = ["발"]\n', encoding="utf-8")
    lines = texts.folder / "lines.jsonl"
    lines.write_text('{"id": 1, "text": "3명"}\n', encoding="utf-8")
    arguments = {
        "diff": ("diff", texts.a, texts.same),
        "extract": ("extract", texts.a),
        "jsonl": ("extract", "--jsonl", lines),
    }[command]
    result = cli(*arguments)
    assert result.status == 2 and not result.out
    assert result.err.splitlines() == [
        f"reconcile: {own}:1: [[outlet]] 1, name: is missing: add it",
        f"reconcile: {own}:2: [[outlet]] 1, nme: unknown key; did you mean 'name'?",
        f"reconcile: {own}:4: [[counter]] 1, unit: 'm' is a unit of length, not a counter",
    ]


def test_a_file_that_is_not_there_is_trouble(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("extract", texts.a, "--config", texts.missing)
    assert result.status == 2 and "no such file" in result.err and len(result.err.splitlines()) == 1


def test_lines_from_standard_input_are_read_with_the_file_of_the_working_directory(
    cli: Cli, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    line = {"id": 1, "text": "축제에 12명이 왔다.\n\n글쓴이 34명의 친구\n\n축제에 56명이 왔다."}
    own.write_text("byline = ['글쓴이 .+']\n", encoding="utf-8")

    def said(*more: str) -> str:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(line).encode())))
        details = json.loads(cli("extract", "--jsonl", *more).out)["details"]
        return " ".join(detail["text"] for detail in details)

    assert all(count in said("--no-config") for count in ("12", "34", "56"))
    told = said()
    assert "12" in told and "56" in told and "34" not in told


def test_names_that_no_file_can_have_are_told_as_unreadable_inputs(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, "x" * 300 + "/b.txt", "\0/c.txt")
    assert result.status == 2 and result.err.count("cannot read") == 2 and "internal" not in result.err


def test_an_empty_file_is_told_to_hold_nothing(cli: Cli, texts: SimpleNamespace, own: Path) -> None:
    own.write_text("# nothing yet\n", encoding="utf-8")
    assert "nothing in it" in cli("extract", texts.a).err
