"""The health of a source: how one poll ended, since when it has been so, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import Listing, Source, SourceKind, SourceReport, SourceState
from flows.silence import judge_silence, past_moments

GOOD = frozenset({SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY})
POLLS_TO_KNOW = 3  # good polls before a source's own habits count
WINDOW_TO_JUDGE = 5  # entries a listing must have before "all of them are new" means anything
FEWER = 0.2  # a listing that shrinks below this share of what it usually holds is a broken one
USUAL_TO_JUDGE = 5

REMEDIES = {
    SourceState.OK: "",
    SourceState.UNCHANGED: "",
    SourceState.EMPTY: "nothing, unless the source used to have entries: then open it in a browser",
    SourceState.NOT_A_FEED: "open the address in a browser: if the list moved, run `tifawatch sources add` with its page; if it is there, correct `links`",
    SourceState.SOFT_404: "the address is dead though it answers: find the section on the site and run `tifawatch sources add` with it",
    SourceState.GONE: "find the new address on the site, correct `url`, or set `off: true`",
    SourceState.BLOCKED: "set TIFAWATCH_USER_AGENT to say who you are, ask the site, raise `every`; if it asks for a browser, set `off: true`",
    SourceState.RATE_LIMITED: "raise `every`, or TIFAWATCH_HOST_PACE; the wait that the server asked for is kept",
    SourceState.UNREACHABLE: "nothing if it passes; else check the address, its certificate and this machine's network",
    SourceState.TRUNCATED: "nothing if it passes; else the page was rebuilt (correct `links` or `adapter`) or is too large",
    SourceState.WRONG_ENCODING: "entries are read as well as they can be; check a title by eye, report the site's declared encoding",
    SourceState.STALE: "open the page: if its newest entry is the same there, it is quiet (raise `expected_gap`); if not, correct `links`",
    SourceState.UNDATED: "the listing's dates are not understood; check `timezone` and `adapter`; pages are dated by their own text meanwhile",
    SourceState.WINDOW_ROLLED_OVER: "entries may have passed unseen: shorten `every`, and look at the site's archive for the gap",
    SourceState.REFUSED: "the rule named in the message forbids it; an operator can list a host in TIFAWATCH_ALLOWED_PRIVATE_HOSTS",
}

Outcome = Listing | FetchFailedError | FetchRefusedError


@dataclass(frozen=True, slots=True)
class _Seen:
    state: SourceState
    message: str
    entries: int = 0
    newest: datetime | None = None
    wait: timedelta | None = None


def judge_poll(
    source: Source,
    outcome: Outcome,
    history: Sequence[SourceReport],
    now: datetime,
    *,
    elapsed: float = 0.0,
) -> SourceReport:
    """Return the report of one poll; `history` are the source's own earlier ones, in any order."""
    past = sorted(history, key=lambda report: report.polled_at)
    seen = _look(source, outcome, past, now)
    if seen.state in (SourceState.OK, SourceState.UNCHANGED) and seen.newest:
        silence = judge_silence((seen.newest,), source.expected_gap, now)
        seen = replace(seen, state=SourceState.STALE, message=silence.message) if silence.too_long else seen
    return SourceReport(
        source=source.name,
        polled_at=now,
        state=seen.state,
        message=seen.message,
        remedy=REMEDIES[seen.state],
        entries=seen.entries,
        newest=seen.newest,
        elapsed=elapsed,
        since=_since(seen.state, past, now),
        not_before=now + seen.wait if seen.wait else None,
    )


def excuse_silence(
    source: Source, report: SourceReport, history: Sequence[SourceReport], published: Iterable[datetime], now: datetime
) -> SourceReport:
    """Tell quiet and recess from stale by all that a source is known to have published, in any order."""
    if report.state is not SourceState.STALE or report.newest is None:
        return report
    silence = judge_silence(past_moments((*published, report.newest), now), source.expected_gap, now)
    if silence.too_long:
        return replace(report, message=silence.message)
    past = sorted(history, key=lambda earlier: earlier.polled_at)
    state = SourceState.OK
    return replace(report, state=state, message=silence.message, remedy=REMEDIES[state], since=_since(state, past, now))


def count_new(report: SourceReport, new_entries: int, history: Sequence[SourceReport]) -> SourceReport:
    """Add how many entries were unseen; when all of them were, those before them may have passed by."""
    counted = replace(report, new_entries=new_entries)
    read_before = any(past.state in GOOD and past.entries for past in history)
    if report.state is not SourceState.OK or not read_before or not WINDOW_TO_JUDGE <= report.entries <= new_entries:
        return counted
    state = SourceState.WINDOW_ROLLED_OVER
    return replace(
        counted,
        state=state,
        message=f"all {report.entries} entries are new since the last poll: a gap is possible",
        remedy=REMEDIES[state],
        since=report.polled_at,
    )


def _look(source: Source, outcome: Outcome, past: Sequence[SourceReport], now: datetime) -> _Seen:
    if isinstance(outcome, FetchRefusedError):
        return _Seen(SourceState.REFUSED, str(outcome))
    if isinstance(outcome, FetchFailedError):
        return _Seen(outcome.state, outcome.message, wait=outcome.retry_after)
    if outcome.state is SourceState.UNCHANGED:
        last = next((report for report in reversed(past) if report.state in GOOD and report.newest), None)
        return _Seen(SourceState.UNCHANGED, outcome.message, last.entries if last else 0, last.newest if last else None)
    return _read_listing(source, outcome, past, now)


def _read_listing(source: Source, listing: Listing, past: Sequence[SourceReport], now: datetime) -> _Seen:
    count = len(listing.entries)
    moments = [entry.published for entry in listing.entries if entry.published and entry.published <= now + timedelta(days=1)]
    seen = _Seen(listing.state, listing.message, count, max(moments, default=None))
    usual = _usual_entries(past)
    if listing.state in (SourceState.OK, SourceState.EMPTY) and usual >= USUAL_TO_JUDGE and count < FEWER * usual:
        return replace(seen, state=SourceState.TRUNCATED, message=f"{count} entries where there are usually {usual:.0f}")
    if listing.state is SourceState.EMPTY and source.kind is SourceKind.INDEX:
        return replace(seen, state=SourceState.NOT_A_FEED)  # a feed may be empty; a page without articles is another page
    if listing.state is SourceState.UNDATED and _never_dated(past):
        return replace(seen, state=SourceState.OK, message="no dates in the listing, as ever; pages are dated by their own text")
    return seen


def _usual_entries(past: Sequence[SourceReport]) -> float:
    counts = [report.entries for report in past if report.state is SourceState.OK and report.entries]
    return median(counts) if len(counts) >= POLLS_TO_KNOW else 0


def _never_dated(past: Sequence[SourceReport]) -> bool:
    read = [report for report in past if report.entries]
    return bool(read) and not any(report.newest for report in read)


def _since(state: SourceState, past: Sequence[SourceReport], now: datetime) -> datetime:
    """Return when the state began; ok and unchanged are one."""
    last = past[-1] if past else None
    if last is None or _family(last.state) != _family(state):
        return now
    return last.since or last.polled_at


def _family(state: SourceState) -> SourceState:
    return SourceState.OK if state is SourceState.UNCHANGED else state
