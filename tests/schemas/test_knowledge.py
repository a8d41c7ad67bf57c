"""Own knowledge as a model: words as readers see them, ids that depend on content, contradictions told."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.knowledge import NOTHING, Alias, OwnKnowledge, OwnPlace
from schemas.validate import InvalidDocument, validate

WHOLE = {
    "date": "2026-03-01",
    "byline": ["글 .+"],
    "furniture": ["이웃 소식"],
    "alias": [{"kind": "organisation", "name": "한솔시설공단", "aliases": ["한시공"]}],
    "place": [{"name": "해솔못", "inside": "수성구"}, {"name": "해솔못", "inside": "달서구"}],
    "counter": [{"unit": "berth", "words": ["선석"]}, {"unit": "berth", "words": ["berth", "berths"]}],
    "outlet": [{"name": "단비", "aliases": ["단비뉴스룸"]}],
}


def test_a_whole_file_fits_model_and_published_schema() -> None:
    validate("knowledge-1", WHOLE)
    own = OwnKnowledge.model_validate(WHOLE)
    assert hash(own) == hash(OwnKnowledge.model_validate(WHOLE)) and own != NOTHING


@pytest.mark.parametrize("more", [{"aliases": []}, {"place": [{"name": "해솔못", "insde": "수성구"}]}])
def test_the_published_schema_refuses_unknown_keys(more: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        validate("knowledge-1", WHOLE | more)


def test_words_are_kept_as_readers_see_them() -> None:
    written = unicodedata.normalize("NFD", "  한솔   시설공단 ")
    assert Alias(kind="organisation", name=written, aliases=("한시공",)).name == "한솔 시설공단"


def test_ids_depend_on_content_and_a_given_id_wins() -> None:
    one, other = OwnPlace(name="해솔못", inside="수성구"), OwnPlace(name="해솔못", inside="달서구")
    assert one.key == OwnPlace(name="해솔못", inside="수성구", aliases=("해솔",)).key != other.key
    assert one.key.startswith("OWN-")
    assert OwnPlace(name="강남권", id="KR-L1168000000").key == "KR-L1168000000"
    person, body = (Alias(kind=kind, name="한솔", aliases=("솔솔",)) for kind in ("person", "organisation"))
    assert person.key != body.key


def test_the_digest_tells_contents_apart() -> None:
    own = OwnKnowledge.model_validate(WHOLE)
    assert own.digest == OwnKnowledge.model_validate(WHOLE).digest
    assert own.digest != own.model_copy(update={"date": None}).digest


CONTRADICTIONS = {
    "one alias for two names": (
        {"alias": [{"kind": "person", "name": n, "aliases": ["도도"]} for n in ("도하람", "도하늘")]},
        "alias 2, aliases 1: '도도' names '도하람' already",
    ),
    "a name that is another's alias": (
        {"outlet": [{"name": "단비", "aliases": ["DANBI"]}, {"name": "Danbi"}]},
        "outlet 2, name: 'Danbi' names '단비' already",
    ),
    "one name twice": ({"outlet": [{"name": "단비"}, {"name": "단비"}]}, "outlet 2, name: '단비' is entry 1 already"),
    "one place twice": ({"place": [{"name": "해솔못"}, {"name": "해솔못"}]}, "place 2, name"),
    "one id for two places": (
        {"place": [{"name": n, "id": "OWN-1"} for n in ("달못", "별못")]},
        "place 2, id: 'OWN-1' stands here twice",
    ),
    "one word for two counters": (
        {"counter": [{"unit": u, "words": ["선석"]} for u in ("berth", "slip")]},
        "counter 2, words 1: '선석' counts berth already, and here slip",
    ),
    "one line twice": ({"furniture": ["이웃 소식", "이웃  소식"]}, "furniture 2: '이웃 소식' stands here twice"),
}


@pytest.mark.parametrize(("table", "says"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_contradicts_itself_is_refused(table: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=r".") as refused:
        OwnKnowledge.model_validate(table)
    assert says in str(refused.value)


TOO_COMMON = ["은", "a", "12", "!!", "  "]


@pytest.mark.parametrize("word", TOO_COMMON)
def test_a_word_that_would_be_found_everywhere_is_refused(word: str) -> None:
    with pytest.raises(ValidationError):
        Alias(kind="person", name="도하람", aliases=(word,))


def test_one_ideograph_may_be_a_name() -> None:
    assert Alias(kind="person", name="도하람", aliases=("都",)).aliases == ("都",)


@pytest.mark.parametrize("word", ["3선석", "100", "…"])
def test_a_counter_word_is_a_word_without_its_number(word: str) -> None:
    with pytest.raises(ValidationError):
        OwnKnowledge.model_validate({"counter": [{"unit": "berth", "words": [word]}]})
