"""JSON lines: one request a line in, one answer a line out, in the same order.

Lines are taken as they come: what one read of the input gives is one batch. Within a batch some lines are begun
before the first of them is answered, so that the analyser works on the next while one is read; between batches
nothing is left open, so that a line is answered when it is complete even if no other follows.
"""

from __future__ import annotations

import json
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from reconcile.cli.terminal import Trouble

if TYPE_CHECKING:
    from reconcile.claims.extract import Begun
    from schemas.claim import Detail
    from schemas.export import ExtractRequest
    from schemas.knowledge import OwnKnowledge

_AT_ONCE = 1 << 16
"""Bytes asked for in one read: what a pipe holds."""
_AHEAD = 16
"""Lines that are begun before the oldest of them is answered."""
_SURROGATE = re.compile("[\ud800-\udfff]")

Answer = dict[str, Any]


def batches(files: Sequence[str]) -> Iterator[list[bytes]]:
    """The lines of the files (`-`: standard input), together what came together.

    Raises Trouble for a file that cannot be read.
    """
    for name in files or ("-",):
        if name == "-":
            yield from _batches(sys.stdin.buffer)
            continue
        try:
            with Path(name).open("rb") as lines:
                yield from _batches(lines)
        except OSError as error:
            raise Trouble(f"cannot read {name}: {error.strerror}") from None


def _batches(stream: BinaryIO) -> Iterator[list[bytes]]:
    begun: list[bytes] = []
    while chunk := stream.read1(_AT_ONCE):  # type: ignore[attr-defined]
        *complete, rest = chunk.split(b"\n")
        if complete:
            complete[0] = b"".join([*begun, complete[0]])
            begun = []
            yield complete
        begun.append(rest)
    yield [b"".join(begun)]


def answers(batches: Iterable[Sequence[bytes]], own: OwnKnowledge | None = None) -> Iterator[str]:
    """One answer for each line that is not blank, in order; all of a batch before the next is asked for."""
    for batch in batches:
        waiting: deque[Answer | tuple[Answer, Begun]] = deque()
        for line in batch:
            if line.strip():
                waiting.append(_begun(line, own))
            if len(waiting) > _AHEAD:
                yield _written(_finished(waiting.popleft()))
        while waiting:
            yield _written(_finished(waiting.popleft()))


def _begun(line: bytes, own: OwnKnowledge | None) -> Answer | tuple[Answer, Begun]:
    """What is to be answered with what it will be read from, or the answer; nothing that a line holds ends the run."""
    from pydantic import ValidationError

    from schemas.export import ExtractRequest

    name: str | int | None = None
    try:
        data = json.loads(line.decode("utf-8-sig"))
        if not isinstance(data, dict):
            return {"id": None, "error": "not a JSON object"}
        given = data.get("id")
        name = given if isinstance(given, str | int) and not isinstance(given, bool) else None
        return _begin({"id": name}, ExtractRequest.model_validate(data), own)
    except UnicodeDecodeError:
        return {"id": name, "error": "not UTF-8"}
    except json.JSONDecodeError as error:
        return {"id": name, "error": f"not JSON: {error.msg} at character {error.pos}"}
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return {"id": name, "error": f"{'/'.join(str(part) for part in first['loc'][:1])}: {first['msg']}"}
    except Exception as error:
        return {"id": name, "error": _said(error)}


def _begin(answer: Answer, request: ExtractRequest, own: OwnKnowledge | None) -> Answer | tuple[Answer, Begun]:
    import sources
    from reconcile.claims.extract import begin
    from reconcile.languages.pack import codes
    from schemas.knowledge import NOTHING

    if not request.text.strip():
        return answer | {"details": []}
    # A byte order mark would be dropped and shift every offset; a space in its place does not.
    text = " " + request.text[1:] if request.text.startswith("\ufeff") else request.text
    own = own or NOTHING
    article = sources.from_text(text, published=request.published, language=request.language, own=own)
    begun = begin(article, own)
    if article.language is not None and begun.reader is None:
        raise ValueError(f"language {article.language!r} is not read here; {', '.join(codes())} are")
    return answer, begun


def _finished(waiting: Answer | tuple[Answer, Begun]) -> Answer:
    from reconcile.claims.extract import finish

    if isinstance(waiting, dict):
        return waiting
    answer, begun = waiting
    try:
        details = [detail for claim in finish(begun).claims for detail in claim.details]
    except Exception as error:
        return answer | {"error": _said(error)}
    details.sort(key=lambda detail: (detail.start, detail.end, detail.kind))
    return answer | {"details": [_record(detail) for detail in details]}


def _record(detail: Detail) -> Answer:
    """The detail as schema extract-line-1 has it."""
    return {
        "kind": detail.kind,
        "start": detail.start,
        "end": detail.end,
        "text": detail.text,
        "role": None if detail.role is None else detail.role.to_json_dict(),
        "value": detail.value.to_json_dict(),
    }


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _written(answer: Answer) -> str:
    written = json.dumps(answer, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", written) + "\n"
