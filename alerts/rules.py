"""Decides what someone should hear about; records in, alerts out, nothing else happens here."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from alerts.match import utterances_of
from alerts.news import Known, bare, further_words, untold
from alerts.subjects import shift_subject, source_subject, statement_subject
from extractors.records.changes import Alert, AlertKind, Shift, ShiftKind, ShiftStatus, Utterance
from extractors.records.pages import SourceReport, SourceState
from extractors.records.words import Level

COUNTRY = "China"
HEALTHY = frozenset({SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY})
AT_ONCE = frozenset({SourceState.REFUSED, SourceState.WINDOW_ROLLED_OVER})  # no second poll makes these clearer
POLLS_BEFORE_ALARM = 2
PUSHED = ("shift",)
LISTED = ("shift", "candidate")
FURTHER = "further words"
UNCONFIRMED = "candidate"
SMALLER = "smaller change"
DIFFER = "readouts differ"
OLDER = "found in older text"


def decide_alerts(
    utterances: Iterable[Utterance], shifts: Iterable[Shift], now: datetime, *, quiet: bool, known: Known | None = None
) -> tuple[Alert, ...]:
    """Return the alerts that fresh utterances and shifts deserve; `quiet` (first run, backfill, recode) pushes none.

    `known` is what was stored before: of a change or an utterance that was told, only what is new is told.
    """
    known = known or Known()
    said = tuple(utterance for utterance in utterances if counts(utterance))
    found = tuple(shifts)
    shown = [_shift_alert(group, said, now, quiet, known) for group in _groups(_fresh(found, known, PUSHED), pushing=True)]
    candidates = [_candidate_alert(group, said, now, known) for group in _groups(_fresh(found, known, LISTED), pushing=False)]
    told = {spoken.key for alert in shown for spoken in utterances_of(alert)}
    rest = [spoken for spoken in said if spoken.key not in told]
    new, grown = _parted(rest, known)
    statements = [_statement_alert(event, now, quiet) for event in _events(new)]
    edited = {shift.after.document for shift in found if shift.kind is ShiftKind.EDITED and shift.after}
    further = [alert for spoken in grown if (alert := _further_alert(spoken, known, edited, now, quiet))]
    silent = [part for alert in (*shown, *statements) for part in _parts(alert)]
    return (*shown, *statements, *further, *candidates, *silent)


def _fresh(shifts: Iterable[Shift], known: Known, words: tuple[str, ...]) -> tuple[Shift, ...]:
    """Return the shifts that no alert of those kinds told: a candidate is no reason not to push what confirms it."""
    return untold(shifts, [alert for alert in known.told if alert.key.startswith(words)])


def _parted(said: Iterable[Utterance], known: Known) -> tuple[list[Utterance], list[Utterance]]:
    """Part utterances nobody was told of from those that have grown since."""
    new: list[Utterance] = []
    grown: list[Utterance] = []
    for spoken in said:
        before = known.utterances.get(spoken.key)
        (grown if before and counts(before) else new).append(spoken)
    return new, grown


def counts(utterance: Utterance) -> bool:
    """Tell whether somebody who acts for China said this about Ukraine, every gate passed."""
    return utterance.speaker.acts_for == COUNTRY and any(
        rendering.statement.counts and rendering.statement.about_ukraine for rendering in utterance.renderings
    )


def decide_source_alert(reports: Sequence[SourceReport], now: datetime) -> Alert | None:
    """Return an alert for operators when a source (its reports, oldest first) just broke for good or came back."""
    if not reports:
        return None
    last, bad = reports[-1], _bad_run(reports)
    if last.state not in HEALTHY:
        urgent = bad[0].state in AT_ONCE and len(bad) == 1
        return _source_alert(last, "broken", bad, now) if urgent or len(bad) == POLLS_BEFORE_ALARM else None
    before = _bad_run(reports[:-1])
    was_told = len(before) >= POLLS_BEFORE_ALARM or any(report.state in AT_ONCE for report in before[:1])
    return _source_alert(last, "back", before, now) if was_told else None


def system_alert(key: str, subject: str, now: datetime) -> Alert:
    """Return an alert about the watch itself, which is pushed to nobody."""
    return Alert(f"system:{key}", AlertKind.SYSTEM, now, subject, pushes=False)


def _bad_run(reports: Sequence[SourceReport]) -> list[SourceReport]:
    """Return the unbroken run of bad polls at the end."""
    run: list[SourceReport] = []
    for report in reversed(reports):
        if report.state in HEALTHY:
            break
        run.insert(0, report)
    return run


def _source_alert(last: SourceReport, word: str, run: Sequence[SourceReport], now: datetime) -> Alert:
    key = f"source:{last.source}:{word}:{run[0].polled_at.isoformat()}"
    return Alert(key, AlertKind.SOURCE, now, source_subject(last, word), report=last)


def _pushable(shift: Shift) -> bool:
    return shift.pushes and shift.status is ShiftStatus.CONFIRMED and shift.kind is not ShiftKind.DIVERGENCE


def _groups(shifts: Iterable[Shift], *, pushing: bool) -> list[tuple[Shift, ...]]:
    """Return the shifts of each event together, the weightiest first."""
    groups: dict[str, list[Shift]] = {}
    for shift in shifts:
        if _pushable(shift) is pushing and shift.status is not ShiftStatus.RETRACTED:
            groups.setdefault(shift.group or shift.key, []).append(shift)
    return [tuple(sorted(group, key=lambda shift: -shift.score)) for group in groups.values()]


def _events(utterances: Iterable[Utterance]) -> list[tuple[Utterance, ...]]:
    """Return what was said at each event, the highest voice with most formulas first."""
    events: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        events.setdefault(utterance.event or utterance.key, []).append(utterance)
    return [tuple(sorted(event, key=_weight)) for event in events.values()]


def _weight(utterance: Utterance) -> tuple[int, int, str]:
    formulas = {coding.formula for rendering in utterance.renderings for coding in rendering.statement.codings}
    return (_rank(utterance.speaker.level), -len(formulas), utterance.key)


def _rank(level: Level | None) -> int:
    return len(Level) if level is None else level.rank


def _shift_alert(group: tuple[Shift, ...], said: Sequence[Utterance], now: datetime, quiet: bool, known: Known) -> Alert:
    spoken = _spoken_in(group, said)
    lead = group[0]
    return Alert(
        key=_group_key("shift", group),
        kind=AlertKind.SHIFT,
        created_at=now,
        subject=shift_subject(lead, len(group)),
        shifts=group,
        utterance=spoken[0] if spoken else None,
        level=min((shift.level for shift in group if shift.level), key=_rank, default=None),
        pushes=not quiet,
        note=OLDER if quiet else "",
        more=spoken[1:],
        earlier=_earlier(group, known),
    )


def _earlier(group: Sequence[Shift], known: Known) -> tuple[Utterance, ...]:
    """Return what the earlier wordings of a group are part of."""
    documents = {shift.before.document for shift in group if shift.before}
    return tuple(past for past in known.earlier if any(one.document in documents for one in past.renderings))


def _group_key(word: str, group: Sequence[Shift]) -> str:
    """Name an event and what changed in it, to the words: what was told of it already is no longer in the group."""
    what = sorted({f"{shift.kind} {shift.formula} {shift.term} {shift.slot} {bare(shift.after.text) if shift.after else ''}" for shift in group})
    return f"{word}:{group[0].group or group[0].key}:{hashlib.sha256('|'.join(what).encode('utf-8', 'replace')).hexdigest()[:8]}"


def group_of(alert_key: str) -> str:
    """Return the group of shifts that an alert is about, "" when it is about none."""
    word, _, rest = alert_key.partition(":")
    return rest.rpartition(":")[0] if word in ("shift", "candidate") else ""


def _spoken_in(group: tuple[Shift, ...], said: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Return the utterances that a group of shifts rests on."""
    keys, name = {shift.utterance for shift in group}, group[0].group
    inside = [spoken for spoken in said if spoken.key in keys or (name and name in (spoken.event, spoken.key))]
    lead = group[0].utterance
    return tuple(sorted(inside, key=lambda spoken: (spoken.key != lead, *_weight(spoken))))


