"""The client against the service itself, blocking and asynchronous by one table; broken lines against a stand-in."""

from __future__ import annotations

import hashlib
import hmac
import inspect
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from anyio.from_thread import BlockingPortal, start_blocking_portal

from schemas.article import Article, article_id
from schemas.service import JobRecord
from service import client as api
from service.app import create_app
from service.client import ArticleById, ArticleInput, AsyncClient, Client, Retries
from service.jobs.pool import Pool
from service.settings import ServiceSettings

MORNING = ArticleInput(
    text="가온시는 5일 수영장 보수에 12억 원을 쓴다고 밝혔다.\n\n수영장의 길이는 50m다.",
    outlet="가온일보",
    published="2026-04-06",
    language="ko",
)
EVENING = ArticleInput(
    text="가온시는 5일 수영장 보수에 21억 원을 쓴다고 밝혔다.\n\n수영장의 길이는 50m다.",
    outlet="밤신문",
    published="2026-04-06",
    language="ko",
)
FAST = Retries(times=2, first=0.0)


def article_of(outlet: str, cost: str) -> Article:
    """An article of its own for each call: cases share one service, and put right and delete what they keep."""
    text = f"{secrets.token_hex(3)}호 회의가 열렸다. 가온시는 5일 수영장 보수에 {cost} 원을 쓴다고 밝혔다."
    return Article(id=article_id(text, None), text=text, outlet=outlet, published="2026-04-06", language="ko")


