"""Dates said, topics and passages, in every language that is read."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.passages import split_passages
from extractors.records.words import Document, Voice
from extractors.referent import referent_of
from extractors.said_on import resolve_said_on
from tests.accuracy_attribution import attribute

SATURDAY = date(2025, 8, 30)


@pytest.mark.parametrize(
    ("words", "language", "day", "basis"),
    [
        ("on Friday", "en", date(2025, 8, 29), "weekday + published"),
        ("Saturday", "en", date(2025, 8, 30), "weekday + published"),
        ("on March 1, 2022", "en", date(2022, 3, 1), "stated"),
        ("28 August", "en", date(2025, 8, 28), "stated"),
        ("December 30", "en", date(2024, 12, 30), "stated"),
        ("yesterday", "en", date(2025, 8, 29), "relative + published"),
        ("has previously said", "en", None, "undated recall"),
        ("last month", "en", None, "undated recall"),
        ("周五", "zh", date(2025, 8, 29), "weekday + published"),
        ("29日", "zh", date(2025, 8, 29), "stated"),
        ("2022年3月1日", "zh", date(2022, 3, 1), "stated"),
        ("今天", "zh", date(2025, 8, 30), "relative + published"),
        ("此前", "zh", None, "undated recall"),
        ("у п'ятницю", "uk", date(2025, 8, 29), "weekday + published"),
        ("29 серпня", "uk", date(2025, 8, 29), "stated"),
        ("в пятницу", "ru", date(2025, 8, 29), "weekday + published"),
        ("29 августа", "ru", date(2025, 8, 29), "stated"),
        ("сегодня", "ru", date(2025, 8, 30), "relative + published"),
        ("", "en", None, ""),
        ("February 30, 2024", "en", None, ""),
    ],
)
def test_a_time_expression_gives_its_day(words: str, language: str, day: date | None, basis: str) -> None:
    assert resolve_said_on(words, SATURDAY, language) == (day, basis)


@pytest.mark.parametrize("words", ["on Friday", "yesterday", "28 August", "today"])
def test_without_a_date_of_publication_nothing_is_resolved(words: str) -> None:
    assert resolve_said_on(words, None, "en") == (None, "")


def test_a_full_date_needs_no_publication() -> None:
    assert resolve_said_on("on 1 March 2022", None, "en") == (date(2022, 3, 1), "stated")


def topic(text: str, title: str = "") -> bool:
    given = Document("t", text, "en", SATURDAY, title)
    (only,) = attribute(given)
    return referent_of(given, split_passages(given, "en"), "en")(only)[0]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Mao Ning said the war in Ukraine must end.", True),
        ("Mao Ning said the war in Gaza must end.", False),
        ("Mao Ning said China’s trade with Russia had grown since Moscow’s invasion of Ukraine.", False),
        ("Mao Ning said Taiwan was no Ukraine.", False),
        ("Mao Ning said the weather was fine.", False),
    ],
)
def test_a_statement_is_about_ukraine_only_when_ukraine_is_its_topic(text: str, about: bool) -> None:
    assert topic(text) is about


def test_a_short_text_takes_the_topic_of_its_title() -> None:
    assert topic("China’s envoy urged all sides to stop the fighting.", "China speaks on Ukraine")


def voices(text: str, language: str, **more: str) -> list[Voice]:
    return [p.voice for p in split_passages(Document("t", text, language, **more), language)]  # type: ignore[arg-type]


def test_passages_lie_in_order_and_leave_only_white_space_between() -> None:
    text = "China speaks\n\nMao Ning said yes.\n\nAdvertisement\n\n• Envoy calls\n\nShe said no."
    passages = split_passages(Document("t", text, "en"), "en")
    ends = [0, *(p.end for p in passages)]
    starts = [*(p.start for p in passages), len(text)]
    assert all(not text[a:b].strip() for a, b in zip(ends, starts, strict=True))


def test_turns_are_found_by_their_labels() -> None:
    chinese = "法新社记者：中方是否支持停火？\n毛宁：中方支持一切和平努力。\n路透社记者：还有其他评论吗？\n毛宁：没有。"
    assert voices(chinese, "zh") == [Voice.QUESTION, Voice.ANSWER, Voice.QUESTION, Voice.ANSWER]
    american = "Q    Will China act?\n\nMR. KIRBY:  We hope so.\n\nQ    When?\n\nMR. KIRBY:  Soon."
    assert voices(american, "en") == [Voice.QUESTION, Voice.ANSWER, Voice.QUESTION, Voice.ANSWER]


def test_headlines_captions_and_notices_are_furniture() -> None:
    text = "China urges calm over Ukraine\n\nMao Ning said yes to talks on Ukraine.\n\nReading Time:2 minutes\n\n03:41\n\nWang Yi (left) in Kyiv. Photo: EPA"
    assert voices(text, "en") == [Voice.FURNITURE, Voice.PROSE, Voice.FURNITURE, Voice.FURNITURE, Voice.FURNITURE]


def test_a_speech_is_one_voice() -> None:
    text = "Mr. President,\n\nI thank the briefers.\n\nChina wants peace in Ukraine."
    kinds = voices(text, "en", title="Remarks by Ambassador Fu Cong at the Security Council", source_kind="official")
    assert set(kinds) == {Voice.SPEECH}


def test_wrapped_lines_are_one_paragraph() -> None:
    line = "China has said again and again that it wants this war to end through talks"
    text = "\n".join([line] * 6) + ".\n\n" + "\n".join([line] * 5) + "."
    assert len(split_passages(Document("t", text, "en"), "en")) == 2


@pytest.mark.parametrize("place", ["in Munich", "on Friday", "in an interview with the paper", "in Munich on Friday"])
def test_where_and_when_words_were_stressed_is_no_part_of_them(place: str) -> None:
    text = f"Wang Yi stressed {place} the need for peace talks on Ukraine."
    (said,) = attribute(Document("x", text, "en"))
    assert text[slice(*said.content)] == "the need for peace talks on Ukraine"
