"""What stands around a Korean date: whether it is one, on which side of it, in which tense and which zone."""

from __future__ import annotations

import re

from reconcile.languages.base import Candidate
from reconcile.languages.date_mentions import Context, Fields, Mention, is_fraction
from reconcile.languages.date_specs import Bound
from reconcile.languages.ko.date_pieces import alternatives
from reconcile.languages.ko.date_table import Table

_RECURRING = re.compile(r"매[주월년달일해]\s?$|\d박\s?$")
_SEASON_TAIL = re.compile(r"에|부터|까지|\s?학기")
_FROM = re.compile(r"[)）]?(?:께|쯤|경)?(?:부터|에서)\s(?:오는\s|같은\s)?")
_QUOTE = re.compile(r"['’‘]")
_TELLS_YEAR = frozenset(("year", "years", "months", "direction"))
_EDITION_REACH = 60
"""Characters before a date in which the event stands that it is of."""
_EDITION_VERB = 24
"""Characters behind it in which the verb does."""
_UNSURE = frozenset(("nth_week", "zone", "weekday_range"))


class Surroundings:
    """The readers of the words around a mention, for one table."""

    def __init__(self, table: Table) -> None:
        hedges, close = table.approximate.after, table.approximate.noun_like
        particles = alternatives(table.particles)
        self.not_before = re.compile(
            rf"(?:{alternatives(table.not_before)}|(?<![가-힣])(?:{alternatives(table.not_before_word)}))\s?$"
        )
        self.after = re.compile(
            rf"(?:\s?(?:{alternatives(w for w in hedges if w not in close)})|(?:{alternatives(close)}))"
            rf"(?:{particles}){{0,2}}(?![가-힣])"
            rf"|\s(?:{alternatives(close)})(?:{alternatives(table.approximate.noun_like_particles)})?(?![가-힣])"
        )
        self.before = re.compile(rf"(?:{alternatives(table.approximate.before)})\s?$")
        self.bound_words: dict[str, Bound] = {"".join(word.split()): bound for word, bound in table.bounds.items()}
        self.bounds = re.compile(
            rf"[)）]?(?:\s?(?:{alternatives(hedges)}))?(?:에|를|을)?(?:만)?"
            rf"(?:(?P<on>{alternatives(table.bounds)})"
            rf"|\s(?P<off>{alternatives(table.bounds)})(?:{particles}){{0,2}}(?![가-힣]))"
        )
        self.clock_tail = re.compile(rf"\s?(?:{alternatives(table.approximate.after)})|에|부터|까지|[,.를]|\s[가-힣]|$")
        self.not_after_clock = re.compile(rf"\s?(?:{alternatives(table.not_after_clock)})")
        self.midnight_tail = re.compile("부터|까지|에|이후|기준|를")
        self.words = table.day_words
        self.lasting = re.compile(
            rf"\s?(?:부터|까지)\s(?:(?P<n>\d{{1,2}})일|(?P<w>{alternatives(table.day_words)}))\s?(?:간|동안)"
        )
        local = alternatives(table.local_time)
        self.zones = {"".join(word.split()): zone for word, zone in table.zones.items()}
        zone = rf"(?:(?P<local>{local})|(?P<zone>{alternatives(table.zones)}))"
        self.zone_before = re.compile(rf"{zone}(?:으?로)?(?:\s기준)?[)）]?\s?$")
        self.zone_after = re.compile(rf"\s?[(（]?\s?(?:이하\s)?{zone}(?:\s기준)?(?:[)）\s,.]|$)")
        # 내년 축제는, 내년에는: the year stands in what the sentence is about.
        self.edition = re.compile(
            rf"(?<![가-힣])(?:(?P<shift>{alternatives(table.years)})|(?P<year>(?:19|20)\d\d)년)"
            rf"(?:에는|에도|엔|은|는|\s(?:[가-힣A-Za-z0-9·]{{1,12}}\s){{0,3}}?['’‘]?[가-힣A-Za-z·]{{0,10}}"
            rf"(?:{alternatives(table.edition_nouns)})['’]?[은는이가])\s"
            r"(?:[가-힣]{1,12}\s){0,3}$"
        )
        self.years = {"".join(word.split()): shift for word, shift in table.years.items()}
        self.edition_verb = re.compile(
            rf"(?:부터|에|\s)[^,.]{{0,{_EDITION_VERB}}}?\s?(?:{alternatives(table.edition_verbs)})"
        )
        self.tense = re.compile(
            rf"(?P<past>{alternatives(table.tense.past)})|(?P<future>(?:{alternatives(table.tense.future)})(?![을를])"
            rf"|(?:{alternatives(table.tense.adnominals)})\s(?:{alternatives(table.tense.future)}))"
            rf"|(?P<neutral>{alternatives(table.tense.neutral_syllables)})|"
            rf"(?P<verb>[가-힣])(?=다[\s.,고며는\"'”’]|다$|으며|지만|는데|던|으나)"
            rf"|(?P<rieul>[가-힣])\s(?:것|(?:예정|계획)(?![을를]))"
        )

    def accept(self, text: str, mention: Mention) -> bool:
        """Whether a mention is a date, by what stands around it."""
        fields, rule = mention.fields, mention.rule
        before = text[max(0, mention.start - 6) : mention.start]
        tail = text[mention.end : mention.end + 8]
        if rule == "day" and self.not_before.search(before) and not before.endswith("연 "):
            return False
        if _RECURRING.search(before) or tail.startswith("마다"):
            return False
        if rule == "short_year":
            return _QUOTE.match(text, mention.start) is not None or (not before.strip() and not tail.strip())
        if rule == "season":
            return _SEASON_TAIL.match(tail) is not None
        if rule == "slash_date":
            return not before.strip() and not tail.strip() and not is_fraction(text[mention.start : mention.end])
        if rule == "daypart":
            return False
        if rule == "clock" and self.not_after_clock.match(tail):
            return False
        if fields.get("weak") and rule == "clock":
            if fields["hour"] == 24:
                return self.midnight_tail.match(tail) is not None
            return self.clock_tail.match(tail) is not None
        return not fields.get("weak") or rule not in _UNSURE

    def spanned(self, text: str, left: Candidate, right: Candidate) -> bool:
        """Whether two neighbours are the ends of one stretch: 3일부터 5일까지, 2월에서 4월까지."""
        return _FROM.fullmatch(text, left.end, right.start) is not None and text.startswith("까지", right.end)

    def context(self, text: str, mention: Mention, sentence: tuple[int, int]) -> Context:
        """What the words around a mention say of it."""
        tail = text[mention.end : min(sentence[1], mention.end + 200)]
        bound: Bound | None = None
        hit = self.bounds.match(tail)
        if hit is not None:
            bound = self.bound_words["".join((hit["on"] or hit["off"]).split())]
            if "distance" in mention.rule and bound in ("before", "after"):
                bound = None
        fields: Fields = {}
        if self.after.match(tail) or self.before.search(text, max(0, mention.start - 4), mention.start):
            fields["approximate"] = True
        zone = self.zone_before.search(text[max(0, mention.start - 14) : mention.start]) or self.zone_after.match(tail)
        assumptions: tuple[str, ...] = ()
        if zone is not None and zone["local"]:
            assumptions = ("local_time",)
        elif zone is not None and "hour" in mention.fields and "zone" not in mention.fields:
            fields["zone"] = self.zones["".join(zone["zone"].split())]
        if {"month", "day"} <= mention.fields.keys() and not _TELLS_YEAR & mention.fields.keys():
            of_year = self._edition(text[max(sentence[0], mention.start - _EDITION_REACH) : mention.start], tail)
            if of_year:
                fields |= of_year
                assumptions = ("year_inferred",)
        lasting = self.lasting.match(tail)
        return Context(
            bound=bound,
            lean=self._lean(tail),
            fields=fields,
            assumptions=assumptions,
            lasting=None if lasting is None else int(lasting["n"] or self.words["".join(lasting["w"].split())]),
        )

    def _edition(self, before: str, tail: str) -> Fields | None:
        """The year of what the sentence is about, where that is held on the day: 내년 축제는 7월 16일 열린다."""
        held = self.edition.search(before)
        if held is None or not self.edition_verb.match(tail):
            return None
        return {"year": int(held["year"])} if held["year"] else {"years": self.years["".join(held["shift"].split())]}

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


def _final(syllable: str) -> int:
    """The index of a Hangul syllable's final consonant (Unicode 3.12): ㄴ 4, ㄹ 8, ㅆ 20."""
    return (ord(syllable) - 0xAC00) % 28