class InStep:
    """An asynchronous client, called as if it were the blocking one."""

    def __init__(self, portal: BlockingPortal, inner: Any) -> None:
        self._portal, self._inner = portal, inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._method(found) if callable(found) else InStep(self._portal, found)

    def _method(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = method(*args, **kwargs)
            return self._items(result) if hasattr(result, "__anext__") else self._portal.call(self._of, result)

        return call

    def _items(self, items: Any) -> Iterator[Any]:
        try:
            while True:
                try:
                    yield self._portal.call(items.__anext__)
                except StopAsyncIteration:
                    return
        finally:
            self._portal.call(items.aclose)

    @staticmethod
    async def _of(result: Any) -> Any:
        return await result


Connect = Callable[..., Any]


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as made:
        yield made


@pytest.fixture(params=["blocking", "asynchronous"])
def connect(request: pytest.FixtureRequest, portal: BlockingPortal) -> Iterator[Connect]:
    """Makes a client of one or the other kind, that behaves like the blocking one."""
    made: list[Any] = []

    def connected(url: str, **options: Any) -> Any:
        kind = Client if request.param == "blocking" else AsyncClient
        client: Any = kind(url, **{"retries": FAST, **options})
        made.append(client if request.param == "blocking" else InStep(portal, client))
        return made[-1]

    yield connected
    for client in made:
        client.close()


@pytest.fixture(scope="module")
def address(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service on loopback that does everything of more than a few characters as a job."""
    file = tmp_path_factory.mktemp("client") / "reconcile.sqlite3"
    settings = ServiceSettings(database=f"sqlite:///{file}", rate=0, sync_characters=200)
    server = uvicorn.Server(uvicorn.Config(create_app(settings, pool), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


# -- against the service -------------------------------------------------------------------------------------------


def an_article_is_kept_once_and_told_with_its_text_and_claims(client: Any) -> None:
    first = client.articles.create(text=MORNING.text, outlet="가온일보", published="2026-04-06")
    again = client.articles.create(text=MORNING.text, outlet="가온일보", published="2026-04-06")
    assert (first.id, first.outlet) == (again.id, "가온일보")
    assert client.articles.get(first.id).article.text == MORNING.text
    assert [c.article for c in client.articles.claims(first.id, q="12억")] == [first.id]


def an_article_of_a_document_is_kept_as_it_is(client: Any) -> None:
    made = client.reconciliations.create([MORNING, EVENING])
    assert isinstance(made.document.articles[0], Article)
    assert client.articles.create(article=made.document.articles[0]).id == made.document.articles[0].id


def a_list_goes_on_over_its_pages(client: Any) -> None:
    kept = {client.articles.create(text=f"{n}번 시내버스가 5일 멈췄다.", outlet="쪽지신문").id for n in range(1, 6)}
    assert {a.id for a in client.articles.list(outlet="쪽지신문", limit=2)} == kept


def a_short_comparison_is_there_at_once_and_tells_its_id(client: Any) -> None:
    made = client.reconciliations.create([MORNING, EVENING], lang="ko")
    assert made.document.summary.by_verdict["conflict"] == 1
    assert client.reconciliations.get(made.id) == made
    assert client.reconciliations.get_changed(made.id, made.etag) is None
    assert client.reconciliations.get_changed(made.id, '"another"') == made
    assert "12억 원" in client.reconciliations.report(made.id, lang="ko")
    assert made.id in {record.id for record in client.reconciliations.list(status="done")}


def a_long_comparison_is_waited_for(client: Any) -> None:
    told: list[JobRecord] = []
    long = MORNING.model_copy(update={"text": f"{MORNING.text}\n\n" + "시는 다음 달에 다시 알리기로 했다. " * 12})
    made = client.reconciliations.create([long, EVENING], on_progress=told.append, timeout=60)
    assert told[-1].status == "done"
    assert [job.progress for job in told] == sorted(job.progress for job in told)
    assert client.reconciliations.get_record(made.id).status == "done"


def what_is_submitted_can_be_waited_for(client: Any) -> None:
    article = client.articles.create(text=EVENING.text, outlet="밤신문", published="2026-04-06")
    record = client.reconciliations.submit([ArticleById(article=article.id), MORNING])
    assert client.jobs.wait(record.job, timeout=60).subject == record.id
    assert client.reconciliations.wait(record.id).document.summary.by_verdict["conflict"] == 1
    assert record.job in {job.id for job in client.jobs.list(subject=record.id)}
    with pytest.raises(api.Conflict):
        client.jobs.cancel(record.job)


def claims_are_told_by_verdict(client: Any) -> None:
    made = client.reconciliations.create([MORNING, EVENING])
    conflicts = list(client.reconciliations.claims(made.id, verdict="conflict"))
    assert [c.verdict for view in conflicts for c in view.entry.comparisons if c.verdict == "conflict"] == ["conflict"]
    several = list(client.reconciliations.claims(made.id, verdict=["conflict", "agreement"], limit=1))
    assert len(several) >= len(conflicts)
    assert list(client.reconciliations.claims(made.id, q="어디에도없는말")) == []


def a_person_says_something_of_an_entry_and_takes_it_back(client: Any) -> None:
    made = client.reconciliations.create([MORNING, EVENING])
    entry = next(iter(client.reconciliations.claims(made.id, verdict="conflict"))).entry.id
    review = client.reconciliations.review(made.id, entry, "comment", comment="시에 물어볼 것")
    assert review in list(client.reconciliations.reviews(made.id, standing="current"))
    confirmed = client.reconciliations.review(made.id, entry, "confirm")
    assert "case.toml" in client.reconciliations.case(confirmed.id).files
    client.reconciliations.delete_review(confirmed.id)
    client.reconciliations.delete_review(review.id)
    assert list(client.reconciliations.reviews(made.id)) == []


def an_article_is_put_right_and_what_used_it_is_made_again(client: Any) -> None:
    kept = client.articles.create(article=article_of("온가람신문", "9억"))
    made = client.reconciliations.create([ArticleById(article=kept.id), EVENING])
    corrected = client.articles.correct(kept.id, outlet="온가람일보")
    assert (corrected.outlet, set(corrected.corrected)) == ("온가람일보", {"outlet"})
    for job in corrected.jobs:
        client.jobs.wait(job, timeout=60)
    again = client.reconciliations.get_changed(made.id, made.etag)
    assert {article.outlet for article in again.document.articles} == {"온가람일보", "밤신문"}
    client.articles.delete(kept.id)
    with pytest.raises(api.NotFound):
        client.articles.get(kept.id)


def a_file_is_kept_and_its_revisions_are_told_apart(client: Any) -> None:
    address = f"https://example.org/{secrets.token_hex(4)}"
    texts = ("가온시는 수영장 보수에 12억 원을 쓴다.", "가온시는 수영장 보수에 15억 원을 쓴다.")
    first, second = (client.articles.upload(text.encode("cp949"), media_type="text/plain", url=address)
                     for text in texts)  # fmt: skip
    assert [revision.id for revision in client.articles.revisions(second.id)] == [first.id, second.id]
    assert "15억" in client.articles.diff(second.id, 1, 2).changed[0].after.text


def a_story_tells_what_changes_as_it_grows(client: Any) -> None:
    morning, evening = (
        client.articles.create(article=article_of(n, w)) for n, w in (("새벽일보", "7억"), ("한밤일보", "8억"))
    )
    story = client.stories.create("수영장", articles=[morning.id])
    job = client.stories.add(story.id, evening.id)
    client.jobs.wait(job.id, timeout=60)
    assert client.stories.add(story.id, evening.id) is None
    events = client.stories.events(story.id, types=["conflict_new"])
    conflict = next(events)
    events.close()
    assert (conflict.story, conflict.kind) == (story.id, "figure")
    assert client.stories.change(story.id, title="수영장 보수").title == "수영장 보수"
    assert set(client.stories.get(story.id).articles) == {morning.id, evening.id}
    client.jobs.wait(client.stories.remove(story.id, evening.id).id, timeout=60)
    client.stories.delete(story.id)
    with pytest.raises(api.NotFound):
        next(client.stories.events(story.id, after=conflict.id))


def a_webhook_is_made_with_its_secret_and_deleted(client: Any) -> None:
    webhook = client.webhooks.create("https://desk.example.org/events", events=["conflict_new"])
    assert webhook.secret
    assert client.webhooks.get(webhook.id).secret is None
    assert webhook.id in {found.id for found in client.webhooks.list()}
    assert list(client.webhooks.deliveries(webhook.id, status="due")) == []
    client.webhooks.delete(webhook.id)


def a_batch_tells_what_came_of_each_lot(client: Any) -> None:
    batch = client.batches.create([[MORNING, EVENING], [MORNING, ArticleById(article="a000000000000")]])
    good, bad = client.batches.get(batch.id).items
    assert client.reconciliations.wait(good.reconciliation, timeout=60).document.articles
    assert bad.error.status == 404
    assert batch.id in {found.id for found in client.batches.list()}


def what_is_deleted_is_not_found(client: Any) -> None:
    made = client.reconciliations.create([MORNING, EVENING])
    client.reconciliations.delete(made.id)
    with pytest.raises(api.NotFound) as refused:
        client.reconciliations.get(made.id)
    assert (refused.value.status, refused.value.kind) == (404, "not-found")


def a_refusal_names_what_is_wrong(client: Any) -> None:
    with pytest.raises(api.RequestRefused) as refused:
        client.reconciliations.create([MORNING.model_copy(update={"text": "  "}), EVENING], strict=True)
    assert refused.value.problem.errors[0].pointer == "/articles/0"
    with pytest.raises(api.RequestRefused) as refused:
        client.articles.create(text=" ")
    assert str(refused.value).count("is empty") == 1
    with pytest.raises(api.NotFound):
        list(client.articles.claims("a/../b"))


def schemas_are_told(client: Any) -> None:
    assert "reconciliation-1" in client.schemas.names()
    assert client.schemas.get("job-1")["$id"] == "urn:reconcile:schema:job-1"


CASES = [
    an_article_is_kept_once_and_told_with_its_text_and_claims,
    an_article_of_a_document_is_kept_as_it_is,
    a_list_goes_on_over_its_pages,
    a_short_comparison_is_there_at_once_and_tells_its_id,
    a_long_comparison_is_waited_for,
    what_is_submitted_can_be_waited_for,
    claims_are_told_by_verdict,
    a_person_says_something_of_an_entry_and_takes_it_back,
    an_article_is_put_right_and_what_used_it_is_made_again,
    a_file_is_kept_and_its_revisions_are_told_apart,
    a_story_tells_what_changes_as_it_grows,
    a_webhook_is_made_with_its_secret_and_deleted,
    a_batch_tells_what_came_of_each_lot,
    what_is_deleted_is_not_found,
    a_refusal_names_what_is_wrong,
    schemas_are_told,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_against_the_service(case: Callable[[Any], None], connect: Connect, address: str) -> None:
    case(connect(address))


# -- against a stand-in --------------------------------------------------------------------------------------------

JOB = {
    "id": "j1", "kind": "reconcile", "status": "running", "progress": 10, "attempt": 1, "subject": "r1",
    "created": "2026-04-06T00:00:00Z", "of_a_later_version": True,
}  # fmt: skip


def problem(status: int, name: str, **headers: str) -> httpx.Response:
    found = {"type": f"urn:reconcile:problem:{name}", "title": "no", "status": status, "detail": "no"}
    return httpx.Response(status, json=found, headers={"content-type": "application/problem+json", **headers})


class Line:
    """A stand-in for the service that says, or breaks off with, one thing after the other; the last again and again."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def get_job(client: Any) -> Any:
    return client.jobs.get("j1")


def make_article(client: Any) -> Any:
    return client.articles.create(text="가")


def wait_for_job(client: Any) -> Any:
    return client.jobs.wait("j1", timeout=0)


FINE = httpx.Response(200, json=JOB)
BROKEN = httpx.ReadError("broken")
UNREACHED = httpx.ConnectError("refused")
BUSY = problem(503, "too-busy")
LINES: dict[str, tuple[list[Any], Callable[[Any], Any], type[Exception] | None, int]] = {
    "a broken connection is tried again": ([BROKEN, FINE], get_job, None, 2),
    "a service that is away is tried as often as allowed": ([UNREACHED], get_job, api.ConnectionFailed, 3),
    "a busy service is asked again when it says": ([problem(503, "too-busy", **{"retry-after": "0"}), FINE],
                                                   get_job, None, 2),
    "a request that is under way is asked for again": ([problem(409, "conflict", **{"retry-after": "0"}), FINE],
                                                       get_job, None, 2),
    "a conflict that stays is told": ([problem(409, "conflict")], get_job, api.Conflict, 1),
    "a service that stays busy says so": ([BUSY], get_job, api.ServiceFailed, 3),
    "too many requests are told": ([problem(429, "too-many-requests")], get_job, api.TooManyRequests, 3),
    "a wait longer than allowed is not begun": ([problem(429, "too-many-requests", **{"retry-after": "900"})],
                                                get_job, api.TooManyRequests, 1),
    "a fault of the service is not asked again": ([problem(500, "internal-error")], get_job, api.ServiceFailed, 1),
    "a creating request is repeated with its key": ([BROKEN, problem(404, "x")], make_article, api.NotFound, 2),
    "a key that is none is told": ([problem(401, "unauthorised")], get_job, api.Unauthorised, 1),
    "a job that failed is an error": ([httpx.Response(200, json={**JOB, "status": "failed"})],
                                      wait_for_job, api.JobFailed, 1),
    "a job that takes too long is an error": ([FINE], wait_for_job, api.WaitedTooLong, 1),
    "an answer of somebody else is told": ([httpx.Response(502, text="<html>")], get_job, api.UnexpectedAnswer, 1),
    "an answer that is no record is told": ([httpx.Response(200, json={"id": 1})], get_job, api.UnexpectedAnswer, 1),
    "an answer that is no JSON is told": ([httpx.Response(200, text="ok")], get_job, api.UnexpectedAnswer, 1),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "ask", "error", "asked"), LINES.values(), ids=LINES)
def test_what_a_line_that_breaks_comes_to(
    answers: list[Any], ask: Callable[[Any], Any], error: type[Exception] | None, asked: int, connect: Connect
) -> None:
    line = Line(*answers)
    client = connect("http://service", transport=httpx.MockTransport(line), key="rk_1")
    if error is None:
        assert ask(client).id == "j1"
    else:
        with pytest.raises(error):
            ask(client)
    assert len(line.requests) == asked
    assert len({request.headers.get("idempotency-key") for request in line.requests}) == 1
    assert {request.headers["authorization"] for request in line.requests} == {"Bearer rk_1"}


def test_every_creating_request_has_a_key_of_its_own_or_the_callers(connect: Connect) -> None:
    line = Line(problem(404, "x"))
    client = connect("http://service", transport=httpx.MockTransport(line))
    for key in (None, None, "mine"):
        with pytest.raises(api.NotFound):
            client.stories.create("수영장", idempotency_key=key)
    first, second, given = (request.headers["idempotency-key"] for request in line.requests)
    assert first != second
    assert given == "mine"


def event(number: int, kind: str = "reconciled") -> str:
    body = {"id": number, "story": "s1", "type": kind, "at": "2026-04-06T00:00:00Z"}
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(body)}\n\n"


