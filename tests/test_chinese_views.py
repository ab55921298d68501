"""Words given out without a plain verb of speech: views, labels, words passed on by papers, wishes of China's."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute

DAY = date(2025, 9, 18)


def told(text: str) -> list[Statement]:
    return attribute(Document("x", text, "zh", DAY), "zh")


def who_counts(text: str) -> list[str | None]:
    return [each.speaker.name for each in told(text) if each.counts]


@pytest.mark.parametrize("verb", ["促请", "寄望", "期望", "盼", "力主", "力劝", "奉劝", "劝告", "倡议"])
def test_verbs_of_asking_and_hoping_open_an_official_s_words(verb):
    assert who_counts(f"王毅{verb}各方早日就乌克兰停火开启谈判。") == ["Wang Yi"]


@pytest.mark.parametrize("verb", ["主张", "建议", "提议", "提出", "坚持", "介绍", "谈到", "辩解说", "坚持认为", "确认", "在谈到俄乌局势时说"])
def test_a_verb_before_a_comma_is_no_noun_when_its_speaker_opens_the_sentence(verb):
    assert who_counts(f"王毅{verb}，结束乌克兰危机只有谈判一途。") == ["Wang Yi"]


@pytest.mark.parametrize(
    "opening",
    [
        "王毅的立场是，",
        "王毅的看法很明确：",
        "在王毅看来，",
        "用王毅的话说，",
        "正如王毅所说，",
        "王毅：",
        "新华社引述王毅的话说，",
        "王外长18日说，",
    ],
)
def test_a_view_and_a_label_give_words_like_a_verb(opening):
    assert who_counts(f"{opening}结束乌克兰危机只有谈判一途。") == ["Wang Yi"]


@pytest.mark.parametrize(
    "opening",
    ["中国外交部：", "路透社援引中国外交部的声明称，", "中国外交部的回应是，", "中方的态度很明确：", "一名中国外交官说，", "中国领导人表示，"],
)
def test_bodies_and_nameless_diplomats_of_china_count(opening):
    assert len(who_counts(f"{opening}结束乌克兰危机只有谈判一途。")) == 1


@pytest.mark.parametrize("opening", ["前中国外交官说，", "俄方的立场是，", "在基辅看来，", "中国企业领导人表示，", "用泽连斯基的话说，"])
def test_views_of_others_do_not_count(opening):
    assert not who_counts(f"{opening}结束乌克兰危机只有谈判一途。")


@pytest.mark.parametrize("words", ["中国希望乌克兰战事各方尽早停火。", "北京一直希望俄乌通过谈判结束战争。", "中国对乌克兰战事升级深表忧虑。"])
def test_what_china_wishes_for_peace_is_what_it_says(words):
    assert len(who_counts(words)) == 1


@pytest.mark.parametrize(
    "words", ["中国希望乌克兰战事拖住美国。", "中国拒绝谴责俄罗斯出兵乌克兰。", "中国支持俄罗斯打乌克兰。", "北京期待从乌克兰战事中获利。"]
)
def test_what_a_writer_says_of_china_stays_his(words):
    assert not who_counts(words)


def test_the_ambassador_named_above_is_the_ambassador_below():
    text = "中国驻乌克兰大使马善林强调，两国是伙伴。\n此外，大使对乌克兰的困难表示理解，并保证中国将继续推动停火。"
    assert who_counts(text)[-1] == "马善林"


def test_a_body_asked_first_answers_after_its_frame():
    text = "美媒引述知情者指，乌克兰问题峰会下月召开。中国外交部18日被问及是否出席时，仅称支持各方平等参与的乌克兰和会。"
    assert who_counts(text) == ["Ministry of Foreign Affairs of China"]


@pytest.mark.parametrize("words", ["中方向乌方表示，乌克兰危机只能靠谈判解决。", "中方向基辅强调，乌克兰应停火。"])
def test_a_side_may_speak_towards_somebody(words):
    assert len(who_counts(words)) == 1
