"""The gates a statement must pass before it counts for China; each verdict is kept with its reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice, takewhile

from extractors.records.pages import Layer
from extractors.records.words import Gate, Passage, Statement, Voice

WATCHED_SIDE = "China"
_PASSED = {name: Gate(name, True) for name in ("speaker", "embedding", "question", "furniture", "contested")}
# of the referent gate's reasons, those that tell a reader of shifts that the words need not name the war themselves
PARAGRAPH_ON_UKRAINE = "the paragraph is on Ukraine"
ANSWER_ON_UKRAINE = "answers a question on Ukraine"


class Voices:
    """The voices of a text's passages, which tile it, for many questions about spans."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._ends = [passage.end for passage in passages]

    def within(self, start: int, end: int) -> set[Voice]:
        """Return the voices heard between two offsets."""
        first = bisect_right(self._ends, start)
        return {passage.voice for passage in takewhile(lambda one: one.start < end, islice(self._passages, first, None))}


def gate_statement(statement: Statement, passages: Voices, about: bool, why_about: str) -> tuple[Gate, ...]:
    """Return the verdict of every gate on one statement; `about` is the referent's verdict with its reason."""
    voices = passages.within(statement.start, statement.end)
    asked = voices == {Voice.QUESTION}
    found_by_attribution = {gate.name: gate for gate in statement.gates}
    return (
        _speaker_gate(statement),
        found_by_attribution.get("embedding", _PASSED["embedding"]),
        Gate("question", False, "a journalist's question") if asked else _PASSED["question"],
        Gate("referent", about, why_about),
        _furniture_gate(statement, voices),
        found_by_attribution.get("contested", _PASSED["contested"]),
    )


def _speaker_gate(statement: Statement) -> Gate:
    acts_for = statement.speaker.acts_for
    if acts_for == WATCHED_SIDE:
        return _PASSED["speaker"]
    who = statement.speaker.name or statement.speaker.as_written or "an unknown speaker"
    return Gate("speaker", False, f"{who} acts for {acts_for or 'nobody we know'}")


def _furniture_gate(statement: Statement, voices: set[Voice]) -> Gate:
    furniture = voices == {Voice.FURNITURE} or statement.layer is Layer.HEADLINE
    return Gate("furniture", False, "headline, caption or page furniture") if furniture else _PASSED["furniture"]
