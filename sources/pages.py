"""What a web page says of itself: meta elements, JSON-LD, `<time>`, `<html lang>`.

Only times of publication are read, never of modification: a relative date in the text is counted from the former.
Vocabularies: schema.org (datePublished, headline, author, publisher), Open Graph, Dublin Core.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from sources.stamps import iso_or_none, published_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date",
    "article.published", "published_time", "cxenseparse:recs:publishtime",
)  # fmt: skip
_TITLE: Final = ("og:title", "twitter:title", "dc.title")
_OUTLET: Final = (
    "og:site_name",
    "og:article:author:outlet",
    "publisher",
    "dc.publisher",
    "application-name",
    "twitter:creator:name",
)
_AUTHOR: Final = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "byl",
    "dable:author",
    "og:article:author",
)
_ARTICLES: Final = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
)
_STAMPED: Final = re.compile(r"date|time|byline|dateline|info|article-?head|publish|reg", re.I)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the page says of its article; None where it says nothing."""

    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    url: str | None


def head_of(tree: HtmlElement) -> PageHead:
    """The metadata of a parsed page."""
    meta = _meta(tree)
    linked = next(_linked_articles(tree), {})
    language = (
        (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        .replace("_", "-")
        .split("-")[0]
    )
    return PageHead(
        title=_first(meta, _TITLE) or _text(linked.get("headline")),
        outlet=_first(meta, _OUTLET[:1]) or _name(linked.get("publisher")) or _first(meta, _OUTLET[1:]),
        byline=_name(linked.get("author")) or next((v for n in _AUTHOR if (v := meta.get(n)) and "://" not in v), None),
        published=_published(tree, meta, linked),
        language=language.lower() if re.fullmatch(r"[A-Za-z]{2,3}", language) else None,
        url=_address(tree, meta),
    )


def in_zone_of(published: str, language: str | None) -> str:
    """A Korean page's time in Korean time, when it was given in another: its day is the day that 오늘 names."""
    if language != "ko" or not re.search(r"T.*(?:Z|[+-]\d{2}:\d{2})$", published) or published.endswith("+09:00"):
        return published
    moment = datetime.fromisoformat(published.replace("Z", "+00:00"))
    return moment.astimezone(timezone(timedelta(hours=9))).replace(microsecond=0).isoformat()


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _linked_articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles among a page's JSON-LD, those of a `@graph` too."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        nodes = found if isinstance(found, list) else [found]
        for node in nodes:
            if not isinstance(node, dict):
                continue
            graph = node.get("@graph")
            for item in [node, *(graph if isinstance(graph, list) else [])]:
                kinds = item.get("@type") if isinstance(item, dict) else None
                if any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item


def _published(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    said = [meta.get(name) for name in _PUBLISHED[:1]]
    said.append(_text(linked.get("datePublished")))
    said += [meta.get(name) for name in _PUBLISHED[1:]]
    for element in tree.xpath('//*[@itemprop="datePublished"]'):
        said.append(element.get("datetime") or element.get("content") or element.text_content())
    for element in tree.iter("time"):
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        aside = any(parent.tag in ("aside", "nav", "footer") for parent in element.iterancestors())
        if not aside and not re.search(r"modif|updat", marks):
            said += [element.get("datetime"), element.text_content()]
    for value in said:
        if value and (iso := iso_or_none(value) or published_in(" ".join(value.split()))):
            return iso
    return _printed(tree)


def _printed(tree: HtmlElement) -> str | None:
    """A publication time that is only printed, in an element named for it."""
    for element in tree.iter("span", "div", "p", "li", "em", "dd", "td"):
        if not _STAMPED.search(f"{element.get('class') or ''} {element.get('id') or ''}") or len(element) > 12:
            continue
        text = " ".join(element.text_content().split())
        if len(text) <= 120 and (stamp := published_in(text)):
            return stamp
    return None


def _address(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in [*links, meta.get("og:url")]:
        if address and re.match(r"https?://", address):
            return str(address).strip()
    return None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """The name in a JSON-LD person or organisation, or those in a list of them."""
    values = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in values]
    return ", ".join(name for name in names if name and "://" not in name) or None
