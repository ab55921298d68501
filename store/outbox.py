"""Deliveries on their way: pending → sending → sent, with every outcome written down.

`sending` is committed before the send. So a crash in between leaves a delivery whose outcome is unknown, never one that
nobody remembers. An unknown outcome is pushed once more, marked as a possible repeat; after two of them the alert goes
into a digest that repeats until it is accepted. No target ever gets more than two pushes of one alert.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

from sqlite_utils import Database

from extractors.records.changes import Acceptance, Alert, Delivery, DeliveryState, Outcome
from store.change_rows import alert_of
from store.columns import Row, moment, moment_or_none, time_of
from store.keys import storable
from store.schema import transaction

MOST_UNKNOWNS = 2  # pushes that may have arrived
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
LONGEST_WISH = timedelta(hours=1)  # of a target that asks to be left alone
DETAIL = 300  # characters of a target's answer that are kept
_ADDRESS = re.compile(r"\b[\w+.-]+:/+\S+|\S+@\S+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is being sent, with the alert to send."""

    delivery: Delivery
    alert: Alert

    @property
    def possible_repeat(self) -> bool:
        """Tell whether an earlier push of it may have arrived."""
        return self.delivery.unknowns > 0


# ---------------------------------------------------------------- the decision


def next_state(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Say where a delivery stands after an outcome; pure."""
    if delivery.state in (DeliveryState.DIGEST, DeliveryState.DIGESTED):
        accepted = outcome.acceptance == Acceptance.ACCEPTED or delivery.state == DeliveryState.DIGESTED
        return replace(delivery, state=DeliveryState.DIGESTED if accepted else DeliveryState.DIGEST, last_error=_detail(outcome))
    if delivery.state == DeliveryState.SENT:
        return delivery
    tried = replace(delivery, attempts=delivery.attempts + 1, last_error=_detail(outcome))
    if outcome.acceptance == Acceptance.ACCEPTED:
        return replace(tried, state=DeliveryState.SENT, not_before=None)
    if outcome.acceptance == Acceptance.REFUSED:
        state = DeliveryState.UNKNOWN if tried.unknowns else DeliveryState.PENDING
        return replace(tried, state=state, not_before=now + _pause(tried, outcome))
    unknowns = tried.unknowns + 1
    if unknowns >= MOST_UNKNOWNS:
        return replace(tried, state=DeliveryState.DIGEST, unknowns=unknowns, not_before=None)
    return replace(tried, state=DeliveryState.UNKNOWN, unknowns=unknowns, not_before=now + _pause(tried, outcome))


def _pause(delivery: Delivery, outcome: Outcome) -> timedelta:
    """Double the pause with every attempt, differently for each delivery, and honour a target's wish within reason."""
    doubled = min(FIRST_PAUSE * float(2 ** min(delivery.attempts - 1, 10)), LONGEST_PAUSE)
    spread = crc32(f"{delivery.alert}{delivery.target}{delivery.attempts}".encode()) % 1000 / 4000
    return max(doubled * (1 - spread), min(outcome.retry_after or timedelta(), LONGEST_WISH))


def _detail(outcome: Outcome) -> str:
    """Return what a target said without any address: those carry secrets."""
    if outcome.acceptance == Acceptance.ACCEPTED:
        return ""
    return _ADDRESS.sub("[address]", storable(outcome.detail))[:DETAIL]


# ---------------------------------------------------------------- the effects


def claim(db: Database, now: datetime, limit: int = 20, target: str | None = None) -> tuple[Claim, ...]:
    """Take deliveries that are due, all or those of one target, and commit that they are being sent.

    To be called by the one dispatcher when nothing is in flight: what is still `sending` then was left by a crash, and
    its outcome is unknown.
    """
    with transaction(db):
        for row in list(db.query(f"{_SELECT} where deliveries.state = 'sending'")):
            _write(db, _delivery(row), Outcome(Acceptance.UNKNOWN, "the dispatcher died while sending"), now)
        rows = list(db.query(_DUE, {"now": moment(now), "limit": limit, "target": target}))
        for row in rows:
            _start(db, row, now)
    return tuple(Claim(replace(_delivery(row), state=DeliveryState.SENDING), alert_of(row)) for row in rows)


_SELECT = "select deliveries.*, alerts.snapshot from deliveries join alerts on alerts.key = deliveries.alert"
_DUE = f"""
    {_SELECT}
    where deliveries.state in ('pending', 'unknown') and (not_before is null or not_before <= :now)
        and (:target is null or target = :target)
    order by deliveries.created_at, deliveries.alert, deliveries.target limit :limit
"""


def _start(db: Database, row: Row, now: datetime) -> None:
    key = (row["alert"], row["route"], row["target"])
    db.table("deliveries").update(key, {"state": DeliveryState.SENDING, "changed_at": moment(now)})
    db.table("attempts").insert(
        {
            "alert": row["alert"],
            "route": row["route"],
            "target": row["target"],
            "number": row["attempts"] + 1,
            "started_at": moment(now),
        }
    )


def settle(db: Database, delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Write down how a push or a digest ended, and return where the delivery stands now."""
    with transaction(db):
        return _write(db, delivery, outcome, now)


def _write(db: Database, delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    key = (delivery.alert, delivery.route, delivery.target)
    stored = _delivery(db.table("deliveries").get(key))
    if stored.state not in (DeliveryState.SENDING, DeliveryState.DIGEST):
        return stored  # settled already: an outcome counts once
    after = next_state(stored, outcome, now)
    columns = {
        "state": after.state,
        "attempts": after.attempts,
        "unknowns": after.unknowns,
        "not_before": moment_or_none(after.not_before),
        "last_error": after.last_error,
        "changed_at": moment(now),
    }
    db.table("deliveries").update(key, columns)
    db.execute(
        "update attempts set ended_at = ?, outcome = ?, detail = ?"
        " where alert = ? and route = ? and target = ? and outcome is null",
        [moment(now), outcome.acceptance, after.last_error, *key],
    )
    return after


def pending(db: Database) -> tuple[Delivery, ...]:
    """Return deliveries that are not settled yet, oldest first; digests are not among them."""
    rows = db.query("select * from deliveries where state in ('pending', 'sending', 'unknown') order by created_at, alert, target")
    return tuple(map(_delivery, rows))


def fetch_deliveries(db: Database, alert: str) -> tuple[Delivery, ...]:
    """Return where an alert was to go and how far it came."""
    return tuple(map(_delivery, db.query("select * from deliveries where alert = ? order by route, target", [alert])))


def digest_targets(db: Database) -> tuple[tuple[str, str], ...]:
    """Return the routes, with their targets, that something waits for a digest of."""
    rows = db.query("select distinct route, target from deliveries where state = 'digest' order by route, target")
    return tuple((row["route"], row["target"]) for row in rows)


def due_targets(db: Database, now: datetime) -> tuple[str, ...]:
    """Return the targets that something is due for, the longest waiting first."""
    sql = """
        select target from deliveries
        where state = 'sending' or (state in ('pending', 'unknown') and (not_before is null or not_before <= ?))
        group by target order by min(created_at), target
    """
    return tuple(row["target"] for row in db.query(sql, [moment(now)]))


def release(db: Database, target: str, now: datetime) -> None:
    """Let everything that waits because its target failed go now: the target is back."""
    sql = "update deliveries set not_before = ? where target = ? and state in ('pending', 'unknown') and last_error <> ''"
    with transaction(db):
        db.conn.execute(sql, [moment(now), target])


def for_digest(db: Database, route: str) -> tuple[Claim, ...]:
    """Return what the next digest of a route must list: it stays there until a digest was accepted."""
    sql = f"{_SELECT} where deliveries.state = 'digest' and deliveries.route = ? order by alerts.created_at, alerts.key, target"
    return tuple(Claim(_delivery(row), alert_of(row)) for row in db.query(sql, [route]))


def settle_digest(db: Database, claims: Iterable[Claim], outcome: Outcome, now: datetime) -> None:
    """Write down how a digest ended for everything it listed."""
    with transaction(db):
        for one in claims:
            _write(db, one.delivery, outcome, now)


def _delivery(row: Row) -> Delivery:
    return Delivery(
        row["alert"],
        row["route"],
        row["target"],
        DeliveryState(row["state"]),
        row["attempts"],
        time_of(row["not_before"]),
        row["last_error"],
        row["unknowns"],
    )
