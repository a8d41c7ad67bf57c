"""The web page: from articles to a report, what may go wrong, and what people say of it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from service.web.downloads import FACTS, REPORTS
from tests.browser.conftest import OpenPage, Serve
from tests.browser.services import EVENING, MORNING, NIGHT, PUBLISHED, Door, compare, give
from tests.browser.watch import Watch

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def paste(page: Page, text: str) -> None:
    """As somebody does who copied an article: by the clipboard, into the field that has the focus."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def test_two_pasted_articles_become_a_report_whose_conflict_shows_both_passages(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    for number, text in ((1, MORNING), (2, EVENING)):
        page.locator(f"#a{number} textarea").focus()
        paste(page, text)
    for number, outlet in ((1, "가온일보"), (2, "저녁신문")):
        page.locator(f"#a{number} [name=outlet]").fill(outlet)
        page.locator(f"#a{number} [name=published]").fill(PUBLISHED)
    page.get_by_role("button", name="비교하기", exact=True).click()
    card = page.locator("#conflict .card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("45억 원")
    expect(card).to_contain_text("54억 원")
    for number in range(2):
        voice = card.locator("blockquote").nth(number)
        voice.locator(".who a").click()
        claim = page.locator(".k:target")
        expect(claim).to_be_in_viewport()
        expect(claim).to_be_focused()
        assert str(claim.text_content()) in str(voice.text_content())
        claim.click()
        expect(card).to_be_in_viewport()


def test_a_third_article_has_its_field_at_once(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.locator("#a1 textarea").fill("그대로 남는다")
    page.get_by_role("button", name="기사 추가").click()
    expect(page.locator("#a3 textarea")).to_be_focused()
    page.get_by_role("button", name="기사 추가").click()
    expect(page.locator("#a4 textarea")).to_be_focused()
    expect(page.locator("#a1 textarea")).to_have_value("그대로 남는다")
    give(page, ("가온일보", MORNING), ("저녁신문", EVENING), ("밤신문", NIGHT))
    page.locator("#compare button.main").click()
    expect(page.locator(".sources li")).to_have_count(3)


def drop(page: Page, selector: str, *files: tuple[str, str, str]) -> None:
    """Drop files, each a name, type and text, on what the selector finds."""
    dropped = page.evaluate_handle(
        """files => { const data = new DataTransfer();
        for (const [name, type, text] of files) data.items.add(new File([text], name, {type})); return data; }""",
        list(files),
    )
    page.dispatch_event(selector, "drop", {"dataTransfer": dropped})


def test_dropped_files_fill_the_articles_and_are_compared(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    made = f"<html lang=ko><title>도서관</title><article><p>{EVENING.replace(chr(10), '</p><p>')}</p></article></html>"
    files = [("아침.txt", "text/plain", MORNING), ("저녁.html", "text/html", made), ("밤.txt", "text/plain", NIGHT)]
    drop(page, "#a1", *files)
    expect(page.locator("#a3")).to_be_visible()
    for number, (name, *_) in enumerate(files, 1):
        page.wait_for_function(
            "([s, n]) => document.querySelector(s).files[0]?.name === n", arg=[f"#a{number} [type=file]", name]
        )
    page.locator("#compare button.main").click()
    expect(page.locator(".sources li")).to_have_count(3)
    expect(page.locator("#conflict .card").first).to_be_visible()


def test_one_article_alone_is_told_what_is_missing_and_stays_typed(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.locator("#a1 textarea").fill(MORNING)
    page.locator("#compare button.main").click()
    field = page.locator("#a2 textarea")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#a2")).to_contain_text("기사가 둘 이상 있어야 합니다")
    expect(page.locator("#a1 textarea")).to_have_value(MORNING)


def test_an_article_in_which_nothing_is_told_is_named(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    give(page, ("가온일보", MORNING), ("저녁신문", "?"))
    page.locator("#compare button.main").click()
    expect(page.locator("main")).to_contain_text("비교할 진술이 없습니다")


def test_the_example_is_compared_without_typing(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.get_by_role("button", name="예시 기사로 해 보기").click()
    expect(page.locator(".sources li")).to_have_count(4)
    page.locator("#filter").get_by_role("checkbox", name="불일치").uncheck()
    expect(page.locator("#conflict")).to_be_hidden()
    page.get_by_role("searchbox").first.fill("침산동")
    expect(page.locator("#status")).not_to_have_text("82건 표시, 전체 82건")


def test_what_is_said_of_an_entry_is_there_when_the_page_is_loaded_again(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    card = page.locator("#conflict .card")
    said = card.locator("[data-said] .said")
    for action, comment in (("판정 맞음", "전화로 확인"), ("판정 틀림", ""), ("메모만 남기기", "다시 볼 것")):
        if not card.locator(".review-body textarea").is_visible():
            card.locator("details.review > summary").click()
        before = said.count()
        card.locator(".review-body textarea").fill(comment)
        card.get_by_role("button", name=action).click()
        expect(said).to_have_count(before + 1)
        page.reload()
        expect(said).to_have_count(before + 1)
    expect(page.locator("#reviewed")).to_have_text("검토 3건")
    card.locator("details.review > summary").click()
    expect(card.locator(".reviews .comment")).to_have_count(2)
    expect(card.locator(".reviews")).to_contain_text("전화로 확인")

    card.locator(".reviews li", has_text="다시 볼 것").get_by_role("button", name="검토 취소").click()
    expect(said).to_have_count(2)
    page.reload()
    expect(said).to_have_count(2)
    expect(page.locator("#reviewed")).to_have_text("검토 2건")


def test_claims_are_linked_otherwise_by_search(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    card = page.locator("#conflict .card")
    card.locator("details.review > summary").click()
    card.locator("details.relink > summary").click()
    card.get_by_role("searchbox").fill("5월 11일")
    found = card.locator(".found li")
    expect(found.first).to_contain_text("5월 11일")
    found.first.get_by_role("checkbox").check()
    card.get_by_role("button", name="고른 진술 묶기").click()
    expect(card.locator("[data-said] .said")).to_have_text(["다시 묶음"])
    page.reload()
    card.locator("details.review > summary").click()
    expect(card.locator(".linked")).to_contain_text("5월 11일")


def test_every_format_is_downloaded(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    page.get_by_text("내려받기").click()
    links = page.locator("details.menu a[download]")
    names = [str(link.get_attribute("href")).rpartition("/")[2] for link in links.all()]
    assert {*REPORTS, *FACTS, "reviews.csv"} <= set(names)
    for link, name in zip(links.all(), names, strict=True):
        with page.expect_download() as told:
            link.click()
        assert told.value.suggested_filename.endswith(f".{name}")
        content = Path(told.value.path()).read_text(encoding="utf-8-sig")
        assert "45억" in content or name not in (*REPORTS, *FACTS)


def test_history_leads_back_and_what_is_deleted_is_gone(open_page: OpenPage, desk: str, watch: Watch) -> None:
    page = open_page(None)
    compare(page, desk)
    address = page.url
    page.get_by_role("link", name="지난 비교").click()
    row = page.locator(f"a[href='{address.removeprefix(desk)}']")
    expect(row).to_have_text("해솔시 새 도서관 5월에 문 연다 외 1건")
    row.click()
    expect(page.locator("#conflict .card")).to_have_count(1)
    page.locator("details.menu > summary", has_text="삭제").click()
    page.locator("button.danger").click()
    expect(page.get_by_role("heading", name="지난 비교")).to_be_visible()
    expect(row).to_have_count(0)
    watch.expected.append("404")
    page.goto(address)
    expect(page.locator("main")).to_contain_text("페이지를 찾을 수 없습니다")


def test_an_empty_history_leads_to_the_first_comparison(open_page: OpenPage, serve: Serve) -> None:
    page = open_page(f"{serve()}/history")
    page.get_by_role("link", name="기사 비교하기").click()
    expect(page.locator("#a1 textarea")).to_be_visible()


def held_up(open_page: OpenPage, slow: tuple[str, Door]) -> tuple[Page, Door]:
    """A comparison that goes no further until the door is opened."""
    address, door = slow
    door.open.clear()
    page = open_page(address)
    give(page, ("가온일보", MORNING), ("저녁신문", EVENING))
    page.locator("#compare button.main").click()
    return page, door


def test_progress_is_shown_and_leads_to_the_report(open_page: OpenPage, slow: tuple[str, Door]) -> None:
    page, door = held_up(open_page, slow)
    bar = page.locator("#progress progress")
    expect(bar).to_have_attribute("value", "40")
    expect(page.locator("#progress [role=status]")).to_have_text("기사를 읽고 비교하고 있습니다.")
    door.open.set()
    expect(page.locator("#conflict .card")).to_have_count(1)


def test_what_is_cancelled_says_so_and_offers_to_begin_again(open_page: OpenPage, slow: tuple[str, Door]) -> None:
    page, door = held_up(open_page, slow)
    page.get_by_role("button", name="취소").click()
    expect(page.locator("h1")).to_have_text("비교를 취소했습니다")
    door.open.set()
    page.get_by_role("link", name="다시 비교하기").click()
    expect(page.locator("#a1 textarea")).to_have_value(MORNING)
    expect(page.locator("#a2 [name=outlet]")).to_have_value("저녁신문")
    expect(page.locator("#a2 [name=published]")).to_have_value(PUBLISHED)
    page.locator("#compare button.main").click()
    expect(page.locator("#conflict .card")).to_have_count(1)


def test_script_in_an_article_stays_text(open_page: OpenPage, desk: str, watch: Watch) -> None:
    page = open_page(desk)
    give(
        page, (f"{SCRIPT}일보", f"{SCRIPT}\n\n{MORNING}"), ("저녁신문", f"{EVENING}\n“{SCRIPT} 좋다”고 시장은 말했다.")
    )
    page.locator("#compare button.main").click()
    expect(page.locator("article.text").first).to_contain_text("<script>alert(1)</script>")
    card = page.locator("#conflict .card").first
    card.locator("details.review > summary").click()
    card.locator(".review-body textarea").fill(SCRIPT)
    card.get_by_role("button", name="메모만 남기기").click()
    expect(card.locator(".comment")).to_have_text(SCRIPT)
    page.get_by_role("button", name="사건으로 등록").click()
    expect(page.locator("#live")).to_contain_text(f"{SCRIPT}일보")
    page.goto(f"{desk}/history")
    expect(page.locator("main")).to_contain_text("<script>alert(1)</script>")
    assert page.locator("main img, main script").count() == 0
    assert all(address.startswith(desk) for address in watch.requests)
