"""Others' words in Chinese reports that must not count for China, and China's words that stand behind them."""

from __future__ import annotations

import pytest

from tests.test_chinese_turns import counted


def texts(text: str, **known: str) -> list[str]:
    return [each.text for each in counted(text, **known)]


@pytest.mark.parametrize("label", ["俄罗斯外交部发言人", "德国政府发言人", "乌克兰国防部发言人"])
def test_a_label_of_another_country_is_not_the_ministry_s(label):
    page = f"更新\n{label}：我们将继续在乌克兰前线行动。\n更新\n中国外交部发言人：中方支持乌克兰停火。"
    assert texts(page) == ["中国外交部发言人：中方支持乌克兰停火。"] or texts(page) == ["中方支持乌克兰停火。"]


def test_taipei_sends_representatives_and_beijing_ambassadors():
    assert not texts("驻波兰代表陈大文表示，台湾将协助乌克兰重建。陈大文强调，乌克兰需要和平。")
    assert texts("驻波兰大使陈大文表示，中方支持乌克兰停火。")


def test_a_delegate_of_the_congress_speaks_for_himself():
    assert not texts("全国人大代表陈大文表示，乌克兰危机推高了粮价，停火很重要。")


@pytest.mark.parametrize(
    "line",
    [
        "他还敦促中国领导人推动俄罗斯结束乌克兰战争。",
        "他警告毛宁，乌克兰战争若得到支持，后果严重。",
        "他们说，乌克兰危机要靠谈判解决。",
        "他表示，乌克兰的和平方案才是基础。",
    ],
)
def test_a_pronoun_of_another_number_sex_or_side_is_nobody_of_ours(line):
    said = "毛宁说，中方支持乌克兰停火。"
    assert texts(f"{said}\n{line}") == [said]


def test_he_behind_a_stranger_is_the_stranger():
    said = "王毅说，中方支持乌克兰停火。"
    told = "智库学者巴库尔（Alicja Bakul）不以为然。\n他认为，乌克兰和平离不开武器。"
    assert texts(f"{said}\n{told}") == [said]
    assert len(texts(f"{said}\n乌克兰总统泽连斯基（Volodymyr Zelensky）也在场。\n")) == 1


@pytest.mark.parametrize(
    "before",
    ["美国日前宣布就乌克兰战争扩大制裁，涉及八家中国企业，", "布林肯称中国为俄罗斯的战争供货，这将有后果，"],
)
def test_a_chinese_body_answers_behind_what_others_did(before):
    assert texts(f"{before}中国外交部周一表示，中方从不向乌克兰冲突任何一方提供武器。") == [
        "中国外交部周一表示，中方从不向乌克兰冲突任何一方提供武器。"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "波兰总理顾问再度敦促中国对俄罗斯在乌克兰的行动进行谴责。",
        "华府没有提供证据，证明中国已表示愿意援助俄罗斯在乌克兰的战争。",
        "中国上个月宣布的与俄罗斯的伙伴关系和乌克兰战争引发质疑。",
        "中国缺席乌克兰和平峰会，证实它不想结束战争。",
        "这两件事不仅说明中国在乌克兰问题上在哪一边，也告诉我们战争的走向。",
        "中国官媒对此毫无反省，却宣称这是西方就乌克兰战争的炒作。",
        "报社援引美国官员：国防部反对向乌克兰派遣战机。",
        "有媒体提问，中方希望乌克兰和平谈判，对当前情势有何评论。",
        "欧盟的这份文件还称，中国在乌克兰问题上的决定影响深远，并警告说，若不推动停火，关系会变坏。",
        "法国希望中国明确指出俄军必须撤出乌克兰。",
        "中国近来在乌克兰危机中调停无果，分析称，它仍会继续劝和。",
        "战争爆发以来，中国一直没有承认俄罗斯入侵乌克兰。",
        "在谈到中国问题时联合声明指出，乌克兰需要和平。",
        "据国际关系副教授李辉明说，中国在乌克兰的和平努力停留在口头上。",
    ],
)
def test_a_writer_s_line_on_china_is_not_what_china_says(line):
    assert not texts(line)


