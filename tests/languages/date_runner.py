"""Reads the date cases of a language: their form is explained at the head of each file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reconcile.languages.base import Candidate, Passage

MARKS = ("bound=", "part=", "by=")


@dataclass(frozen=True)
class Case:
    published: str | None
    passages: tuple[str, ...]
    spans: tuple[tuple[int, int, int], ...]
    values: tuple[str, ...]


def cases(path: Path) -> Iterator[Case]:
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        published, text, *rest = (x.strip() for x in line.split(" | "))
        passages, spans = [], []
        for number, marked in enumerate(text.split(" // ")):
            plain = re.sub(r"[\[\]]", "", marked)
            for match in re.finditer(r"\[(.*?)\]", marked):
                start = len(re.sub(r"[\[\]]", "", marked[: match.start()]))
                spans.append((number, start, start + len(match[1])))
            passages.append(plain)
        values = tuple(x.strip() for x in rest[0].split(" ; ")) if rest else ()
        yield Case(None if published == "-" else published, tuple(passages), tuple(spans), values)


def found(case: Case, results: Sequence[Sequence[Candidate]]) -> list[tuple[int, int, int]]:
    return [(n, c.start, c.end) for n, candidates in enumerate(results) for c in candidates]


def passages(case: Case) -> list[Passage]:
    return [Passage("paragraph", text) for text in case.passages]


def written(candidate: Candidate, like: str) -> str:
    """A candidate in the words of a case, with those marks that the case asks for."""
    value = candidate.value.to_json_dict()
    asked = like.split()
    words = [value["start"] or "-", value["end"] or "-", value["edtf"], value["granularity"]]
    for word in asked[4:]:
        if word in ("~", "exact"):
            words.append("~" if value["approximate"] else "exact")
        elif word.startswith("+"):
            words.append(word if word[1:] in candidate.assumptions else f"(only {candidate.assumptions})")
        elif word.startswith("by="):
            words.append(f"by={(value['resolved_from'] or {}).get('by')}")
        else:
            name = word.split("=")[0]
            words.append(f"{name}={value[name]}")
    if value["bound"] and not any(w.startswith("bound=") for w in asked):
        words.append(f"bound={value['bound']}")
    return " ".join(words)
