"""Times of the day and the week, in the reader's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.route_fields import Often, When


def next_time(when: When, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment of a schedule after `now`."""
    if when.often in (Often.AT_ONCE, Often.OFF):
        return now
    if when.often is Often.HOURLY:
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    local = now.astimezone(zone)
    for days in range(9):
        moment = _at(local + timedelta(days=days), when.minute, zone)
        if moment > now and (when.often is Often.DAILY or moment.astimezone(zone).weekday() == when.day):
            return moment
    raise AssertionError("a week holds every weekday")


def after_quiet_hours(due: datetime, start: int, until: int, zone: ZoneInfo) -> datetime:
    """Return `due`, or the end of the quiet hours it falls in; they may span midnight."""
    local = due.astimezone(zone)
    minute = local.hour * 60 + local.minute
    spans_midnight = start > until
    quiet = (minute >= start or minute < until) if spans_midnight else start <= minute < until
    if not quiet:
        return due
    tomorrow = spans_midnight and minute >= start
    return _at(local + timedelta(days=1 if tomorrow else 0), until, zone)


def _at(day: datetime, minute: int, zone: ZoneInfo) -> datetime:
    """Return a wall-clock time of a day; a time that summer time skips falls after the gap."""
    local = datetime.combine(day.date(), time(minute // 60, minute % 60), tzinfo=zone)
    return local.astimezone(UTC)
