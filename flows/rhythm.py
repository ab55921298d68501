"""Rhythm: when a source is asked next, by what it publishes and by how it fared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from extractors.records.pages import Source, SourceReport, SourceState

FAILED = frozenset(
    {
        SourceState.NOT_A_FEED,
        SourceState.SOFT_404,
        SourceState.GONE,
        SourceState.BLOCKED,
        SourceState.RATE_LIMITED,
        SourceState.UNREACHABLE,
        SourceState.REFUSED,
    }
)
LONGEST_REST = timedelta(hours=6)  # a source that fails is still tried four times a day
QUIET_POLLS = 12  # polls without anything new before a source is asked less often
SLOWEST = 3.0  # at most this many times its own pause: news must not wait for long
SHORTEST = timedelta(minutes=2)


def is_due(source: Source, history: Sequence[SourceReport], now: datetime) -> bool:
    """Tell whether it is time to poll a source again; a clock that went back makes nobody wait."""
    past = sorted(history, key=lambda report: report.polled_at)
    if not past or past[-1].polled_at > now:
        return True
    return now >= next_poll(source, past)


def next_poll(source: Source, past: Sequence[SourceReport]) -> datetime:
    """Return when a source with a (not empty, ordered) past is polled next."""
    last = past[-1]
    moment = last.polled_at + pause(source, past)
    return max(moment, last.not_before) if last.not_before else moment


def pause(source: Source, past: Sequence[SourceReport]) -> timedelta:
    """Return the pause before the next poll: doubled by each failure, stretched by quiet, halved after a gap."""
    failures = _run(past, lambda report: report.state in FAILED)
    if failures > 1:  # the first failure changes nothing: the second poll decides whether it is one
        return min(source.every * 2.0 ** min(failures - 1, 10), max(LONGEST_REST, source.every))
    if past[-1].state is SourceState.WINDOW_ROLLED_OVER:
        return max(source.every / 2, min(SHORTEST, source.every))
    quiet = _run(past, lambda report: report.new_entries == 0 and report.state not in FAILED)
    return source.every * min(max(quiet / QUIET_POLLS, 1.0), SLOWEST)


def _run(past: Sequence[SourceReport], holds: Callable[[SourceReport], bool]) -> int:
    """Return how many reports at the end hold."""
    length = 0
    for report in reversed(past):
        if not holds(report):
            break
        length += 1
    return length
