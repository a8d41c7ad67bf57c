"""Names of places that no gazetteer has, read from the words around them.

    "the lighthouse at Wrenmouth"        → Wrenmouth: a lighthouse stands at a place
    "an analyst at Wrenmouth"            → nothing: people work at firms
    "the ferry from Wrenmouth to Holm"   → Wrenmouth, Holm
    "a stake in Wrenmouth"               → nothing: one does not hold a stake in a village

A preposition alone decides only where it rarely stands before anything else (in, near); before "in" a word such as
*believe* or *stake* takes that back. The others need a word that goes with places: *heading* for, *lighthouse* at.
When in doubt a name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.languages.en.capitals import Word
from reconcile.languages.en.people_lexicon import lexicon
from reconcile.languages.en.placewords import Words

LONGEST = 3
LINKED = re.compile(r"-(?:on|upon|by|le|under|super|next)(?:-(?:the|la))?-[A-Z][a-z]+(?![\w-])")  # Stow-on-the-Wold
_AFTER = re.compile(r" ([a-z]+)")
_INNER_CAPITAL = re.compile(r"(?!Mc|Mac|O['’])[A-Z][a-z]+[A-Z]")
_NUMBERED = re.compile(r" ?\d| ?&|['’]s\b")
_DATELINE = re.compile(
    r"([A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,2})(?:, [A-Z][A-Za-z.]*(?: [A-Z][a-z]+)?)?"
    r"(?: \([A-Z][\w ]{1,20}\))? ?[—–-] [A-Z“\"]"
)
# How many words before a preposition may hold the word that it goes with: "recorded yesterday at".
WINDOW = 2


def of_dateline(text: str, data: Words) -> list[str]:
    """The place of a dateline as prose writes it: HAVEN, Kan. (AP) — …"""
    match = _DATELINE.match(text)
    if match is None or not data.not_datelines.isdisjoint(match[1].split(" ")):
        return []
    return [match[1].title()]


def name_at(text: str, words: Sequence[Word], at: int, data: Words, people: frozenset[str]) -> tuple[int, int] | None:
    """(number of words, end) of the capitalised name that begins at word `at`, if it may be a place's."""
    count = 1
    while count <= LONGEST and at + count < len(words) and words[at + count].capital:
        if not _space(text, words, at + count - 1):
            break
        count += 1
    run = words[at : at + count]
    if count > LONGEST or any(_is_other(w.text, data) for w in run) or people.issuperset(w.text for w in run):
        return None
    known = lexicon()
    name = text[run[0].start : run[-1].end]
    if any(w.text.lower() in known.titles or w.text in known.honorifics for w in run):
        return None
    first_name = count > 1 and run[0].text in known.given
    if first_name or run[-1].text in known.body_ends or name in known.known or name in data.never:
        return None
    end = run[-1].end
    if (linked := LINKED.match(text, end)) is not None:
        end = linked.end()
        count += sum(w.end <= end for w in words[at + count :])
    if text[end : end + 1] == "-" or _NUMBERED.match(text, end):
        return None
    return count, end


def is_located(text: str, words: Sequence[Word], at: int, end: int, data: Words, beside: bool) -> bool:
    """Whether the words around a name put it on the map; `beside`: what "and" joins it to is such a name."""
    if LINKED.match(text, words[at].end):
        return True
    if not at:
        return False
    if _governed(text, words, at, end, data):
        return True
    if data.apposed.match(text, end):
        return True  # Wrenmouth, a village near …
    noun = _AFTER.match(text, end)
    following = noun[1] if noun else ""
    if following in data.place_nouns and not _begins_sentence(text, words, at):
        return True
    if beside and words[at - 1].text in ("and", "to", "or"):
        return True
    return (not following or following in data.continuing) and _inside(text, words, at, data)


def _governed(text: str, words: Sequence[Word], at: int, end: int, data: Words) -> bool:
    """Whether the preposition before a name goes with a word that makes the name a place's."""
    word = words[at - 1]
    if text[word.end : words[at].start] != " ":
        return False
    small = word.text.lower()
    before = _before(text, words, at - 1)
    if small == "of":
        return before[-1:] != [] and (before[-1] in data.areas or before[-1] in data.settlements)
    if any(w in data.governed.get(small, ()) for w in before):
        return True
    # "…, from Wrenmouth, said": a person's home.
    return small == "from" and text[max(0, word.start - 2) : word.start] == ", " and text[end : end + 1] == ","


def _inside(text: str, words: Sequence[Word], at: int, data: Words) -> bool:
    """Whether a preposition of place alone stands before a name, and nothing before it takes that back."""
    word = words[at - 1]
    if text[word.end : words[at].start] != " " or word.text.lower() not in data.locating_prepositions:
        return False
    if words[at].text.endswith(data.abstract_endings):
        return False
    if word.capital and not text.rstrip().endswith((".", "!", "?", '"', "”")):
        return False  # In Brief: a banner
    return not any(w in data.not_before_in for w in _before(text, words, at - 1))


def _before(text: str, words: Sequence[Word], at: int) -> list[str]:
    """The words before word `at` in its clause, small, at most WINDOW of them."""
    found: list[str] = []
    for i in range(at - 1, max(-1, at - 1 - WINDOW), -1):
        if text[words[i].end : words[i + 1].start] not in (" ", "-"):
            break
        found.insert(0, words[i].text.lower())
    return found


def _begins_sentence(text: str, words: Sequence[Word], at: int) -> bool:
    gap = text[words[at - 1].end : words[at].start]
    return any(mark in gap for mark in '.!?:—–“"')


def _space(text: str, words: Sequence[Word], at: int) -> bool:
    return text[words[at].end : words[at + 1].start] == " "


def _is_other(word: str, data: Words) -> bool:
    """Whether a word in a name shows that it is a person's, a body's, an event's or a day's."""
    return (
        word.isupper()
        or word in data.organisation_words
        or word in data.function_words
        or word in data.demonyms
        or word in data.not_located
        or _INNER_CAPITAL.match(word) is not None
    )
