"""What the watch found, written down: every function is one transaction, or a part of the caller's.

Storing the same thing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from extractors.records.changes import Alert, Delivery, DeliveryState, Shift, Utterance
from extractors.records.pages import Entry, Page, Source, SourceReport
from extractors.records.words import CodedDocument, Statement
from store.change_rows import alert_row, shift_row
from store.columns import Row, clean, moment, moment_or_none, time_of
from store.keys import canonical_url, storable, words_hash
from store.queries import fetch_coded_version
from store.reading import Saved as Saved
from store.reading import add_event, next_visit
from store.reading import save_reading as save_reading
from store.rows import report_row, source_row, utterance_row
from store.schema import transaction
from store.statements import statements_by_key, write_statements

RETRIES = tuple(timedelta(hours=hours) for hours in (0.25, 1, 6, 24, 72, 168))  # a page that failed is tried again


def save_sources(db: Database, sources: Iterable[Source]) -> None:
    """Keep what the sources file says."""
    with transaction(db):
        db.table("sources").upsert_all(map(source_row, sources), pk="name")


def save_report(db: Database, report: SourceReport) -> None:
    """Keep the outcome of one poll."""
    with transaction(db):
        known = db.table("source_reports").count_where("source = ? and polled_at = ?", [report.source, moment(report.polled_at)])
        if not known:
            db.table("source_reports").insert(report_row(report))


def save_validator(db: Database, source: Source, page: Page) -> None:
    """Keep what lets the next poll be conditional; to be called last, when all that was announced is stored."""
    row = {
        "source": source.name,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "body_hash": page.sha256,
        "saved_at": moment(page.fetched_at),
    }
    with transaction(db):
        db.table("sources").upsert(source_row(source), pk="name")
        db.table("validators").upsert(clean(row), pk="source")


def save_failure(
    db: Database, source: Source, url: str, reason: str, now: datetime, *, entry: Entry | None = None, final: bool = False
) -> None:
    """List a page that could not be read, with its reason; unless that is final, it is tried again later.

    A page that was read before is tried again when its next visit is due anyway.
    """
    address = canonical_url(url)
    with transaction(db):
        db.table("sources").upsert(source_row(source), pk="name")
        known = next(iter(db.query("select * from failures where source = ? and url = ?", [source.name, address])), None)
        if known and known["last_at"] == moment(now):
            return
        times = known["times"] + 1 if known else 1
        stored = next(iter(db.query(_DOCUMENT_AT, [source.name, address])), None)
        if stored:
            _put_off(db, stored, now)
        given_up = final or times > len(RETRIES)
        row = {
            "source": source.name,
            "url": address,
            "title": entry.title if entry else known["title"] if known else "",
            "published": moment_or_none(entry.published) if entry else known["published"] if known else None,
            "reason": reason,
            "final": int(given_up and not stored),
            "first_at": known["first_at"] if known else moment(now),
            "last_at": moment(now),
            "times": times,
            "retry_at": None if given_up or stored else moment(now + RETRIES[times - 1]),
        }
        db.table("failures").upsert(clean(row), pk=("source", "url"))


def _put_off(db: Database, document: Row, now: datetime) -> None:
    visit = next_visit(time_of(document["first_seen"]) or now, now) if document["next_visit"] else None
    db.table("documents").update(document["key"], {"next_visit": moment_or_none(visit)})


def save_gone(db: Database, source: Source, url: str, reason: str, now: datetime) -> CodedDocument | None:
    """Record that a page answered no more; return what had been said on it when it is newly gone."""
    row = next(iter(db.query(_DOCUMENT_AT, [source.name, canonical_url(url)])), None)
    if row is None:
        save_failure(db, source, url, reason, now)
        return None
    with transaction(db):
        _put_off(db, row, now)
        db.table("documents").update(row["key"], {"gone_since": row["gone_since"] or moment(now)})
        if row["gone_since"]:
            return None
        add_event(db, row["key"], now, "disappeared", row["latest_version"], reason)
    return fetch_coded_version(db, row["latest_version"])


_DOCUMENT_AT = """
    select documents.* from addresses join documents on documents.key = addresses.document
    where addresses.source = ? and addresses.url = ?
