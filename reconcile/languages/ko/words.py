"""The table of Korean words around a number, where a word ends, and what is no figure at all."""

from __future__ import annotations

import re
from functools import cache

from reconcile.languages.figures import Bound, Change, Number
from reconcile.languages.ko.numbers import numerals
from reconcile.languages.loader import load_table
from schemas.base import Model

HANGUL = re.compile(r"[가-힣]")
PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|로|으로|와|과|도|만|까지|부터|이나|나|이라|이고|이며|인|이었다|이었|였"
    r"|입니다|이다|다|이란|인가|씩|보다)"
    r"(?![가-힣])|(?:입니다|이다|이었|였|인가|이라)"
)
JE = re.compile(r"(?<![가-힣])제 ?$")
PREFIX = re.compile(r"(?:섭씨|화씨|시속|총|약|(?<![가-힣])제)$")
YEAR_LIKE = re.compile(r"(?:1[89]|20)\d\d|0\d+")
LIST_STOP = re.compile(r"\.(?:\s|$)")
# What begins with the digits at hand and is no figure: dates, clock times, telephones, laws, roads, parts of names.
NO_FIGURE = re.compile(
    r"""
      \d{4}\ ?[-./]\ ?\d{1,2}\ ?[-./]\ ?\d{1,2}(?!\d)\.?
    | \d{1,2}:\d{2}(?::\d{2})?(?!\d)
    | 11[0-9](?=에\ |로\ |에게|\ ?(?:신고|구급|구조|상황|종합상황|소방|안전신고|생활안전)|[를을]?\ ?(?:눌|누르|불러))
    | (?<=버스\ )\d{1,4}(?:-\d)?번
    | (?<!으로\ )(?<=[가-힣]{2}[로길]\ )\d{1,4}(?:-\d{1,3})?(?=에(?:서|\ |$)|번지|$|[)(])
    | \d{1,4}번지
    | (?:1020|2030|2040|3040|4050|5060)(?=\ ?(?:세대|남|여|청년|직장|유권|층|고객))(?:\ ?세대)?
    | (?<=제)3[국자](?![가-힣]{2})
    | 1[5-9]\d\d-\d{4}(?!\d)
    | (?<!-)\d{2,4}-\d{3,4}-\d{4}(?!\d)
    | \d{4}\ ?[~∼–-]\ ?\d{2,4}년(?!간)
    | [12]\d{3}년(?!\ ?(?:간|동안))(?:도|대)?
    | (?<=[’'‘])\d{2}년
    | \d{2}년(?=\ ?\d{1,2}월)
    | \d{1,2}\ ?[~∼·,]\ ?\d{1,2}월 | \d{1,2}월(?!드)
    | \d{1,2}\ ?시(?![간속즌민장청]|리즈)(?:\ ?\d{1,2}분)?(?:\ ?\d{1,2}초)?
    | \d{1,2}\ ?[~∼·,–-]\ ?\d{1,2}일간?(?!\ ?(?:동안|만에))
    | (?<!박\ )(?<!박)(?:[12]?\d|3[01])일(?!\ ?(?:간(?![가-힣]{2})|동안|만에|만의|만인|째|연속|내내|이내
      |이상|가량|정도|안팎|여(?=[\ 간만에])|치(?![가-힣])|넘|안에))
      (?!\ (?:뒤|후|전)(?=에|,|\ |부터|까지|$))
    | \d{1,2}(?:~\d{1,2})?일까지
    | \d{2,4}년대 | \d{1,4}분기 | \d{1,4}학[년기] | \d세대(?=\ 이동)
    | (?:(?<=제)|(?<=제\ ))\d{1,4}조(?:의\ ?\d{1,4})? | \d{1,4}항 | \d{1,4}(?:번가?길|길)
      (?:\ ?\d{1,4}(?:-\d{1,3})?(?=에(?:서|\ |$)|$|[)(]))?
    | \d{1,4}번\ ?(?:국도|출구|버스|홀) | \d{1,4}호선 | \d{1,4}호(?![가-힣]{2})
    | (?<=[가-힣])\d{1,4}가(?![가-힣]) | (?<=[가-힣])\d{1,4}동(?![가-힣])
    | \d{1,2}[·.]\d{1,2}(?=\ ?(?:전쟁|운동|항쟁|혁명|절|사태|사건|대책|총선
      |지방선거|비상계엄|계엄|민주|테러|참사))
    | \d{1,2}·\d{1,2}(?!\d|[대명층곳년개]|살|시간|가지)
    | (?<=[\[(\ ])\d보(?=[\])\ ])
    """,
    re.VERBOSE,
)


