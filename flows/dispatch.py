"""The dispatcher: takes what is due from the outbox, sends it, writes down how it ended; one at a time, under a lock."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Event

from sqlite_utils import Database

from alerts.blocks import Message
from alerts.channels import room_for
from alerts.links import Site
from alerts.message import compose, compose_group
from alerts.route_fields import Often, Route
from alerts.routes import address_of, load_routes
from alerts.send import Sender
from extractors.errors import TifawatchError
from extractors.records import Acceptance, Delivery, DeliveryState, Outcome
from flows.settings import Settings
from store.fail_point import fail_point
from store.lock import writer_lock
from store.outbox import Claim, claim, due_targets, fetch_deliveries, for_digest, pending, release, settle
from store.queries import fetch_alert, fetch_meta
from store.save import save_alerts, save_heartbeat, save_meta
from store.schema import open_store

LOCK = "dispatcher"
PAUSE_SECONDS = 10.0
GROUP_ABOVE = 5  # more than so many due at once for one target go out as one push
GROUP_MOST = 50
FAILURES_BEFORE_HOLD = 3  # one message may be refused for what it is; three in a row are the target
FIRST_HOLD = timedelta(seconds=30)
LONGEST_HOLD = timedelta(minutes=8)  # after an outage everything is out within ten minutes

Push = Callable[[str, Message, str], Outcome]  # address, message, form


@dataclass(frozen=True, slots=True)
class Hold:
    """What the breaker of a target remembers."""

    failures: int = 0
    until: datetime | None = None

    def after(self, outcome: Outcome, now: datetime) -> Hold:
        """Return the breaker after one more outcome."""
        if outcome.acceptance is Acceptance.ACCEPTED:
            return Hold()
        failures = self.failures + 1
        grown = FIRST_HOLD * 2 ** min(failures - FAILURES_BEFORE_HOLD, 8) if failures >= FAILURES_BEFORE_HOLD else timedelta()
        pause = max(min(grown, LONGEST_HOLD), outcome.retry_after or timedelta())
        return Hold(failures, now + pause if pause else None)

    def holds(self, now: datetime) -> bool:
        """Tell whether the target is to be left alone; a clock that was set back does not hold it for ever."""
        return self.until is not None and now < self.until < now + timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class DispatchReport:
    """What one pass of the dispatcher did."""

    sent: int = 0
    refused: int = 0
    unknown: int = 0
    waiting: int = 0
    escalated: int = 0
    digests: int = 0
    faults: tuple[str, ...] = ()  # what an operator must mend

    @property
    def busy(self) -> bool:
        """Tell whether anything was sent or tried."""
        return bool(self.sent or self.refused or self.unknown or self.escalated or self.digests)

    def summary(self) -> str:
        """Return one line for people."""
        parts = [f"{self.sent} delivered", f"{self.refused} refused", f"{self.unknown} unknown", f"{self.waiting} waiting"]
        parts += [f"{self.digests} digests"] if self.digests else []
        parts += [f"{self.escalated} escalated to a second target"] if self.escalated else []
        return ", ".join([*parts, *self.faults])


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
    from flows.digest import send_digests

    report = dispatch_once(db, routes, settings, now, push)
    digests, faults = send_digests(db, routes, settings, now, push)
    return replace(report, digests=digests, faults=(*report.faults, *faults))


@contextmanager
def dispatcher(settings: Settings) -> Iterator[tuple[Database, Push]]:
    """Hold the dispatcher's lock, the database and a sender; the kernel frees the lock when we die."""
    with writer_lock(settings.database_path, LOCK), Sender(settings.send_seconds) as sender:
        yield open_store(settings.database_path), sender.send


def dispatch_once(
    db: Database, routes: Sequence[Route], settings: Settings, now: datetime, push: Push | None = None
) -> DispatchReport:
    """Send what is due, target by target; a target that keeps failing is left alone for a while."""
    if push is None:
        with Sender(settings.send_seconds) as sender:
            return dispatch_once(db, routes, settings, now, sender.send)
    save_heartbeat(db, LOCK, now)
    escalated = _escalate(db, routes, now)
    outcomes: list[Outcome] = []
    faults: list[str] = []
    for target in due_targets(db, now):
        if not address_of(target):
            faults.append(f"the environment variable {target} is not set: what is due for it waits")
        elif not load_hold(db, target).holds(now):
            outcomes += _serve(db, target, routes, settings, now, push)
    faults += sorted({outcome.detail for outcome in outcomes if outcome.detail.startswith(("apprise does", "the address names"))})
    count = [outcome.acceptance for outcome in outcomes].count
    return DispatchReport(
        sent=count(Acceptance.ACCEPTED),
        refused=count(Acceptance.REFUSED),
        unknown=count(Acceptance.UNKNOWN),
        waiting=len(pending(db)),
        escalated=escalated,
        faults=tuple(faults),
    )


