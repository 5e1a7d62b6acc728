"""The address of a webhook taken apart: HTTPS anywhere, plain HTTP to this very machine, and nothing else.

No sentence of this module quotes the address: its path and query are often the secret that lets one post.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

MAX_URL = 2_000
"""Longest address, in characters."""
_PORTS = {"https": 443, "http": 80}
_LOCALHOST = "localhost"
_LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


class AddressProblem(StrEnum):
    """Why an address is refused."""

    NO_URL = "no-url"
    SCHEME = "scheme"
    NOT_LOOPBACK = "not-loopback"
    USER = "user"
    CHARACTERS = "characters"


class AddressError(ValueError):
    """An address that is refused."""

    def __init__(self, problem: AddressProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Address:
    """``host`` is in ASCII (a Thai name in its ``xn--`` form); ``path`` holds the query as well."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port, as the ``Host`` header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


def address_of(url: str) -> Address:
    """The parts of an address.

    Raises:
        AddressError: it is no ``https`` address, nor an ``http`` one of this machine; it holds a user name, a fragment,
            or characters that would have to be written with ``%``.
    """
    # urlsplit drops tabs and line ends silently, so look before.
    if len(url) > MAX_URL or any(character.isspace() or not character.isprintable() for character in url):
        raise AddressError(AddressProblem.CHARACTERS)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError:
        raise AddressError(AddressProblem.NO_URL) from None
    if parts.scheme not in _PORTS:
        raise AddressError(AddressProblem.SCHEME)
    if not host or port == 0:
        raise AddressError(AddressProblem.NO_URL)
    if parts.username is not None or parts.password is not None:
        raise AddressError(AddressProblem.USER)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or parts.fragment:
        raise AddressError(AddressProblem.CHARACTERS)
    if parts.scheme == "http" and host != _LOCALHOST and not is_loopback(host):
        raise AddressError(AddressProblem.NOT_LOOPBACK)
    return Address(parts.scheme == "https", host, port or _PORTS[parts.scheme], path)


def is_loopback(address: str) -> bool:
    """Whether a numeric address is this very machine: 127.0.0.0/8 or ::1, and no other spelling of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found.version == network.version and found in network for network in _LOOPBACK)


def _ascii(host: str) -> str:
    """The host as the network knows it.

    Raises:
        ValueError: no name of a machine can look like that.
    """
    if ":" in host:
        return str(ipaddress.ip_address(host))
    return host if host.isascii() else host.encode("idna").decode()
