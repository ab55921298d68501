"""What counts as a change, what stands beside it, and who hears of it."""

from dataclasses import replace
from datetime import date, timedelta

from extractors.records.changes import Shift, ShiftKind, ShiftStatus, Utterance
from extractors.records.pages import Layer
from extractors.records.words import CodedDocument
from extractors.shifts.detect import Thresholds, detect_edit, detect_shifts, find_withdrawn
from extractors.shifts.history import History
from extractors.shifts.substance import compare_strength
from extractors.utterances import link_utterances
from tests.spoken import (
    DAY,
    DELEGATE,
    LEADER,
    MINISTER,
    SPOKESPERSON,
    document,
    rendering,
    statement,
    utterance,
)

OLD = "中方主张通过对话谈判和平解决乌克兰危机，各方应当保持冷静克制"
NEW = "中方愿派遣特别代表斡旋停火，反对滥用单边制裁，倡议召开国际和平会议"
WEEK = timedelta(days=7)


def heard(*utterances: Utterance) -> History:
    """Return a history that knows the utterances."""
    return History(utterances)


def shifts_after(history: History, one: Utterance) -> tuple[Shift, ...]:
    return detect_shifts((one,), history)


def of_kind(shifts: tuple[Shift, ...], kind: ShiftKind) -> list[Shift]:
    return [shift for shift in shifts if shift.kind is kind]


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


# ------------------------------------------------------------ formulas


def test_the_first_use_of_a_formula_is_found_with_its_words():
    (first,) = of_kind(shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, formulas={"envoy": "派遣特别代表"})), ShiftKind.FIRST_USE)
    assert first.formula == "envoy"
    assert first.before is None or first.before.text


def test_a_formula_that_climbs_is_a_level_shift_with_the_lower_words_before():
    lower = utterance(NEW, DELEGATE, formulas={"envoy": "派遣特别代表"})
    shifts = shifts_after(heard(utterance(OLD), lower), utterance(NEW, said_on=DAY + WEEK, formulas={"envoy": "派遣特别代表"}))
    climbs = [shift for shift in of_kind(shifts, ShiftKind.LEVEL) if shift.formula == "envoy"]
    assert climbs and climbs[0].before and climbs[0].before.level is DELEGATE.level


def test_a_formula_that_goes_down_the_ladder_is_no_shift():
    above = utterance(NEW, formulas={"envoy": "派遣特别代表"})
    shifts = shifts_after(heard(utterance(OLD), utterance(OLD, SPOKESPERSON), above), utterance(NEW, SPOKESPERSON, DAY + WEEK, formulas={"envoy": "派遣特别代表"}))
    assert not [shift for shift in shifts if shift.formula]


def test_a_formula_that_returns_after_long_silence_says_how_long():
    long_ago = utterance(NEW, said_on=DAY - timedelta(days=700), formulas={"envoy": "派遣特别代表"})
    shifts = shifts_after(heard(utterance(OLD), long_ago), utterance(NEW, said_on=DAY, formulas={"envoy": "派遣特别代表"}))
    (back,) = of_kind(shifts, ShiftKind.FIRST_USE)
    assert "700 days" in back.evidence.note


def _said(value: str, day: date, speaker=SPOKESPERSON, name: str = "") -> Utterance:
    text = f"应当达成{value}的和平协议"
    return utterance(text, speaker, day, document=name or f"{value}-{day}", formulas={"deal": text}, slots={"deal": ("quality", value)})


def test_a_value_nobody_had_used_in_a_slot_is_a_pushed_change_of_wording():
    history = heard(utterance(OLD, SPOKESPERSON), *(_said("公正持久", DAY + n * WEEK) for n in range(6)))
    (change,) = of_kind(shifts_after(history, _said("公平牢靠", DAY + 7 * WEEK)), ShiftKind.WORDING)
    assert change.pushes and change.slot == "quality"
    assert change.before and "公正持久" in change.before.text


def test_two_uses_do_not_settle_a_slot():
    history = heard(utterance(OLD, SPOKESPERSON), _said("公正持久", DAY), _said("公正持久", DAY + WEEK))
    assert not any(shift.pushes for shift in shifts_after(history, _said("公平牢靠", DAY + 2 * WEEK)))


