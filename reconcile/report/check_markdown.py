"""The report of a checked draft as Markdown, for a ticket: the same view as in the terminal, everything escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reconcile.report.check_view import SECTIONS, CheckView, Issue, Row, Section, build
from reconcile.report.context import Fragment
from reconcile.report.markdown import escape
from reconcile.report.messages import Language, text
from reconcile.report.values import label
from reconcile.report.view import majority_language
from schemas.check import Check


def render(check: Check, *, language: Language | None = None, only: Collection[Section] = ()) -> str:
    """The report as GitHub-flavoured Markdown, ending in a newline."""
    view = build(check, language or majority_language(check.document.articles), only)
    return "\n".join(_lines(check, view, only)).rstrip("\n") + "\n"


def _lines(check: Check, view: CheckView, only: Collection[Section]) -> Iterable[str]:
    def say(name: str) -> str:
        return text(view.language, f"report.check.{name}")

    count = len(view.sources)
    yield f"# {text(view.language, 'report.check.title', {'count': count})}"
    yield from ("", f"**{escape(view.draft.name)}** {escape(view.draft.title)}", "")
    for source in view.sources:
        yield f"{source.number}. **{escape(source.name)}** {escape(source.title)} ({escape(source.date)})"
    fates = " · ".join(f"{label(view.language, 'fate', fate)} **{number}**" for fate, number in view.claims)
    left_out = text(view.language, "report.check.left_out", {"count": view.omitted})
    yield from ("", f"{escape(say('claims'))} {fates} · {left_out}")
    if not check.claims:
        yield from ("", escape(say("no_claim")))
    elif not only and not view.has("contradicted"):
        yield from ("", escape(say("nothing_contradicted")))
    for section in SECTIONS:
        if view.has(section):
            yield from ("", f"## {escape(say(section))} ({view.has(section)})")
        for issue in view.issues.get(section, ()):
            yield from _issue(view, issue)
        rows = view.rows.get(section, ())
        if rows:
            yield ""
        yield from (_row(row) for row in rows)
    if view.notes:
        yield ""
    yield from (f"- {escape(note)}" for note in view.notes)


def _issue(view: CheckView, issue: Issue) -> Iterable[str]:
    about = " · ".join(escape(part) for part in (issue.kind, issue.role) if part)
    relation = f" ({escape(issue.relation)})" if issue.relation else ""
    yield from ("", f"### {escape(issue.place)} {about}{relation}", "", escape(issue.reason), "")
    yield f"- **{escape(text(view.language, 'report.check.draft'))}**: {_words(issue.draft)}"
    for party in issue.parties:
        count = f" ({escape(party.count)})" if party.count else ""
        value = f": **{escape(party.value)}**" if party.value else ""
        yield f"- {escape(party.what)} **{escape(party.who)}**{count}{value}"
        for voice in party.voices:
            lead = f"{escape(voice.source)}: " if voice.source != party.who else ""
            yield from (f"  > {lead}{_words(voice.words)}", "")
    yield from (f"- {escape(note)}" for note in issue.notes)


def _row(row: Row) -> str:
    lead = " ".join(part for part in (escape(row.place), escape(row.kind)) if part)
    role = f"{escape(row.role)}: " if row.role else ""
    tail = f" — {escape(row.tail)}" if row.tail else ""
    return f"- {lead + ' — ' if lead else ''}{role}{_words(row.words)}{tail}"


def _words(fragments: Iterable[Fragment]) -> str:
    return "".join(f"**{escape(f.text)}**" if f.mark and f.text.strip() else escape(f.text) for f in fragments)
