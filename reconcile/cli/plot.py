"""`reconcile plot`: a picture of a comparison, for a story or a slide."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.comparison import compared
from reconcile.cli.options import PICTURE_NAMES, Run, lang_option, only_option, run_options
from reconcile.cli.terminal import Trouble, emit, write_file

if TYPE_CHECKING:
    from reconcile.cli.inputs import Inputs
    from reconcile.report.messages import Language
    from reconcile.report.picture_canvas import Theme
    from schemas.reconciliation import Reconciliation, Verdict


@click.command(
    epilog="""\b
Pictures:
  figures   each measure that is not put the same everywhere: values, what their wording allows, open ends
  timeline  dates in order, and how each source puts them
  coverage  what more than one source tells, and how each stands to it
  verdicts  the claims of each source by how they came out

\b
They need the extra plot (pip install "reconcile[plot]"); a PNG needs a font that has Hangul.
Exit status: 0 drawn, 2 trouble; nothing to draw is trouble.

\b
Examples:
  reconcile plot wire.txt daily.html --output figures.png
  reconcile plot wire.txt daily.html --picture coverage --lang en --theme dark --output coverage.svg
  reconcile diff wire.txt daily.html --format json --output story.json
  reconcile plot story.json --picture timeline --output timeline.png --scale 3"""
)
@click.argument("articles", nargs=-1, metavar="A B [C …] | DOCUMENT.json")
@click.option(
    "--picture", type=click.Choice(PICTURE_NAMES), default=PICTURE_NAMES[0], show_default=True, help="What to draw."
)
@click.option(
    "--format", "format_", type=click.Choice(("png", "svg")), help="Form of the picture; else the ending of --output."
)
@click.option("--theme", type=click.Choice(("light", "dark")), default="light", show_default=True, help="Its colours.")
@click.option(
    "--scale",
    type=click.FloatRange(0.5, 4),
    default=2.0,
    show_default=True,
    help="A PNG is 960 pixels times this wide.",
)
@click.option("--fonts", metavar="DIR", help="A folder of fonts to use for a PNG, beside those of the machine.")
@only_option
@lang_option
@run_options
def plot(
    articles: tuple[str, ...], picture: str, format_: str | None, theme: Theme, scale: float, fonts: str | None,
    only: tuple[Verdict, ...], lang: str, run: Run,
) -> int:  # fmt: skip
    """Draw a comparison: two or more articles, or one that `reconcile diff --format json` wrote."""
    if not articles:
        raise Trouble("give two or more articles to compare, or a document that reconcile diff --format json wrote")
    form = format_ or _form(run.output)
    to_screen = run.output in (None, "-")
    if form == "png" and to_screen and sys.stdout.isatty():
        raise Trouble("a PNG is nothing for a terminal: give --output FILE, or --format svg")
    if fonts is not None and not Path(fonts).is_dir():
        raise Trouble(f"--fonts {fonts}: no such folder")
    from reconcile.report import pictures

    language: Language | None = None if lang == "auto" else lang  # type: ignore[assignment]
    drawn: str | bytes
    try:
        # What is missing is told before the time of a comparison is spent.
        pictures.installed() if form == "svg" else pictures.drawable(fonts)
        document = _document(articles[0], run) if len(articles) == 1 else compared(articles, run, _lacking)[0]
        if form == "svg":
            drawn = pictures.svg(document, picture, language=language, theme=theme, only=only)
        else:
            drawn = pictures.png(document, picture, language=language, theme=theme, only=only, scale=scale, fonts=fonts)
    except pictures.PictureError as error:
        raise Trouble(str(error)) from None
    if not to_screen:
        write_file(str(run.output), drawn)
    elif not run.quiet:
        emit(drawn)
    return 0


def _form(output: str | None) -> str:
    ending = Path(output or "").suffix.lower()
    if ending in (".svg", ".png"):
        return ending[1:]
    if ending:
        raise Trouble(f"--output {output}: give --format png or svg, or a name that ends in .png or .svg")
    return "png"


def _lacking(found: Inputs) -> str | None:
    if len(found.articles) >= 2:
        return None
    return str(found.failures[0]) if found.failures else "nothing to compare"


def _document(name: str, run: Run) -> Reconciliation:
    """The document in the file `name`. Raises Trouble."""
    given = [option for option in ("published", "outlet", "language", "config", "baseline", "write_baseline")
             if getattr(run, option)]  # fmt: skip
    if given:
        raise Trouble(f"a document is drawn as it is, without --{given[0].replace('_', '-')}; or give two articles")
    import json

    from reconcile.cli import inputs
    from schemas.validate import InvalidDocument, UnknownSchema, load_reconciliation

    inputs.keep((name,), {"--output": run.output})
    try:
        data = json.loads(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except OSError as error:
        raise Trouble(f"cannot read {name}: {error.strerror}") from None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not str(data.get("schema", "")).startswith("reconciliation/"):
        raise Trouble(
            f"{name} is no document of a comparison: give one of reconcile diff --format json, or two articles"
        )
    try:
        return load_reconciliation(data)
    except (InvalidDocument, UnknownSchema) as error:
        raise Trouble(f"cannot read {name}: {error}") from None
