"""`reconcile cases`: articles with expected findings, run or accepted anew."""

from __future__ import annotations

import click

from reconcile.cli.progress import Bar
from reconcile.cli.terminal import emit, say


@click.group(
    epilog="""\b
A case is a folder with case.toml, its articles, and what was found in them when it was last accepted
(expected.json, expected.txt). A reconcile.toml in the folder, or the file that case.toml names by
knowledge = "../ours.toml", is the own knowledge that they are read with.
pytest collects case.toml files as tests, too.

\b
Examples:
  reconcile cases accept my-cases/bridge
  reconcile cases run my-cases"""
)
def cases() -> None:
    """Keep your own articles as regression tests."""


@cases.command(
    epilog="""\b
Exit status: 0 all as expected, 1 something moved or a must failed, 2 trouble.

\b
Example:
  reconcile cases run my-cases"""
)
@click.argument("folder", metavar="DIR")
def run(folder: str) -> int:
    """Compare the articles of one case, or of a folder of cases, with what is expected."""
    from reconcile.cases.runner import run_all

    with Bar() as told:
        return run_all(folder, told.around(emit), say, told)


@cases.command(
    epilog="""\b
Example:
  reconcile cases accept my-cases/bridge"""
)
@click.argument("folder", metavar="DIR")
def accept(folder: str) -> int:
    """Write what is found now as the expectation, and say what changed."""
    from reconcile.cases.runner import accept_all

    with Bar() as told:
        return accept_all(folder, told.around(emit), say, told)
