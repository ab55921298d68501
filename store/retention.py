"""What is dropped after a while: raw pages and poll reports; never words, and never what an alert rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store.columns import moment
from store.schema import transaction

REPORTS_KEPT = timedelta(days=180)
BATCH = 200  # pages a transaction: a reader never waits long, and the write-ahead log stays small


@dataclass(frozen=True, slots=True)
class Dropped:
    """What retention took away."""

    pages: int
    bytes: int
    reports: int


def drop_old(db: Database, now: datetime, keep_pages: timedelta) -> Dropped:
    """Drop raw pages last fetched before the given age, and old poll reports but the latest of each source.

    What a vanished document last looked like stays too: it cannot be fetched again.
    """
    pages, size = 0, 0
    while rows := list(db.query(_OLD_PAGES, {"before": moment(now - keep_pages), "limit": BATCH})):
        with transaction(db):
            for row in rows:
                db.table("pages").update(row["sha256"], {"body": None, "dropped_at": moment(now)})
        pages += len(rows)
        size += sum(row["stored"] for row in rows)
    with transaction(db):
        reports = db.conn.execute(_DROP_REPORTS, [moment(now - REPORTS_KEPT)]).rowcount
    return Dropped(pages, size, reports)


_OLD_PAGES = """
    select sha256, length(body) as stored from pages
    where body is not null
      and not exists (select 1 from captures where captures.page = pages.sha256 and last_fetched >= :before)
      and sha256 not in (select page from alert_evidence)
      and sha256 not in (select versions.page from documents join versions on versions.key = documents.latest_version
                         where documents.gone_since is not null)
      and first_fetched < :before
    limit :limit
"""
_DROP_REPORTS = """
    delete from source_reports where polled_at < ?
    and id not in (select id from (select id, max(polled_at) from source_reports group by source))
"""
