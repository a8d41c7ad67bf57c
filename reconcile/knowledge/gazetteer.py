"""Places by name, what contains what, and whether a written chain of places can be.

    gazetteer = Gazetteer.load()
    gazetteer.check_chain(["강남구", "양재동"])
    → consistent=False, ids=("KR-L1168000000", "KR-L1165010200"), containers=(서초구,)

A chain is impossible only when the gazetteer knows both places, of one country, and no place of the inner
name lies in any place of the outer name, today or before a change of boundaries. Names it does not know decide nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

LEVELS = ("continent", "country", "region", "county", "city", "district", "neighbourhood")
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
_COLUMNS = 8
_FILES = ("places.tsv", "cities.tsv")


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
        return self.ko[0] if self.id.startswith("KR-") else self.en[0]

    @property
    def names(self) -> tuple[str, ...]:
        return self.ko + self.en

    @property
    def rank(self) -> int:
        """0 for a continent, growing inwards."""
        return _RANK[self.level]


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
    """An index over rows of places.tsv and cities.tsv. `lines` are their data lines, `date` the date of the facts."""

    def __init__(self, lines: Iterable[str], digest: str = "", date: str = "") -> None:
        self._lines: dict[str, str] = {}
        self._index: dict[str, str | tuple[str, ...]] = {}
        self._digest, self._date = digest, date
        self._children: dict[str, tuple[str, ...]] | None = None
        self._places: dict[str, Place] = {}
        index = self._index
        for line in lines:
            cells = line.split("\t", 5)
            id_ = cells[0]
            self._lines[id_] = line
            for name in f"{cells[3]}|{cells[4]}".split("|"):
                if name:
                    have = index.setdefault(name, id_)
                    if have is not id_:
                        index[name] = (*have, id_) if isinstance(have, tuple) else (have, id_)

    @classmethod
    def load(cls) -> Gazetteer:
        """The packaged gazetteer, read once in a process. Raises ValueError where a data file is malformed."""
        return _packaged()

    def digest(self) -> str:
        """SHA-256 over the data files, hex."""
        return self._digest

    def date(self) -> str:
        """The date of the facts (ISO)."""
        return self._date

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, name: str) -> bool:
        """Whether any place has this name."""
        return name in self._index

    def ids(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def get(self, id_: str) -> Place | None:
        """The place of an id, or None."""
        if id_ not in self._places:
            if id_ not in self._lines:
                return None
            self._places[id_] = _parse(self._lines[id_])
        return self._places[id_]

    def place(self, id_: str) -> Place:
        """The place of an id. Raises KeyError."""
        found = self.get(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def lookup(self, name: str) -> tuple[Place, ...]:
        """All places of a name: outer levels first, larger first, legal before administrative districts, then by id."""
        have = self._index.get(name, ())
        found = [self.place(id_) for id_ in ((have,) if isinstance(have, str) else dict.fromkeys(have))]
        return tuple(sorted(found, key=lambda p: (p.rank, -p.population, not p.id.startswith("KR-L"), p.id)))

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """Ids of what contains a place, nearest first; without the place itself."""
        found: list[str] = []
        parent = self.place(id_).parent
        while parent is not None:
            found.append(parent)
            parent = self.place(parent).parent
        return tuple(found)

    def path(self, id_: str) -> tuple[str, ...]:
        """Names from the outermost container to the place; the country is left out inside Korea."""
        chain = [self.place(i) for i in reversed((id_, *self.ancestors(id_)))]
        if len(chain) > 1 and chain[0].id == "ISO-KR":
            chain = chain[1:]
        return tuple(place.name for place in chain)

    def contains(self, outer: str, inner: str, former: bool = False) -> bool:
        """Whether `inner` lies in `outer` or is it; with `former`, also before a change of boundaries."""
        if outer == inner:
            return True
        steps = (inner, *self.ancestors(inner))
        if outer in steps:
            return True
        return former and any(
            parent == outer or outer in self.ancestors(parent)
            for step in steps
            for parent in self.place(step).former_parents
        )

    def children(self, id_: str) -> tuple[str, ...]:
        """Ids of the places directly inside a place, in the order of the data."""
        if self._children is None:
            grouped: dict[str, list[str]] = {}
            for child, line in self._lines.items():
                grouped.setdefault(line.split("\t", 2)[1], []).append(child)
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
                for former in (False, True)
                for inner in link
                for chain in chains
                if chain[-1].id != inner.id and self.contains(chain[-1].id, inner.id, former)
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


@lru_cache(maxsize=1)
def _packaged() -> Gazetteer:
    digest = hashlib.sha256()
    lines: list[str] = []
    date = ""
    for name in _FILES:
        data = (files("reconcile.knowledge") / name).read_bytes()
        digest.update(data)
        for line in data.decode("utf-8").split("\n"):
            if line.startswith("# Date: "):
                date = max(date, line[8:])
            elif line and not line.startswith("#"):
                if line.count("\t") != _COLUMNS - 1:
                    raise ValueError(f"{name}: a line has not {_COLUMNS} columns: {line[:60]!r}")
                lines.append(line)
    return Gazetteer(lines, digest.hexdigest(), date)
