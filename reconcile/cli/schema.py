"""`reconcile schema`: the published JSON Schemas."""

from __future__ import annotations

import click

from reconcile.cli.terminal import Trouble, emit


@click.command(
    epilog="""\b
Examples:
  reconcile schema
  reconcile schema reconciliation-1"""
)
@click.argument("name", required=False)
def schema(name: str | None) -> int:
    """Print the JSON Schema NAME, or list the names."""
    from schemas.validate import UnknownSchema, published_names, published_text

    if name is None:
        emit("".join(f"{known}\n" for known in published_names()))
        return 0
    wanted = name.replace("/", "-")
    if wanted not in published_names() and f"{wanted}-1" in published_names():
        wanted = f"{wanted}-1"
    try:
        emit(published_text(wanted))
    except UnknownSchema:
        raise Trouble(f"no schema {name!r}; there are: {', '.join(published_names())}") from None
    return 0
