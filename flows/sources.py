"""What we watch: a strict reader of sources files that lists every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from extractors.errors import Fault, FaultyFileError, FetchRefusedError
from extractors.records.pages import Layer, Source, SourceKind
from extractors.sites import SITES
from flows.guard import check_url

SHIPPED_SOURCES = Path(__file__).with_name("sources.yaml")

DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(min|minutes?|h|hours?|d|days?|weeks?)", re.IGNORECASE)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}

FAMILIES = tuple(site.name for site in SITES)
EXPECTED = {  # in words where the model would answer with a pattern
    "version": "1",
    "sources": "a list of entries, each beginning with `- name:`",
    "name": 'small letters, digits and hyphens, at most 60, such as "mfa-en-press"',
    "title": "what readers of alerts see",
    "kind": "feed (RSS or Atom), index (a page of links), sitemap or json",
    "language": 'two small letters, such as "en" or "zh"',
    "layer": "original, translation, state_media or foreign",
    "tier": "1 (official), 2 (press with editors) or 3 (everything else)",
    "last_seen_alive": "a day such as 2026-09-26",
    "off": "true or false",
}


def parse_duration(value: object) -> object:
    """Read "15 min", "4 hours", "3 days"; anything else is left for the model to refuse."""
    match = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError('expected a number and a unit: "15 min", "4 hours", "3 days"')
    return float(match[1]) * UNITS[match[2][0].lower()]


def format_duration(duration: timedelta) -> str:
    """Write a duration as `parse_duration` reads it."""
    minutes = round(duration / timedelta(minutes=1))
    for unit, size in (("days", 1_440), ("hours", 60)):
        if minutes >= size and minutes % size == 0:
            return f"{minutes // size} {unit if minutes > size else unit[:-1]}"
    return f"{minutes} min"


def _web_address(value: str) -> str:
    try:
        return str(check_url(value))
    except FetchRefusedError as error:
        raise ValueError(str(error)) from None


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'no such time zone: {value!r}; expected a name such as "Asia/Shanghai"') from None
    return value


def _family(value: str) -> str:
    if value not in FAMILIES:
        raise ValueError(f"no such site family: {value!r}; expected {_choice(FAMILIES)}, or nothing where the host tells")
    return value


def _expression(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return value


def _choice(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}"


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
NonEmpty = Annotated[str, Field(min_length=1)]


class SourceEntry(BaseModel):
    """One entry of a sources file, as a person writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Slug
    title: NonEmpty
    url: Annotated[str, AfterValidator(_web_address)]
    kind: SourceKind
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    layer: Layer
    side: str = ""
    tier: Annotated[int, Field(ge=1, le=3)] = 2
    timezone: Annotated[str, AfterValidator(_time_zone)] = "UTC"
    every: Annotated[Duration, Field(ge=timedelta(minutes=1), le=timedelta(days=7))] = timedelta(minutes=30)
    expected_gap: Annotated[Duration, Field(ge=timedelta(minutes=10), le=timedelta(days=400))] = timedelta(days=3)
    adapter: Annotated[str, AfterValidator(_family)] | None = None
    links: Annotated[str, AfterValidator(_expression)] | None = None
    last_seen_alive: date | None = None  # for people
    note: str = ""  # for people: what to know of this source
    off: bool = False  # True: known, and not read

    def as_source(self) -> Source:
        """Return the record that travels."""
        for_people = ("last_seen_alive", "note", "off")
        fields = {name: getattr(self, name) for name in SourceEntry.model_fields if name not in for_people}
        return Source(**fields)


class SourcesFile(BaseModel):
    """A whole sources file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    sources: list[Any]


def load_sources(paths: Sequence[Path] | Path = SHIPPED_SOURCES) -> tuple[Source, ...]:
    """Return the sources that are on; of two with one name the later file's wins; raises with all faults at once."""
    return tuple(entry.as_source() for entry in load_entries(paths) if not entry.off)


