"""`reconcile bench`: change articles at known places and count what is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reconcile.cli.knowledge import own_knowledge
from reconcile.cli.options import config_options, format_option, no_pager_option
from reconcile.cli.progress import Bar
from reconcile.cli.terminal import Trouble, deliver, emit, say
from reconcile.progress import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.article import Article
    from schemas.knowledge import OwnKnowledge

KINDS = (
    "place", "date", "figure", "unit", "speaker", "polarity", "modality", "quote",
    "rounding", "conversion", "notation", "relative_date", "words", "order", "marks", "synonym", "mixed",
)  # fmt: skip
"""Those of reconcile.bench.model, repeated because importing it costs more than showing the help."""


@click.command(
    epilog="""\b
Each article is compared with copies of itself. In one kind of copy one thing is changed, such as a date or a
figure: recall is the share of these changes that is reported as a conflict at that place (an update counts for
a figure or a plan that may have moved on). In the other the wording is changed and no value: every conflict there
is false. The same seed gives the same copies.

\b
Examples:
  reconcile bench
  reconcile bench --kind date --kind place --show misses
  reconcile bench --per-kind 0 --format json > bench.json
  reconcile bench ours/*.txt --seed 7 --level plain"""
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Number that decides the choices."
)
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only this kind of change; may be repeated.")
@click.option(
    "--level",
    type=click.Choice(("plain", "reworded")),
    multiple=True,
    help="Copies with nothing but the change, or reworded elsewhere, too; both by default.",
)
@click.option(
    "--lang", type=click.Choice(("ko", "en")), multiple=True, help="Only articles in this language; may be repeated."
)
@click.option(
    "--per-kind",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    metavar="N",
    help="Changes of each kind and language that are tried; 0: all.",
)
@format_option(("text", "json"))
@click.option("--show", type=click.Choice(("misses",)), help="List what was missed and what was falsely reported.")
@no_pager_option
@config_options
def bench(
    articles: tuple[str, ...],
    seed: int,
    kind: tuple[str, ...],
    level: tuple[str, ...],
    lang: tuple[str, ...],
    per_kind: int,
    format_: str,
    show: str | None,
    no_pager: bool,
    config: str | None,
    no_config: bool,
) -> int:
    """Measure with changed copies of articles, bundled ones or yours, what is found and what is made up."""
    own = own_knowledge(articles, config=config, no_config=no_config, quiet=False)
    given = _articles(articles, lang, own)
    from reconcile.bench import measure, report
    from reconcile.bench.model import LEVELS
    from reconcile.bench.sample import plan

    with Bar() as told:
        extractions = measure.read(counted(given, "claims", told), own)
    if not extractions:
        raise Trouble("nothing to change: give articles in Korean or English")
    planned = plan(
        extractions,
        seed,
        levels=tuple(known for known in LEVELS if not level or known in level),
        kinds=kind,
        per_kind=per_kind or None,
    )
    if not planned.jobs:
        wanted = f"that a change of {' or '.join(kind)} could be made to" if kind else "that could be changed"
        raise Trouble(f"nothing to change: these articles say nothing {wanted}")
    with Bar() as told:
        results = list(measure.run(extractions, counted(planned.jobs, "copies", told), seed, own))
    if format_ == "json":
        from reconcile.report.json import dumps

        emit(dumps(report.as_json(extractions, planned, results, seed, misses=show == "misses")))
    else:
        deliver(
            lambda **page: report.as_text(extractions, planned, results, misses=show == "misses", **page),
            None,
            paged=not no_pager,
        )
    return 0


def _articles(names: Sequence[str], languages: Sequence[str], own: OwnKnowledge) -> Sequence[Article]:
    """The articles named, or the bundled ones; only of the languages asked for. Raises Trouble."""
    if not names:
        from reconcile.bench.bundled import bundled

        return bundled(languages or ("ko", "en"))
    from reconcile.cli import inputs

    found = inputs.read(names, own=own)
    for failure in found.failures:
        say(f"reconcile: warning: {failure}")
    if not found.articles:
        raise Trouble("nothing to change: no article could be read")
    wanted = [a for a in found.articles if not languages or a.language in languages]
    if not wanted:
        raise Trouble(f"nothing to change: none of these articles is in {' or '.join(languages)}")
    return wanted
