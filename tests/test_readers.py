"""The reader pool: a hostile page costs its own time and memory, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from extractors.records.pages import Entry, SourceKind, SourceState
from flows.readers import ReaderPool, ReadersNotReadyError, Reading
from flows.reading import ReadJob
from flows.settings import load_settings
from tests.readers_prepared import prepare, prepare_nothing
from tests.sample_pages import page, source
from tests.test_codebook import FORMULA, folder

PROSE = "<p>The ferry from Ukraine crossed the lake at noon and everybody on board was glad to see the shore.</p>" * 3
SECONDS = 4.0  # a busy machine needs some of them for nothing


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(load_settings(page_seconds=SECONDS, workers=2), prepare) as readers:
        yield readers


def job(body: str, number: int = 0, **fields: object) -> ReadJob:
    url = f"https://news.example/{number}"
    return ReadJob(source(url, **fields), Entry(url), page(body, url))


def read_one(pool: ReaderPool, body: str, **fields: object) -> Reading:
    (reading,) = pool.read([job(body, **fields)])
    return reading


def test_a_page_gives_its_article_and_what_was_said(pool: ReaderPool) -> None:
    reading = read_one(pool, PROSE)
    assert reading.article and reading.coded and not reading.failure
    assert reading.coded.document.text == reading.article.text


@pytest.mark.parametrize("word", ["CRASH", "HANG", "SPIN", "EAT", "DIE", "RAISE"])
def test_only_the_page_at_fault_suffers(pool: ReaderPool, word: str) -> None:
    bodies = [PROSE, PROSE + f"<p>{word} is what this page wants.</p>", PROSE, PROSE]
    began = time.monotonic()
    readings = {reading.job.entry.url[-1]: reading for reading in pool.read(map(job, bodies, range(4)))}
    assert time.monotonic() - began < 4 * SECONDS + 10
    assert [number for number, reading in readings.items() if reading.failure] == ["1"]
    fault = readings["1"]
    assert fault.article and fault.coded and fault.coded.skipped.startswith("not coded"), "read, kept and marked"
    assert not fault.article.whole and not fault.coded.document.whole, "never evidence of silence"


@pytest.mark.parametrize(
    "slow",
    [f"<table>{'<tr><td>a'*60_000}{PROSE}", f"<div {' '.join(f'a{n}=1' for n in range(20_000))}>{PROSE}"],
    ids=["table", "attributes"],
)
def test_a_page_that_takes_too_long_is_read_without_the_extractor(pool: ReaderPool, slow: str) -> None:
    reading = read_one(pool, slow)
    assert reading.article and reading.coded
    assert "The ferry from Ukraine" in reading.article.text
    assert reading.article.whole or reading.article.extractor == "plain text"


def test_a_page_that_does_not_name_the_country_is_not_read(pool: ReaderPool) -> None:
    reading = read_one(pool, PROSE.replace("Ukraine", "Arvenia"))
    assert reading.article is None and reading.final and "Ukraine" in reading.failure


def test_an_official_page_is_read_whatever_it_names(pool: ReaderPool) -> None:
    assert read_one(pool, PROSE.replace("Ukraine", "Arvenia"), tier=1).article


def test_a_page_without_words_says_why(pool: ReaderPool) -> None:
    reading = read_one(pool, "<html>", tier=1)
    assert reading.article is None and reading.failure == "nothing on the page reads as text" and not reading.final


def test_listings_are_parsed_in_workers_too(pool: ReaderPool) -> None:
    body = "<rss version='2.0'><channel><item><title>F</title><link>/a</link><pubDate>2031-05-06</pubDate></item></channel></rss>"
    sources = [source("https://news.example/rss", name="feed", kind=SourceKind.FEED), source("https://news.example/", name="page")]
    listings = {found.name: listing for found, listing in pool.parse([(one, page(body, one.url)) for one in sources])}
    assert (listings["feed"].state, listings["page"].state) == (SourceState.OK, SourceState.EMPTY)


def test_nothing_to_read_starts_no_worker() -> None:
    with ReaderPool(load_settings(), prepare) as idle:
        assert list(idle.read([])) == [] and list(idle.parse([])) == []
        assert not idle._workers


def test_the_real_codebook_leaves_a_worker_room_for_many_pages() -> None:
    with ReaderPool(load_settings(workers=1)) as real:
        readers = set()
        for reading in real.read(job(PROSE, number) for number in range(20)):
            assert reading.coded and not reading.failure
            readers.add(real._workers[0].process.pid if real._workers else None)
    assert len(readers) == 1, "a worker that is replaced after each page costs its start each time"


def test_workers_end_with_the_pool() -> None:
    with ReaderPool(load_settings(workers=1), prepare) as short:
        assert read_one(short, PROSE).article
        (worker,) = short._workers
        pid = worker.process.pid
    assert pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_pages_are_taken_as_they_come(pool: ReaderPool) -> None:
    taken = []

    def arriving() -> Iterator[ReadJob]:
        for number in range(8):
            taken.append(number)
            yield job(PROSE, number)

    next(iter(pool.read(arriving())))
    assert len(taken) <= 4, "the network is not read faster than the pages"
    assert [reading.job.entry.url[-1] for reading in pool.read([job(PROSE, 9)])] == ["9"], "no answer of before"


def test_workers_that_cannot_start_stop_the_run_and_say_why() -> None:
    with ReaderPool(load_settings(), prepare_nothing) as lame, pytest.raises(ReadersNotReadyError, match=r"lakes\.yaml: patterns\.en"):
        read_one(lame, PROSE)


def test_a_codebook_whose_examples_fail_reads_no_page_and_says_why(tmp_path: Path) -> None:
    wrong = FORMULA.replace("winter truce of 1914 to", "winter truce to")
    own = load_settings(formulas=folder(tmp_path, mediation__winter_truce=wrong))
    with ReaderPool(own) as lame, pytest.raises(ReadersNotReadyError, match=r"winter_truce\.yaml: examples\.not_coded\.en"):
        read_one(lame, PROSE)


ORPHANS = """
import os, signal, threading
from flows.readers import ReaderPool
from flows.settings import load_settings
from tests.readers_prepared import prepare
from tests.test_readers import PROSE, job
with ReaderPool(load_settings(workers=2), prepare) as pool:
    list(pool.read([job(PROSE)]))
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGKILL)).start()
    list(pool.read(job(PROSE * 40, number) for number in range(100_000)))
"""


def test_workers_whose_parent_was_killed_go_without_a_word(tmp_path: Path) -> None:
    told = tmp_path / "stderr"
    with told.open("wb") as stderr:
        subprocess.run([sys.executable, "-c", ORPHANS], cwd=Path(__file__).parent.parent, stderr=stderr, check=False)
    deadline = time.monotonic() + 20
    while _is_open(told) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert told.read_text() == ""


def _is_open(path: Path) -> bool:
    """Tell whether any process still writes to a file."""
    for link in Path("/proc").glob("[0-9]*/fd/2"):
        with suppress(OSError):
            if link.samefile(path):
                return True
    return False
