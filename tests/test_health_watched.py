"""Health as the watch itself sees it: gaps, rests after failures, and quiet told by what is stored."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import stamina

from alerts.routes import load_routes
from extractors.records.pages import SourceReport, SourceState
from flows.announced import due_sources, inform, unseen_entries
from flows.poll import close_polls, poll_sources
from flows.readers import ReaderPool
from flows.settings import load_settings
from flows.web import Web
from store.queries import fetch_published, fetch_reports
from store.save import save_sources
from tests.conftest import Home
from tests.ministry import Outlet, Reply
from tests.readers_prepared import prepare_nothing

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
HTML = {"Content-Type": "text/html"}
RSS = b"<rss version='2.0'><channel><title>Lake</title><item><title>Lake news</title><link>http://lake.example/1</link></item></channel></rss>"


@pytest.fixture(scope="module")
def readers() -> Iterator[ReaderPool]:
    with ReaderPool(load_settings(workers=1), prepare_nothing) as pool:
        yield pool


def fill(outlet: Outlet, first: int, count: int = 6) -> None:
    for number in range(first, first + count):
        outlet.publishes(f"Noland speaks for the {number}th time", ["Nothing of interest was said."], on=NOON.date())


def test_a_feed_whose_window_is_all_new_may_hide_a_gap(home: Home, outlet: Outlet) -> None:
    fill(outlet, 1)
    home.watches(outlet.source())
    assert home.watch(NOON).reports[0].new_entries == 6
    for old in tuple(outlet.articles):
        outlet.removes(old)
    fill(outlet, 7)
    (report,) = home.watch(NOON + timedelta(hours=1)).reports
    assert report.state is SourceState.WINDOW_ROLLED_OVER
    stored = fetch_reports(home.db(), "outlet-courier")
    assert [one.new_entries for one in stored] == [6, 6] and all(one.elapsed > 0 for one in stored)
    half = home.watch(NOON + timedelta(hours=1) + outlet.source().every / 2)  # it is asked sooner, before more is lost
    assert len(half.reports) == 1


def test_a_source_that_goes_on_failing_is_asked_less_often(home: Home, outlet: Outlet) -> None:
    home.watches(outlet.source())
    outlet.is_down(status=403)
    asked = [len(home.watch(NOON + number * timedelta(minutes=20)).reports) for number in range(12)]
    assert asked[:2] == [1, 1]
    assert sum(asked) < 8


def test_what_a_source_published_is_known_from_its_pages(home: Home, outlet: Outlet) -> None:
    outlet.publishes("China speaks of Ukraine", ["China said that both sides should resume talks on Ukraine."], on=NOON.date())
    home.watches(outlet.source())
    home.watch(NOON)
    assert fetch_published(home.db(), "outlet-courier") == (datetime(2026, 3, 10, 9, 30, tzinfo=UTC),)


@pytest.mark.parametrize(
    ("name", "answer", "state"),
    [
        ("forbidden", Reply(403, b"no"), SourceState.BLOCKED),
        ("too many", Reply(429, b"slow down"), SourceState.RATE_LIMITED),
        ("gone", Reply(404, b"not here"), SourceState.GONE),
        ("soft 404", Reply(302, b"", {"Location": "/404.html"}), SourceState.SOFT_404),
        ("a page", Reply(200, b"<html><body><p>Gone fishing</p></body></html>", HTML), SourceState.NOT_A_FEED),
        ("no body", Reply(200, b"", HTML), SourceState.NOT_A_FEED),
        ("cut", Reply(200, RSS.split(b"</channel>")[0]), SourceState.TRUNCATED),
        ("undated", Reply(200, RSS), SourceState.UNDATED),
        ("garbled", Reply(200, RSS.replace(b"Lake", random.Random(1).randbytes(600).replace(b"<", b""))), SourceState.WRONG_ENCODING),
        ("server error", Reply(501, b"?"), SourceState.UNREACHABLE),
        ("elsewhere", Reply(302, b"", {"Location": "http://169.254.169.254/feed"}), SourceState.REFUSED),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_trouble_of_a_source_stays_silent_for_more_than_two_polls(
    home: Home, outlet: Outlet, readers: ReaderPool, name: str, answer: Reply, state: SourceState
) -> None:
    fill(outlet, 1)
    home.watches(outlet.source())
    assert poll(home, outlet, readers, NOON).state is SourceState.OK
    outlet.overrides |= {"/feed.xml": answer, "/404.html": Reply(200, b"<p>Nothing here</p>", HTML)}
    reports = [poll(home, outlet, readers, NOON + timedelta(hours=hours)) for hours in (1, 2)]
    assert [report.state for report in reports] == [state] * 2
    assert all(report.remedy and report.message and report.since == NOON + timedelta(hours=1) for report in reports)
    (told,) = home.db()["alerts"].rows_where("kind = 'source'")
    assert "outlet-courier" in told["subject"]


def poll(home: Home, outlet: Outlet, readers: ReaderPool, now: datetime) -> SourceReport:
    """Poll once as a cycle does, and read no page."""
    db, routes = home.db(), load_routes(home.settings().routes_path)
    save_sources(db, (outlet.source(),))
    with Web(home.settings()) as web, stamina.set_testing(True, attempts=2):
        polls = poll_sources(due_sources(db, (outlet.source(),), now), web, readers, now)
    (one,) = inform(db, polls, unseen_entries(db, polls), now)
    close_polls(db, (one,), (), routes, now)
    return one.report
