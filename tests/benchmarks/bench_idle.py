"""The idle cycle: fifty feeds, none of them changed. What does one look at all of them cost?

    python tests/benchmarks/bench_idle.py [--rounds 7]

CPU-seconds of this process beyond its start (imports excluded, all threads included, children too), medians over
rounds, beside the bare conditional requests over one httpx client. The feeds are served by another process, each
under its own origin's path, and answer 304. The goal is < 0.3 s for fifty; the ratio is what survives a busy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

import httpx
import yaml
from rich.console import Console
from rich.table import Table

from flows.fetch import Fetcher
from flows.settings import Settings
from flows.watch import watch_once

FEEDS = 50
ETAG = '"same"'
GOAL = 0.3
NOW = datetime.now(UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve()
        return
    with feeds_served() as host, tempfile.TemporaryDirectory() as folder:
        settings = prepare(Path(folder), host)
        bare = measure(lambda number: bare_requests(host), arguments.rounds)
        fetched = measure(lambda number: fetch_all(settings, host), arguments.rounds)
        watch_once(settings, NOW)  # the first cycle reads what there is
        whole = measure(lambda number: watch_once(settings, NOW + number * timedelta(minutes=20)), arguments.rounds)
    report({"bare requests (httpx, one client)": bare, "fetcher (guard, robots, pacing)": fetched, "whole cycle (store, health)": whole})


def measure(run: Callable[[int], object], rounds: int) -> float:
    """Return the median CPU-seconds of a run, after one that warms up."""
    run(1)
    spent = []
    for number in range(2, rounds + 2):
        before = cpu()
        run(number)
        spent.append(cpu() - before)
    return median(spent)


def cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def bare_requests(host: str) -> None:
    with httpx.Client(trust_env=False) as client:
        for number in range(FEEDS):
            assert client.get(f"http://{host}/{number}.xml", headers={"If-None-Match": ETAG}).status_code == 304


def fetch_all(settings: Settings, host: str) -> None:
    async def run() -> None:
        async with Fetcher(settings) as fetcher:
            pages = await asyncio.gather(*(fetcher.get(f"http://{host}/{number}.xml", etag=ETAG, now=NOW) for number in range(FEEDS)))
        assert {page.status for page in pages} == {304}

    asyncio.run(run())


def prepare(folder: Path, host: str) -> Settings:
    """Write fifty sources; their one article is about something else and is not read."""
    entry = {"title": "Feed", "kind": "feed", "language": "en", "layer": "foreign", "tier": 2, "every": "5 min"}
    entries = [{"name": f"feed-{number}", "url": f"http://{host}/{number}.xml", **entry} for number in range(FEEDS)]
    (folder / "sources.yaml").write_text(yaml.safe_dump({"sources": entries}), "utf-8")
    return Settings(home=folder, allowed_private_hosts=(host,), host_pace=0.0)


def report(figures: dict[str, float]) -> None:
    table = Table(title=f"{FEEDS} unchanged feeds")
    for column in ("what", "CPU-seconds", "× bare requests", f"goal < {GOAL}"):
        table.add_column(column, justify="left" if column == "what" else "right")
    bare = next(iter(figures.values()))
    for what, seconds in figures.items():
        table.add_row(what, f"{seconds:.3f}", f"{seconds / bare:.1f}", "yes" if seconds < GOAL else "NO")
    Console().print(table)


# ---------------------------------------------------------------- the feeds, in a process of their own


@contextmanager
def feeds_served() -> Iterator[str]:
    server = subprocess.Popen([sys.executable, str(Path(__file__)), "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def serve() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Request)
    print(f"127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") == ETAG
        body = b"" if known else self._body()
        self.send_response(304 if known else 200 if body else 404)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        if self.path.endswith(".html"):
            return b"<html><body><p>Nothing of interest.</p></body></html>"
        if not self.path.endswith(".xml"):
            return b""
        link = f"http://{self.headers['Host']}{self.path.removesuffix('.xml')}.html"
        day = format_datetime(NOW)
        return f"<rss version='2.0'><channel><title>t</title><item><title>x</title><link>{link}</link><pubDate>{day}</pubDate></item></channel></rss>".encode()

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay quiet."""


if __name__ == "__main__":
    main()
