"""`reconcile demo`: the bundled example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.diff import refuse, rendered, report
from reconcile.cli.options import (
    FORMATS,
    Layout,
    facts_option,
    format_option,
    lang_option,
    layout_options,
    only_option,
)
from reconcile.cli.progress import Bar
from reconcile.cli.terminal import Trouble, emit, say, write_file

if TYPE_CHECKING:
    from reconcile.report.messages import Language
    from schemas.article import Article
    from schemas.reconciliation import Reconciliation, Verdict


@click.command(
    epilog="""\b
Examples:
  reconcile demo
  reconcile demo --only conflict --lang en
  reconcile demo --side-by-side
  reconcile demo --html /tmp/demo.html"""
)
@format_option(FORMATS)
@facts_option
@only_option
@lang_option
@layout_options
@click.option(
    "--html",
    "html_file",
    metavar="FILE",
    default="reconcile-demo.html",
    show_default=True,
    help="Where the report as a page goes, beside the one in the terminal.",
)
def demo(format_: str, facts: bool, only: tuple[Verdict, ...], lang: str, layout: Layout, html_file: str) -> int:
    """Compare the bundled articles: four invented reports of one invented event."""
    from reconcile.pipeline import reconcile

    refuse(facts, format_, layout)
    with Bar() as told:
        document = reconcile(articles(), on_progress=told)
    report(document, format_=format_, facts=facts, only=only, lang=lang, layout=layout, output=None, quiet=False)
    if format_ == "text":
        page(document, html_file, None if lang == "auto" else lang)
    return 0


def page(document: Reconciliation, file: str, lang: str | None) -> None:
    """Write the report as a page and say where. A folder that takes no file is a warning."""
    from reconcile.report.messages import text
    from reconcile.report.view import majority_language

    language: Language = lang or majority_language(document.articles)  # type: ignore[assignment]
    try:
        write_file(file, rendered(document, "html", language=language))
    except Trouble as trouble:
        say(f"reconcile: warning: {trouble}")
    else:
        emit(f"\n{text(language, 'report.page', {'file': str(Path(file).resolve())})}\n")


def articles() -> list[Article]:
    """The bundled articles, as demo.toml lists them."""
    import tomllib
    from importlib.resources import files

    import sources
    from reconcile.cases.model import Case

    folder = files("reconcile") / "demo"
    case = Case.model_validate(tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8")))
    read = []
    for item in case.articles:
        data = (folder / item.file).read_bytes()
        media_type = "text/html" if item.file.endswith(".html") else "text/plain"
        given = item.model_dump(include={"outlet", "published", "language"})
        read.append(sources.read(data, media_type=media_type, **given))
    return sources.assign_ids(read)
