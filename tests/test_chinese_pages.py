"""What real pages do to Chinese words: glued captions, signatures, notices, short verbs, talks told at second hand."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
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


def test_a_last_paragraph_that_ends_in_its_agency_is_no_headline():
    page = "王毅在会见拉夫罗夫时介绍乌克兰危机有关看法。\n王毅表示中方愿继续为劝和促谈、政治解决危机出力。（新华社）"
    assert counted(page)


def test_an_answer_to_what_others_say_begins_with_them_and_is_not_theirs():
    page = "针对乌克兰总统泽连斯基8日表示，乌军俘虏中国公民，并指还有更多人，外交部发言人林剑今天说，有关乌克兰的说法毫无根据。"
    assert only(page).speaker.name == "Lin Jian"


def test_whoever_answers_a_reporter_speaks():
    page = "汪文斌在回答记者就乌克兰局势的提问时指出，渲染战争不负责任。发言人重申，乌克兰危机应通过谈判解决。"
    assert {each.speaker.name for each in counted(page)} == {"Wang Wenbin"}


def test_a_new_ambassador_to_ukraine_is_china_s():
    page = "中国新任驻乌克兰大使马升琨表示，中乌是战略伙伴，愿推动中乌关系发展。"
    assert only(page).speaker.acts_for == "China"


def test_an_embassy_of_the_party_s_state_is_china_s():
    assert only("中共驻法国大使馆发文称，中方在乌克兰问题上的立场没有改变。").speaker.acts_for == "China"


def test_a_position_set_out_after_a_colon_is_told():
    assert only("中方阐明核心立场：乌克兰危机应当通过对话解决。").text.startswith("中方")


def test_he_is_the_subject_of_the_sentence_before():
    page = "乌克兰总统泽连斯基请中国大使转达对习近平主席的问候。他表示，希望乌克兰危机早日结束。"
    assert not counted(page)


def test_sanctions_for_trade_with_russia_are_answered_for_china():
    page = "欧盟通过对俄罗斯新一轮制裁，涉及多家中国企业。\n商务部发言人表示，中方敦促欧方立即停止列单中国企业。"
    assert only(page).speaker.name == "Ministry of Commerce of the PRC"


def test_who_turns_in_the_middle_of_a_sentence_goes_on():
    page = "欧盟指责这些公司支持俄罗斯军工，北京同日回应，表示坚决反对，将维护自身正当权益。"
    assert all(each.speaker.acts_for == "China" for each in counted(page))
    assert counted(page)[0].text.startswith("北京")


def test_an_answer_in_prose_has_the_topic_of_its_question():
    page = "有记者提问，乌克兰农产品经黑海外运的协议失效，中方有何评论？\n毛宁表示，希望有关方妥善解决国际粮食安全问题。"
    assert only(page).speaker.name == "Mao Ning"


def test_points_of_one_speech_share_their_topic():
    page = "孙磊在安理会审议乌克兰问题时说，乌克兰危机已近四年。\n第一，要和平，推动乌克兰局势降温。\n第二，要对话，当事方应相向而行重启和谈。\n第三，要团结，反对以危机为由滥施制裁。"
    assert counted(page)[-1].text.startswith("第三")


def test_words_that_somebody_might_say_are_no_report():
    page = "毛宁表示，美方在乌克兰问题上应当说明情况，如果美方称乌克兰的消息虚假，为什么不公布？"
    assert only(page).text.endswith("公布？")


def test_an_official_who_rests_on_what_is_known_goes_on():
    page = "毛宁表示，乌克兰的生物实验室引发关注。根据日前公开披露的消息，乌克兰有多座这样的设施。"
    assert only(page).text.endswith("设施。")


def test_the_mission_to_the_union_speaks_for_itself():
    page = "中国驻欧盟使团发言人指出，中国不是乌克兰危机的制造者。"
    assert only(page).speaker.name == "Chinese Mission to the EU"


def test_and_reproaches_is_not_and_points():
    page = "北约领导人发布宣言，并指责北京在乌克兰问题上支持俄罗斯。\n王毅表示，中国不是乌克兰危机的当事方。"
    assert only(page).speaker.name == "Wang Yi"


def test_nothing_after_the_end_of_an_agency_s_report_is_said():
    page = "记者提问：中方怎样看乌克兰粮食外运？\n汪文斌：中方希望乌克兰粮食外运协议得到落实。（完）\n新闻图片\n  某地举行比赛\n  某地列车开通。"
    assert only(page).text.endswith("落实。")


def test_a_ministry_without_a_country_in_a_dispatch_from_taipei_is_taiwan_s():
    page = "（中央社记者王某台北19日电）外交部今天呼吁，各国应谴责俄罗斯侵略乌克兰。外交部发言人欧江安表示，台湾支持乌克兰。"
    assert not counted(page)


def test_china_s_ministry_in_a_dispatch_from_taipei_is_china_s():
    page = "（中央社台北19日电）中国外交部发言人毛宁表示，中方支持乌克兰危机政治解决。"
    assert only(page).speaker.name == "Mao Ning"


def test_what_media_say_china_said_is_theirs():
    assert not counted("媒体更进一步报道指出，中国已表示愿意向俄罗斯提供援助，用于乌克兰战争。")


def test_a_long_line_with_blanks_is_no_headline():
    page = "王毅与土耳其外长会谈后会见记者。 王毅表示，中国和巴西就乌克兰危机发表共识，支持的国家越来越多。 2024-06-04 19:43 (1)"
    assert counted(page)


def test_the_heads_of_two_states_may_stand_in_an_official_s_words():
    page = "王毅强调，中国和乌克兰是友好国家。两国元首曾明确，应从长远角度发展中乌关系，推动中乌合作迈向新阶段。"
    assert only(page).text.endswith("新阶段。")


def test_as_for_him_he_says():
    page = "乌克兰外长指出，他与王毅通了电话。至于王毅则在电话中表示，中方希望俄乌尽快恢复和谈。"
    assert only(page).speaker.name == "Wang Yi"


def test_by_the_ministry_s_account_the_guest_says():
    assert not counted("根据中国外交部的说法，库列巴在会谈中感谢中方向乌克兰提供援助，并希望保持沟通。")


def test_setting_out_a_position_and_calling_is_a_report():
    assert only("谈到乌克兰局势时，王毅阐明中方立场并呼吁有关各方保持克制。").speaker.name == "Wang Yi"


def test_a_bare_spokesperson_after_an_embassy_is_the_embassy_s():
    page = "中国驻英使馆发声明，反对英方制裁中国企业。\n发言人说，在乌克兰问题上，中国的立场是劝和促谈。"
    assert only(page).speaker.name == "Chinese Embassy"


def test_a_bare_spokesperson_after_a_foreign_embassy_is_not_china_s():
    page = "美国驻华使馆发声明，批评俄罗斯。\n发言人说，在乌克兰问题上，各方应该劝和促谈。"
    assert not counted(page)


def test_a_proposal_named_before_the_words_belongs_to_them():
    page = "王毅阐述了习近平主席提出的“四个应该”，强调中方愿为乌克兰危机政治解决发挥作用。"
    found = only(page)
    assert page[found.content[0] :].startswith("阐述")
