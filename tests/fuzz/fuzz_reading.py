"""`make fuzz`: mutated feeds and pages through the reader pool; one table, exit status 1 when a promise broke."""

from __future__ import annotations

import argparse
import codecs
import itertools
import random
import re
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.article import extract_article  # noqa: E402
from extractors.decoding import declared_encoding, decode  # noqa: E402
from extractors.errors import UnreadablePageError  # noqa: E402
from extractors.plaintext import HIDING_STYLE, RAW, VOID  # noqa: E402
from extractors.records.pages import Entry, Page, SourceKind  # noqa: E402 - after the path
from flows.readers import ReaderPool, Reading  # noqa: E402
from flows.reading import ReadJob  # noqa: E402
from flows.settings import load_settings  # noqa: E402
from tests.fuzz.mutations import ENCODINGS, mutate  # noqa: E402
from tests.readers_prepared import prepare  # noqa: E402
from tests.real_pages import SHARED, real_feeds, real_pages  # noqa: E402
from tests.sample_pages import captured, source  # noqa: E402

NOW = datetime(2033, 12, 1, tzinfo=UTC)
SECONDS = 10.0  # of one page, as in the default settings
PARENT_MB, CHILD_MB = 300, 512
MARKS = ("Our delegation {n} said on Ukraine that drum {n} should be silent by night.", "我代表团{n}就乌克兰表示，第{n}面鼓夜里不应再响，岸上的人要睡觉。")
HOSTS = ("https://lake.example", "https://www.mfa.gov.cn", "https://tv.cctv.com")
TRIED = 12  # places a page
FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Lake</title>
<item><title>Ferry &amp; drum</title><link>https://lake.example/a</link><pubDate>Tue, 06 May 2031 15:30:00 CST</pubDate></item>
<item><title>Shore</title><link>/b</link><pubDate>2031-05-07</pubDate></item></channel></rss>"""


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound page, where it is served, and where in it a mark is part of the article."""

    body: bytes
    host: str
    places: list[int]


@dataclass(slots=True)
class Tally:
    """What a run found."""

    seeds: int = 0  # sound pages; fewer, and so other jobs from the same seed, where the real ones are absent
    feeds: int = 0
    pages: int = 0
    feed_states: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    plainly: int = 0
    holding: int = 0
    unseen: int = 0  # in a comment, a script, a torn tag or a hidden element
    missed: list[str] = field(default_factory=list)
    longest: float = 0.0
    parent_mb: float = 0.0
    child_mb: float = 0.0
    crashed: str = ""


