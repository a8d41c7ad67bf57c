"""In a notebook a document shows itself as the page, kept apart from the notebook."""

from __future__ import annotations

from lxml.html import document_fromstring, fragment_fromstring

import reconcile
from reconcile.report import html
from tests.report.documents import library

LIBRARY = library()


def test_a_document_shows_its_page_in_a_frame_of_its_own() -> None:
    assert reconcile.reconcile  # what gives documents brings the method
    frame = fragment_fromstring(LIBRARY._repr_html_())  # type: ignore[attr-defined]
    assert frame.tag == "iframe" and frame.get("sandbox") == "allow-scripts allow-popups"
    assert frame.get("srcdoc") == html.render(LIBRARY)
    assert document_fromstring(frame.get("srcdoc")).xpath("//h1")


def test_showing_a_document_changes_nothing_of_it() -> None:
    before = LIBRARY.to_json_dict()
    LIBRARY._repr_html_()  # type: ignore[attr-defined]
    assert LIBRARY.to_json_dict() == before and library() == LIBRARY
