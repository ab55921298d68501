"""Backups that count: copied while the watch runs, then opened, restored into a second file, and checked."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from store.check import CheckReport, check_store
from store.columns import moment
from store.lock import writer_lock
from store.queries import RESTORED_AT
from store.save import save_meta
from store.schema import StoreError, open_store, transaction

PAGES_A_STEP = 1000  # the watch can write between two steps


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was restored and checked."""

    path: Path
    size: int
    counts: Mapping[str, int]


def make_backup(database: Path, destination: Path, now: datetime) -> Backup:
    """Copy the database to a file or into a folder, restore the copy and check it; raises when it does not count."""
    target = destination / f"{database.stem}-{now:%Y%m%dT%H%M%SZ}.sqlite" if destination.is_dir() else destination
    if target.exists():
        raise StoreError(f"{target}: there is a file already; name another, or a folder")
    unfinished = target.with_name(target.name + ".part")
    try:
        _copy(database, unfinished)
        report = _rehearse(unfinished)
        if report.faults:
            raise StoreError(f"{target}: the backup does not count: " + "; ".join(report.faults))
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target}: no backup was made: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    with closing(open_store(database)) as db:
        save_meta(db, "last_backup", f"{now.isoformat()} {target.name}")
    return Backup(target, target.stat().st_size, report.counts)


def restore_backup(backup: Path, database: Path, now: datetime) -> Backup:
    """Put a checked backup in the database's place; what stood there is kept beside it."""
    if not backup.is_file():
        raise StoreError(f"{backup}: there is no such file")
    with writer_lock(database), writer_lock(database, "dispatcher"):
        fresh = database.with_name(database.name + ".restoring")
        try:
            _copy(backup, fresh)
            report = _checked(fresh)
            if report.faults:
                raise StoreError(f"{backup}: not restored: " + "; ".join(report.faults))
            _quieten(fresh, now)
            _set_aside(database, now)
            fresh.replace(database)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{backup}: not restored: {error}") from error
        finally:
            _remove(fresh)
    return Backup(database, database.stat().st_size, report.counts)


def _copy(source: Path, target: Path) -> None:
    """Copy through SQLite, which knows of the write-ahead log; a copy of the bare file would miss it."""
    if not source.is_file():
        raise StoreError(f"{source}: there is no database")
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove(target)
    uri = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy, pages=PAGES_A_STEP)
        copy.execute("pragma journal_mode = delete")  # one file, nothing beside it


def _rehearse(backup: Path) -> CheckReport:
    """Restore a backup into a folder that is thrown away, and check what came out."""
    with tempfile.TemporaryDirectory(dir=backup.parent) as folder:
        restored = Path(folder) / "restored.sqlite"
        _copy(backup, restored)
        return _checked(restored)


def _checked(path: Path) -> CheckReport:
    try:
        with closing(open_store(path)) as db:  # an older schema is brought up to date, as it would be in earnest
            report = check_store(db)
            db.execute("pragma journal_mode = delete")
            return report
    except StoreError as error:
        return CheckReport({}, (str(error),))


def _quieten(restored: Path, now: datetime) -> None:
    """Let nothing be pushed twice: what waited at the time of the backup may have been sent since."""
    with closing(open_store(restored)) as db:
        with transaction(db):
            db.conn.execute(_INTO_THE_DIGEST, [moment(now)])
            save_meta(db, RESTORED_AT, moment(now))
        db.execute("pragma journal_mode = delete")


_INTO_THE_DIGEST = """
    update deliveries set state = 'digest', not_before = null, changed_at = ?,
        last_error = 'restored from a backup: it may have been sent before'
    where state in ('pending', 'sending', 'unknown')
"""


def _set_aside(database: Path, now: datetime) -> None:
    if database.exists():
        with closing(Database(str(database))) as old:
            old.execute("pragma wal_checkpoint(truncate)")
        database.replace(database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}"))
    _remove_companions(database)


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    _remove_companions(database)


def _remove_companions(database: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
