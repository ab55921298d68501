"""The real watch over real pages and feeds, served from loopback."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.records.pages import SourceState
from flows.watch_report import WatchReport
from store.queries import fetch_utterances
from tests.conftest import Home, needs_shared
from tests.real_pages import real_pages
from tests.replayed import Replayed

pytestmark = [needs_shared, pytest.mark.slow, pytest.mark.timeout(600)]
NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, WatchReport, Replayed]:
    patch = pytest.MonkeyPatch()
    patch.setenv("TIFAWATCH_TO_READERS", "json://127.0.0.1:9/never-sent")
    patch.setenv("TIFAWATCH_TO_OPERATORS", "json://127.0.0.1:9/never-sent")
    home = Home(tmp_path_factory.mktemp("real"))
    with Replayed() as site:
        home.watches(*site.sources())
        report = home.watch(NOW, max_pages=2000)
    patch.undo()
    return home, report, site


def test_every_real_page_is_stored_or_listed_with_its_reason(watched: tuple[Home, WatchReport, Replayed]) -> None:
    home, _, site = watched
    db = home.db()
    stored = {row["url"] for row in db.query("select url from addresses")}
    listed = {row["url"]: row["reason"] for row in db.query("select url, reason from failures")}
    for page in real_pages():
        assert site.page_url(page) in stored or listed.get(site.page_url(page)), page.url


def test_every_source_ends_in_a_state_and_a_broken_one_says_why(watched: tuple[Home, WatchReport, Replayed]) -> None:
    _, report, site = watched
    assert len(report.reports) == len(site.sources())
    fine = (SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY)
    assert all(one.message for one in report.reports if one.state not in fine)


def test_the_ministrys_dates_are_all_right(watched: tuple[Home, WatchReport, Replayed]) -> None:
    home, _, site = watched
    dates = {row["url"]: row["published_on"] for row in home.db().query("select url, published_on from documents")}
    pages = [page for page in real_pages() if page.family == "ministry"]
    assert len(pages) == 25
    assert {site.page_url(page): page.day.isoformat() for page in pages} == {
        site.page_url(page): dates.get(site.page_url(page)) for page in pages
    }


def test_chinese_statements_are_found_in_the_evening_news(watched: tuple[Home, WatchReport, Replayed]) -> None:
    home, _, _ = watched
    said = [one for one in fetch_utterances(home.db()) if one.speaker.acts_for == "China"]
    assert len(said) >= 40
    assert {"Xi Jinping", "Wang Yi"} <= {one.speaker.name for one in said}


def test_nothing_of_it_is_news(watched: tuple[Home, WatchReport, Replayed]) -> None:
    _, report, _ = watched
    assert not [alert for kept in report.kept for alert in kept.alerts if alert.pushes]
    assert not report.failed
