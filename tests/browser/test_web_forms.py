"""The forms of the web page in a browser: the other language, searches, deleting, and what is said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from service.settings import ServiceSettings
from tests.browser.conftest import OpenPage, Serve
from tests.browser.services import EVENING, MORNING, compare, give, make_key
from tests.browser.watch import violations


def test_the_other_language_keeps_what_was_typed(open_page: OpenPage, desk: str) -> None:
    for script in (True, False):
        page = open_page(desk, java_script_enabled=script)
        give(page, ("가온일보", MORNING), ("저녁신문", ""))
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#a1 textarea")).to_have_value(MORNING)
        expect(page.locator("#a2 [name=outlet]")).to_have_value("저녁신문")
        page.locator("#a2 textarea").fill(EVENING)
        page.locator("#compare button.main").click()
        expect(page.locator("#conflict .card")).to_have_count(1)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("script", [True, False])
def test_enter_in_a_field_compares_and_adds_to_a_story(
    open_page: OpenPage, desk: str, language: str, script: bool
) -> None:
    page = open_page(f"{desk}/?lang={language}", java_script_enabled=script)
    mark = f"{language} {script}"
    give(page, ("가온일보", f"{MORNING}\n{mark}."), ("저녁신문", EVENING))
    page.locator("#a2 [name=outlet]").press("Enter")
    expect(page.locator("#conflict .card")).to_have_count(1)
    page.goto(f"{desk}/stories")
    page.locator("[name=title]").fill(mark)
    page.locator("[name=title]").press("Enter")
    expect(page.locator("h1")).to_have_text(mark)
    page.locator("#add textarea").fill(f"{MORNING}\n{mark}.")
    page.locator("#add [name=outlet]").fill("가온일보")
    page.locator("#add [name=outlet]").press("Enter")
    expect(page.locator("#members li")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_enter_in_the_field_of_a_key_signs_in(open_page: OpenPage, serve: Serve, tmp_path: Path, language: str) -> None:
    database = f"sqlite:///{tmp_path}/reconcile.sqlite3"
    at = serve(database=database, keys=True)
    key = make_key(ServiceSettings(database=database), "데스크", "write")
    page = open_page(f"{at}/sign-in?lang={language}")
    page.locator("[name=key]").fill(key)
    page.locator("[name=key]").press("Enter")
    expect(page.locator("#compare")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_escape_closes_a_menu(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    summary = page.locator("details.menu > summary", has_text="내려받기")
    summary.click()
    expect(page.locator("details.menu[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.menu[open]")).to_have_count(0)
    expect(summary).to_be_focused()


def test_what_is_said_of_an_entry_is_told_aloud_and_the_focus_stays_there(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    told = page.locator("#told")
    expect(told).to_have_attribute("role", "status")
    card = page.locator("#conflict .card")
    summary = card.locator("details.review > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(card.locator(".review-body textarea")).to_be_visible()
    expect(summary).to_be_focused()
    card.get_by_role("button", name="판정 맞음").click()
    expect(told).to_contain_text("‘판정 맞음’으로 기록했습니다.")
    expect(card.locator(".review-body")).to_be_focused()
    card.get_by_role("button", name="검토 취소").click()
    expect(told).to_contain_text("검토를 취소했습니다.")


def test_what_cannot_be_recorded_is_told_in_words_alone(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    card = page.locator("#conflict .card")
    card.locator("details.review > summary").click()
    card.locator("details.relink > summary").click()
    for box in card.locator(".pick input").all():
        box.uncheck()
    card.locator(".review-body textarea").first.fill("남는 말")
    card.get_by_role("button", name="고른 진술 묶기").click()
    expect(card.locator(".part-problem")).to_contain_text("입력 내용을 확인해 주세요")  # and no error in the console
    expect(card.locator(".review-body textarea").first).to_have_value("남는 말")


def test_a_comparison_is_found_and_deleted_without_a_script(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk, java_script_enabled=False)
    give(page, ("나래신문", f"{MORNING}\n나래."), ("저녁신문", EVENING))
    page.locator("#compare button.main").click()
    page.get_by_role("link", name="지난 비교").click()
    page.get_by_role("searchbox").fill("나래신문")
    page.get_by_role("button", name="검색", exact=True).click()
    expect(page.locator("table time")).to_contain_text("UTC")
    page.locator("table a[href*='/delete']").click()
    page.get_by_role("button", name="삭제", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(["삭제했습니다"])
    expect(page.locator("main")).to_contain_text("‘나래신문’이 든 비교가 없습니다")


def test_the_pages_of_history_are_sound(open_page: OpenPage, desk: str) -> None:
    page = open_page(None)
    compare(page, desk)
    for address in (f"{desk}/history", f"{desk}/history?q=없는말", f"{page.url.partition('?')[0]}/delete"):
        page.goto(address)
        assert violations(page) == [], address