def _candidate_alert(group: tuple[Shift, ...], said: Sequence[Utterance], now: datetime, known: Known) -> Alert:
    lead, spoken = group[0], _spoken_in(group, said)
    return Alert(
        key=_group_key("candidate", group),
        kind=AlertKind.SHIFT,
        created_at=now,
        subject=shift_subject(lead, len(group)),
        shifts=group,
        utterance=spoken[0] if spoken else None,
        level=lead.level,
        pushes=False,
        note=_why_listed(group),
        earlier=_earlier(group, known),
    )


def _why_listed(group: Sequence[Shift]) -> str:
    """Say why a group of shifts is listed and not pushed."""
    if any(shift.status in (ShiftStatus.CANDIDATE, ShiftStatus.CONTESTED) for shift in group if shift.kind is not ShiftKind.DIVERGENCE):
        return UNCONFIRMED
    return DIFFER if all(shift.kind is ShiftKind.DIVERGENCE for shift in group) else SMALLER


def _statement_alert(event: tuple[Utterance, ...], now: datetime, quiet: bool) -> Alert:
    first = event[0]
    return Alert(
        key=f"statement:{first.key}",
        kind=AlertKind.STATEMENT,
        created_at=now,
        subject=statement_subject(first),
        utterance=first,
        level=first.speaker.level,
        pushes=not quiet,
        note=OLDER if quiet else "",
        more=event[1:],
    )


def _further_alert(grown: Utterance, known: Known, edited: Collection[str], now: datetime, quiet: bool) -> Alert | None:
    """Tell other words of the same speaker, day and occasion that came to light later; an edit is told as such."""
    renderings, news = further_words(grown, known.utterances[grown.key], edited)
    if not renderings:
        return None
    words = "|".join(sorted(bare(one.statement.text) for one in renderings))
    told = replace(grown, renderings=renderings)
    return Alert(
        key=f"statement:{grown.key}:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:8]}",
        kind=AlertKind.STATEMENT,
        created_at=now,
        subject=statement_subject(told, further=True),
        utterance=told,
        level=grown.speaker.level,
        pushes=news and not quiet,
        note=OLDER if quiet else FURTHER,
    )


def _parts(alert: Alert) -> list[Alert]:
    """Return a silent alert for each utterance told inside another alert, so that none is news a second time."""
    keys = {f"statement:{spoken.key}": spoken for spoken in utterances_of(alert)}
    return [
        Alert(key, AlertKind.STATEMENT, alert.created_at, statement_subject(spoken), utterance=spoken,
              level=spoken.speaker.level, pushes=False, part_of=alert.key)
        for key, spoken in keys.items()
        if key != alert.key
    ]
