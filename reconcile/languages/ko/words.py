"""Korean words around a number: units after it, modifiers on both sides, and what is no figure at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reconcile.knowledge import units
from reconcile.languages.figures import Bound, Change, Hedge, Number, Span
from reconcile.languages.ko.numbers import numerals
from reconcile.languages.loader import load_table
from schemas.base import Model
from schemas.values import Per

HANGUL = re.compile(r"[가-힣]")
# What may follow a unit in the same word: particles, endings, and words that are often joined to it.
FOLLOWS = frozenset(
    "은는이가을를의에로으와과도만까부씩나라며고인였입뿐보마당짜간째여쯤정안남규던된처밖란임꼴중동넘뒤후전두초미내상대급권선더한총등분치건다밀기"
)
PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|로|으로|와|과|도|만|까지|부터|이나|나|이라|이고|이며|인|이었다|이었|였"
    r"|입니다|이다|이란|인가|씩|보다)"
    r"(?![가-힣])|(?:입니다|이다|이었|였|인가|이라)"
)
# 16대로 나섰다, 5분의 휴식: a particle, though 대로 and 분의 begin other words
WHOLE_PARTICLE = re.compile(r"(?:로|의)(?![가-힣])")

BLOCKED = re.compile(
    r"""
      https?://\S+ | www\.\S+ | (?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,99}
    | (?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:com|net|org|kr|co|ly|io|tv)\b\S*
    | (?<!\d)\d{4}\ ?[-./]\ ?\d{1,2}\ ?[-./]\ ?\d{1,2}(?!\d)\.?
    | (?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)
    | (?<![\d-])\d{2,4}-\d{3,4}-\d{4}(?!\d)
    | (?<![\d.,])\d{4}\ ?[~∼–-]\ ?\d{2,4}년(?!간)
    | (?<![\d.,])[12]\d{3}년(?!\ ?(?:간|동안))(?:도|대)?
    | [’'‘]\d{2}년
    | (?<![\d.,])\d{2}년(?=\ ?\d{1,2}월)
    | (?<![\d.,])\d{1,2}\ ?[~∼·,]\ ?\d{1,2}월 | (?<![\d.,])\d{1,2}월(?!드)
    | (?<![\d.,])\d{1,2}\ ?시(?![간속즌민장청]|리즈)(?:\ ?\d{1,2}분)?(?:\ ?\d{1,2}초)?
    | (?<![\d.,])\d{1,2}\ ?[~∼·,–-]\ ?\d{1,2}일간?(?!\ ?(?:동안|만에))
    | (?<![\d.,])(?:[12]?\d|3[01])일(?!\ ?(?:간(?![가-힣]{2})|동안|만에|만의|만인|째|연속|내내|이내
      |이상|가량|정도|안팎|여(?=[\ 간만에])|치(?![가-힣])|넘|안에))
      (?!\ (?:뒤|후|전)(?=에|,|\ |부터|까지|$))
    | (?<![\d.,])\d{1,2}(?:~\d{1,2})?일까지
    | (?<!\d)\d{2,4}년대 | (?<!\d)\d{1,4}분기 | (?<!\d)\d{1,4}학[년기] | \d세대(?=\ 이동)
    | 제\ ?\d{1,4}조(?:의\ ?\d{1,4})? | 제?\ ?\d{1,4}항 | (?<!\d)\d{1,4}번길
    | (?<!\d)\d{1,4}번\ ?(?:국도|출구|버스|홀)|(?<!\d)\d{1,4}호선 | 제?\d{1,4}호(?![가-힣]{2})
    | (?<=[가-힣])\d{1,4}가(?![가-힣]) | (?<=[가-힣])\d{1,4}동(?![가-힣])
    | (?<![\d.])\d{1,2}[·.]\d{1,2}(?=\ ?(?:전쟁|운동|항쟁|혁명|절|사태|사건|대책|총선
      |지방선거|비상계엄|계엄|민주|테러|참사))
    | (?<!\d)\d{1,2}·\d{1,2}(?!\d)
    | [\[(]\d보[\])]? | (?<=\ )\d보(?=[\ \]])
    """,
    re.VERBOSE,
)
IDENTIFIER = re.compile(r"(?<![A-Za-z\d])([A-Za-z]+)[-–]?\d[\d.]*[A-Za-z\d-]*")
# 전화 한 통 받지 못했다: not a single one, no count
NOT_ONE = re.compile(r"(?:도|조차|)? ?(?:[가-힣]+[지] )?(?:못|없|않|안 )|도(?![가-힣])")
BOUNDS: tuple[Bound, ...] = ("at_least", "over", "at_most", "under")
DECADE_ENDS = re.compile(r"(?:가|는|은|의|이|로|에서|부터|까지|와|를|다|였다|이다|입니다)(?![가-힣])")
DURATION_WORD = re.compile(r" ?(?:만에|만의|만인|동안|간|째|새|뒤|후|이상|넘게|이내|안에)(?![가-힣]{2})")


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
    homographs: tuple[str, ...]
    only_before: dict[str, tuple[str, ...]]
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
    return load_table("ko", "units", Grammar)


@dataclass(frozen=True, slots=True)
class Match:
    """A unit as written, up to `end`; `start` only where it stands before its number."""

    code: str
    word: str
    end: int
    ordinal: bool = False
    start: int = -1


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number; `start` is where it begins."""

    start: int
    hedge: Hedge | None = None
    bound: Bound | None = None
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class After:
    """What stands after a number and its unit, up to `end`."""

    end: int
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None


