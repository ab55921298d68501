"""The dispatcher over a real outbox and real targets: nothing lost, nothing more than twice, nothing hidden."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from alert_samples import NOW, SHIFT_KEY, shift_alert, statement_alert
from sinks import closed_port, http_sink, mail_sink

from alerts.blocks import Message
from alerts.news import with_later_reports
from alerts.routes import deliveries_for, load_routes
from alerts.rules import FURTHER
from extractors.records.changes import Acceptance, Alert, DeliveryState, Outcome
from flows.dispatch import GROUP_ABOVE, as_known_now, dispatch_once, escalations
from flows.dispatcher import dispatcher, run_dispatch
from flows.settings import Settings
from flows.targets import LONGEST_HOLD, Hold
from store.lock import LockedError
from store.outbox import claim, fetch_deliveries, for_digest, pending
from store.save import save_alerts
from store.schema import open_store

ACCEPTED, REFUSED, UNKNOWN = Acceptance.ACCEPTED, Acceptance.REFUSED, Acceptance.UNKNOWN


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "json://127.0.0.1:9")
    monkeypatch.setenv("TIFAWATCH_TO_SECOND", "json://127.0.0.1:9/second")
    return Watch(tmp_path)


class Watch:
    """A database, a route to a desk, and targets that answer as told."""

    def __init__(self, home: Path, more: str = "or_else: $TIFAWATCH_TO_SECOND, escalate_after: 24h") -> None:
        self.settings = Settings(home=home, send_seconds=20)
        (home / "routes.yaml").write_text(
            f"routes:\n  desk: {{why: the desk asked, to: $TIFAWATCH_TO_DESK, digest: daily 07:30, {more}}}\n"
        )
        self.db = open_store(self.settings.database_path)
        self.pushed: list[tuple[str, Message]] = []

    @property
    def routes(self):
        return load_routes(self.settings.routes_path)

    def finds(self, *alerts: Alert, now: datetime = NOW) -> None:
        save_alerts(self.db, alerts, deliveries_for(alerts, self.routes, now), now)

    def dispatches(self, now: datetime, *answers: Outcome):
        """Run one pass; the targets answer in turn, the last answer for ever."""
        left = list(answers) or [Outcome(ACCEPTED)]

        def push(address: str, message: Message, form: str) -> Outcome:
            self.pushed.append((address, message))
            return left.pop(0) if len(left) > 1 else left[0]

        return dispatch_once(self.db, self.routes, self.settings, now, push)

    def copies(self) -> Counter[str]:
        return Counter(key for _, message in self.pushed for key in message.keys)

    def states(self) -> list[str]:
        return sorted(one.state.value for key in self.keys() for one in fetch_deliveries(self.db, key))

    def keys(self) -> Sequence[str]:
        return [row["key"] for row in self.db.query("select key from alerts")]


def several(number: int) -> list[Alert]:
    return [replace(statement_alert(f"u{index}"), created_at=NOW) for index in range(number)]


def test_an_alert_goes_out_once_and_is_done(watch):
    watch.finds(shift_alert())
    assert watch.dispatches(NOW).sent == 1
    assert watch.dispatches(NOW + timedelta(minutes=5)).sent == 0
    assert watch.states() == ["sent"] and watch.copies() == {SHIFT_KEY: 1}


def test_a_definite_no_is_tried_again_with_growing_pauses_until_it_is_taken(watch):
    watch.finds(shift_alert())
    tries, now = [], NOW
    while watch.states() != ["sent"]:
        before = len(watch.pushed)
        watch.dispatches(now, Outcome(REFUSED, "no") if len(watch.pushed) < 4 else Outcome(ACCEPTED))
        tries += [now] * (len(watch.pushed) - before)
        now += timedelta(seconds=5)
        assert now < NOW + timedelta(hours=1)
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert len(tries) == 5 and pauses == sorted(pauses) and pauses[0] >= timedelta(seconds=20)


def test_an_unknown_outcome_is_pushed_once_more_marked_and_then_only_listed(watch):
    watch.finds(shift_alert())
    for minutes in range(0, 120, 5):
        watch.dispatches(NOW + timedelta(minutes=minutes), Outcome(UNKNOWN, "no answer"))
    assert [message.repeat for _, message in watch.pushed] == [False, True]
    assert watch.states() == ["digest"] and len(for_digest(watch.db, "desk")) == 1


def test_a_dispatcher_that_died_while_sending_counts_as_an_unknown_push(watch):
    watch.finds(shift_alert())
    claim(watch.db, NOW)  # and dies
    watch.dispatches(NOW + timedelta(seconds=1))
    assert not watch.pushed
    watch.dispatches(NOW + timedelta(minutes=10))
    assert [message.repeat for _, message in watch.pushed] == [True] and watch.states() == ["sent"]


def test_a_target_s_wish_to_wait_is_honoured(watch):
    watch.finds(*several(2))
    watch.dispatches(NOW, Outcome(REFUSED, "429", timedelta(minutes=20)))
    assert len(watch.pushed) == 1, "the target is left alone at once"
    watch.dispatches(NOW + timedelta(minutes=19))
    assert len(watch.pushed) == 1
    watch.dispatches(NOW + timedelta(minutes=21))
    assert watch.states() == ["sent", "sent"]


def test_one_message_that_is_always_refused_does_not_hold_the_others(watch):
    watch.finds(*several(3))
    poison = "statement:u0"

    def push(address, message, form):
        watch.pushed.append((address, message))
        return Outcome(REFUSED, "400") if poison in message.keys else Outcome(ACCEPTED)

    for minutes in range(10):
        dispatch_once(watch.db, watch.routes, watch.settings, NOW + timedelta(minutes=minutes), push)
    assert watch.states() == ["pending", "sent", "sent"]


def test_a_target_that_keeps_failing_is_left_alone_and_does_not_burn_the_waiting(watch):
    watch.finds(*several(5))
    watch.dispatches(NOW, Outcome(UNKNOWN, "500"))
    assert len(watch.pushed) == 3, "three in a row are the target, not the message"


def test_another_target_is_served_while_one_is_down(tmp_path, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "json://a")
    monkeypatch.setenv("TIFAWATCH_TO_SECOND", "json://b")
    watch = Watch(tmp_path)
    (tmp_path / "routes.yaml").write_text(
        "routes:\n  desk: {why: abc, to: $TIFAWATCH_TO_DESK}\n  two: {why: abc, to: $TIFAWATCH_TO_SECOND}\n"
    )
    watch.finds(*several(4))

    def push(address, message, form):
        watch.pushed.append((address, message))
        return Outcome(ACCEPTED if address == "json://b" else REFUSED, "")

    report = dispatch_once(watch.db, watch.routes, watch.settings, NOW, push)
    assert report.sent == 4 and watch.states().count("sent") == 4


@pytest.mark.parametrize("down", [timedelta(minutes=3), timedelta(hours=6)], ids=["a hiccup", "six hours"])
def test_after_an_outage_everything_is_out_within_ten_minutes_and_together(watch, down):
    alerts, now = several(12), NOW
    while now < NOW + down:
        if alerts:
            watch.finds(alerts.pop(), now=now)
        watch.dispatches(now, Outcome(REFUSED, "down"))
        now += timedelta(minutes=1)
    watch.finds(*alerts, now=now)
    back, before = now, len(watch.pushed)
    while set(watch.states()) != {"sent"}:
        watch.dispatches(now)
        now += timedelta(seconds=10)
        assert now - back <= timedelta(minutes=10)
    assert len(watch.pushed) - before <= 3, "grouped, not one by one"
    assert sum(watch.copies().values()) >= 12 and set(watch.copies()) == set(watch.keys())


def test_many_at_once_are_one_push_with_every_alert_named(watch):
    watch.finds(*several(GROUP_ABOVE + 1))
    watch.dispatches(NOW)
    ((_, message),) = watch.pushed
    assert len(message.keys) == GROUP_ABOVE + 1 and message.subject.startswith("6 alerts together")


def test_what_was_not_taken_for_a_day_goes_to_the_second_target_and_is_still_tried(watch):
    watch.finds(shift_alert())
    watch.dispatches(NOW, Outcome(REFUSED, "down"))
    late = NOW + timedelta(hours=25)
    watch.dispatches(late, Outcome(REFUSED, "down"), Outcome(ACCEPTED))
    found = {one.target: one.state for one in fetch_deliveries(watch.db, SHIFT_KEY)}
    assert found == {"TIFAWATCH_TO_DESK": DeliveryState.PENDING, "TIFAWATCH_TO_SECOND": DeliveryState.SENT}


def test_what_no_digest_could_confirm_for_a_day_goes_to_the_second_target_once(watch):
    watch.finds(shift_alert())
    for minutes in range(0, 60, 10):
        watch.dispatches(NOW + timedelta(minutes=minutes), Outcome(UNKNOWN, "no answer"))
    late = NOW + timedelta(hours=25)
    assert [watch.dispatches(late + timedelta(minutes=minutes)).escalated for minutes in (0, 1, 2)] == [1, 0, 0]
    assert watch.states() == ["digest", "sent"]


def test_nothing_escalates_that_was_never_tried(watch):
    watch.finds(shift_alert())
    assert escalations(pending(watch.db), {SHIFT_KEY: NOW}, watch.routes, NOW + timedelta(days=3)) == ()


def test_an_unset_address_is_a_clear_fault_and_the_alert_waits(watch, monkeypatch):
    routes = watch.routes
    watch.finds(shift_alert())
    monkeypatch.delenv("TIFAWATCH_TO_DESK")
    report = dispatch_once(watch.db, routes, watch.settings, NOW, lambda *_: Outcome(ACCEPTED))
    assert report.faults == ("the environment variable TIFAWATCH_TO_DESK is not set: what is due for it waits",)
    assert watch.states() == ["pending"]


def test_a_route_that_was_removed_still_delivers_what_it_promised(watch):
    watch.finds(shift_alert())
    (watch.settings.home / "routes.yaml").write_text("routes:\n  new: {why: abc, to: $TIFAWATCH_TO_SECOND}\n")
    assert watch.dispatches(NOW).sent == 1
    assert "no longer in the routes file" in watch.pushed[0][1].why


def test_two_dispatchers_never_work_at_once(watch):
    with dispatcher(watch.settings), pytest.raises(LockedError, match="another dispatcher"):
        run_dispatch(watch.settings, NOW)


def test_the_lock_is_free_when_its_holder_was_killed_though_its_sender_lives(watch):
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom flows.settings import Settings\nfrom flows.dispatcher import dispatcher\n"
        f"with dispatcher(Settings(home=Path({str(watch.settings.home)!r}))) as (db, push):\n"
        "    push('json://127.0.0.1:9', None and 0, '') if False else push.__self__.describe('json://127.0.0.1:9')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=60)
    assert done.returncode == -9
    with dispatcher(watch.settings):
        pass


@pytest.mark.parametrize(
    ("failures", "least"), [(1, 0), (2, 0), (3, 30), (4, 60), (5, 120), (20, LONGEST_HOLD.total_seconds())]
)
def test_the_breaker_opens_after_three_failures_and_never_for_long(failures, least):
    hold = Hold()
    for _ in range(failures):
        hold = hold.after(Outcome(UNKNOWN, "x"), NOW)
    assert (hold.until - NOW).total_seconds() == least if least else hold.until is None
    assert hold.after(Outcome(ACCEPTED), NOW) == Hold()


def test_a_clock_that_was_set_back_does_not_hold_a_target_for_ever():
    hold = Hold(3, NOW + timedelta(days=1))
    assert not hold.holds(NOW)


@pytest.mark.parametrize("how", ["mail", "web"])
def test_a_target_that_is_down_and_comes_back_has_everything_once(watch, monkeypatch, how):
    port = closed_port()
    dead = f"json://127.0.0.1:{port}"
    monkeypatch.setenv("TIFAWATCH_TO_DESK", dead)
    watch.finds(*several(3))
    assert dispatch_once(watch.db, watch.routes, watch.settings, NOW).refused == 3
    with http_sink() as web, mail_sink() as mail:
        monkeypatch.setenv("TIFAWATCH_TO_DESK", web.address() if how == "web" else mail.address())
        report = dispatch_once(watch.db, watch.routes, watch.settings, NOW + timedelta(minutes=10))
        assert (report.sent, report.waiting) == (3, 0)
        assert len(web.arrived) + len(mail.raw) == 3


def test_a_message_tells_of_the_outlets_that_came_in_before_it_is_sent(watch):
    alert = statement_alert()
    assert alert.utterance
    first, second = alert.utterance.renderings
    told = replace(alert, utterance=replace(alert.utterance, renderings=(first,)))
    assert as_known_now(watch.db, told) == told  # nothing else is stored of it
    assert as_known_now(watch.db, replace(told, note=FURTHER)) == replace(told, note=FURTHER)
    grown = with_later_reports(told.utterance, alert.utterance)
    assert grown.renderings == (first, second)
