"""The chronologies of 2024-2026 that were written for the project: what an analyst listed is heard, what he did not list is not.

Here each is watched without a past, which is the quicker and the harder way; `python -m tests.chronology` gives them their past.
"""

import random
from functools import cache
from typing import Any

import pytest

from extractors.records.words import CodedDocument
from flows.replay import replay
from tests.accuracy import GOLD, SHARED
from tests.chronology import BORDER, OWN, coded_texts, copied, other_outlets, own_lists, score

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the scorer is in the folder `shared` beside the checkout")

FLOORS = {  # a little below what was measured: importance 3, importance 2, changes shown, line precision
    "chronology_2024": (0.92, 0.76, 0.80, 0.64),
    "chronology_b": (0.96, 0.82, 0.90, 0.78),
    "chronology_c": (0.85, 0.71, 0.75, 0.70),
}
MOST_FALSE = 3.0  # alerts a year: without a past the first standing words of each rung are new


@cache
def coded(name: str) -> tuple[CodedDocument, ...]:
    return tuple(coded_texts(GOLD / name / "texts.jsonl"))


def heard(texts: tuple[CodedDocument, ...] | list[CodedDocument], name: str) -> dict[str, Any]:
    return score(replay([], coded=texts).shifts, own_lists(name), BORDER)


@pytest.mark.parametrize("name", OWN)
def test_the_listed_days_are_heard_and_the_quiet_ones_stay_quiet(name: str):
    found, floors = heard(coded(name), name), FLOORS[name]
    assert tuple(found[key] >= floor for key, floor in zip(("recall_3", "recall_2", "row_recall", "line_precision"), floors, strict=True)) == (True,) * 4
    assert found["first_3"] >= 0.9 and found["alerts_a_found_day"] <= 1.1
    assert found["false_a_year"] <= MOST_FALSE


def test_other_outlets_change_nothing():
    name = OWN[0]
    assert heard(other_outlets(coded(name), random.Random(1)), name) == heard(coded(name), name)


def test_editors_copies_are_not_heard_a_second_time():
    name = OWN[0]
    before, after = heard(coded(name), name), heard(copied(coded(name), random.Random(1)), name)
    assert after["finding_no_listed_day"] <= before["finding_no_listed_day"] + 1
    assert after["recall_3"] >= before["recall_3"]
