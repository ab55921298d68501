"""One pass over the outbox: sends what is due, target by target, and writes down how it ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from alerts.blocks import Message
from alerts.channels import room_for
from alerts.message import compose, compose_group
from alerts.news import with_later_reports
from alerts.route_fields import Often, Route
from alerts.rules import FURTHER
from alerts.send import Sender
from extractors.records.changes import Acceptance, Alert, Delivery, DeliveryState, Outcome, Utterance
from flows.settings import Settings
from flows.targets import NO_ROUTE, Push, address_of, load_hold, remember, site_of
from store.fail_point import fail_point
from store.outbox import Claim, claim, due_targets, fetch_deliveries, for_digest, pending, settle
from store.queries import fetch_alert, fetch_utterance
from store.save import save_alerts, save_heartbeat

BEAT = "dispatcher"
GROUP_ABOVE = 5  # more than so many due at once for one target go out as one push
GROUP_MOST = 50


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


def dispatch_once(
    db: Database, routes: Sequence[Route], settings: Settings, now: datetime, push: Push | None = None
) -> DispatchReport:
    """Send what is due, target by target; a target that keeps failing is left alone for a while."""
    if push is None:
        with Sender(settings.send_seconds) as sender:
            return dispatch_once(db, routes, settings, now, sender.send)
    save_heartbeat(db, BEAT, now)
    escalated = _escalate(db, routes, now)
    outcomes: list[Outcome] = []
    faults: list[str] = []
    for target in due_targets(db, now):
        fault = address_of(target).fault
        if fault:
            faults.append(f"{fault}: what is due for it waits")
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
        message = _written(db, claims, by_name, settings)
        outcome = push(address_of(target).text, message, _form(claims[0].delivery.route, target, by_name))
        fail_point("dispatch.pushed")
        moment = clock()
        for one in claims:
            settle(db, one.delivery, outcome, moment)
            fail_point("dispatch.settled")
        remember(db, target, outcome, moment)
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
    room = min(GROUP_MOST, min((room_for(address_of(target).text, _form(one.route, target, routes)) for one in due), default=1))
    return claim(db, now, room if together else 1, target)


def _written(db: Database, claims: Sequence[Claim], routes: Mapping[str, Route], settings: Settings) -> Message:
    route = routes.get(claims[0].delivery.route)
    why = f"{route.why} (route {route.name})" if route else NO_ROUTE
    repeat = any(one.possible_repeat for one in claims)
    if len(claims) == 1:
        return compose(as_known_now(db, claims[0].alert), site_of(settings), why, repeat=repeat)
    return compose_group([one.alert for one in claims], site_of(settings), why, repeat=repeat)


def as_known_now(db: Database, alert: Alert) -> Alert:
    """Return an alert with what came in since it was decided: other outlets and the translation of the same words."""

    def grown(told: Utterance) -> Utterance:
        now = fetch_utterance(db, told.key)
        return with_later_reports(told, now) if now else told

    if alert.note == FURTHER or alert.utterance is None:
        return alert
    return replace(
        alert, utterance=grown(alert.utterance), more=tuple(map(grown, alert.more)), earlier=tuple(map(grown, alert.earlier))
    )


def _form(name: str, target: str, routes: Mapping[str, Route]) -> str:
    route = routes.get(name)
    return route.format if route and route.to == target else ""


# ---------------------------------------------------------------- a second target


def _escalate(db: Database, routes: Sequence[Route], now: datetime) -> int:
    """Tell the second target of a route what its first did not take for long; the first is still tried."""
    second = [route for route in routes if route.or_else and address_of(route.or_else).text]
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
