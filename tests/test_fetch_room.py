"""Bodies are bounded together: whatever many servers send at once, the network waits for whoever reads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.plaintext import LARGEST_PAGE
from extractors.records.pages import SourceState
from flows.budget import Room
from flows.settings import load_settings
from flows.web import ROOM_BYTES, Request, Web
from tests.ministry import Outlet
from tests.sample_pages import source

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PAGE_BYTES = 4_000_000
PAGES = 20  # of each host
DAY = date(2026, 3, 10)


@pytest.fixture
def outlets() -> Iterator[tuple[Outlet, ...]]:
    body = b"x" * PAGE_BYTES
    with ExitStack() as stack:
        sites = tuple(Outlet(f"outlet{number}") for number in range(3))
        for site in sites:
            stack.enter_context(site)
            for _ in range(PAGES):
                site.answers(site.publishes("Large", ["x"], on=DAY).path, body)
        yield sites


def test_a_slow_reader_holds_the_network_back_and_loses_nothing(outlets: tuple[Outlet, ...], tmp_path: Path) -> None:
    settings = load_settings(tmp_path, host_pace=0, request_deadline=2, allowed_private_hosts=tuple(site.host for site in outlets))
    requests = [Request(page.url, source(), None) for site in outlets for page in site.articles]
    with Web(settings) as web:
        answers = web.retrieve(requests, NOW)
        got = [next(answers)]
        time.sleep(2.5)  # longer than any request may take
        begun = sum(path.path.startswith("/news/") for site in outlets for path in site.requests)
        got += answers
    assert begun <= 1 + ROOM_BYTES / PAGE_BYTES + 4 * len(outlets), "the rest was not asked for yet"
    assert len(got) == 3 * PAGES and all(each.page and len(each.page.body) == PAGE_BYTES for each in got), "waiting for room is no delay of the server"
    assert all(0 < each.seconds < 2 for each in got), "nor is it counted as one"


def test_a_page_larger_than_can_be_read_is_refused_while_it_comes(outlets: tuple[Outlet, ...], tmp_path: Path) -> None:
    site = outlets[0]
    url = site.answers("/large.html", b"x" * (LARGEST_PAGE + 1))
    with Web(load_settings(tmp_path, host_pace=0, allowed_private_hosts=(site.host,))) as web:
        (page,) = web.retrieve([Request(url, source(), None, largest=LARGEST_PAGE)], NOW)
        (feed,) = web.retrieve([Request(url, source(), None)], NOW)
    assert page.failure and page.failure.state is SourceState.TRUNCATED and "5,000,000" in page.failure.message
    assert feed.page is not None


def test_of_halves_that_fill_the_room_the_eldest_is_finished_first() -> None:
    async def read() -> None:
        room = Room(10)
        assert room.take("eldest", 8) and not room.take("other", 8) and room.take("eldest", 50)
        waiting = asyncio.create_task(room.wait("other"))
        room.finish("eldest")
        await asyncio.sleep(0.01)
        assert not waiting.done(), "nobody has taken the whole one yet"
        room.release("eldest")
        await asyncio.wait_for(waiting, 1)

    asyncio.run(read())
