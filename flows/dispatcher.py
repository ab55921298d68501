"""The one dispatcher: pushes, escalations and digests, pass after pass, under a lock that the kernel frees when it dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

from sqlite_utils import Database

from alerts.route_fields import Route
from alerts.routes import load_routes
from alerts.send import Sender
from extractors.errors import TifawatchError
from flows.digest import send_digests
from flows.dispatch import DispatchReport, dispatch_once
from flows.settings import Settings
from flows.targets import Push
from store.lock import writer_lock
from store.schema import open_store

LOCK = "dispatcher"
PAUSE_SECONDS = 10.0


def run_dispatch(settings: Settings, now: datetime) -> DispatchReport:
    """Run one pass under the dispatcher's lock: pushes, escalations, digests; raises `LockedError` when one is at work."""
    with dispatcher(settings) as (db, push):
        return _pass(db, load_routes(settings.routes_path), settings, now, push)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def dispatch_forever(
    settings: Settings,
    say: Callable[[str], None],
    stop: Event,
    every: float = PAUSE_SECONDS,
    clock: Callable[[], datetime] = _utc_now,
) -> None:
    """Run pass after pass under one lock until `stop`; a fault of one pass is said and the next one tried."""
    said: tuple[str, ...] = ()
    with dispatcher(settings) as (db, push):
        while not stop.is_set():
            try:
                report = _pass(db, load_routes(settings.routes_path), settings, clock(), push)
                if report.busy or report.faults != said:
                    say(report.summary())
                said = report.faults
            except TifawatchError as error:
                say(f"dispatcher: {error}")
            stop.wait(every)


def _pass(db: Database, routes: Sequence[Route], settings: Settings, now: datetime, push: Push) -> DispatchReport:
    report = dispatch_once(db, routes, settings, now, push)
    digests, faults = send_digests(db, routes, settings, now, push)
    return replace(report, digests=digests, faults=(*report.faults, *faults))


@contextmanager
def dispatcher(settings: Settings) -> Iterator[tuple[Database, Push]]:
    """Hold the dispatcher's lock, the database and a sender; the kernel frees the lock when we die."""
    with writer_lock(settings.database_path, LOCK), Sender(settings.send_seconds) as sender:
        yield open_store(settings.database_path), sender.send
