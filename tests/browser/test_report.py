"""The report as a file: what a reader can do with it, by hand and by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from reconcile.pipeline import reconcile
from reconcile.report import html
from sources import assign_ids, from_text
from tests.bench.story import made_story
from tests.browser.conftest import OpenPage
from tests.browser.keys import press
from tests.browser.watch import Watch, violations, wider

JUMPS = {
    "a claim": "#articles .k[href^='#c']",
    "a cell of the matrix": "#coverage td a",
    "a link of the contents": ".contents a",
    "a voice": "#conflict .who a",
}
SCRIPT = "<script>alert(1)</script></script><img src=x onerror=alert(2)><svg/onload=alert(3)>"


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_is_never_scrolled_sideways(
    open_page: OpenPage, demo: dict[str, Path], language: str, width: int
) -> None:
    page = open_page(demo[language], width=width)
    assert wider(page) == []
    for summary in page.locator("details.why summary").all()[:6]:
        summary.click()
    assert wider(page) == []


def test_a_voice_of_a_conflict_leads_to_its_claim_and_the_claim_back(
    open_page: OpenPage, demo: dict[str, Path]
) -> None:
    page = open_page(demo["ko"], reduced_motion="reduce")
    card = page.locator("#conflict .card").first
    voices = card.locator("blockquote")
    expect(voices.nth(1)).to_be_visible()
    for number in range(2):
        voices.nth(number).locator(".who a").click()
        claim = page.locator(":target")
        expect(claim).to_be_in_viewport()
        expect(claim).to_be_focused()
        assert str(claim.text_content()) in str(voices.nth(number).text_content())
        claim.click()
        expect(card).to_be_in_viewport()
        expect(card).to_be_focused()


@pytest.fixture(scope="module")
def long_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("reports") / "long.html"
    file.write_text(html.render(reconcile(made_story(8, plant=True)[0])), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("link", JUMPS.values(), ids=JUMPS.keys())
def test_a_jump_in_a_long_report_ends_at_its_target(
    open_page: OpenPage, long_story: Path, link: str, width: int
) -> None:
    page = open_page(long_story, width=width)
    followed = page.locator(link).last
    address = followed.get_attribute("href")
    followed.evaluate("link => link.click()")
    target = page.locator(f"[id='{str(address)[1:]}']")
    expect(target).to_be_focused()
    assert _lands(page, target)
    expect(page.locator(".card:not(.laid), .text:not(.laid)")).to_have_count(0)
    assert _lands(page, target)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_an_address_that_names_a_place_opens_there(open_page: OpenPage, long_story: Path, script: bool) -> None:
    page = open_page(None, width=375, java_script_enabled=script)
    page.goto(f"{long_story.as_uri()}#k100")
    assert _lands(page, page.locator("#k100"))


def _lands(page: Page, target: Locator) -> bool:
    """Whether the target begins in the upper half of the window, or stands as high as the end of the page lets it."""
    expect(target).to_be_in_viewport()
    at_end = "scrollY + innerHeight >= document.documentElement.scrollHeight - 1"
    return bool(target.evaluate("it => it.getBoundingClientRect().top < innerHeight / 2") or page.evaluate(at_end))


def test_what_is_far_below_is_drawn_for_a_picture_of_the_whole_page(open_page: OpenPage, long_story: Path) -> None:
    page = open_page(long_story)
    expect(page.locator(".card:not(.laid), .text:not(.laid)")).to_have_count(0)
    card = page.locator("#unclear .card, #conflict .card").last
    expect(card).not_to_be_in_viewport()
    assert card.locator("blockquote p").last.evaluate("p => p.checkVisibility({contentVisibilityAuto: true})")


def test_filters_leave_what_fits_and_say_how_many(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["ko"])
    form, status = page.locator("#filter"), page.locator("#status")
    everything = str(status.text_content())
    rows = page.locator("#agreement tbody tr:visible")
    there = rows.count()

    form.get_by_role("checkbox", name="일치", exact=True).uncheck()
    expect(page.locator("#agreement")).to_be_hidden()
    form.get_by_role("checkbox", name="일치", exact=True).check()
    expect(rows).to_have_count(there)

    form.locator("[name=k]").select_option("figure")
    expect(page.locator(".card:visible, .rows tr[data-v]:visible").first).to_be_visible()
    expect(page.locator(".card[data-k=quote]:visible")).to_have_count(0)
    form.locator("[name=k]").select_option("")
    expect(status).to_have_text(everything)

    form.locator("[name=s]").select_option("4")
    shown = page.locator(".card:visible, .rows tr[data-v]:visible, .own li[data-v]:visible")
    expect(status).not_to_have_text(everything)
    assert all("4" in (item.get_attribute("data-s") or "").split() for item in shown.all())

    form.get_by_role("button").click()
    expect(status).to_have_text(everything)
    form.get_by_role("searchbox").fill("침산동 서구")
    expect(status).not_to_have_text(everything)
    expect(shown.first).to_be_visible()
    form.get_by_role("searchbox").fill("어디에도 없는 낱말")
    expect(shown).to_have_count(0)


def test_what_a_filter_hides_is_shown_to_who_follows_a_link_to_it(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["ko"])
    page.locator("#filter").get_by_label("불일치").uncheck()
    expect(page.locator("#conflict")).to_be_hidden()
    page.locator("article.text .k.v-conflict").first.click()
    expect(page.locator(".card:target")).to_be_in_viewport()


def test_the_other_language_and_theme_stay_chosen_without_loading_anew(
    open_page: OpenPage, demo: dict[str, Path]
) -> None:
    page = open_page(demo["ko"], color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#conflict h2")).to_contain_text("Conflicts")
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_weights_are_drawn_when_asked_for(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["en"])
    why = page.locator("#conflict details.why").first
    expect(why.locator("table.fall")).to_have_count(0)
    why.locator("summary").click()
    fall = why.locator("table.fall").first
    expect(fall).to_be_visible()
    expect(fall.locator("tbody tr").last).to_contain_text("Sum")
    assert fall.locator("svg rect").count() == fall.locator("tbody tr").count() > 2


def test_keys_alone_reach_filter_conflict_article_and_counterparts(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["ko"], reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    press(page, "Tab", "#filter input[value=agreement]")
    page.keyboard.press("Space")
    expect(page.locator("#agreement")).to_be_hidden()
    press(page, "Tab", "#conflict .who a")
    page.keyboard.press("Enter")
    claim = page.locator(".k:target")
    expect(claim).to_be_focused()
    expect(claim).to_be_in_viewport()
    tip = page.locator("#tip")
    expect(tip).to_be_visible()
    expect(claim).to_have_attribute("aria-describedby", "tip")
    assert page.locator(".k.near").count() > 0
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    press(page, "Shift+Tab", ".k")
    expect(tip).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(":target:focus")).to_be_in_viewport()


def test_pointing_at_a_claim_shows_what_the_others_say(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["en"])
    claim = page.locator("article.text .k.v-conflict").first
    claim.hover()
    tip = page.locator("#tip")
    expect(tip).to_be_visible()
    expect(tip).to_be_in_viewport()
    assert tip.locator("p").count() >= 1
    page.mouse.move(1, 1)
    expect(tip).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("ko", "light", 1440), ("ko", "dark", 375), ("en", "light", 375), ("en", "dark", 1440)],
)
def test_axe_finds_nothing(open_page: OpenPage, demo: dict[str, Path], language: str, theme: str, width: int) -> None:
    page = open_page(demo[language], width=width, color_scheme=theme)
    page.locator("#conflict details.why summary").first.click()
    page.locator("article.text .k.v-conflict").first.hover()
    assert violations(page) == []


def test_on_paper_there_are_light_colours_and_nothing_to_work_with(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["ko"], color_scheme="dark")
    page.get_by_role("button", name="다크").click()
    colour = "getComputedStyle(document.querySelector('.card .badge')).backgroundColor"
    dark = page.evaluate(colour)
    page.emulate_media(media="print")
    page.pdf()
    assert page.evaluate(colour) != dark
    assert page.locator(".card").count() == page.locator(".card:visible").count() > 0
    for worked in (".filter", ".why", ".fall", "summary", ".more:not([open]) table", "button"):
        assert page.locator(f"{worked}:visible").count() == 0
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()


def test_without_scripts_everything_can_be_read(open_page: OpenPage, demo: dict[str, Path]) -> None:
    page = open_page(demo["ko"], width=375, java_script_enabled=False)
    expect(page.locator("noscript")).to_be_visible()
    for part in ("#summary", "#coverage", "#conflict", "#agreement", "#figures", "#dates", "#articles"):
        expect(page.locator(part)).to_be_visible()
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("details.why").first).to_be_hidden()


def test_an_article_whose_text_is_script_stays_text(open_page: OpenPage, watch: Watch, tmp_path: Path) -> None:
    articles = assign_ids(
        [
            from_text(
                f"해솔시 도서관 신축 {SCRIPT}\n\n해솔시는 도서관 신축에 {cost}억 원을 투입한다.\n"
                f"시장은 “{SCRIPT} 새 도서관은 모두의 것”이라고 밝혔다.\n{SCRIPT}",
                outlet=f"{SCRIPT}일보 {cost}",
                url="javascript:alert(4)",
                published="2026-03-02",
                language="ko",
            )
            for cost in (45, 54)
        ]
    )
    file = tmp_path / "script.html"
    file.write_text(html.render(reconcile(articles)), encoding="utf-8")
    page = open_page(file)
    page.get_by_role("button", name="English").click()
    for summary in page.locator("details.why summary").all():
        summary.click()
    expect(page.locator("#conflict .card")).to_have_count(1)
    page.locator("article.text .k", has_text="모두의 것").first.hover()
    expect(page.locator("#tip")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("article.text").first).to_contain_text("<script>alert(1)</script>")
    assert page.locator("img, main script, [onerror], [onload], a[href^='javascript:']").count() == 0
    assert watch.requests == [file.as_uri()]
