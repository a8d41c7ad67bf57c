"""Figures in Korean: numbers with units, and what the words around them say.

    약 2조원 이상            2000000000000 KRW, at least, approximate
    시속 84㎞                84 km/h
    1시간 20분               80 min
    60대 덤프트럭 운전자      60 to 69 a
    3분의 1                  0.333333333333333 x, fraction 1/3

A number begins where a table says a numeral may; its unit follows; modifiers are read outwards from
the two. Dates, clock times, telephone numbers, addresses and identifiers are marked off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reconcile.knowledge import units
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.figures import Bound, Change, Hedge, Marked, Number, combined, figure, plain, terms
from reconcile.languages.ko import words
from reconcile.languages.ko.numbers import numerals, scan, start_pattern
from reconcile.languages.ko.words import HANGUL, Match, boundary, decade_follows, great_follows, unit_at
from schemas.values import FigureValue, Per

DASH = re.compile(r" ?[~∼～〜] ?|[-–]")
SLASH = re.compile(r"/(\d{1,4})(?![\d/.]|\()")
MIXED = re.compile(r" +(\d{1,3})/(\d{1,3})(?![\d/])")
PART = re.compile(r" ?분의 ?")
MINUS = re.compile(r"(?:(?:마이너스|음수|영하) ?|(?<![\w)%\].]) ?[-−] ?)$")
VAGUE = re.compile(r"수([십백천]?[만억조]?)(여)?")
HALF = re.compile(r"(?<![가-힣])절반(?![가-힣]*?격)")
HALF_UNIT = re.compile(r"(?<![가-힣])반 ?(?=년|리터|시간|세기|톤)")
AND_HALF = re.compile(r" ?반(?![가-힣])|반(?=[이을의에간여])")
ONE_OF = re.compile(r"(?<![가-힣])([가-힣]{1,3}) 중 (하나|둘|셋|넷)(?![가-힣]{2})")
SCORE = re.compile(r" ?대 ?(?=\d)|-(?=\d{1,3}(?!\d|[.,%]))")
SCORE_AFTER = re.compile(r"(?:으?로|의|,|\)| ?(?:승|패|완승|완패|역전|무승부|동점|가결|부결|경쟁|비율|스코어)|$)")
RATIO_BEFORE = re.compile(r"(?:경쟁률|비율|비중|배율)[가-힣]* (?:[가-힣]+ ){0,2}$")
AGE_AFTER = re.compile(
    r"\) ?(?:씨|군|양|옹|여사|할머니|할아버지|선수|감독|교수|대표|의원|작가|기사|사장|회장|변호사)|[·,∙ㆍ] ?[가-힣]"
)
PILEUP = re.compile(r"중 ?(?:추돌|충돌)")
UNDERGROUND = re.compile(r"지하 ?$")
ROUND_TRIP = re.compile(r"(?:왕복|편도|총) ?$")
EACH = re.compile(r"당(?![가-힣])")
BAND = re.compile(r"대(?=[ 의로를에,.)]|$)")
RULE = "ko.figure."


def read(passages: Sequence[Passage]) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    return [list(_Text(passage.text).figures()) for passage in passages]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the words before and after a number say."""

    start: int
    end: int
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None
    per: Per | None = None


