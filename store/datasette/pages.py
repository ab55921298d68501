"""What the start page and the pages of single rows show, gathered from the served database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from extractors.records.changes import Shift, Wording
from store.change_rows import alert_of, shift_of
from store.datasette.shown import link, marked_text, redline_html
from store.rows import coding_of, statement_of

SHIFTS_SHOWN = 30
GROUPS_SHOWN = 6
STATEMENTS_SHOWN = 8
HEALTHY = ("ok", "unchanged")

Rows = list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ShownShift:
    """A shift as the site shows it."""

    shift: Shift
    redline: Markup | None  # None: there is nothing to compare with
    before_link: Markup | None
    after_link: Markup | None

    @property
    def headline(self) -> str:
        """Return what changed in a few words."""
        return HEADLINES.get(self.shift.kind.value, self.shift.kind.value)

    @property
    def language(self) -> str:
        """Return the language of the words."""
        wording = self.shift.after or self.shift.before
        return wording.language if wording else ""


HEADLINES = {
    "new_wording": "New wording",
    "first_use": "First use of a formula",
    "wording": "Wording changed",
    "dropped": "Dropped",
    "term": "Another word for the war",
    "level": "New level",
    "audience": "New audience",
    "edited": "Official page edited",
    "divergence": "Two sides tell it differently",
}


def show_shift(shift: Shift) -> ShownShift:
    """Lay the later wording over the earlier one."""
    both = shift.before is not None and shift.after is not None
    language = (shift.after or shift.before or Wording("", 0, 0, "", None)).language
    shown = redline_html(shift.before.text, shift.after.text, language) if both and shift.before and shift.after else None
    return ShownShift(shift, shown, _source_link(shift.before), _source_link(shift.after))


def _source_link(wording: Wording | None) -> Markup | None:
    return link(wording.url, wording.source or wording.url) if wording and wording.url else None


class Archive:
    """Questions to the served database, through Datasette's own read-only connection."""

    def __init__(self, database: Any) -> None:
        self._database = database

    async def rows(self, sql: str, **values: Any) -> Rows:
        """Return the rows of a question."""
        return [dict(row) for row in (await self._database.execute(sql, values)).rows]

    async def row(self, sql: str, **values: Any) -> Mapping[str, Any] | None:
        """Return the first row of a question."""
        return next(iter(await self.rows(sql, **values)), None)


async def start_page(archive: Archive) -> dict[str, Any]:
    """Return what changed lately, what was said lately, and how the sources are."""
    shifts = [show_shift(shift_of(row)) for row in await archive.rows(_LATEST_SHIFTS, limit=SHIFTS_SHOWN)]
    groups = [list(group) for _, group in groupby(shifts, key=lambda shown: shown.shift.group)]
    sources = await archive.rows(_SOURCE_HEALTH)
    return {
        "counts": await archive.row(_COUNTS),
        "groups": groups[:GROUPS_SHOWN],
        "statements": await archive.rows(_LATEST_STATEMENTS, limit=STATEMENTS_SHOWN),
        "sources": sources,
        "troubled": [source for source in sources if source["state"] not in HEALTHY],
        "waiting": await archive.row(_WAITING),
    }


_LATEST_SHIFTS = """
    select shifts.* from shifts
    join (select shift_group, max(as_of) as day, max(pushes) as pushes, max(score) as best from shifts group by shift_group
          order by day desc, pushes desc, best desc limit 8) as latest using (shift_group)
    order by latest.day desc, latest.pushes desc, latest.best desc, shift_group, pushes desc, score desc limit :limit
"""
_LATEST_STATEMENTS = """
    select statements.key, said_on, speaker, office, level, counterpart, statements.text, statements.language,
           documents.source, documents.title
    from statements join documents on documents.key = statements.document
    where counts and standing = 'present' and said_on is not null
    order by said_on desc, tier, statements.first_seen desc limit :limit
"""
_SOURCE_HEALTH = """
    select sources.name, sources.title, sources.tier, coalesce(source_reports.state, 'never polled') as state,
           source_reports.since, coalesce(source_reports.message, '') as message, source_reports.polled_at, source_reports.newest
    from sources left join source_reports on source_reports.id = (
        select id from source_reports where source = sources.name order by polled_at desc limit 1)
    order by source_reports.state in ('ok', 'unchanged'), sources.tier, sources.name
"""
_COUNTS = """
    select (select count(*) from documents) as documents, (select count(*) from statements where counts) as statements,
           (select count(*) from shifts) as shifts,
           (select max(polled_at) from source_reports) as polled_at
"""
_WAITING = """
    select count(*) as number, min(created_at) as since from deliveries where state in ('pending', 'sending', 'unknown')
"""


