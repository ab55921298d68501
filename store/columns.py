"""How single values are written into columns and read from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from store.keys import storable

Row = Mapping[str, Any]
NewRow = dict[str, Any]


def moment(when: datetime) -> str:
    """Write a time in UTC, so that text order is time order."""
    if when.tzinfo is None:
        return when.replace(tzinfo=UTC).isoformat()
    try:
        return when.astimezone(UTC).isoformat()
    except OverflowError:  # the first and the last day of the calendar
        return when.replace(tzinfo=UTC).isoformat()


def moment_or_none(when: datetime | None) -> str | None:
    """Write a time that may be unknown."""
    return None if when is None else moment(when)


def time_of(text: str | None) -> datetime | None:
    """Read a time that may be unknown."""
    return datetime.fromisoformat(text) if text else None


def date_of(text: str | None) -> date | None:
    """Read a date that may be unknown."""
    return date.fromisoformat(text) if text else None


def packed(values: object) -> str:
    """Write a JSON column."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def clean(row: NewRow) -> NewRow:
    """Replace what SQLite cannot hold in every text of a row."""
    return {column: storable(value) if isinstance(value, str) else value for column, value in row.items()}
