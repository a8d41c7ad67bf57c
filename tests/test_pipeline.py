"""The whole run on input at the edge: nothing to read, nothing to compare, too much of one thing."""

from __future__ import annotations

import pytest

from reconcile.pipeline import extract, reconcile
from reconcile.settings import Settings
from schemas.article import Article, Block, article_id
from schemas.reconciliation import NotCompared, Reconciliation
from schemas.validate import validate
from sources import assign_ids, from_text

KOREAN = "새벽항 새 부두의 길이는 412m이고 공사에는 39억원이 들었다. 2025년 2월 11일 다시 문을 연다."
ENGLISH = "The new quay is 412 metres long. It opens again on 11 February 2025."


def article(
    text: str, *, language: str | None = "ko", blocks: tuple[Block, ...] = (), url: str | None = None
) -> Article:
    """An article as a caller of the library may build it."""
    return Article(id=article_id(text, url), url=url, text=text, language=language, blocks=blocks)


def run(*articles: Article) -> Reconciliation:
    document = reconcile(articles)
    validate("reconciliation-1", document.to_json_dict())
    return document


def verdicts(document: Reconciliation) -> set[str]:
    return {c.verdict for e in document.reconciled for c in e.comparisons}


def test_no_articles_give_an_empty_document() -> None:
    document = run()
    assert (document.claims, document.reconciled, document.checks, document.copies) == ((), (), (), ())


def test_who_asks_for_progress_hears_of_articles_and_pairs_and_gets_the_same_document() -> None:
    told: list[tuple[str, int, int]] = []
    articles = [from_text(KOREAN, language="ko"), from_text(ENGLISH, language="en")]
    document = reconcile(articles, on_progress=lambda *step: told.append(step))
    assert document == reconcile(articles)
    steps = list(dict.fromkeys(told))
    each_alone_and_both = [("pairs", done, 3) for done in range(4)]
    assert steps == [("claims", 0, 2), ("claims", 1, 2), ("claims", 2, 2), *each_alone_and_both]


def test_one_article_says_only_what_it_alone_says() -> None:
    document = run(from_text(KOREAN, language="ko"))
    assert document.claims
    assert verdicts(document) == {"unique"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "…", "🌉"])
def test_an_article_without_a_word_makes_no_claims_of_substance(text: str) -> None:
    full = from_text(KOREAN, language="ko")
    document = run(article(text), full)
    alone = run(full)
    assert [e for e in document.reconciled if e.claims[0].startswith(full.id)] == list(alone.reconciled)
    assert not [d for c in document.claims if c.article != full.id for d in c.details]


@pytest.mark.parametrize("language", [None, "und", "fr", "zh-Hant", "x-made-up"])
def test_an_article_in_a_language_without_a_pack_is_named_as_left_out(language: str | None) -> None:
    unread = article("Le pont est long de 412 mètres.", language=language)
    document = run(unread, from_text("새벽항은 다시 문을 연다고 밝혔다.", language="ko"))
    assert not [c for c in document.claims if c.article == unread.id]
    (left_out,) = document.not_compared
    assert left_out.reason == "language_without_pack"
    assert left_out.what == unread.id


@pytest.mark.parametrize("kind", ["furniture", "byline"])
def test_an_article_of_furniture_only_is_named_as_left_out(kind: str) -> None:
    text = "무단 전재 및 재배포 금지 2025"
    silent = article(text, blocks=(Block(kind=kind, start=0, end=len(text)),))  # type: ignore[arg-type]
    document = run(silent, from_text(KOREAN, language="ko"))
    assert not [c for c in document.claims if c.article == silent.id]
    assert [n.reason for n in document.not_compared] == ["furniture_only"]


def test_what_the_caller_left_out_comes_first_among_what_was_not_compared() -> None:
    explanation = run(article("x", language="fr")).not_compared[0].explanation
    unreadable = NotCompared(what="gone.html", reason="unreadable", explanation=explanation)
    document = reconcile([article("x", language="fr")], not_compared=[unreadable])
    assert [n.reason for n in document.not_compared] == ["unreadable", "language_without_pack"]


def test_articles_without_a_date_of_publication_are_compared() -> None:
    one = from_text(f"{KOREAN} 행사는 오는 11일 열린다.", language="ko")
    two = from_text(f"새벽시는 {KOREAN}", language="ko")
    assert one.published is None
    document = run(one, two)
    assert "agreement" in verdicts(document)
    assert "conflict" not in verdicts(document)


def test_a_date_with_an_offset_places_the_day() -> None:
    told = from_text("새벽항은 어제 다시 문을 열었다.", language="ko", published="2025-02-12T00:30:00+09:00")
    (date,) = [d for c in extract(told) for d in c.details if d.kind == "date"]
    assert date.value.start == "2025-02-11"


def test_two_articles_of_equal_text_keep_their_ids_apart_and_agree() -> None:
    text = f"{KOREAN} 시는 이 부두에 주민들을 위한 낚시터도 함께 만든다고 밝혔다."
    document = run(*assign_ids([from_text(text, language="ko"), from_text(text, language="ko")]))
    first, second = (a.id for a in document.articles)
    assert second == f"{first}-2"
    assert document.copies == ((first, second),)
    assert verdicts(document) == {"agreement"}
    for entry in document.reconciled:
        assert len(entry.claims) == 2
        assert {c.independent_sources for c in entry.comparisons} == {1}


def test_two_languages_in_one_run_are_named_where_meaning_is_not_compared() -> None:
    articles = [from_text(KOREAN, language="ko"), from_text(ENGLISH, language="en")]
    document = reconcile(articles, settings=Settings(semantic=False))
    assert "cross_language_without_semantic" in {n.reason for n in document.not_compared}


def test_a_quarter_of_a_megabyte_of_one_sentence_is_read_to_the_end() -> None:
    sentence = "새벽항 새 부두는 조용했다. "
    text = sentence * (250_000 // len(sentence.encode()))
    claims = extract(article(text, blocks=(Block(kind="paragraph", start=0, end=len(text)),)))
    assert len(claims) == text.count(sentence)
    assert claims[-1].end == len(text.rstrip())


def test_a_sentence_that_never_ends_is_one_claim() -> None:
    text = "a very long quay and " * 4_000
    assert len(extract(article(text, language="en"))) == 1


def test_a_long_article_is_compared_with_itself() -> None:
    text = "\n\n".join(f"새벽항 {n}번 부두의 길이는 {400 + n}m이다." for n in range(80))
    document = run(*assign_ids([from_text(text, language="ko"), from_text(text, language="ko")]))
    assert "conflict" not in verdicts(document)
    assert "agreement" in verdicts(document)


def test_an_article_without_blocks_is_one_paragraph() -> None:
    assert [c.text for c in extract(article(KOREAN))] == [
        c.text for c in extract(article(KOREAN, blocks=(Block(kind="paragraph", start=0, end=len(KOREAN)),)))
    ]


def test_without_statements_only_typed_details_are_compared() -> None:
    one, two = from_text(KOREAN, language="ko"), from_text(f"새벽시는 {KOREAN}", language="ko")
    document = reconcile([one, two], settings=Settings(statements=False))
    assert "statement" not in {c.kind for e in document.reconciled for c in e.comparisons}
    assert document.engine.settings == {"statements": False, "semantic": True}


def test_the_document_says_what_made_it() -> None:
    engine = run().engine
    assert set(engine.knowledge) >= {"places", "units", "weights"}
    assert all(k.digest and k.date for k in engine.knowledge.values())
