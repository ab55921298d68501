"""What the database knows, as records."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from sqlite_utils import Database

from extractors.records.changes import Alert, AlertKind, Rendering, Shift, Utterance
from extractors.records.pages import Entry, Source, SourceReport
from extractors.records.words import CodedDocument, Coding, Statement
from store.change_rows import alert_of, shift_of
from store.columns import Row, date_of, moment, time_of
from store.keys import canonical_url
from store.rows import coded_of, coding_of, report_of, speaker_of, statement_of

RECENT_REPORTS = 50
REVISITS = 40  # pages looked at again in one cycle of a source
PUBLISHED = 1_000  # moments that show how often a source publishes
RESTORED_AT = "restored_at"  # in the table `meta`
FULL_READ_EVERY = timedelta(days=1)  # some servers lie about their validators


@dataclass(frozen=True, slots=True)
class Due:
    """A source that should be polled now, and what is known of it."""

    source: Source
    etag: str
    last_modified: str
    body_hash: str
    full_read_due: bool
    reports: tuple[SourceReport, ...]  # newest first


# ---------------------------------------------------------------- what to read


def fetch_due(
    db: Database,
    sources: Iterable[Source],
    now: datetime,
    is_due: Callable[[Source, Sequence[SourceReport], datetime], bool],
) -> tuple[Due, ...]:
    """Return the sources that are due by a rule, which sees their reports, newest first.

    After a restore every source is polled as if for the first time: what it holds was told before.
    """
    since = time_of(fetch_meta(db, RESTORED_AT))
    reports = ((source, fetch_reports(db, source.name, since=since)) for source in sources)
    return tuple(_due(db, source, past, now) for source, past in reports if is_due(source, past, now))


def _due(db: Database, source: Source, reports: tuple[SourceReport, ...], now: datetime) -> Due:
    validator = next(iter(db.query("select * from validators where source = ?", [source.name])), None)
    if validator is None:
        return Due(source, "", "", "", True, reports)
    saved_at = time_of(validator["saved_at"])
    stale = saved_at is None or not saved_at <= now < saved_at + FULL_READ_EVERY
    return Due(source, validator["etag"], validator["last_modified"], validator["body_hash"], stale, reports)


def fetch_unseen(db: Database, source: Source, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries whose page is neither stored nor listed as failed; each address once, in their order."""
    by_address: dict[str, Entry] = {}
    for entry in entries:
        by_address.setdefault(canonical_url(entry.url), entry)
    known = _known_addresses(db, source.name, list(by_address))
    return tuple(entry for address, entry in by_address.items() if address not in known)


def _known_addresses(db: Database, source: str, addresses: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(addresses), 400):
        part = addresses[start : start + 400]
        marks = ",".join("?" * len(part))
        for table in ("addresses", "failures"):
            sql = f"select url from {table} where source = ? and url in ({marks})"  # noqa: S608 (two names and marks)
            known |= {row["url"] for row in db.query(sql, [source, *part])}
    return known


def fetch_revisits(db: Database, source: Source, now: datetime) -> tuple[Entry, ...]:
    """Return pages that failed and are due again, and official pages due for another look, longest due first."""
    rows = db.query(_REVISITS, {"source": source.name, "now": moment(now), "limit": REVISITS})
    return tuple(Entry(row["url"], row["title"], time_of(row["published"]), row["basis"]) for row in rows)


_REVISITS = """
    select url, title, published, 'feed' as basis, retry_at as due from failures
    where source = :source and final = 0 and retry_at <= :now
    union all
    select url, title, published, published_basis, next_visit from documents
    where source = :source and next_visit <= :now
    order by due limit :limit
"""


# ---------------------------------------------------------------- what was read


_VERSION = """
    select versions.*, documents.url, documents.identity, documents.outlet, documents.source_kind, documents.source,
           documents.layer, documents.tier, documents.published_on, sources.side
    from versions
    join documents on documents.key = versions.document
    join sources on sources.name = documents.source
"""


