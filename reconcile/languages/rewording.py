"""Words of quotations as they are compared: which stand for each other, which carry nothing, which turn a sentence.

Before:  우리는 내년까지 300가구를 짓겠습니다     /  내년까지 주택 500가구는 짓지 않겠다
After:   우리는 and 내년까지 are words; 300 and 500 numbers; 가구를 and 가구는 one word; 짓겠습니다 and 짓지 one word;
         the second has one negation more

The tables of all languages are one here: what is written in Hangul is compared as Korean, what is written in Latin
letters as English, so that nobody has to ask which language a text is in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from reconcile.languages.ko.letters import FINALS, SYLLABLE, is_open, letters, plain_letters
from reconcile.languages.loader import load_table
from reconcile.languages.rewording_table import RewordingTable
from reconcile.text.words import spelled_out

_CODES = ("en", "ko")
_SHORTEST_STEM = 3
"""Letters of a Latin word that an ending leaves over."""
_SHORTEST_OPPOSED = 2
"""Characters of a word that has an opposite with a prefix: 가능, 불가능."""
_NO_PLURALS = ("ss", "as", "is", "us", "os")
_DOUBLED_L = 6
"""Letters from which a word in ll is one in l with an ending: travelled, and not called."""
_WORD = re.compile(r"\d[\d.,십백천만억조]*|%|[^\W\d_]+(?:'[^\W\d_]+)?|…|\.{3,}|[.!?;,—–:]")
_GAPS = ("…", "...")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a wording: `key` is what is compared, `shown` what was written."""

    key: str
    shown: str
    light: bool
    number: str | None
    subject: bool
    noun: bool
    """Whether it may name something, by its ending."""
    breaks: bool
    """Whether a mark that ends a part of a sentence stands behind it."""
    gap: bool
    """Whether something is left out behind it (…)."""


class Rewording:
    """The tables of all languages, ready for look-ups."""

    def __init__(self) -> None:
        tables = [load_table(code, "rewording", RewordingTable) for code in _CODES]
        self.light = frozenset(w for t in tables for w in t.light)
        self.same: dict[str, str] = {word: group[0] for t in tables for group in t.same for word in group}
        self.same_stems = tuple((w, first) for w, first in self.same.items() if not w.isascii() and w != first)
        self.subjects = frozenset(w for t in tables for w in t.subjects)
        self.auxiliaries = frozenset(w for t in tables for w in t.auxiliaries)
        self.carriers = frozenset(w for t in tables for w in t.carriers)
        self.subject_particles = tuple(w for t in tables for w in t.subject_particles)
        self.topic_particles = tuple(w for t in tables for w in t.topic_particles)
        self.not_subjects = tuple(w for t in tables for w in t.not_subjects)
        self.not_nouns = tuple(w for t in tables for w in t.not_nouns)
        self.opposing = tuple(w for t in tables for w in t.opposing)
        self.opposites = [
            (tuple(map(stem, one)), tuple(map(stem, other))) if all(w.isascii() for w in one) else (one, other)
            for t in tables
            for one, other in t.opposites
        ]
        self.counters = tuple(w for t in tables for w in t.counters)
        self.numbers = {word: value for t in tables for word, value in t.numbers.items()}
        self.scales = {word: value for t in tables for word, value in t.scales.items()}
        self.negation = re.compile("|".join(t.negation for t in tables))
        self.never_negation = re.compile("|".join(t.never_negation for t in tables))
        marks = sorted({mark for t in tables for mark in t.modality})
        self.modality = {m: re.compile("|".join(t.modality[m] for t in tables if m in t.modality)) for m in marks}
        self.tails = frozenset(_tails(tables))


@cache
def rewording() -> Rewording:
    """The tables, loaded once a process."""
    return Rewording()


@cache
def _english() -> RewordingTable:
    table: RewordingTable = load_table("en", "rewording", RewordingTable)
    return table


def _tails(tables: Sequence[RewordingTable]) -> Iterator[str]:
    """Everything that may follow a Korean stem, in single letters (jamo)."""
    yield ""
    for table in tables:
        if not table.pre_endings:
            continue
        for particle in table.particles:
            yield letters(particle)
            yield from (letters(particle + after) for after in table.after_particles)
        before = ["", *table.pre_endings, *(a + b for a in table.pre_endings for b in table.pre_endings)]
        for ending in table.endings:
            final = FINALS.get(ending[0])
            for pre in before:
                if final is None:
                    yield letters(pre) + letters(ending)
                elif not pre or is_open(pre):
                    yield letters(pre) + final + letters(ending[1:])


