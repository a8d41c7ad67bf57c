"""What keeps two details whose values differ from being one question.

Another number is not a conflict by itself. Two details are held against each other only when measure, unit, predicate,
surroundings and time reach a threshold, and no one of them speaks against it:

    광장에 조명 97개, 광장에 의자 320개   a loose counter     unit_unspecific
    지난해 97개소, 올해 320개소          two years           time_differs
    97개소로 늘릴 계획, 320개소로 늘렸다   a plan and a result  target_and_result

Thresholds are in bits, lower the more the two have in common besides. They are not estimated: each says how much a
false conflict may cost.
"""

from __future__ import annotations

from reconcile.alignment.cluster import Link
from reconcile.alignment.counts import count_other_people, counts_people, runs_on
from reconcile.alignment.levels import count_one_thing, counts_over, unit_level
from reconcile.alignment.scenes import rivals
from reconcile.claims.mention import Mention
from schemas.values import DateValue, FigureValue

DISPUTE_AT = {"figure": -0.5, "date": -2.0, "place": -1.5}
"""Bits from which values that differ are held against each other; two renderings of a quote show by their words that
they are one."""
CLOSE_AT = -2.5
"""The same for figures whose surroundings are close and that share their noun or their predicate."""
ECHO_AT = -3.0
"""The same where one article says what the other says, word for word but for the value."""
SLIP_AT = -3.0
"""The same for figures of which one looks like the other written wrong: the value itself tells."""
EVENT_AT = -3.0
"""The same for the dates of one event, of which each article tells one."""
RUNNING_AT = -1.5
"""The same for counts that run on, which make an update and no conflict."""
UNIT_LEFT_OUT = -1.0
"""Bits more or less for such counts of which one leaves out that it counts people: the unit tells less there."""
SCENE_AT = -3.0
"""The same for places of which either article begins with its own, and has no other of the level for itself."""
AGE_AT = -4.0
"""The same for the ages that two articles put behind one name."""
CAPTION_AT = -3.0
"""The same for figures of a caption or a headline against the body that it stands over, and is about."""
_SLIPS_OF_THE_PEN = frozenset({"slip", "swapped"})
"""Value levels that by themselves hint at one figure written wrong."""
_ONE_SENTENCE = frozenset({"same", "equal", "close"})
_RATES = frozenset({"%", "pp", "x"})
"""Units in which a number tells a change also without saying so (growth of 12%)."""
_OTHER_ROLE = frozenset({"other", "elsewhere"})
_ONE_NOUN = frozenset({"phrase", "head", "narrowed", "concept"})
_NEARBY = frozenset({"step", "near"})
_SET_APART = (("flow", "new"), ("span", "days"))
"""What sets a figure apart from one of which nothing of the kind is said: new staff, and staff; flights of two days."""
_SCALES = (("minute", "hour", "day", "week"), ("month", "quarter", "season", "half"), ("year", "decade"))


def refusal(link: Link) -> str | None:
    """The code of what keeps two details whose values differ from being one question; None where nothing does."""
    kind, score = link.first.detail.kind, link.score
    if kind == "quote":
        return None
    if contrasted(link.first, link.second):
        return "modifiers_differ"
    if link.echo:
        return "time_differs" if score.level("time") == "other" else None
    if (before := unfit(link.first, link.second)) is not None:
        return before
    if kind == "date" and (link.first.as_of or link.second.as_of):
        return "time_differs"
    if _by_and_to(link) or count_other_people(link.first, link.second):
        return "measure_differs"
    slip = is_slip(link)
    if score.level("time") == "other" and not (
        _counted_once(link) or (slip and _up_to_moments(link)) or (kind == "place" and _one_scene(link))
    ):
        return "time_differs"
    if not slip:
        if kind == "figure" and score.level("time") == "apart":
            return "time_differs"
        if score.level("modality") == "plan":
            return "target_and_result"
        if score.level("measure") == "narrowed_apart":
            return "modifiers_differ"
        if score.level("role") in _OTHER_ROLE and score.level("wording") not in _ONE_SENTENCE:
            return "part_played_differs" if kind == "place" else "measure_differs"
        if _ages(link) and score.level("time") not in ("same", None):
            return "time_differs"
        if kind == "figure" and _people_otherwise(link):
            return "context_far"
        if kind == "figure" and score.level("name") == "other" and not _counted_once(link):
            return "names_differ"
        if {link.first.to_come, link.second.to_come} == {True, False}:
            return "target_and_result"
        if kind == "date" and not _one_event(link):
            if not _one_grain(link):
                return "granularity_differs"
            if score.level("predicate") != "same" and score.level("context") != "close":
                return "context_far"
        if kind == "place" and score.level("scene") and score.level("context") in ("none", None):
            return "context_far"
    bits = least(link)
    return "below_threshold" if bits is not None and score.total < bits else None


def _by_and_to(link: Link) -> bool:
    """Whether one tells by how much something changed, in its own unit, and the other how much there is."""
    values = [m.detail.value for m in (link.first, link.second)]
    changes = [v.change is not None for v in values if isinstance(v, FigureValue) and v.unit not in _RATES]
    return len(changes) == 2 and changes[0] != changes[1] and not is_slip(link)


