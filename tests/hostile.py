"""A hostile web site on loopback: every fault of HTTP, of feeds and of pages that a source was seen to have.

    with HostileSite() as site:
        for fault in HTTP_FAULTS: site.url(fault)          # what a fetch must end in: fault.ends_in
        for fault in FEED_FAULTS + PAGE_FAULTS: fault.body()    # bytes; fault.marker: MARKER stands in them and must be found

An HTTP fault writes raw bytes to the socket, as broken servers do. `site.asked` lists the paths that were asked for.
"""

from __future__ import annotations

import gzip
import socket
import socketserver
import struct
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from types import TracebackType

from extractors.records.pages import SourceState
from flows.loopback import ANY_PORT, Loopback

MARKER = "The envoy of Noland said that both shores of Lake Voda should return to talks."
PAGE = f"<html><head><title>Noland</title></head><body><p>{MARKER}</p></body></html>".encode()
MEGABYTE = 1_000_000

REFUSED = "refused"
READ = "read"


@dataclass(frozen=True, slots=True)
class HttpFault:
    """A fault of a server, and how a fetch must end: read, refused, or one of these states."""

    name: str
    ends_in: str | tuple[SourceState, ...]
    act: Callable[[Visit], None]


@dataclass(frozen=True, slots=True)
class ContentFault:
    """A body that is wrong in itself."""

    name: str
    body: Callable[[], bytes]
    content_type: str
    marker: bool = True  # MARKER stands in it, and nothing allows it to be lost


class Visit:
    """One connection, for a fault to answer."""

    def __init__(self, connection: socket.socket, site: HostileSite, path: str) -> None:
        self.connection, self.site, self.path = connection, site, path

    def send(self, *pieces: bytes | str) -> None:
        for piece in pieces:
            self.connection.sendall(piece.encode("latin-1") if isinstance(piece, str) else piece)

    def answer(self, body: bytes = PAGE, status: str = "200 OK", headers: str = "Content-Type: text/html\r\n") -> None:
        self.send(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n", body)

    def redirect(self, location: str) -> None:
        self.answer(b"", "302 Found", f"Location: {location}\r\n")

    def drip(self, piece: bytes, pause: float = 0.2) -> None:
        while not self.site.closing.wait(pause):
            self.send(piece)

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


class HostileSite(Loopback):
    """Serves every fault under its own path, and /good between them."""

    def __init__(self) -> None:
        super().__init__(_Server(self))
        self.asked: list[str] = []
        self.closing = Event()

    def url(self, fault: HttpFault | ContentFault | str) -> str:
        name = fault if isinstance(fault, str) else fault.name
        return f"http://{self.host}/section/{name.replace(' ', '-')}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        super().__exit__(kind, error, trace)

    def act(self, visit: Visit) -> None:
        name = visit.path.partition("?")[0].removeprefix("/section/")
        if visit.path == "/robots.txt":
            visit.answer(b"", "404 Not Found")
        elif name in ("good", "/web/system/index_17321.shtml"):
            visit.answer()
        elif name in _HTTP:
            _HTTP[name].act(visit)
        elif name in _CONTENT:
            fault = _CONTENT[name]
            visit.answer(fault.body(), headers=f"Content-Type: {fault.content_type}\r\n")
        else:
            visit.answer(b"", "404 Not Found")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, site: HostileSite) -> None:
        self.site = site
        super().__init__(ANY_PORT, _Connection)


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        with suppress(OSError):  # whoever is asked by a bounded client is hung up on
            self.request.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = self.request.recv(65_536)
                if not piece:
                    return
                head += piece
            path = head.split(b" ", 2)[1].decode("latin-1")
            self.server.site.asked.append(path)
            self.server.site.act(Visit(self.request, self.server.site, path))


# ---------------------------------------------------------------- HTTP


def _packed(body: bytes, coding: str = "gzip") -> Callable[[Visit], None]:
    return lambda visit: visit.answer(body, headers=f"Content-Type: text/html\r\nContent-Encoding: {coding}\r\n")


def _bomb() -> bytes:
    """Return half a megabyte that unpacks to half a gigabyte, as one stream of many members."""
    return gzip.compress(b"\0" * (10 * MEGABYTE)) * 50


