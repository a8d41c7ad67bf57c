"""A sheet to draw a picture on, in pixels from its upper left corner, and its chart in Altair.

Every place is given, none is left to Vega's layout: that measures words with the fonts of the machine, and a picture
would not have the same bytes on another one. `fitted` cuts words by the widths of letters below instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from reconcile.report.html import asset, visible
from reconcile.report.messages import LANGUAGES, Language
from reconcile.report.web_view import Both
from schemas.reconciliation import Verdict

Theme = Literal["light", "dark", "page"]
"""page: colours are the custom properties of the page around the picture, so that they follow its own theme."""
THEMES: tuple[Theme, ...] = ("light", "dark", "page")
FONTS = "'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo','Malgun Gothic',NanumGothic,sans-serif"
_MARKS = ("card", "rect", "rule", "point", "text")
"""In the order in which they are drawn; of one kind, those first named lie beneath."""
SIGNS: dict[Verdict, str] = {
    "conflict": "M-.85,-.35H.85M-.85,.35H.85M-.45,.95L.45,-.95",
    "update": "M.65,-.55A.85,.85,0,1,0,.85,.1M.75,-1V-.5H.2",
    "agreement": "M-.85,-.35H.85M-.85,.35H.85",
    "unclear": "M-.55,-.45A.55,.5,0,1,1,.2,.05Q0,.15,0,.4M0,.9V.92",
    "unique": "M-.12,0A.12,.12,0,1,1,.12,0A.12,.12,0,1,1,-.12,0ZM-.3,0A.3,.3,0,1,1,.3,0A.3,.3,0,1,1,-.3,0Z",
}
"""The signs of the report (`web_view.SYMBOLS`) as lines in a square from -1 to 1."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] ·‘’"), frozenset("mwMWOQGD@%")


class Piece(NamedTuple):
    """Marks that differ in place and words only."""

    mark: str
    style: tuple[tuple[str, Any], ...]


