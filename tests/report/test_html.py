"""The HTML report: one file that opens offline, in two languages, in which words of an article stay words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from reconcile.report import html
from reconcile.report.html import visible
from schemas.reconciliation import AppliedBaseline, Reconciliation
from tests.report.documents import article, comparison, document, evidence, library

LIBRARY = library()
EVIL = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!-- ", "]]>",
    "{{ 7*7 }}", "{% raw %}", "&lt;b&gt;", "\u2028\u2029", "' onclick='x", "</title><style>*{display:none}</style>",
    "javascript:alert(1)", "\x00\x07\ufffe\ud800", "\u202e외국\u202c",
]  # fmt: skip


def page(language: Any = "ko", of: Reconciliation = LIBRARY, **more: Any) -> HtmlElement:
    return document_fromstring(html.render(of, language=language, **more))


KO, EN = page("ko"), page("en")


def data(of: HtmlElement) -> dict[str, Any]:
    (script,) = of.xpath('//script[@id="data"]')
    found: dict[str, Any] = json.loads(script.text)
    return found


def told(said: str, title: str = "t") -> Reconciliation:
    """Two articles, one of which says `said` wherever an article can say something."""
    a = article(f"{title}\n{said}5명 {said}\n", outlet=said, language=said or "ko").model_copy(update={
        "title": said, "byline": said, "url": "https://a.example/" + said, "published": None,
    })  # fmt: skip
    b = article("t\n6명\n")
    found = [
        comparison(1, "figure", "conflict", "different", "conflict.different", [
            (None, [evidence(a, f"{said}5명 {said}")]), (None, [evidence(b, "6명")]),
        ], role=said),
        comparison(2, "figure", "unique", None, "unique.only_in", [(None, [evidence(a, f"{said}5명")])],
                   params={"sources": (said,)}),
    ]  # fmt: skip
    return document([a, b], found)


def shape(of: HtmlElement) -> list[tuple[Any, ...]]:
    """Every element with the names of its attributes, but how often `lang` occurs."""
    return [(e.tag, *sorted(set(e.attrib) - {"lang"})) for e in of.iter() if isinstance(e.tag, str)]


ORDINARY = shape(page("ko", told("말")))


@pytest.mark.parametrize("said", EVIL)
def test_no_words_of_an_article_become_markup(said: str) -> None:
    made = page("ko", told(said))
    assert not made.xpath("//@onclick | //@onerror | //@style | //img | //iframe | //object")
    assert len(made.xpath("//script")) == 2 and len(made.xpath("//style")) == 1
    kinds = {row[0] for row in shape(made)}
    assert kinds <= {row[0] for row in ORDINARY}
    assert all(link.startswith(("#", "https://a.example")) for link in made.xpath("//@href"))


LINE = st.text(st.characters(exclude_characters="\n"), max_size=30)


@settings(max_examples=60)
@given(LINE)
def test_any_text_of_an_article_is_shown_as_it_is(said: str) -> None:
    found = told(said)
    made = document_fromstring(html.render(found, language="en").encode("utf-8", "replace"))
    shown = made.xpath('//article[@id="s1"]//*[contains(@class,"paragraph")]')
    (line,) = ["".join(p.itertext()) for p in shown]
    assert line == visible(f"{said}5명 {said}")
    assert data(made)["together"] == [[1, 3]]


@given(st.text())
def test_visible_gives_one_character_for_one_that_any_parser_keeps(said: str) -> None:
    shown = visible(said)
    assert len(shown) == len(said)
    etree.fromstring(etree.tostring(_element(shown)))
    assert "".join(c for c in shown if c.isprintable()) or not any(c.isprintable() for c in said)


def _element(said: str) -> Any:
    made = etree.Element("p")
    made.text = said
    return made


@pytest.mark.parametrize("said", EVIL)
def test_what_the_script_reads_cannot_end_the_script(said: str) -> None:
    written = html.render(told(said), language="en").encode("utf-8", "replace").decode()
    inside = written.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert not set(inside) & set("<>&\u2028\u2029")
    assert set(json.loads(inside)) == {"together", "levels", "features", "why", "words", "language", "other"}


def test_the_page_forbids_itself_whatever_is_not_its_own_style_and_script() -> None:
    (policy,) = KO.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy == html.content_security_policy() and policy.startswith("default-src 'none';")
    for name, path in (("style-src", "//style"), ("script-src", "//script[not(@type)]")):
        (found,) = KO.xpath(path)
        digest = base64.b64encode(hashlib.sha256(found.text.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy


@pytest.mark.parametrize("name", ["style.css", "script.js"])
def test_style_and_script_ask_for_nothing_from_outside(name: str) -> None:
    text = str(html.asset(name)).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(
        r"url\(|@import|https?:|fetch\(|XMLHttp|import\(|innerHTML|eval\(|document\.write|</|<!--", text
    )


def test_nothing_is_loaded_and_nothing_carries_a_style_or_a_handler() -> None:
    made = page(of=told("말"))
    assert not made.xpath("//@src | //link | //@style | //@action | //base")
    assert not [name for e in made.iter() if isinstance(e.tag, str) for name in e.attrib if name.startswith("on")]


def test_every_id_is_there_once_and_every_link_in_the_page_leads_to_one() -> None:
    for made in (KO, EN):
        ids = made.xpath("//@id")
        assert len(ids) == len(set(ids))
        named = {*(link[1:] for link in made.xpath("//@href") if link.startswith("#")),
                 *(name for value in made.xpath("//@aria-labelledby") for name in value.split())}  # fmt: skip
        # A verdict without a comparison has a tile and no section.
        assert named - set(ids) <= {"conflict", "update", "agreement", "unclear", "unique"}


def test_every_comparison_can_be_gone_to_and_every_claim_of_one_too() -> None:
    ids = set(KO.xpath("//@id"))
    assert {c.id for entry in LIBRARY.reconciled for c in entry.comparisons} <= ids
    told_of = {item.claim for entry in LIBRARY.reconciled for c in entry.comparisons for item in c.evidence}
    assert {f"k{n}" for n, claim in enumerate(LIBRARY.claims) if claim.id in told_of} <= ids


def words(of: HtmlElement, other: list[str] | None = None) -> list[str]:
    """The words of the body in order, those with a number taken from `other`."""
    found = []
    for e in of.xpath("//body//*[not(self::script)]"):
        if other is not None and "data-t" in e.attrib:
            found.append(other[int(e.get("data-t"))])
        elif e.text and e.text.strip():
            found.append(e.text)
        if e.tail and e.tail.strip():
            found.append(e.tail)
    return found


def test_a_reader_who_changes_the_language_sees_the_page_of_the_other_one() -> None:
    assert words(KO, data(KO)["other"]) == words(EN)
    assert words(EN, data(EN)["other"]) == words(KO)


def test_the_language_of_the_page_and_of_each_article_is_told() -> None:
    assert KO.get("lang") == "ko" and EN.get("lang") == "en"
    assert EN.xpath('//article[@class="text"]/@lang') == ["ko", "ko", "en"]


def test_headings_go_down_by_one_step_and_there_is_one_first() -> None:
    levels = [int(e.tag[1]) for e in KO.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_landmarks_labels_and_a_live_region_are_there() -> None:
    assert all(len(KO.xpath(path)) == 1 for path in ("//main", "//header[@class='top']", "//body/footer", "//nav"))
    assert KO.xpath("//body/*[1]/@href") == ["#main"]
    assert all(e.xpath("ancestor::label") for e in KO.xpath("//input | //select"))
    assert all(e.get("type") in ("button", "reset") for e in KO.xpath("//button"))
    assert KO.xpath('//*[@aria-live="polite"]/@id') == ["status"]
    assert all(th.get("scope") for th in KO.xpath("//th"))


def test_every_verdict_has_a_sign_and_a_word_beside_its_colour() -> None:
    for badge in KO.xpath('//*[contains(concat(" ", @class, " "), " badge ")]'):
        assert len("".join(badge.itertext()).split()) >= 2


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


STYLE = str(html.asset("style.css"))
THEMES = {
    "light": variables(STYLE[: STYLE.index("}")]),
    "dark": variables(STYLE[STYLE.index("[data-theme=dark]") :].split("}")[0]),
    "auto": variables(STYLE[STYLE.index("[data-theme=auto]") :].split("}")[0]),
}
PAIRS = [
    ("ink", "bg"), ("ink", "paper"), ("soft", "bg"), ("soft", "paper"), ("link", "bg"), ("link", "paper"),
    ("mark-ink", "mark"), ("paper", "ink"),
    *((verdict, ground) for verdict in html.SYMBOLS for ground in (f"{verdict}-bg", "paper")),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_stand_out_from_their_ground_by_four_and_a_half_to_one(theme: str, front: str, back: str) -> None:
    light, dark = sorted((luminance(THEMES[theme][name]) for name in (front, back)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_what_is_dark_by_choice_is_dark_by_the_system_too() -> None:
    assert THEMES["dark"] == THEMES["auto"] and set(THEMES["dark"]) <= set(THEMES["light"])


def test_only_leaves_out_other_verdicts_and_checks() -> None:
    made = page(only=["agreement"])
    assert set(made.xpath("//@data-v")) == {"agreement"} and not made.xpath('//*[@id="checks"]')
    assert not made.xpath('//*[@id="conflict"]')


def test_a_known_conflict_is_left_out_and_counted_as_quiet() -> None:
    made = page("en", LIBRARY.model_copy(update={"baseline": AppliedBaseline(known=("c1",))}))
    assert not made.xpath('//*[@id="c1"]') and "1 known difference kept quiet." in made.text_content()


def test_a_document_without_anything_to_compare_is_a_page_too() -> None:
    empty = document([article("t\n말이다.\n"), article("u\n글이다.\n")], [])
    assert "Nothing that the articles have in common was found." in page("en", empty).text_content()
    assert "No conflict found." in page("en", empty, only=["conflict"]).text_content()


def test_same_document_same_bytes() -> None:
    assert html.render(LIBRARY) == html.render(library())


def test_the_fact_sheet_is_a_page_with_one_table_and_no_script() -> None:
    made = document_fromstring(html.render_facts(LIBRARY, language="en"))
    assert len(made.xpath("//table")) == 1 and not made.xpath("//script")
    rows = made.xpath("//tbody/tr")
    assert len(rows) >= 6 and all(len(row) == 8 for row in rows)
    assert not document_fromstring(html.render_facts(told("<b>x</b>"))).xpath("//td/b")
