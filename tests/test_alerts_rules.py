from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from alert_samples import (
    AFTER,
    CANDIDATE_KEY,
    MINISTER,
    NOW,
    SHIFT_KEY,
    SPOKESPERSON,
    report,
    shift,
    statement,
    utterance,
    wording,
)

from alerts.inert import SUBJECT_LENGTH
from alerts.news import Known
from alerts.rules import decide_alerts, decide_source_alert, group_of
from alerts.subjects import STATES
from extractors.records.changes import AlertKind, Rendering, ShiftKind, ShiftStatus
from extractors.records.pages import Layer, SourceState
from extractors.records.words import Coding, Directness, Gate, Speaker


def told(alerts):
    return [alert for alert in alerts if not alert.part_of]


def test_a_new_utterance_that_counts_is_a_statement_alert():
    (alert,) = decide_alerts([utterance()], [], NOW, quiet=False)
    assert (alert.kind, alert.key, alert.pushes) == (AlertKind.STATEMENT, "statement:u1", True)
    assert "Ada Quill" in alert.subject and "2026-11-20" in alert.subject


@pytest.mark.parametrize(
    "said",
    [
        statement(gates=(Gate("question", False),)),
        statement(about_ukraine=False),
        statement(speaker=replace(MINISTER, acts_for="Ruritania")),
    ],
    ids=["a gate failed", "not about Ukraine", "somebody else's words"],
)
def test_words_that_do_not_count_are_no_news(said):
    assert decide_alerts([utterance(said=said, speaker=said.speaker)], [], NOW, quiet=False) == ()


def test_shifts_of_one_event_are_one_alert_and_swallow_its_statement():
    alerts = decide_alerts([utterance()], [shift("s1"), shift("s2", kind=ShiftKind.FIRST_USE, score=0.5)], NOW, quiet=False)
    (alert,) = told(alerts)
    assert alert.kind is AlertKind.SHIFT and [one.key for one in alert.shifts] == ["s1", "s2"]
    assert alert.utterance is not None and alert.utterance.key == "u1"


def test_a_swallowed_statement_is_kept_so_that_it_is_never_news_again():
    silent = [alert for alert in decide_alerts([utterance()], [shift()], NOW, quiet=False) if alert.part_of]
    assert [(one.key, one.part_of, one.pushes) for one in silent] == [("statement:u1", SHIFT_KEY, False)]


def test_what_was_said_at_one_event_is_one_alert_led_by_the_highest_voice():
    low = utterance("u2", speaker=SPOKESPERSON, event="e1")
    (alert,) = told(decide_alerts([low, utterance("u1", event="e1")], [], NOW, quiet=False))
    assert alert.key == "statement:u1" and [one.key for one in alert.more] == ["u2"]


def test_a_candidate_never_pushes_and_does_not_hide_the_statement():
    alerts = told(decide_alerts([utterance()], [shift(status=ShiftStatus.CANDIDATE, pushes=False)], NOW, quiet=False))
    assert {(one.key, one.pushes) for one in alerts} == {("statement:u1", True), (CANDIDATE_KEY, False)}


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"status": ShiftStatus.CANDIDATE}, "candidate"),
        ({"status": ShiftStatus.CONTESTED}, "candidate"),
        ({"status": ShiftStatus.CONFIRMED}, "smaller change"),
        ({"status": ShiftStatus.CANDIDATE, "kind": ShiftKind.DIVERGENCE}, "readouts differ"),
    ],
)
def test_what_is_only_listed_says_why(fields, note):
    (alert,) = decide_alerts([], [shift(pushes=False, **fields)], NOW, quiet=False)
    assert (alert.pushes, alert.note) == (False, note)


def test_a_candidate_that_is_confirmed_later_is_news_under_another_key():
    first = decide_alerts([], [shift(status=ShiftStatus.CANDIDATE, pushes=False)], NOW, quiet=False)
    later = decide_alerts([], [shift()], NOW, quiet=False)
    assert first[0].key != later[0].key and later[0].pushes


def test_quiet_stores_everything_and_pushes_nothing():
    alerts = decide_alerts([utterance("u5", event="e5"), utterance()], [shift()], NOW, quiet=True)
    assert alerts and not any(alert.pushes for alert in alerts)


def test_a_retracted_shift_and_a_divergence_push_nothing():
    alerts = decide_alerts([], [shift(status=ShiftStatus.RETRACTED), shift("d", kind=ShiftKind.DIVERGENCE)], NOW, quiet=False)
    assert not any(alert.pushes for alert in alerts)


@pytest.mark.parametrize("kind", list(ShiftKind))
def test_every_subject_fits_ninety_letters_and_names_the_speaker(kind):
    (alert,) = told(decide_alerts([], [shift(kind=kind, formula="a_very_long_name_of_a_formula_" * 4)], NOW, quiet=False))
    assert len(alert.subject) <= SUBJECT_LENGTH
    assert "Ada Quill" in alert.subject and "2026-11-20" in alert.subject


