"""What China denies, what it suffers, and who else answers in the same sentence."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute

CHARGES = ("泽连斯基指控中国阻挠乌克兰和平峰会，", "美国甚至声称北京为俄军在乌克兰作战供货，", "峰会受阻，基辅指责中方偏袒入侵乌克兰的俄罗斯，")


def told(text: str, title: str = "") -> list[Statement]:
    return attribute(Document("x", text, "zh", date(2024, 6, 3), title=title), "zh")


def counted(text: str, title: str = "") -> list[str]:
    return [each.text for each in told(text, title) if each.counts]


@pytest.mark.parametrize(
    ("charge", "denial"),
    product(CHARGES, ("不过中国外交部矢口否认。", "中方断然否认。", "北京对此予以否认。", "但中国驻美大使馆予以驳斥。")),
)
def test_a_short_denial_behind_a_charge_is_china_s_and_the_charge_is_not(charge, denial):
    assert counted(charge + denial) == [denial]


@pytest.mark.parametrize("denial", ["俄罗斯断然否认。", "基辅否认。", "分析人士予以否认。"])
def test_a_denial_of_others_is_not_china_s(denial):
    assert not counted(CHARGES[0] + denial)


@pytest.mark.parametrize("verb", ["批评", "谴责", "指责", "质疑", "抨击"])
@pytest.mark.parametrize("suffers", ["遭到", "受到", "招致", "面临", "引来"])
def test_a_stance_that_is_criticised_says_nothing(suffers, verb):
    assert not counted(f"中国对乌克兰战争的立场{suffers}{verb}。")


def test_who_is_asked_may_still_criticise():
    assert counted("毛宁遭记者追问时批评北约在乌克兰火上浇油。")


def test_another_side_that_denies_what_china_said_takes_the_word():
    ours = "中国再次支持俄罗斯的指控，说美国在乌克兰研制生物武器，"
    assert counted(f"{ours}美国上周已经加以驳斥，称这是谣言。") == [ours]


@pytest.mark.parametrize("day", ["今（27）日", "今 ( 27 ) 日", "今天（27日）", "今早"])
def test_a_day_in_brackets_stands_between_who_speaks_and_the_verb(day):
    text = f"俄乌战事持续，中国外交部发言人汪文斌{day}对此回应，中方主张乌克兰危机政治解决。"
    assert counted(text) == [text]


def test_words_that_a_nameless_report_tells_are_contested():
    assert not counted("有报道指习近平当面警告普京，不要在乌克兰动用核武器。")


def test_a_paper_that_is_named_behind_takes_the_word():
    text = "毛宁说，中方希望乌克兰停火。《金融时报》报道，习近平亲自向普京表明了立场。"
    assert counted(text) == ["毛宁说，中方希望乌克兰停火。"]


def test_envoys_and_their_ministry_speak_together():
    assert counted("近日两名大使和中国外交部都表示要尊重乌克兰的选择。")


def test_a_paragraph_that_was_cut_off_inside_a_quotation_is_no_headline():
    before = "王毅说，乌克兰问题上北约逼到了俄罗斯家门口。\n"
    assert len(counted(before + "他接着提到，“我认为，可以说是俄罗斯被逼到了墙角，在这种情况下，俄罗斯")) == 2


@pytest.mark.parametrize(
    "name", ["涉乌问题", "鸟克兰局势", "札波罗热战况", "赫尔松等地的入俄公投", "卢汉斯克战事"]
)
def test_every_spelling_of_the_war_s_places_names_it(name):
    assert counted(f"毛宁谈到{name}时说，希望各方保持克制。")


def test_a_title_in_traditional_characters_names_the_war():
    text = "毛宁批評美方散布虛假訊息，對中方抹黑施壓，中方對此堅決反對。"
    assert counted(text, "中方始終根據是非曲直判斷涉烏問題")
    assert not counted(text, "中方談貿易")
