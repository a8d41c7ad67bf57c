"""JSON-LD: what is written points at the articles, never rates, and fits the Web Annotation model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from reconcile.report import jsonld
from reconcile.report.address import web_address
from reconcile.report.web_annotation import CONTEXT, faults
from tests.report.documents import article, comparison, document, evidence, library

LIBRARY = library()
GRAPH: list[dict[str, Any]] = json.loads(jsonld.render(LIBRARY))["@graph"]
W3C = Path(__file__).resolve().parents[3] / "shared" / "web-annotation"
beside = pytest.mark.skipif(not W3C.is_dir(), reason="the W3C's schemas and samples do not lie beside the project")


def of_type(name: str) -> list[dict[str, Any]]:
    return [node for node in GRAPH if name in (node.get("@type"), node.get("type"), *node.get("@type", ()))]


def test_every_article_claim_comparison_and_piece_of_evidence_is_a_node() -> None:
    comparisons = [c for entry in LIBRARY.reconciled for c in entry.comparisons]
    assert len(of_type("NewsArticle")) == len(LIBRARY.articles)
    assert len(of_type("Claim")) == len(LIBRARY.claims)
    assert len(of_type("rc:Comparison")) == len(comparisons)
    assert len(of_type("ClaimReview")) == sum(c.verdict != "unique" for c in comparisons)
    assert len(of_type("Annotation")) == sum(len(c.evidence) for c in comparisons)


def test_a_review_states_a_relation_and_never_a_rating() -> None:
    written = jsonld.render(LIBRARY)
    assert "ating" not in written.replace("operating", "")
    for review in of_type("ClaimReview"):
        assert review["rc:verdict"].startswith("rc:") and review["itemReviewed"] and review["claimReviewed"]


def test_no_name_of_a_node_is_used_twice_and_every_reference_leads_to_one() -> None:
    names = [name for node in GRAPH if (name := node.get("@id") or node.get("id"))]
    assert len(names) == len(set(names))
    for node in of_type("Annotation"):
        assert {node["body"], node["target"]["source"]} <= set(names)
    for node in of_type("rc:Comparison"):
        for side in node["rc:side"]:
            assert {*side["rc:claim"], *side["rc:evidence"]} <= set(names)


def test_both_selectors_point_at_the_words_in_the_text_of_the_article() -> None:
    texts = {node["@id"]: node["articleBody"] for node in of_type("NewsArticle")}
    for node in of_type("Annotation"):
        text = texts[node["target"]["source"]]
        words, position = node["target"]["selector"]
        assert text[position["start"] : position["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in text


def test_the_context_is_inline_and_knows_every_term_of_an_annotation() -> None:
    context = json.loads(jsonld.render(LIBRARY))["@context"]
    assert isinstance(context, dict)
    keys = {key for node in of_type("Annotation") for key in (*node, *node["target"])} - {"@context"}
    assert keys <= set(context)


def test_only_keeps_comparisons_of_these_verdicts_with_their_claims() -> None:
    graph = jsonld.build(LIBRARY, ["unique"])["@graph"]
    kinds = [node.get("@type") or node.get("type") for node in graph]
    assert kinds.count("rc:Comparison") == 1 and "ClaimReview" not in str(kinds) and kinds.count("Claim") == 1


def test_two_articles_at_one_address_are_named_by_their_ids() -> None:
    a, b, c = (article(f"t{n}\n5명\n").model_copy(update={"url": url}) for n, url in enumerate(
        ("https://a.example/1", "https://a.example/1", "https://a.example/2")
    ))  # fmt: skip
    named = jsonld.sources(document([a, b, c], []))
    assert list(named.values()) == [
        f"urn:reconcile:article:{a.id}", f"urn:reconcile:article:{b.id}", "https://a.example/2",
    ]  # fmt: skip


ADDRESSES = [
    ("https://a.example/뉴스?q=대구 1#끝", "https://a.example/%EB%89%B4%EC%8A%A4?q=%EB%8C%80%EA%B5%AC%201#%EB%81%9D"),
    ("https://user:pass@a.example/", "https://a.example/"),
    ("http://한국.example:8080/x", "http://xn--3e0b707e.example:8080/x"),
    ("https://a.example/100%/%20", "https://a.example/100%25/%20"),
    ("https://[::1]/", "https://[::1]/"),
    ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
    ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("//a.example", ""), ("https://a.example:x/", ""),
    ("https://", ""), ("https://[x/", ""), (None, ""), ("한국", ""),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "wanted"), ADDRESSES)
def test_an_address_is_made_fit_for_a_link_or_left_out(given_: str | None, wanted: str) -> None:
    assert web_address(given_) == wanted


@given(st.text(max_size=40))
def test_no_address_is_anything_but_ascii_over_http(said: str) -> None:
    found = web_address("https://a.example/" + said)
    assert found == "" or (found.isascii() and found.startswith("https://a.example") and not set(found) & set(' <>"'))


ANNOTATION = {"@context": CONTEXT, "id": "urn:x:1", "type": "Annotation", "target": "urn:x:2"}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"@context": "https://schema.org/"}, "/@context"),
    ({"id": "no iri"}, "/id"),
    ({"id": ["urn:x:1", "urn:x:2"]}, "/id"),
    ({"type": "Note"}, "/type"),
    ({"target": []}, "/target"),
    ({"target": {"type": "SpecificResource", "selector": "urn:x:3"}}, "/target/source"),
    ({"target": {"source": "urn:x:2"}}, "/target"),
    ({"target": {"source": "urn:x:2", "selector": {"type": "TextQuoteSelector"}}}, "/target/selector/exact"),
    ({"target": {"source": "urn:x:2", "selector": {"type": "TextPositionSelector", "start": -1, "end": 2}}},
     "/target/selector"),
    ({"target": {"source": "urn:x:2", "selector": [{"type": "WordSelector"}]}}, "/target/selector/0/type"),
    ({"body": {"type": "TextualBody"}}, "/body/value"),
    ({"body": "urn:x:3", "bodyValue": "x"}, "/bodyValue"),
    ({"created": "yesterday"}, "/created"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "where"), WRONG, ids=lambda v: v if isinstance(v, str) else "")
def test_a_fault_of_an_annotation_is_told_with_its_place(change: dict[str, Any], where: str) -> None:
    assert faults(ANNOTATION) == ()
    assert [told.split(":")[0] for told in faults(ANNOTATION | change)] == [where]


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"type": "AnnotationPage"}])
def test_what_is_no_annotation_at_all_is_refused(data: Any) -> None:
    assert faults(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=40))
def test_annotations_of_any_text_fit_the_model(said: str) -> None:
    a, b = article(f"t\n{said}5명\n"), article("t\n6명\n")
    sides = [(None, [evidence(a, "5명"), evidence(b, "6명")])]
    made = document([a, b], [comparison(1, "figure", "agreement", "equal", "agreement.equal", sides)])
    assert [faults(node) for node in jsonld.evidence(made)] == [(), ()]


def samples(kind: str) -> list[tuple[str, Any]]:
    found = []
    for path in sorted((W3C / "samples" / kind).glob("*.json")):
        try:
            found.append((path.name, json.loads(path.read_text(encoding="utf-8"))))
        except ValueError:
            continue
    return found


def musts() -> dict[str, Draft4Validator]:
    """The W3C's schemas of what an annotation must be, by file; their ids, of another draft, are left out."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("$schema", "id") or not isinstance(v, str)}
        return [bare(item) for item in value] if isinstance(value, list) else value

    read = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in W3C.rglob("*.json") if "samples" not in p.parts}
    registry = Registry().with_resources(
        (name, Resource(contents=bare(schema), specification=DRAFT4)) for name, schema in read.items()
    )
    return {
        name: Draft4Validator({"$ref": name}, registry=registry, format_checker=FormatChecker())
        for name, schema in read.items()
        if schema.get("assertionType") == "must"
    }


@beside
def test_every_annotation_we_write_fits_the_schemas_of_the_w3c() -> None:
    schemas = musts()
    assert len(schemas) >= 6
    for node in of_type("Annotation"):
        assert [name for name, schema in schemas.items() if not schema.is_valid(node)] == []


@beside
def test_our_check_accepts_the_correct_samples_of_the_w3c() -> None:
    found = samples("correct")
    assert found
    assert {name: told for name, data in found if (told := faults(data))} == {}


@beside
def test_our_check_refuses_every_incorrect_sample_of_the_w3c_that_is_json() -> None:
    found = samples("incorrect")
    assert found
    assert [name for name, data in found if not faults(data)] == []
