from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alert_samples import (
    CANDIDATE_KEY,
    NOW,
    SHIFT_KEY,
    SPOKESPERSON,
    report,
    shift,
    shift_alert,
    statement_alert,
    utterance,
)
from sinks import http_sink, mail_sink

from alerts.blocks import Message
from alerts.digest_message import Digest, WeekTable, compose_digest, precision, wilson
from alerts.links import Site, short_id
from alerts.picture import draw_weeks
from alerts.render import render_text
from alerts.routes import deliveries_for, load_routes
from alerts.rules import decide_alerts
from extractors.records.changes import Acceptance, Alert, Outcome, ShiftKind, ShiftStatus
from extractors.records.pages import SourceState
from flows.digest import formulas_by_week, mark_now, send_digests
from flows.dispatch import dispatch_once
from flows.settings import Settings
from store.outbox import fetch_deliveries
from store.save import save_alerts, save_verdict
from store.schema import open_store

ACCEPTED, REFUSED, UNKNOWN = Outcome(Acceptance.ACCEPTED), Outcome(Acceptance.REFUSED, "no"), Outcome(Acceptance.UNKNOWN, "?")
NEXT_MORNING = datetime(2026, 11, 21, 7, 31, tzinfo=UTC)


class Desk:
    """A route with a daily digest, and what it was sent."""

    def __init__(self, home: Path, fields: str = "") -> None:
        self.settings = Settings(home=home)
        (home / "routes.yaml").write_text(
            f"routes:\n  desk: {{why: the desk asked, to: $TIFAWATCH_TO_DESK, digest: daily 07:30{fields}}}\n"
        )
        self.db = open_store(self.settings.database_path)
        self.got: list[Message] = []

    @property
    def routes(self):
        return load_routes(self.settings.routes_path)

    def finds(self, *alerts: Alert, now: datetime = NOW) -> None:
        self.digests(now - timedelta(minutes=1))
        save_alerts(self.db, alerts, deliveries_for(alerts, self.routes, now), now)

    def digests(self, now: datetime, answer: Outcome = ACCEPTED) -> int:
        def push(address: str, message: Message, form: str) -> Outcome:
            self.got.append(message)
            return answer

        return send_digests(self.db, self.routes, self.settings, now, push)[0]

    def state(self, key: str) -> str:
        (delivery,) = fetch_deliveries(self.db, key)
        return delivery.state.value


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "mailto://127.0.0.1:9?mode=insecure&from=a@x.invalid&to=b@x.invalid")
    return Desk(tmp_path)


def candidate() -> Alert:
    return decide_alerts([], [shift(status=ShiftStatus.CANDIDATE, pushes=False)], NOW, quiet=False)[0]


def text_of(message: Message) -> str:
    return render_text(message)


def test_a_candidate_is_listed_in_the_next_morning_s_digest_and_only_there(desk):
    desk.finds(candidate())
    assert desk.digests(NOW) == 0
    assert desk.digests(NEXT_MORNING) == 1 and desk.digests(NEXT_MORNING + timedelta(minutes=1)) == 0
    assert "Candidates" in text_of(desk.got[0]) and desk.state(CANDIDATE_KEY) == "digested"


def test_an_empty_digest_can_be_had_and_is_off_by_default(tmp_path, monkeypatch, desk):
    desk.digests(NOW)
    assert desk.digests(NEXT_MORNING) == 0 and not desk.got
    (tmp_path / "two").mkdir()
    wants = Desk(tmp_path / "two", ", empty_digest: true")
    wants.digests(NOW)
    assert wants.digests(NEXT_MORNING) == 1 and "Nothing new" in text_of(wants.got[0])


def test_a_digest_repeats_until_it_is_accepted_with_pauses_between(desk):
    desk.finds(candidate())
    for minutes in range(30):
        desk.digests(NEXT_MORNING + timedelta(minutes=minutes), UNKNOWN)
    assert 2 <= len(desk.got) <= 6 and desk.state(CANDIDATE_KEY) == "digest"
    assert desk.digests(NEXT_MORNING + timedelta(hours=3)) == 1
    assert desk.state(CANDIDATE_KEY) == "digested"


def test_what_two_pushes_could_not_confirm_is_listed_soon_and_until_accepted(desk):
    desk.finds(shift_alert())
    for minutes in (0, 10, 20):
        dispatch_once(desk.db, desk.routes, desk.settings, NOW + timedelta(minutes=minutes), lambda *_: UNKNOWN)
    assert desk.state(SHIFT_KEY) == "digest"
    assert desk.digests(NOW + timedelta(minutes=21), UNKNOWN) == 0
    assert desk.digests(NOW + timedelta(hours=2)) == 1 and desk.digests(NOW + timedelta(hours=3)) == 0
    assert all("could not confirm" in message.subject for message in desk.got)
    assert short_id(SHIFT_KEY) in text_of(desk.got[-1]) and desk.state(SHIFT_KEY) == "digested"


