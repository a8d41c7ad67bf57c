"""A number in a Korean passage as a figure: its parts, its place in the text, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.figure_reading import ReadText
from reconcile.languages.figures import Bound, Hedge, Number, UnitMatch, combined, figure
from reconcile.languages.ko import words
from reconcile.languages.ko.counters import UnitWords, unit_at
from reconcile.languages.ko.modifiers import around
from reconcile.languages.ko.numbers import numerals, scan
from reconcile.languages.ko.people_lexicon import titles
from schemas.values import FigureValue, Per

AND_HALF = re.compile(r" ?반(?![가-힣])|반(?=[이을의에간여])")
AGE_AFTER = re.compile(
    r"\) ?(?:씨|군|양|옹|여사|할머니|할아버지|선수|감독|교수|대표|의원|작가|기사|사장|회장|변호사)|[·,∙ㆍ] ?[가-힣]"
)
BAND = re.compile(
    r"대(?=[^가-힣]|$|(?:[의로를에은는가와도만인]|에서|까지|부터|초반|중반|후반|이다|이고|이며|이었|였|다)(?:[^가-힣]|$)"
    r"|(?:였|이었|입니|이라|에서|까지|부터|로|에)[가-힣])"
)
BANDED = ("ratio", "currency", "temperature")
BANDED_COUNTS = ("person", "case", "point", "deg", "km/h", "kg", "t")
RULE = "ko.figure."
DENOMINATOR_GAP = re.compile(r" ?(?:[가-힣]{1,6} )?(?:약 )?")
# 손가람(27)은: a surname and a given name, no word for members or places
BRACKET = r"\($"
PERSON = re.compile(
    r"(?<![가-힣])[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염표]"
    r"[가-힣][가-힣](?<![원자표시군구도당사부장회율])\($"
)
# 김한결 대표(61)는: the same with a title behind the name
TITLED = re.compile(rf"{PERSON.pattern.removesuffix(BRACKET)} ([가-힣]{{2,8}}) ?{BRACKET}")
TOPIC_AFTER = re.compile(r"\)(?:은|는|이|가|을|를|의|도|와|과)(?![가-힣])")
NAMED = re.compile(r"[가-힣]{1,4} ?\($")
ANONYMOUS = re.compile(r"(?:[가-힣]모|[가-힣] ?씨|[가-힣] ?[군양옹]) ?\($")
COUNTED = re.compile(r" ?(?:명|인구|개)")
COMPOUNDED = ("time", "calendar", "length", "mass", "currency")
NUMERAL = re.compile(r"[0-9일이삼사오육칠팔구십백천한두세네다여일아열스서마쉰예]")
UNIT_BEFORE = re.compile(r"([가-힣]{2}|pH) ?$")
BUNDLE = re.compile(r" ?(다스|타스|접|두름)(?![가-힣]{2})")


class FigureText(ReadText):
    """One passage under reading: what makes a figure of a number and of the words around it."""

    def __init__(self, text: str, unit_words: UnitWords) -> None:
        super().__init__(text)
        self._units = unit_words
        self._asked: tuple[int, Number] | None = None
        self._unit: UnitMatch | None = None
        self.denominator: tuple[int, Per] | None = None

    def unit_at(self, place: int, number: Number, *, spaced: bool = True) -> UnitMatch | None:
        """The unit that follows `number` at `place`, after at most one space."""
        # Several readings of one number ask for the same unit.
        if not spaced:
            return unit_at(self.text, place, number, self._units, spaced=False)
        if self._asked is None or self._asked[0] != place or self._asked[1] is not number:
            self._asked = place, number
            self._unit = unit_at(self.text, place, number, self._units)
        return self._unit

    def compound(self, number: Number, code: str, end: int) -> tuple[Number, str, int]:
        """1시간 20분, 3년 반, 13달러 45센트."""
        text = self.text
        dimension = units.dimension(code)
        if dimension not in COMPOUNDED:
            return number, code, end
        if dimension in ("time", "calendar") and (half := AND_HALF.match(text, end)):
            return replace(number, amount=number.amount + Fraction(1, 2), end=half.end()), code, half.end()
        parts: list[tuple[Number, str]] = []
        while units.dimension(code) in COMPOUNDED:
            place = end + 1 if text.startswith(" ", end) else end
            following = scan(text, place) if NUMERAL.match(text, place) else None
            if following is None:
                break
            cents = None
            if not parts and (hundredths := words.grammar().cents.get(code)):
                after = text[following.end : following.end + 8].lstrip()
                cents = next((word for word in hundredths if after.startswith(word)), None)
            if cents:
                end = text.index(cents, following.end) + len(cents)
                amount = number.amount + Fraction(following.amount, 100)
                return replace(number, amount=amount, step=Fraction(1, 100), end=end), code, end
            unit = self.unit_at(following.end, following)
            if (
                unit is None
                or unit.code == code
                or not units.convertible(code, unit.code)
                or units.convert(Fraction(1), code, unit.code) < 1
            ):
                break
            parts = parts or [(replace(number, end=end), code)]
            parts.append((replace(following, end=unit.end), unit.code))
            code, end = unit.code, unit.end
        if parts:
            number, code = combined(parts)
        return number, code, end

    def bare(self, number: Number) -> Candidate | None:
        """A number without a unit: an age in brackets, a count, or nothing."""
        text, start, end = self.text, number.start, number.end
        if self.denominator and end < self.denominator[0] <= end + 12:
            return None
        if text[start - 1 : start] == "(" and not number.spelled:
            named = NAMED.search(text, max(0, start - 8), start)
            anonymous = ANONYMOUS.search(text, max(0, start - 8), start)
            person = TOPIC_AFTER.match(text, end) and (
                PERSON.search(text, max(0, start - 6), start) or _titled(text, start)
            )
            if (named or person) and 0 < number.amount < 120 and (anonymous or AGE_AFTER.match(text, end) or person):
                return self.make(number, "a", end, "age")
            return None
        if not number.spelled and (named := UNIT_BEFORE.search(text, max(0, start - 4), start)):
            code = words.grammar().unit_before.get(named[1])
            if code and number.amount < 20:
                return self.make(number, code, end, "unit")
        if (bundle := BUNDLE.match(text, end)) and (many := words.grammar().bundles.get(bundle[1])):
            return self.make(number.scaled(many), None, bundle.end(), "number")
        whole = self.whole(start, end) and text[start:end] not in numerals().not_number
        if not whole and not words.stands_alone(text, number):
            return None
        money = not whole and not number.spelled and text[end - 1] in "억조" and not COUNTED.match(text, end)
        found = self.make(number, "KRW" if money else None, end, "number")
        return replace(found, assumptions=("currency",)) if money else found

    def make(
        self,
        number: Number,
        code: str | None,
        end: int,
        rule: str,
        *,
        upper: Number | None = None,
        hedge: Hedge | None = None,
        bound: Bound | None = None,
        ordinal: bool = False,
    ) -> Candidate:
        dimension = units.dimension(code)
        near = around(self.text, number.start, end, dimension)
        per, unit = near.per, code
        if self.denominator and DENOMINATOR_GAP.fullmatch(self.text, self.denominator[0], near.start):
            per = self.denominator[1]
        banded = dimension in BANDED or code in BANDED_COUNTS
        if banded and hedge is None and upper is None and BAND.match(self.text, end):
            hedge, near = "band", replace(near, end=max(near.end, end + 1))
        if per is not None and per.unit in ("speed/h", "speed/s"):
            unit = {"km": "km/h", "[mi_i]": "[mi_i]/h"}.get(code or "") if per.unit == "speed/h" else None
            if per.unit == "speed/s" and code == "cm":  # 초속 80㎝
                number, unit = number.scaled(Fraction(1, 100)), "m/s"
                upper = upper and upper.scaled(Fraction(1, 100))
            unit = unit or {"m": "m/s", "km": "km/s"}.get(code or "")
            per, unit = None, unit or code
        if per is not None and dimension in ("time", "calendar", "temperature", None):
            per = None
        value: FigureValue = figure(
            number,
            unit,
            upper=upper,
            bound=bound or near.bound,
            hedge=hedge or near.hedge,
            per=per,
            change=None if ordinal or dimension in ("time", "calendar", "length", None) else near.change,
            ordinal=ordinal,
        )
        if per is not None and rule == "unit":
            rule = "rate"
        return Candidate("figure", near.start, near.end, value, RULE + rule)


def _titled(text: str, start: int) -> bool:
    """Whether a name and a title stand before the bracket that opens at `start` - 1."""
    found = TITLED.search(text, max(0, start - 16), start)
    return found is not None and found[1].endswith(titles())
