"""From what the user named to the compared document: what `reconcile diff` and `reconcile check` have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reconcile.cli import baseline, inputs
from reconcile.cli.knowledge import own_knowledge
from reconcile.cli.progress import Bar
from reconcile.cli.terminal import Trouble, say

if TYPE_CHECKING:
    from reconcile.cli.options import Run
    from schemas.reconciliation import Reconciliation


def compared(
    names: Sequence[str], run: Run, lacking: Callable[[inputs.Inputs], str | None]
) -> tuple[Reconciliation, list[str]]:
    """The comparison of the inputs `names`, known differences applied, and the names of those that could be read.

    `lacking` says what keeps the inputs, as far as they could be read, from being compared. Raises Trouble then, and
    where `run.strict` and any could not be read.
    """
    inputs.keep((*names, run.config), {"--output": run.output, "--write-baseline": run.write_baseline})
    inputs.keep((run.baseline,), {"--output": run.output})
    known = baseline.load(run.baseline)
    own = own_knowledge(names, config=run.config, no_config=run.no_config, quiet=run.quiet)
    with Bar(quiet=run.quiet, names=names) as told:
        found = inputs.read(
            names, published=run.published, outlet=run.outlet, language=run.language, own=own, on_progress=told
        )
        _tell(found, lacking(found), strict=run.strict)
        from reconcile.pipeline import reconcile
        from reconcile.settings import Settings

        document = reconcile(
            found.articles,
            own=own,
            settings=Settings(semantic=not run.no_semantic),
            not_compared=inputs.not_compared(found.failures),
            on_progress=told,
        )
    unread = {failure.at for failure in found.failures}
    read = [name for at, name in enumerate(names) if at not in unread]
    return baseline.apply(document, read, known=known, write=run.write_baseline), read


def _tell(found: inputs.Inputs, lacking: str | None, *, strict: bool) -> None:
    failures = [str(failure) for failure in found.failures]
    trouble = lacking or (failures[-1] if strict and failures else None)
    for failure in failures:
        if trouble is None:
            say(f"reconcile: warning: {failure}")
        elif failure not in trouble:
            say(f"reconcile: {failure}")
    if trouble is not None:
        raise Trouble(trouble)
