"""Worlds in which nothing changes: how often the watch would still push. `python -m tests.simulation` prints the table.

A world has a fixed stock of formulas, each with its rate, its slot values and its words. Talking points make the statements of a
month and venue alike (the rate of a sheet is drawn around the formula's own). Three years are learned, thresholds are calibrated
on them by permutation, and the years after are watched; every push in them is false.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from sys import argv

from extractors.records.changes import Rendering, Utterance
from extractors.records.pages import Layer
from extractors.records.words import Coding, Directness, Level, Slot, Speaker, Statement, Term
from extractors.shifts.calibration import Interval, measure_noise, poisson_interval, with_thresholds
from extractors.shifts.detect import detect_shifts
from extractors.shifts.grades import Thresholds
from extractors.shifts.history import History
from extractors.utterances import link_utterances

START = date(2030, 1, 1)
LEARN_YEARS, WATCH_YEARS = 3, 7
FORMULAS = 24
BUDGET = 2.0
CORRELATIONS = (0.1, 0.25, 0.02)  # of the talking points of one sheet, the likeliest first
RUNGS = (  # level, venue, utterances a month
    (Level.SPOKESPERSON, "regular press conference", 5.0),
    (Level.UN, "UN Security Council", 3.0),
    (Level.FOREIGN_MINISTER, None, 2.0),
    (Level.LEADER, None, 1.5),
)
GUESTS = ("Ena", "Olo", "Uma")
LETTERS = "安保持维护推动建设发展合作稳定尊重平等互利共同努力支持反对主张坚持各方国际社会公正合理关切责任"
TERMS = ("issue", "crisis", "conflict")


@dataclass(frozen=True, slots=True)
class Stock:
    """A formula of a made-up world: its words, its slot's values, its rate."""

    name: str
    head: str
    values: tuple[str, ...]
    weights: tuple[float, ...]
    rate: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a number of worlds pushed in the years that were watched."""

    correlation: float
    worlds: int
    years: float
    alerts: Counter[str]

    @property
    def rate(self) -> Interval:
        """Return false alerts a year."""
        return poisson_interval(sum(self.alerts.values()), self.years)


def simulate(
    worlds: int, correlation: float, *, seed: int = 7, permutations: int = 20, watched: int = WATCH_YEARS
) -> Outcome:
    """Watch worlds without a shift and count what is pushed."""
    alerts: Counter[str] = Counter()
    for number in range(worlds):
        alerts.update(_watch(random.Random(f"{seed}/{number}/{correlation}"), correlation, permutations, watched))
    return Outcome(correlation, worlds, worlds * watched, alerts)


def _watch(chance: random.Random, correlation: float, permutations: int, watched: int) -> Counter[str]:
    utterances = list(_speeches(chance, _stock(chance), correlation, watched))
    border = START.replace(year=START.year + LEARN_YEARS)
    learned = [one for one in utterances if one.said_on < border]
    noise = measure_noise(learned, BUDGET, permutations=permutations)
    thresholds = with_thresholds({one.kind: one.threshold for one in noise})
    return _pushed(learned, [one for one in utterances if one.said_on >= border], thresholds)


def _pushed(learned: Sequence[Utterance], watched: Sequence[Utterance], thresholds: Thresholds) -> Counter[str]:
    history, groups = History(learned), {}
    for utterance in watched:
        for shift in detect_shifts((utterance,), history, thresholds):
            if shift.pushes:
                groups.setdefault(shift.group, shift.kind)
        history.add(utterance)
    return Counter(groups.values())


def _stock(chance: random.Random) -> list[Stock]:
    made = []
    for number in range(FORMULAS):
        word = "".join(chance.sample(LETTERS, 7))
        values = tuple("".join(chance.sample(LETTERS, 2)) for _ in range(3))
        weights = tuple(0.2 + chance.random() for _ in values)
        made.append(Stock(f"formula_{number}", word, values, weights, 0.15 + 0.8 * chance.random()))
    return made


def _speeches(
    chance: random.Random, stock: Sequence[Stock], correlation: float, watched: int
) -> Iterator[Utterance]:
    days = [START + timedelta(days=n) for n in range(round(365.25 * (LEARN_YEARS + watched)))]
    sheets: dict[tuple[str, str], dict[str, float]] = {}
    mix = (0.5, 0.35, 0.15)
    for day in days:
        for level, venue, rate in RUNGS:
            if chance.random() < rate / 30.4:
                where = venue or chance.choice(GUESTS)
                rates = sheets.setdefault((f"{day:%Y-%m}/{level}", where), _sheet_rates(chance, stock, correlation))
                term = chance.choices(TERMS, mix)[0]
                yield _speech(chance, day, level, where, [one for one in stock if chance.random() < rates[one.name]], term)


def _sheet_rates(chance: random.Random, stock: Sequence[Stock], correlation: float) -> dict[str, float]:
    """Draw a sheet's own rates: beta with the formula's mean and the sheet's correlation."""
    size = 1 / correlation - 1
    return {one.name: chance.betavariate(one.rate * size, (1 - one.rate) * size) for one in stock}


def _speech(chance: random.Random, day: date, level: Level, venue: str, said: Sequence[Stock], term: str) -> Utterance:
    speaker = Speaker(f"speaker {level}", "他", str(level), str(level), "China", level)
    text, codings = "关于乌克兰危机的政治解决", []
    for one in said:
        value = chance.choices(one.values, one.weights)[0]
        start = len(text) + 1
        text += f"，{one.head}{value}"
        slot = Slot("value", value, start + len(one.head), len(text))
        codings.append(Coding(one.name, start, len(text), (slot,)))
    statement = Statement(
        0, len(text), text, speaker, Directness.VERBATIM, Layer.ORIGINAL, "zh", (0, len(text)), counterpart=venue,
        occasion=venue, said_on=day, said_on_basis="stated", about_ukraine=True, codings=tuple(codings),
        terms=(Term(term, 2, 7, True),),
    )  # fmt: skip
    (made,) = link_utterances([Rendering(f"{day}/{level}/{venue}", statement, "ministry", 1, day)], ())
    return made


def main(worlds: int) -> None:
    """Print false alerts a year of worlds without a shift."""
    print(f"budget {BUDGET:g} false alerts a year; {LEARN_YEARS} years learned and {WATCH_YEARS} watched in each world")
    print(f"{'sheet correlation':>18} {'worlds':>7} {'years':>6} {'false a year (95 %)':>24}  by kind")
    for correlation in CORRELATIONS:
        outcome = simulate(worlds, correlation)
        kinds = ", ".join(f"{kind} {count}" for kind, count in outcome.alerts.most_common()) or "none"
        print(f"{correlation:>18} {outcome.worlds:>7} {outcome.years:>6.0f} {outcome.rate!s:>24}  {kinds}", flush=True)


if __name__ == "__main__":
    main(int(argv[1]) if len(argv) > 1 else 30)
