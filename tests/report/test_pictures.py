"""Pictures: what the page shows, drawn without style or script, the same bytes everywhere, and no empty boxes."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml.html import document_fromstring

from reconcile.cli.options import PICTURE_NAMES
from reconcile.report import html, picture_canvas, pictures
from reconcile.report.context import Fragment
from reconcile.report.messages import LANGUAGES
from reconcile.report.picture_canvas import SIGNS, fitted, palette, wide
from reconcile.report.picture_plans import PICTURES, _with_mark
from reconcile.report.web_build import build
from reconcile.report.web_view import Both
from schemas.reconciliation import VERDICTS, Reconciliation
from schemas.values import DateValue, FigureValue
from tests.report.documents import article, comparison, document, evidence, library

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
LIBRARY = library()
EVIL = ("<script>alert(1)</script>", "]]>&", "\x00\x07\ufffe\ud800", "\u2028", "'\" onload=x", "}{{")


def story(count: int, *, said: str = "") -> Reconciliation:
    """So many articles, each with a number of people and a day of its own."""
    texts = [f"소식 {at}\n{said}{at}명이 {at + 1}일에 왔다고 했다.\n" for at in range(1, count + 1)]
    found = [article(text, outlet=f"{said}강변일보 {at}", published=f"2026-05-{at + 2:02}")
             for at, text in enumerate(texts, 1)]  # fmt: skip
    amounts = [FigureValue(amount=str(at), unit="person") for at in range(1, count + 1)]
    days = [DateValue(start=f"2026-05-{at + 1:02}", end=f"2026-05-{at + 2:02}", edtf=f"2026-05-{at + 1:02}",
                      granularity="day") for at in range(1, count + 1)]  # fmt: skip
    return document(found, [
        comparison(1, "figure", "conflict", "different", "conflict.different",
                   [(value, [evidence(a, f"{at}명", value)])
                    for at, (a, value) in enumerate(zip(found, amounts, strict=True), 1)], role=said),
        comparison(2, "date", "unclear", None, "conflict.different",
                   [(value, [evidence(a, f"{at + 1}일", value)])
                    for at, (a, value) in enumerate(zip(found, days, strict=True), 1)]),
    ])  # fmt: skip


def drawn(picture: str, of: Reconciliation = LIBRARY, **more: Any) -> Any:
    return etree.fromstring(pictures.svg(of, picture, **more).encode())


def texts(of: Any) -> list[str]:
    return [element.text for element in of.iter(f"{SVG}text")]


def test_the_command_knows_the_pictures_that_there_are() -> None:
    assert tuple(PICTURES) == PICTURE_NAMES
    assert set(SIGNS) == set(VERDICTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_plain_shapes_and_words_with_a_title_and_a_description(
    picture: str, theme: Any, language: Any
) -> None:
    root = drawn(picture, theme=theme, language=language)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "line", "text"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"style", "class", "href", "onload"} and not any(":" in name for name in names)
    title, desc = root[0], root[1]
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), desc.get("id"))
    assert title.text in texts(root) and desc.text
    assert "Noto Sans CJK KR" in root.get("font-family")


def test_the_picture_of_figures_says_and_places_what_the_page_does() -> None:
    view = build(LIBRARY)
    said = texts(drawn("figures", language="ko"))
    for panel in view.figures:
        assert any(panel.item.about.ko in words for words in said)
        for row in panel.rows:
            assert row.wording.text in said
    points = [e for e in drawn("figures").iter(f"{SVG}path") if e.get("stroke-width") == "2"]
    assert len(points) == sum(row.point is not None for panel in view.figures for row in panel.rows)


def test_the_timeline_has_every_date_of_the_page_and_how_each_source_puts_it() -> None:
    said = texts(drawn("timeline", story(3), language="ko"))
    for mark in build(story(3)).dates:
        assert mark.shown.ko in said
        assert all(words.text in said for _, _, words, _ in mark.told if words.text)


def test_coverage_has_a_sign_for_every_cell() -> None:
    root = drawn("coverage", story(3), language="ko")
    cells = [(row.item.verdict, cell.letters) for row in build(story(3)).matrix for cell in row.cells if cell]
    for verdict in {verdict for verdict, _ in cells}:
        of = [e for e in root.iter(f"{SVG}path") if e.get("stroke") == palette("light")[verdict]]
        assert len(of) == sum(of_cell == verdict for of_cell, _ in cells) + 1  # and one in the legend
    assert [words for words in texts(root) if words in ("A", "B", "C")] == [letters for _, letters in cells if letters]


def test_columns_too_narrow_for_names_have_numbers_that_the_foot_explains() -> None:
    many = story(9)
    for picture in ("timeline", "coverage"):
        said = texts(drawn(picture, many, language="ko"))
        assert all(f"강변일보 {at}" in said for at in range(1, 10))


def test_what_a_picture_has_no_room_for_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconcile.report.picture_plans._CLAIMS", 1)
    rows = len(build(LIBRARY).matrix)
    assert f"{rows - 1} more are not in the picture." in texts(drawn("coverage", language="en"))


@pytest.mark.parametrize("said", EVIL)
def test_words_of_an_article_stay_words(said: str) -> None:
    root = drawn("figures", story(2, said=said))
    assert {etree.QName(element).localname for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "path", "line", "text",
    }  # fmt: skip


def test_a_picture_of_nothing_says_so_and_names_those_that_there_are() -> None:
    a, b = article("가\n5명이 왔다.\n"), article("나\n5명이 왔다.\n")
    five = FigureValue(amount="5", unit="person")
    same = document([a, b], [comparison(1, "figure", "agreement", "equal", "agreement.equal",
                                        [(five, [evidence(a, "5명", five), evidence(b, "5명", five)])])])  # fmt: skip
    with pytest.raises(pictures.NothingToDraw, match=r"nothing to draw for figures: .*; there is .*coverage"):
        pictures.svg(same, "figures")
    with pytest.raises(pictures.NothingToDraw, match=r"known$"):
        pictures.svg(document([a, b], []), "timeline")


def test_colours_are_those_of_the_report() -> None:
    style = str(html.asset("style.css"))
    assert palette("light")["conflict"] in style and palette("dark")["conflict"] in style
    assert palette("light")["conflict"] != palette("dark")["conflict"]
    assert palette("page")["conflict"] == f"var(--conflict,{palette('light')['conflict']})"


@pytest.mark.parametrize(
    "words", ["가나다라마바사", "The quick brown fox", "e\u0301" * 9, "\u1100\u1161\u11a8" * 9, ""]
)
def test_words_are_cut_to_the_room_they_have(words: str) -> None:
    cut = fitted(words, 50, 12)
    assert wide(cut, 12) <= 50
    assert fitted(words, 1000, 12) == cut or cut.endswith("…")


def without_fonts(code: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Python run where no font is installed."""
    settings = folder / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>")
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True,
        env={**os.environ, "FONTCONFIG_FILE": str(settings), "PYTHONUTF8": "1"},
    )  # fmt: skip


