"""`reconcile diff`: compare articles and report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.comparison import compared
from reconcile.cli.options import (
    FACT_FORMATS,
    FORMATS,
    Layout,
    Run,
    facts_option,
    format_option,
    lang_option,
    layout_options,
    only_option,
    run_options,
)
from reconcile.cli.terminal import Trouble, deliver, say

if TYPE_CHECKING:
    from reconcile.cli.inputs import Inputs
    from reconcile.report.messages import Language
    from schemas.reconciliation import Reconciliation, Verdict


@click.command(
    epilog="""\b
Exit status: 0 compared and no conflict, 1 at least one conflict, 2 trouble. With --baseline, conflicts
that it knows do not count; a changed value, or a source that changes sides, is a new conflict.

\b
In a terminal a report that is longer goes through RECONCILE_PAGER, or PAGER, or less; an empty name is none.

\b
Examples:
  reconcile diff wire.txt daily.html local.txt
  reconcile diff a.txt b.txt --format html --output report.html
  reconcile diff a.txt b.txt --format html --pictures --output report.html
  reconcile diff a.txt b.txt --only conflict --lang en
  reconcile diff a.txt b.txt --side-by-side --context 1
  reconcile diff a.txt b.txt --facts --format csv --output facts.csv
  reconcile diff a.txt b.txt --config newsroom.toml
  reconcile diff a.txt b.txt --write-baseline known.json
  reconcile diff a.txt b.txt --baseline known.json
  reconcile diff a.txt b.txt --published 1=2026-03-14 --outlet 2="The Daegu Courier"
  curl -s https://example.org/story | reconcile diff a.txt - --format json"""
)
@click.argument("articles", nargs=-1, metavar="A B [C …]")
@format_option(FORMATS)
@facts_option
@click.option("--pictures", is_flag=True, help="Put the pictures of `reconcile plot` in the page; --format html.")
@only_option
@lang_option
@layout_options
@run_options
def diff(
    articles: tuple[str, ...],
    format_: str,
    facts: bool,
    pictures: bool,
    only: tuple[Verdict, ...],
    lang: str,
    layout: Layout,
    run: Run,
) -> int:
    """Compare two or more articles: files, - for standard input, or http(s) addresses."""
    if len(articles) < 2:
        raise Trouble("give two or more articles to compare")
    refuse(facts, format_, layout)
    if pictures:
        _refuse_pictures(facts, format_)
    document, read = compared(articles, run, _lacking)
    report(
        document,
        format_=format_,
        facts=facts,
        pictures=pictures,
        only=only,
        lang=lang,
        layout=layout,
        output=run.output,
        quiet=run.quiet,
    )
    return status(document, read)


def _lacking(found: Inputs) -> str | None:
    read, failures = len(found.articles), found.failures
    if read >= 2:
        return None
    if len(failures) == 1:
        return f"nothing to compare: {failures[0]}"
    return f"nothing to compare: {read} of {read + len(failures)} articles could be read"


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


def refuse(facts: bool, format_: str, layout: Layout) -> None:
    """Raises Trouble where something is asked for in a form that does not have it."""
    if facts and format_ not in FACT_FORMATS:
        raise Trouble(f"a fact sheet is {' or '.join(FACT_FORMATS)}, not {format_}: give --format {FACT_FORMATS[0]}")
    form = "a fact sheet" if facts else f"--format {format_}"
    if layout.side_by_side and form != "--format text":
        raise Trouble(f"--side-by-side is for a terminal, and {form} has no columns: leave one of them out")
    if layout.context is not None and form not in ("--format text", "--format md"):
        raise Trouble(f"--context is for --format text and md, and {form} takes none: leave one of them out")


def _refuse_pictures(facts: bool, format_: str) -> None:
    """Raises Trouble where pictures have no page to stand in, or cannot be made."""
    if facts or format_ != "html":
        raise Trouble("--pictures go into the page: give --format html; files are what reconcile plot writes")
    from reconcile.report.pictures import PlotMissing, installed

    try:
        installed()
    except PlotMissing as error:
        raise Trouble(str(error)) from None


def report(
    document: Reconciliation,
    *,
    format_: str,
    facts: bool = False,
    pictures: bool = False,
    only: Collection[Verdict],
    lang: str,
    layout: Layout,
    output: str | None,
    quiet: bool,
) -> None:
    """Print or write the report in the form asked for."""
    if quiet and output is None:
        return
    language: Language | None = None if lang == "auto" else lang  # type: ignore[assignment]

    def render(**page: Any) -> str:
        asked = {"side_by_side": layout.side_by_side, "context": layout.context, **page}
        return rendered(document, format_, facts=facts, pictures=pictures, only=only, language=language, **asked)

    deliver(render, output, paged=format_ == "text" and not layout.no_pager)


def rendered(
    document: Reconciliation,
    format_: str,
    *,
    facts: bool = False,
    pictures: bool = False,
    only: Collection[Verdict] = (),
    language: Language | None = None,
    context: int | None = None,
    **page: Any,
) -> str:
    """`document` in one of FORMATS, or its fact sheet in one of FACT_FORMATS.

    `pictures` are for html, `context` is for text and md, `page` (width, colour, side_by_side) for text.
    """
    if facts:
        return _sheet(document, format_, only, language)
    match format_:
        case "html":
            from reconcile.report import html

            return html.render(document, language=language, only=only, pictures=pictures)
        case "json":
            from reconcile.report import json

            return json.render(json.filtered(document, only))
        case "jsonld":
            from reconcile.report import jsonld

            return jsonld.render(document, only=only)
        case "csv":
            from reconcile.report import csv

            return csv.render(document, language=language, only=only)
        case "md":
            from reconcile.report import markdown

            return markdown.render(document, language=language, only=only, context=context)
    from reconcile.report import text

    return text.render(document, language=language, only=only, context=context, **page)


def _sheet(document: Reconciliation, format_: str, only: Collection[Verdict], language: Language | None) -> str:
    """The fact sheet of `document` in one of FACT_FORMATS."""
    if format_ == "html":
        from reconcile.report import html

        return html.render_facts(document, language=language, only=only)
    from reconcile.report import facts

    return (facts.as_csv if format_ == "csv" else facts.markdown)(document, language=language, only=only)
