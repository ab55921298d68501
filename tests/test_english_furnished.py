"""English attribution where layout and lead tell who speaks and when: labels, signatures, rubrics, datelines, documents."""

from __future__ import annotations

from datetime import date

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

FRIDAY = date(2024, 5, 17)


def read(text: str, title: str = "", kind: str = "news") -> list[Statement]:
    return attribute(Document("t", text, "en", FRIDAY, title, source_kind=kind))


def counted(text: str, title: str = "", kind: str = "news") -> list[Statement]:
    return [statement for statement in read(text, title, kind) if statement.counts]


def test_the_delegate_of_another_state_takes_the_floor_by_a_label() -> None:
    text = (
        "Mr. Geng Shuang (China): The war in Ukraine must end by talks.\n\n"
        "The representative of Ukraine: Our borders in Ukraine are not up for talks with any aggressor."
    )
    found = counted(text, "Statement by the representative of China on Ukraine", "official")
    assert [s.speaker.name for s in found] == ["Geng Shuang"]


def test_a_speech_is_by_whom_its_last_line_names() -> None:
    text = (
        "New York, 17 May 2024\n\nMr. President,\n\nThe conflict in Ukraine has to be ended by talks between the parties.\n\n"
        "(Delivered by Ambassador Zhang Jun, Permanent Representative)"
    )
    found = counted(text, "Statement at the UN Security Council on Ukraine", "official")
    assert [s.speaker.name for s in found] == ["Zhang Jun"]


def test_a_rubric_before_a_paragraph_does_not_speak() -> None:
    text = "Sanctions: Chinese foreign ministry spokesperson Mao Ning told reporters that the war in Ukraine should end by talks."
    assert [s.speaker.name for s in counted(text)] == ["Mao Ning"]


def test_a_statement_from_a_house_nobody_knows_is_not_that_of_the_last_speaker() -> None:
    text = (
        "Xi Jinping said on Thursday that the war in Ukraine should end by talks.\n\n"
        "A statement from the Ågård Palace said Ukraine should be given back its borders by talks."
    )
    assert len(counted(text)) == 1


def test_whom_a_question_was_put_to_stands_behind_the_quotation() -> None:
    text = (
        "Wang Yi said the war in Ukraine should be ended by talks between both sides.\n\n"
        "“Who of those friends has ever come to see the ruins of this war?” President Volodymyr Zelensky had asked the congress on Monday."
    )
    assert [s.speaker.name for s in counted(text)] == ["Wang Yi"]


def test_two_governments_of_a_lead_on_china_speak_with_its_voice() -> None:
    text = "China and Brazil have put out a paper on Ukraine. In it the two governments urge both sides of the war to hold talks."
    assert any(s.speaker.acts_for == "China" and "urge" in s.text for s in counted(text))


def test_it_means_the_paper_where_nobody_else_has_spoken() -> None:
    text = (
        "China's new position paper on the Ukraine war was read with care.\n\n"
        "Further down the document demands that the fighting in Ukraine stop and that nuclear plants be spared."
    )
    assert [s.speaker.acts_for for s in counted(text)] == ["China"]


def test_the_readout_tells_what_the_last_speaker_said() -> None:
    text = (
        "Xi Jinping told Macron that the war in Ukraine must not widen, according to Xinhua.\n\n"
        "China would send an envoy to Ukraine for talks with all parties, the readout added."
    )
    assert {s.speaker.name for s in counted(text)} == {"Xi Jinping"}


def test_a_dateline_without_an_agency_is_no_part_of_the_sentence() -> None:
    text = "GENEVA, May 16 - Fu Cong, China's ambassador, said on Tuesday that the war in Ukraine should end by talks."
    assert [s.speaker.name for s in counted(text)] == ["Fu Cong"]


def test_an_aside_on_taiwan_does_not_take_a_text_on_the_war_elsewhere() -> None:
    text = (
        "Scholz came back from Beijing with a promise about the war that Moscow wages.\n\n"
        "Xi Jinping had said that no nuclear weapons should be used in Europe, Xinhua reported.\n\n"
        "On Taiwan, Scholz said the status quo should stay."
    )
    assert [s.speaker.name for s in counted(text)] == ["Xi Jinping"]


def days(text: str) -> list[date | None]:
    return [statement.said_on for statement in counted(text)]


def test_words_without_a_day_were_said_on_the_one_day_of_the_lead() -> None:
    rest = "\n\nXi Jinping urged both sides of the war to hold talks."
    assert days("The guest from Oslo arrived for talks on Ukraine on Thursday." + rest) == [date(2024, 5, 16)]


def test_a_lead_with_two_days_or_an_old_one_dates_nothing() -> None:
    rest = "\n\nXi Jinping urged both sides of the war to hold talks."
    assert days("The guest from Oslo, here for Ukraine since Monday, arrived on Thursday." + rest) == [None]
    assert days("The guest from Oslo has spoken of Ukraine since March 2." + rest) == [None]


def test_what_is_conveyed_to_somebody_is_reported() -> None:
    text = "Wang Yi conveyed to his Norwegian host that the war in Ukraine should end by talks."
    assert [s.cue for s in counted(text)] == ["convey"]


def test_a_day_of_the_calendar_is_no_recall() -> None:
    text = "An hour before the dinner, on May 14, Wang Yi said that the war in Ukraine should end by talks."
    assert days(text) == [date(2024, 5, 14)]


def test_a_day_earlier_is_counted_from_the_day_told_last() -> None:
    text = (
        "China's commerce ministry on Thursday rejected the sanctions over the war in Ukraine.\n\n"
        "A day earlier, spokesman Guo Jiakun had said that China was no party to the war."
    )
    assert days(text) == [date(2024, 5, 16), date(2024, 5, 15)]


def test_an_announcement_of_the_article_reports_nothing() -> None:
    text = "China's position paper on the Ukraine war is out. Here is what it says on talks, and what it wants of Ukraine."
    assert counted(text) == []


def test_pressing_on_with_a_plan_is_no_call() -> None:
    assert counted("China pressed on Friday with its plan for talks to end the war in Ukraine.") == []
    assert len(counted("China pressed on Friday for talks to end the war in Ukraine.")) == 1


def test_an_ambassador_to_the_united_nations_is_the_subject() -> None:
    text = "Fu Cong, China's ambassador to the United Nations, said on Monday that Beijing was glad of talks on Ukraine."
    assert [s.speaker.name for s in counted(text)] == ["Fu Cong"]


def test_who_is_asked_is_whom_the_pronoun_of_the_sentence_means() -> None:
    text = (
        "Wang Yi said on Tuesday that the war in Ukraine must not widen.\n\n"
        "Asked about Ukraine on Thursday, spokeswoman Mao Ning only restated what she called “a position for talks that holds”."
    )
    assert [s.speaker.name for s in counted(text)] == ["Wang Yi", "Mao Ning"]
