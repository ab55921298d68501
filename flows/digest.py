"""Digests: what each route hears by the day or week, and what could not be confirmed, until one is accepted."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from alerts.blocks import Message
from alerts.channels import ROOM_OF_A_MAIL, room_for
from alerts.digest_message import Digest, WeekTable, compose_digest, compose_short_digest
from alerts.match import hears
from alerts.picture import draw_weeks
from alerts.route_fields import Often, Route, named_in_file
from alerts.rules import counts, system_alert
from alerts.schedule import after_quiet_hours, next_time
from extractors.records.changes import (
    Acceptance,
    Alert,
    AlertKind,
    Delivery,
    DeliveryState,
    Outcome,
    Utterance,
)
from extractors.records.pages import SourceReport
from flows.settings import Settings
from flows.targets import NO_ROUTE, Hold, Push, address_of, load_hold, site_of
from store.fail_point import fail_point
from store.outbox import Claim, digest_targets, for_digest, settle_digest
from store.queries import (
    fetch_alert,
    fetch_alerts,
    fetch_meta,
    fetch_reports,
    fetch_utterances,
    fetch_verdicts,
)
from store.save import save_alerts, save_meta

MARKER = "system:digest:"
WEEKS = 8
MOST_FORMULAS = 12
REPORTS = 2000  # polls looked at for the latest of each source


def send_digests(
    db: Database, routes: Sequence[Route], settings: Settings, now: datetime, push: Push, *, asked: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Send every digest that is due; returns how many were accepted, and what an operator must mend.

    Who `asked` for them gets empty ones too.
    """
    sent, faults = 0, []
    for route in (*routes, *_removed_routes(db, routes)):
        _mark_next(db, route, now)
        due = due_claims(for_digest(db, route.name), now)
        for target in sorted({one.delivery.target for one in due}):
            address = address_of(target)
            claims = portion(due, target, room_for(address.text, _form(route, target)))
            if address.fault:
                faults.append(f"{address.fault}: a digest of {len(claims)} alerts waits for it")
            elif _may_go(db, route, target, claims, now):
                wanted = route.model_copy(update={"empty_digest": route.empty_digest or asked})
                sent += _send(db, wanted, target, claims, settings, now, push)
    return sent, tuple(faults)


def _removed_routes(db: Database, routes: Sequence[Route]) -> list[Route]:
    """Return stand-ins for routes that are no longer in the file: what they promised is still delivered."""
    names = {route.name for route in routes}
    return [
        Route.model_validate({"name": name, "why": NO_ROUTE, "to": named_in_file(target), "digest": "off"})
        for name, target in digest_targets(db)
        if name not in names
    ]


def due_claims(waiting: Sequence[Claim], now: datetime) -> tuple[Claim, ...]:
    """Return what must go with a digest now: what has reached its time, and whatever waits with it."""
    if not any(_is_due(one, now) for one in waiting):
        return ()
    regular = any(_is_due(one, now) and one.alert.key.startswith(MARKER) for one in waiting)
    return tuple(one for one in waiting if _is_due(one, now) or (regular and not one.alert.key.startswith(MARKER)))


def _is_due(one: Claim, now: datetime) -> bool:
    return one.delivery.not_before is None or one.delivery.not_before <= now


def portion(due: Sequence[Claim], target: str, room: int) -> tuple[Claim, ...]:
    """Return what one digest to a target delivers: as many alerts as it can list; the rest goes with the next."""
    mine = [one for one in due if one.delivery.target == target]
    markers = [one for one in mine if one.alert.key.startswith(MARKER)]
    return (*markers, *[one for one in mine if one not in markers][:room])


def _form(route: Route, target: str) -> str:
    return route.format if target == route.to else ""


def _mark_next(db: Database, route: Route, now: datetime) -> None:
    """Put the next digest itself into the outbox, so that it too is sent until accepted."""
    when = route.digest_time
    if when is None or not route.active:
        return
    _mark(db, route, next_time(when, now, route.zone), now)


def mark_now(db: Database, routes: Sequence[Route], now: datetime) -> None:
    """Let every active route's digest go now, whatever its schedule."""
    for route in routes:
        if route.active and route.digest_time is not None:
            _mark(db, route, now, now)


def _mark(db: Database, route: Route, at: datetime, now: datetime) -> None:
    key = f"digest:{route.name}:{at:%Y-%m-%dT%H:%M}"
    if fetch_alert(db, f"system:{key}") is None:
        marker = system_alert(key, f"Digest of route {route.name}, {at:%Y-%m-%d %H:%M} UTC", now)
        delivery = Delivery(marker.key, route.name, route.to, DeliveryState.DIGEST, not_before=at)
        save_alerts(db, (marker,), (delivery,), now)


def _may_go(db: Database, route: Route, target: str, claims: Sequence[Claim], now: datetime) -> bool:
    """Tell whether target, quiet hours and the digest's own pause allow it now."""
    if load_hold(db, target).holds(now) or _load_pause(db, route, target).holds(now):
        return False
    quiet = route.quiet_hours
    urgent = all(one.delivery.unknowns for one in claims)  # nobody chose this hour
    return not (urgent and quiet and after_quiet_hours(now, quiet.start, quiet.until, quiet.zone or route.zone) > now)


