"""Ranges in Korean.

5~7층                      5 to 7 floors
2조 3,000억~4,000억원       the head of the first holds for the second: 2.3 to 2.4 trillion
3~4만원                    the scale of the second holds for the first
10%에서 25%까지             with 까지, 사이; "10%에서 25%로" is a change from one to another
2, 3명; 두세 명             neighbours
수십 명; 수년               several
20·30대                    two decades of age
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.figures import Amount, Number, UnitMatch
from reconcile.languages.ko.counters import ENDS_COUNT, decade_follows
from reconcile.languages.ko.figure_text import FigureText
from reconcile.languages.ko.numbers import numerals, scan
from reconcile.languages.ko.words import HANGUL, grammar

JOIN = re.compile(r"(?P<to> ?[~∼～〜] ?|[-–]| [-–](?=\d))|(?P<neighbour>, ?|·| )|(?P<since>에서|부터|내지) ?")
UPPER_SIGN = re.compile(r"(?P<below>영하|마이너스) ?|영상 ?")
UNTIL = re.compile(
    r"까지(?! ?(?:올|늘|줄|떨어|치솟|뛰|오르|오른|내려|확대|높|낮|상승|하락|증가|감소|커|급|끌어|불어))| ?사이"
)
VAGUE = re.compile(r"수([십백천]?[만억조]?)(여)?")
DAYS_SPAN = re.compile(r"(?:간|내|째|안|에)(?![가-힣]{2})| (?:동안|안|내|뒤|후|전|만에)")
SCALES = (10**4, 10**8, 10**12, 10**16)


def vague(here: FigureText, at: int) -> Candidate | None:
    """수십, 수백만, 수년; 두세, 서너."""
    text, table = here.text, numerals()
    if at and HANGUL.match(text[at - 1]):
        return None
    if match := VAGUE.match(text, at):
        scale: Amount = 1
        if match[1]:
            whole = scan("일" + match[1], 0)
            if whole is None or whole.end != len(match[1]) + 1:
                return None
            scale = whole.amount
        low, high = (Number(at, match.end(), scale * edge) for edge in table.vague)
        high = replace(high, amount=high.amount - 1)
        unit = here.unit_at(low.end, low)
        # 수조 회전, 수조 원인: a tank, and not trillions of anything but money
        if (
            unit
            and match[1][-1:] in table.of_money
            and not (units.dimension(unit.code) == "currency" and ENDS_COUNT.match(text, unit.end))
        ):
            return None
        if unit and not match[1] and not _several(text, unit, low.end):
            return None
    elif match := _between().match(text, at):
        low, high = (Number(at, match.end(), edge) for edge in table.between[match[0]])
        if text.startswith("여", low.end):
            low, high = replace(low, end=low.end + 1), replace(high, end=high.end + 1)
        unit = here.unit_at(low.end, low)
    else:
        return None
    return here.make(low, unit.code, unit.end, "range", upper=high) if unit else None


def _several(text: str, unit: UnitMatch, end: int) -> bool:
    """수년, 수개월, 수일간; not 수명, 수주, 수일 as other words."""
    if unit.word not in grammar().several or text.startswith(" ", end):
        return False
    return unit.word != "일" or bool(DAYS_SPAN.match(text, unit.end))


@cache
def _between() -> re.Pattern[str]:
    return re.compile("|".join(sorted(numerals().between, key=len, reverse=True)))


def span(here: FigureText, number: Number) -> Candidate | None:
    """5~7층, 3만~4만원, 20%~30%, 10%에서 25%까지, 2, 3명."""
    text = here.text
    first = None
    match = JOIN.match(text, number.end)
    if match is None or match["neighbour"] == " " and not number.spelled:
        first = here.unit_at(number.end, number)
        match = JOIN.match(text, first.end) if first else None
    if match is None or match.end() >= len(text):
        return None
    sign = UPPER_SIGN.match(text, match.end()) if match["since"] else None
    begin = sign.end() if sign else match.end()
    opens = text[begin : begin + 1]
    if not (opens.isdecimal() or number.spelled and match["neighbour"] and opens in numerals().heads):
        return None
    upper = scan(text, begin)
    if upper is None or not here.free(upper.start):
        return None
    if match["neighbour"] and (first or not _neighbours(number, upper, match["neighbour"])):
        return None
    number_end = upper.end + (1 if text.startswith("여", upper.end) else 0)
    unit = here.unit_at(number_end, upper)
    if unit is None or first and first.code != unit.code and not sign and unit.word != "도":
        return None
    if match["since"] and (first is None) == (match["since"] != "내지"):
        return None
    if match["since"] in ("에서", "부터") and not UNTIL.match(text, unit.end):
        return None
    if sign and sign["below"]:
        upper = replace(upper, amount=-upper.amount)
    if first is None and not match["since"]:
        number, upper = _shared(number, upper)
    if number.amount >= upper.amount or match["neighbour"] and unit.ordinal:
        return None
    code = first.code if first else unit.code
    if code == "deg" and (sign or number.amount < 0):
        code = "Cel"
    if unit.word == "대" and decade_follows(text, upper, unit.end):
        return here.make(number, "a", unit.end, "age", upper=replace(upper, amount=upper.amount + 9))
    if match["neighbour"] == "·" and unit.word == "대":
        return None
    return here.make(number, code, unit.end, "range", upper=upper, ordinal=unit.ordinal)


def _neighbours(number: Number, upper: Number, gap: str) -> bool:
    if number.spelled != upper.spelled or gap == " " and not number.spelled:
        return False
    if gap == "·" and number.amount % 10 == 0 and number.amount < upper.amount <= 90:
        return upper.amount % 10 == 0
    return 0 < number.amount < 10 and upper.amount == number.amount + 1


def _shared(number: Number, upper: Number) -> tuple[Number, Number]:
    """3~4만: the first takes the scale of the second; 2조 3,000억~4,000억: the second the head of the first."""
    if upper.step >= 100 and number.step == 1 and number.amount < upper.amount / upper.step:
        return number.scaled(upper.step), upper
    if number.amount >= upper.amount:
        scale = next((s for s in SCALES if s > upper.amount), None)
        if scale and number.amount >= scale:
            head = number.amount // scale * scale
            return number, replace(upper, amount=head + upper.amount)
    return number, upper
