"""What is due, what was announced and is unseen, and so which pages to ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from extractors.plaintext import LARGEST_PAGE
from extractors.records.pages import Entry, Source, SourceState
from flows.health import count_new, excuse_silence
from flows.poll import Poll
from flows.rhythm import is_due
from flows.watch_report import READ
from flows.web import Request
from store.queries import Due, fetch_due, fetch_published, fetch_reports, fetch_revisits, fetch_unseen


def due_sources(db: Database, sources: Sequence[Source], now: datetime) -> tuple[Due, ...]:
    """Return the sources to ask: their pause is over, by what they publish and by how they fared."""
    return fetch_due(db, sources, now, is_due)


def unseen_entries(db: Database, polls: Sequence[Poll]) -> dict[str, tuple[Entry, ...]]:
    """Return what each source announced and is not stored yet."""
    return {
        poll.source.name: fetch_unseen(db, poll.source, poll.listing.entries) if poll.listing else ()
        for poll in polls
    }


def inform(
    db: Database, polls: Sequence[Poll], unseen: Mapping[str, Sequence[Entry]], now: datetime
) -> tuple[Poll, ...]:
    """Add to each report what only the store knows: how much was unseen, and whether a silence is usual."""
    return tuple(_inform(db, poll, len(unseen[poll.source.name]), now) for poll in polls)


def _inform(db: Database, poll: Poll, unseen: int, now: datetime) -> Poll:
    history = fetch_reports(db, poll.source.name)
    report = count_new(poll.report, unseen, history)
    if report.state is SourceState.STALE:
        report = excuse_silence(poll.source, report, history, fetch_published(db, poll.source.name), now)
    return replace(poll, report=report)


def wanted_pages(
    db: Database, polls: Sequence[Poll], unseen: Mapping[str, Sequence[Entry]], now: datetime
) -> tuple[Request[Entry], ...]:
    """Return the pages to ask for: what was announced and is unseen, then official pages due for a re-visit."""
    new = [_request(poll.source, entry) for poll in polls for entry in unseen[poll.source.name]]
    again = [_request(poll.source, entry) for poll in polls for entry in fetch_revisits(db, poll.source, now)]
    return (*new, *again)


def _request(source: Source, entry: Entry) -> Request[Entry]:
    return Request(entry.url, source, entry, largest=LARGEST_PAGE)


def first_polls(due: Sequence[Due]) -> frozenset[str]:
    """Return the sources that were never read before: what they already hold is history, not news."""
    return frozenset(one.source.name for one in due if not any(report.state in READ for report in one.reports))
