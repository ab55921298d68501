"""The guard: no connection to an address that is not public, whatever shape it comes in."""

import asyncio
import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import httpcore
import pytest
import stamina
from ministry import Site

from extractors.errors import FetchFailedError, FetchRefusedError
from flows.fetch import Fetcher
from flows.guard import GuardedBackend, check_addresses, check_url, is_listed, special_range
from flows.settings import Settings

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PUBLIC = "93.184.215.14"

SPECIAL = {
    "this host": "0.0.0.0",
    "inside this network": "0.1.2.3",
    "private a": "10.0.0.1",
    "carrier-grade": "100.64.0.1",
    "loopback": "127.0.0.1",
    "loopback far": "127.255.255.254",
    "metadata": "169.254.169.254",
    "private b": "172.16.0.1",
    "private b end": "172.31.255.255",
    "protocol assignments": "192.0.0.8",
    "documentation": "192.0.2.1",
    "6to4 relay": "192.88.99.1",
    "private c": "192.168.1.1",
    "benchmark": "198.18.0.1",
    "documentation 2": "198.51.100.1",
    "documentation 3": "203.0.113.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "v6 unspecified": "::",
    "v6 loopback": "::1",
    "v6 mapped": "::ffff:127.0.0.1",
    "v6 mapped public": f"::ffff:{PUBLIC}",
    "v6 compatible": "::127.0.0.1",
    "v6 NAT64": "64:ff9b::7f00:1",
    "v6 NAT64 local": "64:ff9b:1::a00:1",
    "v6 discard": "100::1",
    "v6 Teredo": "2001:0:7f00:1::1",
    "v6 documentation": "2001:db8::1",
    "v6 6to4": "2002:7f00:1::1",
    "v6 unique local": "fd00:ec2::254",
    "v6 link-local": "fe80::1",
    "v6 site-local": "fec0::1",
    "v6 multicast": "ff02::1",
}
GLOBAL = (PUBLIC, "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1")

FORMS = (("http", "/"), ("https", "/latest/meta"), ("http", ":8080/"))

connections: list[Any] = []
watching = False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if watching and event == "socket.connect":
        connections.append(arguments[1])


sys.addaudithook(_watch)  # sees every connect of this process, whichever library makes it


@contextmanager
def watched_connections() -> Iterator[list[Any]]:
    global watching
    connections.clear()
    watching = True
    try:
        yield connections
    finally:
        watching = False


def written(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def encodings(address: str) -> list[str]:
    """Return the other ways in which an IPv4 address can be written in an address."""
    if ":" in address:
        return []
    number = int(ipaddress.IPv4Address(address))
    parts = address.split(".")
    return [
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(f"0{int(part):o}" for part in parts),
        ".".join(hex(int(part)) for part in parts),
        f"{parts[0]}.{int(parts[1]) * 65536 + int(parts[2]) * 256 + int(parts[3])}",
        f"{address}.",
        f"[::ffff:{address}]",
        f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]",
    ]


NAMES = {"evil.example": "{}", "mixed.example": PUBLIC + " {}"}  # what they resolve to, {} being the address at hand


async def _attempts(site: Site, urls: list[str], address: str) -> list[Exception | None]:
    async def resolve(host: str, port: int) -> tuple[str, ...]:
        if host in NAMES:
            return tuple(NAMES[host].format(address).split())
        try:  # as the system's resolver reads numbers; no name server is asked by a test
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            raise httpcore.ConnectError("no such name") from None
        return tuple(str(one[4][0]) for one in found)

    async def attempt(url: str) -> Exception | None:
        try:
            await fetcher.get(url, now=NOW)
        except (FetchRefusedError, FetchFailedError) as error:
            return error
        return None

    settings = Settings(allowed_private_hosts=(site.host,), host_pace=0.0, request_deadline=5.0)
    async with Fetcher(settings, resolve=resolve) as fetcher:
        return [await attempt(url) for url in urls]


def attempts(site: Site, urls: list[str], address: str = "") -> tuple[list[Exception | None], list[Any]]:
    """Return what became of each request, and every connection made besides those to the site."""
    with stamina.set_testing(True, attempts=1), watched_connections() as seen:
        errors = asyncio.run(_attempts(site, urls, address))
        elsewhere = [address for address in seen if f"{address[0]}:{address[1]}" != site.host]
    return errors, elsewhere


