"""The pages for everybody: narrow and wide, light and dark, by keyboard, to a screen reader, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Serve
from tests.browser.keys import press
from tests.browser.services import EVENING, MORNING, Door, compare, give
from tests.browser.watch import Watch, violations, wider

LOOKS = [
    {"locale": "ko-KR", "color_scheme": "light", "width": 1440},
    {"locale": "en-GB", "color_scheme": "dark", "width": 375},
]


def sound(page: Page) -> None:
    """Nothing for axe to find, nothing to scroll sideways for."""
    assert violations(page) == []
    assert wider(page) == []


@pytest.mark.parametrize("look", LOOKS, ids=["wide", "narrow"])
def test_every_page_is_sound(open_page: OpenPage, desk: str, watch: Watch, look: dict[str, str]) -> None:
    page = open_page(f"{desk}/?articles=3", **look)
    sound(page)
    page.locator("#a1 textarea").fill(MORNING)
    page.locator("#compare button.main").click()
    expect(page.locator("[aria-invalid]")).to_have_count(1)
    sound(page)

    compare(page, desk)
    card = page.locator("#conflict .card")
    card.locator("details.review > summary").click()
    card.locator(".review-body textarea").fill("A colleague of mine should look at it")
    card.locator("[name=action][value=confirm]").click()
    expect(card.locator(".reviews li")).to_have_count(1)
    card.locator("details.relink > summary").click()
    card.get_by_role("searchbox").fill("5월 11일")
    expect(card.locator(".found li").first).to_be_visible()
    sound(page)
    page.locator(".bar-of-tools details.menu > summary").first.click()
    expect(page.locator(".menu a[download]").first).to_be_visible()
    assert violations(page, ".menu") == []  # what it covers is out of reach while it is open
    assert wider(page) == []
    page.keyboard.press("Escape")

    page.locator("form[action='/stories'] button").click()
    expect(page.locator("#live .card.v-conflict")).to_have_count(1)
    sound(page)
    for place in ("/stories", "/history", "/sign-in"):
        page.goto(desk + place)
        sound(page)
    watch.expected.append("404")
    page.goto(f"{desk}/stories/nowhere")
    expect(page.locator(".trouble")).to_be_visible()
    sound(page)


@pytest.mark.parametrize("look", LOOKS, ids=["wide", "narrow"])
def test_the_pages_of_a_beginner_and_of_work_under_way_are_sound(
    open_page: OpenPage, slow: tuple[str, Door], serve: Serve, look: dict[str, str]
) -> None:
    empty = serve()
    page = open_page(f"{empty}/history", **look)
    sound(page)
    page.goto(f"{empty}/stories")
    sound(page)
    address, door = slow
    door.open.clear()
    page.goto(address)
    give(page, ("가온일보", MORNING), ("저녁신문", EVENING))
    page.locator("#compare button.main").click()
    expect(page.locator("#progress progress")).to_be_visible()
    sound(page)
    page.locator("#progress button").click()
    expect(page.locator("#progress a.button")).to_be_visible()
    sound(page)


def test_language_and_theme_stay_chosen_from_page_to_page(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("link", name="Stories").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    compare(page, desk)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("#conflict h2")).to_contain_text("불일치")


def test_keys_alone_lead_from_two_articles_to_what_is_said_of_a_conflict(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for number, text in ((1, MORNING), (2, EVENING)):
        press(page, "Tab", f"#a{number} textarea")
        page.keyboard.insert_text(text)
    press(page, "Tab", "#compare button.main")
    page.keyboard.press("Enter")
    card = page.locator("#conflict .card")
    expect(card).to_have_count(1)
    press(page, "Tab", "#conflict .who a")
    page.keyboard.press("Enter")
    expect(page.locator(".k:target")).to_be_focused()
    expect(page.locator("#tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    press(page, "Tab", "#conflict details.review > summary")
    page.keyboard.press("Enter")
    expect(card.locator(".review-body textarea")).to_be_visible()
    press(page, "Tab", "#conflict .review-body textarea")
    page.keyboard.insert_text("맞습니다")
    press(page, "Tab", "#conflict [name=action][value=confirm]")
    page.keyboard.press("Enter")
    expect(card.locator("[data-said] .said")).to_have_count(1)
    press(page, "Shift+Tab", ".bar-of-tools :first-child > summary")
    page.keyboard.press("Enter")
    expect(page.locator(".menu a[download]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu a[download]").first).to_be_hidden()


def test_without_scripts_articles_are_compared_and_reviewed(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk, java_script_enabled=False)
    page.locator("#more").click()
    expect(page.locator("#a3 textarea")).to_be_visible()
    give(page, ("가온일보", MORNING), ("저녁신문", EVENING))
    page.locator("#compare button.main").click()
    card = page.locator("#conflict .card")
    expect(card).to_have_count(1)
    card.locator("details.review > summary").click()
    card.locator(".review-body a").click()
    page.locator("[name=comment]").fill("글로만 남긴다")
    page.locator("[name=action][value=comment]").click()
    expect(page.locator(".comment")).to_have_text("글로만 남긴다")
    page.get_by_role("link", name="보고서로").click()
    expect(page.locator("#reviewed")).to_have_text("검토 1건")
