"""The report as one HTML file that opens offline: templates, style and script of this folder, filled from a `WebView`.

Nothing of an article can become markup, script or style: templates escape everything, what the script reads stands as
JSON in which `<`, `>`, `&` and line separators are escaped, and the page forbids by its own Content-Security-Policy
whatever is not its own style and script. It is read without a script too; the script adds filters, the change of
language, counterparts and the drawing of weights.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reconcile.report import facts
from reconcile.report.messages import LANGUAGES, Language, messages, text
from reconcile.report.values import label
from reconcile.report.view import majority_language
from reconcile.report.web_build import build
from reconcile.report.web_parts import say
from reconcile.report.web_view import SYMBOLS, Both, WebView
from schemas.reconciliation import VERDICTS, Reconciliation, Verdict

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_WORDS = ("shown", "none_match", "why_help", "why_none", "feature", "level", "bits", "total", "counterparts",
          "no_counterpart")  # fmt: skip
"""What the script says, beyond what the page holds."""
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render(
    document: Reconciliation,
    *,
    language: Language | None = None,
    only: Collection[Verdict] = (),
    pictures: bool = False,
) -> str:
    """The report as a page, in `language` until its reader chooses the other one. It carries its own policy.

    With `pictures` it shows those of `reconcile.report.pictures` too; raises PlotMissing where they cannot be made.
    """
    shown = context(document, language=language, only=only, pictures=pictures) | {"policy": content_security_policy()}
    return environment().get_template("page.html").render(shown)


def context(
    document: Reconciliation,
    *,
    language: Language | None = None,
    only: Collection[Verdict] = (),
    pictures: bool = False,
) -> dict[str, Any]:
    """What page.html shows, for it or for a template that extends it: `view`, its words, and what the script reads.

    `tools` may be replaced by what gives markup to put beside an item, `policy` by a Content-Security-Policy.
    """
    view = build(document, only)
    words = _Words(language or majority_language(document.articles))
    return {
        "view": view,
        **_functions(words),
        "style": asset("style.css"),
        "script": asset("script.js"),
        "data": lambda: _data(view, words),
        "verdicts": VERDICTS,
        "kinds": _kinds(view),
        "all_words": say("report.html.all"),
        "pictures": _pictures(view, words) if pictures else (),
        "policy": None,
    }


def for_cards(language: Language) -> dict[str, Any]:
    """What the macro `card` of macros.html needs of a page that is no report, beside a `Card`."""
    return _functions(_Words(language))


def _functions(words: _Words) -> dict[str, Any]:
    """What the macros call."""
    names = ("language", "shown", "say", "within", "label", "message")
    return {
        "words": words,
        **{name: getattr(words, name) for name in names},
        "symbols": SYMBOLS,
        "tools": lambda _: "",
    }


def render_facts(document: Reconciliation, *, language: Language | None = None, only: Collection[Verdict] = ()) -> str:
    """The fact sheet as a page: one table, no script."""
    sheet = facts.build(document, language, only)
    return environment().get_template("facts.html").render(
        sheet=sheet, policy=content_security_policy(), style=asset("style.css"), symbols=SYMBOLS,
        nothing=text(sheet.language, "report.nothing"),
    )  # fmt: skip


def content_security_policy() -> str:
    """What a page of ours may do: use its own style and script, named by their SHA-256, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{digest('style.css')}'; script-src '{digest('script.js')}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def digest(name: str) -> str:
    """The source expression of style.css or script.js in a policy, sha256-…, over what stands between its tags."""
    return "sha256-" + base64.b64encode(hashlib.sha256(asset(name).encode()).digest()).decode()


@cache
def asset(name: str) -> Markup:
    """The text of style.css or script.js, as it stands in the page. Both are ours, so that it is not escaped."""
    from markupsafe import Markup

    return Markup(files(__name__).joinpath(name).read_text(encoding="utf-8").rstrip("\n"))  # noqa: S704 - our own file


