"""The tools for assistants, asked by the SDK's own client: over stdio, and over HTTP at /mcp of a running service."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from litestar.testing import TestClient
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from service.app import create_app
from service.jobs.pool import Pool
from service.mcp.tools import NAMES
from service.settings import ServiceSettings
from service.storage import keys
from service.storage.database import Database
from tests.service.servers import Running

ROOT = Path(__file__).resolve().parent.parent.parent
MORNING = {
    "text": "가온시는 5일 수영장 보수에 12억 원을 쓴다고 밝혔다.\n\n시는 수영장을 6월에 다시 연다.",
    "outlet": "가온일보",
    "published": "2026-04-06",
}
EVENING = {
    "text": "가온시는 5일 수영장 보수에 21억 원을 쓴다고 밝혔다.\n\n공사는 두 달이 걸린다.",
    "outlet": "밤신문",
    "published": "2026-04-06",
}


@pytest.fixture(scope="module")
def address(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = ServiceSettings(database=f"sqlite:///{tmp_path_factory.mktemp('mcp')}/reconcile.sqlite3", rate=0)
    with Running(settings, pool).in_thread() as served:
        yield served


def stdio(*arguments: str) -> Any:
    command = StdioServerParameters(command=sys.executable, args=["-m", "reconcile", "mcp", *arguments], cwd=ROOT)
    return stdio_client(command)


CONNECTIONS: dict[str, Callable[[str], Any]] = {
    "stdio, in process": lambda _: stdio(),
    "stdio, with a service": lambda address: stdio("--url", address),
    "HTTP": lambda address: f"{address}/mcp",
}


class Assistant:
    """Calls tools, and keeps the last refusal."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def ask(self, name: str, **arguments: Any) -> Any:
        answer = await self._client.call_tool(name, arguments)
        assert not answer.is_error, answer.content
        return answer.structured_content

    async def refused(self, name: str, **arguments: Any) -> str:
        answer = await self._client.call_tool(name, arguments)
        assert answer.is_error
        return str(answer.content[0].text)  # type: ignore[union-attr]


def values(found: dict[str, Any]) -> dict[str, str]:
    return {said["source"]: said["words"] for position in found["positions"] for said in position["said"]}


async def conversation(assistant: Assistant) -> None:
    made = await assistant.ask("compare_articles", articles=[MORNING, EVENING], lang="en")
    (conflict,) = made["findings"]
    assert values(conflict) == {"가온일보": "12억 원", "밤신문": "21억 원"}
    assert conflict["positions"][0]["said"][0]["quote"] in MORNING["text"]
    assert "differ" in conflict["explanation"]

    comparison, (first, second) = made["comparison"], [source["article"] for source in made["sources"]]
    unique = await assistant.ask("list_claims", comparison=comparison, verdict=["unique"], most=1)
    assert unique["total"] > len(unique["findings"]) == unique["next"] == 1
    evening = await assistant.ask("list_claims", comparison=comparison, verdict=["unique"], article=second)
    assert {said["article"] for f in evening["findings"] for p in f["positions"] for said in p["said"]} == {second}
    assert (await assistant.ask("list_claims", comparison=comparison, words="없는 말"))["total"] == 0

    why = await assistant.ask(
        "explain_passages",
        comparison=comparison,
        first={"article": first, "words": "12억 원"},
        second={"article": second, "words": "21억 원"},
    )
    assert why["together"]
    assert why["pairs"][0]["steps"]

    check = await assistant.ask("check_draft", draft=MORNING, sources=[EVENING])
    assert (check["findings"][0]["fate"], check["findings"][0]["words"]) == ("contradicted", "12억 원")

    read = await assistant.ask("extract_claims", article=EVENING)
    assert any(detail["words"] == "21억 원" for claim in read["claims"] for detail in claim["details"])

    story = (await assistant.ask("begin_story", title="수영장", articles=[MORNING]))["story"]
    grown = await assistant.ask("add_to_story", story=story, article=EVENING)
    assert [finding["verdict"] for finding in grown["findings"]] == ["conflict"]
    assert await assistant.ask("get_story", story=story) == grown

    assert "compare_articles takes articles, lang" in await assistant.refused("compare_articles", articles=[MORNING])
    assert "file" in await assistant.refused("list_claims", comparison=comparison, file="/etc/passwd")
    assert "elsewhere" in await assistant.refused("list_claims", comparison="elsewhere")
    assert "가온일보" in await assistant.refused("list_claims", comparison=comparison, article="밤신문")
    assert "copy the words" in await assistant.refused(
        "explain_passages",
        comparison=comparison,
        first={"article": first, "words": "13억 원"},
        second={"article": second, "start": 0, "end": 5},
    )
    assert "articles" in await assistant.refused("compare_articles", articles=[MORNING, {"text": " "}])


async def introduction(client: Client) -> None:
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == list(NAMES)
    for tool in tools:
        assert tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema


@pytest.mark.parametrize("name", NAMES)
def test_every_tool_is_in_the_manual(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("connection", CONNECTIONS)
def test_an_assistant_compares_checks_asks_why_and_follows_a_story(connection: str, address: str) -> None:
    async def talk() -> None:
        async with Client(CONNECTIONS[connection](address)) as client:
            await introduction(client)
            assistant = Assistant(client)
            if "with a service" not in connection:
                await conversation(assistant)
                return
            made = await assistant.ask("compare_articles", articles=[MORNING, EVENING])  # the rest is as over HTTP
            assert (await assistant.ask("list_claims", comparison=made["comparison"], verdict=["conflict"]))[
                "total"
            ] == 1

    anyio.run(talk)


def test_a_client_of_an_earlier_protocol_is_understood(address: str) -> None:
    async def talk() -> None:
        async with Client(f"{address}/mcp", mode="legacy") as client:
            assert (await Assistant(client).ask("extract_claims", article=EVENING))["total"] > 0

    anyio.run(talk)


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [("GET", {}, 405), ("POST", {"host": "evil.example"}, 403), ("POST", {"origin": "https://evil.example"}, 403)],
)
def test_what_no_assistant_sends_is_refused(address: str, method: str, headers: dict[str, str], status: int) -> None:
    assert httpx.request(method, f"{address}/mcp", headers=headers, json={}).status_code == status


CALL = {
    "jsonrpc": "2.0", "id": 1, "method": "tools/call",
    "params": {"name": "compare_articles", "arguments": {"articles": [MORNING, EVENING]}},
}  # fmt: skip
SPOKEN = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_tool_may_do_what_the_key_of_its_caller_may(settings: ServiceSettings, pool: Pool) -> None:
    async def made(scope: str) -> str:
        database = Database(settings.database)
        async with database.writing() as session:
            key = await keys.create(session, scope, (scope,), None)
        await database.close()
        return key

    given = {scope: anyio.run(made, scope) for scope in ("read", "write")}
    with TestClient(create_app(settings.model_copy(update={"keys": True}), pool)) as client:
        assert client.post("/mcp", json=CALL, headers=SPOKEN).status_code == 401
        told = {
            scope: client.post("/mcp", json=CALL, headers={**SPOKEN, "authorization": f"Bearer {key}"}).json()["result"]
            for scope, key in given.items()
        }
    assert told["read"]["isError"]
    assert "scope write" in told["read"]["content"][0]["text"]
    assert told["write"]["structuredContent"]["counts"]["conflict"] == 1
