"""What had been said by a day: the memory that shifts compare with, always without the utterance in question."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from extractors.records.changes import Rendering, Utterance, Wording
from extractors.records.pages import Layer
from extractors.records.words import Coding, Level
from extractors.shifts.history_index import ClauseIndex, HighestUse, Near
from extractors.shifts.novelty import (
    UNKNOWN_RARITY,
    UNSPACED,
    Clause,
    content_words,
    general_rarity,
    grams_of,
)
from extractors.shifts.reading import (
    RANKS,
    Reading,
    Spoken,
    clauses_around,
    read_utterance,
    rung,
    stratum,
    wording_of,
)
from extractors.utterances import bare, counterparts

PSEUDO_TEXTS = 90  # texts without a word that a background counts as seen before it is read


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a formula or a term in an utterance."""

    utterance: str
    said_on: date
    level: Level
    rank: int
    stratum: str
    language: str
    wording: Wording
    values: Mapping[str, str] = field(default_factory=dict)  # slot -> value, as compared


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: sheets are remembered by their occasions
class Occasion:
    """What an utterance held, as one observation of its series: rung, stratum and language."""

    utterance: str
    said_on: date
    venue: str
    whole: bool  # a full official text: only there is absence evidence
    size: int  # units of its substance
    formulas: Mapping[str, Wording]
    values: frozenset[tuple[str, str, str]]  # formula, slot, value
    terms: frozenset[str]

    @property
    def sheet(self) -> tuple[str, str]:
        """Return the unit of statistics: talking points repeat within a month and venue."""
        return f"{self.said_on:%Y-%m}", self.venue


@dataclass(frozen=True, slots=True)
class Answer:
    """What one full text answered to questions that named the same formulas."""

    utterance: str
    said_on: date
    level: Level
    language: str
    asked: frozenset[str]
    formulas: Mapping[str, Wording]


