"""`reconcile extract`: the claims of articles, or the details of one text a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.knowledge import config_options, own_knowledge
from reconcile.cli.terminal import Trouble, emit, say

if TYPE_CHECKING:
    from schemas.export import ExtractRequest
    from schemas.knowledge import OwnKnowledge


@click.command(
    epilog="""\b
Without --jsonl: one JSON array of claims (schema claim-1), in the order of the files.
With --jsonl, a line in and a line out, in the same order:
  {"id": 1, "text": "…", "published": "2026-03-14", "language": "ko"}
  {"id": 1, "details": [{"kind": …, "start": …, "end": …, "text": …, "role": …, "value": …}]}
A line that cannot be read is answered by {"id": …, "error": "…"}.

\b
Examples:
  reconcile extract wire.txt
  reconcile extract wire.txt --config newsroom.toml
  reconcile extract --jsonl < texts.jsonl > details.jsonl"""
)
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--jsonl", is_flag=True, help="Read JSON lines from the files or standard input.")
@click.option("--quiet", is_flag=True, help="Print no note on the reconcile.toml that is used.")
@config_options
def extract(files: tuple[str, ...], jsonl: bool, quiet: bool, config: str | None, no_config: bool) -> int:
    """Print the claims of articles with their typed details."""
    if not files and not jsonl:
        raise Trouble("give a file to read, or --jsonl")
    own = own_knowledge(files or ("-",), config=config, no_config=no_config, quiet=quiet)
    if not jsonl:
        return _claims(files, own)
    for answer in answers(_lines(files), own):
        emit(answer)
    return 0


def _claims(files: tuple[str, ...], own: OwnKnowledge) -> int:
    from reconcile.cli import inputs
    from reconcile.pipeline import extract as extract_claims
    from reconcile.report.json import dumps

    found = inputs.read(files, own=own)
    for failure in found.failures:
        say(f"reconcile: {failure}")
    if found.articles:
        claims = [claim for article in found.articles for claim in extract_claims(article, own=own)]
        if not claims:
            say(f"reconcile: warning: no statement in {', '.join(files)}; give articles in Korean or English")
        emit(dumps([claim.to_json_dict() for claim in claims]))
    return 2 if found.failures else 0


def _lines(files: tuple[str, ...]) -> Iterator[bytes]:
    for name in files or ("-",):
        if name == "-":
            yield from sys.stdin.buffer
            continue
        try:
            with Path(name).open("rb") as lines:
                yield from lines
        except OSError as error:
            raise Trouble(f"cannot read {name}: {error.strerror}") from None


def answers(lines: Iterable[bytes], own: OwnKnowledge | None = None) -> Iterator[str]:
    """One answer for each line that is not blank, in order, each as soon as its line is read."""
    for line in lines:
        if line.strip():
            yield _compact(_answer(line, own))


def _answer(line: bytes, own: OwnKnowledge | None) -> dict[str, Any]:
    """The details of one request line, or its error; nothing that a line holds ends the run."""
    from pydantic import ValidationError

    from schemas.export import ExtractRequest

    name: str | int | None = None
    try:
        data = json.loads(line.decode("utf-8-sig"))
        if not isinstance(data, dict):
            return {"id": None, "error": "not a JSON object"}
        given = data.get("id")
        name = given if isinstance(given, str | int) and not isinstance(given, bool) else None
        return {"id": name, "details": _details(ExtractRequest.model_validate(data), own)}
    except UnicodeDecodeError:
        return {"id": name, "error": "not UTF-8"}
    except json.JSONDecodeError as error:
        return {"id": name, "error": f"not JSON: {error.msg} at character {error.pos}"}
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return {"id": name, "error": f"{'/'.join(str(part) for part in first['loc'][:1])}: {first['msg']}"}
    except Exception as error:
        return {"id": name, "error": " ".join(str(error).split()) or type(error).__name__}


def _details(request: ExtractRequest, own: OwnKnowledge | None) -> list[dict[str, Any]]:
    import sources
    from reconcile.languages.pack import pack
    from reconcile.pipeline import extract as extract_claims
    from schemas.export import ExtractedDetail
    from schemas.knowledge import NOTHING

    if not request.text.strip():
        return []
    # A byte order mark would be dropped and shift every offset; a space in its place does not.
    text = " " + request.text[1:] if request.text.startswith("\ufeff") else request.text
    own = own or NOTHING
    article = sources.from_text(text, published=request.published, language=request.language, own=own)
    if article.language is not None and pack(article.language) is None:
        raise ValueError(f"language {article.language!r} is not read here; ko and en are")
    details = [detail for claim in extract_claims(article, own=own) for detail in claim.details]
    details.sort(key=lambda detail: (detail.start, detail.end, detail.kind))
    return [
        ExtractedDetail(
            kind=detail.kind,
            start=detail.start,
            end=detail.end,
            text=detail.text,
            role=detail.role,
            value=detail.value,
        ).to_json_dict()
        for detail in details
    ]


def _compact(answer: dict[str, Any]) -> str:
    written = json.dumps(answer, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in written) + "\n"
