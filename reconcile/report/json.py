"""The document as JSON: UTF-8, fields in the order of the models, one trailing newline."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from schemas.base import Model
from schemas.check import Check
from schemas.reconciliation import Reconciliation, Verdict


def render(document: Model) -> str:
    """`document` with its published field names, indented by two spaces."""
    return dumps(document.to_json_dict())


def dumps(data: Any) -> str:
    """Plain JSON types as a document. A lone surrogate, which UTF-8 cannot carry, is written as its escape."""
    written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        written.encode()
    except UnicodeEncodeError:
        return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in written)
    return written


def filtered(document: Reconciliation, only: Collection[Verdict]) -> Reconciliation:
    """`document` with no comparisons but those of `only`, and entries that hold one; all of it when `only` is empty.

    Entries keep their verdict and the summary its counts: they speak of the whole.
    """
    if not only:
        return document
    kept = []
    for entry in document.reconciled:
        comparisons = tuple(comparison for comparison in entry.comparisons if comparison.verdict in only)
        if comparisons:
            kept.append(entry.model_copy(update={"comparisons": comparisons}))
    return document.model_copy(update={"reconciled": tuple(kept)})


def filtered_check(check: Check, only: Collection[str]) -> Check:
    """`check` with the claims that have a detail of a fate in `only` or one themselves, and omissions if `omitted` is.

    All of it when `only` is empty. The summary keeps its counts and the document is whole: they speak of everything.
    """
    if not only:
        return check
    claims = tuple(c for c in check.claims if c.fate in only or any(d.fate in only for d in c.details))
    return check.model_copy(update={"claims": claims, "omitted": check.omitted if "omitted" in only else ()})
