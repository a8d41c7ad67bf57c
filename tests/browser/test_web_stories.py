"""Stories that grow while somebody looks, and signing in where keys are asked for."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from service.settings import ServiceSettings
from tests.browser.conftest import OpenPage, Serve
from tests.browser.services import EVENING, MORNING, NIGHT, PUBLISHED, make_key
from tests.browser.watch import Watch
from tests.service.waiting import until


def begin(page: Page, desk: str, title: str) -> str:
    """Begin a story by its form; its id."""
    page.goto(f"{desk}/stories")
    page.locator("[name=title]").fill(title)
    page.get_by_role("button", name="시작하기").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url.rpartition("/")[2]


def add_by_api(desk: str, story: str, outlet: str, text: str) -> None:
    """What another program does while the page is open."""
    with httpx.Client(base_url=desk, timeout=60) as client:
        kept = client.post("/v1/articles", json={"text": text, "outlet": outlet, "published": PUBLISHED})
        client.put(f"/v1/stories/{story}/articles/{kept.raise_for_status().json()['id']}").raise_for_status()


def test_a_conflict_shows_when_somebody_else_adds_the_article_that_brings_it(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    story = begin(page, desk, "해솔시 도서관")
    expect(page.locator("#line")).to_have_attribute("data-state", "on")
    page.evaluate("window.sameWindow = true")
    page.locator("#add textarea").fill(MORNING)
    page.locator("#add [name=outlet]").fill("가온일보")
    page.locator("#add [name=published]").fill(PUBLISHED)
    page.locator("#add button.main").click()
    expect(page.locator("#add [role=status]")).to_have_text("‘가온일보’를 추가했습니다.")
    expect(page.locator("#live .members li")).to_have_count(1)

    add_by_api(desk, story, "저녁신문", EVENING)
    conflict = page.locator("#live .card.v-conflict")
    expect(conflict).to_have_count(1)
    expect(conflict).to_contain_text("54억 원")
    add_by_api(desk, story, "밤신문", NIGHT)
    expect(conflict).to_have_count(2)
    expect(page.locator("#live .changes")).to_contain_text("기사 추가: 밤신문")
    assert page.evaluate("window.sameWindow") is True

    conflict.first.locator("h3 a").click()
    expect(page.locator(".card:target")).to_be_in_viewport()
    expect(page.locator(".sources li")).to_have_count(3)
    page.get_by_role("link", name="사건 화면으로").click()
    page.get_by_role("button", name="밤신문 제외").click()
    expect(conflict).to_have_count(1)


def test_an_update_leaves_the_reader_where_they_are(open_page: OpenPage, desk: str) -> None:
    first = open_page(None)
    story = begin(first, desk, "두 화면")
    add_by_api(desk, story, "가온일보", MORNING)
    add_by_api(desk, story, "저녁신문", EVENING)
    second = open_page(f"{desk}/stories/{story}", width=375)
    for page in (first, second):
        expect(page.locator("#live .card.v-conflict")).to_have_count(1)
        expect(page.locator("#line")).to_have_attribute("data-state", "on")
    expect(second.locator("#adding textarea")).to_be_hidden()
    second.locator("#adding > summary").click()
    second.locator("#add textarea").fill("반쯤 쓴 글")
    first.locator("#sets details > summary").first.click()
    first.locator("#live .card .who a").first.focus()
    held = first.evaluate("(window.held = document.activeElement).outerHTML")

    add_by_api(desk, story, "밤신문", NIGHT)
    for page in (first, second):
        expect(page.locator("#live .card.v-conflict")).to_have_count(2)
        expect(page.locator("#news")).to_contain_text("기사 추가: 밤신문 · 새 불일치 1건")
        assert page.locator("#live [role=status], #live [aria-live]").count() == 0
    expect(first.locator("[data-of][data-fresh]").first).to_be_visible()
    assert first.evaluate("window.held === document.activeElement"), held
    expect(first.locator("#sets details[open]")).to_have_count(1)
    expect(second.locator("#add textarea")).to_be_focused()
    expect(second.locator("#add textarea")).to_have_value("반쯤 쓴 글")

    second.get_by_role("button", name="밤신문 제외").click()
    expect(first.locator(".members li")).to_have_count(2)
    expect(second.locator(".members li")).to_have_count(2)
    expect(second.locator("#add textarea")).to_have_value("반쯤 쓴 글")
    expect(first.locator("#live .card.v-conflict")).to_have_count(1)


def test_older_changes_come_when_asked_for_and_stay_when_others_come(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    story = begin(page, desk, "긴 사건")
    with httpx.Client(base_url=desk, timeout=60) as client:
        for times in range(10):
            if times % 2 == 0:
                add_by_api(desk, story, "밤신문", NIGHT)
            else:
                article = client.get(f"/v1/stories/{story}").json()["articles"][0]
                client.delete(f"/v1/stories/{story}/articles/{article}")
            place = f"/v1/jobs/{client.get(f'/v1/stories/{story}').json()['job']}"
            until(lambda job: job["status"] == "done", lambda at=place: client.get(at).json())
    page.reload()
    expect(page.locator("#sets > li")).to_have_count(8)
    page.locator("#older a").click()
    expect(page.locator("#sets > li")).to_have_count(10)
    expect(page.locator("#sets > li").nth(8)).to_be_focused()
    expect(page.locator("#older a")).to_have_count(0)
    add_by_api(desk, story, "가온일보", MORNING)
    expect(page.locator("#sets > li")).to_have_count(11)
    expect(page.locator("#sets > li").first).to_contain_text("기사 추가: 가온일보")
    expect(page.locator("#older a")).to_have_count(0)


def test_a_stream_that_is_refused_or_cut_is_taken_up_again(open_page: OpenPage, desk: str, watch: Watch) -> None:
    page = open_page(None)
    story = begin(page, desk, "다시 잇기")
    watch.expected.append("503|ERR_")
    page.route("**/events*", lambda route: route.fulfill(status=503))
    page.reload()
    expect(page.locator("#line")).to_have_attribute("data-state", "off")
    add_by_api(desk, story, "가온일보", MORNING)
    page.unroute("**/events*")
    expect(page.locator("#line")).to_have_attribute("data-state", "on")
    expect(page.locator(".members li")).to_have_count(1)
    page.context.set_offline(True)
    expect(page.locator("#line")).to_contain_text("연결이 끊겼습니다")
    add_by_api(desk, story, "저녁신문", EVENING)
    page.context.set_offline(False)
    expect(page.locator("#line")).to_have_attribute("data-state", "on")
    expect(page.locator(".members li")).to_have_count(2)


def test_a_story_deleted_elsewhere_is_told(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    story = begin(page, desk, "없어질 사건")
    expect(page.locator("#line")).to_have_attribute("data-state", "on")
    httpx.delete(f"{desk}/v1/stories/{story}").raise_for_status()
    expect(page.locator("#line")).to_contain_text("이 사건은 삭제되었거나")


def test_a_comparison_becomes_a_story_and_the_story_can_be_deleted(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.get_by_role("button", name="예시 기사로 해 보기").click()
    page.get_by_role("button", name="사건으로 등록").click()
    expect(page.locator("#live .members li")).to_have_count(4)
    expect(page.locator("#live .card.v-conflict").first).to_be_visible()
    address = page.url.removeprefix(desk)
    page.locator("details.menu > summary", has_text="사건 삭제").click()
    page.locator("button.danger").click()
    expect(page.get_by_role("heading", name="사건 추적", level=1)).to_be_visible()
    expect(page.locator(f"a[href='{address}']")).to_have_count(0)


def test_an_article_that_cannot_be_read_is_told_beside_the_form(open_page: OpenPage, desk: str, watch: Watch) -> None:
    page = open_page(None)
    begin(page, desk, "빈 기사")
    page.locator("#add [name=outlet]").fill("가온일보")
    page.locator("#add button.main").click()
    expect(page.locator("#add .wrong")).to_contain_text("기사가 없습니다")
    expect(page.locator("#add [name=outlet]")).to_have_value("가온일보")


def test_a_service_that_is_gone_is_told(open_page: OpenPage, desk: str, watch: Watch) -> None:
    page = open_page(None)
    begin(page, desk, "끊김")
    expect(page.locator("#line")).to_have_attribute("data-state", "on")
    watch.expected.append("ERR_|htmx:")
    page.context.set_offline(True)
    page.locator("#add textarea").fill(MORNING)
    page.locator("#add button.main").click()
    expect(page.locator("#problem")).to_contain_text("서비스에 연결할 수 없습니다")
    page.context.set_offline(False)


@pytest.fixture
def locked(serve: Serve, tmp_path: Path) -> tuple[str, str]:
    """A service that asks for keys, and one of its keys."""
    database = f"sqlite:///{tmp_path}/reconcile.sqlite3"
    address = serve(database=database, keys=True)
    return address, make_key(ServiceSettings(database=database), "편집부", "write", "review")


def test_who_has_a_key_signs_in_and_comes_to_the_page_asked_for(
    open_page: OpenPage, locked: tuple[str, str], watch: Watch
) -> None:
    address, key = locked
    watch.expected.append("401")
    page = open_page(f"{address}/stories")
    page.get_by_label("API 키").fill("rk_nothing")
    page.get_by_role("button", name="로그인").click()
    expect(page.locator("#wrong")).to_be_visible()
    page.get_by_label("API 키").fill(key)
    page.get_by_role("button", name="로그인").click()
    expect(page.get_by_role("heading", name="사건 추적")).to_be_visible()
    assert page.url == f"{address}/stories"
    assert page.evaluate("document.cookie") == ""
    begin(page, address, "열쇠로 연 사건")
    page.get_by_role("button", name="로그아웃 (편집부)").click()
    expect(page.get_by_label("API 키")).to_be_visible()
    page.goto(f"{address}/history")
    expect(page.get_by_label("API 키")).to_be_visible()
