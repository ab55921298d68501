"""Feeds give a sentence, a headline, a deck or half an article: what counts of them, and whose words a label or a joint paper gives."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2024, 5, 31)


def read(text: str, title: str = "Ukraine: the day in brief", outlet: str = "", kind: str = "news") -> list[Statement]:
    """Return every statement of a feed's text."""
    return attribute(Document("t", text, "en", DAY, title, source_kind=kind, outlet=outlet))


def counted(text: str, title: str = "Ukraine: the day in brief", outlet: str = "", kind: str = "news") -> list[tuple[str | None, str]]:
    """Return speaker and words of the statements that count."""
    return [(s.speaker.name, s.text) for s in read(text, title, outlet, kind) if s.counts]


def test_a_text_that_is_nothing_but_its_headline_counts() -> None:
    for line in ("Xi tells Macron fighting in Ukraine has to stop", "Wang Yi urges Kyiv and Moscow to sit down for talks on Ukraine"):
        assert counted(line, line)
        assert not counted(f"{line}\n\nThe mayor of Lyon opened a bridge on Friday. It rained.", line)


@pytest.mark.parametrize("address", ["https://t.co/Ab3", "\nhttps://example.org/news/12", "\n\nwww.example.org/a", " pic.twitter.com/Xy1"])
@pytest.mark.parametrize("stop", ["", "."])
def test_an_address_behind_a_feeds_sentence_is_no_part_of_it(address: str, stop: str) -> None:
    line = f"Wang Yi says talks are the only way to end the war in Ukraine{stop}"
    assert [who for who, _ in counted(f"{line} {address}", "")] == ["Wang Yi"]


_LABELS = ["Chinese envoy", "Chinese FM spokesperson", "China's foreign ministry", "Wang Yi", "Xi"]


@pytest.mark.parametrize(("label", "sign"), product(_LABELS, [": ", " – ", " - "]))
def test_a_headline_names_who_says_it_behind_a_colon_or_dash(label: str, sign: str) -> None:
    if sign != ": " and label in ("Wang Yi", "Xi"):
        label = f"President {label}"
    line = f"Talks the only door out of the Ukraine war{sign}{label}"
    assert counted(line, line), line


@pytest.mark.parametrize("label", ["Kremlin", "Zelensky", "Polish envoy", "analysts", "a long road", "what we know", "US state department"])
def test_another_label_gives_china_nothing(label: str) -> None:
    line = f"Talks the only door out of the Ukraine war: {label}"
    assert not counted(line, line)


def test_a_state_outlets_spokesperson_without_a_country_is_chinas() -> None:
    line = "Talks the only door out of the Ukraine war: FM spokesperson"
    assert counted(line, line, "Xinhua")
    assert not counted(line, line, "The Nation of Karachi")


def test_a_deck_with_which_the_article_opens_again_is_read_once() -> None:
    line = "China is ready to help end the war in Ukraine, said Deputy Permanent Representative of China to the United Nations Geng Shuang."
    found = counted(f"{line}\n\n{line}\n\nThe session went on until midnight.")
    assert found == [("Geng Shuang", line)]


def test_a_paragraph_that_was_cut_off_is_no_headline() -> None:
    text = "Zhang Jun spoke in New York of Ukraine.\n\nZhang said the pictures from the Ukrainian town are terrible. What happened there has to be looked into by somebody who is trus"
    assert [who for who, _ in counted(text)] == ["Zhang Jun"]


def test_a_long_line_under_the_headline_reports_though_it_lost_its_stop() -> None:
    deck = "Sanna Virtanen says Chinese president will send somebody to the June meeting on Ukraine while Xi says both warring sides have to be there"
    assert [who for who, _ in counted(f"{deck}\nThe meeting is in June. It will last a day.")] == ["Xi Jinping"]


@pytest.mark.parametrize("place", ["JAKARTA - ", "ANKARA – ", "NEW DELHI — ", "RIYADH, Saudi Arabia - "])
def test_a_place_in_capitals_is_nobodys_name(place: str) -> None:
    assert [who for who, _ in counted(f"{place}China believes that new arms for Kyiv will only make the war in Ukraine longer.")] == ["China"]


@pytest.mark.parametrize("verb", ["respects the borders of all states", "values its ties with both sides", "shares the worry of many states"])
def test_a_state_is_the_subject_though_its_first_verb_reports_nothing(verb: str) -> None:
    assert [who for who, _ in counted(f"China {verb} and hopes the war in Ukraine will end through talks.")] == ["China"]


@pytest.mark.parametrize("opening", [
    "Beijing and Moscow issued a joint statement on Ukraine.", "China and Russia have signed a long joint statement on Ukraine.",
    "Xi Jinping received Vladimir Putin. They later issued a joint statement on Ukraine.", "The capitals published the joint declaration of China and Russia on Ukraine.",
])  # fmt: skip
@pytest.mark.parametrize("clause", ["The statement says the two oppose a longer war in Ukraine.", "“The parties want talks on Ukraine to start at once, before it is late,” the statement reads."])
def test_a_joint_statement_is_the_watched_sides_too(opening: str, clause: str) -> None:
    assert counted(f"{opening}\n{clause}"), (opening, clause)


@pytest.mark.parametrize("opening", [
    "Tokyo and Seoul issued a joint statement on Ukraine that names China.", "The EU criticised China and issued a joint statement on Ukraine.",
    "China and Russia issued a joint statement on Ukraine. Washington answered with a statement on Ukraine.",
])  # fmt: skip
def test_a_statement_of_others_stays_theirs(opening: str) -> None:
    assert not counted(f"{opening}\nThe statement says more weapons should go to Ukraine.")


