"""`reconcile demo`: the bundled example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reconcile.cli.diff import refuse_facts, report
from reconcile.cli.options import FORMATS, facts_option, format_option, lang_option, only_option

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.reconciliation import Verdict


@click.command(
    epilog="""\b
Examples:
  reconcile demo
  reconcile demo --only conflict --lang en"""
)
@format_option(FORMATS)
@facts_option
@only_option
@lang_option
def demo(format_: str, facts: bool, only: tuple[Verdict, ...], lang: str) -> int:
    """Compare the bundled articles: four invented reports of one invented event."""
    from reconcile.pipeline import reconcile

    refuse_facts(facts, format_)
    document = reconcile(articles())
    report(document, format_=format_, facts=facts, only=only, lang=lang, output=None, quiet=False)
    return 0


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
