"""The schema, step by step; a step that was released is never edited, the next change is a new step."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("tifawatch")


def _table(
    db: Database,
    name: str,
    columns: dict[str, type],
    pk: str | tuple[str, ...],
    *,
    foreign_keys: tuple[tuple[str, str, str], ...] = (),
    optional: tuple[str, ...] = (),
) -> None:
    """Create a strict table whose columns are all required, except the optional ones."""
    required = {column for column in columns if column not in optional and column != pk}
    db.table(name).create(columns, pk=pk, not_null=required, foreign_keys=foreign_keys, strict=True)


@migrations()
def m001_sources(db: Database) -> None:
    """Create what is known of sources."""
    source = ("source", "sources", "name")
    _table(
        db,
        "sources",
        {
            "name": str, "title": str, "url": str, "kind": str, "language": str, "layer": str, "side": str, "tier": int,
            "timezone": str, "every_seconds": int, "expected_gap_seconds": int,
        },
        "name",
    )  # fmt: skip
    _table(
        db,
        "source_reports",
        {
            "id": int, "source": str, "polled_at": str, "state": str, "message": str, "remedy": str, "entries": int,
            "new_entries": int, "newest": str, "elapsed": float, "since": str,
        },
        "id",
        optional=("newest", "since"),
    )  # fmt: skip
    db.table("source_reports").create_index(["source", "polled_at"], unique=True)
    _table(
        db,
        "validators",
        {"source": str, "etag": str, "last_modified": str, "body_hash": str, "saved_at": str},
        "source",
        foreign_keys=(source,),
    )
    _table(
        db,
        "failures",
        {
            "source": str, "url": str, "title": str, "published": str, "reason": str, "final": int, "first_at": str,
            "last_at": str, "times": int, "retry_at": str,
        },
        ("source", "url"),
        foreign_keys=(source,),
        optional=("published", "retry_at"),
    )  # fmt: skip


@migrations()
def m002_documents(db: Database) -> None:
    """Create documents, their versions, and the raw pages behind them."""
    source, document = ("source", "sources", "name"), ("document", "documents", "key")
    _table(
        db,
        "documents",
        {
            "key": str, "source": str, "url": str, "identity": str, "title": str, "language": str, "published": str,
            "published_on": str, "published_basis": str, "tier": int, "source_kind": str, "layer": str, "outlet": str, "latest_version": str,
            "first_seen": str, "last_seen": str, "gone_since": str, "next_visit": str,
        },
        "key",
        foreign_keys=(source,),
        optional=("published", "published_on", "layer", "gone_since", "next_visit"),
    )  # fmt: skip
    db.table("documents").create_index(["source", "next_visit"])
    db.table("documents").create_index(["published_on"])
    _table(
        db,
        "addresses",
        {"url": str, "source": str, "document": str, "first_seen": str},
        ("url", "source"),
        foreign_keys=(document, source),
    )
    db.table("addresses").create_index(["document"])
    _create_pages_and_versions(db, document)


def _create_pages_and_versions(db: Database, document: tuple[str, str, str]) -> None:
    _table(
        db,
        "pages",
        {"sha256": str, "body": bytes, "size": int, "first_fetched": str, "dropped_at": str},
        "sha256",
        optional=("body", "dropped_at"),
    )
    _table(
        db,
        "versions",
        {
            "key": str, "document": str, "number": int, "title": str, "text": str, "text_sha256": str, "language": str,
            "published": str, "published_basis": str, "extractor": str, "whole": int, "notes": str, "skipped": str,
            "page": str, "first_seen": str, "last_seen": str,
        },
        "key",
        foreign_keys=(document, ("page", "pages", "sha256")),
        optional=("published",),
    )  # fmt: skip
    db.table("versions").create_index(["document", "number"], unique=True)
    _table(
        db,
        "captures",
        {
            "document": str, "url": str, "page": str, "version": str, "asked_url": str, "status": int, "content_type": str,
            "etag": str, "last_modified": str, "first_fetched": str, "last_fetched": str,
        },
        ("document", "url", "page"),
        foreign_keys=(document, ("page", "pages", "sha256"), ("version", "versions", "key")),
    )  # fmt: skip
    db.table("captures").create_index(["page"])
    _table(
        db,
        "document_events",
        {"id": int, "document": str, "at": str, "event": str, "version": str, "detail": str},
        "id",
        foreign_keys=(document, ("version", "versions", "key")),
        optional=("version",),
    )
    db.table("document_events").create_index(["document", "at"])


SPEAKER_COLUMNS: dict[str, type] = {
    "speaker": str, "speaker_as_written": str, "speaker_id": str, "office": str, "acts_for": str, "level": str,
}  # fmt: skip
SPEAKER_OPTIONAL = ("speaker", "speaker_id", "acts_for", "level")


@migrations()
def m003_words(db: Database) -> None:
    """Create statements, the formulas in them, and the acts of speaking they report."""
    document, version = ("document", "documents", "key"), ("version", "versions", "key")
    _table(
        db,
        "statements",
        {
            "key": str, "document": str, "version": str, "words_hash": str, "occurrence": int, "start": int, "end": int,
            "text": str, "content_start": int, "content_end": int, "quotes": str, "cue": str, **SPEAKER_COLUMNS,
            "directness": str, "layer": str, "language": str, "counterpart": str, "occasion": str, "reported_by_side": str,
            "said_on": str, "said_on_basis": str, "about_ukraine": int, "counts": int, "gates": str, "terms": str,
            "standing": str, "standing_since": str, "first_seen": str,
        },
        "key",
        foreign_keys=(document, version),
        optional=(*SPEAKER_OPTIONAL, "counterpart", "occasion", "reported_by_side", "said_on"),
    )  # fmt: skip
    db.table("statements").create_index(["document", "start"])
    db.table("statements").create_index(["version"])
    db.table("statements").create_index(["said_on"])
    _table(
        db,
        "codings",
        {
            "statement": str, "formula": str, "start": int, "end": int, "words": str, "slots": str, "gates": str,
            "counts": int, "codebook": str,
        },
        ("statement", "formula", "start", "end"),
        foreign_keys=(("statement", "statements", "key"),),
    )  # fmt: skip
    db.table("codings").create_index(["formula"])
    _table(
        db,
        "utterances",
        {
            "key": str, **SPEAKER_COLUMNS, "said_on": str, "earliest": str, "latest": str, "occasion_type": str,
            "counterpart": str, "event": str,
        },
        "key",
        optional=(*SPEAKER_OPTIONAL, "counterpart"),
    )  # fmt: skip
    db.table("utterances").create_index(["said_on"])
    _table(
        db,
        "renderings",
        {"statement": str, "utterance": str},
        "statement",
        foreign_keys=(("statement", "statements", "key"), ("utterance", "utterances", "key")),
    )
    db.table("renderings").create_index(["utterance"])


@migrations()
def m004_changes(db: Database) -> None:
    """Create shifts, alerts and the outbox."""
    alert = ("alert", "alerts", "key")
    _table(
        db,
        "shifts",
        {
            "key": str, "kind": str, "as_of": str, "shift_group": str, "stratum": str, "speaker": str, "level": str,
            "formula": str, "term": str, "slot": str, "counterpart": str, "words_before": str, "words_after": str,
            "detail_before": str, "detail_after": str, "evidence": str, "grade": str, "status": str, "pushes": int,
            "score": float, "utterance": str,
        },
        "key",
        optional=(
            "speaker", "level", "formula", "term", "slot", "counterpart", "words_before", "words_after", "detail_before",
            "detail_after",
        ),
    )  # fmt: skip
    db.table("shifts").create_index(["as_of"])
    db.table("shifts").create_index(["shift_group"])
    db.table("shifts").create_index(["formula"])
    _create_alerts(db, alert)
    _create_outbox(db, alert)


def _create_alerts(db: Database, alert: tuple[str, str, str]) -> None:
    _table(
        db,
        "alerts",
        {
            "key": str, "kind": str, "created_at": str, "subject": str, "level": str, "pushes": int, "note": str,
            "utterance": str, "part_of": str, "snapshot": str,
        },
        "key",
        optional=("level", "utterance"),
    )  # fmt: skip
    db.table("alerts").create_index(["created_at"])
    _table(
        db, "alert_shifts", {"alert": str, "shift": str}, ("alert", "shift"), foreign_keys=(alert, ("shift", "shifts", "key"))
    )
    _table(
        db,
        "alert_evidence",
        {"alert": str, "document": str, "version": str, "page": str},
        ("alert", "version"),
        foreign_keys=(alert, ("version", "versions", "key"), ("page", "pages", "sha256")),
    )
    db.table("alert_evidence").create_index(["page"])


def _create_outbox(db: Database, alert: tuple[str, str, str]) -> None:
    _table(
        db,
        "deliveries",
        {
            "alert": str, "route": str, "target": str, "mode": str, "state": str, "attempts": int, "unknowns": int,
            "not_before": str, "last_error": str, "created_at": str, "changed_at": str,
        },
        ("alert", "route", "target"),
        foreign_keys=(alert,),
        optional=("not_before",),
    )  # fmt: skip
    db.table("deliveries").create_index(["state", "not_before"])
    # one alert reaches one target by one route only, whatever the routes say
    db.execute("create unique index one_push on deliveries (alert, target) where mode = 'push'")
    _table(
        db,
        "attempts",
        {
            "id": int, "alert": str, "route": str, "target": str, "number": int, "started_at": str, "ended_at": str,
            "outcome": str, "detail": str,
        },
        "id",
        foreign_keys=(alert,),
        optional=("ended_at", "outcome", "detail"),
    )  # fmt: skip
    db.table("attempts").create_index(["alert", "target"])
    _table(
        db, "verdicts", {"id": int, "alert": str, "verdict": str, "note": str, "given_at": str}, "id", foreign_keys=(alert,)
    )
    _table(db, "heartbeats", {"name": str, "at": str, "detail": str}, "name")
    _table(db, "meta", {"name": str, "value": str}, "name")


@migrations()
def m005_search(db: Database) -> None:
    """Create the full-text index: words that Python has cut up, kept in step by triggers."""
    _table(db, "search_text", {"id": int, "kind": str, "key": str, "words": str}, "id")
    search_text = db.table("search_text")
    search_text.create_index(["kind", "key"], unique=True)
    search_text.enable_fts(["words"], tokenize="unicode61 remove_diacritics 2", create_triggers=True)


VIEWS = {
    "slots": """
        select codings.statement, codings.formula, statements.said_on, statements.speaker, statements.level,
               statements.language, json_extract(slot.value, '$.name') as slot, json_extract(slot.value, '$.value') as value,
               json_extract(slot.value, '$.known') as known, codings.counts and statements.counts as counts
        from codings join statements on statements.key = codings.statement, json_each(codings.slots) as slot
    """,
    "gates": """
        select statements.key as statement, '' as formula, json_extract(gate.value, '$.name') as gate,
               json_extract(gate.value, '$.passed') as passed, json_extract(gate.value, '$.reason') as reason
        from statements, json_each(statements.gates) as gate
        union all
        select codings.statement, codings.formula, json_extract(gate.value, '$.name'), json_extract(gate.value, '$.passed'),
               json_extract(gate.value, '$.reason')
        from codings, json_each(codings.gates) as gate
    """,
    "terms": """
        select statements.key as statement, statements.said_on, statements.speaker, statements.level, statements.language,
               json_extract(term.value, '$.term') as term, json_extract(term.value, '$.verbatim') as verbatim,
               statements.counts
        from statements, json_each(statements.terms) as term
    """,
}


@migrations()
def m006_views(db: Database) -> None:
    """Create views over the JSON columns, so that slots, gates and terms can be asked for as rows."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql)


