"""Articles by address: fetched in threads, always under the policy for addresses of others."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from anyio import to_thread

from service import addresses
from service.jobs import work
from service.settings import ServiceSettings


async def fetched(settings: ServiceSettings, given: Sequence[work.Given]) -> list[work.Given]:
    """The same, with the page in place of each address, or why there is none."""
    from sources.errors import SourceError
    from sources.fetch import fetch

    policy = addresses.for_articles(settings)

    async def one(article: work.Given) -> work.Given:
        address = (article.json or {}).get("address")
        if address is None:
            return article
        try:
            page = await to_thread.run_sync(lambda: fetch(address, policy=policy))
        except SourceError as error:
            return replace(article, json=None, refused=work.refusal(error, f"{address}: ", "/address"))
        known = {k: v for k, v in (article.json or {}).items() if k in ("outlet", "published", "language")}
        media_type = page.media_type and page.media_type + (f"; charset={page.charset}" if page.charset else "")
        return work.Given(data=page.data, media_type=media_type, known={"url": page.url, **known})

    return await asyncio.gather(*map(one, given))
