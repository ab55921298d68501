"""What is due, what is unseen, what failed and when it is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from extractors.records.pages import Entry, SourceReport, SourceState
from store.queries import fetch_due, fetch_reports, fetch_revisits, fetch_unseen
from store.save import save_failure, save_report, save_sources, save_validator
from store.schema import open_store
from tests.archive import GAZETTE, MINISTRY, NOON, later, page, store_text

SOURCES = (MINISTRY, GAZETTE)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(tmp_path / "archive.sqlite")
    save_sources(opened, SOURCES)
    yield opened
    opened.close()


def report(name: str = MINISTRY.name, **changes: object) -> SourceReport:
    made = SourceReport(name, NOON, SourceState.OK, "3 entries", "", 3, 1, NOON, 0.5, NOON)
    return replace(made, **changes)  # type: ignore[arg-type]


def always(*_: object) -> bool:
    return True


def test_a_source_never_polled_is_read_in_full(db: Database) -> None:
    assert [(due.source.name, due.full_read_due) for due in fetch_due(db, SOURCES, NOON, always)] == [
        (MINISTRY.name, True),
        (GAZETTE.name, True),
    ]


def test_a_rule_that_sees_the_reports_says_what_is_due(db: Database) -> None:
    save_report(db, report())
    assert [due.source.name for due in fetch_due(db, SOURCES, NOON, lambda _, past, now: bool(past))] == [MINISTRY.name]


def test_a_validator_serves_for_a_day(db: Database) -> None:
    save_validator(db, MINISTRY, page("listing"))
    [due, _] = fetch_due(db, SOURCES, later(hours=23), always)
    assert (due.etag, due.full_read_due) == ('"tag"', False) and due.body_hash == page("listing").sha256
    assert fetch_due(db, SOURCES, later(hours=25), always)[0].full_read_due


def test_reports_come_back_newest_first_and_each_once(db: Database) -> None:
    second = report(polled_at=later(hours=1), state=SourceState.BLOCKED, newest=None, since=None)
    for one in (report(), second, second):
        save_report(db, one)
    assert fetch_reports(db, MINISTRY.name) == (second, report())


def test_what_is_stored_is_seen_under_each_of_its_addresses(db: Database) -> None:
    store_text(db, "text", url=f"{MINISTRY.url}a?utm_source=feed")
    entries = [Entry(f"{MINISTRY.url}{path}") for path in ("a", "A", "b", "b#top")]
    assert [entry.url for entry in fetch_unseen(db, MINISTRY, entries)] == [f"{MINISTRY.url}A", f"{MINISTRY.url}b"]
    assert len(fetch_unseen(db, GAZETTE, entries)) == 3


def test_a_thousand_entries_are_compared_at_once(db: Database) -> None:
    store_text(db, "text", url=f"{MINISTRY.url}7")
    entries = [Entry(f"{MINISTRY.url}{number}") for number in range(1000)]
    assert len(fetch_unseen(db, MINISTRY, entries)) == 999


def test_a_page_that_failed_is_listed_with_its_reason_and_tried_again_ever_more_rarely(db: Database) -> None:
    entry, now, pauses = Entry(f"{MINISTRY.url}bad", "Title", NOON), NOON, []
    for _ in range(9):
        save_failure(db, MINISTRY, entry.url, "answered 403", now, entry=entry)
        [row] = db.query("select * from failures")
        if row["final"]:
            break
        due = now
        while not fetch_revisits(db, MINISTRY, due):
            due += timedelta(minutes=15)
        pauses.append(due - now)
        now = due
    assert pauses == sorted(pauses) and len(pauses) == 6
    assert (row["reason"], row["times"], row["title"]) == ("answered 403", 7, "Title")
    assert fetch_unseen(db, MINISTRY, [entry]) == ()


def test_a_failed_page_is_tried_again_with_what_was_announced_of_it(db: Database) -> None:
    entry = Entry(f"{MINISTRY.url}bad", "Title", NOON, "feed")
    save_failure(db, MINISTRY, entry.url, "timed out", NOON, entry=entry)
    assert fetch_revisits(db, MINISTRY, later(hours=1)) == (entry,)


def test_a_failed_page_that_is_read_later_is_listed_no_more(db: Database) -> None:
    save_failure(db, MINISTRY, f"{MINISTRY.url}1", "timed out", NOON)
    store_text(db, "text", url=f"{MINISTRY.url}1")
    assert db.table("failures").count == 0


def test_a_stored_page_that_fails_is_left_until_its_next_visit(db: Database) -> None:
    store_text(db, "text", url=f"{MINISTRY.url}1")
    [due] = fetch_revisits(db, MINISTRY, later(hours=3))
    save_failure(db, MINISTRY, due.url, "answered 503", later(hours=3))
    assert fetch_revisits(db, MINISTRY, later(hours=4)) == ()
    assert [entry.url for entry in fetch_revisits(db, MINISTRY, later(hours=5))] == [due.url]
    assert [row["reason"] for row in db.query("select reason from failures")] == ["answered 503"]


def test_a_page_of_no_interest_is_never_tried_again(db: Database) -> None:
    save_failure(db, GAZETTE, "https://strelsau.example/sports", "no word on the siege", NOON, final=True)
    assert fetch_revisits(db, GAZETTE, later(days=99)) == ()
    assert fetch_unseen(db, GAZETTE, [Entry("https://strelsau.example/sports")]) == ()
