"""Everything that the client can do, against the service itself: blocking and asynchronous by one table."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from schemas.article import Article, article_id
from schemas.service import JobRecord
from service import client as api
from service.client import ArticleById, ArticleInput
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.service.clients import Connect
from tests.service.servers import Running

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


def article_of(outlet: str, cost: str) -> Article:
    """An article of its own for each call: cases share one service, and put right and delete what they keep."""
    text = f"{secrets.token_hex(3)}호 회의가 열렸다. 가온시는 5일 수영장 보수에 {cost} 원을 쓴다고 밝혔다."
    return Article(id=article_id(text, None), text=text, outlet=outlet, published="2026-04-06", language="ko")


@pytest.fixture(scope="module")
def address(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service on loopback that does everything of more than a few characters as a job."""
    file = tmp_path_factory.mktemp("client") / "reconcile.sqlite3"
    settings = ServiceSettings(database=f"sqlite:///{file}", rate=0, sync_characters=200)
    with Running(settings, pool).in_thread() as served:
        yield served


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
