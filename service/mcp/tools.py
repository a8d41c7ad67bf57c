"""The tools: each asks a desk, and tells what came of it in a few lines that can be quoted."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, Any, Literal, TypeAlias, cast

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reconcile.desk.check import checked
from reconcile.desk.why import why
from schemas.api import ArticleInput
from schemas.article import Article
from schemas.base import Model
from schemas.reconciliation import Verdict
from schemas.values import DetailKind
from service.client.options import own_version
from service.mcp.desk import Desk, DeskError, KeptStory
from service.mcp.views import (
    DraftCheck,
    Findings,
    Overview,
    Passages,
    ReadArticle,
    StoryView,
    Viewer,
    page,
    read_article,
)

INSTRUCTIONS = """\
Reconcile compares news articles on one event, Korean or English, without a language model: it finds figures, dates,
places, people, organisations and quotes, and says where the sources agree, where they conflict, and what only one says.
Begin with compare_articles, or with check_draft for a text against its sources; the `comparison` of the answer names it
for list_claims and explain_passages. Give each article whole, with `published` (ISO 8601), without which "last Friday"
means no day, and `outlet`, by which the answers call it. Quotes are exact characters of the articles."""
Opened: TypeAlias = Callable[[Context[Any, Any]], AbstractAsyncContextManager[Desk]]
"""The desk for whoever calls a tool."""

Lang = Annotated[Literal["ko", "en", "auto"], Field(description="of explanations; auto: that of most articles")]
Given = Annotated[list[ArticleInput], Field(min_length=2, max_length=20, description="articles on one event")]
Id = Annotated[str, Field(min_length=1, max_length=80)]
Offset = Annotated[int, Field(ge=0, description="how many to leave out; an answer's `next`")]
Most = Annotated[int, Field(ge=1, le=200, description="how many to tell")]


class PassageInput(Model):
    """A passage of an article of a comparison: its exact words, or where it starts and ends."""

    article: str = Field(description="its id, as `sources` of the comparison has it")
    words: str | None = Field(default=None, min_length=1, max_length=2000, description="copied from the article")
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)


class Tools:
    """The tools over a desk; their docstrings are what the assistant reads."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    async def compare_articles(
        self, ctx: Context[Any, Any], articles: Given, lang: Lang = "auto"
    ) -> Annotated[CallToolResult, Overview]:
        """Compare two or more news articles on one event: what they agree on, where they conflict, what only one says.

        Tells conflicts, updates and what is unclear, with each value, who holds it and their exact sentence; the rest
        is counted, and list_claims has it.
        """
        async with self._desk(ctx) as desk:
            made = await desk.compare(articles)
            return _told(await desk.run(_overview, made.id, made.document, lang))

    async def check_draft(
        self,
        ctx: Context[Any, Any],
        draft: ArticleInput,
        sources: Annotated[list[ArticleInput], Field(min_length=1, max_length=19)],
        lang: Lang = "auto",
        most: Most = 30,
    ) -> Annotated[CallToolResult, DraftCheck]:
        """Hold a draft against its sources: what they contradict, have newer, or do not have, and what it leaves out.

        Each finding names its line and column in the draft, and the sources' own sentences.
        """
        async with self._desk(ctx) as desk:
            made = await desk.compare([draft, *sources])
            return _told(await desk.run(_checked, made.id, made.document, lang, most))

    async def extract_claims(
        self, ctx: Context[Any, Any], article: ArticleInput, lang: Lang = "auto", offset: Offset = 0, most: Most = 50
    ) -> Annotated[CallToolResult, ReadArticle]:
        """Read one article into its statements with their figures, dates, places, people, organisations and quotes."""
        async with self._desk(ctx) as desk:
            read, claims = await desk.claims(article)
            return _told(read_article(read, claims, lang, offset, most))

    async def list_claims(
        self,
        ctx: Context[Any, Any],
        comparison: Id,
        verdict: Annotated[list[Verdict] | None, Field(description="none: all")] = None,
        kind: DetailKind | None = None,
        article: Annotated[str | None, Field(description="only what this article takes part in, by id")] = None,
        words: Annotated[str | None, Field(max_length=200, description="only what has these words")] = None,
        lang: Lang = "auto",
        offset: Offset = 0,
        most: Most = 20,
    ) -> Annotated[CallToolResult, Findings]:
        """List what a comparison found, of some verdicts, a kind of detail, an article, or with some words.

        `comparison` is the one that compare_articles, check_draft or a story told.
        """
        async with self._desk(ctx) as desk:
            made = await desk.comparison(comparison)
            if article is not None:
                _article(made.document.articles, article)
            found = Viewer(made.document, lang).findings(verdict or (), kind, article, words)
            return _told(page(made.id, found, offset, most))

    async def explain_passages(
        self, ctx: Context[Any, Any], comparison: Id, first: PassageInput, second: PassageInput, lang: Lang = "auto"
    ) -> Annotated[CallToolResult, Passages]:
        """Say why two passages of a comparison were, or were not, compared with each other, step by step."""
        async with self._desk(ctx) as desk:
            made = await desk.comparison(comparison)
            articles = made.document.articles
            answer = await desk.run(why, articles, _place(articles, first), _place(articles, second))
            return _told(Viewer(made.document, lang).passages(answer))

    async def begin_story(
        self,
        ctx: Context[Any, Any],
        title: Annotated[str, Field(min_length=1, max_length=300)],
        articles: Annotated[list[ArticleInput], Field(max_length=20)],
        lang: Lang = "auto",
    ) -> Annotated[CallToolResult, StoryView]:
        """Begin a story that grows: articles on one event that come one by one. add_to_story takes the next."""
        async with self._desk(ctx) as desk:
            return await self._story(desk, await desk.begin_story(title, articles), lang)

    async def add_to_story(
        self, ctx: Context[Any, Any], story: Id, article: ArticleInput, lang: Lang = "auto"
    ) -> Annotated[CallToolResult, StoryView]:
        """Add an article to a story, and tell what it contradicts, updates or leaves unclear."""
        async with self._desk(ctx) as desk:
            kept, added = await desk.add_to_story(story, article)
            return await self._story(desk, kept, lang, added)

    async def get_story(
        self, ctx: Context[Any, Any], story: Id, lang: Lang = "auto"
    ) -> Annotated[CallToolResult, StoryView]:
        """Tell how a story stands: its articles, and what they do not agree on."""
        async with self._desk(ctx) as desk:
            return await self._story(desk, await desk.story(story), lang)

    async def _story(self, desk: Desk, kept: KeptStory, lang: str, added: str | None = None) -> CallToolResult:
        if kept.comparison is None:
            return _told(StoryView(story=kept.id, title=kept.title, articles=kept.articles, counts={}))
        return _told(await desk.run(_story, kept, lang, added))

    @asynccontextmanager
    async def _desk(self, ctx: Context[Any, Any]) -> AsyncIterator[Desk]:
        async with self._opened(ctx) as desk:
            try:
                yield desk
            except DeskError as error:
                raise ToolError(str(error)) from error


