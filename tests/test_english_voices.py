"""Who speaks in English prose when pronouns, offices, unnamed spokespersons and datelines stand for the speaker."""

from __future__ import annotations

from datetime import date

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2024, 5, 31)


def read(text: str, title: str = "Talks on Ukraine", day: date = DAY) -> list[Statement]:
    """Return every statement of a newspaper's text."""
    return attribute(Document("t", text, "en", day, title, source_kind="news"))


def names(text: str, title: str = "Talks on Ukraine", day: date = DAY) -> list[str | None]:
    """Return the speakers of the statements that count."""
    return [s.speaker.name for s in read(text, title, day) if s.counts]


def test_she_is_the_woman_named_by_surname_not_the_chinese_minister() -> None:
    text = (
        "Sweden's foreign minister, Astrid Holm, met her Chinese colleague Wang Yi to speak of Ukraine.\n\n"
        "Ms. Holm used the day to blame Moscow for the war. She said China could do a great deal to end the fighting in Ukraine."
    )
    assert not names(text)


def test_she_is_never_a_man_beside_whom_a_woman_is_named() -> None:
    text = (
        "German foreign minister Ms. Karla Vogt received Wang Yi in Bonn. Wang Yi called for calm in Ukraine. "
        "She said that Beijing should do more for peace in Ukraine."
    )
    assert names(text) == ["Wang Yi"]


def test_a_country_is_nobodys_he() -> None:
    text = (
        "China's Deputy Permanent Representative to the United Nations, Geng Shuang, took the floor on the incident in which Latvia accused Russian jets of crossing "
        "its border near Ukraine. He urged the sides to stay calm over Ukraine."
    )
    assert "Geng Shuang" in names(text)


def test_the_spokesperson_is_the_one_without_a_name_who_spoke_before() -> None:
    text = (
        "NATO leaders spoke of Ukraine. Their text on Ukraine is full of slander, a spokesperson for the Chinese mission to the European Union said.\n\n"
        "NATO wants to win over Beijing in the war.\n\n“China did not start the crisis in Ukraine,” the spokesperson said."
    )
    assert set(names(text)) == {"Chinese Mission to the EU"}


def test_a_spokesperson_without_a_name_is_nobody_by_name() -> None:
    text = "China doubts that the Ukraine summit can work. “It is too early to sit down over Ukraine without Moscow,” the spokesperson told the press."
    assert "the spokesperson" not in names(text)


def test_a_place_in_capitals_above_an_article_says_nothing() -> None:
    text = "GENEVA: Chinese Foreign Minister Wang Yi called for a ceasefire in Ukraine on Friday."
    assert names(text) == ["Wang Yi"]


def test_the_envoy_is_the_ambassador_not_the_spokesperson_who_spoke_last() -> None:
    text = (
        "“China stands by what it has said on Ukraine,” said Mao Ning, when asked about Chinese Ambassador to France Lu Shaye. Mao Ning added that talks on Ukraine are needed. "
        "Commenting on Crimea, the envoy said that Crimea has a long past. The Chinese ambassador also said that Ukraine has no borders of old."
    )
    assert names(text)[-2:] == ["Lu Shaye", "Lu Shaye"]


def test_a_spokesperson_of_nobody_relays_the_minister() -> None:
    text = "Chinese Defense Minister Dong Jun told his British counterpart that China arms neither side in the Ukraine war, a defense spokesperson said on Friday."
    assert names(text) == ["Dong Jun"]


def test_the_spokesperson_behind_a_mission_is_that_of_the_mission() -> None:
    text = (
        "Lin Jian said the text on Ukraine was full of lies. The Chinese mission to the EU said China did not start the war in Ukraine. "
        '"We arm nobody in Ukraine and want talks there to begin," a spokesperson for the mission said. NATO should look at its part in Ukraine, the spokesperson said.'
    )
    assert names(text)[2:] == ["Chinese Mission to the EU", "Chinese Mission to the EU"]


def test_an_answer_on_sanctions_over_russia_is_about_the_war() -> None:
    text = (
        "Beijing rejects a new EU package of sanctions against Russia that lists Chinese firms, Foreign Ministry spokesperson Lin Jian said.\n\n"
        '"Normal trade between Chinese companies and Russia must not be disturbed by anyone," Lin Jian said.\n\nThe package is the answer to the war in Ukraine.'
    )
    assert names(text, "Beijing on the EU package") == ["Lin Jian", "Lin Jian"]


def test_sanctions_in_a_quarrel_over_trade_are_not_about_the_war() -> None:
    text = (
        "Beijing rejects new American sanctions on Chinese chip makers, Foreign Ministry spokesperson Lin Jian said.\n\n"
        '"Washington must lift its unilateral sanctions on Chinese companies," Lin Jian said.\n\nA round on Ukraine comes later this week.'
    )
    assert not names(text, "Beijing on chips")


