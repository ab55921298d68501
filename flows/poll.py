"""Polling: due sources fetched conditionally, what changed parsed in workers, every outcome judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from alerts.route_fields import Route
from alerts.routes import deliveries_for
from alerts.rules import decide_source_alert
from extractors.errors import FetchFailedError
from extractors.records.pages import Entry, Listing, Page, Source, SourceReport, SourceState
from flows.health import GOOD, judge_poll
from flows.readers import ReaderPool
from flows.web import Answered, Request, Web
from store.queries import Due, fetch_reports
from store.save import save_alerts, save_report, save_validator
from store.schema import transaction

NOT_MODIFIED = 304
# A listing in any other state is read again next time though its bytes be the same: "unchanged" would make it well.
SOUND = GOOD | {SourceState.STALE, SourceState.WINDOW_ROLLED_OVER}


@dataclass(frozen=True, slots=True)
class Poll:
    """One source polled once: the report, and what a changed listing announces."""

    source: Source
    report: SourceReport
    listing: Listing | None = None  # None: unchanged or failed
    page: Page | None = None  # its validators are saved when everything announced has been dealt with


def poll_sources(due: Sequence[Due], web: Web, readers: ReaderPool, now: datetime) -> tuple[Poll, ...]:
    """Poll every due source; a source that fails is a report, and the others go on."""
    answers: dict[str, Answered[Due]] = {}
    listings = {source.name: listing for source, listing in readers.parse(_changed(due, web, answers, now))}
    return tuple(_poll(one, answers[one.source.name], listings.get(one.source.name), now) for one in due)


def _request(due: Due) -> Request[Due]:
    if due.full_read_due:  # some servers lie about their validators
        return Request(due.source.url, due.source, due)
    return Request(due.source.url, due.source, due, due.etag, due.last_modified)


def _changed(
    due: Sequence[Due], web: Web, answers: dict[str, Answered[Due]], now: datetime
) -> Iterator[tuple[Source, Page]]:
    """Yield the listings to parse as they come, and put every answer down without its body: many of them are large."""
    for answer in web.retrieve(map(_request, due), now):
        one, page = answer.request.subject, answer.page
        answers[one.source.name] = replace(answer, page=page and replace(page, body=b""))
        if page is not None and _has_changed(one, page):
            yield one.source, page


def _has_changed(due: Due, page: Page) -> bool:
    """Tell whether a page has to be parsed: not when the server, or our hash of its body, says unchanged."""
    return page.status != NOT_MODIFIED and (page.sha256 != due.body_hash or due.full_read_due)


def _poll(due: Due, answer: Answered[Due], listing: Listing | None, now: datetime) -> Poll:
    outcome: Listing | FetchFailedError = answer.failure or listing or Listing(SourceState.UNCHANGED)
    report = judge_poll(due.source, outcome, due.reports, now, elapsed=answer.seconds)
    return Poll(due.source, report, listing, answer.page if listing else None)


def close_polls(
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
            if poll.page is not None and poll.report.state in SOUND and poll.source.name not in unsettled:
                save_validator(db, poll.source, poll.page)
