"""Dates in English: the pieces that dates.toml words, and how the words around them are read.

published 2025-01-17   "Thursday, January 16"           2025-01-16
                       "the third quarter of 2027"       2027-Q3
                       "since the 1950s"                 195X, bound from
                       "2,034 homes", "2028 homes"       no dates
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import Context, Fields, Grammar, Mention, read_passages
from reconcile.languages.date_specs import Bound
from reconcile.languages.en.date_pieces import SLASHED, Pieces, alternatives
from reconcile.languages.en.date_table import Table
from reconcile.languages.loader import load_table

SURNAME = re.compile(r"\s[A-Z][\w’'-]*[a-z]")


def read(passages: Sequence[Passage], published: str | None, timezone: str | None = None) -> list[list[Candidate]]:
    """The dates of an article's passages, anchored on its day of publication and on each other.

    `published` is an ISO date or date-time, `timezone` an IANA name or null.
    Raises ValueError when `published` is no ISO date.
    """
    table = load_table("en", "dates", Table)
    return read_passages(passages, published, timezone, grammar(*_order(passages, table)))


@cache
def grammar(day_first: bool, guessed: bool) -> Grammar:
    """The grammar of dates.toml for articles that write 11/02 for 11 February, or for those that do not."""
    table = load_table("en", "dates", Table)
    reader = _Surroundings(table)
    return Grammar(
        rules=tuple(Pieces(table, day_first, guessed).rules()),
        joiner=re.compile(
            r"\s?|,\s?|\s?[(]\s?|'s |’s |-|,? (?:of|on|in|at|the|of the|in the|on the|of that|the week of)(?: the)? ",
            re.IGNORECASE,
        ),
        link=re.compile(r"\s?(?:[~–—,-]|to|and|or|until|till|through|thru)\s?(?:the )?", re.IGNORECASE),
        accept=reader.accept,
        context=reader.context,
    )


def _order(passages: Sequence[Passage], table: Table) -> tuple[bool, bool]:
    """Whether days come first in this article's slashed dates, and whether that is only a guess."""
    day_first = month_first = british = american = 0
    for passage in passages:
        for match in SLASHED.finditer(passage.text):
            day_first += int(match[1]) > 12
            month_first += int(match[3]) > 12
        lower = passage.text.lower()
        british += sum(word in lower for word in table.habit.british)
        american += sum(word in lower for word in table.habit.american)
    if day_first or month_first:
        return day_first > month_first, False
    return british > american, british == american


