"""The articles that the benchmark brings along: invented, written for it, in `articles/ko` and `articles/en`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from schemas.article import Article

FOLDERS = ("ko", "en")


def bundled(languages: Sequence[str] = FOLDERS) -> list[Article]:
    """The bundled articles of the languages, in the order of their names."""
    import sources

    folder = files("reconcile.bench") / "articles"
    read = [
        sources.read(file.read_bytes(), media_type="text/plain", language=language)
        for language in languages
        for file in sorted((folder / language).iterdir(), key=lambda f: f.name)
        if file.name.endswith(".txt")
    ]
    return sources.assign_ids(read)
