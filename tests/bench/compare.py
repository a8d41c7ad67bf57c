"""What comparing takes, against the least that any way of comparing needs; yardstick and program by turns."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from tests.bench.story import long_articles, made_story

CHARACTERS = 3_000
TURNS = 7
STORY = 100


def aligning() -> dict[str, float]:
    """Two articles whose claims are given: aligning and judging, and rapidfuzz over the texts of the claims.

    In processor seconds: neither works on the side. The mentions of the claims, and what each article tells by itself
    (`Extraction.once`), are read in the uncounted turn; `unread` is the same of articles of which nothing was asked.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    from reconcile.claims.extract import extract
    from reconcile.pipeline import reconcile_extracted

    read = [extract(article) for article in long_articles(CHARACTERS)]
    first, second = ([claim.text for claim in e.claims] for e in read)
    taken = _by_turns(
        lambda: reconcile_extracted(read),
        lambda: cdist(first, second, scorer=fuzz.token_set_ratio, workers=1),
        time.process_time,
    )
    unread = []
    for _ in range(TURNS):
        new = [replace(e) for e in read]
        began = time.process_time()
        reconcile_extracted(new)
        unread.append(time.process_time() - began)
    return {**taken, "unread": statistics.median(unread)}


def comparing() -> dict[str, float]:
    """Two articles from their text to the document, and kiwipiepy over their text."""
    from kiwipiepy import Kiwi

    from reconcile.pipeline import reconcile

    articles = long_articles(CHARACTERS)
    kiwi = Kiwi(num_workers=1, load_multi_dict=False)
    return _by_turns(lambda: reconcile(articles), lambda: [kiwi.tokenize(article.text) for article in articles])


def story(articles: str) -> dict[str, float]:
    """A story of so many articles, and one article more with the document of all, in processor seconds.

    The garbage of the many is collected on their account.
    """
    from reconcile.story import Story

    made, _ = made_story(int(articles) + 1)
    warm = Story()
    warm.extend(made[:2])
    warm.reconciliation()
    kept = Story()
    began = time.process_time()
    kept.extend(made[:-1])
    kept.reconciliation()
    gc.collect()
    whole = time.process_time() - began
    began = time.process_time()
    kept.add(made[-1])
    kept.reconciliation()
    return {"whole": whole, "one_more": time.process_time() - began}


def _by_turns(
    ours: Callable[[], object], yardstick: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    taken: dict[str, list[float]] = {"ours": [], "yardstick": []}
    for turn in range(TURNS + 1):
        for name, work in (("ours", ours), ("yardstick", yardstick)):
            began = clock()
            work()
            if turn:
                taken[name].append(clock() - began)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}
