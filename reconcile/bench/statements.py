"""Whether it was done: the predicate of a clause denied, or told as planned instead of done.

    밸브를 잠갔다 → 잠그지 않았다         계약을 체결했다 → 체결할 예정이다
    The valve was closed → was not closed    The firms signed → will sign

Only main clauses with a finite verb that the table knows, outside quotations; where the clause says in words when it
happened, what is past does not become a plan, nor what is to come a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reconcile.bench.model import Change, Edit
from reconcile.bench.source import Source
from reconcile.bench.words import Statements, words
from schemas.claim import Claim, DateDetail

_SHOWN_BY = frozenset({"statement"})


@dataclass(frozen=True, slots=True)
class _Turn:
    """What becomes of a verb's form: `to_open` for what becomes a plan, None where only the polarity changes."""

    old: str
    new: str
    to_open: bool | None = None


@cache
def _turns(language: str) -> tuple[tuple[_Turn, ...], tuple[_Turn, ...]]:
    """All swaps of polarity, and all of modality, the longest first."""
    table = words(language).statements
    polarity = [_Turn(s.from_, s.to) for s in table.polarity]
    modality = [_Turn(s.from_, s.to, s.plan) for s in table.modality]
    modality += [_Turn(e + s.from_, e + s.to, s.plan) for e in table.events for s in table.event_endings]
    if table.verbs:
        polarity += [_Turn(a, f"{a} not") for a in table.auxiliaries]
        for verb in table.verbs:
            polarity += [_Turn(verb.past, f"did not {verb.base}"), _Turn(f"did not {verb.base}", verb.past)]
            if verb.happens:
                continue
            modality += [
                _Turn(verb.past, f"will {verb.base}", True),
                _Turn(f"will {verb.base}", verb.past, False),
                _Turn(f"plans to {verb.base}", verb.past, False),
                _Turn(f"plan to {verb.base}", verb.past, False),
                _Turn(f"is expected to {verb.base}", verb.past, False),
                _Turn(f"is due to {verb.base}", verb.past, False),
            ]
            for be in ("was", "were"):
                modality.append(_Turn(f"{be} {verb.participle}", f"will be {verb.participle}", True))
            for have in ("has", "have"):
                modality.append(_Turn(f"{have} {verb.participle}", f"will {verb.base}", True))
                modality.append(_Turn(f"{have} been {verb.participle}", f"will be {verb.participle}", True))
            modality.append(_Turn(f"will be {verb.participle}", f"was {verb.participle}", False))
    return _longest(polarity), _longest(modality)


def _longest(turns: list[_Turn]) -> tuple[_Turn, ...]:
    return tuple(sorted(turns, key=lambda t: (-len(t.old), t.old, t.new)))


def statement_changes(source: Source, seed: int) -> Iterator[Change]:
    """For each clause that allows it one change of polarity and one of modality."""
    del seed  # nothing to choose: the verb decides
    assert source.extraction.language is not None
    polarity, modality = _turns(source.extraction.language)
    for claim in source.claims:
        if claim.block != "paragraph":
            continue
        for kind, turns in (("polarity", polarity), ("modality", modality)):
            found = _turned(source, claim, turns)
            if found is None:
                source.skip(kind, "no verb of the table")
                continue
            turn, edit = found
            if turn.to_open is None and _is_negative(source, claim, turn):
                source.skip(kind, "already turned by another word")
                continue
            if turn.to_open is None and _counted_subject(source, claim, edit):
                source.skip(kind, "may be true of others")
                continue
            if turn.to_open is not None and _dated_otherwise(source, claim, turn.to_open):
                source.skip(kind, "its date does not allow it")
                continue
            span = (claim.start, claim.end)
            yield Change(kind, turn.old, (edit,), (span,), allowed=_SHOWN_BY, grows=turn.to_open is False)


def _turned(source: Source, claim: Claim, turns: tuple[_Turn, ...]) -> tuple[_Turn, Edit] | None:
    table = source.words.statements
    if table.finite == "last":
        return _last_verb(source, claim, table, turns)
    return _first_verb(source, claim, table, turns)


def _last_verb(source: Source, claim: Claim, table: Statements, turns: tuple[_Turn, ...]) -> tuple[_Turn, Edit] | None:
    body = claim.text.rstrip(' .”"')
    said = next((r for r in table.reporting if body.endswith(r)), None)
    for turn in turns:
        if said is None:
            at = len(body) - len(turn.old) if body.endswith(turn.old) else -1
        else:
            at = body.rfind(turn.old + "고 ")
        if at < 0 or source.in_quote(claim.start + at, claim.start + at + len(turn.old)):
            continue
        new = turn.new
        if said is not None and new.endswith(("이다", "아니다")):
            new = new[:-1] + "라"
        start = claim.start + at
        return turn, Edit(start, start + len(turn.old), new)
    return None


def _first_verb(source: Source, claim: Claim, table: Statements, turns: tuple[_Turn, ...]) -> tuple[_Turn, Edit] | None:
    tokens = list(re.finditer(r"[A-Za-z']+", claim.text))
    finite = _finite(table)
    perfect = re.compile(table.perfect)
    previous = ""
    for token in tokens:
        word = token[0].casefold()
        if word in table.subordinate or word in table.reporting:
            return None
        if word in finite and previous not in table.not_before:
            rest = claim.text[token.start() :]
            for turn in turns:
                if _stands(rest, turn.old) and (turn.old not in table.perfects or perfect.match(rest, len(turn.old))):
                    start = claim.start + token.start()
                    end = start + len(turn.old)
                    if source.in_quote(start, end) or source.text[end : end + 4] == " not":
                        return None
                    return turn, Edit(start, end, turn.new)
            return None
        previous = word
    return None


def _stands(text: str, words: str) -> bool:
    """Whether the text begins with the words, and they end there."""
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalnum()


@cache
def _finite(table: Statements) -> frozenset[str]:
    """Words that may be the finite verb of a clause."""
    return frozenset({*table.auxiliaries, *(v.past for v in table.verbs), "did", "plans", "plan"})


def _is_negative(source: Source, claim: Claim, turn: _Turn) -> bool:
    """Whether another word of the clause turns it already, so that turning the verb does not deny it."""
    table = source.words.statements
    if source.words.joined:
        rest = claim.text.replace(turn.old, "")
        return claim.polarity == "negative" and any(n in rest for n in table.negative)
    rest = claim.text.replace(turn.old, " ", 1).casefold()
    return any(re.search(rf"\b{n}\b", rest) for n in table.negative)


def _counted_subject(source: Source, claim: Claim, edit: Edit) -> bool:
    """Whether the subject is a number of things: "19 did not vote" may be true beside "19 voted"."""
    pattern = source.words.statements.counted_subject
    figures = [f for f in source.figures if claim.start <= f.start and f.end <= edit.start]
    if pattern:
        return any(re.match(pattern, source.text[f.end : f.end + 4]) for f in figures)
    return bool(figures)


def _dated_otherwise(source: Source, claim: Claim, to_open: bool) -> bool:
    table = source.words.statements
    at_odds = table.past_words if to_open else table.future_words
    if any(re.search(rf"(?<!\w){w}" + ("" if source.words.joined else r"\b"), claim.text) for w in at_odds):
        return True
    if source.published is None:
        return any(isinstance(d, DateDetail) for d in claim.details)
    day = source.published.isoformat()
    dates = [d.value for d in claim.details if isinstance(d, DateDetail) and d.value.start and d.value.end]
    if to_open:
        return any((v.end or "")[:10] <= day and v.start[:10] < day for v in dates if v.start)
    return any(v.start[:10] > day for v in dates if v.start)
