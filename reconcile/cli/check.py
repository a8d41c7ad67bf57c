"""`reconcile check`: a draft against its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reconcile.cli.comparison import compared
from reconcile.cli.options import CHECK_FORMATS, Run, format_option, lang_option, no_pager_option, run_options
from reconcile.cli.terminal import Trouble, deliver

if TYPE_CHECKING:
    from reconcile.cli.inputs import Inputs
    from schemas.check import Check

SECTION_NAMES = (
    "contradicted", "update", "in_no_source", "unclear", "omitted", "partly_supported", "supported",
)  # fmt: skip
"""Those of reconcile.report.check_view, repeated because importing it costs more than showing the help."""
_USAGE = "reconcile check draft.txt --against wire.txt daily.html"
_ASK_A_SOURCE = frozenset({"figure", "date", "quote"})


class _DraftThenSources(click.Command):
    """Takes every word after --against for a source: `DRAFT --against A B C`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        takes_value = {name for p in self.params if isinstance(p, click.Option) and not p.is_flag for name in p.opts}
        written: list[str] = []
        against = value = False
        for word in args:
            if value or (word.startswith("-") and word != "-"):
                written.append(word)
            else:
                written += ["--against", word] if against else [word]
            against = against or word.split("=")[0] == "--against"
            value = not value and word in takes_value
        return super().parse_args(ctx, written)


@click.command(
    cls=_DraftThenSources,
    epilog="""\b
The draft is one file, - or an address; the sources follow --against, which takes all that come after it.
They are numbered so for --published and its like: the draft is article 1, the sources follow from 2.
Every finding names its line and column in the draft. A name that the sources know supports no claim by itself.

\b
Exit status: 0 no claim is contradicted, 1 at least one is, 2 trouble. With --sourced, a figure, a date or a
quote that is in no source makes it 1 as well; with --baseline, contradictions that it knows do not count.

\b
Examples:
  reconcile check draft.txt --against wire.txt daily.html
  reconcile check draft.txt --against wire.txt --against daily.html --only contradicted --only omitted
  reconcile check draft.txt --against wire.txt daily.html --sourced --quiet
  reconcile check - --against wire.txt --published 1=2026-03-15 --format json < draft.txt""",
)
@click.argument("draft", metavar="DRAFT", required=False)
@click.option("--against", multiple=True, metavar="SOURCE…", help="A source; more may follow it.")
@format_option(CHECK_FORMATS)
@click.option("--only", type=click.Choice(SECTION_NAMES), multiple=True, help="Show only these; may be repeated.")
@lang_option
@no_pager_option
@click.option("--sourced", is_flag=True, help="Exit 1 also for a figure, date or quote that is in no source.")
@run_options
def check(
    draft: str | None,
    against: tuple[str, ...],
    format_: str,
    only: tuple[str, ...],
    lang: str,
    no_pager: bool,
    sourced: bool,
    run: Run,
) -> int:
    """Check a draft against its sources: what they support, contradict, do not have, and what the draft leaves out."""
    if draft is None:
        raise Trouble(f"give the draft first: {_USAGE}")
    if not against:
        raise Trouble(f"give its sources after --against: {_USAGE}")
    document, _ = compared((draft, *against), run, _lacking)
    from reconcile.desk.check import checked

    result = checked(document, document.articles[0].id)
    _refuse_silence(result, draft)
    if not run.quiet or run.output is not None:
        paged = format_ == "text" and not no_pager
        deliver(lambda **page: rendered(result, format_, only=only, lang=lang, **page), run.output, paged=paged)
    return 1 if _contradicted(result) or (sourced and _unsourced(result)) else 0


def _lacking(found: Inputs) -> str | None:
    if any(failure.at == 0 for failure in found.failures):
        return f"no draft to check: {found.failures[0]}"
    return None if len(found.articles) >= 2 else "nothing to check against: no source could be read"


def rendered(result: Check, format_: str, *, only: Sequence[str], lang: str, width: int, colour: bool) -> str:
    """`result` in one of CHECK_FORMATS."""
    language = None if lang == "auto" else lang
    if format_ == "json":
        from reconcile.report import json

        return json.render(json.filtered_check(result, only))
    if format_ == "md":
        from reconcile.report import check_markdown

        return check_markdown.render(result, language=language, only=only)  # type: ignore[arg-type]
    from reconcile.report import check_text

    return check_text.render(result, language=language, only=only, width=width, colour=colour)  # type: ignore[arg-type]


def _refuse_silence(result: Check, draft: str) -> None:
    """Raises Trouble where one side has no statement: nothing in no source is no finding then."""
    advice = "give articles in Korean or English"
    if not result.claims:
        raise Trouble(f"nothing to check: no statement in {draft}; {advice}")
    if all(claim.article == result.draft for claim in result.document.claims):
        raise Trouble(f"nothing to check against: no statement in any source; {advice}")


def _contradicted(result: Check) -> bool:
    known = set(result.document.baseline.known) if result.document.baseline else set()
    return any(d.fate == "contradicted" and d.comparison not in known for c in result.claims for d in c.details)


def _unsourced(result: Check) -> bool:
    return any(d.fate == "in_no_source" and d.kind in _ASK_A_SOURCE for c in result.claims for d in c.details)
