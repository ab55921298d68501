"""The sample ministry, mission and outlets of `tifawatch demo`, served over real HTTP on loopback."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jinja2
import yaml

from flows.loopback import ANY_PORT, Loopback

SAMPLES = Path(__file__).parent / "samples"
FEEDS = ("courier", "ribao")  # the others are read through their index pages
CONTENT_TYPES = {"xml": "application/rss+xml", "html": "text/html; charset=utf-8", "shtml": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One page of a sample site: its link relative to the site and what stands on it."""

    site: str
    language: str
    day: date
    link: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def date(self) -> str:
        """Return the day as the pages print it."""
        return self.day.isoformat()

    @property
    def rfc822(self) -> str:
        """Return the time of publication as feeds print it."""
        return format_datetime(datetime(self.day.year, self.day.month, self.day.day, 9, 30, tzinfo=UTC))


def read_publication(name: str, today: date) -> tuple[SamplePage, ...]:
    """Return the pages of the publication `first` or `second` with their dates counted from `today`."""
    declared = yaml.safe_load((SAMPLES / "publications.yaml").read_text("utf-8"))
    return tuple(_page(fields, today) for fields in declared[name])


def _page(fields: Mapping[str, Any], today: date) -> SamplePage:
    day = today + timedelta(days=fields["day"])
    ending = "shtml" if fields["language"] == "zh" else "html"
    return SamplePage(
        site=fields["site"],
        language=fields["language"],
        day=day,
        link=f"{day:%Y%m}/t{day:%Y%m%d}_{fields['number']}.{ending}",
        title=_dated(fields["title"], day),
        paragraphs=tuple(_dated(text, day) for text in fields["paragraphs"]),
    )


def _dated(text: str, day: date) -> str:
    """Fill `{monthname}`, `{dayofmonth-1}` and the like with the words of a day."""

    def word(match: re.Match[str]) -> str:
        of = day + timedelta(days=int(match["shift"] or 0))
        words = {"year": f"{of.year}", "month": f"{of.month}", "dayofmonth": f"{of.day}"}
        return words.get(match["name"]) or {"monthname": f"{of:%B}", "weekday": f"{of:%A}"}[match["name"]]

    return re.sub(r"\{(?P<name>[a-z]+)(?P<shift>[-+]\d+)?\}", word, text)


class SampleSites(Loopback):
    """All sample sites behind one loopback port, a folder a site and language; `publish` adds pages."""

    def __init__(self) -> None:
        super().__init__(ThreadingHTTPServer(ANY_PORT, _request_class(self)))
        self._pages: list[SamplePage] = []
        self._templates = jinja2.Environment(loader=jinja2.FileSystemLoader(SAMPLES), autoescape=True)
        self._titles: dict[str, str] = yaml.safe_load((SAMPLES / "publications.yaml").read_text("utf-8"))["sites"]

    def publish(self, pages: tuple[SamplePage, ...]) -> None:
        """Put pages online, newest first."""
        self._pages = sorted([*self._pages, *pages], key=lambda page: page.day, reverse=True)

    def answer(self, path: str) -> bytes | None:
        """Return the body at a path, None when there is nothing."""
        folder, _, rest = path.strip("/").partition("/")
        site, _, language = folder.partition("-")
        pages = [page for page in self._pages if (page.site, page.language) == (site, language)]
        address = f"http://{self.host}/{folder}"
        if rest in ("feed.xml", "index.html"):
            fields = {"site": self._titles.get(site, ""), "language": language, "pages": pages, "address": address}
            return self._templates.get_template(rest).render(fields).encode()
        page = next((page for page in pages if page.link == rest), None)
        return self._article(page) if page else None

    def _article(self, page: SamplePage) -> bytes:
        fields = {name: getattr(page, name) for name in ("language", "title", "date", "paragraphs")}
        ending = page.link.rpartition(".")[2]
        template = self._templates.get_template("article.html")
        return template.render(fields, site=self._titles[page.site], ending=ending).encode()

    def sources_yaml(self) -> str:
        """Return a sources file for these sites, in the form `flows/sources.yaml` has."""
        folders = sorted({(page.site, page.language) for page in self._pages})
        return yaml.safe_dump([self._source(*folder) for folder in folders], allow_unicode=True, sort_keys=False)

    def _source(self, site: str, language: str) -> dict[str, Any]:
        feed = site in FEEDS
        layer = "foreign" if feed else ("original" if language == "zh" or site == "mission" else "translation")
        return {
            "name": f"sample-{site}-{language}",
            "title": f"{self._titles[site]} ({language}, sample)",
            "url": f"http://{self.host}/{site}-{language}/{'feed.xml' if feed else 'index.html'}",
            "kind": "feed" if feed else "index",
            "language": language,
            "layer": layer,
            "side": "" if feed else "China",
            "tier": 2 if feed else 1,
            "timezone": "Asia/Shanghai",
        }


def _request_class(sites: SampleSites) -> type[BaseHTTPRequestHandler]:
    class Request(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = sites.answer(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", CONTENT_TYPES.get(self.path.rpartition(".")[2], "text/plain"))
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet: the demo shows progress itself."""

    return Request
