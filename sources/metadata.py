"""Who published an article, and who wrote it: read from the lines at its head and tail.

새벽신문 | 2025-03-04 10:00           outlet 새벽신문, published 2025-03-04T10:00
(나루=새벽통신) 나도연 기자 =          outlet 새벽통신, byline 나도연 기자
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from schemas.article import Block
from sources.data import outlets
from sources.own import NO_LINES, OwnLines
from sources.patterns import credit_behind
from sources.stamps import dateline_date, published_in, residue, stamps_in, without_labels
from sources.view import view_of

_WIRE: Final = re.compile(r"^[(\[【<][^=()\[\]【】<>]{1,30}= ?(?P<outlet>[^=()\[\]【】<>]{2,30}?)[)\]】>]")
_BRACKET: Final = re.compile(r"^[(\[【<] ?(?P<outlet>[^=()\[\]【】<>]{2,30}?)[)\]】> =]")
_REPORTER: Final = re.compile(
    r"(?<![가-힣A-Za-z])(?P<names>[가-힣]{2,4}(?:[ ,·](?! )[가-힣]{2,4}){0,3})"
    r" ?(?:선임|수습|인턴|전문|객원)?(?:기자|특파원|통신원|논설위원)"
)
_BY: Final = re.compile(r"^(?:[Bb]y|BY|Words by|Written by) (?P<names>[A-Z][^|]{1,80}?)(?:$| \||,)")
_RIGHTS: Final = re.compile(
    r"(?:저작권자 ?(?:\(c\)|[ⓒ©Ⓒ])?|[Cc]opyrights? ?(?:\(c\)|[ⓒ©Ⓒ])?|[ⓒ©Ⓒ]) ?(?:(?:19|20)\d{2} ?)?"
    r"(?P<outlet>[가-힣A-Za-z0-9][가-힣A-Za-z0-9 &]{1,24}?)(?= ?(?:[.,(<\[:|&-]|무단|All|$))"
)
_NAME: Final = r"[A-Z][a-z'’]{1,15}(?: [A-Z]\.)?(?: (?:Mc|Mac|O['’])?[A-Z][a-z'’-]{1,15}){1,2}"
_NAMES: Final = re.compile(rf"^{_NAME}(?:(?:, | and | & ){_NAME}){{0,2}}$")
_HOST: Final = re.compile(r"^(?:www\.)?(?P<host>[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){1,3})$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text itself tells. None where it does not."""

    published: str | None = None
    outlet: str | None = None
    byline: str | None = None


def metadata_of(text: str, blocks: tuple[Block, ...], own: OwnLines = NO_LINES) -> Metadata:
    """Publication time, outlet and author, from by-lines, datelines and notes; what the user named goes first."""
    views = [(block.kind, view_of(text, block.start, min(block.end, block.start + 400)).text) for block in blocks]
    heads = [view for kind, view in views if kind == "byline"]
    notes = [
        view
        for (kind, view), block, before in zip(views, blocks, (None, *blocks), strict=False)
        if kind == "furniture" and len(view) <= 200 and not _toldpicture(text, block, before, view)
    ]
    first = next((view for kind, view in views if kind == "paragraph"), "")
    told = [credit for view in heads if (credit := own.credit(view))]
    return Metadata(
        published=next(filter(None, map(published_in, heads)), None) or dateline_date(first) or _credit_date(notes),
        outlet=next((credit.outlet for credit in told if credit.outlet), None)
        or next(filter(None, map(own.named, heads)), None)
        or next(filter(None, map(_outlet_of_head, heads)), None)
        or next(filter(None, map(own.named, notes)), None)
        or _outlet_of_tail(notes),
        byline=next((credit.name for credit in told if credit.name), None)
        or next(filter(None, map(_author, [*heads, *notes])), None),
    )


