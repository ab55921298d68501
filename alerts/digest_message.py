"""Writes the digest: what was said and what changed since the last one, what stayed silent, how well the watch is doing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt

from alerts.blocks import Block, Bullet, Bullets, Heading, Link, Message, Table, Words
from alerts.inert import clean, shorten, subject_line
from alerts.links import Site, short_id
from alerts.match import utterances_of
from alerts.message import member_line
from alerts.names import LEVELS, called, stratum_in_words
from alerts.rules import DIFFER, SMALLER, UNCONFIRMED
from alerts.subjects import STATES, WHAT
from extractors.records.changes import Alert, AlertKind, Shift, ShiftKind
from extractors.records.pages import SourceReport, SourceState
from extractors.records.words import Level

MOST_LINES = 30  # of one section; the rest is counted and stands on the site
RIGHT = "confirm"
NO_JUDGEMENT = frozenset({"", "unsure"})


@dataclass(frozen=True, slots=True)
class WeekTable:
    """How often each formula was used, a week."""

    weeks: tuple[str, ...] = ()  # "16 Nov"
    rows: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest tells."""

    route: str
    since: datetime
    until: datetime
    alerts: tuple[Alert, ...] = ()  # of the period
    uncertain: tuple[Alert, ...] = ()  # pushed twice with unknown outcome: repeated until a digest is accepted
    waiting: tuple[Alert, ...] = ()  # other alerts that this digest delivers
    reports: tuple[SourceReport, ...] = ()  # the latest of each source
    verdicts: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # alert -> kind, verdict
    weeks: WeekTable = WeekTable()
    picture: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to tell."""
        trouble = any(report.state not in QUIET_STATES for report in self.reports)
        return not (self.alerts or self.uncertain or self.waiting or trouble)


QUIET_STATES = frozenset({SourceState.OK, SourceState.UNCHANGED, SourceState.EMPTY})


def compose_digest(digest: Digest, site: Site, why: str = "") -> Message:
    """Write a digest."""
    blocks: list[Block] = [
        *_uncertain(digest, site),
        *_shifts(digest, site),
        *_silences(digest, site),
        *_said(digest, site),
        *_older(digest, site),
        *_weeks(digest.weeks),
        *_health(digest.reports),
        *_precision(digest.verdicts),
    ]
    if digest.empty:
        blocks.insert(0, Words("Nothing new: all sources were read, and China said nothing new about Ukraine in them."))
    name = short_id(f"digest {digest.route} {digest.until.isoformat()}")
    told = (*digest.uncertain, *digest.waiting)
    return Message(
        name,
        tuple(alert.key for alert in told),
        _subject(digest),
        tuple(blocks),
        why,
        (Link("All alerts on the site", site.table("alerts")),),
        attachments=(digest.picture,) if digest.picture else (),
    )


def compose_short_digest(digest: Digest, site: Site, why: str = "") -> Message:
    """Write a digest for a small channel, or one that only lists alerts: first of all what it delivers."""
    keys = tuple(alert.key for alert in (*digest.uncertain, *digest.waiting))
    bad = [report.source for report in digest.reports if report.state not in QUIET_STATES]
    trouble = [Words(f"Sources that need a look: {', '.join(bad)}.")] if bad else []
    subject = _subject(digest) if digest.since != digest.until else f"Digest: {_many(len(keys), 'alert')}"
    subject += " whose delivery we could not confirm" if digest.uncertain and not digest.waiting and digest.since == digest.until else ""
    return Message(
        short_id(f"short digest {digest.route} {digest.until.isoformat()} " + "\n".join(keys)),
        keys,
        subject_line(subject),
        (*_uncertain(digest, site), *_section("In this digest", digest.waiting, site, keys), *trouble),
        why,
        (Link("All alerts on the site", site.table("alerts")),),
    )


def _subject(digest: Digest) -> str:
    counted = (
        (len(_pushed_shifts(digest)), "shift alert"),
        (sum(len(utterances_of(alert)) for alert in _statements(digest)), "new utterance"),
        (len(_listed(digest, UNCONFIRMED)), "candidate"),
        (len(_listed(digest, SMALLER)), "smaller change"),
    )
    parts = [_many(number, word) for number, word in counted if number]
    parts += [f"{len(digest.uncertain)} unconfirmed"] if digest.uncertain else []
    days = f"{digest.since:%Y-%m-%d} to {digest.until:%Y-%m-%d}"
    return subject_line(f"Digest {days}: {', '.join(parts) or 'nothing new'}")


def _many(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _pushed_shifts(digest: Digest) -> list[Alert]:
    return [alert for alert in digest.alerts if alert.kind is AlertKind.SHIFT and alert.note not in (UNCONFIRMED, SMALLER, DIFFER)]


def _listed(digest: Digest, note: str) -> list[Alert]:
    return [alert for alert in digest.alerts if alert.kind is AlertKind.SHIFT and alert.note == note]


def _statements(digest: Digest) -> list[Alert]:
    return [alert for alert in digest.alerts if alert.kind is AlertKind.STATEMENT and not alert.part_of]


def _section(title: str, alerts: Sequence[Alert], site: Site, delivered: Collection[str] = ()) -> list[Block]:
    """List alerts, never cutting those that this digest delivers: being listed here is what delivers them."""
    if not alerts:
        return []
    kept = [alert for place, alert in enumerate(alerts) if place < MOST_LINES or alert.key in delivered]
    lines = Bullets(tuple(member_line(alert, site) for alert in kept))
    more = len(alerts) - len(kept)
    rest = [Words(f"{more} more are on the site.", "muted")] if more > 0 else []
    return [Heading(f"{title} ({len(alerts)})"), lines, *rest]


def _uncertain(digest: Digest, site: Site) -> list[Block]:
    if not digest.uncertain:
        return []
    said = "Each was pushed twice and no answer came. You may have them; this list repeats until one digest is accepted."
    lines = Bullets(tuple(member_line(alert, site) for alert in digest.uncertain))
    return [Heading(f"Not confirmed ({len(digest.uncertain)})"), Words(said, "warning"), lines]


def _shifts(digest: Digest, site: Site) -> list[Block]:
    return [
        *_section("Shifts", _pushed_shifts(digest), site, _delivered(digest)),
        *_section("Candidates: not pushed until confirmed", _listed(digest, UNCONFIRMED), site, _delivered(digest)),
        *_section("Smaller changes: not pushed", _listed(digest, SMALLER), site, _delivered(digest)),
        *_section("Readouts that differ", _listed(digest, DIFFER), site, _delivered(digest)),
    ]


def _silences(digest: Digest, site: Site) -> list[Block]:
    dropped = [shift for alert in digest.alerts for shift in alert.shifts if shift.kind is ShiftKind.DROPPED]
    lines = tuple(Bullet(_silent(shift), detail=_silence(shift)) for shift in dropped[:MOST_LINES])
    return [Heading(f"Silent though the occasion came ({len(dropped)})"), Bullets(lines)] if lines else []


def _silent(shift: Shift) -> str:
    what = (shift.formula or shift.term or "a usual formula").replace("_", " ")
    return f"{what}: left out by {called(shift.speaker, shift.level)}, {shift.as_of.isoformat()}"


def _silence(shift: Shift) -> str:
    """Say how usual it had been where it is missing now, and the words that are missing."""
    seen = shift.evidence
    usual = f"used in {seen.reference_count} of {seen.reference_total} comparable texts before ({stratum_in_words(shift.stratum)})"
    words = f"the words were “{shorten(clean(shift.before.text), 80)}”" if shift.before else ""
    return "; ".join(filter(None, (usual, seen.note, shift.grade, words)))


def _said(digest: Digest, site: Site) -> list[Block]:
    """List new utterances by level, highest first."""
    blocks: list[Block] = []
    levels: dict[Level | None, list[Alert]] = {}
    for alert in _statements(digest):
        levels.setdefault(alert.level, []).append(alert)
    for level in sorted(levels, key=lambda one: len(Level) if one is None else one.rank):
        title = f"New utterances, {LEVELS[level] if level else 'level unknown'}"
        blocks += _section(title, levels[level], site, _delivered(digest))
    return blocks


def _older(digest: Digest, site: Site) -> list[Block]:
    """List what this digest delivers and no section above shows."""
    shown = {alert.key for alert in digest.alerts}
    older = [alert for alert in digest.waiting if alert.key not in shown]
    return _section("Also waiting for this digest", older, site, _delivered(digest))


def _delivered(digest: Digest) -> set[str]:
    return {alert.key for alert in digest.waiting}


def _weeks(table: WeekTable) -> list[Block]:
    if not table.rows:
        return []
    rows = tuple((formula.replace("_", " "), *(str(count) if count else "·" for count in counts)) for formula, counts in table.rows)
    said = Words("In how many utterances each formula stood, in the week from each Monday.", "muted")
    return [Heading("Formulas a week"), said, Table(("formula", *table.weeks), rows)]


def _health(reports: Sequence[SourceReport]) -> list[Block]:
    if not reports:
        return []
    bad = [report for report in reports if report.state not in QUIET_STATES]
    lines = tuple(
        Bullet(
            f"{report.source}: {STATES.get(report.state.value, report.state.value)}"
            + (f" since {report.since:%Y-%m-%d %H:%M}" if report.since else ""),
            detail="; ".join(filter(None, (report.message, report.remedy))),
        )
        for report in bad
    )
    good = Words(f"{len(reports) - len(bad)} of {len(reports)} sources were read well at their last poll.")
    return [Heading("Sources"), good, *([Bullets(lines)] if lines else [])]


_KINDS = {kind.value: words.lower() for kind, words in WHAT.items()} | {"statement": "new utterance"}


def _precision(verdicts: Mapping[str, tuple[str, str]]) -> list[Block]:
    rows = tuple(
        (_KINDS.get(kind, kind), str(right), str(total), f"{right / total:.0%}", f"{low:.0%} to {high:.0%}")
        for kind, right, total in precision(verdicts.values())
        for low, high in (wilson(right, total),)
    )
    if not rows:
        return [Heading("Precision"), Words("No verdicts yet: `tifawatch alerts verdict ID confirm` or `dismiss` gives one.", "muted")]
    return [Heading("Precision, by your verdicts"), Table(("kind", "right", "judged", "share", "95 % interval"), rows)]


def precision(verdicts: Iterable[tuple[str, str]]) -> tuple[tuple[str, int, int], ...]:
    """Return kind, right and judged from the last verdict on each alert."""
    judged = [(kind, verdict) for kind, verdict in verdicts if verdict not in NO_JUDGEMENT]
    right = Counter(kind for kind, verdict in judged if verdict == RIGHT)
    total = Counter(kind for kind, _ in judged)
    return tuple((kind, right[kind], total[kind]) for kind in sorted(total))


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    z, share = 1.96, right / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - spread) / scale, (middle + spread) / scale
