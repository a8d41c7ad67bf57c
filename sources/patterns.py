"""The wordings of `data/lines.toml`, compiled. `kind_of` answers for whole lines, `prefix` and `suffix` for parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.article import BlockKind
from sources.data import expect, load

LONGEST_LINE = 300
"""Whole-line patterns are not tried on longer lines: those are paragraphs."""
_HEAD, _TAIL = 160, 120
_BULLET = re.compile(r"^[•·∙▪◦*○●\-–|>] {0,4}")


@dataclass(frozen=True, slots=True)
class Pattern:
    kind: BlockKind
    regex: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Wordings:
    lines: tuple[Pattern, ...]
    prefixes: tuple[Pattern, ...]
    suffixes: tuple[Pattern, ...]
    credits_before: tuple[Pattern, ...]
    credits_behind: tuple[Pattern, ...]
    menu: frozenset[str]
    lists: frozenset[str]


@cache
def wordings() -> Wordings:
    """The packaged wordings. ValueError when the file has unknown keys or kinds."""
    table = load("lines.toml", ("names", "menu", "line", "prefix", "suffix", "credit_before", "credit_behind"))
    expect("lines.toml [menu]", table["menu"], ("words", "lists"))
    names: dict[str, str] = table["names"]

    def compiled(section: str) -> tuple[Pattern, ...]:
        patterns = []
        for entry in table[section]:
            expect(f"lines.toml [[{section}]]", entry, ("kind", "pattern", "example"))
            if entry["kind"] not in ("furniture", "caption", "byline"):
                raise ValueError(f"lines.toml: unknown kind {entry['kind']!r}")
            source = entry["pattern"]
            for name, part in names.items():
                source = source.replace("{" + name + "}", part)
            patterns.append(Pattern(entry["kind"], re.compile(source), entry["example"]))
        return tuple(patterns)

    lists = frozenset(word.lower() for word in table["menu"]["lists"])
    menu = frozenset(word.lower() for word in table["menu"]["words"]) | lists
    lines, prefixes, suffixes = compiled("line"), compiled("prefix"), compiled("suffix")
    return Wordings(lines, prefixes, suffixes, compiled("credit_before"), compiled("credit_behind"), menu, lists)


def kind_of(line: str) -> BlockKind | None:
    """What the wording of a whole line (a view) says it is, or None."""
    if len(line) > LONGEST_LINE:
        return None
    if heads_list(line) or _BULLET.sub("", line).lower() in wordings().menu:
        return "furniture"
    for pattern in wordings().lines:
        if pattern.regex.search(line):
            return pattern.kind
    return None


def heads_list(line: str) -> bool:
    """Whether a line (a view) heads a list of other articles: "많이 본 기사"."""
    return len(line) <= LONGEST_LINE and _BULLET.sub("", line).lower().rstrip(":") in wordings().lists


def prefix(line: str) -> tuple[BlockKind, int] | None:
    """The kind and length of what stands before the first sentence of a line, or None."""
    head = line[:_HEAD]
    for pattern in wordings().prefixes:
        found = pattern.regex.match(head)
        if found and 0 < found.end() < len(line):
            return pattern.kind, found.end()
    return None


def suffix(line: str) -> tuple[BlockKind, int] | None:
    """The kind and start of what stands behind the last sentence of a line, or None."""
    base = max(0, len(line) - _TAIL)
    tail = line[base:]
    for pattern in wordings().suffixes:
        found = pattern.regex.search(tail)
        if found and base + found.start() > 0:
            return pattern.kind, base + found.start()
    return None


_CREDIT_INSIDE = re.compile(
    r"(?:(?<=[.!?\"”])|(?<=[.!?\"”] ))[(\[<] ?(?:"
    r"(?:사진|그래픽|이미지|일러스트|Photo|Image|Picture)\b ?[=:·/ ] ?[^()\[\]<>]{1,60}"
    r"|자료 ?사진|[^()\[\]<>]{1,30} ?제공)[)\]>] ?"
)


def caption_before_text(line: str) -> int | None:
    """Where the text begins when a picture's caption with its credit was run together with a paragraph."""
    found = _CREDIT_INSIDE.search(line[:LONGEST_LINE])
    return found.end() if found and found.end() < len(line) else None


def credit_before(caption: str) -> int:
    """Where the words of a caption begin behind its label or agencies ("GETTY • PA "); 0 when it has none."""
    head = caption[:_HEAD]
    return next((m.end() for p in wordings().credits_before if (m := p.regex.match(head))), 0)


def credit_behind(caption: str) -> int | None:
    """Where the credit of a caption begins, such as (사진=새벽시), or None; 0 when it is all there is."""
    base = max(0, len(caption) - _TAIL)
    starts = [m.start() for p in wordings().credits_behind if (m := p.regex.search(caption[base:]))]
    return base + min(starts) if starts else None