class Decade(Model):
    """Words that make 60대 an age."""

    words: tuple[str, ...]
    endings: tuple[str, ...]
    people: tuple[str, ...]
    vehicles: tuple[str, ...]


class Listed(Model):
    """A list of words."""

    words: tuple[str, ...]


class Sense(Model):
    """The code of a counter when one of the words stands within `reach` characters before its number."""

    code: str
    reach: int
    before: tuple[str, ...]
    least: int | None = None
    """The number from which on the counter has this code without any of the words."""
    not_after: tuple[str, ...] = ()
    """What may not follow the counter in this sense."""


class Need(Model):
    """The words of which one stands within `reach` characters before the number of a counter."""

    reach: int
    before: tuple[str, ...]


class DayCounts(Model):
    """What follows 하루 and 보름 where they count days."""

    one_day: tuple[str, ...]
    fortnight: tuple[str, ...]


class NoneAtAll(Model):
    """Denials behind 한 편도, and the counters that mean none before them."""

    denials: tuple[str, ...]
    counters: frozenset[str]


class Hedges(Model):
    """Words of approximation, by the side of the number on which they stand."""

    about_before: tuple[str, ...]
    about_after: tuple[str, ...]
    upward_after: tuple[str, ...]
    downward_after: tuple[str, ...]
    before_gap: tuple[str, ...]


class Grammar(Model):
    """ko/units.toml, which explains the keys."""

    ordinal: frozenset[str]
    lone: frozenset[str]
    attached: frozenset[str]
    attached_scale: frozenset[str]
    idiom_after_one: frozenset[str]
    honorific: dict[str, str]
    apart: frozenset[str]
    free_of: tuple[str, ...]
    homographs: tuple[str, ...]
    only_before: dict[str, tuple[str, ...]]
    only_after: dict[str, frozenset[str]]
    least: dict[str, int]
    beside: dict[str, tuple[str, ...]]
    needs: dict[str, Need]
    day_counts: DayCounts
    none_at_all: NoneAtAll
    several: frozenset[str]
    nouns: dict[str, tuple[str, ...]]
    unit_before: dict[str, str]
    labels: tuple[str, ...]
    bundles: dict[str, int]
    population: tuple[str, ...]
    share_out: tuple[str, ...]
    senses: dict[str, Sense]
    words: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    cents: dict[str, tuple[str, ...]]
    days: dict[str, int]
    hedges: Hedges
    bounds_before: dict[Bound, tuple[str, ...]]
    bounds_after: dict[Bound, tuple[str, ...]]
    bounds_after_object: dict[Bound, tuple[str, ...]]
    change_after: dict[Change, tuple[str, ...]]
    per_loose: dict[str, tuple[str, ...]]
    per_before: dict[str, tuple[str, ...]]
    per_topic: dict[str, tuple[str, ...]]
    speed_before: dict[str, tuple[str, ...]]
    decade: Decade
    great: Listed
    pileup: Listed


@cache
def grammar() -> Grammar:
    """The table of Korean units and modifiers."""
    table: Grammar = load_table("ko", "units", Grammar)
    return table


def boundary(text: str, end: int) -> bool:
    """Whether a word may end at `end`: no Hangul follows, or a particle does."""
    return end >= len(text) or not "가" <= text[end] <= "힣" or bool(PARTICLE.match(text, end))


def is_je(text: str, start: int) -> bool:
    """제39대: an ordinal prefix."""
    return bool(JE.search(text, max(0, start - 4), start))


def is_labelled(text: str, start: int) -> bool:
    """아이폰 15: the number belongs to a name."""
    return text[start - 1 : start] == " " and text.endswith(grammar().labels, max(0, start - 12), start - 1)


def ends_with_prefix(before: str) -> bool:
    """Whether a spelled number may follow without a space."""
    return bool(PREFIX.search(before))


def stands_alone(text: str, number: Number) -> bool:
    """Whether a number without a unit is one: bounded on both sides, no year, no name's part."""
    start, end = number.start, number.end
    before, following = text[start - 1 : start], text[end : end + 1]
    written = text[start:end]
    if number.spelled and len(written) < 3:
        return False
    if (before and (before.isalnum() or before in "-–/:#.·")) or (
        following and following in ("-–/:)~∼" if text[end - 1] in "억조" else "-–/:)·~∼")
    ):
        return False
    if (
        following
        and (following.isalpha() or following.isdigit())
        and not (HANGUL.match(following) and PARTICLE.match(text, end))
    ):
        return False
    if number.spelled:
        return written not in numerals().not_number
    if YEAR_LIKE.fullmatch(written):
        return False
    return start > 0 or not LIST_STOP.match(text, end)
