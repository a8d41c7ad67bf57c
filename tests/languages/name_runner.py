"""Runs the cases of people_cases.toml and quotes_cases.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reconcile.languages.base import Passage, Token


def cases(language: str, name: str) -> list[Any]:
    path = Path(__file__).parent / language / f"{name}_cases.toml"
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["case"])


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    return Kiwi(load_multi_dict=False, num_workers=1)


def passages(language: str, text: str) -> list[Passage]:
    return [Passage("paragraph", line, _tokens(line) if language == "ko" else ()) for line in text.split("\n")]


def _tokens(line: str) -> tuple[Token, ...]:
    return tuple(Token(one.form, one.tag, one.start, one.end) for one in _kiwi().tokenize(line))
