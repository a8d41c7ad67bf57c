"""The base of every model of the vocabulary."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen record that refuses unknown fields.

    Models are compared by value and may be shared freely; use `model_copy(update=…)`
    for a changed copy.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def to_json_dict(self) -> dict[str, Any]:
        """The record as plain JSON types, with the field names of the published schema."""
        return self.model_dump(mode="json", by_alias=True)
