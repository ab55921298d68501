"""The frozen records that travel between the rooms; every time is UTC-aware, every offset a Python string offset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

Day = date  # for fields that are themselves named `date` and would hide the type

# ---------------------------------------------------------------- sources and pages


class SourceKind(StrEnum):
    """How a source announces what it publishes."""

    FEED = "feed"  # RSS or Atom
    INDEX = "index"  # an HTML page of links
    SITEMAP = "sitemap"  # a news sitemap
    JSON = "json"  # a column feed in JSON


class Layer(StrEnum):
    """How far the words are from the speaker's mouth, nearest first."""

    ORIGINAL = "original"  # official transcript or readout in the speaker's language
    TRANSLATION = "translation"  # official translation
    STATE_MEDIA = "state_media"
    FOREIGN = "foreign"  # any other outlet
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Source:
    """Something we watch."""

    name: str  # slug, unique: "mfa-zh-press"
    title: str  # what a reader sees: "China MFA, regular press conference (Chinese)"
    url: str
    kind: SourceKind
    language: str  # ISO 639-1
    layer: Layer
    side: str  # whose words it publishes: "China", "Ukraine", ... or "" for independent press
    tier: int = 2  # 1 official, 2 press with editors, 3 everything else
    timezone: str = "UTC"
    every: timedelta = timedelta(minutes=30)
    expected_gap: timedelta = timedelta(days=3)  # a longer silence is a reason to look
    adapter: str | None = None  # site family in extractors/sites; None: found by address
    links: str | None = None  # regular expression of article addresses on an index page
    last_seen_alive: date | None = None

    @property
    def official(self) -> bool:
        """Official sources are always extracted and re-visited."""
        return self.tier == 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or index page announces."""

    url: str
    title: str = ""
    published: datetime | None = None
    published_basis: str = ""  # "feed", "index", "address", ""
    guid: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the network returned for one address."""

    url: str  # as asked
    final_url: str  # after redirects
    status: int
    body: bytes
    fetched_at: datetime
    sha256: str
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """What a person would read on a page."""

    url: str  # canonical
    title: str
    text: str
    language: str
    published: datetime | None
    published_basis: str  # "title", "page", "feed", "address", "" (unknown)
    sha256: str  # of the normalised text
    extractor: str  # name and version of what read it
    whole: bool = True  # False: linear fallback text, or truncated; never evidence of silence
    notes: tuple[str, ...] = ()  # why it is not whole, what was pruned
    identity: str = ""  # identity beyond the address: "t20220301_10646886/zh", else ""


# ---------------------------------------------------------------- words


class Voice(StrEnum):
    """Whose voice a passage is in, before any speaker is resolved."""

    PROSE = "prose"
    QUESTION = "question"  # a journalist's question in a transcript
    ANSWER = "answer"  # a labelled turn of a speaker
    SPEECH = "speech"  # one speaker to the end: UN statement, document, signed article
    FURNITURE = "furniture"  # headline, sub-headline, caption, related links, boilerplate


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with one voice."""

    start: int
    end: int
    voice: Voice
    language: str
    label: str = ""  # the turn's speaker label as written
    question: tuple[int, int] | None = None  # span of the question that an answer answers


class Level(StrEnum):
    """The ladder of authority, highest first (see `rank`)."""

    LEADER = "leader"
    DOCUMENT = "document"  # position paper, joint statement, party or state organ's decision
    PREMIER = "premier"  # premier, vice president, vice premier, NPC chair
    FOREIGN_MINISTER = "foreign_minister"  # also director of the party's foreign affairs office
    READOUT = "readout"  # a ministry's text without a named speaker; vice ministers, envoys
    SPOKESPERSON = "spokesperson"
    UN = "un"  # permanent and deputy permanent representatives, other delegates
    AMBASSADOR = "ambassador"
    DEFENCE = "defence"
    UNNAMED = "unnamed"

    @property
    def rank(self) -> int:
        """Return 0 for the highest rung."""
        return list(Level).index(self)


class Directness(StrEnum):
    """How the words are reported."""

    VERBATIM = "verbatim"
    MIXED = "mixed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or institution in an office on a date."""

    name: str | None  # officials list's English name, an institution's, else as written; None: unknown
    as_written: str = ""
    official_id: str | None = None  # key in officials.yaml
    office: str = ""  # the office held on the date
    acts_for: str | None = None  # "China", "Ukraine", ... or None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate's verdict, kept so that "why was this not counted?" has an answer."""

    name: str  # speaker, embedding, question, referent, negation, furniture, editorial, contested
    passed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """What stood in a formula's named slot."""

    name: str
    value: str  # canonical value when the formula lists it, else the words found
    start: int
    end: int
    known: bool = True  # False: a value nobody listed


