"""The document as JSON: UTF-8, fields in the order of the models, one trailing newline."""

from __future__ import annotations

import json
from typing import Any

from schemas.base import Model


def render(document: Model) -> str:
    """`document` with its published field names, indented by two spaces."""
    return dumps(document.to_json_dict())


def dumps(data: Any) -> str:
    """Plain JSON types as a document. A lone surrogate, which UTF-8 cannot carry, is written as its escape."""
    written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in written)
