"""How often noise alone would raise an alarm, measured on the project's own history, and the thresholds that keep a budget.

Permuting the sheets of a series (a month at a venue) leaves everything as it was but the order: what still alarms is noise. That
suits omissions, terms and slot shares. A first use stays a first use in any order, so for the other kinds only what they push is
counted, and the false rate is taken from verdicts of people who read the alerts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.records.changes import Shift, ShiftKind, Utterance
from extractors.shifts.detect import detect_shifts
from extractors.shifts.grades import Thresholds
from extractors.shifts.history import History
from extractors.shifts.reading import counted
from extractors.shifts.series import LEAST_SHEETS, Alarm, Sheet, crosses, scan, sheets_of

PERMUTED = (ShiftKind.DROPPED, ShiftKind.TERM, ShiftKind.WORDING)
FIELD = {ShiftKind.DROPPED: "dropped", ShiftKind.TERM: "term", ShiftKind.WORDING: "slot"}
GRID = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0)  # log10 Bayes factors tried, lowest first
NEVER = 99.0  # a threshold for what cannot be held within the budget
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate with its 95 % interval."""

    rate: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.rate:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True)
class NoiseRate:
    """What permuted history raises at the chosen threshold of one kind."""

    kind: ShiftKind
    threshold: float
    false_a_year: Interval  # over all series together
    series: int
    years: float  # of real history behind it
    permutations: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much history a rate of noise was measured on."""

    series: int
    years: float
    permutations: int


@dataclass(frozen=True, slots=True)
class PushRate:
    """How much a kind pushes on the real history, and how much of it readers called false."""

    kind: ShiftKind
    alerts: int
    a_year: Interval
    per_ten_statements: float
    judged: int
    false_share: Interval | None  # None: no verdicts yet


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `tifawatch calibrate` found."""

    budget: float
    thresholds: Thresholds
    noise: tuple[NoiseRate, ...]
    pushes: tuple[PushRate, ...]
    utterances: int
    years: float
    shifts: tuple[Shift, ...]

    @property
    def false_a_year(self) -> float:
        """Return the measured rate of false alarms of the kinds that permutation can calibrate."""
        return sum(one.false_a_year.rate for one in self.noise)


def calibrate(
    utterances: Sequence[Utterance],
    budget: float = 2.0,
    *,
    permutations: int = 100,
    verdicts: Mapping[str, bool] | None = None,
) -> Calibration:
    """Choose thresholds that keep `budget` false alarms a year; `verdicts` say of a shift's group whether it was false."""
    ordered = own_words(utterances)
    years = _years(ordered)
    noise = measure_noise(ordered, budget, permutations=permutations)
    thresholds = with_thresholds({one.kind: one.threshold for one in noise})
    shifts = run_through(ordered, thresholds)
    pushes = tuple(_push_rates(shifts, len(ordered), years, verdicts or {}))
    return Calibration(budget, thresholds, noise, pushes, len(ordered), years, shifts)


def measure_noise(
    ordered: Sequence[Utterance], budget: float, *, permutations: int = 100
) -> tuple[NoiseRate, ...]:
    """Choose a threshold for each kind that permutation can calibrate, an equal share of the budget each."""
    series, years = all_series(ordered), _years(ordered)
    looks = [look for world in _permuted(series, permutations) for sheets in world for look in scan(sheets)]
    exposure = Exposure(len(series), years, permutations)
    return tuple(_choose(kind, looks, exposure, budget / len(PERMUTED)) for kind in PERMUTED)


def own_words(utterances: Iterable[Utterance]) -> list[Utterance]:
    """Return the utterances that count for the watched side, in order of day."""
    own = [one for one in utterances if any(counted(report.statement) for report in one.renderings)]
    return sorted(own, key=lambda one: (one.said_on, one.key))


def with_thresholds(found: Mapping[ShiftKind, float]) -> Thresholds:
    """Return the shipped thresholds with those of the permuted kinds replaced."""
    return replace(
        Thresholds(), dropped=found[ShiftKind.DROPPED], term=found[ShiftKind.TERM], slot=found[ShiftKind.WORDING]
    )


