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
    text = "Xi Jinping called for peace talks over Ukraine after French President Emmanuel Macron appealed to him."
    assert heard(text) == ["Xi Jinping"]