def test_the_subject_shows_the_changed_words():
    (alert,) = told(decide_alerts([], [shift()], NOW, quiet=False))
    assert "“不安” → “忧虑”" in alert.subject


def test_a_long_statement_is_cut_in_the_subject_with_a_sign():
    (alert,) = decide_alerts([utterance(text="word " * 100)], [], NOW, quiet=False)
    assert len(alert.subject) <= SUBJECT_LENGTH and "…” · Ada Quill" in alert.subject


def test_an_utterance_without_a_named_speaker_still_has_a_subject():
    nameless = Speaker(None, acts_for="China")
    (alert,) = decide_alerts([utterance(speaker=nameless)], [], NOW, quiet=False)
    assert "China" in alert.subject


def test_one_bad_poll_is_no_alarm_and_two_are_one():
    bad = [report(SourceState.OK), report(SourceState.BLOCKED, 1), report(SourceState.UNREACHABLE, 2), report(SourceState.BLOCKED, 3)]
    found = [decide_source_alert(bad[: number + 1], NOW) for number in range(4)]
    assert [bool(one) for one in found] == [False, False, True, False]


def test_a_source_that_was_alarmed_and_comes_back_is_told_once():
    polls = [report(SourceState.BLOCKED), report(SourceState.BLOCKED, 1), report(SourceState.OK, 2)]
    alert = decide_source_alert(polls, NOW)
    assert alert is not None and "back" in alert.subject
    assert decide_source_alert([*polls, report(SourceState.OK, 3)], NOW) is None


def test_a_hiccup_that_was_not_alarmed_is_not_told_to_be_over():
    assert decide_source_alert([report(SourceState.BLOCKED), report(SourceState.OK, 1)], NOW) is None


def test_a_possible_gap_is_told_at_once():
    assert decide_source_alert([report(SourceState.OK), report(SourceState.WINDOW_ROLLED_OVER, 1)], NOW) is not None


def test_each_trouble_of_a_source_has_a_key_of_its_own():
    first = [report(SourceState.BLOCKED), report(SourceState.BLOCKED, 1)]
    second = [*first, report(SourceState.OK, 2), report(SourceState.BLOCKED, 3), report(SourceState.BLOCKED, 4)]
    one, two = decide_source_alert(first, NOW), decide_source_alert(second, NOW + timedelta(hours=1))
    assert one and two and one.key != two.key


def later(shifts, first):
    return told(decide_alerts([], shifts, NOW, quiet=False, known=Known(told=tuple(first))))


def test_the_same_change_found_again_in_another_outlet_or_language_is_no_second_alert():
    first = decide_alerts([utterance()], [shift()], NOW, quiet=False)
    outlet = shift("s8", kind=ShiftKind.NEW_WORDING, formula=None, slot=None, after=wording("河谷局势深感忧虑"))
    translated = shift("s9", after=replace(wording("deeply worried about the valley"), language="en"))
    longer = shift("s7", after=wording("我们对河谷局势深感忧虑；希望当事方坐下来谈"))
    assert later([outlet], first) == later([translated], first) == later([longer], first) == later([shift()], first) == []


@pytest.mark.parametrize(
    "more",
    [
        shift("s3", formula="stand_and_talk", after=wording("我们站着谈。")),
        shift("s4", kind=ShiftKind.NEW_WORDING, formula=None, slot=None, after=wording("桥梁应当重开。")),
        shift("s5", after=wording("我们对河谷局势深感遗憾，希望当事方坐下来谈。")),
        shift("s6", kind=ShiftKind.FIRST_USE, formula="stand_and_talk", slot=None),
    ],
    ids=["another formula", "other words", "a third value of the same slot", "a first use in the same words"],
)
def test_another_change_at_the_same_event_found_later_is_news(more):
    first = decide_alerts([utterance()], [shift()], NOW, quiet=False)
    (alert,) = later([more], first)
    assert alert.pushes and alert.key != first[0].key and group_of(alert.key) == group_of(first[0].key) == "g1"


def test_two_new_wordings_of_one_event_found_one_after_the_other_are_both_news():
    one, two = (shift(key, kind=ShiftKind.NEW_WORDING, formula=None, slot=None, after=wording(words)) for key, words in (("a", "桥梁应当重开。"), ("b", "学校应当重开。")))
    (first,) = later([one], [])
    (second,) = later([two], [first])
    assert first.key != second.key


def test_a_candidate_that_was_told_as_such_is_pushed_when_it_is_confirmed_and_not_listed_twice():
    candidate = shift(status=ShiftStatus.CANDIDATE, pushes=False)
    first = decide_alerts([], [candidate], NOW, quiet=False)
    assert [one.pushes for one in later([shift()], first)] == [True] and later([candidate], first) == []


# ---------------------------------------------------------------- more words of the same occasion

BRIDGE = "另外，河上的桥梁应当重新开放，好让孩子们去上学。"


def grown(*renderings):
    before = utterance()
    return before, replace(before, renderings=(*before.renderings, *renderings))


def another(text=BRIDGE, document="d2", tier=1, **fields):
    said = statement(text, **{"codings": (), **fields})
    return Rendering(document, said, "somewhere", tier, NOW.date(), f"https://{document}.example/")


