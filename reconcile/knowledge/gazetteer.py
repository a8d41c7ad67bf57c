"""Places by name, what contains what, and whether a written chain of places can be.

    gazetteer = Gazetteer.load()
    gazetteer.check_chain(["강남구", "양재동"])
    → consistent=False, ids=("KR-L1168000000", "KR-L1165010200"), containers=(서초구,)

A chain is impossible only when the gazetteer knows both places, of one country, and no place of the inner
name lies in any place of the outer name, today or before a change of boundaries. Names it does not know decide nothing.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reconcile.knowledge import place_files
from schemas.knowledge import OwnPlace

LEVELS = ("continent", "country", "region", "county", "city", "district", "neighbourhood")
_RANK = {level: rank for rank, level in enumerate(LEVELS)}


class UnknownContainer(ValueError):
    """The `inside` of an own place names no place, or several. `found` are those it may mean."""

    def __init__(self, place: str, inside: str, found: tuple[Place, ...]) -> None:
        self.place, self.inside, self.found = place, inside, found
        ids = ", ".join(p.id for p in found)
        problem = f"may be any of {ids}: name its id" if found else "is no place the gazetteer knows"
        super().__init__(f"place {place!r}: inside {inside!r} {problem}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `name` is in the gazetteer's words: Korean for Korea, English elsewhere."""

    id: str
    parent: str | None
    level: str
    ko: tuple[str, ...]
    en: tuple[str, ...]
    population: int = 0
    former_parents: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.ko[0] if self.id.startswith(("KR-", "AREA-KR-")) else self.en[0]

    @property
    def names(self) -> tuple[str, ...]:
        return self.ko + self.en

    @property
    def rank(self) -> int:
        """0 for a continent, growing inwards; levels that only own places have (locality, road) are innermost."""
        return _RANK.get(self.level, len(LEVELS))


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How a written chain came out.

    `ids` has the place of each name as far as it can be told; `containers`, for an impossible chain, the places of the
    outer name's level that do hold a place of the innermost contradicted name.
    """

    consistent: bool
    ids: tuple[str | None, ...]
    outer: Place | None = None
    inner: Place | None = None
    containers: tuple[Place, ...] = ()


class Gazetteer:
    """An index over rows of places.tsv and cities.tsv (`rows`, sorted by id) and of names.tsv (`names`, sorted)."""

    def __init__(self, rows: Sequence[str], names: Sequence[str], date: str = "") -> None:
        self._rows, self._names, self._date = rows, names, date
        self._own: tuple[OwnPlace, ...] = ()
        self._own_names: dict[str, tuple[str, ...]] = {}
        self._children: dict[str, tuple[str, ...]] | None = None
        # What has been asked for, parsed; never more than the data has.
        self._places: dict[str, Place] = {}
        self._former_ancestors: dict[str, frozenset[str]] = {}
        self._found: dict[str, tuple[Place, ...]] = {}
        self._heads: dict[str, tuple[str, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._paths: dict[str, tuple[str, ...]] = {}

    @classmethod
    def load(cls, own: tuple[OwnPlace, ...] = ()) -> Gazetteer:
        """The packaged gazetteer with a user's own places, read once in a process for each `own`.

        Raises ValueError where a data file is malformed, UnknownContainer where an own place lies nowhere.
        """
        return _packaged(own)

    def with_own(self, own: tuple[OwnPlace, ...]) -> Gazetteer:
        """A gazetteer that knows these places too: their names mean them alone. Raises UnknownContainer."""
        new = Gazetteer(self._rows, self._names, self._date)
        new._own = own
        waiting = list(own)
        while waiting:  # an own place may lie in another that is written after it
            for number, place in enumerate(waiting):
                found = new.containers(place.inside) if place.inside else ()
                if place.inside is None or len(found) == 1:
                    new._add(place, found[0].id if found else None)
                    del waiting[number]
                    break
            else:
                first = waiting[0]
                raise UnknownContainer(first.name, first.inside or "", new.containers(first.inside or ""))
        return new

    def _add(self, own: OwnPlace, parent: str | None) -> None:
        names = tuple(dict.fromkeys((own.name, *own.aliases)))
        known = self.get(own.key)
        if known is None:
            self._places[own.key] = Place(own.key, parent, own.level, names, names)
        else:
            self._places[own.key] = replace(known, ko=(*known.ko, *names), en=(*known.en, *names))
        for name in names:
            self._own_names[name] = (*self._own_names.get(name, ()), own.key)

    def containers(self, text: str) -> tuple[Place, ...]:
        """The places that an id, a name or a chain of names (outermost first) may mean; only the outermost of a name.

        Empty for what is unknown or cannot be.
        """
        if (place := self.get(text)) is not None:
            return (place,)
        if found := self.lookup(text):
            return tuple(p for p in found if p.rank == found[0].rank)
        parts = text.split(" ")
        for cut in range(1, len(parts)):
            outer, inner = self.containers(" ".join(parts[:cut])), self.lookup(" ".join(parts[cut:]))
            held = tuple(i for i in inner if any(self.contains(o.id, i.id, True) and o.id != i.id for o in outer))
            if held:
                return held
        return ()

    def digest(self) -> str:
        """SHA-256 over the data files and the own places, hex."""
        return _digest(self._own)

    def date(self) -> str:
        """The date of the facts (ISO)."""
        return self._date

    def is_own(self, id_: str) -> bool:
        """Whether what is known of a place is the user's own knowledge, in whole or in part."""
        return any(own.key == id_ for own in self._own)

    def source(self, id_: str) -> str:
        """Whose word a statement on a place rests on, for the reader of a report."""
        return "own knowledge" if self.is_own(id_) else f"places {self._date}"

    def __len__(self) -> int:
        return len(self._rows) + sum(self._row(own.key) is None for own in self._own)

    def __contains__(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.lookup(name))

    def ids(self) -> tuple[str, ...]:
        packaged = [row.split("\t", 1)[0] for row in self._rows]
        return tuple(dict.fromkeys((*packaged, *(own.key for own in self._own))))

    def get(self, id_: str) -> Place | None:
        """The place of an id, or None."""
        found = self._places.get(id_)
        if found is None and (row := self._row(id_)) is not None:
            found = self._places[id_] = _parse(row)
        return found

    def _row(self, id_: str) -> str | None:
        key = f"{id_}\t"
        at = bisect_left(self._rows, key)
        return self._rows[at] if at < len(self._rows) and self._rows[at].startswith(key) else None

    def place(self, id_: str) -> Place:
        """The place of an id. Raises KeyError."""
        found = self.get(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def lookup(self, name: str) -> tuple[Place, ...]:
        """All places of a name: outer levels first, larger first, legal before administrative districts, then by id."""
        found = self._found.get(name)
        if found is not None:
            return found
        ids: Sequence[str] = self._own_names.get(name, ())
        if not ids:
            key = f"{name}\t"
            at = bisect_left(self._names, key)
            if at == len(self._names) or not self._names[at].startswith(key):
                return ()
            ids = self._names[at][len(key) :].split("|")
        found = self._found[name] = tuple(self.place(id_) for id_ in ids)
        return found

    def name_lengths(self, head: str) -> tuple[int, ...]:
        """The lengths of the names that begin with `head`, longest first: what a reader has to try at a word."""
        found = self._lengths.get(head)
        if found is None:
            found = tuple(sorted({len(name) for name in self.beginning(head)}, reverse=True))
            if found:
                self._lengths[head] = found
        return found

    def beginning(self, head: str) -> tuple[str, ...]:
        """The names that begin with `head`."""
        found = self._heads.get(head)
        if found is None:
            names = [name for name in self._own_names if name.startswith(head)]
            for at in range(bisect_left(self._names, head), len(self._names)):
                row = self._names[at]
                if not row.startswith(head):
                    break
                names.append(row[: row.index("\t")])
            found = tuple(names)
            if found:
                self._heads[head] = found
        return found

    def heads(self, first: str) -> frozenset[str]:
        """The first two letters of every name that sorts from `first` on; a name of one letter is its own head."""
        packaged = {row[:2].rstrip("\t") for row in self._names[bisect_left(self._names, first) :]}
        return frozenset(packaged | {name[:2] for name in self._own_names if name >= first})

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """Ids of what contains a place, nearest first; without the place itself."""
        found = self._ancestors.get(id_)
        if found is None:
            parent = self.place(id_).parent
            found = self._ancestors[id_] = (parent, *self.ancestors(parent)) if parent is not None else ()
        return found

    def path(self, id_: str) -> tuple[str, ...]:
        """Names from the outermost container to the place; the country is left out inside Korea."""
        found = self._paths.get(id_)
        if found is None:
            chain = [self.place(i) for i in reversed((id_, *self.ancestors(id_)))]
            if len(chain) > 1 and chain[0].id == "ISO-KR":
                chain = chain[1:]
            found = self._paths[id_] = tuple(place.name for place in chain)
        return found

    def contains(self, outer: str, inner: str, former: bool = False) -> bool:
        """Whether `inner` lies in `outer` or is it; with `former`, also before a change of boundaries."""
        if outer == inner or outer in self.ancestors(inner):
            return True
        return former and outer in self._former(inner)

    def _former(self, id_: str) -> frozenset[str]:
        """Ids of what contained a place, or a place around it, before a change of boundaries."""
        found = self._former_ancestors.get(id_)
        if found is None:
            parents = {p for step in (id_, *self.ancestors(id_)) for p in self.place(step).former_parents}
            found = frozenset(parents.union(*(self.ancestors(parent) for parent in parents)))
            self._former_ancestors[id_] = found
        return found

    def _contains_today(self, outer: Place, inner: Place) -> bool:
        return self.contains(outer.id, inner.id)

    def may_hold(self, outer: Place, inner: Place) -> bool:
        """Whether a chain may have `inner` in `outer`: it lies there, lay there, or the data cannot tell.

        Outside Korea towns are known by their region only: any county of that region may be theirs.
        """
        return self.contains(outer.id, inner.id, True) or (
            outer.level == "county"
            and inner.rank > outer.rank
            and inner.parent == outer.parent
            and not inner.id.startswith("KR-")
        )

    def children(self, id_: str) -> tuple[str, ...]:
        """Ids of the places directly inside a place, in the order of the data."""
        if self._children is None:
            grouped: dict[str, list[str]] = {}
            for child in self.ids():
                grouped.setdefault(self.place(child).parent or "", []).append(child)
            self._children = {parent: tuple(found) for parent, found in grouped.items()}
        return self._children.get(id_, ())

    def resolve_chain(self, names: Sequence[str]) -> tuple[str | None, ...]:
        """The ids of a chain of names, outermost first; each as best it can be told. See `check_chain`."""
        return self.check_chain(names).ids

    def check_chain(self, names: Sequence[str]) -> ChainCheck:
        """Whether places of these names, outermost first, can lie in each other."""
        return self.check_candidates([self.lookup(name) for name in names])

    def check_candidates(self, links: Sequence[Sequence[Place]]) -> ChainCheck:
        """`check_chain` over the places that each link may be; an empty link is a place nobody knows."""
        known = [(i, link) for i, link in enumerate(links) if link]
        ids: list[str | None] = [None] * len(links)
        if not known:
            return ChainCheck(True, tuple(ids))
        # From the innermost outwards: keep the inner places that some outer one contains.
        best = self._nested([link for _, link in known])
        if best is not None:
            for (i, _), place in zip(known, best, strict=True):
                ids[i] = place.id
            return ChainCheck(True, tuple(ids))
        return self._contradiction(known, ids)

    def _nested(self, links: Sequence[Sequence[Place]]) -> tuple[Place, ...] | None:
        """The first nested choice, inner links deciding: each place in the one before it."""
        chains: list[tuple[Place, ...]] = [(place,) for place in links[0]]
        for link in links[1:]:
            chains = [
                (*chain, inner)
                for holds in (self._contains_today, self.may_hold)
                for inner in link
                for chain in chains
                if chain[-1].id != inner.id and holds(chain[-1], inner)
            ]
        return chains[0] if chains else None

    def _contradiction(self, known: Sequence[tuple[int, Sequence[Place]]], ids: list[str | None]) -> ChainCheck:
        """The longest nested head fixes the outer side; the first link that does not fit is the contradicted one."""
        cut = 1
        head: tuple[Place, ...] = (known[0][1][0],)
        while (longer := self._nested([link for _, link in known[: cut + 1]])) is not None:
            cut, head = cut + 1, longer
        for (i, _), place in zip(known, head, strict=False):
            ids[i] = place.id
        outer = head[-1]
        inner_link = known[cut][1]
        if cut + 1 < len(known):  # of five 서구, the one that has the 만년동
            beyond = known[cut + 1][1]
            inner_link = [p for p in inner_link if any(self.may_hold(p, q) for q in beyond)] or inner_link
        shared = set(self.ancestors(outer.id))
        inner = max(inner_link, key=lambda p: len(shared.intersection(self.ancestors(p.id))))
        for i, link in known[cut:]:
            nearest = max(
                link, key=lambda p: (self.contains(inner.id, p.id), len(shared.intersection(self.ancestors(p.id))))
            )
            ids[i] = nearest.id
        holders = {a.id: a for p in inner_link for a in map(self.place, self.ancestors(p.id)) if a.level == outer.level}
        if not holders:
            holders = {p.parent: self.place(p.parent) for p in inner_link if p.parent}
        near = [h for h in holders.values() if shared.intersection(self.ancestors(h.id)) - {"ISO-KR"}] or list(
            holders.values()
        )
        return ChainCheck(False, tuple(ids), outer, inner, tuple(sorted(near, key=lambda p: p.id)))


def _parse(line: str) -> Place:
    id_, parent, level, ko, en, population, former, codes = line.split("\t")
    split = [tuple(cell.split("|")) if cell else () for cell in (ko, en, former, codes)]
    return Place(id_, parent or None, level, split[0], split[1], int(population or 0), split[2], split[3])


@lru_cache(maxsize=8)
def _packaged(own: tuple[OwnPlace, ...]) -> Gazetteer:
    if own:
        return _packaged(()).with_own(own)
    places, date = place_files.lines("places.tsv")
    cities, _ = place_files.lines("cities.tsv")
    names, _ = place_files.lines("names.tsv")
    return Gazetteer(sorted((*places, *cities)), names, date)


@lru_cache(maxsize=8)
def _digest(own: tuple[OwnPlace, ...]) -> str:
    digest = hashlib.sha256()
    for name in place_files.COLUMNS:
        digest.update(place_files.data(name))
    for place in own:
        digest.update(place.model_dump_json().encode())
    return digest.hexdigest()
