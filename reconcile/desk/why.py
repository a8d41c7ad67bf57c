"""Why two passages were, or were not, compared.

    wire.txt:120-180    "… 12명이 다쳐 …"       daily.txt:300-360    "… 17명이 치료를 …"

    the articles        taken to be on one event: 31% of the shorter one's words, 9 names, dates and figures
    12명 · 17명          the values differ; 6.1 bits, 4.7 needed; nothing kept them apart
                        → one comparison: update, later count

Every step asks the stages' own functions (`Stages`); where a pair ended is read from the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.claims.mention import Mention
from reconcile.desk.lines import Lines
from reconcile.desk.stages import Stages
from reconcile.report.messages import render
from reconcile.settings import Settings
from schemas.article import Article
from schemas.claim import Claim
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import Reason, Reconciliation
from schemas.why import Passage, PassageDetail, PassagePair, Step, Weight, Why

Place = tuple[str, int, int]
"""Article id, start and end of a passage."""
_SHOWN = 80
"""Characters of a passage that a sentence repeats."""


def why(
    articles: Sequence[Article],
    first: Place,
    second: Place,
    *,
    own: OwnKnowledge = NOTHING,
    settings: Settings | None = None,
) -> Why:
    """Why the passages `first` and `second` of `articles` met, or did not, when all of these are compared.

    A passage is (article id, start, end), offsets into the article's text. Raises ValueError for a passage that lies
    in no article or outside its text, and what `reconcile` raises.
    """
    texts = {article.id: article.text for article in articles}
    for article, start, end in (first, second):
        if article not in texts:
            raise ValueError(f"no article has the id {article!r}; there are {', '.join(sorted(texts))}")
        if not 0 <= start < end <= len(texts[article]):
            raise ValueError(f"{article} has no characters {start}-{end}; it has 0-{len(texts[article])}")
    from reconcile.pipeline import reconcile

    settings = settings or Settings()
    document = reconcile(articles, own=own, settings=settings)
    return _Asker(document, Stages(articles, own, settings)).why(first, second)


class _Asker:
    def __init__(self, document: Reconciliation, stages: Stages) -> None:
        self.document = document
        self.stages = stages
        self.texts = {a.id: a.text for a in document.articles}
        self.comparisons = {c.id: c for e in document.reconciled for c in e.comparisons}
        self.went = {
            (e.article, e.start, e.end, c.kind): c.id
            for c in self.comparisons.values()
            for e in c.evidence
            if e.use == "value"
        }
        self.mentions = {m.key: m for m in stages.mentions}

    def why(self, first: Place, second: Place) -> Why:
        passages = self._passage(*first), self._passage(*second)
        steps = list(self._about_articles(*passages))
        pairs = [] if any(s.holds is False for s in steps) else list(self._pairs(*passages))
        pairs.sort(key=lambda p: (not p.together, -(p.bits if p.bits is not None else -99.0), p.first, p.second))
        if not pairs and all(s.holds is not False for s in steps):
            steps.append(_step("why.no_common_kind", False))
        touched = {d.comparison for p in passages for d in p.details}
        return Why(
            passages=passages,
            together=any(p.together for p in pairs),
            steps=tuple(steps),
            pairs=tuple(pairs),
            comparisons=tuple(c for i, c in sorted(self.comparisons.items()) if i in touched),
        )

    # -- what lies there ---------------------------------------------------------------------------------------------

    def _passage(self, article: str, start: int, end: int) -> Passage:
        claims = [c for c in self.document.claims if c.article == article and c.start < end and start < c.end]
        touched = [(c, m) for c in claims for m in self._mentions(c) if m.start < end and start < m.end]
        details = touched or [(c, m) for c in claims for m in self._mentions(c)]
        line, column = Lines(self.texts[article]).at(start)
        return Passage(
            article=article,
            start=start,
            end=end,
            text=self.texts[article][start:end],
            line=line,
            column=column,
            claims=tuple(c.id for c in claims),
            details=tuple(self._detail(c, m) for c, m in details),
        )

    def _mentions(self, claim: Claim) -> Iterator[Mention]:
        for detail in claim.details:
            found = self.mentions.get((claim.article, detail.start, detail.end, detail.kind))
            if found is not None:
                yield found

    def _detail(self, claim: Claim, mention: Mention) -> PassageDetail:
        detail = mention.detail
        return PassageDetail(
            kind=detail.kind,
            role=detail.role.text if detail.role else None,
            start=detail.start,
            end=detail.end,
            text=detail.text,
            claim=claim.id,
            value=detail.value,
            comparison=self.went.get((claim.article, detail.start, detail.end, detail.kind)),
        )

    # -- what holds of the articles ----------------------------------------------------------------------------------

    def _about_articles(self, first: Passage, second: Passage) -> Iterator[Step]:
        for passage in (first, second):
            if not passage.claims:
                yield _step("why.no_claim", False, a=passage.text[:_SHOWN])
            elif not passage.details:
                yield _step("why.no_detail", False, a=passage.text[:_SHOWN])
        if first.article == second.article:
            yield _step("why.one_article", None)
            return
        share = round(100 * self.stages.shared_words(first.article, second.article))
        marks = self.stages.shared_marks(first.article, second.article)
        related = self.stages.related(first.article, second.article)
        yield _step("why.one_event" if related else "why.other_event", related, share=share, marks=marks)

    # -- pairs -------------------------------------------------------------------------------------------------------

    def _pairs(self, first: Passage, second: Passage) -> Iterator[PassagePair]:
        for i, a in enumerate(first.details):
            for j, b in enumerate(second.details):
                same_spot = (first.article, a.start, a.end) == (second.article, b.start, b.end)
                if a.kind == b.kind and not same_spot:
                    yield self._pair(i, j, self._of(first, a), self._of(second, b), a, b)

    def _of(self, passage: Passage, detail: PassageDetail) -> Mention:
        return self.mentions[passage.article, detail.start, detail.end, detail.kind]

    def _pair(self, i: int, j: int, a: Mention, b: Mention, one: PassageDetail, two: PassageDetail) -> PassagePair:
        together = one.comparison is not None and one.comparison == two.comparison
        relating = self.stages.relating(a, b)
        weighed = relating.standing != "incomparable"
        score = self.stages.score(a, b) if weighed else None
        threshold = self.stages.threshold(a, b) if weighed else None
        return PassagePair(
            first=i,
            second=j,
            together=together,
            standing=relating.standing,
            relation=relating.relation,
            weights=tuple(
                Weight(feature=s.feature, level=s.level, bits=_rounded(s.bits, 3))
                for s in (score.steps if score else ())
            ),
            bits=_rounded(score.total, 3) if score else None,
            threshold=threshold,
            steps=(*self._steps(a, b, together, threshold), self._end(one, two, together)),
        )

    def _steps(self, a: Mention, b: Mention, together: bool, threshold: float | None) -> Iterator[Step]:
        """What was asked of the pair, in the order of the stages; of one that met, only what tells how."""
        relating = self.stages.relating(a, b)
        texts = {"a": a.detail.text, "b": b.detail.text}
        comparable = relating.standing != "incomparable"
        yield _step(f"why.values.{relating.standing}", None if comparable else False, **texts)
        if not comparable:
            return
        if self.stages.echo(a, b):
            yield _step("why.echo", True)
        total = self.stages.score(a, b).total
        enough = threshold is None or total >= threshold
        if threshold is not None:
            bits = told_bits(total, threshold)
            yield _step("why.enough" if enough else "why.too_little", enough, bits=bits, threshold=threshold)
        if together:
            if not enough:
                yield _step("why.joined", True)
            return
        refusal = self.stages.refusal(a, b)
        if refusal is not None:
            yield _step(f"why.refusal.{refusal}", False)
            return
        proposed = relating.standing == "different" or self.stages.proposed(a, b)
        rival = self.stages.better(a, b)
        if not proposed:
            yield _step("why.not_proposed", False, **texts)
        if rival is not None:
            one, partner, score = rival
            yield _step(
                "why.better_partner",
                False,
                a=one.detail.text,
                b=partner.detail.text,
                bits=_rounded(score.total, 1),
                line=self._line(partner),
            )
        if enough and proposed and rival is None:
            yield _step("why.guarded", False, **texts)

    def _line(self, mention: Mention) -> str:
        line, column = Lines(self.texts[mention.article]).at(mention.start)
        return f"{line}:{column}"

    def _end(self, one: PassageDetail, two: PassageDetail, together: bool) -> Step:
        if together and one.comparison is not None:
            return _step(f"why.together.{self.comparisons[one.comparison].verdict}", True)
        return _step("why.apart", False, a=one.text, b=two.text)


def _rounded(bits: float, places: int) -> float:
    return round(bits, places) + 0.0  # what rounds to nothing has no sign


def told_bits(bits: float, threshold: float) -> float:
    """The bits to one place, or to as many as tell on which side of the threshold they are."""
    rounded = (_rounded(bits, places) for places in range(1, 4))
    return next((r for r in rounded if (r >= threshold) == (bits >= threshold)), bits)


def _step(code: str, holds: bool | None, **params: str | int | float | tuple[str, ...]) -> Step:
    return Step(holds=holds, reason=Reason(code=code, params=dict(params)), explanation=render(code, params))
