"""What stands around an English date: whether it is one, on which side of it, in which tense and which zone."""

from __future__ import annotations

import re

from reconcile.languages.base import Candidate
from reconcile.languages.date_mentions import Context, Fields, Mention, is_fraction
from reconcile.languages.date_specs import Bound
from reconcile.languages.en.date_pieces import alternatives
from reconcile.languages.en.date_table import Table

_SURNAME = re.compile(r"\s[A-Z][\w’'-]*[a-z]")
_SMALL = re.compile(r"\b[a-z]{4,}\b")
_POSSESSIVE = re.compile(r"['’]s\b")
_NOT_UNTIL = re.compile(r"\bnot\b|n['’]t\b|\bnever\b", re.IGNORECASE)
_WILL = re.compile(r"(?:\bwill|['’]ll|\b[Ww]on['’]t)\s(?=[a-z])")
_UP_TO = re.compile(r"\b(?:until|till)\s(?:the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\bbetween\b.{3,40}\band|\bfrom\b.{3,40}\bto)\s(?:the\s)?$", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s(?:of|mile|hour)\b")
_ON = re.compile(r"\bon\s+$", re.IGNORECASE)
_OPENED = re.compile(r"\b(from|between)\s(?:the\s)?$", re.IGNORECASE)
_TO = re.compile(r",?\s(to|until|till|through|thru|and|up to)\s(?:the\s)?", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:%|\bpercent|\bper cent|\bpoints?|\b(?:up|down|unchanged|rose|risen|fell|fallen|grew|grown|dropped|declined"
    r"|slowed|eased|slipped|climbed|jumped)"
    r"|\b(?:an?|the|any)\s(?:[a-z]{1,12}\s)?(?:rise|fall|drop|decline|change|increase|decrease|jump))"
    r"(?:\s[\w.,$£€%-]{1,12}){0,2}\s+from\s(?:the\s)?$",
    re.IGNORECASE,
)
_EACH_DAY = re.compile(r",?\s(?:(?:each|every)\s(?:day|morning|afternoon|evening|night|week|[a-z]{3,6}day)|daily)\b")
_A_YEAR = re.compile(r"(?:^|\W)an?\s$", re.IGNORECASE)
_OVER = re.compile(r"(?:^|\W)(?:over|across)\s$", re.IGNORECASE)
_TO_YEAR = re.compile(r"\s(?:to|and|through|until)\s(?:1[89]|20)\d\d(?![\w,%])")
_BRACKETED = re.compile(r"\((?:[A-Z][\w’'-]*\s){1,4}$")
_EVENT = re.compile(
    r"\s(?!(?:strong|square|cubic|metre|meter|mile|foot|acre|page|word|seat|capacity|degree|calorie|plus|or|to|and|people)\b)"
    r"[a-z]{3,}"
)
_OWNED = re.compile(r"(?:\b(?:his|her|their|its|my|our|your|whose)|['’]s?)\s$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s")
_AT_THE = re.compile(r"\b(?:at|over|on|by|until|since|during|throughout)\s$", re.IGNORECASE)
_EDITION_SHIFT = {"last": -1, "this": 0, "next": 1}
_EDITION_REACH = 120
"""Characters before a date in which the event stands that it is of."""
_TELLS_YEAR = frozenset(("year", "years", "months", "direction"))
_NAMED_DAYS = ("weekday", "month_day", "day_month", "month", "weekday+month_day", "weekday+day_month")
_FROM_UNTIL = ("until", "till")
# Pieces that name nothing without another beside them.
_PARTIAL = frozenset(
    ("daypart", "daypart_of", "early_hours", "nth", "week_beginning", "days_of", "beside_holiday", "nearest_weekday")
) | {"of_the", "zone"}


def _before(words: tuple[str, ...], end: str = r"\s$") -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{alternatives(words)}){end}", re.IGNORECASE)


class Surroundings:
    """The readers of the words around a mention, for one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        hedge = alternatives(table.approximate.before)
        self.bounds = re.compile(
            rf"(?:^|\W)({alternatives(table.bounds)})"
            rf"(?:\s(?:{hedge}|early|at least|the|as early as|as late as|on|at)){{0,3}}\s?$",
            re.IGNORECASE,
        )
        self.hedge = re.compile(rf"(?:^|\W)(?:{hedge})(?:\sthe)?\s$", re.IGNORECASE)
        self.hedge_after = re.compile(rf"\s(?:{alternatives(table.approximate.after)})\b", re.IGNORECASE)
        future, past = alternatives(table.future), alternatives(table.past)
        self.verbs = re.compile(
            rf"(?<![\w])(?:(?P<future>{future})(?!\w)(?:\s(?:be|have|been|not|to|only|also|soon|stay|remain)\b){{0,3}}(?:\s(?:{past}|[a-z]{{2,}}ed)\b)?"
            rf"|(?P<present>(?:is|are|be|being)\s(?!(?:{future})\b)[a-z]{{2,}}ed\b)"
            rf"|(?P<past>(?:{past})(?!\w)|[a-z]{{2,}}ed\b))",
            re.IGNORECASE,
        )
        self.year_before = _before(table.year_before, r"(?:\sthe)?[\s-]$")
        self.year_nouns = re.compile(rf"\s(?:{alternatives(table.year_nouns)})\b", re.IGNORECASE)
        self.not_before = _before(table.not_before)
        self.not_after = re.compile(rf"\s(?:{alternatives(table.not_after)})\b", re.IGNORECASE)
        self.month_before = _before(table.month_before, r"[\s-]$")
        self.month_placed = _before(table.month_placed, r"[\s-]$")
        self.season_before = _before(table.season_before, r"(?:\sthe)?[\s-]$")
        self.quarter_before = _before(table.quarter_before)
        self.clock_before = _before(table.clock_before)
        self.day_before = _before(table.day_before)
        self.weekday_to = re.compile(rf"\b(?:{alternatives(table.weekdays)})\sto\s$", re.IGNORECASE)
        self.days_long = re.compile(
            rf"(?<!\w)(?P<n>\d{{1,2}}|{alternatives(table.hours)})-day\s(?:[\w-]+\s){{1,5}}(?:on\s)?$", re.IGNORECASE
        )
        self.weekday = re.compile(rf"\s(?:{alternatives(table.weekdays)})\b", re.IGNORECASE)
        self.weekend_noun = re.compile(rf"\s(?:{alternatives(table.weekend_nouns)})\b", re.IGNORECASE)
        shift = "|".join(_EDITION_SHIFT)
        event = rf"(?:[\w’'-]{{1,20}}\s){{0,4}}(?:{alternatives(table.edition_nouns)})"
        self.edition = re.compile(
            r"(?:^|[,;:]\s|\b(?:and|but|while|that|said|says)\s)['\"“‘]?"
            rf"(?:(?P<of>{shift})\syear['’]s\s{event}|the\s(?P<year>(?:19|20)\d\d)\s{event}"
            rf"|(?P<in>{shift})\syear,?\s(?:it|the\s{event}))"
            rf"(?:,|\s(?:(?:will|would|is|was|are|were|due|set|scheduled|expected|to|then|now)\s){{0,3}}"
            rf"(?:{alternatives(table.edition_verbs)}))"
            rf"(?:\s(?:on|from))?\s(?:the\s)?$",
            re.IGNORECASE,
        )
        self.count_after = re.compile(
            rf"[\s-](?:{alternatives(table.count_after)})\b|\s(?!and\b|as\b|was\b|is\b|has\b|its\b|does\b|this\b|plus\b)[a-z]+s\b",
            re.IGNORECASE,
        )
        self.onwards = re.compile(rf"\s({alternatives(table.onwards)})\b", re.IGNORECASE)
        self.local = re.compile(rf",?\s\(?(?:{alternatives(table.local_time)})\b", re.IGNORECASE)
        self.sport = re.compile(rf"\b(?:{alternatives(table.sport)})\b", re.IGNORECASE)
        self.moved = re.compile(rf"\b(?:{alternatives(table.moved)})\b", re.IGNORECASE)
        zones = alternatives(name for name, zone in table.zones.items() if zone != "local")
        self.zone = re.compile(rf",?\s\(?({zones})\b", re.IGNORECASE)

    def accept(self, text: str, mention: Mention) -> bool:
        """Whether a mention is a date, by what stands around it."""
        before = text[max(0, mention.start - 24) : mention.start]
        after = text[mention.end : mention.end + 24]
        if self.not_before.search(before) or self.not_after.match(after):
            return False
        if mention.rule == "now" and not _UNTIL.search(text[max(0, mention.start - 60) : mention.start]):
            return False
        if "hour" in mention.fields and mention.rule.startswith("clock") and _EACH_DAY.match(after):
            return False  # hours that recur are of no one day
        if mention.rule == "weekend" and self.weekend_noun.match(after) and not _AT_THE.search(before):
            return "weeks" in mention.fields
        if (
            "season" in mention.fields
            and "-" in text[mention.start : mention.end]
            and not self.season_before.search(before)
        ):
            return False  # a late-winter storm
        if mention.rule.startswith("relative") and (
            _OWNED.search(before) or (text[mention.start].isupper() and _BRACKETED.search(before))
        ):
            return False  # (Daily Today): a paper
        if not mention.fields.get("weak"):
            return True
        alone = not before.strip() and not after.strip()
        word, rule = text[mention.start : mention.end], mention.rule
        if rule == "in_one":
            return alone or any(
                m["future"] for m in self.verbs.finditer(text, max(0, mention.start - 80), mention.start)
            )
        if rule in ("bare_year", "year_range", "year_words"):
            return alone or self._is_year(before, after)
        if rule == "month":
            return self._is_month(text, mention, before, after, alone)
        if rule == "weekday":
            return len(word.rstrip(".")) > 5 or alone
        if rule == "slash_date":
            return (alone and not is_fraction(word)) or bool(_ON.search(before)) or word.startswith("0") or "/0" in word
        if rule == "clock_bare":
            return alone or bool(self.clock_before.search(before))
        if rule == "clock_word":
            return alone or bool(self.clock_before.search(before)) or word[:2] == "12"
        if rule == "season":
            return bool(self.season_before.search(before))
        if rule == "quarter":
            near = text[max(0, mention.start - 100) : mention.end + 100]
            placed = bool(self.quarter_before.search(before)) and not _OF_WHAT.match(after)
            return alone or (placed and not self.sport.search(near))
        if rule == "day":
            return bool(self.day_before.search(before))
        return rule not in _PARTIAL

    def _is_month(self, text: str, mention: Mention, before: str, after: str, alone: bool) -> bool:
        """Whether a month without day and year is meant as one: in May, not may; April, not April Jones."""
        word = text[mention.start : mention.end]
        small = word.lower()
        named = small in self.table.given_names and _SURNAME.match(after) and not _titled(text)
        if named and not self.weekday.match(after) and not self.month_before.search(before):
            return False
        if alone:
            return True
        if small in self.table.small_months and not word[:1].isupper():
            return bool(self.month_before.search(before))
        return bool(self.month_placed.search(before)) or (small not in ("may", "march") and len(word) > 4)

    def _is_year(self, before: str, after: str) -> bool:
        if self.year_nouns.match(after):
            return True
        if _OVER.search(before) and _TO_YEAR.match(after):
            return True
        if _A_YEAR.search(before) and _EVENT.match(after) and not self.count_after.match(after):
            return True
        return bool(self.year_before.search(before)) and not self.count_after.match(after)

    def spanned(self, text: str, left: Candidate, right: Candidate) -> bool:
        """Whether two neighbours are the ends of one stretch: from May 3 to May 6, between 1921 and 1964.

        A day that something is moved from, and the day that it is moved to, are two.
        """
        gap = _TO.fullmatch(text, left.end, right.start)
        if gap is None:
            return False
        before = _SENTENCE_END.split(text[max(0, left.start - 60) : left.start])[-1]
        opened = _OPENED.search(before)
        to = gap[1].lower()
        if opened is None:
            named = left.value.resolved_from is None and right.value.resolved_from is None  # type: ignore[union-attr]
            weekly = left.rule == right.rule and left.rule in _NAMED_DAYS
            return to in ("through", "thru") or (to != "and" and (named or weekly) and not self.moved.search(before))
        if self.moved.search(before):
            return False
        return (to == "and") == (opened[1].lower() == "between")

    def context(self, text: str, mention: Mention, sentence: tuple[int, int]) -> Context:
        """What the words around a mention say of it."""
        low, high = sentence
        before = text[max(low, mention.start - 40) : mention.start]
        tail = text[mention.end : min(high, mention.end + 40)]
        fields: Fields = {}
        if self.hedge.search(before) or self.hedge_after.match(tail):
            fields["approximate"] = True
        assumptions: tuple[str, ...] = ()
        if {"month", "day"} <= mention.fields.keys() and not _TELLS_YEAR & mention.fields.keys():
            held = self.edition.search(text[low : mention.start]) if mention.start - low <= _EDITION_REACH else None
            if held is not None:
                named = held["year"]
                shift = (held["of"] or held["in"] or "").lower()
                fields |= {"year": int(named)} if named else {"years": _EDITION_SHIFT[shift]}
                assumptions = ("year_inferred",)
        if self.local.match(tail):
            assumptions = ("local_time",)
        elif "hour" in mention.fields and "zone" not in mention.fields and (zone := self.zone.match(tail)):
            fields["zone"] = self.table.zones[zone[1].lower()]
        long = self.days_long.search(before)
        return Context(
            lasting=None if long is None else self.table.hours.get(long["n"].lower()) or int(long["n"]),
            bound=self._bound(text, mention, before, tail, low),
            lean=self._lean(text, mention, low, high),
            fields=fields,
            assumptions=assumptions,
        )

    def _bound(self, text: str, mention: Mention, before: str, tail: str, low: int) -> Bound | None:
        if _POSSESSIVE.match(tail) or "_same_" in mention.rule or _COMPARED.search(before):
            return None  # "from Sunday's fire" dates the fire, "up 3% from May" what is compared with
        if "to" in mention.fields and _OPENED.search(before):
            return None
        onwards = self.onwards.match(tail)
        if onwards is not None:
            return self.table.onwards[onwards[1].lower()]
        hit = self.bounds.search(before)
        if hit is None:
            if _BETWEEN.search(before):
                return "from"
            head = text[max(low, mention.start - 60) : mention.start]
            return "until" if _UNTIL.search(head) or self.weekday_to.search(head) else None
        word = " ".join(hit[1].lower().split())
        if word in _FROM_UNTIL and _NOT_UNTIL.search(text, low, mention.start):
            return "from"
        if word == "following" and mention.rule.startswith("relative"):
            return None
        return self.table.bounds[word]

    def _lean(self, text: str, mention: Mention, low: int, high: int) -> int:
        """The tense of the verb nearest to the mention: before it first, as English puts dates last."""
        head = text[max(low, mention.start - 120) : mention.start]
        tail = text[mention.end : min(high, mention.end + 120)]
        if _UP_TO.search(head) and _WILL.search(head):
            return 1  # will stay shut, the trust said, until 15 February
        lean, distance = 0, 1000
        for match in self.verbs.finditer(head):
            if match["future"] is None or not _named(head, match):
                lean, distance = _tense(match), len(head) - match.end()
        for match in self.verbs.finditer(tail):
            if match["future"] is None or not _named(tail, match):
                if match.start() + 30 < distance:
                    lean = _tense(match)
                break
        return lean


def _tense(match: re.Match[str]) -> int:
    return 0 if match["present"] else 1 if match["future"] else -1


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether a modal verb is a given name: May Johnson, Will Smith."""
    return (
        match["future"] in ("May", "Will")
        and _SURNAME.match(text, match.end("future")) is not None
        and not _titled(text)
    )


def _titled(text: str) -> bool:
    """Whether a text is a headline with capitals throughout, where a capital tells nothing."""
    return _SMALL.search(text) is None
