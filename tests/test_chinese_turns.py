"""Whose a Chinese sentence is: the reporter's, the journalist's who asks, or that of whoever goes on speaking."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute

DAY = date(2025, 6, 13)


def counted(text: str, title: str = "", kind: str = "news") -> list[Statement]:
    found = attribute(Document("x", text, "zh", DAY, title=title, source_kind=kind), "zh")
    return [each for each in found if each.counts]


def only(text: str, **known: str) -> Statement:
    found = counted(text, **known)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


@pytest.mark.parametrize(
    "line",
    [
        "中国从未谴责俄方在乌克兰的行动，也未呼吁俄军撤离；不少国家认为，北京偏向莫斯科。",
        "北京一直拒绝公开批评俄罗斯出兵乌克兰。",
    ],
)
def test_what_china_never_said_is_the_reporter_s_line(line):
    assert not counted(line)
    assert [each.text for each in counted(f"毛宁说，中方希望乌克兰停火。{line}")] == ["毛宁说，中方希望乌克兰停火。"]


def test_a_question_told_in_prose_is_the_journalist_s_to_its_last_mark():
    asked = "有记者提问，昨天中方已经表示不派人前往乌克兰问题峰会，请问中方是否不愿谈和平？有人说这等于偏袒。请问怎么看？\n"
    assert only(f"{asked}林剑说，中方支持乌克兰早日停火。").text.startswith("林剑说")


@pytest.mark.parametrize(
    "further",
    [
        "不去并不代表不支持和平，有的国家即使去了，也未必想要停火。",
        "几个邻国领导人也发出了类似警告。",
        "中方注意到，原子能机构总干事格罗西打算前往，联合国秘书长古特雷斯也为此发出呼吁。",
    ],
)
def test_others_whom_a_speaker_names_do_not_take_the_word(further):
    text = f"毛宁表示，中方希望乌克兰问题峰会不要成为对抗的场所。{further}"
    assert only(text).text == text


def test_whoever_talked_to_somebody_speaks_though_a_broadcaster_reports_it():
    found = only("央视新闻报道，国家主席习近平12日同法国总统马克龙通电话，习近平谈到中方乐见各方推动乌克兰危机政治解决。")
    assert (found.speaker.name, found.said_on) == ("Xi Jinping", date(2025, 6, 12))


def test_a_short_question_is_understood_from_those_before_it():
    page = (
        "记者：您怎样看乌克兰局势？\n林剑：中方希望早日停火。\n记者：根源是什么？\n林剑：北约一再东扩。\n"
        "记者：您能举例吗？\n林剑：不少学者都这样看。\n记者：您怎样评价今年的贸易？\n林剑：贸易增长很快。"
    )
    assert [each.text for each in counted(page, kind="official")] == ["中方希望早日停火。", "北约一再东扩。", "不少学者都这样看。"]


def test_nato_should_look_at_itself_is_no_answer_to_effects_of_the_crisis():
    assert only("林剑说，北约理应对自身在欧洲安全以及在乌克兰危机中的作为进行反思。")


def test_a_lead_is_about_the_session_that_the_next_sentence_names():
    lead = "中国常驻联合国副代表耿爽12日表示，大量武器流入战场会带来扩散风险。\n"
    assert counted(f"{lead}耿爽当天在安理会审议乌克兰问题时说，各方应当停火。")[0].text in lead
    assert not counted(f"{lead}耿爽当天在安理会审议苏丹问题时说，各方应当停火。")


def test_the_ambassador_in_kyiv_speaks_to_those_caught_in_the_war():
    text = "中国驻乌克兰大使马升琨12日在基辅录制视频。马升琨说，使馆不会丢下任何一位同胞。目前，路上还不安全。"
    assert only(text).text.endswith("路上还不安全。")


def test_a_paper_that_countries_answer_does_not_speak():
    text = "王毅说，各国要用对话消除分歧。已有几十个国家对六点共识作出积极回应，许多国家都希望政治解决乌克兰危机。"
    assert only(text).text == text


def test_a_paper_of_china_and_another_country_speaks_for_china():
    found = only("中方和巴西发表关于乌克兰危机的共识。共识呼吁各方停火，支持召开和会。")
    assert (found.speaker.acts_for, found.text[:2]) == ("China", "共识")
    assert only("王毅12日同巴西总统顾问阿莫林会谈，双方形成共识。\n共识呼吁俄乌双方停火。").speaker.acts_for == "China"


def test_the_title_names_the_session_that_the_text_does_not():
    text = "12日，外交部副部长马朝旭出席安理会会议。马朝旭表示，要把和谈推进下去。"
    assert only(text, title="安理会举行乌克兰问题公开会")
    assert not counted(text, title="安理会举行中东问题公开会")


def test_talks_that_go_on_are_not_the_reporter_s_meeting():
    text = "中国常驻联合国代表傅聪说，武力解决不了乌克兰危机。会谈已经恢复，关键是停火。"
    assert only(text).text == text


def test_points_after_a_wording_of_this_war_are_about_it():
    text = "习近平指出，要推动局势降温，做到战场不外溢。\n习近平强调，各方要为恢复谈判创造条件，这场冲突才能停火。"
    assert len(counted(text)) == 2


def test_a_line_break_inside_a_title_does_not_part_the_sentence():
    text = "耿爽在某杂志以“China and the\n\nUkraine Crisis”为题，指中国主张政治解决乌克兰危机。"
    found = only(text)
    assert (found.text, found.speaker.name) == (text, "Geng Shuang")


def test_a_lead_without_a_day_is_of_the_day_that_the_next_sentence_gives():
    text = "中国外交部宣布，李辉将就乌克兰危机再次开展斡旋。\n外交部发言人毛宁星期四宣布，李辉将访问俄罗斯和乌克兰。"
    assert [each.said_on for each in counted(text)] == [date(2025, 6, 12)] * 2
    assert counted("毛宁说，中方支持乌克兰停火。\n毛宁周四说，中方支持俄乌和谈。")[0].said_on == date(2025, 6, 12)


def test_an_interviewer_s_turn_without_a_question_is_not_the_answer():
    page = (
        "布伦南：您怎么看乌克兰局势？\n秦大使：中方呼吁停火。\n布伦南：乌克兰总统泽连斯基说他愿意谈判。只有一方愿意谈，外交就没有用。\n秦大使：中方同乌方保持沟通。"
    )
    assert not any("泽连斯基" in each.text for each in counted(page, title="秦刚大使就乌克兰局势接受采访", kind="official"))


def test_a_ministry_answers_in_the_clause_after_what_others_did():
    lead = "针对英国近日制裁数家中国能源企业，以及美国呼吁北京停止进口俄罗斯石油的言论，大陆外交部表示，中方强烈不满。"
    assert only(f"{lead}在乌克兰危机上，中方一直劝和促谈。").speaker.name == "Ministry of Foreign Affairs of China"


def test_the_summary_that_beijing_issues_gives_the_words_of_whoever_talked():
    text = "外交部长王毅12日与乌克兰外长瑟比加通了电话。\n根据北京发表的声明，中方对乌克兰危机延宕感到忧虑。图片来源：某报。"
    found = only(text)
    assert (found.speaker.name, found.text[-3:]) == ("Wang Yi", "忧虑。")


def test_the_day_of_a_pronoun_is_that_of_whom_it_means():
    text = "欧盟11日通过新一轮涉俄制裁。\n林剑今天在记者会上说，中方反对制裁。\n他还说，中国从未向乌克兰冲突任何一方提供武器。"
    assert counted(text)[-1].said_on == DAY


def test_an_answer_told_below_a_labelled_question_is_no_question():
    text = (
        "外交部发言人林剑13日主持例行记者会。\n有记者提问：中方对乌克兰局势有何看法？\n林剑说，中方希望乌克兰早日停火。\n"
        "乌中友好协会会长：两国交往历史悠久\n"
    )
    assert [each.speaker.name for each in counted(text)] == ["Lin Jian"]


@pytest.mark.parametrize(
    "line",
    [
        "特朗普18日同泽连斯基举行会谈，外交部发言人毛宁19日回应，表示中方支持乌克兰停火。",
        "特朗普称，美俄将就乌克兰会晤，毛宁给出同样的说法回应，表示“中方支持一切有利于乌克兰和平的努力”。",
        "库列巴表示，没有人提过乌克兰割地，对此，李辉表示，相关报道不符合事实，中方坚持劝和促谈。",
        "谈到乌克兰，发言人毛宁避谈此事，仅指中方支持早日停火。",
        "泽连斯基呼吁会晤，毛宁回复“中方支持乌克兰停火”。",
        "法新社报道指出，王毅同库列巴谈了乌克兰，中国外交部表示支持早日停火。",
        "我驻欧盟使团发言人表示，中方支持乌克兰停火。",
        "我驻美使馆表示，中方支持乌克兰停火。",
        "中国与巴西联合发表声明说，双方呼吁乌克兰停火。",
        "中方的该文件包含12个要点，呼吁乌克兰停火止战。",
        "中评社北京11月21日电／中国代表傅聪20日在审议乌克兰问题时发言，呼吁停火。",
        "两国领导人就乌克兰交换意见，表示中德都反对在乌克兰使用核武器。",
    ],
)
def test_china_s_words_are_found_behind_what_others_do_and_say(line):
    assert only(line).speaker.acts_for == "China"


def test_the_envoy_behind_a_dateline_is_named():
    line = "中评社北京11月21日电／中国常驻联合国代表傅聪20日在审议乌克兰问题时发言，呼吁停火。"
    assert only(line).speaker.name == "Fu Cong"


def test_scolding_what_others_announce_goes_on_with_the_spokesperson():
    said = "毛宁说，中方在乌克兰问题上坚持劝和促谈。美方又宣布向乌克兰提供军援，"
    assert "霸凌" in only(f"{said}一边却散布中国提供武器的谣言，这是赤裸裸的霸凌行径。").text
    assert "军援" not in only(f"{said}数额为二十亿美元。").text


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("中国外交部参赞滕大文发表讲话，中方支持和平解决乌克兰危机。", "滕大文"),
        ("习近平致电泽连斯基，祝贺独立日。贺电指出，中方愿推动中乌关系发展。", "Xi Jinping"),
        ("泽连斯基公布了习近平的贺电。电文提到，中乌关系持续稳定发展。", "Xi Jinping"),
        ("驻欧盟使团发言人答记者问。\n问：请问有何评论？\n答：我们希望乌克兰早日停火。", "Chinese Mission to the EU"),
    ],
)
def test_speeches_telegrams_and_answers_have_their_author(line, speaker):
    assert only(line).speaker.name == speaker


def test_a_telegram_of_another_leader_is_his():
    assert not counted("普京向习近平致贺电。电文说，俄罗斯感谢中方对乌克兰危机的立场。")