def fetch_version_row(db: Database, version: str) -> Row | None:
    """Return a version with its document's columns."""
    return next(iter(db.query(f"{_VERSION} where versions.key = ?", [version])), None)


def fetch_coded_version(db: Database, version: str) -> CodedDocument | None:
    """Return what was said in one version of a document."""
    row = fetch_version_row(db, version)
    if row is None:
        return None
    statements = _statements(db, "where version = :version and standing != 'read otherwise'", {"version": version})
    return coded_of(row, (statement for _, _, statement in statements))


def fetch_coded(db: Database) -> Iterator[CodedDocument]:
    """Return the latest version of every document with what was said in it, oldest first."""
    keys = [row["key"] for row in db.query(_LATEST_VERSIONS)]
    for key in keys:
        coded = fetch_coded_version(db, key)
        if coded is not None:
            yield coded


_LATEST_VERSIONS = """
    select latest_version as key from documents order by coalesce(published_on, substr(first_seen, 1, 10)), key
"""


def _statements(db: Database, where: str, values: Mapping[str, object]) -> Iterator[tuple[str, str, Statement]]:
    """Return key, document and record of statements, with codings, in the order of the text."""
    codings: dict[str, list[Coding]] = defaultdict(list)
    for row in db.query(_CODINGS + where + " order by codings.rowid", dict(values)):
        codings[row["statement"]].append(coding_of(row))
    for row in db.query(f"select * from statements {where} order by document, start, end, rowid", dict(values)):  # noqa: S608
        yield row["key"], row["document"], statement_of(row, codings[row["key"]])


_CODINGS = "select codings.* from codings join statements on statements.key = codings.statement "


# ---------------------------------------------------------------- what was said


def fetch_utterances(db: Database) -> tuple[Utterance, ...]:
    """Return every act of speaking with its renderings, oldest first."""
    with _no_collection():
        renderings = _renderings(db)
        rows = db.query("select * from utterances order by said_on, key")
        return tuple(_utterance(row, renderings[row["key"]]) for row in rows if row["key"] in renderings)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Build many records without looking for garbage among them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def fetch_utterance(db: Database, key: str) -> Utterance | None:
    """Return one act of speaking as it is known now."""
    found = _renderings(db, key)
    rows = db.query("select * from utterances where key = ?", [key])
    return next((_utterance(row, found[key]) for row in rows if key in found), None)


def _renderings(db: Database, utterance: str | None = None) -> dict[str, list[Rendering]]:
    """Return the renderings of each utterance, or those of one."""
    places = {row["statement"]: row for row in db.query(_PLACES, {"utterance": utterance})}
    renderings: dict[str, list[tuple[int, Rendering]]] = defaultdict(list)
    present = "where standing != 'read otherwise'" + (_OF_UTTERANCE if utterance else "")
    for key, document, statement in _statements(db, present, {"utterance": utterance} if utterance else {}):
        row = places.get(key)
        if row is not None:
            rendering = Rendering(
                document, statement, row["source"], row["tier"], date_of(row["published_on"]), row["url"], bool(row["whole"])
            )
            renderings[row["utterance"]].append((row["place"], rendering))
    return {utterance: [one for _, one in sorted(placed, key=itemgetter(0))] for utterance, placed in renderings.items()}


_PLACES = """
    select renderings.statement, renderings.utterance, renderings.place, documents.source, documents.tier, documents.published_on,
           documents.url, versions.whole
    from renderings
    join statements on statements.key = renderings.statement
    join versions on versions.key = statements.version
    join documents on documents.key = statements.document
    where :utterance is null or renderings.utterance = :utterance
"""
_OF_UTTERANCE = " and statements.key in (select statement from renderings where utterance = :utterance)"


