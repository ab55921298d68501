"""Lists of points and full texts that an English article announces, and where they end."""

from __future__ import annotations

import pytest

from tests.test_english_between import counted

LED_IN = "Chinese Foreign Minister Wang Yi set out China's position on the Ukraine crisis in four points:"
POINTS = "1. The sovereignty of all states is to be respected. It holds for Ukraine too.\n\n2. Blocs bring no security. Cold War thinking is to be thrown away.\n\n3. The harvest has to reach the poor."


def said(text: str, name: str | None = "Wang Yi") -> str:
    """Return all that counts as one person's words."""
    return " | ".join(words for who, words in counted(text) if who == name)


def test_numbered_paragraphs_behind_a_colon_are_the_words_of_whose_points_they_are() -> None:
    words = said(f"{LED_IN}\n\n{POINTS}")
    assert "holds for Ukraine too" in words and "thrown away" in words and "reach the poor" in words


def test_points_in_the_same_paragraph_are_too() -> None:
    words = said(f"{LED_IN} 1. The sovereignty of all states is to be respected. 2. Blocs bring no security to Ukraine.")
    assert "sovereignty of all states" in words and "Blocs bring no security" in words


def test_a_list_ends_with_a_paragraph_that_is_none_of_its_points() -> None:
    text = f"{LED_IN}\n\n{POINTS}\n\nThe plan met with little interest in Kyiv when it came out.\n\n4. The harvest in Ukraine was poor last year."
    words = " ".join(each for _, each in counted(text))
    assert "little interest" not in words and "harvest in Ukraine was poor" not in words


def test_another_speaker_ends_a_list() -> None:
    text = f"{LED_IN}\n\n1. The sovereignty of Ukraine is to be respected. Dmytro Kuleba said this was not enough. Russian troops had to leave."
    words = " ".join(each for _, each in counted(text))
    assert "not enough" not in words and "had to leave" not in words


def test_the_points_of_another_side_are_not_counted() -> None:
    text = f"Ukrainian Foreign Minister Dmytro Kuleba set out Kyiv's position on the talks with China in three points:\n\n{POINTS}"
    assert not counted(text)


def test_first_opens_the_points_behind_an_officials_words() -> None:
    text = "Wang Yi said that the part China plays over Ukraine rests on two things.\n\nFirst, we keep to the merits of each case over Ukraine.\n\nSecond, we talk to everybody concerned by the war."
    assert "merits of each case" in said(text) and "talk to everybody" in said(text)


def test_a_full_text_is_one_voice_whoever_is_named_in_it() -> None:
    text = (
        "China's deputy representative to the United Nations, Geng Shuang, spoke in the Security Council on Ukraine. The full text of the speech is as follows:\n\n"
        "The crisis in Ukraine has gone on for too long. As Xi Jinping told his guests, no war goes on for ever.\n\nWeapons flow to the front in Ukraine day by day."
    )
    assert "too long" in said(text, "Geng Shuang") and "day by day" in said(text, "Geng Shuang")
    assert not said(text, "Xi Jinping")


def test_where_nobody_is_quoted_a_head_noun_and_a_reporters_words_make_no_quotation() -> None:
    text = "Qin Gang said China wants the talks on Ukraine to go on.\n\nKuleba wrote at length that the two had spoken of \"the weight of the principle of borders.\""
    assert "weight of the principle" not in " ".join(each for _, each in counted(text))


@pytest.mark.parametrize("announced", ["The document consists of 12 points.", "The plan lists the following points:", "Here are the 12 points:", "The 12 points of China's plan are:"])
@pytest.mark.parametrize("sign", ["•", "-", "–", "1."])
def test_the_lines_of_a_list_are_of_who_put_it_out(announced: str, sign: str) -> None:
    lines = f"\n{sign} respect for the sovereignty of countries\n{sign} an end to one-sided sanctions"
    opening = "China put out its plan for Ukraine on Friday.\n"
    assert "an end to one-sided sanctions" in said(f"{opening}{announced}{lines}\nThe paper was met with doubts.", "China")
    kyivs = f"Kyiv put out its plan for Ukraine on Friday.\n{announced.replace('China', 'Kyiv')}{lines}"
    assert "sanctions" not in said(kyivs, "China")


def test_a_heading_between_points_tells_what_they_are_on() -> None:
    text = (
        "Foreign Minister Wang Yi met the press on Monday.\nHere are some highlights:\nOn the games\n– Games were a success\n"
        "On Ukraine\n– China hopes that talks go on\n– Reason is needed\nOn ties\n– Ties are steady"
    )
    assert said(text) == "– China hopes that talks go on\n– Reason is needed"


def test_the_dashes_of_an_interview_are_no_points() -> None:
    text = "Wang Yi spoke to a paper on Ukraine.\n“The end point of a conflict is talks”\n— Is China ready to play a part in Ukraine, as it has said?\nHe did not say."
    assert "Is China ready" not in said(text)
