"""The codebook against what is stored: what an edit would find, add and remove, and what no formula covers yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from extractors.codebook.codebook import Codebook, code_span
from extractors.codebook.keyness import KeyPhrase, suggest_phrases
from extractors.records.words import CodedDocument, Coding, Statement

LEFT_OUT = "\n"  # stands for words that a formula covers, so that no phrase runs across them


@dataclass(frozen=True, slots=True)
class Find:
    """One trigger of a formula in a stored statement."""

    document: str
    day: date | None
    speaker: str
    words: str  # the trigger
    sentence: str  # some words around it
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a formula finds in the stored history now, against what is stored."""

    formula: str
    found: tuple[Find, ...]
    added: tuple[Find, ...]
    removed: tuple[Find, ...]
    set_aside: Mapping[str, int] = field(default_factory=dict)  # reason -> how often

    def months(self) -> dict[str, int]:
        """Return the count a month, in order."""
        return dict(sorted(Counter(find.day.strftime("%Y-%m") if find.day else "undated" for find in self.found).items()))


def preview_formula(codebook: Codebook, formula: str, documents: Iterable[CodedDocument]) -> Preview:
    """Return what the codebook's version of a formula finds in counted statements, and how that differs from the stored codings."""
    found: list[Find] = []
    added: list[Find] = []
    removed: list[Find] = []
    aside: Counter[str] = Counter()
    for coded, statement in _counted(documents):
        now = [coding for coding in _codings(codebook, coded, statement) if coding.formula == formula]
        stored = [coding for coding in statement.codings if coding.formula == formula and coding.counts]
        aside.update(gate.reason for coding in now for gate in coding.gates if not gate.passed)
        standing = [coding for coding in now if coding.counts]
        found.extend(_find(coded, statement, coding) for coding in standing)
        added.extend(_find(coded, statement, one) for one in standing if not _among(one, stored))
        removed.extend(_find(coded, statement, one) for one in stored if not _among(one, standing))
    return Preview(formula, tuple(found), tuple(added), tuple(removed), dict(aside.most_common()))


def suggest_wordings(codebook: Codebook, documents: Iterable[CodedDocument], language: str, most: int = 30) -> tuple[KeyPhrase, ...]:
    """Return wordings that recur in counted statements outside every formula, against all other statements."""
    uncovered: list[str] = []
    others: list[str] = []
    for coded in documents:
        for statement in coded.statements:
            if statement.language != language:
                continue
            if statement.counts:
                uncovered.append(_uncovered(codebook, coded, statement))
            else:
                others.append(statement.text)
    return suggest_phrases(uncovered, others, language, most=most)


def _counted(documents: Iterable[CodedDocument]) -> Iterator[tuple[CodedDocument, Statement]]:
    for coded in documents:
        for statement in coded.statements:
            if statement.counts:
                yield coded, statement


def _codings(codebook: Codebook, coded: CodedDocument, statement: Statement) -> tuple[Coding, ...]:
    return code_span(codebook, coded.document.text, [(statement.start, statement.end)], statement.language)


def _among(coding: Coding, others: Iterable[Coding]) -> bool:
    return any(coding.start < other.end and other.start < coding.end for other in others)


def _find(coded: CodedDocument, statement: Statement, coding: Coding) -> Find:
    text = coded.document.text
    around = text[max(statement.start, coding.start - 60) : min(statement.end, coding.end + 60)]
    return Find(
        document=coded.document.id,
        day=statement.said_on or coded.document.published,
        speaker=statement.speaker.name or statement.speaker.as_written or "unknown",
        words=text[coding.start : coding.end],
        sentence=" ".join(around.split()),
        slots={slot.name: slot.value for slot in coding.slots},
    )


def _uncovered(codebook: Codebook, coded: CodedDocument, statement: Statement) -> str:
    text, place = coded.document.text, statement.content[0]
    pieces: list[str] = []
    for coding in _codings(codebook, coded, statement):
        pieces.append(text[place : max(place, coding.start)])
        place = max(place, coding.end)
    pieces.append(text[place : statement.content[1]])
    return LEFT_OUT.join(pieces)
