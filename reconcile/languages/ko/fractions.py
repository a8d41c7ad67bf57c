"""Fractions, halves and scores in Korean: 3분의 1, 절반, 셋 중 하나, 3/4, 3대 2."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reconcile.languages.base import Candidate
from reconcile.languages.figures import Amount, Number, size, terms
from reconcile.languages.ko.figure_text import FigureText
from reconcile.languages.ko.modifiers import around
from reconcile.languages.ko.numbers import scan
from reconcile.languages.ko.words import boundary, grammar

SLASH = re.compile(r"/(\d{1,4})(?![\d/.]|\()")
MIXED = re.compile(r" +(\d{1,3})/(\d{1,3})(?![\d/])")
PART = re.compile(r" ?분의 ?")
HALF = re.compile(r"(?<![가-힣])절반(?![가-힣]*?격)")
HALF_UNIT = re.compile(r"(?<![가-힣])반 ?(?=년|리터|시간|세기|톤)")
SCORE = re.compile(r" ?대 ?(?=\d)|-(?=\d{1,3}(?!\d|[.%]|,\d))|:(?=\d(?!\d))")
SCORE_AFTER = re.compile(
    r"(?:으?로|의|이(?:다|었|며|고)|다(?![가-힣])|,|\)|\(|\.(?:\s|$)| ?(?:승|패|완승|완패|역전|무승부|동점|합의|판정"
    r"|앞|뒤|리드|우세|열세|가결|부결|경쟁|비율|스코어)|$)"
)
RATIO_BEFORE = re.compile(r"(?:경쟁률|비율|비중|배율)[가-힣]* (?:[가-힣]+ ){0,2}$")
RULE = "ko.figure."
OUT_OF_TEN = re.compile(
    r"(?<![가-힣])(열|다섯|백)(?:에|이면) (하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?=[은는이가의도꼴로,. ]|$)"
)
HALF_HUNDRED = re.compile(r"(?<![가-힣])반백 ?년(?!\s?대)")
ONE_OF = re.compile(
    r"(?<![가-힣])([가-힣]{1,3}) (?:중|가운데) (?:(하나|둘|셋|넷)(?![가-힣]{2})|(한|두|세|네) ?명(?=꼴))"
)
FREE = re.compile(r"무료(?=로(?![가-힣])|다|이|입|며|였|[.,]|$)")
HALVED = re.compile(r"(?<![가-힣])반 ?토막(?! 소식)")
IN_HALF = re.compile(r"(?<![가-힣])반(?=(?:으로|을) (?:줄|나누|나눠|떼|잘|자르|접|깎|덜|갈))")
MAJORITY = re.compile(r"(?<![가-힣])과반(?:수)?")
TWOFOLD = re.compile(r"(?<![가-힣])[갑곱]절(?=로|의|이|가|[ .,]|$)")
OUT_OF = re.compile(r" ?(?:중|가운데)(?:에서)? ?(?:약 |무려 )?")
# Figures that no numeral begins, by their first character; one of a few may begin with any.
ALONE = {
    "절": (HALF, ONE_OF),
    "열": (ONE_OF, OUT_OF_TEN),
    "다": (ONE_OF, OUT_OF_TEN),
    "백": (ONE_OF, OUT_OF_TEN),
    "반": (HALF_HUNDRED, HALF_UNIT, ONE_OF, HALVED, IN_HALF),
    "무": (ONE_OF, FREE),
    "과": (ONE_OF, MAJORITY),
    "갑": (ONE_OF, TWOFOLD),
    "곱": (ONE_OF, TWOFOLD),
}
ANY_ALONE = (ONE_OF,)


def alone_at(text: str, at: int) -> re.Match[str] | None:
    """절반, 반년, 셋 중 하나, 무료: the match of one of the patterns in ALONE."""
    for pattern in ALONE.get(text[at], ANY_ALONE):
        if match := pattern.match(text, at):
            return match
    return None


def fraction_alone(here: FigureText, match: re.Match[str]) -> Candidate | None:
    """The figure for what `alone_at` found."""
    start, end = match.span()
    half = Number(start, end, Fraction(1, 2), Fraction(1, 10), spelled=True)
    if match.re in (HALVED, IN_HALF):
        return here.make(half, "x", end, "fraction")
    if match.re is TWOFOLD:
        return here.make(replace(half, amount=2, step=1), "x", end, "multiple")
    if match.re is MAJORITY:
        return here.make(half, "x", end, "fraction", bound="over")
    if match.re is HALF:
        return here.make(replace(half, fraction=(1, 2)), "x", end, "fraction")
    if match.re is HALF_HUNDRED:
        return here.make(replace(half, amount=50, step=10), "a", end, "unit")
    if match.re is FREE:
        if not any(word in here.text[max(0, start - 16) : start] for word in grammar().free_of):
            return None
        return replace(here.make(replace(half, amount=Fraction(0)), "KRW", end, "free"), assumptions=("currency",))
    if match.re is HALF_UNIT:
        unit = here.unit_at(end, half, spaced=False)
        return here.make(half, unit.code, unit.end, "unit") if unit else None
    whole, top = scan(here.text, match.start(1)), scan(here.text, match.start(match.lastindex or 0))
    if whole is None or top is None or whole.end != match.end(1) or whole.amount < 2:
        return None
    end = end if match.re is ONE_OF else top.end
    return here.make(_quotient(top, whole, start, end), "x", end, "fraction")


def _quotient(top: Number, bottom: Number, start: int, end: int) -> Number:
    stated = (int(top.amount), int(bottom.amount)) if (top.amount * bottom.amount).denominator == 1 else None
    return Number(start, end, Fraction(top.amount) / bottom.amount, fraction=stated, spelled=top.spelled)


def part(here: FigureText, number: Number) -> Candidate | None:
    """3분의 1; 오와 사분의 일."""
    text = here.text
    whole: Amount = 0
    base = number
    if text[number.end : number.end + 2] in ("와 ", "과 ") and (second := scan(text, number.end + 2)):
        base, whole = (second, number.amount) if PART.match(text, second.end) else (number, whole)
    match = PART.match(text, base.end)
    if not match or match.end() >= len(text) or base.amount == 0:
        return None
    top = scan(text, match.end())
    if top is None:
        return None
    if top.spelled and text[top.end - 1] == "만" and top.end - top.start > 1 and boundary(text, top.end):
        top = scan(text[: top.end - 1], top.start) or top  # 백분의 일만: 만 is the particle "only"
    sign = -1 if number.amount < 0 else 1
    ratio = _quotient(top, replace(base, amount=size(base.amount)), number.start, top.end)
    ratio = replace(ratio, amount=sign * (ratio.amount + whole), fraction=None if whole else ratio.fraction)
    return here.make(ratio, "x", top.end, "fraction")


def out_of(here: FigureText, number: Number) -> Candidate | None:
    """10명 중 7명, 열 명 중 세 명, 5명 중 1명꼴: a share; "부상자 5명 중 3명" counts."""
    text = here.text
    unit = here.unit_at(number.end, number)
    match = OUT_OF.match(text, unit.end) if unit else None
    if unit is None or match is None or match.end() >= len(text):
        return None
    top = scan(text, match.end())
    counted = here.unit_at(top.end, top) if top else None
    if top is None or counted is None or counted.code != unit.code or not 0 < top.amount < number.amount <= 1000:
        return None
    if not (
        text.startswith("꼴", counted.end)
        or number.amount in (10, 100, 1000)
        or (number.spelled and top.amount == 1)
        or (number.amount <= 10 and any(w in text[max(0, number.start - 10) : number.start] for w in _population()))
    ):
        return None
    return here.make(_quotient(top, number, number.start, top.end), "x", counted.end, "fraction")


def _population() -> tuple[str, ...]:
    return grammar().population


def slash(here: FigureText, number: Number) -> Candidate | None:
    """3/4; 1 4/5."""
    text = here.text
    if number.spelled or number.amount.denominator != 1:
        return None
    sign = -1 if number.amount < 0 else 1
    if match := MIXED.match(text, number.end):
        part = Fraction(int(match[1]), int(match[2]) or 1)
        if 0 < part < 1:
            value = replace(number, amount=number.amount + sign * part, end=match.end())
            return here.make(value, None, match.end(), "fraction")
    match = SLASH.match(text, number.end)
    if match and 0 < size(number.amount) < int(match[1]) <= 1000:
        ratio = replace(
            number,
            amount=Fraction(int(number.amount), int(match[1])),
            end=match.end(),
            fraction=(int(number.amount), int(match[1])),
        )
        return here.make(ratio, "x", match.end(), "fraction")
    return None


def score(here: FigureText, number: Number) -> Candidate | None:
    """3대 2로, 경쟁률 12.5대 1."""
    text = here.text
    match = SCORE.match(text, number.end)
    second = scan(text, match.end()) if match else None
    if match is None or second is None or number.spelled or not here.free(second.start):
        return None
    many_to_one = second.amount == 1 and (number.amount >= 10 or number.amount.denominator != 1)
    ratio = (
        many_to_one
        or text.startswith(grammar().share_out, second.end)
        or RATIO_BEFORE.search(text, max(0, number.start - 20), number.start)
    )
    if not ratio and not SCORE_AFTER.match(text, second.end):
        return None
    if not ratio and (number.amount.denominator != 1 or number.amount > 300 or match[0] == "-" and second.amount > 99):
        return None
    near = around(here.text, number.start, second.end, None)
    value = terms((number, second), "ratio" if ratio else "score", near.hedge)
    return Candidate("figure", number.start, second.end, value, RULE + ("ratio" if ratio else "score"))
