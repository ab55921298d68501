"""The chronology of 2024-2026 that was written for the project: what an analyst listed is heard, what he did not list is not."""

import random

import pytest

from extractors.records import CodedDocument
from flows.corpus import code_corpus
from flows.replay import read_chronology, replay
from tests.accuracy import FORMULAS, GOLD, SHARED
from tests.chronology import BORDER, TODAY, copied, other_outlets, own_lists, score

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the scorer is in the folder `shared` beside the checkout")


@pytest.fixture(scope="module")
def coded() -> list[CodedDocument]:
    documents, unplaced = read_chronology(GOLD / "chronology_2024" / "texts.jsonl", TODAY)
    assert not unplaced
    return list(code_corpus(documents, FORMULAS))


def heard(coded: list[CodedDocument]) -> dict[str, object]:
    return score(replay([], coded=coded).shifts, own_lists(), BORDER)


def test_the_listed_days_are_heard_and_the_quiet_ones_stay_quiet(coded: list[CodedDocument]):
    found = heard(coded)
    assert found["recall_3"] >= 0.8 and found["recall_2"] >= 0.65
    assert found["line_precision"] >= 0.5 and found["first_3"] >= 0.85
    assert found["false_a_year"] <= 2 and found["alerts_a_found_day"] <= 1.1


def test_other_outlets_change_nothing(coded: list[CodedDocument]):
    assert heard(other_outlets(coded, random.Random(1))) == heard(coded)


def test_editors_copies_are_not_heard_a_second_time(coded: list[CodedDocument]):
    before, after = heard(coded), heard(copied(coded, random.Random(1)))
    assert after["finding_no_listed_day"] <= before["finding_no_listed_day"] + 1
    assert after["recall_3"] >= before["recall_3"]
