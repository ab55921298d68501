"""A grid of the topic gate: kinds of text, kinds of words that do not name Ukraine, and where they stand. Nobody said any of it."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import NamedTuple

import pytest

from extractors.records.words import Document
from tests.accuracy_chinese import attribute

OF_THE_WAR = [
    "各方应尽快停火止战，恢复对话谈判，中方将继续劝和促谈",
    "中方从未向冲突任何一方提供致命性武器，严格管控军民两用物项出口",
    "中方一贯反对没有国际法依据的单边制裁，将坚决维护中国企业合法权益",
    "应构建均衡、有效、可持续的欧洲安全架构",
    "核武器用不得、核战争打不得",
    "应保护平民和民用设施，缓解人道主义危机",
    "北约应当摒弃冷战思维，停止拱火浇油",
]
ANSWERS = ["有关指责毫无根据，中方坚决反对", "我没有可以提供的信息", "中方的立场是一贯和明确的"]
OF_ANYTHING = [
    "中方愿深化经贸合作，推动两国关系发展",
    "加沙必须立即停火，恢复谈判",
    "台湾是中国领土不可分割的一部分",
    "中方愿扩大农产品贸易",
]


class Kind(NamedTuple):
    """A text up to the words of China."""

    before: str
    who: str = "中国外交部发言人毛宁"
    title: str = ""
    source: str = "news"


ON_IT = {
    "news": Kind("俄乌冲突持续三年，乌克兰总统出席了在伯尔尼举行的会议。\n乌克兰外交部称，乌方期待各国出席，推动结束战争。\n"),
    "sanctions": Kind("欧盟宣布对俄罗斯实施新制裁，多家中国企业被列入名单，理由是支持俄方在乌克兰的战争。\n"),
    "troops": Kind("韩国情报部门称，朝鲜已向俄罗斯派兵，准备参加在乌克兰的作战。\n", title="朝鲜派兵援俄"),
    "drones": Kind("乌克兰指责伊朗向俄罗斯提供无人机，用来袭击乌克兰城市。\n"),
    "readout": Kind("王毅8日同法国外长通电话。双方谈及加强经贸往来。\n双方就乌克兰危机交换意见。", "王毅", "", "official"),
    "session": Kind("安理会8日就乌克兰局势举行紧急会议。\n", "中国常驻联合国代表傅聪"),
}
NOT_ON_IT = {
    "visit": Kind("王毅8日会见波兰外长，就中波关系交换看法。\n", "王毅", "王毅会见波兰外长", "official"),
    "gaza": Kind("以色列继续轰炸加沙，哈马斯称愿意谈判。与乌克兰不同，这里的平民无处可逃。\n", title="加沙局势恶化"),
    "economy": Kind("国务院常务会议8日分析经济形势。受乌克兰危机影响，粮价上涨。\n"),
    "session": Kind("安理会8日就中东局势包括巴勒斯坦问题举行会议。\n", "中国常驻联合国代表傅聪"),
    "taiwan": Kind("有人将乌克兰问题同台湾问题相提并论。\n"),
    "iran": Kind("美国轰炸伊朗核设施，以色列表示欢迎。\n"),
}
BESIDE = "此外，会场外有数百人聚集，警方在附近加强了戒备，没有发生意外。\n"
PLACES = ("{who}表示，{words}。", BESIDE + "{who}表示，{words}。", "“{words}。”{who}表示。")


def about(kind: Kind, words: str, place: str) -> bool:
    text = kind.before + place.format(who=kind.who, words=words)
    said = attribute(Document("x", text, "zh", date(2025, 4, 9), title=kind.title, source_kind=kind.source), "zh")
    ours = [each for each in said if each.speaker.acts_for == "China"]
    assert ours, text
    return ours[-1].about_ukraine


@pytest.mark.parametrize(("kind", "words", "place"), product(ON_IT, OF_THE_WAR, PLACES))
def test_words_of_the_war_in_a_text_on_it_are_about_it(kind, words, place):
    assert about(ON_IT[kind], words, place)


@pytest.mark.parametrize(("kind", "words", "place"), product(ON_IT, ANSWERS, (PLACES[0], PLACES[2])))
def test_an_answer_is_about_what_stands_just_before_it(kind, words, place):
    assert about(ON_IT[kind], words, place)


@pytest.mark.parametrize(("kind", "words", "place"), product(ON_IT, OF_ANYTHING, PLACES))
def test_words_on_something_else_are_not_for_all_that_the_text_is(kind, words, place):
    assert not about(ON_IT[kind], words, place)


@pytest.mark.parametrize(("kind", "words", "place"), product(NOT_ON_IT, OF_THE_WAR + ANSWERS, PLACES))
def test_a_text_that_only_mentions_the_war_gives_no_words_its_topic(kind, words, place):
    assert not about(NOT_ON_IT[kind], words, place)