class History:
    """Everything said before, as far as it was added; on a `base` it holds only what comes on top."""

    def __init__(self, utterances: Iterable[Utterance] = (), base: History | None = None) -> None:
        self._base = base
        self._known: dict[str, Utterance] = {}
        self._events: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._seen: set[tuple[str, str, int, int]] = set()
        self._words: defaultdict[str, HighestUse] = defaultdict(HighestUse)
        self._grams: defaultdict[str, HighestUse] = defaultdict(HighestUse)
        self._clauses: defaultdict[str, ClauseIndex] = defaultdict(ClauseIndex)
        self._formulas: defaultdict[str, list[Use]] = defaultdict(list)
        self._terms: defaultdict[str, list[Use]] = defaultdict(list)
        self._background: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._texts: Counter[str] = Counter()
        self._answers: defaultdict[str, list[Answer]] = defaultdict(list)
        self._occasions: defaultdict[str, dict[str, Occasion]] = defaultdict(dict)
        self._substance: dict[str, tuple[date, Level, str | None]] = {}
        for utterance in utterances:
            self.add(utterance)

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """Return every utterance in the order in which it was added first."""
        return (*(self._base.utterances if self._base else ()), *self._known.values())

    def since(self, day: date) -> tuple[Utterance, ...]:
        """Return the utterances that may have been made on a day or later."""
        return tuple(utterance for utterance in self.utterances if utterance.latest >= day)

    def known(self, key: str) -> Utterance | None:
        """Return an utterance as it was added last."""
        return self._known.get(key) or (self._base.known(key) if self._base else None)

    def in_event(self, event: str) -> tuple[Utterance, ...]:
        """Return the utterances of one event."""
        own = tuple(self._known[key] for key in self._events.get(event, ()))
        return (*(self._base.in_event(event) if self._base else ()), *own)

    # ------------------------------------------------------------ learning

    def add(self, utterance: Utterance) -> None:
        """Take in an utterance; one that has grown is taken in again and only its new renderings are read."""
        self._known[utterance.key] = utterance
        self._events[utterance.event][utterance.key] = None
        for reading in read_utterance(utterance):
            fresh = [rendering for rendering in reading.renderings if self._is_fresh(utterance.key, rendering)]
            if fresh:
                self._learn(reading, fresh)

    def add_background(self, text: str, language: str) -> None:
        """Take in a text for the rarity of words alone: what others say never counts as said by the watched side."""
        if language not in UNSPACED:  # Chinese has a general frequency list
            self._background[language].update(content_words(text, language))
            self._texts[language] += 1

    def _is_fresh(self, key: str, rendering: Rendering) -> bool:
        mark = (key, rendering.document, rendering.statement.start, rendering.statement.end)
        fresh = mark not in self._seen
        self._seen.add(mark)
        return fresh

    def _learn(self, reading: Reading, fresh: list[Rendering]) -> None:
        language, rank, key = reading.language, reading.rank, reading.utterance.key
        for word in reading.words:
            self._words[language].note(word, rank, key)
        for spoken in reading.spoken:
            if spoken.rendering in fresh:
                self._learn_clause(spoken, reading)
        utterance = reading.utterance
        in_passing = reading.passing and rung(utterance) is not Level.DOCUMENT  # a party organ counts even in passing
        if reading.substance and reading.about_war and not in_passing:
            self._substance[key] = (utterance.said_on, rung(utterance), utterance.counterpart)
            self._learn_occasion(observe(reading), series_of(reading))
        for rendering in fresh:
            self._learn_codings(reading, rendering)
        for answer in answers_of(reading, fresh):
            for formula in answer.asked:
                self._answers[formula].append(answer)

    def _learn_occasion(self, occasion: Occasion, series: str) -> None:
        """Keep the fullest text of an utterance."""
        before = self._occasions[series].get(occasion.utterance)
        if before is None or (occasion.whole, occasion.size) >= (before.whole, before.size):
            self._occasions[series][occasion.utterance] = occasion

    def _learn_clause(self, spoken: Spoken, reading: Reading) -> None:
        self._clauses[reading.language].add(spoken, reading)
        for _, gram in grams_of(spoken.clause.units, reading.unspaced):
            self._grams[reading.language].note(gram, reading.rank, reading.utterance.key)

    def _learn_codings(self, reading: Reading, rendering: Rendering) -> None:
        utterance, statement = reading.utterance, rendering.statement
        common = (utterance.key, utterance.said_on, rung(utterance), reading.rank, stratum(reading), reading.language)
        for coding in statement.codings:
            if coding.counts:
                words = wording_of(reading, rendering, *clauses_around(reading, rendering, coding.start, coding.end))
                self._formulas[coding.formula].append(Use(*common, words, values_of(coding)))
        for term in statement.terms:
            words = wording_of(reading, rendering, term.start, term.end)
            self._terms[term.term].append(Use(*common, words))

    # ------------------------------------------------------------ asking

    def weigh(self, words: Iterable[str], language: str, rank: int, besides: str) -> float:
        """Return the rarity-weighted sum of words never used at this rung or a higher one."""
        return sum(self.rarity(word, language) for word in words if not self._has_word(word, language, rank, besides))

    def rarity(self, word: str, language: str) -> float:
        """Return the weight of a word: how rare it is in general, or in the texts read so far."""
        if language in UNSPACED:
            return general_rarity(word)
        if self._base:
            return self._base.rarity(word, language)
        texts = self._texts[language] + PSEUDO_TEXTS
        return min(UNKNOWN_RARITY, math.log(texts / (self._background[language][word] + 1)))

    def uncovered(self, clause: Clause, language: str, rank: int, besides: str) -> int:
        """Count the units of a clause that stand in no run of units used at this rung or higher."""
        covered = [False] * len(clause.units)
        unspaced = language in UNSPACED
        for place, gram in grams_of(clause.units, unspaced):
            if self._has_gram(gram, language, rank, besides):
                size = gram.count("\x1f") + 1
                covered[place : place + size] = [True] * size
        return covered.count(False)

    def nearest(self, clause: Clause, language: str, rank: int, besides: str) -> Near | None:
        """Return the most similar earlier clause at this rung or higher, the latest of equals."""
        base = self._base.nearest(clause, language, rank, besides) if self._base else None
        own = self._clauses[language].nearest(clause, rank, besides) if language in self._clauses else None
        return max((near for near in (base, own) if near), key=lambda near: near.similarity, default=None)

    def uses(self, formula: str, besides: str) -> tuple[Use, ...]:
        """Return every earlier use of a formula, in the order in which it became known."""
        own = tuple(use for use in self._formulas.get(formula, ()) if use.utterance != besides)
        return (*self._base.uses(formula, besides), *own) if self._base else own

    def uses_of_term(self, term: str, besides: str) -> tuple[Use, ...]:
        """Return every earlier use of a word of the terminology axis."""
        own = tuple(use for use in self._terms.get(term, ()) if use.utterance != besides)
        return (*self._base.uses_of_term(term, besides), *own) if self._base else own

    def answers(self, formula: str, level: Level, language: str, besides: str) -> tuple[Answer, ...]:
        """Return what a rung answered in full texts whenever a question named the formula, in the order in which it became known."""
        own = tuple(
            one for one in self._answers.get(formula, ()) if (one.level, one.language) == (level, language) and one.utterance != besides
        )
        return (*self._base.answers(formula, level, language, besides), *own) if self._base else own

    def formulas(self) -> tuple[str, ...]:
        """Return every formula that was used."""
        return (*(self._base.formulas() if self._base else ()), *self._formulas)

    def terms(self) -> tuple[str, ...]:
        """Return every term that was used."""
        return tuple(dict.fromkeys((*(self._base.terms() if self._base else ()), *self._terms)))

    def spoke(self, level: Level, besides: str, on: date | None = None) -> bool:
        """Tell whether a rung has said something of substance on another day than `on`."""
        return any(
            rank is level and key != besides and day != on for key, (day, rank, _) in self._all_substance()
        )

    def met(self, level: Level, counterpart: str, besides: str) -> date | None:
        """Return the last day on which a rung said something of substance to a counterpart."""
        wanted = set(counterparts(counterpart))
        days = (
            day
            for key, (day, rank, other) in self._all_substance()
            if key != besides and rank is level and other and wanted & set(counterparts(other))
        )
        return max(days, default=None)

    def occasions(self, series: str, besides: str = "") -> tuple[Occasion, ...]:
        """Return the observations of a series in order of day."""
        own = [one for one in self._occasions.get(series, {}).values() if one.utterance != besides]
        earlier = self._base.occasions(series, besides) if self._base else ()
        return tuple(sorted((*earlier, *own), key=lambda one: (one.said_on, one.utterance)))

    def series(self) -> tuple[str, ...]:
        """Return the names of all series."""
        return tuple(dict.fromkeys((*(self._base.series() if self._base else ()), *self._occasions)))

    def with_substance(self, rank: int | None = None) -> int:
        """Count the utterances that said something of substance, at a rung or higher when one is given."""
        own = len(self._substance) if rank is None else sum(RANKS[level] <= rank for _, level, _ in self._substance.values())
        return own + (self._base.with_substance(rank) if self._base else 0)

    def _all_substance(self) -> Iterator[tuple[str, tuple[date, Level, str | None]]]:
        if self._base:
            yield from self._base._all_substance()
        yield from self._substance.items()

    def _has_word(self, word: str, language: str, rank: int, besides: str) -> bool:
        if self._words[language].known(word, rank, besides):
            return True
        return self._base is not None and self._base._has_word(word, language, rank, besides)

    def _has_gram(self, gram: str, language: str, rank: int, besides: str) -> bool:
        if self._grams[language].known(gram, rank, besides):
            return True
        return self._base is not None and self._base._has_gram(gram, language, rank, besides)


