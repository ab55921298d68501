"""Which words to show: neighbouring new clauses of one sentence make a line, ranked by what is new in them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from extractors.records.changes import Rendering, Wording
from extractors.records.words import Level
from extractors.shifts.history import History
from extractors.shifts.history_index import Near
from extractors.shifts.novelty import UNSPACED, Clause, longest_line
from extractors.shifts.reading import Reading, Spoken, rung, wording_of
from extractors.shifts.substance import names_swap, without_lead
from extractors.shifts.traits import Trait, traits_of, weigh_traits
from extractors.utterances import bare

LEAST_NEW = {True: 3, False: 2}  # units of a clause that must be new before the clause is worth a line
NEAR_VARIANT = 70.0  # similarity to an earlier clause above which a clause is its variant: ranked lower, never dropped
EVEN = 0.3
WHOLE_TALK = {True: 150, False: 500}  # characters from which on a statement has a beginning and an end
HEADING_UNITS = 10  # units of a sentence that is read together with the next one
RECOMBINED = 60.0  # similarity to every earlier clause below which known runs say something new
SWAPPED = 80.0  # the same where one actor, strength or extent stands for another
REPEATED = 90.0  # part of an earlier statement that a clause must be like to be its words again
SAME_POINTS = 14  # days within which one sheet of talking points is worded in several ways
VARIANT_FACTOR = 0.5
# what a reader wants first, fitted as a logistic regression on annotated lines; DESIGN.md, "Which line first?"
FIRST_USE_WEIGHT, VARIANT_WEIGHT, NOVELTY_WEIGHT, LATE_WEIGHT = 8.0, -9.0, 4.6, -20.0
TELLING_WEIGHT = 8.0  # a variant that swaps an actor, a strength, an extent or a slot's value
WORD_UNITS = 2.5  # a new word of a spaced language weighs as much as so many Chinese characters


@dataclass(frozen=True, slots=True)
class Judged:
    """A clause with what is new in it."""

    spoken: Spoken
    novelty: float
    near: Near | None
    anchored: bool  # a formula or term finding stands in it
    swapped: bool = False  # it differs from its nearest in who, how firmly or how far
    repeated: bool = False  # its words stand in a row in an earlier statement

    @property
    def start(self) -> int:
        """Return the clause's first offset."""
        return self.spoken.clause.start

    @property
    def end(self) -> int:
        """Return the clause's last offset."""
        return self.spoken.clause.end


@dataclass(frozen=True, slots=True)
class Line:
    """Words shown to a reader, with what is new in them and the nearest earlier wording."""

    wording: Wording
    rendering: Rendering
    novelty: float
    traits: frozenset[Trait]
    late: float  # where it stands in the statement, 0 to 1: talks begin with their point and end with protocol
    near: Near | None  # of the clause that is newest
    swapped: bool  # a clause of it differs from its nearest in who, how firmly or how far


def gather_lines(reading: Reading, history: History, anchors: Iterable[tuple[int, int]]) -> tuple[Line, ...]:
    """Return the lines of an utterance, the newest first; `anchors` are spans that need a line though their words are old."""
    spans = tuple(anchors)
    judged = [_judge(spoken, reading, history, spans) for spoken in reading.spoken]
    lines = [_line(reading, chunk) for sentence in _sentences(judged) for chunk in _chunks(sentence, reading)]
    return tuple(sorted(lines, key=lambda line: (-line.novelty, line.wording.start)))


def score_line(line: Line, first_use: bool, telling: bool = False) -> float:
    """Return the place of a line among the others: what it says and where it stands count more than how new it is."""
    score = weigh_traits(line.traits) + LATE_WEIGHT * line.late + NOVELTY_WEIGHT * math.log1p(line.novelty)
    if telling or line.swapped:
        return round(score + TELLING_WEIGHT + FIRST_USE_WEIGHT * first_use, 1)
    variant = line.near is not None and line.near.similarity > NEAR_VARIANT
    return round(score + VARIANT_WEIGHT * variant + FIRST_USE_WEIGHT * first_use, 1)


