"""One reading of one page into the store: document, version, raw page, statements and codings, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

import zstandard
from sqlite_utils import Database

from extractors.records.pages import Article, Page, Source
from extractors.records.words import CodedDocument, Statement
from store.columns import NewRow, Row, clean, moment, moment_or_none, packed, time_of
from store.keys import canonical_url, document_key, storable, version_key, words_hash
from store.queries import fetch_coded_version, fetch_version_row
from store.rows import article_of, source_row
from store.schema import transaction
from store.statements import save_search_text, standing_columns, statements_by_key, write_statements

ZSTD_LEVEL = 3  # five times smaller at 0.6 ms a page
VISITS = (  # how often a page is looked at again, by its age: edits come early or never
    (timedelta(hours=12), timedelta(hours=2)),
    (timedelta(days=3), timedelta(hours=12)),
    (timedelta(days=14), timedelta(days=2)),
    (timedelta(days=90), timedelta(days=14)),
    (timedelta(days=400), timedelta(days=60)),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What storing one reading did."""

    document: str
    version: str
    is_new_document: bool
    is_new_version: bool
    previous: Article | None  # the text that stood at this address before, when both were read whole and alike
    fresh: tuple[Statement, ...]  # not stored before
    before: CodedDocument | None = None  # what was said in `previous`
    after: CodedDocument | None = None  # what was said now, under the document's key
    reread: bool = False  # the page did not change: what is fresh was found by a newer program, and is no news


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading with its keys, made before anything is written."""

    source: Source
    page: Page
    article: Article
    coded: CodedDocument | None
    now: datetime
    document: str
    version: str
    page_sha256: str
    address: str


def next_visit(first_seen: datetime, now: datetime) -> datetime | None:
    """Say when a page should be looked at again: hours after publication, then days, then weeks, then no more."""
    age = now - first_seen
    return next((now + pause for until, pause in VISITS if age <= until), None)


def save_reading(
    db: Database, source: Source, page: Page, article: Article, coded: CodedDocument | None, now: datetime
) -> Saved:
    """Store what was read on a page."""
    with transaction(db):
        reading = _keyed(db, source, page, article, coded, now)
        db.table("sources").upsert(source_row(source), pk="name")
        stored = _row(db, "select * from documents where key = ?", reading.document)
        last = _row(db, _LAST_CAPTURE, reading.document, reading.address)
        is_new_version = not db.table("versions").count_where("key = ?", [reading.version])
        edited = _is_edited(reading, last)
        previous = fetch_version_row(db, last["version"]) if last and edited else None
        before = fetch_coded_version(db, last["version"]) if last and edited else None
        main = _is_main(reading, stored, last)
        _save_page(db, reading)
        _save_document(db, reading, stored, main=main)
        _save_version(db, reading)
        _save_capture(db, reading)
        _save_events(db, reading, stored, last if edited else None, again=not is_new_version)
        fresh = _save_statements(db, reading, main=main, edited=edited)
        _save_search_text(db, reading, main=main and (stored is None or stored["latest_version"] != reading.version))
        db.execute("delete from failures where source = ? and url in (?, ?)", [source.name, *_asked(page)])
    return Saved(
        reading.document,
        reading.version,
        stored is None,
        is_new_version,
        article_of(previous) if previous else None,
        fresh,
        before,
        reading.coded,
        reread=last is not None and not edited and bool(last["whole"]),
    )


# the last whole one when there is any: half a page in between hides no edit
_LAST_CAPTURE = """
    select captures.*, versions.whole, versions.extractor, versions.text_sha256
    from captures join versions on versions.key = captures.version
    where captures.document = ? and captures.url = ? order by versions.whole desc, captures.last_fetched desc limit 1
