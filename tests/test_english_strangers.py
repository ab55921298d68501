"""Chinese words whose speaker is misspelt, unnamed, or named a sentence away."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2024, 10, 25)
CALL = "the war in Ukraine must end by talks"


def read(text: str, day: date | None = DAY, title: str = "") -> list[Statement]:
    """Return the statements of a newspaper's text that count."""
    return [s for s in attribute(Document("t", text, "en", day, title, source_kind="news")) if s.counts]


def names(text: str, day: date | None = DAY) -> list[str | None]:
    """Return the speakers of the statements that count."""
    return [s.speaker.name for s in read(text, day)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Chinese Foreign Ministry spokesperson Lin Jin", "Lin Jian"), ("China's President Si Jinping", "Xi Jinping"),
        ("China's ambassador to the UN, Fu Kong,", "Fu Cong"), ("China's commerce ministry spokesman He Yandong", "He Yadong"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", [DAY, None])
def test_a_name_that_is_nearly_an_officials_beside_that_office_is_the_official(written: str, meant: str, day: date | None) -> None:
    last = written.rstrip(",").split(" ")[-2:]
    text = f"{written} said {CALL}.\n\n{' '.join(last)} added that arms prolong the war in Ukraine. According to him, peace in Ukraine is near."
    assert names(text, day) == [meant] * 3


def test_a_name_that_is_nearly_an_officials_stays_its_own_without_the_office() -> None:
    assert not names(f"Lin Jin, a baker in Chengdu, said {CALL}. Si Jinping, a scholar in Shanghai, said {CALL}.")
    assert not names(f"South Korea's foreign ministry spokesman Lim Jin said {CALL}.")


def test_he_is_a_surname_too() -> None:
    assert names(f"Commerce ministry spokesman He Yadong told reporters in Beijing that {CALL}. He said that China wants peace in Ukraine.") == ["He Yadong"] * 2
    assert names(f"“T{CALL[1:]},” said He Yadong, a spokesman for China's commerce ministry.") == ["He Yadong"]


@pytest.mark.parametrize("outlet", ["Trend reports", "Report informs", "according to the source"])
def test_an_outlet_named_last_is_nobodys_he(outlet: str) -> None:
    assert names(f"“Everything must be done for peace in Ukraine,” Wang Yi said in a call, {outlet}.\n\nAccording to him, {CALL}.") == ["Wang Yi"] * 2


def test_what_an_account_tells_first_is_not_lost_to_who_answers() -> None:
    for answer in ("briefed the Chinese leader on his talks with Trump", "told him about his talks with Trump"):
        text = f"According to the Chinese readout, Xi Jinping welcomed the dialogue on Ukraine, and Putin {answer}."
        assert "Xi Jinping" in names(text)


def test_a_nations_claims_are_a_noun() -> None:
    text = f"Chinese envoy Geng Shuang said that {CALL}. He added that “all concerns over Ukraine count” – a sign of support for Russian claims to the West."
    assert names(text) == ["Geng Shuang"] * 2


def test_a_leader_who_dodged_questions_has_said_nothing() -> None:
    assert not names("On Thursday, a Chinese government leader dodged questions on whether China would name the war in Ukraine an invasion.")


def test_a_joint_statement_is_quoted_behind_the_outlet_that_carried_it() -> None:
    text = (
        "Vladimir Putin and Xi Jinping issued a joint statement on the war in Ukraine.\n\nThe statement was carried by a state agency, the portal reports.\n\n"
        "“Russia and China believe that the war in Ukraine has causes that must be removed.”"
    )
    assert names(text)[-1] == "Xi Jinping" and len(names(text)) == 2
    assert len(names(text.replace("The statement was carried by a state agency", "The sun shone on a quiet square"))) == 1


def test_a_paragraph_goes_on_in_the_voice_of_the_state() -> None:
    text = (
        "China reiterates that nobody wins a nuclear war in Ukraine. China will, as always, work for peace in Ukraine. "
        "The growth of this war will only worsen the pain in Ukraine."
    )
    assert [s.text for s in read(text)] == [text]


def test_a_speech_without_a_name_is_of_the_country_that_speaks_of_itself() -> None:
    speech = (
        "President,\n\nI thank the Secretary-General for his words on Ukraine.\n\nFirst, talks on Ukraine are the way, and all parties to the conflict should show will.\n\n"
        "Second, the fighting must calm down. {} has consistently called for talks between the parties to the conflict. We hope that peace comes soon.\n\n"
    ) + "Third, civilians suffer most in a war. The parties to the conflict should spare civilians.\n\n" * 8

    def spoken(state: str) -> list[Statement]:
        document = Document("t", speech.format(state), "en", DAY, "", source_kind="official")
        return [s for s in attribute(document) if s.counts]

    assert len(spoken("China")) > 5
    assert not spoken("Malta") and not spoken("France")


def test_what_an_outlet_puts_in_front_of_a_speech_is_its_own() -> None:
    text = "The Council called for peace in Ukraine on Monday. Here is the full statement:\n\nMr. President,\n\nChina is worried by the war in Ukraine. We call for talks."
    document = Document("t", text, "en", DAY, "Statement by Ambassador Fu Cong on Ukraine", source_kind="official")
    assert [s.text[:5] for s in attribute(document) if s.counts] == ["China"]


def test_a_spokesperson_of_the_mission_is_not_the_ministrys() -> None:
    text = (
        f"Foreign ministry spokesman Lin Jian said {CALL}. A spokesperson for the Chinese mission to the European Union said that NATO must not spread lies on Ukraine."
    )
    assert names(text) == ["Lin Jian", "Chinese Mission to the EU"]


@pytest.mark.parametrize("words", ["it deepens the rift and kills all trust", "this helps nobody"])
def test_it_takes_up_what_the_sentence_before_said_of_the_war(words: str) -> None:
    rest = "\n\nThe hall was full. Ukraine is far away.\n\nThe bakers of the town were glad.\n\nRain fell on the lake."
    lead = "China's envoy Sun Lei took the floor on Ukraine at the UN. Kyiv heard him.\n\nSun Lei argued that {}. Instead, he stated that " + words + "." + rest
    day = date(2025, 12, 1)
    assert len(read(lead.format("military confrontation solves nothing"), day)) == 2
    assert not read(lead.format("rain makes tea grow"), day)


def test_what_a_cited_statement_claims_is_its_issuers() -> None:
    text = (
        f"A spokesperson for the Chinese Embassy in Washington said that {CALL}. The spokesperson made the remarks in reply to a statement issued by the "
        "U.S. State Department on Monday, which claimed that Chinese media “spread the lies of others on Ukraine day by day”."
    )
    assert names(text) == ["Chinese Embassy"]


def test_the_embassys_spokesperson_is_its_own_house() -> None:
    text = (
        "WASHINGTON, May 4 (Xinhua) -- The Chinese Embassy in the United States rebuked the claims of the State Department on Ukraine.\n\n"
        f"Asked about the website of the U.S. State Department, the embassy's spokesperson said that {CALL}.\n\n“Peace in Ukraine is near,” the spokesperson added."
    )
    assert set(names(text)) == {"Chinese Embassy"} and len(names(text)) == 3


@pytest.mark.parametrize("office", ["the Chinese ambassador to Russia", "a senior Chinese diplomat", "China's envoy to Geneva"])
def test_an_official_without_a_name_goes_on_as_he_and_the_diplomat(office: str) -> None:
    text = f"In an interview, {office} said that {CALL}. The diplomat added that China wants peace in Ukraine. He stressed that Kyiv should talk."
    assert len(read(text, None)) == 3


def test_nobody_speaks_as_a_town_a_title_or_a_noun_behind_a_preposition() -> None:
    assert names(f"The Chinese UN ambassador stressed in New York that {CALL}.") == ["Fu Cong"]
    assert not names("Mao Ning spoke. The document, titled “A position on the political settlement of the war in Ukraine”, stands on the website.")
    text = "Bristling against U.S. claims that arms go to Ukraine, China accused Washington of lies on Ukraine."
    assert names(text) == ["China"]


def test_the_channel_that_quotes_somebody_passes_on_his_words() -> None:
    assert names(f"“T{CALL[1:]},” the channel quoted the Chinese leader Xi Jinping as saying.") == ["Xi Jinping"]


def test_what_stands_behind_the_colon_of_according_to_is_content() -> None:
    (statement,) = read("China has one goal for Ukraine, according to Wang Yi: to end the war by talks.")
    assert statement.content == (0, len(statement.text) - 1)


def test_a_reporting_clause_may_stand_where_it_likes() -> None:
    for text in (
        "China, the ministry continued, is ready to push for talks on Ukraine.",
        "China, the spokesman went on, will not arm any side of the war in Ukraine.",
        "As Wang Yi said earlier, Beijing believes that the war in Ukraine needs a ceasefire.",
    ):
        assert [s.text for s in read(text)] == [text], text
    text = "Kyiv has expressed doubts about Beijing's calls for talks on Ukraine, yet Wang Yi reiterated China's readiness to help Ukraine."
    assert [s.text[:7] for s in read(text)] == ["Wang Yi"]
    text = f"{CALL.capitalize().replace('ukraine', 'Ukraine')}.\n\nAccording to the Ministry of Foreign Affairs of China, Li Hui, the special representative of China, stated this in Brazil."
    assert names(text) == ["Li Hui"]


def test_what_the_state_urges_beside_its_officials_words_is_the_officials() -> None:
    lead = f"Geng Shuang told the Council that {CALL}.\n\n"
    assert names(lead + "China, once again, urges all sides to show restraint in Ukraine. It is vital to talk about Ukraine, he said.") == ["Geng Shuang"] * 3
    assert names(lead + "China urged calm in Ukraine in May. Wang Yi said that China wants peace in Ukraine.") == ["Geng Shuang", "China", "Wang Yi"]


def test_the_leader_is_whom_the_article_speaks_of() -> None:
    text = "Chinese Premier Li Keqiang called for calm in Ukraine. Speaking in Beijing, the leader said that China backs talks on Ukraine."
    assert names(text, date(2022, 3, 11)) == ["Li Keqiang"] * 2


def test_what_the_other_side_expresses_in_a_readout_is_its_own() -> None:
    text = (
        "Wang Yi met Dmytro Kuleba to speak of Ukraine, the Chinese foreign ministry reports. China's ministry said that it backs talks on Ukraine.\n\n"
        "“Having studied the plan of China and Brazil, Ukraine expressed readiness for talks with Russia on a lasting peace in Ukraine,” the ministry said."
    )
    assert not any("Having" in s.text for s in read(text))


def test_they_are_the_unnamed_officials_whom_a_paper_cites() -> None:
    text = f"Wang Yi said that {CALL}. A paper wrote, citing unnamed European diplomats, that China would send troops to Ukraine. According to them, Beijing is ready for Ukraine."
    assert names(text) == ["Wang Yi"]


@pytest.mark.parametrize("opening", ["said a spokesperson with the ministry", "said a spokesman in the ministry"])
def test_a_spokesperson_with_the_ministry_is_the_ministrys(opening: str) -> None:
    text = f"China's commerce ministry criticised the sanctions over Ukraine. The sanctions over Ukraine must end, {opening}. China wants peace in Ukraine, the spokesperson added."
    assert set(names(text)) == {"Ministry of Commerce of the PRC"} and len(names(text)) == 3


def test_a_spokesman_who_heads_a_sentence_is_the_next_the_spokesman() -> None:
    text = (
        "The United States put firms on a list over Ukraine. A spokesman for the Ministry of Commerce of China took note of it on Monday.\n\n"
        "The spokesman emphasized that China wants peace in Ukraine."
    )
    assert names(text) == ["Ministry of Commerce of the PRC"]


@pytest.mark.parametrize(
    "sentence",
    ["Beijing is a firm supporter of peace in the “conflict”.", "Such actions violate the UN Charter.", "Key plants in Ukraine should not be attacked."],
)
def test_a_sentence_goes_on_in_the_same_voice(sentence: str) -> None:
    text = f"According to Lin Jian, {CALL}. {sentence}"
    assert [s.text for s in read(text)] == [text]
    assert not read(f"The baker of the town spoke of Ukraine. {sentence}")


@pytest.mark.parametrize("verb", ["noted", "is convinced", "drew attention to the fact", "made it clear", "went on to say", "continued", "let it be known"])
@pytest.mark.parametrize("opening", ["", "At a briefing in Beijing, ", "On Ukraine, ", "In turn, ", "TASS reports that "])
def test_what_tells_of_words_may_be_any_verb_in_any_place(verb: str, opening: str) -> None:
    assert names(f"Chinese Foreign Ministry spokesman Lin Jian took the floor.\n\n{opening}the diplomat {verb} that {CALL}.") == ["Lin Jian"]


@pytest.mark.parametrize(
    "deed",
    [
        "spoke in favour of", "made a plea for", "drew attention to", "brushed aside the doubts about", "took issue with the sanctions against", "spoke out against an end of",
        "expressed readiness to help with", "offered mediation in",
    ],
)  # fmt: skip
def test_what_is_asked_for_or_judged_may_be_so_in_any_turn(deed: str) -> None:
    assert names(f"Wang Yi {deed} talks on Ukraine.") == ["Wang Yi"]


@pytest.mark.parametrize("other", ["the author", "the analyst", "the general", "the adviser", "the man", "the chief", "the secretary", "the commander", "the prime minister", "the mayor"])
@pytest.mark.parametrize("official", ["Wang Yi", "Fu Cong", "Lin Jian"])
def test_who_has_another_calling_is_not_the_official_named_before(other: str, official: str) -> None:
    assert not names(f"{official} took the floor on Friday.\n\n{other.capitalize()} said that {CALL}.")


def test_a_spokesman_for_the_ministry_is_the_watched_sides_where_it_leads() -> None:
    assert names(f"Chinese Foreign Ministry spokesman Lin Jian took the floor.\n\nThe sanctions help nobody in Ukraine, a spokesman for the ministry said. He added that {CALL}.")


def test_what_somebody_confirms_or_explains_stands_before() -> None:
    for verb in ("confirmed", "explained", "stressed", "spoke about"):
        assert names(f"T{CALL[1:]}. Wang Yi {verb} this at a briefing.") == ["Wang Yi"]


@pytest.mark.parametrize("sentence", ["This was the opinion of Chinese Foreign Minister Wang Yi, who met guests.", "Such is the position of Chinese Foreign Minister Wang Yi."])
def test_whose_opinion_it_was_is_told_behind(sentence: str) -> None:
    assert names(f"“T{CALL[1:]}.” {sentence}") == ["Wang Yi"]


APART = [
    "a retired colonel and a fellow at a college", "formerly of the navy", "now at a college", "an established, widely quoted commentator",
    "vice-president of a consultancy", "60, a shopkeeper", "who asked not to be named", "(a seasoned hand)", "whose kin left Kyiv", "a former envoy to China",
]  # fmt: skip
TOLD = ["said China wants peace", "said that Beijing opposes the war", "told reporters China supports talks", "noted China welcomes the talks", "warned that China backs Moscow"]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("apart", APART)
def test_what_somebody_says_of_china_behind_whatever_is_told_of_him_is_not_chinas(apart: str, told: str) -> None:
    for who in ("Jan Novak", "The senator", "Finland's president Alva Berg"):
        parted = f"{who} {apart} {told}" if apart.startswith("(") else f"{who}, {apart}, {told}"
        assert not names(f"{parted} in Ukraine.")


@pytest.mark.parametrize("role", ["head of the Chinese delegation", "a member of the Chinese delegation and a former academy president", "a Chinese delegate to the forum"])
def test_a_delegate_speaks_for_who_has_sent_him(role: str) -> None:
    assert names(f"Lu Shengwen, {role}, said that the war in Ukraine must end.") == ["Lu Shengwen"]
    assert names(f"He Lei, {role}, said that the war in Ukraine must end.") == ["He Lei"]


def test_who_still_bears_a_rank_speaks_whatever_he_once_led() -> None:
    words = ", {}, said that the war in Ukraine must end."
    assert names("Lieutenant General Ma Hanqing" + words.format("former vice president of an academy of the PLA")) == ["Ma Hanqing"]
    assert not names("Ma Hanqing" + words.format("a retired PLA colonel and a fellow at a college"))
    assert not names("Ma Hanqing" + words.format("a former Chinese ambassador"))
