"""Write the published JSON Schemas from the models, or with --check tell whether they still agree.

    python -m scripts.publish_schemas [--check]

Exit status: 0 written or equal, 1 different.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from reconcile.cases.model import Case
from schemas.api import ArticleInput, ArticleRequest, Problem, ReconciliationRequest
from schemas.article import Article
from schemas.baseline import Baseline
from schemas.check import Check
from schemas.claim import Claim
from schemas.export import ExtractLine, ExtractRequest
from schemas.knowledge import OwnKnowledge
from schemas.reconciliation import Reconciliation
from schemas.service import (
    ArticleCorrected,
    ArticleCorrection,
    ArticleDocument,
    ArticleRecord,
    Batch,
    BatchInput,
    CaseFolder,
    Delivery,
    EntryView,
    Event,
    JobRecord,
    ReconciliationRecord,
    Review,
    ReviewInput,
    RevisionDiff,
    StoryChange,
    StoryInput,
    StoryRecord,
    WebhookBody,
    WebhookInput,
    WebhookRecord,
)  # fmt: skip
from schemas.validate import PREFIX
from schemas.why import Why

PUBLISHED = Path(__file__).resolve().parent.parent / "schemas" / "published"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Models keep their titles; a field's name is title enough."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def models() -> dict[str, type[BaseModel]]:
    """The published models by schema name."""
    return {
        "article-1": Article,
        "article-corrected-1": ArticleCorrected,
        "article-correction-1": ArticleCorrection,
        "article-document-1": ArticleDocument,
        "article-input-1": ArticleInput,
        "article-record-1": ArticleRecord,
        "article-request-1": ArticleRequest,
        "baseline-1": Baseline,
        "batch-1": Batch,
        "batch-input-1": BatchInput,
        "case-1": Case,
        "case-folder-1": CaseFolder,
        "check-1": Check,
        "claim-1": Claim,
        "delivery-1": Delivery,
        "entry-view-1": EntryView,
        "event-1": Event,
        "extract-line-1": ExtractLine,
        "extract-request-1": ExtractRequest,
        "job-1": JobRecord,
        "knowledge-1": OwnKnowledge,
        "problem-1": Problem,
        "reconciliation-1": Reconciliation,
        "reconciliation-record-1": ReconciliationRecord,
        "reconciliation-request-1": ReconciliationRequest,
        "review-1": Review,
        "review-input-1": ReviewInput,
        "revision-diff-1": RevisionDiff,
        "story-1": StoryRecord,
        "story-change-1": StoryChange,
        "story-input-1": StoryInput,
        "webhook-1": WebhookRecord,
        "webhook-body-1": WebhookBody,
        "webhook-input-1": WebhookInput,
        "why-1": Why,
    }


def schema_text(name: str, model: type[BaseModel]) -> str:
    """The file of one schema: JSON Schema 2020-12, two spaces of indent, fields in the order of the model."""
    body = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    _drop_discriminators(body)
    return json.dumps({"$schema": DIALECT, "$id": PREFIX + name, **body}, ensure_ascii=False, indent=2) + "\n"


def _drop_discriminators(node: Any) -> None:
    # An OpenAPI keyword: JSON Schema has no meaning for it, and the `kind` constants say the same.
    if isinstance(node, dict):
        if isinstance(node.get("discriminator"), dict):
            del node["discriminator"]
        for value in node.values():
            _drop_discriminators(value)
    elif isinstance(node, list):
        for value in node:
            _drop_discriminators(value)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write schemas/published from the models.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    check = parser.parse_args(argv).check
    wanted = {f"{name}.json": schema_text(name, model) for name, model in models().items()}
    present = {p.name: p.read_text(encoding="utf-8") for p in PUBLISHED.glob("*.json")}
    stale = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
    if check:
        for name in stale:
            print(f"schemas/published/{name} differs from its model: run make schemas", file=sys.stderr)
        return 1 if stale else 0
    PUBLISHED.mkdir(exist_ok=True)
    for name in stale:
        if name in wanted:
            (PUBLISHED / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (PUBLISHED / name).unlink()
        print(f"schemas/published/{name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
