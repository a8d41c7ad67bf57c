"""Imports go one way: between the packages, inside reconcile, and towards the network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("schemas", "sources", "reconcile", "service")
STAGES = ("text", "knowledge", "languages", "claims", "alignment", "verdicts", "report")
"""A stage imports itself and those before it."""
COMPOSERS = ("story", "document", "pipeline", "own", "desk", "cases", "bench", "cli", "demo", "__main__", "__init__")
"""These stand above the stages: story joins them, document writes down what they found, own and desk ask several; cases
and cli also read articles.
"""
MAY_READ_SOURCES = ("reconcile.cli", "reconcile.cases", "reconcile.bench", "reconcile.demo")
"""cli composes reading and comparing; a case folder holds articles, and so do the bundled example and the bench."""
MAY_SERVE = ("reconcile.cli",)
MAY_USE_NETWORK = (
    "sources.fetch",
    "sources.webhook",
    "sources.wire",
    "service.client",
    "service.serving",
    "service.web.inside",
)
NETWORK = ("httpx", "httpcore", "urllib.request", "http.client", "socket", "requests", "aiohttp")
SHARED = ("reconcile.errors", "reconcile.progress", "reconcile.settings")
"""Plain records that any stage may use; they import no stage."""


def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path) -> Iterator[str]:
    """Every module that `path` imports, anywhere in it, with names that are modules themselves written out."""
    here = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in MODULES else module


MODULES = modules()
EDGES = sorted({(name, target) for name, path in MODULES.items() for target in imports(name, path)})


def within(name: str, *packages: str) -> bool:
    return any(name == p or name.startswith(p + ".") for p in packages)


def offenders(forbidden: Iterator[tuple[str, str]]) -> list[str]:
    return [f"{name} imports {target}" for name, target in forbidden]


def test_schemas_imports_nothing_of_ours() -> None:
    assert not offenders(
        (n, t) for n, t in EDGES if within(n, "schemas") and within(t, "sources", "reconcile", "service")
    )


def test_sources_does_not_know_reconcile_nor_the_service() -> None:
    assert not offenders((n, t) for n, t in EDGES if within(n, "sources") and within(t, "reconcile", "service"))


def test_only_composers_of_reconcile_know_sources() -> None:
    assert not offenders(
        (n, t) for n, t in EDGES if within(n, "reconcile") and within(t, "sources") and not within(n, *MAY_READ_SOURCES)
    )


def test_only_the_serve_command_knows_the_service() -> None:
    assert not offenders((n, t) for n, t in EDGES if not within(n, "service", *MAY_SERVE) and within(t, "service"))


def test_the_client_knows_nothing_of_the_server() -> None:
    assert not offenders(
        (n, t)
        for n, t in EDGES
        if within(n, "service.client") and within(t, *PACKAGES) and not within(t, "service.client", "schemas")
    )


def test_only_what_fetches_and_sends_touches_the_network() -> None:
    assert not offenders((n, t) for n, t in EDGES if within(t, *NETWORK) and not within(n, *MAY_USE_NETWORK))


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_itself_and_earlier_stages(stage: str) -> None:
    allowed = [f"reconcile.{s}" for s in STAGES[: STAGES.index(stage) + 1]]
    assert not offenders(
        (n, t)
        for n, t in EDGES
        if within(n, f"reconcile.{stage}") and within(t, "reconcile") and not within(t, *allowed, *SHARED)
    )


def test_alignment_verdicts_and_report_never_ask_which_language_they_see() -> None:
    after_claims = tuple(f"reconcile.{s}" for s in ("alignment", "verdicts", "report"))
    assert not offenders((n, t) for n, t in EDGES if within(n, *after_claims) and within(t, "reconcile.languages"))


def test_shared_records_import_no_stage() -> None:
    assert not offenders((n, t) for n, t in EDGES if within(n, *SHARED) and within(t, "reconcile") and t not in SHARED)


def test_every_part_of_reconcile_is_a_stage_a_shared_record_or_a_composer() -> None:
    parts = {n.split(".")[1] for n in MODULES if n.startswith("reconcile.")}
    assert parts <= {*STAGES, *COMPOSERS, *(s.removeprefix("reconcile.") for s in SHARED)}


def test_code_goes_no_deeper_than_package_subpackage_module() -> None:
    own_depth = ("reconcile.languages", "service.storage.migrations")  # a folder a language; Alembic's own layout
    deep = [n for n in MODULES if len(n.split(".")) > 3 and not any(within(n, folder) for folder in own_depth)]
    assert not deep
