"""Real pages and feeds served over HTTP on loopback, as their servers sent them, with index pages that list them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import quote, urlsplit

from extractors.records import Layer, Source, SourceKind
from tests.real_pages import SHARED, RealPage, real_feeds, real_pages

ZONES = {"cctv": "Asia/Shanghai", "ministry": "Asia/Shanghai", "news": "UTC"}
ADAPTERS = {"cctv": "cctv", "ministry": "mfa", "news": None}


_OUTWARD = re.compile(
    rb"""(<(?:link|guid|id)\b[^>]*>\s*(?:<!\[CDATA\[\s*)?|<(?:\w+:)?link\b[^>]*\bhref=["']|rdf:about=["'])https?://""", re.I
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One address's answer."""

    body: bytes
    content_type: str
    gzipped: bool = False


class Replayed:
    """A server on 127.0.0.1 with every real page, every real feed and three index pages; a context manager."""

    def __init__(self) -> None:
        self.asked: list[str] = []  # paths, in the order they were asked for
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        self._answers = dict(_answers(self.url))
        self._server.RequestHandlerClass = self._handler()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Replayed:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        """Return host:port, as `allowed_private_hosts` wants it."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        """Return the address of the server."""
        return f"http://{self.host}"

    def sources(self) -> tuple[Source, ...]:
        """Return one source a family of pages and one a feed."""
        return tuple(self._index_sources()) + tuple(self._feed_sources())

    def page_url(self, real: RealPage) -> str:
        """Return where a real page is served."""
        return self.url + path_of(real)

    def _index_sources(self) -> Iterator[Source]:
        for family, zone in ZONES.items():
            chinese = family != "news"
            yield Source(
                name=f"replayed-{family}",
                title=f"Replayed {family}",
                url=f"{self.url}/{family}/index.html",
                kind=SourceKind.INDEX,
                language="zh" if chinese else "en",
                layer={"cctv": Layer.STATE_MEDIA, "ministry": Layer.ORIGINAL, "news": Layer.FOREIGN}[family],
                side="China" if chinese else "",
                tier=1 if chinese else 2,
                timezone=zone,
                adapter=ADAPTERS[family],
                links=rf"/{family}/.",
            )

    def _feed_sources(self) -> Iterator[Source]:
        for number, path in enumerate(real_feeds(), 1):
            yield Source(
                name=f"replayed-feed-{number:02}",
                title=f"Replayed feed {path.name[:60]}",
                url=f"{self.url}/feeds/{quote(path.name)}",
                kind=SourceKind.FEED,
                language="en",
                layer=Layer.FOREIGN,
                side="",
            )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        answers, asked = self._answers, self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # header and body in one packet: no waiting for acknowledgements

            def do_GET(self) -> None:
                asked.append(self.path)
                answer = answers.get(self.path)
                if answer is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", answer.content_type)
                if answer.gzipped:
                    self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: object) -> None:
                """Keep test output quiet."""

        return Handler


def path_of(real: RealPage) -> str:
    """Return the path under which a page is served: its family, then its own path."""
    parts = urlsplit(real.url)
    return f"/{real.family}{parts.path}"


def _answers(here: str) -> Iterator[tuple[str, Answer]]:
    for real in real_pages():
        yield path_of(real), Answer((SHARED / real.file).read_bytes(), "text/html", gzipped=True)
    for family in ZONES:
        yield f"/{family}/index.html", Answer(_index(family).encode(), "text/html; charset=utf-8")
    for path in real_feeds():
        yield f"/feeds/{quote(path.name)}", Answer(_linked_here(path.read_bytes(), here), "application/xml")


def _linked_here(feed: bytes, here: str) -> bytes:
    """Let a feed's links lead to this server, where they are not found: no test leaves the machine."""
    if feed.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _linked_here(feed.decode("utf-16").encode(), here).decode().encode("utf-16")
    return _OUTWARD.sub(lambda link: link[1] + f"{here}/elsewhere/".encode(), feed)


def _index(family: str) -> str:
    links = "\n".join(
        f'<li><a href="{escape(path_of(real))}">{escape(real.title or real.file)}</a></li>'
        for real in real_pages()
        if real.family == family
    )
    return f"<html><body><ul>\n{links}\n</ul></body></html>"
