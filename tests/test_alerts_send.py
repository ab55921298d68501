"""Sending against real servers on loopback: yes, no and unknown must be told apart, and nothing may hang or leak."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from alert_samples import NOW, shift_alert
from sinks import closed_port, http_sink, mail_sink

from alerts.evidence import parse_retry_after
from alerts.links import Site
from alerts.message import compose
from alerts.send import Sender, send
from extractors.records.changes import Acceptance

ACCEPTED, REFUSED, UNKNOWN = Acceptance.ACCEPTED, Acceptance.REFUSED, Acceptance.UNKNOWN
MESSAGE = compose(shift_alert(), Site(), "a test")


@pytest.fixture(scope="module")
def sender():
    with Sender(20) as one:
        yield one


@pytest.mark.parametrize(
    ("mood", "expected", "arrived"),
    [
        ("accept", ACCEPTED, 1),
        ("refuse", REFUSED, 0),
        ("slow_down", REFUSED, 0),
        ("fail", UNKNOWN, 0),
        ("drop", UNKNOWN, 0),
        ("accept_then_drop", UNKNOWN, 1),
        ("accept_late", ACCEPTED, 1),
        ("redirect", REFUSED, 0),
    ],
)
def test_a_web_hook_s_answer_is_read_as_what_it_is(sender, mood, expected, arrived):
    with http_sink(mood) as sink:
        outcome = sender.send(sink.address(), MESSAGE)
    assert (outcome.acceptance, len(sink.arrived), sink.asked) == (expected, arrived, 1)


@pytest.mark.parametrize(
    ("mood", "expected", "arrived"),
    [
        ("accept", ACCEPTED, 1),
        ("refuse", REFUSED, 0),
        ("refuse_data", REFUSED, 0),
        ("try_later", REFUSED, 0),
        ("drop", UNKNOWN, 0),
        ("accept_then_drop", UNKNOWN, 1),
    ],
)
def test_a_mail_server_s_answer_is_read_as_what_it_is(sender, mood, expected, arrived):
    with mail_sink(mood) as sink:
        outcome = sender.send(sink.address(), MESSAGE)
    assert (outcome.acceptance, len(sink.raw)) == (expected, arrived)


def test_nobody_there_is_a_definite_no(sender):
    port = closed_port()
    assert sender.send(f"json://127.0.0.1:{port}", MESSAGE).acceptance is REFUSED
    mail = f"mailto://127.0.0.1:{port}?mode=insecure&from=a@x.invalid&to=b@x.invalid"
    assert sender.send(mail, MESSAGE).acceptance is REFUSED


def test_a_target_asks_for_patience_and_is_heard(sender):
    with http_sink("slow_down", retry_after="120") as sink:
        assert sender.send(sink.address(), MESSAGE).retry_after == timedelta(seconds=120)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("7", 7), ("999999", 3600), ("", None), ("soon", None), ("Fri, 20 Nov 2026 09:01:00 GMT", 60), ("Fri, 20 Nov 2020 09:01:00 GMT", 0)],
)
def test_retry_after_comes_in_seconds_or_as_a_date_and_is_bounded(said, expected):
    pause = parse_retry_after(said, NOW)
    assert (pause.total_seconds() if pause is not None else None) == expected


@pytest.mark.parametrize("kind", ["web", "mail"])
def test_a_target_that_never_answers_costs_its_time_and_no_more(kind):
    with http_sink("silent") as web, mail_sink("silent") as mail, Sender(2.5) as sender:
        sender.describe(web.address())  # the child is up: what is measured is the send
        begun = time.monotonic()
        outcome = sender.send(web.address() if kind == "web" else mail.address(), MESSAGE)
        assert time.monotonic() - begun < 6
    assert outcome.acceptance is UNKNOWN


def test_after_a_killed_child_the_next_message_goes_out():
    with http_sink("silent", "accept") as sink, Sender(2.5) as sender:
        assert sender.send(sink.address(), MESSAGE).acceptance is UNKNOWN
        assert sender.send(sink.address(), MESSAGE).acceptance is ACCEPTED


def test_a_server_that_takes_connections_but_says_nothing_before_the_mail_is_a_definite_no():
    with socket.socket() as mute, Sender(2.5) as sender:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        address = f"mailto://127.0.0.1:{mute.getsockname()[1]}?mode=insecure&from=a@x.invalid&to=b@x.invalid"
        assert sender.send(address, MESSAGE).acceptance is REFUSED


def test_an_address_with_two_readers_is_refused_because_half_a_delivery_has_no_name(sender):
    outcome = sender.send("mailto://127.0.0.1:25?mode=insecure&from=a@x.invalid&to=b@x.invalid,c@x.invalid", MESSAGE)
    assert outcome.acceptance is REFUSED and "one address and one route for each" in outcome.detail


@pytest.mark.parametrize("address", ["nonsense", "bogus://x", "", "json://"])
def test_an_address_nobody_understands_is_a_clear_no_without_its_secrets(sender, address):
    outcome = sender.send(address, MESSAGE)
    assert outcome.acceptance is REFUSED and "apprise does not understand" in outcome.detail


def test_details_never_hold_an_address(sender):
    port = closed_port()
    outcome = sender.send(f"json://user:hunter2@127.0.0.1:{port}/secret-path", MESSAGE)
    assert "hunter2" not in outcome.detail and "secret-path" not in outcome.detail


def test_retries_in_the_address_are_overruled(sender):
    with http_sink("fail") as sink:
        sender.send(sink.address() + "?retry=3&redirect=yes", MESSAGE)
    assert sink.asked == 1


def test_a_mail_has_both_parts_its_id_and_the_redline_in_each(sender):
    with mail_sink() as sink:
        sender.send(sink.address(), MESSAGE)
    (mail,) = sink.mails
    plain = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert mail["X-Alert-Id"] == MESSAGE.id and mail["Subject"] == MESSAGE.subject
    assert "[-不安-]{+忧虑+}" in plain and "<del>不安</del>" in html.replace(' data-slot=""', "")


def test_a_web_hook_gets_the_message_as_data(sender):
    import json

    with http_sink() as sink:
        sender.send(sink.address(), MESSAGE)
    told = json.loads(sink.arrived[0].told["message"])
    assert told["id"] == MESSAGE.id and told["alerts"] == list(MESSAGE.keys)
    assert sink.arrived[0].headers["X-Alert-Id"] == MESSAGE.id


def test_the_second_push_says_that_it_may_be_a_repeat(sender):
    with mail_sink() as sink:
        sender.send(sink.address(), replace(MESSAGE, repeat=True))
    (mail,) = sink.mails
    assert mail["Subject"].startswith("(repeat?) ")
    assert "may have had this already" in mail.get_body(("plain",)).get_content()


def test_a_picture_travels_with_a_mail(sender, tmp_path):
    picture = tmp_path / "weeks.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    with mail_sink() as sink:
        assert sender.send(sink.address(), replace(MESSAGE, attachments=(str(picture),))).acceptance is ACCEPTED
    assert [part.get_filename() for part in sink.mails[0].iter_attachments()] == ["weeks.png"]


def test_one_send_without_a_sender_of_its_own_works_too():
    with http_sink() as sink:
        assert send(sink.address(), MESSAGE, 20).acceptance is ACCEPTED


def test_a_sender_that_dies_says_so_and_is_started_again():
    with http_sink() as sink, Sender(20) as sender:
        sender.describe(sink.address())
        assert sender._child
        sender._child.kill()
        sender._child.wait()
        assert sender.send(sink.address(), MESSAGE).acceptance is ACCEPTED
