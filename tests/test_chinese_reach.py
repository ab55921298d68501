"""Words that reach over a whole Chinese text: a spokesperson's paragraphs, a talk that turned to the war, a text that keeps to it."""

from __future__ import annotations

from datetime import date

import pytest
from opencc import OpenCC

from extractors.records.words import Document
from tests.accuracy_chinese import attribute

DAY = date(2024, 6, 5)
HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
PRINTS = ("simplified", "traditional", "half-width")


def printed(text: str, how: str) -> str:
    """Print a text as some outlet would, sign for sign."""
    text = text if how == "simplified" else OpenCC("s2t").convert(text)
    return text.translate(HALF_WIDTH) if how == "half-width" else text


def told(text: str, title: str = "", how: str = "simplified") -> list[tuple[str | None, bool]]:
    found = attribute(Document("x", printed(text, how), "zh", DAY, title=title), "zh")
    return [(each.speaker.name, each.counts) for each in found]


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("body", ["中国驻欧盟使团发言人", "中国驻德国使馆发言人", "中国外交部发言人"])
def test_a_spokesperson_named_once_speaks_in_every_paragraph_after(body, how):
    lead = f"某国领导人指责中国支持俄罗斯攻打乌克兰。{body}就此答记者问。\n{body}表示，有关说法对中方无端指责，我们不接受。\n"
    verbs = ("称", "特别提到，", "指出，", "强调，", "还说，")
    found = told(lead + "".join(f"发言人{verb}中方反对抹黑，乌克兰危机要靠谈判解决。\n" for verb in verbs), how=how)
    china = [name for name, counts in found if counts]
    assert len(china) == 1 + len(verbs)
    assert len(set(china)) == 1


def test_a_bare_spokesperson_stays_another_country_s():
    text = "俄罗斯外交部发言人扎哈罗娃就乌克兰危机答记者问。\n发言人表示，北约应对乌克兰局势负责。\n发言人称，乌克兰拒绝谈判。"
    assert not any(counts for _, counts in told(text))


PRINCIPLES = [
    "各国主权与领土完整应得到尊重，联合国宪章宗旨应得到遵守",
    "一国的安全不能以损害他国安全为代价，各国合理安全关切应受重视",
    "中方致力于推动危机政治解决",
    "当务之急是避免局势失控",
]


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("words", PRINCIPLES)
def test_principles_in_a_short_text_that_keeps_to_the_war_are_about_it(words, how):
    text = f"王毅谈到乌克兰问题。\n乌克兰战事已有多日，泽连斯基说乌克兰不会投降。\n各国首都有人上街。\n王毅说，{words}。"
    assert told(text, how=how)[-1] == ("Wang Yi", True)
    assert not told(text.replace("各国首都", "加沙和叙利亚、伊朗、以色列的首都"), how=how)[-1][1] or "政治解决" in words


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("wrapped", [False, True])
def test_an_exchange_on_ukraine_names_the_topic_of_both_who_talked(wrapped, how):
    greeting = "王毅在外地同俄罗斯总统普京见面，转达问候并表示愿同俄方在多个领域加强往来，双方还谈到了两国之间多年的友好情谊和各地方之间的交流，以及两国青年一代的互访安排。\n"
    turned = "双方还就乌克兰问题交换了看法。普京赞赏中方多年来为此所作的努力，并且再次重申俄方始终对和谈持开放态度。王毅表示，中方致力于推动危机的解决，愿与各方同行。"
    text = greeting + turned
    if wrapped:
        text = "\n".join("\n".join(each[n : n + 30] for n in range(0, len(each), 30)) for each in text.split("\n"))
    assert told(text, how=how)[-1] == ("Wang Yi", True)


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("verb", ["解释，", "补充，", "分析，", "辩解，", "解释说，"])
def test_verbs_of_explaining_open_words_before_a_stop(verb, how):
    assert told(f"张军在投票后{verb}决议未考虑乌克兰危机的历史。", how=how) == [("Zhang Jun", True)]


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("feeling", ["深切忧虑", "严重关切", "担忧", "强烈不满", "坚决反对"])
@pytest.mark.parametrize("verb", ["表达了", "表达", "再次表达了中方"])
def test_a_feeling_that_somebody_expresses_is_a_statement(verb, feeling, how):
    assert told(f"会上，耿爽{verb}对乌克兰局势升级的{feeling}。", how=how) == [("Geng Shuang", True)]


@pytest.mark.parametrize("line", ["普京会见王毅时表达诚挚问候。", "王毅向乌克兰外长表达了感谢。", "中国从未就乌克兰战争表达过任何不满。", "王毅拒绝了与乌克兰外长的会面。"])
def test_courtesies_refusals_to_meet_and_what_was_never_expressed_are_none(line):
    assert not told(line)


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("turn", ["但", "不过", "然而", "而"])
def test_an_official_who_answers_in_another_s_sentence_speaks(turn, how):
    text = f"乌克兰总统泽连斯基26日呼吁各国出席，{turn}中国外交部发言人毛宁31日说，中方难以到场，已通报了考虑。"
    assert told(text, how=how) == [("Volodymyr Zelensky", False), ("Mao Ning", True)]


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("frame", ["在北约东扩的背景下", "在当前形势下", "在各方对立的情况下"])
def test_a_frame_behind_the_verb_belongs_to_the_words(frame, how):
    assert told(f"外长王毅阐述对乌克兰问题的立场，指{frame}，各国安全关切应受重视。", how=how) == [("Wang Yi", True)]


