"""An utterance as the detectors read it: one best text a language, its clauses, and whether it has substance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import fuzz

from extractors.gates import ANSWER_ON_UKRAINE, PARAGRAPH_ON_UKRAINE
from extractors.records.changes import Rendering, Utterance, Wording
from extractors.records.pages import Layer
from extractors.records.words import Level, Statement
from extractors.shifts.novelty import UNSPACED, Clause, content_words, split_clauses
from extractors.shifts.substance import (
    is_about_war,
    is_elsewhere,
    is_passing,
    is_protocol,
    names_affair,
    names_place,
    speaks_of_war,
)
from extractors.utterances import NEAR, bare, side_of

SIDE = "China"  # whose wording is watched
TOPIC_SET = (PARAGRAPH_ON_UKRAINE, ANSWER_ON_UKRAINE)  # what the referent gate says of words that need not name it
MANY_TOPICS = (Level.LEADER, Level.PREMIER, Level.FOREIGN_MINISTER)  # whose talks and articles hold more than the war
RANKS = {level: place for place, level in enumerate(Level)}  # looked up a million times in a replay
_LANGUAGES = ("zh", "en", "ru", "uk")  # the speaker's own language first


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clause with the rendering it stands in."""

    clause: Clause
    rendering: Rendering
    protocol: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The counted words of an utterance in one document."""

    utterance: Utterance
    document: str
    language: str
    renderings: tuple[Rendering, ...]
    spoken: tuple[Spoken, ...]
    about_war: bool  # the words name the war or its settlement, not only the place
    passing: bool  # the war is only a factor in a list: the clauses that name it count, the others do not

    @property
    def rank(self) -> int:
        """Return the rung of the speaker, 0 for the highest."""
        return RANKS[rung(self.utterance)]

    @property
    def unspaced(self) -> bool:
        """Tell whether words are not separated by spaces."""
        return self.language in UNSPACED

    @property
    def substance(self) -> tuple[Spoken, ...]:
        """Return the clauses that say something."""
        return tuple(spoken for spoken in self.spoken if not spoken.protocol)

    @property
    def words(self) -> frozenset[str]:
        """Return the content words of what is said, without protocol and the names of those who speak and are spoken to."""
        found = frozenset(w for s in self.substance for w in content_words(s.clause.text, self.language))
        return frozenset(word for word in found if not _is_name(word, self.utterance))


def rung(utterance: Utterance) -> Level:
    """Return the speaker's rung; an unknown one stands at the bottom."""
    return utterance.speaker.level or Level.UNNAMED


def stratum(reading: Reading) -> str:
    """Return what is compared with what: occasion type, layer, language."""
    layer = reading.renderings[0].statement.layer
    return f"{reading.utterance.occasion_type} / {layer} / {reading.language}"


def counted(statement: Statement) -> bool:
    """Tell whether the words count for the watched side and this war; another side's readout of them does not."""
    told_by_us = side_of(statement) in (None, SIDE)
    return told_by_us and statement.about_ukraine and statement.counts and statement.speaker.acts_for == SIDE


def read_utterance(utterance: Utterance) -> tuple[Reading, ...]:
    """Return every document's words, the best text of each language first."""
    documents: dict[tuple[str, str], list[Rendering]] = defaultdict(list)
    for rendering in utterance.renderings:
        if counted(rendering.statement):
            documents[rendering.statement.language, rendering.document].append(rendering)
    readings = [_read(utterance, language, group) for (language, _), group in documents.items()]
    return tuple(sorted(readings, key=_goodness))


def best_readings(utterance: Utterance) -> tuple[Reading, ...]:
    """Return the best text of each language, the speaker's own language first.

    What another Chinese report has beyond it is read as well; elsewhere other words may be another translation.
    """
    best: dict[str, Reading] = {}
    for reading in read_utterance(utterance):
        known = best.get(reading.language)
        if known is None:
            best[reading.language] = reading
        elif reading.unspaced:
            best[reading.language] = _add_untold(known, reading)
    return tuple(best.values())


def _add_untold(known: Reading, other: Reading) -> Reading:
    """Add the clauses of another report that the best one lacks, whatever order an editor gave the rest."""
    told = [bare(rendering.statement.text) for rendering in known.renderings]
    more = tuple(spoken for spoken in other.spoken if not _is_told(spoken, told))
    if not any(not spoken.protocol for spoken in more):
        return known
    renderings = tuple(dict.fromkeys(spoken.rendering for spoken in more))
    about_war = known.about_war or other.about_war
    passing = known.passing and other.passing
    return replace(
        known, renderings=(*known.renderings, *renderings), spoken=(*known.spoken, *more), about_war=about_war, passing=passing
    )


