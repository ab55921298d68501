"""Health: each poll ends in a state, with since when and what to do, judged by the source's own history."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from extractors.errors import FetchFailedError, FetchRefusedError
from extractors.records.pages import Entry, Layer, Listing, Source, SourceKind, SourceReport, SourceState
from flows.health import REMEDIES, Outcome, count_new, excuse_silence, judge_poll
from flows.rhythm import is_due, pause

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOURCE = Source(
    name="noland-press",
    title="Ministry of Noland",
    url="http://noland.example/press/",
    kind=SourceKind.INDEX,
    language="en",
    layer=Layer.TRANSLATION,
    side="Noland",
    tier=1,
    every=HOUR,
    expected_gap=4 * DAY,
)


def listing(newest: datetime | None = NOW - HOUR, count: int = 10, state: SourceState = SourceState.OK) -> Listing:
    entries = tuple(
        Entry(f"http://noland.example/{number}", published=newest and newest - number * DAY) for number in range(count)
    )
    return Listing(state, entries)


def polled(*outcomes: Outcome, every: timedelta = HOUR, until: datetime = NOW, source: Source = SOURCE) -> tuple[SourceReport, ...]:
    """Return the reports of polls that end at `until`, each judged with the ones before it."""
    reports: list[SourceReport] = []
    for number, outcome in enumerate(outcomes):
        moment = until - (len(outcomes) - 1 - number) * every
        reports.append(judge_poll(source, outcome, reports, moment))
    return tuple(reports)


def last(*outcomes: Outcome) -> SourceReport:
    return polled(*outcomes)[-1]


UNCHANGED = Listing(SourceState.UNCHANGED)


@pytest.mark.parametrize("state", SourceState)
def test_every_state_says_what_to_do(state: SourceState):
    assert REMEDIES[state] or state in (SourceState.OK, SourceState.UNCHANGED)


@pytest.mark.parametrize("state", [SourceState.GONE, SourceState.BLOCKED, SourceState.UNREACHABLE, SourceState.SOFT_404])
def test_a_failure_keeps_its_state_and_message(state: SourceState):
    report = last(listing(), FetchFailedError(state, "answers oddly"))
    assert (report.state, report.message) == (state, "answers oddly")


def test_what_the_guard_forbids_is_refused():
    assert last(FetchRefusedError("robots.txt does not allow it")).state is SourceState.REFUSED


def test_since_is_the_first_poll_of_the_state():
    reports = polled(listing(), listing(), *[FetchFailedError(SourceState.BLOCKED, "403")] * 3)
    assert reports[1].since == reports[0].polled_at
    assert {report.since for report in reports[2:]} == {reports[2].polled_at}


def test_unchanged_goes_on_being_ok():
    reports = polled(listing(), UNCHANGED, listing())
    assert {report.since for report in reports} == {reports[0].polled_at}
    assert reports[1].newest == reports[0].newest


def test_the_order_of_the_history_does_not_matter():
    reports = polled(listing(), FetchFailedError(SourceState.GONE, "404"))
    report = judge_poll(SOURCE, FetchFailedError(SourceState.GONE, "404"), tuple(reversed(reports)), NOW + HOUR)
    assert report.since == NOW


def test_a_wait_that_was_asked_for_is_kept():
    report = last(FetchFailedError(SourceState.RATE_LIMITED, "429", retry_after=6 * HOUR))
    assert report.not_before == NOW + 6 * HOUR
    assert not is_due(SOURCE, [report], NOW + 5 * HOUR)
    assert is_due(SOURCE, [report], NOW + 6 * HOUR)


# ---------------------------------------------------------------- quiet, broken, in recess


def test_a_source_that_answers_but_says_nothing_new_for_too_long_is_stale():
    report = last(listing(newest=NOW - 9 * DAY))
    assert report.state is SourceState.STALE
    assert "9 days" in report.message


def test_an_unchanged_answer_does_not_hide_that_it_is_stale():
    assert last(listing(newest=NOW - 3 * DAY), UNCHANGED).state is SourceState.UNCHANGED
    reports = polled(listing(newest=NOW - 5 * DAY), UNCHANGED, every=2 * DAY)
    assert [report.state for report in reports] == [SourceState.OK, SourceState.STALE]


def test_a_weekend_is_quiet_and_no_fault():
    assert last(listing(newest=NOW - 3 * DAY)).state is SourceState.OK


def heard(outcome: Listing, now: datetime, published: list[datetime]) -> SourceReport:
    """Return the report of a poll with all that the source is known to have published."""
    return excuse_silence(SOURCE, judge_poll(SOURCE, outcome, (), now), (), published, now)


def every_day(until: datetime, days: int, but: tuple[datetime, datetime] | None = None) -> list[datetime]:
    moments = [until - number * DAY for number in range(days)]
    return [moment for moment in moments if but is None or not but[0] < moment < but[1]]


def test_a_recess_of_every_august_is_quiet():
    now = datetime(2026, 8, 13, 9, tzinfo=UTC)
    recess = (datetime(2025, 8, 3, tzinfo=UTC), datetime(2025, 8, 18, tzinfo=UTC))
    published = every_day(datetime(2026, 8, 1, 9, tzinfo=UTC), 500, but=recess)
    outcome = listing(newest=published[0])
    known = heard(outcome, now, published)
    unknown = heard(outcome, now, every_day(published[0], 500))
    assert known.state is SourceState.OK
    assert "as at this time of year before" in known.message
    assert unknown.state is SourceState.STALE


def test_a_recess_of_august_excuses_nothing_in_november():
    now = datetime(2026, 11, 13, 9, tzinfo=UTC)
    recess = (datetime(2025, 8, 3, tzinfo=UTC), datetime(2025, 8, 18, tzinfo=UTC))
    published = every_day(now - 12 * DAY, 600, but=recess)
    assert heard(listing(newest=published[0]), now, published).state is SourceState.STALE


def test_a_recess_does_not_excuse_a_silence_twice_as_long():
    now = datetime(2026, 8, 29, 9, tzinfo=UTC)
    recess = (datetime(2025, 8, 3, tzinfo=UTC), datetime(2025, 8, 18, tzinfo=UTC))
    published = every_day(now - 27 * DAY, 600, but=recess)
    assert heard(listing(newest=published[0]), now, published).state is SourceState.STALE


def test_a_source_that_has_always_been_slow_may_be_slow():
    published = [NOW - 8 * DAY - number * 10 * DAY for number in range(40)]
    assert heard(listing(newest=published[0]), NOW, published).state is SourceState.OK


def test_a_silence_without_end_stays_stale_and_says_what_is_usual():
    report = heard(listing(newest=NOW - 40 * DAY), NOW, every_day(NOW - 40 * DAY, 100))
    assert report.state is SourceState.STALE
    assert report.message == "newest entry is 40 days old; 4 days without one is usual"


def test_an_excused_silence_goes_on_from_when_the_source_was_well():
    history = polled(listing(newest=NOW - 3 * DAY), every=DAY, until=NOW - DAY)
    stale = judge_poll(SOURCE, listing(newest=NOW - 5 * DAY), history, NOW)
    excused = excuse_silence(SOURCE, stale, history, [NOW - 5 * DAY - number * 10 * DAY for number in range(40)], NOW)
    assert (stale.since, excused.since) == (NOW, history[0].polled_at)


def test_a_date_in_the_future_does_not_make_a_source_look_alive():
    entries = (Entry("http://noland.example/1", published=NOW + 3_000 * DAY), Entry("http://noland.example/2", published=NOW - 30 * DAY))
    assert last(Listing(SourceState.OK, entries)).state is SourceState.STALE


# ---------------------------------------------------------------- shapes of a listing


def test_a_list_that_shrinks_to_next_to_nothing_is_a_broken_one():
    report = last(*[listing(count=20)] * 4, listing(count=2))
    assert report.state is SourceState.TRUNCATED
    assert report.message == "2 entries where there are usually 20"


def test_a_feed_that_is_always_empty_is_empty_and_well():
    feed = Source(**{**{name: getattr(SOURCE, name) for name in SOURCE.__slots__}, "kind": SourceKind.FEED})
    assert judge_poll(feed, Listing(SourceState.EMPTY), (), NOW).state is SourceState.EMPTY


def test_a_page_without_articles_is_no_index():
    assert last(Listing(SourceState.EMPTY)).state is SourceState.NOT_A_FEED


def test_a_source_that_never_dates_its_entries_is_told_once_and_then_let_be():
    undated = listing(newest=None, state=SourceState.UNDATED)
    states = [report.state for report in polled(*[undated] * 5)]
    assert states == [SourceState.UNDATED] + [SourceState.OK] * 4


def test_a_source_that_stops_dating_its_entries_is_told():
    undated = listing(newest=None, state=SourceState.UNDATED)
    assert last(*[listing()] * 4, undated).state is SourceState.UNDATED


def test_a_window_in_which_everything_is_new_may_hide_a_gap():
    history = polled(listing(), listing())
    report = judge_poll(SOURCE, listing(), history, NOW + HOUR)
    assert count_new(report, 10, history).state is SourceState.WINDOW_ROLLED_OVER
    assert count_new(report, 9, history).state is SourceState.OK
    assert count_new(report, 9, history).new_entries == 9


def test_everything_is_new_on_the_first_poll_and_that_is_no_gap():
    assert count_new(last(listing()), 10, ()).state is SourceState.OK


# ---------------------------------------------------------------- rhythm


def told(states: Sequence[SourceState], new: int = 0) -> list[SourceReport]:
    count = len(states)
    return [SourceReport("s", NOW - (count - number) * HOUR, state, new_entries=new) for number, state in enumerate(states, 1)]


def test_a_source_that_publishes_is_asked_at_its_own_pace():
    assert pause(SOURCE, told([SourceState.OK] * 30, new=1)) == HOUR


def test_a_quiet_source_is_asked_less_often_but_never_much_less():
    assert pause(SOURCE, told([SourceState.UNCHANGED] * 6)) == HOUR
    assert HOUR < pause(SOURCE, told([SourceState.UNCHANGED] * 24)) < 3 * HOUR
    assert pause(SOURCE, told([SourceState.UNCHANGED] * 500)) == 3 * HOUR


def test_one_failure_changes_nothing_so_that_two_polls_tell():
    assert pause(SOURCE, told([SourceState.OK, SourceState.UNREACHABLE])) == HOUR


def test_more_failures_double_the_pause_up_to_a_rest():
    assert pause(SOURCE, told([SourceState.BLOCKED] * 3)) == 4 * HOUR
    assert pause(SOURCE, told([SourceState.BLOCKED] * 300)) == 6 * HOUR


def test_a_source_that_rolled_over_is_asked_sooner():
    assert pause(SOURCE, told([SourceState.WINDOW_ROLLED_OVER], new=10)) == HOUR / 2


def test_a_source_never_polled_is_due():
    assert is_due(SOURCE, [], NOW)


def test_a_clock_that_went_back_makes_nobody_wait():
    assert is_due(SOURCE, told([SourceState.OK]), NOW - 400 * DAY)
