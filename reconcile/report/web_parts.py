"""What all parts of the HTML report need of a document: numbers of claims and sources, names, and comparisons shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from reconcile.report.messages import LANGUAGES, Language, text
from reconcile.report.values import label, relation_name
from reconcile.report.view import Viewer
from reconcile.report.web_view import Both, Item, Wording
from schemas.reconciliation import Comparison, Evidence, Reconciliation, Side, Verdict

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def both(make: Callable[[Language], str]) -> Both:
    """What `make` gives in each language."""
    return Both(*(make(language) for language in LANGUAGES))


def say(code: str, **params: str | int) -> Both:
    """A message in each language."""
    return both(lambda language: text(language, code, params))


class Parts:
    """A document with what is shown of it: comparisons of some verdicts, but none that a baseline keeps quiet."""

    def __init__(self, document: Reconciliation, shown: Collection[Verdict]) -> None:
        self.document = document
        self.shown = frozenset(shown)
        self.viewers = {language: Viewer(document, language) for language in LANGUAGES}
        self.claims = {claim.id: number for number, claim in enumerate(document.claims)}
        self.numbers = {article.id: number for number, article in enumerate(document.articles, 1)}
        self.languages = {article.id: article.language or "" for article in document.articles}
        known = frozenset(document.baseline.known) if document.baseline else frozenset[str]()
        self.entries = [
            (at, entry, [c for c in entry.comparisons if c.verdict in self.shown and c.id not in known])
            for at, entry in enumerate(document.reconciled)
        ]
        self.comparisons = [(at, c) for at, _, kept in self.entries for c in kept]
        self.known = len(known)

    def name(self, article: str) -> Both:
        """What readers call an article."""
        return both(lambda x: self.viewers[x].names.get(article, article))

    def item(self, entry: int, comparison: Comparison) -> Item:
        """What a card, row or panel of `comparison` is found and filtered by; `entry`: the number of its entry."""
        kind = both(lambda x: label(x, "kind", comparison.kind))
        names = [self.viewers[x].roles.name(comparison) for x in LANGUAGES]
        return Item(
            id=comparison.id,
            verdict=comparison.verdict,
            kind=comparison.kind,
            kind_name=kind,
            role=Both(*(name.words for name in names)),
            # Both names are of one article where one is quoted, so that one language stands for both.
            quoted=next((name.quoted for name in names if name.quoted), ""),
            relation=both(lambda x: relation_name(x, comparison)) if comparison.relation else None,
            sources=tuple(sorted({self.numbers[item.article] for item in stating(comparison)})),
            entry=entry,
        )

    def wording(self, comparison: Comparison, item: Evidence) -> Wording:
        """The value as its article writes it."""
        words = self.viewers["ko"].words(comparison, item)
        return Wording(words, self.claims[item.claim], self.languages[item.article])

    def by_side(self, comparison: Comparison) -> Iterator[tuple[str, Evidence]]:
        """Value evidence with the letter of its side; without letters where all stand on one."""
        several = len(comparison.sides) > 1
        for at, side in enumerate(self.sides(comparison)):
            items = [comparison.evidence[e] for e in side.evidence]
            for item in sorted(items, key=lambda i: self.numbers[i.article]):
                yield (letter(at) if several else "", item)

    def sides(self, comparison: Comparison) -> Sequence[Side]:
        """Its sides, in the order that its explanation speaks of them; one of all that is stated where it has none."""
        if not comparison.sides:
            told = tuple(at for at, item in enumerate(comparison.evidence) if item.use == "value")
            return (Side(value=None, independent_sources=comparison.independent_sources, evidence=told),)
        return comparison.sides


def stating(comparison: Comparison) -> list[Evidence]:
    """The evidence that states a value, or all of it where none does."""
    return [item for item in comparison.evidence if item.use == "value"] or list(comparison.evidence)


def letter(at: int) -> str:
    """A for the first side, and so on; numbers after Z."""
    return _LETTERS[at] if at < len(_LETTERS) else str(at + 1)
