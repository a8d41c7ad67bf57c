"""What a service may fetch for somebody else. Nothing here touches the network."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sources
from sources import errors, fetch
from sources.guard import PublicOnly, kind_of

PUBLIC = "8.8.8.8"
IPV6_GLOBAL = ip_network("2000::/3")
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nwords"
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "cases" / "addresses.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


class Network(httpcore.NetworkBackend):
    """Writes down what is dialled; each connection gives the next of `answers`."""

    def __init__(self, *answers: bytes, dead: Iterable[str] = ()) -> None:
        self.answers = list(answers) or [PAGE]
        self.dead = set(dead)
        self.dialled: list[str] = []

    def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> httpcore.NetworkStream:
        self.dialled.append(f"{host}:{port}")
        if host in self.dead:
            raise httpcore.ConnectError("no route")
        return httpcore.MockStream([self.answers.pop(0)])


class Names:
    """A resolver that gives the next of `answers` each time, and writes down what it is asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, name: str) -> list[str]:
        self.asked.append(name)
        answer = self.answers.pop(0)
        if answer == "none":
            raise OSError("no such name")
        return answer.split(",") if answer else []


@pytest.mark.parametrize(("address", "answers", "verdict", "what"), ROWS, ids=[f"{r[0]}-{r[3]}" for r in ROWS])
def test_an_address_is_dialled_as_it_was_judged_or_not_at_all(
    address: str, answers: str, verdict: str, what: str
) -> None:
    names, network = Names(*([] if answers == "-" else [answers])), Network()
    policy = PublicOnly(resolver=names)
    if verdict[0].isupper():
        with pytest.raises(getattr(errors, verdict)) as caught:
            fetch.fetch(address, policy=policy, network=network)
        assert network.dialled == []
        assert caught.value.remedy
    else:
        assert fetch.fetch(address, policy=policy, network=network).data == b"words"
        assert network.dialled == [verdict]
    assert len(names.asked) == (answers != "-")


def test_a_name_is_looked_up_once_so_that_a_second_answer_has_no_effect() -> None:
    names, network = Names(PUBLIC, "127.0.0.1"), Network()
    fetch.fetch("http://news.example/", policy=PublicOnly(resolver=names), network=network)
    assert (names.asked, network.dialled) == (["news.example"], ["8.8.8.8:80"])


def test_a_new_connection_to_a_name_that_moved_inside_is_refused() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    network = Network(moved)
    with pytest.raises(errors.HostNotPublic):
        fetch.fetch("http://news.example/a", policy=PublicOnly(resolver=Names(PUBLIC, "10.0.0.7")), network=network)
    assert network.dialled == ["8.8.8.8:80"]


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ("http://127.0.0.1/", errors.HostNotPublic),
        ("//169.254.169.254/latest/", errors.HostNotPublic),
        ("http://[::ffff:127.0.0.1]/", errors.HostNotPublic),
        ("http://localhost/", errors.HostNotPublic),
        ("http://inside.example/", errors.HostNotPublic),
        ("http://2130706433/", errors.AddressRefused),
        ("http://0177.0.0.1/", errors.FetchFailed),
        ("http://xn--/", errors.FetchFailed),
        ("http://xn--a.example/", errors.FetchFailed),
        ("http://user:secret@news.example/", errors.AddressRefused),
        ("http://news.example:6379/", errors.PortRefused),
        ("file:///etc/passwd", errors.AddressRefused),
        ("gopher://127.0.0.1/", errors.AddressRefused),
    ],
)
def test_a_redirect_is_judged_like_an_address(target: str, error: type[errors.SourceError]) -> None:
    moved = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nConnection: close\r\n\r\n".encode()
    network = Network(moved)
    with pytest.raises(error):
        fetch.fetch("http://news.example/a", policy=PublicOnly(resolver=Names(PUBLIC, "10.0.0.7")), network=network)
    assert network.dialled == ["8.8.8.8:80"]


def test_the_next_address_of_a_host_is_dialled_when_one_is_dead() -> None:
    network = Network(dead=["2606:4700:4700::1111"])
    policy = PublicOnly(resolver=Names("2606:4700:4700::1111,8.8.8.8,8.8.8.8"))
    fetch.fetch("http://news.example/", policy=policy, network=network)
    assert network.dialled == ["2606:4700:4700::1111:80", "8.8.8.8:80"]


def test_a_host_of_dead_addresses_is_a_failure() -> None:
    policy = PublicOnly(resolver=Names("8.8.4.4,8.8.8.8"))
    with pytest.raises(errors.FetchFailed, match="no route"):
        fetch.fetch("http://news.example/", policy=policy, network=Network(dead=["8.8.4.4", "8.8.8.8"]))


def test_messages_keep_silent_about_the_inside_and_fields_tell_the_log() -> None:
    with pytest.raises(errors.HostNotPublic) as caught:
        fetch.fetch("http://inside.example/", policy=PublicOnly(resolver=Names("10.0.0.7")), network=Network())
    assert "10.0.0.7" not in str(caught.value) and "private" not in str(caught.value)
    assert (caught.value.host, caught.value.reached, caught.value.kind) == ("inside.example", "10.0.0.7", "private")