def test_a_stream_goes_on_behind_the_last_whole_event_after_it_broke(connect: Connect) -> None:
    cut = event(8)[:-1]
    line = Line(
        httpx.Response(200, text=f"retry: 0\n: hello\n\n{event(7)}{cut}"), BROKEN, BUSY,
        httpx.Response(200, text=event(8) + event(9, "conflict_new")), problem(404, "not-found"),
    )  # fmt: skip
    client = connect("http://service", transport=httpx.MockTransport(line), retries=Retries(3, first=0.0))
    told = []
    with pytest.raises(api.NotFound):
        for found in client.stories.events("s1", after=6):
            told.append(found.id)
    assert told == [7, 8, 9]
    assert [request.headers.get("last-event-id") for request in line.requests] == ["6", "7", "7", "7", "9"]


def test_a_stream_that_does_not_come_back_is_an_error(connect: Connect) -> None:
    line = Line(httpx.Response(200, text=event(1, "failed") + event(2)), BROKEN)
    client = connect("http://service", transport=httpx.MockTransport(line))
    events = client.stories.events("s1", types=["reconciled"])
    assert next(events).id == 2
    with pytest.raises(api.ConnectionFailed):
        next(events)
    assert len(line.requests) == 3


def methods(client: Any) -> dict[str, str]:
    return {
        f"{resource}.{name}": str(inspect.signature(method).replace(return_annotation=None))
        for resource, found in vars(client).items() if not resource.startswith("_")
        for name, method in inspect.getmembers(found, callable) if not name.startswith("_")
    }  # fmt: skip


