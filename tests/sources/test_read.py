"""Files, overrides, saved articles and ids."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sources
from schemas.article import Article, article_id
from sources import assign_ids, from_text, read
from sources.errors import (
    AddressRefused,
    ArticleInvalid,
    FileIsDirectory,
    FileMissing,
    FileUnreadable,
    MediaUnsupported,
    OverrideInvalid,
    SourceEmpty,
    SourceError,
    SourceTooLarge,
)
from sources.ingest import LARGEST

TEXT = "나루강 새 다리 착공\n새벽신문 | 2025-03-04 10:20\n\n나루시는 4일 새 다리를 짓기 시작했다."


def test_the_public_names_are_these() -> None:
    assert sources.__all__ == ["PublicOnly", "SourceError", "assign_ids", "from_text", "read", "read_knowledge"]


def test_a_file_and_its_bytes_give_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "다리.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path) == read(str(path)) == read(TEXT.encode())


def test_what_the_caller_gives_wins() -> None:
    given = {
        "title": "제목",
        "outlet": "나루일보",
        "published": "2025-03-05",
        "url": "https://example.org/1",
        "language": "en",
    }
    article = read(TEXT.encode(), **given)
    assert {name: getattr(article, name) for name in given} == given
    assert article.id == article_id(TEXT, "https://example.org/1")


@pytest.mark.parametrize("value", ["tomorrow", "2025-13-01", "04/03/2025", ""])
def test_a_publication_time_that_is_no_date_is_named(value: str) -> None:
    with pytest.raises(OverrideInvalid, match="published") as caught:
        from_text(TEXT, published=value)
    assert caught.value.value == value


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"nothing\.txt: no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(FileIsDirectory, match="is a directory"):
        read(tmp_path)
    with pytest.raises(SourceError):
        read("a\0b")
    with pytest.raises(FileMissing):
        read("")
    with pytest.raises(AddressRefused):
        read("ftp://example.org/a")


def test_a_file_that_the_system_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(FileUnreadable, match=r"a\.txt: cannot be read \(Permission denied\); check its permissions"):
        read(tmp_path / "a.txt")


def test_json_nested_without_end_is_refused() -> None:
    with pytest.raises(ArticleInvalid, match="nested too deeply"):
        read(b'{"a":' * 100_000)


def test_more_than_an_article_is_refused() -> None:
    with pytest.raises(SourceTooLarge):
        read(b"a" * (LARGEST + 1))


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(SourceEmpty):
        from_text(" \n")


@pytest.mark.parametrize(("data", "media"), [(b"<?xml version='1.0'?><rss/>", None), (b"words", "image/png")])
def test_a_type_without_a_reader_is_named(data: bytes, media: str | None) -> None:
    with pytest.raises(MediaUnsupported):
        read(data, media_type=media)


def test_a_saved_article_comes_back_as_it_was() -> None:
    article = read(TEXT.encode())
    saved = json.dumps(article.to_json_dict(), ensure_ascii=False)
    assert read(saved.encode()) == article
    assert read(saved.encode(), outlet="나루일보").outlet == "나루일보"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"text": 3}, "/text"), ({"id": "b1"}, "/id"), ({"blocks": [{"kind": "title", "start": 9, "end": 1}]}, "/blocks")],
)
def test_json_that_is_no_article_is_refused_at_its_fault(change: dict[str, object], pointer: str) -> None:
    saved = from_text(TEXT).to_json_dict() | change
    with pytest.raises(ArticleInvalid) as caught:
        read(json.dumps(saved).encode())
    assert caught.value.pointer == pointer


def test_broken_json_is_refused() -> None:
    with pytest.raises(ArticleInvalid, match="no JSON"):
        read(b'{"id": ')


def test_repeated_ids_are_numbered_in_order() -> None:
    one, other = from_text(TEXT), from_text("Another text that is here.")
    ids = [article.id for article in assign_ids([one, other, one, one])]
    assert ids == [one.id, other.id, f"{one.id}-2", f"{one.id}-3"]
    assert assign_ids(assign_ids([one, one])) == assign_ids([one, one])


def test_errors_are_one_line_and_keep_their_fields() -> None:
    error = SourceError("a\nb", "is wrong", "mend it")
    assert str(error) == "a b: is wrong; mend it"
    assert (error.source, error.problem, error.remedy) == ("a\nb", "is wrong", "mend it")


def test_an_article_is_the_same_every_time() -> None:
    assert isinstance(from_text(TEXT), Article)
    assert from_text(TEXT).to_json_dict() == from_text(TEXT).to_json_dict()
