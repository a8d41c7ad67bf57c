"""What the processes of the pool do: pure functions from plain values to plain values, which are cheap to send.

What was wrong with the input comes back as a Refusal, since not every exception survives the way between processes.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import sources
from reconcile.claims.extract import Extraction, extract
from reconcile.document import unreadable
from reconcile.report import json as report
from reconcile.story import Story
from schemas.api import ArticleFile, ArticleInput, FieldProblem
from schemas.article import Article, article_id
from schemas.reconciliation import NotCompared, ReconciledEntry, Reconciliation
from schemas.service import ClaimChange, RevisionDiff
from service.jobs import changes
from service.jobs.pool import tell
from service.storage.packed import digest, packed, unpacked
from sources.errors import SourceUndecodable
from sources.stamps import iso_or_none

_KNOWN = {"title", "outlet", "url", "published", "language"}
KEPT_STORIES = 8
"""Stories that a process keeps in memory; one more, and the one that grew longest ago is read anew when it grows."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an input could not be used: the name of a problem in `service.errors`, what to do, and where in the input.

    `code` names the reason: the class of `sources.errors` it was, with hyphens.
    """

    problem: str
    detail: str
    pointer: str = ""
    code: str | None = None

    def field(self, within: str = "") -> FieldProblem:
        """The same for a client; `within` points at the article."""
        return FieldProblem(pointer=within + self.pointer, detail=self.detail, code=self.code)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it is kept. `document` and `claims` are packed JSON; `stamp` changes when the document does."""

    id: str
    source_digest: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    characters: int
    claim_count: int
    document: bytes
    claims: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of what is asked for by verdict, kind, article and words."""

    id: str
    verdict: str
    kinds: str
    articles: str
    words: str
    body: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A reconciled document as it is kept."""

    document: bytes
    etag: str
    summary: dict[str, Any]
    entries: tuple[Entry, ...]
    comparable: bool


