"""Open the one SQLite file, with a fixed schema and nothing left to chance about durability."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from extractors.errors import TifawatchError
from store.fail_point import fail_point
from store.lock import turn
from store.migrations import migrations

BUSY_SECONDS = 10.0
TURN_SECONDS = 60.0  # a check of the whole index holds the others up for some seconds


class StoreError(TifawatchError):
    """The database cannot be opened, read or written; the message says why and what to do."""


class UnstorableError(StoreError):
    """One record has a value that the schema forbids; nothing of its transaction was stored, others go on."""


UNSTORABLE = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OverflowError,
    UnicodeEncodeError,
)


def open_store(path: Path, *, readonly: bool = False) -> Database:
    """Open the database, create it when absent, and bring its schema up to date."""
    try:
        return _open_readonly(path) if readonly else _open_writable(path)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {error}; {_remedy(error)}") from error


def _open_writable(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = _connect(path, "rwc")
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")  # an acknowledged statement survives a power cut
    if migrations.pending(db):
        migrations.apply(db)
    return db


def _open_readonly(path: Path) -> Database:
    if not path.exists():
        raise StoreError(f"{path}: there is no database yet; run `tifawatch watch --once` first")
    db = _connect(path, "ro")
    waiting = migrations.pending(db)
    if waiting:
        raise StoreError(f"{path}: its schema is older than this program; run any writing command once to bring it up to date")
    return db


def _connect(path: Path, mode: str) -> Database:
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    db = Database(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS))
    db.execute("pragma foreign_keys = on")
    return db


def _remedy(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "full" in text or "disk I/O" in text:
        return "free some disk space and run again; nothing that was stored is lost"
    if "malformed" in text or "not a database" in text:
        return "restore a backup with `tifawatch restore`"
    if "locked" in text:
        return "another program holds it; close that program"
    return "check the path and its permissions"


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Make everything inside happen or not happen; transactions inside a transaction belong to the outer one.

    The write lock is taken at the beginning: a transaction that reads first and writes later would otherwise fail at
    once when another one has written in between, whatever the time-out.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    file = _file_of(db)
    try:
        with turn(file, TURN_SECONDS) if file else nullcontext():
            db.conn.execute("begin immediate")
            with _rolled_back_on_error(db):
                yield
    except sqlite3.OperationalError as error:
        raise StoreError(f"{file}: {error}; {_remedy(error)}") from error
    except UNSTORABLE as error:
        raise UnstorableError(f"{file}: a record cannot be stored: {error}") from error


@contextmanager
def _rolled_back_on_error(db: Database) -> Iterator[None]:
    try:
        yield
        fail_point("store.before_commit")
        db.conn.execute("commit")
        fail_point("store.after_commit")
    except BaseException:
        db.rollback()
        raise


def _file_of(db: Database) -> Path | None:
    file = db.conn.execute("pragma database_list").fetchone()[2]
    return Path(file) if file else None
