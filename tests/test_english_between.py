"""Sentences without a reporting clause beside an official's words, and reporters' sentences that look like them."""

from __future__ import annotations

from datetime import date

from extractors.codebook.codebook import load_codebook
from extractors.coder import code_document
from extractors.records.words import Document
from extractors.speakers import load_officials

BOOK, OFFICIALS = load_codebook(), load_officials()


def counted(text: str, title: str = "China on Ukraine", kind: str = "news") -> list[tuple[str | None, str]]:
    """Return name and words of each statement that counts."""
    document = Document("t", text=text, title=title, published=date(2024, 6, 12), language="en", source_kind=kind)
    return [(s.speaker.name, s.text) for s in code_document(document, BOOK, OFFICIALS).statements if s.counts]


def words_of(text: str, name: str = "Lin Jian") -> str:
    """Return all that counts as one person's words."""
    return " | ".join(words for who, words in counted(text) if who == name)


LEAD = "Chinese Foreign Ministry spokesperson Lin Jian said on Tuesday that the Ukraine crisis has to be settled by talks. "


def test_a_bare_sentence_of_a_position_goes_on_behind_the_words_of_an_official() -> None:
    text = LEAD + "Military means lead nowhere and a political settlement is the only way out. The concerns of all sides are legitimate and deserve attention."
    assert "only way out" in words_of(text)
    assert "deserve attention" in words_of(text)


def test_a_reporting_clause_at_the_end_is_for_the_sentences_before_it_too() -> None:
    text = LEAD + "\n\nWhatever China does is meant for peace. Dialogue remains the one path to peace. Nobody wins in such a war over Ukraine, the spokesperson said."
    assert "meant for peace" in words_of(text)
    assert "one path to peace" in words_of(text)


def test_a_paragraph_of_policy_goes_on_where_nobody_else_speaks() -> None:
    text = LEAD + "\n\nAll parties should stop adding fuel to the fire over Ukraine. China will continue to work for a ceasefire there."
    assert "fuel to the fire" in words_of(text)


def test_what_a_reporter_adds_behind_an_official_is_not_counted() -> None:
    asides = (
        "China has not condemned the assault and buys more Russian oil than before.",
        "Beijing has sought to portray itself as a neutral party to the peace process.",
        "Russian troops crossed the border in February 2022.",
        "Moscow and Beijing have drawn closer since then.",
        "China is Russia's biggest trading partner.",
        "It has been stung by reports that both sides fly its drones.",
        "The remarks are a reminder that dialogue is not dead.",
        "Ukraine is open to a peaceful way out on its own terms.",
        "Kyiv has asked for more air defence.",
        "The war has killed tens of thousands of people.",
        "The peace summit was held without Russia.",
    )
    for aside in asides:
        assert aside not in words_of(LEAD + aside), aside
        assert aside not in words_of(f"{LEAD}\n\n{aside}"), aside


def test_a_bare_sentence_behind_another_sides_words_stays_uncounted() -> None:
    text = LEAD + "\n\nUkrainian Foreign Minister Dmytro Kuleba said Kyiv wants a just peace. The territorial integrity of all states is the basis of a lasting peace."
    assert "basis of a lasting peace" not in " ".join(words for _, words in counted(text))


def test_advice_to_china_and_what_lies_ahead_are_a_reporters() -> None:
    asides = (
        "China should use its leverage to end the war in Ukraine.",
        "China must stop supplying parts to the Russian arms industry in the war on Ukraine.",
        "All parties should brace for a long winter in Ukraine.",
        "Kyiv must now decide on the ceasefire.",
        "The international community is split over the peace plan for Ukraine.",
        "China supports peace in words, but its firms sell drones to both sides in Ukraine.",
        "No one believes that the dialogue on Ukraine will bear fruit.",
        "The peace talks on Ukraine must wait until the elections in the United States.",
    )
    for aside in asides:
        assert aside not in words_of(LEAD + aside), aside
        assert aside not in words_of(f"{LEAD}\n\n{aside}\n\nLin also said that China stays in touch on Ukraine."), aside


def test_what_china_says_it_does_not_do_goes_on_behind_its_spokesperson() -> None:
    others = "Karel Dvorak of the United States said Beijing arms Moscow in Ukraine.\n\n"
    spoken = "Lin Jian said the war in Ukraine must stop.\n\n"
    for sentence in ("China does not sell weapons to either side.", "China strictly controls its dual-use exports.", "China has the right to trade with Russia."):
        assert sentence in words_of(f"{others}{spoken}{sentence}")
    for sentence in ("China does not condemn Russia.", "China buys oil from Russia.", "China has condemned no side so far."):
        assert sentence not in words_of(f"{others}{spoken}{sentence}")


def test_a_button_behind_a_sentence_makes_it_no_headline() -> None:
    text = "Lin Jian said the war in Ukraine must stop.\n\nWe have set out our position on Ukraine and strongly oppose lies. Share\n\nHe spoke in Beijing."
    assert "strongly oppose lies" in words_of(text)