def _toldpicture(text: str, block: Block, before: Block | None, note: str) -> bool:
    """Whether a note tells who took a picture, which is not who wrote the article.

    A line "ⓒ 새벽신문" may be either; behind a caption it is the picture's.
    """
    if before is not None and before.kind == "caption" and "\n" not in text[before.end : block.start]:
        return True
    return not note.startswith(("ⓒ", "©")) and credit_behind(note) == 0


def looks_like_outlet(line: str, *, first: bool = False) -> bool:
    """Whether a line is nothing but the name of an outlet: "Coalbrook Herald". A `first` line may be a headline."""
    words = line.split()
    if not 1 <= len(words) <= 6 or len(line) > 40 or any(c in line for c in ".!?,:\"“‘'…"):
        return False
    if first and len(words) > 2 and words[0] != "The":
        return False
    named = words[0] == "The" and 2 <= len(words) <= 3 and not first
    if named or words[-1] in outlets()["suffixes_en"]:
        return all(word[0].isupper() or word in ("&", "and", "of", "the") for word in words)
    return len(words) == 1 and line.endswith(tuple(outlets()["suffixes_ko"]))


def _credit_date(notes: list[str]) -> str | None:
    for line in notes:
        if any(label in line for label in ("입력", "송고", "등록", "Published", "Posted")) and (
            value := published_in(line)
        ):
            return value
    return None


def _outlet_of_head(line: str) -> str | None:
    wire = _WIRE.match(line)
    if wire:
        return _REPORTER.sub("", wire["outlet"]).strip() or None
    stamps = stamps_in(line)
    if stamps:
        return _outlet_beside(without_labels(residue(line, stamps)))
    bracket = _BRACKET.match(line)
    if bracket:
        return _outlet_beside(bracket["outlet"])
    if looks_like_outlet(line):
        return line
    return None


def _outlet_beside(rest: str) -> str | None:
    """The outlet in what is left of a by-line when times and labels are taken away."""
    rest = re.sub(r"[A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9.-]{2,60}", " ", rest)
    rest = _REPORTER.sub(" ", rest).strip(" .,:·/-–—()[]|=")
    for desk in outlets()["desks"]:
        rest = rest.removesuffix(desk).strip()
    host = _HOST.match(rest)
    if host:
        return host["host"]
    plausible = 2 <= len(rest) <= 30 and any(c.isalpha() for c in rest) and not re.match(r"[Bb]y ", rest)
    return " ".join(rest.split()) if plausible else None


def _outlet_of_tail(notes: list[str]) -> str | None:
    for line in notes:
        inside = re.match(r"^[(\[](?P<outlet>[^=()\[\]]{2,20}) ?= ?[가-힣]{2,4} ?기자[)\]]", line)
        if inside:
            return inside["outlet"].strip()
        before = re.match(r"^(?P<outlet>[가-힣A-Za-z0-9]{2,15}) [가-힣]{2,4} ?(?:선임|수습|인턴|전문|객원)?기자", line)
        if before and before["outlet"].endswith(tuple(outlets()["suffixes_ko"])):
            return before["outlet"]
    for line in notes:
        rights = _RIGHTS.search(line)
        if rights:
            name = rights["outlet"].strip()
            return name if 2 <= len(name) <= 20 else None
    return None


def looks_like_names(line: str) -> bool:
    """Whether a line is nothing but the names of one to three people: "Ada Wrenfield and Harriet Dunmore"."""
    return not line.startswith("The ") and _NAMES.match(line) is not None


def _author(line: str) -> str | None:
    by = _BY.match(line)
    if by:
        return by["names"].strip()
    korean = _REPORTER.search(line)
    if korean:
        names = korean["names"].split(" ")
        joined = len(names) > 1 and names[0].endswith(tuple(outlets()["suffixes_ko"]))
        return korean.group(0).removeprefix(names[0]).lstrip() if joined else korean.group(0)
    title = re.match(
        r"^(?P<names>[A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{0,20}){1,3}), [^.]{0,40}"
        r"(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist)",
        line,
    )
    if title:
        return title["names"]
    return line if looks_like_names(line) and not looks_like_outlet(line) else None
