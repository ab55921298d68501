"""The accuracy that the README quotes is held: a fall is a failure."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import accuracy
from tests.conftest import needs_shared

KEPT = json.loads(accuracy.FIGURES.read_text("utf-8")) if accuracy.FIGURES.exists() else {"reading": {}}
SLACK = 0.005  # a figure may lose this much before a change has to say why


def fallen(now: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    """Return each figure of a report that is lower than the kept one."""
    flat_now, flat_kept = flat(now), flat(kept)
    return [f"{name}: {flat_now[name]} < {value}" for name, value in flat_kept.items() if flat_now[name] < value - SLACK]


def flat(report: dict[str, Any]) -> dict[str, float]:
    """Return the figures of a report where more is better."""
    return {f"{name} f1": part["f1"] for name, part in report.items() if isinstance(part, dict) and "f1" in part} | {
        name: report[name] for name in ("speaker", "directness", "date") if report.get(name) is not None
    }


@pytest.fixture(scope="module")
def shared() -> dict[str, Any]:
    return {name: tally.report() for name, tally in accuracy.measure_shared().items()}


@needs_shared
@pytest.mark.parametrize("texts", ["seeds", "cctv", "english"])
def test_the_reading_of_annotated_texts_has_not_fallen(shared: dict[str, Any], texts: str) -> None:
    assert texts in KEPT["reading"], "run `make accuracy ARGUMENTS=--write`"
    assert not fallen(shared[texts], KEPT["reading"][texts])


@needs_shared
@pytest.mark.parametrize("texts", ["seeds", "cctv"])
def test_foreign_words_never_count_for_china(shared: dict[str, Any], texts: str) -> None:
    assert shared[texts]["foreign_words_counted"] == 0


@needs_shared
def test_the_seed_articles_are_read_as_well_as_promised(shared: dict[str, Any]) -> None:
    report = shared["seeds"]
    assert report["chars"]["f1"] >= 0.92
    assert report["spans"]["f1"] >= 0.85
    assert report["speaker"] >= 0.95
    assert report["formulas"]["f1"] >= 0.90


@needs_shared
def test_two_years_of_news_give_no_chinese_statement_where_none_was_made() -> None:
    silence = accuracy.measure_silence()
    assert silence["false"] <= KEPT["silence"]["false"], silence["false_ids"]
    assert silence["found"] >= KEPT["silence"]["found"], silence["missed_ids"]


def test_the_projects_own_gold_is_read_as_well_as_before() -> None:
    now = {name: tally.report() for name, tally in accuracy.measure_own().items()}
    assert now, "no gold passages found"
    falls = {name: fallen(report, KEPT["reading"][name]) for name, report in now.items() if name in KEPT["reading"]}
    assert not {name: fall for name, fall in falls.items() if fall}


def test_no_words_of_others_count_in_the_projects_own_gold() -> None:
    assert not [name for name, tally in accuracy.measure_own().items() if tally.report()["foreign_words_counted"]]