@pytest.mark.parametrize("address", SPECIAL.values(), ids=SPECIAL)
def test_a_special_address_is_never_connected_to_in_any_shape(address: str):
    with Site() as site:
        targets = [f"{scheme}://{host}{rest}" for host in [written(address), *encodings(address)] for scheme, rest in FORMS]
        targets += ["http://evil.example/", "http://mixed.example/", "https://evil.example/", "//evil.example/"]
        redirects = [
            site.answers(f"/redirect/{number}", "", status, location=target)
            for number, target in enumerate(targets)
            for status in (302, 307)
        ]
        urls = [target for target in targets if not target.startswith("//")] + redirects
        errors, elsewhere = attempts(site, urls, address)
    assert elsewhere == []
    for url, error in zip(urls, errors, strict=True):
        assert isinstance(error, FetchRefusedError | FetchFailedError), url
    assert len(urls) >= 10


def test_every_special_address_is_named_and_every_public_one_passes():
    for address in SPECIAL.values():
        assert special_range(ipaddress.ip_address(address)), address
    for address in GLOBAL:
        assert special_range(ipaddress.ip_address(address)) == "", address


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1:11211/_stats",
        "ftp://example.org/x",
        "data:text/html,<p>x",
        "javascript:alert(1)",
        "//example.org/x",
        "example.org",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:password@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: evil",
        "http://example.org/\tx",
        "http://example.org:99999/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://example.org/" + "a" * 5_000,
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused_before_anything_happens(url: str):
    with Site() as site:
        (error,), elsewhere = attempts(site, [url])
        assert site.requests == []
    assert isinstance(error, FetchRefusedError | FetchFailedError)
    assert elsewhere == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1:1/_x", "ftp://example.org/x", "data:text/html,<p>x", "http://u:p@example.org/", "http://[", "http://a\x00b/"]
)
def test_a_redirect_to_what_is_no_plain_web_address_ends_there(target: str):
    with Site() as site:
        (error,), elsewhere = attempts(site, [site.answers("/redirect", "", 302, location=target)])
    assert isinstance(error, FetchRefusedError | FetchFailedError)
    assert elsewhere == []


class Recorder(httpcore.AsyncNetworkBackend):
    """Stands where connections would be opened, and writes down to where."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.hosts.append(host)
        raise httpcore.ConnectError("recorded")


def test_a_name_that_answers_differently_the_second_time_gains_nothing():
    answers = iter([(PUBLIC,), ("127.0.0.1",)])

    async def resolve(host: str, port: int) -> tuple[str, ...]:
        return next(answers)

    async def connect() -> None:
        backend = GuardedBackend((), resolve, 1_000)
        backend._inner = recorder
        with pytest.raises(httpcore.ConnectError):
            await backend.connect_tcp("rebinding.example", 80)
        with pytest.raises(FetchRefusedError):
            await backend.connect_tcp("rebinding.example", 80)

    recorder = Recorder()
    asyncio.run(connect())
    assert recorder.hosts == [PUBLIC]  # the address that was checked, not the name


def test_the_client_really_connects_through_the_guard():
    # httpx has no public way to name a network backend, so a new version could quietly go round ours.
    fetcher = Fetcher(Settings())
    backend = fetcher._client._transport._pool._network_backend  # type: ignore[attr-defined]
    assert isinstance(backend, GuardedBackend)


def test_only_the_ports_of_the_web_are_asked():
    assert check_addresses("example.org", 443, (PUBLIC,), ()) == (PUBLIC,)
    with pytest.raises(FetchRefusedError, match="ports 80 and 443"):
        check_addresses("example.org", 6379, (PUBLIC,), ())
    assert check_addresses("example.org", 6379, (PUBLIC,), ("example.org:6379",)) == (PUBLIC,)


def test_a_listed_host_is_read_and_no_other_name_for_it():
    listed = ("127.0.0.1:8001", "Intranet.Example", "[::1]:8002")
    assert is_listed("127.0.0.1", 8001, listed)
    assert is_listed("intranet.example", 80, listed)
    assert is_listed("::1", 8002, listed)
    assert not is_listed("127.0.0.1", 8002, listed)
    assert not is_listed("localhost", 8001, listed)
    assert not is_listed("2130706433", 8001, listed)


def test_a_listed_host_does_not_open_its_neighbours():
    with Site() as listed, Site() as neighbour:
        url = listed.answers("/redirect", "", 302, location=f"{neighbour.address}/secret")
        (error,), elsewhere = attempts(listed, [url])
        assert isinstance(error, FetchRefusedError)
        assert elsewhere == [] and neighbour.requests == []


def test_a_refusal_says_what_to_do():
    with pytest.raises(FetchRefusedError, match=r"10\.0\.0\.5 \(private\).*add wiki:80 to TIFAWATCH_ALLOWED_PRIVATE_HOSTS"):
        check_addresses("wiki", 80, ("10.0.0.5",), ())


def test_international_names_are_addresses_too():
    assert check_url("http://例子.测试/路径").host == "例子.测试"
