"""A file, an address or bytes → an Article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from schemas.article import Article, article_id
from schemas.knowledge import NOTHING, OwnKnowledge
from sources import detect, fetch
from sources.decode import decode
from sources.errors import (
    AddressRefused,
    FileIsDirectory,
    FileMissing,
    FileUnreadable,
    OverrideInvalid,
    SourceEmpty,
    SourceTooLarge,
)
from sources.fingerprint import digest
from sources.guard import PublicOnly
from sources.own import own_lines
from sources.readers import plain
from sources.readers.plain import Parsed
from sources.stamps import iso_or_none

LARGEST: Final = 10_000_000
"""Bytes above which a source is refused: an article has some thousands."""
_LONE_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
# One zone for the whole of the language's press; others have none.
_ZONES: Final = {"ko": "Asia/Seoul"}


def read(
    source: str | Path | bytes,
    *,
    media_type: str | None = None,
    url: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    title: str | None = None,
    own: OwnKnowledge = NOTHING,
    policy: PublicOnly | None = None,
) -> Article:
    """The article in a file, in bytes, or behind an http(s) address.

    What the caller gives wins over what the source says. `published` is an ISO 8601 date or date-time. `own` has
    by-lines, furniture and outlets that the user knows; in the JSON of an article only its outlet is looked up.
    `policy` says what may be fetched for somebody else: with one, a string is an address and never the path of a file.
    Raises a SourceError.
    """
    overrides = _Overrides(published=published, outlet=outlet, language=language, title=title, url=url, own=own)
    charset = None
    if isinstance(source, bytes):
        data, name, path = source, "input", None
    elif isinstance(source, str) and (policy is not None or re.match(r"https?://", source, re.I)):
        page = fetch.fetch(source, policy=policy)
        data, name, path = page.data, source, None
        charset = page.charset
        media_type = media_type or page.media_type
        overrides.url = url or page.url
    elif isinstance(source, str) and re.match(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://", source):
        raise AddressRefused(source, "not an http(s) address")
    elif not str(source):
        raise FileMissing("''", "is no name of a file")
    else:
        data, name = _file(Path(source)), str(source)
        path = name
    if len(data) > LARGEST:
        raise SourceTooLarge(name, LARGEST)
    if not data.strip(b" \t\r\n\0"):
        raise SourceEmpty(name, "is empty")
    reader = detect.reader_for(data, name, media_type=media_type, name=path)
    text = decode(data, name, declared=charset or detect.media_type_of(media_type)[1], is_html=reader == "html")
    if not _holds_words(text):
        raise SourceEmpty(name, "holds no words")
    if reader == "article_json":
        from sources.readers import article_json

        article = article_json.parse(text, name)
        return overrides.applied(article, source_digest=digest(data))
    if reader == "html":
        from sources.readers import html

        parsed = html.parse(text, name, own_lines(own))
    else:
        parsed = plain.parse(_LONE_SURROGATES.sub("\ufffd", text), own_lines(own))
    return overrides.article(parsed, source_digest=digest(data))


def from_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    own: OwnKnowledge = NOTHING,
) -> Article:
    """The article in a text that is decoded already. `own` as in `read`.

    A leading byte order mark is dropped; lone surrogates, which no file can hold, become U+FFFD.
    Raises SourceEmpty, and OverrideInvalid for a `published` that is no date.
    """
    text = _LONE_SURROGATES.sub("\ufffd", text.removeprefix("\ufeff"))
    if not text.strip():
        raise SourceEmpty("text", "is empty")
    overrides = _Overrides(
        published=published, outlet=outlet, language=language, title=title, url=url, timezone=timezone, own=own
    )
    return overrides.article(plain.parse(text, own_lines(own)), source_digest=None)


def assign_ids(articles: Iterable[Article]) -> list[Article]:
    """The articles with ids of their own: the second with one id gets `-2` behind it, the third `-3`."""
    counts: dict[str, int] = {}
    result = []
    for article in articles:
        base = article.id.partition("-")[0]
        count = counts[base] = counts.get(base, 0) + 1
        wanted = base if count == 1 else f"{base}-{count}"
        result.append(article if article.id == wanted else article.model_copy(update={"id": wanted}))
    return result


class _Overrides:
    """What the caller gave in place of what the source says."""

    def __init__(
        self,
        *,
        published: str | None,
        outlet: str | None,
        language: str | None,
        title: str | None,
        url: str | None,
        timezone: str | None = None,
        own: OwnKnowledge = NOTHING,
    ) -> None:
        self.own = own_lines(own)
        self.published = _date(published)
        self.outlet = _clean(outlet)
        self.language = _clean(language)
        self.title = _clean(title)
        self.url = _clean(url)
        self.timezone = _clean(timezone)

    def article(self, parsed: Parsed, *, source_digest: str | None) -> Article:
        language = self.language or parsed.language
        url = self.url or parsed.url
        published = self.published or parsed.published
        return Article(
            id=article_id(parsed.text, url),
            title=self.title or parsed.title,
            outlet=self.own.printed(self.outlet or parsed.outlet, url),
            byline=parsed.byline,
            url=url,
            published=published,
            timezone=self.timezone or _zone(published, language),
            language=language,
            source_digest=source_digest,
            text=parsed.text,
            blocks=parsed.blocks,
        )

    def applied(self, article: Article, *, source_digest: str) -> Article:
        """An article that was saved as one, with the caller's values in it."""
        given = {
            name: value
            for name in ("published", "outlet", "language", "title", "url", "timezone")
            if (value := getattr(self, name)) is not None
        }
        given.setdefault("source_digest", article.source_digest or source_digest)
        if outlet := self.own.printed(self.outlet or article.outlet, self.url or article.url):
            given["outlet"] = outlet
        if "url" in given:
            given["id"] = article_id(article.text, given["url"])
        return article.model_copy(update=given)


def _holds_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _file(path: Path) -> bytes:
    name = str(path)
    try:
        if path.is_dir():
            raise FileIsDirectory(name, "is a directory")
        if path.is_file() and path.stat().st_size > LARGEST:
            raise SourceTooLarge(name, LARGEST)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(name, "no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(name, f"cannot be read ({reason})") from None


def _date(value: str | None) -> str | None:
    if value is None:
        return None
    result = iso_or_none(value)
    if result is None:
        raise OverrideInvalid("input", "published", value, "an ISO 8601 date such as 2025-02-27 or 2025-02-27T09:35")
    return result


def _clean(value: str | None) -> str | None:
    return None if value is None else _LONE_SURROGATES.sub("\ufffd", value)


def _zone(published: str | None, language: str | None) -> str | None:
    offset = re.search(r"(?:Z|[+-]\d{2}:\d{2})$", published[10:]) if published else None
    if language in _ZONES and (offset is None or offset.group(0) == "+09:00"):
        return _ZONES[language]
    return None if offset is None else offset.group(0).replace("Z", "UTC")