@dataclass(frozen=True, slots=True)
class Coding:
    """A formula found in a statement."""

    formula: str
    start: int
    end: int
    slots: tuple[Slot, ...] = ()
    gates: tuple[Gate, ...] = ()  # only those about this coding; the statement has its own
    counts: bool = True
    codebook: str = ""  # codebook version


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the terminology axis (issue, crisis, conflict, war ...) in a speaker's words."""

    term: str
    start: int
    end: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a speaker; `text` is always `article.text[start:end]`."""

    start: int
    end: int
    text: str
    speaker: Speaker
    directness: Directness
    layer: Layer
    language: str
    content: tuple[int, int]  # the attributed words without the reporting clause
    quotes: tuple[tuple[int, int], ...] = ()  # verbatim spans inside
    cue: str = ""  # the reporting word
    counterpart: str | None = None
    occasion: str | None = None  # as written: "emergency meeting of the UN Security Council"
    reported_by_side: str | None = None
    said_on: date | None = None
    said_on_basis: str = ""  # "stated", "weekday + published", "published", "undated recall", ""
    about_ukraine: bool = False
    gates: tuple[Gate, ...] = ()
    codings: tuple[Coding, ...] = ()
    terms: tuple[Term, ...] = ()
    embedded: tuple[tuple[int, int], ...] = ()  # another side's position that the speaker reports: no stance of the speaker
    asked: tuple[str, ...] = ()  # formulas named by the question that these words answer: the journalist's, never counted

    @property
    def counts(self) -> bool:
        """Tell whether every gate passed."""
        return all(gate.passed for gate in self.gates)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to code and what is known of it beforehand."""

    id: str
    text: str
    language: str | None = None
    published: date | None = None
    title: str = ""
    url: str = ""
    outlet: str = ""
    source_kind: str = "news"  # "official" or "news"
    source: str = ""  # name of the source, "" for a corpus
    side: str = ""  # whose words the source publishes: its "Foreign Ministry Spokesperson" speaks for this side
    layer: Layer | None = None
    tier: int = 2
    whole: bool = True


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with everything that was said in it."""

    document: Document
    language: str
    statements: tuple[Statement, ...]
    skipped: str = ""  # why it was not coded, "" when it was


# ---------------------------------------------------------------- what changed


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


class SourceState(StrEnum):
    """How one poll of a source ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    EMPTY = "empty"  # valid, without entries
    NOT_A_FEED = "not_a_feed"
    SOFT_404 = "soft_404"
    GONE = "gone"  # 404 or 410
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"
    TRUNCATED = "truncated"
    WRONG_ENCODING = "wrong_encoding"
    STALE = "stale"
    UNDATED = "undated"
    WINDOW_ROLLED_OVER = "window_rolled_over"  # possible gap
    REFUSED = "refused"  # by our own guard


@dataclass(frozen=True, slots=True)
class SourceReport:
    """The outcome of polling one source once."""

    source: str
    polled_at: datetime
    state: SourceState
    message: str = ""  # what was seen
    remedy: str = ""  # what to do
    entries: int = 0
    new_entries: int = 0
    newest: datetime | None = None
    elapsed: float = 0.0  # seconds
    since: datetime | None = None  # the state has held since then
    not_before: datetime | None = None  # the server asked to be left alone until then


@dataclass(frozen=True, slots=True)
class Listing:
    """What parsing a feed or index page gave."""

    state: SourceState  # OK, EMPTY, NOT_A_FEED, SOFT_404, TRUNCATED, WRONG_ENCODING, UNDATED
    entries: tuple[Entry, ...] = ()
    message: str = ""
    page_count: int | None = None  # pages of an index, where it says so
