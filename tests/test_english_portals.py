"""How portals and press services set words: a reporting clause below its paragraph, delegates with their country, papers that pass words on."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.records.words import Document, Statement
from tests.accuracy_attribution import attribute

DAY = date(2024, 10, 25)
TALKS = "talks are the way to end the war in Ukraine"


def read(text: str, title: str = "") -> list[Statement]:
    """Return every statement of a portal's text."""
    return attribute(Document("t", text, "en", DAY, title, source_kind="news"))


def chinese(text: str) -> list[str | None]:
    """Return the speakers of the statements that count."""
    return [s.speaker.name for s in read(text) if s.counts]


def words(text: str) -> str:
    """Return the words that count."""
    return " ".join(text[slice(*s.content)] for s in read(text) if s.counts)


@pytest.mark.parametrize("gap", ["\n", "\n\n", " "])
@pytest.mark.parametrize("clause", ["- Mao Ning said.", "- Mao Ning said at a briefing in Beijing.", "- said Mao Ning.", "- stated the Chinese spokesperson, Mao Ning.", "– noted Mao Ning."])
@pytest.mark.parametrize("stop", ["", ".", ","])
def test_a_paragraph_without_marks_is_said_by_whom_the_line_below_names(gap: str, clause: str, stop: str) -> None:
    if gap == " " and not stop:
        clause = "- Mao Ning said."  # in one line without a stop the subject comes first
    text = f"Beijing commented on the fighting.\n\nChina hopes for calm in Ukraine. All sides should sit down{stop}{gap}{clause}"
    assert chinese(text)[-1] == "Mao Ning"
    assert "China hopes for calm" in words(text)


def test_a_list_of_reports_is_no_signed_paragraph() -> None:
    text = "China spoke on Ukraine on Friday.\n\n- Mao Ning said that talks must begin in Ukraine.\n\n- Zelensky said at a rally that Ukraine needs arms."
    assert chinese(text) == ["Mao Ning"]


def test_a_foreign_signature_keeps_its_paragraph() -> None:
    assert not chinese("The summit on Ukraine ended.\n\nWe expect more of Beijing and of its friends in Europe\n\n- Zelensky said at a briefing.")


@pytest.mark.parametrize("lead", ["The Chinese official also emphasized:", "Lu Shaye added:", "China's special envoy stressed:"])
def test_a_paragraph_below_a_colon_needs_no_marks(lead: str) -> None:
    text = f"China's special envoy Lu Shaye spoke on Ukraine.\n{lead}\nAny talks on Ukraine must be open to all, the Europeans included."
    assert chinese(text) == ["Lu Shaye"]


@pytest.mark.parametrize("made", ["made this remark in Beijing", "made these comments at a briefing", "made this statement on Friday"])
def test_a_remark_is_what_stands_before_it(made: str) -> None:
    assert chinese(f"Ukraine and Europe must take part in the talks. China's envoy Lu Shaye {made}.") == ["Lu Shaye"]
    assert not chinese(f"“Ukraine needs arms,” Zelensky said. Lu Shaye {made}.")


@pytest.mark.parametrize("other", ["VASSILY A. NEBENZIA (Russian Federation)", "JANE ROE (Norway)", "SERGIO DA SILVA (Brazil)"])
def test_the_delegate_of_another_country_is_the_next_he(other: str) -> None:
    text = f"GENG SHUANG (China) said that {TALKS}.  He called for calm in Ukraine.\n\n{other} said that Ukraine must answer.  Kyiv must decide, he stressed."
    assert chinese(text) == ["Geng Shuang"] * 2


def test_a_delegate_whom_no_list_knows_acts_for_the_country_in_brackets() -> None:
    (statement,) = read(f"ZHANG LI (China) said that {TALKS}.")
    assert (statement.speaker.name, statement.counts) == ("Zhang Li", True)


def test_chinas_delegate_is_the_next_she() -> None:
    text = f"JANE ROE (Norway) said that Ukraine must win.\n\nChina's representative said that {TALKS}.  All sides in Ukraine, she added, must show restraint."
    assert len(chinese(text)) == 2


@pytest.mark.parametrize("beside", ["noting that the fighting has gone on too long", "taking a different view", "dismissing the claims", "expressing concern over the war"])
@pytest.mark.parametrize("who", ["China's representative", "The representative of China", "On Monday, China's envoy", "Mao Ning, a Chinese spokeswoman"])
def test_what_a_speaker_does_beside_stands_between_her_and_the_verb(who: str, beside: str) -> None:
    text = f"{who}, {beside}, urged the parties in Ukraine to resume direct talks."
    assert len(chinese(text)) == 1
    assert not chinese(text.replace("China's", "Norway's").replace("China", "Norway").replace("Chinese", "Norwegian").replace("Mao Ning", "Jane Roe"))


def test_what_follows_from_an_event_is_no_subject() -> None:
    assert chinese("The war in Ukraine drags on, killing thousands, said Wang Yi.") == ["Wang Yi"]


@pytest.mark.parametrize("paper", ["writes Newsweek", "Newsweek reports", "according to Germany's Die Welt newspaper", "reports Le Monde"])
def test_a_paper_is_nobodys_he(paper: str) -> None:
    text = f"Wang Yi said that {TALKS}, {paper}. He called for calm in Ukraine.\n\n“Nobody should add fuel to the war in Ukraine,” the diplomat said."
    assert chinese(text) == ["Wang Yi"] * 3


@pytest.mark.parametrize("what", ["belief that talks", "hope that talks", "position that talks"])
def test_what_is_conveyed_is_said(what: str) -> None:
    assert chinese(f"Guo Jiakun conveyed Beijing's {what} are the way out of the war in Ukraine.") == ["Guo Jiakun"]


