"""What each picture shows and where: laid out from the same `WebView` as the page, so that both tell the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reconcile.report.context import Fragment
from reconcile.report.messages import LANGUAGES, Language
from reconcile.report.picture_canvas import Sheet, wide
from reconcile.report.values import label
from reconcile.report.web_parts import say
from reconcile.report.web_view import Both, DateMark, FigurePanel, FigureRow, SourceView, WebView
from schemas.reconciliation import VERDICTS, Verdict

_WIDTH, _EDGE = 960, 32
_RIGHT = _WIDTH - _EDGE
_NAMED = 96
"""A column so wide has room for the name of a source and for words; the foot says what numbers of others mean."""
_PANELS, _DATES, _CLAIMS = 12, 30, 40
"""The most that one picture shows; it says how many it leaves out."""


class Plan(NamedTuple):
    draw: Callable[[WebView, Sequence[Language]], Sheet | None]
    missing: str
    """What there is none of where it draws nothing."""


def figures(view: WebView, languages: Sequence[Language] = LANGUAGES) -> Sheet | None:
    """Each measure on one axis: points, what their wording allows, and open ends, by source."""
    panels = sorted(view.figures, key=lambda panel: VERDICTS.index(panel.item.verdict))[:_PANELS]
    if not panels:
        return None
    sheet, y = _head(view, languages, "figures", [panel.item.verdict for panel in panels])
    longest = max(sheet.wide(Both(row.wording.text, row.wording.text), 14) for p in panels for row in p.rows)
    axis = min(max(_WORDS + longest + 20, _AXIS[0]), _AXIS[1])
    for panel in panels:
        y = _panel(sheet, y, panel, axis) + 14
    return _foot(sheet, y, view, left_out=len(view.figures) - len(panels))


_CHIP, _NAME, _LETTER, _WORDS = _EDGE + 26, _EDGE + 44, 236, 256
_AXIS = (440, 580)
"""Where the axes of a picture begin: as far to the left as its longest words leave."""


def _panel(sheet: Sheet, y: float, panel: FigurePanel, axis: float) -> float:
    verdict = panel.item.verdict
    sheet.card(_EDGE, y, _RIGHT - _EDGE, 28 * len(panel.rows) + 108)
    tail = [panel.unit] if panel.unit.ko else []
    tail += [say("report.html.logarithmic")] if panel.logarithmic else []
    about = Both(*(" ".join(parts) for parts in zip(panel.item.about, *tail, strict=True)))
    sheet.text(_EDGE + 16, y + 24, about, size=15, weight=700, room=620)
    _verdict(sheet, _RIGHT - 16 - _badge(sheet, verdict), y + 24, verdict)
    _tell(sheet, about, _name(verdict))
    words = "".join(piece.text for piece in panel.claim)
    sheet.text(_EDGE + 16, y + 46, words, size=12.5, fill="soft", room=_RIGHT - _EDGE - 32)
    y += 64
    for row in panel.rows:
        _row(sheet, y + 14, row, verdict, axis)
        y += 28
    sheet.line(axis, y + 6, _RIGHT - 16, y + 6, "rule")
    for tick in panel.ticks:
        at = _at(axis, tick.at)
        sheet.line(at, y + 6, at, y + 11, "rule")
        align = {"start": "left", "middle": "center", "end": "right"}[tick.anchor]
        sheet.text(at, y + 23, tick.label, size=12, fill="soft", align=align)
    return y + 44


def _row(sheet: Sheet, y: float, row: FigureRow, verdict: Verdict, axis: float) -> None:
    _source(sheet, _CHIP, y, row.source, row.name, room=_LETTER - _NAME - 14)
    if row.letter:
        sheet.box(_LETTER - 9, y - 9, 18, 18, "ink", corner=4)
        sheet.text(_LETTER, y, row.letter, size=12, weight=700, fill="paper", align="center")
    sheet.text(_WORDS, y, row.wording.text, size=14, room=axis - _WORDS - 16)
    sheet.line(axis, y, _RIGHT - 16, y, "line")
    if row.low is not None or row.high is not None:
        low, high = (_at(axis, end) if end is not None else None for end in (row.low, row.high))
        bar = {"opacity": 0.45, "strokeCap": "round"}
        sheet.line(low or axis + 4, y, high or _RIGHT - 20, y, verdict, width=7, **bar)
        if low is None:
            sheet.point(axis + 2, y, verdict, shape="triangle-left")
        if high is None:
            sheet.point(_RIGHT - 18, y, verdict, shape="triangle-right")
    if row.point is not None:
        sheet.point(_at(axis, row.point), y, verdict, size=130, edge="paper", width=2)
    _tell(sheet, row.name, row.wording.text, row.letter)


def _at(axis: float, place: float) -> float:
    return axis + (_RIGHT - 16 - axis) * place / 100


def timeline(view: WebView, languages: Sequence[Language] = LANGUAGES) -> Sheet | None:
    """Dates in order, a line each, and in the columns of the sources how each puts it."""
    if not any(mark.item for mark in view.dates):
        return None
    shared = sorted(view.dates, key=lambda mark: mark.item is not None and mark.item.verdict == "unique")
    kept = set(map(id, shared[:_DATES]))
    marks = [mark for mark in view.dates if id(mark) in kept]
    sheet, y = _head(view, languages, "dates", [mark.item.verdict for mark in marks if mark.item])
    start = 300
    step = (_RIGHT - 8 - start) / len(view.sources)
    top = y
    sheet.card(_EDGE, y, _RIGHT - _EDGE, 52 + 44 * len(marks))
    whole = _columns(sheet, y + 24, view.sources, start, step, room=step - 34)
    sheet.line(start - 22, y + 44, start - 22, y + 44 + 44 * len(marks), "line", width=2)
    y += 44
    for mark in marks:
        _date(sheet, y + 22, mark, start, step, wording=step >= _NAMED)
        y += 44
    return _foot(sheet, top + 52 + 44 * len(marks) + 14, view, named=whole, left_out=len(view.dates) - len(marks))


def _date(sheet: Sheet, y: float, mark: DateMark, start: float, step: float, *, wording: bool) -> None:
    role = mark.item.role if mark.item else say("report.html.published")
    verdict = mark.item.verdict if mark.item else None
    two = any(role)
    sheet.line(_EDGE + 16, y + 22, _RIGHT - 16, y + 22, "line")
    room = start - _EDGE - 56
    sheet.text(_EDGE + 16, y - 8 if two else y, mark.shown, size=14, weight=700 if verdict else 400, room=room,
               fill="ink" if verdict else "soft")  # fmt: skip
    if two:
        sheet.text(_EDGE + 16, y + 9, role, size=12, fill="soft", room=room)
    _tell(sheet, mark.shown, role, _name(verdict) if verdict else "")
    said: dict[int, list[str]] = {}
    for number, _, words, _ in mark.told:
        said.setdefault(number, []).append(words.text)
    for number, texts in said.items():
        x = start + step * (number - 1) + (9 if wording else step / 2)
        if verdict:
            _square(sheet, x, y, verdict)
        else:
            sheet.point(x, y, "paper", size=80, edge="rule", width=2)
        joined = " · ".join(found for found in texts if found)
        if wording:
            sheet.lines(x + 16, y, joined, size=12.5, room=step - 30)
        _tell(sheet, f"[{number}]", joined)


def coverage(view: WebView, languages: Sequence[Language] = LANGUAGES) -> Sheet | None:
    """What more than one source tells, a line each; in the columns of the sources how each stands to it."""
    rows = view.matrix[:_CLAIMS]
    if not rows:
        return None
    sheet, y = _head(view, languages, "coverage", [row.item.verdict for row in rows])
    start = 396 if len(view.sources) <= 12 else 376
    step = (_RIGHT - 8 - start) / len(view.sources)
    sheet.card(_EDGE, y, _RIGHT - _EDGE, 52 + 46 * len(rows))
    whole = _columns(sheet, y + 24, view.sources, start, step, room=step - 30)
    y += 44
    for row in rows:
        sheet.line(_EDGE + 16, y, _RIGHT - 8, y, "line")
        verdict = row.item.verdict
        sheet.text(_EDGE + 16, y + 15, row.item.about, size=13.5, weight=600, room=start - _EDGE - 32)
        room = start - _EDGE - 32
        sheet.text(_EDGE + 16, y + 32, _with_mark(row.claim, room, 12), size=12, fill="soft", room=room)
        _tell(sheet, row.item.about, row.label)
        for number, cell in enumerate(row.cells, 1):
            if cell:
                x = start + step * (number - 1)
                sheet.box(x + 1.5, y + 2.5, step - 3, 41, f"{verdict}-bg", corner=6)
                up = 9 if cell.words and step >= _NAMED else 0
                if up:
                    sheet.text(x + step / 2, y + 32, cell.words, size=12, align="center", room=step - 12, fill=verdict)
                # In a narrow column the letters stand beneath the sign.
                aside, below = (7 + 3 * len(cell.letters), 0) if step >= 44 else (0, 9)
                some = bool(cell.letters)
                sheet.sign(x + step / 2 - aside * some, y + 23 - up - below * some, verdict, verdict, size=6.5)
                sheet.text(x + step / 2 + aside, y + 23 - up + below, cell.letters, size=14 if aside else 11,
                           weight=700, fill=verdict, align="center")  # fmt: skip
                _tell(sheet, f"[{number}]", _name(verdict), cell.letters)
        y += 46
    return _foot(sheet, y + 22, view, named=whole, left_out=len(view.matrix) - len(rows))


def _with_mark(claim: Sequence[Fragment], room: float, size: float) -> str:
    """The words of a claim, its beginning left out where the marked ones, by which rows differ, would be cut off."""
    at = next((at for at, piece in enumerate(claim) if piece.mark), len(claim))
    before, kept = ("".join(piece.text for piece in some) for some in (claim[:at], claim[at:]))
    marked = claim[at].text + "…" if at < len(claim) else ""
    if not marked or wide(before + marked, size) <= room:
        return before + kept
    words = before.split(" ")
    while words and wide("…" + " ".join(words) + marked, size) > room:
        words = words[1:]
    return "…" + " ".join(words) + kept


def verdicts(view: WebView, languages: Sequence[Language] = LANGUAGES) -> Sheet | None:
    """The claims of each source by how they came out."""
    counted = [(source, [(v, n) for v, n in source.counts if n]) for source in view.sources]
    if not any(counts for _, counts in counted):
        return None
    sheet, y = _head(view, languages, "verdicts", [verdict for _, counts in counted for verdict, _ in counts])
    sheet.card(_EDGE, y, _RIGHT - _EDGE, 20 + 58 * len(counted))
    y += 8
    start, most = 250, max(sum(n for _, n in counts) for _, counts in counted)
    for source, counts in counted:
        _source(sheet, _CHIP, y + 18, source.number, source.name, room=start - _NAME - 12, size=14)
        x: float = start
        _tell(sheet, source.name)
        for verdict, count in counts:
            length = (_RIGHT - 16 - start) * count / most
            sheet.box(x, y + 8, max(length - 1.5, 1), 20, verdict, corner=3)
            if length > 20:
                sheet.sign(x + length / 2, y + 18, verdict, "paper", size=5.5)
            x += length
            _tell(sheet, _name(verdict), str(count))
        x = start
        for verdict, count in counts:
            x = _verdict(sheet, x, y + 44, verdict, f" {count}") + 14
        y += 58
    return _foot(sheet, y + 26, view)


PICTURES: dict[str, Plan] = {
    "figures": Plan(figures, "no figure is put differently by two sources on one axis"),
    "timeline": Plan(timeline, "no date of the articles is known"),
    "coverage": Plan(coverage, "no two sources tell the same"),
    "verdicts": Plan(verdicts, "no claim has a verdict"),
}


# -- what all pictures have ----------------------------------------------------------------------


def _head(view: WebView, languages: Sequence[Language], name: str, found: Iterable[Verdict]) -> tuple[Sheet, float]:
    """A sheet with title and legend, and where it goes on."""
    sheet = Sheet(_WIDTH, languages)
    sheet.title = say(f"report.picture.{name}")
    sheet.text(_EDGE, 42, sheet.title, size=25, weight=700)
    sheet.text(_EDGE, 70, view.title, size=14, fill="soft")
    x: float = _EDGE
    there = set(found)
    for verdict in (v for v in VERDICTS if v in there):
        x = _verdict(sheet, x, 99, verdict) + 18
    return sheet, 120


def _foot(sheet: Sheet, y: float, view: WebView, *, named: bool = True, left_out: int = 0) -> Sheet:
    """What the numbers of sources mean, and what is left out; ends the sheet."""
    y += 6
    if not named:
        x: float = _EDGE
        for source in view.sources:
            room = min(200.0, 34 + sheet.wide(source.name, 13))
            if x + room > _RIGHT:
                x, y = _EDGE, y + 26
            _source(sheet, x + 10, y, source.number, source.name, room=166)
            x += room + 14
        y += 30
    if left_out:
        sheet.text(_EDGE, y, say("report.picture.left_out", count=left_out), size=13, fill="soft")
        y += 26
    sheet.height = round(y + 8)
    return sheet


def _columns(sheet: Sheet, y: float, sources: Sequence[SourceView], start: float, step: float, *, room: float) -> bool:
    """The head of a table; whether every name stands there whole."""
    for source in sources:
        x = start + step * (source.number - 1)
        if step >= _NAMED:
            _source(sheet, x + 12, y, source.number, source.name, room=room)
        else:
            sheet.text(x + step / 2, y, str(source.number), size=12, weight=700, align="center")
    return step >= _NAMED and all(sheet.wide(source.name, 13) <= room for source in sources)


def _source(sheet: Sheet, x: float, y: float, number: int, name: Both, *, room: float, size: float = 13) -> None:
    sheet.point(x, y, "paper", size=360, edge="rule")
    sheet.text(x, y, str(number), size=11, weight=700, align="center")
    sheet.text(x + 16, y, name, size=size, room=room)


def _verdict(sheet: Sheet, x: float, y: float, verdict: Verdict, tail: str = "") -> float:
    """Sign and name of a verdict; where they end."""
    _square(sheet, x + 10, y, verdict)
    named = Both(*(name + tail for name in _name(verdict)))
    sheet.text(x + 26, y, named, size=13, weight=700, fill=verdict)
    return x + _badge(sheet, verdict, tail)


def _badge(sheet: Sheet, verdict: Verdict, tail: str = "") -> float:
    return 26 + sheet.wide(Both(*(name + tail for name in _name(verdict))), 13, bold=True)


def _square(sheet: Sheet, x: float, y: float, verdict: Verdict) -> None:
    sheet.box(x - 10, y - 10, 20, 20, f"{verdict}-bg", corner=5)
    sheet.sign(x, y, verdict, verdict, size=5.5)


def _name(verdict: Verdict) -> Both:
    return Both(*(label(x, "verdict", verdict) for x in LANGUAGES))


def _tell(sheet: Sheet, *parts: Both | str) -> None:
    """A line of the description."""
    both = [Both(part, part) if isinstance(part, str) else part for part in parts]
    sheet.told.append(Both(*(" ".join(filter(None, words)) for words in zip(*both, strict=True))))
