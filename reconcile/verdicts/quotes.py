"""Quotations: two speakers for one, and words that were changed.

Which words stand for which is `alignment/rendering`'s to say. Here it is decided what that means: a change of who, how
many, whether or will it be is a conflict; other words may be the reporter's paraphrase, which nobody can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question
from reconcile.alignment.rendering import rendering
from reconcile.alignment.wording import speakers
from reconcile.claims.mention import Mention
from reconcile.verdicts.differences import shown_changes, touched
from reconcile.verdicts.disagreements import sharpest
from reconcile.verdicts.evidence import evidence
from schemas.reconciliation import RELATIONS, Comparison, Reason
from schemas.values import QuoteValue

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge


def two_speakers(question: Question, judge: Judge) -> Comparison | None:
    """One quotation given to several people; passes where all that are named may be one."""
    if question.kind != "quote" or len(question.sides) > 1:
        return None
    if len({m.language for m in question.mentions}) > 1:
        return None  # names in two scripts
    by: list[list[Mention]] = []
    nameless: list[Mention] = []
    for mention in question.mentions:
        home = [members for members in by if _spoken(members[0], mention) != "other"]
        if _speaker(mention) is None or len(home) > 1:
            nameless.append(mention)
        elif home:
            home[0].append(mention)
        else:
            by.append([mention])
    once = sum(len({m.article for m in members}) for members in by) <= len(question.sides[0].articles)
    if len(by) < 2 or not once:
        return None  # one name, or an article that itself gives both
    groups = [Group(tuple(members)) for members in by]
    groups[0] = Group(tuple(sorted([*by[0], *nameless], key=lambda m: m.key)))
    names = [_speaker(members[0]) or "" for members in by]
    reason = Reason(code="conflict.different_speaker", params={"speaker_a": names[0], "speaker_b": tuple(names[1:])})
    return judge.make(question, "conflict", "different_speaker", reason, sides=groups)


def altered_quote(question: Question, judge: Judge) -> Comparison | None:
    """One utterance in other words."""
    if question.kind != "quote":
        return None
    relation, _, first, second = sharpest(question, judge)
    if relation != "altered_quote":
        return None
    params = {"changes": shown_changes(first, second)}
    changed = touched(first, second)
    if not changed:  # the reporter says outside the marks what the other quotes inside
        return judge.make(question, "agreement", "trimmed", Reason(code="agreement.trimmed"), sides=[_one(question)])
    telling = sorted(changed - {"wording"})
    if not telling:
        return judge.make(question, "unclear", None, Reason(code="unclear.paraphrased_quote", params=dict(params)))
    code = f"conflict.altered_quote_{telling[0]}" if len(telling) == 1 else "conflict.altered_quote"
    return judge.make(question, "conflict", "altered_quote", Reason(code=code, params=dict(params)))


def _one(question: Question) -> Group:
    return Group(question.mentions, question.links)


def _speaker(mention: Mention) -> str | None:
    value = mention.detail.value
    assert isinstance(value, QuoteValue)
    named = value.speaker is not None and any(map(str.isalnum, value.speaker.name))
    return value.speaker.name if value.speaker is not None and named else None


def _spoken(a: Mention, b: Mention) -> str:
    """Whether two quotes are given to one speaker; unknown where one may only be cited in the other."""
    first, second = a.detail.value, b.detail.value
    assert isinstance(first, QuoteValue) and isinstance(second, QuoteValue)
    by = speakers(first, second)
    return "unknown" if by == "other" and rendering(first.text, second.text).cited else by


def tell_once(asked: Sequence[Question], comparisons: Sequence[Comparison], judge: Judge) -> list[Comparison]:
    """The comparisons; a quotation altered only in a figure that is a conflict of its own is told as part of that.

    Each detail has its one comparison, so both stay; the quotation's names the figures as context and says so.
    """
    figures = [
        (question, comparison)
        for question, comparison in zip(asked, comparisons, strict=True)
        if question.kind == "figure" and comparison.relation in RELATIONS["conflict"]
    ]
    return [
        _with_figures(question, comparison, figures, judge)
        if comparison.reason.code == _NUMBER and figures
        else comparison
        for question, comparison in zip(asked, comparisons, strict=True)
    ]


_NUMBER = "conflict.altered_quote_number"


def _with_figures(
    quote: Question, made: Comparison, figures: Sequence[tuple[Question, Comparison]], judge: Judge
) -> Comparison:
    for question, comparison in figures:
        inside = [m for m in question.mentions if any(_holds(q, m) for q in quote.mentions)]
        if len({m.article for m in inside}) > 1:
            reason = Reason(
                code="conflict.altered_quote_figure", params={**made.reason.params, "comparison": comparison.id}
            )
            return judge.make(quote, "conflict", "altered_quote", reason, more=[evidence(m, "context") for m in inside])
    return made


def _holds(quote: Mention, mention: Mention) -> bool:
    return quote.article == mention.article and quote.start <= mention.start and mention.end <= quote.end
