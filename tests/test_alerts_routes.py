from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alert_samples import NOW, report, shift, shift_alert, statement_alert

from alerts.routes import SHIPPED, deliveries_for, load_routes
from alerts.rules import decide_alerts, decide_source_alert
from extractors.errors import FaultyFileError
from extractors.records.changes import DeliveryState, ShiftKind, ShiftStatus
from extractors.records.pages import SourceState
from extractors.records.words import Level

FULL = """
routes:
  desk:
    why: the desk wants to know
    to: $DESK
    hears: {hears}
    when: {when}
    digest: {digest}
    time_zone: Europe/Berlin
    {more}
"""


@pytest.fixture
def routes(tmp_path: Path):
    def load(hears="{}", when="at once", digest="daily 07:30", more="candidates: true", **environment):
        path = tmp_path / "routes.yaml"
        path.write_text(FULL.format(hears=hears, when=when, digest=digest, more=more), "utf-8")
        return load_routes(path, environment or {"DESK": "json://127.0.0.1"})

    return load


def faults_of(tmp_path: Path, text: str, **environment: str) -> list[str]:
    path = tmp_path / "routes.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FaultyFileError) as caught:
        load_routes(path, environment)
    return [str(fault) for fault in caught.value.faults]


def hear(routes, alert, themes=None):
    return deliveries_for([alert], routes, NOW, themes)


def test_the_shipped_routes_are_off_until_somebody_gives_an_address():
    assert [route.active for route in load_routes(SHIPPED, {})] == [False, False]
    assert [route.active for route in load_routes(SHIPPED, {"TIFAWATCH_TO_READERS": "json://x"})] == [True, False]


def test_a_route_without_its_variable_is_a_clear_fault(tmp_path):
    (fault,) = faults_of(tmp_path, "routes: {desk: {why: the desk, to: $DESK}}")
    assert "DESK is not set" in fault and "routes.desk" in fault and "mailtos://" in fault


def test_all_faults_of_all_routes_come_at_once(tmp_path):
    text = """
routes:
  one: {why: abc, to: mailto://reader@example.org, when: nightly, hears: {kinds: [rumour], tier: 9}}
  two: {to: $X, surprise: 1, time_zone: Mars/Olympus, quiet_hours: {from: "25:00", until: "07:00"}}
"""
    said = "\n".join(faults_of(tmp_path, text, X="json://x"))
    for expected in (
        "one.to: expected the name of an environment variable",
        "one.when: 'nightly' is not understood",
        "one.hears.kinds",
        "one.hears.tier",
        "two.why",
        "two.surprise: unknown field",
        "two.time_zone: 'Mars/Olympus' is no time zone",
        "two.quiet_hours.from",
    ):
        assert expected in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("routes: [", "yaml"),
        ("routes: {a: {why: abc, to: $X}, a: {why: abc, to: $X}}", "duplicate"),
        ("", "expected `routes:`"),
        ("routes: {}", "expected `routes:`"),
        ("routes: {a: 3}", "routes.a"),
        ("routes: {a: {why: abc, to: $X, name: b}}", "unknown"),
        ("routes: {a: {why: abc, to: $X, format: pdf}}", "unknown format"),
        ("routes: {a: {why: abc, to: $X, when: 'off'}}", "would hear nothing"),
        ("routes: {a: {why: abc, to: $X, digest: at once}}", "daily, weekly or off"),
        ("routes: {a: {why: abc, to: $X, escalate_after: soon}}", "no duration"),
        ("routes: {a: {why: abc, to: $X, hears: {grades: [excellent]}}}", "unknown grade"),
    ],
)
def test_a_faulty_file_says_what_is_wrong(tmp_path, text, expected):
    assert expected in "\n".join(faults_of(tmp_path, text, X="json://x"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FaultyFileError, match="there is no such file"):
        load_routes(tmp_path / "none.yaml", {})


@pytest.mark.parametrize(
    ("hears", "heard"),
    [
        ("{}", True),
        ("{kinds: [statement]}", False),
        ("{kinds: [shift]}", True),
        ("{changes: [wording]}", True),
        ("{changes: [dropped]}", False),
        ("{formulas: sit_and_talk}", True),
        ("{formulas: [stand_and_talk]}", False),
        ("{themes: [talks]}", True),
        ("{themes: [aid]}", False),
        ("{at_least: foreign_minister}", True),
        ("{at_least: leader}", False),
        ("{levels: [foreign_minister, leader]}", True),
        ("{levels: [ambassador]}", False),
        ("{speakers: [Ada Quill]}", True),
        ("{speakers: [quill]}", True),
        ("{speakers: [Bo Reed]}", False),
        ("{counterparts: [Ukraine]}", True),
        ("{counterparts: [Atlantis]}", False),
        ("{tier: 1}", True),
        ("{grades: [strong]}", True),
        ("{grades: [weak]}", False),
        ("{languages: [zh]}", True),
        ("{languages: [en]}", False),
        ("{kinds: [shift], languages: [en]}", False),
    ],
)
def test_every_condition_that_is_given_must_fit(routes, hears, heard):
    assert bool(hear(routes(hears), shift_alert(), {"sit_and_talk": "talks"})) is heard


def test_operators_alerts_reach_only_routes_that_ask_for_them(routes):
    alert = decide_source_alert([report(SourceState.BLOCKED), report(SourceState.BLOCKED, 1)], NOW)
    assert not hear(routes(), alert)
    assert hear(routes("{kinds: [source]}"), alert)


def test_at_once_is_pending_now(routes):
    (delivery,) = hear(routes(), shift_alert())
    assert (delivery.state, delivery.target, delivery.not_before) == (DeliveryState.PENDING, "DESK", NOW)


def test_hourly_waits_for_the_full_hour(routes):
    (delivery,) = hear(routes(when="hourly"), shift_alert())
    assert delivery.state is DeliveryState.PENDING and delivery.not_before == NOW + timedelta(hours=1)


def test_daily_waits_for_its_hour_in_the_readers_time_zone(routes):
    (delivery,) = hear(routes(when="daily 18:00"), shift_alert())
    assert delivery.state is DeliveryState.DIGEST and delivery.not_before == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def test_weekly_waits_for_its_day(routes):
    (delivery,) = hear(routes(when="weekly monday 08:00"), shift_alert())
    assert delivery.not_before == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def test_a_candidate_goes_to_the_digest_and_nowhere_when_that_is_off(routes):
    (alert,) = decide_alerts([], [shift(status=ShiftStatus.CANDIDATE, pushes=False)], NOW, quiet=False)
    (delivery,) = hear(routes(), alert)
    assert delivery.state is DeliveryState.DIGEST
    assert not hear(routes(digest="off"), alert)
    assert not hear(routes(more="candidates: false"), alert)


def test_backfill_pushes_nothing_anywhere(routes):
    alerts = decide_alerts([], [shift()], NOW, quiet=True)
    assert all(one.state is DeliveryState.DIGEST for one in deliveries_for(alerts, routes(), NOW))


QUIET = 'quiet_hours: {from: "22:00", until: "07:00", broken_by: {at_least: leader}}'


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(20, datetime(2026, 11, 20, 20, tzinfo=UTC)), (22, datetime(2026, 11, 21, 6, tzinfo=UTC)), (2, datetime(2026, 11, 20, 6, tzinfo=UTC))],
    ids=["evening", "before midnight", "after midnight"],
)
def test_quiet_hours_make_a_push_wait_for_the_morning(routes, hour, expected):
    (delivery,) = deliveries_for([shift_alert()], routes(more=QUIET), NOW.replace(hour=hour))
    assert delivery.not_before == expected


