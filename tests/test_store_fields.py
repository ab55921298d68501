"""Every field of every record comes back: a field that is added and not stored fails here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from extractors.records.changes import (
    Alert,
    AlertKind,
    Delivery,
    DeliveryState,
    Evidence,
    Rendering,
    Shift,
    ShiftKind,
    ShiftStatus,
    Utterance,
    Wording,
)
from extractors.records.pages import Entry, Layer, SourceReport, SourceState
from extractors.records.words import Coding, Directness, Document, Gate, Level, Slot, Speaker, Statement, Term
from store.outbox import pending
from store.queries import (
    fetch_alerts,
    fetch_coded,
    fetch_reports,
    fetch_revisits,
    fetch_shifts,
    fetch_utterances,
)
from store.reading import save_reading
from store.save import save_alerts, save_failure, save_report, save_shifts, save_utterances
from store.schema import open_store
from tests.archive import MINISTRY, NOON, TODAY, article, later, page

TEXT = "The envoy said at the gate on Tuesday: safe passage for some, whatever Black Michael wants."
URL = f"{MINISTRY.url}full"
SPEAKER = Speaker("Rudolf", "the envoy", "rudolf", "envoy", "Ruritania", Level.READOUT)
SAID = Statement(
    4, 61, TEXT[4:61], SPEAKER, Directness.MIXED, Layer.TRANSLATION, "en", (39, 61), ((39, 50),), "said", "Michael", "at the gate",
    "Ruritania", date(2031, 5, 5), "weekday + published", True, (Gate("speaker", True, "why"),),
    (Coding("safe", 39, 61, (Slot("who", "some", 57, 61, False),), (Gate("negation", False, "because"),), False, "book 7"),),
    (Term("siege", 39, 43, True),), ((50, 61),), ("siege",),
)  # fmt: skip
WORDING = Wording("document", 1, 2, "words", TODAY, "Rudolf", "envoy", Level.UN, "en", "gazette", "https://x.example/")
SHIFT = Shift(
    "key", ShiftKind.DROPPED, TODAY, "group", "stratum", "Rudolf", Level.LEADER, WORDING, replace(WORDING, start=5), "formula",
    "term", "slot", Evidence(1, 2, 3, 4.5, 6, (Layer.ORIGINAL,), {"typo": "no"}, "note"), "weak", ShiftStatus.CONTESTED, True, 0.7,
    "utterance", "Michael",
)  # fmt: skip
REPORT = SourceReport(
    MINISTRY.name, NOON, SourceState.BLOCKED, "403", "look", 7, 3, later(hours=-1), 2.5, later(days=-1), later(hours=2)
)
DOCUMENT = Document(
    "any", TEXT, "en", TODAY, "Title", URL, "Outlet", "official", MINISTRY.name, MINISTRY.side, Layer.TRANSLATION, 1, True
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(tmp_path / "archive.sqlite")
    yield opened
    opened.close()


def left_at_default(record: Any) -> set[str]:
    """Return the fields, at any depth, that a test does not tell from their defaults."""
    found: set[str] = set()
    for field in fields(record):
        value = getattr(record, field.name)
        if field.default is not MISSING and value == field.default:
            found.add(f"{type(record).__name__}.{field.name}")
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner):
                found |= left_at_default(inner)
    return found


def spoken(document: str) -> Utterance:
    rendering = Rendering(document, SAID, MINISTRY.name, 1, TODAY, URL, True)
    return Utterance("u", SPEAKER, date(2031, 5, 5), date(2031, 5, 4), date(2031, 5, 6), "readout", "Michael", (rendering,), "event")


def test_every_field_of_what_was_said_comes_back(db: Database) -> None:
    assert left_at_default(SAID) == set()
    assert left_at_default(DOCUMENT) == {"Document.whole"}
    read = replace(article(TEXT, URL, title="Title", notes=("a note",), identity="t1/en"), published=NOON - timedelta(hours=1))
    assert left_at_default(read) == {"Article.whole"}
    from extractors.records.words import CodedDocument

    saved = save_reading(db, MINISTRY, page(TEXT, URL), read, CodedDocument(DOCUMENT, "en", (SAID,), "a remark"), NOON)
    [coded] = fetch_coded(db)
    assert coded == CodedDocument(replace(DOCUMENT, id=saved.document), "en", (SAID,), "a remark")
    save_utterances(db, [spoken(saved.document)])
    assert fetch_utterances(db) == (spoken(saved.document),)
    edited = save_reading(db, MINISTRY, page("new", URL), replace(read, text=TEXT + "!", sha256="new"), None, later(hours=1))
    assert edited.previous == read and edited.before == coded


def test_every_field_of_a_change_comes_back(db: Database) -> None:
    assert left_at_default(SHIFT) == set() and left_at_default(REPORT) == set()
    alert = Alert(
        "a", AlertKind.SHIFT, NOON, "subject", (SHIFT,), spoken("document"), REPORT, Level.UN, False, "note", (spoken("other"),), "b",
        earlier=(spoken("earlier"),),
    )
    assert left_at_default(alert) == {"Rendering.whole"}
    delivery = Delivery("a", "route", "target", DeliveryState.UNKNOWN, 3, NOON, "no", 1)
    assert left_at_default(delivery) == set()
    save_shifts(db, [SHIFT])
    save_alerts(db, [alert], [delivery], NOON)
    save_report(db, REPORT)
    assert fetch_shifts(db) == (SHIFT,) and fetch_alerts(db) == (alert,)
    assert pending(db) == (delivery,) and fetch_reports(db) == (REPORT,)


def test_what_was_announced_of_a_failed_page_comes_back(db: Database) -> None:
    entry = Entry(URL, "Title", NOON, "feed")
    save_failure(db, MINISTRY, URL, "403", NOON, entry=entry)
    assert fetch_revisits(db, MINISTRY, later(hours=1)) == (entry,)
