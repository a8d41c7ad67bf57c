"""The rule table: a question with its sides becomes a comparison with verdict, relation and reason.

Rules are tried in order and the first that fits decides:

    sides in articles   values                        verdict      relation
    one                 —                             unique
    several, one side   verbatim, rounded, …          agreement    what joins the values least closely
    several sides       a running count, as-of known  update       later_as_of
                        a running count, as-of open   unclear
                        else                          conflict     how the values differ
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question, runs_on
from reconcile.alignment.rendering import rendering
from reconcile.alignment.values import Relating, name_key, relate
from reconcile.alignment.wording import speakers
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.verdicts.differences import (
    earlier,
    other_name,
    other_scale,
    shown_changes,
    slip_shown,
    touched,
)
from reconcile.verdicts.evidence import evidence, most_precise, role_of
from reconcile.verdicts.ids import digest_id
from reconcile.verdicts.independence import Independence
from reconcile.verdicts.places import chain_check, contradicted
from schemas.article import Article
from schemas.reconciliation import (
    Basis,
    Comparison,
    Derivation,
    Evidence,
    Explanation,
    Reason,
    Relation,
    Side,
    Verdict,
)
from schemas.values import DateValue, PlaceValue, QuoteValue, StatementValue

Explain = Callable[[Reason], Explanation]

_BY_CLOSENESS: tuple[Relation, ...] = (
    "converted", "rounded", "within_bound", "contained", "compatible", "trimmed", "alias", "verbatim", "equal",
)  # fmt: skip
"""Of the relations inside one side the loosest names the agreement."""


_BY_SHARPNESS: tuple[Relation, ...] = (
    "unit_slip", "altered_quote", "negated", "different_modality", "different", "disjoint",
)  # fmt: skip
_SHOWN = 6


class Judge:
    """Makes comparisons; holds what every rule may need."""

    def __init__(
        self, articles: Sequence[Article], independence: Independence, gazetteer: Gazetteer, explain: Explain
    ) -> None:
        self._articles = {a.id: a for a in articles}
        self._independence = independence
        self._gazetteer = gazetteer
        self.explain = explain

    # -- the rule table ----------------------------------------------------------------------------------------------

    def comparison(self, question: Question) -> Comparison:
        """The comparison of one question."""
        if question.kind == "place" and any(contradicted(m) for m in question.sides[0].mentions):
            return self._impossible(question)
        if question.kind == "date" and any(WEEKDAY_MISMATCH in m.detail.assumptions for m in question.mentions):
            return self._wrong_weekday(question)
        if len(question.sides) == 1:
            side = question.sides[0]
            if len(side.articles) == 1:
                return self._unique(question)
            if question.kind == "statement":
                return self._statement(question)
            if question.kind == "quote" and (spoken := self._by_speaker(question)) is not None:
                return spoken
            return self._agreement(question)
        running = self._running(question)
        if running and self._as_of(question) is None:
            a, b = (self._text(s) for s in question.sides[:2])
            return self.make(question, "unclear", None, Reason(code="unclear.no_as_of_order", params={"a": a, "b": b}))
        if running:
            ordered = self._as_of(question)
            assert ordered is not None
            params = {"a": self._text(ordered[0]), "b": self._text(ordered[-1])}
            reason = Reason(code="update.later_as_of", params=params)
            return self.make(question, "update", "later_as_of", reason, sides=ordered)
        return self._conflict(question)

    def _unique(self, question: Question) -> Comparison:
        side = question.sides[0]
        sources = self.outlets(side.articles)
        if len(side.mentions) > 1:
            reason = Reason(code="unique.only_in_repeated", params={"sources": sources, "count": len(side.mentions)})
        else:
            reason = Reason(code="unique.only_in", params={"sources": sources})
        return self.make(question, "unique", None, reason)

    def _agreement(self, question: Question) -> Comparison:
        side = question.sides[0]
        relation, a, b = self._loosest(side)
        params: dict[str, str | int | tuple[str, ...]] = {"a": a.detail.text, "b": b.detail.text}
        code = f"agreement.{relation}"
        if self._independence.count(side.articles) == 1:
            code = "agreement.equal_one_source"
        return self.make(question, "agreement", relation, Reason(code=code, params=params))

    def _by_speaker(self, question: Question) -> Comparison | None:
        """The conflict of one quote given to two speakers; None where all that are named are one."""
        sides: list[list[Mention]] = []
        nameless: list[Mention] = []
        for mention in question.sides[0].mentions:
            home = [members for members in sides if _spoken(members[0], mention) != "other"]
            if _speaker(mention) is None or len(home) > 1:
                nameless.append(mention)
            elif home:
                home[0].append(mention)
            else:
                sides.append([mention])
        once = sum(len({m.article for m in members}) for members in sides) <= len(question.sides[0].articles)
        if len(sides) < 2 or not once or len({m.language for m in question.mentions}) > 1:
            return None  # one name, an article that itself gives both, or names in two scripts
        groups = [Group(tuple(members)) for members in sides]
        groups[0] = Group(tuple(sorted([*groups[0].mentions, *nameless], key=lambda m: m.key)))
        names = [_speaker(members[0]) or "" for members in sides]
        params = {"speaker_a": names[0], "speaker_b": ", ".join(names[1:])}
        reason = Reason(code="conflict.different_speaker", params=dict(params))
        return self.make(Question("quote", tuple(groups), question.links), "conflict", "different_speaker", reason)

    def _statement(self, question: Question) -> Comparison:
        """Statements about one thing, each with its polarity and modality."""
        by_sense: dict[tuple[str, str], list[Mention]] = {}
        for mention in question.sides[0].mentions:
            value = mention.detail.value
            assert isinstance(value, StatementValue)
            by_sense.setdefault((value.polarity, _sense(mention)), []).append(mention)
        polarities = {polarity for polarity, _ in by_sense}
        senses = {sense for _, sense in by_sense}
        sides = [Group(tuple(group)) for _, group in sorted(by_sense.items())]
        if len(polarities) == 1 and not {"open", "done"} <= senses:
            sides = list(question.sides)
        if len(sides) == 1:
            copied = self._independence.count(question.sides[0].articles) == 1
            code = "agreement.equal_one_source" if copied else "agreement.statement"
            reason = Reason(code=code, params={"a": self._text(sides[0])})
            return self.make(question, "agreement", "equal", reason)
        a, b = self._claim_text(sides[0]), self._claim_text(sides[1])
        relation: Relation = "negated" if len(polarities) > 1 else "different_modality"
        reason = Reason(code=f"conflict.{relation}", params={"a": a, "b": b})
        split = Question("statement", tuple(sides), question.links)
        if relation == "different_modality":
            ordered = self._as_of(split)
            if ordered is not None and _open(ordered[0]) and not _open(ordered[-1]):
                params = {"a": self._claim_text(ordered[0]), "b": self._claim_text(ordered[-1])}
                later = Reason(code="update.later_as_of", params=params)
                return self.make(split, "update", "later_as_of", later, sides=ordered)
        return self.make(split, "conflict", relation, reason)

    def _conflict(self, question: Question) -> Comparison:
        relation, first, second = self._sharpest(question)
        params: dict[str, str | int | float | tuple[str, ...]] = {
            "a": self._text(question.sides[0]),
            "b": ", ".join(self._text(s) for s in question.sides[1:]),
        }
        if relation == "unit_slip":
            params["factor"] = slip_shown(first, second)
        if relation == "altered_quote":
            params["changes"] = shown_changes(first, second)
            if not touched(first, second) - {"wording"}:
                reason = Reason(code="unclear.paraphrased_quote", params=params)
                return self.make(question, "unclear", None, reason)
        code = f"conflict.{relation}"
        if len({m.article for m in question.mentions}) == 1:
            code = "conflict.within_article"
        return self.make(question, "conflict", relation, Reason(code=code, params=params))

    def _wrong_weekday(self, question: Question) -> Comparison:
        """A date whose written weekday the calendar contradicts, against the calendar and whoever has it right."""
        wrong = [m for m in question.mentions if WEEKDAY_MISMATCH in m.detail.assumptions]
        right = [m for m in question.mentions if m not in wrong]
        value = wrong[0].detail.value
        assert isinstance(value, DateValue) and value.start is not None
        weekday = date.fromisoformat(value.start[:10]).isoweekday()
        sides = [Group(tuple(wrong)), *([Group(tuple(right))] if right else [])]
        reason = Reason(
            code="conflict.wrong_weekday",
            params={"a": wrong[0].detail.text, "date": value.start[:10]},
        )
        basis = Basis(kind="calendar", statement=f"{value.start[:10]}: ISO weekday {weekday}", source="calendar")
        made = self.make(Question("date", tuple(sides), question.links), "conflict", "different", reason, basis=[basis])
        if right:
            return made
        known = value.model_copy(update={"resolved_from": None})
        return made.model_copy(update={"sides": (*made.sides, Side(value=known, independent_sources=0))})

    def _impossible(self, question: Question) -> Comparison:
        value = question.sides[0].mentions[0].detail.value
        assert isinstance(value, PlaceValue)
        check = chain_check(value, self._gazetteer)
        place = check.inner.name if check.inner else value.path[-1]
        district = check.outer.name if check.outer else value.path[0]
        containers = tuple(" ".join(self._gazetteer.path(p.id)[-2:]) for p in check.containers)
        params: dict[str, str | tuple[str, ...]] = {"place": place, "district": district, "containers": containers}
        code = "conflict.impossible_containment_other" if containers else "conflict.impossible_containment"
        statement = f"{place} ∈ {', '.join(containers)}" if containers else f"{place} ∉ {district}"
        sources = {self._gazetteer.source(p.id if p else "") for p in (check.inner, check.outer)}
        basis = Basis(kind="gazetteer", statement=statement, source=", ".join(sorted(sources)))
        made = self.make(
            question, "conflict", "impossible_containment", Reason(code=code, params=params), basis=[basis]
        )
        if len(made.sides) > 1 or not check.containers:
            return made
        true = check.containers[0]
        known = PlaceValue(id=true.id, path=self._gazetteer.path(true.id), level=true.level)
        return made.model_copy(update={"sides": (*made.sides, Side(value=known, independent_sources=0))})

    def _sharpest(self, question: Question) -> tuple[Relation, Mention, Mention]:
        """The relation that says most of how two sides differ, and the mentions that show it."""
        found: list[tuple[int, Relation, Mention, Mention]] = []
        for one, two in combinations(question.sides, 2):
            for a in one.mentions[:_SHOWN]:
                for b in two.mentions[:_SHOWN]:
                    relation = relate(a.detail.value, b.detail.value, self._gazetteer).relation
                    if relation in _BY_SHARPNESS:
                        found.append((_BY_SHARPNESS.index(relation), relation, a, b))
        if not found:
            return "different", question.sides[0].mentions[0], question.sides[1].mentions[0]
        return min(found, key=lambda f: (f[0], f[2].key, f[3].key))[1:]

    # -- as-of order -------------------------------------------------------------------------------------------------

    def _running(self, question: Question) -> bool:
        if question.kind != "figure":
            return False
        running = [any(runs_on(m) for m in side.mentions) for side in question.sides]
        return all(running) or any(m.as_of for m in question.mentions)

    def _as_of(self, question: Question) -> list[Group] | None:
        """The sides by the time of their latest publication, when no two overlap; None without an order."""
        timed = []
        for side in question.sides:
            own = side.articles - frozenset(a for s in question.sides if s is not side for a in s.articles)
            stamps = sorted(self._articles[a].published or "" for a in own or side.articles)
            if not stamps or not stamps[0]:
                return None
            timed.append((stamps[0], stamps[-1], side.key, side))
        timed.sort(key=lambda t: t[:3])
        for (_, end, _, _), (start, _, _, _) in pairwise(timed):
            if not earlier(end, start):
                return None
        return [side for *_, side in timed]

    # -- building ----------------------------------------------------------------------------------------------------

    def make(
        self,
        question: Question,
        verdict: Verdict,
        relation: Relation | None,
        reason: Reason,
        *,
        sides: Sequence[Group] | None = None,
        basis: Sequence[Basis] = (),
        derivation: Derivation | None = None,
        more: Sequence[Evidence] = (),
    ) -> Comparison:
        """A comparison with its evidence in order; `more` is evidence that stands for no side."""
        sides = list(sides if sides is not None else question.sides)
        rows: list[tuple[Evidence, int | None]] = [
            (evidence(m), n) for n, side in enumerate(sides) for m in side.mentions
        ]
        rows += [(e, None) for e in more]
        rows.sort(key=lambda r: (r[0].article, r[0].start, r[0].end, r[0].use))
        indices: list[list[int]] = [[] for _ in sides]
        for i, (_, n) in enumerate(rows):
            if n is not None:
                indices[n].append(i)
        made = tuple(
            Side(
                value=most_precise(side.mentions).detail.value,
                independent_sources=self._independence.count(side.articles),
                evidence=tuple(found),
            )
            for side, found in zip(sides, indices, strict=True)
        )
        everything = tuple(e for e, _ in rows)
        valued = [(e.article, e.start, e.end) for e in everything if e.use == "value"]
        return Comparison(
            id=digest_id("c", [question.kind, relation if relation == "derived" else "", *valued]),
            kind=question.kind,
            role=role_of(question),
            verdict=verdict,
            relation=relation,
            reason=reason,
            explanation=self.explain(reason),
            independent_sources=self._independence.count(e.article for e in everything if e.use == "value"),
            sides=made,
            evidence=everything,
            basis=tuple(basis),
            derivation=derivation,
        )

    def independent(self, articles: Iterable[str]) -> int:
        """Independent sources among the articles."""
        return self._independence.count(articles)

    def outlets(self, articles: frozenset[str] | set[str]) -> tuple[str, ...]:
        """What a reader calls the articles: outlet, else title, else id; in the order of their ids."""
        return tuple(dict.fromkeys(self.outlet(a) for a in sorted(articles)))

    def outlet(self, article: str) -> str:
        found = self._articles[article]
        return found.outlet or (found.title or "")[:24].strip() or article

    def _text(self, side: Group) -> str:
        return most_precise(side.mentions).detail.text

    def _claim_text(self, side: Group) -> str:
        mention = side.mentions[0]
        start, end = (int(x) for x in mention.claim.rpartition(":")[2].split("-"))
        return " ".join(self._articles[mention.article].text[start:end].split())

    def _loosest(self, side: Group) -> tuple[Relation, Mention, Mention]:
        if side.mentions[0].detail.kind in ("person", "organisation") and (other := other_name(side)) is not None:
            return "alias", *other
        found: list[tuple[int, tuple[str, int, int, str], Relating, Mention, Mention]] = []
        for a, b in combinations(side.mentions[:12], 2):
            if a.article != b.article:
                relating = relate(a.detail.value, b.detail.value, self._gazetteer)
                rank = _BY_CLOSENESS.index(relating.relation) if relating.relation in _BY_CLOSENESS else 99
                found.append((rank, a.key, relating, a, b))
        if not found:
            first = side.mentions[0]
            return "equal", first, side.mentions[-1]
        _, _, relating, a, b = min(found, key=lambda f: f[:2])
        relation = relating.relation if relating.relation in _BY_CLOSENESS else "alias"
        assert relation is not None
        if relation == "equal" and other_scale(a, b):
            relation = "converted"
        return relation, a, b


WEEKDAY_MISMATCH = "weekday_mismatch"
_OPEN_MODALITIES = frozenset({"planned", "expected", "requested", "conditional"})


def _speaker(mention: Mention) -> str | None:
    value = mention.detail.value
    assert isinstance(value, QuoteValue)
    return value.speaker.name if value.speaker is not None and name_key(value.speaker.name) else None


def _spoken(a: Mention, b: Mention) -> str:
    """Whether two quotes are given to one speaker; unknown where one may only be cited in the other."""
    first, second = a.detail.value, b.detail.value
    assert isinstance(first, QuoteValue) and isinstance(second, QuoteValue)
    by = speakers(first, second)
    return "unknown" if by == "other" and rendering(first.text, second.text).cited else by


def _sense(mention: Mention) -> str:
    """done (told as past), open (planned, expected, asked for), or neither: a Korean present tense may mean either."""
    value = mention.detail.value
    assert isinstance(value, StatementValue)
    if value.modality in _OPEN_MODALITIES:
        return "open"
    return "done" if value.modality == "asserted" and mention.past else "neither"


def _open(side: Group) -> bool:
    value = side.mentions[0].detail.value
    return isinstance(value, StatementValue) and value.modality in _OPEN_MODALITIES
