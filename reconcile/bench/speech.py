"""Who said it, and a word of what was said.

    현태욱 센터장은 "5분 안에 …" → 송하람 센터장은 "5분 안에 …" · "15분 안에 …"

Only direct speech: of what is told indirectly, two articles may rightly name two sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reconcile.bench.figures import other_number
from reconcile.bench.model import Change, Edit, Span, chance, choose
from reconcile.bench.source import Source, final
from reconcile.bench.words import Swap
from schemas.claim import FigureDetail, PersonDetail, QuoteDetail

_QUOTED = frozenset({"quote"})


def speaker_changes(source: Source, seed: int) -> Iterator[Change]:
    """Every person who is quoted becomes somebody else, by full and by short name."""
    for person in source.people:
        spoken = [q for q in source.quotes if q.value.speaker and q.value.speaker.detail == person.id]
        if not spoken:
            continue
        new = _other_name(source, person, seed)
        if new is None:
            source.skip("speaker", "no name that fits")
            continue
        edits = _renamed(source, person, new)
        if edits is None:
            source.skip("speaker", "named in another way")
            continue
        focus = [(q.start, q.end) for q in spoken] + [(e.start, e.end) for e in edits]
        yield Change("speaker", "person", tuple(edits), tuple(focus))


def _other_name(source: Source, person: PersonDetail, seed: int) -> str | None:
    name = person.text
    surname = name.split()[-1] if not source.words.joined else name[:1]
    fitting = [
        n
        for n in source.words.names
        if len(n.split()) == len(name.split())
        and (not source.words.joined or (final(n) == final(name) and len(n) == len(name)))
        and (n.split()[-1] if not source.words.joined else n[:1]) != surname
        and n not in source.text
    ]
    return choose(fitting, chance(seed, "speaker", source.text, name)) if fitting else None


def _renamed(source: Source, person: PersonDetail, new: str) -> list[Edit] | None:
    """The edits that rename the person all over the article; None where a mention is neither full nor short name."""
    full = person.text
    old_short, new_short = (full[:1], new[:1]) if source.words.joined else (full.split()[-1], new.split()[-1])
    edits = {at: Edit(at, at + len(full), new) for at in source.occurrences(full)}
    if source.words.joined:
        titles = {t.split()[-1] for p in source.people if p.value.id == person.value.id for t in p.value.titles}
        behind = "|".join(re.escape(t) for t in sorted({*titles, *source.words.titles}))
        for found in re.finditer(rf"(?<!\w){re.escape(old_short)} (?={behind})", source.text):
            edits[found.start()] = Edit(found.start(), found.start() + 1, new_short)
    else:
        for at in source.occurrences(old_short):
            if not any(e.start <= at < e.end for e in edits.values()):
                edits[at] = Edit(at, at + len(old_short), new_short)
    named = [p for p in source.people if p.value.id == person.value.id]
    covered = all(any(e.start < p.end and p.start < e.end for e in edits.values()) for p in named)
    if not covered or not all(source.may_edit(e.start, e.end) for e in edits.values()):
        return None
    return [edits[at] for at in sorted(edits)]


def quote_changes(source: Source, seed: int) -> Iterator[Change]:
    """A number, the polarity or the subject of each quotation."""
    for quote in source.quotes:
        if not source.may_edit(quote.start, quote.end):
            continue
        found = [*_numbers(source, quote, seed), *_swapped(source, quote)]
        if not found:
            source.skip("quote", "no word to change")
        yield from found


def _numbers(source: Source, quote: QuoteDetail, seed: int) -> Iterator[Change]:
    for figure in source.figures:
        if not quote.start <= figure.start < quote.end or figure.value.bound == "over":
            continue
        rewrite = other_number(source, figure, seed)
        new = rewrite(figure.text) if rewrite else None
        if new is None:
            source.skip("quote", "a number that is not rewritten")
            continue
        if _told_outside(source, figure):
            source.skip("quote", "told again outside the quotation")
            continue
        yield _in_quote(quote, "number", [Edit(figure.start, figure.end, new)])


def _told_outside(source: Source, figure: FigureDetail) -> bool:
    return any(f.value == figure.value and f.start != figure.start for f in source.figures)


def _swapped(source: Source, quote: QuoteDetail) -> Iterator[Change]:
    table = source.words.quotes
    for variant, swaps in (("polarity", table.polarity), ("subject", table.subjects)):
        edit = _first_swap(source, quote, swaps, last=variant == "polarity" and source.words.joined)
        if edit is not None:
            if variant == "polarity" and _denied_already(source, quote, edit):
                source.skip("quote", "already turned by another word")
                continue
            yield _in_quote(quote, variant, [edit])


def _first_swap(source: Source, quote: QuoteDetail, swaps: tuple[Swap, ...], *, last: bool) -> Edit | None:
    """The first place, or the last, where a swap fits; the longest wording wins there."""
    ending = source.words.joined
    perfects, perfect = source.words.statements.perfects, source.words.statements.perfect
    best: tuple[int, int, Swap] | None = None
    for swap in swaps:
        tail = r"(?=[.,!?]?\s*$)" if last else "" if ending else r"(?!\w)"
        head = "" if last else r"(?<!\w)"
        behind = perfect if swap.from_ in perfects else ""
        for found in re.finditer(head + re.escape(swap.from_) + tail + behind, quote.text):
            key = (-found.end() if last else found.start(), -len(swap.from_))
            if best is None or key < best[:2]:
                best = (*key, swap)
                at = found.start()
    if best is None:
        return None
    swap = best[2]
    return Edit(quote.start + at, quote.start + at + len(swap.from_), swap.to)


def _denied_already(source: Source, quote: QuoteDetail, edit: Edit) -> bool:
    """Whether another word of the quotation's sentence turns it, so that turning the verb does not deny it."""
    inside = quote.text[: edit.start - quote.start] + " " + quote.text[edit.end - quote.start :]
    if source.words.joined:
        return any(n in inside for n in source.words.statements.negative)
    return any(re.search(rf"\b{n}\b", inside.casefold()) for n in source.words.statements.negative)


def _in_quote(quote: QuoteDetail, variant: str, edits: list[Edit]) -> Change:
    spans: list[Span] = [(e.start, e.end) for e in edits]
    return Change("quote", variant, tuple(edits), tuple(spans))
