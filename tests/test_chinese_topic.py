"""Whether Chinese words are about the war: its name, its settlement, the session, the question, and what only mentions it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from extractors.chinese import war_words
from extractors.passages import split_passages
from extractors.records.words import Document, Level, Statement
from extractors.referent import is_elsewhere
from flows.corpus import read_documents
from tests.accuracy_chinese import attribute

GOLD = Path(__file__).with_name("gold")


def statements(text: str, **known: str) -> list[Statement]:
    return attribute(Document("x", text, "zh", date(2024, 6, 1), **known), "zh")


def about(text: str, **known: str) -> bool:
    return statements(text, **known)[-1].about_ukraine


@pytest.mark.parametrize(
    "words",
    [
        "毛宁表示，乌克兰危机应当政治解决。",
        "针对朝鲜出兵援助俄罗斯，毛宁表示，各方应推动局势缓和。",
        "毛宁表示，中方采取措施维护在乌机构和人员安全。",
        "毛宁表示，中方支持俄乌双方对话。",
        "毛宁表示，应对乌克兰危机，关键是停火止战。",
        "王毅表示，希望乌方保护在乌中国公民。",
        "习近平强调，无论是巴以冲突还是乌克兰危机，都要从根子上解决。",
    ],
)
def test_words_that_name_the_war_or_its_settlement_are_about_it(words):
    assert about(words)


@pytest.mark.parametrize(
    "words",
    [
        "李强指出，受疫情和乌克兰危机影响，粮价上涨，要稳住农业生产。",
        "李强指出，要推动解决乌克兰、中东等地区热点问题之外的发展难题，加快基础设施建设，扩大就业，改善民生，支持企业。",
        "毛宁表示，中方呼吁加沙立即停火，推动巴勒斯坦问题政治解决。",
        "毛宁表示，中方反对单边制裁。",
        "习近平指出，中国和波兰友谊深厚。",
    ],
)
def test_a_mention_or_another_conflict_is_not(words):
    assert not about(words)


def test_the_side_of_uzbekistan_is_not_ukraine():
    assert not about("习近平会见乌兹别克斯坦总统。习近平指出，乌方是中方的好伙伴，乌兹别克斯坦前景广阔。")


def test_a_session_gives_its_topic_to_who_speaks_in_it():
    opening = "安理会1日就{}局势举行会议。\n中国代表指出，各方要保护平民，遵守国际人道法。"
    assert about(opening.format("乌克兰"))
    assert not about(opening.format("海地"))


def test_a_council_of_europe_s_leaders_is_no_session():
    text = "习近平会见欧洲理事会主席，双方就乌克兰局势交换意见。习近平强调，要坚持劝和促谈。"
    assert about(text)


def test_an_answer_takes_the_topic_of_its_question():
    asked = "路透社记者：{}\n毛宁：希望有关各方保持克制。"
    title = {"title": "外交部发言人毛宁主持例行记者会", "source_kind": "official"}
    assert about(asked.format("俄罗斯空袭乌克兰，中方有何评论？"), **title)
    assert not about(asked.format("以色列空袭伊朗，中方有何评论？"), **title)


def test_a_sentence_that_turns_the_talk_to_ukraine_covers_the_next():
    assert about("双方就乌克兰危机交换意见。\n习近平强调，中方始终站在和平一边。")


def test_what_answers_an_accusation_is_about_it():
    assert about("乌克兰称中国公司向俄军供货。毛宁表示，中方坚决反对无端指责。")


def test_the_points_of_a_paper_on_ukraine_are_about_it():
    paper = (
        "2月24日，外交部发布《关于政治解决乌克兰危机的中国立场》。\n一、停止单边制裁。极限施压解决不了问题。"
    )
    found = statements(paper)[-1]
    assert found.about_ukraine
    assert (found.speaker.level, found.speaker.acts_for) == (Level.DOCUMENT, "China")


def test_a_body_of_the_party_counts_even_where_it_only_names_the_crisis():
    text = "中共中央政治局1日召开会议。会议指出，乌克兰危机导致风险增多。"
    assert about(text)


def test_words_of_others_in_news_of_the_war_are_kept_and_never_count():
    news = "俄罗斯国防部1日称，俄军打击了乌克兰军事设施。乌军称，击落多枚导弹。"
    found = statements(news)
    assert all(each.about_ukraine and not each.counts for each in found)
    assert len(found) == 2


def test_an_answer_on_weapons_goes_with_the_reproach_before_it():
    reproach = "凯勒表示，欧方要求中方不再支撑俄罗斯军事工业，让俄方尽快停火。\n"
    answer = "王毅说，中方不是这场冲突的当事国，也没有提供过致命武器。"
    assert about(reproach + answer)
    assert not about("凯勒表示，欧方愿扩大贸易。\n" + answer)


def test_an_answer_on_sanctions_for_trade_with_russia_is_about_the_war():
    assert about("商务部发言人表示，中方反对欧盟以对俄制裁为名列单中国企业，这类单边制裁没有国际法依据。")


def test_a_declaration_in_points_is_over_where_the_report_goes_on():
    text = (
        "5月8日，国家主席习近平和俄罗斯总统普京签署《中华人民共和国和俄罗斯联邦关于全球问题的联合声明》。声明内容如下：\n"
        "一、双方认为，解决乌克兰危机要消除根源。\n二、双方愿扩大农业合作。\n普京在记者会上介绍了俄方对乌克兰问题的看法，感谢中国朋友。"
    )
    counted = [each for each in statements(text, outlet="央视网") if each.counts]
    assert [text[each.start : each.start + 2] for each in counted] == ["一、"]


def test_no_text_of_the_gold_is_passed_over_that_holds_a_statement_on_ukraine():
    read = [document for path in sorted(GOLD.glob("*zh.jsonl")) for document in read_documents(path)]
    passed_over = [one for one in read if isinstance(one, Document) and is_elsewhere(one, split_passages(one, "zh"), "zh")]
    assert passed_over
    assert not [said.text for one in passed_over for said in attribute(one, "zh") if said.about_ukraine]


def test_every_name_of_the_war_begins_with_a_sign_so_that_the_search_leaps_to_it():
    names = re.split(r"\|(?![^()]*\))", war_words.UKRAINE.pattern)
    assert not [name for name in names if not name[0].isalpha()]  # a choice in front, and every search takes fifteen times as long


def test_an_introduction_that_names_two_wars_opens_words_on_the_first_until_they_name_the_second():
    text = "两国元首就乌克兰危机和加沙局势交换看法。习近平强调，中方赞成一切有利于和平的努力，愿为危机的政治解决出力。落实“两国方案”，巴勒斯坦问题才有出路。"
    war, elsewhere = (each for each in statements(text) if each.speaker.name == "Xi Jinping")
    assert war.about_ukraine and war.text.endswith("出力。")
    assert not elsewhere.about_ukraine and elsewhere.text.startswith("落实")


def test_points_announced_by_number_are_a_statement_each_of_whoever_announced_them():
    text = "习近平在会上提出三点主张。\n第一，共建和平家园。乌克兰危机仍在延宕，要推动局势尽快缓和。\n第二，共建绿色家园。\n第三，共建人文家园。"
    points = statements(text)
    assert [each.speaker.name for each in points] == ["Xi Jinping"] * 3
    assert [each.about_ukraine for each in points] == [True, False, False]


def test_what_one_s_own_side_has_not_done_goes_on_with_the_words():
    (only,) = statements("王毅说，乌克兰危机不是中国造成的。但我们没有袖手旁观。我们一直在劝和。")
    assert only.text.endswith("劝和。")


def test_a_settlement_of_another_quarrel_is_none_of_the_war_in_news_of_it():
    text = "习近平指出，中德要深化合作，希望欧方尽快通过谈判解决电动汽车问题。\n双方就乌克兰危机交换意见。习近平指出，中方愿为乌克兰危机政治解决出力。"
    assert [each.about_ukraine for each in statements(text)] == [False, True]