def test_a_value_that_alternates_is_recognised_and_pushes_nothing():
    values = ["公正", "持久", "公正", "持久", "公正", "公正"]
    history = heard(utterance(OLD, SPOKESPERSON), *(_said(value, DAY + n * WEEK) for n, value in enumerate(values)))
    shifts = shifts_after(history, _said("持久", DAY + 9 * WEEK))
    assert not any(shift.pushes for shift in shifts)


def test_an_english_only_wording_is_a_candidate_until_the_chinese_confirms():
    def said(words: str, day: date) -> Utterance:
        text = f"China supports a {words} peace agreement that ends the conflict"
        return utterance(text, SPOKESPERSON, day, language="en", layer=Layer.TRANSLATION, document=f"{words}-{day}",
                         formulas={"deal": text}, slots={"deal": ("quality", words)})

    history = heard(said("fair and lasting", DAY), said("fair and lasting", DAY + WEEK))
    english = said("fair and durable", DAY + 2 * WEEK)
    shifts = shifts_after(history, english)
    assert shifts and not any(shift.pushes for shift in shifts)
    assert {shift.status for shift in shifts} == {ShiftStatus.CANDIDATE}


def test_a_second_independent_rendering_confirms_an_english_change():
    text = "China will send an envoy to mediate a ceasefire and opposes unilateral sanctions on any party"
    reports = [
        rendering(statement(text, SPOKESPERSON, DAY + WEEK, language="en", layer=Layer.FOREIGN), f"p{n}", source=f"outlet-{n}", tier=2)
        for n in range(2)
    ]
    (one,) = link_utterances(reports, ())
    old = utterance("China hopes that all parties stay calm over the Ukraine crisis", SPOKESPERSON, language="en", layer=Layer.FOREIGN)
    assert any(shift.status is ShiftStatus.CONFIRMED for shift in shifts_after(heard(old), one))


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


# ------------------------------------------------------------ edited pages


def _page(text: str, *said: str, whole: bool = True) -> CodedDocument:
    found = tuple(statement(words, start=text.index(words)) for words in said)
    return CodedDocument(replace(document(text), whole=whole), "zh", found)


def replace_document(coded: CodedDocument, name: str) -> CodedDocument:
    return replace(coded, document=replace(coded.document, id=name))


def test_a_changed_statement_on_an_official_page_is_pushed_as_substance():
    before, after = _page("林指出，" + OLD, OLD), _page("林指出，" + OLD.replace("和平", "尽快"), OLD.replace("和平", "尽快"))
    (edit,) = detect_edit(before, after, DAY)
    assert edit.kind is ShiftKind.EDITED and edit.pushes and edit.evidence.note == "substance"
    assert edit.before and edit.after and edit.before.text != edit.after.text


def test_spaces_and_punctuation_are_no_edit():
    loose = OLD.replace("，", "， ")
    assert detect_edit(_page(OLD, OLD), _page(loose, loose), DAY) == ()


def test_a_mended_letter_is_a_typo_and_goes_to_the_digest():
    wrong = OLD.replace("冷静", "冷净")
    (edit,) = detect_edit(_page(wrong, wrong), _page(OLD, OLD), DAY)
    assert not edit.pushes and edit.evidence.note == "typo"


def test_a_removed_statement_leaves_an_empty_place_on_a_page_that_still_stands():
    (edit,) = detect_edit(_page(OLD + "。" + NEW, OLD, NEW), _page(OLD, OLD), DAY)
    assert edit.before and edit.before.text == NEW
    assert edit.after is not None and edit.after.text == ""


def test_a_vanished_page_has_no_after():
    (edit,) = detect_edit(_page(OLD, OLD), None, DAY)
    assert edit.after is None and edit.before and edit.pushes


def test_of_a_page_that_could_not_be_read_whole_nothing_is_known_to_be_missing():
    assert detect_edit(_page(OLD + "。" + NEW, OLD, NEW), _page(OLD, OLD, whole=False), DAY) == ()


