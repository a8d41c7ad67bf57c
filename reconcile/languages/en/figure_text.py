"""A number in an English passage as a figure: its sign, unit or counted noun, its parts, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.en import modifiers, words
from reconcile.languages.en.numbers import scan
from reconcile.languages.en.words import head_noun, unit_at
from reconcile.languages.figure_reading import ReadText
from reconcile.languages.figures import Around, Bound, Number, UnitMatch, combined, figure

CENTS_END = re.compile(r" (\d\d)$")
AND_PARTS = re.compile(
    r"[ -]and[ -](?:(an?|one|two|three|five)[ -])?(half|halves|quarters?|ninths?)\b(?: of)?", re.IGNORECASE
)
STOP = re.compile(r"[,.;)]")
NOT_COUNTING = re.compile(r"\b(?:no|any|every|some|the|this|that) $", re.IGNORECASE)
DIRECT = re.compile(r"[ -][\w'’]+(?: [a-z]+)?")
CAPITAL_BEFORE = re.compile(r"[A-Z][A-Za-z]* $")
SENTENCE_HEAD = re.compile(r"(?:^|[.!?:“\"] )[A-Z][a-z]* $")
MINUTES_LEFT = re.compile(r" (?:and )?([a-z]+|\d\d)$", re.IGNORECASE)
JOINED = re.compile(r",? (?:and )?(?=[\da-z])")
CENTS = re.compile(r"[ -]?([a-z]+)")
HUNDREDTH = re.compile(r"[ -]?(cents?|pence|penny)\b|([pc¢])(?![A-Za-z\d])")
NOUN_BEFORE = re.compile(r"\b(?:the|an?|her|his|their) (?:[a-z-]{1,12} )?([a-z]{1,12}), $", re.IGNORECASE)
PLUS = re.compile(r"\+|-plus\b")
A_UNIT = re.compile(r" (?:of )?an?(?= )")
FEET = re.compile(r"['′](\d{1,2})[\"″”]")
BELOW = re.compile(r" below (?:zero|freezing)")
CAPITAL_AFTER = re.compile(r"[A-Za-z]+ [A-Z]")
HEAD_WORDS = re.compile(r"[A-Za-z]{4,}")
MOSTLY = 0.6
# 1080p is no price: the heights of pictures.
PICTURES = (240, 360, 480, 720, 1080, 1440, 2160)
RULE = "en.figure."
OCCASIONS = re.compile(
    r"(?=$|[.,;)]| (?:by|in|since|for|before|during|at|on|last|this|when|and|after|while|from|with|within|between)\b)"
)
TIMES = re.compile(r" times$")
OF_WHOLE = re.compile(r" of (?:the|those|these|his|her|its|their|our)(?= )")
TO_OTHER = re.compile(r"\b(votes|seats|goals|points|sets|games) to $")
VOTED = re.compile(r"\bvoted(?: [a-z]+){0,2} by (?:[\d,]{1,7} (?:votes )?to )?$", re.IGNORECASE)
CENTS_LEFT = re.compile(r" (?:and )?(?=[\da-z])")
AND_PART = re.compile(r" and (?:an? |one |two |three )?(?:half|halves|quarters?)\b", re.IGNORECASE)
SURNAME_BEFORE = re.compile(r"(?:^|[.!?:;“\"’] |\b[a-z]{2,12} )([A-Z][a-z][\w'’-]+), $")
AGE_CLOSED = re.compile(r", (?!and\b|or\b)[a-z]")
OLD = re.compile(r"[ -]old\b| of age\b|[ -]olds\b", re.IGNORECASE)
AGED = re.compile(
    r"\b(?:aged|ages?) (?:between )?(?:[\w-]{1,12}(?:, | and | or | to )){0,2}$|\b(?:at|by|until) (?:the|an) age of $",
    re.IGNORECASE,
)
COUNTED_IN_MILLIONS = frozenset({"person", "household", "home", "job", "vote"})
MAGNITUDE = re.compile(r"\bmagnitude(?: of|-)? ?(?:about |around )?$", re.IGNORECASE)
APPOSED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr)\.|[A-Z][\w'’-]+) [A-Z][\w'’-]+, $")


class FigureText(ReadText):
    """One passage under reading: what makes a figure of a number and of the words around it."""

    def __init__(self, text: str, nouns: Mapping[str, str]) -> None:
        super().__init__(text)
        self._nouns = nouns
        self._capitals: bool | None = None

    def head_noun(self, place: int) -> UnitMatch | None:
        """The noun that a number counts which ends at `place`."""
        return head_noun(self.text, place, self._nouns)

    def sized(self, number: Number, sign: UnitMatch | None) -> Candidate | None:
        """A number with a sign before it, a unit or a counted noun after it, or on its own."""
        text, end = self.text, number.end
        if sign is not None:
            number = replace(number, start=sign.start)
            cents = CENTS_END.match(text, end)
            if cents and not sign.start:
                number = replace(number, amount=number.amount + Fraction(int(cents[1]), 100), step=Fraction(1, 100))
                end = cents.end()
            return self.make(number, sign.code, end, "unit")
        if number.amount.denominator != 1 and number.amount < 1 and (of := A_UNIT.match(text, end)):
            unit = unit_at(text, of.end(), number)
            if unit is not None:
                return self.make_sized(number, unit, "unit")
        quarters = AND_PARTS.match(text, end)
        if quarters:
            top = {"two": 2, "three": 3, "five": 5}.get((quarters[1] or "").lower(), 1)
            bottom = {"h": 2, "q": 4, "n": 9}[quarters[2][0].lower()]
            unit = unit_at(text, quarters.end(), number)
            if unit:
                return self.make_sized(
                    replace(number, amount=number.amount + Fraction(top, bottom), end=quarters.end()), unit, "unit"
                )
        if AGED.search(text, max(0, number.start - 40), number.start) or (
            not number.spelled
            and APPOSED.search(text, max(0, number.start - 50), number.start)
            and STOP.match(text, end)
            and 0 < number.amount < 120
            or self._person_aged(number)
        ):
            return self.make(number, "a", end, "age")
        # 2.3m people are no metres.
        counted = self.head_noun(end + 1) if text.startswith("m ", end) else None
        if counted and counted.code in COUNTED_IN_MILLIONS and " " not in text[end + 2 : counted.end]:
            return self.make(number.scaled(10**6, end + 1), counted.code, counted.end, "count")
        if MAGNITUDE.search(text, max(0, number.start - 16), number.start) and number.amount < 10:
            return self.make(number, "[mw]", end, "unit")
        if small := self._cents_alone(number):
            return small
        if (foot := FEET.match(text, end)) and number.amount < 10:
            return self.make(replace(number, amount=number.amount * 12 + int(foot[1])), "[in_i]", foot.end(), "unit")
        unit = unit_at(text, end, number) or words.inches(text, end)
        if unit is not None:
            if unit.code in ("deg", "Cel", "[degF]") and (below := BELOW.match(text, unit.end)) and number.amount > 0:
                unit, number = replace(unit, end=below.end()), replace(number, amount=-number.amount)
            if unit.code == "x" and self._occasions(number, unit.end):
                return self.make(number, "time", unit.end, "count")
            return self.make_sized(number, unit, "age" if OLD.match(text, unit.end) else "unit")
        if number.amount == 1 and NOT_COUNTING.search(text, max(0, number.start - 7), number.start):
            return None
        more = PLUS.match(text, end)
        noun = self.head_noun(more.end() if more else end)
        if noun is not None:
            direct = bool(DIRECT.match(text, end, noun.end)) and text.count(" ", end, noun.end) <= 1
            if not direct and (number.amount.denominator != 1 or number.amount == 1 and number.spelled):
                return None
            bound: Bound | None = "at_least" if more else None
            return self.make(number, noun.code, noun.end if direct else end, "count", bound=bound)
        bare = self._bare(number)
        code = self._counted_around(number) if bare is not None else None
        return bare if code is None else self.make(number, code, end, "count")

    def _occasions(self, number: Number, end: int) -> bool:
        """fined three times; not three times as many, nor grew three times."""
        text = self.text
        if not TIMES.search(text, number.end, end) or not OCCASIONS.match(text, end) or self.whole(number.start, end):
            return False
        return modifiers.around(text, number.start, end).change is None

    def _counted_around(self, number: Number) -> str | None:
        """Twelve of the patients, a crowd of 9,847, 38 votes to 29, voted by 38 to 29: what a bare number counts."""
        text, start = self.text, number.start
        if of := OF_WHOLE.match(text, number.end):
            noun = self.head_noun(of.end())
            return noun.code if noun else words.collectives().get(text[of.end() + 1 : of.end() + 12].split(" ")[0])
        if to := TO_OTHER.search(text, max(0, start - 10), start):
            return self._nouns.get(to[1])
        if VOTED.search(text, max(0, start - 48), start):
            return "vote"
        reach = modifiers.around(text, start, number.end).start
        whole = words.collective_pattern().search(text, max(0, reach - 20), reach)
        return words.collectives()[whole[1].lower()] if whole else None

    def _person_aged(self, number: Number) -> bool:
        """the driver, 58, said"""
        before = NOUN_BEFORE.search(self.text, max(0, number.start - 24), number.start)
        return (
            before is not None
            and 14 <= number.amount < 110
            and not number.spelled
            and self.text.startswith(", ", number.end)
            and self._nouns.get(before[1]) == "person"
        ) or self._surname_aged(number)

    def _surname_aged(self, number: Number) -> bool:
        """Kosgei, 24, broke away"""
        text = self.text
        name = SURNAME_BEFORE.search(text, max(0, number.start - 30), number.start)
        return (
            name is not None
            and name[1].lower() not in words.grammar().months
            and 14 <= number.amount < 110
            and not number.spelled
            and AGE_CLOSED.match(text, number.end) is not None
        )

    def _cents_alone(self, number: Number) -> Candidate | None:
        """73 cents, 12p: hundredths of a dollar or a pound."""
        match = HUNDREDTH.match(self.text, number.end)
        if match is None or number.amount in PICTURES and match[2]:
            return None
        code = words.grammar().hundredths.get(match[1] or match[2])
        if code is None:
            return None
        worth = replace(number, amount=Fraction(number.amount) / 100, step=Fraction(number.step) / 100)
        return self.make(worth, code, match.end(), "unit")

    def in_name(self, at: int) -> bool:
        """Ocean Nine, Seven Harbours: a capitalised numeral beside another capital, in a text that is no headline."""
        text = self.text
        if not text[at].isupper() or self._headline():
            return False
        before = text[at - 2 : at] if at > 1 else ". "
        behind = CAPITAL_AFTER.match(text, at)
        if before[-1:] in "'‘" and behind:
            return True
        if before[-1:] != " " or before[:1] in ".!?:;—–":
            return False
        return bool(behind or CAPITAL_BEFORE.search(text, max(0, at - 20), at))

    def _headline(self) -> bool:
        """Whether most words are capitalised."""
        if self._capitals is None:
            listed = HEAD_WORDS.findall(self.text[:400])
            self._capitals = sum(word[0].isupper() for word in listed) > len(listed) * MOSTLY
        return self._capitals

    def _bare(self, number: Number) -> Candidate | None:
        text, start, end = self.text, number.start, number.end
        if self.whole(start, end):
            return self.make(number, None, end, "number")
        before, following = text[start - 1 : start], text[end : end + 1]
        if (
            (before and (before.isalnum() or before in "/:#_–-.'’") and before)
            or following.isalnum()
            or (following and following in "/:_")
        ):
            return None
        if number.spelled:
            if number.amount == 1 and number.end - number.start == 3 or following == "-":
                return None
            return self.make(number, None, end, "number")
        written = text[start:end]
        if re.fullmatch(r"(?:1[6-9]|20)\d\d|0\d+", written) or following == "-" or (before == "(" and following == ")"):
            return None
        if (
            CAPITAL_BEFORE.search(text, max(0, start - 20), start)
            and not SENTENCE_HEAD.search(text[max(0, start - 24) : start])
            and modifiers.around(text, start, end).start == start
        ):
            return None  # Falcon 9, Formula 1, but Leaves at Least 9
        if start <= self.first and following in ".)":
            return None  # the number of a list's item
        return self.make(number, None, end, "number")

    def make_sized(self, number: Number, unit: UnitMatch, rule: str) -> Candidate:
        text, code, end = self.text, unit.code, unit.end
        parts = [(replace(number, end=end), code)]
        half = AND_PART.match(text, end)
        if half and units.dimension(code) in ("time", "calendar", "length", "mass", "volume"):
            word = half[0].lower()
            top = 3 if "three" in word else 2 if "two" in word else 1
            number = replace(number, amount=number.amount + Fraction(top, 2 if "hal" in word else 4))
            return self.make(number, code, half.end(), rule)
        if code in words.grammar().cents and number.start <= self.first and (rest := CENTS_LEFT.match(text, end)):
            cents_left = scan(text, rest.end())
            if cents_left and cents_left.end >= self.last and 0 < cents_left.amount < 100:
                number = replace(number, amount=number.amount + Fraction(cents_left.amount, 100), step=Fraction(1, 100))
                return self.make(number, code, cents_left.end, rule)
        if code == "h" and (minutes := MINUTES_LEFT.match(text, end)):
            following = scan(text, minutes.start(1))
            if following and following.end == len(text) and 0 < following.amount < 60:
                number, code = combined([parts[0], (following, "min")])
                return self.make(number, code, following.end, rule)
        while True:
            joined = JOINED.match(text, end)
            following = scan(text, joined.end()) if joined else None
            if following is None:
                break
            cents = CENTS.match(text, following.end)
            if cents and cents[1] in words.grammar().cents.get(code, ()):
                number = replace(number, amount=number.amount + Fraction(following.amount, 100), step=Fraction(1, 100))
                return self.make(number, code, cents.end(), rule)
            smaller = unit_at(text, following.end, following) or words.inches(text, following.end)
            if (
                smaller is None
                or smaller.code == code
                or units.dimension(code) in ("currency", "area", "volume", "temperature", "ratio", "points", None)
                or not units.convertible(code, smaller.code)
                or units.convert(Fraction(1), code, smaller.code) <= Fraction(following.amount, 3)
                or units.convert(Fraction(1), code, smaller.code) < 1
            ):
                break
            parts.append((replace(following, end=smaller.end), smaller.code))
            code, end = smaller.code, smaller.end
        if len(parts) > 1:
            number, code = combined(parts)
        if rule == "age" and (old := OLD.match(text, end)):
            end = old.end()
        return self.make(number, code, end, rule)

    def make(
        self,
        number: Number,
        code: str | None,
        end: int,
        rule: str,
        *,
        upper: Number | None = None,
        ordinal: bool = False,
        about: bool = False,
        bound: Bound | None = None,
    ) -> Candidate:
        around = modifiers.around(self.text, number.start, end)
        if (
            around.bound == "over"
            and (units.dimension(code) in ("time", "calendar") or code == "floor")
            and self.text[around.start :].lower().startswith("over ")
        ):
            around = replace(around, bound=None, start=number.start)  # spread over ten years, not longer than that
        per, unit = around.per, code
        if per is not None and code in ("km", "[mi_i]", "m") and per.unit in ("h", "s"):
            unit, per = f"{code}/{per.unit}", None
        elif per is not None and units.dimension(code) in ("time", "calendar", "temperature"):
            per, around = None, Around(around.start, end, around.hedge, around.bound, around.change)
        if per is not None and code == "x":
            unit = "time"  # ten times a day
        hedge = "about" if about else around.hedge
        value = figure(
            number,
            unit,
            upper=upper,
            bound=bound or around.bound,
            hedge=hedge,
            per=per,
            change=None if ordinal or units.dimension(code) in ("time", "calendar", "length") else around.change,
            ordinal=ordinal,
        )
        return Candidate("figure", around.start, around.end, value, RULE + rule)