def canonical(value: str) -> str:
    """Return a slot's value as it is compared: its letters alone."""
    return bare(value)


def values_of(coding: Coding) -> dict[str, str]:
    """Return a coding's slot values as they are compared."""
    return {slot.name: value for slot in coding.slots if (value := canonical(slot.value))}


def series_of(reading: Reading) -> str:
    """Return the series an utterance belongs to: its rung and its stratum."""
    return f"{rung(reading.utterance)} / {stratum(reading)}"


def observe(reading: Reading) -> Occasion:
    """Return an utterance as one observation of its series."""
    formulas: dict[str, Wording] = {}
    values: set[tuple[str, str, str]] = set()
    terms: set[str] = set()
    for rendering in reading.renderings:
        for coding in rendering.statement.codings:
            if coding.counts:
                formulas.setdefault(coding.formula, wording_of(reading, rendering, coding.start, coding.end))
                values.update((coding.formula, slot, value) for slot, value in values_of(coding).items())
        terms.update(term.term for term in rendering.statement.terms)
    utterance = reading.utterance
    return Occasion(
        utterance=utterance.key,
        said_on=utterance.said_on,
        venue=utterance.counterpart or utterance.occasion_type,
        whole=is_full(reading),
        size=sum(len(spoken.clause.units) for spoken in reading.substance),
        formulas=formulas,
        values=frozenset(values),
        terms=frozenset(terms),
    )


def answers_of(reading: Reading, renderings: Iterable[Rendering]) -> tuple[Answer, ...]:
    """Return what a full text answers, statements that answer one question together; elsewhere silence proves nothing."""
    if not is_full(reading):
        return ()
    said: dict[frozenset[str], dict[str, Wording]] = {}
    for rendering in renderings:
        asked = frozenset(rendering.statement.asked)
        if asked:
            formulas = said.setdefault(asked, {})
            for coding in rendering.statement.codings:
                if coding.counts:
                    formulas.setdefault(coding.formula, wording_of(reading, rendering, coding.start, coding.end))
    utterance = reading.utterance
    common = (utterance.key, utterance.said_on, rung(utterance), reading.language)
    return tuple(Answer(*common, asked, formulas) for asked, formulas in said.items())


def is_full(reading: Reading) -> bool:
    """Tell whether a text is a full official one: a report, however long, leaves out what it likes."""
    return all(
        rendering.whole and rendering.tier == 1 and rendering.statement.layer in (Layer.ORIGINAL, Layer.TRANSLATION)
        for rendering in reading.renderings
    )