def test_nobody_is_woken_by_what_could_not_be_confirmed(tmp_path, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "json://127.0.0.1:9")
    desk = Desk(tmp_path, ', quiet_hours: {from: "22:00", until: "07:00"}')
    desk.finds(shift_alert())
    for minutes in (0, 10, 20):
        dispatch_once(desk.db, desk.routes, desk.settings, NOW + timedelta(minutes=minutes), lambda *_: UNKNOWN)
    assert desk.digests(NOW.replace(hour=23)) == 0 and not desk.got
    assert desk.digests(NEXT_MORNING) == 1


def test_a_weekly_route_hears_nothing_before_its_day(tmp_path, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "mailto://127.0.0.1:9?mode=insecure&from=a@x.invalid&to=b@x.invalid")
    desk = Desk(tmp_path, ", when: weekly monday 08:00")
    desk.finds(shift_alert(), statement_alert("u9"))
    assert desk.digests(NEXT_MORNING) == 0
    assert desk.digests(datetime(2026, 11, 23, 8, 1, tzinfo=UTC)) == 1
    assert {desk.state(SHIFT_KEY), desk.state("statement:u9")} == {"digested"}


def test_a_digest_to_a_small_channel_lists_as_much_as_it_can_and_the_rest_next_time(tmp_path, monkeypatch):
    monkeypatch.setenv("TIFAWATCH_TO_DESK", "discord://0/x")
    desk = Desk(tmp_path, ", when: daily 07:30")
    desk.finds(*(statement_alert(f"u{number}") for number in range(12)))
    at = NEXT_MORNING
    while any(desk.state(f"statement:u{number}") == "digest" for number in range(12)):
        desk.digests(at := at + timedelta(minutes=1))
        assert at < NEXT_MORNING + timedelta(minutes=30)
    from alerts.channels import body_for, channel_of

    bodies = "".join(body_for(message, channel_of("discord://0/x")) for message in desk.got)
    assert all(short_id(f"statement:u{number}") in bodies for number in range(12))


def test_what_a_digest_delivers_is_listed_however_much_it_is(desk):
    waiting = [replace(statement_alert(f"u{number}"), pushes=False, note="further words") for number in range(130)]
    desk.finds(*waiting)
    for minutes in range(4):
        desk.digests(NEXT_MORNING + timedelta(minutes=minutes))
    assert {desk.state(alert.key) for alert in waiting} == {"digested"}
    assert len(desk.got) == 2 and all(len(message.keys) <= 100 for message in desk.got)
    told = [text_of(message) for message in desk.got]
    assert all(any(short_id(alert.key) in text for text, message in zip(told, desk.got, strict=True) if alert.key in message.keys) for alert in waiting)
    assert desk.got[1].subject == "Digest: 30 alerts"


def test_the_digest_says_everything_it_should(desk):
    dropped = shift("d", kind=ShiftKind.DROPPED, group="g2", before=None, after=None, utterance="")
    alerts = (
        *decide_alerts([utterance()], [shift()], NOW, quiet=False),
        *decide_alerts([utterance("u7", speaker=SPOKESPERSON)], [], NOW, quiet=False),
        *decide_alerts([], [dropped], NOW, quiet=False),
        replace(candidate(), key="candidate:g9"),
    )
    digest = Digest(
        "desk", NOW - timedelta(days=1), NOW, alerts=tuple(one for one in alerts if not one.part_of),
        reports=(report(SourceState.OK), replace(report(SourceState.BLOCKED), source="mission", since=NOW)),
        verdicts={"a": ("wording", "confirm"), "b": ("wording", "dismiss"), "c": ("wording", "unsure")},
        weeks=WeekTable(("9 Nov", "16 Nov"), (("sit_and_talk", (0, 3)),)),
    )  # fmt: skip
    said = text_of(compose_digest(digest, Site(), "the desk asked"))
    for expected in (
        "Shifts (2)",
        "Candidates: not pushed until confirmed (1)",
        "Silent though the occasion came (1)",
        "used in 0 of 14 comparable texts before",
        "New utterances, spokesperson (1)",
        "Formulas a week",
        "sit and talk  ·      3",
        "1 of 2 sources were read well",
        "mission: we are blocked since 2026-11-20 09:00",
        "wording changed  1      2       50%",
        "Why you got this: the desk asked",
    ):
        assert expected in said, expected


