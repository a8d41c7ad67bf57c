"""Pictures of a document for stories and slides: SVG and PNG, by Altair and vl-convert, offline.

They need the extra `plot`. Words of an SVG stay text, with a row of fonts that have Hangul; a PNG needs such a font on
the machine. The same document gives the same SVG bytes on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reconcile.report.messages import LANGUAGES, Language
from reconcile.report.picture_canvas import FONTS, Sheet, Theme, own
from reconcile.report.picture_plans import PICTURES
from reconcile.report.view import majority_language
from reconcile.report.web_build import build
from reconcile.report.web_view import Both, WebView
from schemas.reconciliation import Reconciliation, Verdict

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_SVG = "http://www.w3.org/2000/svg"
_KEPT = ("transform", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "rx", "ry", "fill", "stroke",
         "stroke-width", "stroke-linecap", "opacity", "text-anchor", "font-size", "font-weight")  # fmt: skip
"""Presentation attributes; what Vega adds for its own script and style is dropped."""
_LONG = re.compile(r"[0-9]+\.[0-9]{3,}(?:e-[0-9]+)?")
"""A number with more places than a picture has use for."""
_PROBE = f'<svg xmlns="{_SVG}" width="40" height="40"><text y="30" font-size="24" font-family="{FONTS}">%s</text></svg>'


class PictureError(ValueError):
    """Why there is no picture; its text is one line for the user.

    PictureError
    ├── NothingToDraw
    ├── PlotMissing
    └── FontMissing
    """


class NothingToDraw(PictureError):
    """The document has nothing that this picture shows."""


class PlotMissing(PictureError):
    """Altair or vl-convert is not installed."""


class FontMissing(PictureError):
    """No font of this machine has Hangul, so that a PNG would show empty boxes."""


def svg(
    document: Reconciliation,
    picture: str,
    *,
    language: Language | None = None,
    theme: Theme = "light",
    only: Collection[Verdict] = (),
) -> str:
    """One of PICTURES as an SVG file. Raises PictureError."""
    from lxml import etree  # type: ignore[import-untyped]

    language = language or majority_language(document.articles)
    drawn = element(plan(build(document, only), picture, (language,)), picture, language, theme)
    written: str = etree.tostring(drawn, encoding="unicode")
    return written + "\n"


def png(
    document: Reconciliation,
    picture: str,
    *,
    language: Language | None = None,
    theme: Theme = "light",
    only: Collection[Verdict] = (),
    scale: float = 2.0,
    fonts: str | None = None,
) -> bytes:
    """One of PICTURES as a PNG, `scale` times 960 pixels wide; `fonts`: a folder of more fonts. Raises PictureError."""
    drawable(fonts)
    drawn = svg(document, picture, language=language, theme=theme, only=only)
    import vl_convert

    made: bytes = vl_convert.svg_to_png(drawn, scale=scale)
    return made


def installed() -> None:
    """Raises PlotMissing where the extra is not installed."""
    if any(find_spec(package) is None for package in ("altair", "vl_convert")):
        raise PlotMissing('pictures need the extra plot: pip install "reconcile[plot]"')


def drawable(fonts: str | None = None) -> None:
    """Raises PlotMissing, or FontMissing where neither the machine nor the folder `fonts` has Hangul."""
    installed()
    import vl_convert

    if fonts is not None:
        vl_convert.register_font_directory(str(Path(fonts).resolve()))
    # Two different syllables look the same without a font: both are an empty box, or nothing.
    if vl_convert.svg_to_png(_PROBE % "가") == vl_convert.svg_to_png(_PROBE % "힣"):
        raise FontMissing(
            "no font here has Hangul: install one (Debian and Ubuntu: apt-get install fonts-noto-cjk), "
            "name a folder that has one, or make an SVG"
        )


def plan(view: WebView, picture: str, languages: Sequence[Language] = LANGUAGES) -> Sheet:
    """What `picture` shows of `view`, for readers of `languages`, before it is drawn. Raises NothingToDraw."""
    found = PICTURES[picture].draw(view, languages)
    if found is None:
        others = [
            name for name, other in PICTURES.items() if name != picture and other.draw(view, languages) is not None
        ]
        hint = f"; there is {', '.join(others)}" if others else ""
        raise NothingToDraw(f"nothing to draw for {picture}: {PICTURES[picture].missing}{hint}")
    return found


def element(sheet: Sheet, name: str, language: Language, theme: Theme) -> _Element:
    """The picture as an `svg` element that holds title, description, shapes and words, and no style, class or script.

    Its title and description have the ids picture-`name`-title and picture-`name`-desc. Raises PlotMissing.
    """
    from lxml import etree

    installed()
    import vl_convert

    made = vl_convert.vegalite_to_svg(sheet.chart(language, theme), vl_version="6.4", allowed_base_urls=[])
    drawn = etree.fromstring(made.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    size = {"width": str(sheet.width), "height": str(sheet.height), "viewBox": f"0 0 {sheet.width} {sheet.height}"}
    ids = [f"picture-{name}-{part}" for part in ("title", "desc")]
    root = etree.Element(f"{{{_SVG}}}svg", {
        **size, "role": "img", "aria-labelledby": ids[0], "aria-describedby": ids[1], "font-family": FONTS,
        "fill": "none",
    }, nsmap={None: _SVG})  # fmt: skip
    told = "\n".join(own(line, language) for line in sheet.told)
    for tag, id_, words in zip(("title", "desc"), ids, (own(sheet.title, language), told), strict=True):
        etree.SubElement(root, f"{{{_SVG}}}{tag}", {"id": id_}).text = words
    for found in drawn.iter(f"{{{_SVG}}}*"):
        if len(found) == 0 and etree.QName(found).localname != "g" and _seen(found.attrib):
            kept = {key: _LONG.sub(_short, found.get(key)) for key in _KEPT if key in found.attrib}
            etree.SubElement(root, found.tag, kept).text = found.text
    return root


def in_page(view: WebView, language: Language, number: Callable[[Both], int]) -> Iterator[tuple[str, str]]:
    """Each picture that there is of `view`, by name, to stand in a page: it has the page's colours and changes its
    language with it. `number` gives a wording the number by which the page's script finds its other language.
    """
    from lxml import etree

    for name in PICTURES:
        try:
            sheet = plan(view, name)
        except NothingToDraw:
            continue
        drawn = element(sheet, name, language, "page")
        told = Both(*("\n".join(own(line, x) for line in sheet.told) for x in LANGUAGES))
        texts = [found for found in drawn if etree.QName(found).localname in ("title", "desc", "text")]
        for found, words in zip(texts, (sheet.title, told, *sheet.words()), strict=True):
            pair = Both(*(own(words, x) if words is not told else words[at] for at, x in enumerate(LANGUAGES)))
            if pair.ko != pair.en:
                found.set("data-t", str(number(pair)))
        yield name, etree.tostring(drawn, encoding="unicode")


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _seen(attributes: Any) -> bool:
    return attributes.get("display") != "none" and any(attributes.get(x) for x in ("fill", "stroke"))
