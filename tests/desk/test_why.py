"""`why` tells, from the stages themselves, what brought two passages together or kept them apart."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest

import sources
from reconcile.alignment.statements import Refusal
from reconcile.claims.mention import Mention
from reconcile.desk.stages import Stages
from reconcile.desk.why import told_bits, why
from reconcile.pipeline import reconcile
from reconcile.report import why_text
from reconcile.report.messages import LANGUAGES, messages
from reconcile.settings import Settings
from schemas.article import Article
from schemas.knowledge import NOTHING
from schemas.validate import validate
from schemas.why import PassagePair, Why

DEMO = Path(__file__).parents[2] / "reconcile" / "demo"
MORNING = sources.from_text(
    "해솔시 도서관 신축\n해솔시는 도서관 신축에 45억 원을 투입한다고 밝혔다. 새 도서관에는 열람석 320석이 놓인다.\n"
)
EVENING = sources.from_text(
    "도서관 짓는 해솔시\n해솔시는 도서관 신축에 54억 원을 쓴다고 밝혔다."
    " 지난해 해솔시 인구는 8만1천 명이다. 주민들은 소식을 반겼다.\n"
)
FAR = sources.from_text(
    "Ferry runs late\nThe evening ferry to Marlow left forty minutes late after a gull nested in its horn.\n"
)


def ask(first: tuple[Article, str], second: tuple[Article, str], *others: Article) -> Why:
    """Why the words of one article and those of another met or did not."""
    articles = list({a.id: a for a in (first[0], second[0], *others)}.values())
    places = [(a.id, a.text.index(words), a.text.index(words) + len(words)) for a, words in (first, second)]
    return why(articles, *places)  # type: ignore[arg-type]


def pair(found: Why, first: str, second: str) -> PassagePair:
    one, two = found.passages
    (only,) = [p for p in found.pairs if one.details[p.first].text == first and two.details[p.second].text == second]
    return only


def codes(found: PassagePair) -> list[str]:
    return [step.reason.code for step in found.steps]


def test_a_pair_that_met_names_its_bits_the_threshold_and_the_comparison() -> None:
    found = ask((MORNING, "45억 원"), (EVENING, "54억 원"))
    met = pair(found, "45억 원", "54억 원")
    assert found.together and met.together and met.standing == "different"
    assert met.threshold is not None and met.bits is not None and met.bits >= met.threshold
    assert abs(sum(w.bits for w in met.weights) - met.bits) < 0.01
    assert codes(met) == ["why.values.different", "why.enough", "why.together.conflict"]
    document = reconcile([MORNING, EVENING])
    known = [c for e in document.reconciled for c in e.comparisons]
    assert found.comparisons and all(c in known for c in found.comparisons)


ECHO = "해솔시 도서관 이용 안내\n해솔시 도서관은 기증받은 책 73상자를 {}까지 모두 서가에 꽂기로 했다.\n"


def test_a_clause_told_word_for_word_but_for_one_value_is_named_as_that() -> None:
    one, other = (sources.from_text(ECHO.format(until), published="2026-03-12") for until in ("오는 5월", "오는 7월"))
    met = pair(ask((one, "오는 5월"), (other, "오는 7월")), "오는 5월", "오는 7월")
    assert met.together and met.standing == "different" and met.threshold is None
    assert codes(met) == ["why.values.different", "why.echo", "why.together.conflict"]


def test_an_echo_is_the_better_partner_of_a_value_that_stands_elsewhere_too() -> None:
    vote = "해솔시 의원 {} 명은 도서관을 새로 짓는 데 반대했다. 시민 두 명은 방청석을 끝까지 지켰다."
    one, other = (sources.from_text(vote.format(count), published="2026-03-12") for count in ("네", "두"))
    apart = pair(ask((one, "시민 두 명"), (other, "의원 두 명")), "두 명", "두 명")
    assert not apart.together and "why.better_partner" in codes(apart)


def test_a_pair_that_did_not_meet_says_what_kept_it_apart() -> None:
    found = ask((MORNING, "320석"), (EVENING, "8만1천 명"))
    apart = pair(found, "320석", "8만1천 명")
    assert not found.together and not apart.together
    assert codes(apart)[-1] == "why.apart" and len(codes(apart)) > 1
    assert any(step.holds is False for step in apart.steps[:-1])


@pytest.mark.parametrize(
    ("bits", "threshold", "told"),
    [(3.44, -0.5, 3.4), (-0.04, -1.5, 0.0), (-0.52, -0.5, -0.52), (-0.4999, -0.5, -0.5), (-0.50001, -0.5, -0.50001)],
)
def test_bits_are_told_short_on_their_side_of_the_threshold_and_nothing_has_no_sign(
    bits: float, threshold: float, told: float
) -> None:
    assert repr(told_bits(bits, threshold)) == repr(told)


def test_every_name_of_a_refusal_has_words() -> None:
    for code in get_args(Refusal):
        assert all(f"why.refusal.{code}" in messages(language) for language in LANGUAGES)


def test_every_feature_that_is_weighed_has_a_name_for_readers() -> None:
    def features(table: dict[str, Any]) -> set[str]:
        """The tables that hold levels, by their names."""
        inner = {name: value for name, value in table.items() if isinstance(value, dict)}
        leaves = {name for name, value in inner.items() if not any(isinstance(v, dict) for v in value.values())}
        return leaves.union(*(features(value) for value in inner.values()))

    weights = tomllib.loads((resources.files("reconcile.alignment") / "weights.toml").read_text(encoding="utf-8"))
    named = {code.removeprefix("label.feature.") for code in messages("en") if code.startswith("label.feature.")}
    assert features(weights) - named == set()


def test_statements_that_did_not_meet_name_the_rule() -> None:
    found = ask((MORNING, "투입한다고 밝혔다"), (EVENING, "반겼다"))
    (statements,) = [p for p in found.pairs if found.passages[0].details[p.first].kind == "statement"]
    refused, end = codes(statements)[1:]
    assert refused.startswith("why.refusal.") and end == "why.apart"


def test_articles_on_two_events_are_told_before_any_pair() -> None:
    found = ask((MORNING, "45억 원"), (FAR, "forty minutes"))
    assert [s.reason.code for s in found.steps] == ["why.other_event"] and not found.pairs


def test_passages_without_a_common_kind_are_told() -> None:
    found = ask((MORNING, "45억 원"), (EVENING, "지난해"))
    assert found.steps[-1].reason.code == "why.no_common_kind" and not found.pairs


def test_a_passage_between_details_is_asked_about_those_of_its_claim() -> None:
    found = ask((MORNING, "신축에"), (EVENING, "54억 원"))
    assert "45억 원" in {d.text for d in found.passages[0].details}


def test_a_passage_that_is_no_statement_is_told() -> None:
    article = sources.read(DEMO / "1.txt")
    found = ask((article, "송고시간"), (sources.read(DEMO / "2.txt"), "15분"))
    assert found.steps[0].reason.code == "why.no_claim" and found.steps[0].holds is False


def test_two_passages_of_one_article_are_asked_about_within_it() -> None:
    found = ask((MORNING, "45억 원"), (MORNING, "320석"), EVENING)
    assert [s.reason.code for s in found.steps] == ["why.one_article"]
    assert not found.together and found.pairs


def test_a_passage_is_no_pair_with_itself() -> None:
    assert not ask((MORNING, "45억 원"), (MORNING, "45억 원"), EVENING).pairs


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 9999), (-1, 4)])
def test_a_passage_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="has no characters"):
        why([MORNING, EVENING], (MORNING.id, start, end), (EVENING.id, 0, 4))


def test_a_passage_of_an_unknown_article_is_refused() -> None:
    with pytest.raises(ValueError, match="no article has the id"):
        why([MORNING, EVENING], ("a000000000000", 0, 4), (EVENING.id, 0, 4))


@pytest.fixture(scope="module")
def demo() -> Why:
    articles = [sources.read(DEMO / name) for name in ("1.txt", "2.txt", "3.html", "4.txt")]
    return why(articles, *((a.id, 0, len(a.text)) for a in articles[:2]))  # type: ignore[arg-type]


def test_the_answer_follows_its_published_schema(demo: Why) -> None:
    validate("why-1", demo.to_json_dict())


def test_together_is_what_the_document_says_for_every_pair(demo: Why) -> None:
    one, two = demo.passages
    for found in demo.pairs:
        a, b = one.details[found.first], two.details[found.second]
        assert a.kind == b.kind
        assert found.together == (a.comparison is not None and a.comparison == b.comparison)
        assert found.steps[-1].holds is found.together
        if not found.together:
            assert any(step.holds is False for step in found.steps[:-1]), (a.text, b.text)


def test_the_stages_weigh_as_the_document_does() -> None:
    articles = sources.assign_ids([sources.read(DEMO / name) for name in ("1.txt", "2.txt", "3.html", "4.txt")])
    stages = Stages(articles, NOTHING, Settings())
    of_claim: dict[str, list[Mention]] = {}
    for mention in stages.mentions:
        of_claim.setdefault(mention.claim, []).append(mention)
    told: dict[tuple[str, str, str], list[tuple[str, str, float]]] = {}
    for entry in reconcile(articles).reconciled:
        for step in entry.because:
            told.setdefault((entry.id, *step.between), []).append((step.feature, step.level, step.bits))
    assert told
    for (_, one, two), steps in told.items():
        weighed = [
            [(s.feature, s.level, round(s.bits, 3)) for s in stages.score(a, b).steps]
            for a in of_claim[one]
            for b in of_claim[two]
            if a.detail.kind == b.detail.kind
        ]
        assert steps in weighed, (one, two)


def test_every_step_has_its_words_in_both_languages(demo: Why) -> None:
    for step in (*demo.steps, *(s for p in demo.pairs for s in p.steps)):
        assert step.explanation.ko != step.reason.code and "…" not in step.explanation.en
        assert step.explanation.en != step.reason.code


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_report_names_passages_pairs_and_ends(demo: Why, language: str) -> None:
    shown = why_text.render(demo, language=language, names={demo.passages[0].article: "1.txt"})  # type: ignore[arg-type]
    assert "1.txt 1:1" in shown and "→" in shown and "1. " in shown
    assert why_text.render(demo, language=language) == why_text.render(demo, language=language)  # type: ignore[arg-type]
