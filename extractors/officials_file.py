"""The officials file: what a person may write there, and every fault of it with its place."""

from __future__ import annotations

import calendar
import re
from collections.abc import Hashable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from extractors.errors import Fault, FaultyFileError
from extractors.records.words import Level

LANGUAGES = ("en", "zh", "uk", "ru")
SCRIPTS = {
    "zh": re.compile(r"[㐀-鿿]"),
    "cyrillic": re.compile(r"[Ѐ-ӿ]"),
    "latin": re.compile(r"[A-Za-zÀ-ɏ]"),
}


def script_of(form: str) -> str:
    """Return the script of a written form: "zh", "cyrillic", "latin" or ""."""
    return next((name for name, letters in SCRIPTS.items() if letters.search(form)), "")


def _partial_date(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise ValueError(f"{value!r} is no date; expected 2023, 2023-03 or 2023-03-11")
    return value


def _letters(script: str) -> AfterValidator:
    def check(value: str) -> str:
        if script_of(value) != script:
            raise ValueError(f"{value!r} is not written in {script} letters")
        return value

    return AfterValidator(check)


Day = Annotated[str, AfterValidator(_partial_date)]
Han = Annotated[str, _letters("zh")]
Cyrillic = Annotated[str, _letters("cyrillic")]
Latin = Annotated[str, _letters("latin")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


class OfficeRow(_Strict):
    """A post as the file writes it."""

    organ: str
    post: str
    level: Level
    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="to")


class PersonRow(_Strict):
    """A person as the file writes it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    side: str
    name: Latin
    pronoun: Literal["he", "she"] = "he"
    given_first: Latin | None = None
    alternates: tuple[Latin, ...] = ()
    zh: tuple[Han, ...] = ()
    uk: tuple[Cyrillic, ...] = ()
    ru: tuple[Cyrillic, ...] = ()
    short_forms: tuple[Latin, ...] = ()
    errors: tuple[str, ...] = ()
    note: str = ""
    offices: tuple[OfficeRow, ...] = Field(min_length=1)


class _NamesRow(_Strict):
    en: tuple[Latin, ...] = ()
    zh: tuple[str, ...] = ()
    uk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()


class InstitutionRow(_Strict):
    """An institution as the file writes it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: Latin
    side: str | None
    level: Level
    names: _NamesRow


class OfficialsFile(_Strict):
    """The whole file."""

    people: tuple[PersonRow, ...]
    institutions: tuple[InstitutionRow, ...]


class _NoDuplicates(yaml.CSafeLoader):
    """A YAML loader that does not silently keep the last of two equal keys."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for key in {key for key in keys if keys.count(key) > 1}:
            raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def read_officials_file(path: Path) -> OfficialsFile:
    """Read and check the file; raise FaultyFileError with every fault."""
    try:
        # The loader is a SafeLoader; only its mapping check is added.
        raw = yaml.load(path.read_text("utf-8"), Loader=_NoDuplicates)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FaultyFileError((Fault(str(path), "file", " ".join(str(error).split())),)) from error
    try:
        rows = OfficialsFile.model_validate(raw)
    except ValidationError as error:
        raise FaultyFileError(tuple(_faults(path, raw, error))) from error
    faults = tuple(_contradictions(path, rows))
    if faults:
        raise FaultyFileError(faults)
    return rows


def _faults(path: Path, raw: Any, error: ValidationError) -> Iterator[Fault]:
    for each in error.errors():
        place = each["loc"]
        row = _row(raw, place[:2])
        who = f" ({row['id']})" if isinstance(row, dict) and "id" in row else ""
        yield Fault(str(path), ".".join(map(str, place)) + who, each["msg"])


def _row(raw: Any, place: tuple[str | int, ...]) -> Any:
    try:
        return raw[place[0]][place[1]]
    except (KeyError, IndexError, TypeError):
        return None


def _contradictions(path: Path, rows: OfficialsFile) -> Iterator[Fault]:
    seen: set[str] = set()
    for section, entries in (("people", rows.people), ("institutions", rows.institutions)):
        for entry in entries:
            if entry.id in seen:
                yield Fault(str(path), f"{section} ({entry.id})", "id stands twice; expected a unique id")
            seen.add(entry.id)
    for person in rows.people:
        for office in person.offices:
            start, end = first_day(office.start), last_day(office.end)
            if start and end and start > end:
                yield Fault(
                    str(path), f"people ({person.id}).offices", f"{office.post}: from is later than to"
                )
    yield from _taken_names(path, rows)


def _taken_names(path: Path, rows: OfficialsFile) -> Iterator[Fault]:
    for language in LANGUAGES:
        owner: dict[str, str] = {}
        for row in rows.institutions:
            for form in getattr(row.names, language):
                if form in owner:
                    where = f"institutions ({row.id}).names.{language}"
                    yield Fault(str(path), where, f"{form!r} already names {owner[form]}")
                owner[form] = row.id


def first_day(value: str | None) -> date | None:
    """Return the first day that a partial date covers."""
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :]) if value else None


def last_day(value: str | None) -> date | None:
    """Return the last day that a partial date covers."""
    if value is None or len(value) == len("2023-03-11"):
        return date.fromisoformat(value) if value else None
    year, month = int(value[:4]), int(value[5:7] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])
