"""`reconcile diff`: compare articles and report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli import baseline as known_differences
from reconcile.cli.knowledge import config_options, own_knowledge
from reconcile.cli.terminal import WIDTH, Trouble, colour, emit, say, width, write_file

if TYPE_CHECKING:
    from reconcile.report.messages import Language
    from schemas.reconciliation import Reconciliation, Verdict

FORMATS = ("text", "json", "md")
VERDICT_NAMES = ("conflict", "update", "agreement", "unclear", "unique")
"""Those of schemas.reconciliation, repeated because importing it costs more than showing the help."""

format_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the report."
)
only_option = click.option(
    "--only",
    type=click.Choice(VERDICT_NAMES),
    multiple=True,
    help="Show only these; may be repeated. The exit status stays that of the whole.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(("ko", "en", "auto")),
    default="auto",
    show_default=True,
    help="Language of the report; auto: that of most articles.",
)

semantic_option = click.option(
    "--no-semantic",
    is_flag=True,
    help="Between two languages do not compare what sentences mean, though the extra is installed.",
)


@click.command(
    epilog="""\b
Exit status: 0 compared and no conflict, 1 at least one conflict, 2 trouble. With --baseline, conflicts
that it knows do not count; a changed value, or a source that changes sides, is a new conflict.

\b
Examples:
  reconcile diff wire.txt daily.html local.txt
  reconcile diff a.txt b.txt --only conflict --lang en
  reconcile diff a.txt b.txt --config newsroom.toml
  reconcile diff a.txt b.txt --write-baseline known.json
  reconcile diff a.txt b.txt --baseline known.json
  reconcile diff a.txt b.txt --published 1=2026-03-14 --outlet 2="The Daegu Courier"
  curl -s https://example.org/story | reconcile diff a.txt - --format json"""
)
@click.argument("articles", nargs=-1, metavar="A B [C …]")
@format_option
@only_option
@lang_option
@click.option("--output", metavar="FILE", help="Write the report to FILE.")
@click.option("--quiet", is_flag=True, help="Print no report and no note; the exit status tells.")
@click.option("--strict", is_flag=True, help="An input that cannot be read ends the run.")
@click.option("--published", multiple=True, metavar="N=DATE", help="Publication time of article N, from 1.")
@click.option("--outlet", multiple=True, metavar="N=NAME", help="Outlet of article N.")
@click.option("--language", multiple=True, metavar="N=CODE", help="Language of article N, such as ko or en.")
@known_differences.baseline_options
@semantic_option
@config_options
def diff(
    articles: tuple[str, ...],
    format_: str,
    only: tuple[Verdict, ...],
    lang: str,
    output: str | None,
    quiet: bool,
    strict: bool,
    published: tuple[str, ...],
    outlet: tuple[str, ...],
    language: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    no_semantic: bool,
    config: str | None,
    no_config: bool,
) -> int:
    """Compare two or more articles: files, - for standard input, or http(s) addresses."""
    if len(articles) < 2:
        raise Trouble("give two or more articles to compare")
    from reconcile.cli import inputs

    known = known_differences.load(baseline)
    own = own_knowledge(articles, config=config, no_config=no_config, quiet=quiet)
    found = inputs.read(articles, published=published, outlet=outlet, language=language, own=own)
    too_few = len(found.articles) < 2
    if too_few and len(found.failures) == 1:
        raise Trouble(f"nothing to compare: {found.failures[0]}")
    for failure in found.failures:
        say(f"reconcile: {'' if strict or too_few else 'warning: '}{failure}")
    if found.failures and strict:
        return 2
    if too_few:
        raise Trouble(f"nothing to compare: {len(found.articles)} of {len(articles)} articles could be read")
    from reconcile.pipeline import reconcile
    from reconcile.settings import Settings

    settings = Settings(semantic=not no_semantic)
    left_out = inputs.not_compared(found.failures)
    document = reconcile(found.articles, own=own, settings=settings, not_compared=left_out)
    unread = {failure.at for failure in found.failures}
    read = [name for at, name in enumerate(articles) if at not in unread]
    document = known_differences.apply(document, read, known=known, write=write_baseline)
    report(document, format_=format_, only=only, lang=lang, output=output, quiet=quiet)
    return status(document, read)


def status(document: Reconciliation, names: Sequence[str]) -> int:
    """The exit status that `document` calls for; says why when nothing could be compared. `names`: of its articles."""
    known = len(document.baseline.known) if document.baseline else 0
    if document.summary.by_verdict.get("conflict", 0) > known:
        return 1
    telling = {claim.article for claim in document.claims}
    if len(telling) < 2:
        silent = [name for name, article in zip(names, document.articles, strict=True) if article.id not in telling]
        say(f"reconcile: nothing comparable: no statement in {', '.join(silent)}; give articles in Korean or English")
        return 2
    return 0


def report(
    document: Reconciliation, *, format_: str, only: Collection[Verdict], lang: str, output: str | None, quiet: bool
) -> None:
    """Print or write the report in the form asked for."""
    if quiet and output is None:
        return
    language: Language | None = None if lang == "auto" else lang  # type: ignore[assignment]
    deliver(lambda **layout: rendered(document, format_, only=only, language=language, **layout), output)


def deliver(render: Callable[..., str], output: str | None) -> None:
    """What `render(width=…, colour=…)` gives, to the file `output` or to standard output."""
    if output is not None:
        write_file(output, render(width=WIDTH, colour=False))
    else:
        emit(render(width=width(), colour=colour()))


def rendered(
    document: Reconciliation,
    format_: str,
    *,
    only: Collection[Verdict] = (),
    language: Language | None = None,
    **layout: Any,
) -> str:
    """`document` in one of FORMATS; `layout` (width, colour) is for the text report."""
    if format_ == "json":
        from reconcile.report import json

        return json.render(json.filtered(document, only))
    if format_ == "md":
        from reconcile.report import markdown

        return markdown.render(document, language=language, only=only)
    from reconcile.report import text

    return text.render(document, language=language, only=only, **layout)