def main() -> int:
    """Run and print; the seed makes a run repeatable."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=10_000)
    options.add_argument("--pages", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=2_024)
    options.add_argument("--show", type=int, default=5, help="missed pages to name")
    chosen = options.parse_args()
    began = time.monotonic()
    tally = run(chosen.feeds, chosen.pages, chosen.seed)
    show(tally, time.monotonic() - began, chosen.show)
    return 1 if broken(tally) else 0


def run(feeds: int, pages: int, seed: int, seeds: int = 60) -> Tally:
    """Push mutated feeds and pages through one pool and watch its memory and patience."""
    tally = Tally()
    with ReaderPool(load_settings(page_seconds=SECONDS, workers=2), prepare) as pool, _Watch(pool, tally):
        list(pool.parse([(source(HOSTS[0]), _page(FEED))] * 2))  # starting the workers is not reading
        try:
            _run_feeds(pool, tally, feeds, random.Random(seed))
            _run_pages(pool, tally, pages, random.Random(seed + 1), _prepare_seeds(seeds))
        except Exception as error:
            tally.crashed = f"{type(error).__name__}: {error}"
    return tally


def broken(tally: Tally) -> list[str]:
    """Name the promises that did not hold."""
    promises = {
        f"the parent crashed: {tally.crashed}": bool(tally.crashed),
        f"{len(tally.missed)} pages hold the mark and lost it": bool(tally.missed),
        f"one answer took {tally.longest:.1f} s": tally.longest > 3 * SECONDS,
        f"the parent took {tally.parent_mb:.0f} MB": tally.parent_mb > PARENT_MB,
        f"a child took {tally.child_mb:.0f} MB": tally.child_mb > CHILD_MB,
    }
    return [text for text, failed in promises.items() if failed]


def _run_feeds(pool: ReaderPool, tally: Tally, count: int, chance: random.Random) -> None:
    seeds = [FEED, *(path.read_bytes() for path in real_feeds())] if SHARED.is_dir() else [FEED]
    origin = source("https://lake.example/rss.xml", kind=SourceKind.FEED)
    last = time.monotonic()
    for start in range(0, count, 500):  # so that no more than 500 bodies are held at once
        batch = [(origin, _page(mutate(chance, chance.choice(seeds))[0])) for _ in range(min(500, count - start))]
        last = time.monotonic()
        for _, listing in pool.parse(batch):
            tally.feeds += 1
            tally.feed_states[listing.state] += 1
            tally.longest, last = max(tally.longest, time.monotonic() - last), time.monotonic()


def _run_pages(pool: ReaderPool, tally: Tally, count: int, chance: random.Random, seeds: list[Seed]) -> None:
    marks: dict[str, tuple[str, str]] = {}
    tally.seeds, last = len(seeds), time.monotonic()
    for reading in pool.read(_jobs(count, chance, seeds, marks)):
        tally.pages += 1
        tally.longest, last = max(tally.longest, time.monotonic() - last), time.monotonic()
        _judge(reading, *marks.pop(reading.job.entry.url), tally)


def _jobs(count: int, chance: random.Random, seeds: list[Seed], marks: dict[str, tuple[str, str]]) -> Iterator[ReadJob]:
    for number in range(count):
        seed = chance.choice(seeds)
        mark = chance.choice(MARKS).format(n=number)
        body, names = mutate(chance, _with_mark(seed.body, chance.choice(seed.places), mark))
        url = f"{seed.host}/{number}.html"
        marks[url] = (mark, names)
        yield ReadJob(source(url), Entry(url), _page(body, url))


def _prepare_seeds(limit: int) -> list[Seed]:
    """Return pages with the places where a clean page shows a mark: between paragraphs of its article."""
    own = ("mfa_zh_conference", "mfa_en_conference", "un_mission_statement", "cctv_evening_news")
    bodies = [captured(f"{name}.html") for name in own]
    if SHARED.is_dir():
        bodies += [decode(real.body()).text.encode() for real in real_pages()[:: max(1, 199 // limit)]]
    hosts = itertools.cycle(HOSTS)  # with the site's own paths and without
    tried = [Seed(body, host, _places(body, host)) for body, host in zip(bodies, hosts, strict=False)]
    return [seed for seed in tried if seed.places]


def _places(body: bytes, host: str) -> list[int]:
    """Try some ends of paragraphs: a mark set there has to be in the article of the clean page."""
    ends = [found.end() for found in re.finditer(b"</p>", body)]
    step = max(1, len(ends) // TRIED)
    mark = MARKS[0].format(n=0)
    return [place for place in ends[::step] if _is_shown(_with_mark(body, place, mark), host, mark)]


def _is_shown(body: bytes, host: str, mark: str) -> bool:
    try:
        article = extract_article(_page(body, f"{host}/0.html"), source(host), None)
    except UnreadablePageError:
        return False
    return mark in article.text and article.whole


def _with_mark(body: bytes, place: int, mark: str) -> bytes:
    return body[:place] + f"<p>{mark}</p>".encode() + body[place:]


def _judge(reading: Reading, mark: str, names: str, tally: Tally) -> None:
    article = reading.article
    if article is None:
        tally.refused[reading.failure.split(":")[0][:60]] += 1
    elif article.extractor == "plain text":
        tally.plainly += 1
    if not _holds(reading.job.page.body, mark):
        return
    tally.holding += 1
    if article is not None and _letters(mark) in _letters(article.text):
        return
    if not _is_visible(reading.job.page.body, mark):
        tally.unseen += 1
    else:
        tally.missed.append(f"{reading.job.entry.url} after {names}: {reading.failure or (article.notes if article else '')}")


def _holds(body: bytes, mark: str) -> bool:
    for encoding in ("utf-8", *ENCODINGS, "utf-16-le"):
        with suppress(UnicodeEncodeError):
            if mark.encode(encoding).removeprefix(b"\xff\xfe").removeprefix(b"\xef\xbb\xbf") in body:
                return True
    return False


def _is_visible(body: bytes, mark: str) -> bool:
    """Ask a parser that is not ours whether a reader would see the mark, or whether it ended in a comment or script."""
    marked = body.startswith((b"\xff\xfe", b"\xfe\xff"))  # then a browser heeds no declaration
    as_declared = "" if marked else body.decode(_known(declared_encoding(body)), "replace")
    return any(_letters(mark) in _letters(_visible_words(text)) for text in (as_declared, decode(body).text))


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "utf-8"


def _visible_words(text: str) -> str:
    reader = _Visible()
    with suppress(AssertionError):  # the standard parser gives up on some declarations
        reader.feed(text)
    return "".join(reader.words)


class _Visible(HTMLParser):
    """Collects words outside of scripts, styles and hidden elements."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and (tag in RAW or self._unseen or _hides(dict(attrs))):
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def _hides(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(HIDING_STYLE.search(attributes.get("style") or ""))


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _page(body: bytes, url: str = "https://lake.example/rss.xml") -> Page:
    return Page(url, url, 200, body, NOW, "")


class _Watch:
    """Samples the memory of parent and children while a pool works."""

    def __init__(self, pool: ReaderPool, tally: Tally) -> None:
        self._pool, self._tally, self._done = pool, tally, threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self._tally.parent_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def _sample(self) -> None:
        while not self._done.wait(0.05):
            for worker in list(self._pool._workers):
                with suppress(OSError, IndexError, ValueError):
                    status = Path(f"/proc/{worker.process.pid}/status").read_text()
                    peak = float(status.split("VmHWM:")[1].split()[0]) / 1024
                    self._tally.child_mb = max(self._tally.child_mb, peak)


def show(tally: Tally, seconds: float, named: int) -> None:
    """Print the table."""
    found = tally.holding - len(tally.missed) - tally.unseen
    rows = [
        ("mutated feeds parsed", f"{tally.feeds:,}", ", ".join(f"{state} {n}" for state, n in tally.feed_states.most_common())),
        ("mutated pages read", f"{tally.pages:,}", f"of {tally.seeds} sound ones; {tally.plainly} plainly, {sum(tally.refused.values())} refused"),
        ("parent crashes", "1" if tally.crashed else "0", tally.crashed),
        ("pages with the mark found", f"{found:,} of {tally.holding:,}", "whose bytes contain it"),
        ("the mark is invisible in", f"{tally.unseen:,}", "comment, script, hidden element, bytes that no browser could read"),
        ("pages with the mark lost", f"{len(tally.missed):,}", ""),
        ("longest wait for an answer", f"{tally.longest:.1f} s", f"budget {SECONDS:.0f} s a page"),
        ("parent, peak memory", f"{tally.parent_mb:.0f} MB", f"limit {PARENT_MB} MB"),
        ("children, peak memory", f"{tally.child_mb:.0f} MB", f"limit {CHILD_MB} MB, kept by the kernel"),
        ("time", f"{seconds:.0f} s", ""),
    ]
    for name, figure, remark in rows:
        print(f"{name:<28} {figure:>16}  {remark}")
    for reason, count in tally.refused.most_common(named):
        print(f"  refused {count}: {reason}")
    for missed in tally.missed[:named]:
        print(f"  missed: {missed}")
    for promise in broken(tally):
        print(f"BROKEN: {promise}")


if __name__ == "__main__":
    sys.exit(main())
