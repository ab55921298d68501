"""Who speaks in English prose when pronouns, offices, unnamed spokespersons and datelines stand for the speaker."""

from __future__ import annotations

from datetime import date

from extractors.records import Document, Statement
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
