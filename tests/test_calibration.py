"""Thresholds come from the own history's noise; power and budget are measured, not claimed."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from extractors.records.changes import ShiftKind, Utterance
from extractors.shifts.calibration import (
    NEVER,
    all_series,
    calibrate,
    measure_noise,
    poisson_interval,
    share_interval,
    with_thresholds,
)
from extractors.shifts.grades import Thresholds, mix_factor, omission_factor
from extractors.shifts.power import measure_power
from extractors.shifts.series import find_alarms, select_by_e_values
from tests.simulation import BUDGET, simulate
from tests.spoken import DELEGATE, SPOKESPERSON, utterance

START = date(2030, 1, 15)
SAID = {"talks": "应当通过谈判解决", "aid": "提供人道援助", "calm": "保持冷静克制", "charter": "遵守宪章宗旨"}


def speech(month: int, formulas: list[str], *, words: str = "", term: str = "crisis") -> Utterance:
    """Return a full official statement of one month."""
    text = "关于乌克兰危机，" + "，".join(SAID[name] for name in formulas) + words
    return utterance(
        text, DELEGATE, START + timedelta(days=30 * month), counterpart="council", document=f"m{month}",
        formulas={name: SAID[name] for name in formulas}, terms={term: "乌克兰危机"},
    )  # fmt: skip


def steady(months: int, *, seed: int = 1) -> list[Utterance]:
    """Return months in which every formula keeps its rate."""
    chance = random.Random(seed)
    return [speech(n, [name for name in SAID if chance.random() < 0.8] or ["talks"]) for n in range(months)]


# ------------------------------------------------------------ statistics


@pytest.mark.parametrize(
    ("used", "total", "run", "decades"),
    [(19, 20, 2, 1), (19, 20, 3, 2), (14, 20, 4, 1), (14, 20, 7, 2), (8, 20, 10, 1), (8, 20, 19, 2)],
)
def test_the_run_of_silence_that_an_omission_needs_grows_with_its_rarity(used: int, total: int, run: int, decades: int):
    assert omission_factor(used, total, run) >= decades > omission_factor(used, total, run - 1)


def test_a_formula_still_used_has_no_evidence_of_being_dropped():
    assert omission_factor(10, 20, 0) == pytest.approx(0.0)


def test_the_same_mix_speaks_for_no_change_and_another_mix_for_one():
    assert mix_factor({"crisis": 20, "issue": 5}, {"crisis": 4, "issue": 1}) < 0
    assert mix_factor({"crisis": 25}, {"war": 4}) > 2


def test_omission_factors_are_e_values_under_their_null():
    chance, worlds, total = random.Random(3), 4000, 0.0
    for _ in range(worlds):  # a rate drawn from the null's own prior, then one run of the alternative's length
        rate = chance.random()
        used = sum(chance.random() < rate for _ in range(20))
        silent = all(chance.random() >= rate for _ in range(4))
        total += 10.0 ** omission_factor(used, 20, 4) if silent else 0.0
    assert total / worlds <= 1.2


def test_e_bh_picks_nothing_from_small_evidence_and_everything_from_large():
    assert select_by_e_values({"a": 5.0, "b": 2.0}) == frozenset()
    assert select_by_e_values({"a": 1e6, "b": 1e6, "c": 0.1}) == {"a", "b"}


def test_intervals_hold_their_estimate():
    none, two = poisson_interval(0, 1.6), poisson_interval(2, 1.6)
    assert none.rate == 0 and none.high == pytest.approx(2.3, abs=0.1)
    assert two.low < two.rate < two.high
    share = share_interval(9, 10)
    assert 0.5 < share.low < 0.9 < share.high < 1


# ------------------------------------------------------------ dropped and terms


def alarms_of(months: list[Utterance]) -> Counter[ShiftKind]:
    """Count the alarms of a series watched sheet by sheet."""
    (sheets,) = all_series(months).values()
    return Counter(alarm.kind for length in range(len(sheets) + 1) for alarm in find_alarms(sheets[:length], Thresholds()))


def test_a_formula_said_every_month_that_falls_silent_is_dropped_once():
    usual = list(SAID)
    months = [speech(n, usual) for n in range(20)] + [speech(n, usual[1:]) for n in range(20, 30)]
    assert alarms_of(months) == {ShiftKind.DROPPED: 1}


def test_a_rare_formula_that_is_absent_is_not_dropped():
    months = [speech(n, ["talks", "aid", "calm", *(["charter"] if n % 5 == 0 else [])]) for n in range(30)]
    assert not alarms_of(months)[ShiftKind.DROPPED]


def test_short_texts_leave_formulas_out_without_dropping_them():
    long = [speech(n, list(SAID), words="，中方将继续为此发挥建设性作用并作出不懈努力" * 3) for n in range(20)]
    short = [speech(n, ["talks"]) for n in range(20, 30)]
    assert not alarms_of([*long, *short])[ShiftKind.DROPPED]


def test_reports_by_outlets_make_no_series():
    told = [utterance("关于乌克兰危机，保持冷静克制", SPOKESPERSON, START + timedelta(days=30 * n), tier=2, document=f"m{n}") for n in range(20)]
    assert all_series(told) == {}


def test_another_word_for_the_war_is_a_term_shift_when_it_settles():
    months = [speech(n, list(SAID), term="issue") for n in range(20)] + [speech(n, list(SAID), term="war") for n in range(20, 28)]
    assert alarms_of(months)[ShiftKind.TERM] == 1


# ------------------------------------------------------------ calibration


def test_calibration_keeps_its_budget_on_permuted_history():
    found = calibrate(steady(48), BUDGET, permutations=20)
    assert found.false_a_year <= BUDGET
    assert all(rate.false_a_year.high <= BUDGET / 3 + 1e-9 or rate.threshold == NEVER for rate in found.noise)


def test_a_smaller_budget_never_lowers_a_threshold():
    wide, narrow = (measure_noise(steady(48), budget, permutations=20) for budget in (4.0, 0.2))
    assert all(a.threshold <= b.threshold for a, b in zip(wide, narrow, strict=True))


def test_without_full_texts_the_shipped_thresholds_stay_and_the_report_says_so():
    found = calibrate([], BUDGET)
    assert found.thresholds == Thresholds()
    assert all("not calibrated" in rate.note for rate in found.noise)


def test_what_permutation_cannot_calibrate_is_counted_and_judged_by_readers():
    months = steady(24)
    plain = calibrate(months, BUDGET, permutations=10)
    assert all(one.false_share is None for one in plain.pushes)
    groups = {shift.group for shift in plain.shifts if shift.pushes}
    judged = calibrate(months, BUDGET, permutations=10, verdicts=dict.fromkeys(groups, False))
    assert all(one.judged == one.alerts and one.false_share and one.false_share.rate == 0 for one in judged.pushes)


def test_thresholds_can_be_set_kind_by_kind():
    found = with_thresholds({ShiftKind.DROPPED: 3.0, ShiftKind.TERM: 4.0, ShiftKind.WORDING: 5.0})
    assert (found.dropped, found.term, found.slot) == (3.0, 4.0, 5.0)


def test_power_is_high_for_births_and_drops_and_low_for_fades():
    power = {one.change.split(":")[0]: one for one in measure_power(steady(60), Thresholds(), trials=25)}
    assert power["birth"].recall.rate >= 0.9
    assert power["drop"].recall.rate >= 0.5
    assert power["fade"].recall.rate <= power["drop"].recall.rate


@pytest.mark.slow
def test_a_world_without_a_shift_stays_within_its_budget():
    outcome = simulate(1, 0.1, permutations=10, watched=1)
    assert outcome.rate.low <= 1.2 * BUDGET  # one small world; `python -m tests.simulation` measures 200 years
