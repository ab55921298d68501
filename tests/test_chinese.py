"""Attribution in Chinese: the project's own passages, a trap each, and what must hold for any text."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from extractors.chinese.statements import attribute_chinese
from extractors.chinese.text import split_sentences, to_simplified
from extractors.passages import split_passages
from extractors.records.pages import Layer
from extractors.records.words import Directness, Document, Level, Statement
from tests.accuracy_chinese import GOLD, OFFICIALS, attribute, document
from tests.conftest import needs_shared

PASSAGES = [json.loads(line) for line in (GOLD / "zh.jsonl").read_text("utf-8").splitlines()]


def statements(text: str, published: str = "2024-06-01", **known: str) -> list[Statement]:
    return attribute(Document("x", text, "zh", date.fromisoformat(published), **known), "zh")


def only(text: str, **known: str) -> Statement:
    found = statements(text, **known)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def overlap(one: dict[str, int], other: Statement) -> int:
    return min(one["end"], other.end) - max(one["start"], other.start)


# ---------------------------------------------------------------- the project's passages


def test_there_are_enough_passages_and_each_names_its_trap():
    assert len(PASSAGES) >= 45
    assert all(each["trap"] for each in PASSAGES)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: each["trap"])
def test_annotations_stand_where_they_say(passage):
    for each in passage["statements"]:
        assert passage["text"][each["start"] : each["end"]] == each["quote"]
        assert all(each["start"] <= mark["start"] < mark["end"] <= each["end"] for mark in each["stances"])


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: each["trap"])
def test_a_passage_is_read_as_annotated(passage):
    found = attribute(document(passage), "zh")
    for gold in passage["statements"]:
        best = max(found, key=lambda each: overlap(gold, each))
        assert overlap(gold, best) * 2 >= max(gold["end"], best.end) - min(gold["start"], best.start)
        assert best.speaker.name == gold["speaker_en"] or gold.get("contested")
        assert best.directness.value == gold["directness"]
        assert (best.said_on.isoformat() if best.said_on else None) == gold["date"]
        assert best.counts == (gold["is_chinese"] and gold["about_ukraine"] == "yes")


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: each["trap"])
def test_nothing_counts_that_is_not_annotated(passage):
    gold = [each for each in passage["statements"] if each["is_chinese"]]
    for each in attribute(document(passage), "zh"):
        assert not each.counts or any(overlap(known, each) > 0 for known in gold)


# ---------------------------------------------------------------- offsets and layers


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: each["trap"])
def test_the_text_of_a_statement_is_always_the_article_s(passage):
    for each in attribute(document(passage), "zh"):
        assert each.text == passage["text"][each.start : each.end]
        assert each.start <= each.content[0] < each.content[1] <= each.end
        assert all(each.start <= start <= end <= each.end for start, end in each.quotes)


def test_traditional_characters_keep_their_places():
    text = "中國常駐聯合國副代表耿爽說：「烏克蘭危機應當通過談判解決。」"
    assert len(to_simplified(text)) == len(text)
    found = only(text)
    assert found.text == text
    assert found.speaker.name == "Geng Shuang"


def test_an_official_text_is_original_and_the_evening_news_is_state_media():
    words = "中国外交部发言人毛宁表示，中方支持乌克兰和平谈判。"
    assert only(words, source_kind="official").layer is Layer.ORIGINAL
    assert only("央视网消息（新闻联播）：" + words).layer is Layer.STATE_MEDIA
    assert only(words).layer is Layer.FOREIGN


# ---------------------------------------------------------------- who speaks


def test_the_surname_tells_wang_yi_from_wang_wenbin():
    both = statements(
        "外交部发言人汪文斌表示，乌克兰问题很复杂。\n外长王毅表示，乌克兰危机要政治解决。", "2022-10-28"
    )
    assert [each.speaker.name for each in both] == ["Wang Wenbin", "Wang Yi"]


def test_an_office_without_a_name_is_held_by_somebody_on_the_day():
    assert only("乌克兰总统22日表示，乌方愿意谈判。").speaker.name == "Volodymyr Zelensky"
    assert (
        only("美国总统22日表示，乌克兰战争必须结束。", published="2025-03-23").speaker.name == "Donald Trump"
    )


def test_a_namesake_of_another_country_is_not_the_known_person():
    speaker = only("匈牙利外长米勒表示，乌克兰危机应当谈判解决。").speaker
    assert (speaker.name, speaker.acts_for) == ("米勒", "Hungary")


def test_an_unknown_foreigner_keeps_the_name_as_written_and_his_side():
    speaker = only("克罗地亚国防部长阿努希奇3日说，乌克兰需要更多防空武器。").speaker
    assert (speaker.name, speaker.official_id, speaker.acts_for) == ("阿努希奇", None, "Croatia")


def test_the_foreign_ministry_without_a_country_is_china_s_in_a_chinese_text():
    speaker = only("外交部5日表示，中方支持乌克兰危机政治解决。").speaker
    assert (speaker.name, speaker.level) == ("Ministry of Foreign Affairs of China", Level.READOUT)


def test_the_object_of_a_preposition_does_not_speak():
    assert only("乌总统泽连斯基同王毅通话后说，战争应当结束。").speaker.name == "Volodymyr Zelensky"
    assert only(
        "卢拉30日在与到访的德国总理朔尔茨举行的发布会上表示，乌克兰危机应当谈判解决。"
    ).speaker.name.startswith("Luiz")


def test_an_agency_that_relays_words_is_not_their_speaker():
    assert (
        only("据路透社报道，中国外交部发言人林剑3日说，乌克兰危机没有军事出路。").speaker.name == "Lin Jian"
    )


def test_what_a_paper_publishes_is_its_own_when_nobody_else_is_named():
    assert only("据乌克兰媒体5日报道，俄军正在撤离。").speaker.acts_for is None


def test_a_word_of_respect_inside_somebody_s_words_opens_no_statement():
    text = "习近平指出，我赞赏泽连斯基总统多次表示重视中乌关系。中乌友好由来已久。"
    assert only(text).speaker.name == "Xi Jinping"


# ---------------------------------------------------------------- where a statement ends


def test_a_readout_paragraph_is_one_statement_while_the_voice_holds():
    text = "习近平强调，乌克兰危机牵动全局。中方主张停火。各方要保持克制。双方还就伊朗核问题交换了意见。"
    assert only(text).text.endswith("各方要保持克制。")


def test_a_sentence_that_turns_to_another_speaker_ends_the_statement():
    text = "中方代表强调，乌克兰危机应当谈判解决。俄方对此尚未回应。"
    assert only(text).text == "中方代表强调，乌克兰危机应当谈判解决。"


def test_a_mention_of_a_position_is_no_statement():
    assert statements("双方谈到乌克兰局势。李强阐述了中方的原则立场。") == []


def test_the_reporter_s_own_lines_are_no_statement():
    assert statements("俄乌冲突已经持续两年。乌克兰多地响起防空警报。") == []


# ---------------------------------------------------------------- how and when


@pytest.mark.parametrize(
    ("words", "directness"),
    [
        ("毛宁说：“乌克兰危机应当通过谈判得到解决，这是出路。”", Directness.VERBATIM),
        ("毛宁说，乌克兰危机要和平解决，“对话谈判才是唯一可行的出路”，各方都要努力推动。", Directness.MIXED),
        ("毛宁说，乌克兰危机要和平解决。", Directness.REPORTED),
        ("王毅说，我们支持乌克兰和平。", Directness.VERBATIM),
        ("毛宁说，乌克兰危机要靠“四个应该”来解决。", Directness.REPORTED),
    ],
)
def test_marks_or_the_speaker_s_own_we_make_words_verbatim(words, directness):
    assert only(words).directness is directness


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("毛宁31日表示，乌克兰危机应当政治解决。", "2024-05-31"),
        ("毛宁上周五表示，乌克兰危机应当政治解决。", "2024-05-24"),
        ("毛宁去年曾表示，乌克兰危机应当政治解决。", None),
        ("毛宁表示，乌克兰危机应当政治解决。", None),
        ("针对30日的袭击，毛宁表示，乌克兰危机应当政治解决。", None),
        ("毛宁今天（6月1日）表示，乌克兰危机应当政治解决。", "2024-06-01"),
    ],
)
def test_the_day_is_that_of_the_reporting_clause_or_unknown(words, day):
    said_on = only(words).said_on
    assert (said_on.isoformat() if said_on else None) == day


def test_the_evening_news_without_a_day_speaks_of_its_own():
    found = only("央视网消息：中方强调，乌克兰危机应当政治解决。")
    assert (found.said_on, found.said_on_basis) == (date(2024, 6, 1), "published")


def test_the_partner_of_a_talk_is_the_counterpart():
    text = "1日，国家主席习近平同法国总统马克龙通电话。\n习近平强调，乌克兰危机没有赢家。"
    assert only(text).counterpart == "Emmanuel Macron"


# ---------------------------------------------------------------- texts nobody wrote for us


@pytest.mark.parametrize(
    "text",
    [
        "",
        "央视网消息（新闻联播）：",
        "毛宁：",
        "新华社北京1月1日电",
        "。",
        "“",
        "”“”“",
        "：：：",
        "据，据，据",
        "习近平",
        "表示，" * 50,
        "中方\x00表示，乌克兰\ud800。",
        "一、" * 40,
        "（" * 60,
    ],
)
def test_odd_texts_do_not_break_the_reading(text):
    found = attribute_chinese(
        Document("x", text, "zh"), split_passages(Document("x", text, "zh"), "zh"), OFFICIALS
    )
    assert all(each.text == text[each.start : each.end] for each in found)


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "“中方表示，",
        "习近平和普京、",
        "中国外交部发言人",
        "外长、",
        "据" * 9,
        "表示称说",
        "阿巴斯·",
        "双方。",
        "（毛宁",
        "中方说；",
        "12日至",
        "《",
    ],
)
def test_no_text_makes_the_reading_slow(piece):
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    attribute_chinese(Document("x", text, "zh"), split_passages(Document("x", text, "zh"), "zh"), OFFICIALS)
    assert time.process_time() - started < 3


def test_a_stop_inside_a_quotation_ends_no_sentence():
    text = "毛宁说：“先停火。再谈判。”各方没有回应。"
    assert [text[each.start : each.end] for each in split_sentences(text, 0, len(text))] == [
        "毛宁说：“先停火。再谈判。”",
        "各方没有回应。",
    ]


@needs_shared
def test_the_annotated_evening_news_is_read_as_well_as_two_people_agree():
    from tests.accuracy_chinese import SHARED, measure

    report = measure(
        SHARED / "domain" / "cctv_gold.jsonl", SHARED / "data" / "cctv_2022_2023.jsonl", "zh"
    ).report()
    assert report["chars"]["f1"] >= 0.97
    assert report["speaker"] >= 0.98
    assert report["foreign_words_counted"] == 0


# ---------------------------------------------------------------- what texts never seen before brought


def counted(text: str, **known: str) -> list[str]:
    return [each.text for each in statements(text, **known) if each.counts]


def test_a_name_does_not_swallow_the_verb_after_it():
    assert not counted("欧盟高级代表卡拉斯敦促中方停止支持俄罗斯，并支持乌克兰全面停火。")


def test_a_verb_of_will_without_an_object_reports_nothing():
    found = only("王毅介绍了中方在乌克兰问题上的立场主张。他指出，中方始终劝和促谈。")
    assert (found.speaker.name, found.cue) == ("Wang Yi", "指出")


def test_whom_others_praise_does_not_speak():
    assert not counted("与会各方积极评价中方派代表出席乌克兰问题会议，支持中方为劝和促谈发挥作用。")


def test_a_leak_told_by_an_unnamed_diplomat_does_not_count():
    assert not counted("一名欧洲外交官称，王毅在闭门会谈中表示，中方无法接受俄罗斯在乌克兰失败。")


def test_a_declaration_of_both_sides_is_a_statement_though_a_talk_heads_the_sentence():
    text = "习近平同巴西总统卢拉会谈。会谈后，双方发表《关于乌克兰危机的联合声明》，欢迎重启和谈，期待各方早日对话。"
    assert any("欢迎重启和谈" in each for each in counted(text))


def test_a_further_question_goes_on_with_the_one_before():
    text = "路透社记者：中方是否参加乌克兰和平峰会？\n毛宁：中方支持和平。\n日本广播协会记者：日本首相将出席上述峰会，中方为何不去？\n毛宁：我刚才已经说明了。会议的安排与各方期待还有差距。"
    assert len(counted(text, source_kind="official", title="2024年6月3日外交部发言人毛宁主持例行记者会")) == 2


def test_whom_a_ministry_speaks_about_is_not_the_speaker():
    text = "问：请介绍李辉特别代表访问乌克兰等国的情况。\n答：李辉特别代表此访是中方劝和促谈的又一努力。"
    found = only(text, source_kind="official", title="外交部谈李辉特别代表出访五国")
    assert found.speaker.name != "Li Hui" and found.speaker.acts_for == "China"


def test_the_other_side_s_part_of_a_joint_document_is_its_own():
    text = "双方认为，乌克兰危机应当通过对话解决，各方要停止火上浇油。俄方欢迎中方为解决乌克兰危机发挥积极作用。双方指出，要尊重各国合理安全关切。"
    found = counted(text, source_kind="official", title="中俄元首关于深化战略协作伙伴关系的联合声明（节选）")
    assert found and not any("俄方" in each for each in found)


def test_the_heading_of_a_speech_is_no_statement():
    text = "耿爽大使在安理会乌克兰问题公开会上的发言\n主席先生，\n中方呼吁各方保持克制，早日恢复和谈。"
    found = counted(text, source_kind="official", title="耿爽大使在安理会乌克兰问题公开会上的发言")
    assert found == ["中方呼吁各方保持克制，早日恢复和谈。"]


def test_words_quoted_before_their_reporting_clause_are_content():
    found = only("“中方支持一切有利于乌克兰和平的努力，”毛宁说，“希望各方保持克制。”")
    assert found.content[0] == found.start


def test_every_set_written_blind_counts_no_words_of_others():
    for path in sorted(GOLD.glob("blind[5-9]_zh.jsonl")):
        for each in map(json.loads, path.read_text("utf-8").splitlines()):
            foreign = [gold for gold in each["statements"] if not gold["is_chinese"]]
            for found in attribute(document(each), "zh"):
                assert not (found.counts and any(gold["start"] == found.start and gold["end"] == found.end for gold in foreign)), each["id"]


def test_words_are_of_the_day_on_which_an_agency_says_they_met():
    text = "据外交部网站消息，外交部发言人毛宁12日主持例行记者会。\n毛宁表示，中方支持一切有利于乌克兰和平的努力。"
    assert [str(each.said_on) for each in statements(text, "2025-03-13") if each.counts] == ["2025-03-12"]


def test_a_speech_is_of_the_day_that_stands_below_its_heading():
    text = "马朝旭副外长在安理会乌克兰问题会议上的发言\n(2023年9月20日，纽约)\n主席先生，\n中方呼吁各方尽快恢复和谈，缓和乌克兰局势。"
    found = statements(text, "2023-09-21", source_kind="official", title="马朝旭副外长在安理会乌克兰问题会议上的发言")
    assert [str(each.said_on) for each in found if each.counts] == ["2023-09-20"]