"""


def save_utterances(db: Database, utterances: Iterable[Utterance]) -> None:
    """Keep acts of speaking and which statements report each; a grown utterance takes over what it now contains."""
    utterances = tuple(utterances)
    with transaction(db):
        rows = [
            {"statement": key, "utterance": utterance.key, "place": place}
            for utterance in utterances
            for place, rendering in enumerate(utterance.renderings)
            if (key := _stored_key(db, rendering.document, rendering.statement))
        ]
        told_before = {one["utterance"] for row in rows for one in db.query(_TOLD_BEFORE, [row["statement"]])}
        told = {row["utterance"] for row in rows}
        db.table("utterances").upsert_all((utterance_row(one) for one in utterances if one.key in told), pk="key")
        db.table("renderings").upsert_all(rows, pk="statement")
        for key in told_before:
            db.execute(_FORGET_EMPTY, {"key": key})


_FORGET_EMPTY = "delete from utterances where key = :key and not exists (select 1 from renderings where utterance = :key)"
_TOLD_BEFORE = "select utterance from renderings where statement = ?"


def _stored_key(db: Database, document: str, statement: Statement) -> str | None:
    """Find a statement by its words, nearest to where it stood: the page may have moved under it."""
    sql = """
        select key from statements where document = ? and words_hash = ?
        order by abs(start - ?), coalesce(speaker, '') != ? limit 1
    """
    values = [document, words_hash(statement.text), statement.start, storable(statement.speaker.name or "")]
    return next((row["key"] for row in db.query(sql, values)), None)


def save_shifts(db: Database, shifts: Iterable[Shift]) -> None:
    """Keep shifts; one that is known already takes its latest grade and status."""
    with transaction(db):
        db.table("shifts").upsert_all(map(shift_row, shifts), pk="key")


def save_alerts(db: Database, alerts: Sequence[Alert], deliveries: Iterable[Delivery], now: datetime) -> tuple[Alert, ...]:
    """Keep alerts that are not known yet, their evidence and deliveries, and return them: nothing is news twice.

    Deliveries of alerts that are not among `alerts` are added as they are (an escalation to another target).
    """
    with transaction(db):
        keys = {alert.key for alert in alerts}
        known = {row["key"] for key in keys for row in db.query("select key from alerts where key = ?", [key])}
        new = tuple({alert.key: alert for alert in alerts if alert.key not in known}.values())
        db.table("alerts").insert_all([alert_row(alert) for alert in new], pk="key")
        for alert in new:
            _save_evidence(db, alert)
        _save_deliveries(db, (delivery for delivery in deliveries if delivery.alert not in known), now)
    return new


def _save_evidence(db: Database, alert: Alert) -> None:
    shifts = {shift.key for shift in alert.shifts}
    stored = [key for key in sorted(shifts) if db.table("shifts").count_where("key = ?", [key])]
    db.table("alert_shifts").insert_all([{"alert": alert.key, "shift": key} for key in stored], pk=("alert", "shift"))
    wordings = [wording for shift in alert.shifts for wording in (shift.before, shift.after) if wording]
    spoken = [one for one in (alert.utterance, *alert.more) if one]
    documents = {wording.document for wording in wordings} | {r.document for one in spoken for r in one.renderings}
    for document in sorted(documents):
        db.execute(_ADD_EVIDENCE, {"alert": alert.key, "document": document})


# the latest version and the one before it: an edit is about both
_ADD_EVIDENCE = """
    insert or ignore into alert_evidence (alert, document, version, page)
    select :alert, document, key, page from versions where document = :document order by last_seen desc, number desc limit 2
"""


def _save_deliveries(db: Database, deliveries: Iterable[Delivery], now: datetime) -> None:
    rows = [
        {
            "alert": delivery.alert,
            "route": delivery.route,
            "target": delivery.target,
            "mode": "digest" if delivery.state == DeliveryState.DIGEST else "push",
            "state": delivery.state,
            "attempts": delivery.attempts,
            "unknowns": delivery.unknowns,
            "not_before": moment_or_none(delivery.not_before),
            "last_error": delivery.last_error,
            "created_at": moment(now),
            "changed_at": moment(now),
        }
        for delivery in deliveries
    ]
    db.table("deliveries").insert_all(map(clean, rows), pk=("alert", "route", "target"), ignore=True)


def save_recoding(db: Database, document: str, coded: CodedDocument, now: datetime) -> tuple[Statement, ...]:
    """Replace what an older program or codebook found in a document's latest version; return what is new.

    What an earlier codebook found is kept among the past codings.
    """
    with transaction(db):
        latest = next(db.query("select latest_version as version from documents where key = ?", [document]))["version"]
        keyed = statements_by_key(document, coded.statements)
        known: dict[str, Row] = {
            row["key"]: row for row in db.query("select * from statements where document = ?", [document])
        }
        books = {coding.codebook for statement in coded.statements for coding in statement.codings}
        db.execute(_KEEP_CODINGS, {"document": document, "book": next(iter(books), ""), "now": moment(now)})
        write_statements(db, keyed, known, document=document, version=latest, now=now)
        for key, row in known.items():
            if key not in keyed and row["standing"] == "present":
                db.table("statements").update(key, {"standing": "read otherwise", "standing_since": moment(now)})
        db.table("versions").update(latest, {"language": coded.language, "skipped": coded.skipped})
    return tuple(statement for key, statement in keyed.items() if key not in known)


_KEEP_CODINGS = """
    insert or ignore into past_codings
        (statement, version, formula, start, end, words, slots, gates, counts, codebook, replaced_at)
    select codings.statement, statements.version, formula, codings.start, codings.end, words, slots, codings.gates,
           codings.counts, codebook, :now
    from codings join statements on statements.key = codings.statement
    where statements.document = :document and codebook != :book
"""


def save_verdict(db: Database, alert: str, verdict: str, note: str, now: datetime) -> None:
    """Keep what a reader thought of an alert."""
    row = {"alert": alert, "verdict": verdict, "note": note, "given_at": moment(now)}
    with transaction(db):
        db.table("verdicts").insert(clean(row))


def save_heartbeat(db: Database, name: str, now: datetime) -> None:
    """Say that a long-lived part of the program is alive."""
    with transaction(db):
        db.table("heartbeats").upsert({"name": name, "at": moment(now)}, pk="name")


def save_meta(db: Database, name: str, value: str) -> None:
    """Keep one fact about the database itself; never an address or a secret."""
    with transaction(db):
        db.table("meta").upsert(clean({"name": name, "value": value}), pk="name")