def test_a_password_in_an_address_is_in_no_message() -> None:
    with pytest.raises(errors.AddressRefused) as caught:
        fetch.fetch("http://user:secret@news.example/", policy=PublicOnly(), network=Network())
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("allow", "address", "answers", "passes"),
    [
        ("127.0.0.1:8123", "http://127.0.0.1:8123/", "-", True),
        ("127.0.0.1:8123", "http://127.0.0.1./", "-", False),
        ("127.0.0.1:8123", "http://127.0.0.1:8124/", "-", False),
        ("127.0.0.1:8123", "http://127.0.0.2:8123/", "-", False),
        ("127.0.0.1:8123", "http://localhost:8123/", "-", False),
        ("127.0.0.1:8123", "http://news.example:8123/", "127.0.0.1", True),
        ("127.0.0.1:8123", "http://news.example:8123/", "127.0.0.1,127.0.0.2", False),
        ("127.0.0.1:8123", "http://news.example:8123/", "8.8.8.8", False),
        ("[::1]:8123", "http://[0:0::1]:8123/", "-", True),
        ("127.0.0.1:8123", "http://[::ffff:127.0.0.1]:8123/", "-", True),
        ("hooks.lan:8443", "http://hooks.lan:8443/", "10.0.0.7", True),
        ("hooks.lan:8443", "http://HOOKS.lan.:8443/", "10.0.0.7", True),
        ("hooks.lan:8443", "http://hooks.lan/", "-", False),
        ("hooks.lan:8443", "http://news.example:8443/", "10.0.0.7", False),
        ("localhost:80", "http://localhost/", "127.0.0.1", True),
        ("10.0.0.0/8", "http://inside.example/", "10.0.0.7", True),
        ("10.0.0.0/8", "http://10.0.0.7:22/", "-", False),
        ("10.0.0.0/8", "http://inside.example/", "10.0.0.7,127.0.0.1", False),
        ("10.0.0.0/8", "http://[::ffff:11.0.0.7]:22/", "-", False),
    ],
)
def test_an_exception_lets_through_what_it_names_and_nothing_else(
    allow: str, address: str, answers: str, passes: bool
) -> None:
    network = Network()
    policy = PublicOnly(allow={allow}, resolver=Names(*([] if answers == "-" else [answers])))
    if passes:
        fetch.fetch(address, policy=policy, network=network)
    else:
        with pytest.raises((errors.HostNotPublic, errors.PortRefused)):
            fetch.fetch(address, policy=policy, network=network)
    assert bool(network.dialled) is passes


def test_networks_can_be_refused_besides_those_of_the_table() -> None:
    policy = PublicOnly(refuse={"8.8.0.0/16"}, resolver=Names(PUBLIC))
    with pytest.raises(errors.HostNotPublic):
        fetch.fetch("http://news.example/", policy=policy, network=Network())


@pytest.mark.parametrize(
    "entry", ["127.0.0.1", "localhost", "news.example:", ":80", "news.example:x", "a:65536", "x/y"]
)
def test_an_exception_of_another_form_is_an_error(entry: str) -> None:
    with pytest.raises(ValueError):
        PublicOnly(allow={entry})


def test_with_a_policy_a_string_is_never_the_path_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("words of the inside")
    with pytest.raises(errors.AddressRefused):
        sources.read(str(tmp_path / "secret.txt"), policy=PublicOnly())


@given(st.ip_addresses(v=4))
def test_no_address_that_python_takes_for_special_is_public(address: IPv4Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert kind_of(address) is not None


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_outside_global_unicast_is_public(address: IPv6Address) -> None:
    if address not in IPV6_GLOBAL and address.ipv4_mapped is None and int(address) >> 32 != 0x64FF9B << 64:
        assert kind_of(address) is not None


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:", "64:ff9b::"]))
def test_an_address_within_another_is_judged_as_itself(inner: IPv4Address, prefix: str) -> None:
    assert (kind_of(inner) is None) == (kind_of(ip_address(f"{prefix}{inner}")) is None)


@given(st.text("0127fax.:[]%@\\/#?。１é-~ ", max_size=24))
def test_whatever_is_written_for_a_host_only_public_addresses_are_dialled(host: str) -> None:
    network = Network(*[PAGE] * 9)
    with suppress(errors.SourceError):
        fetch.fetch(f"http://{host}", policy=PublicOnly(resolver=lambda _: [PUBLIC]), network=network)
    assert [dialled for dialled in network.dialled if kind_of(ip_address(dialled.rpartition(":")[0]))] == []


def test_a_policy_travels_to_another_process() -> None:
    policy = PublicOnly(allow={"127.0.0.1:8123", "10.0.0.0/8"}, refuse={"8.8.8.0/24"})
    assert pickle.loads(pickle.dumps(policy)) == policy
