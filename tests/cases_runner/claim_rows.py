"""Rows of `tests/cases/claims`: read strictly, and held against what extraction says.

    text    "시는 386억원을 들인다."          expect  { figure = "386억원", amount = "38600000000", unit = "KRW" }
    found   figure 386억원 38600000000 KRW    failures(row) == []

The format is taught by tests/cases/claims/README.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

import sources
from reconcile import extract
from schemas import values
from schemas.claim import Claim, Detail

CLAIMS = Path(__file__).parents[1] / "cases" / "claims"
ANYWHERE = "*"
VALUES: dict[str, type[BaseModel]] = {
    "figure": values.FigureValue,
    "date": values.DateValue,
    "place": values.PlaceValue,
    "person": values.PersonValue,
    "organisation": values.OrganisationValue,
    "quote": values.QuoteValue,
    "statement": values.StatementValue,
}
WHOLE_LISTS = {"terms", "fraction"}
Span = tuple[int, int]


class RowError(Exception):
    """A row or file that is not written as the README says; its text is one line."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClaimExpected(_Strict):
    """What the claim at a wording must be."""

    at: str
    polarity: Literal["positive", "negative"] | None = None
    modality: Literal["asserted", "planned", "expected", "requested", "conditional", "denied"] | None = None
    attribution: str | None = None


