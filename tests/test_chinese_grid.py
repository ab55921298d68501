"""A grid of Chinese reports: who speaks, by which verb, under which circumstances, and where the words stand. Nobody said any of it."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute

OURS = {  # as written: the name that the words must carry
    "外交部发言人林剑": "Lin Jian",
    "中国外交部新任发言人林剑": "Lin Jian",
    "王毅外长": "Wang Yi",
    "王外长": "Wang Yi",
    "习主席": "Xi Jinping",
    "中国驻智利大使石大川": "石大川",
    "中国驻丹麦大使馆临时代办杜小雨": "杜小雨",
    "中国代表团团长陆慷": "Lu Kang",
    "中国常驻联合国副代表耿爽": "Geng Shuang",
    "国防部发言人吴谦大校": "Wu Qian",
    "中国外交部发言人": "Ministry of Foreign Affairs of China (spokesperson)",
    "北京方面": "China",
    "中方": "China",
}
OTHERS = [
    "乌克兰外长瑟比加", "美国国务院发言人米勒", "泽连斯基", "白宫", "中国人民大学教授石大川", "专栏作家杜小雨",
    "国台办前官员石大川", "前中国驻乌克兰大使石大川", "一名乌克兰官员", "乌克兰驻华大使", "台湾外交部长林佳龙", "分析人士",
]  # fmt: skip
VERBS = "说 表示 指出 强调 回应称 补充说 谓 坦言 进一步指出 对记者说".split()  # noqa: SIM905
WHEN = ["", "8日", "日前", "受访时", "应询时", "星期二（4月8日）", "在例行记者会上", "在回答提问时", "在同德国外长通话时", "一再"]
FIRST = ["", "对此，", "8日，", "有记者就此提问，", "被问到中方立场时，", "就美方的制裁，", "据报道，"]
WORDS, MORE = "乌克兰危机应当通过谈判解决", "各方应避免乌克兰局势升级"
ORDERS = {
    "before": "{first}{who}{when}{verb}，{words}，{more}。",
    "colon": "{first}{who}{when}{verb}：“{words}。{more}。”",
    "corner": "{first}{who}{when}{verb}：「{words}。{more}。」",
    "straight": '{first}{who}{when}{verb}："{words}。"\n"{more}。"',
    "behind": "“{words}。”{who}{when}{verb}。",
    "around": "“{words}，”{who}{when}{verb}，“{more}。”",
    "joined": "{first}{who}{when}{verb}，{words}，并强调{more}。",
    "half width": "{first}{who}{when}{verb},{words},{more}。",
}


def reports(order: str, who: str, number: int = 6) -> list[str]:
    chance = random.Random(order + who)
    return [
        ORDERS[order].format(who=who, first=chance.choice(FIRST), when=chance.choice(WHEN), verb=chance.choice(VERBS), words=WORDS, more=MORE)
        for _ in range(number)
    ]


def counted(text: str) -> list[Statement]:
    return [each for each in attribute(Document("x", text, "zh", date(2025, 4, 9)), "zh") if each.counts]


@pytest.mark.parametrize(("order", "who"), product(ORDERS, OURS))
def test_words_of_china_are_read_wherever_they_stand(order, who):
    for text in reports(order, who):
        found = counted(text)
        assert {each.speaker.name for each in found} == {OURS[who]}, text
        place = text.find(WORDS)
        assert any(each.start <= place < each.end for each in found), text


@pytest.mark.parametrize(("order", "who"), product(ORDERS, OTHERS))
def test_words_of_others_never_count(order, who):
    for text in reports(order, who):
        assert not counted(text), text


BEFORE = "中国驻欧盟大使傅聪表示，乌克兰危机应当政治解决。\n"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("毛宁8日在记者会上，针对提问表示，乌克兰危机应当政治解决。", "Mao Ning"),
        ("李辉8日访问柏林，同德国外长会面时说，乌克兰危机应当政治解决。", "Li Hui"),
        ("中方派出外交部发言人毛宁回应，她表示，乌克兰危机应当政治解决。", "Mao Ning"),
        ("在中国外交部的记者会上，发言人重申：“中方没有向乌克兰冲突任何一方提供武器。”", "Ministry of Foreign Affairs of China (spokesperson)"),
        ("有记者就驻瑞士大使称正在研究参加会议一事提问，毛宁说，乌克兰危机应当政治解决。", "Mao Ning"),
        ("“乌克兰危机应当政治解决。”毛宁对这位记者说。", "Mao Ning"),
        ("北京提出了自己的和平计划，其中包括乌克兰停火。", "China"),
        (f"{BEFORE}传聪说，中国没有向乌克兰战场提供武器。", "Fu Cong"),
        (f"{BEFORE}这位大使还说，中国没有向乌克兰战场提供武器。", "Fu Cong"),
        ("习近平会见马克龙。习又谓，在乌克兰问题上，中方主张停火。", "Xi Jinping"),
        ("据代表团网站消息，8日，安理会就乌克兰问题举行会议。中国常驻联合国代表傅聪大使说，乌克兰应当停火。", "Fu Cong"),
        ("北京再度拒绝美国关于中国向乌克兰战场提供武器的说法。", "China"),
    ],
)
def test_who_speaks_is_known(text, who):
    assert counted(text)[-1].speaker.name == who


@pytest.mark.parametrize(
    "text",
    [
        "中方称坚决反对入侵乌克兰，外交部对此有何评论？",
        "据中国外交部网站消息，俄方8日答道，乌克兰应当停火。",
        "毛宁强调，各方应克制，避免乌克兰平民受害，避免无端指责。",
        "毛宁表示，乌克兰危机应当政治解决。目前俄乌已举行多轮谈判，希望各方促进和谈。",
        "汪文斌称，乌克兰危机应当政治解决。安全不能以强化甚至扩张军事集团来保障。",
    ],
)
def test_one_speaker_at_most_is_found(text):
    found = attribute(Document("x", text, "zh", date(2025, 4, 9)), "zh")
    assert len(found) <= 1
    assert all(each.end == len(text) for each in found if each.counts)