def _utterance(row: Row, renderings: Sequence[Rendering]) -> Utterance:
    return Utterance(
        key=row["key"],
        speaker=speaker_of(row),
        said_on=date.fromisoformat(row["said_on"]),
        earliest=date.fromisoformat(row["earliest"]),
        latest=date.fromisoformat(row["latest"]),
        occasion_type=row["occasion_type"],
        counterpart=row["counterpart"],
        renderings=tuple(renderings),
        event=row["event"],
    )


# ---------------------------------------------------------------- what changed, and who was told


def fetch_published(db: Database, source: str) -> tuple[datetime, ...]:
    """Return when a source is known to have published, newest first, each moment once."""
    sql = "select distinct published from documents where source = ? and published is not null order by published desc limit ?"
    moments = (time_of(row["published"]) for row in db.query(sql, [source, PUBLISHED]))
    return tuple(moment for moment in moments if moment is not None)


def fetch_reports(
    db: Database, source: str | None = None, limit: int = RECENT_REPORTS, *, since: datetime | None = None
) -> tuple[SourceReport, ...]:
    """Return outcomes of polls, newest first."""
    sql = """
        select * from source_reports where (:source is null or source = :source) and polled_at >= :since
        order by polled_at desc, id desc limit :limit
    """
    values = {"source": source, "since": moment(since) if since else "", "limit": limit}
    return tuple(map(report_of, db.query(sql, values)))


def fetch_shifts(db: Database, *, since: date | None = None, until: date | None = None) -> tuple[Shift, ...]:
    """Return shifts between two days, oldest first."""
    sql = "select * from shifts where as_of between ? and ? order by as_of, shift_group, score desc, key"
    days = [(since or date.min).isoformat(), (until or date.max).isoformat()]
    return tuple(map(shift_of, db.query(sql, days)))


def fetch_alerts(db: Database, *, since: datetime | None = None, kind: AlertKind | None = None) -> tuple[Alert, ...]:
    """Return alerts, newest first."""
    sql = """
        select snapshot from alerts where created_at >= :since and (:kind is null or kind = :kind)
        order by created_at desc, key
    """
    values = {"since": moment(since) if since else "", "kind": kind}
    return tuple(map(alert_of, db.query(sql, values)))


def fetch_told(db: Database, words: Iterable[str], groups: Iterable[str]) -> tuple[Alert, ...]:
    """Return the alerts on changes of some events whose keys begin with one of the words, oldest first."""
    sql = "select snapshot from alerts where key >= ? and key < ? order by created_at"
    ranges = ((f"{word}:{group}:", f"{word}:{group};") for word in words for group in groups)
    return tuple(alert_of(row) for bounds in ranges for row in db.query(sql, bounds))


def fetch_alert(db: Database, key: str) -> Alert | None:
    """Return one alert; the beginning of its key is enough when no other begins so."""
    found = list(db.query("select snapshot from alerts where key = ? or substr(key, 1, ?) = ? limit 2", [key, len(key), key]))
    return alert_of(found[0]) if len(found) == 1 else None


def fetch_verdicts(db: Database) -> tuple[tuple[str, AlertKind, str, str], ...]:
    """Return alert, its kind, verdict and note of every verdict, oldest first; a later one on the same alert wins."""
    sql = """
        select verdicts.alert, alerts.kind, verdicts.verdict, verdicts.note
        from verdicts join alerts on alerts.key = verdicts.alert
        order by verdicts.given_at, verdicts.id
    """
    rows = db.query(sql)
    return tuple((row["alert"], AlertKind(row["kind"]), row["verdict"], row["note"]) for row in rows)


def fetch_heartbeats(db: Database) -> Mapping[str, datetime]:
    """Return when each long-lived part of the program was last alive."""
    found = {row["name"]: time_of(row["at"]) for row in db.query("select name, at from heartbeats")}
    return {name: at for name, at in found.items() if at is not None}


def fetch_meta(db: Database, name: str) -> str | None:
    """Return one fact about the database itself."""
    return next((row["value"] for row in db.query("select value from meta where name = ?", [name])), None)
