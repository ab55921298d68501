"""Politeness: what robots.txt allows, how long to wait between two requests to one host, and when to leave it alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from urllib.parse import urlsplit

from protego import Protego

ROBOTS_LIFETIME = timedelta(hours=24)
FAILURE_LIFETIME = timedelta(hours=1)
PASSING_LIFETIME = timedelta(minutes=2)
ROBOTS_BYTES = 500 * 1024  # RFC 9309: a crawler reads at least this much
LONGEST_CRAWL_DELAY = 300.0
LONGEST_RETRY_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class Robots:
    """What a host's robots.txt says to us."""

    text: str | None  # None: no robots.txt, everything may be read
    read_at: datetime
    note: str  # what was seen, for `sources check`
    soft_404: str = ""  # where the host sends requests for what it does not have
    unreachable: bool = False  # RFC 9309: a server error means "do not crawl", for now
    passing: bool = False  # unreachable because of the network: asked again with the next run

    @cached_property
    def _rules(self) -> Protego | None:
        return None if self.text is None else Protego.parse(self.text)

    def allows(self, url: str, user_agent: str) -> bool:
        """Tell whether an address may be read."""
        if self.unreachable:
            return False
        return self._rules is None or bool(self._rules.can_fetch(url, user_agent))

    def crawl_delay(self, user_agent: str) -> float:
        """Return the seconds the host asks for between two requests, 0 when it does not."""
        delay = float(self._rules.crawl_delay(user_agent) or 0) if self._rules else 0.0
        return min(delay, LONGEST_CRAWL_DELAY) if delay > 0 else 0.0  # "nan" and "-5" have been seen

    def expired(self, now: datetime) -> bool:
        """Tell whether to read it again: after a day, a failing one within the hour, and when the clock went back."""
        lifetime = FAILURE_LIFETIME if self.unreachable else ROBOTS_LIFETIME
        lifetime = PASSING_LIFETIME if self.passing else lifetime
        return not self.read_at <= now <= self.read_at + lifetime


def read_robots(status: int, final_url: str, content_type: str, body: bytes, now: datetime) -> Robots:
    """Judge an answer to a request for /robots.txt; a page put in its place is no robots.txt."""
    if status >= 500:
        return Robots(None, now, f"robots.txt answers {status}: not read for now (RFC 9309)", unreachable=True)
    if status != 200:
        return Robots(None, now, f"no robots.txt ({status})")
    path = urlsplit(final_url).path
    page = "html" in content_type.lower() or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    if not path.endswith("robots.txt") or page:
        elsewhere = "" if path.endswith("robots.txt") else final_url
        return Robots(None, now, f"no robots.txt (a page stands at {final_url})", soft_404=elsewhere)
    return Robots(body[:ROBOTS_BYTES].decode("utf-8", "replace"), now, "robots.txt read")


@dataclass(slots=True)
class Pacing:
    """Turns at each host: when the next request may go out. Seconds are of any clock that never goes back."""

    pace: float
    closed_until: dict[str, datetime] = field(default_factory=dict)  # hosts that asked to be left alone
    _free_at: dict[str, float] = field(default_factory=dict)

    def reserve(self, host: str, clock: float, crawl_delay: float = 0.0) -> float:
        """Take the next turn at a host and return the seconds to wait for it."""
        turn = max(clock, self._free_at.get(host, clock))
        self._free_at[host] = turn + max(self.pace, crawl_delay)
        return turn - clock

    def close(self, host: str, until: datetime) -> None:
        """Leave a host alone until a moment that it asked for."""
        self.closed_until[host] = max(until, self.closed_until.get(host, until))

    def closed_for(self, host: str, now: datetime) -> timedelta | None:
        """Return how long a host still wants to be left alone, None when it does not."""
        until = self.closed_until.get(host)
        return until - now if until and until > now else None


def retry_after(header: str, now: datetime) -> timedelta | None:
    """Read a Retry-After header, seconds or a date; nonsense is none, a day is the most we heed."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST_RETRY_AFTER)
