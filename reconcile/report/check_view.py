"""What the report of a checked draft shows, before it has a form; its text and Markdown lay out the same view."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reconcile.report.context import Fragment, Surroundings, plain, plain_edges
from reconcile.report.messages import Language, text
from reconcile.report.roles import Roles
from reconcile.report.values import label
from reconcile.report.view import Source, independent, known_notes
from reconcile.report.wording import Wordings
from schemas.article import Article
from schemas.check import FATES, Check, CheckedClaim, CheckedDetail, Fate, Stand
from schemas.reconciliation import Evidence, Relation
from schemas.values import DetailKind, QuoteValue, StatementValue

Section = Fate | str
SECTIONS: tuple[Section, ...] = (
    "contradicted", "update", "in_no_source", "unclear", "omitted", "partly_supported", "supported",
)  # fmt: skip
"""In the order of the report: what has to change, what has to be found out, what is missing, what stands."""

_UNSOURCED: tuple[DetailKind, ...] = ("figure", "quote", "date", "person", "organisation", "place", "statement")
_LEFT_OUT: tuple[DetailKind, ...] = ("figure", "quote", "statement", "date", "place", "person", "organisation")
_NAMES = frozenset({"place", "person", "organisation"})
_WHAT: dict[Fate, str] = {"contradicted": "against", "update": "later", "unclear": "other"}
_VOICES = 2
"""Sources whose words are shown for one value; the others are named."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The sentence of an article around a value."""

    source: str
    words: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who holds a value: `what` says how it stands to the draft's."""

    what: str
    who: str
    count: str
    value: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A detail of the draft that others see otherwise."""

    place: str
    kind: str
    role: str
    relation: str
    reason: str
    draft: tuple[Fragment, ...]
    parties: tuple[Party, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line: where in the draft (empty for what it leaves out), what, in which words, and whose."""

    place: str
    kind: str
    role: str
    words: tuple[Fragment, ...]
    tail: str = ""


@dataclass(frozen=True, slots=True)
class CheckView:
    language: Language
    draft: Source
    sources: tuple[Source, ...]
    claims: tuple[tuple[Fate, int], ...]
    omitted: int
    issues: dict[Section, tuple[Issue, ...]]
    rows: dict[Section, tuple[Row, ...]]
    notes: tuple[str, ...]

    def has(self, section: Section) -> int:
        """How many things the section shows."""
        return len(self.issues.get(section, ())) + len(self.rows.get(section, ()))


def build(check: Check, language: Language, only: Collection[Section] = ()) -> CheckView:
    """The view of `check` in `language`; with `only`, nothing but these sections."""
    return _Viewer(check, language).view(only)