def _serve(
    db: Database, target: str, routes: Sequence[Route], settings: Settings, now: datetime, push: Push
) -> list[Outcome]:
    """Send one target what is due for it until there is nothing left or it is to be left alone."""
    done: list[Outcome] = []
    by_name = {route.name: route for route in routes}
    clock = _running(now)
    while not load_hold(db, target).holds(clock()) and (claims := _next_claims(db, target, by_name, clock())):
        fail_point("dispatch.claimed")
        message = _written(claims, by_name, settings)
        outcome = push(address_of(target), message, _form(claims[0].delivery.route, target, by_name))
        fail_point("dispatch.pushed")
        moment = clock()
        for one in claims:
            settle(db, one.delivery, outcome, moment)
            fail_point("dispatch.settled")
        _remember(db, target, outcome, moment)
        done += [outcome] * len(claims)
    return done


def _running(now: datetime) -> Callable[[], datetime]:
    """Return a clock that runs on from `now`: a pass can take long, and pauses count from the end of a send."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def _next_claims(db: Database, target: str, routes: Mapping[str, Route], now: datetime) -> tuple[Claim, ...]:
    """Claim one delivery, or many together when so many are due that they go out as one push."""
    due = [one for one in pending(db) if one.target == target and (one.not_before is None or one.not_before <= now)]
    hourly = [one for one in due if (route := routes.get(one.route)) and route.when.often is Often.HOURLY]
    together = len(due) > GROUP_ABOVE or len(hourly) > 1
    room = min(GROUP_MOST, min((room_for(address_of(target), _form(one.route, target, routes)) for one in due), default=1))
    return claim(db, now, room if together else 1, target)


def _written(claims: Sequence[Claim], routes: Mapping[str, Route], settings: Settings) -> Message:
    route = routes.get(claims[0].delivery.route)
    why = route.why if route else "a route that is no longer in the routes file"
    repeat = any(one.possible_repeat for one in claims)
    if len(claims) == 1:
        return compose(claims[0].alert, site_of(settings), why, repeat=repeat)
    return compose_group([one.alert for one in claims], site_of(settings), why, repeat=repeat)


def _form(name: str, target: str, routes: Mapping[str, Route]) -> str:
    route = routes.get(name)
    return route.format if route and route.to == target else ""


def site_of(settings: Settings) -> Site:
    """Return the Datasette site that messages link to."""
    return Site(settings.site_url, settings.database_path.stem)


# ---------------------------------------------------------------- the breaker


def load_hold(db: Database, target: str) -> Hold:
    """Return what the breaker of a target remembers."""
    stored = json.loads(fetch_meta(db, f"hold {target}") or "{}")
    until = stored.get("until")
    return Hold(stored.get("failures", 0), datetime.fromisoformat(until) if until else None)


def _remember(db: Database, target: str, outcome: Outcome, now: datetime) -> None:
    before = load_hold(db, target)
    after = before.after(outcome, now)
    if after != before:
        until = after.until.isoformat() if after.until else ""
        save_meta(db, f"hold {target}", json.dumps({"failures": after.failures, "until": until}))
    if outcome.acceptance is Acceptance.ACCEPTED and before.failures:
        release(db, target, now)  # it is back: what waited for it goes now, together


# ---------------------------------------------------------------- a second target


def _escalate(db: Database, routes: Sequence[Route], now: datetime) -> int:
    """Tell the second target of a route what its first did not take for long; the first is still tried."""
    second = [route for route in routes if route.or_else and address_of(route.or_else)]
    tried = [one for one in pending(db) if one.attempts]
    unconfirmed = [one for route in second for one in for_digest(db, route.name) if one.delivery.unknowns]
    since = {one.alert.key: one.alert.created_at for one in unconfirmed}
    since |= {key: alert.created_at for key in {one.alert for one in tried} if (alert := fetch_alert(db, key))}
    late = escalations((*tried, *(one.delivery for one in unconfirmed)), since, second, now)
    fresh = [one for one in late if all(other.target != one.target for other in fetch_deliveries(db, one.alert))]
    if fresh:
        save_alerts(db, (), fresh, now)
    return len(fresh)


def escalations(
    waiting: Sequence[Delivery], since: Mapping[str, datetime], routes: Sequence[Route], now: datetime
) -> tuple[Delivery, ...]:
    """Return deliveries to second targets of what was tried in vain for too long; pure."""
    second = {route.name: route for route in routes if route.or_else}
    return tuple(
        Delivery(one.alert, one.route, route.or_else or "", DeliveryState.PENDING)
        for one in waiting
        if (route := second.get(one.route))
        and one.target == route.to
        and one.attempts  # what waits for its hour is not late
        and now - since.get(one.alert, now) > route.escalate_after
    )
