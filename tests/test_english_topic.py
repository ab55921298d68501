"""A grid of kinds of text, of words, and of places: which words China is heard to say on the war, and which on something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from extractors.passages import split_passages
from extractors.records.words import Document
from extractors.referent import is_elsewhere, referent_of
from tests.accuracy_attribution import attribute


@dataclass(frozen=True)
class Text:
    """What a text opens with, what it tells besides, and what its question asks."""

    title: str
    lead: str
    more: str
    asked: str


ON_THE_WAR = {
    "the war": Text(
        "Ukraine war: fighting goes on in the east",
        "Russian and Ukrainian forces traded fire across the front line on Tuesday, officials in Kyiv said.",
        "Ukraine has asked its partners for more air defence before the winter.",
        "Does China have a comment on the latest fighting in Ukraine?",
    ),
    "charges": Text(
        "Washington says Chinese firms feed Moscow's war machine",
        "The United States on Tuesday accused China of supplying machine tools and drone engines to Russia's defence industry.",
        "A US official said the goods help Moscow to keep up its offensive in Ukraine.",
        "The US says that China supplies dual-use goods to Russia's military. What is China's response?",
    ),
    "sanctions": Text(
        "EU puts Chinese traders on its Russia sanctions list",
        "The European Union has adopted a new package of sanctions on Russia, and five companies from China are on the list.",
        "Brussels says that they helped Moscow to get around the restrictions over its war in Ukraine.",
        "The EU has blacklisted Chinese companies in its sanctions on Russia. What does China say?",
    ),
    "allies": Text(
        "Pyongyang's soldiers seen in Russia",
        "South Korea's spy agency said on Tuesday that North Korea had sent some 3,000 troops to Russia to fight against Ukraine.",
        "Kyiv expects the soldiers from North Korea at the front in Kursk within weeks.",
        "NATO says that North Korean troops are in Russia. Does China know of it?",
    ),
    "drones": Text(
        "Moscow gets more drones from Iran",
        "Iran has supplied Russia with hundreds of drones for its attacks on Ukrainian cities, the White House said on Tuesday.",
        "Tehran denies that it sends weapons to Moscow for the war in Ukraine.",
        "The US says that Iran supplies Russia with drones against Ukraine. Your comment?",
    ),
}
ELSEWHERE = {
    "Gaza": Text(
        "Truce talks on Gaza stall",
        "Israel and Hamas failed to agree on a truce in Gaza on Tuesday, mediators in Cairo said.",
        "Israeli strikes on Gaza killed dozens over the weekend.",
        "Does China have a comment on the situation in Gaza?",
    ),
    "Iran": Text(
        "Iran nuclear talks resume in Vienna",
        "Envoys of Iran, Russia, China and the European powers met in Vienna on Tuesday over Iran's nuclear programme and its missiles.",
        "Tehran wants the American sanctions on its oil lifted first.",
        "What does China expect of the talks on Iran's nuclear programme?",
    ),
    "Taiwan": Text(
        "Lawmakers from Washington visit Taipei",
        "American lawmakers met Taiwan's leader in Taipei on Tuesday and promised more weapons for the island.",
        "The People's Liberation Army has sent ships and planes to the waters around Taiwan.",
        "Does China have a comment on the arms sales to Taiwan?",
    ),
    "trade": Text(
        "Washington raises tariffs on Chinese chips",
        "The United States on Tuesday raised tariffs on chips from China and put a dozen Chinese companies on a blacklist.",
        "The two sides have quarrelled over semiconductors and rare earths for years.",
        "The US has raised tariffs on Chinese chips. What is China's response?",
    ),
    "Russia": Text(
        "China and Russia sign deals on gas and soybeans",
        "China and Russia signed a dozen agreements on trade, gas and farming in Harbin on Tuesday.",
        "Trade between the two countries has doubled within six years.",
        "What came of the meeting on trade between China and Russia?",
    ),
    "Korea": Text(
        "Pyongyang tests a missile",
        "North Korea fired a ballistic missile into the sea on Tuesday, hours before Russia's and China's envoys met in Seoul.",
        "The Security Council has sanctioned North Korea over its nuclear tests since 2006.",
        "North Korea has launched a missile. Does China have a comment?",
    ),
}
ON_IT = {
    "denial": "the accusation is groundless and China does not accept it",
    "talks": "the parties should cease fire and return to the negotiating table",
    "sanctions": "China opposes unilateral sanctions and will protect the lawful rights of its companies",
    "unaware": "China is not aware of the situation",
}
ASIDE = {
    "relations": "China will deepen its friendship and cooperation with Vietnam",
    "home": "China's GDP grew by five percent and reform goes on",
    "condolences": "China mourns the people who died when a flood hit Nepal",
    "courtesy": "the delegation is grateful for the warm welcome",
}
PLACES = ("lead", "behind the lead", "further down", "answer")


def composed(text: Text, words: str, place: str) -> tuple[Document, str]:
    """Return a text with the words in a place, and the sentence in which they are said."""
    said = f"Foreign ministry spokeswoman Mao Ning told reporters in Beijing that {words}."
    answer = f"Mao Ning: {words[0].upper()}{words[1:]}."
    body = {
        "lead": [said, text.lead, text.more],
        "behind the lead": [text.lead, said, text.more],
        "further down": [text.lead, text.more, said],
        "answer": [f"AFP: {text.asked}", answer, "Reuters: When will the minister travel to Chile?", "Mao Ning: I have nothing on that."],
    }[place]
    title = "Foreign Ministry Spokesperson Mao Ning's Regular Press Conference" if place == "answer" else text.title
    return Document("t", "\n\n".join(body), "en", date(2024, 10, 23), title), answer[10:] if place == "answer" else said


def is_on_it(text: Text, words: str, place: str) -> bool:
    """Tell whether the words are heard as words on the war."""
    document, sentence = composed(text, words, place)
    passages = split_passages(document, "en")
    about = referent_of(document, passages, "en")
    at = document.text.index(sentence)
    found = [one for one in attribute(document) if one.start <= at < one.end or at <= one.start < at + len(sentence)]
    assert found, f"nobody is heard: {sentence}"
    return not is_elsewhere(document, passages, "en") and any(about(one)[0] for one in found)


@pytest.mark.parametrize(("kind", "words", "place"), product(ON_THE_WAR, ON_IT, PLACES))
def test_words_on_the_war_and_its_charges_count(kind: str, words: str, place: str) -> None:
    assert is_on_it(ON_THE_WAR[kind], ON_IT[words], place)


@pytest.mark.parametrize(("kind", "words", "place"), product(ON_THE_WAR, ASIDE, PLACES[1:3]))
def test_what_a_text_on_the_war_says_of_something_else_does_not_count(kind: str, words: str, place: str) -> None:
    assert not is_on_it(ON_THE_WAR[kind], ASIDE[words], place)


@pytest.mark.parametrize(("kind", "words", "place"), product(ELSEWHERE, ON_IT | ASIDE, PLACES))
def test_the_same_words_on_another_trouble_do_not_count(kind: str, words: str, place: str) -> None:
    assert not is_on_it(ELSEWHERE[kind], (ON_IT | ASIDE)[words], place)


MEETING = (
    "Chinese President Xi Jinping met Hungarian Prime Minister Viktor Orban in Budapest on Tuesday.",
    "Xi said that China and Hungary would build a railway together and deepen bilateral trade.",
    "The two leaders also exchanged views on the war in Ukraine.",
)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("the parties should cease fire and return to the negotiating table", True),
        ("no one wins in a conflict", True),
        ("China and Hungary are good friends and partners", False),
        ("the two countries should expand tourism", False),
    ],
)
@pytest.mark.parametrize("after", [True, False])
def test_of_a_meeting_only_what_follows_its_paragraph_on_ukraine_counts(words: str, about: bool, after: bool) -> None:
    said = f"Xi said that {words}."
    body = [*MEETING, said] if after else [MEETING[0], MEETING[1], said, *(["The two dined on a ship."] * 2)]
    document = Document("t", "\n\n".join(body), "en", date(2024, 5, 9), "Xi visits Hungary")
    at = document.text.index(said)
    (one,) = [each for each in attribute(document) if each.start == at]
    assert referent_of(document, split_passages(document, "en"), "en")(one)[0] is (about and after)
