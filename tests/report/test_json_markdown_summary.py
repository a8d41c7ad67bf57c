"""The JSON and Markdown reports, and the counts at the head."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from reconcile.report import json as json_report
from reconcile.report import markdown
from schemas.reconciliation import VERDICTS, Reconciliation
from schemas.validate import validate
from tests.report.documents import article, comparison, document, evidence, library

LIBRARY = library()


def test_json_is_the_document_valid_and_readable() -> None:
    written = json_report.render(LIBRARY)
    data = json.loads(written)
    validate("reconciliation-1", data)
    assert Reconciliation.model_validate(data) == LIBRARY
    assert next(iter(data)) == "schema" and written.endswith("}\n") and "310억원" in written
    assert written == json_report.render(library())


def test_json_carries_a_lone_surrogate_as_an_escape() -> None:
    written = json_report.dumps({"a": "\ud800"})
    assert written.encode() and json.loads(written) == {"a": "\ud800"}


def test_json_with_only_keeps_counts_and_drops_other_comparisons() -> None:
    kept = json_report.filtered(LIBRARY, ["conflict"])
    assert {found.verdict for entry in kept.reconciled for found in entry.comparisons} == {"conflict"}
    assert kept.summary == LIBRARY.summary and json_report.filtered(LIBRARY, ()) is LIBRARY


def test_markdown_tells_the_same_story() -> None:
    shown = markdown.render(LIBRARY, language="en")
    assert shown.startswith("# 3 articles compared\n") and "## Conflicts (3)" in shown
    assert "**310억원**" in shown and "| figure · ‘연면적’ |" in shown
    assert "## Updates" not in markdown.render(LIBRARY, language="en", only=["conflict"])


def test_article_text_cannot_make_markup() -> None:
    evil = "<b>x</b> [a](http://e.example) `c` | *d* _e_ ![i](j) #1 @you www.e.example 5명"
    a, b = article(f"# {evil}\n{evil}\n", outlet="*O* | <i>"), article("t\n6명\n")
    found = comparison(1, "figure", "agreement", "equal", "agreement.equal", [
        (None, [evidence(a, evil), evidence(b, "6명")]),
    ])  # fmt: skip
    shown = markdown.render(document([a, b], [found]))
    assert "\\<b\\>" in shown and "http\\://" in shown and "www\\.e" in shown
    assert not re.search(r"(?<!\\)[<`\[@]", shown)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_escaping_only_adds_backslashes(said: str) -> None:
    shown = markdown.escape(said)
    assert re.sub(r"\\(.)", r"\1", shown) == said
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>\[\]`|*_]", re.sub(r"\\.", "", shown))


def test_summary_counts_every_comparison_once_and_every_claim_by_its_home() -> None:
    summary = LIBRARY.summary
    comparisons = [found for entry in LIBRARY.reconciled for found in entry.comparisons]
    assert sum(summary.by_verdict.values()) == len(comparisons)
    assert sum(sum(counts.values()) for counts in summary.by_kind.values()) == len(comparisons)
    assert tuple(summary.by_verdict) == VERDICTS
    assert [found.article for found in summary.coverage] == [found.id for found in LIBRARY.articles]
    for coverage in summary.coverage:
        assert sum(coverage.by_verdict.values()) <= coverage.claims
