"""Whether the file keeps its word: intact, nothing dangling, every offset right, every page what its hash says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

import zstandard
from sqlite_utils import Database

from store.migrations import migrations
from store.schema import StoreError, transaction

SHOWN = 5  # examples a fault
TABLES = (
    "sources", "source_reports", "failures", "documents", "versions", "captures", "pages", "statements", "codings",
    "utterances", "renderings", "shifts", "alerts", "deliveries", "attempts", "verdicts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what is wrong."""

    counts: Mapping[str, int]
    faults: tuple[str, ...]


def check_store(db: Database, *, pages: bool = True) -> CheckReport:
    """Check the whole file; without `pages` the raw pages are not unpacked."""
    faults = [*_integrity(db)]
    if not faults:  # a broken file cannot be asked questions
        faults += [*_schema(db), *_references(db), *_offsets(db), *_promises(db), *_index(db)]
        faults += _hashes(db) if pages else ()
    present = set(db.table_names())
    return CheckReport({table: db.table(table).count for table in TABLES if table in present}, tuple(faults))


def _integrity(db: Database) -> Iterator[str]:
    for row in db.query("pragma integrity_check"):
        if row["integrity_check"] != "ok":
            yield f"integrity: {row['integrity_check']}"


def _schema(db: Database) -> Iterator[str]:
    for migration in migrations.pending(db):
        yield f"schema: step {migration.name} was not applied"


def _references(db: Database) -> Iterator[str]:
    for row in db.query("pragma foreign_key_check"):
        yield f"reference: {row['table']} row {row['rowid']} points at a {row['parent']} that is not there"


def _offsets(db: Database) -> Iterator[str]:
    """Check that `text[start:end]` is the statement, and that its codings lie where they say."""
    wrong = [row["key"] for row in db.query(_STATEMENTS) if row["whole_text"][row["start"] : row["end"]] != row["text"]]
    if wrong:
        yield f"offsets: {len(wrong)} statements do not stand where they say: {', '.join(wrong[:SHOWN])}"
    misplaced = [
        row["statement"] for row in db.query(_CODED) if row["whole_text"][row["start"] : row["end"]] != row["words"]
    ]
    if misplaced:
        yield f"offsets: {len(misplaced)} codings do not stand where they say, in: {', '.join(misplaced[:SHOWN])}"


_STATEMENTS = """
    select statements.key, statements.start, statements.end, statements.text, versions.text as whole_text
    from statements join versions on versions.key = statements.version where statements.standing != 'read otherwise'
"""
_CODED = """
    select codings.statement, codings.start, codings.end, codings.words, versions.text as whole_text
    from codings join statements on statements.key = codings.statement
    join versions on versions.key = statements.version where statements.standing != 'read otherwise'
"""

PROMISES = {
    "documents without their latest version": """
        select key from documents where latest_version not in (select key from versions)
    """,
    "deliveries pushed more than twice with an outcome that may have arrived": """
        select alert || ' to ' || target as key from attempts where coalesce(outcome, '') != 'refused'
        group by alert, target having count(*) > 2
    """,
    "statements that stand twice": """
        select document || ' ' || words_hash as key from statements group by document, words_hash, occurrence having count(*) > 1
    """,
    "utterances that nothing reports": """
        select key from utterances where key not in (select utterance from renderings)
    """,
}


def _promises(db: Database) -> Iterator[str]:
    for broken, sql in PROMISES.items():
        keys = [row["key"] for row in db.query(sql)]
        if keys:
            yield f"promise: {len(keys)} {broken}: {', '.join(keys[:SHOWN])}"


def _index(db: Database) -> Iterator[str]:
    """Check that every document and statement can be found by its words."""
    missing = list(db.query(_NOT_INDEXED))
    if missing:
        yield f"search: {len(missing)} texts are not indexed: {', '.join(row['key'] for row in missing[:SHOWN])}"
    try:
        with transaction(db):  # this question is spelt as a write, but writes nothing
            db.execute("insert into search_text_fts (search_text_fts, rank) values ('integrity-check', 1)")
    except (sqlite3.DatabaseError, StoreError) as error:
        yield f"search: the index does not match its words: {error}"


_NOT_INDEXED = """
    select key from documents where key not in (select key from search_text where kind = 'document')
    union all
    select key from statements where key not in (select key from search_text where kind = 'statement')
"""


def _hashes(db: Database) -> Iterator[str]:
    for row in db.query("select sha256, body from pages where body is not null"):
        try:
            right = sha256(zstandard.decompress(row["body"])).hexdigest() == row["sha256"]
        except zstandard.ZstdError:
            right = False
        if not right:
            yield f"pages: the bytes of {row['sha256']} are not what they were"
