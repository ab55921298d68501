"""Chinese news as it is printed: verbs of every paper, accounts of doings, denials that do not name the war, wrapped lines."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_chinese import attribute

DAY = date(2025, 6, 13)


def told(text: str, title: str = "", kind: str = "news") -> list[Statement]:
    return list(attribute(Document("x", text, "zh", DAY, title=title, source_kind=kind), "zh"))


def counted(text: str, **known: str) -> list[Statement]:
    return [each for each in told(text, **known) if each.counts]


def only(text: str, **known: str) -> Statement:
    found = counted(text, **known)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


@pytest.mark.parametrize(
    "line",
    [
        "中方明确表态，中方在乌克兰问题上一以贯之。",
        "被问到乌克兰局势时，大使卢沙野回说“这件事没有那么简单，要靠谈判”。",
        "就乌克兰危机，外长王毅发出了两问：火是谁点的？中国凭什么受罚？",
        "外长王毅周四出席二十国集团会议，首次明确支持美俄就乌克兰达成的共识。",
    ],
)
def test_every_paper_s_way_of_saying_opens_words(line):
    assert only(line).speaker.acts_for == "China"


@pytest.mark.parametrize(
    "line",
    [
        "据外交部网站消息，特使李辉16日访问乌克兰。",
        "据驻美使馆官网消息，大使秦刚昨天发表题为《乌克兰之后》的文章，作出以上表述。",
        "面对对华指责，毛宁又当场就乌克兰问题予以驳斥。",
        "中国外交部发言人下午未否认中俄正就结束乌克兰危机进行磋商。",
    ],
)
def test_what_somebody_did_or_did_not_deny_is_no_statement(line):
    assert not counted(line)


def test_what_is_going_to_be_done_is_announced():
    assert counted("据外交部消息，特使李辉将于16日访问乌克兰，推动政治解决。")


@pytest.mark.parametrize(
    "denial",
    [
        "毛宁说，所谓默许的说法完全是虚假信息。",
        "中国外交部周五驳斥了泽伦斯基的指控，称其为政治操弄。",
        "中国政府则警告各方“不要发表不负责任的言论”。",
        "华春莹还说，美方暗示俄罗斯有中国背后支持。",
    ],
)
def test_a_denial_in_news_of_the_war_is_about_it(denial):
    text = f"乌克兰总统泽连斯基说，有中国公民替俄军在乌克兰作战。\n{denial}"
    assert only(text).text == denial


def test_a_denial_in_other_news_is_not():
    assert not counted("菲律宾海警称，中国船只逼近礁石。\n毛宁说，有关说法完全是虚假信息。")


@pytest.mark.parametrize("name", ["美方称俄罗斯对乌战争有中企参与", "俄侵乌以来中方受到指责", "泽伦斯基点名中方"])
def test_short_forms_of_the_war_name_it(name):
    assert only(f"就{name}一事，毛宁表示，中方坚决反对无端指责。")


@pytest.mark.parametrize("name", ["面对乌龙事件", "应对乌兹别克斯坦水灾"])
def test_other_words_with_the_sign_do_not(name):
    assert not counted(f"{name}，毛宁表示，中方希望早日停火止战。")


def test_a_comment_behind_a_label_inside_a_paragraph_is_the_writer_s():
    asked = "据报道，林剑近日主持记者会。有记者提问，乌方就军火零件提出关切，请问中方怎么看？林剑：中方坚决反对无端指责。\n"
    assert only(f"{asked}在乌克兰危机还没有停火的时候，基辅为什么频频发难？").text.startswith("林剑")


def test_a_quoted_term_at_the_head_of_a_paragraph_is_the_writer_s():
    said = "林剑强调，中方“从乌克兰危机第一天起就坚持劝和促谈”。"
    assert only(f"{said}\n“劝和促谈”四个字，看似简单，其实不易。").text == said


def test_a_quotation_goes_on_in_the_next_paragraph_but_a_heading_does_not():
    first = "王毅说：\n“所谓中国事先知情俄罗斯对乌克兰的行动，都是虚假信息。\n"
    assert len(counted(f"{first}“类似俄乌冲突的事发生在别处，中国也是这个立场。”")) == 2
    assert len(counted("王毅说，中方希望乌克兰停火。\n“美方煽动乌克兰战争”")) == 1


@pytest.mark.parametrize("label", ["FT", "《新政治家》"])
def test_an_interviewer_named_by_paper_only_asks(label):
    text = f"大使傅聪表示，我们主张乌克兰和平谈判。\n{label}：大使先生，我想问俄罗斯入侵乌克兰的问题，您怎么看？\n傅聪：我们希望乌克兰停火。"
    assert [each.speaker.name for each in counted(text)] == ["Fu Cong", "Fu Cong"]
    assert not any("您怎么看" in each.text for each in counted(text))


def test_he_behind_a_stranger_is_the_stranger():
    text = "大使卢沙野说，乌克兰应当停火。\n罗施宾试图纠正他，他说：“克里米亚是乌克兰的。”"
    assert [each.text[:3] for each in counted(text)] == ["大使卢"]


def test_a_title_of_a_paper_names_no_speaker():
    assert told("题为《乌克兰危机之后》的文章表示，欧洲安全压力沉重。")[0].speaker.acts_for is None


def test_an_article_that_later_sentences_tell_of_is_not_given_in_full():
    text = "15日，外长王毅发表题为《我们在乌克兰问题上的立场》的署名文章。\n美国官员多次威胁制裁援俄企业。王毅说，制裁带不来乌克兰的和平。"
    assert only(text).text.startswith("王毅说")


@pytest.mark.parametrize("by", ["根据熟悉商谈的西方官员说法，李辉", "有法国外交人士引述李辉"])
def test_words_that_nameless_officials_pass_on_are_contested(by):
    found = [each for each in told(f"{by}表示，乌克兰冲突应在蔓延前停火。") if each.speaker.acts_for == "China"]
    assert found and not counted(f"{by}表示，乌克兰冲突应在蔓延前停火。")


def test_a_bare_ministry_is_china_s_after_its_own_minister():
    text = "外长王毅同俄罗斯外长拉夫罗夫通电话，王毅表示中方希望乌克兰停火。外交部发言人则否认中国支持俄罗斯对乌克兰动武。"
    assert [each.speaker.acts_for for each in counted(text)] == ["China", "China"]


def test_whom_somebody_also_blames_does_not_speak():
    text = "发言人华春莹24日在记者会上，除指责美国不该教训中国以外，她还呼吁乌克兰各方克制。"
    assert only(text).speaker.name == "Hua Chunying"


def test_china_s_side_is_the_ministry_whose_nameless_spokesperson_spoke():
    text = "商务部新闻发言人表示，中方反对就乌克兰滥施单边制裁。\n中方始终认为，对话谈判是解决乌克兰危机的唯一出路。"
    assert {each.speaker.official_id for each in counted(text)} == {"china-mofcom"}


def test_the_day_before_yesterday_is_a_day():
    assert only("王毅前天指出，乌克兰危机令人痛心。").said_on == date(2025, 6, 11)
    assert only("王毅说，从目前日程看，乌克兰和谈还在继续。").said_on is None


def test_a_named_day_goes_before_the_same_day():
    text = "据外交部14日消息，外长王毅当日在慕尼黑出席会议，回应对乌克兰问题的立场。\n他指出，乌克兰各方应当停火。"
    assert only(text).said_on == date(2025, 6, 14)


def test_lines_that_an_agency_wraps_are_read_through():
    wrapped = (
        "欧盟24日宣布在对俄制裁中将部分中国企业和几名个人列入\n清单。对此，商务部新闻发言人表示，中方一贯反对没有国际法\n"
        "依据的单边制裁。中方始终认为，对话谈判才是解决乌克兰危\n机的出路，希望欧方停止列单。"
    )
    found = only(wrapped)
    assert found.text.startswith("对此，商务部") and found.text.endswith("停止列单。")


def test_headings_and_short_lines_are_not_joined():
    text = "中方呼吁停火\n林剑说，中方希望乌克兰停火。\n各方反应\n欧盟说，局势严峻。"
    assert only(text).text == "林剑说，中方希望乌克兰停火。"


def test_a_printed_speech_begins_with_its_salutation():
    told_of = "据代表团网站消息，10月31日，耿爽大使在安理会审议乌克兰问题时发言。\n发言全文如下：\n主席：\n"
    spoken = "我感谢艾博先生的通报和他的同事。\n乌克兰危机仍在延宕，战事没有停息的迹象。\n主席，\n当务之急是推动乌克兰局势降温，早日开启和谈。"
    found = counted(told_of + spoken, title="耿爽：先来说一说美国", kind="official")
    assert {each.speaker.name for each in found} == {"Geng Shuang"} and found[-1].text.startswith("当务之急")


def test_a_clause_that_ends_like_a_frame_may_still_say_who_speaks():
    assert only("不过，发言人毛宁指出在乌克兰问题上，中国的立场客观公正。").speaker.name == "Mao Ning"
    assert only("毛宁批评美国在援助乌克兰的同时，无理指责中俄正常贸易。").speaker.name == "Mao Ning"


def test_whoever_is_addressed_with_a_post_does_not_speak():
    found = only("大使马升琨周一在会上对州负责人科齐茨基表示，中方希望乌克兰停火。")
    assert found.speaker.name == "Ma Shengkun"


def test_another_ministry_that_denies_takes_the_word_in_the_same_sentence():
    text = "乌克兰总统泽连斯基17日指控中国供应武器，中国外交部其后否认指控，强调从来没有向乌克兰冲突任何一方提供武器。"
    assert only(text).speaker.official_id == "china-mfa"


def test_an_admission_of_others_does_not_take_the_word():
    text = "林剑指出，乌克兰危机开始以来，美方没有拿出证据。连美军高层也承认，中方没有提供武器。"
    assert only(text).text == text


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("毛宁强调，当前要坚持“战场不外溢、战事不升级、各方不拱火”三原则，推动乌克兰停火。", "reported"),
        ("毛宁说，所谓“中方向俄提供军援”是虚假信息，中方希望乌克兰停火。", "reported"),
        ("毛宁说，中方提出“四个应该”，希望乌克兰停火。", "reported"),
        ("毛宁则重申支持乌克兰和平努力，各方应避免“不负责任的言论”。", "mixed"),
        ("毛宁说：“中方希望乌克兰停火。”", "verbatim"),
    ],
)
def test_names_in_marks_are_no_quotation_and_short_words_of_one_s_own_are(text, how):
    assert only(text).directness == how


def test_the_day_in_the_title_of_a_transcript_needs_no_year():
    text = "路透社记者：请问乌克兰局势？\n毛宁：中方希望乌克兰停火。"
    assert only(text, title="6月12日外交部例行记者会全文", kind="official").said_on == date(2025, 6, 12)


def test_what_china_has_not_condemned_is_the_reporter_s_line():
    assert not counted("开战以来，北京一直未对俄罗斯入侵乌克兰作出谴责。")


def test_words_behind_a_colon_stand_in_the_next_paragraph():
    found = only("外交部发言人林剑表示：\n在乌克兰危机问题上，中方始终劝和促谈。")
    assert found.directness == "verbatim" and found.text.endswith("劝和促谈。")


def test_a_talk_told_in_short_paragraphs_goes_on_while_it_counts_its_points():
    talk = "王毅说，欧洲重燃战火，乌克兰危机发人深省。\n根子还是冷战思维。\n首先，不能追求绝对安全。\n承诺过就不应东扩。\n其次，不能搞阵营对抗。"
    assert "".join(each.text for each in counted(talk)).endswith("不能搞阵营对抗。")


def test_the_points_of_a_comment_are_the_writer_s():
    comment = "这番表态意味深长，基辅的处境更难了。\n首先，美国的心思已经变了，战场上的消息一天比一天坏。\n其次，欧洲人也在观望。"
    assert only(f"毛宁说，中方希望乌克兰停火。\n{comment}").text == "毛宁说，中方希望乌克兰停火。"


def test_soldiers_sent_to_russia_are_of_this_war():
    assert only("毛宁表示，中方不了解朝鲜士兵赴俄训练的情况。")
    assert not counted("毛宁表示，中方注意到朝鲜士兵越过军事分界线的报道。")


def test_no_party_to_the_war_is_of_this_war_in_a_text_on_it():
    before = "美国防长说，俄乌战争让乌克兰损失惨重。\n报导说，减缓亚洲的威胁是当务之急。\n"
    denied = "中国一再表态“不是战争的当事方”，也否认对莫斯科当局提供武器。"
    assert only(before + denied).text == denied
    assert not counted("球队赢了比赛。\n减缓威胁是当务之急。\n" + denied.replace("莫斯科当局", "当地"))


def test_quotations_behind_dashes_count_no_points():
    first, second = "——“中国在乌克兰危机上的立场，我想解释一下。”", "——“要是获知乌克兰危机，中方会阻止。”"
    told = f"王毅在文中一开头就写到：\n{first}\n然后，王毅先回应了谣言：中国早就知道俄罗斯要进攻乌克兰！\n王毅写到：\n{second}"
    assert [each.text for each in counted(told)] == [first, second]


def test_a_question_behind_its_source_stays_the_journalists():
    asked = "据“发言人办公室”消息，在4月8日外交部例行记者会上，海峡卫视记者提问：我们看到，不少学者谈乌克兰战争时，认为美国要负责任。中方怎么看？"
    assert only(f"{asked}\n毛宁：关于乌克兰危机，中方立场没有变。").speaker.name == "Mao Ning"


def test_what_a_ministry_passes_on_is_his_whom_it_names():
    assert only("外交部消息称，王毅同库列巴通话时表示，中方支持政治解决乌克兰危机。").speaker.name == "Wang Yi"
    assert not counted("中国外交部称，泽连斯基感谢中方为乌克兰提供人道主义援助。")


def test_who_affirms_opens_a_sentence_by_name():
    before = "习近平呼吁各方冷静克制，共同管控乌克兰危机。\n"
    assert only(before + "泽连斯基肯定中方在乌克兰问题上的作用，强调乌方愿同中方合作。").speaker.name == "Xi Jinping"


def test_a_spokesperson_named_in_the_next_clause_is_who_rebuts():
    assert only("外交部发言人已经驳斥了关于乌克兰的谣言，毛宁指出，美方散布乌克兰问题假消息用心险恶。").speaker.name == "Mao Ning"


def test_a_surname_that_goes_on():
    text = "中国外长王毅表示，乌克兰危机要靠对话。王继续说，制裁解决不了乌克兰问题。"
    assert [each.speaker.name for each in counted(text)] == ["Wang Yi"] * 2


def test_what_others_announce_is_what_a_spokesperson_answers():
    assert only("美国宣布向乌克兰提供集束弹药，外交部发言人毛宁表示，中方注意到国际社会的关注。").speaker.name == "Mao Ning"
    assert only("外交部发言人林剑在例行记者会上表示，中方不了解乌克兰维和部队的报道。\n退役军官周海曾提出，中国可以出兵。他认为，这对乌克兰停火是好事。").speaker.name == "Lin Jian"
