"""Speakers whom no list knows: their words are not those of whoever spoke before, nor China's."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.chinese.charges import is_reproached
from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute

DAY = date(2025, 9, 18)
OURS = "中国外交部长王毅就乌克兰局势答问。王毅强调，乌克兰危机只能靠谈判解决。"


def told(text: str) -> list[Statement]:
    return attribute(Document("x", text, "zh", DAY), "zh")


def counted(text: str) -> list[str]:
    return [each.text for each in told(text) if each.counts]


@pytest.mark.parametrize(
    "who",
    ["谢维尔金", "企业家陶思远", "对方", "主办者", "某智库", "莫斯科", "中国货运公司", "中国邻国", "王毅的老对手", "该基金会负责人", "金砖国家外长"],
)
@pytest.mark.parametrize(
    "words",
    [
        "{}表示，中方应当推动乌克兰早日停火。",
        "{}18日称，乌克兰和谈需要中国。",
        "{}认为，中国一直在为乌克兰停火奔走。",
        "“中国希望乌克兰尽快停火。”{}说。",
    ],
)
def test_a_speaker_whom_nobody_knows_ends_the_words_before(who, words):
    assert counted(OURS + words.format(who)) == [OURS.partition("。")[2]]


def test_he_after_an_unknown_speaker_is_that_speaker():
    assert counted(f"{OURS}谢维尔金表示，乌克兰危机必须谈判解决。他还说，各方都要克制。") == [OURS.partition("。")[2]]


def test_a_reporter_s_he_is_whom_he_quotes():
    text = "外交部发言人毛宁表示，中方一贯主张乌克兰停火。\n本报记者洁莉报道说，泽连斯基在网上发文称，乌军俘获两人。\n他表示，乌克兰会公布证据。"
    assert [each.speaker.name for each in told(text)] == ["Mao Ning", "Volodymyr Zelensky", "Volodymyr Zelensky"]


@pytest.mark.parametrize(
    "further",
    [
        "国际社会普遍认为，乌克兰危机拖下去没有赢家。",
        "事实证明，武器换不来乌克兰的和平。",
        "他还表示，中方愿为乌克兰停火继续努力。",
        "对话表明，乌克兰问题有望政治解决。",
        "中方始终认为，谈判是结束乌克兰危机的出路。",
        "古人说，兵者不祥之器，乌克兰的战火应当早日平息。",
    ],
)
def test_what_a_speaker_says_of_the_world_stays_his(further):
    assert counted(OURS + further) == [OURS.partition("。")[2] + further]


@pytest.mark.parametrize("source", ["谢维尔金", "北约", "印度", "台北", "中国货运公司", "王毅的老对手", "环球评论报"])
def test_whose_account_it_is_answers_for_what_china_is_said_to_oppose(source):
    assert not counted(f"据{source}介绍，中方反对借乌克兰危机搞单边制裁。")


@pytest.mark.parametrize("source", ["据新华社报道，", "据央视报道，", "央视18日称，", "中国官媒报道说，", "据外交部消息，"])
def test_papers_and_the_ministry_pass_words_on(source):
    text = f"{source}王毅表示，乌克兰危机只能靠谈判解决。"
    found = told(text)
    assert [(each.speaker.name, each.counts) for each in found] == [("Wang Yi", True)]


def test_weapons_in_the_fighting_are_no_charge_that_china_answers():
    words = "林剑表示，这种做法极不负责任。"
    assert not is_reproached("", ["俄军18日打击了乌军的武器库。"], words)
    assert is_reproached("", ["美方18日称，中方公司向俄军工企业供货。"], words)


def test_water_from_fukushima_is_another_topic():
    fighting = "俄罗斯国防部17日称，俄军在乌克兰击落多架无人机。\n"
    assert not counted(fighting + "中国代表指出，强推核污染水排海极不负责任。")


def test_a_new_spokesperson_is_known_by_the_post_and_keeps_the_word_by_name():
    text = "中国外交部发言人蒋敏18日说，中方支持乌克兰尽早停火。\n蒋敏还说，谈判是结束乌克兰危机的出路。"
    assert [(each.speaker.name, each.counts) for each in told(text)] == [("蒋敏", True), ("蒋敏", True)]


def test_one_name_that_a_machine_spells_in_two_ways_is_one_spokesperson():
    text = "中国外交部发言人蒋敏于18日说，中方支持乌克兰尽早停火。\n蒋米恩强调，谈判是结束乌克兰危机的出路。\n周敏强调，乌克兰危机拖久了。"
    assert [(each.speaker.name, each.counts) for each in told(text)] == [("蒋敏", True), ("蒋敏", True), ("周敏", False)]


def test_an_opening_mark_that_a_machine_prints_for_a_closing_one_ends_the_quotation():
    text = "乌克兰局势引人关注。\n“中方支持乌克兰尽早停火，这一点没有变，“毛宁说。\n“乌军会继续作战，“泽连斯基说。"
    assert [each.speaker.name for each in told(text) if each.counts] == ["Mao Ning"]


def test_what_somebody_said_where_he_met_another_this_month_is_his():
    text = "特使李辉本月早些时候在基辅会见乌克兰总统泽连斯基（Volodymyr Zelenskyy）时说：“化解乌克兰危机要有耐心。”"
    assert [each.speaker.name for each in told(text) if each.counts] == ["Li Hui"]


@pytest.mark.parametrize("who", ["西比加外长", "某岛国外长", "前外长李立新", "陆委会", "该智库", "世界卫生组织", "远航基金会"])
@pytest.mark.parametrize("words", ["{}表示，中方应当推动乌克兰早日停火。", "{}则警告，乌克兰战火会外溢。"])
def test_others_with_and_without_a_post_end_the_words_before(who, words):
    assert counted(OURS + words.format(who)) == [OURS.partition("。")[2]]


@pytest.mark.parametrize("who", ["俄媒", "白宫发言人", "该学者", "韩国总统室"])
def test_a_quoted_paragraph_of_somebody_else_does_not_go_on_with_the_talk(who):
    assert counted(f"{OURS}\n“乌克兰需要停火，中国大有可为。”{who}表示。") == [OURS.partition("。")[2]]


def test_whoever_a_ministry_cites_says_the_words():
    (only,) = told("外交部引述霍夫迈尔表示，德方愿同中方就乌克兰问题加强对话。")
    assert only.speaker.name == "霍夫迈尔" and not only.counts
