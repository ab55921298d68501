"""What a series of full texts says: a formula expected and absent, another mix of terms, another mix of a slot's values.

A series is one rung in one stratum; its unit is the sheet, a month at a venue, because talking points repeat. Every look is a
look at a Bayes factor, which is an e-value under its null: restarted at each use it is an e-detector, whose mean time to a false
alarm is at least the threshold; e-BH holds the share of false alarms over all formulas looked at together.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby

from extractors.records.changes import ShiftKind, Wording
from extractors.shifts.grades import Thresholds, mix_factor, omission_factor
from extractors.shifts.history import Occasion

LEAST_SHEETS = 6  # before a series is judged at all
EXPECTED = 0.5  # share of sheets with a formula above which its absence is worth a look
SHORT_TEXT = 0.5  # of the median size: a shorter text leaves things out without dropping them
RECENT = 4  # sheets whose mix is compared with all before
WORTH_TELLING = 0.5  # log10 of a Bayes factor below which no threshold looks at a mix
FALSE_SHARE = 0.1  # of alarms raised together, by e-BH


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: `sheet_of` makes one of the same occasions
class Sheet:
    """One observation: everything said in a month at a venue."""

    occasions: tuple[Occasion, ...]
    formulas: frozenset[str]
    values: Mapping[tuple[str, str], frozenset[str]]  # formula and slot -> values
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a series shows at its last sheet."""

    kind: ShiftKind
    name: str  # formula or term
    slot: str
    log10_bayes_factor: float
    used: int  # sheets before that had it
    total: int  # sheets before
    run: int  # sheets now
    before: Wording | None
    note: str
    factor_before: float = 0.0  # at the sheet before