class _Text:
    """One passage under reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocked = Marked(words.blocked(text))
        self.first = len(text) - len(text.lstrip())
        self.last = len(text.rstrip(" .\n"))
        self.denominator: tuple[int, Per] | None = None

    def figures(self) -> Iterator[Candidate]:
        done = 0
        fixed = {m.start(): m for pattern in (HALF, HALF_UNIT, ONE_OF) for m in pattern.finditer(self.text)}
        starts = sorted({m.start() for m in start_pattern().finditer(self.text)} | set(fixed))
        for at in starts:
            if at < done or not self.blocked.free(at, at + 1):
                continue
            found = self._fixed(fixed[at]) if at in fixed else self._days(at)
            found = found or self._figure(at)
            if found is not None:
                yield found
                done = found.end
            elif self.text[at].isdigit():
                done = re.compile(r"[\d.,]+").match(self.text, at).end()  # type: ignore[union-attr]

    # numbers with nothing to scan

    def _fixed(self, match: re.Match[str]) -> Candidate | None:
        start, end = match.span()
        half = Number(start, end, Fraction(1, 2), Fraction(1, 10), spelled=True)
        if match.re is HALF:
            return self._make(replace(half, fraction=(1, 2)), "x", end, "fraction")
        if match.re is HALF_UNIT:
            unit = unit_at(self.text, end, half, spaced=False)
            return self._make(half, unit.code, unit.end, "unit") if unit else None
        whole, part = scan(self.text, match.start(1)), scan(self.text, match.start(2))
        if whole is None or part is None or whole.end != match.end(1) or whole.amount < 2:
            return None
        return self._make(self._ratio(part, whole, start, part.end), "x", part.end, "fraction")

    def _days(self, at: int) -> Candidate | None:
        """사흘, 나흘간."""
        found = words.days(self.text, at)
        if found is None:
            return None
        return self._make(Number(at, found[1], Fraction(found[0]), spelled=True), "d", found[1], "unit")

    @staticmethod
    def _ratio(top: Number, bottom: Number, start: int, end: int) -> Number:
        stated = (int(top.amount), int(bottom.amount)) if (top.amount * bottom.amount).denominator == 1 else None
        return Number(start, end, top.amount / bottom.amount, fraction=stated, spelled=top.spelled)

    # numbers

    def _figure(self, at: int) -> Candidate | None:
        text = self.text
        vague = self._vague(at)
        if vague is not None:
            return vague
        minus = MINUS.search(text[max(0, at - 8) : at])
        start = at - len(minus[0]) if minus else at
        before = text[start - 1] if start else ""
        number = scan(text, at)
        if number is None or not self.blocked.free(at, number.end):
            return None
        if number.spelled and HANGUL.match(before) and not words.ends_with_prefix(text[max(0, start - 4) : start]):
            return None
        if not number.spelled and (before.isascii() and before.isalpha() or before in "_.#" and before):
            return None
        if not number.spelled and before in "-–/" and before and start > 1 and text[start - 2].isalnum():
            return None
        if minus:
            number = replace(number, start=start + len(minus[0]) - len(minus[0].lstrip()), amount=-number.amount)
        for reading in (self._part, self._slash, self._score, self._pileup, self._range, self._sized, self._bare):
            found = reading(number)
            if found is not None:
                return found
        return None

    def _vague(self, at: int) -> Candidate | None:
        """수십, 수백만; 두세, 서너."""
        text, table = self.text, numerals()
        if at and HANGUL.match(text[at - 1]):
            return None
        if (match := VAGUE.match(text, at)) and match[1]:
            scale = scan("일" + match[1], 0)
            if scale is None or scale.end != len(match[1]) + 1:
                return None
            low, high = (Number(at, match.end(), scale.amount * edge) for edge in table.vague)
            high = replace(high, amount=high.amount - 1)
        else:
            word = next((w for w in sorted(table.between, key=len, reverse=True) if text.startswith(w, at)), None)
            if word is None:
                return None
            low, high = (Number(at, at + len(word), Fraction(edge)) for edge in table.between[word])
        if text.startswith("여", low.end):
            low, high = replace(low, end=low.end + 1), replace(high, end=high.end + 1)
        unit = unit_at(text, low.end, low)
        return self._make(low, unit.code, unit.end, "range", upper=high) if unit else None

    def _part(self, number: Number) -> Candidate | None:
        """3분의 1; 오와 사분의 일."""
        text, whole = self.text, Fraction(0)
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
        ratio = self._ratio(top, replace(base, amount=abs(base.amount)), number.start, top.end)
        ratio = replace(ratio, amount=sign * (ratio.amount + whole), fraction=None if whole else ratio.fraction)
        return self._make(ratio, "x", top.end, "fraction")

    def _slash(self, number: Number) -> Candidate | None:
        """3/4; 1 4/5."""
        text = self.text
        if number.spelled or number.amount.denominator != 1:
            return None
        sign = -1 if number.amount < 0 else 1
        if match := MIXED.match(text, number.end):
            part = Fraction(int(match[1]), int(match[2]) or 1)
            if 0 < part < 1:
                value = replace(number, amount=number.amount + sign * part, end=match.end())
                return self._make(value, None, match.end(), "fraction")
        match = SLASH.match(text, number.end)
        if match and 0 < abs(number.amount) < int(match[1]) <= 1000:
            ratio = replace(
                number,
                amount=number.amount / int(match[1]),
                end=match.end(),
                fraction=(int(number.amount), int(match[1])),
            )
            return self._make(ratio, "x", match.end(), "fraction")
        return None

    def _score(self, number: Number) -> Candidate | None:
        """3대 2로, 경쟁률 12.5대 1."""
        text = self.text
        match = SCORE.match(text, number.end)
        second = scan(text, match.end()) if match else None
        if match is None or second is None or number.spelled or not self.blocked.free(second.start, second.end):
            return None
        ratio = RATIO_BEFORE.search(text[max(0, number.start - 20) : number.start])
        if not ratio and not SCORE_AFTER.match(text, second.end):
            return None
        if not ratio and (
            number.amount.denominator != 1 or number.amount > 300 or match[0] == "-" and second.amount > 99
        ):
            return None
        around = self._around(number.start, second.end, None)
        value = terms((number, second), "ratio" if ratio else "score", around.hedge)
        return Candidate("figure", number.start, second.end, value, RULE + ("ratio" if ratio else "score"))

    def _pileup(self, number: Number) -> Candidate | None:
        """7중 추돌: seven vehicles."""
        if PILEUP.match(self.text, number.end):
            return self._make(number, "vehicle", number.end + 1, "pileup")
        return None

    def _range(self, number: Number) -> Candidate | None:
        """5~7층, 3만~4만원, 20%~30%."""
        text = self.text
        first = unit_at(text, number.end, number)
        match = DASH.match(text, number.end) or (first and DASH.match(text, first.end)) or None
        if match is None or match.end() >= len(text) or not text[match.end()].isdigit():
            return None
        upper = scan(text, match.end())
        if upper is None or not self.blocked.free(upper.start, upper.end):
            return None
        number_end = upper.end + (1 if text.startswith("여", upper.end) else 0)
        unit = unit_at(text, number_end, upper)
        if unit is None or (first and match.start() >= first.end and first.code != unit.code):
            return None
        if match.start() == number.end and upper.step >= 10**3 and number.amount < upper.amount / upper.step:
            number = number.scaled(upper.step)
        if number.amount >= upper.amount:
            return None
        if unit.word == "대" and decade_follows(text, upper, unit.end):
            return self._make(number, "a", unit.end, "age", upper=replace(upper, amount=upper.amount + 9))
        return self._make(number, unit.code, unit.end, "range", upper=upper, ordinal=unit.ordinal)

    def _sized(self, number: Number) -> Candidate | None:
        """A number with a unit."""
        text = self.text
        upward = re.compile(r" ?여(?= ?[가-힣㎀-㏿%])").match(text, number.end)
        place = upward.end() if upward else number.end
        unit = words.temperature(text, number) or unit_at(text, place, number) or self._money(number)
        if unit is None:
            return None
        if EACH.match(text, unit.end) and not upward and unit.code != "none":
            self.denominator = unit.end + 1, Per(amount=plain(number.amount), unit=unit.code)
            return None
        ordered = unit.ordinal or (number.start > 0 and words.is_je(text, number.start))
        if unit.word == "대" and text[number.end - 1] in "억조":
            return self._make(number, "KRW", unit.end, "band", hedge="upward")
        if unit.word == "대":
            if great_follows(text, number, unit.end):
                return self._make(number, None, unit.end, "great")
            if decade_follows(text, number, unit.end):
                upper = replace(number, amount=number.amount + 9)
                return self._make(number, "a", unit.end, "age", upper=upper)
            if ordered:
                return self._make(number, "generation", unit.end, "ordinal", ordinal=True)
        code = unit.code
        if code == "floor" and (under := UNDERGROUND.search(text[max(0, number.start - 3) : number.start])):
            number, code = replace(number, start=number.start - len(under[0])), "basement_floor"
        if code == "lane" and unit.word == "차로" and re.compile(r" \d").match(text, unit.end):
            code, unit = "round", replace(unit, end=unit.end - 1, ordinal=True)  # 1차로 85명: in a first round
        if code == "lane":
            ordered = not number.spelled and not ROUND_TRIP.search(text[max(0, number.start - 6) : number.start])
        number, code, end = self._compound(number, code, unit.end)
        rule = "age" if unit.word in ("살", "세") else "ordinal" if ordered else "unit"
        return self._make(
            number, None if code == "none" else code, end, rule, hedge="upward" if upward else None, ordinal=ordered
        )

    def _money(self, number: Number) -> Match | None:
        """$20, US$ 3.1, EUR 20: the sign before the number."""
        sign = words.sign_before(self.text, number.start)
        return Match(sign.code, sign.word, number.end, start=sign.start) if sign else None

    def _compound(self, number: Number, code: str, end: int) -> tuple[Number, str, int]:
        """1시간 20분, 3년 반, 13달러 45센트."""
        text = self.text
        parts = [(replace(number, end=end), code)]
        if (half := AND_HALF.match(text, end)) and units.dimension(code) in ("time", "calendar"):
            return replace(number, amount=number.amount + Fraction(1, 2), end=half.end()), code, half.end()
        while units.dimension(code) in ("time", "calendar", "length", "mass", "currency"):
            place = end + 1 if text.startswith(" ", end) else end
            following = scan(text, place) if place < len(text) else None
            if following is None:
                break
            cents = next(
                (
                    c
                    for c in words.grammar().cents.get(code, ())
                    if text[following.end : following.end + 8].lstrip().startswith(c)
                ),
                None,
            )
            if cents and len(parts) == 1:
                end = text.index(cents, following.end) + len(cents)
                return (
                    replace(number, amount=number.amount + following.amount / 100, step=Fraction(1, 100), end=end),
                    code,
                    end,
                )
            unit = unit_at(text, following.end, following)
            if (
                unit is None
                or unit.code == code
                or not units.convertible(code, unit.code)
                or units.convert(Fraction(1), code, unit.code) < 1
            ):
                break
            parts.append((replace(following, end=unit.end), unit.code))
            code, end = unit.code, unit.end
        if len(parts) > 1:
            number, code = combined(parts)
        return number, code, end

    def _bare(self, number: Number) -> Candidate | None:
        """A number without a unit: an age in brackets, a count, or nothing."""
        text, start, end = self.text, number.start, number.end
        if self.denominator and end < self.denominator[0] <= end + 12:
            return None
        if text[start - 1 : start] == "(" and not number.spelled:
            named = re.search(r"[가-힣]{1,4} ?\($", text[max(0, start - 8) : start])
            anonymous = re.search(r"[가-힣]모 ?\($", text[max(0, start - 8) : start])
            if named and 0 < number.amount < 120 and (anonymous or AGE_AFTER.match(text, end)):
                return self._make(number, "a", end, "age")
            return None
        whole = start <= self.first and end >= self.last
        if not whole and not words.stands_alone(text, number):
            return None
        money = (
            not whole
            and not number.spelled
            and text[end - 1] in "억조"
            and not re.compile(r" ?(?:명|인구|개)").match(text, end)
        )
        found = self._make(number, "KRW" if money else None, end, "number")
        return replace(found, assumptions=("currency",)) if money else found

    # what surrounds

    def _make(
        self,
        number: Number,
        code: str | None,
        end: int,
        rule: str,
        *,
        upper: Number | None = None,
        hedge: Hedge | None = None,
        ordinal: bool = False,
    ) -> Candidate:
        around = self._around(number.start, end, code)
        per, unit = around.per, code
        if self.denominator and not self.text[self.denominator[0] : around.start].strip(" 평균약"):
            per = self.denominator[1]
        if units.dimension(code) in ("ratio", "currency") and BAND.match(self.text, end) and hedge is None:
            hedge, around = "upward", replace(around, end=max(around.end, end + 1))
        if per is not None and per.unit in ("speed/h", "speed/s"):
            unit = {"km": "km/h", "[mi_i]": "[mi_i]/h"}.get(code or "") if per.unit == "speed/h" else None
            unit = unit or {"m": "m/s", "km": "km/s"}.get(code or "")
            per, unit = None, unit or code
        if per is not None and units.dimension(code) in ("time", "calendar", "temperature", None):
            per = None
        value: FigureValue = figure(
            number,
            unit,
            upper=upper,
            bound=around.bound,
            hedge=hedge or around.hedge,
            per=per,
            change=None if ordinal or units.dimension(code) in ("time", "calendar", "length", None) else around.change,
            ordinal=ordinal,
        )
        if per is not None and rule == "unit":
            rule = "rate"
        return Candidate("figure", around.start, around.end, value, RULE + rule)

    def _around(self, start: int, end: int, code: str | None) -> _Around:
        sign = words.sign_before(self.text, start) if units.dimension(code) == "currency" else None
        before = words.before(self.text, sign.start if sign else start)
        after = words.after(self.text, end)
        return _Around(
            before.start, after.end, after.hedge or before.hedge, after.bound or before.bound, after.change, before.per
        )
