"""When the adjective of a country is a place: where what it stands before is, or comes from.

a Scottish study, Japanese and Korean firms, Kenyan Elijah Kosgei   → Scotland, Japan, Korea, Kenya
a French tourist, fluent Korean, Swiss cheese                       → nothing: a nationality, a language, a kind
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.languages.en.capitals import Word
from reconcile.languages.en.people_lexicon import lexicon
from reconcile.languages.en.placewords import Words

_REACH = 4


def tells_where(text: str, words: Sequence[Word], at: int, data: Words, people: frozenset[str]) -> bool:
    """Whether the adjective before word `at` is a place; `people` are the names of persons of the article."""
    for word in words[at : at + _REACH]:
        if word.text.lower() in data.seated:
            return True
        if word.capital:
            break
    if not _adjoins(text, words, at):
        return False
    first = words[at]
    if first.capital:
        return person_follows(text, words, at, people)
    if first.text in ("and", "or") and at + 1 < len(words) and words[at + 1].text in data.demonyms:
        return tells_where(text, words, at + 2, data, people)
    nouns = {word.text for word in words[at : at + 1 + _adjoins(text, words, at + 1)]}
    return first.text not in data.continuing and data.not_seated.isdisjoint(nouns)


def person_follows(text: str, words: Sequence[Word], at: int, people: frozenset[str]) -> bool:
    """Whether a person's name begins at word `at`, right behind the word before it."""
    if not _adjoins(text, words, at):
        return False
    name = [word.text for word in words[at : at + 2] if word.capital]
    return name[:1] != [] and (name[0] in lexicon().given or not people.isdisjoint(name))


def _adjoins(text: str, words: Sequence[Word], at: int) -> bool:
    return at < len(words) and text[words[at - 1].end : words[at].start] == " "