@pytest.mark.parametrize("turn", ["It is important for all parties to stay calm and to show restraint.", "Only in this way can the fighting be brought to an end through dialogue.", "It is necessary to return to dialogue."])
def test_a_paragraph_goes_on_in_the_voice_that_spoke(turn: str) -> None:
    text = f"Mao Ning recalled on Friday that a nuclear war over Ukraine must not be fought.\n{turn}"
    assert [words for _, words in counted(text)][-1].endswith(turn)


def test_lines_that_end_in_semicolons_are_one_list() -> None:
    text = "Xi Jinping proposed the following principles for Ukraine:\nKeep to peace;\nwork to cool the fighting down;\nmake room for peace talks;\nspare the world's economy the harm of the conflict.\nThe mayor of Lyon opened a bridge."
    words = " ".join(words for _, words in counted(text))
    assert "make room for peace talks" in words
    assert "harm of the conflict" in words
    assert "Lyon" not in words


def test_a_foreign_presidents_page_that_opens_with_his_title_is_no_speech() -> None:
    text = "President Ana Costa has told President Xi Jinping of her journey to Kyiv. \n\nPresident Costa spoke of a peaceful end of the war in Ukraine and backed the ideas of others for it."
    assert not counted(text, "President Costa speaks to President Xi Jinping about Ukraine", kind="official")


def test_counted_commons_are_nobodys_name() -> None:
    text = "Wang Wenbin spoke of Ukraine in Beijing. The “Four Shoulds” of the leader are its basis. He said that the war in Ukraine is getting longer."
    assert "Wang Wenbin" in [who for who, _ in counted(text)]


@pytest.mark.parametrize("sentence", ["China has furiously hit back and accused NATO of lies and provocations.", "Wang Yi said Europe had found the courage to talk to Moscow.", "The grain deal should go on, Mao Ning said."])
def test_words_of_the_war_need_no_name_in_a_text_on_it(sentence: str) -> None:
    assert counted(f"Ministers met over the war in Ukraine for two days. Ukraine was all they spoke of.\n\n{sentence}", "Ukraine war")
    assert not counted(f"Ministers met over Taiwan and trade for two days.\n\n{sentence}", "Taiwan")


@pytest.mark.parametrize("place", ["Munich, Germany", "New Delhi, India", "Jakarta, Indonesia", "Warsaw, Poland"])
@pytest.mark.parametrize("clause", ["speaking in {},", "in {},", "speaking at a forum in {}, on Friday,"])
@pytest.mark.parametrize("said", ["said that talks can end the war in Ukraine.", "called for talks to end the war in Ukraine."])
def test_a_town_and_its_state_between_commas_say_nothing(place: str, clause: str, said: str) -> None:
    assert [who for who, _ in counted(f"Wang Yi, {clause.format(place)} {said}")] == ["Wang Yi"]


@pytest.mark.parametrize("guest", ["Lula", "da Silva", "Macron", "Lukashenko"])
def test_what_the_leader_and_his_guest_say_together_is_the_leaders(guest: str) -> None:
    assert [who for who, _ in counted(f"Xi and {guest} called for talks to end the war in Ukraine.")] == ["Xi Jinping"]


def test_ministry_officials_are_those_of_the_ministry_that_spoke() -> None:
    for house, counts in (("China's", 2), ("Poland's", 0)):
        text = f"{house} foreign ministry said on Friday the war in Ukraine should end. Ministry officials said it backs all efforts for peace in Ukraine."
        assert len(counted(text)) == counts


@pytest.mark.parametrize("house", ["regime", "leadership", "government"])
def test_who_rules_in_beijing_is_china(house: str) -> None:
    assert [who for who, _ in counted(f"The {house} in Beijing said that the war in Ukraine should end through talks.")] == ["China"]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("China Central Television said Beijing intends to send an envoy to Ukraine.", "China"),
        ("Xi Jinping rang Zelensky. According to Chinese state media, Xi made an offer to help with talks on Ukraine.", "Xi Jinping"),
        ("Mr. Xi renewed his criticism of sanctions imposed on Russia over Ukraine, according to state-run Chinese media.", "Xi Jinping"),
        ("The broadcaster CCTV cited Wang Yi saying that he hopes the war in Ukraine ends soon.", "Wang Yi"),
    ],
)
def test_what_its_own_media_tell_of_a_government_is_the_governments(text: str, speaker: str) -> None:
    assert [name for name, _ in counted(text)][-1:] == [speaker]


@pytest.mark.parametrize(
    "text",
    ["Xinhua reported that Xi Jinping was in Moscow for talks on Ukraine.", "Chinese state media said China was right to abstain over Ukraine.", "The Global Times said China should not blame Russia over Ukraine."],
)
def test_what_its_media_think_is_not(text: str) -> None:
    assert not counted(text)


def test_labels_of_an_outlet_are_nobodys_turns() -> None:
    text = (
        "China is ready for talks to end the war in Ukraine.\n\nSource: an agency with reference to a briefing by Chinese Foreign Ministry spokeswoman Mao Ning\n\n"
        "Quote: “We see all sides creating conditions for peace in Ukraine.”\n\nDetails: The spokeswoman stated that China would talk with others about peace in Ukraine."
    )
    assert {name for name, _ in counted(text)} == {"Mao Ning"} and len(counted(text)) == 3
