"""Reconcile: what news articles on one event agree on, where they conflict, and what only one of them says.

    from reconcile import reconcile
    document = reconcile([morning, evening])

Names are loaded when they are first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reconcile.desk.check import check
    from reconcile.errors import OwnKnowledgeRefused, ReconcileError, RepeatedArticle
    from reconcile.own import own_faults
    from reconcile.pipeline import extract, reconcile
    from reconcile.settings import Settings
    from reconcile.story import Story
    from schemas.article import Article
    from schemas.check import Check
    from schemas.claim import Claim
    from schemas.knowledge import OwnKnowledge
    from schemas.reconciliation import Reconciliation

__all__ = [
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
]

_HOME = {
    "Article": "schemas.article",
    "Check": "schemas.check",
    "Claim": "schemas.claim",
    "OwnKnowledge": "schemas.knowledge",
    "OwnKnowledgeRefused": "reconcile.errors",
    "ReconcileError": "reconcile.errors",
    "Reconciliation": "schemas.reconciliation",
    "RepeatedArticle": "reconcile.errors",
    "Settings": "reconcile.settings",
    "Story": "reconcile.story",
    "check": "reconcile.desk.check",
    "extract": "reconcile.pipeline",
    "own_faults": "reconcile.own",
    "reconcile": "reconcile.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
