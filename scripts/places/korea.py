"""Districts of Korea, from the legal and administrative district tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from scripts.places.romanise import english_of_district, romanise
from scripts.places.row import Row
from scripts.places.workbook import sheet_rows

# Regions that were renamed or raised: former name -> name in force.
REGION_SUCCESSOR = {
    "강원도": "강원특별자치도", "전라북도": "전북특별자치도", "제주도": "제주특별자치도", "부산직할시": "부산광역시",
    "대구직할시": "대구광역시", "인천직할시": "인천광역시", "광주직할시": "광주광역시", "대전직할시": "대전광역시",
}  # fmt: skip
# Municipalities whose name went with a merger or a renaming: (region in force, former name) -> successor.
CITY_SUCCESSOR = {
    ("인천광역시", "남구"): "미추홀구", ("충청북도", "청원군"): "청주시", ("경상남도", "마산시"): "창원시",
    ("경상남도", "진해시"): "창원시", ("경상남도", "충무시"): "통영시", ("경상남도", "통영군"): "통영시",
    ("경상남도", "장승포시"): "거제시", ("경상남도", "삼천포시"): "사천시", ("경상북도", "점촌시"): "문경시",
    ("전북특별자치도", "이리시"): "익산시", ("전북특별자치도", "익산군"): "익산시",
    ("전북특별자치도", "정주시"): "정읍시", ("전라남도", "여천시"): "여수시", ("전라남도", "여천군"): "여수시",
    ("전라남도", "동광양시"): "광양시", ("전라남도", "승주군"): "순천시", ("충청남도", "대천시"): "보령시",
    ("충청남도", "온양시"): "아산시", ("경기도", "송탄시"): "평택시", ("제주특별자치도", "북제주군"): "제주시",
    ("제주특별자치도", "남제주군"): "서귀포시", ("강원특별자치도", "명주군"): "강릉시",
}  # fmt: skip
REGION_SHORT = {
    "서울특별시": "서울|서울시", "부산광역시": "부산|부산시", "대구광역시": "대구|대구시",
    "인천광역시": "인천|인천시", "광주광역시": "광주|광주시", "대전광역시": "대전|대전시",
    "울산광역시": "울산|울산시", "세종특별자치시": "세종|세종시", "경기도": "경기",
    "강원특별자치도": "강원", "충청북도": "충북|충북도", "충청남도": "충남|충남도",
    "전북특별자치도": "전북|전북도", "전라남도": "전남|전남도", "경상북도": "경북|경북도",
    "경상남도": "경남|경남도", "제주특별자치도": "제주|제주도",
}  # fmt: skip
REGION_ENGLISH = {
    "경기도": "Gyeonggi|Gyeonggi Province", "강원특별자치도": "Gangwon|Gangwon Province",
    "충청북도": "North Chungcheong|North Chungcheong Province|Chungbuk",
    "충청남도": "South Chungcheong|South Chungcheong Province|Chungnam",
    "전북특별자치도": "North Jeolla|North Jeolla Province|Jeonbuk",
    "전라남도": "South Jeolla|South Jeolla Province|Jeonnam",
    "경상북도": "North Gyeongsang|North Gyeongsang Province|Gyeongbuk",
    "경상남도": "South Gyeongsang|South Gyeongsang Province|Gyeongnam",
    "제주특별자치도": "Jeju|Jeju Island|Jeju Province",
}  # fmt: skip


def level_of(name: str, parent: str) -> str:
    if parent == "ISO-KR":
        return "region"
    by_suffix = {"시": "city", "군": "county", "구": "district"}
    return by_suffix.get(name[-1], "neighbourhood")


def korea(folder: Path) -> list[Row]:
    """Legal and administrative districts in force, with the former names and containers of municipalities."""
    (current,) = folder.glob("KIKcd_B.*.csv")
    (mixed,) = folder.glob("KIKmix.*.xlsx")
    everything = folder / "법정동코드 전체자료.txt"
    rows: dict[str, Row] = {}
    by_path: dict[str, Row] = {}
    for line in current.read_text("utf-8").splitlines():
        code, full, _ = line.split(",")
        *outer, name = full.split(" ")
        if name.endswith(("출장소", "출장")):  # a branch office, not a district
            continue
        if outer and outer[-1].endswith(("읍", "면")):  # 리
            continue
        parent = by_path[" ".join(outer)].id if outer else "ISO-KR"
        level = level_of(name, parent)
        row = Row(f"KR-L{code}", parent, level, [name], [])
        if level == "region":
            short = REGION_SHORT[name].split("|")
            row.ko += short
            row.en = (REGION_ENGLISH.get(name) or romanise(short[0])).split("|")
        else:
            row.en = english_of_district(name)
            if level in ("city", "county") and len(name) > 2:
                row.ko.append(name[:-1])
        if (same := by_path.get(full)) is not None:  # Sejong is a region and its only municipality under one name
            row.former_codes.append(rows.pop(same.id).id.removeprefix("KR-L"))
        rows[row.id] = by_path[full] = row
    add_administrative(mixed, rows, by_path)
    add_collective(rows.values())
    add_former(everything, by_path)
    return sorted(rows.values(), key=lambda row: row.id)


def add_administrative(workbook: Path, rows: dict[str, Row], by_path: dict[str, Row]) -> None:
    """Administrative 동 that no legal district of the same municipality is called by."""
    for cells in list(sheet_rows(workbook))[1:]:
        code, region, city, name = (cells.get(letter, "") for letter in "ABCD")
        if not name or cells.get("H"):
            continue
        outer = f"{region} {city}".strip()
        if f"{outer} {name}" in by_path or f"KR-A{code}" in rows or outer not in by_path:
            continue
        if not name.endswith(("동", "읍", "면", "가", "로")):  # branch offices (출장소)
            continue
        english = [*english_of_district(name)]
        names = list(dict.fromkeys((re.sub(r"제(?=[\d.·]+동$)", "", name), name)))  # 정릉제3동 is written 정릉3동
        rows[f"KR-A{code}"] = Row(f"KR-A{code}", by_path[outer].id, "neighbourhood", names, english)


def add_collective(rows: Iterable[Row]) -> None:
    """효자동 for 효자동1가, 효자동2가 and 효자1동 where no district has the plain name: people leave the number out."""
    taken = {(row.parent, name) for row in rows for name in row.ko}
    for row in rows:
        if row.level == "neighbourhood":
            match = re.fullmatch(r"(.+?동)\d+가", row.ko[0]) or re.fullmatch(r"(.+?)제?(?:[\d.·,]+|본)동", row.ko[0])
            plain = match and (match[1] if match[1].endswith("동") and "가" in row.ko[0][-1:] else f"{match[1]}동")
            if plain and (row.parent, plain) not in taken:
                row.ko.append(plain)


def add_former(table: Path, by_path: dict[str, Row]) -> None:
    """Former names, containers and codes of regions and municipalities.

    A 동 that moved is not recorded: 양재동 was part of 강남구 until 1988, and an article of today that puts
    it there is wrong. The table has no dates to tell recent moves from those.
    """
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for path, row in by_path.items():
        if path.count(" ") == 1:
            by_name["", path.split(" ")[1]].append(row)
    for line in table.read_text("cp949").splitlines()[1:]:
        code, full, state = line.split("\t")
        parts = full.split(" ")
        if state != "폐지" or len(parts) > 2 or not code.endswith("00000"):
            continue
        region = by_path.get(REGION_SUCCESSOR.get(parts[0], parts[0]))
        if region is None:
            continue
        if len(parts) == 1:
            region.ko.append(parts[0])
            region.former_codes.append(code)
            continue
        name = parts[1]
        renamed = CITY_SUCCESSOR.get((region.ko[0], name))
        grown = f"{name[:-1]}시" if name.endswith("군") else name
        for successor in filter(None, (renamed, name, grown)):
            here = by_path.get(f"{region.ko[0]} {successor}")
            there = by_name["", successor]
            if here is not None:
                if successor != name:
                    here.ko.append(name)
                here.former_codes.append(code)
                break
            if len(there) == 1 and len(successor) > 2:
                there[0].former_parents.append(region.id)
                there[0].former_codes.append(code)
                break
