"""The watchdog outside Prefect: notices a dead scheduler, a stuck outbox, a full disk; speaks through its own target."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from alerts.blocks import Bullet, Bullets, Message, Words
from alerts.links import short_id
from alerts.send import send
from extractors.errors import TifawatchError
from extractors.records.changes import Acceptance, Outcome
from extractors.records.pages import SourceState
from flows.settings import Settings
from flows.targets import address_of
from store.lock import LockedError, writer_lock
from store.outbox import pending
from store.queries import fetch_heartbeats, fetch_reports
from store.schema import open_store

TARGET = "TIFAWATCH_TO_WATCHDOG"
GOOD = frozenset({SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY})
LEAST_SILENCE = timedelta(minutes=45)
LONGEST_LAG = timedelta(minutes=15)
LARGEST_WAL = 64_000_000  # bytes
CLOCK_SLACK = timedelta(minutes=5)
REPEAT_AFTER = timedelta(hours=6)
HEARTBEAT_AFTER = timedelta(hours=24)
FAILING = 3  # attempts after which a delivery is worth a word


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the watchdog measured."""

    fault: str = ""  # the database cannot be read at all
    last_good_poll: datetime | None = None
    newest_moment: datetime | None = None  # latest time the watch wrote down
    oldest_due: datetime | None = None  # since when something due has been waiting
    failing: tuple[str, ...] = ()  # targets that keep refusing
    dispatcher_beat: datetime | None = None
    dispatcher_holds_lock: bool = False
    free_bytes: int = 0
    wal_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an operator should look at."""

    name: str
    text: str
    remedy: str


def run_watchdog(settings: Settings, now: datetime, *, heartbeat: bool = False) -> tuple[tuple[Finding, ...], Outcome | None]:
    """Look once and speak when something is wrong and new, or it is time for a heartbeat."""
    findings = judge(measure(settings), settings, now)
    memory = settings.home / "watchdog.json"
    if not should_speak(_recall(memory), findings, now, heartbeat=heartbeat):
        return findings, None
    address = address_of(TARGET)
    if address.fault:
        return findings, Outcome(Acceptance.REFUSED, f"{address.fault}: nobody was told")
    outcome = send(address.text, write_message(findings, now), settings.send_seconds)
    if outcome.acceptance is Acceptance.ACCEPTED:
        _note(memory, findings, now)
    return findings, outcome


def measure(settings: Settings) -> Vitals:
    """Read the vital signs; nothing is written, so that a full disk cannot silence us."""
    path = settings.database_path
    wal = path.with_name(path.name + "-wal")
    free = shutil.disk_usage(path.parent if path.parent.exists() else Path()).free
    size = wal.stat().st_size if wal.exists() else 0
    try:
        db = open_store(path, readonly=True)
        reports, waiting, beats = fetch_reports(db, limit=500), pending(db), fetch_heartbeats(db)
    except (TifawatchError, OSError) as error:
        return Vitals(fault=str(error), free_bytes=free, wal_bytes=size)
    due = [one.not_before for one in waiting if one.not_before is not None]
    moments = [*(report.polled_at for report in reports), *beats.values()]
    return Vitals(
        last_good_poll=max((report.polled_at for report in reports if report.state in GOOD), default=None),
        newest_moment=max(moments, default=None),
        oldest_due=min(due, default=None),
        failing=tuple(sorted({one.target for one in waiting if one.attempts >= FAILING})),
        dispatcher_beat=beats.get("dispatcher"),
        dispatcher_holds_lock=_is_held(path),
        free_bytes=free,
        wal_bytes=size,
    )


def _is_held(database: Path) -> bool:
    try:
        with writer_lock(database, "dispatcher"):
            return False
    except LockedError:
        return True
    except OSError:  # no room for the lock file is another finding
        return False


def judge(vitals: Vitals, settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Say what is wrong; pure."""
    findings = [_disk(vitals, settings), _wal(vitals)]
    if vitals.fault:
        findings.append(Finding("database", f"the database cannot be read: {vitals.fault}", "see the message; restore a backup if it is damaged"))
    else:
        findings += [_polls(vitals, settings, now), _outbox(vitals, now), _dispatcher(vitals, now), _targets(vitals), _clock(vitals, now)]
    return tuple(finding for finding in findings if finding)


