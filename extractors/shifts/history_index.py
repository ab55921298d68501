"""Indexes of what was said: who used a word from how high, and the clause that is nearest to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.records.changes import Wording
from extractors.shifts.novelty import Clause
from extractors.shifts.reading import Reading, Spoken, wording_of

SHORTLIST = 16  # earlier clauses, by shared runs of units, that are compared letter by letter
COMMON_RUN = 400  # clauses that hold a run of units above which the run tells nothing
LATEST_USES = 6  # uses of one clause that are remembered, the latest a rung among them


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest earlier wording of a clause."""

    wording: Wording
    units: tuple[str, ...]
    similarity: float  # 0 to 100
    utterance: str
    around: str  # all that was said with it


class HighestUse:
    """For each key the highest rung that used it, and the next utterance's, so that one utterance can be left out."""

    def __init__(self) -> None:
        self._best: dict[str, tuple[tuple[int, str], ...]] = {}

    def note(self, key: str, rank: int, utterance: str) -> None:
        """Take in a use."""
        best = self._best.get(key, ())
        if len(best) == 2 and rank >= best[1][0]:
            return  # two utterances from as high have used it
        others = tuple(pair for pair in best if pair[1] != utterance)
        self._best[key] = tuple(sorted((*others, (rank, utterance))))[:2]

    def known(self, key: str, rank: int, besides: str) -> bool:
        """Tell whether another utterance used it at this rung or a higher one."""
        return any(best <= rank and utterance != besides for best, utterance in self._best.get(key, ()))


class ClauseIndex:
    """The different clauses of a language, each with its latest use a rung, found by the runs they share."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, ...], list[tuple[int, Spoken, Reading]]] = {}
        self._places: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)

    def add(self, spoken: Spoken, reading: Reading) -> None:
        """Take in a clause."""
        units = spoken.clause.units
        if units not in self._uses:
            for run in set(_runs(units)):
                self._places[run].append(units)
        kept = [use for use in self._uses.get(units, ()) if use[0] != reading.rank][-LATEST_USES:]
        same = [use for use in self._uses.get(units, ()) if use[0] == reading.rank][-1:]
        self._uses[units] = [*kept, *same, (reading.rank, spoken, reading)]

    def nearest(self, clause: Clause, rank: int, besides: str) -> Near | None:
        """Return the most similar clause of another utterance at this rung or higher."""
        exact = self._near(clause, clause.units, rank, besides)
        if exact is not None:
            return exact
        found = [near for units in self._shortlist(clause) if (near := self._near(clause, units, rank, besides))]
        return max(found, key=lambda near: near.similarity, default=None)

    def _shortlist(self, clause: Clause) -> list[tuple[str, ...]]:
        """Return the clauses that share most runs, the rarest runs looked at first."""
        shared: Counter[tuple[str, ...]] = Counter()
        for run in sorted(set(_runs(clause.units)), key=lambda run: len(self._places.get(run, ()))):
            holders = self._places.get(run, ())
            if len(shared) >= SHORTLIST and len(holders) > COMMON_RUN:
                break
            shared.update(holders)
        return [units for units, _ in shared.most_common(SHORTLIST)]

    def _near(self, clause: Clause, units: tuple[str, ...], rank: int, besides: str) -> Near | None:
        uses = [use for use in self._uses.get(units, ()) if use[0] <= rank and use[2].utterance.key != besides]
        if not uses:
            return None
        _, spoken, reading = max(uses, key=lambda use: use[2].utterance.said_on)
        words = wording_of(reading, spoken.rendering, spoken.clause.start, spoken.clause.end)
        return Near(words, units, fuzz.ratio(clause.units, units), reading.utterance.key, spoken.rendering.statement.text)


def _runs(units: tuple[str, ...]) -> Iterable[str]:
    if len(units) < 2:
        return units
    return ("\x1f".join(units[place : place + 2]) for place in range(len(units) - 1))
