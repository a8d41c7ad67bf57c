"""What the user names, read into articles: files, `-`, addresses, and the values given beside them."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.cli.terminal import Trouble
from reconcile.progress import OnProgress, counted

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.knowledge import OwnKnowledge
    from schemas.reconciliation import NotCompared


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its place from 0, its name as the user gave it, what is wrong, what to do."""

    at: int
    name: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"cannot read {self.name}: {self.problem}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The articles that could be read, in the order given, and what could not and why."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def keep(read: Sequence[str | None], written: Mapping[str, str | None]) -> None:
    """Raises Trouble where a file to be written, by its option, is one that is read, or is written twice."""
    found = {_file(name): f"{name} is read" for name in read if name}
    for option, name in written.items():
        at = _file(name) if name else None
        if at is not None and at in found:
            raise Trouble(f"{option} {name}: {found[at]} in this run; name another file")
        if at is not None:
            found[at] = f"{name} is written by {option}"


def _file(name: str) -> Path | None:
    """The file of that name, there or not; None for what is no file, such as - and a device."""
    if name == "-":
        return None
    try:
        path = Path(name).resolve()
        return path if path.is_file() or not path.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None


def overrides(option: str, given: Sequence[str], count: int) -> dict[int, str]:
    """The values of `--published 2=2025-02-11` and its like by position, from 0. Raises Trouble."""
    found: dict[int, str] = {}
    for item in given:
        number, equals, value = item.partition("=")
        if not equals or not re.fullmatch(r"[0-9]{1,6}", number.strip()) or not value.strip():
            example = {"--published": "2=2025-02-11", "--outlet": "2=NAME", "--language": "2=ko"}[option]
            raise Trouble(f"{option} {item!r}: give the number of an article and its value, as in {option} {example}")
        at = int(number) - 1
        if not 0 <= at < count:
            raise Trouble(f"{option} {item!r}: there is no article {int(number)}; there are 1 to {count}")
        if at in found:
            raise Trouble(f"{option} {item!r}: given twice for article {int(number)}")
        found[at] = _checked(option, item, value.strip())
    return found


def _checked(option: str, item: str, value: str) -> str:
    if option == "--language" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise Trouble(f"{option} {item!r}: not a language code such as ko or en")
    if option == "--language":
        from reconcile.languages.pack import codes, pack

        if pack(value) is None:
            raise Trouble(f"{option} {item!r}: that language is not read here; {', '.join(codes())} are")
    if option == "--published":
        import sources

        try:
            sources.from_text("-", published=value)
        except sources.SourceError:
            form = "an ISO 8601 date such as 2025-02-11 or 2025-02-11T09:35+09:00"
            raise Trouble(f"{option} {item!r}: not {form}") from None
    return value


def read(
    names: Sequence[str],
    *,
    published: Sequence[str] = (),
    outlet: Sequence[str] = (),
    language: Sequence[str] = (),
    own: OwnKnowledge | None = None,
    on_progress: OnProgress | None = None,
) -> Inputs:
    """Read every input. One that cannot be read is a failure with its reason; a wrong option raises Trouble.

    `own` has by-lines, furniture and outlets that the user knows; `on_progress` hears of each input.
    """
    count = len(names)
    dates = overrides("--published", published, count)
    outlets = overrides("--outlet", outlet, count)
    languages = overrides("--language", language, count)
    if sum(name == "-" for name in names) > 1:
        raise Trouble("standard input (-) can be read only once")

    import sources
    from schemas.knowledge import NOTHING

    articles: list[Article] = []
    failures: list[Failure] = []
    for at, name in enumerate(counted(names, "articles", on_progress)):
        try:
            source = _standard_input() if name == "-" else name
            article = sources.read(
                source,
                published=dates.get(at),
                outlet=outlets.get(at),
                language=languages.get(at),
                own=own or NOTHING,
            )
        except sources.SourceError as error:
            shown = "standard input" if name == "-" else name or "''"
            failures.append(Failure(at, shown, error.problem, error.remedy))
        else:
            articles.append(article)
    return Inputs(tuple(sources.assign_ids(articles)), tuple(failures))


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (OSError, AttributeError) as error:
        raise Trouble(f"cannot read standard input: {error}") from None


def not_compared(failures: Sequence[Failure]) -> tuple[NotCompared, ...]:
    """The entries of the document for inputs that could not be read."""
    from reconcile.document import unreadable

    return tuple(unreadable(failure.name, failure.problem) for failure in failures)
