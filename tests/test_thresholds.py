"""What a calibration leaves behind: the thresholds that history moves, and nothing that a later version decides."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import FaultyFileError
from extractors.shifts.grades import Thresholds
from flows.settings import load_settings
from flows.thresholds import FILE, load_thresholds, save_thresholds


@pytest.fixture
def settings(tmp_path: Path):
    return load_settings(tmp_path)


def test_calibrated_thresholds_come_back(settings):
    save_thresholds(replace(Thresholds(), dropped=3.5, term=4.0, slot=99.0), settings.home)
    assert load_thresholds(settings) == replace(Thresholds(), dropped=3.5, term=4.0, slot=99.0)


def test_the_decision_rule_of_an_earlier_version_is_not_kept_for_ever(settings):
    (settings.home / FILE).write_text(json.dumps({"high_rungs": 1.0, "dropped": 3.0}), "utf-8")
    assert load_thresholds(settings) == replace(Thresholds(), dropped=3.0)


@pytest.mark.parametrize("text", ["{", '{"nobody": 1}', '{"dropped": "many"}'])
def test_a_broken_file_says_what_to_do(settings, text: str):
    (settings.home / FILE).write_text(text, "utf-8")
    with pytest.raises(FaultyFileError, match="calibrate"):
        load_thresholds(settings)
