"""What a document does in a notebook: it shows itself as the page, in a frame that keeps it apart, and as a data frame.

`schemas` knows no report, so that the methods are put on its model from here; `reconcile.pipeline`
imports this module.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import TYPE_CHECKING, Any

from schemas.reconciliation import Reconciliation, Verdict

if TYPE_CHECKING:
    from reconcile.report.frame import Library
    from reconcile.report.messages import Language

_HEIGHT = 720


def repr_html(document: Reconciliation) -> str:
    """A frame that holds the page of `document`. It may run its own script and open links, and nothing else."""
    from reconcile.report import html

    page = escape(html.render(document), quote=True)
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups" width="100%" height="{_HEIGHT}" '
        'style="border:0" title="Reconcile"></iframe>'
    )


def to_dataframe(
    document: Reconciliation,
    library: Library | None = None,
    *,
    language: Language | None = None,
    only: Collection[Verdict] = (),
) -> Any:
    """One row for each piece of evidence, by polars or pandas; see `reconcile.report.frame.to_dataframe`."""
    from reconcile.report import frame

    return frame.to_dataframe(document, library, language=language, only=only)


Reconciliation._repr_html_ = repr_html  # type: ignore[attr-defined]
Reconciliation.to_dataframe = to_dataframe  # type: ignore[attr-defined]
