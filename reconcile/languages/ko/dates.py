"""Dates in Korean: the pieces that dates.toml words, and how the words around them are read.

published 2026-01-17   "지난해 12월 3일부터"    2025-12-03, bound from
                       "27~29일"               one range
                       "17일 오후 6시 42분께"   2026-01-17T18:42, approximate
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import Context, Grammar, Mention, read_passages
from reconcile.languages.date_specs import Bound
from reconcile.languages.ko.date_pieces import Pieces, alternatives
from reconcile.languages.ko.date_table import Table
from reconcile.languages.loader import load_table


def read(passages: Sequence[Passage], published: str | None, timezone: str | None = None) -> list[list[Candidate]]:
    """The dates of an article's passages, anchored on its day of publication and on each other.

    `published` is an ISO date or date-time, `timezone` an IANA name or null.
    Raises ValueError when `published` is no ISO date.
    """
    return read_passages(passages, published, timezone, grammar())


@cache
def grammar() -> Grammar:
    """The grammar of dates.toml; built once."""
    table = load_table("ko", "dates", Table)
    reader = _Surroundings(table)
    return Grammar(
        rules=tuple(Pieces(table).rules()),
        joiner=re.compile(r"\s?|,\s|\s?[(（]\s?|[)）]\s?|의 |(?:이던|인) "),
        link=re.compile(r"\s?(?:부터|에서|[~∼～–—·ㆍ,-]|[와과]|및|이나|또는)?\s?(?:오는 )?"),
        accept=reader.accept,
        context=reader.context,
    )


class _Surroundings:
    """What stands around a mention: whether it is a date, on which side of it, and in which tense."""

    def __init__(self, table: Table) -> None:
        self.table = table
        hedges, close = table.approximate.after, table.approximate.noun_like
        particles = alternatives(table.particles)
        self.after = re.compile(
            rf"(?:\s?(?:{alternatives(w for w in hedges if w not in close)})|(?:{alternatives(close)}))"
            rf"(?:{particles}){{0,2}}(?![가-힣])"
            rf"|\s(?:{alternatives(close)})(?:{alternatives(table.approximate.noun_like_particles)})?(?![가-힣])"
        )
        self.before = re.compile(rf"(?:{alternatives(table.approximate.before)})\s?$")
        self.bounds = re.compile(
            rf"[)）]?(?:\s?(?:{alternatives(hedges)}))?(?:에|를|을)?(?:만)?"
            rf"(?:(?P<on>{alternatives(table.bounds)})"
            rf"|\s(?P<off>{alternatives(table.bounds)})(?:{particles}){{0,2}}(?![가-힣]))"
        )
        self.tense = re.compile(
            rf"(?P<past>{alternatives(table.tense.past)})|(?P<future>(?:{alternatives(table.tense.future)})(?![을를])"
            rf"|(?:{alternatives(table.tense.adnominals)})\s(?:{alternatives(table.tense.future)}))"
            rf"|(?P<neutral>{alternatives(table.tense.neutral_syllables)})|"
            rf"(?P<verb>[가-힣])(?=다[\s.,고며는\"'”’]|다$|으며|지만|는데|던|으나)"
            rf"|(?P<rieul>[가-힣])\s(?:것|(?:예정|계획)(?![을를]))"
        )

    def accept(self, text: str, mention: Mention) -> bool:
        fields = mention.fields
        before = text[max(0, mention.start - 6) : mention.start]
        tail = text[mention.end : mention.end + 6]
        if (
            mention.rule == "day"
            and re.search(rf"(?:{alternatives(self.table.not_before)})\s?$", before)
            and not before.endswith("연 ")
        ):
            return False
        if re.search(r"매[주월년달일해]\s?$", before) or tail.startswith("마다"):
            return False
        if mention.rule == "short_year":
            return bool(re.search(r"['’‘]", text[mention.start : mention.end])) or (
                not before.strip() and not tail.strip()
            )
        if mention.rule in ("bare_day", "period_day"):
            return True
        if mention.rule == "season":
            return bool(re.match(r"에|부터|까지|\s?학기", tail))
        if mention.rule == "slash_date":
            return not before.strip() and not tail.strip()
        if mention.rule == "daypart":
            return False
        if fields.get("weak") and mention.rule == "clock":
            return bool(re.match(r"\s?(?:[께쯤경]|에|부터|까지|이후|이전|[가-힣])", tail) or not tail.strip())
        return not fields.get("weak") or (mention.rule != "nth_week" and mention.rule != "last_day")

    def context(self, text: str, mention: Mention, sentence: tuple[int, int]) -> Context:
        high = sentence[1]
        tail = text[mention.end : min(high, mention.end + 200)]
        bound = None
        hit = self.bounds.match(tail)
        if hit is not None:
            bound = self.table.bounds[_key(self.table.bounds, hit["on"] or hit["off"])]
            if mention.rule == "distance" and bound in ("before", "after"):
                bound = None
        approximate = bool(
            self.after.match(tail) or self.before.search(text[max(0, mention.start - 4) : mention.start])
        )
        local = re.match(r"\s?[(（]?\s?(?:이하\s)?(?:한국|현지)\s?시[간각]", tail) or text[
            max(0, mention.start - 8) : mention.start
        ].rstrip(" (").endswith(("현지시간", "현지시각", "현지 시간", "현지 시각"))
        return Context(
            bound=bound,
            lean=self._lean(tail),
            fields={"approximate": True} if approximate else None,
            assumptions=("local_time",) if local else (),
        )

    def _lean(self, tail: str) -> int:
        for match in self.tense.finditer(tail):
            if match["past"]:
                return -1
            if match["future"] or (match["rieul"] and _final(match["rieul"]) == 8):
                return 1
            if match["verb"] and _final(match["verb"]) == 20:
                return -1
            present = tail.startswith("다", match.end())
            if match["verb"] and present and _final(match["verb"]) == 4 and match["verb"] != "인":
                return 1
        return 0


def _key(words: dict[str, Bound], found: str) -> str:
    return next(w for w in words if "".join(w.split()) == "".join(found.split()))


def _final(syllable: str) -> int:
    """The index of a Hangul syllable's final consonant (Unicode 3.12): ㄴ 4, ㄹ 8, ㅆ 20."""
    return (ord(syllable) - 0xAC00) % 28
