"""What is read: every article that the repository bundles, and long ones made of their lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("reconcile/demo", "tests/cases", "tests/quality/groups")
HANGUL_SHARE = 0.2
"""Of a text's characters, from which on it is taken for Korean."""


@cache
def articles(language: str) -> tuple[str, ...]:
    """The plain texts in Korean (`ko`) or in English (`en`), by path."""
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.txt"))]
    return tuple(text for text in map(_text, found) if (language == "ko") == _is_korean(text))


def lines(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in text.splitlines() if line.strip()]


def portion(texts: tuple[str, ...], characters: int) -> tuple[str, ...]:
    """The first texts that together have so many characters."""
    taken: list[str] = []
    for text in texts:
        if sum(map(len, taken)) >= characters:
            break
        taken.append(text)
    return tuple(taken)


def long_article(language: str, size: int) -> str:
    """An article of `size` bytes of UTF-8: the lines of the bundled ones as its paragraphs, over and over.

    Each is numbered, since a line that stands in an article again and again is furniture.
    """
    source = cycle(line for line in lines(articles(language)) if len(line) > 40)
    return "\n\n".join(_until((f"{line} ({number})" for number, line in enumerate(source, 1)), size))


def _until(source: Iterator[str], size: int) -> Iterator[str]:
    written = 0
    for line in source:
        if written >= size:
            return
        written += len(line.encode()) + 2
        yield line


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _is_korean(text: str) -> bool:
    return sum("가" <= c <= "힣" for c in text) > HANGUL_SHARE * len(text)
