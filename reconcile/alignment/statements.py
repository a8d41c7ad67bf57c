"""Statements of two articles that say, or deny, one thing.

    빈 공간은 발견되지 않았다 / 빈 공간은 한 곳이 발견됐다        one proposition: 발견 of 빈 공간, denied and stated
    통행료를 올린다 / 통행료를 내린다                     one proposition: the predicates are opposites
    has applied for £95m from the fund / has secured £95 million from the fund
                                                    one proposition: asked for here, done there
    협약을 체결했다 / 예산을 체결하지 않았다                 two: the arguments differ

A proposition is one when its predicate and its arguments coincide. Two claims are held against each other when they
have one predicate, or opposite ones, and what stands around them in their clauses is mostly the same; where they would
contradict each other, more of it must be. What only sounds alike stays apart: a false conflict costs more than a missed
one. A statement inside quoted words is told by comparing the quotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from reconcile.alignment.cluster import Link, standing
from reconcile.alignment.levels import Score, similarity
from reconcile.alignment.related import Related
from reconcile.alignment.relating import Relating
from reconcile.alignment.values import relate
from reconcile.claims.mention import Mention
from reconcile.claims.wordings import opposed, opposites, stem
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import Polarity, StatementValue

STATEMENT_CONTEXT = 0.45
"""Cosine of the surroundings from which two claims with one predicate state one thing."""
OPPOSED_CONTEXT = 0.55
"""The same for predicates that are opposites, and for what is asked for here and done there."""
NEAR_ACROSS, AGAINST_ACROSS = 0.35, 0.60
"""The same across languages: beside a like meaning, and of contradictions without one."""
LIKE_MEANING = 0.30
"""Likeness of two clauses by their sentence embeddings, beside the other conditions only."""
_LEAST_STEMS = 2
_SHARED_ARGUMENTS = 2
"""Stems in the clause, beside the predicate, that two claims must share to contradict each other."""
_ALL_ALIKE = 0.75
_SAME_CLAUSE = 0.6
"""Closeness of a stem in the same clause."""
_TELLING_DIGITS = 2
_BUCKET = 60
_DETAILS = 12
_OPEN = frozenset({"planned", "expected", "requested", "conditional"})

Refusal = Literal["language_differs", "too_little_context", "predicate_differs", "details_differ", "context_far",
                  "arguments_differ", "quoted"]  # fmt: skip
"""What keeps two statements apart."""


class Sense(NamedTuple):
    """How a statement is meant: `tense` is done (told as past), open (planned, expected, asked for), or neither.

    A Korean present tense may mean either.
    """

    polarity: Polarity
    tense: Literal["done", "open", "neither"]


def sense(mention: Mention, first: Mention | None = None) -> Sense:
    """The sense of a statement; beside a `first` with the opposite predicate it is turned round."""
    value = mention.detail.value
    assert isinstance(value, StatementValue)
    polarity = value.polarity
    if first is not None and first.language == mention.language and turned(first, mention):
        polarity = "negative" if polarity == "positive" else "positive"
    if value.modality in _OPEN:
        return Sense(polarity, "open")
    return Sense(polarity, "done" if value.modality == "asserted" and mention.past else "neither")


def turned(a: Mention, b: Mention) -> bool:
    """Whether two statements have opposite predicates, or one predicate and opposites for its only other argument."""
    one, other = _predicate(a), _predicate(b)
    if one != other:
        return opposed(one, other)
    here, there = _arguments(a), _arguments(b)
    only_a, only_b = here - there, there - here
    return len(only_a) == len(only_b) == 1 and opposed(_key(*only_a), _key(*only_b))


class Statements:
    """The statements of a run, with the details that stand in their claims."""

    def __init__(self, mentions: Sequence[Mention], related: Related, gazetteer: Gazetteer) -> None:
        self._related = related
        self._gazetteer = gazetteer
        self.all = sorted((m for m in mentions if m.detail.kind == "statement"), key=lambda m: m.key)
        self._stated: dict[str, list[Mention]] = {}
        self._quoted: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.detail.kind in ("figure", "date", "place"):
                self._stated.setdefault(mention.claim, []).append(mention)
            elif mention.detail.kind == "quote":
                self._quoted.setdefault(mention.claim, []).append(mention)

    def refusal(self, a: Mention, b: Mention) -> Refusal | None:
        """What keeps two statements apart; None for two that are about one thing."""
        if a.language != b.language:
            return self._refusal_across(a, b)
        if min(len(a.context), len(b.context)) < _LEAST_STEMS:
            return "too_little_context"
        if self._inside_quote(a) and self._inside_quote(b):
            return "quoted"
        alike = similarity(a, b) or 0.0
        if alike < STATEMENT_CONTEXT:
            return "context_far"
        same = _predicate(a) == _predicate(b)
        opposite = turned(a, b)
        asked = not same and not opposite and self._asked_and_done(a, b)
        unread = None in (a.predicate, b.predicate) and alike >= _ALL_ALIKE
        if not (same or opposite or asked or unread):
            return "predicate_differs"
        one, other = sense(a), sense(b, a)
        against = one.polarity != other.polarity or {one.tense, other.tense} == {"open", "done"}
        if (opposite and not same) or _alike(a, b):
            kinds: tuple[str, ...] = ("figure", "date", "place")
        else:
            kinds = ("date",) if one.polarity != other.polarity and one.tense == other.tense else ()
        if self._differ(a, b, kinds):
            return "details_differ"
        if not same and alike < OPPOSED_CONTEXT:
            return "context_far"
        one_clause = same and a.frames and a.frames == b.frames
        if against and not one_clause and not _one_proposition(a, b, alike, self._agreeing(a, b)):
            return "arguments_differ"
        return None

    def _refusal_across(self, a: Mention, b: Mention) -> Refusal | None:
        """The same across languages, where predicates meet by their sense."""
        if a.across is None or b.across is None:
            return "language_differs"
        if a.across.predicate is None or a.across.predicate != b.across.predicate:
            return "predicate_differs"
        if self._inside_quote(a) and self._inside_quote(b):
            return "quoted"
        one, other = sense(a), sense(b)
        denied, open_here = one.polarity != other.polarity, {one.tense, other.tense} == {"open", "done"}
        kinds = ("date", "place") if denied else ("figure", "date", "place")
        if self._differ(a, b, kinds):
            return "details_differ"
        if open_here and not denied:
            return (
                "arguments_differ"  # signed; signed an agreement under which they will: one clause may be open in part
            )
        alike, against = similarity(a, b) or 0.0, denied
        if a.across.meaning is not None and b.across.meaning is not None:
            near = alike >= NEAR_ACROSS and a.across.meaning.likeness(b.across.meaning) >= LIKE_MEANING
            return None if near or (alike >= STATEMENT_CONTEXT and not against) else "context_far"
        return None if alike >= (AGAINST_ACROSS if against else STATEMENT_CONTEXT) else "context_far"

    def pairs(self) -> Iterator[tuple[Mention, Mention]]:
        """Statements of two articles that may be about one thing: one predicate, opposites, or one telling figure."""
        buckets: dict[str, list[Mention]] = {}
        for mention in self.all:
            for key in _keys(mention):
                buckets.setdefault(key, []).append(mention)
        seen: set[tuple[Mention, Mention]] = set()
        for key in sorted(buckets):
            if len(buckets[key]) > _BUCKET:
                continue
            for a, b in combinations(buckets[key], 2):
                if a.article != b.article and (a, b) not in seen and self._related(a.article, b.article):
                    seen.add((a, b))
                    yield a, b

    def relate(self, a: Mention, b: Mention) -> Relating:
        """How two statements about one thing stand to each other."""
        one, other = sense(a), sense(b, a)
        if one.polarity != other.polarity:
            return Relating("different", "negated")
        if {one.tense, other.tense} == {"open", "done"}:
            return Relating("different", "different_modality")
        return Relating("same", "equal")

    def _asked_and_done(self, a: Mention, b: Mention) -> bool:
        """Whether one asks for what the other has done or got: a figure that tells and a name are in both clauses."""
        for asking, doing in ((a, b), (b, a)):
            if asking.modality == "requested" and sense(doing) == Sense("positive", "done"):
                asked_for = doing.predicate in _arguments(asking)  # 구속영장을 신청했다, 구속했다
                one_sum = bool(_figures(a) & _figures(b)) and not a.names.isdisjoint(b.names)
                if asked_for or one_sum:
                    return True
        return False

    def _inside_quote(self, mention: Mention) -> bool:
        return any(q.start <= mention.start and mention.end <= q.end for q in self._quoted.get(mention.claim, ()))

    def _agreeing(self, a: Mention, b: Mention) -> int:
        """How many figures of the one claim are those of the other in another wording: 1,270명 and 대략 1,300명."""
        one, other = self._stated.get(a.claim, ())[:_DETAILS], self._stated.get(b.claim, ())[:_DETAILS]
        figures = [[m for m in side if m.detail.kind == "figure"] for side in (one, other)]
        relatings = (relate(x.detail.value, y.detail.value, self._gazetteer) for x in figures[0] for y in figures[1])
        return sum(found.relation in ("rounded", "converted") for found in relatings)

    def _differ(self, a: Mention, b: Mention, kinds: Sequence[str]) -> bool:
        """Whether two claims hold details of one kind that differ, and none of that kind that agree."""
        one, other = self._stated.get(a.claim, ())[:_DETAILS], self._stated.get(b.claim, ())[:_DETAILS]
        for kind in kinds:
            standings = {
                relate(x.detail.value, y.detail.value, self._gazetteer).standing
                for x in one
                if x.detail.kind == kind
                for y in other
                if y.detail.kind == kind
            }
            if "different" in standings and "same" not in standings:
                return True
        return False


def statement_links(mentions: Sequence[Mention], related: Related, gazetteer: Gazetteer) -> list[Link]:
    """The pairs of statements of two articles that are about one thing, near the best of both; `mentions` are theirs,
    with the details that stand in their claims.
    """
    statements = Statements(mentions, related, gazetteer)
    return standing(
        Link(a, b, Score(a, b, statements.relate(a, b)))
        for a, b in statements.pairs()
        if statements.refusal(a, b) is None
    )


def of_two_articles(a: Mention, b: Mention) -> bool:
    """Whether two statements may stand in one group; what its members differ in is for the verdict to say."""
    return a.article != b.article


def _predicate(mention: Mention) -> str:
    """The predicate in one form: carried and did not carry, took and did not take."""
    value = mention.detail.value
    assert isinstance(value, StatementValue)
    return _key(value.predicate)


def _key(word: str) -> str:
    return stem(word.removeprefix("=")) if word.isascii() else word


def _keys(mention: Mention) -> Iterator[str]:
    predicate = _predicate(mention)
    yield f"p {predicate}"
    if mention.across is not None and mention.across.predicate is not None:
        yield f"a {mention.across.predicate}"
    for row in opposites(predicate):
        yield f"o {row}"
    if mention.modality == "requested":
        yield from (f"p {_key(s)}" for s in sorted(_arguments(mention)) if s[0] == "=")
    if mention.modality == "requested" or mention.past or mention.predicate is None:
        yield from (f"f {figure}" for figure in _figures(mention))


def _figures(mention: Mention) -> frozenset[str]:
    """The figures and dates of the clause that tell: of two digits and more."""
    return frozenset(
        stem
        for stem, closeness in mention.context
        if stem[0] == "#" and closeness >= _SAME_CLAUSE and len(stem.strip("#0.")) >= _TELLING_DIGITS
    )


def _alike(a: Mention, b: Mention) -> bool:
    """Whether the two would be said to state the same: one polarity, and neither done where the other is open."""
    return a.polarity == b.polarity and (a.modality == b.modality or a.past == b.past)


def _one_proposition(a: Mention, b: Mention, alike: float, agreeing: int) -> bool:
    """Whether the clauses of two contradicting statements share enough arguments.

    One is enough where it is all that one of them has, and both tell of something done or all else is alike.
    """
    one, other = _arguments(a), _arguments(b)
    shared = one & other
    if _predicate(a) != _predicate(b):  # this rose, that fell: dates and figures are no arguments of either
        bare = [{s for s in stems if s[0] != "#"} for stems in (one, other)]
        if 2 * len(bare[0] & bare[1]) <= min(map(len, bare)):
            return False
    if len(shared) + agreeing >= _SHARED_ARGUMENTS or (shared and one == other and alike >= _ALL_ALIKE):
        return bool(shared)
    done = sense(a).tense == sense(b).tense == "done"
    return done and bool(shared) and shared in (one, other)


def _arguments(mention: Mention) -> frozenset[str]:
    return frozenset(s for s, w in mention.context if w >= _SAME_CLAUSE and s != mention.predicate)
