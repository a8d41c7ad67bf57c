"""A `reconcile.toml` → OwnKnowledge. Everything wrong in the file is told at once, each fault with its line.

reconcile.toml:7: [[place]] 2: unknown key 'insde'; did you mean 'inside'?
reconcile.toml:12: [[alias]] 3, aliases 1: '한은' names '한국은행' already: one name cannot stand for two
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Self

from pydantic import ValidationError, model_validator

from schemas.base import Model
from schemas.knowledge import Alias, Contradiction, OwnCounter, OwnKnowledge, OwnOutlet, OwnPlace, contradictions
from sources.errors import Fault, FileIsDirectory, FileMissing, FileUnreadable, KnowledgeInvalid, SourceTooLarge
from sources.toml_lines import TomlLines

FILE_NAME: Final = "reconcile.toml"
LARGEST: Final = 1_000_000
"""Bytes above which a file is refused: thousands of entries take less."""

Check = Callable[[OwnKnowledge], Iterable[Contradiction]]
"""What speaks against some entries, such as what packaged knowledge says of them."""

_ENTRIES: Final[dict[str, type[Model]]] = {
    "alias": Alias,
    "place": OwnPlace,
    "counter": OwnCounter,
    "outlet": OwnOutlet,
}


class _Parts(OwnKnowledge):
    """Entries that are well formed, each by itself."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        return self


def read_knowledge(path: str | Path, *, checks: Sequence[Check] = ()) -> OwnKnowledge:
    """What the file at `path` says.

    `checks` may find more against its entries; what they find is told among the other faults
    (`reconcile.own_faults` holds entries against the packaged knowledge).
    Raises KnowledgeInvalid with every fault, and FileMissing and its kin for a file that cannot be read.
    """
    name = str(path)
    text = _text(_bytes(Path(path), name), name)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeInvalid(name, (_syntax(error, text),)) from None
    except RecursionError:
        raise KnowledgeInvalid(name, (Fault(None, None, "is nested too deeply"),)) from None
    lines = TomlLines(text)
    parts, kept, found = _parts(table)
    found += [_renumbered(c, kept) for c in contradictions(parts)]
    found += [_renumbered(c, kept) for check in checks for c in check(parts)]
    if found:
        faults = {Fault(lines.line(c.path), None, f"{_where(c.path)}{c.problem}"): None for c in found}
        raise KnowledgeInvalid(name, tuple(sorted(faults, key=lambda f: f.line or 0)))
    return OwnKnowledge.model_validate(table)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise FileIsDirectory(name, "is a directory", "name the file inside it")
        if path.is_file() and path.stat().st_size > LARGEST:
            raise SourceTooLarge(name, LARGEST, "keep what the articles at hand need")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(name, "no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(name, f"cannot be read ({reason})") from None


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KnowledgeInvalid(name, (Fault(line, None, "is not UTF-8: save the file as UTF-8"),)) from None


def _syntax(error: tomllib.TOMLDecodeError, text: str) -> Fault:
    message = str(error)
    at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    problem = f"is not TOML: {message[: at.start()] if at else message}"
    if "\\" in message:
        problem += "; put patterns into single quotes, where a backslash is a backslash"
    if at is None:
        return Fault(None, None, problem)
    if at[1] is None:
        return Fault(text.count("\n") + 1, None, f"{problem}, at the end of the file")
    return Fault(int(at[1]), int(at[2]), problem)


_Kept = dict[str, list[int]]


def _parts(table: dict[str, Any]) -> tuple[OwnKnowledge, _Kept, list[Contradiction]]:
    """The well-formed entries of a table, the places that they had in its lists, and what is wrong with the rest."""
    try:
        return _Parts.model_validate(table), {}, []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found = [Contradiction(tuple(e["loc"]), _problem(e)) for e in errors]
    whole = {e["loc"][0] for e in errors if len(e["loc"]) == 1}
    single = {(e["loc"][0], e["loc"][1]) for e in errors if len(e["loc"]) > 1}
    kept: _Kept = {}
    good: dict[str, Any] = {}
    for key, value in table.items():
        if key in whole:
            continue
        if isinstance(value, list):
            kept[key] = [at for at in range(len(value)) if (key, at) not in single]
            value = [value[at] for at in kept[key]]
        good[key] = value
    return _Parts.model_validate(good), kept, found


def _renumbered(found: Contradiction, kept: _Kept) -> Contradiction:
    """A finding about the well-formed entries, by their places in the file."""
    kind, *more = found.path
    if kind in kept and more and isinstance(more[0], int):
        return Contradiction((kind, kept[str(kind)][more[0]], *more[1:]), found.problem)
    return found


def _where(path: tuple[str | int, ...]) -> str:
    """[[place]] 2, inside: … Entries are counted from 1."""
    words: list[str] = []
    for at, step in enumerate(path):
        if isinstance(step, int):
            words[-1] += f" {step + 1}"
        else:
            words.append(f"[[{step}]]" if at == 0 and step in _ENTRIES else str(step))
    return ", ".join(words) + ": " if words else ""


def _problem(error: Any) -> str:
    """What is wrong and what to do, for one of pydantic's errors."""
    path, given, context = error["loc"], error["input"], error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return _unknown(path)
        case "missing":
            return "is missing: add it"
        case "tuple_type" if path[0] in _ENTRIES and len(path) == 1:
            return f"write [[{path[0]}]], with two brackets, before each"
        case "model_type" | "model_attributes_type":
            return f"write [[{path[0]}]] and its keys below, not {_shown(given)}"
        case "tuple_type":
            return f'give a list, as in {path[-1]} = ["…", "…"], not {_shown(given)}'
        case "string_type":
            return f"give text in quotes, not {_shown(given)}"
        case "literal_error":
            return f"{_shown(given)} is none of {context['expected'].replace(' or ', ', ')}{_hint(given, context)}"
        case "string_too_short":
            return "is empty"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
        case "too_short":
            return "is empty: give at least one"
        case "string_pattern_mismatch" if path[-1] == "date":
            return f"give a day such as 2026-03-01, not {_shown(given)}"
        case "string_pattern_mismatch" if path[-1] == "unit":
            return f"{_shown(given)} is no id: use lower-case letters, digits and _, as in land_parcel"
        case "string_pattern_mismatch":
            return f"{_shown(given)} is no id: use letters, digits, and . _ - between them"
        case _:
            return str(error["msg"]).removeprefix("Value error, ")


def _unknown(path: tuple[str | int, ...]) -> str:
    key = str(path[-1])
    if len(path) == 1:
        known: Iterable[str] = OwnKnowledge.model_fields
        kind = "table or key"
    else:
        known = _ENTRIES[str(path[0])].model_fields
        kind = "key"
        if key in OwnKnowledge.model_fields and key not in _ENTRIES:
            return f"{key} = … belongs at the top of the file, before the first [[…]]"
    close = get_close_matches(key, known, n=1)
    advice = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
    return f"unknown {kind}; {advice}"


def _hint(given: Any, context: dict[str, Any]) -> str:
    choices = re.findall(r"'([^']+)'", context["expected"])
    close = get_close_matches(given, choices, n=1) if isinstance(given, str) else []
    return f"; did you mean {close[0]!r}?" if close else ""


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