"""


def _keyed(
    db: Database, source: Source, page: Page, article: Article, coded: CodedDocument | None, now: datetime
) -> _Reading:
    text = storable(article.text)
    article = replace(article, text=text, sha256=article.sha256 or words_hash(text))
    document = _known_document(db, source, article) or document_key(source, article.url, article.identity)
    if coded is not None:
        coded = _storable_coded(coded, document)
    return _Reading(
        source,
        page,
        article,
        coded,
        now,
        document,
        version_key(document, article.sha256),
        sha256(page.body).hexdigest(),
        canonical_url(page.final_url or page.url),
    )


def _known_document(db: Database, source: Source, article: Article) -> str | None:
    """Find the document this is by its address, or by its identity when it was stored before identities were read."""
    values = {"source": source.name, "url": canonical_url(article.url), "identity": article.identity, "side": source.side}
    by_address = next(iter(db.query(_BY_ADDRESS, values)), None)
    if by_address or not (article.identity and source.official):
        return by_address["document"] if by_address else None
    return next((row["document"] for row in db.query(_BY_IDENTITY, values)), None)


_BY_ADDRESS = "select document from addresses where url = :url and source = :source"
_BY_IDENTITY = """
    select documents.key as document from documents join sources on sources.name = documents.source
    where documents.identity = :identity and sources.side = :side and documents.tier = 1 limit 1
