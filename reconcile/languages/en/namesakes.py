"""Which names of places are persons' names in one article.

"Whitney Houston … Houston sang"   → Houston is a person here, unless "in Houston" says otherwise
"Mr Lincoln", "Kent said"          → Lincoln, Kent
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reconcile.languages.en.capitals import Word
from reconcile.languages.en.people_lexicon import lexicon
from reconcile.languages.en.placewords import Words

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Cllr|Judge|Justice|Lord|Lady)\.? ((?:[A-Z][\w'’-]+ ?){1,3})")
_SAID = re.compile(r"\b([A-Z][a-z]+) (?:said|says|told|added|argued|asked)\b")
_AGED = re.compile(r"\b([A-Z][\w'’-]+ [A-Z][\w'’-]+), (?:aged )?\d{1,3}[,.]")
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+) ([A-Z][\w'’-]+)")


def people_of(texts: Sequence[str], data: Words, is_place: Callable[[str], bool]) -> frozenset[str]:
    """Words after a title, before "said" or an age; surnames after a first name that are no place of the gazetteer."""
    given = lexicon().given
    named = {
        part
        for text in texts
        for pattern in (_TITLED, _SAID, _AGED)
        for name in pattern.findall(text)
        for part in name.split()
    }
    named.update(
        surname
        for text in texts
        for first, surname in _FULL_NAME.findall(text)
        if first in given and surname not in data.landmarks and not is_place(surname)
    )
    return frozenset(named)


def beside_names(texts: Sequence[str], passages: Sequence[Sequence[Word]], data: Words) -> frozenset[str]:
    """Of the names that persons have too (`personal`), those that stand beside another name somewhere."""
    ordinary = data.function_words | data.demonyms.keys() | data.organisation_words | data.titles
    found: set[str] = set()
    for text, words in zip(texts, passages, strict=True):
        for at, word in enumerate(words):
            if word.text not in data.personal or word.text in found:
                continue
            before = words[at - 1] if at and text[words[at - 1].end : word.start] == " " else None
            after = words[at + 1] if at + 1 < len(words) and text[word.end : words[at + 1].start] == " " else None
            if (after and after.capital and after.text not in ordinary and after.text not in data.landmarks) or (
                before and before.capital and (before.text not in ordinary or before.text in data.offices)
            ):
                found.add(word.text)
    return frozenset(found)