@pytest.mark.parametrize("dateline", ["（美国之音）", "（某台中文网）", "（法广）", "（中央社伦敦5日电）"])
@pytest.mark.parametrize("how", PRINTS)
def test_a_bracketed_dateline_is_nobody(dateline, how):
    text = f"{dateline}习近平与普京举行会谈，会后双方发表联合声明，主张和平方案可作为俄乌谈判基础。"
    assert told(text, how=how) == [("Xi Jinping", True)]


@pytest.mark.parametrize("who", ["观察家", "观察人士", "分析人士"])
def test_observers_named_after_a_ministry_s_site_are_not_the_ministry(who):
    assert not any(counts for _, counts in told(f"据中国外交部网站消息，{who}认为，乌克兰停火遥远。"))


@pytest.mark.parametrize("text", ["央视称，王毅谈到，乌克兰应停火。", "“乌克兰应停火，”王毅指。"])
def test_who_is_passed_on_or_named_last_speaks(text):
    assert told(text) == [("Wang Yi", True)]


@pytest.mark.parametrize(("question", "about"), [("波兰领空发现无人机，中方是否了解？", True), ("韩国领空发现气球，中方是否了解？", False)])
def test_drones_that_stray_over_a_border_are_of_the_war(question, about):
    text = f"外交部发言人林剑主持例行记者会。\n某社记者：{question}\n林剑：中方希望各方保持冷静，避免局势升级。\n某报记者：请问明天的安排？\n林剑：明天休会。"
    assert next(counts for _, counts in told(text)) is about


ENVOYS = {"联合国日内瓦办事处和瑞士其他国际组织代表陈旭": "Chen Xu", "日内瓦代表陈旭": "Chen Xu", "国际原子能机构代表李松": "Li Song"}


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("post", ENVOYS)
@pytest.mark.parametrize("doing", ["说，", "在人权理事会就此发言时说，", "在国际原子能机构会议上说，", "在会上发言，指出"])
def test_an_envoy_is_one_person_whatever_bodies_the_post_and_the_place_name(post, doing, how):
    assert told(f"中国常驻{post}{doing}乌克兰危机只能靠对话解决。", how=how) == [(ENVOYS[post], True)]


def test_an_envoy_whom_no_list_knows_acts_for_who_sent_him():
    assert told("中国常驻维也纳联合国和其他国际组织代表钱某森说，乌克兰核电站不容有失。")[0][1]
    assert not told("俄罗斯常驻维也纳国际组织代表乌里扬诺夫说，乌克兰核电站不容有失。")[0][1]


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("met", ["在纽约出席会议的王毅与博雷利会面。", "王毅同日与库列巴通了电话。", "在伯尔尼，双方外长同东道主举行会谈。"])
def test_a_sentence_that_tells_of_a_meeting_is_the_reporter_s(met, how):
    text = f"王毅指乌克兰战事趋向长期化，当务之急是停火。{met}"
    found = attribute(Document("x", printed(text, how), "zh", DAY), "zh")
    assert [each.text[-1] + each.text[-3:-1] for each in found if each.counts] == [printed("。停火", how)]


def test_what_leaders_did_may_be_told_by_their_officials():
    text = "王毅说，中方支持俄乌和谈。习近平主席同泽连斯基总统通了电话。中国领导人一再强调，各国主权都应得到尊重。"
    found = attribute(Document("x", text, "zh", DAY), "zh")
    assert [(each.speaker.name, each.text) for each in found] == [("Wang Yi", text)]


@pytest.mark.parametrize("passed", ["路透社引述王毅的话报道，", "新华社援引王毅的话称，", "法新社转述王毅的话指出，"])
def test_who_is_cited_by_an_agency_speaks(passed):
    assert told(f"{passed}中国不希望乌克兰战火扩大。") == [("Wang Yi", True)]


@pytest.mark.parametrize("feeling", ["深感痛心", "深表遗憾", "深感不满", "深表忧虑"])
def test_feelings_of_a_side_close_its_words(feeling):
    assert told(f"中方对乌克兰平民伤亡{feeling}。") == [("China", True)]


@pytest.mark.parametrize("how", PRINTS)
@pytest.mark.parametrize("words", ["日本应反省侵略历史，不要加剧地区紧张局势", "南太平洋岛国的主权应得到尊重，反对集团对抗", "中方坚决反对对电动汽车加征关税", "美方对华为的指责毫无根据"])
def test_another_quarrel_in_a_text_that_keeps_to_the_war_is_not_about_it(words, how):
    war = "乌克兰战事继续，乌克兰军队反攻。乌克兰总统发表讲话。\n"
    charge = "美国财长指责中国支持俄罗斯攻打乌克兰。\n"
    assert [counts for _, counts in told(f"{war}毛宁说，{words}。", how=how)] == [False]
    assert not told(f"{charge}毛宁说，{words}。", how=how)[-1][1]
