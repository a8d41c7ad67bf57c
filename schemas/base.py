"""The base of every model of the vocabulary."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen record that refuses unknown fields.

    Models are compared by value and may be shared freely; use `model_copy(update=…)`
    for a changed copy.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @classmethod
    def unchecked(cls, **fields: Any) -> Self:
        """A record of fields that are known to be of their types: for records made by the hundred.

        pydantic tries a union's members in turn, and its own `model_construct` takes longer than checking.
        """
        blank, names = _blank(cls)
        made = object.__new__(cls)
        _set_dict(made, {**blank, **fields})
        _set_names(made, names)
        _set_extra(made, None)
        _set_private(made, None)
        return made

    def to_json_dict(self) -> dict[str, Any]:
        """The record as plain JSON types, with the field names of the published schema."""
        return self.model_dump(mode="json", by_alias=True)


# A frozen model refuses to be set by name; its slots do not, and do not look for the name each time.
_slots = vars(BaseModel)
_set_dict, _set_names = _slots["__dict__"].__set__, _slots["__pydantic_fields_set__"].__set__
_set_extra, _set_private = _slots["__pydantic_extra__"].__set__, _slots["__pydantic_private__"].__set__


@cache
def _blank(model: type[Model]) -> tuple[dict[str, Any], set[str]]:
    """The defaults of a model by field, in order, None for a field that has to be given; and the names of all."""
    fields = model.model_fields.items()
    blank = {name: None if f.is_required() else f.get_default(call_default_factory=True) for name, f in fields}
    return blank, set(blank)
