"""The report as Markdown, for a ticket or a message: the same view as in the terminal.

Nothing of an article can become markup: every character that Markdown or HTML reads is escaped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reconcile.report.context import Fragment
from reconcile.report.messages import Language, text
from reconcile.report.values import label
from reconcile.report.view import Finding, Line, View, build, independent, majority_language
from schemas.reconciliation import Reconciliation, Verdict

_ANYWHERE = "\\`*_[]<>|~&$@#"
_AT_START = "+-=:.!0123456789"
"""What only starts a list, a heading or a table rule, and so is read at the start of a line alone."""


def render(
    document: Reconciliation,
    *,
    language: Language | None = None,
    only: Collection[Verdict] = (),
    context: int | None = None,
) -> str:
    """The report as GitHub-flavoured Markdown, ending in a newline. `context`: as `view.build` takes it."""
    view = build(document, language or majority_language(document.articles), only, context)
    return "\n".join(_lines(view, only)).rstrip("\n") + "\n"


def escape(value: str) -> str:
    """`value` with a backslash before every sign that Markdown or HTML could read as markup.

    Signs that are markup only at the start of a line (1. + - =) are escaped there, and those that make a bare
    address a link (http: www.) wherever they do.
    """
    start = len(value) - len(value.lstrip(_AT_START))
    shown: list[str] = []
    for at, letter in enumerate(value):
        link = (letter == ":" and value[at + 1 : at + 3] == "//") or (
            letter == "." and value[max(0, at - 3) : at].lower() == "www"
        )
        opening = at < start and not letter.isdigit() and (at == 0 or at == start - 1)
        shown.append("\\" + letter if letter in _ANYWHERE or link or opening else letter)
    return "".join(shown)


def _lines(view: View, only: Collection[Verdict]) -> Iterable[str]:
    def say(name: str) -> str:
        return text(view.language, f"report.{name}")

    yield f"# {text(view.language, 'report.title', {'count': len(view.sources)})}"
    yield ""
    for source in view.sources:
        yield f"{source.number}. **{escape(source.name)}** {escape(source.title)} ({escape(source.date)})"
    yield ""
    yield " · ".join(f"{label(view.language, 'verdict', verdict)} **{count}**" for verdict, count in view.counts)
    for verdict in ("conflict", "update"):
        yield from _findings(say(verdict), view.findings[verdict], view)
    if not only and not view.findings["conflict"]:
        yield from ("", say("baseline.no_new_conflict" if view.baseline else "no_conflict"))
    if view.baseline:
        yield ""
    yield from (f"- {escape(note)}" for note in view.baseline)
    if view.agreements:
        yield from ("", f"## {say('agreement')} ({len(view.agreements)})", "")
        yield f"| {say('role')} | {say('value')} | {say('sources')} | {say('relation')} |"
        yield "|---|---|---|---|"
        for line in view.agreements:
            yield _row(line)
    yield from _findings(say("unclear"), view.findings["unclear"], view)
    if view.unique:
        yield from ("", f"## {say('unique')} ({len(view.unique)})")
        for source in view.sources:
            own = [line for line in view.unique if line.sources[:1] == (source.name,)]
            if own:
                yield from ("", f"### {escape(source.name)} ({len(own)})", "")
            for line in own:
                yield f"- {_about(line)}: {escape(line.value)}{_times(line)}"
    if view.checks:
        yield from ("", f"## {say('checks')}", "")
        for kind, outcome, explanation in view.checks:
            yield f"- {escape(kind)} — **{escape(outcome)}**: {escape(explanation)}"
    for name, items in (("copies", view.copies), ("not_compared", view.not_compared)):
        if items:
            yield from ("", f"## {say(name)}", "")
        for item in items:
            yield f"- {escape(item)}"


def _findings(title: str, findings: tuple[Finding, ...], view: View) -> Iterable[str]:
    if findings:
        yield from ("", f"## {title} ({len(findings)})")
    for number, finding in enumerate(findings, 1):
        about = " · ".join(escape(part) for part in (finding.kind, finding.role) if part)
        relation = f" ({escape(finding.relation)})" if finding.relation else ""
        yield from ("", f"### {number}\\. {about}{relation}", "", escape(finding.reason), "")
        for side in finding.sides:
            who = ", ".join(escape(name) for name in side.sources) or text(view.language, "report.basis")
            count = f" ({independent(side.independent, view.language)})" if side.sources else ""
            yield f"- **{who}**{count}" + (f": **{escape(side.value)}**" if side.value else "")
            for voice in side.voices:
                lead = f"{escape(voice.source)}: " if len(side.voices) > 1 else ""
                words = "".join(_fragment(fragment) for fragment in voice.context)
                yield f"  > {lead}{words}" + (f" ×{voice.times}" if voice.times > 1 else "")
                yield ""
        for note in finding.notes:
            yield f"- {escape(note)}"


def _fragment(fragment: Fragment) -> str:
    if fragment.mark and fragment.text.strip():
        return f"**{escape(fragment.text)}**"
    return "\n  > ".join(escape(line) for line in fragment.text.split("\n"))


def _row(line: Line) -> str:
    sources = escape(", ".join(line.sources)) + (f" ({escape(line.note)})" if line.note else "")
    return f"| {_about(line)} | {escape(line.value)}{_times(line)} | {sources} | {escape(line.relation)} |"


def _about(line: Line) -> str:
    return " · ".join(escape(part) for part in (line.kind, line.role) if part)


def _times(line: Line) -> str:
    return f" ×{line.times}" if line.times > max(1, len(line.sources)) else ""
