"""A review as a regression case: what a person said of an entry becomes what the engine is held to.

    confirm  "27%" agrees with "27 percent"         [[must]]      verdict, relation, kind and texts as they were seen
    reject   "3일" is in conflict with "5일"          [[must_not]]  that verdict on these texts
    relink   "41억원" here belongs to "43억원" there   [[must]]      one comparison of both

The articles are written as their own JSON, with what was corrected, so that the case reads what the service read.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from schemas.claim import Claim, Detail
from schemas.reconciliation import Reconciliation
from schemas.service import CaseFolder, Review

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold; the same case gives the same bytes."""


def case_of(review: Review, seen: Sequence[dict[str, Any]], document: Reconciliation) -> CaseFolder:
    """The folder of a case (schema case-1) over the articles of a document; `seen` as storage.reviews keeps it.

    Raises ValueError for a comment, and where nothing was seen that a case could hold.
    """
    rows: list[tuple[str, dict[str, Any]]]
    if review.action == "confirm":
        rows = [("must", {k: v for k, v in row.items() if v}) for row in seen if row["texts"]]
    elif review.action == "reject":
        found = [row for row in seen if row["verdict"] == review.verdict and row["texts"]]
        rows = [("must_not", {"verdict": row["verdict"], "texts": row["texts"]}) for row in found]
    elif review.action == "relink":
        rows = [("must", row) for row in _linked(review.relink or (), document)]
    else:
        raise ValueError("a comment says nothing that a case could hold the engine to; confirm, reject or relink")
    if not rows:
        raise ValueError("nothing of what was reviewed can be told by its words")
    numbered = list(enumerate(document.articles, 1))
    files = {f"{at}.json": _json(article.to_json_dict()) for at, article in numbered}
    languages = sorted({article.language for article in document.articles if article.language})
    lines = [f"# {review.action}ed by review {review.id}" if review.action != "relink" else f"# by review {review.id}"]
    lines += [f"# {line}" for line in _lines(review.comment)]
    lines += [f"title = {_toml(_title(review))}", f"languages = {_toml(languages)}"]
    for at, _ in numbered:
        lines += ["", "[[articles]]", f'file = "{at}.json"']
    for table, row in rows:
        lines += ["", f"[[{table}]]", *(f"{key} = {_toml(value)}" for key, value in row.items())]
    return CaseFolder(name=f"review-{review.id}", files={"case.toml": "\n".join(lines) + "\n", **files})


def packed(case: CaseFolder) -> bytes:
    """The folder as a zip, to unpack among other cases."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in case.files.items():
            entry = zipfile.ZipInfo(f"{case.name}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8", "replace"))
    return out.getvalue()


def _title(review: Review) -> str:
    first = next(iter(_lines(review.comment)), "")
    said = {"confirm": "is right", "reject": "is wrong"}.get(review.action, "is of claims that belong together")
    return first or f"The {review.verdict} of entry {review.said_of} {said}"


def _linked(linked: Sequence[str], document: Reconciliation) -> Iterator[dict[str, Any]]:
    """What has to come of claims that belong together: a comparison of each kind of detail that all of them have.

    Equal values agree and others are in conflict: a person who links them says that they answer one question.
    """
    by_id = {claim.id: claim for claim in document.claims}
    claims = [by_id[claim] for claim in linked if claim in by_id]
    if len(claims) < 2:
        return
    rows = [row for kind in dict.fromkeys(d.kind for d in claims[0].details) if (row := _of_kind(kind, claims))]
    plain = [row for row in rows if row["kind"] != "statement"]
    yield from plain or rows


def _of_kind(kind: str, claims: Sequence[Claim]) -> dict[str, Any] | None:
    first, *rest = claims
    own = [detail for detail in first.details if detail.kind == kind]
    picked = [own[0]]
    for claim in rest:
        there = [detail for detail in claim.details if detail.kind == kind]
        if not there:
            return None
        picked.append(next((d for d in there if _measure(d) == _measure(own[0])), there[0]))
    equal = kind == "statement" or all(detail.value == own[0].value for detail in picked)
    return {"verdict": "agreement" if equal else "conflict", "kind": kind, "texts": [d.text for d in picked]}


def _measure(detail: Detail) -> str | None:
    role = detail.role
    return None if role is None else role.id or role.text


def _lines(text: str | None) -> list[str]:
    """The lines of a comment, without what a TOML comment may not hold."""
    lines = ("".join(c if c.isprintable() else " " for c in line).strip() for line in (text or "").splitlines())
    return [line for line in lines if line]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _toml(value: Any) -> str:
    """A string, or strings, as TOML: JSON, but for DEL, which TOML escapes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
