"""A target as its route names it: where its address stands, and whether it is to be left alone for a while."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from alerts.blocks import Message
from alerts.links import Site
from alerts.route_fields import block_of
from extractors.errors import TifawatchError
from extractors.records.changes import Acceptance, Outcome
from flows.secret_block import read_secret
from flows.settings import Settings
from store.outbox import release
from store.queries import fetch_meta
from store.save import save_meta

FAILURES_BEFORE_HOLD = 3  # one message may be refused for what it is; three in a row are the target
FIRST_HOLD = timedelta(seconds=30)
LONGEST_HOLD = timedelta(minutes=8)  # after an outage everything is out within ten minutes
SECRET_SECONDS = 300.0  # a secret is read again after so long, so that a changed one is noticed
FAULT_SECONDS = 30.0  # the same for one that could not be read

NO_ROUTE = "a route that is no longer in the routes file"  # what it promised is still delivered

Push = Callable[[str, Message, str], Outcome]  # address, message, form


# ---------------------------------------------------------------- where it is


@dataclass(frozen=True, slots=True)
class Address:
    """What a target's name stands for; without an address, why not."""

    text: str = ""
    fault: str = ""


_secrets: dict[str, tuple[float, Address]] = {}


def address_of(target: str) -> Address:
    """Return the address behind a target's name: of an environment variable, or of a secret block of Prefect."""
    block = block_of(target)
    if block:
        return _secret(block)
    text = os.environ.get(target, "").strip()
    return Address(text, "" if text else f"the environment variable {target} is not set")


def _secret(block: str) -> Address:
    """Read a block, or remember for a while what it said: a send must not wait for another server each time."""
    until, known = _secrets.get(block, (0.0, Address()))
    if time.monotonic() < until:
        return known
    try:
        text = read_secret(block)
        known = Address(text, "" if text else f"the secret block {block!r} is empty")
    except TifawatchError as error:
        known = Address(fault=str(error))
    _secrets[block] = (time.monotonic() + (SECRET_SECONDS if known.text else FAULT_SECONDS), known)
    return known


def site_of(settings: Settings) -> Site:
    """Return the Datasette site that messages link to."""
    return Site(settings.site_url, settings.database_path.stem)


# ---------------------------------------------------------------- the breaker


@dataclass(frozen=True, slots=True)
class Hold:
    """What the breaker of a target remembers."""

    failures: int = 0
    until: datetime | None = None

    def after(self, outcome: Outcome, now: datetime) -> Hold:
        """Return the breaker after one more outcome."""
        if outcome.acceptance is Acceptance.ACCEPTED:
            return Hold()
        failures = self.failures + 1
        grown = FIRST_HOLD * 2 ** min(failures - FAILURES_BEFORE_HOLD, 8) if failures >= FAILURES_BEFORE_HOLD else timedelta()
        pause = max(min(grown, LONGEST_HOLD), outcome.retry_after or timedelta())
        return Hold(failures, now + pause if pause else None)

    def holds(self, now: datetime) -> bool:
        """Tell whether the target is to be left alone; a clock that was set back does not hold it for ever."""
        return self.until is not None and now < self.until < now + timedelta(hours=2)


def load_hold(db: Database, target: str) -> Hold:
    """Return what the breaker of a target remembers."""
    stored = json.loads(fetch_meta(db, f"hold {target}") or "{}")
    until = stored.get("until")
    return Hold(stored.get("failures", 0), datetime.fromisoformat(until) if until else None)


def remember(db: Database, target: str, outcome: Outcome, now: datetime) -> None:
    """Tell the breaker of a target how a push ended."""
    before = load_hold(db, target)
    after = before.after(outcome, now)
    if after != before:
        until = after.until.isoformat() if after.until else ""
        save_meta(db, f"hold {target}", json.dumps({"failures": after.failures, "until": until}))
    if outcome.acceptance is Acceptance.ACCEPTED and before.failures:
        release(db, target, now)  # it is back: what waited for it goes now, together
