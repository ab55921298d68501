"""What supports a shift: Bayes factors, independent sources, and the innocent explanations that were checked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.records.changes import Evidence, Rendering, ShiftStatus
from extractors.records.pages import Layer
from extractors.records.words import Directness
from extractors.shifts.reading import Reading, counted
from extractors.utterances import bare

ENOUGH = 8  # utterances of substance; with fewer the grade says "not enough history"
WEAK_TIER = 3  # spinners and mirrors: they confirm nothing alone
SAME_WORDS = 75.0  # similarity at which two reports have the same words
SAME_PLACE = 55.0  # and at which they word the same place differently
HEAPS = 0.5  # new words a statement fall with this power of what was said: vocabularies grow with the square root of a text
LEAST_SHARE = 0.5  # of the full weight, however much was said
STRONG, MODERATE = 2.0, 1.0  # log10 of the Bayes factor


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What calibration may move; the defaults are the decision rule of DESIGN.md."""

    high_rungs: float = 9.5  # weight of new words that pushes a leader, a minister, a document
    low_rungs: float = 28.0  # the same for everyone else
    grown: int = 25  # utterances of this rung or higher from which on the two weights above fall, as new words get rarer
    telling_line: float = 30.0  # score of a first line that pushes though few words are new
    worth_reading: float = 4.0  # score of a first line below which nothing pushes, however many words are new
    telling_words: float = 3.5  # weight of new words that it needs at least, a word or two
    new_counterpart: float = 10.0  # weight that a first talk with a counterpart needs on top
    dropped: float = 2.0  # log10 Bayes factor of an omission
    term: float = 2.0  # of a change in the mix of terms
    slot: float = 1.0  # of a change in the mix of a slot's values
    first_use: float = 3.0  # weight that a formula never used before adds to the new words
    new_value_chance: float = 0.08  # a slot's new value pushes alone where new values are no more likely than this
    returns_after_days: int = 365  # a formula unused for so long is news again
    lines: int = 16  # pushed lines of one utterance at most
    line_score: float = 8.0  # that a line after the third needs

    def weight_wanted(self, high: bool, known: int) -> float:
        """Return the weight of new words that is news after `known` utterances: by Heaps' law every further one brings fewer."""
        full = self.high_rungs if high else self.low_rungs
        return full * max(LEAST_SHARE, min(1.0, math.pow(self.grown / max(1, known), HEAPS)))


def omission_factor(used: int, total: int, run: int) -> float:
    """Return log10 of the Bayes factor that a formula used in `used` of `total` occasions and absent from `run` was dropped.

    Null: one rate throughout, uniform before the reference period. Alternative: a new rate, Jeffreys' prior, near 0 or 1.
    """
    null = _log_beta(used + 1, total - used + 1 + run) - _log_beta(used + 1, total - used + 1)
    new = _log_beta(0.5, 0.5 + run) - _log_beta(0.5, 0.5)
    return (new - null) / math.log(10)


def mix_factor(before: Mapping[str, int], after: Mapping[str, int]) -> float:
    """Return log10 of the Dirichlet-multinomial Bayes factor that `after` comes from another mix than `before`."""
    values = sorted(set(before) | set(after))
    prior = [1 / len(values)] * len(values)
    posterior = [p + before.get(value, 0) for p, value in zip(prior, values, strict=True)]
    counts = [after.get(value, 0) for value in values]
    return (_marginal(prior, counts) - _marginal(posterior, counts)) / math.log(10)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _marginal(alpha: Sequence[float], counts: Sequence[int]) -> float:
    total, size = sum(alpha), sum(counts)
    parts = sum(math.lgamma(a + n) - math.lgamma(a) for a, n in zip(alpha, counts, strict=True))
    return math.lgamma(total) - math.lgamma(total + size) + parts


def grade_of(evidence: Evidence, history_size: int) -> str:
    """Return the grade of a shift in one word."""
    if history_size < ENOUGH:
        return "not enough history"
    factor = evidence.log10_bayes_factor
    if factor is None:
        return "rule"
    return "strong" if factor >= STRONG else "moderate" if factor >= MODERATE else "weak"


def independent_sources(renderings: Sequence[Rendering]) -> int:
    """Count outlets, not pages: two pages of one source are one witness."""
    return len({rendering.source or rendering.document for rendering in renderings}) or 1


def check_explanations(reading: Reading, rendering: Rendering, sources: int) -> dict[str, str]:
    """Say what was checked before something is called a change."""
    statement, utterance = rendering.statement, reading.utterance
    languages = {other.statement.language for other in utterance.renderings if counted(other.statement)}
    original = "zh" in languages
    occasion = utterance.occasion_type.replace("_", " ")
    return {
        "translation": "no, the Chinese text was read" if original else f"possible: read only in {reading.language}, may be a translator's choice",
        "partial text": "no, the whole text was read" if rendering.whole else "possible: only a part of the text was read",
        "venue": f"no, compared with every occasion of this level, {occasion} among them",
        "topic": "no, the words are about the war",
        "speaker": utterance.speaker.office or ("no, on the officials list" if utterance.speaker.official_id else "not on the officials list"),
        "duplicate": f"no, {_counted(len(utterance.renderings), 'report')} by {_counted(sources, 'source')} counted once",
        "quotation": "no, official text" if statement.layer in (Layer.ORIGINAL, Layer.TRANSLATION) else str(statement.directness),
    }


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def status_of(reading: Reading, rendering: Rendering, words: str) -> ShiftStatus:
    """A wording that may be translation, or rests on one weak source, is a candidate until confirmed.

    Where independent translators give the same words differently, it is contested: only the original can tell.
    """
    likeness = [_likeness(words, other) for other in _others(reading, rendering)]
    second = max(likeness, default=0.0) >= SAME_WORDS
    if second or (reading.language == "zh" and rendering.tier < WEAK_TIER):
        return ShiftStatus.CONFIRMED
    translated = reading.language != "zh" and max(likeness, default=0.0) >= SAME_PLACE
    return ShiftStatus.CONTESTED if translated else ShiftStatus.CANDIDATE


def _others(reading: Reading, rendering: Rendering) -> Iterator[Rendering]:
    """Yield the reports of other independent sources in the same language, hearsay left out."""
    here = rendering.source or rendering.document
    for other in reading.utterance.renderings:
        told = counted(other.statement) and other.statement.directness is not Directness.REPORTED
        if told and (other.source or other.document) != here and other.statement.language == reading.language:
            yield other


def _likeness(words: str, other: Rendering) -> float:
    return fuzz.partial_ratio(bare(words), bare(other.statement.text))
