"""How two quotations differ, word by word (difflib), and what the difference touches.

Before:  서울시가 3대 강국의 중심으로 도약하도록 하겠다 / 우리나라가 3대 강국의 중심으로 도약하도록 노력하겠다
After:   서울시가 → 우리나라가 touches who; 하겠다 → 노력하겠다 is wording

Words are held against words (languages/rewording): particles, endings, spelling, articles and fillers are no change, a
word that moved is none either. What is left is sorted by what it touches:

    number     another number, or one gained or lost inside
    polarity   a negation more or less, or a word and its opposite (raise, cut)
    subject    another who
    modality   done against planned, must or may gained or lost
    wording    other words

Only the first four make another statement of it. Two quotations with other words and none of these may be one
paraphrased by the reporter: they are held against each other, and the verdict says that it cannot tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from reconcile.claims.wordings import Word, carries, empty, marks, negations, opposed, read, same_word

Touched = Literal["number", "polarity", "subject", "modality", "wording"]

_OMITTED = 3
"""Words from which what one side leaves out is a part of its own: what it says of anything is no change."""
_NEGATION_REACH = 4
"""Words before a stretch in which a negation that was left out still governs it: not going to | raise taxes."""
_STRONG = frozenset({"may", "must", "should", "want"})


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words of the first wording and what stands for it in the second; either may be empty."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """What holding two wordings against each other found."""

    shared: int
    """Content words in common."""
    other: int
    """Content words that stand for others."""
    omitted: int
    """Content words inside that one side leaves out."""
    trimmed: bool
    """Whether one side begins earlier or ends later."""
    changes: tuple[Change, ...]
    touched: frozenset[Touched]
    paired: bool
    """Whether every word stands for one of the other side."""
    word_for_word: bool
    """Whether only marks and spaces differ."""
    cited: bool
    """Whether the longer goes on with the last word of the shorter in another form: 알아듣는다 | 알아듣는다는 말을."""
    edge: bool
    """Whether polarity is touched only by a negation right outside the stretch that both render."""


def changes(first: str, second: str) -> list[Change]:
    """What stands in the second wording for what of the first, over the stretch that both render."""
    return list(rendering(first, second).changes)


def touches(first: str, second: str) -> list[Touched]:
    """What the changed words touch, sorted; empty where nothing is changed."""
    return sorted(rendering(first, second).touched)


def rendering(first: str, second: str) -> Rendering:
    """How the second wording renders the first; the other way round it finds the same with the sides exchanged."""
    if (len(first), first) > (len(second), second):
        found = _rendering(second, first)
        return replace(found, changes=tuple(Change(c.second, c.first) for c in found.changes))
    return _rendering(first, second)


@dataclass(slots=True)
class _Region:
    """Words of both sides that stand for each other; `at_start`, `at_end` of what both render."""

    a: list[Word]
    b: list[Word]
    at_start: bool = False
    at_end: bool = False

    @property
    def one_sided(self) -> bool:
        return not self.a or not self.b


@lru_cache(maxsize=1 << 11)
def _rendering(first: str, second: str) -> Rendering:
    a, b = list(read(first)), list(read(second))
    shared, regions, pairs, touched_edge = _regions(a, b)
    _cancel_moves(regions)
    touched: set[Touched] = set()
    shown: list[Change] = []
    other = left_a = left_b = 0
    kept_a, kept_b = [w for w, _ in pairs], [w for _, w in pairs]
    trimmed = False
    for region in regions:
        if region.one_sided and (region.at_start or region.at_end):
            own = _of_predicate(region, pairs)
            kept_a, kept_b = kept_a + own if region.a else kept_a, kept_b + own if region.b else kept_b
            trimmed = trimmed or any(not w.light for w in (*region.a, *region.b) if w not in own)
            continue
        count_a, count_b = content(region.a), content(region.b)
        if region.one_sided and (count_a + count_b >= _OMITTED or any(w.gap for w in (*region.a, *region.b))):
            left_a, left_b = left_a + count_a, left_b + count_b
            continue
        if region.one_sided or abs(len(region.a) - len(region.b)) < _OMITTED:
            kept_a += region.a
            kept_b += region.b
        here = _touched(region)
        if region.one_sided:
            left_a, left_b = left_a + count_a, left_b + count_b
        elif count_a or count_b:
            other += max(0, max(count_a, count_b) - len(here))
            here = here or {"wording"}
        touched |= here
        if here or any(not w.light for w in (*region.a, *region.b)):
            shown.append(Change(_shown(region.a), _shown(region.b)))
    other += min(left_a, left_b)
    whole = not (trimmed or left_a or left_b or touched - {"wording"})
    if other == 1 and whole and _swapped(regions, pairs):
        other, touched = 0, {"subject"}
    touched |= _turned(_in_order(kept_a, a), _in_order(kept_b, b))
    edge = bool(touched_edge) and "polarity" not in touched
    if edge:
        touched.add("polarity")
        edge = not pairs or pairs[-1][0].shown == pairs[-1][1].shown
    if touched & {"polarity", "modality"}:
        shown += [c for c in _form_changes(pairs) if c not in shown]
    if touched_edge and not shown:
        shown.append(touched_edge[0])
    cited = trimmed and bool(pairs) and pairs[-1][0].shown != pairs[-1][1].shown
    return Rendering(
        shared=shared,
        other=max(0, other),
        omitted=abs(left_a - left_b),
        trimmed=trimmed,
        changes=tuple(shown),
        touched=frozenset(touched),
        paired=not regions,
        word_for_word=not regions and all(a.shown.casefold() == b.shown.casefold() for a, b in pairs),
        cited=cited,
        edge=edge,
    )


def _regions(a: list[Word], b: list[Word]) -> tuple[int, list[_Region], list[tuple[Word, Word]], list[Change]]:
    """Content words in common, the regions that differ, the words that pair, and negations cut off at an edge."""
    ids_b = _named(a, b)
    blocks = [
        m for m in SequenceMatcher(None, [w.key for w in a], ids_b, autojunk=False).get_matching_blocks() if m.size
    ]
    blocks = [m for m in blocks if any(not w.light for w in a[m.a : m.a + m.size])] or blocks
    regions: list[_Region] = []
    pairs: list[tuple[Word, Word]] = []
    at_a = at_b = shared = 0
    for n, m in enumerate(blocks):
        if m.a > at_a or m.b > at_b:
            region = _Region(a[at_a : m.a], b[at_b : m.b], at_start=n == 0)
            regions += _cut_to_render(region)
        pairs += zip(a[m.a : m.a + m.size], b[m.b : m.b + m.size], strict=True)
        shared += sum(not w.light for w in a[m.a : m.a + m.size])
        at_a, at_b = m.a + m.size, m.b + m.size
    edges: list[Change] = []
    if blocks:
        if at_a < len(a) or at_b < len(b):
            regions += _cut_to_render(_Region(a[at_a:], b[at_b:], at_end=True))
        edges = [c for region in regions if region.one_sided for c in _cut_negation(region, pairs)]
    else:
        regions = [_Region(a, b)]
    joined = [r for r in regions if r.a and r.b and _joins(r)]
    shared += sum(content(r.a) for r in joined)
    return shared, [r for r in regions if r not in joined], pairs, edges


def _named(a: Sequence[Word], b: Sequence[Word]) -> list[str]:
    """The keys of `b`, those that are a word of `a` in another form under its key."""
    known = {w.key for w in a}
    by_first: dict[str, list[str]] = {}
    for key in sorted(known):
        by_first.setdefault(_initial(key), []).append(key)
    named = []
    for word in b:
        key = word.key
        if key not in known and not key.isascii():
            key = next((k for k in by_first.get(_initial(key), ()) if same_word(k, key)), key)
        named.append(key)
    return named


def _initial(key: str) -> str:
    """The first consonant of a Korean word: 해 and 하 share it."""
    return chr((ord(key[0]) - 0xAC00) // 588) if "가" <= key[0] <= "힣" else key[0]


def _cut_to_render(region: _Region) -> list[_Region]:
    """A region at an edge, cut where the longer side says more than the shorter one could render."""
    short = min(len(region.a), len(region.b))
    if not (region.at_start or region.at_end) or not short or len(region.a) == len(region.b):
        return [region]
    a_longer = len(region.a) > len(region.b)
    long = region.a if a_longer else region.b
    if region.at_start:
        rest, kept = long[:-short], long[-short:]
    else:
        kept, rest = long[:short], long[short:]
    inner = _Region(kept if a_longer else region.a, region.b if a_longer else kept, region.at_start, region.at_end)
    outer = _Region(rest if a_longer else [], [] if a_longer else rest, region.at_start, region.at_end)
    return [outer, inner] if region.at_start else [inner, outer]


def _joins(region: _Region) -> bool:
    """Whether two stretches are the same but for spaces: 새 다리를, 새다리를."""
    first, second = letters(region.a), letters(region.b)
    return first == second or (len(region.a) != len(region.b) and same_word(first, second))


def _cut_negation(region: _Region, pairs: Sequence[tuple[Word, Word]]) -> list[Change]:
    """The negation that one side leaves out right beside the stretch that both render."""
    words = region.a or region.b
    if region.at_start:
        near: list[Word] = []
        for word in reversed(words[-_NEGATION_REACH:]):
            if word.breaks:
                break
            near.insert(0, word)
        near = near if _own_negation(near) else []
    elif region.at_end and not _of_predicate(region, pairs):
        last = pairs[-1][0 if region.a else 1]
        reach = 1 + next((i for i, w in enumerate(words[:3]) if not w.light), 0)
        near = [] if last.breaks else words[: reach if not words[0].key.isascii() else 1]
    else:
        near = []
    if not negations(near):
        return []
    return [Change(_shown(near), "") if region.a else Change("", _shown(near))]


def _of_predicate(region: _Region, pairs: Sequence[tuple[Word, Word]]) -> list[Word]:
    """The small words behind a last word in another form that belong to it: 마친다, 마쳐야 | 한다."""
    own: list[Word] = []
    if region.at_end and pairs and pairs[-1][0].shown != pairs[-1][1].shown:
        for word in region.a or region.b:
            if not word.light and not empty(word.key):
                break
            own.append(word)
            if word.breaks:
                break
    return own


def _own_negation(words: Sequence[Word]) -> bool:
    """Whether nothing but small words stands between a negation and the end of the words before a stretch."""
    for word in reversed(words):
        if not word.key.isascii():
            return negations([word]) > 0 and len(words) > 0 and word is words[-1]
        if negations([word]):
            return True
        if not word.light and not empty(word.key) and not carries(word.key):
            return False
    return False


def _cancel_moves(regions: list[_Region]) -> None:
    """A word that one side has elsewhere is no change: 내년 봄까지 다리를 열겠다, 다리를 내년 봄까지 열겠다."""
    for one in regions:
        if one.b or not one.a:
            continue
        for two in regions:
            if two.a or not two.b:
                continue
            for word in list(one.a):
                match = next((w for w in two.b if same_word(w.key, word.key)), None)
                if match is not None:
                    one.a.remove(word)
                    two.b.remove(match)


def letters(words: Sequence[Word]) -> str:
    """A wording without its spaces."""
    return "".join(w.key for w in words)


def content(words: Sequence[Word]) -> int:
    """How many words tell something."""
    return sum(not w.light and not empty(w.shown.casefold()) for w in words)


def _touched(region: _Region) -> set[Touched]:
    found: set[Touched] = set()
    numbers = [Counter(w.number for w in side if w.number is not None) for side in (region.a, region.b)]
    inside = not (region.at_start or region.at_end) and set(numbers[0] | numbers[1]) != {"1"}
    if numbers[0] != numbers[1] and (all(numbers) or inside):
        found.add("number")
    who = [[w for w in side if w.subject] for side in (region.a, region.b)]
    if all(who) and not any(same_word(x.key, y.key) for x in who[0] for y in who[1]):
        found.add("subject")
    if any(opposed(x.key, y.key) for x in region.a for y in region.b):
        found.add("polarity")
    return found


def _swapped(regions: Sequence[_Region], pairs: Sequence[tuple[Word, Word]]) -> bool:
    """Whether one noun stands for another in words that are otherwise the same to the letter: no paraphrase."""
    if len(regions) != 1 or any(a.shown.casefold() != b.shown.casefold() for a, b in pairs):
        return False
    sides = [[w for w in side if not w.light] for side in (regions[0].a, regions[0].b)]
    if [len(side) for side in sides] != [1, 1] or len(regions[0].a) != len(regions[0].b):
        return False
    return sides[0][0].noun and sides[1][0].noun


def _turned(a: Sequence[Word], b: Sequence[Word]) -> set[Touched]:
    """What negations and marks of modality differ over the stretch that both render."""
    found: set[Touched] = set()
    denied_a, denied_b = _denials(a), _denials(b)
    if denied_a % 2 != denied_b % 2 or (denied_a == 0) != (denied_b == 0):
        found.add("polarity")
    marks_a, marks_b = marks(a), marks(b)
    one, other = set(marks_a - marks_b), set(marks_b - marks_a)
    if (one and other and not {"past"} >= one | other) or (one | other) & _STRONG:
        found.add("modality")
    return found


def _denials(words: Sequence[Word]) -> int:
    """How much is denied: two negations of one thing (않을 수 없다, not without) nothing, of two things both."""
    denied = run = 0
    for word in words:
        if count := negations([word]):
            run += count
        elif not word.light and not empty(word.key):
            denied, run = denied + run % 2, 0
    return denied + run % 2


def _in_order(kept: Sequence[Word], whole: Sequence[Word]) -> list[Word]:
    left = {id(w) for w in kept}
    return [w for w in whole if id(w) in left]


def _form_changes(pairs: Sequence[tuple[Word, Word]]) -> list[Change]:
    return [
        Change(a.shown, b.shown)
        for a, b in pairs
        if a.key != b.key and (negations([a]) != negations([b]) or marks([a]) != marks([b]))
    ]


def _shown(words: Sequence[Word]) -> str:
    return " ".join(w.shown for w in words)
