"""Deliveries: never lost, never more than two pushes, and nothing that says where they go."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlite_utils import Database

from extractors.records.changes import Acceptance, Delivery, DeliveryState, Outcome
from store.outbox import claim, for_digest, next_state, pending, settle, settle_digest
from store.queries import fetch_alert, fetch_alerts, fetch_shifts
from store.save import save_alerts, save_shifts
from tests.archive import NOON, alert, later, memory, push, shift, store_text

YES, NO, MAYBE = Outcome(Acceptance.ACCEPTED), Outcome(Acceptance.REFUSED, "503"), Outcome(Acceptance.UNKNOWN, "no answer")
AWAKE = later(days=1)  # long after any pause
outcomes = st.lists(st.sampled_from([YES, NO, MAYBE]), max_size=12)


@pytest.fixture
def db() -> Database:
    opened = memory()
    save_alerts(opened, [alert()], [push()], NOON)
    return opened


# ---------------------------------------------------------------- the decision


@given(outcomes)
def test_no_target_gets_more_than_two_pushes_that_may_have_arrived(found: list[Outcome]) -> None:
    delivery, now, arrived = push(), NOON, 0
    for outcome in found:
        if delivery.state not in (DeliveryState.PENDING, DeliveryState.UNKNOWN):
            break
        now = max(now, delivery.not_before or now)
        delivery = next_state(replace(delivery, state=DeliveryState.SENDING), outcome, now)
        arrived += outcome.acceptance != Acceptance.REFUSED
    assert arrived <= 2
    assert (delivery.state == DeliveryState.DIGEST) == (delivery.unknowns == 2)


@given(outcomes)
def test_what_was_not_accepted_is_still_on_its_way(found: list[Outcome]) -> None:
    delivery = push()
    for outcome in found:
        delivery = next_state(delivery, outcome, NOON)
    settled = delivery.state in (DeliveryState.SENT, DeliveryState.DIGESTED)
    assert settled == any(outcome == YES for outcome in found)


@given(st.integers(0, 40), st.one_of(st.none(), st.timedeltas(timedelta(), timedelta(days=9))))
def test_a_refusal_backs_off_within_reason_and_honours_the_targets_wish(attempts: int, wish: timedelta | None) -> None:
    sending = replace(push(), state=DeliveryState.SENDING, attempts=attempts)
    after = next_state(sending, Outcome(Acceptance.REFUSED, "429", wish), NOON)
    assert after.state == DeliveryState.PENDING and after.not_before is not None
    pause = after.not_before - NOON
    assert timedelta(seconds=20) <= pause <= timedelta(hours=1)
    assert pause >= min(wish or timedelta(), timedelta(hours=1))


def test_pauses_grow_and_targets_do_not_come_back_all_at_once() -> None:
    def pause(attempts: int, target: str) -> timedelta:
        after = next_state(replace(push(target=target), attempts=attempts), NO, NOON)
        assert after.not_before is not None
        return after.not_before - NOON

    assert pause(0, "duke") < pause(2, "duke") < pause(5, "duke") <= timedelta(minutes=15)
    assert len({pause(2, name) for name in ("duke", "king", "count", "colonel")}) > 1


def test_a_refusal_after_an_unknown_outcome_still_leaves_one_push() -> None:
    delivery = next_state(next_state(push(), MAYBE, NOON), NO, NOON)
    assert (delivery.state, delivery.unknowns) == (DeliveryState.UNKNOWN, 1)


def test_what_a_target_said_is_kept_without_addresses() -> None:
    said = Outcome(Acceptance.REFUSED, "POST https://hooks.example/T0/SECRET failed for duke@strelsau.example " + "x" * 900)
    kept = next_state(push(), said, NOON).last_error
    assert "SECRET" not in kept and "duke@" not in kept and kept.startswith("POST [address]") and len(kept) <= 300


# ---------------------------------------------------------------- the effects


def test_a_claim_is_committed_before_anything_is_sent(db: Database) -> None:
    [one] = claim(db, NOON)
    assert not db.conn.in_transaction
    assert one.alert == alert() and one.delivery.state == DeliveryState.SENDING and not one.possible_repeat
    assert [delivery.state for delivery in pending(db)] == [DeliveryState.SENDING]
    assert settle(db, one.delivery, YES, NOON).state == DeliveryState.SENT
    assert pending(db) == () and claim(db, AWAKE) == ()


def test_a_delivery_left_sending_by_a_crash_has_an_unknown_outcome(db: Database) -> None:
    claim(db, NOON)
    assert claim(db, NOON) == ()  # recovered, and not due at once
    [again] = claim(db, AWAKE)
    assert again.possible_repeat and again.delivery.unknowns == 1


def test_after_two_crashes_the_alert_is_in_the_digest_until_one_is_accepted(db: Database) -> None:
    assert [len(claim(db, later(hours=hour))) for hour in range(5)] == [1, 0, 1, 0, 0]
    for outcome in (NO, MAYBE):
        listed = for_digest(db, "court")
        settle_digest(db, listed, outcome, AWAKE)
    [listed_again] = for_digest(db, "court")
    assert listed_again.alert == alert()
    settle_digest(db, [listed_again], YES, AWAKE)
    assert for_digest(db, "court") == ()


def test_an_outcome_counts_once(db: Database) -> None:
    [one] = claim(db, NOON)
    settle(db, one.delivery, MAYBE, NOON)
    assert settle(db, one.delivery, MAYBE, NOON).unknowns == 1


def test_every_attempt_is_written_down(db: Database) -> None:
    for outcome in (NO, MAYBE, YES):
        [one] = claim(db, AWAKE)
        settle(db, one.delivery, outcome, NOON)
    rows = [(row["number"], row["outcome"]) for row in db.query("select * from attempts order by id")]
    assert rows == [(1, "refused"), (2, "unknown"), (3, "accepted")]


def test_an_alert_that_is_known_is_not_delivered_again(db: Database) -> None:
    [one] = claim(db, NOON)
    settle(db, one.delivery, YES, NOON)
    assert save_alerts(db, [alert(note="told anew")], [push(), push(target="king")], AWAKE) == ()
    assert claim(db, AWAKE) == ()


def test_two_routes_to_one_target_push_once(db: Database) -> None:
    save_alerts(db, [alert("a2")], [push("a2", route="court"), push("a2", route="barracks")], NOON)
    assert Counter(one.alert for one in pending(db)) == {"a1": 1, "a2": 1}


def test_a_digest_to_the_same_target_is_no_second_push(db: Database) -> None:
    weekly = replace(push("a2", route="weekly"), state=DeliveryState.DIGEST)
    save_alerts(db, [alert("a2")], [push("a2"), weekly], NOON)
    assert [one.delivery.route for one in for_digest(db, "weekly")] == ["weekly"]
    assert len(pending(db)) == 2


def test_an_escalation_adds_a_target_to_a_known_alert(db: Database) -> None:
    save_alerts(db, (), [push(target="king", route="escalation")], AWAKE)
    assert {one.target for one in pending(db)} == {"duke", "king"}


def test_an_alert_keeps_everything_its_message_needs() -> None:
    db = memory()
    saved = store_text(db, "They promised safe passage for some.", ["safe passage for some"])
    changed = shift(saved)
    told = alert(shifts=(changed,))
    save_shifts(db, [changed])
    save_alerts(db, [told], [push()], NOON)
    save_shifts(db, [replace(changed, grade="weak")])
    assert fetch_shifts(db) == (replace(changed, grade="weak"),)
    assert fetch_alerts(db) == (told,) and fetch_alert(db, "a") == told
    assert [row["version"] for row in db.query("select version from alert_evidence")] == [saved.version]


class OutboxMachine(RuleBasedStateMachine):
    """A dispatcher that crashes, and targets that answer as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.db = memory()
        self.now = NOON
        self.alerts = 0
        self.arrived: Counter[tuple[str, str]] = Counter()

    @rule()
    def news(self) -> None:
        self.alerts += 1
        key = f"a{self.alerts}"
        save_alerts(self.db, [alert(key)], [push(key, "duke"), push(key, "king")], self.now)

    @rule(found=st.lists(st.sampled_from([YES, NO, MAYBE]), min_size=1, max_size=5), dies_after=st.integers(0, 6))
    def dispatch(self, found: list[Outcome], dies_after: int) -> None:
        self.now += timedelta(hours=1)
        for number, one in enumerate(claim(self.db, self.now, 5)):
            if number >= dies_after:
                return  # what was claimed stays `sending`
            outcome = found[number % len(found)]
            self.arrived[one.delivery.alert, one.delivery.target] += outcome != NO
            settle(self.db, one.delivery, outcome, self.now)

    @rule(outcome=st.sampled_from([YES, NO, MAYBE]))
    def digest(self, outcome: Outcome) -> None:
        settle_digest(self.db, for_digest(self.db, "court"), outcome, self.now)

    @invariant()
    def nothing_is_lost_and_nobody_is_pushed_three_times(self) -> None:
        assert self.db.table("deliveries").count == 2 * self.alerts
        assert all(copies <= 2 for copies in self.arrived.values())
        attempts = self.db.query(
            "select count(*) as n from attempts where coalesce(outcome, '') != 'refused' group by alert, target"
        )
        assert all(row["n"] <= 2 for row in attempts)
        for row in self.db.query("select * from deliveries where state in ('sent', 'digested')"):
            assert row["state"] == "digested" or self.arrived[row["alert"], row["target"]] >= 1


