"""Places by name, containment, and chains that cannot be."""

from __future__ import annotations

import pytest

from reconcile.knowledge.gazetteer import Gazetteer, UnknownContainer
from schemas.knowledge import OwnPlace

GAZETTEER = Gazetteer.load()

CHAINS = [
    # names, consistent, id of the innermost, names of the true containers
    (["서초구", "양재동"], True, "KR-L1165010200", []),
    (["강남구", "양재동"], False, "KR-L1165010200", ["서초구"]),
    (["서울", "강남구", "양재동"], False, "KR-L1165010200", ["서초구"]),
    (["부산", "남구", "전포동"], False, "KR-L2623010200", ["부산진구"]),
    (["부산", "부산진구", "전포동"], True, "KR-L2623010200", []),
    (["강남구", "신사동"], True, "KR-L1168010700", []),
    (["은평구", "신사동"], True, "KR-L1138010900", []),
    (["관악구", "신사동"], True, "KR-A1162068500", []),
    (["서초구", "신사동"], False, None, ["은평구", "관악구", "강남구"]),
    (["경북", "군위군"], True, "KR-L2772000000", []),
    (["대구", "군위군"], True, "KR-L2772000000", []),
    (["인천", "남구", "주안동"], True, "KR-L2817710500", []),
    (["경기", "광주"], True, "KR-L4161000000", []),
    (["광주", "북구"], True, "KR-L2917000000", []),
    (["미국", "조지아주", "롬"], True, "GN-4219762", []),
    (["Georgia", "Richmond County"], True, "FIPS-13245", []),
    (["강남구", "이름없는동"], True, None, []),
    (["이름없는구", "양재동"], True, "KR-L1165010200", []),
]


@pytest.mark.parametrize(("names", "consistent", "innermost", "containers"), CHAINS)
def test_a_chain_is_impossible_only_when_no_container_of_the_name_holds_it(
    names: list[str], consistent: bool, innermost: str | None, containers: list[str]
) -> None:
    check = GAZETTEER.check_chain(names)
    assert check.consistent is consistent
    if innermost is not None or consistent:
        assert check.ids[-1] == innermost
    assert sorted(place.name for place in check.containers) == sorted(containers)
    assert GAZETTEER.resolve_chain(names) == check.ids


FORMER = [
    ("강원도", "KR-L5100000000"),
    ("전라북도", "KR-L5200000000"),
    ("부산직할시", "KR-L2600000000"),
    ("청원군", "KR-L4311000000"),
]


@pytest.mark.parametrize(("name", "id_"), FORMER)
def test_a_former_name_leads_to_the_place_in_force(name: str, id_: str) -> None:
    assert [place.id for place in GAZETTEER.lookup(name)] == [id_]


SHORT = [
    ("서울", "KR-L1100000000"),
    ("대전시", "KR-L3000000000"),
    ("충북", "KR-L4300000000"),
    ("경남", "KR-L4800000000"),
    ("Cheongju", "KR-L4311000000"),
    ("Gangneung", "KR-L5115000000"),
]


@pytest.mark.parametrize(("name", "id_"), SHORT)
def test_short_and_romanised_names_are_known(name: str, id_: str) -> None:
    assert GAZETTEER.lookup(name)[0].id == id_


def test_namesakes_come_outer_level_first_and_larger_first() -> None:
    assert [place.level for place in GAZETTEER.lookup("Georgia")][:2] == ["country", "region"]
    populations = [place.population for place in GAZETTEER.lookup("Manchester") if place.level == "city"]
    assert populations == sorted(populations, reverse=True)


def test_a_path_runs_inwards_and_leaves_the_country_out_in_korea_only() -> None:
    assert GAZETTEER.path("KR-L1165010200") == ("서울특별시", "서초구", "양재동")
    assert GAZETTEER.path("GN-4219762") == ("United States", "Georgia", "Rome")
    assert GAZETTEER.ancestors("KR-L1165010200") == ("KR-L1165000000", "KR-L1100000000", "ISO-KR")


def test_containment_knows_the_time_before_a_change_only_when_asked() -> None:
    assert GAZETTEER.contains("KR-L2700000000", "KR-L2772025000")
    assert not GAZETTEER.contains("KR-L4700000000", "KR-L2772025000")
    assert GAZETTEER.contains("KR-L4700000000", "KR-L2772025000", former=True)


def test_an_unknown_id_or_name_is_told() -> None:
    assert GAZETTEER.get("KR-L0000000000") is None
    assert GAZETTEER.lookup("이름없는동") == ()
    with pytest.raises(KeyError):
        GAZETTEER.place("KR-L0000000000")


def test_the_version_names_the_data() -> None:
    assert len(GAZETTEER.digest()) == 64
    assert GAZETTEER.date() == "2026-03-01"


def test_own_places_lie_in_known_ones_and_in_each_other_whatever_their_order() -> None:
    hall = OwnPlace(name="가람홀", inside="솔숲동", level="facility")
    grove = OwnPlace(name="솔숲동", inside="서울 서초구", level="neighbourhood")
    known = Gazetteer.load((hall, grove))
    assert known.path(hall.key) == ("서울특별시", "서초구", "솔숲동", "가람홀")
    assert known.contains("KR-L1165000000", hall.key)
    assert known.source(hall.key) == "own knowledge"
    assert known.digest() != GAZETTEER.digest()
    assert GAZETTEER.get(hall.key) is None


@pytest.mark.parametrize(("inside", "several"), [("없는구", False), ("중구", True)])
def test_an_own_place_inside_no_place_or_several_is_an_error(inside: str, several: bool) -> None:
    with pytest.raises(UnknownContainer, match=inside) as caught:
        Gazetteer.load((OwnPlace(name="가람홀", inside=inside),))
    assert (caught.value.place, caught.value.inside) == ("가람홀", inside)
    assert bool(caught.value.found) is several


def test_a_town_may_lie_in_any_county_of_its_region_but_is_said_to_lie_in_none() -> None:
    check = GAZETTEER.check_chain(["Northumberland", "Blyth"])
    assert check.consistent
    assert not GAZETTEER.contains("AREA-GB-ENG-NORTHUMBERLAND", check.ids[-1] or "")
