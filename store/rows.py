"""Records of sources, documents and words into rows, and rows into records; nothing here touches the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from extractors.records.changes import Utterance
from extractors.records.pages import Article, Layer, Source, SourceReport, SourceState
from extractors.records.words import (
    CodedDocument,
    Coding,
    Directness,
    Document,
    Gate,
    Level,
    Slot,
    Speaker,
    Statement,
    Term,
)
from store.columns import NewRow, Row, clean, date_of, moment_or_none, packed, time_of

CACHED = 20_000  # speakers and gate verdicts repeat; building a long history is twice as fast for it
_DECODER = json.JSONDecoder()

# ---------------------------------------------------------------- sources


def source_row(source: Source) -> NewRow:
    """Return the row of a source."""
    return clean(
        {
            "name": source.name,
            "title": source.title,
            "url": source.url,
            "kind": source.kind,
            "language": source.language,
            "layer": source.layer,
            "side": source.side,
            "tier": source.tier,
            "timezone": source.timezone,
            "every_seconds": int(source.every.total_seconds()),
            "expected_gap_seconds": int(source.expected_gap.total_seconds()),
        }
    )


def report_row(report: SourceReport) -> NewRow:
    """Return the row of one poll."""
    row = asdict(report)
    times = {name: moment_or_none(row[name]) for name in ("polled_at", "newest", "since", "not_before")}
    return clean({**row, **times})


def report_of(row: Row) -> SourceReport:
    """Return the outcome of one poll."""
    polled_at = time_of(row["polled_at"])
    assert polled_at is not None
    return SourceReport(
        source=row["source"],
        polled_at=polled_at,
        state=SourceState(row["state"]),
        message=row["message"],
        remedy=row["remedy"],
        entries=row["entries"],
        new_entries=row["new_entries"],
        newest=time_of(row["newest"]),
        elapsed=row["elapsed"],
        since=time_of(row["since"]),
        not_before=time_of(row["not_before"]),
    )


# ---------------------------------------------------------------- documents


def article_of(row: Row) -> Article:
    """Return the article of a version row joined with its document's address and identity."""
    return Article(
        url=row["url"],
        title=row["title"],
        text=row["text"],
        language=row["language"],
        published=time_of(row["published"]),
        published_basis=row["published_basis"],
        sha256=row["text_sha256"],
        extractor=row["extractor"],
        whole=bool(row["whole"]),
        notes=tuple(json.loads(row["notes"])),
        identity=row["identity"],
    )


def coded_of(row: Row, statements: Iterable[Statement]) -> CodedDocument:
    """Return the coded document of a version row joined with its document."""
    document = Document(
        id=row["document"],
        text=row["text"],
        language=row["language"],
        published=date_of(row["published_on"]),
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        source_kind=row["source_kind"],
        source=row["source"],
        side=row["side"],
        layer=Layer(row["layer"]) if row["layer"] else None,
        tier=row["tier"],
        whole=bool(row["whole"]),
    )
    return CodedDocument(document, row["language"], tuple(statements), row["skipped"])


# ---------------------------------------------------------------- words


def speaker_row(speaker: Speaker) -> NewRow:
    """Return the columns of a speaker."""
    return {
        "speaker": speaker.name,
        "speaker_as_written": speaker.as_written,
        "speaker_id": speaker.official_id,
        "office": speaker.office,
        "acts_for": speaker.acts_for,
        "level": speaker.level,
    }


def speaker_of(row: Row) -> Speaker:
    """Return the speaker of a statement or utterance row."""
    return _speaker(
        row["speaker"], row["speaker_as_written"], row["speaker_id"], row["office"], row["acts_for"], row["level"]
    )


@lru_cache(maxsize=CACHED)
def _speaker(
    name: str | None, as_written: str, official_id: str | None, office: str, acts_for: str | None, level: str | None
) -> Speaker:
    return Speaker(name, as_written, official_id, office, acts_for, Level(level) if level else None)


def statement_row(statement: Statement) -> NewRow:
    """Return the columns of a statement's own words; the caller adds where and when it stands."""
    return clean(
        {
            "start": statement.start,
            "end": statement.end,
            "text": statement.text,
            "content_start": statement.content[0],
            "content_end": statement.content[1],
            "quotes": packed(statement.quotes),
            "cue": statement.cue,
            **speaker_row(statement.speaker),
            "directness": statement.directness,
            "layer": statement.layer,
            "language": statement.language,
            "counterpart": statement.counterpart,
            "occasion": statement.occasion,
            "reported_by_side": statement.reported_by_side,
            "said_on": statement.said_on.isoformat() if statement.said_on else None,
            "said_on_basis": statement.said_on_basis,
            "about_ukraine": int(statement.about_ukraine),
            "counts": int(statement.counts),
            "gates": packed([asdict(gate) for gate in statement.gates]),
            "terms": packed([asdict(term) for term in statement.terms]),
            "embedded": packed(statement.embedded),
            "asked": packed(statement.asked),
        }
    )


def statement_of(row: Row, codings: Iterable[Coding] = ()) -> Statement:
    """Return a statement with the formulas found in it."""
    return Statement(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        speaker=speaker_of(row),
        directness=Directness(row["directness"]),
        layer=Layer(row["layer"]),
        language=row["language"],
        content=(row["content_start"], row["content_end"]),
        quotes=_spans(row["quotes"]),
        cue=row["cue"],
        counterpart=row["counterpart"],
        occasion=row["occasion"],
        reported_by_side=row["reported_by_side"],
        said_on=date_of(row["said_on"]),
        said_on_basis=row["said_on_basis"],
        about_ukraine=bool(row["about_ukraine"]),
        gates=_gates(row["gates"]),
        codings=tuple(codings),
        terms=tuple(Term(**term) for term in _unpacked(row["terms"])),
        embedded=_spans(row["embedded"]),
        asked=tuple(_unpacked(row["asked"])),
    )


def coding_row(statement_key: str, statement: Statement, coding: Coding) -> NewRow:
    """Return the row of a formula found in a statement, with the words that triggered it."""
    return clean(
        {
            "statement": statement_key,
            "formula": coding.formula,
            "start": coding.start,
            "end": coding.end,
            "words": statement.text[max(coding.start - statement.start, 0) : max(coding.end - statement.start, 0)],
            "slots": packed([asdict(slot) for slot in coding.slots]),
            "gates": packed([asdict(gate) for gate in coding.gates]),
            "counts": int(coding.counts),
            "codebook": coding.codebook,
        }
    )


def coding_of(row: Row) -> Coding:
    """Return a formula found in a statement."""
    return Coding(
        row["formula"],
        row["start"],
        row["end"],
        tuple(Slot(**slot) for slot in _unpacked(row["slots"])),
        _gates(row["gates"]),
        bool(row["counts"]),
        row["codebook"],
    )


def utterance_row(utterance: Utterance) -> NewRow:
    """Return the row of an act of speaking, without its renderings."""
    return clean(
        {
            "key": utterance.key,
            **speaker_row(utterance.speaker),
            "said_on": utterance.said_on.isoformat(),
            "earliest": utterance.earliest.isoformat(),
            "latest": utterance.latest.isoformat(),
            "occasion_type": utterance.occasion_type,
            "counterpart": utterance.counterpart,
            "event": utterance.event,
        }
    )


@lru_cache(maxsize=CACHED)
def _gates(text: str) -> tuple[Gate, ...]:
    return tuple(Gate(**gate) for gate in _unpacked(text))


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in _unpacked(text))


def _unpacked(text: str) -> Sequence[Any]:
    return () if text == "[]" else _DECODER.raw_decode(text)[0]  # most lists are empty
