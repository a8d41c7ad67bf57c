"""pytest plugin (entry point `reconcile-cases`): every case.toml that pytest is pointed at is a test.

pytest my-cases/
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """A case.toml is a file of one test; one that names no articles and has no expectation is somebody else's."""
    if file_path.name != "case.toml":
        return None
    if b"articles" not in file_path.read_bytes() and not file_path.with_name("expected.json").exists():
        return None
    found: pytest.File = CaseFile.from_parent(parent, path=file_path)
    return found


class Moved(Exception):
    """The case did not come out as expected; holds the lines that say how."""

    def __init__(self, title: str, lines: tuple[str, ...]) -> None:
        self.title = title
        self.lines = lines
        super().__init__(title)


class CaseFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        yield CaseItem.from_parent(self, name=self.path.parent.name)


class CaseItem(pytest.Item):
    def runtest(self) -> None:
        from reconcile.cases.folder import load
        from reconcile.cases.runner import run_case

        folder = load(self.path.parent)
        outcome = run_case(folder)
        if outcome.lines:
            raise Moved(folder.case.title, outcome.lines)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str | TerminalRepr:
        from reconcile.cases.folder import CaseError

        if isinstance(excinfo.value, Moved):
            lines = "\n".join(f"  {line}" for line in excinfo.value.lines)
            accept = f"reconcile cases accept {self.path.parent}"
            return f"{excinfo.value.title}\n{lines}\nIf this is as it should be: {accept}"
        if isinstance(excinfo.value, CaseError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"case {self.name}"
