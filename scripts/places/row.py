"""One line of a place file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Row:
    id: str
    parent: str
    level: str
    ko: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    population: int = 0
    former_parents: list[str] = field(default_factory=list)
    former_codes: list[str] = field(default_factory=list)

    def line(self) -> str:
        lists = [sorted(set(self.former_parents)), sorted(set(self.former_codes))]
        cells = [self.id, self.parent, self.level, "|".join(dict.fromkeys(self.ko)), "|".join(dict.fromkeys(self.en))]
        return "\t".join([*cells, str(self.population or ""), *("|".join(cell) for cell in lists)])
