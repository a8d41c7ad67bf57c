"""`reconcile check` keeps its contract: exit statuses, what counts as a source, one line for every trouble."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from schemas.validate import validate

Cli = Callable[..., SimpleNamespace]


def one_line(result: SimpleNamespace) -> bool:
    lines = result.err.splitlines()
    return result.status == 2 and not result.out and len(lines) == 1 and lines[0].startswith("reconcile: ")


def test_nothing_contradicted_is_0_and_a_contradiction_is_1(cli: Cli, texts: SimpleNamespace) -> None:
    assert cli("check", texts.a, "--against", texts.same).status == 0
    assert cli("check", texts.a, "--against", texts.other).status == 1


def test_every_word_after_against_is_a_source(cli: Cli, texts: SimpleNamespace) -> None:
    ways = (
        ("--against", texts.same, texts.other),
        ("--against", texts.same, "--format", "json", texts.other),
        ("--against", texts.same, "--against", texts.other),
        (f"--against={texts.same}", texts.other),
    )
    found = [cli("check", texts.a, *way, "--format", "json") for way in ways]
    assert {result.status for result in found} == {1}
    assert len({result.out for result in found}) == 1
    assert len(json.loads(found[0].out)["sources"]) == 2


def test_text_json_and_markdown_are_written_to_standard_output(cli: Cli, texts: SimpleNamespace) -> None:
    shown = cli("check", texts.a, "--against", texts.other).out
    assert "출처와 불일치 (1)" in shown and "2:17" in shown and "«12»" in shown and "«15»" in shown
    assert cli("check", texts.a, "--against", texts.other, "--format", "md").out.startswith("# 출처 1건으로")
    validate("check-1", json.loads(cli("check", texts.a, "--against", texts.other, "--format", "json").out))


def test_only_filters_what_is_shown_and_not_the_exit_status(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("check", texts.a, "--against", texts.other, "--only", "supported", "--only", "omitted")
    assert result.status == 1 and "«15»" not in result.out
    data = json.loads(
        cli("check", texts.a, "--against", texts.other, "--only", "supported", "--format", "json").out
    )  # fmt: skip
    assert data["claims"] == [] and data["summary"]["claims"]["contradicted"] == 1
    validate("check-1", data)


def test_only_takes_every_section_of_the_report() -> None:
    from reconcile.cli.check import SECTION_NAMES
    from reconcile.report.check_view import SECTIONS
    from schemas.check import FATES

    assert SECTION_NAMES == SECTIONS
    assert set(SECTIONS) == {*FATES, "omitted"}


def test_sourced_makes_a_figure_in_no_source_1(cli: Cli, texts: SimpleNamespace) -> None:
    arguments = ("check", texts.a, "--against", texts.english)
    assert cli(*arguments).status == 0
    assert cli(*arguments, "--sourced").status == 1
    assert cli("check", texts.a, "--against", texts.same, "--sourced").status == 0


def test_quiet_prints_nothing_and_output_goes_to_the_file(cli: Cli, texts: SimpleNamespace) -> None:
    quiet = cli("check", texts.a, "--against", texts.other, "--quiet")
    assert (quiet.status, quiet.out, quiet.err) == (1, "", "")
    target = texts.folder / "report.txt"
    written = cli("check", texts.a, "--against", texts.other, "--output", target)
    assert written.status == 1 and not written.out and "«12»" in target.read_text(encoding="utf-8")


def test_the_draft_is_article_1_and_sources_follow(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli(
        "check", texts.a, "--against", texts.same, texts.other, "--format", "json", "--published", "1=2026-03-14",
        "--outlet", "3=늦은신문",
    )  # fmt: skip
    data = json.loads(result.out)
    of = {article["id"]: article for article in data["document"]["articles"]}
    assert of[data["draft"]]["published"] == "2026-03-14" and of[data["sources"][1]]["outlet"] == "늦은신문"


def test_standard_input_may_be_the_draft(cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(texts.other.read_bytes())))
    assert cli("check", "-", "--against", texts.a).status == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give the draft first"),
        (("{a}",), "give its sources after --against"),
        (("--against", "{a}", "{other}"), "give the draft first"),
        (("{a}", "{same}", "--against", "{other}"), "extra argument"),
        (("{missing}", "--against", "{a}"), "no draft to check: cannot read"),
        (("{empty}", "--against", "{a}"), "is empty"),
        (("{a}", "--against", "{a}", "--published", "3=2026-01-01"), "there is no article 3"),
        (("{a}", "--against", "{a}", "--format", "html"), "text, json, md"),
    ],
)
def test_trouble_is_one_line_that_says_what_to_do(
    cli: Cli, texts: SimpleNamespace, arguments: tuple[str, ...], words: str
) -> None:
    result = cli("check", *(argument.format(**vars(texts)) for argument in arguments))
    assert one_line(result) and words in " ".join(result.err.replace("'", "").split())


def test_a_source_that_cannot_be_read_is_a_warning_unless_strict(cli: Cli, texts: SimpleNamespace) -> None:
    arguments = ("check", texts.a, "--against", texts.missing, texts.other)
    result = cli(*arguments, "--format", "json")
    assert result.status == 1 and "warning" in result.err and "missing.txt" in result.err
    assert json.loads(result.out)["document"]["not_compared"][0]["what"].endswith("missing.txt")
    strict = cli(*arguments, "--strict")
    assert strict.status == 2 and not strict.out and "missing.txt" in strict.err


def test_without_a_readable_source_there_is_nothing_to_check_against(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("check", texts.a, "--against", texts.missing)
    assert result.status == 2 and result.err.splitlines()[-1].startswith("reconcile: nothing to check against")
