"""A case folder: read strictly, compared, and its expectation written.

CaseError       the folder is no case: case.toml is missing, malformed, or names what is not there
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reconcile.cases.model import Case
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import Reconciliation

CASE_FILE = "case.toml"
EXPECTED_JSON = "expected.json"
EXPECTED_TEXT = "expected.txt"
TEXT_WIDTH = 100


class CaseError(Exception):
    """The folder is no case; its text is one line."""

    def __init__(self, folder: Path, problem: str) -> None:
        self.folder = folder
        self.problem = " ".join(problem.split())
        super().__init__(f"{folder}: {self.problem}")


@dataclass(frozen=True, slots=True)
class Folder:
    """A case and where it lies."""

    path: Path
    case: Case

    @property
    def name(self) -> str:
        return self.path.name


def find(where: Path) -> list[Path]:
    """The case folders at `where`: itself, or those anywhere below it, sorted. Raises CaseError when there is none."""
    if not where.is_dir():
        raise CaseError(where, "no such folder" if not where.exists() else "not a folder")
    if (where / CASE_FILE).is_file():
        return [where]
    found = sorted(path.parent for path in where.rglob(CASE_FILE))
    if not found:
        raise CaseError(where, f"no {CASE_FILE} in it or below")
    return found


def load(path: Path) -> Folder:
    """The case in folder `path`. Raises CaseError."""
    from pydantic import ValidationError

    try:
        table = tomllib.loads((path / CASE_FILE).read_text(encoding="utf-8"))
        case = Case.model_validate(table)
    except OSError as error:
        raise CaseError(path, f"{CASE_FILE} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(path, f"{CASE_FILE} is not TOML: {error}") from None
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"
            for found in error.errors(include_url=False, include_context=False, include_input=False)[:5]
        )
        raise CaseError(path, f"{CASE_FILE}: {problems}") from None
    missing = [article.file for article in case.articles if not (path / article.file).is_file()]
    if missing:
        raise CaseError(path, f"no file {', '.join(missing)}")
    return Folder(path, case)


def own_knowledge(folder: Folder) -> OwnKnowledge:
    """What the user knows, by the file that the case names or the reconcile.toml in its folder. Raises CaseError."""
    import sources
    from reconcile.own import own_faults
    from sources.errors import KnowledgeInvalid
    from sources.knowledge import FILE_NAME

    path = folder.path / (folder.case.knowledge or FILE_NAME)
    if folder.case.knowledge is None and not path.is_file():
        return NOTHING
    try:
        return sources.read_knowledge(path, checks=(own_faults,))
    except KnowledgeInvalid as error:
        raise CaseError(folder.path, "; ".join(error.lines())) from None
    except sources.SourceError as error:
        raise CaseError(folder.path, str(error)) from None


def compare(folder: Folder) -> Reconciliation:
    """The document of a case. Raises CaseError for an article that cannot be read, and for bad own knowledge."""
    import sources
    from reconcile.pipeline import reconcile

    own = own_knowledge(folder)
    articles = []
    for item in folder.case.articles:
        given: dict[str, Any] = {
            name: value
            for name in ("published", "outlet", "language", "url")
            if (value := getattr(item, name)) is not None
        }
        try:
            articles.append(sources.read(str(folder.path / item.file), own=own, **given))
        except sources.SourceError as error:
            raise CaseError(folder.path, f"{item.file}: {error.problem}") from None
    return reconcile(sources.assign_ids(articles), own=own)


def normalised(document: Reconciliation) -> dict[str, Any]:
    """What a case expects: who says what, and the verdict on it; no ids, offsets, wordings or versions.

    Comparisons are in the order of the document. Evidence is `source: text`, sources counted from 1.
    """
    number = {article.id: at for at, article in enumerate(document.articles, 1)}
    comparisons: list[dict[str, Any]] = []
    for entry in document.reconciled:
        for comparison in entry.comparisons:
            found: dict[str, Any] = {"verdict": comparison.verdict}
            if comparison.relation:
                found["relation"] = comparison.relation
            found["kind"] = comparison.kind
            if comparison.role:
                found["role"] = comparison.role
            found["reason"] = comparison.reason.code
            said = [f"{number.get(item.article, '?')}: {item.text}" for item in comparison.evidence]
            if len(comparison.sides) > 1:
                found["sides"] = [[said[at] for at in side.evidence] for side in comparison.sides]
                beside = [said[at] for at, item in enumerate(comparison.evidence) if item.use != "value"]
            else:
                found["evidence"] = [said[at] for at, item in enumerate(comparison.evidence) if item.use == "value"]
                beside = [said[at] for at, item in enumerate(comparison.evidence) if item.use != "value"]
            if beside:
                found["beside"] = beside
            if comparison.basis:
                found["basis"] = [basis.statement for basis in comparison.basis]
            if comparison.verdict != "unique":
                found["independent_sources"] = comparison.independent_sources
            comparisons.append(found)
    return {
        "articles": [article.title or article.outlet for article in document.articles],
        "counts": {verdict: count for verdict, count in document.summary.by_verdict.items() if count},
        "comparisons": comparisons,
        "checks": [f"{check.kind}: {check.verdict}: {check.explanation.en}" for check in document.checks],
        "copies": [[number.get(article, 0) for article in group] for group in document.copies],
        "not_compared": [f"{item.reason}: {item.what}" for item in document.not_compared],
    }


def expected(folder: Folder) -> dict[str, Any] | None:
    """The accepted expectation, or None when there is none yet. Raises CaseError when it is malformed."""
    path = folder.path / EXPECTED_JSON
    if not path.exists():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(folder.path, f"{EXPECTED_JSON} cannot be read: {error}; accept the case anew") from None
    comparisons = data.get("comparisons") if isinstance(data, dict) else None
    if not isinstance(comparisons, list) or not all(isinstance(item, dict) for item in comparisons):
        raise CaseError(folder.path, f"{EXPECTED_JSON} is not an expectation; accept the case anew")
    return data


def write(folder: Folder, document: Reconciliation) -> None:
    """Write the expectation of `document`. Raises CaseError."""
    from reconcile.report import text

    try:
        (folder.path / EXPECTED_JSON).write_text("".join(_json_lines(normalised(document))), encoding="utf-8")
        shown = text.render(document, width=TEXT_WIDTH)
        (folder.path / EXPECTED_TEXT).write_text(shown, encoding="utf-8", errors="replace")
    except OSError as error:
        raise CaseError(folder.path, f"cannot write the expectation: {error.strerror}") from None


def _json_lines(data: dict[str, Any]) -> Iterator[str]:
    """JSON with one comparison a line, so that a reviewer sees in the diff which moved."""
    yield "{\n"
    for at, (key, value) in enumerate(data.items()):
        comma = "," if at < len(data) - 1 else ""
        if isinstance(value, list) and value:
            items = ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value)
            yield f"  {json.dumps(key)}: [\n{items}\n  ]{comma}\n"
        else:
            yield f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}{comma}\n"
    yield "}\n"
