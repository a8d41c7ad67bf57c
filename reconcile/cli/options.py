"""Options that several commands take, and the values of those that belong together as one argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any

import click

Command = Callable[..., Any]

FORMATS = ("text", "json", "md", "html", "jsonld", "csv")
"""Forms of a report on a comparison."""
CHECK_FORMATS = ("text", "json", "md")
"""Forms of a report on a checked draft."""
FACT_FORMATS = ("md", "html", "csv")
"""Forms of a fact sheet."""
PICTURE_NAMES = ("figures", "timeline", "coverage", "verdicts")
"""Those of reconcile.report.pictures."""
VERDICT_NAMES = ("conflict", "update", "agreement", "unclear", "unique")
"""Those of schemas.reconciliation, repeated because importing it costs more than showing the help."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read and compared: what is said of them by number, and own knowledge."""

    published: tuple[str, ...]
    outlet: tuple[str, ...]
    language: tuple[str, ...]
    no_semantic: bool
    config: str | None
    no_config: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is laid out in a terminal."""

    side_by_side: bool
    context: int | None
    no_pager: bool


@dataclass(frozen=True, slots=True)
class Run(Reading):
    """A comparison from the inputs to the report and the exit status."""

    output: str | None
    quiet: bool
    strict: bool
    baseline: str | None
    write_baseline: str | None


def format_option(formats: Sequence[str]) -> Callable[[Command], Command]:
    """The option --format, its first choice the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the report.",
    )


only_option = click.option(
    "--only",
    type=click.Choice(VERDICT_NAMES),
    multiple=True,
    help="Show only these; may be repeated. The exit status stays that of the whole.",
)
facts_option = click.option(
    "--facts", is_flag=True, help=f"A table of the values and who states them; --format {', '.join(FACT_FORMATS)}."
)
lang_option = click.option(
    "--lang",
    type=click.Choice(("ko", "en", "auto")),
    default="auto",
    show_default=True,
    help="Language of the report; auto: that of most articles.",
)
output_option = click.option("--output", metavar="FILE", help="Write the report to FILE.")

no_pager_option = click.option(
    "--no-pager", is_flag=True, help="Print a report that is longer than the terminal without a pager."
)
_LAYOUT = (
    click.option(
        "--side-by-side",
        is_flag=True,
        help="A column for each source, as many as the terminal carries; words that differ are marked.",
    ),
    click.option(
        "--context",
        type=click.IntRange(0, 99),
        metavar="N",
        help="Show N sentences of the article before and after that of each value; 0: the value alone. "
        "Without it: its sentence.",
    ),
    no_pager_option,
)
_KNOWLEDGE = (
    click.option(
        "--config", metavar="FILE", help="Own knowledge to use; without it, a reconcile.toml beside the inputs."
    ),
    click.option("--no-config", is_flag=True, help="Use no reconcile.toml."),
)
_READING = (
    click.option("--published", multiple=True, metavar="N=DATE", help="Publication time of article N, from 1."),
    click.option("--outlet", multiple=True, metavar="N=NAME", help="Outlet of article N."),
    click.option("--language", multiple=True, metavar="N=CODE", help="Language of article N, such as ko or en."),
    click.option(
        "--no-semantic",
        is_flag=True,
        help="Between two languages do not compare what sentences mean, though the extra is installed.",
    ),
    *_KNOWLEDGE,
)
_RUN = (
    output_option,
    click.option("--quiet", is_flag=True, help="Print no report and no note; the exit status tells."),
    click.option("--strict", is_flag=True, help="An input that cannot be read ends the run."),
    click.option("--baseline", metavar="FILE", help="Keep the conflicts that FILE knows quiet; they do not count."),
    click.option("--write-baseline", metavar="FILE", help="Write all conflicts of this run to FILE, for later runs."),
    *_READING,
)


def config_options(command: Command) -> Command:
    """The options --config and --no-config, each an argument of its own."""
    return _with(_KNOWLEDGE, command)


def reading_options(command: Command) -> Command:
    """Options of how articles are read; the command is given them as `reading`."""
    return _with(_READING, _gathering("reading", Reading, command))


def run_options(command: Command) -> Command:
    """Options of a whole comparison; the command is given them as `run`."""
    return _with(_RUN, _gathering("run", Run, command))


def layout_options(command: Command) -> Command:
    """Options of a report in a terminal; the command is given them as `layout`."""
    return _with(_LAYOUT, _gathering("layout", Layout, command))


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def _gathering(name: str, kind: type[Reading | Layout], command: Command) -> Command:
    @wraps(command)
    def gathering(**given: Any) -> Any:
        values = {field.name: given.pop(field.name) for field in fields(kind)}
        return command(**given, **{name: kind(**values)})

    return gathering