class Sheet:
    """What is drawn: colours by their names in the report's style, words in both languages."""

    def __init__(self, width: int, languages: Sequence[Language] = LANGUAGES) -> None:
        self.width = width
        self.languages = languages
        """Those that it will be read in: words of each must have room."""
        self.height = 0
        self.title = Both("", "")
        self.told: list[Both] = []
        """What the picture says, line by line, for those who cannot see it."""
        self._pieces: dict[Piece, list[dict[str, Any]]] = {}

    def card(self, x: float, y: float, width: float, height: float) -> None:
        """The ground on which other things stand."""
        self._add("card", {"fill": "paper", "cornerRadius": 12}, x=x, x2=x + width, y=y, y2=y + height)

    def box(self, x: float, y: float, width: float, height: float, fill: str, *, corner: float = 0) -> None:
        """A filled rectangle."""
        self._add("rect", {"fill": fill, "cornerRadius": corner}, x=x, x2=x + width, y=y, y2=y + height)

    def line(self, x: float, y: float, x2: float, y2: float, stroke: str, *, width: float = 1, **style: Any) -> None:
        """A line from one place to another."""
        self._add("rule", {"stroke": stroke, "strokeWidth": width, **style}, x=x, y=y, x2=x2, y2=y2)

    def point(
        self,
        x: float,
        y: float,
        fill: str,
        *,
        shape: str = "circle",
        size: float = 100,
        edge: str = "",
        width: float = 1,
    ) -> None:
        """A filled shape around a place, with an edge where one is named; `size` is that of a square around it."""
        style = {
            "shape": shape,
            "fill": fill,
            "size": size,
            "stroke": edge or fill,
            "strokeWidth": width if edge else 0,
        }
        self._add("point", {**style, "opacity": 1}, x=x, y=y)

    def sign(self, x: float, y: float, verdict: Verdict, stroke: str, *, size: float = 7, width: float = 1.8) -> None:
        """The sign of a verdict, drawn: not every font with Hangul has all of them."""
        style = {"shape": SIGNS[verdict], "fill": "transparent", "size": (2 * size) ** 2, "stroke": stroke}
        self._add("point", {**style, "strokeWidth": width, "strokeCap": "round", "opacity": 1}, x=x, y=y)

    def text(
        self, x: float, y: float, words: Both | str, *, size: float = 13, weight: int = 400, fill: str = "ink",
        align: str = "left", room: float | None = None,
    ) -> None:  # fmt: skip
        """Words whose middle line is at `y`; cut where they need more than `room`."""
        pair = Both(words, words) if isinstance(words, str) else words
        if room is not None:
            pair = Both(*(fitted(one, room, size, bold=weight > 500) for one in pair))
        if not all(visible(one).strip() for one in pair):
            return
        style = {"fill": fill, "fontSize": size, "fontWeight": weight, "align": align, "baseline": "middle"}
        self._add("text", style, x=x, y=y, words=pair)

    def lines(self, x: float, y: float, words: str, *, size: float, room: float) -> None:
        """Words about `y`, on two lines where one has no room for them; cut where two have none."""
        cuts = [at for at, letter in enumerate(words) if letter == " " and wide(words[:at], size) <= room]
        if wide(words, size) <= room or not cuts:
            self.text(x, y, words, size=size, room=room)
            return
        for line, down in ((words[: cuts[-1]], -0.62), (words[cuts[-1] + 1 :], 0.62)):
            self.text(x, y + down * size, line, size=size, room=room)

    def wide(self, words: Both, size: float, *, bold: bool = False) -> float:
        """About how many pixels `words` need, in the languages of the sheet."""
        return max(wide(words[LANGUAGES.index(language)], size, bold=bold) for language in self.languages)

    def _add(self, mark: str, style: dict[str, Any], **row: Any) -> None:
        self._pieces.setdefault(Piece(mark, tuple(style.items())), []).append(row)

    def _ordered(self) -> Iterator[tuple[Piece, list[dict[str, Any]]]]:
        return iter(sorted(self._pieces.items(), key=lambda item: _MARKS.index(item[0].mark)))

    def words(self) -> list[Both]:
        """All words, in the order of the text elements of the picture."""
        return [row["words"] for piece, rows in self._ordered() for row in rows if piece.mark == "text"]

    def chart(self, language: Language, theme: Theme) -> dict[str, Any]:
        """The Vega-Lite specification, made with Altair."""
        import altair as alt

        colours = palette(theme)
        x, y = (alt.Scale(domain=[0, end], range=[0, end], nice=False, zero=False) for end in (self.width, self.height))
        layers = []
        for piece, rows in self._ordered():
            style = {
                name: colours.get(value, value) if name in ("fill", "stroke") else value for name, value in piece.style
            }
            values = [
                {
                    key: own(value, language) if isinstance(value, Both) else round(value, 2)
                    for key, value in row.items()
                }
                for row in rows
            ]
            channels: dict[str, Any] = {"x": alt.X("x:Q", axis=None, scale=x), "y": alt.Y("y:Q", axis=None, scale=y)}
            if "x2" in rows[0]:
                channels |= {"x2": "x2", "y2": "y2"}
            if piece.mark == "text":
                channels["text"] = "words:N"
            mark = "rect" if piece.mark == "card" else piece.mark
            marked = getattr(alt.Chart(alt.Data(values=values)), f"mark_{mark}")  # type: ignore[no-untyped-call]
            layers.append(marked(**style).encode(**channels))
        chart = alt.layer(*layers).properties(
            width=self.width, height=self.height, padding=0, autosize="none", background=colours["bg"]
        )
        spec: dict[str, Any] = chart.configure(aria=False).configure_view(stroke=None).to_dict(validate=False)
        return spec


def own(words: Both, language: Language) -> str:
    """`words` in `language`, as a picture can carry them."""
    return unicodedata.normalize("NFC", visible(words[LANGUAGES.index(language)]))


def fitted(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """`words`, cut and ended by … where they would need more than `room` pixels."""
    words = unicodedata.normalize("NFC", words)
    if wide(words, size, bold=bold) <= room:
        return words
    kept = ""
    for letter in words:
        if wide(kept + letter + "…", size, bold=bold) > room:
            break
        kept += letter
    return kept.rstrip() + "…"


def wide(words: str, size: float, *, bold: bool = False) -> float:
    """About how many pixels `words` need, in a usual sans-serif font."""
    return sum(map(_em, words)) * size * (1.06 if bold else 1)


def _em(letter: str) -> float:
    if unicodedata.combining(letter) or "\u1160" <= letter <= "\u11ff":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.33
    return 0.86 if letter in _WIDE else 0.68 if letter.isupper() else 0.58


@cache
def palette(theme: Theme) -> dict[str, str]:
    """Name → colour of a theme, as the report's own style sheet has them."""
    style = str(asset("style.css"))
    light, dark = (
        dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", style[(at := style.index(start)) : style.index("}", at)]))
        for start in (":root{", ":root[data-theme=dark]{")
    )
    return {"light": light, "dark": dark, "page": {name: f"var(--{name},{light[name]})" for name in light}}[theme]
