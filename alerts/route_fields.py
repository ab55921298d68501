"""What a routes file may say, field by field."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from extractors.records.changes import AlertKind, ShiftKind
from extractors.records.words import Level

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GRADES = ("strong", "moderate", "weak", "rule", "not enough history")
FORMATS = ("html", "text", "markdown", "short", "json")

_WHEN = re.compile(
    rf"(?P<often>at once|hourly|off)|(?P<daily>daily) (?P<at>\d\d:\d\d)|(?P<weekly>weekly) (?P<day>{'|'.join(DAYS)}) (?P<hour>\d\d:\d\d)"
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_VARIABLE = re.compile(r"\$([A-Z][A-Z0-9_]*)")
_BLOCK = re.compile(r"block:([a-z0-9][a-z0-9-]*)")  # as Prefect allows a block to be named


class Often(StrEnum):
    """How often a route speaks."""

    AT_ONCE = "at once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


class Fields(BaseModel):
    """Strict, frozen: an unknown field is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class When(Fields):
    """A time of the day or week."""

    often: Often
    minute: int = 0  # of the day
    day: int = 0  # of the week, Monday 0


def _clock(value: object) -> int:
    found = _CLOCK.fullmatch(str(value))
    if not found:
        raise ValueError(f"{value!r} is no time of day; expected for instance 07:30, in quotes")
    return int(found[1]) * 60 + int(found[2])


def _when(value: object) -> object:
    if isinstance(value, When):
        return value
    found = _WHEN.fullmatch(str(value))
    if not found:
        raise ValueError(
            f"{value!r} is not understood; expected `at once`, `hourly`, `daily 07:30`, `weekly monday 07:30` or `off`"
        )
    if found["often"]:
        return When(often=Often(found["often"]))
    if found["daily"]:
        return When(often=Often.DAILY, minute=_clock(found["at"]))
    return When(often=Often.WEEKLY, minute=_clock(found["hour"]), day=DAYS.index(found["day"]))


def _place(value: object) -> object:
    if block_of(str(value)):
        return value
    found = _VARIABLE.fullmatch(str(value))
    if not found:
        raise ValueError(
            "expected the name of an environment variable, for instance $TIFAWATCH_TO_MAIL, or of a secret block of Prefect, "
            "for instance block:readers-mail; addresses and secrets never stand in this file"
        )
    return found[1]


def block_of(target: str) -> str:
    """Return the secret block that a target names, "" when it names an environment variable."""
    found = _BLOCK.fullmatch(target)
    return found[1] if found else ""


def named_in_file(target: str) -> str:
    """Return a target as a routes file writes it."""
    return target if block_of(target) else f"${target}"


def _zone(value: object) -> object:
    if str(value) not in available_timezones():
        raise ValueError(f"{value!r} is no time zone; expected for instance Europe/Berlin")
    return ZoneInfo(str(value))


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _duration(value: object) -> object:
    found = re.fullmatch(r"(\d+) ?(m|h|d)", str(value))
    if not found:
        raise ValueError(f"{value!r} is no duration; expected for instance 90m, 24h or 3d")
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[found[2]]: int(found[1])})


Clock = Annotated[int, BeforeValidator(_clock)]
WhenField = Annotated[When, BeforeValidator(_when)]
Place = Annotated[str, BeforeValidator(_place)]  # of an address
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
Kinds = Annotated[tuple[AlertKind, ...], BeforeValidator(_several)]
Changes = Annotated[tuple[ShiftKind, ...], BeforeValidator(_several)]
Levels = Annotated[tuple[Level, ...], BeforeValidator(_several)]


class Hears(Fields):
    """Which alerts: each field that is given must fit; within a field one of the values."""

    kinds: Kinds = ()
    changes: Changes = ()
    formulas: Names = ()
    themes: Names = ()
    levels: Levels = ()
    at_least: Level | None = None
    speakers: Names = ()
    counterparts: Names = ()
    tier: int | None = Field(default=None, ge=1, le=3)
    grades: Names = ()
    languages: Names = ()

    @model_validator(mode="after")
    def _known(self) -> Hears:
        wrong = [grade for grade in self.grades if grade not in GRADES]
        if wrong:
            raise ValueError(f"unknown grade {wrong[0]!r}; expected one of {', '.join(GRADES)}")
        return self


class QuietHours(Fields):
    """When a push waits until morning, and what does not wait."""

    start: Clock = Field(alias="from")
    until: Clock
    zone: Zone | None = Field(default=None, alias="time_zone")
    broken_by: Hears | None = None


class Route(Fields):
    """Who hears what, where and when."""

    name: str = ""
    why: str = Field(min_length=3)
    to: Place
    or_else: Place | None = None
    escalate_after: Duration = timedelta(hours=24)
    required: bool = True
    active: bool = True
    hears: Hears = Hears()
    when: WhenField = When(often=Often.AT_ONCE)
    zone: Zone = Field(default=ZoneInfo("UTC"), alias="time_zone")
    quiet_hours: QuietHours | None = None
    digest: WhenField = When(often=Often.DAILY, minute=450)
    candidates: bool = True
    empty_digest: bool = False
    format: str = ""
    ceiling: int = Field(default=60, gt=0)

    @model_validator(mode="after")
    def _sound(self) -> Route:
        if self.format and self.format not in FORMATS:
            raise ValueError(f"unknown format {self.format!r}; expected one of {', '.join(FORMATS)}")
        if self.when.often is Often.OFF:
            raise ValueError("`when: off` would hear nothing; remove the route instead")
        if self.digest.often not in (Often.DAILY, Often.WEEKLY, Often.OFF):
            raise ValueError("a digest is daily, weekly or off")
        return self

    @property
    def digest_time(self) -> When | None:
        """Return when the digest goes: `when` itself where that is daily or weekly; None: there is none."""
        if self.when.often in (Often.DAILY, Often.WEEKLY):
            return self.when
        return None if self.digest.often is Often.OFF else self.digest

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the environment variables that hold this route's addresses; what stands in a block is asked for when it is sent."""
        return tuple(place for place in (self.to, self.or_else) if place and not block_of(place))


class RoutesFile(Fields):
    """The whole file."""

    routes: dict[str, Any]

    @model_validator(mode="before")
    @classmethod
    def _a_mapping(cls, value: object) -> object:
        if not isinstance(value, dict) or not isinstance(value.get("routes"), dict) or not value["routes"]:
            raise ValueError("expected `routes:` with at least one named route below it")
        return value

    def named_routes(self) -> tuple[Route, ...]:
        """Return the routes with their names; all faults of all routes are raised together."""
        return tuple(_Routes.model_validate({"routes": self.routes}).routes.values())


class _Routes(Fields):
    routes: dict[str, Route]

    @model_validator(mode="before")
    @classmethod
    def _name_them(cls, value: dict[str, Any]) -> dict[str, Any]:
        named = {}
        for name, fields in value["routes"].items():
            if isinstance(fields, dict):
                ours = {"name", "active"} & set(fields)  # set here, never in the file
                fields = {f"{key} (unknown)" if key in ours else key: said for key, said in fields.items()}
                fields["name"] = str(name)
            named[name] = fields
        return {"routes": named}