def test_both_clients_can_do_the_same() -> None:
    with Client("http://service") as client:
        assert methods(client) == methods(AsyncClient("http://service")) != {}


def test_every_method_is_in_the_manual_and_explains_itself() -> None:
    manual = (Path(__file__).resolve().parent.parent.parent / "docs" / "client.md").read_text(encoding="utf-8")
    rows = {row[0]: row[1] for row in re.findall(r"^\| `client\.(\w+)` \| (.*) \|$", manual, re.MULTILINE)}
    with Client("http://service") as client:
        for method in methods(client):
            resource, _, name = method.partition(".")
            assert f"`{name}`" in rows[resource]
            assert getattr(getattr(client, resource), name).__doc__
    assert all(f"`{name}`" in manual for name in api.__all__ if name.endswith(("Error", "Failed", "Signature")))


# -- webhooks ------------------------------------------------------------------------------------------------------

BODY = json.dumps({
    "delivery": "d1", "webhook": "w1",
    "event": {"id": 3, "story": "s1", "type": "conflict_new", "at": "2026-04-06T00:00:00Z"},
}).encode()  # fmt: skip


def signed(body: bytes = BODY, secret: str = "s3", at: str = "1000") -> str:
    return f"t={at},v1={hmac.new(secret.encode(), at.encode() + b'.' + body, hashlib.sha256).hexdigest()}"