def test_an_svg_has_the_same_bytes_whatever_fonts_there_are(tmp_path: Path) -> None:
    code = (
        "import sys; from reconcile.report import pictures; from tests.report.documents import library\n"
        "for p in pictures.PICTURES: sys.stdout.buffer.write(pictures.svg(library(), p).encode())"
    )
    assert without_fonts(code, tmp_path).stdout.decode() == "".join(pictures.svg(LIBRARY, p) for p in PICTURES)


@pytest.mark.skipif(sys.platform != "linux", reason="takes the fonts away through fontconfig")
def test_without_a_font_for_hangul_there_is_no_png_and_the_reason_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "from reconcile.report import pictures; from tests.report.documents import library\n"
        "try: pictures.png(library(), 'figures')\nexcept pictures.FontMissing as error: print(error)"
    )
    assert "apt-get install fonts-noto-cjk" in without_fonts(code, tmp_path).stdout.decode()


def has_hangul() -> bool:
    try:
        pictures.drawable()
    except pictures.FontMissing:
        return False
    return True


@pytest.mark.skipif(not os.environ.get("CI") and not has_hangul(), reason="fonts-noto-cjk is missing")
@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_a_png_is_the_svg_so_many_times_as_large(scale: float) -> None:
    made = pictures.png(LIBRARY, "coverage", scale=scale)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    height = float(drawn("coverage").get("height"))
    wanted, found = (960 * scale, height * scale), struct.unpack(">II", made[16:24])
    assert found == pytest.approx(wanted, abs=1)


def test_without_the_extra_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconcile.report.pictures.find_spec", lambda _: None)
    for make in (pictures.svg, pictures.png):
        with pytest.raises(pictures.PlotMissing, match=r"pip install \"reconcile\[plot\]\""):
            make(LIBRARY, "figures")


# -- in the page --------------------------------------------------------------------------------


def test_a_page_has_pictures_only_when_asked() -> None:
    assert not document_fromstring(html.render(LIBRARY)).xpath('//*[@id="pictures"]')
    page = document_fromstring(html.render(LIBRARY, pictures=True))
    assert len(page.xpath('//*[@id="pictures"]//svg')) == len(list(pictures.in_page(build(LIBRARY), "ko", lambda _: 0)))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in page.xpath('//*[@id="pictures"]//@aria-labelledby | //*[@id="pictures"]//@aria-describedby'):
        assert name in ids
    assert page.xpath('//nav//a[@href="#pictures"]')


def test_the_policy_of_the_page_allows_its_pictures() -> None:
    page = document_fromstring(html.render(LIBRARY, pictures=True))
    assert not page.xpath('//*[@id="pictures"]//@style | //*[@id="pictures"]//style | //*[@id="pictures"]//script')
    assert page.xpath('//*[@id="pictures"]//@fill[starts-with(., "var(--")]')


def test_a_picture_in_the_page_changes_its_language_with_it() -> None:
    found: list[Both] = []

    def number(words: Both) -> int:
        found.append(words)
        return len(found) - 1

    shown = [etree.fromstring(svg) for _, svg in pictures.in_page(build(LIBRARY), "ko", number)]
    for root in shown:
        for element in root.iter():
            if element.get("data-t"):
                assert found[int(element.get("data-t"))].ko == element.text
    english = [etree.fromstring(svg) for _, svg in pictures.in_page(build(LIBRARY), "en", lambda _: 0)]
    for ko, en in zip(shown, english, strict=True):
        for element, other in zip(ko.iter(), en.iter(), strict=True):
            at = element.get("data-t")
            assert (found[int(at)].en if at else element.text) == other.text


def test_places_of_a_picture_have_no_more_places_than_the_eye() -> None:
    assert not re.search(r"[0-9]\.[0-9]{3,}", pictures.svg(LIBRARY, "coverage"))
    assert picture_canvas.THEMES == ("light", "dark", "page")


def test_the_marked_words_of_a_long_claim_survive_its_cut() -> None:
    claim = (Fragment("오래된 등대 곁 방파제 위에 모여 있던 낚시꾼과 산책객 가운데 "), Fragment("7명", mark=True))
    assert "7명" in fitted(_with_mark(claim, 180, 12), 180, 12)
    assert _with_mark(claim, 900, 12) == "".join(piece.text for piece in claim)
