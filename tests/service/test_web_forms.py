"""What is typed into the forms of the web page, and what must not be lost of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient

from reconcile.report.messages import Language
from service.app import create_app
from service.jobs import work
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.web import history
from service.web.words import words
from sources.errors import SourceError
from tests.service.test_stories import EVENING, NIGHT, NOON
from tests.service.test_web import PAGE, PART, form, page
from tests.service.waiting import ended


@pytest.fixture(scope="module")
def client(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("forms") / "reconcile.sqlite3"
    with TestClient(create_app(ServiceSettings(database=f"sqlite:///{file}", rate=0), pool)) as made:
        made.headers.update(PAGE)
        yield made


@pytest.fixture(autouse=True)
def no_language_chosen(client: TestClient[Any]) -> None:
    client.cookies.clear()


def compared(client: TestClient[Any], *articles: dict[str, str], given: dict[str, Any] | None = None) -> str:
    """Where the comparison of articles is; `given` is the form itself."""
    answer = client.post("/compare", **(given or form(*articles)), follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


# --- the other language ---


def test_the_other_language_keeps_what_was_typed(client: TestClient[Any]) -> None:
    wrong = client.post("/compare", **form({"text": NOON, "outlet": "낮신문"}, {}))
    button = page(wrong).xpath("//button[@name='switch' and @lang='en']")[0]
    assert button.get("form") == "compare"
    given = form({"text": NOON, "outlet": "낮신문"}, {}, {"published": "2026-04-15"})
    given["data"]["switch"] = "1"
    found = page(client.post(button.get("formaction"), **given))
    assert found.get("lang") == "en"
    assert [area.text_content() for area in found.xpath("//textarea")] == [NOON, "", ""]
    assert found.xpath("//input[@name='outlet']/@value")[0] == "낮신문"
    assert found.xpath("//input[@name='published']/@value")[2] == "2026-04-15"
    assert not found.xpath("//*[@aria-invalid]")
    assert page(client.get("/history")).get("lang") == "en"


def test_the_other_language_keeps_the_query(client: TestClient[Any]) -> None:
    found = page(client.get("/history?q=낮+신문&lang=ko"))
    assert found.xpath("//a[@hreflang='en']/@href") == ["/history?" + urlencode({"q": "낮 신문", "lang": "en"})]


def test_the_other_language_keeps_what_was_typed_for_a_story(client: TestClient[Any]) -> None:
    where = client.post("/stories", data={"title": "말과 말"}, follow_redirects=False).headers["location"]
    button = page(client.get(where)).xpath("//button[@name='switch' and @lang='en']")[0]
    assert (button.get("form"), button.get("formaction")) == ("add", f"{where}/articles?lang=en")
    given = form({"text": NOON, "outlet": "낮신문"})
    given["data"]["switch"] = "1"
    found = page(client.post(button.get("formaction"), **given))
    assert (found.get("lang"), found.xpath("string(//textarea)")) == ("en", NOON)
    assert found.xpath("//details[@id='adding']/@open") and not found.xpath("//*[@aria-invalid]")
    empty = form({})
    empty["data"]["switch"] = "1"
    answer = client.post(f"{where}/articles?lang=ko", **empty, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{where}?lang=ko")
    assert client.get(f"{where}/articles", follow_redirects=False).headers["location"] == where


def test_what_a_form_was_refused_for_leads_to_its_page_in_the_other_language(client: TestClient[Any]) -> None:
    gone = "/reconciliations/none/delete"
    for referer, to in (
        ("http://127.0.0.1/history?q=a", "/history?q=a&lang=en"),
        ("http://evil.example/history", "/?lang=en"),
        ("", "/?lang=en"),
    ):
        found = page(client.post(gone, headers={"Referer": referer}), 404)
        assert found.xpath("//a[@hreflang='en']/@href") == [to]


# --- the source of a page, pasted ---

SOURCE = "<h1>도담군 체육관</h1>\n" + "".join(f"<p>{line}</p>\n" for line in NOON.split(". "))


def test_the_source_of_a_page_is_read_without_its_tags_and_the_report_says_so(client: TestClient[Any]) -> None:
    where = compared(client, {"text": EVENING}, {"text": SOURCE, "outlet": "낮신문"})
    found = page(client.get(where))
    assert "기사 2" in found.xpath("string(//p[@id='pasted'])")
    articles = client.get(f"/v1{where.partition('?')[0]}", headers={"Accept": "application/json"}).json()["articles"]
    assert [("<p>" in each["text"]) for each in articles] == [False, False]
    assert not page(client.get(where.partition("?")[0])).xpath("//p[@id='pasted']")


def test_a_source_without_an_article_is_told_where_it_is(client: TestClient[Any]) -> None:
    menu = "<ul><li>홈</li><li>정치</li><li>경제</li></ul>"
    found = page(client.post("/compare", **form({"text": NOON}, {"text": menu})))
    assert "기사를 찾지 못했습니다" in found.xpath("string(//fieldset[@id='a2'])")
    assert found.xpath("string(//fieldset[@id='a2']//textarea)") == menu


# --- what is not known yet ---


def test_an_article_kept_before_takes_on_what_was_not_known_and_nothing_else(client: TestClient[Any]) -> None:
    texts = [f"{text} 다섯." for text in (NOON, EVENING)]
    kept = [client.post("/v1/articles", json={"text": text, **more}).json()["id"] for text, more in zip(
        texts, ({}, {"outlet": "저녁신문"}), strict=True)]  # fmt: skip
    known = {"outlet": "낮신문", "published": "2026-04-15"}
    compared(client, {"text": texts[0], **known}, {"text": texts[1], **known})
    for article, outlet in zip(kept, ("낮신문", "저녁신문"), strict=True):
        found = client.get(f"/v1/articles/{article}").json()
        assert (found["outlet"], found["published"]) == (outlet, "2026-04-15")


# --- history ---


def test_the_history_is_searched_and_says_when_nothing_is_found(client: TestClient[Any]) -> None:
    where = compared(client, {"text": f"{NOON} 솔바람.", "outlet": "솔바람신문"}, {"text": NIGHT})
    found = page(client.get("/history", params={"q": "솔바람"}))
    assert found.xpath("//table//th/a/@href") == [where]
    assert found.xpath("//input[@name='q']/@value") == ["솔바람"]
    nothing = page(client.get("/history", params={"q": "<i>없는말"}))
    assert "<i>없는말" in nothing.xpath("string(//div[contains(@class, 'empty')])")
    assert nothing.xpath("//a[@href='/history']")


def test_the_history_leads_on_and_back(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_ON_A_PAGE", 2)
    for n in range(5):
        compared(client, {"text": f"{NOON} {n}호."}, {"text": f"{EVENING} 책장.", "outlet": "책장신문"})
    pages = [page(client.get("/history?q=책장신문"))]
    while older := pages[-1].xpath("//a[@rel='next']/@href"):
        pages.append(page(client.get(older[0])))
    rows = [each.xpath("//table//th/a/@href") for each in pages]
    assert [len(each) for each in rows] == [2, 2, 1]
    assert not pages[0].xpath("//a[@rel='prev']")
    back = page(client.get(pages[2].xpath("//a[@rel='prev']/@href")[0]))
    assert back.xpath("//table//th/a/@href") == rows[1]
    first = page(client.get(back.xpath("//a[@rel='prev']/@href")[0]))
    assert first.xpath("//table//th/a/@href") == rows[0]
    assert not first.xpath("//a[@rel='prev']")


def test_a_comparison_is_deleted_from_the_history_after_a_second_look(client: TestClient[Any]) -> None:
    where = compared(client, {"text": f"{NOON} 나루.", "outlet": "나루신문"}, {"text": EVENING})
    (ask,) = page(client.get("/history?q=나루신문")).xpath("//table//td/a/@href")
    found = page(client.get(ask))
    assert "나루신문" in found.xpath("string(//main)")
    assert client.get(where).status_code == 200
    (asked,) = found.xpath("//main//form")
    done = page(client.post(asked.get("action"), data=dict(asked.form_values())))
    assert "삭제했습니다" in done.xpath("string(//*[@role='status' and normalize-space()])")
    assert done.xpath("//input[@name='q']/@value") == ["나루신문"]
    assert client.get(where).status_code == 404


def test_a_comparison_of_a_story_is_not_deleted_from_the_history(client: TestClient[Any]) -> None:
    story = client.post("/v1/stories", json={"title": "체육관"}).json()
    ended(client, story["job"])
    row = page(client.get("/history")).xpath(f"//tr[.//a[@href='/reconciliations/{story['reconciliation']}']]")[0]
    assert not row.xpath(".//a[contains(@href, '/delete')]")


# --- review ---


def tools(client: TestClient[Any]) -> str:
    where = compared(client, {"text": NOON, "outlet": "낮신문"}, {"text": EVENING, "outlet": "저녁신문"})
    return str(page(client.get(where)).xpath("//section[@id='conflict']//summary/@hx-get")[0])


def test_without_a_script_claims_are_searched_and_nothing_typed_is_lost(client: TestClient[Any]) -> None:
    entry = tools(client)
    (form_,) = page(client.get(entry)).xpath("//form[@id='review']")
    assert form_.xpath(".//noscript//button[@value='find']")
    own = form_.xpath(".//input[@name='relink']/@value")
    found = page(client.post(entry, data={"action": "find", "q": "체육관", "comment": "전화함", "relink": own[:1]}))
    assert found.xpath("string(//textarea)") == "전화함"
    assert found.xpath("//ul[@class='pick']//input[@checked]/@value") == own[:1]
    others = found.xpath("//ul[@class='pick found']//input/@value")
    assert others
    assert not set(others) & set(own)
    assert not found.xpath("//ul[@class='reviews']")
    picked = [own[0], others[0]]
    again = page(client.post(f"{entry}?lang=en", data={"switch": "1", "comment": "전화함", "relink": picked}))
    assert again.get("lang") == "en"
    assert again.xpath("//ul[@class='pick']//input[@checked]/@value") == picked
    said = page(client.post(entry, data={"action": "relink", "relink": picked}))
    assert said.xpath("//ul[@class='linked']/li")


def test_what_was_done_is_told_to_who_hears_the_page(client: TestClient[Any]) -> None:
    entry = tools(client)
    where = entry.partition("/entries/")[0]
    assert page(client.get(where)).xpath("//*[@id='told' and @role='status']")
    said = client.post(entry, data={"action": "confirm"}, headers=PART).text
    assert 'hx-swap-oob="innerHTML:#told">‘판정 맞음’으로 기록했습니다.' in said
    taken = said.partition('hx-post="/reviews/')[2].partition('"')[0]
    assert "검토를 취소했습니다." in client.post(f"/reviews/{taken}", headers=PART).text


def test_without_a_script_moments_say_their_zone(client: TestClient[Any]) -> None:
    compared(client, {"text": NOON}, {"text": EVENING})
    assert all(time.text_content().endswith(" UTC") for time in page(client.get("/history")).xpath("//time"))


# --- an article that cannot be read ---

FILES = {
    "a PDF": ("a.pdf", b"%PDF-1.7\n\x00\x01", "application/pdf", "media-unsupported"),
    "a picture that calls itself text": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "text/plain", "source-binary"),
    "white space": ("a.txt", b" \n \n", "text/plain", "source-empty"),
    "a page without an article": ("a.html", b"<!doctype html><p>ok</p>", "text/html", "no-article-found"),
    "JSON of something else": ("a.json", b'{"titel": 1}', "application/json", "article-invalid"),
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("what", FILES)
def test_why_a_file_is_no_article_is_told_at_its_field_in_the_language_of_the_page(
    client: TestClient[Any], language: Language, what: str
) -> None:
    name, data, media_type, code = FILES[what]
    given = form({"text": NOON}, {})
    given["files"] = [("file", ("", b"")), ("file", (name, data, media_type))]
    found = page(client.post(f"/compare?lang={language}", **given))
    assert found.xpath("//*[@id='a2-problem']/text()") == [words(language)[f"source.{code}"]]
    assert not found.xpath("//*[@id='a1-problem']")
    assert found.xpath("//*[@aria-invalid]/@name") == ["file"]
    assert words(language)["help.unreadable-article"] not in found.text_content()


def test_an_address_that_is_refused_is_told_at_its_own_field(settings: ServiceSettings, pool: Pool) -> None:
    with TestClient(create_app(settings.model_copy(update={"fetch": True}), pool)) as client:
        client.headers.update(PAGE)
        given = form({"text": NOON}, {})
        given["data"]["address"] = ["", "http://127.0.0.1/gone"]
        found = page(client.post("/compare", **given))
        assert found.xpath("//*[@aria-invalid]/@name") == ["address"]
        assert found.xpath("//*[@aria-invalid]/@aria-describedby") == ["a2-problem"]
        assert words("ko")["help.unreadable-article"] not in found.text_content()


def test_a_comment_without_words_is_told_and_not_kept(client: TestClient[Any]) -> None:
    where = compared(client, {"text": NOON}, {"text": EVENING})
    entry = page(client.get(where)).xpath("//summary/@hx-get")[0]
    told = client.post(entry, data={"action": "comment", "comment": "  "}, headers=PART)
    assert "메모가 비어 있습니다" in told.text and "HX-Retarget" not in told.headers


def test_an_empty_form_of_a_story_says_that_nothing_was_entered(client: TestClient[Any]) -> None:
    where = client.post("/stories", data={"title": "빈 양식"}, follow_redirects=False).headers["location"]
    told = client.post(f"{where}/articles", **form({}), headers=PART).text
    assert "넣은 것이 없습니다" in told and "data-focus" in told


def test_what_is_too_long_is_told_at_once_at_its_article_with_the_limit(settings: ServiceSettings, pool: Pool) -> None:
    with TestClient(create_app(settings.model_copy(update={"max_article_characters": 1500}), pool)) as client:
        client.headers.update(PAGE)
        found = page(client.post("/compare", **form({"text": NOON}, {"text": "가" * 1501})))
        assert "1,500자까지" in found.xpath("string(//*[@id='a2-problem'])")
        assert not client.get("/v1/reconciliations").json()["items"]


def test_a_comparison_that_failed_says_so_and_its_form_comes_back_filled(settings: ServiceSettings, pool: Pool) -> None:
    with TestClient(create_app(settings.model_copy(update={"sync_characters": 1}), pool)) as client:
        client.headers.update(PAGE)
        given = form({"text": NOON, "outlet": "낮신문", "published": "2026-04-15"}, {})
        given["files"] = [("file", ("", b"")), ("file", ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "text/plain"))]
        where = compared(client, given=given)
        ended(client, client.get(f"/v1{where}/record").json()["job"])
        failed = page(client.get(where))
        assert failed.xpath("string(//h1)") == "비교하지 못했습니다"
        assert "기사 2: 글이 아닌 파일입니다" in failed.xpath("string(//section[@id='progress'])")
        row = page(client.get("/history")).xpath("//table//tbody/tr")[0]
        assert "도담군은 14일" in row.xpath("string(th)") and "읽을 수 없는 기사" in row.xpath("string(td)")
        again = page(client.get(failed.xpath("//section[@id='progress']//a/@href")[0]))
        assert again.xpath("string(//*[@id='a1']//textarea)") == NOON
        assert again.xpath("//*[@id='a1']//input[@name='outlet' or @name='published']/@value") == [
            "낮신문", "2026-04-15",
        ]  # fmt: skip
        assert "글이 아닌 파일입니다" in again.xpath("string(//*[@id='a2-problem'])")
        assert "다시 골라야" in again.xpath("string(//form[@id='compare'])")


def test_the_page_has_words_for_every_reason_why_a_source_is_refused() -> None:
    no_page_gives_them = {
        "file-missing",
        "file-is-directory",
        "file-unreadable",
        "knowledge-invalid",
        "override-invalid",
    }
    reasons = {work.refusal(made).code for made in refusals(SourceError)} - no_page_gives_them - {"header-refused"}
    assert {f"source.{reason}" for reason in reasons} <= words("ko").keys()


def refusals(base: type[SourceError]) -> Iterator[SourceError]:
    """One of each class below `base`, whatever its constructor asks for."""
    for kind in base.__subclasses__():
        made = kind.__new__(kind)
        made.problem = made.remedy = "-"
        yield made
        yield from refusals(kind)
