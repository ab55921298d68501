"""Writes what an alert says: what changed, the words and where they stand, how sure, and why it reached you."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from alerts.blocks import Block, Bullet, Bullets, Facts, Heading, Link, Marked, Message, Quotation, Words
from alerts.inert import clean, shorten, subject_line
from alerts.links import Site, safe_url, short_id
from alerts.match import nearest_rendering, utterances_of
from alerts.names import LEVELS
from alerts.subjects import WHAT, words_of
from extractors.records import (
    Alert,
    AlertKind,
    Directness,
    Evidence,
    Layer,
    Rendering,
    Shift,
    ShiftKind,
    ShiftStatus,
    Statement,
    Utterance,
    Wording,
)
from extractors.redline import redline

LANGUAGES = {"zh": "Chinese", "en": "English", "uk": "Ukrainian", "ru": "Russian"}
LAYERS = {
    Layer.ORIGINAL: "official text in the original language",
    Layer.TRANSLATION: "official translation",
    Layer.STATE_MEDIA: "state media",
    Layer.FOREIGN: "press",
    Layer.HEADLINE: "headline",
}
DIRECTNESS = {
    Directness.VERBATIM: "verbatim",
    Directness.MIXED: "partly verbatim",
    Directness.REPORTED: "in the reporter's words",
}
STATUS = {
    ShiftStatus.CANDIDATE: "candidate: it may be translation or rest on one weak source; listed in digests until confirmed",
    ShiftStatus.CONFIRMED: "confirmed by its sources",
    ShiftStatus.CONTESTED: "contested",
    ShiftStatus.RETRACTED: "retracted",
}
NOTES = {
    "candidate": "A candidate: listed in digests, not pushed, until it is confirmed.",
    "found in older text": "Found in older text (a first read, a backfill or a new codebook): listed, not pushed.",
}
MOST_CHANGES = 6
MOST_OUTLETS = 12
MOST_MEMBERS = 50


def compose(alert: Alert, site: Site, why: str = "", *, repeat: bool = False, labels: Mapping[str, str] | None = None) -> Message:
    """Write the message of one alert."""
    blocks: list[Block] = []
    if alert.note:
        blocks.append(Words(NOTES.get(alert.note, alert.note), "muted" if alert.kind is AlertKind.SHIFT else ""))
    for shift in alert.shifts[:MOST_CHANGES]:
        blocks += _change(shift, alert, site, labels or {})
    if len(alert.shifts) > MOST_CHANGES:
        blocks.append(Words(f"{len(alert.shifts) - MOST_CHANGES} more changes of the same event are on the site.", "muted"))
    blocks += _spoken(alert, site)
    blocks += _source(alert)
    name = short_id(alert.key)
    return Message(name, (alert.key,), subject_line(alert.subject), tuple(blocks), why, _links(alert, site), repeat)


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
        (Link("All alerts", f"{site.address.rstrip('/')}/{site.database}/alerts"),),
        repeat,
    )


def member_line(alert: Alert, site: Site) -> Bullet:
    """Write one alert as one line of a list, with its words."""
    words = clean(words_of(alert.utterance)) if alert.utterance else ""
    if alert.shifts and alert.shifts[0].after:
        words = clean(alert.shifts[0].after.text)
    link = Link(f"alert {short_id(alert.key)}", site.row("alerts", alert.key))
    return Bullet(alert.subject, link, shorten(words or clean(alert.note), 280))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _change(shift: Shift, alert: Alert, site: Site, labels: Mapping[str, str]) -> list[Block]:
    """Write one change: the sentence, the redline, both wordings, how sure."""
    blocks: list[Block] = [Heading(_what(shift, labels))]
    if shift.before and shift.after and shift.before.text != shift.after.text:
        shown = redline(clean(shift.before.text), clean(shift.after.text), shift.after.language)
        blocks.append(Marked("Redline, earlier wording against this one", shown))
    if shift.after:
        blocks.append(_wording("Now", shift.after, site, _rendering_of(shift.after, alert)))
    if shift.before:
        blocks.append(_wording("Before", shift.before, site))
    blocks.append(Facts(_how_sure(shift)))
    return blocks


def _what(shift: Shift, labels: Mapping[str, str]) -> str:
    """Say in one sentence what changed."""
    subject = shift.formula or ""
    label = labels.get(subject, subject.replace("_", " "))
    name = f" “{label}”" if label else f" “{shift.term}”" if shift.term else ""
    slot = f", slot {shift.slot}" if shift.slot else ""
    to = f", to {shift.counterpart}" if shift.kind is ShiftKind.AUDIENCE and shift.counterpart else ""
    return f"{WHAT[shift.kind]}:{name}{slot}{to}" if name or slot or to else WHAT[shift.kind]


def _rendering_of(wording: Wording, alert: Alert) -> Rendering | None:
    """Return the rendering that a wording stands in."""
    for utterance in utterances_of(alert):
        for rendering in utterance.renderings:
            statement = rendering.statement
            if rendering.document == wording.document and statement.start <= wording.start < max(statement.end, statement.start + 1):
                return rendering
    return None


def _wording(label: str, wording: Wording, site: Site, rendering: Rendering | None = None) -> Quotation:
    level = LEVELS[wording.level] if wording.level else ""
    facts = (
        _joined(wording.speaker or level or "speaker unknown", wording.office or (level if wording.speaker else "")),
        _dated(wording.date, rendering.statement.said_on_basis if rendering else ""),
        _how_reported(rendering.statement) if rendering else "",
        _joined(wording.source, f"letters {wording.start}–{wording.end}" if wording.end else ""),
    )
    return Quotation(
        f"{label} ({LANGUAGES.get(wording.language, wording.language or 'language unknown')})",
        clean(wording.text),
        wording.language,
        tuple(filter(None, facts)),
        _evidence_links(wording.url, wording.document, site),
    )


def _how_sure(shift: Shift) -> tuple[tuple[str, str], ...]:
    """Say what supports a shift and which innocent explanations were looked at."""
    rows = [("How sure", f"{shift.grade}; {STATUS[shift.status]}"), ("Compared within", shift.stratum)]
    rows += [("Seen", counted)] if (counted := _counts(shift.evidence)) else []
    rows += [(f"{name.replace('_', ' ').capitalize()}?", found) for name, found in shift.evidence.checked.items()]
    rows += [("Note", shift.evidence.note)] if shift.evidence.note else []
    return tuple((label, clean(value)) for label, value in rows if value)


def _counts(evidence: Evidence) -> str:
    parts = []
    if evidence.reference_total:
        parts.append(f"{evidence.reference_count} of {evidence.reference_total} earlier utterances")
    if evidence.new_count:
        parts.append(f"{evidence.new_count} now")
    if evidence.log10_bayes_factor is not None:
        parts.append(f"Bayes factor 10^{evidence.log10_bayes_factor:.1f}")
    if evidence.sources > 1:
        parts.append(f"{evidence.sources} independent sources")
    return ", ".join(parts)


def _spoken(alert: Alert, site: Site) -> list[Block]:
    """Write the words that were said, nearest to the speaker's mouth first, then who else reports them."""
    spoken = utterances_of(alert)
    shown = {clean(shift.after.text) for shift in alert.shifts[:MOST_CHANGES] if shift.after}
    blocks: list[Block] = []
    for place, utterance in enumerate(spoken[:MOST_CHANGES]):
        if utterance.renderings and clean(_content(nearest_rendering(utterance).statement)) not in shown:
            blocks.append(_quotation("What was said" if place == 0 else "Also said there", utterance, site))
    outlets = _outlets(spoken)
    if len(outlets) > 1:
        blocks += [Heading("Also reported by"), Bullets(outlets[1 : MOST_OUTLETS + 1])]
    return blocks