def test_what_an_edit_takes_off_a_page_is_retracted_with_it():
    told = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, document="page"))
    page, emptied = replace_document(_page(NEW, NEW), "page"), replace_document(_page(OLD, OLD), "page")
    withdrawn = find_withdrawn(told, detect_edit(page, emptied, DAY + 2 * WEEK))
    assert {shift.key for shift in withdrawn} == {shift.key for shift in told if shift.after and shift.after.document == "page"}
    assert {(shift.status, shift.pushes) for shift in withdrawn} == {(ShiftStatus.RETRACTED, False)}


def test_what_another_source_still_has_is_contested():
    told = shifts_after(heard(utterance(OLD)), utterance(NEW, said_on=DAY + WEEK, document="page"))
    twice = [replace(shift, evidence=replace(shift.evidence, sources=2)) for shift in told]
    edits = detect_edit(replace_document(_page(NEW, NEW), "page"), None, DAY + 2 * WEEK)
    assert {shift.status for shift in find_withdrawn(twice, edits)} == {ShiftStatus.CONTESTED}


def test_a_mended_letter_withdraws_nothing():
    wrong = NEW.replace("斡旋", "斡漩")
    told = shifts_after(heard(utterance(OLD)), utterance(wrong, said_on=DAY + WEEK, document="page"))
    assert not find_withdrawn(told, detect_edit(replace_document(_page(wrong, wrong), "page"), replace_document(_page(NEW, NEW), "page"), DAY))


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


# ------------------------------------------------------------ lines


def lines_of(text: str) -> list[str]:
    found = shifts_after(heard(utterance(OLD)), utterance(text, said_on=DAY + WEEK))
    return [shift.after.text for shift in found if shift.after and shift.kind is ShiftKind.NEW_WORDING]


def test_neighbouring_new_clauses_of_a_sentence_are_one_line():
    assert "形势越是复杂，越要停火止战" in lines_of("形势越是复杂，越要停火止战。")


def test_a_sentence_too_long_for_a_glance_is_cut_at_its_clauses():
    lines = lines_of("中方愿派遣特别代表斡旋停火，倡议召开国际和平会议，反对滥用单边制裁措施，呼吁立即交换全部战俘人员，支持战后重建家园")
    assert len(lines) > 1
    assert all(len(line) <= 65 for line in lines)


def test_a_heading_is_read_with_its_first_sentence():
    assert any(line.startswith("七、维护核电站安全。") for line in lines_of("七、维护核电站安全。反对武装攻击民用核设施。"))


def test_what_a_reader_wants_first_comes_first():
    lines = lines_of("双方要扩大文化旅游交流，办好艺术节庆。中方反对向乌克兰战场提供武器，主张立即停火谈判。")
    assert "停火谈判" in lines[0]


def test_an_actor_swapped_in_an_old_clause_is_a_line_and_its_nearest_stands_beside_it():
    history = heard(utterance("应当尊重各国的合理关切"))
    swapped = utterance("应当尊重当事方的合理关切", said_on=DAY + 9 * WEEK)
    (line,) = [shift for shift in shifts_after(history, swapped) if shift.after and "当事方" in shift.after.text and shift.before]
    assert line.before and "各国" in line.before.text


def test_a_firmer_verb_in_an_old_clause_is_said():
    history = heard(utterance("中方乐见各方开展停火对话谈判"))
    firmer = shifts_after(history, utterance("中方认为各方应该开展停火对话谈判和平", said_on=DAY + 9 * WEEK))
    assert any(shift.evidence.note == "firmer than before: 乐见 → 应该" for shift in firmer)
    assert compare_strength("支持一切努力", "主张一切努力", "zh") == ""
    assert compare_strength("must talk", "should talk", "en") == "softer than before: must → should"


def test_another_sides_position_that_is_only_reported_is_no_line():
    text = "中方注意到对方的表态，愿立即停火撤军，中方呼吁尽快举行和平会议"
    reported = text.index("愿立即")
    one = replace(statement(text, LEADER, DAY + WEEK), embedded=((reported, reported + 7),))
    (spoken,) = link_utterances([rendering(one, published=DAY + WEEK)], ())
    told = [s.after.text for s in shifts_after(heard(utterance(OLD)), spoken) if s.after]
    assert not any(words[-4:] == "停火撤军" for words in told)
