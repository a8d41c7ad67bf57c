"""The report where a notebook shows a document: the page itself, in a frame that keeps it apart from the notebook.

`schemas` knows no report, so that the method IPython asks for is put on its model from here; `reconcile.pipeline`
imports this module.
"""

from __future__ import annotations

from html import escape

from schemas.reconciliation import Reconciliation

_HEIGHT = 720


def repr_html(document: Reconciliation) -> str:
    """A frame that holds the page of `document`. It may run its own script and open links, and nothing else."""
    from reconcile.report import html

    page = escape(html.render(document), quote=True)
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups" width="100%" height="{_HEIGHT}" '
        'style="border:0" title="Reconcile"></iframe>'
    )


Reconciliation._repr_html_ = repr_html  # type: ignore[attr-defined]
