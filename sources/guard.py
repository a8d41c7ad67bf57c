"""What a service may connect to when somebody else names the address.

    http://news.example/a        one look-up: 198.35.26.96      dialled, and no other; TLS and Host keep the name
    http://news.example/b        302 to http://169.254.169.254/ refused: a redirect is judged like any address
    http://inside.example/       10.0.0.7 and 198.35.26.96      refused: every answer must be public
    http://2130706433/           127.0.0.1 for some programs    refused: a last label that is a number is no name
    http://[64:ff9b::7f00:1]/    127.0.0.1 behind NAT64         refused: judged by the address inside

The policy only judges; `sources.wire` looks names up and dials what was judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from sources import data
from sources.errors import AddressRefused, HostNotPublic, HostUnknown, PortRefused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str], Iterable[str]]
"""A host name → its addresses. Raises OSError or LookupError where there is none."""

SCHEMES: Final = ("http", "https")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# What ends in such a label is an IPv4 address to browsers and to libc: https://url.spec.whatwg.org/#ends-in-a-number-checker
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST_NAME: Final = 253


@dataclass(frozen=True, slots=True)
class PublicOnly:
    """The public internet, by http and https.

    `allow` has exceptions: "127.0.0.1:8123" and "[::1]:8123" (an address at a port), "hooks.lan:8443" (a name at a
    port, wherever it leads), "10.1.0.0/16" (a network, at `ports`). `refuse` has networks to refuse besides those of
    `networks.toml`, such as public ones that lead inside. `largest` is in bytes, after decompression; `seconds` are for
    the whole exchange, redirects and look-ups included. `resolver` takes the place of the system's.
    Raises ValueError for entries of other forms.
    """

    ports: Set[int] = frozenset({80, 443})
    allow: Set[str] = frozenset()
    refuse: Set[str] = frozenset()
    largest: int = 10_000_000
    seconds: float = 30.0
    resolver: Resolver | None = None
    _places: frozenset[tuple[str, int]] = field(init=False, repr=False)
    _networks: tuple[Network, ...] = field(init=False, repr=False)
    _refused: tuple[Network, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        networks = {entry for entry in self.allow if "/" in entry}
        object.__setattr__(self, "_places", frozenset(_place(entry) for entry in self.allow - networks))
        object.__setattr__(self, "_networks", tuple(ip_network(entry) for entry in sorted(networks)))
        object.__setattr__(self, "_refused", tuple(ip_network(entry) for entry in sorted(self.refuse)))

    def check(self, source: str, *, scheme: str, host: str, port: int, credentials: bool = False) -> None:
        """Judge an address by what is written in it, before anything is looked up.

        `source` names the input in errors; `host` is in ASCII (IDNA), without brackets.
        Raises AddressRefused, HostNotPublic, PortRefused.
        """
        if scheme not in SCHEMES:
            raise AddressRefused(source, "led to an address that is not http(s)")
        if credentials:
            raise AddressRefused(_masked(source), "holds a user name or a password", "leave them out")
        name = _normal(host)
        if (name, port) in self._places:
            return
        if port not in self.ports and all(port != allowed for _, allowed in self._places):
            raise PortRefused(source, port)
        if _literal(name) is not None:
            return
        labels = name.split(".")
        if _NUMBER.fullmatch(labels[-1]):
            raise AddressRefused(source, f"{host} is no host name", "write an IPv4 address as four decimal numbers")
        if len(name) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
            raise AddressRefused(source, f"{host[:80]!r} is no host name", "check its spelling")
        if len(labels) == 1 or any(f".{name}".endswith(f".{local}") for local in _special()[0]):
            raise HostNotPublic(source, host, "local name")

    def addresses(self, source: str, host: str, port: int, resolver: Resolver) -> tuple[str, ...]:
        """What to dial for a host: each of its addresses once, in the order given, all of them judged.

        `resolver` is asked once, and not at all for a host that is an address. One address that may not be reached
        refuses them all: which of them is dialled would otherwise be the choice of whoever owns the name.
        Raises HostNotPublic, HostUnknown, PortRefused.
        """
        name = _normal(host)
        literal = _literal(name)
        if literal is not None:
            found = [literal]
        else:
            try:
                found = [_parsed(answer) for answer in resolver(name)]
            except (OSError, LookupError, ValueError):
                found = []
        if not found:
            raise HostUnknown(source, host)
        for address in found:
            if (name, port) in self._places or (str(address), port) in self._places:
                continue
            if port not in self.ports:
                raise PortRefused(source, port)
            if (kind := self._kind(address)) is not None:
                raise HostNotPublic(source, host, kind, str(address))
        return tuple(dict.fromkeys(str(address) for address in found))

    def _kind(self, address: Address) -> str | None:
        """Why an address is refused; None when it is not."""
        if any(address in network for network in self._refused):
            return "refused by the settings"
        if any(address in network for network in self._networks):
            return None
        return kind_of(address)


def kind_of(address: Address) -> str | None:
    """What an address is when it is no public one, by `networks.toml`: "loopback", "private"; None for a public one."""
    _, embedding, networks = _special()
    for network, what in embedding:
        if address in network:
            inner = kind_of(IPv4Address(int(address) & 0xFFFF_FFFF))
            return None if inner is None else f"{what}, {inner}"
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return "bound to an interface"
    return next((what for network, what in networks if address in network), None)


def _place(entry: str) -> tuple[str, int]:
    host, _, port = entry.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"{entry!r} is neither host:port nor a network")
    return _normal(host.removeprefix("[").removesuffix("]")), int(port)


def _normal(host: str) -> str:
    """A host as it is compared: without the dot of the root, an address in its one canonical form."""
    name = host.lower().removesuffix(".")
    literal = _literal(name)
    return name if literal is None else str(literal)


def _literal(host: str) -> Address | None:
    try:
        return _parsed(host)
    except ValueError:
        return None


def _parsed(text: str) -> Address:
    """An address; an IPv4-mapped one as the IPv4 address that it stands for."""
    address = ip_address(text)
    return getattr(address, "ipv4_mapped", None) or address


def _masked(address: str) -> str:
    """The address without what stands before the last @ of its authority."""
    return re.sub(r"//[^/?#]*@", "//", address, count=1)


@cache
def _special() -> tuple[tuple[str, ...], tuple[tuple[Network, str], ...], tuple[tuple[Network, str], ...]]:
    """Local names, networks that embed IPv4 addresses, networks that are refused."""
    table = data.load("networks.toml", ("local_names", "embeds", "network"))
    for name in ("embeds", "network"):
        for row in table[name]:
            data.expect(f"networks.toml [[{name}]]", row, ("net", "what", "spec"))
    embeds, networks = (
        tuple((ip_network(row["net"]), str(row["what"])) for row in table[name]) for name in ("embeds", "network")
    )
    return tuple(table["local_names"]), embeds, networks
