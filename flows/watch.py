"""THE path: one cycle of the watch, from the sources that are due to the outbox, readable top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from alerts.route_fields import Route
from alerts.routes import deliveries_for, load_routes
from alerts.rules import decide_source_alert
from extractors.codebook import load_codebook
from extractors.records import Entry, SourceReport, SourceState
from flows.keep import Keeper, Kept, in_order_of_time
from flows.poll import Poll, poll_sources
from flows.readers import ReaderPool, ReadJob
from flows.settings import Settings
from flows.sources import load_sources
from flows.thresholds import load_thresholds
from flows.web import Answered, Request, Web
from store.lock import writer_lock
from store.queries import Due, fetch_due, fetch_reports, fetch_revisits, fetch_unseen
from store.save import save_alerts, save_report, save_sources, save_validator
from store.schema import open_store, transaction

READ = frozenset({SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY, SourceState.STALE})
Step = Callable[[str, Callable[[], Any]], Any]


def plainly(name: str, stage: Callable[[], Any]) -> Any:
    """Run a stage of the path as the plain function it is."""
    return stage()


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What one cycle did."""

    reports: tuple[SourceReport, ...]
    kept: tuple[Kept, ...]

    @property
    def failed(self) -> bool:
        """Tell whether the cycle as a whole could not do its job: sources were due and none could be read."""
        return bool(self.reports) and not any(report.state in READ for report in self.reports)

    def summary(self) -> str:
        """Return one line for people."""
        broken = sum(report.state not in READ for report in self.reports)
        unread = sum(bool(kept.failure) and not kept.passed_over for kept in self.kept)
        found = sum(statement.counts for kept in self.kept for statement in kept.statements)
        shifts = sum(len(kept.shifts) for kept in self.kept)
        alerts = sum(alert.pushes for kept in self.kept for alert in kept.alerts)
        return (
            f"{len(self.reports)} sources polled ({broken} in trouble), {len(self.kept)} pages ({unread} unreadable), "
            f"{found} new statements of China on Ukraine, {shifts} shifts, {alerts} alerts to push"
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a source, for tables."""
        return [
            {
                "source": report.source,
                "state": str(report.state),
                "pages": sum(kept.source == report.source for kept in self.kept),
                "new statements": sum(len(kept.statements) for kept in self.kept if kept.source == report.source),
                "message": report.message,
            }
            for report in self.reports
        ]


def watch_once(settings: Settings, now: datetime, step: Step = plainly) -> WatchReport:
    """Run one cycle; raises `FaultyFileError` for a wrong setting or file, `LockedError` when a cycle is at work."""
    sources, routes = load_sources((settings.sources_path,)), load_routes(settings.routes_path)
    themes = {formula.id: formula.theme for formula in load_codebook(settings.formula_folders).formulas.values()}
    with writer_lock(settings.database_path), ReaderPool(settings) as readers, Web(settings) as web:
        db = open_store(settings.database_path)
        save_sources(db, sources)
        due = step("find due sources", lambda: fetch_due(db, sources, now))
        polls = step("poll sources", lambda: poll_sources(due, web, readers, now))
        wanted = step("find new pages", lambda: _wanted(db, polls, now))
        reading, postponed = wanted[: settings.max_pages], wanted[settings.max_pages :]
        keeper = Keeper(db, routes, load_thresholds(settings), themes, _first_polls(due), now)
        kept = step("read and keep pages", lambda: _read_and_keep(reading, web, readers, keeper, now))
        step("close the polls", lambda: _close(db, polls, postponed, routes, now))
        return WatchReport(tuple(poll.report for poll in polls), kept)


def _first_polls(due: Sequence[Due]) -> frozenset[str]:
    """Return the sources that were never read before: what they already hold is history, not news."""
    return frozenset(one.source.name for one in due if not any(report.state in READ for report in one.reports))


def _wanted(
    db: Database, polls: Sequence[Poll], now: datetime
) -> tuple[Request[Entry], ...]:
    """Return the pages to ask for: what was announced and is unseen, then official pages due for a re-visit."""
    unseen = [
        Request(entry.url, poll.source, entry)
        for poll in polls
        if poll.listing
        for entry in fetch_unseen(db, poll.source, poll.listing.entries, now)
    ]
    again = [
        Request(entry.url, poll.source, entry) for poll in polls for entry in fetch_revisits(db, poll.source, now)
    ]
    return (*unseen, *again)


def _read_and_keep(
    wanted: Sequence[Request[Entry]], web: Web, readers: ReaderPool, keeper: Keeper, now: datetime
) -> tuple[Kept, ...]:
    """Fetch, read and keep pages as they come; what could not be fetched is kept as its reason."""
    failed: list[Answered[Entry]] = []
    readings = readers.read(_jobs(web.retrieve(wanted, now), failed))
    kept = [keeper.keep(reading) for batch in in_order_of_time(readings) for reading in batch]
    return (*kept, *(keeper.keep_failure(answer) for answer in failed))


def _jobs(answers: Iterator[Answered[Entry]], failed: list[Answered[Entry]]) -> Iterator[ReadJob]:
    for answer in answers:
        if answer.page is None:
            failed.append(answer)
        else:
            yield ReadJob(answer.request.source, answer.request.subject, answer.page)


def _close(
    db: Database,
    polls: Sequence[Poll],
    postponed: Sequence[Request[Entry]],
    routes: Sequence[Route],
    now: datetime,
) -> None:
    """Save every report; a validator only when every announced page was stored or listed, so that none is forgotten."""
    unsettled = {request.source.name for request in postponed}
    for poll in polls:
        with transaction(db):
            save_report(db, poll.report)
            alert = decide_source_alert(tuple(reversed(fetch_reports(db, poll.source.name))), now)
            alerts = (alert,) if alert else ()
            save_alerts(db, alerts, deliveries_for(alerts, routes, now), now)
            if poll.page is not None and poll.source.name not in unsettled:
                save_validator(db, poll.source, poll.page)
