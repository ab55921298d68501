"""What a message says, and that it says the same in every kind of channel."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from alert_samples import (
    AFTER,
    BEFORE,
    NOW,
    report,
    shift,
    shift_alert,
    statement,
    statement_alert,
    utterance,
    wording,
)
from datasette.utils import tilde_encode
from hypothesis import given
from hypothesis import strategies as st

from alerts.blocks import Message, Quotation
from alerts.channels import _BY_SCHEME, body_for, channel_of, parcel_for, room_for
from alerts.links import Site, short_id, tilde
from alerts.match import nearest_rendering
from alerts.message import compose, compose_group
from alerts.render import around_changes, render_html, render_json, render_markdown, render_short, render_text
from alerts.rules import decide_alerts, decide_source_alert
from alerts.send import _plugin
from extractors.records import Directness, Layer, ShiftKind, ShiftStatus, SourceState
from extractors.redline import redline

SITE = Site("https://watch.example")
FORMS = {"html": render_html, "text": render_text, "markdown": render_markdown, "json": render_json}


def plain(rendered: str) -> str:
    """Drop the marks of a form, so that what is said can be compared."""
    for mark in ("\\", "\u2060"):
        rendered = rendered.replace(mark, "")
    return rendered


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said",
    [
        "Wording changed", "sit and talk", "slot feeling", AFTER, BEFORE, "Ada Quill, Foreign Minister", "2026-11-20, date basis: stated",
        "2026-10-01", "telephone call", "official text in the original language, verbatim", "letters 100–122", "strong; confirmed by its sources",
        "0 of 14 earlier utterances, 1 now, Bayes factor 10^1.3, 2 independent sources", "no: both are the original", "the-outlet (press)",
        "https://ministry.example/u1.html", "https://watch.example/tifawatch/documents/doc-u1", "https://outlet.example/u1", "because", short_id(shift_alert().key),
    ],
)  # fmt: skip
def test_a_shift_s_message_says_everything_in_every_form(form, said):
    assert said in plain(FORMS[form](compose(shift_alert(), SITE, "because")))


def test_the_redline_shows_what_went_and_what_came():
    message = compose(shift_alert(), SITE)
    assert "[-不安-]{+忧虑+}" in render_text(message) and "~~不安~~**忧虑**" in render_markdown(message)
    assert "<del>不安</del><ins>忧虑</ins>" in render_html(message)


def test_the_words_nearest_to_the_speaker_s_mouth_are_quoted_and_the_others_listed():
    near = utterance().renderings[0]
    far = replace(near, source="far", statement=replace(near.statement, layer=Layer.TRANSLATION, text="in translation"))
    spoken = utterance(renderings=(far, near))
    assert nearest_rendering(spoken) is near


def test_a_statement_s_message_gives_speaker_office_day_occasion_and_formulas():
    said = render_text(compose(statement_alert(), SITE))
    for expected in ("What was said (Chinese)", AFTER, "Ada Quill, Foreign Minister", "to Ukraine", "formulas: sit and talk"):
        assert expected in said


def test_words_in_a_reporter_s_voice_are_said_to_be_such():
    said = statement(directness=Directness.REPORTED, layer=Layer.FOREIGN, reported_by_side="Ukraine")
    text = render_text(compose(statement_alert(said=said), SITE))
    assert "press, in the reporter's words, reported by Ukraine" in text


def test_an_uncertain_day_is_shown_as_a_span():
    alert = statement_alert(earliest=date(2026, 11, 18))
    assert "2026-11-20 (between 2026-11-18 and 2026-11-20)" in render_text(compose(alert, SITE))


def test_what_was_left_out_shows_the_words_that_used_to_be_there():
    dropped = shift(kind=ShiftKind.DROPPED, after=None)
    (alert,) = decide_alerts([], [dropped], NOW, quiet=False)
    text = render_text(compose(alert, SITE))
    assert "Left out: “sit and talk”" in text and "Before (Chinese)" in text and BEFORE in text


def test_a_page_that_was_removed_has_no_words_after():
    gone = shift(kind=ShiftKind.EDITED, after=None, formula=None, slot=None)
    (alert,) = decide_alerts([], [gone], NOW, quiet=False)
    assert BEFORE in render_text(compose(alert, SITE))


def test_a_contested_shift_says_so():
    (alert,) = decide_alerts([], [shift(status=ShiftStatus.CONTESTED, pushes=False)], NOW, quiet=False)
    assert "contested" in render_text(compose(alert, SITE))


def test_an_operator_reads_what_was_seen_and_what_to_do():
    alert = decide_source_alert([report(SourceState.BLOCKED), report(SourceState.BLOCKED, 1)], NOW)
    assert alert is not None
    text = render_text(compose(alert, SITE))
    assert "ministry-zh" in text and "what was seen" in text and "what to do" in text


def test_a_shift_without_any_words_can_still_be_told():
    (alert,) = decide_alerts([], [shift(before=None, after=None, formula=None, term=None, speaker=None, level=None)], NOW, quiet=False)
    for form in FORMS.values():
        assert form(compose(alert, SITE))


def test_many_changes_of_one_event_are_told_in_order_of_weight_and_counted():
    many = [shift(f"s{number}", formula=f"formula_{number}", score=number) for number in range(9)]
    (alert,) = [one for one in decide_alerts([], many, NOW, quiet=False) if not one.part_of]
    text = render_text(compose(alert, SITE))
    assert text.index("formula 8") < text.index("formula 7") and "3 more changes" in text and "formula 0" not in text


def test_a_label_of_the_codebook_replaces_the_id():
    assert "“Let us talk”" in render_text(compose(shift_alert(), SITE, labels={"sit_and_talk": "Let us talk"}))


def test_a_group_names_every_alert_with_its_link():
    alerts = [statement_alert(f"u{number}") for number in range(7)]
    message = compose_group(alerts, SITE)
    text = render_text(message)
    assert message.subject == "7 alerts together: 7 statements" and len(message.keys) == 7
    assert all(f"alert {short_id(alert.key)}" in text for alert in alerts)


def test_the_json_body_is_json_and_names_its_alerts():
    told = json.loads(render_json(compose(shift_alert(), SITE)))
    assert told["alerts"] == [shift_alert().key] and {block["type"] for block in told["blocks"]} >= {"marked", "quotation", "facts"}


@pytest.mark.parametrize("limit", [200, 300, 600, 950, 1900, 4000])
def test_a_body_fits_any_limit_and_keeps_its_id_and_link(limit):
    message = compose(shift_alert(), SITE, "because")
    for render in (render_text, render_markdown):
        body = render(message, limit)
        assert len(body) <= limit and message.id in body and message.links[0].url in body


def test_a_cut_is_stated():
    long = compose(statement_alert(text="一二三四五六七八九十" * 400), SITE)
    assert "quotations are cut to fit this channel" in render_text(long, 1500)
    assert "parts are on the site only" in render_markdown(compose(shift_alert(), SITE), 700)


def test_a_long_mail_is_cut_by_whole_parts_and_says_so():
    message = compose(shift_alert(), SITE)
    many = replace(message, blocks=message.blocks + (Quotation("Words", "字" * 3000, "zh", ("fact",)),) * 60)
    body = body_for(many, channel_of("mailto://x"))
    assert len(body) <= 90_000 and "cut to fit this mail" in body


def test_a_redline_is_cut_around_its_changes():
    shown = around_changes(redline("a" + " same" * 200 + " old end", "a" + " same" * 200 + " new end", "en"), 20)
    assert len("".join(piece.text for piece in shown.pieces)) < 120


@given(st.text(max_size=40))
def test_links_into_datasette_are_written_as_it_writes_them(key):
    assert tilde(key) == tilde_encode(key)


ADDRESSES = {
    "mailto": "mailto://127.0.0.1?mode=insecure&from=a@x.invalid&to=b@x.invalid",
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/",
    "tgram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "mmost": "mmost://127.0.0.1/3ccdd113474722377935511fc85d3dd4",
    "matrix": "matrix://user:token@127.0.0.1/!room:sample.invalid",
    "ntfy": "ntfy://127.0.0.1/topic",
    "json": "json://127.0.0.1/hook",
    "rocket": "rocket://user:password@127.0.0.1/room",
}


@pytest.mark.parametrize("scheme", ADDRESSES)
def test_our_limits_are_never_above_what_apprise_passes_on_unchanged(scheme):
    plugin, channel = _plugin(ADDRESSES[scheme]), _BY_SCHEME[scheme]
    assert plugin is not None
    assert channel.limit is None or scheme == "mailto" or channel.limit <= plugin.body_maxlen


def test_lists_are_as_long_as_their_channel_allows():
    assert room_for("mailto://x", "") == 100 and room_for("discord://x", "") == 3 and room_for("json://x", "short") == 1


@pytest.mark.parametrize("scheme", ["discord", "rocket", "ntfy", "tgram", "slack", "mmost", "matrix"])
def test_a_list_that_fits_names_every_alert_on_its_channel(scheme):
    room = room_for(f"{scheme}://x", "")
    alerts = [statement_alert(f"u{number}", text="字" * 500) for number in range(room)]
    body = body_for(compose_group(alerts, Site("https://archive.watch.example"), "the desk asked"), channel_of(f"{scheme}://x"))
    assert room == 1 or all(short_id(alert.key) in body for alert in alerts)


def test_a_short_form_can_be_wanted_of_any_channel():
    parcel = parcel_for(compose(shift_alert(), SITE), channel_of("mailto://x", "short"))
    assert len(parcel.body) <= 300 and parcel.pass_as == "text"


def test_a_short_message_begins_with_the_subject():
    message: Message = compose(shift_alert(), SITE)
    assert render_short(message).startswith(message.subject) and wording(AFTER).text[:10] in render_short(message)
