"""Why two passages met or did not, for a terminal.

1. figure  12명 · 17명
   ✓ The values differ.
   ✓ What stands around them weighs 6.1 bits; 4.7 are needed.
     what is measured: the same word +3.0 · words around: near +3.0 · …
   → So they stand in one comparison, an update.
"""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.report.context import plain
from reconcile.report.messages import Language, text
from reconcile.report.page import Page, Styled
from reconcile.report.values import label, level_name
from schemas.why import Passage, PassagePair, Step, Why

_PAIRS = 6
"""Pairs that are shown; those that met and those that came nearest come first."""
_SIGNS = {True: "✓", False: "✗", None: "·"}
_STYLES = {True: "green", False: "red", None: ""}
_CUT = 160


def render(
    why: Why,
    *,
    language: Language = "ko",
    names: Mapping[str, str] | None = None,
    width: int = 100,
    colour: bool = False,
) -> str:
    """The answer as text, ending in a newline. `names` are what to call articles by id."""
    page = Page(width, colour)
    page.line([(text(language, f"report.why.{'together' if why.together else 'apart'}"), "bold")])
    for letter, passage in zip("AB", why.passages, strict=True):
        _passage(page, why, passage, letter, language, (names or {}).get(passage.article, passage.article))
    for at, step in enumerate(why.steps):
        _step(page, step, language, indent=0, before=at == 0)
    for number, pair in enumerate(why.pairs[:_PAIRS], 1):
        _pair(page, why, pair, number, language)
    if len(why.pairs) > _PAIRS:
        page.line([(text(language, "report.why.more", {"count": len(why.pairs) - _PAIRS}), "dim")], before=True)
    return page.text()


def _passage(page: Page, why: Why, passage: Passage, letter: str, language: Language, name: str) -> None:
    shown = plain(passage.text)
    shown = shown if len(shown) <= _CUT else shown[:_CUT] + "…"
    head: list[Styled] = [
        (f"{letter}  ", "bold"),
        (plain(name), "bold"),
        (f" {passage.line}:{passage.column}  ", "dim"),
    ]
    page.line([*head, (shown, "")], before=True, hang=3)
    ends = {c.id: c for c in why.comparisons}
    for detail in passage.details:
        found = ends.get(detail.comparison or "")
        end = text(language, "report.why.alone")
        if found:
            end = label(language, "verdict", found.verdict)
            end += f" ({label(language, 'relation', found.relation)})" if found.relation else ""
        role = f" · {plain(detail.role)}" if detail.role else ""
        kind = label(language, "kind", detail.kind)
        page.line([(f"{kind}{role}  ", ""), (plain(detail.text), "bold"), (f"  → {end}", "dim")], indent=3, hang=2)
    if not passage.details:
        page.line([(text(language, "report.why.nothing_there"), "dim")], indent=3)


def _pair(page: Page, why: Why, pair: PassagePair, number: int, language: Language) -> None:
    a, b = why.passages[0].details[pair.first], why.passages[1].details[pair.second]
    head: list[Styled] = [
        (f"{number}. {label(language, 'kind', a.kind)}  ", ""),
        (f"{plain(a.text)} · {plain(b.text)}", "bold"),
    ]
    if pair.relation:
        head.append((f"  [{label(language, 'relation', pair.relation)}]", "dim"))
    page.line(head, before=True, hang=3)
    for step in pair.steps[:-1]:
        _step(page, step, language, indent=3)
        if step.reason.code in ("why.enough", "why.too_little"):
            _weights(page, pair, language)
    if pair.weights and pair.threshold is None:
        _weights(page, pair, language)
    last = pair.steps[-1]
    page.line([("→ ", ""), (getattr(last.explanation, language), _STYLES[last.holds])], indent=3, hang=2)
    met = next((c for c in why.comparisons if pair.together and c.id == a.comparison), None)
    if met is not None:
        page.line([(plain(getattr(met.explanation, language)), "")], indent=5)


def _step(page: Page, step: Step, language: Language, *, indent: int, before: bool = False) -> None:
    sign: Styled = (f"{_SIGNS[step.holds]} ", _STYLES[step.holds])
    page.line([sign, (plain(getattr(step.explanation, language)), "")], indent=indent, before=before, hang=2)


def _weights(page: Page, pair: PassagePair, language: Language) -> None:
    shown = " · ".join(
        f"{label(language, 'feature', w.feature)}: {level_name(language, w.feature, w.level)} {w.bits:+z.1f}"
        for w in pair.weights
    )
    page.line([(shown, "dim")], indent=5)
