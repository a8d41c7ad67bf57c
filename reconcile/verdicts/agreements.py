"""What only one article has, and what all that have it agree on."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question
from reconcile.alignment.relating import ZONES
from reconcile.alignment.rendering import rendering
from reconcile.alignment.values import relate_details
from reconcile.claims.mention import Mention
from reconcile.verdicts.differences import other_name, other_scale, shown_changes
from reconcile.verdicts.evidence import most_precise
from schemas.reconciliation import Comparison, Reason, Relation

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge

_BY_CLOSENESS: tuple[Relation, ...] = (
    "converted", "rounded", "within_bound", "contained", "compatible", "trimmed", "alias", "verbatim", "equal",
)  # fmt: skip
"""The loosest first."""
_RANK = {relation: n for n, relation in enumerate(_BY_CLOSENESS)}
_UNRANKED = len(_BY_CLOSENESS)
_WORDINGS = 3
"""Wordings of one article that are asked how closely they join another's; more are repetitions."""
_ARTICLES = 12

Params = dict[str, str | int | float | bool | None | tuple[str, ...]]


def only_one(question: Question, judge: Judge) -> Comparison | None:
    """What one article has, however often."""
    if len(question.sides) > 1 or len(question.sides[0].articles) > 1:
        return None
    side = question.sides[0]
    article = side.mentions[0].article
    if len(side.mentions) > 1:
        params = Params({"sources": (judge.outlet(article),), "count": len(side.mentions)})
        reason = Reason.unchecked(code="unique.only_in_repeated", params=params)
    else:
        reason = judge.only_in(article)
    return judge.make(question, "unique", None, reason)


def agreement(question: Question, judge: Judge) -> Comparison | None:
    """Several articles with values that agree; the relation is the loosest that joins two articles."""
    if len(question.sides) > 1:
        return None
    side = question.sides[0]
    relation, cause, a, b = _loosest(side, judge)
    code, params = f"agreement.{relation}", Params({"a": a.detail.text, "b": b.detail.text})
    if relation in ("contained", "within_bound") and most_precise([a, b]) is a:
        params = {"a": b.detail.text, "b": a.detail.text}
    if (rendered := _in_two_languages(side)) is not None:
        relation, code = "compatible", "agreement.translated"
        params = {"a": rendered[0].detail.text, "b": rendered[1].detail.text}
    if judge.sources(side.mentions) == 1:
        code = "agreement.equal_one_source"
    elif cause == ZONES:
        code = "agreement.zones"
    elif relation == "verbatim" and (changed := shown_changes(a, b)):
        code, params = "agreement.reworded", {"changes": changed}
    elif relation == "verbatim" and not _word_for_word(a, b):
        code = "agreement.other_forms"
    return judge.make(question, "agreement", relation, Reason.unchecked(code=code, params=params))


def _in_two_languages(side: Group) -> tuple[Mention, Mention] | None:
    """The first quotes of two languages, where a side has both."""
    first = side.mentions[0]
    if first.detail.kind != "quote":
        return None
    return next(((first, m) for m in side.mentions if m.language != first.language), None)


def _word_for_word(a: Mention, b: Mention) -> bool:
    texts = [getattr(m.detail.value, "text", "") for m in (a, b)]
    return texts[0] == texts[1] or rendering(*texts).word_for_word


def _loosest(side: Group, judge: Judge) -> tuple[Relation, str | None, Mention, Mention]:
    """Of the closest relations between each two articles the loosest, with the mentions that show it."""
    if side.mentions[0].detail.kind in ("person", "organisation") and (other := other_name(side)) is not None:
        return "alias", None, *other
    by_article: dict[str, list[Mention]] = {}
    for mention in side.mentions:
        known = by_article.setdefault(mention.article, [])
        if len(known) < _WORDINGS and all(m.detail.value != mention.detail.value for m in known):
            known.append(mention)
    best: tuple[int, tuple[str, int, int, str], Relation, str | None, Mention, Mention] | None = None
    for one, two in combinations(sorted(by_article)[:_ARTICLES], 2):
        closest: tuple[int, tuple[str, int, int, str], Relation, str | None, Mention, Mention] | None = None
        for a in by_article[one]:
            for b in by_article[two]:
                relating = relate_details(a.detail, b.detail, judge.gazetteer)
                relation = relating.relation if relating.relation in _RANK else None
                rank = _RANK.get(relation, _UNRANKED) if relation is not None else _UNRANKED
                row = (rank, a.key, relation or "alias", relating.cause, a, b)
                if closest is None or (-rank, a.key) < (-closest[0], closest[1]):
                    closest = row
        if closest is not None and (best is None or closest[:2] < best[:2]):
            best = closest
    if best is None:
        return "equal", None, side.mentions[0], side.mentions[-1]
    _, _, relation, cause, a, b = best
    if relation == "equal" and other_scale(a, b):
        relation = "converted"
    return relation, cause, a, b