def sheets_of(occasions: Sequence[Occasion]) -> tuple[Sheet, ...]:
    """Gather the full texts of a series into sheets, in order of their first day; short texts are left out."""
    whole = [one for one in occasions if one.whole]
    if not whole:
        return ()
    sizes = sorted(one.size for one in whole)
    least = SHORT_TEXT * sizes[len(sizes) // 2]
    long = sorted((one for one in whole if one.size >= least), key=lambda one: (one.sheet, one.said_on))
    sheets = [sheet_of(tuple(group)) for _, group in groupby(long, key=lambda one: one.sheet)]
    return tuple(sorted(sheets, key=lambda sheet: (sheet.occasions[0].said_on, sheet.occasions[0].venue)))


@lru_cache(maxsize=16_384)
def sheet_of(occasions: tuple[Occasion, ...]) -> Sheet:
    """Return a sheet with what its occasions hold together."""
    values: dict[tuple[str, str], set[str]] = {}
    for one in occasions:
        for formula, slot, value in one.values:
            values.setdefault((formula, slot), set()).add(value)
    return Sheet(
        occasions,
        frozenset(name for one in occasions for name in one.formulas),
        {place: frozenset(held) for place, held in values.items()},
        frozenset(term for one in occasions for term in one.terms),
    )


def find_alarms(sheets: Sequence[Sheet], thresholds: Thresholds) -> tuple[Alarm, ...]:
    """Return what the last sheet of a series brings over a threshold that the sheet before had not reached."""
    if len(sheets) <= LEAST_SHEETS:
        return ()
    before = {_place(alarm): alarm.log10_bayes_factor for alarm in _look(sheets[:-1])}
    return tuple(alarm for alarm in _with_before(_look(sheets), before) if _crosses(alarm, thresholds))


def scan(sheets: Sequence[Sheet]) -> tuple[Alarm, ...]:
    """Return every look at a series watched sheet by sheet, whatever its factor; `crosses` judges them."""
    looks: list[Alarm] = []
    before: dict[tuple[ShiftKind, str, str], float] = {}
    for length in range(LEAST_SHEETS, len(sheets) + 1):
        now = _look(sheets[:length])
        if length > LEAST_SHEETS:
            looks += _with_before(now, before)
        before = {_place(alarm): alarm.log10_bayes_factor for alarm in now}
    return tuple(looks)


def crosses(alarm: Alarm, threshold: float) -> bool:
    """Tell whether a look is the first over a threshold."""
    return alarm.log10_bayes_factor >= threshold > alarm.factor_before


def _crosses(alarm: Alarm, thresholds: Thresholds) -> bool:
    limits = {ShiftKind.DROPPED: thresholds.dropped, ShiftKind.TERM: thresholds.term, ShiftKind.WORDING: thresholds.slot}
    return crosses(alarm, limits[alarm.kind])


def _place(alarm: Alarm) -> tuple[ShiftKind, str, str]:
    # a mix of terms is one thing, whichever term has risen
    return alarm.kind, "" if alarm.kind is ShiftKind.TERM else alarm.name, alarm.slot


def _with_before(alarms: Sequence[Alarm], before: Mapping[tuple[ShiftKind, str, str], float]) -> list[Alarm]:
    return [replace(alarm, factor_before=before.get(_place(alarm), 0.0)) for alarm in alarms]


def _look(sheets: Sequence[Sheet]) -> tuple[Alarm, ...]:
    return _look_once(tuple(sheets))


@lru_cache(maxsize=64)  # the next utterance of a sheet looks again at all the sheets before it
def _look_once(sheets: tuple[Sheet, ...]) -> tuple[Alarm, ...]:
    return (*_find_dropped(sheets), *_find_mixes(sheets))


def select_by_e_values(e_values: Mapping[str, float]) -> frozenset[str]:
    """Return the hypotheses that e-BH rejects (Wang and Ramdas 2022): valid under any dependence."""
    ranked = sorted(e_values.items(), key=lambda pair: -pair[1])
    last = 0
    for rank, (_, value) in enumerate(ranked, 1):
        if value >= len(ranked) / (FALSE_SHARE * rank):
            last = rank
    return frozenset(name for name, _ in ranked[:last])


# ------------------------------------------------------------ dropped


def _find_dropped(sheets: Sequence[Sheet]) -> Iterator[Alarm]:
    """Yield the omissions that e-BH picks out of all formulas expected here."""
    found = {name: alarm for name in _expected(sheets) if (alarm := _omission(sheets, name))}
    chosen = select_by_e_values({name: 10.0**alarm.log10_bayes_factor for name, alarm in found.items()})
    yield from (alarm for name, alarm in found.items() if name in chosen)


def _expected(sheets: Sequence[Sheet]) -> list[str]:
    """Return the formulas that most earlier sheets hold and the last one does not."""
    counts = Counter(name for sheet in sheets[:-1] for name in sheet.formulas)
    return [name for name in sorted(counts) if name not in sheets[-1].formulas]


def _omission(sheets: Sequence[Sheet], name: str) -> Alarm | None:
    last = max(place for place, sheet in enumerate(sheets) if name in sheet.formulas)
    reference = sheets[: last + 1]
    used = sum(name in sheet.formulas for sheet in reference)
    run = len(sheets) - len(reference)
    if len(reference) < LEAST_SHEETS or used / len(reference) < EXPECTED:
        return None
    before = next(one.formulas[name] for one in reversed(reference[-1].occasions) if name in one.formulas)
    factor = round(omission_factor(used, len(reference), run), 3)
    note = f"in {used} of {len(reference)} sheets until {before.date}, in none of the {run} since"
    return Alarm(ShiftKind.DROPPED, name, "", factor, used, len(reference), run, before, note)


# ------------------------------------------------------------ mixes


def _find_mixes(sheets: Sequence[Sheet]) -> Iterator[Alarm]:
    yield from _mix(sheets, [sheet.terms for sheet in sheets], ShiftKind.TERM, "", "")
    nothing: frozenset[str] = frozenset()
    for formula, slot in sorted({place for sheet in sheets[-RECENT:] for place in sheet.values}):
        held = [sheet.values.get((formula, slot), nothing) for sheet in sheets]
        yield from _mix(sheets, held, ShiftKind.WORDING, formula, slot)


def _mix(
    sheets: Sequence[Sheet], values: Sequence[frozenset[str]], kind: ShiftKind, formula: str, slot: str
) -> Iterator[Alarm]:
    """Compare the mix of the last sheets that say anything with the mix of all before."""
    told = [held for held in values if held]
    if len(told) < LEAST_SHEETS + RECENT:
        return
    reference, recent = _count(told[:-RECENT]), _count(told[-RECENT:])
    factor = mix_factor(reference, recent)
    if math.isnan(factor):
        return
    place = (round(factor, 3), len(told) - RECENT)
    if factor < WORTH_TELLING:  # the usual case, of which only the factor is asked again
        yield Alarm(kind, formula, slot, place[0], 0, place[1], RECENT, None, "")
        return
    risen = max(sorted(recent), key=lambda value: recent[value] / RECENT - reference[value] / place[1])
    note = f"{_mixture(reference)} before, {_mixture(recent)} in the last {RECENT} sheets"
    before = _last_wording(sheets, formula) if formula else None
    yield Alarm(kind, formula or risen, slot, place[0], reference[risen], place[1], RECENT, before, note)


def _count(held: Sequence[frozenset[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(held))


def _mixture(counts: Counter[str]) -> str:
    return ", ".join(f"{value} {count}" for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:4])


def _last_wording(sheets: Sequence[Sheet], formula: str) -> Wording | None:
    for sheet in reversed(sheets[:-RECENT]):
        for one in reversed(sheet.occasions):
            if formula in one.formulas:
                return one.formulas[formula]
    return None
