"""Statements of a document: their keys, their codings, and the words that search finds them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlite_utils import Database

from extractors.records.words import Statement
from store.columns import NewRow, Row, moment
from store.keys import statement_key, words_hash
from store.rows import coding_row, statement_row
from store.search import search_words


def statements_by_key(document: str, statements: Iterable[Statement]) -> dict[str, Statement]:
    """Give every statement its key; the same words again in one document are the next occurrence."""
    seen: Counter[str] = Counter()
    keyed: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda statement: (statement.start, statement.end)):
        words = words_hash(statement.text)
        keyed[statement_key(document, statement.text, seen[words])] = statement
        seen[words] += 1
    return keyed


def write_statements(
    db: Database,
    keyed: Mapping[str, Statement],
    known: Mapping[str, Row],
    *,
    document: str,
    version: str,
    now: datetime,
) -> None:
    """Write statements with their codings and search words; what was first seen when stays."""
    occurrences: Counter[str] = Counter()
    rows = []
    for key, statement in keyed.items():
        words = words_hash(statement.text)
        rows.append(
            {
                "key": key,
                "document": document,
                "version": version,
                "words_hash": words,
                "occurrence": occurrences[words],
                **statement_row(statement),
                **standing_columns(known.get(key), "present", now),
                "first_seen": known[key]["first_seen"] if key in known else moment(now),
            }
        )
        occurrences[words] += 1
    db.table("statements").upsert_all(rows, pk="key")
    _write_codings(db, keyed)
    for key, statement in keyed.items():
        if key not in known:
            save_search_text(db, "statement", key, statement.text)


def _write_codings(db: Database, keyed: Mapping[str, Statement]) -> None:
    for key in keyed:
        db.table("codings").delete_where("statement = ?", [key])
    rows = [coding_row(key, statement, coding) for key, statement in keyed.items() for coding in statement.codings]
    db.table("codings").insert_all(rows, pk=("statement", "formula", "start", "end"), ignore=True)


def standing_columns(known: Row | None, standing: str, now: datetime) -> NewRow:
    """Return whether a statement still stands on its page, and since when that is so."""
    same = known is not None and known["standing"] == standing
    return {"standing": standing, "standing_since": known["standing_since"] if known and same else moment(now)}


def save_search_text(db: Database, kind: str, key: str, text: str) -> None:
    """Put words where search finds them."""
    row = {"kind": kind, "key": key, "words": search_words(text)}
    db.execute(
        "insert into search_text (kind, key, words) values (:kind, :key, :words)"
        " on conflict (kind, key) do update set words = excluded.words",
        row,
    )