def test_two_who_are_named_are_they() -> None:
    text = "China spoke on Ukraine. In Paris, both Putin and Volodymyr Zelensky signalled that they wanted peace in Ukraine."
    assert not chinese(text)
    assert chinese("Lula and Xi Jinping met, and they called for peace in Ukraine.")


def test_an_apostrophe_that_a_portal_spells_as_a_quotation_mark_opens_nothing() -> None:
    assert not chinese('Xi welcomed the guest.\n\n"We praise China, in particular, President Xi Jinping"s efforts for Ukraine. The war does harm," Cwele said.')


@pytest.mark.parametrize("heard", ["claims that China was ready to arm Russia", "allegations that Beijing wants the war in Ukraine", "rumours that China supports the attack"])
def test_what_others_claim_of_china_is_not_its_word(heard: str) -> None:
    assert chinese(f"On the {heard}, Mao Ning said that they are false and that Ukraine needs peace.") == ["Mao Ning"]


def test_a_surname_that_heads_a_sentence_keeps_its_quotation() -> None:
    text = "“There is no cure for the war in Ukraine,” Wang Wenbin told reporters.\n\nKuleba briefed Li Hui, an envoy, “about the way to a just and stable peace in Ukraine.”"
    assert chinese(text) == ["Wang Wenbin"]


def test_a_name_that_is_withheld_is_no_name_given() -> None:
    assert not chinese("China does not call the war in Ukraine a “war” but a crisis.")


@pytest.mark.parametrize("text", ["Xi called for calm in Ukraine.", "Xi urged restraint. He spoke of Ukraine.", "Beijing called for talks with Ukraine."])
def test_one_noun_is_enough_to_call_for(text: str) -> None:
    assert chinese(text)


def test_who_stands_aside_calls_for_peace() -> None:
    text = "While the West has condemned Russia and armed Ukraine, China has stood aside, calling for peace between the two."
    assert chinese(text) == ["China"]


def test_a_quotation_between_dashes_does_not_cut_the_subject_off() -> None:
    text = "Fu Cong – who referred to the war as a “special operation” because “this is what the Russians themselves have always called it” – said China wanted peace in Ukraine."
    assert chinese(text) == ["Fu Cong"]


@pytest.mark.parametrize(
    ("first", "main", "speakers"),
    [
        ("While Xi Jinping urged talks on Ukraine", "Olaf Scholz called on him to press Moscow", ["Xi Jinping"]),
        ("Although China opposed the draft on Ukraine", "the council called for talks", ["China"]),
        ("While Western leaders called on Beijing to condemn the war in Ukraine", "Wang Yi said that both sides must talk", ["Wang Yi"]),
        ("While Xi Jinping agreed that Ukraine needs peace", "he called for restraint", ["Xi Jinping"]),
        ("Though Wang Yi welcomed the talks on Ukraine", "Kyiv asked for more", ["Wang Yi"]),
    ],
)
def test_each_of_two_who_are_set_against_each_other_says_his_own(first: str, main: str, speakers: list[str]) -> None:
    text = f"{first}, {main}."
    assert chinese(text) == speakers
    if "he called" not in main:
        assert ("Scholz" in words(text) or "council" in words(text) or "Kyiv" in words(text)) is False


def test_who_speaks_the_day_after_another_speaks_for_himself() -> None:
    text = "A day after Zelensky announced that two men had been captured in Ukraine, China said that it was looking into it."
    assert chinese(text) == ["China"]
    assert not chinese("Two days after Xi Jinping urged talks on Ukraine, Kyiv said that it was ready.")


@pytest.mark.parametrize("line", ["China hopes next round of talks on Ukraine will succeed.", "– Beijing urges restraint over Ukraine.", "China demands end to the war in Ukraine."])
def test_a_state_in_front_of_a_verb_is_its_subject(line: str) -> None:
    assert chinese(f"The war in Ukraine was the topic.\n\n{line}")


@pytest.mark.parametrize("line", ["China claims against Ukraine were heard.", "China demands are many in Ukraine."])
def test_a_state_in_front_of_a_noun_says_nothing(line: str) -> None:
    assert not chinese(line)


def test_what_is_made_of_a_deed_is_the_reporters() -> None:
    assert not chinese("Highlighting their bond, Xi Jinping and Putin have met forty times since the war in Ukraine began.")
    assert chinese("Highlighting the need for talks on Ukraine, Xi Jinping said that arms prolong the war.") == ["Xi Jinping"]


def test_the_chinese_spokesman_is_he_who_spoke_before() -> None:
    text = "China rejects the charges over Ukraine, a spokesman for the Chinese mission to the EU said.\n\nThe Chinese spokesman said that China never supplies lethal weapons to anyone in Ukraine."
    assert chinese(text) == ["Chinese Mission to the EU"] * 2


@pytest.mark.parametrize("dateline", ["Taipei, Taiwan — ", "Seoul, South Korea — ", "Tel Aviv, Israel (AFP) — "])
def test_the_place_in_front_of_an_article_is_not_its_topic(dateline: str) -> None:
    assert chinese(f"{dateline}Chinese President Xi Jinping called on all powers to help Russia and Ukraine talk.") == ["Xi Jinping"]


def test_what_somebody_states_goes_on_from_what_he_comments_on() -> None:
    text = "The Chinese Foreign Ministry commented on the talks after the meeting in Washington, stating that China supports all efforts for peace in Ukraine, writes UNN."
    assert len(chinese(text)) == 1
