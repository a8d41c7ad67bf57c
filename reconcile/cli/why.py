"""`reconcile why`: why two passages were, or were not, compared."""

from __future__ import annotations

import click

from reconcile.cli.knowledge import own_knowledge
from reconcile.cli.options import Reading, format_option, lang_option, no_pager_option, output_option, reading_options
from reconcile.cli.passages import USAGE, parse
from reconcile.cli.terminal import Trouble, deliver


@click.command(
    epilog="""\b
A passage is named by characters, by line, by line and column as `reconcile check` tells them, or by its words:
  wire.txt:120-180    wire.txt:4    wire.txt:4:12    wire.txt:"12명이 다쳐"
Both may stand in one file. Articles named by --among are compared with them, as in the run that is asked about.

\b
Exit status: 0 they were compared with each other, 1 they were not, 2 trouble.

\b
Examples:
  reconcile why wire.txt:120-180 daily.html:300-360
  reconcile why draft.txt:6:1 wire.txt:'"12명이 다쳐"' --among daily.html --lang en"""
)
@click.argument("passages", nargs=-1, metavar="PASSAGE PASSAGE")
@click.option("--among", multiple=True, metavar="FILE", help="Another article of the comparison; may be repeated.")
@format_option(("text", "json"))
@lang_option
@output_option
@no_pager_option
@reading_options
def why(
    passages: tuple[str, ...],
    among: tuple[str, ...],
    format_: str,
    lang: str,
    output: str | None,
    no_pager: bool,
    reading: Reading,
) -> int:
    """Say why two passages were, or were not, compared, step by step."""
    if len(passages) != 2:
        raise Trouble(f"give two passages: {USAGE}")
    asked = [parse(given) for given in passages]
    names = tuple(dict.fromkeys([*(passage.name for passage in asked), *among]))
    from reconcile.cli import inputs

    inputs.keep((*names, reading.config), {"--output": output})
    own = own_knowledge(names, config=reading.config, no_config=reading.no_config, quiet=False)
    found = inputs.read(names, published=reading.published, outlet=reading.outlet, language=reading.language, own=own)
    if found.failures:
        raise Trouble(str(found.failures[0]))
    article = dict(zip(names, found.articles, strict=True))
    places = [(article[p.name].id, *p.within(article[p.name])) for p in asked]
    from reconcile.desk.why import why as ask
    from reconcile.settings import Settings

    answer = ask(found.articles, *places, own=own, settings=Settings(semantic=not reading.no_semantic))
    if format_ == "json":
        from reconcile.report import json

        content = json.render(answer)
        deliver(lambda **_: content, output)
    else:
        from reconcile.report import why_text
        from reconcile.report.view import majority_language

        shown = majority_language(found.articles) if lang == "auto" else lang
        called = {article[name].id: article[name].outlet or name for name in names}
        deliver(
            lambda **page: why_text.render(answer, language=shown, names=called, **page),  # type: ignore[arg-type]
            output,
            paged=not no_pager,
        )
    return 0 if answer.together else 1
