"""The grammar of reporting: every pair of a verb of speech and its complement, in sentences built from parts."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.english.quotes import find_quotes
from extractors.english.sentences import split_sentences
from extractors.records.words import Document
from tests.accuracy_attribution import attribute

CLAUSE = "the war in Ukraine must be settled through talks"


def said(text: str) -> list[str | None]:
    """Return the speakers of the statements that count."""
    document = Document("written for the test", text, "en", published=date(2025, 3, 5))
    return [statement.speaker.name for statement in attribute(document) if statement.counts]


@pytest.mark.parametrize(
    "verb",
    ["made clear", "has made it clear", "made it very clear", "took the view", "holds the position", "gave assurances", "let it be known",
     "is of the view", "is adamant", "was clear", "has been clear", "left no doubt", "restated", "came to the conclusion"],
)  # fmt: skip
def test_a_phrase_of_speech_with_a_clause_reports(verb: str) -> None:
    assert said(f"Wang Yi {verb} that {CLAUSE}.") == ["Wang Yi"]


@pytest.mark.parametrize("verb", ["maintained", "indicated", "signalled", "made clear", "took the view"])
def test_a_clause_without_that_is_reported_too(verb: str) -> None:
    assert said(f"China {verb} {CLAUSE}.") == ["China"]


@pytest.mark.parametrize(
    "words",
    ["made the case for talks to end the war in Ukraine", "joined calls for a ceasefire in Ukraine", "came out against sanctions over the war in Ukraine",
     "encouraged both sides to resume talks on Ukraine", "threw its weight behind peace talks on Ukraine", "rebuffed claims that it arms Russia in Ukraine",
     "proposed talks to end the war in Ukraine", "offered to mediate in the war in Ukraine", "has repeatedly emphasized its commitment to talks on Ukraine",
     "has consistently denied supplying weapons for the war in Ukraine", 'alluded to "an invisible hand" behind the war in Ukraine'],
)  # fmt: skip
def test_a_verb_of_speech_with_a_thing_reports(words: str) -> None:
    assert said(f"Beijing {words}.") == ["China"]


def test_only_behind_said_opens_a_clause_and_is_no_passive() -> None:
    assert said("Wang Yi said only by talking can the war in Ukraine be ended.") == ["Wang Yi"]


@pytest.mark.parametrize("source", ["The leadership in Beijing", "Leaders in Beijing", "Diplomats from China", "Officially, Beijing", "Officially China"])
def test_a_body_is_of_the_side_whose_capital_it_sits_in(source: str) -> None:
    assert said(f"{source} said that {CLAUSE}.") == ["China"]


def test_the_foreign_ministry_in_beijing_is_not_the_one_that_was_named_before() -> None:
    text = f"The foreign ministry of Ukraine summoned the envoy. The foreign ministry in Beijing said that {CLAUSE}."
    assert said(text) == ["Ministry of Foreign Affairs of China"]


@pytest.mark.parametrize(
    "text",
    ["It is clear in China that the war in Ukraine must be settled.", "It is clear that the war in Ukraine weighs on China.", "China made clear progress in the war of prices, as Ukraine did.",
     "China took the view from the terrace in Ukraine as a motif.", "In all these years China has long supported Ukraine in its trade.",
     "China sounded the alarm in a village in Ukraine.", "What is clear is that China has a stake in Ukraine."],
)  # fmt: skip
def test_the_same_words_in_another_use_report_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "opening",
    ["China's position is that", "The Chinese stance on Ukraine is clear:", "Beijing's line has been that", "The message from Beijing was that",
     "In Beijing's view,", "In the view of Beijing,", "China remains convinced that", "Beijing considers that", "Beijing reacted angrily, saying that"],
)  # fmt: skip
def test_a_side_holds_a_view_in_many_ways(opening: str) -> None:
    assert said(f"{opening} {CLAUSE}.") == ["China"]


@pytest.mark.parametrize(
    "opening",
    ["As Wang Yi put it,", "Xi made clear to Scholz that", "Xi made it plain to his guest that", "Wang Yi, together with his host, said that", "Chinese FM:", "China FM says"],
)
def test_a_person_says_it_in_many_ways(opening: str) -> None:
    assert said(f"{opening} {CLAUSE}.") in (["Wang Yi"], ["Xi Jinping"])


def test_a_name_that_ends_in_ing_is_no_participle() -> None:
    assert said(f"The session on Ukraine went on, with spokeswoman Mao Ning saying that {CLAUSE}.") == ["Mao Ning"]


@pytest.mark.parametrize("label", ["Chinese foreign ministry", "Chinese Embassy in Kyiv"])
def test_a_body_labels_what_it_says(label: str) -> None:
    text = f"The sides differ over Ukraine.\n{label}: The war in Ukraine must be settled through talks.\nNothing else came out."
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["China's position on the list of buyers of Ukraine's grain is that of a latecomer.", "The view from Beijing was clear on the day the war in Ukraine began.",
     "In view of Beijing, the war in Ukraine ended.", "China stands in Ukraine's way."],
)  # fmt: skip
def test_a_position_of_another_kind_is_no_view(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "ending",
    [". China denies that.", ", a charge Beijing denies.", ", which China rejects.", " — claims that Beijing has repeatedly rejected.", ", a claim China has dismissed as false."],
)
def test_a_denial_in_passing_is_chinas(ending: str) -> None:
    assert said(f"Kyiv accused China of helping Russia in the war in Ukraine{ending}") == ["China"]


def test_what_others_deny_in_passing_is_not() -> None:
    assert said("China accused Kyiv of lies about the war in Ukraine, a charge Zelensky denies.") == ["China"]
    assert said("Beijing accused the US of lies about the war in Ukraine, which Washington rejects.") == ["China"]


def test_the_comment_of_a_department_is_the_departments() -> None:
    text = 'China is watching the front in Ukraine, its Foreign Ministry said.\n\n"China has taken note of events in Ukraine," says the comment of the foreign policy department.'
    assert said(text) == ["Ministry of Foreign Affairs of China"] * 2


def test_a_deck_that_lost_its_full_stop_is_read() -> None:
    text = (
        "Beijing's envoy to the UN Fu Cong speaks of the war in Ukraine for the first time since the talks, in a long address\n"
        "He also tells the Security Council meeting that all parties in Ukraine should exercise restraint and talk"
    )
    assert "Fu Cong" in said(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The claims about Ukraine were rejected by China's foreign ministry.", ["Ministry of Foreign Affairs of China"]),
        ("The talks on Ukraine were welcomed by China.", ["China"]),
        ("Kyiv says China arms Russia in the war in Ukraine, a claim strongly denied by Beijing.", ["China"]),
        ("NATO said China arms Russia in Ukraine, but Beijing has denied this.", ["China"]),
        ("China's plan for Ukraine was welcomed by Russia.", []),
        ("A plan for Ukraine was written by China.", []),
    ],
)
def test_who_judges_may_stand_behind_by(text: str, speakers: list[str]) -> None:
    assert said(text) == speakers


def test_a_sentence_that_lost_its_stop_behind_a_quotation_is_no_headline() -> None:
    text = "The summit spoke of peace in Ukraine and of trade.\nUkraine talks\nPresident Xi Jinping told the summit that in Ukraine there must be “no escalation of the fighting”"
    assert said(text) == ["Xi Jinping"]


@pytest.mark.parametrize(
    "text",
    ['Beijing "firmly opposes" the new sanctions over Ukraine.', 'China is "deeply concerned" about the war in Ukraine.', 'China "deeply regrets" that conflict broke out in Ukraine.',
     'China "has always called" for talks on Ukraine.'],
)  # fmt: skip
def test_the_verb_may_stand_inside_the_marks(text: str) -> None:
    assert said(text) == ["China"]


@pytest.mark.parametrize(
    "text",
    ['China is "a decisive enabler" of the war in Ukraine.', 'China "supports the war in Ukraine", Rutte said.', 'NATO says China "supports" the war in Ukraine.',
     'China\'s "support" for Russia in Ukraine has its price.', 'Russia "supports" peace in Ukraine.'],
)  # fmt: skip
def test_a_word_in_marks_about_china_is_not_chinas(text: str) -> None:
    assert said(text) == []


def test_an_abbreviation_before_a_quotation_that_goes_on_ends_no_sentence() -> None:
    text = "Xi told Biden that China and the U.S. “should not clash” over Ukraine. He was in D.C. “It is late,” he said."
    spans = split_sentences(text, 0, len(text), find_quotes(text, 0, len(text)))
    assert [text[a:b].split()[0] for a, b in spans] == ["Xi", "He", "“It"]


@pytest.mark.parametrize("when", ["Friday, June 2,", "on Friday", "Monday", "on June 2, 2024,", "on Friday, June 2,"])
def test_when_it_was_said_may_stand_before_the_inverted_subject(when: str) -> None:
    assert said(f"“Deep rifts” keep Ukraine from talks, said {when} the Chinese foreign ministry.") == ["Ministry of Foreign Affairs of China"]


@pytest.mark.parametrize("told", ["Jane Roe his country", "radio host Jane Roe his country", "Face of the Week Journalist, Jane Roe his country"])
def test_a_name_in_front_of_his_country_is_whom_it_is_told(told: str) -> None:
    assert said(f"Wang Yi told {told} believes that {CLAUSE}.") == ["Wang Yi"]


@pytest.mark.parametrize("made", ["that was published", "published on its website", "which has been released", ", posted on its website,"])
@pytest.mark.parametrize("verb", ["indicates that all sides in Ukraine must stop", "lists respect for Ukraine's borders", "consists of twelve points on Ukraine"])
def test_a_document_that_was_published_speaks_for_who_put_it_out(made: str, verb: str) -> None:
    opening = "China's foreign ministry issued a statement on Ukraine. It called for calm in Ukraine. "
    assert len(said(f"{opening}The statement {made} {verb}.".replace(" ,", ","))) >= 2
    assert len(said(f"{opening}The statement that was published by the United States {verb}.")) == len(said(opening.strip()))


def test_who_represents_a_side_speaks_for_it() -> None:
    assert said("The Chinese side, represented by Foreign Ministry spokesman Lin Jian, said calm is needed in Ukraine.") == ["Lin Jian"]
    assert said("Beijing, through its spokesman Lin Jian, said calm is needed in Ukraine.") == ["Lin Jian"]
