"""What a change of known size would do: synthetic drops, births, slot swaps and climbs put into the real history."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.records.changes import Rendering, Shift, ShiftKind, Utterance
from extractors.records.words import Coding, Slot
from extractors.shifts.calibration import Interval, all_series, own_words, share_interval
from extractors.shifts.detect import detect_in
from extractors.shifts.grades import Thresholds
from extractors.shifts.history import History
from extractors.shifts.reading import RANKS, best_readings, counted, rung
from extractors.shifts.series import EXPECTED, LEAST_SHEETS, Sheet, find_alarms, sheet_of

AHEAD = 12  # utterances, or sheets, within which a change must be found
TRACER = "synthetic_tracer"  # the name of a formula that nobody used
FOREIGN_VALUE = "甲乙丙"  # a slot value that nobody used
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Power:
    """How much of a synthetic change is found, and when."""

    change: str
    found: int
    tried: int
    recall: Interval
    median_delay_days: int | None
    pushed: int


@dataclass(frozen=True, slots=True)
class _Trial:
    found: bool
    delay: int = 0
    pushed: bool = False


def measure_power(
    utterances: Sequence[Utterance], thresholds: Thresholds, *, trials: int = 60
) -> tuple[Power, ...]:
    """Inject changes of each kind and report recall and delay."""
    ordered = own_words(utterances)
    chance = random.Random(1)  # noqa: S311 - repeatable noise, no secret
    sheets = list(all_series(ordered).values())
    return (
        _sum_up("birth: a new formula in half of the statements", list(_births(ordered, thresholds, trials, chance))),
        _sum_up("slot swap: a value nobody used", list(_swaps(ordered, thresholds, trials, chance))),
        _sum_up("level: a formula climbs a rung", list(_climbs(ordered, thresholds, trials, chance))),
        _sum_up("drop: an expected formula disappears", list(_losses(sheets, thresholds, trials, chance, 1.0))),
        _sum_up("fade: it disappears from half of the sheets", list(_losses(sheets, thresholds, trials, chance, HALF))),
    )


def _sum_up(change: str, trials: Sequence[_Trial]) -> Power:
    delays = sorted(trial.delay for trial in trials if trial.found)
    median = delays[len(delays) // 2] if delays else None
    pushed = sum(trial.pushed for trial in trials)
    return Power(change, len(delays), len(trials), share_interval(len(delays), len(trials)), median, pushed)


# ------------------------------------------------------------ into statements


def _births(ordered: Sequence[Utterance], thresholds: Thresholds, trials: int, chance: random.Random) -> Iterator[_Trial]:
    for place, history in _places(ordered, trials, chance):
        follow = [one for one in ordered[place : place + AHEAD] if _can_hold(one)]
        injected = [_with_coding(one, Coding(TRACER, 0, 0)) if chance.random() < HALF else one for one in follow]
        yield _watch(injected, history, thresholds, TRACER, ordered[place])


def _swaps(ordered: Sequence[Utterance], thresholds: Thresholds, trials: int, chance: random.Random) -> Iterator[_Trial]:
    for place, history in _places(ordered, trials, chance):
        slots = sorted({(formula, slot) for formula in history.formulas() for use in history.uses(formula, "") for slot in use.values})
        if slots:
            formula, name = chance.choice(slots)
            slot = Slot(name, FOREIGN_VALUE, 0, 0, known=False)
            injected = [_with_coding(ordered[place], Coding(formula, 0, 0, slots=(slot,)))]
            yield _watch(injected, history, thresholds, formula, ordered[place])


def _climbs(ordered: Sequence[Utterance], thresholds: Thresholds, trials: int, chance: random.Random) -> Iterator[_Trial]:
    for place, history in _places(ordered, trials, chance):
        rank = RANKS[rung(ordered[place])]
        lower = [name for name in history.formulas() if all(use.rank > rank for use in history.uses(name, ""))]
        if lower:
            formula = chance.choice(sorted(lower))
            yield _watch([_with_coding(ordered[place], Coding(formula, 0, 0))], history, thresholds, formula, ordered[place])


def _places(ordered: Sequence[Utterance], trials: int, chance: random.Random) -> Iterator[tuple[int, History]]:
    """Yield random places of the later half, each with the history of all before it."""
    able = [place for place in range(len(ordered) // 2, len(ordered)) if _can_hold(ordered[place])]
    history, learned = History(), 0
    for place in sorted(chance.sample(able, min(trials, len(able)))):
        for utterance in ordered[learned:place]:
            history.add(utterance)
        learned = place
        yield place, history


def _can_hold(utterance: Utterance) -> bool:
    return any(reading.substance and reading.about_war for reading in best_readings(utterance)[:1])


def _with_coding(utterance: Utterance, coding: Coding) -> Utterance:
    """Put a coding over the first clause of substance; the words stay as they are."""
    reading = best_readings(utterance)[0]
    spoken = reading.substance[0]
    here = replace(coding, start=spoken.clause.start, end=spoken.clause.end)
    return replace(utterance, renderings=tuple(_put(one, spoken.rendering, here) for one in utterance.renderings))


def _put(rendering: Rendering, target: Rendering, coding: Coding) -> Rendering:
    if rendering != target or not counted(rendering.statement):
        return rendering
    others = tuple(one for one in rendering.statement.codings if one.formula != coding.formula)
    return replace(rendering, statement=replace(rendering.statement, codings=(*others, coding)))


def _watch(
    injected: Sequence[Utterance], history: History, thresholds: Thresholds, formula: str, since: Utterance
) -> _Trial:
    after = History(base=history)
    for utterance in injected:
        shifts = detect_in(utterance, after, thresholds)
        after.add(utterance)
        hits = [shift for shift in shifts if _tells(shift, formula)]
        if hits:
            return _Trial(True, (utterance.said_on - since.said_on).days, any(shift.pushes for shift in hits))
    return _Trial(False)


def _tells(shift: Shift, formula: str) -> bool:
    return shift.formula == formula and shift.kind in (ShiftKind.FIRST_USE, ShiftKind.WORDING, ShiftKind.LEVEL)


# ------------------------------------------------------------ out of series


def _losses(
    series: Sequence[Sequence[Sheet]], thresholds: Thresholds, trials: int, chance: random.Random, share: float
) -> Iterator[_Trial]:
    able = [sheets for sheets in series if len(sheets) >= 2 * LEAST_SHEETS]
    for _ in range(trials if able else 0):
        sheets = chance.choice(able)
        cut = chance.randrange(LEAST_SHEETS, len(sheets) - LEAST_SHEETS + 1)
        counts = Counter(name for sheet in sheets[:cut] for name in sheet.formulas)
        expected = sorted(name for name, count in counts.items() if count / cut >= EXPECTED)
        if expected:
            yield _watch_series(sheets, cut, chance.choice(expected), thresholds, chance, share)


def _watch_series(
    sheets: Sequence[Sheet], cut: int, formula: str, thresholds: Thresholds, chance: random.Random, share: float
) -> _Trial:
    changed = [*sheets[:cut], *(_without(sheet, formula) if chance.random() < share else sheet for sheet in sheets[cut:])]
    for length in range(cut + 1, min(len(changed), cut + AHEAD) + 1):
        alarms = find_alarms(changed[:length], thresholds)
        if any(alarm.kind is ShiftKind.DROPPED and alarm.name == formula for alarm in alarms):
            days = (changed[length - 1].occasions[0].said_on - sheets[cut].occasions[0].said_on).days
            return _Trial(True, days, True)
    return _Trial(False)


def _without(sheet: Sheet, formula: str) -> Sheet:
    return sheet_of(
        tuple(
            replace(one, formulas={name: words for name, words in one.formulas.items() if name != formula})
            for one in sheet.occasions
        )
    )
