"""A draft held against its sources, on the comparison of all of them.

    draft      예산은 54억 원이고 다음 달 문을 연다.
    sources    예산은 45억 원이다. (A, B)   다음 달 문을 연다. (B)   주차장은 60면이다. (A, B)

    54억 원      contradicted by A, B: 45억 원
    다음 달      supported by B
    the claim   contradicted, the worst that befalls a detail
    left out    60면, on which A and B agree

A name that the sources know says nothing about what the draft says of it: names alone support no claim. A date that
they know supports a part of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reconcile.alignment.values import relate
from reconcile.desk.lines import Lines
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.settings import Settings
from reconcile.verdicts.independence import Independence
from schemas.article import Article
from schemas.check import FATES, Check, CheckedClaim, CheckedDetail, CheckSummary, Fate, Omission, Stand
from schemas.claim import Claim
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import Comparison, Evidence, NotCompared, ReconciledEntry, Reconciliation
from schemas.values import DateValue, FigureValue, Value

_STATES = frozenset({"figure", "quote", "statement"})
"""Kinds that by themselves state something; names and dates are circumstances."""
_NAMES = frozenset({"place", "person", "organisation"})
_ONE_VALUE = frozenset({"equal", "converted"})
_LEAST_AGREEING = 2
"""Independent sources whose agreement a draft should know of."""


def check(
    draft: Article,
    sources: Sequence[Article],
    *,
    own: OwnKnowledge = NOTHING,
    settings: Settings | None = None,
    not_compared: Sequence[NotCompared] = (),
) -> Check:
    """Each claim of `draft` with what `sources` say to it, and what they agree on and it leaves out.

    `own`, `settings` and `not_compared` are those of `reconcile`. Raises ValueError without a source, RepeatedArticle
    when two articles have one id (`sources.assign_ids` gives a repeated text its own), and OwnKnowledgeRefused.
    """
    if not sources:
        raise ValueError("give at least one source to check the draft against")
    from reconcile.pipeline import reconcile

    document = reconcile([draft, *sources], own=own, settings=settings, not_compared=not_compared)
    return checked(document, draft.id)


def checked(document: Reconciliation, draft: str) -> Check:
    """The check that a document of a draft, by its id, and its sources amounts to."""
    return _Checker(document, draft).check()


class _Checker:
    def __init__(self, document: Reconciliation, draft: str) -> None:
        self.document = document
        self.draft = draft
        self.lines = Lines(next(a.text for a in document.articles if a.id == draft))
        self.sources = tuple(a.id for a in document.articles if a.id != draft)
        self.stated = [(c, d) for c in document.claims if c.article != draft for d in c.details]
        self.independence = Independence([a for a in document.articles if a.id != draft])

    def check(self) -> Check:
        of_claim: dict[str, list[CheckedDetail]] = {}
        for comparison in _comparisons(self.document.reconciled):
            for claim, detail in self._details(comparison):
                of_claim.setdefault(claim, []).append(detail)
        claims = [
            self._claim(claim, of_claim.get(claim.id, ()))
            for claim in self.document.claims
            if claim.article == self.draft
        ]
        omitted = sorted(self._omissions(), key=lambda o: (-o.independent_sources, o.kind in _NAMES))
        return Check(
            draft=self.draft,
            sources=self.sources,
            claims=tuple(claims),
            omitted=tuple(omitted),
            disputed_elsewhere=tuple(
                c.id
                for c in _comparisons(self.document.reconciled)
                if c.verdict == "conflict" and not self._in_draft(c)
            ),
            summary=CheckSummary(
                claims=_counted(c.fate for c in claims),
                details=_counted(d.fate for c in claims for d in c.details),
                omitted=len(omitted),
            ),
            document=self.document,
        )

    # -- details -----------------------------------------------------------------------------------------------------

    def _details(self, comparison: Comparison) -> Iterator[tuple[str, CheckedDetail]]:
        """Every detail of the draft that is evidence for a value of `comparison`, with the id of its claim."""
        for at, item in enumerate(comparison.evidence):
            if item.article == self.draft and item.use == "value":
                yield item.claim, self._detail(comparison, at)

    def _detail(self, comparison: Comparison, at: int) -> CheckedDetail:
        item = comparison.evidence[at]
        own = next((n for n, side in enumerate(comparison.sides) if at in side.evidence), None)
        stands = [self._stand(comparison, n) for n in range(len(comparison.sides))]
        if own is not None and comparison.derivation is not None:
            # What follows from the sources' figures rests on them as much as what they say outright.
            operands = [comparison.evidence[i] for i in comparison.derivation.operands]
            stands[own] = self._held(comparison, own, [*stands[own].evidence, *operands])
        with_draft = stands[own] if own is not None and stands[own].sources else None
        line, column = self.lines.at(item.start)
        fate = self._fate(comparison, own, stands)
        after = own if fate == "update" and own is not None else -1  # what is earlier still is of no interest then
        others = tuple(stand for n, stand in enumerate(stands) if n != own and n > after)
        return CheckedDetail(
            kind=comparison.kind,
            role=comparison.role,
            start=item.start,
            end=item.end,
            text=item.text,
            line=line,
            column=column,
            value=item.value,
            fate=fate,
            relation=comparison.relation,
            explanation=comparison.explanation,
            supported_by=with_draft,
            against=others,
            basis=comparison.basis,
            elsewhere=self._elsewhere(item.value) if fate == "in_no_source" else (),
            comparison=comparison.id,
        )

    def _fate(self, comparison: Comparison, own: int | None, stands: Sequence[Stand]) -> Fate:
        supported = own is not None and bool(stands[own].sources)
        if comparison.verdict == "conflict":
            rivals = [stand for n, stand in enumerate(stands) if n != own]
            # What only the draft itself says otherwise, against its sources, is wrong there and not here.
            alone = bool(rivals) and all(stand.evidence and not stand.sources for stand in rivals)
            return "supported" if supported and alone else "contradicted"
        if comparison.verdict == "unclear":
            return "unclear"
        if comparison.verdict == "update" and own is not None:
            draft_knows_later = any(
                comparison.evidence[i].article == self.draft
                for side in comparison.sides[own + 1 :]
                for i in side.evidence
            )
            if own + 1 < len(stands) and not draft_knows_later:
                return "update"
        return "supported" if supported else "in_no_source"

    def _elsewhere(self, value: Value | None) -> tuple[Evidence, ...]:
        """Where sources have the same figure or date, though for all we know of another thing; one place each."""
        if not isinstance(value, FigureValue | DateValue):
            return ()
        gazetteer = Gazetteer.load()
        found: dict[str, Evidence] = {}
        for claim, detail in self.stated:
            same = isinstance(detail.value, type(value)) and claim.article not in found
            if same and relate(value, detail.value, gazetteer).relation in _ONE_VALUE:
                found[claim.article] = Evidence(
                    article=claim.article,
                    claim=claim.id,
                    detail=detail.id,
                    start=detail.start,
                    end=detail.end,
                    text=detail.text,
                    value=detail.value,
                    use="context",
                )
        return tuple(found[source] for source in self.sources if source in found)

    def _stand(self, comparison: Comparison, side: int) -> Stand:
        return self._held(comparison, side, [comparison.evidence[i] for i in comparison.sides[side].evidence])

    def _held(self, comparison: Comparison, side: int, evidence: Sequence[Evidence]) -> Stand:
        articles = {item.article for item in evidence}
        sources = tuple(a for a in self.sources if a in articles)
        return Stand(
            value=comparison.sides[side].value,
            sources=sources,
            independent_sources=self._independent(evidence),
            evidence=tuple(evidence),
        )

    # -- claims ------------------------------------------------------------------------------------------------------

    def _claim(self, claim: Claim, details: Sequence[CheckedDetail]) -> CheckedClaim:
        line, column = self.lines.at(claim.start)
        ordered = sorted(details, key=lambda d: (d.start, d.end, d.kind))
        backing = [e for d in ordered if d.supported_by for e in d.supported_by.evidence]
        articles = {e.article for e in backing}
        sources = tuple(s for s in self.sources if s in articles)
        return CheckedClaim(
            claim=claim.id,
            start=claim.start,
            end=claim.end,
            text=claim.text,
            line=line,
            column=column,
            fate=_fate_of_claim(ordered),
            supported_by=sources,
            independent_sources=self._independent(backing),
            details=tuple(ordered),
        )

    # -- the rest ----------------------------------------------------------------------------------------------------

    def _omissions(self) -> Iterator[Omission]:
        told = {
            e.claim for c in _comparisons(self.document.reconciled) if self._in_draft(c) and c.kind not in _NAMES
            for e in c.evidence
        }  # fmt: skip
        for entry in self.document.reconciled:
            for comparison in entry.comparisons:
                if comparison.verdict not in ("agreement", "update") or self._in_draft(comparison):
                    continue
                agreed = self._stand(comparison, len(comparison.sides) - 1)  # of an update, the latest state
                if agreed.independent_sources < _LEAST_AGREEING:
                    continue
                if comparison.kind == "statement" and any(e.claim in told for e in agreed.evidence):
                    continue  # the draft tells of it in other words
                yield Omission(
                    comparison=comparison.id,
                    entry=entry.id,
                    kind=comparison.kind,
                    role=comparison.role,
                    value=agreed.value,
                    sources=agreed.sources,
                    independent_sources=agreed.independent_sources,
                    evidence=agreed.evidence,
                )

    def _in_draft(self, comparison: Comparison) -> bool:
        return any(e.article == self.draft and e.use != "context" for e in comparison.evidence)

    def _independent(self, evidence: Iterable[Evidence]) -> int:
        return self.independence.sources((e.article, e.start, e.end) for e in evidence if e.article != self.draft)


def _comparisons(entries: Iterable[ReconciledEntry]) -> Iterator[Comparison]:
    for entry in entries:
        yield from entry.comparisons


def _fate_of_claim(details: Sequence[CheckedDetail]) -> Fate:
    """What the fates of its details come to."""
    fates = {d.fate for d in details}
    for worst in ("contradicted", "update"):
        if worst in fates:
            return worst
    backed = {d.kind for d in details if d.fate == "supported"}
    if fates == {"supported"} and backed & _STATES:
        return "supported"
    if backed - _NAMES:
        return "partly_supported"
    return "unclear" if "unclear" in fates else "in_no_source"


def _counted(fates: Iterable[Fate]) -> dict[Fate, int]:
    found = Counter(fates)
    return {fate: found[fate] for fate in FATES}