def found(before, after, **known):
    return told(decide_alerts([after], [], NOW, quiet=False, known=Known({before.key: before}, **known)))


def test_other_words_of_the_same_speaker_and_occasion_on_a_second_official_page_are_a_second_alert():
    before, after = grown(another())
    (alert,) = found(before, after)
    assert alert.pushes and alert.key.startswith("statement:u1:") and alert.note == "further words"
    assert BRIDGE[:8] in alert.subject and [one.document for one in alert.utterance.renderings] == ["d2"]


@pytest.mark.parametrize(
    "report",
    [
        another(AFTER.replace("深感", "深深感到"), "d3"),
        another("“我们对河谷局势深感忧虑”", "d4", layer=Layer.FOREIGN),
        another("我们深感忧虑，当事方坐下来谈。", "d8", layer=Layer.FOREIGN),
        another("We are deeply worried about the valley.", "d5", language="en", layer=Layer.TRANSLATION, codings=(Coding("sit_and_talk", 100, 110),)),
        another(BRIDGE, "d6", about_ukraine=False),
        another(BRIDGE, "d7", gates=(Gate("question", False),)),
    ],
    ids=["a typo away", "a part of it", "shortened", "its translation", "another subject", "a question"],
)
def test_a_further_report_of_the_same_words_is_no_news(report):
    assert found(*grown(report)) == []


def test_only_the_attributed_words_are_compared():
    quoted = another("“我们对河谷局势深感忧虑，希望当事方坐下来谈”，外交部发言人星期五在例行记者会上回答本报记者提问时表示。", "d4", layer=Layer.FOREIGN, content=(101, 121))
    assert found(*grown(quoted)) == []


def test_other_words_in_the_press_are_listed_and_pushed_only_with_another_formula():
    reported = {"language": "zh", "layer": Layer.FOREIGN, "directness": Directness.REPORTED}
    (listed,) = found(*grown(another(tier=2, **reported)))
    (pushed,) = found(*grown(another(tier=2, **reported | {"codings": (Coding("open_the_bridge", 100, 120),)})))
    assert (listed.pushes, pushed.pushes) == (False, True)


def test_words_in_a_language_not_heard_yet_without_a_formula_are_listed():
    (alert,) = found(*grown(another("Bridges should reopen so that children can learn.", language="en", layer=Layer.TRANSLATION)))
    assert not alert.pushes


def test_further_words_are_told_once():
    _, after = grown(another())
    assert found(after, after) == [] and found(after, replace(after, renderings=(*after.renderings, another(document="d9")))) == []


def test_words_near_a_report_that_was_never_told_itself_are_no_told_words():
    clauses = ["河上的桥梁应当重新开放", "两岸的学校需要教师和书本", "渔民盼着平静的春天到来", "面包师在等最后一班火车", "邻居们愿意坐下来谈一谈", "山里的电站已经修好两座", "医院的药品明天就会送到"]
    first, near, further = ("，".join(clauses[n:m]) + "。" for n, m in ((0, 5), (1, 6), (2, 7)))
    before = utterance(said=statement(first, codings=()))
    once = replace(before, renderings=(*before.renderings, another(near, "d2")))
    assert found(before, once) == []
    (alert,) = found(once, replace(once, renderings=(*once.renderings, another(further, "d3"))))
    assert [one.document for one in alert.utterance.renderings] == ["d3"]


def test_an_edit_is_told_as_an_edit_and_not_as_further_words_too():
    before, after = grown(another(document="doc-u1"))
    edit = shift(kind=ShiftKind.EDITED, formula=None, slot=None, after=replace(wording(BRIDGE), document="doc-u1"))
    alerts = told(decide_alerts([after], [edit], NOW, quiet=False, known=Known({before.key: before})))
    assert [alert.kind for alert in alerts] == [AlertKind.SHIFT]


def test_words_that_did_not_count_before_are_a_statement_of_their_own():
    before = utterance(said=statement(gates=(Gate("question", False),)))
    (alert,) = found(before, replace(before, renderings=(*before.renderings, another())))
    assert alert.key == "statement:u1"


def test_an_alert_keeps_what_the_earlier_wording_is_part_of():
    past = utterance("u0")
    (alert,) = told(decide_alerts([], [shift(before=replace(wording("x"), document="doc-u0"))], NOW, quiet=False, known=Known(earlier=(past, utterance("u7")))))
    assert alert.earlier == (past,)


def test_every_state_of_a_source_has_words_for_people():
    assert {state.value for state in SourceState} == set(STATES)


@pytest.mark.parametrize("after", [None, replace(wording("x"), text="")], ids=["page gone", "words gone"])
def test_the_subject_of_a_removal_says_what_is_gone(after):
    gone = shift(kind=ShiftKind.EDITED, after=after, formula=None, slot=None)
    (alert,) = told(decide_alerts([], [gone], NOW, quiet=False))
    assert alert.subject.startswith("Page edited: “我们对河谷") and "” gone" in alert.subject