def load_entries(paths: Sequence[Path] | Path = SHIPPED_SOURCES) -> tuple[SourceEntry, ...]:
    """Return every entry, those that are off included."""
    found: dict[str, SourceEntry] = {}
    faults: list[Fault] = []
    for path in (paths,) if isinstance(paths, Path) else paths:
        entries, wrong = _read_file(path)
        found |= {entry.name: entry for entry in entries}
        faults += wrong
    if faults:
        raise FaultyFileError(tuple(faults))
    return tuple(found.values())


def _read_file(path: Path) -> tuple[list[SourceEntry], list[Fault]]:
    try:
        content = YAML(typ="safe").load(path.read_text("utf-8"))
        listed = SourcesFile.model_validate({"sources": content} if isinstance(content, list) else content).sources
    except (OSError, UnicodeDecodeError) as error:
        return [], [Fault(str(path), "file", f"cannot be read: {error}")]
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}" if mark else "file"
        return [], [Fault(str(path), where, f"not YAML: {error.problem}")]
    except YAMLError as error:
        return [], [Fault(str(path), "file", f"not YAML: {error}")]
    except ValidationError as error:
        return [], _faults(path, "", error)
    return _read_entries(path, listed)


def _read_entries(path: Path, listed: list[Any]) -> tuple[list[SourceEntry], list[Fault]]:
    entries: list[SourceEntry] = []
    faults: list[Fault] = []
    for number, written in enumerate(listed, 1):
        name = written.get("name") if isinstance(written, dict) else None
        try:
            entries.append(SourceEntry.model_validate(written))
        except ValidationError as error:
            faults += _faults(path, str(name or f"sources[{number}]"), error)
    return entries, faults + _repeated(path, entries)


def _faults(path: Path, name: str, error: ValidationError) -> list[Fault]:
    known = SourceEntry.model_fields if name else SourcesFile.model_fields
    return [
        Fault(str(path), ".".join(map(str, (name, *part["loc"]) if name else part["loc"])) or "file", _explain(part, tuple(known)))
        for part in error.errors()
    ]


def _explain(part: ErrorDetails, known: Sequence[str]) -> str:
    """Say what was expected; the words of the model are for programmers."""
    if part["type"] == "missing":
        return "is missing"
    field = str(part["loc"][0]) if part["loc"] else ""
    if part["type"] == "extra_forbidden":
        near = get_close_matches(field, known, 1)
        return f"unknown field; did you mean {near[0]}?" if near else f"unknown field; known are {', '.join(known)}"
    if not field:
        return f"expected an entry with fields such as `name:` and `url:`, not {part['input']!r}"
    if field in EXPECTED:
        return f"expected {EXPECTED[field]}, not {part['input']!r}"
    return part["msg"].removeprefix("Value error, ")


def _repeated(path: Path, entries: Iterable[SourceEntry]) -> list[Fault]:
    """Return a fault for a name or an address that stands twice in one file."""
    faults, seen = [], set()
    for entry in entries:
        for field, value in (("name", entry.name), ("url", entry.url)):
            if (field, value) in seen:
                faults.append(Fault(str(path), f"{entry.name}.{field}", f"{value} stands twice"))
            seen.add((field, value))
    return faults


def as_yaml(entry: SourceEntry) -> dict[str, Any]:
    """Return an entry as a person would write it: plain words, and nothing that goes without saying."""
    fields = entry.model_dump(mode="python", exclude_unset=True)
    plain = {name: format_duration(value) if isinstance(value, timedelta) else value for name, value in fields.items()}
    return {name: str(value) if isinstance(value, str) else value for name, value in plain.items()}


def write_entry(path: Path, entry: SourceEntry) -> None:
    """Add an entry to a sources file and keep its comments; a file that does not exist is begun."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 200
    content: Any = yaml.load(path.read_text("utf-8")) if path.exists() else {"version": 1, "sources": []}
    listed = content if isinstance(content, list) else content["sources"]
    listed.append(as_yaml(entry))
    new = path.with_suffix(".yaml.new")
    with new.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)
    load_entries(new)  # never replaces a sound file with a faulty one
    new.replace(path)
