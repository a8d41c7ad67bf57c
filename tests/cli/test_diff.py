"""`reconcile diff` keeps its contract: exit statuses, options, and one line for every trouble."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from schemas.reconciliation import VERDICTS
from schemas.validate import validate

Cli = Callable[..., SimpleNamespace]


def one_line(result: SimpleNamespace) -> bool:
    lines = result.err.splitlines()
    return len(lines) == 1 and lines[0].startswith("reconcile: ") and "Traceback" not in result.err


def test_no_conflict_is_0_and_a_conflict_is_1(cli: Cli, texts: SimpleNamespace) -> None:
    assert cli("diff", texts.a, texts.same).status == 0
    assert cli("diff", texts.a, texts.other).status == 1


def test_text_json_and_markdown_are_written_to_standard_output(cli: Cli, texts: SimpleNamespace) -> None:
    assert "불일치 (1)" in cli("diff", texts.a, texts.other).out
    assert cli("diff", texts.a, texts.other, "--format", "md").out.startswith("# 기사 2건 비교")
    data = json.loads(cli("diff", texts.a, texts.other, "--format", "json").out)
    validate("reconciliation-1", data)


FORMS = [
    (("--format", "csv"), "entry,comparison,kind,"),
    (("--format", "jsonld"), '{\n  "@context"'),
    (("--format", "html"), '<!doctype html>\n<html lang="ko"'),
    (("--facts", "--format", "html"), '<!doctype html>\n<html lang="ko"'),
    (("--facts", "--format", "md"), "# 기사 2건의 팩트시트"),
    (("--facts", "--format", "csv", "--lang", "en"), "kind,about,value,"),
]


@pytest.mark.parametrize(("options", "head"), FORMS, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_form_goes_to_the_screen_or_to_a_file(
    cli: Cli, texts: SimpleNamespace, options: tuple[str, ...], head: str
) -> None:
    target = texts.folder / "report"
    shown = cli("diff", texts.a, texts.other, *options)
    assert shown.status == 1 and shown.out.startswith(head)
    assert cli("diff", texts.a, texts.other, *options, "--output", target).status == 1
    assert target.read_bytes().decode() == shown.out


def test_a_fact_sheet_in_a_form_it_does_not_have_names_those_that_it_has(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.other, "--facts")
    assert result.status == 2 and one_line(result) and "md" in result.err and "csv" in result.err


def test_only_filters_what_is_shown_and_not_the_exit_status(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.other, "--only", "agreement", "--only", "update")
    assert result.status == 1 and "«12»" not in result.out


def test_only_takes_every_verdict() -> None:
    from reconcile.cli.options import VERDICT_NAMES

    assert VERDICT_NAMES == VERDICTS


@pytest.mark.parametrize(("lang", "head"), [("ko", "기사 2건"), ("en", "2 articles"), ("auto", "기사 2건")])
def test_lang_chooses_the_language_of_the_report(cli: Cli, texts: SimpleNamespace, lang: str, head: str) -> None:
    assert cli("diff", texts.a, texts.other, "--lang", lang).out.startswith(head)


def test_a_dash_for_the_output_is_the_screen(cli: Cli, texts: SimpleNamespace) -> None:
    assert cli("diff", texts.a, texts.same, "--output", "-").out == cli("diff", texts.a, texts.same).out


def test_output_goes_to_the_file_and_not_to_the_screen(cli: Cli, texts: SimpleNamespace) -> None:
    target = texts.folder / "report.txt"
    result = cli("diff", texts.a, texts.other, "--output", target)
    assert result.status == 1 and not result.out and "«12»" in target.read_text(encoding="utf-8")


def test_side_by_side_and_context_reach_the_report(cli: Cli, texts: SimpleNamespace) -> None:
    beside = cli("diff", texts.a, texts.other, "--side-by-side", "--context", "0", "--only", "conflict").out
    assert re.search(r"\n +«12» +│ «15»\n", beside)
    assert "> 강변시 축제 다녀간 사람\n" in cli("diff", texts.a, texts.other, "--format", "md", "--context", "1").out


def test_a_file_is_as_wide_whatever_the_terminal(
    cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for columns in ("60", "180"):
        monkeypatch.setenv("COLUMNS", columns)
        cli("diff", texts.a, texts.other, "--side-by-side", "--output", texts.folder / "report.txt")
        written.append((texts.folder / "report.txt").read_bytes())
    assert written[0] == written[1]


def test_quiet_prints_nothing(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.other, "--quiet")
    assert (result.status, result.out, result.err) == (1, "", "")


def test_values_given_beside_the_files_reach_the_articles(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli(
        "diff", texts.a, texts.other, "--format", "json", "--published", "2=2026-03-14", "--outlet", "1=강변통신",
        "--language", "2=en",
    )  # fmt: skip
    first, second = json.loads(result.out)["articles"]
    assert (first["outlet"], second["published"], second["language"]) == ("강변통신", "2026-03-14", "en")


def test_the_same_article_twice_is_two_articles(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.a, "--format", "json")
    ids = [article["id"] for article in json.loads(result.out)["articles"]]
    assert result.status == 0 and ids[1] == f"{ids[0]}-2"


def test_standard_input_is_an_article(cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(texts.other.read_bytes())))
    assert cli("diff", texts.a, "-").status == 1


def test_of_three_inputs_one_unreadable_is_a_warning_and_an_entry(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.missing, texts.other, "--format", "json", "--outlet", "3=늦은신문")
    assert result.status == 1 and one_line(result) and "missing.txt" in result.err
    data = json.loads(result.out)
    assert data["not_compared"][0]["what"].endswith("missing.txt")
    assert [article["outlet"] for article in data["articles"]][1] == "늦은신문"


def test_strict_makes_an_unreadable_input_trouble(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.missing, texts.other, "--strict")
    assert result.status == 2 and not result.out and one_line(result)


def test_fewer_than_two_readable_is_trouble(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.missing)
    advice = "no such file; check the spelling of the path"
    assert result.status == 2 and not result.out
    assert result.err == f"reconcile: nothing to compare: cannot read {texts.missing}: {advice}\n"


def test_every_input_that_cannot_be_read_has_a_line_of_its_own(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.missing, texts.empty)
    named, other, last = result.err.splitlines()
    assert result.status == 2 and "missing.txt" in named and "empty.txt" in other
    assert last == "reconcile: nothing to compare: 1 of 3 articles could be read"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \r\n\t", "is empty"), ("\u200b\u3000\ufeff".encode(), "holds no words"), (b"%PDF-1.7\n", "is a PDF"),
        (b"PK\x03\x04..", "is a ZIP archive"), (bytes(range(256)) * 9, "binary data"),
        (b"<html><nav>Home</nav></html>", "no article"), (b'{"id": 1}', "not the JSON of an article"),
        (b'{"a":' * 100_000, "not the JSON of an article"), (b"<?xml version='1.0'?><rss/>", "XML or a feed"),
    ],
)  # fmt: skip
def test_an_input_without_an_article_is_one_line_with_what_to_do(
    cli: Cli, texts: SimpleNamespace, data: bytes, reason: str
) -> None:
    bad = texts.folder / "bad"
    bad.write_bytes(data)
    result = cli("diff", texts.a, bad)
    assert result.status == 2 and not result.out and one_line(result)
    assert str(bad) in result.err and reason in result.err and "; " in result.err


@pytest.mark.parametrize(
    ("name", "reason"), [("", "no name"), ("ftp://example.org/a", "not an http(s) address"), ("http://", "http(s)")]
)
def test_a_name_of_nothing_readable_says_so(cli: Cli, texts: SimpleNamespace, name: str, reason: str) -> None:
    result = cli("diff", texts.a, name)
    assert result.status == 2 and one_line(result) and reason in result.err


def test_an_empty_standard_input_is_named(cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    result = cli("diff", texts.a, "-")
    assert result.status == 2 and one_line(result) and "standard input: is empty" in result.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_encodings_of_korean_are_read(cli: Cli, texts: SimpleNamespace, encoding: str) -> None:
    again = texts.folder / "again.txt"
    again.write_bytes(texts.other.read_text(encoding="utf-8").encode(encoding))
    assert cli("diff", texts.a, again).status == 1


def test_articles_without_a_statement_are_trouble_and_said_so(
    cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.report.documents import document

    def nothing(articles: Any, **_: Any) -> Any:
        return document(list(articles), []).model_copy(update={"claims": ()})

    monkeypatch.setattr(sys.modules["reconcile.pipeline"], "reconcile", nothing)
    result = cli("diff", texts.a, texts.same)
    assert result.status == 2 and one_line(result) and "nothing comparable" in result.err


@pytest.mark.parametrize(
    "options",
    [
        ("--published", "2026-03-14"), ("--published", "1=yesterday"), ("--published", "1=2026-13-40"),
        ("--published", "3=2026-03-14"), ("--published", "0=2026-03-14"), ("--published", "-1=2026-03-14"),
        ("--published", "x=2026-03-14"), ("--published", "1="), ("--outlet", "9=N"), ("--outlet", "1= "),
        ("--language", "1=korean!"), ("--published", "1=2026-03-14", "--published", "1=2026-03-15"),
        ("--format", "docx"), ("--facts", "--format", "json"), ("--only", "nothing"), ("--lang", "fr"), ("--nonesuch",),
        ("--output",), ("-", "-"), ("--context", "-1"), ("--context", "few"), ("--context", "1", "--format", "html"),
        ("--context", "0", "--facts", "--format", "md"), ("--side-by-side", "--format", "md"),
        ("--side-by-side", "--facts", "--format", "csv"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_one_line_and_2(cli: Cli, texts: SimpleNamespace, options: tuple[str, ...]) -> None:
    result = cli("diff", texts.a, texts.other, *options)
    assert result.status == 2 and not result.out and one_line(result)


def test_a_format_not_built_yet_names_those_that_are(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("diff", texts.a, texts.other, "--format", "docx")
    assert all(name in result.err for name in ("text", "json", "md", "html", "jsonld", "csv"))
    assert "[text|json|md|html|jsonld|csv]" in cli("diff", "--help").out


@pytest.mark.parametrize("bad", ["missing", "folder", "empty", "binary"])
def test_an_input_that_is_no_text_is_trouble(cli: Cli, texts: SimpleNamespace, bad: str) -> None:
    result = cli("diff", texts.a, getattr(texts, bad))
    assert result.status == 2 and not result.out and "Traceback" not in result.err
    assert all(line.startswith("reconcile: ") for line in result.err.splitlines())


@pytest.mark.parametrize("articles", [(), ("a",)])
def test_fewer_than_two_arguments_are_trouble(cli: Cli, articles: tuple[str, ...]) -> None:
    result = cli("diff", *articles)
    assert result.status == 2 and one_line(result)


def test_an_output_that_cannot_be_written_is_trouble(cli: Cli, texts: SimpleNamespace) -> None:
    for target in (texts.folder, texts.folder / "no" / "such" / "place.txt"):
        result = cli("diff", texts.a, texts.other, "--output", target)
        assert result.status == 2 and one_line(result) and "cannot write" in result.err


def test_an_interrupt_is_130(cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["reconcile.pipeline"], "reconcile", interrupted)
    result = cli("diff", texts.a, texts.other)
    assert result.status == 130 and "Traceback" not in result.err


def test_a_defect_is_trouble_and_never_looks_like_a_conflict(
    cli: Cli, texts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr(sys.modules["reconcile.pipeline"], "reconcile", broken)
    result = cli("diff", texts.a, texts.other)
    assert result.status == 2 and one_line(result) and "ZeroDivisionError: two lines" in result.err


def test_same_input_same_bytes(cli: Cli, texts: SimpleNamespace) -> None:
    for form in ("text", "json", "md"):
        first, second = (cli("diff", texts.a, texts.other, "--format", form).out for _ in range(2))
        assert first == second
