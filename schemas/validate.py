"""Read what comes from outside against the published JSON Schemas.

Requests are read strictly: an unknown field is an error. A saved document of a known major version may
come from a later minor one, so its unknown fields are dropped before it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from schemas.reconciliation import SCHEMA, Reconciliation

PREFIX = "urn:reconcile:schema:"
_SHOWN = 5
MOST_PROBLEMS = 100
"""Problems that are looked for: who sends a million finds out in a hundred, and does not wait for the rest."""


class SchemaError(Exception):
    """Base of this module's errors.

    SchemaError
    ├── UnknownSchema    no published schema has this name
    └── InvalidDocument  the instance does not fit its schema
    """


class UnknownSchema(SchemaError):
    """No published schema has this name; `known` lists those that exist."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known = published_names()
        super().__init__(f"no schema named {name!r}; there are: {', '.join(self.known)}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `path` as a JSON Pointer (RFC 6901), `message` with what to do about it."""

    path: str
    message: str


class InvalidDocument(SchemaError):
    """The instance does not fit schema `name`; `problems` says where and why, in document order."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.name = name
        self.problems = problems
        lines = [f"{p.path or 'the whole document'}: {p.message}" for p in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"and {len(problems) - _SHOWN} more")
        super().__init__(f"not a valid {name}: " + "; ".join(lines))


@cache
def published_names() -> tuple[str, ...]:
    """The names of the published schemas, such as `reconciliation-1`, sorted."""
    folder = files("schemas") / "published"
    return tuple(sorted(f.name.removesuffix(".json") for f in folder.iterdir() if f.name.endswith(".json")))


@cache
def published_text(name: str) -> str:
    """The text of the published schema `name`.

    Raises:
        UnknownSchema: no schema has this name.
    """
    if name not in published_names():
        raise UnknownSchema(name)
    return (files("schemas") / "published" / f"{name}.json").read_text(encoding="utf-8")


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def any_of(validator: Any, forms: list[Any], instance: Any, _: Any) -> Iterator[ValidationError]:
        """As the library's, which gathers all that is wrong in each form, however much that is."""
        found: list[ValidationError] = []
        for at, form in enumerate(forms):
            wrong = list(islice(validator.descend(instance, form, schema_path=at), MOST_PROBLEMS))
            if not wrong:
                return
            found += wrong
        yield ValidationError("fits none of its forms", context=found)

    def items(validator: Any, form: Any, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
        """As the library's, for as many as there may be: of more, `maxItems` says enough."""
        if not validator.is_type(instance, "array") or len(instance) <= schema.get("maxItems", len(instance)):
            yield from Draft202012Validator.VALIDATORS["items"](validator, form, instance, schema)

    return extend(Draft202012Validator, {"anyOf": any_of, "items": items})(  # type: ignore[no-untyped-call]
        json.loads(published_text(name))
    )


def validate(name: str, instance: Any) -> None:
    """Check a decoded JSON value against the published schema `name`.

    Raises:
        UnknownSchema: no schema has this name.
        InvalidDocument: with every problem, up to MOST_PROBLEMS, its JSON Pointer and what to do.
    """
    checker = _validator(name)
    found = _problems(checker.iter_errors(instance), checker.schema.get("$defs", {}))
    problems = set(islice(found, MOST_PROBLEMS))
    if problems:
        raise InvalidDocument(name, tuple(sorted(problems, key=lambda p: (p.path, p.message))))


def load_reconciliation(data: Mapping[str, Any], *, strict: bool = False) -> Reconciliation:
    """A saved document as a model.

    Args:
        data: the decoded JSON object.
        strict: refuse unknown fields, in place of dropping them.

    Raises:
        InvalidDocument: another major version, or it does not fit the schema.
    """
    found = data.get("schema")
    if found != SCHEMA:
        raise InvalidDocument("reconciliation-1", (Problem("/schema", f"is {found!r}; this version reads {SCHEMA!r}"),))
    if not strict:
        schema = json.loads(published_text("reconciliation-1"))
        data = _known_fields(data, schema, schema.get("$defs", {}))
    validate("reconciliation-1", data)
    return Reconciliation.model_validate(data)


def _pointer(path: Iterable[str | int]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _problems(errors: Iterator[Any], defs: Mapping[str, Any]) -> Iterator[Problem]:
    for error in errors:
        yield from _explained(error, defs)


def _explained(error: Any, defs: Mapping[str, Any]) -> Iterator[Problem]:
    """The problems behind a failure: of a failed union, those of the form that the instance is meant as."""
    if error.validator not in ("anyOf", "oneOf"):
        yield Problem(_pointer(error.absolute_path), _advice(error, error.schema.get("description")))
        return
    forms = [_resolved(form, defs) for form in error.validator_value]
    within: list[list[Any]] = [[e for e in error.context if e.schema_path[0] == at] for at in range(len(forms))]
    of_its_type = [
        at for at, errors in enumerate(within) if not any(e.validator == "type" and not e.path for e in errors)
    ]
    if isinstance(error.instance, Mapping):
        meant = _branch(error.instance, forms)
        of_its_type = [at for at in of_its_type if forms[at] is meant]
    if len(of_its_type) != 1:
        yield Problem(_pointer(error.absolute_path), _give(" or ".join(_named(f) for f in forms), error.instance))
        return
    for inner in within[of_its_type[0]]:
        if inner.path or inner.context:
            yield from _explained(inner, defs)
        else:
            description = inner.schema.get("description") or error.schema.get("description")
            yield Problem(_pointer(error.absolute_path), _advice(inner, description))


def _advice(error: Any, description: str | None) -> str:
    match error.validator:
        case "additionalProperties":
            known = set(error.schema.get("properties", {}))
            unknown = sorted(set(error.instance) - known)
            named = ", ".join(repr(_short(name)) for name in unknown[:_SHOWN])
            more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
            return f"unknown field {named}{more}: remove it; known are {', '.join(sorted(known))}"
        case "required":
            missing = sorted(set(error.validator_value) - set(error.instance))
            return f"missing field {', '.join(map(repr, missing))}: add it"
        case "type":
            return _give(_named(error.schema), error.instance)
        case "enum":
            return _give(f"one of {', '.join(map(str, error.validator_value))}", error.instance)
        case "const":
            return _give(repr(error.validator_value), error.instance)
        case "pattern":
            return _give(description or f"text matching {error.validator_value}", error.instance)
        case "minItems":
            return f"give at least {error.validator_value} items, not {len(error.instance)}"
        case "maxItems":
            return f"give at most {error.validator_value} items, not {len(error.instance)}"
        case _:
            return str(error.message)[:200]


def _give(wanted: str, instance: Any) -> str:
    return f"give {wanted}, not {_shown(instance)}"


def _named(schema: Mapping[str, Any]) -> str:
    wanted = schema.get("type", "another value")
    return wanted if isinstance(wanted, str) else " or ".join(wanted)


def _shown(value: Any) -> str:
    return _short(json.dumps(value, ensure_ascii=False))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _known_fields(value: Any, schema: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    """`value` without the object fields that `schema` does not name."""
    schema = _resolved(schema, defs)
    if isinstance(value, list):
        forms = (schema, *schema.get("anyOf", ()))
        items: Mapping[str, Any] = next((form["items"] for form in forms if "items" in form), {})
        return [_known_fields(item, items, defs) for item in value]
    if not isinstance(value, Mapping):
        return value
    branches = schema.get("anyOf") or schema.get("oneOf")
    if branches:
        chosen = _branch(value, [_resolved(b, defs) for b in branches])
        return _known_fields(value, chosen, defs) if chosen is not None else value
    properties = schema.get("properties")
    if properties is None:
        inner = schema.get("additionalProperties")
        return {k: _known_fields(v, inner, defs) for k, v in value.items()} if isinstance(inner, Mapping) else value
    return {k: _known_fields(v, properties[k], defs) for k, v in value.items() if k in properties}


def _resolved(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        schema = defs[schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _branch(value: Mapping[str, Any], branches: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The object form of a union that `value` is meant as: its `kind`, else the one that names most of its fields."""
    objects = [b for b in branches if "properties" in b or "additionalProperties" in b]
    for branch in objects:
        kind = branch.get("properties", {}).get("kind", {}).get("const")
        if kind is not None and kind == value.get("kind"):
            return branch
    return max(objects, key=lambda b: _fit(value, b), default=None)


def _fit(value: Mapping[str, Any], form: Mapping[str, Any]) -> tuple[bool, int]:
    return set(form.get("required", ())) <= set(value), len(set(form.get("properties", {})) & set(value))