def _polls(vitals: Vitals, settings: Settings, now: datetime) -> Finding | None:
    allowed = max(LEAST_SILENCE, timedelta(minutes=3 * settings.every_minutes))
    remedy = "is `tifawatch serve` running? look at its log and at `tifawatch sources health`"
    if vitals.last_good_poll is None:
        return Finding("polls", "no source was ever read well", remedy)
    age = now - vitals.last_good_poll
    return Finding("polls", f"the last good poll was {_span(age)} ago", remedy) if age > allowed else None


def _outbox(vitals: Vitals, now: datetime) -> Finding | None:
    if vitals.oldest_due is None or now - vitals.oldest_due <= LONGEST_LAG:
        return None
    return Finding("outbox", f"an alert has been due for {_span(now - vitals.oldest_due)} and nobody sent it", "is the dispatcher running? `tifawatch dispatch` sends what is due")


def _dispatcher(vitals: Vitals, now: datetime) -> Finding | None:
    beat = vitals.dispatcher_beat
    if vitals.dispatcher_holds_lock and beat is not None and now - beat > LONGEST_LAG:
        return Finding("dispatcher", f"the dispatcher holds its lock but did nothing for {_span(now - beat)}", "end it; the parent starts it again")
    if vitals.dispatcher_holds_lock or (beat is not None and now - beat <= LONGEST_LAG):
        return None
    since = f" since {beat:%Y-%m-%d %H:%M} UTC" if beat else ""
    return Finding("dispatcher", f"no dispatcher has been at work{since}", "start `tifawatch serve`, or `tifawatch dispatch --loop`")


def _targets(vitals: Vitals) -> Finding | None:
    if not vitals.failing:
        return None
    return Finding("targets", f"these targets keep failing: {', '.join(vitals.failing)}", "`tifawatch alerts test ROUTE` shows why")


def _disk(vitals: Vitals, settings: Settings) -> Finding | None:
    free = vitals.free_bytes // 1_000_000
    if free >= settings.min_free_megabytes:
        return None
    return Finding("disk", f"only {free} MB are free; polling pauses below {settings.min_free_megabytes} MB", "make room; nothing stored is lost")


def _wal(vitals: Vitals) -> Finding | None:
    if vitals.wal_bytes <= LARGEST_WAL:
        return None
    return Finding("wal", f"the write-ahead log has {vitals.wal_bytes // 1_000_000} MB", "some program keeps the database open and reads; close it")


def _clock(vitals: Vitals, now: datetime) -> Finding | None:
    if vitals.newest_moment is None or vitals.newest_moment - now <= CLOCK_SLACK:
        return None
    return Finding("clock", f"the clock stands {_span(vitals.newest_moment - now)} before what was written last", "check the machine's time service")


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"


def should_speak(said: dict[str, str], findings: Sequence[Finding], now: datetime, *, heartbeat: bool) -> bool:
    """Speak when the findings changed, again after some hours, and once a day when all is well and that is wanted."""
    at = datetime.fromisoformat(said["at"]) if said.get("at") else None
    names = ",".join(finding.name for finding in findings)
    aged = at is None or now < at or now - at > (REPEAT_AFTER if findings else HEARTBEAT_AFTER)
    if findings:
        return aged or names != said.get("findings")
    return bool(said.get("findings")) or (heartbeat and aged)


def write_message(findings: Sequence[Finding], now: datetime) -> Message:
    """Write what was found, or that all is well."""
    subject = f"tifawatch watchdog: {'; '.join(finding.text for finding in findings)}" if findings else "tifawatch watchdog: all is well"
    lines = tuple(Bullet(finding.text, detail=finding.remedy) for finding in findings)
    body = (Bullets(lines),) if findings else (Words("Polls, outbox, dispatcher, disk, log and clock are as they should be."),)
    return Message(short_id(f"watchdog {now.isoformat()}"), (), subject, body, "the watchdog found something, or you wanted its heartbeat")


def _recall(memory: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        said = json.loads(memory.read_text("utf-8"))
        return said if isinstance(said, dict) else {}
    return {}


def _note(memory: Path, findings: Sequence[Finding], now: datetime) -> None:
    """Remember what was said; without room on the disk we rather say it again."""
    with suppress(OSError):
        memory.write_text(json.dumps({"at": now.isoformat(), "findings": ",".join(one.name for one in findings)}), "utf-8")
