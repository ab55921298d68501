"""Manners without a network: turns at a host, waits that were asked for, and what counts as robots.txt."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.politeness import LONGEST_RETRY_AFTER, Pacing, read_robots, retry_after

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_turns_at_one_host_stand_in_a_queue():
    pacing = Pacing(5.0)
    assert [pacing.reserve("noland.example", 100.0) for _ in range(3)] == [0.0, 5.0, 10.0]


def test_hosts_do_not_wait_for_each_other():
    pacing = Pacing(5.0)
    pacing.reserve("noland.example", 100.0)
    assert pacing.reserve("otherland.example", 100.0) == 0.0


def test_a_pause_long_enough_needs_no_further_wait():
    pacing = Pacing(5.0)
    pacing.reserve("noland.example", 100.0)
    assert pacing.reserve("noland.example", 103.0) == 2.0
    assert pacing.reserve("noland.example", 200.0) == 0.0


def test_a_host_that_asks_for_more_gets_more():
    pacing = Pacing(5.0)
    pacing.reserve("noland.example", 0.0, crawl_delay=120.0)
    assert pacing.reserve("noland.example", 0.0, crawl_delay=120.0) == 120.0


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=2, max_size=30))
def test_no_two_turns_are_nearer_than_the_pace(clocks: list[float]):
    pacing = Pacing(5.0)
    turns = [clock + pacing.reserve("noland.example", clock) for clock in sorted(clocks)]
    assert all(later - earlier >= 5.0 - 1e-9 for earlier, later in pairwise(turns))


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        ("Mon, 02 Mar 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Mon, 02 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("99999999999999999999", LONGEST_RETRY_AFTER),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_RETRY_AFTER),
        ("", None),
        ("never", None),
        ("-5", None),
        ("1e9", None),
        ("١٢", None),
        ("Mon, 99 Foo 2026", None),
    ],
)
def test_a_wait_is_read_as_seconds_or_a_date(header: str, wait: timedelta | None):
    assert retry_after(header, NOW) == wait


@given(st.text(max_size=40))
def test_no_header_breaks_the_reading_of_a_wait(header: str):
    wait = retry_after(header, NOW)
    assert wait is None or timedelta(0) <= wait <= LONGEST_RETRY_AFTER


ROBOTS = b"User-agent: *\nDisallow: /private\nCrawl-delay: 120\n\nUser-agent: tifawatch\nDisallow: /nothing\n"
AGENT = "tifawatch (research; hello@example.org)"


def robots(status: int = 200, url: str = "http://noland.example/robots.txt", kind: str = "text/plain", body: bytes = ROBOTS):
    return read_robots(status, url, kind, body, NOW)


def test_rules_for_us_replace_those_for_everyone():
    read = robots()
    assert read.allows("http://noland.example/private", AGENT)
    assert not read.allows("http://noland.example/nothing", AGENT)
    assert not read.allows("http://noland.example/private", "somebody")
    assert read.crawl_delay("somebody") == 120.0


@pytest.mark.parametrize(("written", "seconds"), [("nan", 0), ("inf", 0), ("-5", 0), ("soon", 0), ("0.5", 0.5), ("86400", 300)])
def test_odd_crawl_delays_stay_within_reason(written: str, seconds: float):
    assert robots(body=f"User-agent: *\nCrawl-delay: {written}\n".encode()).crawl_delay(AGENT) == seconds


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429])
def test_a_host_without_robots_allows_everything(status: int):
    assert robots(status).allows("http://noland.example/private", AGENT)


@pytest.mark.parametrize("status", [500, 503])
def test_a_host_whose_robots_fails_is_left_alone_for_an_hour(status: int):
    read = robots(status)
    assert not read.allows("http://noland.example/", AGENT)
    assert not read.expired(NOW + timedelta(minutes=59))
    assert read.expired(NOW + timedelta(minutes=61))


def test_robots_is_kept_for_a_day():
    assert not robots().expired(NOW + timedelta(hours=23))
    assert robots().expired(NOW + timedelta(hours=25))


@pytest.mark.parametrize(
    ("url", "kind", "body"),
    [
        ("http://noland.example/web/system/index_17321.shtml", "text/html", b"<html>"),
        ("http://noland.example/robots.txt", "text/html; charset=utf-8", b"User-agent: *\nDisallow: /"),
        ("http://noland.example/robots.txt", "text/plain", b"\xef\xbb\xbf\n <!DOCTYPE html><p>Disallow: /</p>"),
        ("http://noland.example/", "text/plain", b"User-agent: *\nDisallow: /"),
    ],
)
def test_a_page_in_the_place_of_robots_is_no_robots(url: str, kind: str, body: bytes):
    assert robots(url=url, kind=kind, body=body).allows("http://noland.example/private", AGENT)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_robots(body: bytes):
    read = robots(body=body)
    assert read.allows("http://noland.example/", AGENT) in (True, False)
    assert 0 <= read.crawl_delay(AGENT) <= 300
