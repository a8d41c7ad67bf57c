"""The command `reconcile` and its subcommands."""

from __future__ import annotations

from typing import NoReturn

import click

from reconcile.cli.bench import bench
from reconcile.cli.cases import cases
from reconcile.cli.check import check
from reconcile.cli.demo import demo
from reconcile.cli.diff import diff
from reconcile.cli.extract import extract
from reconcile.cli.mcp import mcp
from reconcile.cli.plot import plot
from reconcile.cli.schema import schema
from reconcile.cli.service import db, keys, serve
from reconcile.cli.why import why


class Commands(click.Group):
    """A group that names its commands when asked for one that it does not have."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            self.unknown(ctx, args[0])
        return super().resolve_command(ctx, args)

    def unknown(self, ctx: click.Context, name: str) -> NoReturn:
        known = ", ".join(self.list_commands(ctx))
        raise click.UsageError(f"no command {name!r}; there are: {known}", ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"reconcile {version('reconcile')}")
        except PackageNotFoundError:
            click.echo("reconcile (not installed)")
        ctx.exit(0)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  reconcile diff wire.txt daily.html
  reconcile diff wire.txt daily.html --format md --output ticket.md
  reconcile plot wire.txt daily.html --output figures.png
  reconcile check draft.txt --against wire.txt daily.html
  reconcile extract wire.txt
  reconcile demo
  reconcile serve""",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def app() -> None:
    """Compare news articles on one event: what they agree on, where they conflict, what only one says."""


for command in (diff, check, why, plot, extract, demo, cases, schema, bench, serve, keys, db, mcp):
    app.add_command(command)