# ---------------------------------------------------------------- single rows


async def shift_page(archive: Archive, key: str) -> dict[str, Any] | None:
    """Return everything about one shift."""
    row = await archive.row("select * from shifts where key = :key", key=key)
    if row is None:
        return None
    group = "select * from shifts where shift_group = :group and key != :key order by score desc limit 20"
    return {
        "template": "_shift.html",
        "shown": show_shift(shift_of(row)),
        "others": [show_shift(shift_of(other)) for other in await archive.rows(group, group=row["shift_group"], key=key)],
        "alerts": await archive.rows(_ALERTS_OF_SHIFT, key=key),
    }


_ALERTS_OF_SHIFT = """
    select alerts.key, alerts.subject, alerts.created_at from alert_shifts join alerts on alerts.key = alert_shifts.alert
    where alert_shifts.shift = :key order by alerts.created_at
"""


async def alert_page(archive: Archive, key: str) -> dict[str, Any] | None:
    """Return everything about one alert."""
    row = await archive.row("select * from alerts where key = :key", key=key)
    if row is None:
        return None
    alert = alert_of(row)
    spoken = [one for one in (alert.utterance, *alert.more) if one]
    return {
        "template": "_alert.html",
        "alert": alert,
        "shifts": [show_shift(shift) for shift in alert.shifts],
        "renderings": [rendering for one in spoken for rendering in one.renderings],
        "deliveries": await archive.rows("select * from deliveries where alert = :key order by target", key=key),
        "verdicts": await archive.rows("select * from verdicts where alert = :key order by given_at", key=key),
        "evidence": await archive.rows(_EVIDENCE, key=key),
    }


_EVIDENCE = """
    select alert_evidence.document, alert_evidence.page, documents.title, documents.source, documents.url, versions.number,
           pages.first_fetched, pages.body is not null as kept
    from alert_evidence
    join documents on documents.key = alert_evidence.document
    join versions on versions.key = alert_evidence.version
    join pages on pages.sha256 = alert_evidence.page
    where alert_evidence.alert = :key order by documents.title, versions.number
"""


async def statement_page(archive: Archive, key: str) -> dict[str, Any] | None:
    """Return a statement in its surroundings, with its formulas and the verdict of every gate."""
    row = await archive.row(_STATEMENT, key=key)
    if row is None:
        return None
    codings = tuple(
        coding_of(coding) for coding in await archive.rows("select * from codings where statement = :key order by start", key=key)
    )
    statement = statement_of(row, codings)
    return {
        "template": "_statement.html",
        "statement": statement,
        "words": marked_text(row["whole_text"], statement.start, statement.end, codings),
        "document": row,
        "link": link(row["url"], row["source"]),
        "others": await archive.rows(_SAME_UTTERANCE, key=key),
    }


_STATEMENT = """
    select statements.*, versions.text as whole_text, versions.number, documents.title, documents.url, documents.source,
           documents.published_on
    from statements
    join versions on versions.key = statements.version
    join documents on documents.key = statements.document where statements.key = :key
"""
_SAME_UTTERANCE = """
    select statements.key, statements.text, statements.language, documents.source from renderings as here
    join renderings as there on there.utterance = here.utterance and there.statement != here.statement
    join statements on statements.key = there.statement
    join documents on documents.key = statements.document where here.statement = :key order by documents.tier limit 20
"""


async def document_page(archive: Archive, key: str) -> dict[str, Any] | None:
    """Return a document with its versions laid over each other and what was said in it."""
    row = await archive.row("select * from documents where key = :key", key=key)
    if row is None:
        return None
    versions = await archive.rows(_VERSIONS, key=key)
    pairs = [None, *versions]
    return {
        "template": "_document.html",
        "document": row,
        "link": link(row["url"]),
        "versions": [
            {
                **version,
                "notes": json.loads(version["notes"]),
                "redline": redline_html(older["text"], version["text"], version["language"]) if older else None,
            }
            for older, version in zip(pairs, versions, strict=False)
        ][::-1],
        "statements": await archive.rows(_STATEMENTS_OF_DOCUMENT, key=key),
        "events": await archive.rows("select * from document_events where document = :key order by id", key=key),
    }


_VERSIONS = """
    select versions.*, pages.body is not null as kept, pages.first_fetched from versions
    join pages on pages.sha256 = versions.page where document = :key order by number limit 50
"""
_STATEMENTS_OF_DOCUMENT = """
    select key, speaker, speaker_as_written, level, text, language, counts, standing, about_ukraine from statements
    where document = :key order by counts desc, start limit 200
"""

ROW_PAGES = {"shifts": shift_page, "alerts": alert_page, "statements": statement_page, "documents": document_page}