def is_reordered(units: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two wordings hold the same units in another order."""
    return tuple(units) != tuple(other) and Counter(units) == Counter(other)


def _judge(spoken: Spoken, reading: Reading, history: History, anchors: Sequence[tuple[int, int]]) -> Judged:
    clause, key = spoken.clause, reading.utterance.key
    anchored = any(start < clause.end and clause.start < end for start, end in anchors)
    if spoken.protocol:
        return Judged(spoken, 0.0, None, False)
    new = float(history.uncovered(clause, reading.language, reading.rank, key))
    near = history.nearest(clause, reading.language, reading.rank, key)
    if not reading.unspaced:
        new *= WORD_UNITS
    swapped = near is not None and _swaps(clause, near, reading)
    if near and not swapped and _is_repeat(clause, near, reading.language):
        return Judged(spoken, 0.0, near, anchored, repeated=True)
    if near and is_reordered(clause.units, near.units):
        new = 0.0
    elif near and near.similarity > NEAR_VARIANT:
        new *= VARIANT_FACTOR
    return Judged(spoken, new, near, anchored, swapped)


def _is_repeat(clause: Clause, near: Near, language: str) -> bool:
    """Tell whether earlier words come again in their order, whatever commas an editor put between them."""
    words, said = bare(without_lead(clause.text, language)), bare(near.around)
    return len(words) <= len(said) and fuzz.partial_ratio(words, said) >= REPEATED


def _swaps(clause: Clause, near: Near, reading: Reading) -> bool:
    """Tell whether a clause swaps words of its nearest; what was said within days comes from the same talking points."""
    said = near.wording.date
    lately = said is not None and (reading.utterance.said_on - said).days <= SAME_POINTS
    return not lately and _is_swapped(clause.units, near.units, reading.language)


def _is_swapped(units: Sequence[str], other: Sequence[str], language: str) -> bool:
    """Tell whether one actor, strength or extent stands where another stood in the nearest wording."""
    gap = "" if language in UNSPACED else " "
    steps = [step for step in Indel.opcodes(other, units) if step.tag != "equal"]
    struck = gap.join(gap.join(other[step.src_start : step.src_end]) or "|" for step in steps)
    added = gap.join(gap.join(units[step.dest_start : step.dest_end]) or "|" for step in steps)
    return names_swap(struck, language) and names_swap(added, language)


def _sentences(judged: Sequence[Judged]) -> list[list[Judged]]:
    """Gather clauses into sentences; a heading or another very short sentence goes with the one after it."""
    gathered: list[list[Judged]] = []
    for _, group in groupby(judged, key=lambda one: (id(one.spoken.rendering), one.spoken.clause.sentence)):
        sentence = list(group)
        before = gathered[-1] if gathered else []
        same = bool(before) and before[0].spoken.rendering is sentence[0].spoken.rendering
        if same and sum(len(one.spoken.clause.units) for one in before) <= HEADING_UNITS:
            before += sentence
        else:
            gathered.append(sentence)
    return gathered


def _chunks(sentence: list[Judged], reading: Reading) -> list[list[Judged]]:
    """Cut a sentence into runs of new clauses that fit one line."""
    chunks: list[list[Judged]] = []
    current: list[Judged] = []
    least = LEAST_NEW[reading.unspaced]
    for judged in sentence:
        wanted = _is_wanted(judged, least)
        full = current and judged.end - current[0].start > longest_line(reading.language)
        if judged.spoken.protocol or full:
            chunks.append(current)
            current = []
        if judged.spoken.protocol or not (current or wanted):
            continue
        current.append(judged)
    chunks.append(current)
    return [trimmed for chunk in chunks if (trimmed := _trim(chunk, least))]


def _is_wanted(judged: Judged, least: int) -> bool:
    """Tell whether a clause is worth a line: a finding, new runs of words, or known runs put together anew."""
    recombined = judged.near is not None and judged.near.similarity < (SWAPPED if judged.swapped else RECOMBINED)
    return judged.anchored or judged.novelty >= least or (recombined and not judged.spoken.protocol and not judged.repeated)


def _trim(chunk: list[Judged], least: int) -> list[Judged]:
    """Drop old clauses from the end; those in between hold the line together."""
    while chunk and not _is_wanted(chunk[-1], least):
        chunk = chunk[:-1]
    return chunk


def _line(reading: Reading, chunk: list[Judged]) -> Line:
    newest = max(chunk, key=lambda judged: judged.novelty)
    rendering = chunk[0].spoken.rendering
    words = wording_of(reading, rendering, chunk[0].start, chunk[-1].end)
    return Line(
        wording=words,
        rendering=rendering,
        novelty=sum(judged.novelty for judged in chunk),
        traits=traits_of(words.text, reading.language),
        late=_lateness(reading, words),
        near=newest.near,
        swapped=any(judged.swapped for judged in chunk),
    )


def _lateness(reading: Reading, words: Wording) -> float:
    """Return where a line stands in its statement, 0 to 1; a few sentences have no room for an order of their own."""
    if rung(reading.utterance) in (Level.DOCUMENT, Level.READOUT):
        return EVEN  # the points of a document are equals
    here = [one.statement for one in reading.renderings if one.document == words.document]
    first, last = min(one.start for one in here), max(one.end for one in here)
    return (words.start - first) / max(WHOLE_TALK[reading.unspaced], last - first)
