"""The desk in this process: what was compared is remembered as long as it runs. Nothing is written, nothing fetched."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from reconcile.story import Story
from schemas.api import ArticleInput
from schemas.article import Article
from schemas.claim import Claim
from schemas.reconciliation import Reconciliation
from service.jobs import work
from service.mcp.desk import Comparison, DeskError, KeptStory
from service.storage.packed import unpacked

P = ParamSpec("P")
T = TypeVar("T")
_LONGEST = 200_000
_KEPT = 100
"""Comparisons, and stories, that are remembered; one more, and the one that was used longest ago is forgotten."""


class _Kept(OrderedDict[str, T]):
    """Things by id, with a limit."""

    def __init__(self, letter: str, name: str) -> None:
        super().__init__()
        self._letter, self._name, self._made = letter, name, 0

    def add(self, thing: T) -> str:
        """The id of a new thing."""
        self._made += 1
        found = f"{self._letter}{self._made}"
        self.put(found, thing)
        return found

    def put(self, name: str, thing: T) -> None:
        """A thing of that id, in place of the one before."""
        self[name] = thing
        self.move_to_end(name)
        if len(self) > _KEPT:
            self.popitem(last=False)

    def find(self, wanted: str) -> T:
        """Raises DeskError."""
        if wanted not in self:
            known = ", ".join(list(self)[-5:]) or "none yet"
            raise DeskError(f"there is no {self._name} {wanted!r} in this session; the newest are: {known}")
        self.move_to_end(wanted)
        return self[wanted]


class LocalDesk:
    """A desk of one session."""

    def __init__(self) -> None:
        self._one_by_one = CapacityLimiter(1)
        self._comparisons: _Kept[Reconciliation] = _Kept("c", "comparison")
        self._stories: _Kept[tuple[str, Story, list[str]]] = _Kept("s", "story")

    async def run(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """In a thread; one piece of work after the other, since the analyser is shared."""
        return await to_thread.run_sync(partial(do, *args, **kwargs), limiter=self._one_by_one)

    async def compare(self, articles: Sequence[ArticleInput]) -> Comparison:
        given = [work.Given(json=_said(article)) for article in articles]
        found = await self.run(work.compare, given, _LONGEST, True)
        if found.made is None:
            raise DeskError("; ".join(f"articles[{at}]: {why.detail}" for at, why in found.refused))
        if not found.made.comparable:
            raise DeskError("fewer than two of the articles hold a statement that could be read: give whole articles")
        document = Reconciliation.model_validate(json.loads(unpacked(found.made.document)))
        return Comparison(self._comparisons.add(document), document)

    async def comparison(self, comparison_id: str) -> Comparison:
        return Comparison(comparison_id, self._comparisons.find(comparison_id))

    async def claims(self, article: ArticleInput) -> tuple[Article, tuple[Claim, ...]]:
        read = await self._read(article)
        claims = tuple(Claim.model_validate(each) for each in json.loads(unpacked(read.claims)))
        return work.article_of(read.document), claims

    async def begin_story(self, title: str, articles: Sequence[ArticleInput]) -> KeptStory:
        read = [work.article_of((await self._read(article)).document) for article in articles]
        story, order = Story(), list(dict.fromkeys(article.id for article in read))
        await self.run(story.extend, list({article.id: article for article in read}.values()))
        return await self._told(self._stories.add((title, story, order)))

    async def add_to_story(self, story_id: str, article: ArticleInput) -> tuple[KeptStory, str]:
        _, story, order = self._stories.find(story_id)
        read = work.article_of((await self._read(article)).document)
        if read.id not in story:
            await self.run(story.add, read)
            order.append(read.id)
        return await self._told(story_id), read.id

    async def story(self, story_id: str) -> KeptStory:
        return await self._told(story_id)

    async def _told(self, story_id: str) -> KeptStory:
        title, story, order = self._stories.find(story_id)
        if len(order) < 2:
            return KeptStory(story_id, title, tuple(order), None)
        document = await self.run(story.reconciliation)
        # A story's comparison keeps its name while the story grows.
        name = f"{story_id}.now"
        self._comparisons.put(name, document)
        return KeptStory(story_id, title, tuple(order), Comparison(name, document))

    async def _read(self, article: ArticleInput) -> work.ReadArticle:
        read = await self.run(work.read, work.Given(json=_said(article)), _LONGEST)
        if isinstance(read, work.Refusal):
            raise DeskError(f"the article could not be read: {read.detail}")
        return read


def _said(article: ArticleInput) -> dict[str, object]:
    return {name: value for name, value in article.to_json_dict().items() if value is not None}
