"""The document as JSON-LD 1.1: schema.org for articles and claims, W3C Web Annotation for where they stand.

    an article      NewsArticle, with the text that positions count in
    a claim         Claim, with the article that it appears in
    a comparison    ClaimReview (rc:Comparison): the claims, rc:verdict, rc:relation, rc:side; never a rating of truth
    its evidence    Annotation: target the characters, by quote and by position; body the comparison

docs/json-ld.md describes the vocabulary `rc:`. The context is inline: nothing has to be fetched to read the file. An
annotation repeats the name of the W3C's own context, as its model demands; the inline one means the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from reconcile.report.address import web_address
from reconcile.report.json import dumps, filtered
from reconcile.report.web_annotation import CONTEXT as ANNOTATION_CONTEXT
from schemas.article import Article
from schemas.claim import Claim
from schemas.reconciliation import Comparison, Evidence, Reconciliation, Verdict

Node = dict[str, Any]

VOCABULARY = "urn:reconcile:vocabulary:"
CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "rc": VOCABULARY,
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "appearance": {"@type": "@id"},
    "itemReviewed": {"@type": "@id"},
    "url": {"@type": "@id"},
    "rc:entry": {"@type": "@id"},
    "rc:kind": {"@type": "@id"},
    "rc:verdict": {"@type": "@id"},
    "rc:relation": {"@type": "@id"},
    "rc:polarity": {"@type": "@id"},
    "rc:modality": {"@type": "@id"},
    "rc:claim": {"@type": "@id"},
    "rc:evidence": {"@type": "@id"},
    "rc:value": {"@type": "@json"},
    "rc:comparisons": {"@type": "@json"},
    "rc:side": {"@container": "@list"},
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "linking": "oa:linking",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
_AROUND = 32
"""Characters before and after a quote, by which a reader finds it where positions have moved."""


def render(document: Reconciliation, *, only: Collection[Verdict] = ()) -> str:
    """The document, indented by two spaces; with `only`, comparisons of these verdicts with their claims."""
    return dumps(build(document, only))


def build(document: Reconciliation, only: Collection[Verdict] = ()) -> Node:
    """As `render`, in plain JSON types."""
    return {"@context": CONTEXT, "@graph": list(_nodes(filtered(document, only), whole=not only))}


def evidence(document: Reconciliation) -> tuple[Node, ...]:
    """The annotations of all evidence, each a whole JSON-LD document of its own."""
    return tuple(node for node in _nodes(document, whole=True) if node.get("type") == "Annotation")


def sources(document: Reconciliation) -> dict[str, str]:
    """The IRI of each article by id: its address where no other has the same one, else a URN of the id."""
    given = {article.id: web_address(article.url) for article in document.articles}
    times = Counter(given.values())
    return {
        id_: found if found and times[found] == 1 else f"urn:reconcile:article:{id_}" for id_, found in given.items()
    }


def _nodes(document: Reconciliation, *, whole: bool) -> Iterator[Node]:
    named = sources(document)
    texts = {article.id: article.text for article in document.articles}
    yield {
        "@type": "rc:Reconciliation",
        "rc:engineVersion": document.engine.version,
        "rc:comparisons": dict(document.summary.by_verdict),
    }
    yield from (_article(article, named[article.id]) for article in document.articles)
    needed = {id_ for entry in document.reconciled for id_ in (*entry.claims, *entry.also_in)}
    needed |= {item.claim for entry in document.reconciled for c in entry.comparisons for item in c.evidence}
    yield from (_claim(claim, named[claim.article]) for claim in document.claims if whole or claim.id in needed)
    for entry in document.reconciled:
        for comparison in entry.comparisons:
            yield _comparison(comparison, entry.id, document)
            for at, item in enumerate(comparison.evidence):
                yield _annotation(comparison, at, item, named[item.article], texts[item.article])


def _article(article: Article, iri: str) -> Node:
    about = {
        "headline": article.title,
        "creditText": article.byline,
        "url": web_address(article.url),
        "datePublished": article.published,
        "inLanguage": article.language,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
    }
    given = {name: value for name, value in about.items() if value}
    return {"@id": iri, "@type": "NewsArticle", "identifier": article.id, **given, "articleBody": article.text}


def _claim(claim: Claim, article: str) -> Node:
    return {
        "@id": _claim_iri(claim.id),
        "@type": "Claim",
        "text": claim.text,
        "appearance": article,
        "rc:polarity": f"rc:{claim.polarity}",
        "rc:modality": f"rc:{claim.modality}",
    }


def _comparison(comparison: Comparison, entry: str, document: Reconciliation) -> Node:
    claims = list(dict.fromkeys(item.claim for item in comparison.evidence if item.use == "value"))
    node: Node = {
        "@id": _comparison_iri(comparison),
        "@type": "rc:Comparison" if comparison.verdict == "unique" else ["ClaimReview", "rc:Comparison"],
        "rc:entry": f"urn:reconcile:entry:{entry}",
        "rc:kind": f"rc:{comparison.kind}",
        "rc:verdict": f"rc:{comparison.verdict}",
        "rc:independentSources": comparison.independent_sources,
    }
    if comparison.role:
        node["rc:role"] = comparison.role
    if comparison.relation:
        node["rc:relation"] = f"rc:{comparison.relation}"
    if comparison.verdict != "unique":
        node["claimReviewed"] = " / ".join(dict.fromkeys(item.text for item in comparison.evidence))
        node["itemReviewed"] = [_claim_iri(claim) for claim in claims]
        node["reviewAspect"] = comparison.kind
        explained = comparison.explanation
        node["reviewBody"] = [
            {"@language": "ko", "@value": explained.ko},
            {"@language": "en", "@value": explained.en},
        ]
    node["rc:side"] = [
        {
            "@type": "rc:Side",
            **({"rc:value": side.value.to_json_dict()} if side.value is not None else {}),
            "rc:independentSources": side.independent_sources,
            "rc:claim": [
                _claim_iri(id_) for id_ in dict.fromkeys(comparison.evidence[at].claim for at in side.evidence)
            ],
            "rc:evidence": [_evidence_iri(comparison, at) for at in side.evidence],
        }
        for side in comparison.sides
    ]
    if comparison.basis:
        node["rc:basis"] = [
            {"@type": "rc:Basis", "rc:statement": basis.statement, "rc:source": basis.source}
            for basis in comparison.basis
        ]
    return node


def _annotation(comparison: Comparison, at: int, item: Evidence, source: str, text: str) -> Node:
    return {
        "@context": ANNOTATION_CONTEXT,
        "id": _evidence_iri(comparison, at),
        "type": "Annotation",
        "motivation": "linking",
        "body": _comparison_iri(comparison),
        "target": {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": item.text,
                    "prefix": text[max(0, item.start - _AROUND) : item.start],
                    "suffix": text[item.end : item.end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": item.start, "end": item.end},
            ],
        },
    }


def _claim_iri(claim: str) -> str:
    return f"urn:reconcile:claim:{claim}"


def _comparison_iri(comparison: Comparison) -> str:
    return f"urn:reconcile:comparison:{comparison.id}"


def _evidence_iri(comparison: Comparison, at: int) -> str:
    return f"urn:reconcile:evidence:{comparison.id}:{at}"