def _is_told(spoken: Spoken, told: Iterable[str]) -> bool:
    words = bare(spoken.clause.text)
    return any(fuzz.partial_ratio(words, text) >= NEAR for text in told)


def wording_of(reading: Reading, rendering: Rendering, start: int, end: int) -> Wording:
    """Return the words between two offsets of the document, with where they come from."""
    statement = rendering.statement
    return Wording(
        document=rendering.document,
        start=start,
        end=end,
        text=statement.text[start - statement.start : end - statement.start],
        date=reading.utterance.said_on,
        speaker=statement.speaker.name,
        office=statement.speaker.office,
        level=statement.speaker.level,
        language=statement.language,
        source=rendering.source,
        url=rendering.url,
    )


def clauses_around(reading: Reading, rendering: Rendering, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the clauses that two offsets lie in: what a redline lays beside another clause."""
    touched = [
        spoken.clause
        for spoken in reading.spoken
        if spoken.rendering is rendering and spoken.clause.start < end and start < spoken.clause.end
    ]
    return min([start, *(clause.start for clause in touched)]), max([end, *(clause.end for clause in touched)])


def _read(utterance: Utterance, language: str, renderings: Iterable[Rendering]) -> Reading:
    given = list(renderings)
    documents = list(dict.fromkeys(one.document for one in given))
    ordered = tuple(sorted(given, key=lambda one: (documents.index(one.document), one.statement.start)))
    if rung(utterance) in MANY_TOPICS:
        ordered = tuple(_on_war(ordered, language)) or ordered[:1]
    text = "\n".join(rendering.statement.text for rendering in ordered)
    passing = is_passing(text, language)
    spoken = tuple(
        Spoken(clause, rendering, is_protocol(clause.text, language))
        for rendering in ordered
        for clause in _clauses_on_topic(rendering.statement)
        if not passing or names_place(clause.text, language)
    )
    words = "\n".join(piece.clause.text for piece in spoken if not piece.protocol)
    about_war = is_about_war(words, language) or any(map(_is_topic_set, ordered))
    return Reading(utterance, ordered[0].document, language, ordered, spoken, about_war, passing)


def _clauses_on_topic(statement: Statement) -> Iterator[Clause]:
    """Yield the clauses of a statement without the sentences on what else was talked about."""
    for _, sentence in groupby(split_clauses(statement), key=lambda clause: clause.sentence):
        clauses = list(sentence)
        if not is_elsewhere("，".join(clause.text for clause in clauses), statement.language):
            yield from clauses


def _is_topic_set(rendering: Rendering) -> bool:
    """Tell whether a question, an introduction or the reporting clause made the war the topic of words that need not name it."""
    statement = rendering.statement
    lead = statement.text[: statement.content[0] - statement.start]
    if names_affair(lead, statement.language):
        return True
    return any(gate.name == "referent" and gate.passed and gate.reason in TOPIC_SET for gate in statement.gates)


def _on_war(ordered: Sequence[Rendering], language: str) -> Iterator[Rendering]:
    """Yield the runs of adjoining statements of which one speaks of the war: the others are about other things."""
    gap = 0 if language in UNSPACED else 1
    run: list[Rendering] = []
    for rendering in ordered:
        apart = run and rendering.statement.start - run[-1].statement.end > gap
        if run and (apart or rendering.document != run[-1].document):
            yield from _if_on_war(run, language)
            run = []
        run.append(rendering)
    yield from _if_on_war(run, language)


def _if_on_war(run: Sequence[Rendering], language: str) -> Sequence[Rendering]:
    return run if any(speaks_of_war(one.statement.text, language) for one in run) else ()


def _goodness(reading: Reading) -> tuple[int, int, int, int]:
    first = reading.renderings[0]
    language = _LANGUAGES.index(reading.language) if reading.language in _LANGUAGES else len(_LANGUAGES)
    size = sum(len(rendering.statement.text) for rendering in reading.renderings)
    return language, list(Layer).index(first.statement.layer), first.tier, -size


def _is_name(word: str, utterance: Utterance) -> bool:
    names = (utterance.speaker.as_written, utterance.speaker.name, utterance.counterpart)
    return any(name and word in name.lower() for name in names)
