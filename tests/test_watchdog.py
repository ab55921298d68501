from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from alert_samples import NOW, shift_alert
from sinks import http_sink

from alerts.routes import deliveries_for, load_routes
from extractors.records.changes import Acceptance
from extractors.records.pages import SourceReport, SourceState
from flows.dispatcher import dispatcher
from flows.settings import Settings
from flows.watchdog import LARGEST_WAL, Vitals, judge, measure, run_watchdog, should_speak
from store.save import save_alerts, save_heartbeat, save_report
from store.schema import open_store

HEALTHY = Vitals(
    last_good_poll=NOW, newest_moment=NOW, dispatcher_beat=NOW, dispatcher_holds_lock=True, free_bytes=10_000_000_000
)


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path, send_seconds=20)


def found(vitals, settings):
    return [finding.name for finding in judge(vitals, settings, NOW)]


def test_a_healthy_watch_has_no_findings(settings):
    assert found(HEALTHY, settings) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"last_good_poll": None}, ["polls"]),
        ({"last_good_poll": NOW - timedelta(hours=1)}, ["polls"]),
        ({"oldest_due": NOW - timedelta(minutes=16)}, ["outbox"]),
        ({"oldest_due": NOW + timedelta(hours=9)}, []),
        ({"dispatcher_holds_lock": False, "dispatcher_beat": None}, ["dispatcher"]),
        ({"dispatcher_holds_lock": False, "dispatcher_beat": NOW - timedelta(minutes=3)}, []),
        ({"dispatcher_beat": NOW - timedelta(hours=1)}, ["dispatcher"]),
        ({"failing": ("TIFAWATCH_TO_DESK",)}, ["targets"]),
        ({"free_bytes": 1_000_000}, ["disk"]),
        ({"wal_bytes": LARGEST_WAL + 1}, ["wal"]),
        ({"newest_moment": NOW + timedelta(hours=2)}, ["clock"]),
        ({"fault": "no such file"}, ["database"]),
    ],
)
def test_each_trouble_is_found(settings, changes, expected):
    assert found(replace(HEALTHY, **changes), settings) == expected


def test_a_running_dispatcher_is_known_by_its_lock(settings):
    open_store(settings.database_path).close()
    assert not measure(settings).dispatcher_holds_lock
    with dispatcher(settings):
        assert measure(settings).dispatcher_holds_lock


def test_the_vital_signs_are_read_from_the_store(settings, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_READERS", "json://127.0.0.1:9")
    db = open_store(settings.database_path)
    save_report(db, SourceReport("s", NOW, SourceState.OK))
    save_report(db, SourceReport("s", NOW + timedelta(minutes=30), SourceState.BLOCKED))
    save_heartbeat(db, "dispatcher", NOW)
    alert = shift_alert()
    save_alerts(db, (alert,), deliveries_for((alert,), load_routes(settings.routes_path), NOW), NOW)
    vitals = measure(settings)
    assert (vitals.last_good_poll, vitals.dispatcher_beat, vitals.oldest_due) == (NOW, NOW, NOW)
    assert vitals.newest_moment == NOW + timedelta(minutes=30) and vitals.free_bytes > 0


def test_a_missing_database_is_a_finding_not_a_crash(settings):
    assert "database" in [finding.name for finding in judge(measure(settings), settings, NOW)]


def test_it_speaks_when_something_breaks_and_not_every_five_minutes(settings, monkeypatch):
    with http_sink() as sink:
        monkeypatch.setenv("TIFAWATCH_TO_WATCHDOG", sink.address())
        for minutes in (0, 5, 10, 360 + 5):
            run_watchdog(settings, NOW + timedelta(minutes=minutes))
    assert len(sink.arrived) == 2 and "the database cannot be read" in sink.arrived[0].told["message"]


def test_it_says_when_all_is_well_again_and_once_a_day_when_asked():
    bad = {"at": NOW.isoformat(), "findings": "disk"}
    assert should_speak(bad, (), NOW + timedelta(minutes=5), heartbeat=False)
    good = {"at": NOW.isoformat(), "findings": ""}
    assert not should_speak(good, (), NOW + timedelta(hours=23), heartbeat=True)
    assert should_speak(good, (), NOW + timedelta(hours=25), heartbeat=True)
    assert not should_speak(good, (), NOW + timedelta(hours=25), heartbeat=False)


def test_without_an_address_nobody_was_told_and_that_is_said(settings, monkeypatch):
    monkeypatch.delenv("TIFAWATCH_TO_WATCHDOG", raising=False)
    _, outcome = run_watchdog(settings, NOW)
    assert outcome is not None and outcome.acceptance is Acceptance.REFUSED and "TIFAWATCH_TO_WATCHDOG" in outcome.detail


def test_a_disk_without_room_for_its_memory_does_not_silence_it(settings, monkeypatch):
    (settings.home / "watchdog.json").mkdir()  # writing there fails, as it does on a full disk
    with http_sink() as sink:
        monkeypatch.setenv("TIFAWATCH_TO_WATCHDOG", sink.address())
        run_watchdog(settings, NOW)
        run_watchdog(settings, NOW + timedelta(minutes=5))
    assert len(sink.arrived) == 2


def test_the_watchdog_needs_no_prefect():
    program = "import sys, flows.watchdog; sys.exit(any(name.split('.')[0] == 'prefect' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
