"""What a form of articles says, field by field and file by file, and the JSON of the API that says the same."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anyio import to_thread
from litestar.datastructures import FormMultiDict, UploadFile

from reconcile.report.messages import Language
from service.errors import TooManyArticles
from service.web.words import say
from sources.pasted import is_page_source

MOST = 1000
"""Entries of a list in a form, more than the API takes of any."""
_DAY = len("2026-01-31")
_FIELDS = ("text", "address", "outlet", "published")


@dataclass(slots=True)
class Draft:
    """An article as somebody gives it: one of text, file and address, and what is known of it."""

    number: int
    text: str = ""
    address: str = ""
    outlet: str = ""
    published: str = ""
    data: bytes = b""
    media_type: str = ""
    file_name: str = ""
    is_source: bool = False
    """The text is the source of a page, and is read as one."""
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing is given, not even of what is known."""
        return not (self.given or self.outlet.strip() or self.published)

    @property
    def wrong_field(self) -> str:
        """The field that `problem` is about: that of the way in which the article is given."""
        if not self.problem:
            return ""
        if self.published and not _is_day(self.published):
            return "published"
        if self.file_name:
            return "file"
        return "address" if self.address.strip() and not self.text.strip() else "text"

    @property
    def given(self) -> list[dict[str, Any]]:
        """Each way in which the article itself is given."""
        ways: list[dict[str, Any]] = []
        if self.text.strip():
            ways.append({"html" if self.is_source else "text": self.text})
        if self.file_name:
            file: dict[str, Any] = {"data": base64.b64encode(self.data).decode()}
            ways.append(file | ({"media_type": self.media_type} if self.media_type else {}))
        if self.address.strip():
            ways.append({"address": self.address.strip()})
        return ways

    @property
    def known(self) -> dict[str, str]:
        """What is said of it beside its words."""
        known = {"outlet": self.outlet.strip(), "published": self.published.strip()}
        return {name: value for name, value in known.items() if value}

    def as_json(self) -> dict[str, Any]:
        """The article for the API."""
        return self.given[0] | self.known

    def check(self, language: Language, most: int) -> bool:
        """Whether it can be asked for, with up to `most` characters; else `problem` says what is wrong."""
        ways = len(self.given)
        wrong = "" if ways == 1 else "two_ways" if ways else "nothing" if self.is_empty else "no_text"
        if self.file_name and not self.data:
            wrong = "empty_file"
        elif self.published and not _is_day(self.published):
            wrong = "bad_day"
        self.problem = say(language, f"compare.{wrong}") if wrong else ""
        if not wrong and not self.is_source and len(self.text.strip()) > most:
            self.problem = say(language, "source.article-too-long", characters=f"{most:,}")
        return not self.problem


def asked(number: int, given: Mapping[str, Any]) -> Draft:
    """An article as a request gave it, for a form; a file is named alone, since no page may choose one."""
    day = str(given.get("published") or "")[:_DAY]
    return Draft(
        number, given.get("text") or given.get("html") or "", given.get("address") or "", given.get("outlet") or "",
        day if _is_day(day) else "", file_name="?" if "data" in given else "", is_source="html" in given,
    )  # fmt: skip


async def drafts(form: FormMultiDict) -> list[Draft]:
    """The articles of a form, in their order: the n-th of each field is of the n-th article. Raises TooManyArticles."""
    values = {name: [_text(value) for value in form.getall(name, [])] for name in _FIELDS}
    files = form.getall("file", [])
    count = max([len(files), *map(len, values.values())])
    if count > MOST:
        raise TooManyArticles(f"{count} articles; a form of this page has up to {MOST}")
    found = []
    for at in range(count):
        text, address, outlet, published = (_at(values[name], at) for name in _FIELDS)
        draft = Draft(at + 1, text, address, outlet, published)
        draft.is_source = await to_thread.run_sync(is_page_source, text)
        file = files[at] if at < len(files) else None
        if isinstance(file, UploadFile) and file.filename:  # an empty field is sent too, without a name
            draft.data, draft.media_type, draft.file_name = await file.read(), file.content_type, file.filename
            if draft.media_type == "application/octet-stream":  # a browser that does not know; our readers look
                draft.media_type = ""
        found.append(draft)
    return found


def _is_day(published: str) -> bool:
    try:
        date.fromisoformat(published.strip())
    except ValueError:
        return False
    return True


def listed(form: FormMultiDict, name: str) -> list[str]:
    """The values of a field that may stand several times; of very many one more than the API takes."""
    return [_text(value) for value in form.getall(name, [])[: MOST + 1]]


def _text(value: object) -> str:
    """As it was typed: a browser sends every line break of a field as CR LF (HTML, 4.10.22.4)."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _at(values: Sequence[str], at: int) -> str:
    return values[at] if at < len(values) else ""
