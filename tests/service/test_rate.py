"""How often a client may ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rate import MINUTE, Limiter, client_of


@given(limit=st.integers(1, 500), gaps=st.lists(st.floats(0, 30), max_size=300))
def test_no_minute_lets_through_twice_the_limit_and_no_client_waits_for_nothing(limit: int, gaps: list[float]) -> None:
    limiter, now, through = Limiter(limit), 0.0, list[float]()
    for gap in gaps:
        now += gap
        taken = limiter.take("one", now)
        if not taken.wait:
            through.append(now)
        else:
            assert limiter.take("one", now + taken.wait).wait == 0
            through.append(now + taken.wait)
            now += taken.wait
    for start in through:
        assert len([each for each in through if start <= each < start + MINUTE]) <= 2 * limit


def test_the_whole_limit_may_be_used_at_once_and_headers_tell_what_is_left() -> None:
    limiter = Limiter(3)
    left = [limiter.take("one", 0.0).remaining for _ in range(3)]
    assert left == [2, 1, 0]
    refused = limiter.take("one", 0.0)
    assert refused.wait == 20
    assert refused.headers == {"RateLimit-Policy": '"minute";q=3;w=60', "RateLimit": '"minute";r=0;t=60'}
    assert limiter.take("another", 0.0).wait == 0


def test_a_million_addresses_take_no_more_room_than_those_remembered() -> None:
    limiter = Limiter(1, most=100)
    for number in range(10_000):
        limiter.take(str(number), 0.0)
    assert len(limiter) == 100
    assert limiter.take("9999", 0.0).wait


CLIENTS = {
    "203.0.113.9": "203.0.113.9",
    "::ffff:203.0.113.9": "203.0.113.9",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "fe80::1%eth0": "fe80::/64",
    "": "unknown",
}


@pytest.mark.parametrize(("address", "client"), CLIENTS.items())
def test_a_client_is_an_address_or_the_network_that_one_of_ipv6_has_to_itself(address: str, client: str) -> None:
    assert client_of(address) == client