def blocked(text: str) -> list[Span]:
    """Stretches that hold no figure: dates, clock times, numbers of telephones, addresses, identifiers."""
    found = [match.span() for match in BLOCKED.finditer(text)]
    signs = units.signs()
    found += [m.span() for m in IDENTIFIER.finditer(text) if m[1] not in signs and m[1] not in ("US", "USD")]
    return found


def boundary(text: str, end: int) -> bool:
    """Whether a word may end at `end`: no Hangul follows, or a particle does."""
    return end >= len(text) or not HANGUL.match(text[end]) or bool(PARTICLE.match(text, end))


@cache
def _unit_words() -> dict[str, tuple[tuple[str, str], ...]]:
    """First character → (word, code), longest first."""
    pairs = [(word, code) for code, listed in grammar().words.items() for word in listed]
    pairs += [(sign, code) for sign, code in units.signs().items() if not sign.isascii() or len(sign) < 8]
    known: dict[str, dict[str, str]] = {}
    for word, code in pairs:
        known.setdefault(word[0], {}).setdefault(word, code)
    return {first: tuple(sorted(group.items(), key=lambda pair: -len(pair[0]))) for first, group in known.items()}


def unit_at(text: str, place: int, number: Number, *, spaced: bool = True) -> Match | None:
    """The unit that follows `number` at `place`, after at most one space."""
    gap = 1 if spaced and text.startswith(" ", place) else 0
    if place + gap >= len(text):
        return None
    for word, code in _unit_words().get(text[place + gap], ()):
        end = place + gap + len(word)
        if text.startswith(word, place + gap) and _word_ends(text, word, end) and _may_count(text, number, word, gap):
            native = number.spelled and text[number.end - 1] not in "".join((*numerals().digits, *numerals().small))
            if word in grammar().honorific and native:
                code = grammar().honorific[word]
            sense = grammar().senses.get(word)
            if sense and any(w in text[max(0, number.start - sense.reach) : number.start] for w in sense.before):
                code = sense.code
            return Match(code, word, end, word in grammar().ordinal)
    return None


def _word_ends(text: str, word: str, end: int) -> bool:
    following = text[end] if end < len(text) else ""
    if HANGUL.match(word[-1]):
        if _hedge_follows().match(text, end):
            return True
        if text.startswith(grammar().not_before.get(word, ()), end) and not WHOLE_PARTICLE.match(text, end):
            return False
        return not following or not HANGUL.match(following) or following in FOLLOWS
    if word[-1].isascii() and word[-1].isalnum():
        return not (following.isascii() and following.isalnum())
    return True


@cache
def _hedge_follows() -> re.Pattern[str]:
    """100평가량, 3일정도: a hedge or a bound joined to the unit, not the words 평가, 일정."""
    hedges = grammar().hedges
    listed = (*hedges.about_after, *hedges.downward_after, "남짓", "이상", "이하", "이내", "미만", "초과", "넘")
    return re.compile("|".join(map(re.escape, listed)))


def _may_count(text: str, number: Number, word: str, gap: int) -> bool:
    """Whether a number spelled in one syllable is a number before this word, and no other word."""
    if not number.spelled:
        return True
    written = text[number.start : number.end]
    table = numerals()
    if not gap and (
        text.startswith(grammar().homographs, number.start) or word in grammar().apart and written in (numerals().ones | numerals().digits | numerals().tens)
    ):
        return False
    if word not in grammar().only_before.get(written, (word,)):
        return False
    if written in table.ones:
        if number.amount == 1 and NOT_ONE.match(text, number.end + gap + len(word)):
            return False
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


def _followed(text: str, number: Number, word: str, gap: int) -> bool:
    """한 번째 is no idiom, and nor is 한 차례."""
    return text.startswith("째", number.end + gap + len(word))


