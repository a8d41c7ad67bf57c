"""`reconcile extract`: the claims of articles, or the details of one text a line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reconcile.cli.knowledge import own_knowledge
from reconcile.cli.lines import answers, batches
from reconcile.cli.options import config_options
from reconcile.cli.progress import Bar
from reconcile.cli.terminal import Trouble, emit, say

if TYPE_CHECKING:
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
@click.option("--quiet", is_flag=True, help="Print no note on the reconcile.toml that is used, and no progress.")
@config_options
def extract(files: tuple[str, ...], jsonl: bool, quiet: bool, config: str | None, no_config: bool) -> int:
    """Print the claims of articles with their typed details."""
    if not files and not jsonl:
        raise Trouble("give a file to read, or --jsonl")
    own = own_knowledge(files or ("-",), config=config, no_config=no_config, quiet=quiet)
    if not jsonl:
        return _claims(files, own, quiet)
    # Where the answers go to the same terminal they tell themselves how far it is.
    with Bar(quiet=quiet or sys.stdout.isatty(), names=files or ("-",)) as told:
        for done, answer in enumerate(answers(batches(files), own), 1):
            emit(answer)
            told("lines", done, 0)
    return 0


def _claims(files: tuple[str, ...], own: OwnKnowledge, quiet: bool) -> int:
    from reconcile.claims.extract import extract_all
    from reconcile.cli import inputs
    from reconcile.report.json import dumps

    with Bar(quiet=quiet, names=files) as told:
        found = inputs.read(files, own=own, on_progress=told)
        for failure in found.failures:
            say(f"reconcile: {failure}")
        claims = [claim for extraction in extract_all(found.articles, own, told) for claim in extraction.claims]
    if found.articles:
        if not claims:
            say(f"reconcile: warning: no statement in {', '.join(files)}; give articles in Korean or English")
        emit(dumps([claim.to_json_dict() for claim in claims]))
    return 2 if found.failures else 0
