"""Readings for the store's tests: a ministry of a country that does not exist, its pages, and what is read on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256

import zstandard
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
from extractors.records.pages import Article, Layer, Page, Source, SourceKind
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
from store.migrations import migrations
from store.reading import Saved, save_reading

NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)
TODAY = NOON.date()
MINISTRY = Source(
    "ruritania-mfa", "Ruritania, ministry", "https://mfa.ruritania.example/", SourceKind.INDEX, "en", Layer.ORIGINAL,
    "Ruritania", tier=1,
)  # fmt: skip
GAZETTE = replace(MINISTRY, name="strelsau-gazette", title="Strelsau Gazette", side="", tier=2, layer=Layer.FOREIGN)
ENVOY = Speaker("Rudolf Rassendyll", "the envoy", "rassendyll", "envoy", "Ruritania", Level.READOUT)


@cache
def _empty() -> Database:
    db = Database(memory=True)
    migrations.apply(db)
    return db


def memory() -> Database:
    """Return a new database in memory; copying an empty one is faster than making one."""
    db = Database(memory=True)
    _empty().conn.backup(db.conn)
    db.execute("pragma foreign_keys = on")
    return db


def page(body: str, url: str = "https://mfa.ruritania.example/1", at: datetime = NOON) -> Page:
    """Return a page as the network returns it."""
    raw = body.encode("utf-8", "replace")
    return Page(url, url, 200, raw, at, sha256(raw).hexdigest(), "text/html", '"tag"')


def article(text: str, url: str = "https://mfa.ruritania.example/1", **changes: object) -> Article:
    """Return what a person would read there."""
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    return replace(Article(url, "On the siege of Zenda", text, "en", NOON, "page", digest, "reader 1"), **changes)  # type: ignore[arg-type]


def statement(text: str, words: str, speaker: Speaker = ENVOY, **changes: object) -> Statement:
    """Return a statement made of words of the text."""
    start = text.index(words)
    end = start + len(words)
    made = Statement(
        start, end, words, speaker, Directness.VERBATIM, Layer.ORIGINAL, "en", (start, end), said_on=NOON.date(),
        said_on_basis="published", about_ukraine=True, gates=(Gate("speaker", True, "acts for Ruritania"),),
        terms=(Term("siege", start, end, True),),
        codings=(Coding("safe_passage", start, end, (Slot("who", words[:3], start, start + 3),), (Gate("negation", True),)),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def coded(text: str, statements: Sequence[Statement], url: str = "https://mfa.ruritania.example/1") -> CodedDocument:
    """Return a coded document."""
    document = Document(
        "any", text, "en", TODAY, "On the siege of Zenda", url, outlet=MINISTRY.title, source_kind="official",
        source=MINISTRY.name, side=MINISTRY.side, layer=Layer.ORIGINAL, tier=1,
    )  # fmt: skip
    return CodedDocument(document, "en", tuple(statements))


def store_text(
    db: Database,
    text: str,
    words: Sequence[str] = (),
    *,
    url: str = "https://mfa.ruritania.example/1",
    at: datetime = NOON,
    source: Source = MINISTRY,
    body: str | None = None,
    **changes: object,
) -> Saved:
    """Store a page with a text, in which some words are statements."""
    read = coded(text, [statement(text, one) for one in words], url)
    return save_reading(db, source, page(body or f"<p>{text}</p>", url, at), article(text, url, **changes), read, at)


def utterance(saved: Saved, key: str = "u1", said_on: date = TODAY) -> Utterance:
    """Return an act of speaking that every statement of a reading reports."""
    assert saved.after is not None
    document = saved.after.document
    renderings = tuple(
        Rendering(saved.document, one, MINISTRY.name, 1, document.published, document.url) for one in saved.after.statements
    )
    return Utterance(key, ENVOY, said_on, said_on, said_on, "readout", None, renderings, "event-1")


def shift(saved: Saved, before: str = "safe passage for all", after: str = "safe passage for some", **changes: object) -> Shift:
    """Return a change of wording."""
    made = Shift(
        key=f"shift {before} {after}", kind=ShiftKind.WORDING, as_of=NOON.date(), group="event-1", stratum="readout / original / en",
        speaker=ENVOY.name, level=Level.READOUT, before=Wording(saved.document, 0, len(before), before, NOON.date(), language="en"),
        after=Wording(saved.document, 0, len(after), after, NOON.date(), language="en"), formula="safe_passage", slot="who",
        evidence=Evidence(2, 3, 20, 1.5, 2, (Layer.ORIGINAL,), {"translation": "the same language"}), grade="strong",
        status=ShiftStatus.CONFIRMED, pushes=True, score=1.0,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def alert(key: str = "a1", at: datetime = NOON, **changes: object) -> Alert:
    """Return something somebody should hear about."""
    return replace(Alert(key, AlertKind.SHIFT, at, "Ruritania: safe passage for some"), **changes)  # type: ignore[arg-type]


def push(alert_key: str = "a1", target: str = "duke", route: str = "court") -> Delivery:
    """Return a delivery that waits to be pushed."""
    return Delivery(alert_key, route, target, DeliveryState.PENDING)


def later(**pause: float) -> datetime:
    """Return a time after noon."""
    return NOON + timedelta(**pause)


def dump(db: Database) -> list[str]:
    """Return everything the database holds."""
    return list(db.conn.iterdump())


def raw_page(db: Database, sha256: str) -> bytes | None:
    """Return the bytes of a page as they came; None when retention dropped them."""
    [row] = db.query("select body from pages where sha256 = ?", [sha256])
    return None if row["body"] is None else zstandard.decompress(row["body"])