@migrations()
def m007_servers_wishes(db: Database) -> None:
    """Remember until when a server wants to be left alone."""
    db.table("source_reports").add_column("not_before", str)


@migrations()
def m008_history_of_formulas(db: Database) -> None:
    """Let a formula's history be read from an index alone."""
    db.table("codings").create_index(["formula", "counts", "statement"])
    db.execute("drop index idx_codings_formula")


@migrations()
def m009_identities(db: Database) -> None:
    """Find documents by what names them beyond the address."""
    db.table("documents").create_index(["identity"])


@migrations()
def m010_embedded_positions(db: Database) -> None:
    """Keep which spans of a statement report another side's position."""
    db.table("statements").add_column("embedded", str, not_null_default="[]")


@migrations()
def m011_past_codings(db: Database) -> None:
    """Keep what earlier codebooks found, so that an old alert can be understood."""
    _table(
        db,
        "past_codings",
        {
            "statement": str, "version": str, "formula": str, "start": int, "end": int, "words": str, "slots": str, "gates": str,
            "counts": int, "codebook": str, "replaced_at": str,
        },
        ("statement", "formula", "start", "end", "codebook"),
        foreign_keys=(("statement", "statements", "key"), ("version", "versions", "key")),
    )  # fmt: skip


@migrations()
def m012_order_of_renderings(db: Database) -> None:
    """Keep the order of an utterance's renderings: the first one is shown first."""
    db.table("renderings").add_column("place", int, not_null_default=0)


@migrations()
def m013_previous_versions(db: Database) -> None:
    """Say of an edit which version stood there before it."""
    db.table("document_events").add_column("previous", str)


@migrations()
def m014_questions(db: Database) -> None:
    """Keep which formulas the question names that a statement answers."""
    db.table("statements").add_column("asked", str, not_null_default="[]")


@migrations()
def m015_plain_heartbeats(db: Database) -> None:
    """Drop a remark that no part of the program ever made."""
    db.table("heartbeats").transform(drop={"detail"})