class _Surroundings:
    """What stands around a mention: whether it is a date, on which side of it, and in which tense."""

    def __init__(self, table: Table) -> None:
        self.table = table
        hedge = alternatives(table.approximate.before)
        self.bounds = re.compile(
            rf"(?:^|\W)({alternatives(table.bounds)})(?:\s(?:{hedge}|early|at least|the|as early as|as late as|on))"
            r"{0,3}\s?$",
            re.IGNORECASE,
        )
        self.hedge = re.compile(rf"(?:^|\W)(?:{hedge})(?:\sthe)?\s$", re.IGNORECASE)
        self.hedge_after = re.compile(rf"\s(?:{alternatives(table.approximate.after)})\b", re.IGNORECASE)
        self.future = re.compile(rf"(?<!\w)(?:{alternatives(table.future)})(?!\w)", re.IGNORECASE)
        # "will be held" is no past
        self.future_head = re.compile(
            rf"(?<!\w)(?:{alternatives(table.future)})(?:\s(?:be|have|been|not|to|only|also|soon)){{0,3}}\s$",
            re.IGNORECASE,
        )
        self.past = re.compile(rf"(?<!\w)(?:{alternatives(table.past)})(?!\w)|\b[a-z]{{2,}}ed\b", re.IGNORECASE)
        self.year_before = re.compile(rf"(?:^|\W)({alternatives(table.year_before)})(?:\sthe)?[\s-]$", re.IGNORECASE)
        self.year_strong = re.compile(rf"(?:^|\W)({alternatives(table.year_strong)})\s$", re.IGNORECASE)
        self.year_nouns = re.compile(rf"\s(?:{alternatives(table.year_nouns)})\b", re.IGNORECASE)
        self.not_before = re.compile(rf"(?:^|\W)(?:{alternatives(table.not_before)})\s$", re.IGNORECASE)
        self.not_after = re.compile(rf"\s(?:{alternatives(table.not_after)})\b", re.IGNORECASE)
        self.month_before = re.compile(rf"(?:^|\W)(?:{alternatives(table.month_before)})[\s-]$", re.IGNORECASE)
        self.weekday = re.compile(rf"\s(?:{alternatives(table.weekdays)})\b", re.IGNORECASE)
        self.count_after = re.compile(
            rf"[\s-](?:{alternatives(table.count_after)})\b|\s(?!and\b|as\b|was\b|is\b|has\b|its\b)[a-z]+s\b",
            re.IGNORECASE,
        )

    def accept(self, text: str, mention: Mention) -> bool:
        fields, rule = mention.fields, mention.rule
        before = text[max(0, mention.start - 24) : mention.start]
        after = text[mention.end : mention.end + 24]
        if self.not_before.search(before) or self.not_after.match(after):
            return False
        if not fields.get("weak"):
            return True
        word = text[mention.start : mention.end]
        alone = not before.strip() and not after.strip()
        if rule in ("bare_year", "year_range"):
            return self._is_year(before, after, alone)
        if rule == "month" and self._is_name(text, mention, before, after):
            return False
        if rule == "month":
            capital = word[:1].isupper() or word.lower() not in (
                "may",
                "march",
                "mar",
                "jan",
                "dec",
                "sep",
                "jun",
                "apr",
            )
            placed = re.search(
                r"(?:^|\W)(?:in|since|until|by|from|during|of|before|after|"
                r"this|last|and|to|through|early|late|mid|for|till)[\s-]$",
                before,
                re.IGNORECASE,
            )
            return bool(placed) or (capital and word.lower() not in ("may", "march") and len(word) > 4) or alone
        if rule == "clock_word":
            return bool(
                re.search(r"\b(?:at|by|before|after|until|till|from|around|about|since)\s$", before, re.IGNORECASE)
            )
        if rule == "weekday":
            return len(word.rstrip(".")) > 5 or alone
        if rule == "slash_date":
            return alone or bool(re.search(r"\bon\s+$", before, re.IGNORECASE)) or word.startswith("0") or "/0" in word
        if rule == "season":
            return bool(
                re.search(
                    r"(?:^|\W)(?:in|by|until|since|during|this|last|from|before)(?:\sthe)?\s$",
                    before,
                    re.IGNORECASE,
                )
            ) or (
                word.lower().startswith("the ")
                and bool(re.search(r"(?:^|\W)(?:in|by|until|since|during|from|before)\s$", before, re.IGNORECASE))
            )
        if rule == "quarter":
            return (
                bool(re.search(r"(?:^|\W)(?:in|during|for|by|of)\s$", before, re.IGNORECASE))
                and not re.match(r"\s(?:of|mile|hour)\b", after)
            ) or alone
        if rule == "day":
            return bool(re.search(r"(?:^|\W)(?:on|for|by|until|since|from)\s$", before, re.IGNORECASE))
        return rule not in (
            "daypart",
            "nth",
            "week_beginning",
            "days_of",
            "beside_holiday",
            "nearest_weekday",
            "of_the",
        )

    def _is_name(self, text: str, mention: Mention, before: str, after: str) -> bool:
        """Whether a month is a given name before a surname: April Jones."""
        if text[mention.start : mention.end].lower() not in self.table.given_names or not SURNAME.match(after):
            return False
        if self.weekday.match(after) or self.month_before.search(before):
            return False
        return not _titled(text)

    def _is_year(self, before: str, after: str, alone: bool) -> bool:
        if alone or self.year_nouns.match(after):
            return True
        if not self.year_before.search(before):
            return False
        return not self.count_after.match(after)

    def context(self, text: str, mention: Mention, sentence: tuple[int, int]) -> Context:
        low, high = sentence
        before = text[max(low, mention.start - 40) : mention.start]
        tail = text[mention.end : min(high, mention.end + 40)]
        hit = self.bounds.search(before)
        bound: Bound | None = None
        if hit is not None:
            bound = self.table.bounds[" ".join(hit[1].lower().split())]
            if (
                bound == "until"
                and re.search(r"\bnot\b|n['’]t\b|\bnever\b", text[low : mention.start], re.IGNORECASE)
                and hit[1].lower() in ("until", "till")
            ):
                bound = "from"
            if hit[1].lower() == "following" and mention.rule.startswith("relative"):
                bound = None
        elif re.search(r"\bbetween\s(?:the\s)?$", before, re.IGNORECASE):
            bound = "from"
        elif re.search(
            r"\bbetween\b.{3,40}\band\s(?:the\s)?$", text[max(low, mention.start - 60) : mention.start], re.IGNORECASE
        ) or re.search(
            r"\bfrom\b.{3,40}\bto\s(?:the\s)?$", text[max(low, mention.start - 60) : mention.start], re.IGNORECASE
        ):
            bound = "until"
        if re.match(r"\sat the earliest\b|\sor later\b|\sonwards?\b", tail, re.IGNORECASE):
            bound = "from"
        elif re.match(r"\sat the latest\b", tail, re.IGNORECASE):
            bound = "until"
        if re.match(r"['’]s\b", tail):  # "from Sunday's fire" dates the fire
            bound = None
        fields: Fields = {}
        if self.hedge.search(before) or self.hedge_after.match(tail):
            fields["approximate"] = True
        local = re.match(r",?\slocal\stime\b", tail, re.IGNORECASE)
        return Context(
            bound=bound,
            lean=self._lean(text, mention, low, high),
            fields=fields or None,
            assumptions=("local_time",) if local else (),
        )

    def _lean(self, text: str, mention: Mention, low: int, high: int) -> int:
        """The tense of the verb nearest to the mention: before it first, as English puts dates last."""
        head = text[max(low, mention.start - 120) : mention.start]
        tail = text[mention.end : min(high, mention.end + 120)]
        best: tuple[int, int] | None = None
        for lean, pattern in ((1, self.future), (-1, self.past)):
            for match in pattern.finditer(head):
                if lean > 0 and _named(head, match):
                    continue
                if lean < 0 and self.future_head.search(head[max(0, match.start() - 40) : match.start()]):
                    continue
                distance = len(head) - match.end()
                if best is None or distance < best[0]:
                    best = distance, lean
            first = next((m for m in pattern.finditer(tail) if lean < 0 or not _named(tail, m)), None)
            if first is not None and (best is None or first.start() + 30 < best[0]):
                best = first.start() + 30, lean
        return 0 if best is None else best[1]


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether a modal verb is a given name: May Johnson, Will Smith."""
    return match[0] in ("May", "Will") and SURNAME.match(text, match.end()) is not None and not _titled(text)


def _titled(text: str) -> bool:
    """Whether a text is a headline with capitals throughout, where a capital tells nothing."""
    return not re.search(r"\b[a-z]{4,}\b", text)
