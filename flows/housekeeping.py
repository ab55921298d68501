"""What a cycle does once a day besides its path: drop raw pages past their time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from flows.settings import Settings
from store.queries import fetch_meta
from store.retention import drop_old
from store.save import save_meta

DONE = "last day old pages were dropped"


def keep_house(db: Database, settings: Settings, now: datetime) -> None:
    """Drop what retention allows to drop, at most once a day."""
    today = now.date().isoformat()
    if fetch_meta(db, DONE) != today:
        drop_old(db, now, timedelta(days=settings.keep_pages_days))
        save_meta(db, DONE, today)
