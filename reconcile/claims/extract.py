"""Articles to claims: blocks are folded, read by the article's language pack, and cut into clause-level claims.

Each claim is one clause (two or more where a quotation runs over them). Every detail lies in the claim in which it
starts. Furniture and by-lines make no claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reconcile.claims.context import Surroundings
from reconcile.claims.mention import Mention
from reconcile.claims.overlaps import settle
from reconcile.knowledge import units
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.clauses import Clause, Predicate
from reconcile.languages.pack import Pack, pack
from reconcile.languages.quotes import Attribution
from reconcile.text.view import View, fold
from reconcile.text.words import words
from schemas.article import Article, Block, BlockKind
from schemas.claim import DETAIL_OF_KIND, Claim, Detail, Role
from schemas.span import Span
from schemas.values import (
    DateValue,
    FigureValue,
    OrganisationValue,
    PersonValue,
    PlaceValue,
    QuoteValue,
    Speaker,
    StatementValue,
)

SILENT_BLOCKS = frozenset({"furniture", "byline"})
_PARTITIVE_REACH = 16
"""Characters before a figure in which a partitive word still governs it."""
_AS_OF_REACH = 24
"""Characters around a figure in which a word for the time of counting belongs to it."""
_DETAILS_AROUND = 24
"""Details of a clause that are looked at for its dates and names; only a clause of pathological length has more."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from one article. `mentions` hold every detail of `claims`, with features for alignment."""

    article: Article
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    language: str | None
    """The language read; None where there is no pack for it, and then nothing was read."""
    clauses: int = 0
    stems: Mapping[str, int] = field(default_factory=dict)
    """In how many clauses each stem stands."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage with the way back to the article's text."""

    block: Block
    view: View
    passage: Passage

    def span(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.view.span(start, end)
        return self.block.start + first, self.block.start + last


def extract(article: Article, own: OwnKnowledge = NOTHING) -> Extraction:
    """The claims of one article; `own` is what the user knows beside the packaged data."""
    reader = pack(article.language or "und")
    if reader is None:
        return Extraction(article, (), (), None)
    blocks = article.blocks or (Block(kind="paragraph", start=0, end=len(article.text)),)
    views = [
        (b, fold(article.text[b.start : b.end])) for b in blocks if b.kind not in SILENT_BLOCKS and b.end > b.start
    ]
    tokens = reader.tokenise([view.text for _, view in views])
    places = [_Place(b, v, Passage(b.kind, v.text, t)) for (b, v), t in zip(views, tokens, strict=True)]
    passages = [p.passage for p in places]

    people = reader.people(passages, own)
    quotes = reader.quotes(passages, people)
    attributions = reader.attributions(passages, people)
    dates = reader.dates(passages, article.published, article.timezone)
    districts = reader.places(passages, own)
    figures = reader.figures(passages, own)

    claims: list[Claim] = []
    mentions: list[Mention] = []
    stems: Counter[str] = Counter()
    total = 0
    for i, place in enumerate(places):
        clauses = reader.clauses(place.passage)
        total += len(clauses)
        candidates = settle([*dates[i], *people[i], *districts[i], *figures[i], *quotes[i]])
        for clause in clauses:
            stems.update({s.stem for s in clause.stems})
        stems.update(name for c in candidates if (name := _name(c)) is not None)
        made = _claims(article, place, reader, clauses, candidates, attributions[i])
        claims += [claim for claim, _ in made]
        mentions += [mention for _, found in made for mention in found]
    return Extraction(article, *_speakers_linked(claims, mentions), reader.code, total, dict(sorted(stems.items())))


def _claims(
    article: Article,
    place: _Place,
    reader: Pack,
    clauses: Sequence[Clause],
    candidates: Sequence[Candidate],
    attributions: Sequence[Attribution],
) -> list[tuple[Claim, list[Mention]]]:
    if not clauses:
        return []
    names = [(name, c.start) for c in candidates if (name := _name(c)) is not None]
    covered = [(c.start, c.end) for c in candidates if c.kind in ("date", "figure", "place")]
    around = Surroundings(place.passage.text, clauses, names, covered, reader.lexicon.measure_links)
    by_clause: list[list[Candidate]] = [[] for _ in clauses]
    for candidate in candidates:
        by_clause[around.clause_at(candidate.start)].append(candidate)
    sources = iter(attributions)
    attribution = next(sources, None)
    made: list[tuple[Claim, list[Mention]]] = []
    for group in _groups(clauses, by_clause):
        first, last = clauses[group[0]], clauses[group[-1]]
        inside = [c for i in group for c in by_clause[i]]
        start, end = place.span(first.start, max([last.end, *(c.end for c in inside)]))
        if not inside and not any(c.isalnum() for c in article.text[start:end]):
            continue  # a row of marks states nothing
        while attribution is not None and attribution.end <= first.start:
            attribution = next(sources, None)
        governs = attribution is not None and attribution.start < last.end
        found = [_read_detail(article, place, reader, around, by_clause, i, c) for i in group for c in by_clause[i]]
        governing = _governing(clauses, group)
        stating = group[-1] if governing is None else governing
        found.append(_read_statement(article, place, reader, around, by_clause, stating))
        found.sort(key=lambda m: (m.detail.start, m.detail.end, m.detail.kind))
        claim = Claim(
            id=f"{article.id}:{start}-{end}",
            article=article.id,
            block=place.block.kind,
            start=start,
            end=end,
            text=article.text[start:end],
            polarity=clauses[stating].polarity,
            modality=clauses[stating].modality,
            attribution=_span(article, place, attribution) if attribution is not None and governs else None,
            details=tuple(m.detail for m in found),
        )
        made.append((claim, [replace(m, claim=claim.id) for m in found]))
    return made


def _groups(clauses: Sequence[Clause], by_clause: Sequence[Sequence[Candidate]]) -> list[list[int]]:
    """Clause indices by claim: clauses under one quotation stay together."""
    groups: list[list[int]] = []
    held_until = -1
    for i, clause in enumerate(clauses):
        if i and clause.start < held_until:
            groups[-1].append(i)
        else:
            groups.append([i])
        held_until = max([held_until, *(c.end for c in by_clause[i])])
    return groups


def _governing(clauses: Sequence[Clause], group: Sequence[int]) -> int | None:
    return next((i for i in reversed(group) if clauses[i].predicate is not None), None)


def _read_detail(
    article: Article,
    place: _Place,
    reader: Pack,
    around: Surroundings,
    by_clause: Sequence[Sequence[Candidate]],
    index: int,
    candidate: Candidate,
) -> Mention:
    phrase = around.measure(candidate, _measure_stands(candidate, reader)) if candidate.kind == "figure" else []
    role = None
    if phrase:
        start, end = place.span(min(s.start for s in phrase), max(s.end for s in phrase))
        known = next((s.stem[1:] for s in phrase if s.stem.startswith("=")), None)
        role = Role(start=start, end=end, text=article.text[start:end], id=known)
    detail = _detail(article, place, candidate, role)
    measure = tuple(s.stem for s in phrase)
    return _mention(article, place.block.kind, reader, around, by_clause, index, candidate, detail, measure)


def _read_statement(
    article: Article,
    place: _Place,
    reader: Pack,
    around: Surroundings,
    by_clause: Sequence[Sequence[Candidate]],
    index: int,
) -> Mention:
    clause = around.clauses[index]
    predicate = clause.predicate or _whole(around, clause)
    value = StatementValue(
        predicate=predicate.stem.removeprefix("="), polarity=clause.polarity, modality=clause.modality
    )
    rule = "predicate" if clause.predicate else "clause"
    candidate = Candidate("statement", predicate.start, predicate.end, value, rule)
    detail = _detail(article, place, candidate, None)
    return _mention(article, place.block.kind, reader, around, by_clause, index, candidate, detail, ())


def _whole(around: Surroundings, clause: Clause) -> Predicate:
    """What stands for a predicate where none was read: the last content word, or all of the clause."""
    if clause.stems:
        last = clause.stems[-1]
        return Predicate(last.stem, last.start, last.end)
    text = around.text[clause.start : clause.end].strip()
    return Predicate(" ".join(text.casefold().split()), clause.start, clause.end)


def _mention(
    article: Article,
    block: BlockKind,
    reader: Pack,
    around: Surroundings,
    by_clause: Sequence[Sequence[Candidate]],
    index: int,
    candidate: Candidate,
    detail: Detail,
    measure: tuple[str, ...],
) -> Mention:
    clause = around.clauses[index]
    segment = around.segment(candidate.start, clause)
    others = [c for c in by_clause[index][:_DETAILS_AROUND] if c is not candidate]
    dates = [c for c in others if isinstance(c.value, DateValue)]
    near = [c for c in dates if segment[0] <= c.start < segment[1]]
    return Mention(
        article=article.id,
        claim="",
        block=block,
        detail=detail,
        context=tuple(sorted(around.context(candidate.start, candidate.end).items())),
        measure=measure,
        predicate=clause.predicate.stem if clause.predicate else None,
        polarity=clause.polarity,
        modality=clause.modality,
        dates=tuple(c.value for c in (near or dates) if isinstance(c.value, DateValue)),
        names=tuple(sorted({name for c in others if (name := _name(c)) is not None and name[0] == "@"})),
        part=_is_part(around, clause, candidate, reader),
        as_of=_is_as_of(around, clause, candidate, reader),
        past=clause.past,
        subjects=_matching(candidate, reader.lexicon.quote_subject),
        negations=_matching(candidate, reader.lexicon.quote_negation),
        position=detail.start / max(1, len(article.text)),
        language=reader.code,
    )


def _name(candidate: Candidate) -> str | None:
    value = candidate.value
    if isinstance(value, PlaceValue):
        return "@" + (value.id or "/".join(value.path[-1:]))
    if isinstance(value, PersonValue | OrganisationValue):
        return "@" + (value.id or value.name)
    if isinstance(value, FigureValue) and value.amount is not None:
        return f"#{value.amount}"
    if isinstance(value, DateValue) and value.start is not None:
        return f"#{value.start}/{value.granularity}"
    return None


def _span(article: Article, place: _Place, attribution: Attribution) -> Span:
    start, end = place.span(attribution.source_start, attribution.source_end)
    return Span(start=start, end=end, text=article.text[start:end])


def _detail(article: Article, place: _Place, candidate: Candidate, role: Role | None) -> Detail:
    start, end = place.span(candidate.start, candidate.end)
    value = candidate.value
    if isinstance(value, PlaceValue) and value.parts:
        parts = []
        for part in value.parts:
            at, upto = place.span(part.start, part.end)
            parts.append(part.model_copy(update={"start": at, "end": upto}))
        value = value.model_copy(update={"parts": tuple(parts)})
    return DETAIL_OF_KIND[candidate.kind](
        id=f"{article.id}:{start}-{end}:{candidate.kind}",
        start=start,
        end=end,
        text=article.text[start:end],
        role=role,
        rule=candidate.rule,
        assumptions=candidate.assumptions,
        value=value,  # type: ignore[call-arg]
    )  # type: ignore[return-value]


def _measure_stands(candidate: Candidate, reader: Pack) -> str:
    """A counter that says nothing of what it counts (3개 노선, 7대 전략) has its noun behind it."""
    generic = isinstance(candidate.value, FigureValue) and candidate.value.unit in (None, "item")
    return "behind" if generic else reader.measure_stands


def _is_part(around: Surroundings, clause: Clause, candidate: Candidate, reader: Pack) -> bool:
    if not isinstance(candidate.value, FigureValue) or not units.is_counted(candidate.value.unit):
        return False
    before = around.words_before(candidate.start, clause, _PARTITIVE_REACH)
    return any(word in before for word in reader.lexicon.partitives)


def _matching(candidate: Candidate, pattern: re.Pattern[str]) -> tuple[str, ...]:
    if not isinstance(candidate.value, QuoteValue):
        return ()
    return tuple(sorted({w for w in words(candidate.value.text) if pattern.fullmatch(w)}))


def _is_as_of(around: Surroundings, clause: Clause, candidate: Candidate, reader: Pack) -> bool:
    text = around.text[max(clause.start, candidate.start - _AS_OF_REACH) : candidate.end + _AS_OF_REACH].casefold()
    return isinstance(candidate.value, FigureValue) and any(word in text for word in reader.lexicon.as_of_words)


def _speakers_linked(claims: list[Claim], mentions: list[Mention]) -> tuple[tuple[Claim, ...], tuple[Mention, ...]]:
    """Quotes whose speaker is a person or an organisation of the article name that detail."""
    first: dict[str, str] = {}
    for claim in claims:
        for detail in claim.details:
            if isinstance(detail.value, PersonValue | OrganisationValue):
                first.setdefault(detail.value.name, detail.id)

    def linked(detail: Detail) -> Detail:
        if not isinstance(detail.value, QuoteValue) or detail.value.speaker is None or detail.value.speaker.detail:
            return detail
        known = first.get(detail.value.speaker.name)
        if known is None:
            return detail
        speaker = Speaker(name=detail.value.speaker.name, detail=known)
        return detail.model_copy(update={"value": detail.value.model_copy(update={"speaker": speaker})})

    linked_claims = tuple(c.model_copy(update={"details": tuple(map(linked, c.details))}) for c in claims)
    by_id = {d.id: d for c in linked_claims for d in c.details}
    return linked_claims, tuple(replace(m, detail=by_id[m.detail.id]) for m in mentions)
