"""Silence: whether a source is quiet as it has been before, in recess as every year, or quiet for too long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import quantiles

GAPS_TO_KNOW = 20  # gaps between publications before a source's own rhythm counts
PATIENCE = 1.5  # how much longer than its usual longest gap a silence may last
SEASON = timedelta(days=16)  # the lunar new year moves that much
YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class Silence:
    """What a silence means."""

    length: timedelta
    too_long: bool
    message: str


def past_moments(moments: Iterable[datetime | None], now: datetime) -> tuple[datetime, ...]:
    """Return the moments of publication in order, each once, without those that lie in the future."""
    return tuple(sorted({moment for moment in moments if moment is not None and moment <= now + timedelta(days=1)}))


def judge_silence(moments: Sequence[datetime], expected_gap: timedelta, now: datetime) -> Silence:
    """Judge the silence since the last of the (ordered) moments by the source's own earlier ones."""
    length = max(now - moments[-1], timedelta(0))
    allowed = max(expected_gap, usual_gap(moments))
    if length <= allowed:
        return Silence(length, False, "")
    if recess := same_time_of_year(moments, expected_gap, now):
        begun, ended = recess
        as_before = f"quiet for {_days(length)}, as at this time of year before ({begun:%Y-%m-%d} to {ended:%Y-%m-%d})"
        if length <= PATIENCE * (ended - begun):
            return Silence(length, False, as_before)
    return Silence(length, True, f"newest entry is {_days(length)} old; {_days(allowed)} without one is usual")


def usual_gap(moments: Sequence[datetime]) -> timedelta:
    """Return the longest gap that is usual for a source, nothing while too little of it is known."""
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    if len(gaps) < GAPS_TO_KNOW:
        return timedelta(0)
    return PATIENCE * timedelta(seconds=quantiles(gaps, n=20)[-1])


def same_time_of_year(
    moments: Sequence[datetime], longer_than: timedelta, now: datetime
) -> tuple[datetime, datetime] | None:
    """Return a long silence of an earlier year that covers this time of year, the latest one first."""
    long = [(begun, ended) for begun, ended in pairwise(moments) if ended - begun > longer_than]
    for begun, ended in reversed(long):
        years = round((now - begun) / YEAR)
        if years >= 1 and begun + years * YEAR - SEASON <= now <= ended + years * YEAR + SEASON:
            return begun, ended
    return None


def _days(length: timedelta) -> str:
    days = length / timedelta(days=1)
    return f"{days:.0f} days" if days >= 2 else f"{length / timedelta(hours=1):.0f} hours"
