"""How often one client may ask: `limit` requests at once, and then as many a minute, evenly (GCRA).

    limiter = Limiter(60)
    limiter.take("key:k1", now=0.0)        Taken(remaining=59, reset=1, wait=0)
    … sixty at once …
    limiter.take("key:k1", now=0.0)        Taken(remaining=0, reset=60, wait=1)

One number a client is kept: when it will have all its requests again. See https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

MINUTE = 60.0
MOST_CLIENTS = 50_000
"""Clients remembered; for one more, the one that asked longest ago is forgotten."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is left to a client, seconds until it has all again, and seconds that it must wait: 0, it need not."""

    limit: int
    remaining: int
    reset: int
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers-10 has them."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={MINUTE:.0f}',
            "RateLimit": f'"minute";r={self.remaining};t={self.reset}',
        }


class Limiter:
    """The clients of one process."""

    def __init__(self, limit: int, most: int = MOST_CLIENTS) -> None:
        self._limit, self._each, self._most = limit, MINUTE / limit, most
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, client: str, now: float) -> Taken:
        """Count a request at `now`, in seconds of any clock that only goes forward. One refused does not count."""
        full = max(self._full_at.get(client, now), now)
        wait = full + self._each - MINUTE - now
        if wait <= 1e-9:
            full, wait = full + self._each, 0
            self._full_at[client] = full
            self._full_at.move_to_end(client)
            if len(self._full_at) > self._most:
                self._full_at.popitem(last=False)
        remaining = int((MINUTE - (full - now)) / self._each + 1e-9)
        return Taken(self._limit, remaining, math.ceil(full - now), math.ceil(wait))

    def __len__(self) -> int:
        return len(self._full_at)


def client_of(address: str) -> str:
    """The client that an address stands for: in IPv6 whoever has one has its whole /64."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return str(found)