class _Viewer:
    def __init__(self, check: Check, language: Language) -> None:
        self.check = check
        self.language = language
        document = check.document
        self.around = Surroundings(document.articles, document.claims)
        self.claims = {c.id: c for c in document.claims}
        self.wordings = Wordings(document, language)
        roles = Roles(document, language)
        self.roles = {c.id: roles.words(c) for entry in document.reconciled for c in entry.comparisons}
        articles = {a.id: a for a in document.articles}
        self.draft = Source(0, self._say("draft"), self._title(articles[check.draft]), "")
        named = []
        for number, article in enumerate((articles[s] for s in check.sources), 1):
            fallback = text(language, "report.check.source", {"number": number})
            twice = sum(articles[s].outlet == article.outlet for s in check.sources) > 1
            outlet = plain(article.outlet or "")
            name = f"{outlet} {number}" if outlet and twice else outlet or fallback
            date = (article.published or "")[:16].replace("T", " ") or text(language, "report.no_date")
            named.append(Source(number, name, self._title(article), date))
        self.sources = tuple(named)
        self.names = {check.draft: self._say("draft")}
        self.names |= {s: source.name for s, source in zip(check.sources, named, strict=True)}

    def _title(self, article: Article) -> str:
        return plain(article.title or "") or text(self.language, "report.untitled")

    def view(self, only: Collection[Section]) -> CheckView:
        check = self.check
        issues: dict[Section, list[Issue]] = {"contradicted": [], "update": [], "unclear": []}
        known = frozenset(check.document.baseline.known) if check.document.baseline else frozenset()
        for claim in check.claims:
            for detail in claim.details:
                if detail.comparison in known:
                    continue
                if detail.fate in issues and not _told_with_another(detail, claim.details):
                    issues[detail.fate].append(self._issue(claim, detail))
        rows: dict[Section, list[Row]] = {
            "in_no_source": list(self._unsourced()),
            "omitted": list(self._omitted()),
            "partly_supported": [self._backed(c) for c in check.claims if c.fate == "partly_supported"],
            "supported": [self._backed(c) for c in check.claims if c.fate == "supported"],
        }
        shown = only or SECTIONS
        return CheckView(
            language=self.language,
            draft=self.draft,
            sources=self.sources,
            claims=tuple((fate, check.summary.claims.get(fate, 0)) for fate in FATES),
            omitted=check.summary.omitted,
            issues={name: tuple(found) for name, found in issues.items() if name in shown},
            rows={name: tuple(found) for name, found in rows.items() if name in shown},
            notes=(*known_notes(check.document, self.language), *(() if only else self._notes())),
        )

    # -- what stands against the draft -------------------------------------------------------------------------------

    def _issue(self, claim: CheckedClaim, detail: CheckedDetail) -> Issue:
        parties = [self._party(_WHAT[detail.fate], stand, detail.relation) for stand in detail.against]
        if detail.supported_by is not None:
            parties.append(self._party("alike", detail.supported_by, detail.relation))
        notes = [self.wordings.basis(basis, sourced=False) for basis in detail.basis]
        if detail.fate == "contradicted" and detail.supported_by is not None:
            against = [self.names[s] for stand in detail.against for s in stand.sources]
            if against:
                with_it = ", ".join(self.names[s] for s in detail.supported_by.sources)
                sides = {"with_it": with_it, "against": ", ".join(dict.fromkeys(against))}
                notes.insert(0, text(self.language, "report.check.sides", sides))
        return Issue(
            place=f"{detail.line}:{detail.column}",
            kind=label(self.language, "kind", detail.kind),
            role=self.roles[detail.comparison],
            relation=label(self.language, "relation", detail.relation) if detail.relation else "",
            reason=plain(getattr(detail.explanation, self.language)),
            draft=self.around.around(self.check.draft, detail.start, detail.end, claim.claim),
            parties=tuple(parties),
            notes=tuple(notes),
        )

    def _party(self, what: str, stand: Stand, relation: Relation | None) -> Party:
        if stand.sources:
            who = ", ".join(self.names[s] for s in stand.sources)
            count = independent(stand.independent_sources, self.language)
        else:
            who, count = self._say("itself" if stand.evidence else "reference"), ""
        first = {e.article: e for e in reversed(stand.evidence) if e.article != self.check.draft or not stand.sources}
        voices = [self._voice(first[name]) for name in self.names if name in first]
        return Party(
            what=self._say(what),
            who=who,
            count=count,
            value=self._value(stand, relation),
            voices=tuple(voices[:_VOICES]) if what != "alike" else (),
        )

    def _value(self, stand: Stand, relation: Relation | None) -> str:
        """The value in a word; the words of a quote and of a statement are told by the voices."""
        if isinstance(stand.value, QuoteValue):
            speaker = stand.value.speaker if relation == "different_speaker" else None
            return plain(speaker.name) if speaker else ""
        if isinstance(stand.value, StatementValue):
            return ""
        if stand.value is None:
            return " · ".join(dict.fromkeys(plain(e.text) for e in stand.evidence))
        return plain(self.wordings.show(stand.value, stand.evidence))

    def _voice(self, evidence: Evidence) -> Voice:
        words = self.around.around(evidence.article, evidence.start, evidence.end, evidence.claim)
        return Voice(self.names[evidence.article], words)

    # -- lines -------------------------------------------------------------------------------------------------------

    def _unsourced(self) -> Iterator[Row]:
        """Details in no source by kind, figures first."""
        found: list[tuple[int, int, Row]] = []
        for claim in self.check.claims:
            missing = [d for d in claim.details if d.fate == "in_no_source"]
            for detail in missing:
                of = claim if detail.kind == "statement" else detail
                row = Row(
                    place=f"{of.line}:{of.column}",
                    kind=label(self.language, "kind", detail.kind),
                    role=self.roles[detail.comparison],
                    words=self._marked(claim, [detail]),
                    tail=self._beside(detail),
                )
                found.append((_UNSOURCED.index(detail.kind), detail.start, row))
        yield from (row for *_, row in sorted(found, key=lambda f: f[:2]))

    def _beside(self, detail: CheckedDetail) -> str:
        """Beside a detail in no source: the earlier state that sources have, or where they have its value."""
        earlier = [
            f"{s.evidence[0].text} ({', '.join(self.names[n] for n in s.sources)})" for s in detail.against if s.sources
        ]
        if earlier:
            return text(self.language, "report.check.earlier", {"values": plain(" · ".join(earlier))})
        names = ", ".join(self.names[e.article] for e in detail.elsewhere)
        return text(self.language, "report.check.elsewhere", {"sources": names}) if names else ""

    def _omitted(self) -> Iterator[Row]:
        """By kind, names last; names without their sentence."""
        rank = {kind: at for at, kind in enumerate(_LEFT_OUT)}
        for omission in sorted(self.check.omitted, key=lambda o: rank[o.kind]):
            first = omission.evidence[0]
            words: tuple[Fragment, ...] = (Fragment(plain(first.text), mark=True),)
            if omission.kind == "statement":
                words = (Fragment(plain(self.claims[first.claim].text)),)
            elif omission.kind not in _NAMES:
                words = self.around.around(first.article, first.start, first.end, first.claim)
            yield Row(
                place="",
                kind=label(self.language, "kind", omission.kind),
                role=self.roles[omission.comparison],
                words=words,
                tail=self._tail(omission.sources, omission.independent_sources),
            )

    def _tail(self, sources: Sequence[str], count: int) -> str:
        names = ", ".join(self.names[s] for s in sources)
        return f"{names} ({independent(count, self.language)})" if count < len(sources) else names

    def _backed(self, claim: CheckedClaim) -> Row:
        backed = [d for d in claim.details if d.fate == "supported"]
        return Row(
            place=f"{claim.line}:{claim.column}",
            kind="",
            role="",
            words=self._marked(claim, backed),
            tail=self._tail(claim.supported_by, claim.independent_sources),
        )

    def _marked(self, claim: CheckedClaim, details: Sequence[CheckedDetail]) -> tuple[Fragment, ...]:
        """The words of the claim with these details marked; a statement, which is the whole claim, marks nothing."""
        pieces: list[Fragment] = []
        at = claim.start
        for detail in details:
            if detail.kind == "statement" or detail.start < at or detail.end > claim.end:
                continue
            pieces.append(Fragment(self._cut(claim, at, detail.start)))
            pieces.append(Fragment(self._cut(claim, detail.start, detail.end), mark=True))
            at = detail.end
        pieces.append(Fragment(self._cut(claim, at, claim.end)))
        return tuple(piece for piece in pieces if piece.text)

    @staticmethod
    def _cut(claim: CheckedClaim, start: int, end: int) -> str:
        return plain_edges(claim.text[start - claim.start : end - claim.start])

    def _notes(self) -> Iterator[str]:
        disputed = len(self.check.disputed_elsewhere)
        if disputed:
            yield text(self.language, "report.check.disputed", {"count": disputed})
        for item in self.check.document.not_compared:
            yield plain(getattr(item.explanation, self.language))

    def _say(self, name: str) -> str:
        return text(self.language, f"report.check.{name}")


def _told_with_another(detail: CheckedDetail, details: Sequence[CheckedDetail]) -> bool:
    """Whether a quote of the same fate holds the detail: the figure in a quote that was altered is told with it."""
    return any(
        other.kind == "quote" != detail.kind
        and other.fate == detail.fate
        and other.start <= detail.start
        and detail.end <= other.end
        for other in details
    )
