"""Run or accept cases. Exit status: 0 all as expected, 1 something moved or a must failed, 2 trouble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reconcile.cases.changes import failures, moved
from reconcile.cases.folder import CaseError, Folder, compare, expected, find, load, normalised, write
from reconcile.progress import OnProgress, counted

Print = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running one case gave; both lists empty: as expected."""

    failures: tuple[str, ...]
    moved: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.failures, *self.moved)


def run_case(folder: Folder) -> Outcome:
    """Compare a case's articles with what it expects. Raises CaseError."""
    document = compare(folder)
    before = expected(folder)
    if before is None:
        changes: tuple[str, ...] = () if folder.case.must else ("nothing is expected yet: accept the case",)
    else:
        changes = tuple(moved(before, normalised(document)))
    return Outcome(tuple(failures(folder.case, document)), changes)


def run_all(where: str, out: Print, err: Print, on_progress: OnProgress | None = None) -> int:
    """Run the case or the folder of cases at `where`; a broken case is reported and does not stop the others.

    `on_progress` hears of each case.
    """

    def one(folder: Folder) -> int:
        outcome = run_case(folder)
        if not outcome.lines:
            out(f"same   {folder.name}\n")
            return 0
        out(f"moved  {folder.name}: {folder.case.title}\n")
        out("".join(f"         {line}\n" for line in outcome.lines))
        return 1

    return _each(where, one, out, err, on_progress)


def accept_all(where: str, out: Print, err: Print, on_progress: OnProgress | None = None) -> int:
    """Write what is found now as the expectation. A `must` that fails is told and gives 1 all the same.

    `on_progress` hears of each case.
    """

    def one(folder: Folder) -> int:
        document = compare(folder)
        try:
            before = expected(folder)
        except CaseError:
            before = None
        now = normalised(document)
        write(folder, document)
        changes = ["written for the first time"] if before is None else moved(before, now)
        out(f"{'accepted' if changes else 'same    '}  {folder.name}\n")
        failed = failures(folder.case, document)
        out("".join(f"         {line}\n" for line in (*changes, *failed)))
        return 1 if failed else 0

    return _each(where, one, out, err, on_progress)


def _each(where: str, one: Callable[[Folder], int], out: Print, err: Print, on_progress: OnProgress | None) -> int:
    try:
        paths = find(Path(where))
    except CaseError as error:
        err(f"reconcile: {error}")
        return 2
    statuses = []
    for path in counted(paths, "cases", on_progress):
        try:
            statuses.append(one(load(path)))
        except CaseError as error:
            err(f"reconcile: {error}")
            statuses.append(2)
        except Exception as error:  # one defect must not hide the other cases
            err(f"reconcile: {path}: internal error: {type(error).__name__}: {' '.join(str(error).split())}")
            statuses.append(2)
    if len(statuses) > 1:
        counts = f"{statuses.count(0)} same, {statuses.count(1)} moved or failed, {statuses.count(2)} in trouble"
        out(f"{len(statuses)} cases: {counts}\n")
    return max(statuses)
