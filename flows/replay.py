"""History watched again: documents in date order, each judged by nothing but the days before it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from extractors.records.changes import Rendering, Shift, ShiftStatus, Utterance, Wording
from extractors.records.words import CodedDocument, Document
from extractors.redline import as_text, name_slot, redline
from extractors.shifts.detect import detect_shifts
from extractors.shifts.edits import detect_edit, find_withdrawn
from extractors.shifts.grades import Thresholds
from extractors.shifts.history import History
from extractors.utterances import link_utterances
from flows.corpus import BadLineError, code_corpus, document_from_json

Progress = Callable[[str, int, int], None]  # stage, done, all

JOBS = 2  # processes that code; detection itself is one pass in date order
WITHDRAWN = {ShiftStatus.RETRACTED, ShiftStatus.CONTESTED}
TOMORROW = timedelta(days=1)  # a page may be dated by a clock further east


def _silent(stage: str, done: int, whole: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line of the input that has no place in the chronology, and why."""

    document: str
    reason: str


@dataclass(slots=True)
class Replayed:
    """What a replay gave."""

    shifts: list[Shift] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    utterances: tuple[Utterance, ...] = ()
    documents: int = 0

    def table(self) -> list[tuple[str, ...]]:
        """Return alerts a month and kind: an alert counts once, by the kind of its first pushed line."""
        first: dict[str, Shift] = {}
        for shift in self.shifts:
            if shift.pushes:
                first.setdefault(shift.group, shift)
        kinds = sorted({shift.kind for shift in first.values()})
        counts = Counter((f"{shift.as_of:%Y-%m}", shift.kind) for shift in first.values())
        months = sorted({month for month, _ in counts})
        rows = [(month, *(str(counts[month, kind]) for kind in kinds), str(sum(counts[month, k] for k in kinds))) for month in months]
        totals = [sum(counts[month, kind] for month in months) for kind in kinds]
        return [("month", *kinds, "all"), *rows, ("all", *map(str, totals), str(sum(totals)))]


def read_chronology(path: Path, today: date) -> tuple[list[Document], list[Unplaced]]:
    """Read a corpus for replay; a line that cannot be read or placed is listed, never guessed."""
    documents: list[Document] = []
    unplaced: list[Unplaced] = []
    seen: set[tuple[str, str]] = set()
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                document = document_from_json(line, f"{path}:{number}")
            except BadLineError as error:
                unplaced.append(Unplaced(f"line {number}", str(error)))
                continue
            reason = _reason_not_to_place(document, seen, today)
            seen.add((document.id, document.text))
            if reason:
                unplaced.append(Unplaced(document.id, reason))
            else:
                documents.append(document)
    return documents, unplaced


def _reason_not_to_place(document: Document, seen: set[tuple[str, str]], today: date) -> str:
    if (document.id, document.text) in seen:
        return "duplicate: the same id with the same text stands earlier in the file and is counted once"
    if document.published and document.published > today + TOMORROW:
        return f"dated {document.published}, in the future"
    return ""


def replay(
    documents: Sequence[Document],
    folders: tuple[Path, ...] = (),
    *,
    learn_until: date | None = None,
    thresholds: Thresholds | None = None,
    coded: Iterable[CodedDocument] | None = None,
    tell: Progress = _silent,
) -> Replayed:
    """Watch documents again in date order; before `learn_until` everything is detected and nothing is pushed.

    `tell` hears how far the work is: the stage, what is done of it, and all of it.
    """
    read = coded if coded is not None else code_corpus(documents, folders, jobs=JOBS if len(documents) > 64 else 1)
    result = Replayed()
    placed: list[tuple[date, CodedDocument]] = []
    for number, one in enumerate(read, 1):
        tell("reading", number, len(documents))
        day = day_of(one)
        if one.skipped:
            result.unplaced.append(Unplaced(one.document.id, one.skipped))
        elif day is None:
            result.unplaced.append(Unplaced(one.document.id, "no date: neither published nor stated in the words"))
        if day is not None:
            placed.append((day, one))
    placed.sort(key=lambda pair: pair[0])  # stable: within a day the order of the file
    result.documents = len(placed)
    history = History()
    result.shifts = list(_watch(placed, history, thresholds or Thresholds(), learn_until, tell))
    result.utterances = history.utterances
    return result


def day_of(coded: CodedDocument) -> date | None:
    """Return the day a document became known: published, else the last day on which its words say they were spoken."""
    if coded.document.published:
        return coded.document.published
    return max((statement.said_on for statement in coded.statements if statement.said_on), default=None)


