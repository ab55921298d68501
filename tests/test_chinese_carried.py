"""Words that keep their speaker over paragraphs, papers and citations, and signs that are no country."""

from __future__ import annotations

import pytest

from tests.test_chinese_turns import counted, only


def names(text: str, **known: str) -> list[str | None]:
    return [each.speaker.name for each in counted(text, **known)]


@pytest.mark.parametrize("before", ["6月13日", "当日", "近日", "十三日"])
@pytest.mark.parametrize("body", ["外交部", "国防部", "商务部"])
def test_a_day_before_a_ministry_names_no_country(before, body):
    assert len(counted(f"{before}{body}回应说，中方没有向乌克兰冲突任何一方提供武器。")) == 1


def test_japan_s_ministry_stays_japan_s():
    assert not counted("日外交部回应说，日方愿为乌克兰停火出力。")


@pytest.mark.parametrize("paper", ["共识", "公报", "联合声明"])
def test_a_joint_paper_does_not_take_the_word_from_the_spokesperson(paper):
    text = f"毛宁说，中国和巴西就乌克兰危机达成一致。{paper}强调，各方要为停火创造条件。我们会继续劝和促谈。"
    assert only(text).speaker.name == "Mao Ning"


def test_what_the_signatories_of_a_talk_put_down_is_china_s_too():
    text = "王毅和巴西总统特别顾问阿莫林共同主持乌克兰问题会议，会后与会国签署一份公报。\n公报呼吁各方不扩大乌克兰战场。"
    assert names(text) == ["Wang Yi"]


@pytest.mark.parametrize("opens", ["国际社会应该为乌克兰停火铺路。", "当务之急是让乌克兰战场降温。", "安理会应当推动乌克兰各方谈判。"])
def test_a_paragraph_that_asks_goes_on_with_the_official_before(opens):
    told = "傅聪表示，中方主张各国主权都得到尊重。\n"
    assert names(f"{told}{opens}")[-1] == "Fu Cong"
    assert all(each.text != opens for each in counted(f"{told}{opens}", title="时评：和平的出路"))


def test_an_envoy_s_speech_follows_the_line_that_announces_it():
    text = "中国代表傅聪就乌克兰问题决议草案作解释性发言。以下为发言内容。\n中方对乌克兰问题草案投了弃权票。我愿说明如下：\n第一，乌克兰各方都要克制。"
    assert names(text, kind="official") == ["Fu Cong", "Fu Cong"]


def test_a_spokesperson_cites_another_side_and_answers_in_one_sentence():
    text = "林剑表示，中方致力于乌克兰停火。乌方对此清楚，也表示零部件多来自别处，中方坚决反对无端指责。"
    assert only(text).text == text
    assert names("林剑表示，中方致力于乌克兰停火。乌方表示，零部件多来自别处。") == ["Lin Jian"]


def test_who_takes_the_floor_speaks_in_the_clauses_behind():
    assert names("安理会12日审议向乌克兰提供武器问题，中国常驻联合国副代表耿爽发言，呼吁各方停火。") == ["Geng Shuang"]


def test_a_chinese_side_says_shortly_and_another_denies():
    text = "北京方面指，向乌克兰战场送武器的传闻是「假消息」，俄方也出面否认，强调不缺武器。"
    assert [each.text for each in counted(text)] == [text[: text.index("俄方")]]


def test_a_post_alone_is_whoever_was_named_in_it():
    envoy = "中国驻冰岛大使何儒龙说，乌克兰危机事出有因。\n中国驻冰岛大使又说，北约应当反思在乌克兰危机中的作为。"
    assert names(envoy) == ["何儒龙", "何儒龙"]
    assert names("耿爽表示，乌克兰危机延宕。\n中国代表指出，乌克兰危机要靠谈判解决。") == ["Geng Shuang", "Geng Shuang"]


def test_a_question_inside_a_paragraph_is_the_journalist_s():
    text = "12日，林剑主持记者会。有记者问，中方曾称将派特使赴乌克兰。能否介绍情况？\n林剑说，特使将就停火同乌克兰方面沟通。"
    assert [each.text for each in counted(text)] == [text.split("\n")[1]]


def test_a_notice_is_the_embassy_s_but_for_what_it_passes_on():
    title = "关于请在乌中国公民做好防范的通知"
    text = "乌克兰多地传来炮声，路上很不安全。中国驻乌克兰大使馆请同胞留在室内。\n1、根据乌警方发布的通告，乌方将实行宵禁。\n2、空袭警报响起时请同胞就近避险。"
    assert len(counted(text, title=title, kind="official")) == 2
    assert not any("宵禁" in each.text for each in counted(text, title=title, kind="official"))


def test_an_embassy_goes_on_warning_without_its_country():
    text = "中国驻乌克兰大使馆12日提醒同胞注意安全。\n使馆说，空袭时要保证人身安全。\n使馆提醒大家关注安全提示。"
    assert len(counted(text)) == 3


@pytest.mark.parametrize(
    "line",
    ["然而，报道没有提到对方对乌克兰危机的看法。", "另外毛宁也被问到乌克兰军队的行动。", "俄方积极评价中方在乌克兰危机上的立场。"],
)
def test_a_reporter_s_line_and_another_side_s_praise_are_not_china_s(line):
    who = "双方认为" if line.startswith("俄方") else "毛宁说"
    assert [each.text for each in counted(f"中俄两国元首就乌克兰危机发表声明。{who}，乌克兰危机要靠谈判解决。{line}")][-1].endswith("谈判解决。")


def test_setting_out_a_stance_of_peace_is_words():
    assert names("拉夫罗夫介绍乌克兰局势。王毅阐述了中方劝和促谈的立场。")[-1] == "Wang Yi"
    assert not counted("拉夫罗夫介绍乌克兰局势。王毅阐述了中方立场。")


def test_a_ministry_that_makes_something_known_says_it():
    assert names("外交部此前公布，特使将赴乌克兰和俄罗斯促和谈。") == ["Ministry of Foreign Affairs of China"]
    assert names("外交部官网今天公布，李辉同乌克兰副外长会谈，李辉表示中方愿促停火。") == ["Li Hui"]
