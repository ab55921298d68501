"""Corpora in JSONL: lines in, documents; coded documents out, lines; the format is described in README, "Code a corpus"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from extractors.codebook.codebook import Codebook, load_codebook
from extractors.coder import code_document
from extractors.errors import TifawatchError
from extractors.records.words import CodedDocument, Coding, Document, Statement
from extractors.speakers import Officials, load_officials

CHUNK = 32  # documents a worker takes at once
_OFFICIAL_KINDS = ("official", "mfa", "mod_", "mofcom", "ministry", "press_conference")

_tools: tuple[Codebook, Officials] | None = None  # one a process, loaded when it starts


class BadLineError(TifawatchError):
    """A line of a corpus cannot be used; the message says which, why and what is expected."""


def read_documents(path: Path) -> Iterator[Document | BadLineError]:
    """Yield the documents of a JSONL file, and in its place the fault of each line that holds none."""
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield document_from_json(line, f"{path}:{number}")
                except BadLineError as error:
                    yield error


def document_from_json(line: str, where: str) -> Document:
    """Return the document in one JSON line; raises `BadLineError`."""
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
            raise BadLineError(f'{where}: expected an object with "id" and "text"')
        return _document(fields, where)
    except json.JSONDecodeError as error:
        raise BadLineError(f"{where}: not JSON ({error.msg} at column {error.colno})") from None


def _document(fields: dict[str, Any], where: str) -> Document:
    return Document(
        id=str(fields.get("id", where)),
        text=fields["text"],
        language=fields.get("lang") or None,
        published=_day(fields.get("published") or fields.get("date")),
        title=fields.get("title") or "",
        url=fields.get("url") or "",
        outlet=fields.get("outlet") or fields.get("outlet_or_kind") or "",
        source_kind=_source_kind(fields.get("source_kind")),
    )


def _source_kind(value: object) -> str:
    """Tell the pages of a ministry from news: corpora write official, mfa_page, mod_press_conference."""
    return "official" if str(value or "").startswith(_OFFICIAL_KINDS) else "news"


def _day(value: object) -> date | None:
    """Return the day of an ISO date or time; a month, a year or anything else names no day, and none is guessed."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def code_corpus(
    documents: Iterable[Document],
    folders: tuple[Path, ...],
    *,
    all_topics: bool = False,
    each_verb: bool = False,
    jobs: int = 1,
) -> Iterator[CodedDocument]:
    """Yield the documents coded, in their order, by `jobs` processes."""
    load = partial(_load_tools, folders)
    load()  # here too: what is wrong with a formula must be said, not break a pool
    if jobs <= 1:
        yield from (_code(document, all_topics, each_verb) for document in documents)
        return
    with ProcessPoolExecutor(jobs, initializer=load) as pool:
        for chunk in _chunks(documents, CHUNK * jobs * 4):
            yield from pool.map(partial(_code, all_topics=all_topics, each_verb=each_verb), chunk, chunksize=CHUNK)


def _load_tools(folders: tuple[Path, ...]) -> None:
    global _tools
    _tools = (load_codebook(folders), load_officials())


def _code(document: Document, all_topics: bool, each_verb: bool) -> CodedDocument:
    assert _tools is not None
    try:
        return code_document(document, *_tools, all_topics=all_topics, each_verb=each_verb)
    except Exception as error:  # one bad text never stops a corpus, and never disappears: it comes out as skipped
        return CodedDocument(document, document.language or "und", (), f"{type(error).__name__}: {error}")


def _chunks(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    remaining = iter(documents)
    while chunk := list(islice(remaining, size)):
        yield chunk


def coded_to_json(coded: CodedDocument) -> dict[str, Any]:
    """Return the line that `tifawatch code` writes for one document."""
    line: dict[str, Any] = {
        "id": coded.document.id,
        "lang": coded.language,
        "statements": [statement_to_json(statement) for statement in coded.statements],
    }
    return line | {"skipped": coded.skipped} if coded.skipped else line


def statement_to_json(statement: Statement) -> dict[str, Any]:
    """Return one statement as `tifawatch code` writes it."""
    speaker = statement.speaker
    return {
        "start": statement.start,
        "end": statement.end,
        "speaker": speaker.name,
        "speaker_as_written": speaker.as_written,
        "speaker_id": speaker.official_id,
        "office": speaker.office,
        "level": speaker.level,
        "acts_for": speaker.acts_for,
        "counterpart": statement.counterpart,
        "occasion": statement.occasion,
        "reported_by_side": statement.reported_by_side,
        "directness": statement.directness,
        "layer": statement.layer,
        "language": statement.language,
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "said_on_basis": statement.said_on_basis,
        "content": {"start": statement.content[0], "end": statement.content[1]},
        "quotes": [{"start": start, "end": end} for start, end in statement.quotes],
        "cue": statement.cue,
        "about_ukraine": statement.about_ukraine,
        "counts": statement.counts,
        "gates": [{"gate": gate.name, "passed": gate.passed, "reason": gate.reason} for gate in statement.gates],
        "codings": [_coding_to_json(coding) for coding in statement.codings if coding.counts],
        "codings_refused": [_coding_to_json(coding) for coding in statement.codings if not coding.counts],
        "terms": [
            {"term": term.term, "start": term.start, "end": term.end, "verbatim": term.verbatim}
            for term in statement.terms
        ],
    }


def _coding_to_json(coding: Coding) -> dict[str, Any]:
    return {
        "formula": coding.formula,
        "start": coding.start,
        "end": coding.end,
        "slots": {
            slot.name: {"value": slot.value, "start": slot.start, "end": slot.end, "known": slot.known}
            for slot in coding.slots
        },
        "gates": [{"gate": gate.name, "passed": gate.passed, "reason": gate.reason} for gate in coding.gates],
        "codebook": coding.codebook,
    }
