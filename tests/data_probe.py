"""Run in a process of its own: load the packaged data again and again, each time with a fault in one file.

    python tests/data_probe.py    →    {"reconcile/knowledge/units.toml": "ValidationError: …", …: null}

A file whose fault nobody notices has null; "" is the run without a fault.
"""

from __future__ import annotations

import json
import pathlib
import sys
import tomllib
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
ARTICLES = {
    "ko": "해솔시 도서관 추석에 연다\n\n"
    "해솔시는 5일 추석 연휴 3일 동안 “누구나 오라”며 부산 수영구 도서관을 연다고 밝혔다. 김해솔 시장은 45억 원을 썼다.",
    "en": "Library to open\n\n"
    'Mayor Ada Wren said on Tuesday, Christmas Day, that the library in Leeds cost $4.5m. "Come in," she said.',
    "ja": "図書館が開く\n\n市は5日、3割を超える1200万円をかけて図書館を開くと発表した。",
}
KEPT = "reconcile.text"
"""It holds no data, and the analyser of Korean, which is slow to load."""
KEY = "a_key_that_nobody_knows"


def data_files() -> list[str]:
    found = [p for part in ("reconcile", "sources") for p in (ROOT / part).rglob("*") if p.suffix in (".toml", ".tsv")]
    return sorted(p.relative_to(ROOT).as_posix() for p in found)


def use_everything() -> None:
    """Read, compare and report in both languages; judge an address."""
    import sources
    from reconcile.alignment.kin import akin
    from reconcile.bench.words import words
    from reconcile.claims.wordings import opposites
    from reconcile.cli.demo import articles as bundled
    from reconcile.knowledge.calendar import holiday_of
    from reconcile.knowledge.gazetteer import Gazetteer
    from reconcile.pipeline import reconcile
    from reconcile.report import text
    from reconcile.report.messages import render
    from reconcile.report.roles import names
    from sources.guard import PublicOnly

    articles = [sources.from_text(said, published="2026-03-04", language=code) for code, said in ARTICLES.items()]
    sources.from_text("Le maire a dit que la bibliothèque est ouverte pour tous les habitants de la ville.")
    document = reconcile(articles)
    for language in ("ko", "en"):
        text.render(document, language=language)  # type: ignore[arg-type]
    render("agreement.equal", {"a": "3㎡", "b": "3㎡"})
    Gazetteer.load().lookup("서울")
    holiday_of("christmas", 2026)
    akin("vote", "approved")
    names()
    PublicOnly().check("address", scheme="http", host="news.example", port=80)
    bundled()
    for language in ("ko", "en"):
        words(language)
        opposites(language)


def with_unknown_key(table: Any) -> Any:
    """The table with one more key at its top, and in the first row of each of its lists of rows."""
    rows = {
        name: [{**value[0], KEY: 1}, *value[1:]]
        for name, value in table.items()
        if isinstance(value, list) and value and isinstance(value[0], dict)
    }
    return [{**table, KEY: 1}, *({**table, name: value} for name, value in rows.items())]


def notice(file: str, fault: int) -> str | None:
    """What is said when `file` has fault number `fault`; StopIteration when it has no such fault."""
    ours = [name for name in sys.modules if name.partition(".")[0] in ("reconcile", "sources")]
    for name in [n for n in ours if n != "reconcile" and not n.startswith(KEPT)]:
        del sys.modules[name]
    data = (ROOT / file).read_bytes() if file else b""
    loads, read_bytes = tomllib.loads, pathlib.Path.read_bytes

    def faulty_loads(text: str, **more: Any) -> Any:
        table = loads(text, **more)
        return with_unknown_key(table)[fault] if file.endswith(".toml") and text.encode() == data else table

    def faulty_bytes(path: pathlib.Path) -> bytes:
        content = read_bytes(path)
        if not file.endswith(".tsv") or content != data:
            return content
        *head, last = content.rstrip(b"\n").split(b"\n")
        return b"\n".join([*head, last + b"\tone more", b""])

    tomllib.loads, pathlib.Path.read_bytes = faulty_loads, faulty_bytes  # type: ignore[assignment,method-assign]
    try:
        use_everything()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        tomllib.loads, pathlib.Path.read_bytes = loads, read_bytes  # type: ignore[method-assign]
    return None


def main() -> None:
    told: dict[str, str | None] = {"": notice("", 0)}
    for file in data_files():
        faults = len(with_unknown_key(tomllib.loads((ROOT / file).read_text("utf-8")))) if file.endswith(".toml") else 1
        said = [notice(file, fault) for fault in range(faults)]
        told[file] = None if None in said else said[0]
    print(json.dumps(told))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