def contrasted(a: Mention, b: Mention) -> bool:
    """Whether words around them set two figures side by side: of adults and of children, gross and net."""
    if not a.contrasts and not b.contrasts:
        return False
    if any(b.contrasts.get(axis, value) != value for axis, value in a.contrasts.items()):
        return True
    return any((a.contrasts.get(axis) == value) != (b.contrasts.get(axis) == value) for axis, value in _SET_APART)


def unfit(a: Mention, b: Mention) -> str | None:
    """The code of what keeps two details of one kind apart before all that they have in common is weighed."""
    if a.detail.kind != "quote" and (a.part != b.part or a.whole != b.whole or a.some != b.some):
        return "part_of_whole"
    if a.detail.kind == "place" and rivals(a, b) == "stated":
        return "states_both"
    if a.detail.kind != "figure" or unit_level(a, b) == "specific" or count_one_thing(a, b):
        return None
    return "unit_unspecific"


def _counted_once(link: Link) -> bool:
    """Whether both are counts that run on, of which each article gives one, and neither is that of a past year."""
    if link.first.past_year != link.second.past_year:
        return False
    return runs_on(link.first) and runs_on(link.second) and link.score.level("rivals") == "one"


def _up_to_moments(link: Link) -> bool:
    """Whether both are told up to a moment, which is what their dates are."""
    return all(mention.as_of or counts_over(mention) for mention in (link.first, link.second))


def least(link: Link) -> float | None:
    """Bits from which the two are held against each other; None for quotes and echoes."""
    kind = link.first.detail.kind
    if kind == "quote" or link.echo:
        return None
    if is_slip(link):
        return SLIP_AT
    if kind == "figure" and link.first.article == link.second.article:
        return CAPTION_AT
    if runs_on(link.first) and runs_on(link.second):
        return RUNNING_AT if unit_level(link.first, link.second) == "specific" else RUNNING_AT + UNIT_LEFT_OUT
    if _ages_of_one(link):
        return AGE_AT
    if kind == "date" and _one_event(link):
        return EVENT_AT
    if kind == "place" and _one_scene(link):
        return SCENE_AT
    close = link.score.level("context") == "close"
    if close and link.score.level("wording") in _ONE_SENTENCE:
        return ECHO_AT
    about_one = link.score.level("measure") in _ONE_NOUN or link.score.level("predicate") == "same"
    return CLOSE_AT if kind == "figure" and close and about_one else DISPUTE_AT[kind]


def _one_event(link: Link) -> bool:
    """Whether both are dates of one kind of event, of which each article tells one, and lie no age apart."""
    score = link.score
    if not (score.level("role") == "same" and score.level("rivals") == "one" and score.level("value") in _NEARBY):
        return False
    return not _day_and_year(link)


def _ages(link: Link) -> bool:
    """Whether both are ages told by their decade (60대): of whom a clause speaks, and seldom one person."""
    values = [m.detail.value for m in (link.first, link.second)]
    return all(isinstance(v, FigureValue) and v.unit == "a" and v.low is not None for v in values)


def _ages_of_one(link: Link) -> bool:
    roles = [m.detail.role for m in (link.first, link.second)]
    units = [m.detail.value.unit for m in (link.first, link.second) if isinstance(m.detail.value, FigureValue)]
    return units == ["a", "a"] and None not in roles and len({(r.text, r.id) for r in roles if r}) == 1


def _people_otherwise(link: Link) -> bool:
    """Whether people of one noun are counted by two things that they did: 17 customers complained, four were burned."""
    values = [m.detail.value for m in (link.first, link.second)]
    people = all(isinstance(v, FigureValue) and v.unit == "person" for v in values)
    people = people and not (link.first.grown or link.second.grown)
    if not people or all(counts_people(m) for m in (link.first, link.second)):
        return False
    return link.score.level("predicate") == "other"


def _day_and_year(link: Link) -> bool:
    """Whether one date tells a day and the other no more than a year: fires of last year, and this one."""
    values = [m.detail.value for m in (link.first, link.second)]
    grains = [v.granularity for v in values if isinstance(v, DateValue)]
    return any(grain in _SCALES[0] for grain in grains) and any(grain in _SCALES[-1] for grain in grains)


def _one_scene(link: Link) -> bool:
    """Whether both begin with where it happened, and each names one place of the level that the other does not."""
    score = link.score
    return (
        score.level("scene") == "only"
        and score.level("position") == "lead"
        and score.level("role") == "same"
        and score.level("value") not in ("apart", "wide")
        and all(m.place_role == "site" for m in (link.first, link.second))
    )


def _one_grain(link: Link) -> bool:
    """Whether both dates are told on one scale: days and hours, parts of a year, years."""
    values = [m.detail.value for m in (link.first, link.second)]
    grains = [v.granularity for v in values if isinstance(v, DateValue)]
    return any(all(grain in scale for grain in grains) for scale in _SCALES)


def is_slip(link: Link) -> bool:
    """Whether the values look like one, written wrong."""
    return link.score.level("value") in _SLIPS_OF_THE_PEN
