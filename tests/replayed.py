"""Real pages and feeds served over HTTP on loopback, as their servers sent them, with index pages that list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, urlsplit

from extractors.records.pages import Layer, Source, SourceKind
from tests.loopback import Reply, Site
from tests.real_pages import SHARED, RealPage, real_feeds, real_pages

ZONES = {"cctv": "Asia/Shanghai", "ministry": "Asia/Shanghai", "news": "UTC"}
ADAPTERS = {"cctv": "cctv", "ministry": "mfa", "news": None}


_OUTWARD = re.compile(
    rb"""(<(?:link|guid|id)\b[^>]*>\s*(?:<!\[CDATA\[\s*)?|<(?:\w+:)?link\b[^>]*\bhref=["']|rdf:about=["'])https?://""", re.I
)


class Replayed(Site):
    """A server on 127.0.0.1 with every real page, every real feed and three index pages; a context manager."""

    validates = False

    def __init__(self) -> None:
        super().__init__()
        self._replies = dict(_replies(self.address))

    def find(self, path: str) -> Reply:
        return self._replies.get(path, Reply(404))

    def sources(self) -> tuple[Source, ...]:
        """Return one source a family of pages and one a feed."""
        return tuple(self._index_sources()) + tuple(self._feed_sources())

    def page_url(self, real: RealPage) -> str:
        """Return where a real page is served."""
        return self.address + path_of(real)

    def _index_sources(self) -> Iterator[Source]:
        for family, zone in ZONES.items():
            chinese = family != "news"
            yield Source(
                name=f"replayed-{family}",
                title=f"Replayed {family}",
                url=f"{self.address}/{family}/index.html",
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
                url=f"{self.address}/feeds/{quote(path.name)}",
                kind=SourceKind.FEED,
                language="en",
                layer=Layer.FOREIGN,
                side="",
            )


def path_of(real: RealPage) -> str:
    """Return the path under which a page is served: its family, then its own path."""
    parts = urlsplit(real.url)
    return f"/{real.family}{parts.path}"


def _replies(here: str) -> Iterator[tuple[str, Reply]]:
    for real in real_pages():
        yield path_of(real), Reply(200, (SHARED / real.file).read_bytes(), {"Content-Type": "text/html", "Content-Encoding": "gzip"})
    for family in ZONES:
        yield f"/{family}/index.html", Reply(200, _index(family).encode(), {"Content-Type": "text/html; charset=utf-8"})
    for path in real_feeds():
        yield f"/feeds/{quote(path.name)}", Reply(200, _linked_here(path.read_bytes(), here), {"Content-Type": "application/xml"})


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