@dataclass(frozen=True, slots=True)
class Grown:
    """The document that a story has now, and what changed in it."""

    made: Made
    changes: tuple[changes.Change, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A story grows by articles that this process does not have: send these too."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An article as a request gives it: JSON (schema article-request-1), the bytes of a page, or one that is kept.

    `refused`: it could not be fetched.
    """

    json: dict[str, Any] | None = None
    data: bytes | None = None
    media_type: str | None = None
    known: dict[str, Any] = field(default_factory=dict)
    kept: bytes | None = None
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing: the articles that were read, by place; those that could not be; and the document."""

    articles: dict[int, ReadArticle]
    refused: tuple[tuple[int, Refusal], ...]
    made: Made | None


def read(given: Given, most_characters: int) -> ReadArticle | Refusal:
    """One article and its claims, or why it is none."""
    found = _read(given, most_characters)
    return found if isinstance(found, Refusal) else kept(extract(found))


def identified(given: Given, most_characters: int) -> str | None:
    """The id that an article is kept under; None for what is none."""
    found = _read(given, most_characters)
    return None if isinstance(found, Refusal) else found.id


def compare(
    given: Sequence[Given], most_characters: int, strict: bool, left_out: Sequence[dict[str, Any]] = ()
) -> Compared:
    """Articles as they are given → those that were not kept before, read, and the document of all.

    There is no document when fewer than two can be read, nor, if `strict`, when any cannot. `left_out` are inputs
    that were refused before.
    """
    found = [_read(article, most_characters) for article in given]
    refused = tuple((at, why) for at, why in enumerate(found) if isinstance(why, Refusal))
    articles = {at: article for at, article in enumerate(found) if isinstance(article, Article)}
    if len(articles) < 2 or (strict and refused):
        return Compared({}, refused, None)
    story = Story()
    read_now: dict[int, ReadArticle] = {}
    numbered = sources.assign_ids(articles.values())
    for (at, article), named in zip(articles.items(), numbered, strict=True):
        tell(5 + 60 * at // len(given))
        extraction = extract(named)
        if given[at].kept is None:
            read_now[at] = kept(extraction if named.id == article.id else extract(article))
        story.add_extracted(extraction)
    tell(70)
    missing = [NotCompared.model_validate(each) for each in left_out]
    missing += [unreadable(f"/articles/{at}", why.detail) for at, why in refused]
    document = story.document([a.id for a in numbered], missing)
    return Compared(read_now, refused, _made(document, document.to_json_dict()))


def _read(given: Given, most: int) -> Article | Refusal:
    if given.refused is not None:
        return given.refused
    try:
        if given.kept is not None:
            return article_of(given.kept)
        if given.data is not None:
            article = sources.read(given.data, media_type=given.media_type, **given.known)
        else:
            article = _article(given.json or {})
    except sources.SourceError as error:
        return refusal(error)
    if len(article.text) > most:
        detail = f"{len(article.text):,} characters; this service takes up to {most:,}"
        return Refusal("article-too-long", detail, code="article-too-long")
    # The JSON of an article brings an id, which must not be that of another text.
    return article.model_copy(update={"id": article_id(article.text, article.url)})


def refusal(error: sources.SourceError, before: str = "", pointer: str = "") -> Refusal:
    """A source that gave no article, with the remedy."""
    detail = before + error.problem + (f"; {error.remedy}" if error.remedy else "")
    code = re.sub(r"\B(?=[A-Z])", "-", type(error).__name__).lower()
    return Refusal("unreadable-article", detail, pointer, code)


def reread(document: bytes, changed: dict[str, str | None]) -> ReadArticle | Refusal:
    """A kept article with corrected fields; its claims are read anew. A day that does not exist is refused."""
    day = changed.get("published")
    if day is not None and iso_or_none(day) is None:
        return Refusal("invalid-request", f"give an ISO 8601 date, not {day!r}", "/published")
    return kept(extract(article_of(document).model_copy(update=changed)))


def revised(before: bytes, after: bytes) -> dict[str, Any]:
    """Which claims changed between two revisions of an article: a RevisionDiff as JSON.

    Claims of the same words are kept, wherever they moved to. Of the others, those that reconciling puts into one
    entry read differently now; what it puts with nothing was added or removed.
    """
    old, new = article_of(before), article_of(after)
    story = Story()
    story.extend([old, new])
    document = story.document([old.id, new.id])
    left = {a.id: [c for c in document.claims if c.article == a.id] for a in (old, new)}
    here = Counter(claim.text for claim in left[new.id])
    same = Counter(claim.text for claim in left[old.id]) & here
    for claims in left.values():
        rest = same.copy()
        for claim in list(claims):
            if rest[claim.text]:
                rest[claim.text] -= 1
                claims.remove(claim)
    by_id = {claim.id: claim for claims in left.values() for claim in claims}
    changed = []
    for entry in document.reconciled:
        mine = [by_id[c] for c in entry.claims if c in by_id]
        for one, other in zip(
            [c for c in mine if c.article == old.id], [c for c in mine if c.article == new.id], strict=False
        ):
            first = next((c for c in entry.comparisons if c.verdict == entry.verdict), None)
            told = first.explanation.to_json_dict() if first else {}
            changed.append(ClaimChange(before=one, after=other, verdict=entry.verdict, explanation=told))
            del by_id[one.id], by_id[other.id]
    return RevisionDiff(
        before=old.id,
        after=new.id,
        changed=tuple(sorted(changed, key=lambda change: change.after.start)),
        added=tuple(c for c in left[new.id] if c.id in by_id),
        removed=tuple(c for c in left[old.id] if c.id in by_id),
        kept=same.total(),
    ).to_json_dict()


def kept(extraction: Extraction) -> ReadArticle:
    """An article as it is kept."""
    article = extraction.article
    claims = [claim.to_json_dict() for claim in extraction.claims]
    return ReadArticle(
        id=article.id,
        source_digest=article.source_digest or "",
        url=article.url,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        language=article.language,
        characters=len(article.text),
        claim_count=len(claims),
        document=packed(json.dumps(article.to_json_dict(), ensure_ascii=False)),
        claims=packed(json.dumps(claims, ensure_ascii=False)),
    )


@dataclass(slots=True)
class _Grown:
    """A story that this process keeps: with the stamp of each article, and what it told of itself last."""

    story: Story = field(default_factory=Story)
    stamps: dict[str, str] = field(default_factory=dict)
    told: tuple[bytes, changes.Standing] = (b"", changes.Standing())


_stories: OrderedDict[str, _Grown] = OrderedDict()


def grow(story_id: str, wanted: dict[str, str], sent: dict[str, bytes], before: bytes | None = None) -> Grown | Lacking:
    """The document of a story that is to have the `wanted` articles, by id with the stamp of each.

    The process keeps the story: only articles that it does not have, or has with another stamp, are read. `sent`
    holds the documents of those that are likely new; what else is lacking is asked for. `before` is the document
    that the story has had, packed.
    """
    kept_story = _stories.pop(story_id, None) or _Grown()
    story, stamps = kept_story.story, kept_story.stamps
    lacking = tuple(sorted(a for a, stamp in wanted.items() if stamps.get(a) != stamp and a not in sent))
    _stories[story_id] = kept_story
    while len(_stories) > KEPT_STORIES:
        _stories.popitem(last=False)
    if lacking:
        return Lacking(lacking)
    try:
        for article_id in [a for a, stamp in stamps.items() if wanted.get(a) != stamp]:
            story.remove(article_id)
            del stamps[article_id]
        new = sorted(a for a in wanted if a not in stamps)
        for at, article_id in enumerate(new):
            tell(5 + 60 * at // len(new))
            story.add(article_of(sent[article_id]))
            stamps[article_id] = wanted[article_id]
        tell(70)
        document = story.reconciliation()
        data = document.to_json_dict()
        made, now = _made(document, data), changes.standing(data)
        changed = changes.between(_standing(before, kept_story), now)
        kept_story.told = sha256(made.document).digest(), now
        return Grown(made, tuple(changed))
    except BaseException:
        del _stories[story_id]  # half changed
        raise


def _standing(document: bytes | None, last: _Grown) -> changes.Standing:
    """That of a packed document, which most often is the last that was made here."""
    if document is None:
        return changes.Standing()
    known, standing = last.told
    return standing if sha256(document).digest() == known else changes.standing(json.loads(unpacked(document)))


def forget(story_id: str) -> None:
    """A story that was deleted."""
    _stories.pop(story_id, None)


def article_of(document: bytes) -> Article:
    return Article.model_validate_json(unpacked(document))


def _article(given: dict[str, Any]) -> Article:
    if "id" in given:
        return Article.model_validate(given)
    if "data" in given:
        file = ArticleFile.model_validate(given)
        known = file.model_dump(include=_KNOWN)
        return sources.read(_decoded(file.data), media_type=file.media_type, **known)
    wanted = ArticleInput.model_validate(given)
    known = wanted.model_dump(include=_KNOWN)
    if wanted.text is not None:
        return sources.from_text(wanted.text, **known)
    # As bytes, never as a name: a request cannot make this process open a file or an address.
    page = (wanted.html or "").encode("utf-8", "replace")
    return sources.read(page, media_type="text/html; charset=utf-8", **known)


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except ValueError:
        raise SourceUndecodable("input", "is not base64", "send the bytes of the file in base64") from None


def _made(document: Reconciliation, data: dict[str, Any]) -> Made:
    """The document as it is kept; `data` is the same as plain JSON."""
    text = report.dumps(data)
    tell(90)
    claims = {claim.id: claim for claim in document.claims}

    def entry(found: ReconciledEntry, plain: dict[str, Any]) -> Entry:
        own = [claims[c] for c in found.claims]
        words = [claim.text for claim in own]
        words += [e for c in found.comparisons for e in (c.explanation.ko, c.explanation.en)]
        return Entry(
            id=found.id,
            verdict=found.verdict,
            kinds=_listed(c.kind for c in found.comparisons),
            articles=_listed(claim.article for claim in own),
            words="\n".join(words).lower(),
            claims=tuple(found.claims),
            body=json.dumps({**plain, "texts": [{"claim": c.id, "text": c.text} for c in own]}, ensure_ascii=False),
        )

    return Made(
        document=packed(text),
        etag=digest(text),
        summary=data["summary"],
        entries=tuple(entry(*each) for each in zip(document.reconciled, data["reconciled"], strict=True)),
        comparable=len({claim.article for claim in document.claims}) > 1,
    )


def _listed(values: Iterable[str]) -> str:
    return f" {' '.join(sorted(set(values)))} "