@lru_cache(maxsize=1 << 14)
def same_word(a: str, b: str) -> bool:
    """Whether two keys are one word: equal, or one stem with other particles and endings."""
    if a == b:
        return True
    if not a or not b or a.isascii() or b.isascii():
        return False
    if not ("가" <= a[0] <= "힣" and "가" <= b[0] <= "힣"):
        return False
    if plain_letters(a[0])[:SYLLABLE] != plain_letters(b[0])[:SYLLABLE] and a[0] not in "해했":
        first, second = letters(a), letters(b)
        if first[:SYLLABLE] != second[:SYLLABLE]:
            return False
    tails = rewording().tails
    for first, second in ((letters(a), letters(b)), (plain_letters(a), plain_letters(b))):
        common = 0
        for x, y in zip(first, second, strict=False):
            if x != y:
                break
            common += 1
        for at in range(common, SYLLABLE - 1, -1):
            if first[at:] in tails and second[at:] in tails:
                return True
    return False


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A Latin word without its ending, in one spelling: organised and organizing meet."""
    table = _english()
    word = table.irregular.get(word, word)
    for ending in sorted(table.endings, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith(_NO_PLURALS):
            word = word[: len(word) - len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == "e":
        word = word[:-1]
    beginnings, ends = _spellings()
    for british, american in beginnings:
        if word.startswith(british) and not word.startswith(american):
            word = american + word[len(british) :]
            break
    for british, american in ends:
        if word.endswith(british) and len(word) > len(british):
            word = word[: len(word) - len(british)] + american
            break
    doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2]
    if doubled and word[-1] != "s" and (word[-1] != "l" or len(word) >= _DOUBLED_L):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _SHORTEST_STEM and word[-1] == "y" else word


@cache
def _spellings() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Beginnings and ends of words in the two spellings; ends without the e that a stem has not."""
    rows = _english().spelling
    beginnings = [(one[:-1], other[:-1]) for one, other in rows if one[-1] == "-"]
    return beginnings, [(one.removesuffix("e"), other.removesuffix("e")) for one, other in rows if one[-1] != "-"]