@cache
def environment(*packages: str) -> Environment:
    """The templates of this folder, those of other packages before them. Everything is escaped, and a name must be."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    return Environment(
        loader=ChoiceLoader(
            [*(PackageLoader(package, "templates") for package in packages), PackageLoader(__name__, "")]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )


def visible(value: str) -> str:
    """`value` as HTML can carry it: a control character as its picture, what Unicode leaves undefined as �.

    One character for one, so that positions stay; CR, which the parser would make a line feed, is a space.
    """
    return "".join(_carried(letter) for letter in value) if not value.isprintable() else value


def _carried(letter: str) -> str:
    code = ord(letter)
    if letter in "\t\n\r":
        return " " if letter == "\r" else letter
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE:
        return "\ufffd"
    return letter


class _Words:
    """Wordings in the language that the page opens in, each with a number by which the script finds the other one."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.others: list[str] = []
        self._numbers: dict[Both, int] = {}

    def number(self, words: Both) -> int:
        """The number of `words` among `others`."""
        if words not in self._numbers:
            self._numbers[words] = len(self.others)
            self.others.append(words.en if self.language == "ko" else words.ko)
        return self._numbers[words]

    def own(self, words: Both) -> str:
        return words.ko if self.language == "ko" else words.en

    def shown(self, words: Both) -> Markup:
        """`words` in the first language, so marked that the script can change them; bare where both are the same."""
        from markupsafe import Markup, escape

        own = escape(visible(self.own(words)))
        return own if words.ko == words.en else Markup('<span data-t="{}">{}</span>').format(self.number(words), own)

    def within(self, words: Both, sign: str = "") -> Markup:
        """The rest of a tag and what stands in it: `<p{{ within(words) }}</p>`; spares the page an element for each."""
        from markupsafe import Markup, escape

        if sign:
            words = Both(*(f"{sign} {one}" for one in words))
        own = escape(visible(self.own(words)))
        if words.ko == words.en:
            return Markup(">") + own
        return Markup(' data-t="{}">{}').format(self.number(words), own)

    def label(self, group: str, name: str, sign: str = "") -> Markup:
        """`within` of a label of ours."""
        return self.within(Both(*(label(language, group, name) for language in LANGUAGES)), sign)

    def message(self, code: str, **params: Any) -> Markup:
        """`within` of a message of ours."""
        return self.within(Both(*(text(language, code, params) for language in LANGUAGES)))

    def say(self, code: str, **params: Any) -> Markup:
        """A message of ours, or a label given as `label.group.name`."""
        return self.shown(Both(*(text(language, code, params) for language in LANGUAGES)))


def _data(view: WebView, words: _Words) -> Markup:
    """What the script reads: the other language, and what is drawn when asked for."""
    from markupsafe import Markup

    data = {
        "together": view.together,
        "levels": [[words.own(name), words.number(name), id_] for name, id_ in view.weights.levels],
        "features": [[words.own(name), words.number(name)] for name in view.weights.features],
        "why": {str(entry): links for entry, links in view.weights.of_entry.items()},
        "words": {x: {name: messages(x)[f"report.html.{name}"] for name in _WORDS} for x in LANGUAGES},
        "language": words.language,
        "other": [visible(other) for other in words.others],
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup("".join(_IN_SCRIPT.get(letter, letter) for letter in written))  # noqa: S704 - no sign of HTML is left


def _pictures(view: WebView, words: _Words) -> list[tuple[str, Markup]]:
    """Name and SVG of each picture that there is."""
    from markupsafe import Markup

    from reconcile.report.pictures import in_page

    return [(name, Markup(svg)) for name, svg in in_page(view, words.language, words.number)]  # noqa: S704 - serialised XML


def _kinds(view: WebView) -> list[tuple[str, Both]]:
    """The kinds that occur, with their names."""
    items = [card.item for cards in view.cards.values() for card in cards]
    items += [row.item for row in (*view.agreements, *(row for _, rows in view.unique for row in rows))]
    found = {item.kind for item in items}
    order = ("figure", "date", "place", "person", "organisation", "quote", "statement")
    return [(kind, Both(*(label(x, "kind", kind) for x in LANGUAGES))) for kind in order if kind in found]
