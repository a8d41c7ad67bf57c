"""The manual says what the program does: its examples run, its tables are whole, its links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from pydantic.fields import FieldInfo

from reconcile.cli.app import app as commands
from reconcile.cli.options import FORMATS
from schemas.reconciliation import VERDICTS
from schemas.service import Scope
from schemas.validate import published_names
from schemas.values import DetailKind
from scripts import draw_picture, write_samples
from service.app import create_app
from service.errors import OF_STATUS, OF_VALIDATION, TABLE, TYPE_PREFIX
from service.metrics import Metrics
from service.requests import DEEPEST
from service.settings import PREFIX, ServiceSettings

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "reconcile" / "demo" / "README.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "docs/check.md"])
def test_the_python_example_of_a_page_gives_what_it_shows(page: str) -> None:
    (example,) = blocks((ROOT / page).read_text(encoding="utf-8"), "python")
    test = doctest.DocTestParser().get_doctest(example, {}, page, page, 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted > 0
    assert not result.failed, "".join(told)


COMMANDS = [line.removeprefix("$ ") for block in blocks(README, "console") for line in block.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "reconcile"
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", *arguments],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert not done.stderr


@pytest.mark.parametrize("page", write_samples.pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_page_shows_of_the_program_is_what_it_prints(page: Path) -> None:
    """Where it is not: make samples."""
    text = page.read_text(encoding="utf-8")
    assert write_samples.rewritten(text, count=False) == text


def test_every_block_of_output_has_a_sample_comment() -> None:
    for page in PAGES:
        shown = blocks(text := page.read_text(encoding="utf-8"), "text")
        assert len(shown) == text.count("-->\n```text\n"), page


def test_the_picture_shows_what_the_command_prints() -> None:
    """Where it does not: make samples."""
    assert (ROOT / "docs" / "diff.svg").read_text(encoding="utf-8") == draw_picture.picture()


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_in_the_manual_and_explains_itself_with_examples(name: str) -> None:
    manual = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"reconcile {name}" in manual
    command = commands.commands[name]
    assert command.help
    assert command.epilog
    assert f"reconcile {name}" in command.epilog


def test_every_format_has_a_word_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    words = {"text": "text", "json": "JSON", "md": "Markdown", "csv": "CSV", "jsonld": "JSON-LD", "html": "HTML"}
    assert all(words[name] in changelog for name in FORMATS)


def nameless(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_every_route_of_the_service_is_in_the_manual(tmp_path: Path) -> None:
    described = create_app(ServiceSettings(database=f"sqlite:///{tmp_path}/reconcile.sqlite3")).openapi_schema.paths
    routes = {
        f"{method.upper()} {nameless(path)}"
        for path, item in (described or {}).items()
        for method in ("get", "post", "put", "patch", "delete")
        if getattr(item, method)
    }
    documented = {nameless(each) for each in re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`?]*)", API)}
    assert routes == documented


def test_every_problem_and_every_limit_of_the_service_is_in_the_manual() -> None:
    rows = {(str(row.status), row.name) for row in (*TABLE.values(), *OF_STATUS.values(), OF_VALIDATION)}
    assert TYPE_PREFIX in API
    assert set(re.findall(r"^\| (\d{3}) \| `([\w-]+)` \|", API, re.MULTILINE)) == rows
    limits = {name: field.default for name, field in ServiceSettings.model_fields.items()}
    assert f"{limits['max_body_bytes']:,} bytes" in API
    assert f"{limits['max_articles']} articles" in API
    assert f"{limits['max_article_characters']:,} characters" in API
    assert f"nested {DEEPEST} deep" in API


def row_of(name: str, field: FieldInfo) -> str:
    if field.default_factory is not None:
        default = "in the user's state folder"
    elif field.default == "":
        default = "none"
    else:
        default = f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
    return f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |"


def test_every_setting_of_the_service_is_in_the_manual_as_the_program_has_it() -> None:
    rows = [row_of(name, field) for name, field in ServiceSettings.model_fields.items()]
    assert re.findall(rf"^\| `{PREFIX}.*$", DEPLOYMENT, re.MULTILINE) == rows


def test_every_metric_and_scope_of_the_service_is_in_the_manual() -> None:
    families = re.findall(r"^# TYPE (\w+)", Metrics().told({}, {}, 1, 0).decode(), re.MULTILINE)
    assert [name for name in families if not name.endswith("_created") and name not in DEPLOYMENT] == []
    assert set(get_args(Scope)) == set(re.findall(r"^\| `(read|write|review|admin)` \|", DEPLOYMENT, re.MULTILINE))


@pytest.mark.parametrize("name", published_names())
def test_every_published_schema_is_in_the_manual(name: str) -> None:
    assert f"`{name}`" in API


@pytest.mark.parametrize("word", [*VERDICTS, *get_args(DetailKind)])
def test_every_verdict_and_kind_is_in_the_glossary(word: str) -> None:
    assert word in GLOSSARY


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_link_inside_the_project_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    inside = [t for t in targets if "://" not in t]
    assert [t for t in inside if not (page.parent / t).exists()] == []
