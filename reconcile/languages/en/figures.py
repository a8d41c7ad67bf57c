"""Figures in English: numbers with units or counted nouns, and what the words around them say.

    more than 600 people              600 person, over
    nearly $12bn                      12000000000 USD, approximate, from 11000000000
    almost a quarter of a million     250000, approximate
    one home in five                  0.2 x, fraction 1/5
    seven feet 10 inches              94 [in_i]

A number begins where a digit or a numeral does. Dates, clock times, telephone numbers, addresses,
identifiers and numbered names are marked off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reconcile.knowledge import units
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.en import words
from reconcile.languages.en.numbers import START, numerals, scan
from reconcile.languages.en.words import Match, head_noun, sign_before, unit_at
from reconcile.languages.figures import Marked, Number, combined, figure, terms

RULE = "en.figure."
WORDLIKE = re.compile(r"[A-Za-z]+")
MINUS = re.compile(r"(?:\b(?:minus|negative) |(?<![\w)%\].]) ?[-−] ?)$", re.IGNORECASE)
MIXED = re.compile(r" +(\d{1,3})/(\d{1,4})(?![\d/])")
MIXED_WORDS = re.compile(r" and ([a-z]+)$", re.IGNORECASE)
CENTS_LEFT = re.compile(r" (?:and )?(?=[\da-z])")
SLASH = re.compile(r"/(\d{1,4})(?![\d/])")
DASH = re.compile(r" ?[-–] ?| to | and ")
AND_PART = re.compile(r" and (?:an? |one |two |three )?(?:half|halves|quarters?)\b", re.IGNORECASE)
OLD = re.compile(r"[ -]old\b| of age\b|[ -]olds\b", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged|age) $", re.IGNORECASE)
APPOSED = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+, $")
DECADE = re.compile(r"\b(?:her|his|their) (?:early |mid|late )?-? ?(\d0|[a-z]+ties)s?\b")
ONE_IN = re.compile(r" (?:[a-z]+ )?(?:in|out of|of every|for every) (?:every )?(?=[a-z\d])", re.IGNORECASE)
TO = re.compile(r" to (?=one\b|1\b)|-to-(?=one\b|1\b)", re.IGNORECASE)
SCORE = re.compile(r"[-–](?=\d{1,3}(?![\d,.%]))")
SCORE_NEAR = re.compile(
    r"\b(?:w[io]n|beat|victory|defeat|loss|lost|drew|draw|score|voted?|lead|led|win|wins)\b", re.IGNORECASE
)
MULTIPLE = re.compile(
    r"(?:doubl(?:e|ed|ing)|twice|tripl(?:e|ed|ing)|trebl(?:e|ed|ing)|quadrupl(?:e|ed|ing))\b"
    r"(?! (?:an?|per|each|every|in|room|bed|murder|agent|glazing)\b|-)",
    re.IGNORECASE,
)
NOUN_ORDINAL = re.compile(r"(?:[ -][a-z]+)?[ -]([a-z]+)")
DIGIT_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
VAGUE_AFTER = re.compile(r" (?:of |more\b|were\b|are\b|have\b|have been\b)")


def read(passages: Sequence[Passage]) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    return [list(_Text(passage.text).figures()) for passage in passages]


@cache
def _part_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(numerals().parts, key=len, reverse=True))
    return re.compile(rf"(?: ?- ?| )?({listed})(s)?\b", re.IGNORECASE)


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    table = numerals()
    simple, tens = "|".join(table.ordinals), "|".join(table.tens)
    return re.compile(rf"(?:({tens})[ —–-]?)?({simple})\b", re.IGNORECASE)


@cache
def _vague_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(numerals().vague, key=len, reverse=True))
    return re.compile(rf"({listed})\b", re.IGNORECASE)


class _Text:
    """One passage under reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocked = Marked(words.blocked(text))
        self.first = len(text) - len(text.lstrip())
        self.last = len(text.rstrip(" .\n"))

    def figures(self) -> Iterator[Candidate]:
        done = 0
        for match in START.finditer(self.text):
            at = match.start()
            if at < done or not self.blocked.free(at, at + 1):
                continue
            if self.text[at].isalpha() and at and (self.text[at - 1] in "'’" or self.text[at - 1].isalnum()):
                continue
            found = self._at(at)
            if found is not None:
                yield found
                done = found.end
            elif self.text[at].isdigit() and (run := re.compile(r"[\d.,]+").match(self.text, at)):
                done = run.end()

    def _at(self, at: int) -> Candidate | None:
        text = self.text
        for reading in (self._multiple, self._ordinal, self._decade, self._article, self._lone_part, self._vague):
            if (found := reading(at)) is not None:
                return found
        minus = MINUS.search(text[max(0, at - 10) : at])
        sign = sign_before(text, at)
        number = scan(text, at, money=sign is not None)
        if number is None or not self.blocked.free(at, number.end):
            return None
        before = text[at - 1 : at]
        if not number.spelled and (before in "_#/." and before or before == "-" and at > 1 and text[at - 2].isalnum()):
            return None
        if minus and not sign:
            start = at - len(minus[0].lstrip())
            number = replace(number, start=start, amount=-number.amount)
        for read_number in (self._parts, self._slash, self._ratio, self._score, self._range):
            if (found := read_number(number)) is not None:
                return found
        return self._sized(number, sign)

    # what is not a plain number

    def _whole(self, start: int, end: int) -> bool:
        return start <= self.first and end >= self.last

    def _ordinal(self, at: int) -> Candidate | None:
        """second phase, 31st; not "a fifth of", not "the first time"."""
        text, table = self.text, numerals()
        digits, spelled = DIGIT_ORDINAL.match(text, at), _ordinal_pattern().match(text, at)
        match = digits or spelled
        if match is None:
            return None
        value = (
            int(digits[1]) if digits else table.ordinals[match[2].lower()] + table.tens.get((match[1] or "").lower(), 0)
        )
        number = Number(at, match.end(), Fraction(value), spelled=digits is None)
        if self._whole(at, match.end()):
            return self._make(number, None, match.end(), "ordinal", ordinal=True)
        if re.search(r"\b(?:one|[a-z]+teen|two|three) $", text[max(0, at - 9) : at], re.I) and not digits:
            return None
        noun = NOUN_ORDINAL.match(text, match.end())
        direct = re.compile(r"[ -]([a-z]+)").match(text, match.end())
        for found in (direct, noun):
            for code, listed in words.grammar().ordinal_nouns.items():
                if found and found[1] in listed:
                    if (
                        value == 1
                        and found[1] in words.grammar().first_noise
                        or found[1] == "time"
                        and found is not direct
                    ):
                        return None
                    return self._make(number, None if code == "none" else code, found.end(), "ordinal", ordinal=True)
        return self._make(number, None, match.end(), "ordinal", ordinal=True) if digits else None

    def _multiple(self, at: int) -> Candidate | None:
        """double the capacity, twice as many; not "twice a week"."""
        match = MULTIPLE.match(self.text, at)
        if match is None:
            return None
        amount = (
            2 if match[0][0].lower() == "d" or match[0].lower() == "twice" else 3 if match[0][0].lower() == "t" else 4
        )
        return self._make(Number(at, match.end(), Fraction(amount), spelled=True), "x", match.end(), "multiple")

    def _decade(self, at: int) -> Candidate | None:
        """in her 40s"""
        match = DECADE.match(self.text, at)
        if match is None or not match[1].isdigit():
            return None
        low = Number(match.start(1), match.end(), Fraction(int(match[1])))
        return self._make(low, "a", match.end(), "age", upper=replace(low, amount=low.amount + 9))

    def _article(self, at: int) -> Candidate | None:
        """a mile, an hour and a half, a dozen, a hundred, a couple of, half a million; "a fifth" is a part."""
        text = self.text
        match = re.compile(r"(an?|another|half(?: of)?(?: an?)?|few|several|full|all|whole)[ -]", re.I).match(text + " ", at)
        bare = re.compile(r"(thousand|million) ", re.I).match(text, at)
        if bare and (unit := unit_at(text, bare.end() - 1, Number(at, bare.end() - 1, Fraction(1)))):
            worth = Fraction(numerals().scales[bare[1].lower()])
            return self._make_sized(Number(at, bare.end() - 1, worth, worth, spelled=True), unit, "unit")
        if match is None or (at and text[at - 1] in "-'’"):
            return None
        word = match[1].lower()
        half = word.startswith("half")
        if few := re.compile(r"(?:a )?few\b|a couple(?: of)?\b", re.I).match(text, at):
            amount = 2 if "couple" in few[0] else 3
            if not self._whole(at, few.end()):
                unit = unit_at(text, few.end(), Number(at, few.end(), Fraction(amount))) if amount == 2 else None
                return (
                    self._make(
                        Number(at, few.end(), Fraction(2), spelled=True), unit.code, unit.end, "unit", about=True
                    )
                    if unit
                    else None
                )
            return self._make(
                Number(at, few.end(), Fraction(amount), spelled=True), None, few.end(), "number", about=True
            )
        one = Number(
            at,
            match.end() - 1,
            Fraction(1, 2) if half else Fraction(1),
            Fraction(1, 10) if half else Fraction(1),
            spelled=True,
        )
        scale = re.compile(r"[ -](dozen|hundred|thousand|million|billion|trillion)\b(?!th)", re.I).match(
            text, match.end() - 1
        )
        if scale:
            value = scan("one " + text[scale.start(1) : scale.start(1) + 60], 0)
            if value is not None and not half:
                value = replace(value, start=at, end=scale.start(1) + value.end - 4)
                parts = self._parts(value)
                return parts or self._sized(value, None)
            number = one.scaled(numerals().scales[scale[1].lower()], scale.end())
            return self._sized(number, None)
        unit = unit_at(text, match.end() - 1, one)
        if (
            unit is None
            or not text[match.end()].isalpha()
            or word in ("few", "several")
            or (word in ("full", "all", "whole") and units.dimension(unit.code) not in ("time", "calendar"))
            or (half and units.dimension(unit.code) is None)
        ):
            return None
        dim = units.dimension(unit.code)
        if (
            not half
            and dim in ("ratio", "points", "temperature", "angle")
            or unit.code in ("s",)
            and not self._whole(at, unit.end)
        ):
            return None
        if not half and not self._whole(at, unit.end):
            before = re.search(r"([A-Za-z]+) $", text[max(0, at - 14) : at])
            allowed = bool(before and before[1].lower() in words.grammar().article_after)
            if (
                word != "another"
                and (unit.code not in words.grammar().article or word in ("full", "all", "whole"))
                and not allowed
                and not AND_PART.match(text, unit.end)
                and not re.compile(r" and \d+ ").match(text, unit.end)
            ):
                return None
        return self._make_sized(one, unit, "unit")

    def _lone_part(self, at: int) -> Candidate | None:
        """half of them, more than half, tenth of a gallon, fourth of liter."""
        text = self.text
        article = re.compile(r"an? (?=[a-z])", re.I).match(text, at)
        begin = article.end() if article else at
        match = _part_pattern().match(text, begin)
        if match is None or match.start(1) != begin or match[2]:
            return None
        number = Number(
            at,
            match.end(),
            Fraction(1, numerals().parts[match[1].lower()]),
            Fraction(1, 10),
            (1, numerals().parts[match[1].lower()]),
            True,
        )
        of = re.compile(r" of (?:an? )?").match(text, match.end())
        if of:
            scale = re.compile(r"(hundred|thousand|million|billion|trillion)\b", re.I).match(text, of.end())
            if scale:
                scaled = replace(number.scaled(numerals().scales[scale[1].lower()], scale.end()), fraction=None)
                return self._sized(scaled, None)
            if unit := unit_at(text, of.end(), number):
                return self._make_sized(replace(number, fraction=None), unit, "unit")
        unit = unit_at(text, match.end(), number)
        if match[1].lower() == "half" and unit and text[match.end() : match.end() + 1] in " -":
            return self._make_sized(replace(number, fraction=None), unit, "unit")
        before = re.search(r"([A-Za-z-]+) $", text[max(0, at - 12) : at])
        if match[1].lower() == "half":
            if before and before[1].lower() in (
                "first",
                "second",
                "latter",
                "better",
                "in",
                "the",
                "opening",
                "one",
                "and",
            ):
                return None
            following = re.compile(r"(?: of| the| as| its| their| his| her| those| that|[,.;)]|$)").match(
                text, match.end()
            )
            if (
                not following
                and not self._whole(at, match.end())
                and not (
                    before and before[1].lower() in ("than", "about", "nearly", "almost", "over", "roughly", "under")
                )
            ):
                following = re.compile(r" (?:[a-z]+ )?(?:will|from|would|came|comes|are|were|was|is)\b").match(
                    text, match.end()
                )
                if not following:
                    return None
        elif (
            article is None
            or (match[1].lower() == "quarter" and not of)
            or match[1].lower() == "second"
            or not of
            and not re.compile(
                r"[,.;)]| ?[–—]| -|$| (?:are|were|is|was|will|would|to|less|more|lower|higher|as)\b"
            ).match(text, match.end())
        ):
            return None
        return self._make(number, "x", match.end(), "fraction")

    def _vague(self, at: int) -> Candidate | None:
        """dozens more, tens of thousands of people."""
        match = _vague_pattern().match(self.text, at)
        if (
            match is None
            or not (VAGUE_AFTER.match(self.text, match.end()))
            or re.search(r"[a-z\d] $", self.text[max(0, at - 2) : at])
            and scan(self.text[:at].rsplit(" ", 2)[-2] if self.text[:at].count(" ") else "x", 0)
        ):
            return None
        low, high = (
            Number(at, match.end(), Fraction(edge), spelled=True) for edge in numerals().vague[match[1].lower()]
        )
        of = re.compile(r" of").match(self.text, match.end())
        noun = head_noun(self.text, of.end()) if of else None
        return self._make(low, noun.code if noun else None, match.end(), "range", upper=high)

    # numbers

    def _parts(self, number: Number) -> Candidate | None:
        """two thirds, three-quarters of a mile, nine million and five ninths."""
        text = self.text
        match = _part_pattern().match(text, number.end)
        if match is None or match.start() == match.start(1) or number.amount.denominator != 1:
            return None
        word, plural = match[1].lower(), bool(match[2]) or match[1].lower() == "halves"
        if not plural and number.amount != 1:
            return None
        bottom, top = numerals().parts[word], number.amount
        if mixed := MIXED_WORDS.search(text[number.start : number.end]):
            part = scan(text, number.start + mixed.start(1))
            if part is not None and 0 < part.amount < bottom < 10 and top - part.amount >= 100:
                amount = top - part.amount + part.amount / bottom
                return self._sized(replace(number, amount=amount, end=match.end(), step=Fraction(1, 10)), None)
        ratio = replace(number, amount=top / bottom, end=match.end(), step=Fraction(1, 10), fraction=(int(top), bottom))
        of = re.compile(r" of (?:an? )?").match(text, match.end())
        if of and (scale := re.compile(r"(hundred|thousand|million|billion|trillion)\b", re.I).match(text, of.end())):
            return self._sized(
                replace(ratio.scaled(numerals().scales[scale[1].lower()], scale.end()), fraction=None), None
            )
        unit = unit_at(text, of.end() if of else match.end(), ratio)
        if unit and unit.code != "s":
            return self._make_sized(replace(ratio, fraction=None), unit, "unit")
        return self._make(ratio, "x", match.end(), "fraction")

    def _slash(self, number: Number) -> Candidate | None:
        """3/4, 1 4/5, 1/2 hour."""
        text = self.text
        if number.spelled or number.amount.denominator != 1:
            return None
        if match := MIXED.match(text, number.end):
            part = Fraction(int(match[1]), int(match[2]) or 1)
            if 0 < part < 1:
                amount = number.amount + (part if number.amount >= 0 else -part)
                return self._sized(replace(number, amount=amount, end=match.end()), None)
        match = SLASH.match(text, number.end)
        if match is None or not 0 < abs(number.amount) < int(match[1]):
            return None
        ratio = replace(
            number, amount=number.amount / int(match[1]), end=match.end(), fraction=(int(number.amount), int(match[1]))
        )
        unit = unit_at(text, match.end(), ratio)
        if unit:
            return self._make_sized(replace(ratio, fraction=None), unit, "unit")
        return self._make(ratio, "x", match.end(), "fraction")

    def _ratio(self, number: Number) -> Candidate | None:
        """one home in five, seven out of ten, nearly seven to one."""
        text = self.text
        match = ONE_IN.match(text, number.end)
        if match and number.amount.denominator == 1 and 0 < number.amount < 100:
            second = scan(text, match.end())
            out_of = "out of" in match[0].lower() or "every" in match[0].lower()
            if (
                second
                and second.amount > number.amount
                and second.amount.denominator == 1
                and (number.amount == 1 or out_of)
                and not (second.amount > 1000)
                and self.blocked.free(second.start, second.end)
                and not (unit_at(text, second.end, second) if not out_of else None)
            ):
                ratio = replace(
                    number,
                    amount=number.amount / second.amount,
                    end=second.end,
                    fraction=(int(number.amount), int(second.amount)),
                )
                return self._make(ratio, "x", second.end, "fraction")
        if (match := TO.match(text, number.end)) and number.amount > 1 and (second := scan(text, match.end())):
            around = words.around(text, number.start, second.end)
            return Candidate(
                "figure", around.start, second.end, terms((number, second), "ratio", around.hedge), RULE + "ratio"
            )
        return None

    def _score(self, number: Number) -> Candidate | None:
        """won 3-2"""
        text = self.text
        match = SCORE.match(text, number.end)
        if match is None or number.spelled or number.amount > 200 or number.amount.denominator != 1:
            return None
        second = scan(text, match.end())
        if second is None or not SCORE_NEAR.search(
            text[max(0, number.start - 30) : number.start] + " | " + text[second.end : second.end + 20]
        ):
            return None
        if unit_at(text, second.end, second) or text[second.end : second.end + 1] == "-":
            return None
        return Candidate("figure", number.start, second.end, terms((number, second), "score"), RULE + "score")

    def _range(self, number: Number) -> Candidate | None:
        """five to seven years, $3-4 million, between 20 and 30 people."""
        text = self.text
        first = unit_at(text, number.end, number)
        match = DASH.match(text, number.end) or (first and re.compile(r" ?[-–] ?| to ").match(text, first.end)) or None
        if match is None or match.end() >= len(text):
            return None
        sign = sign_before(text, number.start)
        begin = match.end()
        if second_sign := re.compile(r"[$£€]").match(text, begin):
            begin = second_sign.end()
        upper = scan(text, begin, money=sign is not None)
        if upper is None or upper.amount <= number.amount or not self.blocked.free(upper.start, upper.end):
            return None
        if "and" in match[0] and not re.search(
            r"\bbetween [$£€]?$", text[max(0, number.start - 10) : number.start], re.I
        ):
            return None
        unit = sign or unit_at(text, upper.end, upper)
        end = upper.end if sign else unit.end if unit else upper.end
        if unit is None and (noun := head_noun(text, upper.end)):
            unit, end = noun, upper.end
        if unit is None or (first and match.start() >= first.end and first.code != unit.code):
            return None
        if (
            sign is None
            and match[0] == " to "
            and re.search(r"\b(?:from|rose|fell) $", text[max(0, number.start - 6) : number.start])
        ):
            return None
        if upper.step >= 1000 and number.amount < 1000:
            number = number.scaled(
                upper.step * 10 ** max(0, len(str(upper.step.denominator)) - 1) if upper.step >= 1 else 1
            )
        if sign:
            number = replace(number, start=sign.start)
        return self._make(number, unit.code, end, "range", upper=upper)

    def _sized(self, number: Number, sign: Match | None) -> Candidate | None:
        """A number with a sign before it, a unit or a counted noun after it, or on its own."""
        text, end = self.text, number.end
        if sign is not None:
            number = replace(number, start=sign.start)
            cents = re.compile(r" (\d\d)$").match(text, end)
            if cents and not sign.start:
                number = replace(number, amount=number.amount + Fraction(int(cents[1]), 100), step=Fraction(1, 100))
                end = cents.end()
            return self._make(number, sign.code, end, "unit")
        quarters = re.compile(
            r" and (?:(an?|one|two|three|five) )?(half|halves|quarters?|ninths?)\b(?: of)?", re.I
        ).match(text, end)
        if quarters:
            top = {"two": 2, "three": 3, "five": 5}.get((quarters[1] or "").lower(), 1)
            bottom = {"h": 2, "q": 4, "n": 9}[quarters[2][0].lower()]
            unit = unit_at(text, quarters.end(), number)
            if unit:
                return self._make_sized(
                    replace(number, amount=number.amount + Fraction(top, bottom), end=quarters.end()), unit, "unit"
                )
        if AGED.search(text[max(0, number.start - 6) : number.start]) or (
            not number.spelled
            and APPOSED.search(text[max(0, number.start - 50) : number.start])
            and re.compile(r"[,.;)]").match(text, end)
            and 0 < number.amount < 120
        ):
            return self._make(number, "a", end, "age")
        unit = unit_at(text, end, number) or words.inches(text, end)
        if unit is not None:
            return self._make_sized(number, unit, "age" if OLD.match(text, unit.end) else "unit")
        if number.amount == 1 and re.search(
            r"\b(?:no|any|every|some|the|this|that) $", text[max(0, number.start - 7) : number.start], re.I
        ):
            return None
        noun = head_noun(text, end + 1 if text.startswith("+", end) else end)
        if noun is not None:
            direct = (
                bool(re.compile(r"[ -][\w'’]+(?: [a-z]+)?").match(text[: noun.end], end))
                and text.count(" ", end, noun.end) <= 1
            )
            if number.amount == 1 and number.spelled and not direct:
                return None
            return self._make(number, noun.code, noun.end if direct else end, "count")
        return self._bare(number)

    def _bare(self, number: Number) -> Candidate | None:
        text, start, end = self.text, number.start, number.end
        if self._whole(start, end):
            return self._make(number, None, end, "number")
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
            return self._make(number, None, end, "number")
        written = text[start:end]
        if re.fullmatch(r"(?:1[6-9]|20)\d\d|0\d+", written) or following == "-" or (before == "(" and following == ")"):
            return None
        if re.search(r"[A-Z][A-Za-z]* $", text[max(0, start - 20) : start]) and not re.search(
            r"(?:^|[.!?:“\"] )[A-Z][a-z]* $", text[max(0, start - 24) : start]
        ) and words.around(text, start, end).start == start:
            return None  # Falcon 9, Formula 1, but Leaves at Least 9
        if start <= self.first and following in ".)":
            return None  # the number of a list's item
        return self._make(number, None, end, "number")

    # putting together

    def _make_sized(self, number: Number, unit: Match, rule: str) -> Candidate:
        text, code, end = self.text, unit.code, unit.end
        parts = [(replace(number, end=end), code)]
        half = AND_PART.match(text, end)
        if half and units.dimension(code) in ("time", "calendar", "length"):
            word = half[0].lower()
            top = 3 if "three" in word else 2 if "two" in word else 1
            number = replace(number, amount=number.amount + Fraction(top, 2 if "hal" in word else 4))
            return self._make(number, code, half.end(), rule)
        if code in words.grammar().cents and number.start <= self.first and (rest := CENTS_LEFT.match(text, end)):
            cents_left = scan(text, rest.end())
            if cents_left and cents_left.end >= self.last and 0 < cents_left.amount < 100:
                number = replace(number, amount=number.amount + cents_left.amount / 100, step=Fraction(1, 100))
                return self._make(number, code, cents_left.end, rule)
        if code == "h" and (minutes := re.compile(r" (?:and )?([a-z]+|\d\d)$", re.I).match(text, end)):
            following = scan(text, minutes.start(1))
            if following and following.end == len(text) and 0 < following.amount < 60:
                number, code = combined([parts[0], (following, "min")])
                return self._make(number, code, following.end, rule)
        while True:
            joined = re.compile(r",? (?:and )?(?=[\da-z])").match(text, end)
            following = scan(text, joined.end()) if joined else None
            if following is None:
                break
            cents = re.compile(r"[ -]?([a-z]+)").match(text, following.end)
            if cents and cents[1] in words.grammar().cents.get(code, ()):
                number = replace(number, amount=number.amount + following.amount / 100, step=Fraction(1, 100))
                return self._make(number, code, cents.end(), rule)
            smaller = unit_at(text, following.end, following)
            if (
                smaller is None
                or smaller.code == code
                or units.dimension(code) in ("currency", "area", "volume", "temperature", "ratio", "points", None)
                or not units.convertible(code, smaller.code)
                or units.convert(Fraction(1), code, smaller.code) <= following.amount / 3
                or units.convert(Fraction(1), code, smaller.code) < 1
            ):
                break
            parts.append((replace(following, end=smaller.end), smaller.code))
            code, end = smaller.code, smaller.end
        if len(parts) > 1:
            number, code = combined(parts)
        if rule == "age" and (old := OLD.match(text, end)):
            end = old.end()
        return self._make(number, code, end, rule)

    def _make(
        self,
        number: Number,
        code: str | None,
        end: int,
        rule: str,
        *,
        upper: Number | None = None,
        ordinal: bool = False,
        about: bool = False,
    ) -> Candidate:
        around = words.around(self.text, number.start, end)
        if (
            around.bound == "over"
            and units.dimension(code) in ("time", "calendar")
            and self.text[around.start :].lower().startswith("over ")
        ):
            around = replace(around, bound=None, start=number.start)  # spread over ten years, not longer than that
        per, unit = around.per, code
        if per is not None and code in ("km", "[mi_i]", "m") and per.unit in ("h", "s"):
            unit, per = f"{code}/{per.unit}", None
        elif per is not None and units.dimension(code) in ("time", "calendar", "temperature"):
            per, around = None, words.Around(around.start, end, around.hedge, around.bound, around.change)
        hedge = "about" if about else around.hedge
        value = figure(
            number,
            unit,
            upper=upper,
            bound=around.bound,
            hedge=hedge,
            per=per,
            change=None if ordinal or units.dimension(code) in ("time", "calendar", "length") else around.change,
            ordinal=ordinal,
        )
        return Candidate("figure", around.start, around.end, value, RULE + rule)
