"""`reconcile check`: a draft against its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reconcile.cli import baseline as known_differences
from reconcile.cli.diff import FORMATS, deliver, lang_option, semantic_option
from reconcile.cli.knowledge import config_options, own_knowledge
from reconcile.cli.terminal import Trouble, say

if TYPE_CHECKING:
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
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the report."
)
@click.option("--only", type=click.Choice(SECTION_NAMES), multiple=True, help="Show only these; may be repeated.")
@lang_option
@click.option("--output", metavar="FILE", help="Write the report to FILE.")
@click.option("--quiet", is_flag=True, help="Print no report and no note; the exit status tells.")
@click.option("--strict", is_flag=True, help="A source that cannot be read ends the run.")
@click.option("--sourced", is_flag=True, help="Exit 1 also for a figure, date or quote that is in no source.")
@click.option("--published", multiple=True, metavar="N=DATE", help="Publication time: of the draft 1, sources from 2.")
@click.option("--outlet", multiple=True, metavar="N=NAME", help="Outlet of article N, counted so.")
@click.option("--language", multiple=True, metavar="N=CODE", help="Language of article N, such as ko or en.")
@known_differences.baseline_options
@semantic_option
@config_options
def check(
    draft: str | None,
    against: tuple[str, ...],
    format_: str,
    only: tuple[str, ...],
    lang: str,
    output: str | None,
    quiet: bool,
    strict: bool,
    sourced: bool,
    published: tuple[str, ...],
    outlet: tuple[str, ...],
    language: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    no_semantic: bool,
    config: str | None,
    no_config: bool,
) -> int:
    """Check a draft against its sources: what they support, contradict, do not have, and what the draft leaves out."""
    if draft is None:
        raise Trouble(f"give the draft first: {_USAGE}")
    if not against:
        raise Trouble(f"give its sources after --against: {_USAGE}")
    from reconcile.cli import inputs

    names = (draft, *against)
    known = known_differences.load(baseline)
    own = own_knowledge(names, config=config, no_config=no_config, quiet=quiet)
    found = inputs.read(names, published=published, outlet=outlet, language=language, own=own)
    if any(failure.at == 0 for failure in found.failures):
        raise Trouble(f"no draft to check: {found.failures[0]}")
    nothing = len(found.articles) < 2
    for failure in found.failures:
        say(f"reconcile: {'' if strict or nothing else 'warning: '}{failure}")
    if found.failures and strict:
        return 2
    if nothing:
        raise Trouble("nothing to check against: no source could be read")
    from reconcile.desk.check import checked
    from reconcile.pipeline import reconcile
    from reconcile.settings import Settings

    settings = Settings(semantic=not no_semantic)
    left_out = inputs.not_compared(found.failures)
    document = reconcile(found.articles, own=own, settings=settings, not_compared=left_out)
    unread = {failure.at for failure in found.failures}
    read = [name for at, name in enumerate(names) if at not in unread]
    document = known_differences.apply(document, read, known=known, write=write_baseline)
    result = checked(document, document.articles[0].id)
    _refuse_silence(result, draft)
    if not quiet or output is not None:
        deliver(lambda **layout: rendered(result, format_, only=only, lang=lang, **layout), output)
    return 1 if _contradicted(result) or (sourced and _unsourced(result)) else 0


def rendered(result: Check, format_: str, *, only: Sequence[str], lang: str, width: int, colour: bool) -> str:
    """`result` in one of FORMATS."""
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
