"""What routes would have sent over the stored history, before they are switched on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches

from alerts.route_fields import Route
from alerts.routes import deliveries_for
from alerts.rules import decide_alerts
from extractors.records.changes import Alert, DeliveryState, Shift, Utterance

SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What one route would have sent."""

    route: Route
    months: tuple[tuple[str, int, int], ...]  # month, pushes, listed in digests
    samples: tuple[Alert, ...]  # the latest pushes

    @property
    def busiest(self) -> tuple[str, int]:
        """Return the month with most pushes."""
        return max(((month, pushes) for month, pushes, _ in self.months), key=lambda pair: pair[1], default=("", 0))

    @property
    def a_month(self) -> float:
        """Return the mean number of pushes a month."""
        return sum(pushes for _, pushes, _ in self.months) / len(self.months) if self.months else 0.0

    @property
    def too_many(self) -> bool:
        """Tell whether a usual or the busiest month lies above the route's ceiling."""
        return self.busiest[1] > self.route.ceiling


def preview(
    routes: Sequence[Route],
    utterances: Sequence[Utterance],
    shifts: Sequence[Shift],
    since: date,
    until: date,
    themes: Mapping[str, str],
) -> tuple[Preview, ...]:
    """Decide day by day what would have been told, as if everything had been found at once on its day."""
    days = _by_day(utterances, shifts, since, until)
    if not days:
        return tuple(Preview(route, (), ()) for route in routes)
    since, until = max(since, min(days)), min(until, max(days))  # months before and after the stored history prove nothing
    told = [(day, decide_alerts(said, found, _noon(day), quiet=False)) for day, (said, found) in sorted(days.items())]
    return tuple(_preview(route.model_copy(update={"active": True}), told, themes, since, until) for route in routes)


def unknown_names(route: Route, themes: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a route asks for that the codebook does not have: it would never be heard."""
    breaks = route.quiet_hours.broken_by if route.quiet_hours else None
    faults = []
    for hears in (route.hears, *((breaks,) if breaks else ())):
        for what, wanted, known in (("formula", hears.formulas, set(themes)), ("theme", hears.themes, set(themes.values()))):
            for name in (one for one in wanted if one not in known):
                nearest = get_close_matches(name, known, 1, 0.0)
                faults.append(f"the codebook has no {what} {name!r}; the nearest is {nearest[0] if nearest else 'none'}")
    return tuple(faults)


def _by_day(
    utterances: Sequence[Utterance], shifts: Sequence[Shift], since: date, until: date
) -> dict[date, tuple[list[Utterance], list[Shift]]]:
    days: dict[date, tuple[list[Utterance], list[Shift]]] = {}
    for utterance in utterances:
        if since <= utterance.said_on <= until:
            days.setdefault(utterance.said_on, ([], []))[0].append(utterance)
    for shift in shifts:
        if since <= shift.as_of <= until:
            days.setdefault(shift.as_of, ([], []))[1].append(shift)
    return days


def _preview(
    route: Route, told: Sequence[tuple[date, tuple[Alert, ...]]], themes: Mapping[str, str], since: date, until: date
) -> Preview:
    pushes: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    samples: list[Alert] = []
    for day, alerts in told:
        by_key = {alert.key: alert for alert in alerts}
        for delivery in deliveries_for(alerts, (route,), _noon(day), themes):
            pushed = delivery.state is DeliveryState.PENDING
            (pushes if pushed else listed)[f"{day:%Y-%m}"] += 1
            samples += [by_key[delivery.alert]] if pushed else []
    months = tuple((month, pushes[month], listed[month]) for month in _months(since, until))
    return Preview(route, months, tuple(samples[-SAMPLES:]))


def _months(since: date, until: date) -> list[str]:
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
