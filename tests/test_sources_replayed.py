"""`sources check` against real feeds, replayed from loopback: each one explained, none silent, none that stops the rest."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stamina
from ministry import Site

from extractors.records.pages import Layer, Listing, Source, SourceKind, SourceReport, SourceState
from flows.health import REMEDIES
from flows.settings import Settings
from flows.trial import try_sources

FEEDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "feeds.jsonl"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[SourceReport, Listing | None]]:
    if not FEEDS.exists():
        pytest.skip(f"{FEEDS} is not there: no real feeds to replay")
    files = [FEEDS.parent / json.loads(line)["file"] for line in FEEDS.read_text("utf-8").splitlines()]
    with Site() as site, stamina.set_testing(True, attempts=1):
        sources = [_source(site, number, file) for number, file in enumerate(files)]
        settings = Settings(home=tmp_path_factory.mktemp("home"), allowed_private_hosts=(site.host,), host_pace=0.0)
        return {source.title: (report, listing) for source, report, listing in try_sources(sources, settings, NOW)}


def _source(site: Site, number: int, file: Path) -> Source:
    url = site.answers(f"/{number}.xml", file.read_bytes(), content_type="application/xml")
    return Source(f"feed-{number}", file.name, url, SourceKind.FEED, "en", Layer.FOREIGN, "")


def test_every_real_feed_ends_in_a_state(reports: dict[str, tuple[SourceReport, Listing | None]]):
    assert len(reports) == len(FEEDS.read_text("utf-8").splitlines())
    for name, (report, _) in reports.items():
        assert report.state in REMEDIES, name
        assert report.message or report.state in (SourceState.OK, SourceState.EMPTY), name


def test_what_has_entries_says_how_many_and_what_has_none_is_not_called_well(reports: dict[str, tuple[SourceReport, Listing | None]]):
    for name, (report, listing) in reports.items():
        assert listing is not None, name
        assert report.entries == len(listing.entries), name
        assert report.entries or report.state is not SourceState.OK, name


def test_feeds_of_past_years_are_stale_and_not_quietly_well(reports: dict[str, tuple[SourceReport, Listing | None]]):
    dated = [report for report, _ in reports.values() if report.newest]
    assert len(dated) > 20
    assert all(report.state is not SourceState.OK for report in dated if (NOW - report.newest).days > 30)  # type: ignore[operator]


def test_most_real_feeds_can_be_read(reports: dict[str, tuple[SourceReport, Listing | None]]):
    with_entries = sum(report.entries > 0 for report, _ in reports.values())
    assert with_entries >= 0.7 * len(reports)