def _watch(
    placed: Sequence[tuple[date, CodedDocument]], history: History, thresholds: Thresholds, learn_until: date | None, tell: Progress
) -> Iterator[Shift]:
    versions: dict[str, CodedDocument] = {}
    told: dict[str, Shift] = {}
    watched = 0
    for day, pairs in groupby(placed, key=lambda pair: pair[0]):
        quiet = learn_until is not None and day < learn_until
        today = [one for _, one in pairs]
        tell("watching", watched := watched + len(today), len(placed))
        for shift in list(_watch_day(day, today, history, versions, told, thresholds)):
            # a later report may confirm a shift: it comes out again in its group only if it can now be pushed, or is withdrawn
            old = told.get(shift.key)
            if old and not (shift.pushes and not old.pushes) and shift.status not in WITHDRAWN - {old.status}:
                continue
            told[shift.key] = shift
            yield replace(shift, pushes=shift.pushes and not quiet)


def _watch_day(
    day: date,
    coded: Sequence[CodedDocument],
    history: History,
    versions: dict[str, CodedDocument],
    told: Mapping[str, Shift],
    thresholds: Thresholds,
) -> Iterator[Shift]:
    renderings: list[Rendering] = []
    for one in coded:
        history.add_background(one.document.text, one.language)
        before = versions.get(one.document.id)
        if before is not None:
            edits = detect_edit(before, one, day)
            yield from (*edits, *find_withdrawn(told.values(), edits))
        renderings += (_rendering(one, number, day) for number in _fresh(one, before))
        versions[one.document.id] = one
    utterances = link_utterances(renderings, history.utterances)
    yield from detect_shifts(utterances, history, thresholds)
    for utterance in utterances:
        history.add(utterance)


def _fresh(coded: CodedDocument, before: CodedDocument | None) -> list[int]:
    """Return the statements that an earlier version of the page did not have."""
    known = {statement.text for statement in before.statements} if before else set()
    return [number for number, statement in enumerate(coded.statements) if statement.text not in known]


def _rendering(coded: CodedDocument, number: int, day: date) -> Rendering:
    document = coded.document
    return Rendering(
        document=document.id,
        statement=coded.statements[number],
        source=document.source or document.outlet,
        tier=1 if document.source_kind == "official" else document.tier,
        published=day,
        url=document.url,
        whole=document.whole,
    )


def shift_to_json(shift: Shift) -> dict[str, Any]:
    """Return the line that `tifawatch replay` writes for one shift."""
    evidence = shift.evidence
    return {
        "as_of": shift.as_of.isoformat(),
        "kind": shift.kind,
        "formula": shift.formula,
        "term": shift.term,
        "slot": shift.slot,
        "speaker": shift.speaker,
        "level": shift.level,
        "counterpart": shift.counterpart,
        "stratum": shift.stratum,
        "before": _wording_to_json(shift.before),
        "after": _wording_to_json(shift.after),
        "redline": _redline(shift),
        "grade": shift.grade,
        "status": shift.status,
        "pushes": shift.pushes,
        "group": shift.group,
        "score": shift.score,
        "key": shift.key,
        "evidence": {
            "new_count": evidence.new_count,
            "reference_count": evidence.reference_count,
            "reference_total": evidence.reference_total,
            "log10_bayes_factor": evidence.log10_bayes_factor,
            "sources": evidence.sources,
            "layers": list(evidence.layers),
            "checked": dict(evidence.checked),
            "note": evidence.note,
        },
    }


def _wording_to_json(words: Wording | None) -> dict[str, Any] | None:
    if words is None:
        return None
    return {
        "id": words.document,
        "start": words.start,
        "end": words.end,
        "text": words.text,
        "date": words.date.isoformat() if words.date else None,
        "speaker": words.speaker,
        "url": words.url,
    }


def _redline(shift: Shift) -> str:
    language = (shift.after or shift.before).language if shift.after or shift.before else "und"  # type: ignore[union-attr]
    before, after = (shift.before.text if shift.before else ""), (shift.after.text if shift.after else "")
    return as_text(name_slot(redline(before, after, language), shift.slot))


def write_shifts(shifts: Iterable[Shift], path: Path) -> None:
    """Write one shift a line, an alert's lines in the order in which a reader sees them."""
    with path.open("w", encoding="utf-8", errors="surrogateescape") as stream:
        for shift in shifts:
            stream.write(json.dumps(shift_to_json(shift), ensure_ascii=False) + "\n")
