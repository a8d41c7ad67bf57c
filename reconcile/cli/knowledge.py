"""Own knowledge of a run: the file that --config names, or the reconcile.toml beside the inputs.

reconcile diff news/a.txt news/b.txt           news/reconcile.toml
reconcile diff a.txt https://example.org/b     ./reconcile.toml: what is no file counts as lying here
reconcile diff ours/a.txt theirs/b.txt         the one of ours and theirs that has one; both: trouble
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.cli.terminal import Trouble, say

if TYPE_CHECKING:
    from schemas.knowledge import OwnKnowledge

_WORDS = {"byline": ("by-line", "by-lines"), "furniture": ("furniture line", "furniture lines")}
_WORDS |= {"alias": ("alias", "aliases")}


def own_knowledge(names: Sequence[str], *, config: str | None, no_config: bool, quiet: bool) -> OwnKnowledge:
    """What the user knows, for inputs of these names; a file that was not named is told. Raises Trouble."""
    if config is not None and no_config:
        raise Trouble("give --config or --no-config, not both")
    if config is not None:
        return load(Path(config))
    found = None if no_config else beside(names)
    if found is None:
        from schemas.knowledge import NOTHING

        return NOTHING
    own = load(found)
    if not quiet:
        say(f"reconcile: own knowledge from {found}: {_counted(own)} (--no-config leaves it out)")
    return own


def beside(names: Sequence[str]) -> Path | None:
    """The one reconcile.toml in the folders of the inputs. Raises Trouble when there are several."""
    from sources.knowledge import FILE_NAME

    found: dict[Path, Path] = {}
    for name in names:
        path = (
            Path() if name == "-" or re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name) else Path(name).parent
        ) / FILE_NAME
        with suppress(OSError, ValueError):  # a name that no file can have is told when it is read
            if path.is_file():
                found.setdefault(path.resolve(), path)
    if len(found) > 1:
        files = " and ".join(str(path) for path in found.values())
        raise Trouble(f"there are {files}: choose one with --config, or none with --no-config")
    return next(iter(found.values()), None)


def load(path: Path) -> OwnKnowledge:
    """The content of a file, held against packaged knowledge. Tells every fault but the last, and raises Trouble."""
    import sources
    from reconcile.own import own_faults
    from sources.errors import KnowledgeInvalid

    try:
        return sources.read_knowledge(path, checks=(own_faults,))
    except KnowledgeInvalid as error:
        *others, last = error.lines()
        for line in others:
            say(f"reconcile: {line}")
        raise Trouble(last) from None
    except sources.SourceError as error:
        raise Trouble(f"cannot read {error}") from None


def _counted(own: OwnKnowledge) -> str:
    counts = {name: len(value) for name, value in own if isinstance(value, tuple) and value}
    words = {name: _WORDS.get(name, (name, f"{name}s")) for name in counts}
    return ", ".join(f"{n} {words[name][n > 1]}" for name, n in counts.items()) or "nothing in it"
