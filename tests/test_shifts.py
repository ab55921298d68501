"""What counts as a change, what stands beside it, and who hears of it."""

from dataclasses import replace
from datetime import timedelta

from extractors.records.changes import ShiftKind, ShiftStatus
from extractors.records.pages import Layer
from extractors.shifts.detect import detect_shifts
from extractors.shifts.grades import Thresholds
from extractors.utterances import link_utterances
from tests.spoken import (
    DAY,
    DELEGATE,
    LEADER,
    MINISTER,
    NEW,
    OLD,
    SPOKESPERSON,
    WEEK,
    heard,
    of_kind,
    rendering,
    shifts_after,
    statement,
    utterance,
)

# ------------------------------------------------------------ new wording


def test_words_no_codebook_knows_are_caught_the_first_time_and_pushed():
    shifts = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK))
    pushed = [shift for shift in shifts if shift.pushes and shift.kind is ShiftKind.NEW_WORDING]
    assert any("特别代表斡旋停火" in shift.after.text for shift in pushed if shift.after)


def test_the_same_words_again_are_no_news():
    assert not any(shift.pushes for shift in shifts_after(heard(utterance(OLD)), utterance(OLD, said_on=DAY + WEEK)))


def test_reordered_clauses_and_words_are_no_news():
    turned = "各方应当保持冷静克制，中方主张通过谈判对话和平解决乌克兰危机"
    assert not any(shift.pushes for shift in shifts_after(heard(utterance(OLD)), utterance(turned, said_on=DAY + WEEK)))


def test_a_minister_who_repeats_the_leader_is_no_news():
    history = heard(utterance(OLD), utterance(NEW), utterance(OLD, MINISTER))
    assert not any(shift.pushes for shift in shifts_after(history, utterance(NEW, MINISTER, DAY + WEEK)))


def test_a_leader_who_takes_over_a_delegates_words_is_news():
    history = heard(utterance(OLD), utterance(NEW, DELEGATE))
    assert any(shift.pushes for shift in shifts_after(history, utterance(NEW, LEADER, DAY + WEEK)))


def test_what_foreigners_say_first_does_not_count_as_said():
    stranger = replace(LEADER, name="Olo Ru", official_id="olo_ru", acts_for="Ruritania")
    history = heard(utterance(OLD), utterance(NEW, stranger))
    assert any(shift.pushes for shift in shifts_after(history, utterance(NEW, said_on=DAY + WEEK)))


def test_every_line_is_an_exact_piece_of_its_document():
    words = utterance(NEW, said_on=DAY + WEEK, start=17)
    for shift in shifts_after(heard(utterance(OLD)), words):
        assert shift.after is not None
        assert NEW[shift.after.start - 17 : shift.after.end - 17] == shift.after.text


def test_lines_are_short_enough_to_take_in_at_a_glance():
    long = "，".join(f"中方反对第{n}种制裁武器和对抗并主张停火{n}号方案" for n in range(20))
    for shift in shifts_after(heard(utterance(OLD)), utterance(long, said_on=DAY + WEEK)):
        assert shift.after is not None and len(shift.after.text) <= 70


def test_the_redline_stands_against_the_nearest_earlier_wording_not_the_last():
    near = utterance("中方愿派遣特使斡旋停火", document="near")
    last = utterance("各方应当遵守宪章", said_on=DAY + timedelta(days=2), document="last")
    shifts = shifts_after(heard(utterance(OLD), near, last), utterance("中方愿派遣特别代表斡旋全面停火", said_on=DAY + WEEK))
    assert [shift.before.text for shift in shifts if shift.before and shift.kind is ShiftKind.NEW_WORDING] == ["中方愿派遣特使斡旋停火"]


def test_a_passing_mention_is_no_statement_on_the_war():
    speech = "疫情和乌克兰危机影响交织叠加，新兴市场应当促进产业链供应链互联互通，深化货币合作，筑牢金融安全网"
    assert not any(shift.pushes for shift in shifts_after(heard(utterance(OLD)), utterance(speech, said_on=DAY + WEEK)))


def test_a_place_is_not_yet_the_war():
    place = "应当全面公布在乌克兰境内的实验室档案和菌株清单，允许独立专家核实样本去向"
    history = heard(utterance(OLD, DELEGATE))
    assert not any(shift.pushes for shift in shifts_after(history, utterance(place, DELEGATE, DAY + WEEK)))


def test_protocol_is_never_a_line():
    shifts = shifts_after(heard(utterance(OLD)), utterance("两国元首就乌克兰危机深入交换了意见。林指出，" + NEW, said_on=DAY + WEEK))
    assert not any("交换了意见" in shift.after.text for shift in shifts if shift.after)


def test_a_day_on_which_ten_formulas_start_is_one_alert():
    formulas = {f"formula_{n}": piece for n, piece in enumerate(NEW.split("，"))}
    shifts = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, formulas=formulas))
    assert len({shift.group for shift in shifts if shift.pushes}) == 1
    assert {shift.formula for shift in shifts} >= set(formulas)


def test_a_later_report_of_the_same_words_belongs_to_the_same_group():
    history = heard(utterance(OLD))
    first = utterance(NEW, said_on=DAY + WEEK)
    told = shifts_after(history, first)
    history.add(first)
    echo = rendering(statement(NEW, said_on=None), "echo", source="outlet", published=DAY + WEEK + timedelta(days=1))
    (grown,) = link_utterances([echo], history.utterances)
    again = shifts_after(history, grown)
    assert {shift.group for shift in again} <= {shift.group for shift in told}
    assert {shift.key for shift in again if shift.pushes} <= {shift.key for shift in told}


