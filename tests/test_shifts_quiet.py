"""What looks like a change and is none: translators, copies, glosses, wrong titles, other topics. None of it pushes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from extractors.records.changes import Rendering, Shift, ShiftKind, Utterance
from extractors.records.pages import Layer
from extractors.records.words import Directness, Gate, Level, Speaker
from extractors.shifts.detect import detect_shifts
from extractors.shifts.history import History
from extractors.utterances import link_utterances
from tests.spoken import DAY, DELEGATE, LEADER, MINISTER, SIDE, SPOKESPERSON, rendering, statement, utterance

LATER = DAY + timedelta(days=20)
ZH = "中方对冲突爆发感到痛惜，主张通过对话谈判解决乌克兰危机，反对双重标准和单边制裁"
EN = "China is grieved by the outbreak of the conflict, calls for talks on the Ukraine crisis and rejects double standards"


def pushed(history: History, *reports: Rendering) -> list[Shift]:
    """Return what a set of reports would push."""
    return [shift for shift in detect_shifts(link_utterances(reports, history.utterances), history) if shift.pushes]


@pytest.fixture
def history() -> History:
    """Return a past in which minister and spokesperson said the words in both languages."""
    before = [
        rendering(statement(ZH, who, DAY, counterpart="Ena"), f"zh-{who.official_id}") for who in (MINISTER, SPOKESPERSON)
    ] + [
        rendering(statement(EN, who, DAY, language="en", layer=Layer.TRANSLATION, counterpart="Ena"), f"en-{who.official_id}")
        for who in (MINISTER, SPOKESPERSON)
    ]
    return History(link_utterances(before, ()))


@pytest.mark.parametrize("word", ["laments", "deplores", "deeply regrets", "is saddened by", "expresses sorrow over"])
def test_one_chinese_word_in_five_translations_is_no_shift(history: History, word: str):
    text = EN.replace("is grieved by", word)
    assert not pushed(history, rendering(statement(text, MINISTER, LATER, language="en", layer=Layer.FOREIGN), "x", source="outlet", tier=2))


def test_an_interpreters_version_beside_the_official_one_is_one_utterance_and_no_shift(history: History):
    official = statement("This principle applies equally to the Ukraine issue and its settlement", MINISTER, LATER, language="en", layer=Layer.TRANSLATION)
    live = statement("Ukraine, too, makes no exception to what I have just said about a settlement", MINISTER, LATER, language="en", layer=Layer.FOREIGN)
    utterances = link_utterances([rendering(official, "a"), rendering(live, "b", source="daily", tier=2)], ())
    assert len(utterances) == 1
    assert {shift.group for shift in detect_shifts(utterances, history)} <= {utterances[0].event}


def test_the_other_sides_readout_is_a_divergence_and_no_shift_of_ours(history: History):
    theirs = statement("任表示完全理解并坚定支持我方一切军事行动的正当性与合法性", MINISTER, DAY, counterpart="Ena", side="Russia")
    shifts = detect_shifts(link_utterances([rendering(theirs, "kremlin", source="ruritania")], history.utterances), history)
    assert not [shift for shift in shifts if shift.pushes]
    assert {shift.kind for shift in shifts} <= {ShiftKind.DIVERGENCE}


def test_a_spun_copy_that_inverts_the_meaning_pushes_nothing(history: History):
    spun = EN.replace("rejects double standards", "embraces using double standards and weapons against civilians")
    assert not pushed(history, rendering(statement(spun, MINISTER, LATER, language="en", layer=Layer.FOREIGN), "spin", source="spinner", tier=3))
    chinese = ZH.replace("反对双重标准", "奉行双重标准并提供武器弹药扩大战事")
    assert not pushed(history, rendering(statement(chinese, MINISTER, LATER, layer=Layer.FOREIGN), "spin", source="spinner", tier=3))


def test_a_spokesperson_with_a_ministers_title_climbs_no_rung(history: History):
    promoted = replace(SPOKESPERSON, office="foreign minister", level=Level.SPOKESPERSON)
    assert not pushed(history, rendering(statement(EN, promoted, LATER, language="en", layer=Layer.FOREIGN), "x", source="outlet", tier=2))


@pytest.mark.parametrize("name", ["Шуан", "Fei", "Dai", "Дай Фей"])
def test_a_garbled_name_makes_no_new_speaker(name: str):
    words = "中方呼吁各方尽快停火，为重启谈判创造条件，避免核设施遭到袭击"
    known = History([utterance(words, DELEGATE)])
    stranger = Speaker(name, name, None, "", SIDE, Level.UN)
    (grown,) = link_utterances([rendering(statement(words, stranger, None), "copy", source="outlet", tier=2)], known.utterances)
    assert grown.speaker == DELEGATE
    assert not [shift for shift in detect_shifts((grown,), known) if shift.pushes and shift.kind is ShiftKind.LEVEL]


@pytest.mark.parametrize(
    "gloss",
    ["[reached in March] ", "(so the war is called there — Ed.) ", "[the invasion of Ukraine] "],
)
def test_an_editors_gloss_inside_a_quote_is_not_the_speakers_word(history: History, gloss: str):
    glossed = EN.replace("calls for talks", f"calls for {gloss}talks")
    assert not pushed(history, rendering(statement(glossed, MINISTER, LATER, language="en", layer=Layer.FOREIGN), "x", source="outlet", tier=2))


def test_a_gloss_adds_no_unit_to_what_is_compared():
    plain, glossed = utterance(ZH, MINISTER), utterance(ZH.replace("乌克兰危机", "乌克兰危机（编者注：战争）"), MINISTER, LATER)
    assert not [s for s in detect_shifts((glossed,), History([utterance(ZH, LEADER), plain])) if s.pushes]


def test_words_of_another_speaker_do_not_count(history: History):
    foreign = replace(MINISTER, name="Olo Ru", official_id="olo", acts_for="Ruritania")
    words = "必须立即派遣维和部队，全面禁运武器并冻结资产"
    assert not pushed(history, rendering(statement(words, foreign, LATER), "x"))


@pytest.mark.parametrize("gate", ["question", "embedding", "furniture", "contested", "referent"])
def test_words_a_gate_refused_do_not_count(history: History, gate: str):
    words = replace(statement("必须立即派遣维和部队，全面禁运武器并冻结资产，召开停火会议", MINISTER, LATER), gates=(Gate(gate, False, "stopped"),))
    assert not pushed(history, rendering(words, "x"))


def test_words_on_another_war_do_not_count(history: History):
    words = replace(statement("必须立即在加沙停火，保护平民，反对强制迁移民众", MINISTER, LATER), about_ukraine=False)
    assert not pushed(history, rendering(words, "x"))


def test_a_short_report_that_leaves_formulas_out_drops_nothing():
    full = [utterance(ZH, SPOKESPERSON, DAY + timedelta(days=31 * n), formulas={"grief": "痛惜", "talks": "对话谈判"}) for n in range(12)]
    short = utterance("苏重申了中方在乌克兰危机上的一贯立场", SPOKESPERSON, DAY + timedelta(days=400), tier=2, source="outlet", layer=Layer.STATE_MEDIA)
    assert not [shift for shift in detect_shifts((short,), History(full)) if shift.kind is ShiftKind.DROPPED]


def test_a_reprint_by_ten_outlets_is_not_ten_alerts(history: History):
    words = "中方倡议召开国际和平会议，愿派特使斡旋停火并协助战后重建"
    reports = [rendering(statement(words, SPOKESPERSON, LATER), f"p{n}", source=f"outlet-{n}", tier=2) for n in range(10)]
    assert len({shift.group for shift in pushed(history, *reports)}) <= 1


def test_a_recap_of_old_words_is_neither_new_nor_renewed(history: History):
    recap = replace(statement(ZH, MINISTER, None), said_on_basis="undated recall")
    assert link_utterances([rendering(recap, "recap", published=LATER)], history.utterances) == ()


def test_a_headlines_paraphrase_is_not_compared(history: History):
    headline = replace(
        statement("东方大国痛斥制裁大棒，放话组建和平之友小组", MINISTER, LATER, layer=Layer.HEADLINE),
        directness=Directness.REPORTED,
        gates=(Gate("furniture", False, "headline"),),
    )
    assert not pushed(history, rendering(headline, "x"))


def test_a_talk_to_the_same_counterpart_again_is_no_new_audience(history: History):
    again = rendering(statement(ZH, MINISTER, LATER, counterpart="Ena"), "again")
    assert not pushed(history, again)


def test_a_first_run_knows_nothing_and_says_so():
    (one,) = link_utterances([rendering(statement(ZH, MINISTER))], ())
    assert {shift.grade for shift in detect_shifts((one,), History())} == {"not enough history"}


def test_a_document_dated_by_nothing_is_no_utterance():
    assert link_utterances([rendering(statement(ZH, MINISTER, None), published=None)], ()) == ()


def _series(utterances: list[Utterance]) -> History:
    return History(utterances)


def test_two_leaders_words_of_one_day_to_two_guests_repeat_nothing_twice():
    known = _series([utterance(ZH, LEADER, counterpart="Ena")])
    first = rendering(statement(ZH, LEADER, LATER, counterpart="Ena"), "a")
    second = rendering(statement(ZH, LEADER, LATER, counterpart="Olo"), "b")
    assert not pushed(known, first, second)
