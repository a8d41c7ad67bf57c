"""Bytes → text: which encoding an article came in.

Order, surest sign first: byte order mark; valid UTF-8 (other encodings almost never are); the encoding
that the page or the server names; UTF-16 without a mark; CP949 when its syllables are the common ones;
charset-normalizer, on the first 64 KiB, as the last resort.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from sources.errors import SourceBinary, SourceUndecodable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_META_CHARSET: Final = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE: Final = 65536
# Pages that say EUC-KR are written in its superset, those that say Latin-1 in Windows-1252 (WHATWG Encoding).
_SUPERSETS: Final = {"euc_kr": "cp949", "ks_c_5601-1987": "cp949", "iso8859-1": "cp1252", "ascii": "cp1252"}


def decode(data: bytes, source: str, *, declared: str | None = None, is_html: bool = False) -> str:
    """The text of `data` without a byte order mark.

    `declared` is the encoding that the server names. Raises SourceBinary, SourceUndecodable.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise SourceBinary(source, name)
    text = _decoded(data, declared or (_meta_charset(data) if is_html else None))
    if text is None:
        raise SourceBinary(source) if b"\0" in data else SourceUndecodable(source, "no known encoding fits its bytes")
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * 200 > len(text):
        raise SourceBinary(source)
    return text


def _decoded(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    nul = b"\0" in data
    if not nul:
        found = _try(data, "utf-8") or (_try(data, declared) if declared else None)
        if found is not None:
            return found
    if len(data) % 2 == 0 and (wide := _utf16(data)) is not None:
        return wide
    if nul:
        return None
    korean = _try(data, "cp949")
    if korean is not None and _is_common_korean(korean):
        return korean
    return _guessed(data)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        codec = codecs.lookup(encoding).name
        return data.decode(_SUPERSETS.get(codec, codec))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _meta_charset(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096])
    name = found.group(1).decode("ascii") if found else None
    # A page whose `meta` could be read as ASCII is not in UTF-16, whatever it says.
    return None if name is None or name.lower().startswith("utf-16") else name


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order under which nearly all characters are those of written text."""
    best: tuple[float, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if not text:
            continue
        sample = text[:_SAMPLE]
        share = sum(_is_written(c) for c in sample) / len(sample)
        spaced = any(c in " \n" for c in sample)
        if spaced and share >= 0.95 and (best is None or share > best[0]):
            best = (share, text)
    return best[1] if best else None


def _is_written(c: str) -> bool:
    return (
        " " <= c <= "~" or c in "\n\r\t" or "가" <= c <= "힣" or "\u00a0" <= c <= "\u024f" or "\u2010" <= c <= "\u203b"
    )


def _is_common_korean(text: str) -> bool:
    """Whether the Hangul is of the 2,350 syllables of KS X 1001, as words are; mistaken encodings give rare ones."""
    foreign = [c for c in text[:_SAMPLE] if c > "\x7f"]
    hangul = [c for c in foreign if "가" <= c <= "힣"]
    common = sum(1 for c in hangul if _in_ks_x_1001(c))
    return bool(foreign) and len(hangul) * 2 >= len(foreign) and common * 100 >= len(hangul) * 97


def _in_ks_x_1001(c: str) -> bool:
    try:
        return len(c.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    return _try(data, best.encoding) if best is not None else None