def days(text: str, at: int) -> tuple[int, int] | None:
    """사흘, 나흘간: a native count of days at `at`, with its end; 하루 and 보름 only where a duration word follows."""
    if at and HANGUL.match(text[at - 1]):
        return None
    for word, count in grammar().days.items():
        end = at + len(word)
        if text.startswith(word, at) and (
            DURATION_WORD.match(text, end) or (count not in (1, 7, 15) and boundary(text, end))
        ):
            return count, end + 1 if text.startswith("간", end) else end
    return None


def temperature(text: str, number: Number) -> Match | None:
    """섭씨 37도, 화씨 70, 영하 5도."""
    before = re.search(
        r"(섭씨|화씨|영하|영상) ?(?:마이너스 ?|영하 ?|-)?$", text[max(0, number.start - 10) : number.start] or ""
    )
    below = text.startswith("영하", number.start)
    if not before and not below:
        return None
    degree = re.compile(r" ?(?:도|°C?|℃)(?![로시심입])").match(text, number.end)
    if not degree and (below or (before and before[1] in ("영하", "영상"))):
        return None
    code = "[degF]" if before and before[1] == "화씨" else "Cel"
    return Match(code, "도", degree.end() if degree else number.end)


@cache
def _sign_pattern() -> re.Pattern[str]:
    leading = [sign for sign, code in units.signs().items() if units.dimension(code) == "currency"]
    listed = "|".join(re.escape(sign) for sign in sorted(leading, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])({listed}) ?$")


def sign_before(text: str, start: int) -> Match | None:
    """A currency sign or code right before `start`."""
    window = max(0, start - 8)
    match = _sign_pattern().search(text[window:start])
    return Match(units.signs()[match[1]], match[1], start, start=window + match.start()) if match else None


def is_je(text: str, start: int) -> bool:
    """제39대: an ordinal prefix."""
    return bool(re.search(r"(?<![가-힣])제 ?$", text[max(0, start - 4) : start]))


def ends_with_prefix(before: str) -> bool:
    """Whether a spelled number may follow without a space."""
    return bool(re.search(r"(?:섭씨|화씨|시속|총|약|(?<![가-힣])제)$", before))


def stands_alone(text: str, number: Number) -> bool:
    """Whether a number without a unit is one: bounded on both sides, no year, no name's part."""
    start, end = number.start, number.end
    before, following = text[start - 1 : start], text[end : end + 1]
    written = text[start:end]
    if (before and (before.isalnum() or before in "-–/:#.·")) or (following and following in "-–/:)·~∼"):
        return False
    if (
        following
        and (following.isalpha() or following.isdigit())
        and not (HANGUL.match(following) and PARTICLE.match(text, end))
    ):
        return False
    if number.spelled:
        return len(written) >= 3 and written not in numerals().not_number
    if re.fullmatch(r"(?:1[89]|20)\d\d|0\d+", written):
        return False
    return not re.match(r"\.(?:\s|$)", text[end:]) or start > 0


@cache
def _before_words() -> tuple[tuple[str, str, str], ...]:
    table = grammar()
    rows = [(w, "hedge", "about") for w in table.hedges.about_before]
    rows += [(w, "gap", "") for w in table.hedges.before_gap]
    rows += [(w, "bound", bound) for bound, listed in table.bounds_before.items() for w in listed]
    rows += [(w, "per", unit) for unit, listed in table.per_before.items() for w in listed]
    rows += [(w, "per", f"speed/{unit}") for unit, listed in table.speed_before.items() for w in listed]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def before(text: str, start: int) -> Before:
    """Modifiers that end where the number starts, read leftwards."""
    hedge: Hedge | None = None
    bound: Bound | None = None
    per: Per | None = None
    reach = place = start
    while True:
        end = len(text[max(0, place - 2) : place].rstrip()) + max(0, place - 2)
        for row in _before_words():
            word, kind, says = row
            at = end - len(word)
            if at >= 0 and text.startswith(word, at) and not (at and text[at - 1].isalnum()):
                break
        else:
            return Before(reach, hedge, bound, per or _loose_per(text, place) or _topic_per(text, place))
        place = at
        if kind == "hedge":
            hedge = "about"
        elif kind == "bound":
            bound = next(b for b in grammar().bounds_before if b == says)
        elif kind == "per":
            if per is not None:
                return Before(reach, hedge, bound, per)
            per = Per(unit=says)
        if kind != "gap":
            reach = at


@cache
def _loose_pattern() -> re.Pattern[str]:
    rows = [(word, unit) for unit, listed in grammar().per_loose.items() for word in listed]
    listed = "|".join(re.escape(word) for word, _ in sorted(rows, key=lambda row: -len(row[0])))
    return re.compile(rf"(?<![가-힣])({listed})(?: [가-힣]{{1,6}}(?<![에전뒤후만안이상의간])){{1,2}} $")


