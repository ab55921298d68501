"""The guard: which addresses may be asked at all, checked at connect on every hop and pinned."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any

import httpcore
import httpx

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import SourceState

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Awaitable[tuple[str, ...]]]

LONGEST_ADDRESS = 4_096
PUBLIC_PORTS = frozenset({80, 443})

# An own table: `is_global` of the standard library lets multicast, NAT64 and some of 192.0.0.0/24 through.
SPECIAL_V4 = {
    ipaddress.IPv4Network(network): name
    for network, name in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local, cloud metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "IETF protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "AMT"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved, broadcast"),
    )
}
# Only 2000::/3 is handed out for the public; these parts of it are special all the same. Everything outside
# (loopback, mapped and compatible IPv4, NAT64, discard, unique local, link-local, site-local, multicast) is refused.
PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
SPECIAL_V6 = {
    ipaddress.IPv6Network(network): name
    for network, name in (
        ("2001::/23", "IETF protocol assignments, Teredo, ORCHID"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112"),
        ("3fff::/20", "documentation"),
    )
}


def special_range(address: Address) -> str:
    """Return the name of the special range an address lies in, "" for a public one."""
    if isinstance(address, ipaddress.IPv4Address):
        return next((name for network, name in SPECIAL_V4.items() if address in network), "")
    if address not in PUBLIC_V6:
        return "not public IPv6"
    return next((name for network, name in SPECIAL_V6.items() if address in network), "")


def check_url(url: str) -> httpx.URL:
    """Return the parsed address, or refuse it with the reason."""
    if len(url) > LONGEST_ADDRESS:
        raise FetchRefusedError(f"address of {len(url)} characters; at most {LONGEST_ADDRESS} are taken")
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise FetchRefusedError(f"address with blanks or control characters: {url!r}")
    try:
        parsed = httpx.URL(url)
        _ = parsed.raw_path  # parts that cannot be encoded show only when asked for
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefusedError(f"not an address: {url!r} ({error})") from None
    if not parsed.scheme:
        raise FetchRefusedError(f"not a whole address: {url!r}; did you mean 'https://{url}'?")
    if parsed.scheme not in ("http", "https"):
        raise FetchRefusedError(f"only http and https are read, not {parsed.scheme}: {url!r}")
    if parsed.userinfo:
        raise FetchRefusedError(f"address carries credentials: {parsed.host}")
    if parsed.port is not None and not 0 < parsed.port < 65_536:
        raise FetchRefusedError(f"no such port: {parsed.port}")
    if not parsed.host:
        raise FetchRefusedError(f"address without a host: {url!r}")
    return parsed


def check_addresses(host: str, port: int, found: Iterable[str], allowed: Collection[str]) -> tuple[str, ...]:
    """Return the addresses that a host may be reached at; one special address among them refuses the host."""
    found = tuple(found)
    if is_listed(host, port, allowed):
        return found
    for text in found:
        reason = special_range(ipaddress.ip_address(text))
        if reason:
            raise FetchRefusedError(
                f"{host} is at {text} ({reason}); to read it all the same, add {host}:{port} to TIFAWATCH_ALLOWED_PRIVATE_HOSTS"
            )
    if port not in PUBLIC_PORTS:
        raise FetchRefusedError(
            f"{host}:{port}: only ports 80 and 443 are asked; to read it all the same, add {host}:{port} to TIFAWATCH_ALLOWED_PRIVATE_HOSTS"
        )
    return found


def is_listed(host: str, port: int, allowed: Collection[str]) -> bool:
    """Tell whether the operator named this host, alone or with this port, exactly as it is written in the address."""
    bare = host.strip("[]").lower()
    names = {bare, f"{bare}:{port}", f"[{bare}]", f"[{bare}]:{port}"}
    return any(entry.lower() in names for entry in allowed)


async def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Return every address of a host, each once, in the resolver's order."""
    try:
        return (str(ipaddress.ip_address(host.strip("[]"))),)  # spares a literal the detour through a thread
    except ValueError:
        pass
    loop = asyncio.get_running_loop()
    try:
        answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host}: no address found ({error})") from None
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


class BoundedStream(httpcore.AsyncNetworkStream):
    """A connection that hands over only so many bytes for one request: hints and trailers without end count too."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, cap: int) -> None:
        self._inner = inner
        self._cap = cap
        self._taken = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read, unless the answer has grown beyond the cap."""
        piece = await self._inner.read(max_bytes, timeout)
        self._taken += len(piece)
        if self._taken > self._cap:
            raise FetchFailedError(SourceState.TRUNCATED, f"the answer is larger than {self._cap:,} bytes and was refused")
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write a request, with which the count begins anew."""
        self._taken = 0
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Begin TLS; what is read through it is bounded too."""
        return BoundedStream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._cap)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore wants to know of the connection."""
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections only to addresses it has checked, and to no other."""

    def __init__(self, allowed: Collection[str], resolve: Resolver, cap: int) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._cap = cap
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve once, check every answer, connect to a checked address."""
        addresses = check_addresses(host, port, await self._resolve(host, port), self._allowed)
        failure: Exception = httpcore.ConnectError(f"{host}: no address found")
        for address in addresses:
            try:
                stream = await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
                return BoundedStream(stream, self._cap)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no source is a local socket."""
        raise FetchRefusedError(f"a local socket is no source: {path}")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks for between its tries."""
        await self._inner.sleep(seconds)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """An httpx transport whose connections all pass the guard; no proxy, nothing from the environment."""

    def __init__(self, allowed: Collection[str], resolve: Resolver, tls: ssl.SSLContext, cap: int) -> None:
        super().__init__(verify=tls, trust_env=False)
        # httpx has no public way to name a network backend; test_guard holds this line.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=64,
            max_keepalive_connections=32,
            keepalive_expiry=60.0,
            network_backend=GuardedBackend(allowed, resolve, cap),
        )
