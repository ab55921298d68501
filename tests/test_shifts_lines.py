"""Which words of a statement are news, and which of them a reader sees first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from extractors.records.changes import Shift, ShiftKind, Utterance
from extractors.shifts.detect import detect_shifts
from extractors.shifts.history import History
from extractors.shifts.substance import is_about_war, is_elsewhere, is_passing
from extractors.utterances import link_utterances
from tests.spoken import (
    DAY,
    DELEGATE,
    MINISTER,
    SPOKESPERSON,
    rendering,
    statement,
    utterance,
)

OLD = "中方主张通过对话谈判和平解决乌克兰危机，各方应当保持冷静克制"
WEEK, YEAR = timedelta(days=7), timedelta(days=365)


def shifts_after(said: list[Utterance], one: Utterance) -> tuple[Shift, ...]:
    return detect_shifts((one,), History(said))


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
    assert not shown(shifts_after([utterance(OLD)], utterance(both, said_on=DAY + WEEK)))


def test_a_reporting_clause_that_names_the_war_sets_the_topic():
    lead, words = "关于乌克兰危机，林说，", "邻里失和时搭桥胜过筑墙，老城墙终会拆作铺路石"
    one = replace(statement(lead + words, MINISTER, DAY + WEEK), content=(len(lead), len(lead + words)))
    (told,) = link_utterances([rendering(one, published=DAY + WEEK)], ())
    bare = utterance(words, MINISTER, DAY + WEEK)
    assert shown(shifts_after([utterance(OLD)], told)) and not shown(shifts_after([utterance(OLD)], bare))


def test_words_repeated_in_a_row_show_no_line_whatever_the_commas():
    first = utterance(OLD + "。要守住三条：不能以战止战，不能以邻为壑，不能以制裁代替对话")
    again = "林主席提出不能以战止战、不能以邻为壑、不能以制裁代替对话。中方倡议为港口医院设立免战区，让灯塔先亮起来"
    texts = shown(shifts_after([first], utterance(again, MINISTER, DAY + WEEK)))
    assert any("免战区" in text for text in texts) and not any("以邻为壑" in text for text in texts)


def test_the_first_words_of_a_rung_are_no_news_when_they_are_old():
    assert not shown(shifts_after([utterance(OLD)], utterance(OLD, SPOKESPERSON, DAY + WEEK)))


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
    assert "备战" in shown(shifts_after([utterance(OLD)], utterance(words, said_on=DAY + WEEK)))[0]


def test_three_lines_are_shown_whatever_they_are_about():
    words = OLD + "。火烧得越近越要先管住火源，桥梁好过壕沟，邻居终究要学会相处"
    assert any("火源" in text for text in shown(shifts_after([utterance(OLD)], utterance(words, DELEGATE, DAY + WEEK))))


def test_that_nothing_has_changed_is_never_the_first_line():
    words = "中方在乌克兰危机上的立场没有变化。中方倡议派出扫雷队，清除乌克兰农田里的地雷"
    texts = [shift for shift in shifts_after([utterance(OLD)], utterance(words, said_on=DAY + WEEK)) if shift.kind is not ShiftKind.AUDIENCE]
    assert texts[0].after and "没有变化" not in texts[0].after.text
