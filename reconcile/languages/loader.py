"""Strict loading of a language's tables: a key that the model does not know is an error."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

from schemas.base import Model

M = TypeVar("M", bound=Model)


@cache
def load_table(code: str, name: str, model: type[M]) -> M:
    """The table `languages/<code>/<name>.toml`, validated as `model`; loaded once a process.

    Raises FileNotFoundError for a table that is not there, tomllib.TOMLDecodeError for one that is
    not TOML, and pydantic.ValidationError for unknown keys, missing keys and wrong types.
    """
    text = files("reconcile.languages").joinpath(code, f"{name}.toml").read_text(encoding="utf-8")
    return model.model_validate(tomllib.loads(text))