def _quotation(label: str, utterance: Utterance, site: Site) -> Quotation:
    nearest = nearest_rendering(utterance)
    statement, speaker = nearest.statement, utterance.speaker
    level = LEVELS[speaker.level] if speaker.level else ""
    facts = (
        _joined(speaker.name or level or "speaker unknown", speaker.office or level),
        _dated(utterance.said_on, statement.said_on_basis, (utterance.earliest, utterance.latest)),
        _joined("" if statement.occasion else utterance.occasion_type.replace("_", " "), f"to {utterance.counterpart}" if utterance.counterpart else ""),
        _how_reported(statement),
        f"{nearest.source}, letters {statement.content[0]}–{statement.content[1]}",
        _formulas(statement),
    )
    words = clean(_content(statement))
    language = LANGUAGES.get(statement.language, statement.language)
    links = _evidence_links(nearest.url, nearest.document, site)
    return Quotation(f"{label} ({language})", words, statement.language, tuple(clean(fact) for fact in facts if fact), links)


def _how_reported(statement: Statement) -> str:
    side = f"reported by {statement.reported_by_side}" if statement.reported_by_side else ""
    return _joined(statement.occasion or "", LAYERS[statement.layer], DIRECTNESS[statement.directness], side)


def _content(statement: Statement) -> str:
    start, end = statement.content
    return statement.text[start - statement.start : end - statement.start] or statement.text


def _formulas(statement: Statement) -> str:
    names = dict.fromkeys(coding.formula.replace("_", " ") for coding in statement.codings if coding.counts)
    return f"formulas: {', '.join(names)}" if names else ""


def _outlets(spoken: Iterable[Utterance]) -> tuple[Bullet, ...]:
    """Return who reports the same words, the nearest first, each source once."""
    layers = list(Layer)
    found = [rendering for utterance in spoken for rendering in utterance.renderings]
    found.sort(key=lambda one: (layers.index(one.statement.layer), one.tier))
    lines: dict[str, Bullet] = {}
    for rendering in found:
        url = safe_url(rendering.url)
        link = Link("source", url) if url else None
        lines.setdefault(rendering.source, Bullet(f"{rendering.source} ({LAYERS[rendering.statement.layer]})", link))
    return tuple(lines.values())


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


def _evidence_links(url: str, document: str, site: Site) -> tuple[Link, ...]:
    source = safe_url(url)
    page = (Link("source", source),) if source else ()
    return (*page, *((Link("archived copy", site.row("documents", document)),) if document else ()))


def _joined(*parts: str) -> str:
    return ", ".join(clean(part) for part in parts if part)


def _dated(on: date | None, basis: str, between: tuple[date, date] | None = None) -> str:
    if on is None:
        return "date unknown"
    span = f" (between {between[0]} and {between[1]})" if between and between[0] != between[1] else ""
    return f"{on.isoformat()}{span}" + (f", date basis: {basis}" if basis else "")