def test_what_china_has_built_at_home_is_not_about_the_war() -> None:
    text = (
        "Chinese Ambassador to Ukraine Fan Xianrong told guests that China had lifted millions out of poverty after the conflict of old. "
        "Fan Xianrong noted that GDP grew each year. He said that China wants peace in Ukraine."
    )
    assert [s.text for s in read(text, "China wants a ceasefire in Ukraine", date(2022, 5, 1)) if s.counts] == ["He said that China wants peace in Ukraine."]


def days(text: str, title: str = "Talks on Ukraine", day: date = DAY) -> list[date | None]:
    """Return the day of each statement that counts."""
    return [s.said_on for s in read(text, title, day) if s.counts]


def test_the_day_of_a_meeting_to_come_is_not_the_day_of_speech() -> None:
    text = "China will send an envoy to the talks on Ukraine in Oslo on June 20 and 21, a foreign ministry spokesperson said."
    assert date(2023, 6, 21) not in days(text) and date(2023, 6, 20) not in days(text)


def test_what_is_to_come_on_monday_was_not_said_on_monday() -> None:
    text = (
        "The Security Council will sit on Friday to speak of Ukraine.\n\nMembers voted for the sitting on Wednesday.\n\n"
        "Zhang Jun, China's permanent representative to the UN, called for restraint in Ukraine after the vote."
    )
    assert days(text, day=date(2022, 3, 4)) == [date(2022, 3, 2)]


def test_a_promise_of_another_day_dates_what_the_minister_said_there() -> None:
    text = (
        "The first aid for Ukraine left on Wednesday, spokesperson Zhao Lijian said on Wednesday.\n\n"
        "It came after Foreign Minister Wang Yi's promise on Monday to help. Wang Yi said China would do all it can for peace in Ukraine."
    )
    assert days(text, day=date(2022, 3, 9))[-1] == date(2022, 3, 7)


def test_the_day_of_a_foreigners_words_is_not_that_of_what_china_said_before() -> None:
    text = (
        "The Kremlin said Thursday that it was glad of each step towards peace in Ukraine after the call between Xi Jinping and Volodymyr Zelensky.\n\n"
        "During the call, Xi Jinping told Zelensky that China would work for talks on Ukraine."
    )
    assert days(text, day=date(2023, 4, 27)) == [None]


def test_a_signed_article_is_its_authors_and_what_it_cites_the_leaders() -> None:
    text = (
        "Last week ambassador Ren wrote an opinion piece for a daily, which lays out China's view of Ukraine. The article reads as follows:\n\n"
        "The trip of President Xi Jinping to Moscow was one of peace. We want talks on Ukraine and we hold that talks can work.\n\n"
        "President Xi Jinping told President Vladimir Putin that no war lasts for ever."
    )
    title = "Ambassador Ren Aiguo publishes an article on Xi Jinping's trip and China's position on Ukraine"
    read_all = attribute(Document("t", text, "en", date(2023, 4, 6), title, source_kind="official"))
    assert [s.speaker.name for s in read_all if s.counts][-2:] == ["Ren Aiguo", "Xi Jinping"]
    assert {s.said_on for s in read_all} == {None}


def test_who_wrote_it_stands_behind_with_an_office_at_the_united_states() -> None:
    text = (
        "China did not know of the plan for Ukraine, nor did Beijing support it, Qin Gang, China’s ambassador to the United States, wrote for a newspaper on Tuesday. "
        '"We want peace in Ukraine," Qin Gang said.'
    )
    assert names(text, day=date(2022, 3, 17)) == ["Qin Gang", "Qin Gang"]


def test_the_two_leaders_are_those_named_last() -> None:
    text = (
        "China wants peace in Ukraine, Ambassador Zhang Hanhui said.\n\nHe spoke as Emmanuel Macron and Ursula von der Leyen came to Beijing. "
        "The two leaders called on Xi Jinping to press Moscow to end the war in Ukraine."
    )
    assert names(text, day=date(2023, 4, 7)) == ["Zhang Hanhui"]


def test_he_may_be_written_of_a_woman_by_a_translating_machine() -> None:
    text = (
        "Mr. Robert Tull warned Beijing over Ukraine.\n\nChinese Foreign Ministry spokeswoman Mao Ning answered the warning on Ukraine. "
        "He added that China wants peace in Ukraine."
    )
    assert set(names(text)) == {"Mao Ning"}


def test_a_ministry_that_quotes_its_minister_passes_his_words_on() -> None:
    text = "The Chinese ministry quoted Qin Gang as saying China had done its best for talks on Ukraine."
    assert names(text, day=date(2023, 3, 17)) == ["Qin Gang"]


def test_an_answer_on_what_china_is_said_to_give_russia_is_about_the_war() -> None:
    text = (
        "Washington warned Chinese firms that are said to supply goods to the Russian army in Ukraine.\n\n"
        '"The rights and interests of Chinese companies must not be harmed," spokesperson Lin Jian said.'
    )
    assert names(text, "Beijing answers Washington") == ["Lin Jian"]


