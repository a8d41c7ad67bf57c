"""The web page without a browser: what its forms lead to, in both languages, with a script and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from litestar.testing import TestClient
from lxml.html import HtmlElement, document_fromstring

from reconcile.report.messages import LANGUAGES, MessageError, parse
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.web import routes
from service.web.downloads import DRAWN, FACTS, REPORTS, REVIEWS
from service.web.pages import own_path
from service.web.words import words
from tests.service.test_stories import EVENING, NIGHT, NOON, begun, kept
from tests.service.waiting import ended, until

PAGE = {"Accept": "text/html,application/xhtml+xml", "Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"}
PART = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def client(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("web") / "reconcile.sqlite3"
    settings = ServiceSettings(database=f"sqlite:///{file}", rate=0, max_articles=4)
    with TestClient(create_app(settings, pool)) as made:
        made.headers.update(PAGE)
        yield made


def page(answer: Any, status: int = 200) -> HtmlElement:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    found = document_fromstring(answer.text)
    assert not found.xpath("//script[not(@src) and not(@type='application/json')] | //style | //@style | //@onclick")
    return found


def form(*articles: dict[str, str]) -> dict[str, Any]:
    """A form as a browser sends it: each article has every field, and a file that may have no name."""
    fields = {name: [article.get(name, "") for article in articles] for name in ("text", "outlet", "published")}
    files = [("file", (a.get("name", ""), a.get("file", "").encode(), "text/plain")) for a in articles]
    return {"data": fields, "files": files}


@pytest.fixture(scope="module")
def place(client: TestClient[Any]) -> str:
    """The page of a comparison."""
    given = form({"text": NOON, "outlet": "낮신문"}, {"text": EVENING, "outlet": "저녁신문"})
    answer = client.post("/compare", **given, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_articles_that_are_pasted_are_compared_and_shown_as_a_report(client: TestClient[Any], place: str) -> None:
    found = page(client.get(place))
    assert found.get("lang") == "ko"
    name = found.xpath("string(//h1)")
    assert name.startswith("도담군은 14일") and name.endswith("외 1건")
    assert found.xpath("string(//title)") == f"{name} · Reconcile"
    assert [card.get("data-v") for card in found.xpath("//section[@id='conflict']/article")] == ["conflict"]
    assert found.xpath("count(//details[@class='review'])") >= 2
    assert [link.get("href").rpartition("/")[2] for link in found.xpath("//a[@download]")] == [
        *REPORTS, *FACTS, *(name for name in DRAWN if name != "timeline.svg"), REVIEWS,
    ]  # fmt: skip


def test_a_file_an_empty_field_and_a_third_article_are_taken_as_they_are_meant(client: TestClient[Any]) -> None:
    given = form({"name": "a.txt", "file": NOON}, {}, {"text": NIGHT, "outlet": "밤신문", "published": "2026-04-15"})
    found = page(client.post("/compare", **given))
    assert [strong.text_content() for strong in found.xpath("//ol[starts-with(@class, 'sources')]//strong")][
        1
    ] == "밤신문"


MISTAKES: dict[str, tuple[tuple[dict[str, str], ...], list[int]]] = {
    "one article": (({"text": NOON}, {}), [2]),
    "none": (({}, {}), [1]),
    "an outlet without an article": (({"text": NOON}, {"outlet": "낮신문"}), [2]),
    "text and a file": (({"text": NOON, "name": "a.txt", "file": EVENING}, {"text": EVENING}), [1]),
    "an empty file": (({"text": NOON}, {"name": "a.txt", "file": ""}), [2]),
    "a day that there is not": (({"text": NOON, "published": "2026-13-40"}, {"text": EVENING}), [1]),
}


@pytest.mark.parametrize(("articles", "wrong"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_where_it_is_and_nothing_typed_is_lost(
    client: TestClient[Any], articles: tuple[dict[str, str], ...], wrong: list[int]
) -> None:
    found = page(client.post("/compare", **form(*articles)))
    marked = found.xpath("//*[@aria-invalid='true']/ancestor::fieldset/@id")
    assert marked == [f"a{number}" for number in wrong]
    assert [area.text_content() for area in found.xpath("//textarea")] == [a.get("text", "") for a in articles]
    assert [area.get("value") for area in found.xpath("//input[@name='outlet']")] == [
        a.get("outlet", "") for a in articles
    ]


def test_without_a_script_one_more_article_keeps_what_was_typed(client: TestClient[Any]) -> None:
    given = form({"text": NOON}, {})
    given["data"]["more"] = "1"
    found = page(client.post("/compare", **given))
    assert [area.text_content() for area in found.xpath("//textarea")] == [NOON, "", ""]


def test_too_many_articles_are_refused_with_what_to_do(client: TestClient[Any]) -> None:
    found = page(client.post("/compare", **form(*[{"text": f"{NOON} {n}."} for n in range(5)])))
    assert "기사가 너무 많습니다" in found.xpath("string(//div[contains(@class, 'trouble')])")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_takes_long_shows_its_progress_and_may_be_cancelled(
    client: TestClient[Any], settings: ServiceSettings, pool: Pool
) -> None:
    with TestClient(create_app(settings.model_copy(update={"sync_characters": 1}), pool)) as slow:
        slow.headers.update(PAGE)
        answer = slow.post("/compare", **form({"text": NOON}, {"text": EVENING}), follow_redirects=False)
        where = answer.headers["location"]
        assert slow.post(f"{where}/cancel").status_code == 200
        record = until(
            lambda found: found["status"] in ("done", "cancelled"),
            lambda: slow.get(f"/v1{where}/record").json(),
        )
        part = slow.get(f"{where}/progress", headers=PART)
        assert part.headers["HX-Redirect"] == where
        heading = page(slow.get(where)).xpath("string(//h1)")
        assert "도담군" in heading if record["status"] == "done" else heading == "비교를 취소했습니다"


def entry_of(client: TestClient[Any], place: str) -> str:
    return str(page(client.get(place)).xpath("//section[@id='conflict']//summary/@hx-get")[0])


@pytest.mark.parametrize("headers", [PART, {}], ids=["with a script", "without"])
def test_what_is_said_of_an_entry_stays_and_can_be_taken_back(
    client: TestClient[Any], place: str, headers: dict[str, str]
) -> None:
    entry = entry_of(client, place)
    for action in ("confirm", "reject", "comment"):
        said = client.post(entry, data={"action": action, "comment": f"<b>{action}</b>"}, headers=headers)
        assert f"&lt;b&gt;{action}&lt;/b&gt;" in said.text
    claims = document_fromstring(client.get(entry, headers=headers).text).xpath("//input[@name='relink']/@value")
    client.post(entry, data={"action": "relink", "relink": claims}, headers=headers)
    badges = page(client.get(place)).xpath(f"//summary[@hx-get='{entry}']//span[contains(@class, 'said-')]/@class")
    assert {badge.split()[1] for badge in badges} == {"said-confirm", "said-reject", "said-comment", "said-relink"}
    for take_back in document_fromstring(client.get(entry, headers=headers).text).xpath("//form/@action"):
        if take_back.endswith("/delete"):
            client.post(take_back, headers=headers)
    assert not page(client.get(place)).xpath(f"//summary[@hx-get='{entry}']//span[contains(@class, 'said-')]")


MANY = (
    "별내군은 3일 공연장을 열었다. 공연장 공사에는 62억 원이 들었고 좌석은 420석이다.",
    "별내군은 3일 공연장을 열었다. 공연장 공사에는 67억 원이 들었고 좌석은 420석이다.",
)


def test_what_is_said_of_an_entry_stands_once_and_its_other_comparisons_lead_there(client: TestClient[Any]) -> None:
    answer = client.post("/compare", **form(*({"text": text} for text in MANY)), follow_redirects=False)
    where = answer.headers["location"]
    found = page(client.get(where))
    tools = found.xpath("//summary/@hx-get")
    assert len(tools) == len(set(tools))
    led = found.xpath("//p[contains(@class, 'review-of')]/a/@href")
    assert led and all(found.xpath(f"//*[@id='{to[1:]}']//details[@class='review']") for to in led)
    (entry,) = found.xpath(f"//*[@id='{led[0][1:]}']//details[@class='review']/summary/@hx-get")
    assert "함께 적용됩니다: " in client.get(entry, headers=PART).text


def test_articles_that_have_nothing_in_common_are_told_so(client: TestClient[Any]) -> None:
    one, other = "고래만 등대가 1921년에 세워졌다.", "마루시 축제에 합창단 다섯 팀이 나온다."
    found = page(client.post("/compare", **form({"text": one}, {"text": other})))
    assert "공통된 내용을 찾지 못했습니다" in found.xpath("string(//main)")


def test_enter_in_a_field_of_the_tools_says_nothing_of_the_entry(client: TestClient[Any], place: str) -> None:
    found = document_fromstring(client.get(entry_of(client, place), headers=PART).text)
    first = found.xpath("//form[contains(@action, '/entries/')]//button")[0]
    assert "disabled" in first.attrib  # the button that Enter presses


def test_an_article_that_is_there_is_not_added_again_and_takes_on_what_was_not_known(client: TestClient[Any]) -> None:
    where = client.post("/stories", data={"title": "체육관 둘"}, follow_redirects=False).headers["location"]
    client.post("/v1/articles", json={"text": f"{NOON} 셋."})
    given = {"text": f"{NOON} 셋.", "outlet": "낮신문", "published": "2026-04-15"}
    added, again = (client.post(f"{where}/articles", **form(given), headers=PART).text for _ in range(2))
    assert "추가했습니다" in added
    (article,) = client.get(f"/v1{where}").json()["articles"]
    kept_ = client.get(f"/v1/articles/{article}").json()
    assert (kept_["outlet"], kept_["published"]) == ("낮신문", "2026-04-15")
    assert "추가했습니다" in again or "이미 들어 있습니다" in again


def test_a_review_that_cannot_be_kept_is_told_in_a_part(client: TestClient[Any], place: str) -> None:
    wrong = {"action": "relink", "relink": []}
    answer = client.post(entry_of(client, place), data=wrong, headers=PART)
    # A browser would report any other status of a part as an error of the page.
    assert (answer.status_code, answer.headers["hx-retarget"]) == (200, "#problem")
    assert client.post(entry_of(client, place), data=wrong).status_code == 422
    assert "입력 내용을 확인해 주세요" in answer.text
    assert "<html" not in answer.text


def test_claims_are_found_to_be_linked(client: TestClient[Any], place: str) -> None:
    found = client.get(f"{place}/claims", params={"q": "체육관"}, headers=PART).text
    assert found.count('name="relink"') >= 2
    assert "낮신문" in found
    assert 'name="relink"' not in client.get(f"{place}/claims", params={"q": "없는말"}, headers=PART).text


def test_every_format_is_a_file_to_keep(client: TestClient[Any], place: str) -> None:
    for link in page(client.get(place)).xpath("//a[@download]/@href"):
        answer = client.get(link)
        assert answer.status_code == 200, link
        ident, _, name = link.removeprefix("/reconciliations/").partition("/download/")
        plain, full = answer.headers["content-disposition"].removeprefix("attachment; ").split("; ")
        assert plain == f'filename="reconcile-{ident}.{name}"'
        called = unquote(full.removeprefix("filename*=UTF-8''"))
        assert called.startswith("도담군은-14일") and called.endswith(f"외-1건-{ident}.{name}")
        assert answer.content, link
    for nothing in ("exe", "timeline.svg"):
        assert client.get(f"{place}/download/{nothing}").status_code == 404


def test_the_history_names_comparisons_by_headline_and_whose_articles_they_are(
    client: TestClient[Any], place: str
) -> None:
    client.post("/stories", data={"title": "아직 빈 사건"})
    client.post("/compare", **form({"text": f"{NOON} 넷."}, {"text": f"{EVENING} 넷."}))
    found = page(client.get("/history"))
    assert any(link.text_content().startswith("도담군은 14일") for link in found.xpath("//table//a"))
    (row,) = found.xpath(f"//th[a[@href='{place}']]")
    assert row.xpath("string(a)").startswith("도담군은 14일") and row.xpath("string(a)").endswith("외 1건")
    assert row.xpath("string(span)") == "낮신문, 저녁신문"
    assert "아직 빈 사건" in [link.text_content() for link in found.xpath("//table//a")]


def test_what_is_deleted_is_gone_with_a_way_on(client: TestClient[Any]) -> None:
    answer = client.post("/compare", **form({"text": NOON}, {"text": NIGHT}), follow_redirects=False)
    where = answer.headers["location"]
    assert client.post(f"{where}/delete", follow_redirects=False).headers["location"] == "/history?deleted=true"
    found = page(client.get(where), 404)
    assert found.xpath("//main//a[@href='/history']")


def test_a_story_is_begun_grown_and_taken_from_by_its_page(client: TestClient[Any]) -> None:
    answer = client.post("/stories", data={"title": "도담 체육관"}, follow_redirects=False)
    where = answer.headers["location"]
    for text, outlet in ((NOON, "낮신문"), (EVENING, "저녁신문")):
        added = client.post(f"{where}/articles", **form({"text": text, "outlet": outlet}), headers=PART)
        assert f"‘{outlet}’" in added.text
        ended(client, client.get(f"/v1{where}").json()["job"])
    live = client.get(f"{where}/live", headers=PART).text
    assert "<mark>45억 원</mark>" in live
    assert "<mark>54억 원</mark>" in live
    row = page(client.get("/stories")).xpath(f"string(//tr[.//a[@href='{where}']])")
    assert "불일치 1" in row
    report = page(client.get(f"/reconciliations/{client.get(f'/v1{where}').json()['reconciliation']}"))
    title = "string(//article[contains(@class, 'v-conflict')]/h3)"
    shown = document_fromstring(live)
    assert shown.xpath(title).split() == report.xpath(title).split()
    told = [each.text_content() for each in shown.xpath("//section[@class='side']")]
    assert [outlet in told[at] for at in (0, 1) for outlet in ("낮신문", "저녁신문")].count(True) == 2
    assert all("독립 출처 1곳" in each for each in told)
    again = client.post(f"{where}/articles", **form({"outlet": "새벽방송"}), headers=PART)
    assert 'value="새벽방송"' in again.text
    assert "aria-invalid" in again.text
    found = page(client.get(where))
    client.post(found.xpath("//ol[@class='members']//form/@hx-post")[0], headers=PART)
    assert len(client.get(f"/v1{where}").json()["articles"]) == 1
    assert client.post(f"{where}/delete", follow_redirects=False).headers["location"] == "/stories"


def test_changes_of_a_story_are_paged_without_a_script_and_told_in_utc(client: TestClient[Any]) -> None:
    article = kept(client, NIGHT + "\n\n체육관에는 주차장이 있다.\n", "밤신문")  # a text that no other test keeps
    story = begun(client, article)["id"]
    for method in ("DELETE", "PUT") * 4:
        answer = client.request(method, f"/v1/stories/{story}/articles/{article}")
        ended(client, answer.json()["id"])
    found = page(client.get(f"/stories/{story}"))
    sets = [li.text_content() for li in found.xpath("//ol[@id='sets']/li")]
    assert len(sets) == 8
    assert "기사 추가: 밤신문" in sets[0]
    assert "기사 제외: 밤신문" in sets[1]
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC$", moment.text) for moment in found.xpath("//time"))
    older = page(client.get(found.xpath("string(//div[@id='older']/a/@href)")))
    assert len(older.xpath("//ol[@id='sets']/li")) == 1
    assert not older.xpath("//div[@id='older']/a")
    assert older.xpath(f"//a[@href='/stories/{story}#changes']")


def test_a_comparison_becomes_a_story(client: TestClient[Any], place: str) -> None:
    fields = page(client.get(place)).xpath("//form[@action='/stories']")[0].form_values()
    data = {name: [value for other, value in fields if other == name] for name, _ in fields}
    where = client.post("/stories", data=data, follow_redirects=False).headers["location"]
    assert len(client.get(f"/v1{where}").json()["articles"]) == 2


def test_the_example_is_compared_for_who_has_no_article(client: TestClient[Any]) -> None:
    assert page(client.post("/compare/example")).xpath("count(//section[@id='conflict']/article)") > 0


def test_script_in_an_article_stays_words(client: TestClient[Any]) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    given = form(
        *(
            {"text": f"{text} 김{evil} 군수가 말했다.", "outlet": f'{evil}"{n}'}
            for n, text in enumerate((NOON, EVENING))
        )
    )
    where = client.post("/compare", **given, follow_redirects=False).headers["location"]
    story = begun(client, kept(client, f"{NOON} {evil}", evil), kept(client, f"{EVENING} {evil}", evil))
    for path in (where, "/history", f"/stories/{story['id']}", "/stories"):
        found = page(client.get(path))
        assert not found.xpath("//img | //*[starts-with(name(@*), 'on')]"), path


# --- language ---


def test_the_language_is_the_readers_choice_then_the_browsers(client: TestClient[Any]) -> None:
    for header, language in (
        ("en", "en"),
        ("en-US,ko;q=0.8", "en"),
        ("de,ko;q=0.5,en;q=0.4", "ko"),
        ("", "ko"),
        ("en;q=0", "ko"),
    ):
        assert page(client.get("/", headers={"Accept-Language": header})).get("lang") == language, header
    chosen = client.get("/history?lang=en")
    assert page(chosen).get("lang") == "en"
    assert page(client.get("/history")).get("lang") == "en"
    client.cookies.clear()


def test_both_languages_say_the_same_things() -> None:
    ko, en = (words(language) for language in LANGUAGES)
    assert list(ko) == list(en)
    for code in ko:
        assert set(re.findall(r"\{\W?([a-z]+)", ko[code])) == set(re.findall(r"\{\W?([a-z]+)", en[code])), code
    with pytest.raises(MessageError):
        parse('[a]\nb = "{"')


def test_no_page_is_part_of_the_apis_description(client: TestClient[Any]) -> None:
    described = client.get("/docs/openapi.json").json()["paths"]
    assert not [path for handler in routes.HANDLERS for path in handler.paths if path in described]


@pytest.mark.parametrize(
    ("given", "kept_"),
    [
        ("/history", "/history"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_our_own_pages_alone(given: str, kept_: str) -> None:
    assert own_path(given) == kept_


def test_a_form_that_is_sent_twice_makes_one_thing(client: TestClient[Any]) -> None:
    for path, given in (
        ("/compare", form({"text": f"{NOON} 둘."}, {"text": f"{EVENING} 둘."})),
        ("/stories", {"data": {"title": "두 번"}}),
    ):
        given["data"]["once"] = "m1"
        answers = [client.post(path, **given, follow_redirects=False) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert answers[0].headers["location"] == answers[1].headers["location"]
        given["data"]["title"] = given["data"]["outlet"] = ["다른", "것"][: 1 if path == "/stories" else 2]
        assert client.post(path, **given, follow_redirects=False).headers["location"] != answers[0].headers["location"]


def test_a_form_of_very_many_fields_is_refused(client: TestClient[Any]) -> None:
    body = "text=a&" * 5_000
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/compare", content=body, headers=headers).status_code == 422
    assert client.post("/stories", content="title=x&" + "article=a&" * 5_000, headers=headers).status_code == 422