# ------------------------------------------------------------ occasions


def test_the_first_words_of_a_rung_are_a_level_shift():
    shifts = shifts_after(heard(utterance(OLD, SPOKESPERSON)), utterance(OLD, said_on=DAY + WEEK))
    assert of_kind(shifts, ShiftKind.LEVEL)


def test_a_leaders_first_words_to_a_counterpart_are_an_audience_shift():
    history = heard(utterance(OLD, counterpart="Ena"))
    shifts = shifts_after(history, utterance(NEW, said_on=DAY + WEEK, counterpart="Olo"))
    assert of_kind(shifts, ShiftKind.AUDIENCE)
    history.add(utterance(NEW, said_on=DAY + WEEK, counterpart="Olo"))
    assert not of_kind(shifts_after(history, utterance(NEW, said_on=DAY + 3 * WEEK, counterpart="Olo")), ShiftKind.AUDIENCE)


def test_old_words_to_a_new_counterpart_are_not_news():
    history = heard(utterance(OLD, counterpart="Ena"))
    assert not any(s.pushes for s in shifts_after(history, utterance(OLD, said_on=DAY + WEEK, counterpart="Olo")))


# ------------------------------------------------------------ evidence


def test_every_shift_says_which_innocent_explanations_were_checked():
    for shift in shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK)):
        assert {"translation", "partial text", "venue", "topic", "speaker", "duplicate", "quotation"} <= set(shift.evidence.checked)


def test_too_little_history_is_said():
    shifts = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK))
    assert {shift.grade for shift in shifts} == {"not enough history"}


def test_detection_leaves_the_history_as_it_was():
    history = heard(utterance(OLD))
    shifts_after(history, utterance(NEW, said_on=DAY + WEEK))
    assert len(history.utterances) == 1
    assert shifts_after(history, utterance(NEW, said_on=DAY + WEEK))


def test_the_second_of_two_utterances_of_one_batch_knows_the_first():
    first, second = utterance(NEW, said_on=DAY + WEEK), utterance(NEW, MINISTER, DAY + WEEK)
    shifts = detect_shifts((second, first), heard(utterance(OLD), utterance(OLD, MINISTER)))
    assert {shift.speaker for shift in shifts if shift.pushes} == {"Ada Lin"}


def test_the_more_was_said_the_fewer_new_words_are_news():
    limits = Thresholds()
    assert limits.weight_wanted(False, 0) == limits.weight_wanted(False, limits.grown) == limits.low_rungs
    assert limits.weight_wanted(False, 10**9) == limits.low_rungs / 2 < limits.weight_wanted(False, 50) < limits.low_rungs


def test_a_telling_line_is_news_below_the_weight_and_nothing_is_without_new_words():
    telling = "中方支持乌克兰危机各方立即停火止战、恢复谈判、实现和平、取消制裁"
    strict = Thresholds(low_rungs=1000.0, telling_line=30.0)
    history = heard(utterance(OLD, DELEGATE))
    pushed = detect_shifts((utterance(telling, DELEGATE, DAY + WEEK),), history, strict)
    assert any(shift.pushes for shift in pushed)
    history.add(utterance(telling, DELEGATE, DAY + WEEK))
    assert not any(s.pushes for s in detect_shifts((utterance(telling, DELEGATE, DAY + 3 * WEEK),), history, strict))


def test_an_editors_report_in_another_order_adds_no_line():
    speech = "一要以和平稳定大局为重，不谋一己私利；二要给局势降温，不火上浇油；三要为恢复和平创造条件，不进一步激化矛盾"
    turned = "强调要为恢复和平创造条件、不进一步激化矛盾，给局势降温、不火上浇油"
    history = heard(utterance(OLD))
    history.add(utterance(speech, said_on=DAY + WEEK))
    report = rendering(statement(turned, said_on=DAY + WEEK), "editors", source="outlet", published=DAY + timedelta(days=8), tier=2)
    (grown,) = link_utterances([report], history.utterances)
    assert not any(shift.pushes for shift in shifts_after(history, grown))


def test_translators_who_disagree_make_a_wording_contested():
    texts = ("China will send a special envoy to mediate the war and calls for an immediate truce by all sides",
             "China is to dispatch its special envoy for mediation of the crisis, calling for a prompt end of hostilities by every side")
    reports = [
        rendering(statement(text, SPOKESPERSON, DAY + WEEK, language="en", layer=Layer.FOREIGN), f"p{n}", source=f"outlet-{n}", tier=2)
        for n, text in enumerate(texts)
    ]
    (one,) = link_utterances(reports, ())
    old = utterance("China hopes that all parties stay calm over the Ukraine crisis", SPOKESPERSON, language="en", layer=Layer.FOREIGN)
    shifts = shifts_after(heard(old), one)
    assert ShiftStatus.CONTESTED in {shift.status for shift in shifts}
    assert not any(shift.pushes for shift in shifts)


def test_thresholds_decide_what_is_pushed():
    high = Thresholds(high_rungs=1000.0, low_rungs=1000.0, telling_line=1000.0)
    assert not any(s.pushes for s in detect_shifts((utterance(NEW, said_on=DAY + WEEK),), heard(utterance(OLD)), high))