@lru_cache(maxsize=1 << 11)
def read(text: str) -> tuple[Word, ...]:
    """The words of a quotation in order."""
    table = rewording()
    found: list[Word] = []
    pieces = _pieces(text)
    at = 0
    while at < len(pieces):
        piece, shown = pieces[at]
        if not piece[0].isalnum() and piece != "%":
            if found:
                last = found[-1]
                gap = piece.startswith(_GAPS)
                found[-1] = Word(
                    last.key, last.shown, last.light, last.number, last.subject, last.noun, True, gap or last.gap
                )
            at += 1
            continue
        value, behind = _number(pieces, at, table)
        if value is not None:
            shown = " ".join(s for _, s in pieces[at:behind])
            found.append(Word(f"#{value}", shown, False, value, False, False, False, False))
            at = behind
            continue
        key = _same(piece, table)
        behind_it = pieces[at + 1][0] if at + 1 < len(pieces) else ""
        opens = not found or found[-1].breaks
        who = key in table.subjects or _is_subject(piece, behind_it, opens, table)
        light = key in table.light and not who
        if key.isascii():
            key = stem(key)
        found.append(Word(key, shown, light, None, who, _is_noun(pieces, at, table), False, False))
        at += 1
    return tuple(found)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Words and marks, each as compared and as written."""
    written = {w.casefold(): w for w in re.findall(r"[^\W\d_]+", text)}
    pieces = []
    for match in _WORD.finditer(spelled_out(text)):
        piece = match.group()
        if piece[0].isdigit():
            piece = piece.rstrip(".,")
        pieces.append((piece, written.get(piece, piece)))
    return pieces


def _same(piece: str, table: Rewording) -> str:
    """The word that stands for a group of words, with the particles of this one."""
    if piece.isascii() or piece in table.same:
        return table.same.get(piece, piece)
    for word, first in table.same_stems:
        if piece.startswith(word) and letters(piece[len(word) :]) in table.tails:
            return first + piece[len(word) :]
    return piece


def _is_subject(word: str, following: str, opens: bool, table: Rewording) -> bool:
    if word.isascii():
        return following in table.auxiliaries and word not in table.light and word not in table.auxiliaries
    if len(word) < 2 or word.endswith(table.not_subjects):
        return False
    return word.endswith(table.subject_particles) or (opens and word.endswith(table.topic_particles))


def _is_noun(pieces: Sequence[tuple[str, str]], at: int, table: Rewording) -> bool:
    """Whether a word may name something: by its ending, and not behind will or must."""
    word = pieces[at][0]
    return not word.endswith(table.not_nouns) and not (at and word.isascii() and empty(pieces[at - 1][0]))


def _number(pieces: Sequence[tuple[str, str]], at: int, table: Rewording) -> tuple[str | None, int]:
    """The number that begins at a piece and the index behind it; None where none does."""
    total, current, seen = Decimal(0), Decimal(0), False
    start = at
    while at < len(pieces):
        piece = pieces[at][0]
        if piece[0].isdigit():
            if seen and not pieces[at - 1][0].isdigit() and current >= 1000:
                total, current = total + current, Decimal(0)
            if seen and pieces[at - 1][0][0].isdigit():
                break
            current += _digits(piece, table)
        elif piece in table.numbers and (piece.isascii() or _counted(pieces, at, table)):
            current += table.numbers[piece]
        elif seen and piece in table.scales:
            scale = table.scales[piece]
            if scale >= 1000:
                total, current = total + (current or 1) * scale, Decimal(0)
            else:
                current = (current or Decimal(1)) * scale
        elif piece == "and" and seen and at + 1 < len(pieces) and pieces[at - 1][0] in table.scales:
            if pieces[at + 1][0] not in table.numbers:
                break
        else:
            break
        seen = True
        at += 1
    if not seen:
        return None, start
    value = (total + current).normalize()
    return f"{value:f}", at


def _counted(pieces: Sequence[tuple[str, str]], at: int, table: Rewording) -> bool:
    return at + 1 < len(pieces) and pieces[at + 1][0].startswith(table.counters)


def _digits(piece: str, table: Rewording) -> Decimal:
    """Digits with their scales: 1만2천400."""
    total, section, number = Decimal(0), Decimal(0), ""
    for c in piece + "\0":
        if c.isdigit() or c == ".":
            number += c
        elif c in table.scales or c == "\0":
            value = Decimal(_one_point(number)) if number else Decimal(1 if c != "\0" else 0)
            number = ""
            scale = table.scales.get(c, 1)
            if scale >= 10_000:
                total, section = total + (section + (value if value or not section else 0)) * scale, Decimal(0)
            else:
                section += value * scale
    return total + section


def _one_point(number: str) -> str:
    head, point, tail = number.partition(".")
    return head + point + tail.replace(".", "") if head or tail else "0"


def negations(words: Sequence[Word]) -> int:
    """How often a wording is turned round."""
    table = rewording()
    return len(table.negation.findall(table.never_negation.sub(" ", _joined(words))))


def marks(words: Sequence[Word]) -> Counter[str]:
    """The marks of modality that a wording has."""
    text = _joined(words)
    return Counter({mark: n for mark, pattern in rewording().modality.items() if (n := len(pattern.findall(text)))})


def _joined(words: Sequence[Word]) -> str:
    return " ".join(w.shown.casefold() for w in words)


@lru_cache(maxsize=1 << 12)
def empty(word: str) -> bool:
    """Whether a word by itself only turns its sentence round or marks its modality."""
    table = rewording()
    turns = table.negation.fullmatch(word) if word.isascii() else table.negation.match(word)
    if turns and not table.never_negation.match(word):
        return True
    return any(p.fullmatch(word) for p in table.modality.values())


def nobody(name: str) -> bool:
    """Whether a speaker's name names nobody: 경찰 관계자, a police spokesman."""
    return all(word in _sources() or len(word) == 1 for word in name.casefold().split())


@cache
def _sources() -> frozenset[str]:
    """Nouns that name a source with no name."""
    from reconcile.languages.en.quote_table import QuotesTable as English
    from reconcile.languages.ko.quotes import QuotesTable as Korean

    english = load_table("en", "lexicon_quotes", English)
    korean = load_table("ko", "lexicon_quotes", Korean)
    return frozenset((*english.sources, *korean.sources, "the", "an"))


def carries(key: str) -> bool:
    """Whether a word may stand between a negation and what that governs: not going to."""
    return key in rewording().carriers


@lru_cache(maxsize=1 << 12)
def opposed(a: str, b: str) -> bool:
    """Whether two keys turn a statement round when one stands for the other: 늘렸다 and 줄였다, able and unable."""
    table = rewording()
    for one, other in ((a, b), (b, a)):
        for prefix in table.opposing:
            if one.startswith(prefix) and len(one) - len(prefix) >= _SHORTEST_OPPOSED:
                rest = one[len(prefix) :]
                if rest == other or (not rest.isascii() and same_word(rest, other)):
                    return True
    return any((row, 1 - side) in _sides(b) for row, side in _sides(a))


def opposites(word: str) -> tuple[int, ...]:
    """The rows of opposites that a key stands in: two keys of one row may be opposed."""
    return tuple(row for row, _ in _sides(word))


@lru_cache(maxsize=1 << 12)
def _sides(word: str) -> tuple[tuple[int, int], ...]:
    """In which rows of opposites a key stands, and on which side of each."""
    rows = enumerate(rewording().opposites)
    return tuple((row, side) for row, pair in rows for side in (0, 1) if _begins(word, pair[side]))


def _begins(word: str, beginnings: Sequence[str]) -> bool:
    return word in beginnings if word.isascii() else any(not b.isascii() and word.startswith(b) for b in beginnings)
