"""Korean units and counters as written: which word after a number is one, and what it means there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from reconcile.knowledge import units
from reconcile.languages.figures import Number, UnitMatch
from reconcile.languages.ko.numbers import numerals
from reconcile.languages.ko.words import HANGUL, Sense, boundary, grammar, is_je
from schemas.knowledge import OwnCounter

# What may follow a unit in the same word: particles, endings, and words that are often joined to it.
FOLLOWS = frozenset(
    "은는이가을를의에로으와과도만까부씩나라며고인였입뿐보마당짜간째여쯤정안남규던된처밖란임꼴중동넘뒤후전두초미내상대급권선더한총등분치건다밀기"
)
# 16대로 나섰다, 5분의 휴식: a particle, though 대로 and 분의 begin other words
WHOLE_PARTICLE = re.compile(r"(?:로|의)(?![가-힣])|도 (?=(?:[가-힣]+ ){0,2}?(?:없|[가-힣]{1,4}지 (?:않|못)))")
# 전화 한 통 받지 못했다: not a single one, no count
NOT_ONE = re.compile(r"(?:도|조차|)? ?(?:[가-힣]+[지] )?(?:못|없|않|안 )|도(?![가-힣])")
# 이천 명이, 오만 원으로: what may follow the counter of a numeral that is a word as well
ENDS_COUNT = re.compile(
    r"(?![가-힣])|(?:이|가|은|는|을|를|의|에|과|와|도|만|씩|으로|로|에서|까지|부터|이나|나|대)(?![가-힣])|이다|이었|였|입니다|이고|이며"
    r"|짜리|권(?![가-힣])"
)
DURATION_WORD = re.compile(r" ?(?:만에|만의|만인|동안|간|째|새|뒤|후|이상|넘게|이내|안에)(?![가-힣]{2})")
SCALE_BEFORE = re.compile(r"(섭씨|화씨|영하|영상) ?(?:마이너스 ?|영하 ?|-)?$")
DEGREE = re.compile(r" ?(?:도|°C?|℃)(?![로시심입])")
WORD_BEFORE = re.compile(r"([가-힣]+) ?$")
HANGUL_WORD = re.compile(r"[가-힣]+")
NEXT_WORD = re.compile(r" ?([가-힣]+)")
CASE_ENDING = re.compile(r"(?:에게서|에게|에서|으로|까지|부터|이|가|은|는|을|를|의|와|과|도|로)$")
DECADE_SHARE = re.compile(r"(?:[는은가이의도] ?| )?\(?\d[\d.]*%|[·, ]{1,2}\d0대")
DECADE_ENDS = re.compile(r"(?:가|는|은|의|이|로|에서|부터|까지|와|를|다|였다|이다|입니다)(?![가-힣])")


UnitWords = Mapping[str, tuple[tuple[str, str], ...]]
"""First character → (word, code), longest first."""


@lru_cache(maxsize=8)
def unit_words(own: tuple[OwnCounter, ...] = ()) -> UnitWords:
    """The words of units and counters, with those of the user."""
    pairs = [(word, counter.unit) for counter in own for word in counter.words]
    pairs += [(word, code) for code, listed in grammar().words.items() for word in listed]
    pairs += [(f"개 {word}", code) for code, listed in grammar().nouns.items() for word in listed]
    pairs += [(sign, code) for sign, code in units.signs().items() if not sign.isascii() or len(sign) < 8]
    known: dict[str, dict[str, str]] = {}
    for word, code in pairs:
        known.setdefault(word[0], {}).setdefault(word, code)
    return {first: tuple(sorted(group.items(), key=lambda pair: -len(pair[0]))) for first, group in known.items()}


def noun_at(text: str, number: Number) -> UnitMatch | None:
    """두 나라, 세 후보: what a native number counts without a counter."""
    if not number.spelled or number.amount < 2 or text[number.end - 1] in _sino() or as_word(text, number):
        return None
    if text[number.start : number.end] in numerals().before_measures:
        return None
    match = _nouns().match(text, number.end)
    if match is None or not boundary(text, match.end()):
        return None
    code = next(code for code, listed in grammar().nouns.items() if match[1] in listed)
    return UnitMatch(code, match.end(), match[1])


@cache
def _nouns() -> re.Pattern[str]:
    listed = sorted((w for words in grammar().nouns.values() for w in words), key=len, reverse=True)
    return re.compile(f" ({'|'.join(listed)})")


def unit_at(text: str, place: int, number: Number, words: UnitWords, *, spaced: bool = True) -> UnitMatch | None:
    """The unit that follows `number` at `place`, after at most one space."""
    gap = 1 if spaced and text.startswith(" ", place) else 0
    begin = place + gap
    if begin >= len(text):
        return None
    for word, code in words.get(text[begin], ()):
        end = begin + len(word)
        if text.startswith(word, begin) and _word_ends(text, word, end) and _may_count(text, number, word, gap):
            if (few := grammar().beside.get(word)) and not any(
                w in text[max(0, number.start - 3) : number.start] or w in text[end : end + 7] for w in few
            ):
                continue
            if (need := grammar().needs.get(word)) and not any(
                w in text[max(0, number.start - need.reach) : number.start] for w in need.before
            ):
                continue
            if word in grammar().honorific and number.spelled and text[number.end - 1] not in _sino():
                code = grammar().honorific[word]
            if _other_word(text, number, word, code, end):
                continue
            sense = grammar().senses.get(word)
            if sense and _has_sense(text, number, sense, end):
                code = sense.code
            return UnitMatch(code, end, word, word in grammar().ordinal)
    return None


def _has_sense(text: str, number: Number, sense: Sense, end: int) -> bool:
    if text.startswith(sense.not_after, end):
        return False
    if sense.least is not None and number.amount >= sense.least:
        return True
    before = text[max(0, number.start - sense.reach) : number.start]
    return any(word in before for word in sense.before)


@cache
def _sino() -> frozenset[str]:
    return frozenset("".join((*numerals().digits, *numerals().small)))


def as_word(text: str, number: Number) -> bool:
    """Whether what spells the number is a word as well: 구조, 이천."""
    table, written = numerals(), text[number.start : number.end]
    return number.spelled and (
        written in table.not_number or len(written) == 2 and written[0] in table.digits and written[1] in table.of_money
    )


def _other_word(text: str, number: Number, word: str, code: str, end: int) -> bool:
    """Whether the counter up to `end` leaves a word what spells the number: 구조대, 이천 회의, but 이천 명."""
    if not as_word(text, number):
        return False
    money = not numerals().of_money.isdisjoint(text[number.start : number.end])
    counts = units.dimension(code) == "currency" if money else word in numerals().counts_before
    counts = counts or word in numerals().order_after
    return not counts or not (ENDS_COUNT.match(text, end) or _hedge_follows().match(text, end))


def _word_ends(text: str, word: str, end: int) -> bool:
    following = text[end] if end < len(text) else ""
    if "가" <= word[-1] <= "힣":
        barred = grammar().not_before.get(word, ())
        if not following or not barred and (following in FOLLOWS or not "가" <= following <= "힣"):
            return True
        if _hedge_follows().match(text, end):
            return True
        if text.startswith(barred, end) and not WHOLE_PARTICLE.match(text, end):
            return False
        return following in FOLLOWS or not "가" <= following <= "힣"
    if word[-1].isascii() and word[-1].isalnum():
        return not (following.isascii() and following.isalnum())
    return True


@cache
def _hedge_follows() -> re.Pattern[str]:
    """100평가량, 3일정도: a hedge or a bound joined to the unit, not the words 평가, 일정."""
    hedges = grammar().hedges
    listed = (*hedges.about_after, *hedges.downward_after, "남짓", "이상", "이하", "이내", "미만", "초과", "넘", "어치")
    return re.compile("|".join(map(re.escape, listed)))


def _may_count(text: str, number: Number, word: str, gap: int) -> bool:
    """Whether a number spelled in one syllable is a number before this word, and no other word."""
    if word in grammar().least and number.amount < grammar().least[word]:
        return False
    if not number.spelled:
        return True
    written = text[number.start : number.end]
    few = grammar().only_after.get(word)
    if few is not None and written not in few:
        return False
    table = numerals()
    if not gap and (
        text.startswith(grammar().homographs, number.start)
        or word in grammar().apart
        and written in (numerals().ones | numerals().digits | numerals().tens)
    ):
        return False
    if word not in grammar().only_before.get(written, (word,)):
        return False
    if written in table.ones:
        if number.amount == 1 and NOT_ONE.match(text, number.end + gap + len(word)):
            return none_at_all(text, number.end + gap, word)
        return not (number.amount == 1 and word in grammar().idiom_after_one and not _followed(text, number, word, gap))
    if len(written) > 1:
        return True
    if written in table.digits:
        if gap:
            return word in grammar().lone and written != "이"
        return word in grammar().lone or word in grammar().attached
    if written in table.small or written in table.large:
        return bool(gap) or word in grammar().attached_scale
    return True


def none_at_all(text: str, at: int, word: str) -> bool:
    """Whether the counter at `at` is denied, so that one of it means none: 한 편도 없었다; 한 번도 is an adverb."""
    return word in grammar().none_at_all.counters and _denied().match(text, at + len(word)) is not None


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"도 (?:[가-힣]+ ){{0,2}}?(?:[가-힣]{{1,4}}지 )?(?:{'|'.join(grammar().none_at_all.denials)})")


def _followed(text: str, number: Number, word: str, gap: int) -> bool:
    """한 번째 is no idiom, and nor is 한 차례."""
    return text.startswith("째", number.end + gap + len(word))


def days(text: str, at: int) -> tuple[int, int] | None:
    """사흘, 나흘간: a native count of days at `at`, with its end; 하루 and 보름 only where a duration word follows."""
    match = _day_words().match(text, at)
    if match is None or at and HANGUL.match(text[at - 1]):
        return None
    count, end = grammar().days[match[0]], match.end()
    if count in (1, 15) and _day_count(count).match(text, end):
        return count, end
    if DURATION_WORD.match(text, end) or (count not in (1, 7, 15) and boundary(text, end)):
        return count, end + 1 if text.startswith("간", end) else end
    return None


@cache
def _day_count(count: int) -> re.Pattern[str]:
    """하루 적었다, 보름으로 늘린다: what shows one day and fifteen to be counts."""
    listed = grammar().day_counts
    if count == 1:
        return re.compile(rf"(?:를|가|나)? (?:{'|'.join(listed.one_day)})")
    return re.compile("|".join(listed.fortnight))


@cache
def _day_words() -> re.Pattern[str]:
    return re.compile("|".join(grammar().days))


def temperature(text: str, number: Number) -> UnitMatch | None:
    """섭씨 37도, 화씨 70, 영하 5도."""
    lead = text[max(0, number.start - 10) : number.start]
    below = text.startswith("영하", number.start)
    before = SCALE_BEFORE.search(lead) if "씨" in lead or "영" in lead else None
    if not before and not below:
        return None
    degree = DEGREE.match(text, number.end)
    if not degree and (below or (before and before[1] in ("영하", "영상"))):
        return None
    code = "[degF]" if before and before[1] == "화씨" else "Cel"
    return UnitMatch(code, degree.end() if degree else number.end, "도")


@cache
def _signs() -> tuple[str, ...]:
    leading = [sign for sign, code in units.signs().items() if units.dimension(code) == "currency"]
    return tuple(sorted(leading, key=len, reverse=True))


@cache
def _sign_ends() -> frozenset[str]:
    return frozenset(sign[-1] for sign in _signs())


@cache
def _sign_pattern() -> re.Pattern[str]:
    listed = "|".join(map(re.escape, _signs()))
    return re.compile(rf"(?<![A-Za-z])({listed}) ?$")


def sign_before(text: str, start: int) -> UnitMatch | None:
    """A currency sign or code right before `start`."""
    if text[max(0, start - 3) : start].rstrip()[-1:] not in _sign_ends():
        return None
    match = _sign_pattern().search(text, max(0, start - 8), start)
    return UnitMatch(units.signs()[match[1]], start, match[1], start=match.start()) if match else None


def _word_before(text: str, start: int) -> str:
    match = WORD_BEFORE.search(text, max(0, start - 12), start)
    return match[1] if match else ""


def decade_follows(text: str, number: Number, end: int) -> bool:
    """Whether 60대 is an age: a multiple of ten, and a word of persons after it."""
    if (
        number.spelled
        or number.amount not in range(10, 100, 10)
        or _word_before(text, number.start).endswith(grammar().decade.vehicles)
    ):
        return False
    if DECADE_SHARE.match(text, end):
        return True
    listed = HANGUL_WORD.findall(text[end : end + 24].split(".")[0])[:3]
    if not listed or HANGUL.match(text[end : end + 1] or " "):
        sentence = text[max(0, number.start - 30) : number.start].rpartition(".")[2]
        return bool(DECADE_ENDS.match(text, end)) and any(word in sentence for word in grammar().decade.people)
    for word in listed:
        stem = CASE_ENDING.sub("", word) or word
        if word.startswith(grammar().decade.words) or stem.endswith(grammar().decade.words):
            return True
        if len(stem) > 1 and stem.endswith(grammar().decade.endings):
            return True
    return False


def great_follows(text: str, number: Number, end: int) -> bool:
    """Whether 7대 counts what follows, the seven great ones, rather than machines."""
    if _word_before(text, number.start).endswith(grammar().decade.vehicles) or is_je(text, number.start):
        return False
    match = NEXT_WORD.match(text, end)
    return bool(match and number.amount <= 100 and match[1].startswith(grammar().great.words))
