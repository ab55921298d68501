"""Who said what when, what changed in it, and who is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from extractors.records.pages import Layer, SourceReport
from extractors.records.words import Level, Speaker, Statement

Day = date  # for fields that are themselves named `date` and would hide the type


@dataclass(frozen=True, slots=True)
class Rendering:
    """One document's report of an utterance."""

    document: str  # Document.id
    statement: Statement
    source: str
    tier: int
    published: date | None
    url: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Utterance:
    """The act of speaking that one or more statements report."""

    key: str
    speaker: Speaker
    said_on: date  # the day it is placed on
    earliest: date
    latest: date
    occasion_type: str  # "unsc", "press_conference", "readout", "leader", "document", "interview", "other"
    counterpart: str | None
    renderings: tuple[Rendering, ...]
    event: str = ""  # key of the event that several utterances share


class ShiftKind(StrEnum):
    """What can change."""

    NEW_WORDING = "new_wording"
    FIRST_USE = "first_use"
    WORDING = "wording"
    DROPPED = "dropped"
    TERM = "term"
    LEVEL = "level"
    AUDIENCE = "audience"
    EDITED = "edited"
    DIVERGENCE = "divergence"  # two sides' readouts of one event; never a shift, shown as its own kind


class ShiftStatus(StrEnum):
    """Whether a shift may be pushed."""

    CANDIDATE = "candidate"  # digest only
    CONFIRMED = "confirmed"  # may be pushed
    CONTESTED = "contested"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as they stand in a document, for one side of a redline."""

    document: str
    start: int
    end: int
    text: str
    date: Day | None
    speaker: str | None = None
    office: str = ""
    level: Level | None = None
    language: str = ""
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What supports a shift, and which innocent explanations were checked."""

    new_count: int = 0
    reference_count: int = 0
    reference_total: int = 0
    log10_bayes_factor: float | None = None
    sources: int = 1  # independent ones
    layers: tuple[Layer, ...] = ()
    checked: Mapping[str, str] = field(default_factory=dict)  # explanation -> finding
    note: str = ""  # "not enough history", ...


@dataclass(frozen=True, slots=True)
class Shift:
    """What changed: the words before and after, and what supports it."""

    key: str
    kind: ShiftKind
    as_of: date
    group: str  # one alert = one group
    stratum: str  # occasion type / layer / language
    speaker: str | None
    level: Level | None
    before: Wording | None
    after: Wording | None
    formula: str | None = None
    term: str | None = None
    slot: str | None = None
    evidence: Evidence = field(default_factory=Evidence)
    grade: str = "rule"  # "strong", "moderate", "weak", "rule", "not enough history"
    status: ShiftStatus = ShiftStatus.CANDIDATE
    pushes: bool = False
    score: float = 0.0  # order inside a group, highest first
    utterance: str = ""
    counterpart: str | None = None


# ---------------------------------------------------------------- telling people


class AlertKind(StrEnum):
    """What an alert is about."""

    STATEMENT = "statement"
    SHIFT = "shift"
    SOURCE = "source"  # operators: a source broke or came back
    SYSTEM = "system"  # operators: disk, scheduler, dispatcher


@dataclass(frozen=True, slots=True)
class Alert:
    """Something someone should hear about; the message is rendered from it at send time."""

    key: str  # what it is about: decides "nothing twice"
    kind: AlertKind
    created_at: datetime
    subject: str  # at most 90 characters
    shifts: tuple[Shift, ...] = ()
    utterance: Utterance | None = None
    report: SourceReport | None = None
    level: Level | None = None
    pushes: bool = True  # False: digest only
    note: str = ""
    more: tuple[Utterance, ...] = ()  # what else was said at the same event
    part_of: str = ""  # key of the alert that tells this one too: kept so that it is news once, sent to nobody
    earlier: tuple[Utterance, ...] = ()  # what the earlier wordings were part of


class DeliveryState(StrEnum):
    """Where a delivery is on its way."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # sent once, outcome unknown: one more push
    DIGEST = "digest"  # listed in a digest that repeats until accepted
    DIGESTED = "digested"


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert on its way to one target."""

    alert: str
    route: str
    target: str
    state: DeliveryState
    attempts: int = 0
    not_before: datetime | None = None
    last_error: str = ""
    unknowns: int = 0  # pushes that may have arrived; the next one is marked as a possible repeat


class Acceptance(StrEnum):
    """What is known of one push."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # definitely not taken: may be tried again without a copy
    UNKNOWN = "unknown"  # it may have arrived


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one push to one target ended."""

    acceptance: Acceptance
    detail: str = ""
    retry_after: timedelta | None = None  # the target's own wish
