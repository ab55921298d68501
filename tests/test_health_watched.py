"""Health as the watch itself sees it: gaps, rests after failures, and quiet told by what is stored."""

from datetime import UTC, datetime, timedelta

from extractors.records import SourceState
from store.queries import fetch_published, fetch_reports
from tests.conftest import Home
from tests.ministry import Outlet

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


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
    assert [one.new_entries for one in fetch_reports(home.db(), "outlet-courier")] == [6, 6]


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
