"""Lines and outlets that a user named in a `reconcile.toml`, ready to be asked about the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from schemas.article import BlockKind
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.line_pattern import LONGEST_LINE
from sources.view import view_of

_HEAD = re.compile(r"^[\[(【<] ?(?P<outlet>[^\[\]()【】<>]{1,200}?) ?[\])】>] ?")
_LETTER = "0-9A-Za-z가-힣"


@dataclass(frozen=True, slots=True)
class Credit:
    """What a by-line tells: who wrote, who published; None where it does not tell."""

    name: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class OwnLines:
    """`outlets` has every name of an outlet, in lower case, with the name to print; `naming` finds them in a line."""

    bylines: tuple[re.Pattern[str], ...]
    furniture: frozenset[str]
    outlets: Mapping[str, str]
    naming: re.Pattern[str] | None

    def kind_of(self, view: str) -> BlockKind | None:
        """What the user says that a whole line (a view) is; None for a line that was not named."""
        line = " ".join(view.split())
        if line in self.furniture:
            return "furniture"
        return "byline" if self.credit(line) is not None else None

    def credit(self, view: str) -> Credit | None:
        """What a by-line of the user's patterns tells; the whole line is its name where no group is called so."""
        line = " ".join(view.split())
        if len(line) > LONGEST_LINE:
            return None
        for pattern in self.bylines:
            if found := pattern.fullmatch(line):
                told = {group: words.strip() or None for group, words in found.groupdict("").items()}
                whole = None if {"name", "outlet"} & set(told) else line
                return Credit(told.get("name", whole), told.get("outlet"))
        return None

    def is_outlet(self, view: str) -> bool:
        """Whether a line is nothing but the name of an outlet."""
        return " ".join(view.split()).casefold() in self.outlets

    def prefix(self, view: str) -> int | None:
        """The length of an outlet in brackets before the first sentence of a line, or None."""
        found = _HEAD.match(view) if self.outlets else None
        return found.end() if found and found.end() < len(view) and self.is_outlet(found["outlet"]) else None

    def named(self, view: str) -> str | None:
        """The first outlet that a line names, or None."""
        found = self.naming.search(view.casefold()) if self.naming else None
        return self.outlets[found.group()] if found else None

    def printed(self, outlet: str | None, url: str | None) -> str | None:
        """The name to print of an outlet as a source gives it; where it gives none, of the address's host."""
        if outlet is None:
            return next((self.outlets[host] for host in _hosts(url) if host in self.outlets), None)
        return self.outlets.get(" ".join(outlet.split()).casefold(), outlet)


def _hosts(url: str | None) -> Iterator[str]:
    """The host of an address, and the domains around it: news.paper.example, paper.example."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        host = ""
    while "." in host:
        yield host
        host = host.partition(".")[2]


@lru_cache(maxsize=8)
def own_lines(own: OwnKnowledge) -> OwnLines:
    """The lines and outlets of `own`, compiled."""
    outlets: dict[str, str] = {}
    for outlet in own.outlet:
        for name in (outlet.name, *outlet.aliases):
            outlets.setdefault(name.casefold(), outlet.name)
    longest_first = sorted(outlets, key=lambda name: (-len(name), name))
    names = "|".join(map(re.escape, longest_first))
    return OwnLines(
        bylines=tuple(re.compile(pattern) for pattern in own.byline),
        furniture=frozenset(" ".join(view_of(line, 0, len(line)).text.split()) for line in own.furniture),
        outlets=outlets,
        naming=re.compile(rf"(?<![{_LETTER}])(?:{names})(?![{_LETTER}])") if names else None,
    )


NO_LINES = own_lines(NOTHING)
