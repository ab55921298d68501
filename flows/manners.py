"""Manners kept from one process to the next: what hosts' robots.txt said, and who asked to be left alone until when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from flows.politeness import Robots

MOST_HOSTS = 2_000


class _KeptRobots(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str | None
    read_at: AwareDatetime
    note: str
    soft_404: str = ""
    unreachable: bool = False


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore")

    robots: dict[str, _KeptRobots] = {}
    closed_until: dict[str, AwareDatetime] = {}


def load_manners(path: Path) -> tuple[dict[str, Robots], dict[str, datetime]]:
    """Return robots by origin and waits by host; a file that is missing or damaged costs one request a host, no more."""
    try:
        kept = _Kept.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}, {}
    return {origin: Robots(**robots.model_dump()) for origin, robots in kept.robots.items()}, dict(kept.closed_until)


def save_manners(path: Path, robots: dict[str, Robots], closed_until: dict[str, datetime], now: datetime) -> None:
    """Keep what is still true; failing to costs no more than a missing file."""
    fresh = {origin: one for origin, one in robots.items() if not one.passing and not one.expired(now)}
    kept = _Kept(
        robots={origin: _KeptRobots.model_validate(one, from_attributes=True) for origin, one in list(fresh.items())[-MOST_HOSTS:]},
        closed_until={host: until for host, until in closed_until.items() if until > now},
    )
    new = path.with_name(path.name + ".new")
    try:
        new.write_text(kept.model_dump_json(), "utf-8")
        new.replace(path)
    except OSError:
        return