class RawRow(_Strict):
    """A row as written."""

    name: str = Field(min_length=1)
    published: str = Field(pattern=r"^(none|\d{4}-\d\d-\d\d(T\d\d:\d\d([+-]\d\d:\d\d)?)?)$")
    text: str = Field(min_length=1)
    expect: tuple[dict[str, Any], ...] = ()
    absent: tuple[dict[str, Any], ...] = ()
    exhaustive: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    claims: tuple[ClaimExpected, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entry of `expect` or `absent`."""

    kind: str
    text: str
    span: Span | None
    exact: bool
    role: tuple[Span, ...]
    fields: Mapping[str, Any]
    asked: Mapping[str, Any]

    def there(self, detail: Detail) -> bool:
        """Whether the detail is of this kind and stands here."""
        if detail.kind != self.kind:
            return False
        if self.span is None:
            return True
        if self.exact:
            return (detail.start, detail.end) == self.span
        return detail.start < self.span[1] and self.span[0] < detail.end

    def fits(self, detail: Detail) -> bool:
        """Whether the detail is the one that is meant."""
        if not self.there(detail):
            return False
        if self.role:
            role = detail.role
            if role is None or not any(role.start < end and start < role.end for start, end in self.role):
                return False
        return subset(self.fields, detail.value.model_dump(mode="json", by_alias=True))


@dataclass(frozen=True, slots=True)
class Row:
    """A checked row: every wording it names stands in its text."""

    file: str
    language: str
    raw: RawRow
    expect: tuple[Wanted, ...]
    absent: tuple[Wanted, ...]

    @property
    def name(self) -> str:
        return self.raw.name


def rows(folder: Path) -> list[Row]:
    """The rows of the .toml files of a folder, in the order of file and row. Raises RowError."""
    return [row for path in sorted(folder.glob("*.toml")) for row in _read(path)]


def failures(row: Row) -> list[str]:
    """What the row asks for and extraction does not give, a line each; nothing when the row holds."""
    published = None if row.raw.published == "none" else row.raw.published
    claims = extract(sources.from_text(row.raw.text, published=published, language=row.language))
    found = [detail for claim in claims for detail in claim.details]
    return [
        *(f"missing {_told(want)}; found {_found(found, want)}" for want in row.expect if not _any(found, want)),
        *(f"not to appear: {_shown(d)}" for want in row.absent for d in found if want.fits(d)),
        *_further(row, found),
        *_ids(row, found),
        *_claims(row, claims),
    ]


def subset(wanted: Any, found: Any) -> bool:
    """Whether `found` says all that `wanted` says: tables by key, lists by item (terms and fractions whole)."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            found.get(key) == value if key in WHOLE_LISTS else subset(value, found.get(key))
            for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and all(any(subset(item, other) for other in found) for item in wanted)
    return bool((found or "null") == wanted) if wanted == "null" else bool(found == wanted)


def _read(path: Path) -> Iterator[Row]:
    language = path.stem.rpartition(".")[2]
    if language not in ("ko", "en"):
        raise RowError(f"{path.name}: a file is named topic.ko.toml or topic.en.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RowError(f"{path.name}: {error}") from None
    if set(table) - {"row"}:
        raise RowError(f"{path.name}: only [[row]] may stand here, not {sorted(set(table) - {'row'})}")
    for written in table.get("row", []):
        where = f"{path.name}: {written.get('name', '?')}"
        try:
            raw = RawRow.model_validate(written)
            if not (raw.absent or raw.exhaustive):
                raise RowError("neither absent nor exhaustive says what must not appear")
            _check(raw)
            yield Row(
                path.stem, language, raw, tuple(_wanted(raw, e) for e in raw.expect),
                tuple(_wanted(raw, e, absent=True) for e in raw.absent),
            )  # fmt: skip
        except (ValueError, RowError) as error:
            raise RowError(f"{where}: {' '.join(str(error).split())}") from None


def _check(raw: RawRow) -> None:
    named = [*(text for group in (*raw.same, *raw.apart) for text in group), *(claim.at for claim in raw.claims)]
    for text in named:
        if text not in raw.text:
            raise RowError(f"{text!r} does not stand in the text")
    for kind in raw.exhaustive:
        if kind not in VALUES:
            raise RowError(f"no kind {kind!r}")


def _wanted(raw: RawRow, entry: Mapping[str, Any], *, absent: bool = False) -> Wanted:
    left = dict(entry)
    kind = next(iter(left), "nothing")
    if kind not in VALUES:
        raise RowError(f"an entry opens with a kind and its wording, not with {kind!r}")
    text = left.pop(kind)
    nth, exact, role = left.pop("nth", 1), left.pop("exact", False), left.pop("role", None)
    model = VALUES[kind]
    known = {info.alias or name for name, info in model.model_fields.items()}
    if unknown := sorted(set(left) - known):
        raise RowError(f"{kind} has no field {', '.join(unknown)}")
    if role is not None and role not in raw.text:
        raise RowError(f"{role!r} does not stand in the text")
    roles = () if role is None else tuple(_spans(raw.text, role))
    if text == ANYWHERE:
        if not absent:
            raise RowError("only absent entries may stand anywhere")
        return Wanted(kind, text, None, False, roles, left, entry)
    spans = list(_spans(raw.text, text))
    if len(spans) < nth:
        raise RowError(f"{text!r} does not stand in the text" + (f" {nth} times" if nth > 1 else ""))
    return Wanted(kind, text, spans[nth - 1], exact, roles, left, entry)


def _spans(text: str, wording: str) -> Iterator[Span]:
    start = text.find(wording)
    while start >= 0:
        yield start, start + len(wording)
        start = text.find(wording, start + 1)


def _any(found: Sequence[Detail], want: Wanted) -> bool:
    return any(want.fits(detail) for detail in found)


def _touch(a: str, b: str) -> bool:
    a, b = a.casefold(), b.casefold()
    return a in b or b in a


def _further(row: Row, found: Sequence[Detail]) -> Iterator[str]:
    for kind in row.raw.exhaustive:
        for detail in found:
            if detail.kind == kind and not any(want.fits(detail) for want in row.expect):
                yield f"no further {kind}: {_shown(detail)}"


def _ids(row: Row, found: Sequence[Detail]) -> Iterator[str]:
    def ids(text: str) -> set[str]:
        at = row.raw.text.find(text)
        return {
            str(detail.value.id)
            for detail in found
            if detail.kind in ("person", "organisation", "place")
            and not isinstance(detail.value, values.FigureValue | values.DateValue)
            and getattr(detail.value, "id", None) is not None
            and detail.start < at + len(text)
            and at < detail.end
        }

    for group in row.raw.same:
        each = [ids(text) for text in group]
        if not set.intersection(*each):
            yield f"not one name: {' | '.join(f'{t} {sorted(i)}' for t, i in zip(group, each, strict=True))}"
    for group in row.raw.apart:
        each = [ids(text) for text in group]
        if not all(each) or set.intersection(*each):
            yield f"not two names: {' | '.join(f'{t} {sorted(i)}' for t, i in zip(group, each, strict=True))}"


def _claims(row: Row, claims: Sequence[Claim]) -> Iterator[str]:
    for want in row.raw.claims:
        start = row.raw.text.find(want.at)
        here = [c for c in claims if c.start < start + len(want.at) and start < c.end]
        if not any(_claim_fits(want, claim) for claim in here):
            said = [(c.text, c.polarity, c.modality, c.attribution and c.attribution.text) for c in here]
            yield f"no claim {want.model_dump(exclude_none=True)}; found {said}"


def _claim_fits(want: ClaimExpected, claim: Claim) -> bool:
    if want.attribution is not None:
        said = claim.attribution.text if claim.attribution else "none"
        if not _touch(want.attribution, said):
            return False
    return (want.polarity or claim.polarity) == claim.polarity and (want.modality or claim.modality) == claim.modality


def _told(want: Wanted) -> str:
    return f"{want.kind} {want.text!r} { {k: v for k, v in want.asked.items() if k != want.kind} }"


def _found(found: Sequence[Detail], want: Wanted) -> str:
    near = Wanted(want.kind, want.text, want.span, False, (), {}, {})
    return "; ".join(_shown(detail) for detail in found if near.there(detail)) or "nothing there"


def _shown(detail: Detail) -> str:
    value = {k: v for k, v in detail.value.model_dump(mode="json", by_alias=True).items() if v not in (None, False, [])}
    role = f" role {detail.role.text!r}" if detail.role else ""
    return f"{detail.kind} {detail.text!r} {value}{role}"