def _send(
    db: Database, route: Route, target: str, claims: Sequence[Claim], settings: Settings, now: datetime, push: Push
) -> int:
    """Send one digest; whatever it lists stays listed until one is accepted."""
    with tempfile.TemporaryDirectory() as folder:
        digest = gather_digest(db, route, claims, now, Path(folder), _themes(route, settings))
        markers = any(one.alert.key.startswith(MARKER) for one in claims)
        if markers and digest.empty and not route.empty_digest:
            settle_digest(db, claims, Outcome(Acceptance.ACCEPTED), now)
            return 0
        fail_point("digest.written")
        small = room_for(address_of(target).text, _form(route, target)) < ROOM_OF_A_MAIL
        outcome = push(address_of(target).text, write_digest(digest, route, settings, small=small), _form(route, target))
    fail_point("digest.pushed")
    settle_digest(db, claims, outcome, now)
    _save_pause(db, route, target, outcome, now)
    return int(outcome.acceptance is Acceptance.ACCEPTED)


def _themes(route: Route, settings: Settings) -> Mapping[str, str]:
    """Return the theme of each formula where the route asks for themes; the codebook takes a moment to load."""
    if not route.hears.themes:
        return {}
    from extractors.codebook.codebook import load_codebook

    return {formula.id: formula.theme for formula in load_codebook(settings.formula_folders).formulas.values()}


def write_digest(digest: Digest, route: Route, settings: Settings, *, small: bool = False) -> Message:
    """Write the full digest, or the short one where the channel is small or only alerts are to be listed."""
    site, why = site_of(settings), f"{route.why} (route {route.name}, digest)"
    short = small or digest.since == digest.until
    return compose_short_digest(digest, site, why) if short else compose_digest(digest, site, why)


def gather_digest(
    db: Database, route: Route, claims: Sequence[Claim], now: datetime, folder: Path | None, themes: Mapping[str, str] | None = None
) -> Digest:
    """Read from the store what a digest tells; without the digest's own marker only what is unconfirmed."""
    listed = [one for one in claims if not one.alert.key.startswith(MARKER)]
    uncertain = tuple(one.alert for one in listed if one.delivery.unknowns)
    waiting = tuple(one.alert for one in listed if not one.delivery.unknowns)
    markers = [one.delivery.not_before for one in claims if one.alert.key.startswith(MARKER) and one.delivery.not_before]
    if not markers:
        return Digest(route.name, now, now, uncertain=uncertain, waiting=waiting)
    since = min(markers) - (timedelta(days=7) if route.digest_time and route.digest_time.often is Often.WEEKLY else timedelta(days=1))
    weeks = formulas_by_week(fetch_utterances(db), now.date())
    return Digest(
        route=route.name,
        since=since,
        until=now,
        alerts=tuple(alert for alert in fetch_alerts(db, since=since) if _is_news(alert) and hears(route.hears, alert, themes or {})),
        uncertain=uncertain,
        waiting=waiting,
        reports=latest_reports(fetch_reports(db, limit=REPORTS)),
        verdicts=judged_kinds(db),
        weeks=weeks,
        picture=str(draw_weeks(weeks, folder / "formulas-a-week.png")) if folder and weeks.rows else "",
    )


def _is_news(alert: Alert) -> bool:
    return alert.kind in (AlertKind.SHIFT, AlertKind.STATEMENT)


def judged_kinds(db: Database) -> dict[str, tuple[str, str]]:
    """Return for each judged alert what it was about, as exactly as known, and its last verdict."""
    judged = {}
    for key, kind, verdict, _ in fetch_verdicts(db):
        alert = fetch_alert(db, key)
        judged[key] = (alert.shifts[0].kind.value if alert and alert.shifts else kind.value, verdict)
    return judged


def latest_reports(reports: Sequence[SourceReport]) -> tuple[SourceReport, ...]:
    """Return the latest report of each source; they come newest first."""
    latest: dict[str, SourceReport] = {}
    for report in reports:
        latest.setdefault(report.source, report)
    return tuple(latest[name] for name in sorted(latest))


def formulas_by_week(utterances: Sequence[Utterance], today: date) -> WeekTable:
    """Count in how many utterances of China each formula stood, for the last weeks; the most used first."""
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    count: Counter[tuple[str, date]] = Counter()
    for utterance in utterances:
        week = utterance.said_on - timedelta(days=utterance.said_on.weekday())
        if week in weeks and counts(utterance):
            count.update((formula, week) for formula in _formulas(utterance))
    total: Counter[str] = Counter()
    for (formula, _), number in count.items():
        total[formula] += number
    rows = tuple((formula, tuple(count[formula, week] for week in weeks)) for formula, _ in total.most_common(MOST_FORMULAS))
    return WeekTable(tuple(f"{week.day} {week:%b}" for week in weeks), rows)


def _formulas(utterance: Utterance) -> set[str]:
    codings = (coding for rendering in utterance.renderings for coding in rendering.statement.codings)
    return {coding.formula for coding in codings if coding.counts}


def _load_pause(db: Database, route: Route, target: str) -> Hold:
    stored = json.loads(fetch_meta(db, f"digest pause {route.name} {target}") or "{}")
    return Hold(stored.get("failures", 0), datetime.fromisoformat(stored["until"]) if stored.get("until") else None)


def _save_pause(db: Database, route: Route, target: str, outcome: Outcome, now: datetime) -> None:
    """Remember when a digest that was not accepted is tried again."""
    before = _load_pause(db, route, target)
    if outcome.acceptance is Acceptance.ACCEPTED and not before.failures:
        return
    failures = 0 if outcome.acceptance is Acceptance.ACCEPTED else before.failures + 1
    pause = max(timedelta(minutes=min(2**failures, 60)), outcome.retry_after or timedelta())
    told = {"failures": failures, "until": (now + pause).isoformat() if failures else ""}
    save_meta(db, f"digest pause {route.name} {target}", json.dumps(told))
