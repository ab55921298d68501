"""Which words of a statement are news, and which of them a reader sees first."""

from dataclasses import replace

import pytest

from extractors.records.changes import Shift, ShiftKind
from extractors.shifts.detect import detect_shifts
from extractors.shifts.history import History
from extractors.shifts.substance import compare_strength, is_about_war, is_elsewhere, is_passing
from extractors.utterances import link_utterances
from tests.spoken import (
    DAY,
    DELEGATE,
    LEADER,
    MINISTER,
    OLD,
    SPOKESPERSON,
    WEEK,
    heard,
    rendering,
    shifts_after,
    statement,
    utterance,
)


def shown(shifts: tuple[Shift, ...]) -> list[str]:
    return [shift.after.text for shift in shifts if shift.pushes and shift.after]


@pytest.mark.parametrize("words", ["双方要加快自由贸易协定谈判", "推动产业转型升级，升级自由贸易协定"])
def test_talks_on_trade_are_not_the_war(words: str):
    assert not is_about_war(words, "zh")
    assert is_elsewhere(words, "zh")


def test_a_sentence_on_trade_that_names_ukraine_is_not_elsewhere():
    assert not is_elsewhere("中方愿扩大自乌克兰的农产品贸易", "zh")


def test_a_crisis_and_so_on_is_a_factor_among_others():
    assert is_passing("乌克兰危机等地缘冲突影响仍在，外部环境严峻", "zh")
    assert not is_passing("乌克兰危机等热点要靠谈判解决", "zh")


def test_what_else_two_countries_talk_about_is_neither_a_line_nor_news():
    both = "中方愿扩大新能源汽车和职业教育合作，欢迎对方延长免签。" + OLD
    assert not shown(shifts_after(heard(utterance(OLD)), utterance(both, said_on=DAY + WEEK)))


def test_a_reporting_clause_that_names_the_war_sets_the_topic():
    lead, words = "关于乌克兰危机，林说，", "邻里失和时搭桥胜过筑墙，老城墙终会拆作铺路石"
    one = replace(statement(lead + words, MINISTER, DAY + WEEK), content=(len(lead), len(lead + words)))
    (told,) = link_utterances([rendering(one, published=DAY + WEEK)], ())
    bare = utterance(words, MINISTER, DAY + WEEK)
    assert shown(shifts_after(heard(utterance(OLD)), told)) and not shown(shifts_after(heard(utterance(OLD)), bare))


def test_words_repeated_in_a_row_show_no_line_whatever_the_commas():
    first = utterance(OLD + "。要守住三条：不能以战止战，不能以邻为壑，不能以制裁代替对话")
    again = "林主席提出不能以战止战、不能以邻为壑、不能以制裁代替对话。中方倡议为港口医院设立免战区，让灯塔先亮起来"
    texts = shown(shifts_after(heard(first), utterance(again, MINISTER, DAY + WEEK)))
    assert any("免战区" in text for text in texts) and not any("以邻为壑" in text for text in texts)


def test_the_first_words_of_a_rung_are_no_news_when_they_are_old():
    assert not shown(shifts_after(heard(utterance(OLD)), utterance(OLD, SPOKESPERSON, DAY + WEEK)))


def test_a_summits_second_talk_is_shown_though_little_in_it_is_new():
    day = DAY + WEEK
    first = utterance(OLD + "，倡议设立停火监督团，在废墟上重建学校和医院", counterpart="First Guest", document="first", said_on=day)
    second = utterance(OLD + "，乌克兰危机各方应当克制撤军", counterpart="Second Guest", document="second", said_on=day)
    met = [utterance(OLD, counterpart=guest, document=guest) for guest in ("First Guest", "Second Guest")]
    alone, together = detect_shifts((second,), History(met)), detect_shifts((first, second), History(met))
    assert not shown(alone)
    assert {shift.group for shift in together if shift.pushes} >= {alone[0].group}


def test_a_limit_is_read_before_a_promise_to_keep_in_touch():
    words = "中方愿同贵方就乌克兰危机加强沟通协调。中方反对把停火当作备战"
    assert "备战" in shown(shifts_after(heard(utterance(OLD)), utterance(words, said_on=DAY + WEEK)))[0]


def test_three_lines_are_shown_whatever_they_are_about():
    words = OLD + "。火烧得越近越要先管住火源，桥梁好过壕沟，邻居终究要学会相处"
    assert any("火源" in text for text in shown(shifts_after(heard(utterance(OLD)), utterance(words, DELEGATE, DAY + WEEK))))


def test_that_nothing_has_changed_is_never_the_first_line():
    words = "中方在乌克兰危机上的立场没有变化。中方倡议派出扫雷队，清除乌克兰农田里的地雷"
    texts = [shift for shift in shifts_after(heard(utterance(OLD)), utterance(words, said_on=DAY + WEEK)) if shift.kind is not ShiftKind.AUDIENCE]
    assert texts[0].after and "没有变化" not in texts[0].after.text


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