@pytest.mark.parametrize(
    "line",
    [
        "报导引述中国驻乌克兰大使馆参赞陈大文表示，在乌克兰的中国公民正在撤离。",
        "据中国驻乌克兰大使馆表示，在乌克兰的中国公民已撤离。",
        "中国驻基辅大使馆周一则称，在乌克兰的中国公民已疏散。",
        "在乌克兰问题上，北京上星期表示，将公布一项和平建议。",
        "北京在承认乌克兰主权的同时，也表示俄罗斯有合理的安全关切。",
        "北京没有谴责对乌克兰的战争，反而指责北约东扩。",
        "对于向乌克兰战场输送武器的指控，北京一贯否认。",
        "中方常见的回应是“在乌克兰危机上，中方从不拱火浇油，始终劝和促谈”。",
        "林剑没有直接回答，而是把矛头转向美国：“美国才是向乌克兰战场输送武器的最大源头”。",
        "“乌克兰局势发展到这个地步，是中方不愿看到的，”官媒援引习近平在会议中的话报道称。",
        "中方的12点立场文件呼吁在乌克兰停火。",
        "正在基辅访问的中国乌克兰问题特使李辉周四表示，结束乌克兰战争没有捷径。",
        "彭博社说，根据中国外交部公布的文告，李辉会谈时表示，解决乌克兰危机没有捷径。",
        "视讯会谈时，北京指就乌克兰战争制裁俄罗斯只会让人民受苦。",
        "李辉举行吹风会，称在访问欧洲期间，各方均赞赏中国为乌克兰和平所作努力。",
        "中国商务部批欧盟以乌克兰危机为由制裁中国企业，坚决反对单边制裁。",
        "王毅称，中方主张尊重包括乌克兰在内各国的主权和领土完整。",
    ],
)
def test_what_real_reports_put_in_other_turns_is_read(line):
    assert texts(line) == [line]


def test_a_view_of_china_s_government_opens_no_label_for_the_paragraphs_behind():
    text = "在中国政府看来，乌克兰危机要靠谈判解决。\n没有哪个国家比乌克兰更关心战争的结局。"
    assert texts(text) == [text.split("\n")[0]]


def test_beijing_s_ministry_is_not_the_one_named_before():
    text = "乌克兰外交部说，停火要有条件。\n在北京，外交部发言人重申，乌克兰危机要靠谈判解决。"
    assert [each.speaker.acts_for for each in counted(text)] == ["China"]


def test_washington_s_department_of_state_is_not_beijing_s_council():
    assert not texts("美国国务院公布对俄制裁名单。\n国务院的声明称：“我们将摧毁俄罗斯在乌克兰战争中的支持网络。”")


def test_a_paper_s_words_on_beijing_are_not_a_quotation_that_goes_on():
    said = "毛宁说，中方支持乌克兰停火。"
    assert texts(f"{said}\n“不过，这对北京来说已经足够，它在乌克兰问题上并不想要更多。”") == [said]


def test_quotation_marks_that_stand_the_wrong_way_are_turned_round():
    line = "林剑还称，“美国在乌克兰的实验室只是冰山一角。“他还质问：”美国在乌克兰的真正意图是什么？“"
    assert len(texts(line)) >= 1
    assert texts(line)[0].startswith("林剑")


def test_a_writer_who_counts_does_not_go_on_for_a_country():
    said = "北京表示，乌克兰需要停火。"
    assert texts(f"{said}\n第二，如果乌克兰停火，邻国也会松一口气，不必担心战争。") == [said]
    counts = "王毅提出两点主张：第一，各方要在乌克兰停火。\n第二，各方要为乌克兰和谈创造条件。"
    assert len(texts(counts)) == 2


def test_a_list_of_headlines_behind_the_words_is_nobody_s():
    said = "王毅说，中方支持乌克兰停火。"
    assert texts(f"{said}\n王毅会乌外长：\n中国不愿看到乌克兰危机长期化王毅：反对滥用武力") == [said]


@pytest.mark.parametrize(
    "line",
    [
        "泽连斯基致电习近平表示，乌克兰感谢中方劝和促谈。",
        "普京致函习近平说，乌克兰危机会通过对话解决。",
        "白宫称，习近平表示支持乌克兰停火。",
        "爱丽舍宫表示，马克龙和习近平重申支持乌克兰停火。",
    ],
)
def test_whom_others_write_to_or_speak_of_says_nothing_himself(line):
    assert not texts(line)


@pytest.mark.parametrize("verb", ["会晤", "会见", "致电"])
def test_he_is_whoever_spoke_and_not_whom_he_met(verb):
    assert not texts(f"德国总理朔尔茨{verb}习近平后发文称，已谈到乌克兰。\n他说，“我请求习主席推动停火，结束乌克兰战争。”")


def test_a_scholar_s_words_are_not_those_of_the_official_named_before():
    said = "毛宁说，中方支持乌克兰停火。"
    assert texts(f"{said}\n某大学的汉学家曾大文认为，北京对乌克兰的态度并不中立。\n他分析，停火对北京有利。") == [said]


def test_a_paper_s_own_line_ends_what_an_official_says():
    assert texts("王毅重申中方支持乌克兰停火。报道写道：\n“布鲁塞尔重视乌克兰停火的立场。”") == ["王毅重申中方支持乌克兰停火。"]


def test_an_ambassador_turns_from_what_his_host_said():
    text = "泽连斯基向大使马升琨表达谢意，说乌克兰要和平。马升琨大使明确指出，中方支持乌克兰停火。"
    assert texts(text) == ["马升琨大使明确指出，中方支持乌克兰停火。"]


def test_they_are_never_the_one_who_is_asked():
    assert not texts("毛宁也被问到，英法两国准备移交武器，他们认为这有利于结束乌克兰战争。")