def test_a_ministrys_account_keeps_its_envoy_as_the_speaker() -> None:
    text = (
        "Beijing's envoy Li Hui is on a tour over Ukraine.\n\nAfter a long evening with the delegates from the Baltic capitals and their aides, "
        "Li voiced “deep regret” at the arms sent to Ukraine, according to the Chinese foreign ministry."
    )
    assert names(text) == ["Li Hui"]


def test_whoever_is_moved_to_speak_speaks() -> None:
    led = "Washington spoke of arms for Ukraine, which led the Chinese Foreign Ministry to declare that its trade over the Ukraine crisis is normal."
    moved = "Brussels listed two firms over Ukraine, prompting Beijing to express “grave concern” at the step on Ukraine."
    assert names(led) == ["Ministry of Foreign Affairs of China"]
    assert names(moved) == ["China"]


def test_a_charge_that_a_country_rejects_is_judged_by_the_country() -> None:
    assert names("The text spoke of help for Moscow in Ukraine, a charge China denounced as empty talk on Ukraine.") == ["China"]


def test_they_are_those_who_spoke_before_and_not_those_the_sentence_names() -> None:
    text = (
        "China and Brazil agreed on a text on Ukraine.\n\n"
        "Members of the club are welcome to support and endorse the text on Ukraine, they said."
    )
    assert set(names(text)) == {"China"}


def test_the_spokespersons_office_is_that_of_the_ministry_named_before() -> None:
    text = (
        "The Office of the Spokesperson for China's Ministry of Foreign Affairs stated that Beijing backs talks on Ukraine.\n\n"
        "Asked by letter, the Spokesperson's Office said he hoped that every side would join the talks on Ukraine."
    )
    spoke = names(text)
    assert len(spoke) == 2 and None not in spoke and spoke[0] == spoke[1]


def test_a_misspelt_spokesman_at_the_head_of_a_sentence_is_he() -> None:
    text = "Chinese foreign ministry spokesperson Lin Jin came to the daily briefing. He stated that talks on Ukraine are overdue. Lin Jin added that arms sent to Ukraine help nobody."
    assert set(names(text)) == {"Lin Jian"}


def test_an_embassys_spokesperson_without_address_is_chinas_by_the_words() -> None:
    asked = "Question: What of the new fines over Ukraine?\n\nEmbassy Spokesperson: "
    answer = "China firmly opposes the fines. On Ukraine we stand for talks, and nobody should add fuel to the war in Ukraine."
    assert [s.speaker.acts_for for s in read(asked + answer) if s.counts] == ["China"]
    assert not names(asked + answer.replace("China firmly opposes", "Nobody likes"))


def test_a_surname_in_capitals_is_the_officials_surname() -> None:
    text = "Chinese ambassador LU Shaye said that talks on Ukraine could not wait. LU added that arms would not end the war in Ukraine."
    assert names(text, day=date(2023, 5, 2)) == ["Lu Shaye", "Lu Shaye"]
    assert names("“Talks must begin over Ukraine,” Shaye LU told a paper.", day=date(2023, 5, 2)) == ["Lu Shaye"]


def test_he_in_whose_speech_it_is_said_is_the_one_who_gave_it() -> None:
    answer = "Lin Jian said that China wanted talks over Ukraine. His words came in answer to "
    for source in ("Volodymyr Zelensky's statement on Monday, in which he claimed", "an interview with Mark Rutte in which he said", "a post by Donald Trump in which he said"):
        assert names(f"{answer}{source} that China sent shells to the war in Ukraine.") == ["Lin Jian"], source
    assert names("Wang Yi gave a speech in which he said that the war in Ukraine must end.") == ["Wang Yi"]


def test_what_is_asked_is_not_the_answer() -> None:
    assert not names("Lin Jian answered a question on Ukraine about a post by Donald Trump in which he said China gains from the war in Ukraine.")
    assert names("Lin Jian answered a question on Ukraine, saying that China wants the war in Ukraine to end.") == ["Lin Jian"]


def test_the_war_began_on_no_day_of_words() -> None:
    text = "Chinese Foreign Minister Wang Yi called for talks over Ukraine.\n\nIn New York, Wang met Ukraine's Dmytro Kuleba, for the first time since Russia invaded on February 24."
    assert [s.said_on for s in read(text, day=date(2022, 9, 24)) if s.counts] == [None]


def test_the_foreign_minister_of_a_text_on_china_is_chinas() -> None:
    text = "On Tuesday, the foreign minister said China is worried over Ukraine.\n\n“Ukraine needs talks,” Qin Gang said."
    assert names(text, day=date(2023, 2, 21)) == ["Qin Gang", "Qin Gang"]


def test_a_translation_passes_on_whose_words_it_renders() -> None:
    text = "Li Keqiang spoke of Ukraine. “China is saddened by the war in Ukraine,” Li said, according to an official translation."
    assert names(text, day=date(2022, 3, 11)) == ["Li Keqiang"]


def test_whom_a_country_cites_is_who_speaks() -> None:
    text = "China's ambassador to Russia, Zhang Hanhui, spoke of Ukraine. “All must work for peace in Ukraine,” Russia cited the diplomat as saying."
    assert names(text) == ["Zhang Hanhui"]