TestOutboxMachine = OutboxMachine.TestCase
TestOutboxMachine.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_a_refused_delivery_waits_for_its_time(db: Database) -> None:
    [one] = claim(db, NOON)
    after: Delivery = settle(db, one.delivery, NO, NOON)
    assert isinstance(after.not_before, datetime)
    assert claim(db, after.not_before - timedelta(seconds=1)) == ()
    assert len(claim(db, after.not_before)) == 1


def test_claims_are_oldest_first_and_no_more_than_asked_for(db: Database) -> None:
    for number in range(2, 6):
        save_alerts(db, [alert(f"a{number}")], [push(f"a{number}")], later(minutes=number))
    assert [one.delivery.alert for one in claim(db, AWAKE, 3)] == ["a1", "a2", "a3"]


def test_no_file_is_needed_to_name_a_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIFAWATCH_TO_DUKE", "mailto://user:hunter2secret@mail.example")
    from store.schema import open_store

    path = tmp_path / "archive.sqlite"
    db = open_store(path)
    save_alerts(db, [alert()], [push()], NOON)
    [one] = claim(db, NOON)
    settle(db, one.delivery, Outcome(Acceptance.UNKNOWN, "mailto://user:hunter2secret@mail.example timed out"), NOON)
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    assert b"hunter2secret" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
