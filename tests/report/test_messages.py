"""Wordings: the same codes and parameters in both languages, and particles that fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.alignment.weights import weights
from reconcile.report import messages
from reconcile.report.messages import LANGUAGES, MessageError, codes, parse, placeholders, render
from reconcile.report.particles import PARTICLES, last_sound, with_particle
from reconcile.report.values import level_name
from schemas.reconciliation import RELATIONS, CheckKind, Verdict

PARAMS = {name: name for code in codes() for name in placeholders(code)}


def test_both_languages_have_the_same_codes_in_the_same_order() -> None:
    assert list(messages.messages("ko")) == list(messages.messages("en"))


@pytest.mark.parametrize("code", messages.messages("en"))
def test_a_code_takes_the_same_parameters_in_both_languages(code: str) -> None:
    assert placeholders(code, "ko") == placeholders(code, "en")


@pytest.mark.parametrize("code", codes())
def test_every_reason_renders_to_one_line_without_a_brace(code: str) -> None:
    explanation = render(code, PARAMS, strict=True)
    for language in LANGUAGES:
        said = getattr(explanation, language)
        assert said and "{" not in said and "\n" not in said


@pytest.mark.parametrize("verdict", ["agreement", "conflict", "update"])
def test_every_relation_has_a_wording_and_a_label(verdict: Verdict) -> None:
    # The statement of impossible containment needs no value of a second article, so its code is its relation too.
    assert {f"{verdict}.{relation}" for relation in RELATIONS[verdict]} <= set(codes())
    for relation in RELATIONS[verdict]:
        assert f"label.relation.{relation}" in messages.messages("ko")


@pytest.mark.parametrize("kind", CheckKind.__args__)  # type: ignore[attr-defined]
@pytest.mark.parametrize("outcome", ["consistent", "inconsistent", "not_run"])
def test_every_check_says_every_outcome(kind: str, outcome: str) -> None:
    assert f"check.{kind}.{outcome}" in codes()


def test_every_level_that_has_a_weight_has_a_name() -> None:
    tables = [getattr(t, kind) for t in (weights(), weights().differing) for kind in ("figure", "dates", "place")]
    found = {(feature, level) for table in tables for feature, levels in table.items() for level in levels}
    found |= {("prior", "agreeing"), ("prior", "differing")}
    assert [step for step in sorted(found) if level_name("ko", *step) == step[1].replace("_", " ")] == []


def test_a_level_is_named_by_its_parts_and_an_unknown_one_by_itself() -> None:
    assert level_name("en", "value", "equal_three") == "equal (three digits or more)"
    assert level_name("ko", "value", "contained_far_now") == "한쪽이 포함함 (차이가 큼) (보도 무렵)"
    assert level_name("en", "value", "none_such") == "none such"


def test_a_missing_parameter_is_an_error_in_tests_and_an_ellipsis_in_reports() -> None:
    with pytest.raises(MessageError, match="needs the parameter 'b'"):
        render("conflict.different", {"a": "1명"}, strict=True)
    assert render("conflict.different", {"a": "1명"}).en == "The values differ: ‘1명’ against ‘…’."


def test_an_unknown_code_is_an_error_in_tests_and_shown_in_reports() -> None:
    with pytest.raises(MessageError, match="no message"):
        render("conflict.nonesuch", {}, strict=True)
    assert render("conflict.nonesuch", {}).ko == "conflict.nonesuch"


@pytest.mark.parametrize(
    "broken",
    ['[a]\nb = "{x|은}"', '[a]\nb = "{X}"', '[a]\nb = "{"', "[a]\nb = 1", '[a]\nb = ""', '[a]\nb = "{x|한글}"'],
)
def test_a_message_out_of_form_is_refused(broken: str) -> None:
    with pytest.raises(MessageError):
        parse(broken)


def test_a_list_is_joined_and_the_particle_follows_its_last_item() -> None:
    said = render("conflict.different", {"a": "5명", "b": ("6명", "7대")}, strict=True)
    assert said.ko == "다음 값이 다릅니다: ‘5명’과 ‘6명’, ‘7대’."


PARTICLE_CASES = [
    ("서울", "은는", "서울은"),
    ("서울", "으로", "서울로"),
    ("부산", "으로", "부산으로"),
    ("대구", "이가", "대구가"),
    ("3", "이가", "3이"),
    ("2", "을를", "2를"),
    ("1", "으로", "1로"),
    ("6", "으로", "6으로"),
    ("100", "과와", "100과"),
    ("39.6%", "은는", "39.6%는"),
    ("270,000㎡", "을를", "270,000㎡를"),
    ("30㎏", "이가", "30㎏이"),
    ("18℃", "은는", "18℃는"),
    ("KAIST", "은는", "KAIST는"),
    ("한국과학기술원(KAIST)", "이가", "한국과학기술원(KAIST)이"),
    ("(사)", "은는", "(사)는"),
    ("‘12명’", "과와", "‘12명’과"),
    ("“그렇다.”", "은는", "“그렇다.”는"),
    ("LG", "이가", "LG가"),
    ("FM", "을를", "FM을"),
    ("YTN", "은는", "YTN은"),
    ("Seoul", "으로", "Seoul로"),
    ("London", "으로", "London으로"),
    ("5000억 원", "이라", "5000억 원이라"),
    ("美", "과와", "美와"),
    ("…", "은는", "…는"),
    ("", "은는", "는"),
]


@pytest.mark.parametrize(("word", "markup", "shown"), PARTICLE_CASES)
def test_particle_fits_the_last_sound(word: str, markup: str, shown: str) -> None:
    assert with_particle(word, markup) == shown


@given(st.text(max_size=30), st.sampled_from(sorted(PARTICLES)))
def test_any_text_takes_one_of_the_two_forms(word: str, markup: str) -> None:
    said = with_particle(word, markup)
    assert said.startswith(word) and said[len(word) :] in PARTICLES[markup]


@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3))
def test_a_syllable_sounds_the_same_composed_and_decomposed(syllable: str) -> None:
    import unicodedata

    assert last_sound(syllable) == last_sound(unicodedata.normalize("NFD", syllable))


@given(st.dictionaries(st.sampled_from(sorted(PARAMS)), st.text(max_size=20)), st.sampled_from(codes()))
def test_a_report_never_fails_for_a_parameter(params: dict[str, str], code: str) -> None:
    assert render(code, params).ko


@pytest.mark.parametrize(
    "code", [c for c in messages.messages("en") if c.startswith("report.") and "count" in placeholders(c)]
)
def test_one_of_a_thing_is_no_plural(code: str) -> None:
    given = PARAMS | {"count": 1}
    assert not re.search(r"\b1 (?:more )?(?!more)[a-z]{2,}s\b|\b1 more are\b", messages.text("en", code, given))


@pytest.mark.parametrize(
    ("params", "ko", "en"),
    [
        ({"changes": ()}, "인용문의 뜻이 서로 반대입니다.", "One quote says the opposite of the other."),
        (
            {"changes": ("갔다. → 왔다.",)},
            "인용문의 뜻이 서로 반대입니다: 갔다. → 왔다.",
            "One quote says the opposite of the other: 갔다. → 왔다.",
        ),
    ],
)
def test_a_sentence_is_ended_once_and_nothing_follows_a_colon_that_has_nothing(
    params: dict[str, tuple[str, ...]], ko: str, en: str
) -> None:
    said = render("conflict.altered_quote_polarity", params, strict=True)
    assert (said.ko, said.en) == (ko, en)
