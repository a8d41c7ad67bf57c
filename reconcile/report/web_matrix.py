"""Questions by sources: what each source says to each question that more than one speaks to, or that is disputed.

장소                              ≠ A 북구 침산동   ≠ B 서구 침산동   ≠ A 북구 침산동
날짜 · 사건·사고                  = 14일            = 14일

Conflicts stand first, as everywhere in the report, then in the order of the document, so that the questions of one
claim stay together. That an event is told alike is left out where its details have rows: each of them says more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reconcile.report.context import Fragment, plain, plain_edges
from reconcile.report.values import told_alike
from reconcile.report.web_parts import Parts, letter, stating
from reconcile.report.web_view import Cell, MatrixRow
from schemas.reconciliation import VERDICTS, Comparison, Evidence

_LABEL = 80
"""Characters of a claim."""
_WORD = 16
"""Characters that are given up so as to cut between words."""
_WORDS = 24
"""Characters of a source's words that a cell has room for."""


def rows(parts: Parts) -> list[MatrixRow]:
    """The rows in the order of their verdicts."""
    return sorted(_rows(parts), key=lambda row: VERDICTS.index(row.item.verdict))


def _rows(parts: Parts) -> Iterator[MatrixRow]:
    for at, _, kept in parts.entries:
        asked = [comparison for comparison in kept if _shown(comparison)]
        details = any(not told_alike(comparison) for comparison in asked)
        for comparison in asked:
            if not (details and told_alike(comparison)):
                yield _row(parts, at, comparison)


def _shown(comparison: Comparison) -> bool:
    several = len({item.article for item in stating(comparison)}) > 1
    return comparison.verdict == "conflict" or (several and comparison.verdict != "unique")


def _row(parts: Parts, entry: int, comparison: Comparison) -> MatrixRow:
    told: dict[str, list[Evidence]] = {}
    for item in stating(comparison):
        told.setdefault(item.article, []).append(item)
    cells = [_cell(parts, comparison, told[x]) if x in told else None for x in parts.numbers]
    first = next(told[article][0] for article in parts.numbers if article in told)
    return MatrixRow(
        item=parts.item(entry, comparison),
        claim=claim_words(parts, first),
        language=parts.languages[first.article],
        cells=tuple(_ranked(cells)),
    )


def _ranked(cells: Sequence[Cell | None]) -> Iterator[Cell | None]:
    held = Counter(cell.letters for cell in cells if cell and len(cell.letters) == 1)
    ranks = {letters: rank for rank, letters in enumerate(sorted(held, key=lambda x: (-held[x], x)))}
    for cell in cells:
        yield cell and cell._replace(rank=ranks.get(cell.letters, len(ranks) + 1) if cell.letters else 0)


def _cell(parts: Parts, comparison: Comparison, items: list[Evidence]) -> Cell:
    letters = ""
    if len(comparison.sides) > 1:
        own = {at for at, item in enumerate(comparison.evidence) if item.article == items[0].article}
        letters = "".join(letter(at) for at, side in enumerate(parts.sides(comparison)) if own & set(side.evidence))
    words = " · ".join(dict.fromkeys(plain(item.text) for item in items))
    shown = "" if comparison.kind in ("quote", "statement") else _cut(words, _WORDS)
    return Cell(letters, parts.claims[items[0].claim], shown, parts.languages[items[0].article])


def claim_words(parts: Parts, item: Evidence) -> tuple[Fragment, ...]:
    """The words of the claim around the value, which is marked; a claim that is the value has no mark."""
    claim = parts.document.claims[parts.claims[item.claim]]
    start, end = item.start - claim.start, item.end - claim.start
    if start < 0 or end > len(claim.text) or end - start > _LABEL // 2:
        return (Fragment(_cut(plain(claim.text), _LABEL)),)
    before, value, behind = (
        plain_edges(claim.text[a:b]) for a, b in ((0, start), (start, end), (end, len(claim.text)))
    )
    room = max(_LABEL - len(value) - len(behind), (_LABEL - len(value)) // 2)
    if len(before) > room:
        cut = before[-room:]
        before = "…" + cut[cut.find(" ", 0, _WORD) + 1 :].lstrip()
    behind = _cut(behind, max(_LABEL - len(before) - len(value), 0))
    return tuple(piece for piece in (Fragment(before), Fragment(value, mark=True), Fragment(behind)) if piece.text)


def _cut(words: str, room: int) -> str:
    """The beginning of `words`, cut between two words where there is a gap near."""
    if len(words) <= room:
        return words
    gap = words.rfind(" ", max(room - _WORD, 1), room + 1)
    return words[: gap if gap > 0 else room].rstrip(" ·,") + "…"
