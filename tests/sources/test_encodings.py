"""Bytes in the encodings that articles come in, and bytes that are no text."""

from __future__ import annotations

import codecs
import hashlib

import pytest

from sources import read
from sources.errors import SourceBinary, SourceEmpty, SourceError, SourceUndecodable

KOREAN = "나루강 새 다리 착공\r\n\r\n나루시는 4일 새 다리를 짓기 시작했다. 사업비는 300억원이다.\r\n"
ENGLISH = "Bridge opens\n\nThe bridge over the river opened on Monday, the council said.\n"


@pytest.mark.parametrize("text", [KOREAN, ENGLISH], ids=["Korean", "English"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_comes_back_as_it_was_written(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    article = read(data)
    assert article.text == text
    assert article.source_digest == hashlib.sha256(data).hexdigest()


def test_big_endian_utf16_is_known_by_its_mark() -> None:
    assert read(codecs.BOM_UTF16_BE + KOREAN.encode("utf-16-be")).text == KOREAN


def test_syllables_outside_the_common_set_are_read_from_cp949() -> None:
    assert "똠방" in read((KOREAN + "똠방각하 이야기도 나왔다고 한다.").encode("cp949")).text


def test_western_text_is_not_taken_for_korean() -> None:
    text = "Le café est fermé à Orléans, a déclaré le maire. Il a été rénové l'été dernier."
    assert read(text.encode("cp1252")).text == text


def test_a_page_is_read_in_the_encoding_it_names() -> None:
    page = (
        '<html><head><meta charset="euc-kr"></head><body><article><h1>다리 착공</h1><p>'
        + "나루시는 4일 새 다리를 짓기 시작했다고 밝혔다. 사업비는 300억원이다.</p></article></body></html>"
    )
    assert "300억원" in read(page.encode("euc-kr")).text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", SourceEmpty),
        (b" \r\n\t ", SourceEmpty),
        ("\u3000\n".encode(), SourceEmpty),
        ("\u200b\ufeff\n".encode(), SourceEmpty),
        (b"(((...", SourceEmpty),
        (b"\x89PNG\r\n\x1a\n....", SourceBinary),
        (b"%PDF-1.7 ...", SourceBinary),
        (b"PK\x03\x04....", SourceBinary),
        (b"text with a \0 in it", SourceBinary),
        (bytes(range(256)) * 4, SourceBinary),
        (b"\x01\x02\x03\x04 some", SourceBinary),
        ("다리".encode("utf-16") + b"\x00", SourceError),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfa", SourceUndecodable),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error) as caught:
        read(data)
    assert "\n" not in str(caught.value)