def _one_stream_bomb() -> bytes:
    return gzip.compress(b"\0" * (60 * MEGABYTE), 1)


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def _endless_chunks(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not visit.site.closing.is_set():
        visit.send(b"10000\r\n", b"x" * 65_536, b"\r\n")


def _slow_headers(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\n")
    visit.drip(b"X: y\r\n")


def _slow_body(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    visit.drip(b"x")


def _slow_loop(visit: Visit) -> None:
    time.sleep(0.7)
    visit.redirect(f"{visit.path}?")


def _many_headers(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: y\r\n" % number for number in range(100_000)), "\r\n")


def _huge_header(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\nX: ")
    for _ in range(160):
        visit.send(b"y" * 65_536)
    visit.send("\r\n\r\n")


def _many_hints(visit: Visit) -> None:
    while not visit.site.closing.is_set():
        visit.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")


def _trailer_flood(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n")
    while not visit.site.closing.is_set():
        visit.send(b"X-Trailer: y\r\n" * 1_000)


def _half_then_reset(visit: Visit) -> None:
    visit.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", PAGE[:40])
    time.sleep(0.05)
    visit.reset()


DOWN, CUT = (SourceState.UNREACHABLE,), (SourceState.TRUNCATED,)
BROKEN = (SourceState.UNREACHABLE, SourceState.TRUNCATED)
UNPACKABLE = (SourceState.WRONG_ENCODING,)

HTTP_FAULTS = (
    HttpFault("gzip bomb of many members", CUT, _packed(_bomb())),
    HttpFault("gzip bomb in one stream", CUT, _packed(_one_stream_bomb())),
    HttpFault("gzip in gzip", UNPACKABLE, _packed(gzip.compress(gzip.compress(PAGE)))),
    HttpFault("gzip twice announced", UNPACKABLE, _packed(gzip.compress(gzip.compress(PAGE)), "gzip, gzip")),
    HttpFault("gzip cut", CUT, _packed(gzip.compress(PAGE * 50)[:-30])),
    HttpFault("gzip corrupt", UNPACKABLE, _packed(gzip.compress(PAGE)[:20] + b"\xff" * 80)),
    HttpFault("gzip unannounced", READ, lambda visit: visit.answer(gzip.compress(PAGE))),
    HttpFault("gzip announced and plain", READ, _packed(PAGE)),
    HttpFault("deflate with header", READ, _packed(zlib.compress(PAGE), "deflate")),
    HttpFault("deflate without header", READ, _packed(_raw_deflate(PAGE), "deflate")),
    HttpFault("packed as nobody asked", UNPACKABLE, _packed(PAGE, "br")),
    HttpFault("slow headers", DOWN, _slow_headers),
    HttpFault("slow body", BROKEN, _slow_body),
    HttpFault("silence", DOWN, lambda visit: visit.site.closing.wait(30) and None),
    HttpFault("endless chunks", CUT, _endless_chunks),
    HttpFault("enormous length", CUT, lambda visit: visit.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", PAGE)),
    HttpFault("short body", CUT, lambda visit: visit.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", PAGE)),
    HttpFault("half then reset", CUT, _half_then_reset),
    HttpFault("two lengths", BROKEN, lambda visit: visit.answer(headers="Content-Length: 5\r\n")),
    HttpFault("negative length", BROKEN, lambda visit: visit.send("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", PAGE)),
    HttpFault("many headers", DOWN, _many_headers),
    HttpFault("huge header", DOWN, _huge_header),
    HttpFault("endless hints", BROKEN, _many_hints),
    HttpFault("endless trailers", BROKEN, _trailer_flood),
    HttpFault("bad chunk", BROKEN, lambda visit: visit.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n")),
    HttpFault("no HTTP at all", DOWN, lambda visit: visit.send(b"\x16\x03\x01\x02\x00" * 200)),
    HttpFault("odd status", BROKEN, lambda visit: visit.answer(status="999 Enough")),
    HttpFault("protocol switch", DOWN, lambda visit: visit.answer(b"", "101 Switching Protocols", "Upgrade: x\r\n")),
    HttpFault("hung up", DOWN, lambda visit: None),
    HttpFault("reset", DOWN, Visit.reset),
    HttpFault("redirect loop", DOWN, lambda visit: visit.redirect(visit.path)),
    HttpFault("slow redirect loop", DOWN, _slow_loop),
    HttpFault("redirect to a file", REFUSED, lambda visit: visit.redirect("file:///etc/hostname")),
    HttpFault("redirect to metadata", REFUSED, lambda visit: visit.redirect("http://169.254.169.254/latest/")),
    HttpFault("redirect with credentials", REFUSED, lambda visit: visit.redirect("http://user:word@example.org/")),
    HttpFault("redirect to nonsense", REFUSED, lambda visit: visit.redirect("http://[")),
    HttpFault("redirect nowhere", DOWN, lambda visit: visit.answer(b"", "302 Found")),
    HttpFault("soft 404", (SourceState.SOFT_404,), lambda visit: visit.redirect("/web/system/index_17321.shtml")),
    HttpFault("unasked 304", DOWN, lambda visit: visit.send("HTTP/1.1 304 Not Modified\r\n\r\n")),
    HttpFault("gone", (SourceState.GONE,), lambda visit: visit.answer(b"", "410 Gone")),
    HttpFault("forbidden", (SourceState.BLOCKED,), lambda visit: visit.answer(b"", "403 Forbidden")),
    HttpFault("browser check", (SourceState.BLOCKED,), lambda visit: visit.answer(b"<script>window._cf_chl_opt={}</script>")),
    HttpFault(
        "too many requests", (SourceState.RATE_LIMITED,), lambda visit: visit.answer(b"", "429 Too Many Requests", "Retry-After: never\r\n")
    ),
    HttpFault("odd cookies", READ, lambda visit: visit.answer(headers=f"Set-Cookie: {'a' * 9_000}\r\nSet-Cookie: =;;=\xff;Expires=never\r\n" * 4)),
    HttpFault("longer than announced", READ, lambda visit: visit.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(PAGE)}\r\n\r\n", PAGE * 3)),
    HttpFault("empty", READ, lambda visit: visit.answer(b"")),
)


# ---------------------------------------------------------------- feeds


def _feed(entry: bytes = b"", head: bytes = b"", encoding: str = "utf-8") -> bytes:
    good = f"<item><title>Noland</title><link>http://example.org/1</link><description>{MARKER}</description></item>".encode(encoding)
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    return declared + head + b'<rss version="2.0"><channel><title>t</title>' + entry + good + b"</channel></rss>"


def _entry(title: bytes = b"t", link: bytes = b"http://example.org/2", rest: bytes = b"") -> bytes:
    return b"<item><title>" + title + b"</title><link>" + link + b"</link>" + rest + b"</item>"


def _laughs() -> bytes:
    levels = [b'<!ENTITY l0 "ha">', *(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 11))]
    return _feed(_entry(b"&l10;"), b"<!DOCTYPE x [" + b"".join(levels) + b"]>")


def _gbk_as_utf8() -> bytes:
    return _feed(_entry("湖岸双方应当恢复谈判".encode("gb18030")))


def _cyrillic_as_utf8() -> bytes:
    return _feed(_entry("Береги озера мають говорити".encode("cp1251")))


RSS = "application/rss+xml"
FEED_FAULTS = (
    ContentFault("billion laughs", _laughs, RSS),
    ContentFault("quadratic entities", lambda: _feed(_entry(b"&q;" * 20_000), b'<!DOCTYPE x [<!ENTITY q "' + b"a" * 100_000 + b'">]>'), RSS),
    ContentFault("external entity", lambda: _feed(_entry(b"&x;"), b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), RSS),
    ContentFault("external type", lambda: _feed(_entry(), b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), RSS),
    ContentFault("body is a path", lambda: b"/etc/hostname", RSS, marker=False),
    ContentFault("body is a device", lambda: b"/dev/zero", RSS, marker=False),
    ContentFault("body is an address", lambda: b"http://127.0.0.1:9/feed", RSS, marker=False),
    ContentFault("surrogate reference", lambda: _feed(_entry(b"a&#xD800;b")), RSS),
    ContentFault("reference beyond", lambda: _feed(_entry(b"a&#x110000;b&#99999999999;")), RSS),
    ContentFault("doctype with pattern", lambda: _feed(_entry(b"&a;"), b'<!DOCTYPE x [<!ENTITY a "\\d\\g<0>">]>'), RSS),
    ContentFault("doctype of blanks", lambda: _feed(_entry(), b"<!DOCTYPE x [<!ENTITY a" + b" " * 100_000 + b">]>"), RSS),
    ContentFault("comments in cdata", lambda: _feed(_entry(rest=b"<description><![CDATA[" + b"<!--" * 50_000 + b"]]></description>")), RSS),
    ContentFault("author without end", lambda: _feed(_entry(rest=b"<author>a@" + b"a." * 20_000 + b"</author>")), RSS),
    ContentFault("ampersands", lambda: _feed(_entry(rest=b"<description>" + b"&" * MEGABYTE + b"</description>")), RSS),
    ContentFault("tags in cdata", lambda: _feed(_entry(rest=b"<description><![CDATA[" + b"<a " * 300_000 + b"]]></description>")), RSS),
    ContentFault("nested elements", lambda: _feed(_entry(rest=b"<x>" * 100_000 + b"</x>" * 100_000)), RSS),
    ContentFault("many entries", lambda: _feed(_entry() * 30_000), RSS),
    ContentFault("gbk declared utf-8", _gbk_as_utf8, RSS),
    ContentFault("cp1251 declared utf-8", _cyrillic_as_utf8, RSS),
    ContentFault("cut in an entry", lambda: _feed(_entry() * 20)[:900], RSS, marker=False),
    ContentFault("page for a feed", lambda: PAGE, RSS, marker=False),
    ContentFault("blocked page for a feed", lambda: b"<html><body>blocked</body></html>", RSS, marker=False),
    ContentFault("nothing", lambda: b"", RSS, marker=False),
    ContentFault("same guid twice", lambda: _feed(_entry(rest=b"<guid>1</guid>") + _entry(link=b"http://example.org/3", rest=b"<guid>1</guid>")), RSS),
    ContentFault("script links", lambda: _feed(_entry(b"&lt;script&gt;", b"javascript:alert(1)", b"<guid>data:x</guid>")), RSS),
    ContentFault("file links", lambda: _feed(_entry(link=b"file:///etc/hostname") + _entry(link=b"http://169.254.169.254/")), RSS),
    ContentFault(
        "odd dates",
        lambda: _feed(
            b"".join(
                _entry(link=b"http://example.org/%d" % number, rest=b"<pubDate>" + day + b"</pubDate>")
                for number, day in enumerate((b"Mon, 01 Jan 9999 00:00:00 GMT", b"0001-01-01", b"31 Feb 2026", b"1756711800", "2025年9月1日".encode()), 2)
            )
        ),
        RSS,
    ),
    ContentFault("control characters", lambda: _feed(_entry(b"a\x00\x0b\x1b\xef\xbf\xbf")), RSS),
)


# ---------------------------------------------------------------- pages


def _page(before: bytes = b"", after: bytes = b"", head: bytes = b"") -> bytes:
    marked = f"<p>{MARKER}</p>".encode()
    return b"<html><head><title>Noland</title>" + head + b"</head><body><article>" + before + marked + after + b"</article></body></html>"


HTML = "text/html; charset=utf-8"
PAGE_FAULTS = (
    ContentFault("260 open spans", lambda: _page(b"<span>" * 260), HTML),
    ContentFault("nested 100000 deep", lambda: _page(b"<div>" * 100_000), HTML),
    ContentFault("one long text", lambda: _page(b"<p>" + b"a b " * 2_750_000 + b"</p>"), HTML),
    ContentFault("lists", lambda: _page(b"<ul><li>x" * 70_000), HTML),
    ContentFault("table", lambda: _page(b"<table>" + b"<tr><td>x</td></tr>" * 90_000 + b"</table>"), HTML),
    ContentFault("line breaks", lambda: _page(b"<br>" * 600_000), HTML),
    ContentFault("many attributes", lambda: _page(b"<p " + b" ".join(b"a%d=b" % n for n in range(20_000)) + b">x</p>"), HTML),
    ContentFault("many paragraphs", lambda: _page(b"<p>Both shores wait for news.</p>" * 60_000), HTML),
    ContentFault("packed bytes", lambda: gzip.compress(PAGE), HTML, marker=False),
    ContentFault("zero bytes", lambda: _page(b"a\0b" * 500), HTML),
    ContentFault("lone surrogate", lambda: _page(b"\xed\xa0\x80"), HTML),
    ContentFault("surrogate reference in a page", lambda: _page(b"&#xD800;&#x110000;&#99999999999;"), HTML),
    ContentFault("open declarations", lambda: _page(b"<![<![" * 5_000), HTML),
    ContentFault("open comment after", lambda: _page(after=b"<!-- " + b"x" * 10_000), HTML),
    ContentFault("brackets", lambda: _page(after=b"<" * 500_000), HTML),
    ContentFault("huge metadata", lambda: _page(head=b'<script type="application/ld+json">{"a":"' + b"x" * 3 * MEGABYTE + b'"}</script>'), HTML),
    ContentFault("no html at all", lambda: MARKER.encode(), HTML),
    ContentFault("utf-16", lambda: PAGE.decode().encode("utf-16"), "text/html"),
    ContentFault("wrong declaration", lambda: _page(head=b'<meta charset="koi8-r">'), "text/html; charset=gbk"),
    ContentFault("unknown declaration", lambda: _page(head=b'<meta charset="klingon">'), "text/html; charset=klingon"),
    ContentFault("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 500, "image/png", marker=False),
    ContentFault("hidden words", lambda: _page(b'<p style="display:none">Nobody said this.</p><p hidden>Nor this.</p>'), HTML),
)

_HTTP = {fault.name.replace(" ", "-"): fault for fault in HTTP_FAULTS}
_CONTENT = {fault.name.replace(" ", "-"): fault for fault in (*FEED_FAULTS, *PAGE_FAULTS)}
