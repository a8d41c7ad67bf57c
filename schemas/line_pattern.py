"""Regular expressions from outside, tried on one line: refused where a line could make them run away.

    [가-힣]{2,4} 기자 \\S+@\\S+      300 ways at most: the text tells all but where the first \\S+ ends
    (?:[가-힣]+ ?)+기자             more than a million: a repetition inside a repetition

A backtracking matcher is as slow as there are ways of dividing a line among the repetitions of a pattern. They are
counted here, over the parsed pattern: a repetition has as many ways as lengths, unless what may follow it cannot be
part of it; ways multiply along a sequence and add up over alternatives. See R. Cox, "Regular Expression Matching Can
Be Simple And Fast" (2007), on why nested repetitions explode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST_LINE = 300
"""Characters of a line; patterns are not tried on longer ones."""
MOST_WAYS = 1_000_000
"""Ways in which a pattern may be tried on one line: some hundredths of a second."""

_Node = tuple[Any, Any]
_Letters = frozenset[str] | None
"""Characters that may come next; None where they are too many to list."""

_LISTED = 128
"""Characters of a range that is listed: a-z, 0-9."""
_ONE = (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN)
_ASSERTIONS = (c.ASSERT, c.ASSERT_NOT)
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdecimal,
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    c.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    c.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    c.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}
_ADVICE = "give its repetitions bounds ({0,40} in place of * or +), and put none inside another"


def fault(pattern: str) -> str | None:
    """What is wrong with a pattern that is to match a whole line, and what to do; None for one that may be used."""
    try:
        parse: Callable[[str], Any] = _parser.parse
        parsed = parse(unicodedata.normalize("NFC", pattern))
        nodes = list(parsed)
        ways = _Ways(either_case=re.search(r"\(\?[a-zA-Z]*i", pattern) is not None).of(nodes, frozenset())
    except re.error as error:
        at = "" if error.pos is None else f" at character {error.pos + 1}"
        return f"is no regular expression: {error.msg}{at}"
    except (RecursionError, OverflowError):
        return "is nested too deeply"
    except _RefersBack:
        return "refers back to a group: write it without"
    if ways > MOST_WAYS:
        return f"could be tried in more than a million ways on one line: {_ADVICE}"
    return None if parsed.getwidth()[1] else "matches nothing but an empty line"


class _RefersBack(Exception):
    """A part of a pattern whose ways cannot be counted, since it depends on what a group has matched."""


class _Ways:
    """Counts the ways of trying a pattern; not further once they are too many."""

    def __init__(self, *, either_case: bool) -> None:
        self._either_case = either_case

    def of(self, nodes: Iterable[_Node], behind: _Letters) -> int:
        """The ways of a sequence in front of one of the letters `behind`, or of the end where there are none."""
        total = 1
        for node in reversed(list(nodes)):
            total = min(total * self._of_node(node, behind), MOST_WAYS + 1)
            first, empty = _first(node)
            behind = _either(first, behind) if empty else first
        return total

    def _of_node(self, node: _Node, behind: _Letters) -> int:
        kind, value = node
        if kind in _ONE or kind is c.AT:
            return 1
        if kind is c.SUBPATTERN:
            return self.of(value[3], behind)
        if kind is c.BRANCH:
            return sum(self.of(branch, behind) for branch in value[1])
        if kind is c.ATOMIC_GROUP:
            return self.of(value, None)
        if kind in _ASSERTIONS:
            return self.of(value[1], None)
        if kind in _REPEATS:
            return self._of_repetition(int(value[0]), min(int(value[1]), LONGEST_LINE), list(value[2]), behind)
        raise _RefersBack(str(kind))

    def _of_repetition(self, least: int, most: int, body: list[_Node], behind: _Letters) -> int:
        least = min(least, most)
        if len(body) == 1 and body[0][0] in _ONE:
            told = behind is not None and not any(self._takes(body[0], letter) for letter in behind)
            return 1 if told else most - least + 1
        first, empty = _first_of(body)
        inner = self.of(body, _either(first, behind))
        told = first is not None and behind is not None and not empty and not first & behind
        total = 0
        for times in range(most if told else least, most + 1):
            total += min(inner**times, MOST_WAYS + 1)
            if total > MOST_WAYS:
                break
        return max(1, total)

    def _takes(self, node: _Node, letter: str) -> bool:
        """Whether a node of one character takes `letter`."""
        kind, value = node
        cases = {letter, letter.lower(), letter.upper()} if self._either_case else {letter}
        if kind is c.ANY:
            return True
        if kind is c.NOT_LITERAL:
            return cases != {chr(value)}
        items = [(kind, value)] if kind is c.LITERAL else list(value)
        if items[0][0] is c.NEGATE:
            return not all(any(_holds(item, one) for item in items[1:]) for one in cases)
        return any(_holds(item, one) for item in items for one in cases)


def _holds(item: _Node, letter: str) -> bool:
    kind, value = item
    if kind is c.LITERAL:
        return chr(value) == letter
    if kind is c.RANGE:
        return len(letter) == 1 and bool(value[0] <= ord(letter) <= value[1])
    return kind is not c.CATEGORY or value not in _CATEGORIES or _CATEGORIES[value](letter)


def _first_of(nodes: Iterable[_Node]) -> tuple[_Letters, bool]:
    letters: _Letters = frozenset()
    for node in nodes:
        first, empty = _first(node)
        letters = _either(letters, first)
        if not empty:
            return letters, False
    return letters, True


def _first(node: _Node) -> tuple[_Letters, bool]:
    """The letters with which a node may begin, and whether it may match nothing."""
    kind, value = node
    if kind is c.AT or kind in _ASSERTIONS:
        return frozenset(), True
    if kind is c.LITERAL:
        return frozenset(chr(value)), False
    if kind is c.IN:
        return _listed(value), False
    if kind is c.SUBPATTERN:
        return _first_of(value[3])
    if kind is c.BRANCH:
        found = [_first_of(branch) for branch in value[1]]
        letters: _Letters = frozenset()
        for first, _ in found:
            letters = _either(letters, first)
        return letters, any(empty for _, empty in found)
    if kind in _REPEATS:
        first, empty = _first_of(value[2])
        return first, empty or value[0] == 0
    return None, kind not in _ONE


def _listed(items: Iterable[_Node]) -> _Letters:
    letters: set[str] = set()
    for kind, value in items:
        if kind is c.LITERAL:
            letters.add(chr(value))
        elif kind is c.RANGE and value[1] - value[0] < _LISTED:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(letters)


def _either(one: _Letters, other: _Letters) -> _Letters:
    return None if one is None or other is None else one | other
