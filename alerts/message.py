"""Writes what an alert says: what changed, the words and where they stand, how sure, and why it reached you."""

from __future__ import annotations

from collections.abc import Sequence

from alerts.blocks import Block, Bullet, Bullets, Facts, Heading, Link, Message, Words
from alerts.changes import change_blocks, facts_beside, sure_rows
from alerts.inert import clean, shorten, subject_line
from alerts.links import Site, short_id
from alerts.match import utterances_of
from alerts.spoken import spoken_blocks
from alerts.subjects import words_of
from extractors.records.changes import Alert, AlertKind, ShiftKind

NOTES = {
    "candidate": "A candidate: listed in digests, not pushed, until it is confirmed.",
    "smaller change": "A change too small, or too usual here, for a push: listed in digests.",
    "readouts differ": "Two sides tell one event differently: listed in digests, never a push.",
    "found in older text": "Found in older text (a first read, a backfill or a new codebook): listed, not pushed.",
    "further words": "More words of the same speaker, day and occasion; what was known first was told before.",
}
MOST_CHANGES = 6
MOST_MEMBERS = 50


def compose(alert: Alert, site: Site, why: str = "", *, repeat: bool = False) -> Message:
    """Write the message of one alert."""
    blocks: list[Block] = []
    if alert.note:
        blocks.append(Words(NOTES.get(alert.note, alert.note), "muted" if alert.note in NOTES else ""))
    blocks += _changes(alert, site)
    first = next((shift.after.document for shift in alert.shifts if shift.after), "")
    blocks += [*spoken_blocks(utterances_of(alert), site, first), *_how_sure(alert), *_source(alert)]
    name = short_id(alert.key)
    return Message(name, (alert.key,), subject_line(alert.subject), tuple(blocks), why, _links(alert, site), repeat)


def _changes(alert: Alert, site: Site) -> list[Block]:
    """Write each change; what is known of the first one is not said again of the others."""
    blocks: list[Block] = []
    for place, shift in enumerate(alert.shifts[:MOST_CHANGES]):
        blocks += change_blocks(shift, alert, site)
        blocks += facts_beside(shift, sure_rows(alert.shifts[0])) if place else []
    if len(alert.shifts) > MOST_CHANGES:
        blocks.append(Words(f"{len(alert.shifts) - MOST_CHANGES} more changes of the same event are on the site.", "muted"))
    return blocks


def _how_sure(alert: Alert) -> list[Block]:
    """Write what supports the first change."""
    if not alert.shifts:
        return []
    title = "How sure is this?" if len(alert.shifts) == 1 else "How sure is the first change?"
    return [Heading(title), Facts(sure_rows(alert.shifts[0]))]


def compose_group(alerts: Sequence[Alert], site: Site, why: str = "", *, repeat: bool = False) -> Message:
    """Write one message for many alerts, as after an outage; each keeps its own id and link."""
    kinds = [alert.kind for alert in alerts]
    told = ", ".join(_counted(kinds.count(kind), kind.value) for kind in AlertKind if kind in kinds)
    lines = tuple(member_line(alert, site) for alert in alerts[:MOST_MEMBERS])
    name = short_id("\n".join(alert.key for alert in alerts))
    return Message(
        name,
        tuple(alert.key for alert in alerts),
        subject_line(f"{len(alerts)} alerts together: {told}"),
        (Words("These came due together; each is told in full on the site."), Bullets(lines)),
        why,
        (Link("All alerts", site.table("alerts")),),
        repeat,
    )


def member_line(alert: Alert, site: Site) -> Bullet:
    """Write one alert as one line of a list, with its words."""
    link = Link(f"alert {short_id(alert.key)}", site.row("alerts", alert.key))
    words = clean(_words_of(alert) or alert.note)
    return Bullet(alert.subject, link, "" if words in alert.subject else shorten(words, 280))


def _words_of(alert: Alert) -> str:
    """Return the words that an alert is about, those that are missing where something was left out."""
    first = alert.shifts[0] if alert.shifts else None
    if first and first.kind is ShiftKind.DROPPED and first.before:
        return f"missing: {first.before.text}"
    if first and first.after:
        return first.after.text
    return words_of(alert.utterance) if alert.utterance else ""


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _source(alert: Alert) -> list[Block]:
    """Write what operators need to know of a source."""
    report = alert.report
    if report is None:
        return []
    rows = (
        ("Source", report.source),
        ("State", report.state.value.replace("_", " ")),
        ("Since", report.since.isoformat(timespec="minutes") if report.since else ""),
        ("Seen", report.message),
        ("What to do", report.remedy),
        ("Polled", report.polled_at.isoformat(timespec="minutes")),
    )
    return [Facts(tuple((label, clean(value)) for label, value in rows if value))]


def _links(alert: Alert, site: Site) -> tuple[Link, ...]:
    return (Link("This alert on the site", site.row("alerts", alert.key)),)
