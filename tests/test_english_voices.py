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