@pytest.mark.parametrize(("right", "total", "low", "high"), [(1, 1, 0.20, 1.0), (8, 10, 0.49, 0.95), (0, 5, 0.0, 0.44)])
def test_precision_comes_with_its_interval(right, total, low, high):
    found = wilson(right, total)
    assert found[0] == pytest.approx(low, abs=0.01) and found[1] == pytest.approx(high, abs=0.01)


def test_an_unsure_verdict_counts_neither_way():
    assert precision([("wording", "confirm"), ("wording", "unsure"), ("level", "translation")]) == (("level", 0, 1), ("wording", 1, 1))


def test_a_verdict_shows_in_the_next_digest(desk):
    desk.finds(shift_alert())
    save_verdict(desk.db, SHIFT_KEY, "confirm", "", NOW)
    desk.digests(NEXT_MORNING)
    assert "Precision, by your verdicts" in text_of(desk.got[0])


def test_a_formula_is_counted_once_an_utterance_and_only_where_it_counts():
    foreign = replace(SPOKESPERSON, acts_for="Ruritania")
    said: Sequence = [utterance(), utterance("u2"), utterance("u3", speaker=foreign)]
    table = formulas_by_week(said, date(2026, 11, 22))
    assert table.weeks[-1] == "16 Nov" and table.rows == (("sit_and_talk", (0, 0, 0, 0, 0, 0, 0, 2)),)


def test_the_picture_of_the_month_is_a_picture(tmp_path):
    table = WeekTable(tuple(f"W{week}" for week in range(40, 48)), (("sit_and_talk", (0, 1, 2, 0, 5, 0, 0, 9)), ("b", (1,) * 8)))
    drawn = draw_weeks(table, tmp_path / "weeks.png")
    assert drawn.read_bytes().startswith(b"\x89PNG") and drawn.stat().st_size < 100_000


def test_a_digest_by_mail_carries_the_picture_and_the_table(desk, monkeypatch):
    from store.save import save_utterances

    with mail_sink() as sink:
        monkeypatch.setenv("TIFAWATCH_TO_DESK", sink.address())
        desk.finds(shift_alert())
        monkeypatch.setattr("flows.digest.fetch_utterances", lambda db: (utterance(),))
        assert save_utterances
        from alerts.send import Sender

        mark_now(desk.db, desk.routes, NOW)
        with Sender(20) as sender:
            sent, faults = send_digests(desk.db, desk.routes, desk.settings, NOW, sender.send)
    assert (sent, faults) == (1, ())
    (mail,) = sink.mails
    assert [part.get_filename() for part in mail.iter_attachments()] == ["formulas-a-week.png"]
    assert "sit and talk" in mail.get_body(("plain",)).get_content()


def test_a_digest_that_is_refused_does_not_stop_another_route_s(tmp_path, monkeypatch):
    with http_sink("refuse") as bad, http_sink() as good:
        monkeypatch.setenv("TIFAWATCH_TO_DESK", bad.address())
        monkeypatch.setenv("TIFAWATCH_TO_OTHER", good.address())
        desk = Desk(tmp_path)
        path = desk.settings.home / "routes.yaml"
        path.write_text(path.read_text() + "  other: {why: abc, to: $TIFAWATCH_TO_OTHER, when: daily 07:30}\n")
        desk.finds(candidate())
        from alerts.send import Sender

        with Sender(20) as sender:
            assert send_digests(desk.db, desk.routes, desk.settings, NEXT_MORNING, sender.send)[0] == 1
        assert len(good.arrived) == 1


def test_an_unset_address_is_said_and_the_digest_waits(desk, monkeypatch):
    routes = desk.routes
    desk.finds(candidate())
    monkeypatch.delenv("TIFAWATCH_TO_DESK")
    sent, faults = send_digests(desk.db, routes, desk.settings, NEXT_MORNING, lambda *_: ACCEPTED)
    assert sent == 0 and "TIFAWATCH_TO_DESK is not set" in faults[0] and desk.state(CANDIDATE_KEY) == "digest"


def test_a_route_that_was_removed_still_delivers_its_last_digest(desk):
    desk.finds(candidate())
    (desk.settings.home / "routes.yaml").write_text("routes:\n  new: {why: abc, to: $TIFAWATCH_TO_DESK, digest: off}\n")
    assert desk.digests(NEXT_MORNING) == 1 and desk.state(CANDIDATE_KEY) == "digested"
    assert "no longer in the routes file" in desk.got[0].why