def test_what_may_break_quiet_hours_does(routes):
    (alert,) = decide_alerts([], [shift(level=Level.LEADER)], NOW, quiet=False)
    at_night = NOW.replace(hour=23)
    (delivery,) = deliveries_for([alert], routes(more=QUIET), at_night)
    assert delivery.not_before == at_night


def test_one_target_hears_an_alert_once_and_as_soon_as_any_route_says(tmp_path):
    path = tmp_path / "routes.yaml"
    path.write_text(
        "routes:\n  slow: {why: abc, to: $DESK, when: daily 07:30}\n  fast: {why: abc, to: $DESK}\n  other: {why: abc, to: $ELSE}\n"
    )
    found = deliveries_for([shift_alert()], load_routes(path, {"DESK": "json://a", "ELSE": "json://b"}), NOW)
    assert {(one.route, one.target, one.state) for one in found} == {
        ("fast", "DESK", DeliveryState.PENDING),
        ("other", "ELSE", DeliveryState.PENDING),
    }


def test_what_is_told_inside_another_alert_is_delivered_to_nobody(routes):
    parts = [one for one in decide_alerts([statement_alert().utterance], [shift()], NOW, quiet=False) if one.part_of]
    assert parts and not deliveries_for(parts, routes(), NOW)


def test_an_address_never_stands_in_a_route_or_a_delivery(routes):
    loaded = routes(DESK="mailtos://user:secret@example.org")
    assert "secret" not in repr(loaded) + repr(hear(loaded, shift_alert()))


def test_a_day_that_skips_an_hour_still_has_its_digest(routes):
    spring = datetime(2026, 3, 28, 12, tzinfo=UTC)
    (delivery,) = deliveries_for([shift_alert()], routes(when="daily 02:30"), spring)
    assert delivery.not_before == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_the_shipped_file_names_every_kind_of_change_that_exists():
    text = SHIPPED.read_text("utf-8")
    assert all(kind.value in text for kind in ShiftKind if kind is not ShiftKind.DIVERGENCE)
