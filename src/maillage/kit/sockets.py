"""Connections going out: the name is resolved here, the address is judged, and that very address is connected to.

Between the judging and the connecting no name is asked again, so a name that changes its answer (DNS rebinding) gains
nothing. Every wait is cut by one deadline, however slowly the other side drips.
"""

import socket
import ssl
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

IPAddress = IPv4Address | IPv6Address
NAT64 = IPv6Network("64:ff9b::/96")  # how networks without IPv4 write an IPv4 address
SHORTEST_WAIT = 0.001  # 0 would mean "do not wait" to a socket


class PrivateAddress(Exception):
    """The name leads into a network that is not the public one, or to this machine."""


class OutOfTime(Exception):
    """All the time there was has been used."""


def is_public(address: IPAddress) -> bool:
    """Whether `address` is out on the public network; an IPv4 address dressed as IPv6 is judged as what it is."""
    inner = _dressed(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _dressed(address: IPAddress) -> IPv4Address | None:
    if not isinstance(address, IPv6Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class Timed(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: "Deadline") -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return Timed(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left(timeout)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class Deadline:
    """The end of everything one request may take."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """How long may be waited now. Raises OutOfTime."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return max(SHORTEST_WAIT, left if timeout is None else min(left, timeout))


class PublicNetwork(httpcore.NetworkBackend):
    """Connects to public addresses only; with `with_loopback`, to this machine too (tests and trials)."""

    def __init__(self, deadline: Deadline, *, with_loopback: bool) -> None:
        self.deadline, self.with_loopback, self.plain = deadline, with_loopback, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._judged(host, port)
        for number, address in enumerate(addresses, 1):
            try:
                stream = self.plain.connect_tcp(str(address), port, self.deadline.left(timeout), None, socket_options)
                return Timed(stream, self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise httpcore.ConnectError(host)

    def _judged(self, host: str, port: int) -> list[IPAddress]:
        """The addresses of `host`. One that is not public condemns all: an honest name does not mix them."""
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise httpcore.ConnectError(host) from problem
        addresses = list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in told))
        if not all(is_public(address) or (self.with_loopback and address.is_loopback) for address in addresses):
            raise PrivateAddress
        return addresses