_READING = {"list_claims", "explain_passages", "get_story"}
NAMES = (
    "compare_articles", "check_draft", "extract_claims", "list_claims", "explain_passages", "begin_story",
    "add_to_story", "get_story",
)  # fmt: skip


def server(opened: Opened) -> MCPServer[Any]:
    """A server with the tools over the desks that `opened` opens."""
    # It tells at INFO of every request that it starts, and that it ends.
    logging.getLogger("mcp.server.streamable_http_manager").setLevel(logging.WARNING)
    tools = Tools(opened)
    made = [_strict(Tool.from_function(getattr(tools, name), annotations=_annotations(name))) for name in NAMES]
    return MCPServer(
        "reconcile",
        title="Reconcile",
        instructions=INSTRUCTIONS,
        tools=made,
        version=own_version(),
        log_level="WARNING",
    )


def _annotations(name: str) -> ToolAnnotations:
    return ToolAnnotations(
        read_only_hint=name in _READING, destructive_hint=False, idempotent_hint=name != "begin_story",
        open_world_hint=False,
    )  # fmt: skip


class _StrictTool(Tool):
    """Refuses arguments that it does not know, which the SDK passes over, and says in a line what is wrong."""

    async def run(self, arguments: dict[str, Any], context: Context[Any, Any], convert_result: bool = False) -> Any:
        try:
            return await super().run(arguments, context, convert_result)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            raise ToolError(self._refusal(error.__cause__)) from error

    def _refusal(self, error: ValidationError) -> str:
        found = [f"{'.'.join(map(str, each['loc'])) or 'the arguments'}: {each['msg']}" for each in error.errors()]
        return f"{'; '.join(found[:5])}. {self.name} takes {', '.join(self.parameters['properties'])}."


def _strict(tool: Tool) -> Tool:
    known = tool.fn_metadata.arg_model
    more = {"model_config": ConfigDict(extra="forbid"), "__module__": __name__}
    strict = cast("type[BaseModel]", type(known.__name__, (known,), more))
    metadata = tool.fn_metadata.model_copy(update={"arg_model": strict})
    fields = {name: getattr(tool, name) for name in Tool.model_fields}
    parameters = strict.model_json_schema(by_alias=True)
    return _StrictTool(**{**fields, "fn_metadata": metadata, "parameters": parameters})


def _overview(comparison: str, document: Any, lang: str) -> Overview:
    return Viewer(document, lang).overview(comparison)


def _checked(comparison: str, document: Any, lang: str, most: int) -> DraftCheck:
    check = checked(document, document.articles[0].id)
    return Viewer(document, lang).check(comparison, check, most)


def _story(kept: KeptStory, lang: str, added: str | None) -> StoryView:
    assert kept.comparison is not None
    return Viewer(kept.comparison.document, lang).story(kept, kept.comparison, added)


def _told(view: Model) -> CallToolResult:
    """A view in few characters: what is not known is left out."""
    found = view.model_dump(mode="json", exclude_none=True)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=found)


def _place(articles: Sequence[Article], given: PassageInput) -> tuple[str, int, int]:
    """Raises DeskError."""
    text = _article(articles, given.article).text
    if given.words is None:
        if given.start is None or given.end is None:
            raise DeskError("give a passage by `words`, or by `start` and `end`")
        if not given.start < given.end <= len(text):
            raise DeskError(f"{given.article} has characters 0-{len(text)}; `start` must come before `end`")
        return given.article, given.start, given.end
    at = text.find(given.words)
    if at < 0:
        raise DeskError(f"{given.article} does not say {given.words[:80]!r}: copy the words from a `quote`")
    again = text.find(given.words, at + 1)
    if again >= 0:
        raise DeskError(f"{given.article} says that at {at} and at {again}: give more words, or `start` and `end`")
    return given.article, at, at + len(given.words)


def _article(articles: Sequence[Article], article_id: str) -> Article:
    """Raises DeskError."""
    for article in articles:
        if article.id == article_id:
            return article
    known = ", ".join(f"{a.id} ({a.outlet or a.title or 'no name'})" for a in articles)
    raise DeskError(f"the comparison has no article {article_id!r}; it has {known}")
