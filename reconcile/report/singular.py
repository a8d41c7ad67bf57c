"""English units of one: votes → vote, as particles.py has Korean particles.

1 people → 1 person     1 companies → 1 company     1 square feet → 1 square foot     1 kg → 1 kg
"""

from __future__ import annotations

_OWN = {
    "people": "person", "feet": "foot", "inches": "inch", "years old": "year old", "cars of a train": "car of a train",
    "feet per second": "foot per second", "metres per minute": "metre per minute",
    "miles per second": "mile per second", "reais": "real", "soles": "sol", "lei": "leu",
    "calories": "calorie", "colones": "colón", "kronor": "krona", "kroner": "krone", "kronur": "króna",
}  # fmt: skip
"""Whole names or last words that no rule below makes singular."""
_SHORTENED = ("ches", "xes", "sses")
"""Ends of plurals that lose -es."""


def singular(name: str) -> str:
    """`name` of a unit, a plural or a sign, for one of it; a sign stays."""
    before, _, last = name.rpartition(" ")
    if name in _OWN:
        return _OWN[name]
    return f"{before} {_word(last)}".strip()


def _word(word: str) -> str:
    if word in _OWN:
        return _OWN[word]
    if not word.isalpha() or not word.islower() or not set(word) & set("aeiou"):
        return word
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(_SHORTENED):
        return word.removesuffix("es")
    return word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") else word
