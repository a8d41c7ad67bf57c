"""What the W3C Web Annotation Data Model demands of an annotation, as far as it can be told from the annotation alone.

    faults({"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation"})
    → ("/target: an annotation has one or more targets",)

Source: Web Annotation Data Model, W3C Recommendation 2017-02-23, sections 3.1, 3.2, 3.3, 4 and 5; what it calls a must.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?\Z")
_FORMAT = re.compile(r"[a-z]+/[^\s/]+\Z")
_CHOICES = ("Choice", "Composite", "List", "Independents")
_VALUED = ("FragmentSelector", "CssSelector", "XPathSelector")
_SELECTORS = (
    *_VALUED, "TextQuoteSelector", "TextPositionSelector", "DataPositionSelector", "SvgSelector", "RangeSelector",
)  # fmt: skip
_DIRECTIONS = ("ltr", "rtl", "auto")
_REFINING = ("purpose", "selector", "state", "styleClass", "renderedVia", "scope")
"""What makes a resource with a source a specific one (section 4)."""

Faults = Iterator[str]


def faults(data: Any) -> tuple[str, ...]:
    """What is wrong with an annotation, or with a page or collection of them, each with its JSON Pointer."""
    if not isinstance(data, Mapping):
        return (": give an object",)
    found = [] if CONTEXT in _listed(data.get("@context")) else [f"/@context: one of it is {CONTEXT}"]
    kinds = _listed(data.get("type"))
    if "Annotation" in kinds:
        found += _annotation(data, "")
    elif "AnnotationPage" in kinds:
        found += _page(data, "")
    elif "AnnotationCollection" in kinds:
        found += _iri(data.get("id"), "/id")
        if isinstance(data.get("first"), Mapping):
            found += _page(data["first"], "/first")
    else:
        found.append("/type: one of it is Annotation")
    return tuple(found)


def _page(data: Mapping[str, Any], at: str) -> Faults:
    yield from _iri(data.get("id"), f"{at}/id")
    for number, item in enumerate(_listed(data.get("items"))):
        if isinstance(item, Mapping):
            yield from _annotation(item, f"{at}/items/{number}")
        else:
            yield from _iri(item, f"{at}/items/{number}")


def _annotation(data: Mapping[str, Any], at: str) -> Faults:
    yield from _iri(data.get("id"), f"{at}/id")
    if "Annotation" not in _listed(data.get("type")):
        yield f"{at}/type: one of it is Annotation"
    if not _listed(data.get("target")):
        yield f"{at}/target: an annotation has one or more targets"
    if "bodyValue" in data:
        if "body" in data:
            yield f"{at}/bodyValue: give body or bodyValue"
        if not isinstance(data["bodyValue"], str):
            yield f"{at}/bodyValue: give one text"
    for name in ("body", "target"):
        for where, item in _numbered(data.get(name), f"{at}/{name}"):
            yield from _resource(item, where, body=name == "body")
    yield from _about(data, at)


def _about(data: Mapping[str, Any], at: str) -> Faults:
    """Who made it and when, and under which rights (section 3.3)."""
    for name in ("created", "modified", "generated"):
        if name in data and not (isinstance(data[name], str) and _TIME.match(data[name])):
            yield f"{at}/{name}: give one xsd:dateTime"
    for name in ("creator", "generator", "audience"):
        for where, item in _numbered(data.get(name), f"{at}/{name}"):
            yield from () if isinstance(item, Mapping) else _iri(item, where)
    for name in ("rights", "via"):
        for where, item in _numbered(data.get(name), f"{at}/{name}"):
            yield from _iri(item, where)
    if "canonical" in data:
        yield from _iri(data["canonical"], f"{at}/canonical")


def _resource(data: Any, at: str, *, body: bool) -> Faults:
    if not isinstance(data, Mapping):
        yield from _iri(data, at)
        return
    yield from _about(data, at)
    for where, item in _numbered(data.get("format"), f"{at}/format"):
        if not (isinstance(item, str) and _FORMAT.match(item)):
            yield f"{where}: give a media type"
    if data.get("textDirection", "auto") not in _DIRECTIONS:
        yield f"{at}/textDirection: give one of {', '.join(_DIRECTIONS)}"
    if not isinstance(data.get("processingLanguage", ""), str):
        yield f"{at}/processingLanguage: give one language"
    kinds = _listed(data.get("type"))
    chosen = [kind for kind in kinds if kind in _CHOICES]
    if "items" in data:
        if len(chosen) != 1:
            yield f"{at}/type: a set is one of {', '.join(_CHOICES)}"
        for where, item in _numbered(data["items"], f"{at}/items"):
            yield from _resource(item, where, body=body)
    elif "source" in data or "SpecificResource" in kinds:
        yield from _specific(data, at)
    elif body and ("TextualBody" in kinds or "value" in data):
        if not isinstance(data.get("value"), str):
            yield f"{at}/value: a textual body has one text"
    else:
        yield from _iri(data.get("id"), f"{at}/id")


def _specific(data: Mapping[str, Any], at: str) -> Faults:
    source = data.get("source")
    yield from _iri(source.get("id") if isinstance(source, Mapping) else source, f"{at}/source")
    if not any(name in data for name in _REFINING):
        yield f"{at}: a specific resource has one of {', '.join(_REFINING)}"
    for where, item in _numbered(data.get("selector"), f"{at}/selector"):
        yield from _selector(item, where)


def _selector(data: Any, at: str) -> Faults:
    if not isinstance(data, Mapping):
        yield from _iri(data, at)
        return
    kind = data.get("type")
    if kind not in _SELECTORS:
        yield f"{at}/type: give one of {', '.join(_SELECTORS)}"
    elif kind in _VALUED and not isinstance(data.get("value"), str):
        yield f"{at}/value: give one text"
    elif kind == "TextQuoteSelector":
        if not isinstance(data.get("exact"), str):
            yield f"{at}/exact: give one text"
        if any(not isinstance(data.get(name, ""), str) for name in ("prefix", "suffix")):
            yield f"{at}: prefix and suffix are one text each"
    elif kind in ("TextPositionSelector", "DataPositionSelector"):
        ends = [data.get("start"), data.get("end")]
        if not all(isinstance(end, int) and not isinstance(end, bool) and end >= 0 for end in ends):
            yield f"{at}: start and end are whole numbers from 0"
    elif kind == "RangeSelector":
        for name in ("startSelector", "endSelector"):
            yield from _selector(data.get(name), f"{at}/{name}")
    if "refinedBy" in data:
        for where, item in _numbered(data["refinedBy"], f"{at}/refinedBy"):
            yield from _selector(item, where)


def _iri(data: Any, at: str) -> Faults:
    """A single IRI; the model lets one stand alone in a list."""
    (one,) = data if isinstance(data, list) and len(data) == 1 else (data,)
    if not (isinstance(one, str) and _IRI.match(one)):
        yield f"{at}: give one IRI"


def _listed(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [] if data is None else [data]


def _numbered(data: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(data, list):
        yield from ((f"{at}/{number}", item) for number, item in enumerate(data))
    elif data is not None:
        yield at, data
