"""One piece of work in a process of its own: `python -m tests.bench.work NAME [ARGUMENT…]` prints what it took.

What a program loads once, it has loaded before the clock starts: each reads its texts twice, and the second time
counts. A peer that cannot be imported is reported as absent, with the reason.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench import texts
from tests.bench.compare import aligning, comparing, story

PUBLISHED, ZONE, SECONDS = "2026-03-14", "Asia/Seoul", 1_773_446_400
"""The date on which every text is read, for the peers in seconds since 1970."""
DIMENSIONS = [
    "number", "ordinal", "time", "duration", "amount-of-money", "distance", "quantity", "volume", "temperature",
]  # fmt: skip
PART = 4_000
"""Characters that the slowest peer is given."""
FEEDS: dict[str, Callable[[tuple[str, ...]], Sequence[str]]] = {"article": tuple, "line": texts.lines}


def timed(read: Callable[[str], object], fed: Sequence[str]) -> dict[str, float]:
    """Characters read, wall-clock and processor seconds of the second reading."""
    for text in fed:
        read(text)
    began, worked = time.perf_counter(), time.process_time()
    for text in fed:
        read(text)
    wall, cpu = time.perf_counter() - began, time.process_time() - worked
    return {"characters": sum(map(len, fed)), "wall": wall, "cpu": cpu}


def values(language: str, feed: str, part: str = "") -> dict[str, float]:
    """Our figures, dates and places, without morphemes."""
    from reconcile.languages.base import NOTHING, Passage
    from reconcile.languages.pack import pack
    from reconcile.text.view import fold

    reader = pack(language)
    assert reader is not None

    def read(text: str) -> None:
        passages = [Passage("paragraph", fold(line).text) for line in text.splitlines() if line.strip()]
        reader.figures(passages, NOTHING)
        reader.dates(passages, PUBLISHED, ZONE)
        reader.places(passages, NOTHING)

    given = texts.articles(language)
    return timed(read, FEEDS[feed](texts.portion(given, int(part)) if part else given))


def duckling(language: str, feed: str) -> dict[str, float]:
    import duckling as peer

    zones = peer.load_time_zones(_zone_folder())
    here = peer.default_locale_lang(peer.parse_lang(language.upper()))
    context = peer.Context(reference_time=peer.parse_ref_time(zones, ZONE, SECONDS), locale=here)
    wanted = [
        "number",
        "ordinal",
        "time",
        "duration",
        "amount-of-money",
        "distance",
        "quantity",
        "volume",
        "temperature",
    ]
    dimensions = peer.parse_dimensions(wanted)
    return timed(lambda text: peer.parse(text, context, dimensions, False), FEEDS[feed](texts.articles(language)))


def _zone_folder() -> str:
    """Time zone files: those of the tzdata package, else the system's."""
    package = find_spec("tzdata")
    folders = [Path(package.origin).parent / "zoneinfo"] if package and package.origin else []
    for folder in (*folders, Path("/usr/share/zoneinfo")):
        if (folder / ZONE).exists():
            return str(folder)
    raise ImportError("Duckling needs a folder of time zones; install tzdata")


def recognizers(feed: str) -> dict[str, float]:
    """Recognizers-Text has no Korean in Python; it reads English."""
    import ms_recognizers_suite as peer

    readers = [
        getattr(peer, f"recognize_{kind}")
        for kind in ("number", "percentage", "currency", "dimension", "temperature", "age", "datetime")
    ]

    def read(text: str) -> None:
        for reader in readers:
            reader(text, peer.Culture.English)

    return timed(read, FEEDS[feed](texts.portion(texts.articles("en"), PART)))


def tokenise(language: str) -> dict[str, float]:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1, load_multi_dict=False)
    return timed(kiwi.tokenize, texts.articles(language))


def extraction(language: str) -> dict[str, float]:
    """All of claim extraction, article by article."""
    from reconcile.claims.extract import extract
    from sources import from_text

    given = {text: from_text(text, published=PUBLISHED, language=language) for text in texts.articles(language)}
    return timed(lambda text: extract(given[text]), texts.articles(language))


def growth(language: str, size: str) -> dict[str, float]:
    """One article of `size` bytes, from its text to its claims."""
    from reconcile.claims.extract import extract
    from sources import from_text

    extract(from_text(texts.articles(language)[0], published=PUBLISHED, language=language))
    text = texts.long_article(language, int(size))
    began, worked = time.perf_counter(), time.process_time()
    extract(from_text(text, published=PUBLISHED, language=language))
    return {
        "characters": len(text),
        "wall": time.perf_counter() - began,
        "cpu": time.process_time() - worked,
    }


def memory(what: str) -> dict[str, float]:
    """The most memory, in MB, of a process that extracts every bundled article, or compares three of them."""
    import resource

    from reconcile.claims.extract import extract
    from reconcile.pipeline import reconcile
    from sources import from_text

    if what == "extract":
        for language in ("ko", "en"):
            for text in texts.articles(language):
                extract(from_text(text, published=PUBLISHED, language=language))
    else:
        reconcile([from_text(text, published=PUBLISHED, language="ko") for text in texts.articles("ko")[:3]])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"megabytes": most / (1 << 20 if sys.platform == "darwin" else 1 << 10)}


WORK: dict[str, Callable[..., dict[str, float]]] = {
    work.__name__: work
    for work in (
        values,
        duckling,
        recognizers,
        tokenise,
        extraction,
        growth,
        memory,
        aligning,
        comparing,
        story,
    )
}


def main(arguments: Iterable[str]) -> None:
    name, *rest = arguments
    try:
        result: dict[str, Any] = dict(WORK[name](*rest))
    except ImportError as error:
        result = {"absent": str(error)}
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
