"""What a message says, and that it says the same in every kind of channel."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import partial
from html import unescape

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
from alerts.dialects import MARKDOWN
from alerts.links import Site, short_id, tilde
from alerts.match import nearest_rendering
from alerts.message import compose, compose_group
from alerts.names import called, with_office
from alerts.news import Known, with_later_reports
from alerts.render import around_changes, render, render_html, render_json, render_short, render_text
from alerts.rules import decide_alerts, decide_source_alert
from alerts.send import _plugin
from extractors.records.changes import ShiftKind, ShiftStatus
from extractors.records.pages import Layer, SourceState
from extractors.records.words import Coding, Directness, Level, Slot
from extractors.redline import redline

SITE = Site("https://watch.example")
render_markdown = partial(render, dialect=MARKDOWN)
FORMS = {"html": render_html, "text": render_text, "markdown": render_markdown, "json": render_json}


def plain(rendered: str) -> str:
    """Drop the marks of a form, so that what is said can be compared."""
    for mark in ("\\", "\u2060"):
        rendered = rendered.replace(mark, "")
    return unescape(rendered)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said",
    [
        "Wording changed", "sit and talk", "slot “feeling”", AFTER, BEFORE, "Ada Quill, Foreign Minister", "2026-11-20 (the text names the day)",
        "2026-10-01", "telephone call", "official text in the original language, verbatim", "characters 100–122", "more than 100 to 1", "confirmed: ",
        "in 0 of 14 earlier uses of this slot, in 1 now; 20 to 1 for a change; 2 independent sources", "A translator's choice?", "no: both are the original", "the-outlet (press)",
        "https://ministry.example/u1.html", "https://watch.example/tifawatch/documents/doc-u1", "https://outlet.example/u1", "because", short_id(shift_alert().key),
    ],
)  # fmt: skip
def test_a_shift_s_message_says_everything_in_every_form(form, said):
    assert said in plain(FORMS[form](compose(shift_alert(), SITE, "because")))


def test_the_redline_shows_what_went_and_what_came():
    message = compose(shift_alert(), SITE)
    assert "[-不安-]{+忧虑+}" in render_text(message) and "~~不安~~**忧虑**" in render_markdown(message)
    assert "<del>不安</del><ins>忧虑</ins>" in unslotted(render_html(message))


def unslotted(html):
    return re.sub(r' data-slot="[^"]*" title="[^"]*"', "", html)


SAID = "希望桥梁重开。我们对河谷局势深感忧虑，希望当事方坐下来谈。"
EARLIER = "希望桥梁重开。我们对河谷局势深感不安，希望各方坐下来谈。此事须从长计议。"


def rendered(text, key, language="zh", **fields):
    layer = Layer.ORIGINAL if language == "zh" else Layer.TRANSLATION
    said = statement(text, **{"language": language, "layer": layer, "codings": (), **fields})
    return replace(utterance(key, said=said).renderings[0], document=f"doc-{key}" if language == "zh" else f"doc-{key}-{language}", source=f"ministry-{language}")


def reworded():
    """An utterance in two languages, the earlier one in two languages, and the change between them."""
    value = Slot("feeling", "worried", 116, 118)
    now = utterance(renderings=(
        rendered(SAID, "u1", codings=(Coding("sit_and_talk", 107, 118, (value,)),)),
        rendered("Bridges should reopen. We are worried about the valley.", "u1", "en"),
    ))  # fmt: skip
    then = replace(utterance("u0"), said_on=date(2026, 10, 1), renderings=(
        rendered(EARLIER, "u0", codings=(Coding("sit_and_talk", 107, 118, (replace(value, value="uneasy"),)),), occasion="a garden party"),
        rendered("Bridges should reopen. We are uneasy about the valley. Nobody hurries.", "u0", "en"),
    ))  # fmt: skip
    before = replace(wording(EARLIER[7:18], "u0", date(2026, 10, 1)), start=107, end=118)
    change = shift(before=before, after=replace(wording(SAID[7:18]), start=107, end=118))
    return decide_alerts([now], [change], NOW, quiet=False, known=Known(earlier=(then,)))[0]


def test_the_slot_that_changed_is_named_beside_the_new_words_and_its_values_are_said():
    text = render_text(compose(reworded(), SITE))
    assert "{+忧虑+}‹feeling›" in text and "“uneasy” became “worried”" in text
    assert '<span class="slot">‹feeling›</span>' in render_html(compose(reworded(), SITE))


def test_the_english_rendering_has_a_redline_of_its_own():
    assert "We are [-uneasy-] {+worried+} about the valley." in render_text(compose(reworded(), SITE))
    assert "We are ~~uneasy~~ **worried** about the valley." in render_markdown(compose(reworded(), SITE))


def test_an_english_rendering_in_which_several_sentences_differ_has_none():
    alert = reworded()
    other = rendered("Ships should sail. Nobody is uneasy about the valley. Somebody hurries.", "u0", "en")
    alert = replace(alert, earlier=(replace(alert.earlier[0], renderings=(alert.earlier[0].renderings[0], other)),))
    assert "English (official translation):" not in render_text(compose(alert, SITE))


def test_the_earlier_wording_stands_in_its_sentence_with_its_occasion():
    text = render_text(compose(reworded(), SITE))
    assert f"  | {EARLIER[7:28]}" in text and "a garden party" in text and "从长计议" not in text


def test_an_office_that_is_the_name_is_said_once_and_a_level_stands_in():
    assert with_office("Ministry of Bees (spokesperson)", "Ministry of Bees (spokesperson)", Level.SPOKESPERSON) == "Ministry of Bees (spokesperson)"
    assert with_office("China (unnamed representative)", "China (unnamed representative)", Level.UN) == "China (unnamed representative), UN mission"
    assert with_office("Ada Quill", "", Level.LEADER) == "Ada Quill, leader"


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("Ministry of Foreign Affairs of China (spokesperson)", Level.SPOKESPERSON, "Foreign Ministry spokesperson"),
        ("China (unnamed representative)", Level.UN, "UN mission representative"),
        ("Ministry of Commerce of the PRC", Level.READOUT, "Ministry of Commerce"),
        ("Ada Quill", Level.LEADER, "Ada Quill"),
        (None, Level.READOUT, "ministry readout"),
        (None, None, "China"),
    ],
)
def test_a_subject_calls_speakers_shortly(name, level, short):
    assert called(name, level) == short


def test_all_passages_of_a_page_are_shown_once_and_the_page_s_facts_once():
    second = rendered("桥梁应当重新开放，好让孩子们去上学。", "u1", start=300)
    text = render_text(compose(statement_alert(renderings=(rendered(AFTER, "u1"), second)), SITE))
    assert text.count("Also said there (Chinese)") == 1 and "好让孩子们去上学" in text
    assert text.count("Ada Quill, Foreign Minister") == 1 and "the same page, characters 300–318" in text


def test_reports_that_came_after_the_decision_join_and_other_words_do_not():
    told = utterance(renderings=(rendered(AFTER, "u1", codings=(Coding("sit_and_talk", 100, 110),)),))
    translated = rendered("We are worried.", "u1", "en", codings=(Coding("sit_and_talk", 100, 110),))
    grown = replace(told, renderings=(*told.renderings, translated, replace(rendered("桥梁应当重新开放，好让孩子们去上学。", "u1"), document="d9")))
    assert [one.document for one in with_later_reports(told, grown).renderings] == ["doc-u1", "doc-u1-en"]


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
    assert "press, in the reporter's words, as Ukraine tells it" in text


def test_an_uncertain_day_is_shown_as_a_span():
    alert = statement_alert(earliest=date(2026, 11, 18))
    assert "2026-11-20 (the text names the day; said between 2026-11-18 and 2026-11-20)" in render_text(compose(alert, SITE))


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
    for form in (render_text, render_markdown):
        body = form(message, limit=limit)
        assert len(body) <= limit and message.id in body and message.links[0].url in body


def test_a_cut_is_stated():
    long = compose(statement_alert(text="一二三四五六七八九十" * 400), SITE)
    assert "quotations are cut to fit this channel" in render_text(long, 1500)
    assert "parts are on the site only" in render_markdown(compose(shift_alert(), SITE), limit=700)


def test_a_long_mail_is_cut_by_whole_parts_and_says_so():
    message = compose(shift_alert(), SITE)
    many = replace(message, blocks=message.blocks + (Quotation("Words", "字" * 3000, "zh", ("fact",)),) * 60)
    body = body_for(many, channel_of("mailto://x"))
    assert len(body) <= 90_000 and "cut to fit this mail" in body


def test_a_redline_is_cut_around_its_changes():
    shown = around_changes(redline("a" + " same" * 200 + " old end", "a" + " same" * 200 + " new end", "en"), 20)
    assert [piece.text for piece in shown.pieces] == ["… same same same ", "old", "new", " end"]


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
