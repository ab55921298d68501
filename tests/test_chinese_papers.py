"""Whose a Chinese sentence is in the papers of Taipei, Hong Kong and foreign broadcasters."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute


def told(text: str, title: str = "") -> list[Statement]:
    return attribute(Document("x", text, "zh", date(2025, 2, 25), title=title), "zh")


def counted(text: str, title: str = "") -> list[str]:
    return [each.text for each in told(text, title) if each.counts]


@pytest.mark.parametrize("verb", ["反咬", "反控", "狠批", "狂批", "怒斥", "直斥", "呛声", "重批", "痛批"])
@pytest.mark.parametrize("who", ["中国外交部今天（20日）", "林剑26日", "中方", "中国驻英国大使馆"])
def test_every_paper_s_verb_of_scolding_opens_words(who, verb):
    text = f"{who}{verb}北约在乌克兰问题上拱火浇油。"
    assert counted(text) == [text]


@pytest.mark.parametrize("answer", ["林剑回复称，", "中方回复，", "林剑定调，", "王毅更定调“"])
def test_a_reply_opens_words(answer):
    assert counted(f"{answer}乌克兰危机应当政治解决{'”' if '“' in answer else ''}。")


@pytest.mark.parametrize("opens", ["报道写道：", "报道称，", "报道又提到，", "《金融时报》报道，", "该报道指出，"])
def test_what_a_report_says_is_not_whoever_spoke_before(opens):
    ours = "王毅说，中方希望乌克兰停火。"
    assert counted(f"{ours}{opens}北京的中立让欧洲打了一个大大的问号。") == [ours]


def test_a_report_may_pass_on_an_official():
    assert len(counted("报道称，毛宁表示，中方将继续为乌克兰问题劝和促谈。")) == 1


def test_a_ministry_in_a_paper_from_taipei_is_taipei_s():
    text = "（中央社记者台北26日电）中国外交部称，库列巴感谢中方在乌克兰问题上的努力。对此，外交部今天表示，对乌克兰的处境深感同情。"
    assert [each.speaker.acts_for for each in told(text)][-1] == "Taiwan"


@pytest.mark.parametrize("seat", ["莫斯科", "华盛顿", "柏林", "巴黎", "伦敦", "基辅", "台北"])
@pytest.mark.parametrize("ministry", ["国防部", "外交部"])
def test_a_ministry_behind_another_capital_is_not_china_s(ministry, seat):
    assert not counted(f"{seat}{ministry}表示，希望乌克兰停火。")
    assert counted(f"北京{ministry}表示，希望乌克兰停火。")


def test_an_answer_to_germany_on_trade_is_none_on_the_war():
    before = "德国外交部指出，俄罗斯在乌克兰的战争损害欧洲的利益；北京则"
    assert not counted(before + "警告德国不要以“脱钩”之名破坏双边合作。")
    assert counted(before + "强调，对话才是出路。")


def test_an_envoy_s_own_word_on_the_assembly_is_no_other_session():
    text = "傅聪说，乌克兰问题要政治解决。\n他说，中方期待联大为凝聚共识出力。\n他强调，中国将继续为危机政治解决作出努力。"
    assert len(counted(text)) >= 2 and counted(text)[-1].startswith("他强调")


def test_what_is_said_of_help_that_russia_asked_for_is_answered():
    text = "美方称俄罗斯请求中国提供军事援助，用于侵乌战争。\n赵立坚指出，美方散布假消息的行为用心险恶。"
    assert counted(text.replace("赵立坚", "林剑"))[-1].startswith("林剑")
