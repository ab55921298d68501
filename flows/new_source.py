"""A source that somebody wants to add: what it would be called, how it would be watched, and where it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from extractors.discover import Candidate
from extractors.language import detect_language
from extractors.records.pages import Layer, Listing, Source, SourceReport, SourceState
from extractors.sites import find_site
from flows.sources import SourceEntry, format_duration

DEAD_AFTER = timedelta(days=60)  # a feed that answers and is this old is a zombie
QUICKEST, SLOWEST = timedelta(minutes=15), timedelta(hours=1)
LONGEST_GAP = timedelta(days=30)
WEEKEND = timedelta(days=2)
TIMEZONES = {"zh": "Asia/Shanghai", "uk": "Europe/Kyiv", "ru": "Europe/Moscow"}  # where most sources of a language live


def trial_source(candidate: Candidate, language: str = "en", timezone: str = "UTC") -> Source:
    """Return a source good enough to parse a candidate with."""
    return Source(
        name="trial",
        title=candidate.url,
        url=candidate.url,
        kind=candidate.kind,
        language=language,
        layer=Layer.FOREIGN,
        side="",
        tier=3,
        timezone=timezone,
        links=candidate.links,
        expected_gap=DEAD_AFTER,
    )


def is_alive(report: SourceReport) -> bool:
    """Tell whether a candidate would give something to read."""
    return report.entries > 0 and report.state in (SourceState.OK, SourceState.UNDATED, SourceState.WRONG_ENCODING)


def propose(
    candidate: Candidate,
    listing: Listing,
    known: Sequence[SourceEntry],
    now: datetime,
    *,
    page_language: str = "",
    given: dict[str, Any],
) -> SourceEntry:
    """Return the entry for a candidate; what is not given is taken from entries of its host, then from what it publishes."""
    host = urlsplit(candidate.url).netloc.lower()
    titles = " ".join(entry.title for entry in listing.entries)
    guess = detect_language(titles, page_language or None)
    language = guess if guess != "und" else page_language or "en"
    akin = next((entry for entry in known if urlsplit(entry.url).netloc.lower() == host), None)
    fields: dict[str, Any] = {
        "name": slug(candidate.url, {entry.name for entry in known}),
        "title": f"{host}{urlsplit(candidate.url).path}".rstrip("/"),
        "url": candidate.url,
        "kind": candidate.kind,
        "language": language,
        "layer": akin.layer if akin and akin.language == language else Layer.FOREIGN,
        "side": akin.side if akin else "",
        "tier": akin.tier if akin else 3,
        "timezone": akin.timezone if akin else find_site(candidate.url).timezone or TIMEZONES.get(language, "UTC"),
        "every": format_duration(fitting_pause(listing)),
        "expected_gap": format_duration(fitting_gap(listing)),
        "last_seen_alive": now.date(),
    }
    if candidate.links:
        fields["links"] = candidate.links
    return SourceEntry.model_validate(fields | {name: value for name, value in given.items() if value is not None})


def slug(url: str, taken: Collection[str]) -> str:
    """Return a short name for an address that is not taken yet."""
    parts = urlsplit(url)
    host = re.sub(r"^www\.", "", parts.hostname or "")
    words = [*host.split(".")[:-1], *re.split(r"[/._-]+", parts.path.lower())]
    dull = {"", "rss", "feed", "feeds", "xml", "index", "html", "htm", "shtml", "json", "php"}
    kept = [word for word in (re.sub(r"[^a-z0-9]+", "", word) for word in words) if word not in dull]
    base = "-".join(dict.fromkeys(kept))[:50].strip("-") or "source"
    return next(name for name in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if name not in taken)


def fitting_pause(listing: Listing) -> timedelta:
    """Return how often to look: four times between two entries, within reason."""
    gaps = [gap.total_seconds() for gap in _gaps(listing)]
    usual = timedelta(seconds=median(gaps)) if gaps else 4 * SLOWEST
    rounded = timedelta(minutes=15 * max(round(usual / 4 / timedelta(minutes=15)), 1))
    return min(max(rounded, QUICKEST), SLOWEST)


def fitting_gap(listing: Listing) -> timedelta:
    """Return the silence that would be odd: twice the longest seen and a weekend, in whole days."""
    longest = max(_gaps(listing), default=timedelta(days=2))
    days = timedelta(days=-(-2 * longest // timedelta(days=1)))
    return min(days + WEEKEND, LONGEST_GAP)


def _gaps(listing: Listing) -> list[timedelta]:
    moments = sorted({entry.published for entry in listing.entries if entry.published})
    return [later - earlier for earlier, later in pairwise(moments)]
