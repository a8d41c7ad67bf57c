"""Where the tools' work is done: in this process, or by a service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from schemas.api import ArticleInput
from schemas.article import Article
from schemas.claim import Claim
from schemas.reconciliation import Reconciliation

P = ParamSpec("P")
T = TypeVar("T")


class DeskError(Exception):
    """Something that the assistant can put right; the text says what and how."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document and the id by which later questions name it."""

    id: str
    document: Reconciliation


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story and what its articles come to; None as long as it has fewer than two."""

    id: str
    title: str
    articles: tuple[str, ...]
    comparison: Comparison | None


class Desk(Protocol):
    """Every method raises DeskError."""

    async def compare(self, articles: Sequence[ArticleInput]) -> Comparison:
        """Compare articles, in the order given."""

    async def comparison(self, comparison_id: str) -> Comparison:
        """One that was made before."""

    async def claims(self, article: ArticleInput) -> tuple[Article, tuple[Claim, ...]]:
        """An article as it was read, and its claims."""

    async def begin_story(self, title: str, articles: Sequence[ArticleInput]) -> KeptStory:
        """A new story."""

    async def add_to_story(self, story_id: str, article: ArticleInput) -> tuple[KeptStory, str]:
        """The story with an article more, and that article's id."""

    async def story(self, story_id: str) -> KeptStory:
        """A story as it stands."""

    async def run(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What takes a while, where it keeps nobody waiting."""
