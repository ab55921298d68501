"""What real pages do to Chinese words: glued captions, signatures, notices, short verbs, talks told at second hand."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records import Document, Statement
from tests.accuracy_chinese import attribute


def counted(text: str, title: str = "", kind: str = "news") -> list[Statement]:
    found = attribute(Document("x", text, "zh", date(2024, 6, 1), title=title, source_kind=kind), "zh")
    return [each for each in found if each.counts]


def only(text: str, **known: str) -> Statement:
    found = counted(text, **known)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def test_a_caption_glued_to_a_labelled_turn_does_not_hide_it():
    page = "法新社记者：中方怎样看乌克兰局势？\n6月1日，外交部发言人林剑主持例行记者会（外交部网站）林剑：中方希望乌克兰早日停火。\n来源：某报\n某报保留一切权利。"
    assert only(page).text == "中方希望乌克兰早日停火。"


def test_a_caption_inside_an_answer_is_not_part_of_it():
    page = "法新社记者：中方怎样看乌克兰局势？\n林剑：中方希望乌克兰早日停火。\n林剑 图源：外交部网站\n路透社记者：还有吗？\n林剑：没有补充。"
    assert counted(page)[0].text == "林剑：中方希望乌克兰早日停火。"[3:]


@pytest.mark.parametrize("signature", ["（完）", "【编辑：王某】", "（某报记者 王某）", " 责任编辑：王某"])
def test_a_signature_is_no_part_of_the_words(signature):
    assert only(f"毛宁表示，中方支持和平解决乌克兰危机。{signature}").text.endswith("危机。")


def test_a_line_that_ends_in_a_verb_is_no_turn_of_a_transcript():
    page = "王毅强调：\n中国支持俄乌和谈\n王毅说，中国支持俄乌和谈。\n库列巴则在社交网站发文说，感谢各国支持乌克兰结束战争。\n彭博社：\n两人或将再谈"
    assert all("库列巴" not in each.text for each in counted(page))


def test_a_reporter_who_asks_in_prose_is_not_china_speaking():
    page = "毛宁说，乌克兰危机应当政治解决。\n有记者问：在昨天的记者会上，中方批评了美方的乌克兰政策，为什么？"
    assert only(page).text.startswith("毛宁说")


@pytest.mark.parametrize("cue", ["指", "回应，", "发推文称，"])
def test_short_verbs_open_words(cue):
    assert only(f"外长王毅{cue}乌克兰危机应早日停火止战。").speaker.name == "Wang Yi"


def test_a_day_of_the_week_is_no_name():
    assert only("中国外交部长王毅周四重申，中国支持乌克兰危机政治解决。").speaker.name == "Wang Yi"


def test_a_paragraph_of_one_s_own_we_goes_on():
    page = "王毅表示，乌克兰危机不能再拖下去。\n近来各方开始对话，我们对此表示欢迎，愿继续为和平出力。\n有分析认为，战事难以很快结束。"
    assert [each.text[:2] for each in counted(page)] == ["王毅", "近来"]


def test_a_ministry_s_page_that_tells_of_a_talk_gives_the_words_to_whoever_talked():
    page = "中国外交部网站发文称，外交部长王毅同俄罗斯外长拉夫罗夫会谈时表示，中方支持俄乌和谈。"
    assert only(page).speaker.name == "Wang Yi"


def test_a_meeting_that_was_held_says_nothing_itself():
    page = "傅聪在安理会审议乌克兰问题时说，“和平之友”小组再次举行会议，重申支持乌克兰危机政治解决。"
    assert only(page).speaker.name == "Fu Cong"


def test_china_at_the_un_is_the_envoy_whom_the_text_names_later():
    page = "安理会26日审议乌克兰问题，中方表示，支持一切通往停火的努力。\n中国常驻联合国代表傅聪说，和平的窗口正在打开。"
    assert {each.speaker.name for each in counted(page)} == {"Fu Cong"}


def test_whoever_is_asked_does_not_speak():
    page = "华春莹指出，美国的制裁损害各国经济，要求美方在乌克兰问题上不得损害中方权益。希望有关方面认真思考，通过对话解决乌克兰问题。"
    assert {each.speaker.name for each in counted(page)} == {"Hua Chunying"}


def test_views_exchanged_on_ukraine_are_told_in_the_next_clause():
    page = "据新华社消息，习近平同朔尔茨就乌克兰危机深入交换意见，表示中德都反对使用核武器。"
    assert counted(page)


def test_relations_of_two_countries_after_an_exchange_on_ukraine_are_another_topic():
    page = "习近平会见马克龙，双方就乌克兰危机交换了看法。\n习近平指出，中法都是独立的大国，要保持中法关系稳定，为世界和平作贡献。"
    assert not counted(page)


def test_a_denial_after_a_reproach_of_arming_russia_is_on_the_war():
    page = "欧盟称某地为俄罗斯生产军用无人机。\n林剑说，希望有关方面不要在没有事实依据的情况下抹黑中国。"
    assert only(page).speaker.name == "Lin Jian"
