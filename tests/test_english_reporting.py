"""A grid of who speaks, of circumstances, of verbs, and of where the circumstances stand: the speaker is the same in all."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from extractors.records.words import Document
from tests.accuracy_attribution import attribute

WHO = {
    "China": "China",
    "Foreign Ministry spokesperson Lin Jian": "Lin Jian",
    "Beijing's envoy Li Hui": "Li Hui",
}
WHEN_AND_WHERE = (
    "on Oct. 24",
    "Friday",
    "on Friday (Oct 25)",
    "on Friday in Beijing",
    "earlier this week",
    "for the first time",
    "at a regular press briefing on Friday",
    "in a post on X",
    "in a phone call with Olaf Scholz",
    "in response to a question from AFP",
    "after talks in Paris",
    "while answering a question",
    "via social media",
)
SAID = {
    "said": "that all parties should stop fighting in Ukraine",
    "called for": "a ceasefire in Ukraine",
    "called on": "Russia and Ukraine to hold talks",
    "made it clear": "that it arms neither Russia nor Ukraine",
    "rejected": "the accusation that it arms Russia against Ukraine",
}
PLACES = {
    "between": "{who} {when} {verb} {words}.",
    "between commas": "{who}, {when}, {verb} {words}.",
    "in front": "{When}, {who} {verb} {words}.",
    "behind": "{who} {first} {when} {last} {words}.",
}


def heard(text: str) -> list[str | None]:
    found = attribute(Document("t", text, "en", date(2024, 10, 25)))
    return [one.speaker.name for one in found if one.counts]


@pytest.mark.parametrize(("place", "when"), product(PLACES, WHEN_AND_WHERE))
def test_when_where_and_in_what_is_no_part_of_the_speaker(place: str, when: str) -> None:
    for who, (verb, words) in product(WHO, SAID.items()):
        first, _, last = verb.rpartition(" ") if verb.startswith("called") else (verb, "", "")
        if place == "behind" and verb == "rejected":
            continue
        sentence = PLACES[place].format(
            who=who, when=when, When=when[0].upper() + when[1:], verb=verb, words=words, first=first, last=last
        )
        assert heard(sentence.replace("  ", " ")) == [WHO[who]], sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Leaders in Beijing said that the war in Ukraine must end.",
        "The paper that China published on Friday calls for talks on Ukraine.",
        "In a statement on its website China's mission to the EU said that the war in Ukraine must end.",
    ],
)
def test_a_place_that_tells_whose_they_are_stays(sentence: str) -> None:
    assert len(heard(sentence)) == 1


def test_who_appealed_to_somebody_is_not_what_came_after() -> None:
    text = "Xi Jinping asked for talks to end the war in Ukraine after the French president had appealed to him."
    assert heard(text) == ["Xi Jinping"]


@pytest.mark.parametrize(
    "tail",
    [
        "which China's foreign ministry has rubbished as 'groundless'",
        "a claim that Beijing has dismissed as groundless",
        "something Beijing denies",
        "an allegation denied by the Chinese foreign ministry",
        "charges that Beijing rejects",
    ],
)
def test_the_denial_in_a_relative_clause_is_chinas(tail: str) -> None:
    assert len(heard(f"Zelensky accused China of arming Russia against Ukraine, {tail}.")) == 1


@pytest.mark.parametrize("name", ["The Chinese communist regime", "Beijing's regime", "Communist China", "The CCP", "The Chinese leadership"])
def test_a_hostile_outlets_names_of_china_are_china(name: str) -> None:
    assert heard(f"{name} said that the war in Ukraine must end.") == ["China"]


@pytest.mark.parametrize(("written", "who"), [("Jin", "Lin Jian"), ("Jiang", "Lin Jian"), ("Scholz", None)])
def test_a_name_that_is_nearly_the_spokesmans_is_his(written: str, who: str | None) -> None:
    text = f"Foreign Ministry spokesperson Lin Jian met reporters. Asked about Ukraine, {written} said that China was not aware of the situation."
    assert heard(text) == ([who] if who else [])


def test_whoever_refutes_a_claim_says_what_follows() -> None:
    text = "Foreign Ministry spokesperson Lin Jian refuted saying that China arms nobody in Ukraine."
    assert heard(text) == ["Lin Jian"]


def test_a_side_in_favour_of_something_says_so() -> None:
    assert heard("China is in favour of talks between Russia and Ukraine.") == ["China"]
    assert not heard("The newspaper wrote that Li Hui was in favour of a ceasefire in Ukraine.")


def test_the_ministry_and_its_spokesman_behind_a_semicolon_are_one_voice() -> None:
    text = "China's foreign ministry has rejected the charge; its spokesman, Lin Jian, said that China had not caused the crisis in Ukraine."
    assert heard(text) == ["Lin Jian"]
