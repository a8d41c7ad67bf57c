"""`--baseline` and `--write-baseline`: known differences, read and written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.cli.terminal import Trouble, write_file

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.baseline import Baseline
    from schemas.reconciliation import Reconciliation

_ADVICE = "write one with --write-baseline"


def load(path: str | None) -> Baseline | None:
    """The baseline in the file; None where none is named. Raises Trouble."""
    if path is None:
        return None
    from schemas.baseline import SCHEMA, Baseline
    from schemas.validate import InvalidDocument, validate

    try:
        data = json.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise Trouble(f"cannot read the baseline {path}: no such file; {_ADVICE}") from None
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not JSON in UTF-8"
        raise Trouble(f"cannot read the baseline {path}: {reason}; {_ADVICE}") from None
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise Trouble(f"cannot read the baseline {path}: its schema is {found!r}, not {SCHEMA!r}; {_ADVICE}")
    try:
        validate("baseline-1", data)
    except InvalidDocument as error:
        raise Trouble(f"cannot read the baseline {path}: {error}") from None
    return Baseline.model_validate(data)


def apply(
    document: Reconciliation, files: Sequence[str], *, known: Baseline | None, write: str | None
) -> Reconciliation:
    """`document` as the baseline leaves it, after its conflicts are written where asked for.

    `files` are the inputs, as given, of its articles in their order.
    """
    if known is None and write is None:
        return document
    from reconcile.desk.baseline import apply_baseline, baseline
    from reconcile.report.json import dumps

    names = _names(document.articles, files)
    if write is not None:
        write_file(write, dumps(baseline(document, names).to_json_dict()))
    return document if known is None else apply_baseline(document, known, names)


def _names(articles: Sequence[Article], files: Sequence[str]) -> dict[str, str]:
    """What to call an article that names no outlet: its file, with folders only where two are called alike.

    So a baseline holds in whatever folder the run starts.
    """
    short = [Path(name).name for name in files]
    count = Counter(short)
    named = [own if count[own] == 1 else name for own, name in zip(short, files, strict=True)]
    return {article.id: name for article, name in zip(articles, named, strict=True)}
