"""Who hears what, where and when: the routes file, read strictly, and the deliveries it asks for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from alerts.match import hears
from alerts.route_fields import Often, Route, RoutesFile, block_of
from alerts.schedule import after_quiet_hours, next_time
from extractors.errors import Fault, FaultyFileError
from extractors.records.changes import Alert, Delivery, DeliveryState

SHIPPED = Path(__file__).with_name("routes.yaml")


def load_routes(path: Path | None = None, environment: Mapping[str, str] | None = None) -> tuple[Route, ...]:
    """Read the routes file; raises `FaultyFileError` with every fault, unset address variables included."""
    path = path or SHIPPED
    written = _read_yaml(path)
    try:
        routes = RoutesFile.model_validate(written).named_routes()
    except ValidationError as error:
        raise FaultyFileError(tuple(_fault(path, part) for part in error.errors())) from None
    return _with_addresses(path, routes, os.environ if environment is None else environment)


def deliveries_for(
    alerts: Iterable[Alert], routes: Iterable[Route], now: datetime, themes: Mapping[str, str] | None = None
) -> tuple[Delivery, ...]:
    """Return a delivery for each alert and address that hears it; `themes` maps a formula to its theme."""
    active = [route for route in routes if route.active]
    wanted: dict[tuple[str, str], Delivery] = {}
    for alert in alerts:
        for route in active:
            delivery = _delivery(alert, route, now, themes or {})
            if delivery is not None:
                key = (alert.key, delivery.target)
                wanted[key] = _sooner(wanted.get(key), delivery)
    return tuple(wanted.values())


def _delivery(alert: Alert, route: Route, now: datetime, themes: Mapping[str, str]) -> Delivery | None:
    if alert.part_of or not hears(route.hears, alert, themes):
        return None
    if not alert.pushes or route.when.often in (Often.DAILY, Often.WEEKLY):
        if not alert.pushes and not route.candidates:
            return None
        when = route.digest_time
        return None if when is None else Delivery(
            alert.key, route.name, route.to, DeliveryState.DIGEST, not_before=next_time(when, now, route.zone)
        )
    return Delivery(alert.key, route.name, route.to, DeliveryState.PENDING, not_before=push_time(alert, route, now, themes))


def push_time(alert: Alert, route: Route, now: datetime, themes: Mapping[str, str]) -> datetime:
    """Return the earliest moment a push may go: its hour, and outside quiet hours unless it may break them."""
    due = next_time(route.when, now, route.zone) if route.when.often is Often.HOURLY else now
    quiet = route.quiet_hours
    if quiet is None or (quiet.broken_by is not None and hears(quiet.broken_by, alert, themes)):
        return due
    return after_quiet_hours(due, quiet.start, quiet.until, quiet.zone or route.zone)


def _sooner(known: Delivery | None, other: Delivery) -> Delivery:
    """Keep one delivery an address: a push before a digest, the earlier before the later."""
    if known is None:
        return other
    return min(known, other, key=lambda delivery: (delivery.state is DeliveryState.DIGEST, delivery.not_before or datetime.max))


def _read_yaml(path: Path) -> object:
    try:
        return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise FaultyFileError((Fault(str(path), "file", "there is no such file; `tifawatch init` writes one"),)) from None
    except (MarkedYAMLError, UnicodeDecodeError, OSError) as error:
        raise FaultyFileError((Fault(_at(path, error), "yaml", _said(error)),)) from None


def _at(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark is not None else str(path)


def _said(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]


def _fault(path: Path, part: Mapping[str, object]) -> Fault:
    place = part["loc"]
    where = ".".join(map(str, place)) if isinstance(place, tuple) else str(place)
    said = str(part["msg"]).removeprefix("Value error, ")
    if part["type"] == "extra_forbidden":
        said = "unknown field; expected one of those that the shipped routes.yaml explains"
    return Fault(str(path), where or "file", said)


def _with_addresses(path: Path, routes: tuple[Route, ...], environment: Mapping[str, str]) -> tuple[Route, ...]:
    """Switch off optional routes without an address and refuse required ones."""
    faults, kept = [], []
    for route in routes:
        unset = [name for name in route.variables if not environment.get(name, "").strip()]
        if unset and route.required:
            faults += [_unset(path, route, name) for name in unset]
        active = bool(block_of(route.to) or environment.get(route.to, "").strip())
        kept.append(route.model_copy(update={"active": active}))
    if faults:
        raise FaultyFileError(tuple(faults))
    return tuple(kept)


def _unset(path: Path, route: Route, name: str) -> Fault:
    return Fault(
        str(path),
        f"routes.{route.name}",
        f"the environment variable {name} is not set; set it to an address that apprise understands, "
        "for instance mailtos://user:password@example.org, or write `required: false`",
    )