CALLS: dict[str, tuple[bytes, str, float, bool]] = {
    "signed just now": (BODY, signed(), 1010, True),
    "signed with the secret before too": (BODY, f"{signed(secret='old')},{signed().partition(',')[2]}", 1010, True),
    "another secret": (BODY, signed(secret="s4"), 1010, False),
    "another body": (BODY.replace(b"d1", b"d2"), signed(), 1010, False),
    "another time": (BODY, signed().replace("t=1000", "t=1001"), 1010, False),
    "recorded and sent again": (BODY, signed(), 1301, False),
    "ahead of the clock": (BODY, signed(), 699, False),
    "two times": (BODY, f"t=1000,{signed()}", 1010, False),
    "no time": (BODY, signed().partition(",")[2], 1010, False),
    "nothing": (BODY, "", 1010, False),
    "not ASCII": (BODY, "t=1000,v1=가", 1010, False),
    "a body that is no webhook's": (b"{}", signed(b"{}"), 1010, False),
}


@pytest.mark.parametrize(("body", "signature", "now", "good"), CALLS.values(), ids=CALLS)
def test_a_receiver_knows_the_services_calls(body: bytes, signature: str, now: float, good: bool) -> None:
    if good:
        assert api.verify(body, signature, "s3", now=now).event.id == 3
    else:
        with pytest.raises(api.BadSignature):
            api.verify(body, signature, "s3", now=now)