def all_series(utterances: Iterable[Utterance]) -> dict[str, tuple[Sheet, ...]]:
    """Return the sheets of every series that is long enough to be judged."""
    history = History(utterances)
    sheets = {name: sheets_of(history.occasions(name)) for name in history.series()}
    return {name: one for name, one in sheets.items() if len(one) > LEAST_SHEETS}


def run_through(utterances: Sequence[Utterance], thresholds: Thresholds) -> tuple[Shift, ...]:
    """Return every shift of a history watched utterance by utterance."""
    history = History()
    shifts: list[Shift] = []
    for utterance in utterances:
        shifts += detect_shifts((utterance,), history, thresholds)
        history.add(utterance)
    return tuple(shifts)


def poisson_interval(events: float, exposure: float) -> Interval:
    """Return a rate with its exact 95 % Poisson interval."""
    from scipy.special import gammaincinv  # here, because it takes longer to load than most commands to run

    if exposure <= 0:
        return Interval(0.0, 0.0, float("inf"))
    low = float(gammaincinv(events, 0.025)) if events else 0.0
    return Interval(events / exposure, low / exposure, float(gammaincinv(events + 1, 0.975)) / exposure)


def share_interval(hits: int, trials: int) -> Interval:
    """Return a share with its 95 % interval under Jeffreys' prior."""
    from scipy.special import betaincinv  # here, because it takes longer to load than most commands to run

    low, high = (float(betaincinv(hits + 0.5, trials - hits + 0.5, share)) for share in (0.025, 0.975))
    return Interval(hits / trials if trials else 0.0, low, high)


def _years(ordered: Sequence[Utterance]) -> float:
    if not ordered:
        return 0.0
    return max((ordered[-1].said_on - ordered[0].said_on).days + 1, 1) / YEAR


def _choose(kind: ShiftKind, looks: Sequence[Alarm], exposure: Exposure, share: float) -> NoiseRate:
    """Take the lowest threshold whose rate on permuted history stays within the kind's share of the budget."""
    series, years, permutations = exposure.series, exposure.years, exposure.permutations
    if not series:
        default = getattr(Thresholds(), FIELD[kind])
        note = f"no series of more than {LEAST_SHEETS} full texts: the shipped threshold, not calibrated"
        return NoiseRate(kind, default, Interval(0.0, 0.0, 0.0), 0, years, 0, note)
    for threshold in GRID:
        events = sum(look.kind is kind and crosses(look, threshold) for look in looks)
        rate = poisson_interval(events, years * permutations)
        if rate.high <= share:
            return NoiseRate(kind, threshold, rate, series, years, permutations)
    note = "no threshold keeps its share of the budget: this kind is shown and never pushed"
    return NoiseRate(kind, NEVER, Interval(0.0, 0.0, 0.0), series, years, permutations, note)


def _permuted(series: Mapping[str, Sequence[Sheet]], permutations: int) -> Iterator[list[list[Sheet]]]:
    order = random.Random(1)  # noqa: S311 - repeatable noise, no secret
    for _ in range(permutations):
        yield [order.sample(list(sheets), len(sheets)) for sheets in series.values()]


def _push_rates(
    shifts: Sequence[Shift], utterances: int, years: float, verdicts: Mapping[str, bool]
) -> Iterator[PushRate]:
    """Count an alert once, by the kind of its first pushed shift."""
    first: dict[str, Shift] = {}
    for shift in shifts:
        if shift.pushes:
            first.setdefault(shift.group, shift)
    for kind in ShiftKind:
        groups = [group for group, shift in first.items() if shift.kind is kind]
        judged = [verdicts[group] for group in groups if group in verdicts]
        if groups:
            yield PushRate(
                kind,
                len(groups),
                poisson_interval(len(groups), years),
                10 * len(groups) / max(1, utterances),
                len(judged),
                share_interval(sum(judged), len(judged)) if judged else None,
            )
