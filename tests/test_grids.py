"""What grids of parts must not lose: combinations that no example shows."""

from __future__ import annotations

from datetime import date
from statistics import mean

import pytest

from extractors.codebook.codebook import load_codebook
from extractors.records.words import Document
from tests.accuracy_attribution import attribute
from tests.grids import measure

CLAUSE = "the war in Ukraine must be settled through talks"
SUBJECTS = (
    "China", "Beijing", "The Chinese foreign ministry", "China's foreign ministry", "Wang Yi", "Chinese Foreign Minister Wang Yi", "Mao Ning, a spokeswoman for China's foreign ministry,",
    "A Chinese foreign ministry spokesperson", "China's top diplomat", "China's ambassador to the UN, Fu Cong,", "The Chinese leader", "Chinese officials", "The Chinese side",
    "China's mission to the EU", "The Chinese embassy in Kyiv", "Foreign ministry spokeswoman Mao Ning", "Chinese Premier Li Qiang", "The leadership in Beijing",
)  # fmt: skip
VERBS = ["said", "stated", "stressed", "emphasized", "reiterated", "noted", "added", "insisted", "maintained", "argued", "claimed", "declared", "announced", "affirmed", "reaffirmed", "asserted", "explained", "remarked", "warned", "acknowledged", "hinted", "indicated", "suggested", "signalled", "believed", "hoped", "underlined", "underscored", "highlighted", "recalled", "replied", "responded", "commented", "repeated", "contended", "complained", "promised", "pledged", "confirmed", "concluded", "cautioned", "wrote", "lamented", "pointed_out", "told_reporters", "made_clear", "made_it_clear", "took_the_position", "took_the_view", "is_convinced", "is_adamant", "is_of_the_view", "was_clear", "let_it_be_known"]
CIRCUMSTANCES = (
    "on Sunday in Munich", "during a visit to Berlin", "at a press conference with his German counterpart", "after talks with Andrii Sybiha", "in an interview published on Sunday",
    "in a statement late Monday", "in response to a question from Reuters", "when asked about the summit", "at the UN Security Council", "in a phone call with Zelensky",
    "ahead of the summit in Switzerland", "via video link", "in remarks carried by state television", "for the first time", "without naming the US", "earlier this month", "yesterday",
)  # fmt: skip
WITH_CIRCUMSTANCE = (
    "Wang Yi said {} that the war in Ukraine must end at the negotiating table.", "Wang Yi, {}, said that the war in Ukraine must end at the negotiating table.",
    '"The war in Ukraine must end at the negotiating table," China said {}.', "The war in Ukraine, China said {}, must end at the negotiating table.", "China stressed {} the need for talks on Ukraine.",
)  # fmt: skip
OTHERS = (
    "Zelensky", "The Ukrainian president", "Kyiv", "Sybiha", "The German chancellor", "Olaf Scholz", "The White House", "Rutte", "The alliance", "The Kremlin", "Peskov", "Lavrov", "Moscow", "India",
    "Erdogan", "EU leaders", "Brussels", "Analysts", "An expert at Renmin University", "A Chinese scholar", "A Western diplomat", "Taipei", "The Vatican", "Guterres", "Tokyo", "Viktor Orban", "Lukashenko",
    "Macron's office", "The US envoy to the UN", "Russia's ambassador to China", "A spokesperson for the European Commission", "A Chinese businessman", "A former Chinese diplomat", "Zhou Bo",
    "The representative of Ghana", "Saudi Arabia", "Critics of China", "The protesters", "The foreign minister of Singapore", "The BRICS foreign ministers", "The Russian embassy in Beijing",
    "A European diplomat in Beijing", "Trump", "The prime minister", "The chancellor", "Xi Jinping's biographer", "The G7", "Kyiv's peace plan",
)  # fmt: skip


def counted(text: str) -> int:
    return sum(statement.counts for statement in attribute(Document("grid", text, "en", published=date(2025, 3, 5))))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_verb_of_speech_reports_for_every_subject(subject: str) -> None:
    missed = [verb for verb in VERBS if not counted(f"{subject} {verb.replace('_', ' ')} that {CLAUSE}.")]
    assert not missed


@pytest.mark.parametrize("form", WITH_CIRCUMSTANCE)
def test_where_and_when_it_was_said_may_stand_anywhere(form: str) -> None:
    assert not [each for each in CIRCUMSTANCES if not counted(form.format(each))]


def test_a_call_for_something_may_be_far_from_its_for() -> None:
    places = ("at a press conference in Beijing", "in a statement on Monday", "after talks in Moscow")
    assert all(counted(f"China called {each} for talks to end the war in Ukraine.") for each in places)


@pytest.mark.parametrize("before", ["", "Chinese Foreign Minister Wang Yi said that the war in Ukraine must end through talks.\n\n"])
def test_no_other_subject_speaks_for_china(before: str) -> None:
    forms = ("{} said that China should play a constructive role in Ukraine.", "{} called for talks to end the war in Ukraine.", '"China stands on the side of peace in Ukraine," {} said.')
    wrong = [f"{form}: {other}" for other in OTHERS for form in forms if counted(before + form.format(other)) > bool(before)]
    assert not wrong


def test_a_formula_is_found_in_whatever_parts_it_is_put_together_from() -> None:
    found = measure(load_codebook(), number=30)
    low = [(one.formula, one.template, one.share, one.missed) for one in found if one.share < 0.7]
    assert not low
    assert mean(one.share for one in found) > 0.96
