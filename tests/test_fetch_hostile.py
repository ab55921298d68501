"""Fetching from a site that means harm: every fault ends in a state, in time and within bounds."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stamina
from hostile import (
    FEED_FAULTS,
    HTTP_FAULTS,
    PAGE,
    PAGE_FAULTS,
    READ,
    REFUSED,
    ContentFault,
    HostileSite,
    HttpFault,
)

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import Page
from flows.fetch import Fetcher
from flows.settings import Settings

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DEADLINE = 1.5
MOST_MEMORY = 60  # megabytes above what the process held before


def settings(*sites: HostileSite, **given: float) -> Settings:
    return Settings(allowed_private_hosts=tuple(site.host for site in sites), host_pace=0.0, **{"request_deadline": DEADLINE, **given})  # type: ignore[arg-type]


async def outcome(fetcher: Fetcher, url: str) -> Page | FetchFailedError | FetchRefusedError:
    try:
        return await fetcher.get(url, now=NOW)
    except (FetchFailedError, FetchRefusedError) as error:
        return error


def ended(result: Page | FetchFailedError | FetchRefusedError) -> str:
    if isinstance(result, Page):
        return READ
    return REFUSED if isinstance(result, FetchRefusedError) else str(result.state)


@contextmanager
def memory_watched() -> Iterator[None]:
    """Fail when the process grows beyond what a bounded fetch needs (Linux keeps the peak)."""
    status, refs = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not refs.exists():
        yield
        return
    refs.write_text("5")
    before = _peak(status)
    yield
    assert _peak(status) - before < MOST_MEMORY


def _peak(status: Path) -> float:
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1_000


@pytest.mark.parametrize("fault", HTTP_FAULTS, ids=lambda fault: fault.name)
def test_each_fault_of_a_server_ends_in_its_state(fault: HttpFault):
    async def run() -> tuple[Page | FetchFailedError | FetchRefusedError, float]:
        async with Fetcher(settings(site)) as fetcher:
            begun = time.monotonic()
            return await outcome(fetcher, site.url(fault)), time.monotonic() - begun

    with HostileSite() as site, stamina.set_testing(True, attempts=3), memory_watched():
        result, seconds = asyncio.run(run())
    expected = (fault.ends_in,) if isinstance(fault.ends_in, str) else tuple(map(str, fault.ends_in))
    assert ended(result) in expected, result
    assert seconds < DEADLINE + 3  # a busy machine is given time
    if isinstance(result, Page) and fault.name != "empty":
        assert result.body == PAGE
    if not isinstance(result, Page):
        assert str(result).strip()


def test_one_bad_answer_does_not_hold_up_the_others():
    slow = [fault for fault in HTTP_FAULTS if fault.name in ("slow headers", "slow body", "silence", "endless chunks")]

    async def run() -> tuple[list[str], float]:
        async with Fetcher(settings(site, other, request_deadline=5.0)) as fetcher:
            begun = time.monotonic()
            waiting = [asyncio.create_task(outcome(fetcher, site.url(fault))) for fault in slow * 3]
            good = await asyncio.gather(*(outcome(fetcher, other.url("good") + f"?{n}") for n in range(30)))
            seconds = time.monotonic() - begun
            for task in waiting:
                task.cancel()
            return [ended(result) for result in good], seconds

    with HostileSite() as site, HostileSite() as other, stamina.set_testing(True, attempts=1):
        results, seconds = asyncio.run(run())
    assert results == [READ] * 30
    assert seconds < 4.0


def test_what_stands_around_a_body_is_bounded_too():
    floods = [fault for fault in HTTP_FAULTS if fault.name in ("endless hints", "endless trailers", "huge header", "many headers")]

    async def run() -> list[tuple[str, float]]:
        async with Fetcher(settings(site, request_deadline=30.0, max_wire_bytes=500_000)) as fetcher:
            ends = []
            for fault in floods:
                begun = time.monotonic()
                ends.append((ended(await outcome(fetcher, site.url(fault))), time.monotonic() - begun))
            return ends

    with HostileSite() as site, stamina.set_testing(True, attempts=1):
        ends = asyncio.run(run())
    assert READ not in [end for end, _ in ends]
    assert max(seconds for _, seconds in ends) < 10


def test_a_host_that_gives_no_answer_is_not_asked_for_every_page():
    async def run() -> list[str]:
        async with Fetcher(settings(site, request_deadline=0.3)) as fetcher:
            return [ended(await outcome(fetcher, site.url("silence") + f"?{n}")) for n in range(20)]

    with HostileSite() as site, stamina.set_testing(True, attempts=1):
        assert asyncio.run(run()) == ["unreachable"] * 20
        assert len(site.asked) == 1 + 3  # robots.txt and three pages


def test_a_client_that_met_every_fault_still_reads():
    async def run() -> str:
        async with Fetcher(settings(site, other, request_deadline=0.3)) as fetcher:
            await asyncio.gather(*(outcome(fetcher, site.url(fault)) for fault in HTTP_FAULTS if fault.name != "too many requests"))
            return ended(await outcome(fetcher, other.url("good")))

    with HostileSite() as site, HostileSite() as other, stamina.set_testing(True, attempts=1):
        assert asyncio.run(run()) == READ


@pytest.mark.parametrize("fault", [*FEED_FAULTS, *PAGE_FAULTS], ids=lambda fault: fault.name)
def test_what_is_wrong_in_itself_is_handed_on_as_it_came(fault: ContentFault):
    async def run() -> Page | FetchFailedError | FetchRefusedError:
        async with Fetcher(settings(site, max_wire_bytes=20_000_000, request_deadline=10.0)) as fetcher:
            return await outcome(fetcher, site.url(fault))

    with HostileSite() as site:
        result = asyncio.run(run())
    assert isinstance(result, Page), result
    assert result.body == fault.body() or (fault.name == "packed bytes" and result.body == PAGE)


def test_a_page_beyond_the_cap_is_refused_with_its_reason():
    async def run() -> Page | FetchFailedError | FetchRefusedError:
        async with Fetcher(settings(site, max_wire_bytes=1_000_000)) as fetcher:
            return await outcome(fetcher, site.url("one long text"))

    with HostileSite() as site:
        assert "larger than 1,000,000 bytes" in str(asyncio.run(run()))


def test_there_are_more_than_thirty_kinds():
    assert len(HTTP_FAULTS) + len(FEED_FAULTS) + len(PAGE_FAULTS) >= 90