"""


def _storable_coded(coded: CodedDocument, document: str) -> CodedDocument:
    own = replace(coded.document, id=document, text=storable(coded.document.text))
    statements = tuple(replace(statement, text=storable(statement.text)) for statement in coded.statements)
    return replace(coded, document=own, statements=statements)


def _is_edited(reading: _Reading, last: Row | None) -> bool:
    """Tell whether the text at this address changed, and not only the program that reads it or how much it got."""
    if last is None or last["version"] == reading.version or last["page"] == reading.page_sha256:
        return False
    return bool(last["whole"]) and reading.article.whole and last["extractor"] == reading.article.extractor


def _is_main(reading: _Reading, stored: Row | None, last: Row | None) -> bool:
    """Tell whether this reading says what the document says now: a mirror, or half a page, does not."""
    if stored is None:
        return True
    same_place = canonical_url(stored["url"]) in (canonical_url(reading.article.url), reading.address)
    return same_place and (reading.article.whole or last is None or not last["whole"])


def _save_page(db: Database, reading: _Reading) -> None:
    known = db.table("pages").count_where("sha256 = ? and body is not null", [reading.page_sha256])
    if known:
        return
    row = {
        "sha256": reading.page_sha256,
        "body": zstandard.compress(reading.page.body, ZSTD_LEVEL),
        "size": len(reading.page.body),
        "first_fetched": moment(reading.page.fetched_at),
        "dropped_at": None,
    }
    db.table("pages").upsert(row, pk="sha256")


def _save_document(db: Database, reading: _Reading, stored: Row | None, *, main: bool) -> None:
    now = moment(reading.now)
    seen: NewRow = {"last_seen": now, "gone_since": None}
    if main:
        seen |= {**_document_text_columns(reading), "latest_version": reading.version}
        seen |= {"identity": reading.article.identity} if reading.article.identity else {}
    first_seen = reading.now if stored is None else time_of(stored["first_seen"]) or reading.now
    seen["next_visit"] = moment_or_none(next_visit(first_seen, reading.now)) if reading.source.official else None
    if stored is None:
        db.table("documents").insert(clean({"key": reading.document, "first_seen": now, **_document_columns(reading), **seen}))
    else:
        db.table("documents").update(reading.document, clean(seen))


def _document_columns(reading: _Reading) -> NewRow:
    document = reading.coded.document if reading.coded else None
    layer = document.layer if document and document.layer else reading.source.layer
    return {
        "source": reading.source.name,
        "url": reading.article.url,
        "identity": reading.article.identity,
        "tier": reading.source.tier,
        "source_kind": document.source_kind if document else ("official" if reading.source.official else "news"),
        "layer": layer,
        "outlet": document.outlet if document else reading.source.title,
    }


def _document_text_columns(reading: _Reading) -> NewRow:
    article, coded = reading.article, reading.coded
    published_on = coded.document.published if coded else article.published.date() if article.published else None
    return {
        "title": article.title,
        "language": coded.language if coded else article.language,
        "published": moment_or_none(article.published),
        "published_on": published_on.isoformat() if published_on else None,
        "published_basis": article.published_basis,
    }


def _save_version(db: Database, reading: _Reading) -> None:
    article, now = reading.article, moment(reading.now)
    stored = _row(db, "select number, first_seen, whole from versions where key = ?", reading.version)
    newest = _row(db, "select coalesce(max(number), 0) as number from versions where document = ?", reading.document)
    assert newest is not None
    row = {
        "key": reading.version,
        "document": reading.document,
        "number": stored["number"] if stored else newest["number"] + 1,
        "title": article.title,
        "text": article.text,
        "text_sha256": article.sha256,
        "language": reading.coded.language if reading.coded else article.language,
        "published": moment_or_none(article.published),
        "published_basis": article.published_basis,
        "extractor": article.extractor,
        "whole": int(article.whole or bool(stored and stored["whole"])),  # the same text read whole once is whole
        "notes": packed(article.notes),
        "skipped": reading.coded.skipped if reading.coded else "not coded",
        "page": reading.page_sha256,
        "first_seen": stored["first_seen"] if stored else now,
        "last_seen": now,
    }
    db.table("versions").upsert(clean(row), pk="key")


def _save_capture(db: Database, reading: _Reading) -> None:
    page, fetched_at = reading.page, moment(reading.page.fetched_at)
    stored = _row(
        db,
        "select first_fetched from captures where document = ? and url = ? and page = ?",
        reading.document,
        reading.address,
        reading.page_sha256,
    )
    row = {
        "document": reading.document,
        "url": reading.address,
        "page": reading.page_sha256,
        "version": reading.version,
        "asked_url": page.url,
        "status": page.status,
        "content_type": page.content_type,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "first_fetched": stored["first_fetched"] if stored else fetched_at,
        "last_fetched": fetched_at,
    }
    db.table("captures").upsert(clean(row), pk=("document", "url", "page"))
    addresses = {reading.address, *_asked(page), canonical_url(reading.article.url)}
    rows = [
        clean({"url": url, "source": reading.source.name, "document": reading.document, "first_seen": moment(reading.now)})
        for url in sorted(addresses)
    ]
    db.table("addresses").insert_all(rows, pk=("url", "source"), ignore=True)


def _asked(page: Page) -> tuple[str, str]:
    return canonical_url(page.url), canonical_url(page.final_url or page.url)


def _save_events(db: Database, reading: _Reading, stored: Row | None, edited: Row | None, *, again: bool) -> None:
    if stored is None:
        add_event(db, reading.document, reading.now, "appeared", reading.version)
        return
    if stored["gone_since"]:
        add_event(db, reading.document, reading.now, "returned", reading.version, f"gone since {stored['gone_since']}")
    if edited:
        kind = "changed back" if again else "changed"
        add_event(db, reading.document, reading.now, kind, reading.version, reading.address, edited["version"])
    elif not again:
        why = "other address" if canonical_url(stored["url"]) != reading.address else "read anew"
        add_event(db, reading.document, reading.now, why, reading.version, reading.article.extractor)


def add_event(
    db: Database, document: str, at: datetime, event: str, version: str | None, detail: str = "", previous: str | None = None
) -> None:
    """Write down what happened to a document."""
    row = {
        "document": document,
        "at": moment(at),
        "event": event,
        "version": version,
        "detail": detail,
        "previous": previous,
    }
    db.table("document_events").insert(clean(row))


def _save_statements(db: Database, reading: _Reading, *, main: bool, edited: bool) -> tuple[Statement, ...]:
    keyed = statements_by_key(reading.document, reading.coded.statements if reading.coded else ())
    known = {row["key"]: row for row in db.query("select * from statements where document = ?", [reading.document])}
    fresh = tuple(statement for key, statement in keyed.items() if key not in known)
    if main:
        write_statements(db, keyed, known, document=reading.document, version=reading.version, now=reading.now)
        missing = [row for key, row in known.items() if key not in keyed and row["standing"] == "present"]
        _mark_missing(db, reading, missing, "edited away" if edited else "read otherwise")
    else:
        new = {key: statement for key, statement in keyed.items() if key not in known}
        write_statements(db, new, known, document=reading.document, version=reading.version, now=reading.now)
    return fresh


def _mark_missing(db: Database, reading: _Reading, missing: Iterable[Row], standing: str) -> None:
    """Say of statements that are no longer read whether the page lost them or the program no longer finds them."""
    if reading.article.whole:  # half a page is no evidence of silence
        for row in missing:
            db.table("statements").update(row["key"], standing_columns(row, standing, reading.now))


def _save_search_text(db: Database, reading: _Reading, *, main: bool) -> None:
    if main:
        text = f"{reading.article.title}\n{reading.article.text}"
        save_search_text(db, "document", reading.document, text)


def _row(db: Database, sql: str, *values: object) -> Row | None:
    return next(iter(db.query(sql, list(values))), None)