def _loose_per(text: str, place: int) -> Per | None:
    """하루에 차량 8만 대: the denominator one or two words before the number."""
    match = _loose_pattern().search(text[max(0, place - 24) : place])
    if not match:
        return None
    return Per(unit=next(unit for unit, listed in grammar().per_loose.items() if match[1] in listed))


@cache
def _topic_pattern() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for words in grammar().per_topic.values() for word in words)
    return re.compile(rf"({listed})(?:은|는|이|으로|로|을)? (?:[가-힣]+ )?$")


def _topic_per(text: str, place: int) -> Per | None:
    """평균 시급은 31달러: the denominator in the name of what is paid."""
    match = _topic_pattern().search(text[max(0, place - 16) : place])
    if not match:
        return None
    return Per(unit=next(unit for unit, listed in grammar().per_topic.items() if match[1] in listed))


@cache
def _after_pattern() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = grammar()

    def group(name: str, listed: tuple[str, ...]) -> str:
        return f"(?P<{name}>{'|'.join(sorted(map(re.escape, listed), key=len, reverse=True))})"

    hedge = "|".join(
        (
            group("about", table.hedges.about_after),
            group("upward", table.hedges.upward_after),
            group("downward", table.hedges.downward_after),
        )
    )
    bound = "|".join(group(name, listed) for name, listed in table.bounds_after.items())
    beyond = "|".join(group(f"{name}_object", listed) for name, listed in table.bounds_after_object.items())
    change = "|".join(group(name, listed) for name, listed in table.change_after.items())
    return (
        re.compile(rf"(?: ?|에 |이나? |에 거의 |의 )(?:{hedge})(?!되|겠)"),
        re.compile(
            rf"(?: ?|[이가을를] ?|[이가을를] (?:훌쩍 |크게 |조금 )|도 |에 )(?:{bound})(?!하[게고]|한)"
            rf"|[을를] (?:훌쩍 |크게 |조금 )?(?:{beyond})"
        ),
        re.compile(rf" ?(?:이|가|나|이나|씩|을|를)? ?(?:더 |추가로 |가까이 |넘게 |이상 |가량 |정도 )?(?:{change})"),
    )


def after(text: str, end: int) -> After:
    """Modifiers that follow the number and its unit."""
    hedges, bounds, changes = _after_pattern()
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None
    for _ in range(3):
        if (match := hedges.match(text, end)) and hedge is None:
            name = match.lastgroup
            hedge = "about" if name == "about" else "upward" if name == "upward" else "downward"
        elif (match := bounds.match(text, end)) and bound is None:
            bound = next(b for b in BOUNDS if b == (match.lastgroup or "").removesuffix("_object"))
        else:
            break
        end = match.end()
    if match := changes.match(text, end):
        change = "increase" if match.lastgroup == "increase" else "decrease"
    return After(end, hedge, bound, change)


def _word_before(text: str, start: int) -> str:
    match = re.search(r"([가-힣]+) ?$", text[max(0, start - 12) : start])
    return match[1] if match else ""


def decade_follows(text: str, number: Number, end: int) -> bool:
    """Whether 60대 is an age: a multiple of ten, and a word of persons after it."""
    if (
        number.spelled
        or number.amount not in range(10, 100, 10)
        or _word_before(text, number.start).endswith(grammar().decade.vehicles)
    ):
        return False
    listed = re.findall(r"[가-힣]+", text[end : end + 24].split(".")[0])[:3]
    if not listed or HANGUL.match(text[end : end + 1] or " "):
        sentence = text[max(0, number.start - 30) : number.start].rpartition(".")[2]
        return bool(DECADE_ENDS.match(text, end)) and any(word in sentence for word in grammar().decade.people)
    for word in listed:
        stem = re.sub(r"(?:에게서|에게|에서|으로|까지|부터|이|가|은|는|을|를|의|와|과|도|로)$", "", word) or word
        if word.startswith(grammar().decade.words) or stem.endswith(grammar().decade.words):
            return True
        if len(stem) > 1 and stem.endswith(grammar().decade.endings):
            return True
    return False


def great_follows(text: str, number: Number, end: int) -> bool:
    """Whether 7대 counts what follows, the seven great ones, rather than machines."""
    if _word_before(text, number.start).endswith(grammar().decade.vehicles) or is_je(text, number.start):
        return False
    match = re.compile(r" ?([가-힣]+)").match(text, end)
    return bool(match and number.amount <= 100 and match[1].startswith(grammar().great.words))
