"""What is watched, what the network returned, what a person would read there, and how a poll ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


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
