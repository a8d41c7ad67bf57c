"""The other commands, and the process around them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from schemas.validate import published_names, validate

Cli = Callable[..., SimpleNamespace]
COMMANDS = ("diff", "check", "why", "extract", "demo", "cases", "schema", "bench", "serve", "keys", "db", "mcp")


def test_help_names_every_command_and_each_shows_examples(cli: Cli) -> None:
    assert all(name in cli("--help").out for name in COMMANDS)
    for name in (*((command,) for command in COMMANDS), ("cases", "run"), ("cases", "accept")):
        result = cli(*name, "--help")
        assert result.status == 0 and "Example" in result.out


@pytest.mark.parametrize("name", ["nonesuch", "dif", "--nonesuch"])
def test_an_unknown_command_is_2_and_names_those_that_exist(cli: Cli, name: str) -> None:
    result = cli(name)
    assert result.status == 2 and not result.out and len(result.err.splitlines()) == 1
    assert name.startswith("-") or all(command in result.err for command in COMMANDS)


def test_no_command_shows_the_help_and_is_2(cli: Cli) -> None:
    result = cli()
    assert result.status == 2 and "Commands:" in result.err


def test_version_is_told(cli: Cli) -> None:
    assert cli("--version").out.startswith("reconcile ")


def test_schema_lists_and_prints_what_is_published(cli: Cli) -> None:
    assert cli("schema").out.split() == list(published_names())
    for name in ("reconciliation-1", "reconciliation/1", "reconciliation"):
        assert json.loads(cli("schema", name).out)["$id"].endswith("reconciliation-1")
    result = cli("schema", "nonesuch")
    assert result.status == 2 and "claim-1" in result.err and len(result.err.splitlines()) == 1


def test_demo_compares_the_bundled_articles_and_says_where_the_page_is(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("demo", "--lang", "en")
    assert result.status == 0 and result.out.startswith("4 articles compared") and "The Daegu Courier" in result.out
    page = tmp_path / "reconcile-demo.html"
    assert result.out.endswith(f"The report as a page: {page.resolve()}\n")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_demo_in_another_form_writes_no_page(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("demo", "--format", "md").status == 0 and not list(tmp_path.iterdir())


def test_demo_where_no_file_can_be_written_is_a_warning(cli: Cli, tmp_path: Path) -> None:
    result = cli("demo", "--html", tmp_path / "nowhere" / "page.html")
    assert result.status == 0 and "warning" in result.err and len(result.err.splitlines()) == 1


def test_extract_prints_claims_that_fit_the_schema(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("extract", texts.a, texts.other)
    claims = json.loads(result.out)
    assert result.status == 0 and len({claim["article"] for claim in claims}) == 2
    for claim in claims:
        validate("claim-1", claim)


def test_extract_reads_the_rest_when_one_file_is_bad(cli: Cli, texts: SimpleNamespace) -> None:
    result = cli("extract", texts.missing, texts.a)
    assert result.status == 2 and json.loads(result.out) and "missing.txt" in result.err


def test_extract_without_a_file_is_trouble(cli: Cli, texts: SimpleNamespace) -> None:
    assert cli("extract").status == 2
    assert cli("extract", "--jsonl", texts.missing).status == 2


LINES = [
    b'{"id": 1, "text": "\xea\xb4\x80\xea\xb0\x9d 12\xeb\xaa\x85", "published": "2026-03-14", "language": "ko"}',
    b"not json",
    b'{"id": "b", "text": 5}',
    b'{"id": "c", "text": "x", "published": "never"}',
    b'{"id": "d", "text": "x", "more": 1}',
    b"[1]",
    b'{"id": "e", "text": "\xff"}',
    b"",
    b'{"id": 2, "text": "\\ufeff3\\uba85 7\\uba85"}',
    b'{"id": 3, "text": "  "}',
    b'{"id": 4, "text": "\\ud800 5\\uba85"}',
]


def test_jsonl_answers_every_line_in_order_and_bad_ones_by_an_error(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(LINES))))
    result = cli("extract", "--jsonl")
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 0 and not result.err
    assert [answer["id"] for answer in answers] == [1, None, "b", "c", "d", None, None, 2, 3, 4]
    good = [set(answer) == {"id", "details"} for answer in answers]
    assert good == [True, False, False, False, False, False, False, True, True, True]
    assert all(set(answer) == {"id", "error"} for answer, fine in zip(answers, good, strict=True) if not fine)
    for answer in answers:
        validate("extract-line-1", answer)
    (figure,) = [d for d in answers[0]["details"] if d["kind"] == "figure"]
    assert list(figure) == ["kind", "start", "end", "text", "role", "value"]
    assert (figure["start"], figure["end"], figure["text"]) == (3, 6, "12명")


def test_jsonl_offsets_point_into_the_text_of_the_line(cli: Cli, texts: SimpleNamespace) -> None:
    said = "\ufeff관객은 3명, 다음 날은 40명"
    source = texts.folder / "lines.jsonl"
    source.write_text(json.dumps({"id": 1, "text": said}) + "\n", encoding="utf-8")
    details = json.loads(cli("extract", "--jsonl", source).out)["details"]
    assert details and all(said[detail["start"] : detail["end"]] == detail["text"] for detail in details)
    assert [detail["text"] for detail in details if detail["kind"] == "figure"] == ["3명", "40명"]


def process(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reconcile", *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, check=False, **more)  # type: ignore[call-overload, no-any-return]


def test_a_process_ends_with_the_status_and_no_traceback(texts: SimpleNamespace) -> None:
    result = process("diff", texts.a, texts.missing)
    assert result.returncode == 2 and result.stderr.startswith(b"reconcile: ") and b"Traceback" not in result.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "latin-1"])
def test_output_is_utf8_whatever_the_terminal_claims(encoding: str, texts: SimpleNamespace) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    target = texts.folder / "없는 파일.txt"
    result = process("diff", texts.a, target, env=environment)
    assert result.returncode == 2 and b"Traceback" not in result.stderr


def test_a_pipe_that_closes_early_is_no_error() -> None:
    command = [sys.executable, "-m", "reconcile", "schema", "reconciliation-1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.close()
        assert child.wait(60) == 0 and child.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device to write to on this system")
def test_a_full_disk_is_trouble() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "reconcile", "schema", "reconciliation-1"]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2 and result.stderr.startswith(b"reconcile: cannot write")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from reconcile.cli import run; run(['--help']); run(['diff', '--help']);"
        "heavy = {'pydantic', 'rich', 'kiwipiepy', 'scipy', 'trafilatura', 'babel', 'jsonschema', 'httpx'};"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stderr == b""


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from reconcile.cli import terminal

    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setenv("TERM", "xterm")
    assert terminal.colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.colour()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: False))
    assert not terminal.colour()
