"""Who can speak: people with dated offices and institutions, in every spelling that the press uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from extractors.officials_file import (
    LANGUAGES,
    InstitutionRow,
    PersonRow,
    first_day,
    last_day,
    read_officials_file,
    script_of,
)
from extractors.records.words import Level, Speaker

OFFICIALS = Path(__file__).with_name("officials.yaml")
GRACE = timedelta(days=90)  # ends of office are often known to the month only


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person held between two dates; None is open."""

    organ: str
    post: str
    level: Level
    start: date | None = None
    end: date | None = None

    def held_on(self, day: date) -> bool:
        """Tell whether the office was held on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, eq=False)  # one object a row: identity is equality
class Official:
    """A person in every spelling, with the offices held."""

    id: str
    side: str
    name: str  # the English name that statements carry
    given_first: str  # "Jinping Xi", or another English spelling
    zh: tuple[str, ...]
    uk: tuple[str, ...]
    ru: tuple[str, ...]
    short_forms: tuple[str, ...]  # "Xi", "spokesperson Wang": only after the full name, or with a title
    errors: tuple[str, ...]  # what the press writes by mistake: "Shuang", "Шуан"
    offices: tuple[Office, ...]
    note: str = ""
    alternates: tuple[str, ...] = ()  # further English spellings of the full name
    pronoun: str = "he"  # or "she"

    @property
    def family_first(self) -> bool:
        """Tell whether the first word of the name is the surname."""
        return self.side == "China"

    @property
    def surname(self) -> str:
        """Return the English surname."""
        words = self.name.split()
        return words[0] if self.family_first else words[-1]

    @property
    def given(self) -> str:
        """Return the English given name, which the press sometimes takes for the surname."""
        words = self.name.split()
        return words[-1] if self.family_first else words[0]

    def written(self, language: str) -> tuple[str, ...]:
        """Return every written form in a language, mistakes included."""
        errors = tuple(form for form in self.errors if script_of(form) == _script_of(language))
        forms = {
            "zh": self.zh,
            "uk": self.uk + self.ru,  # Ukrainian outlets quote in Russian and the other way round
            "ru": self.ru + self.uk,
        }.get(language)
        if forms is None:
            first = (self.given_first,) if self.given_first else ()
            forms = (self.name, *first, *self.alternates, *self.short_forms)
        return tuple(dict.fromkeys(forms + errors))


@dataclass(frozen=True, eq=False)  # one object a row: identity is equality
class Institution:
    """A body that speaks without a named person: a ministry, a state, a side."""

    id: str
    name: str
    side: str | None  # None: nobody's, for instance "unnamed experts"
    level: Level
    names: Mapping[str, tuple[str, ...]]  # language -> written forms


@dataclass(frozen=True, eq=False)  # one object a row: identity is equality
class Officials:
    """The gazetteer of people and institutions."""

    people: tuple[Official, ...]
    institutions: tuple[Institution, ...]

    @cached_property
    def _named(self) -> dict[str, dict[str, tuple[Official, ...]]]:
        named: dict[str, dict[str, tuple[Official, ...]]] = {language: {} for language in LANGUAGES}
        for language, forms in named.items():
            for person in self.people:
                for form in person.written(language):
                    forms[form] = (*forms.get(form, ()), person)
        return named

    @cached_property
    def _by_id(self) -> dict[str, Official | Institution]:
        everybody: tuple[Official | Institution, ...] = (*self.people, *self.institutions)
        return {each.id: each for each in everybody}

    def named(self, language: str) -> Mapping[str, tuple[Official, ...]]:
        """Return every written form in a language with the people it can mean."""
        return self._named.get(language, {})

    @cached_property
    def _institutions_named(self) -> dict[str, dict[str, Institution]]:
        return {
            language: {form: each for each in self.institutions for form in each.names.get(language, ())}
            for language in LANGUAGES
        }

    def institutions_named(self, language: str) -> Mapping[str, Institution]:
        """Return every written form of an institution in a language."""
        return self._institutions_named.get(language, {})

    def get(self, key: str) -> Official | Institution:
        """Return the person or institution with an id."""
        return self._by_id[key]

    def office_on(self, official: Official, on: date | None) -> Office | None:
        """Return the highest office held on a day, or the latest one when the day is unknown."""
        if on is None:
            current = [office for office in official.offices if office.end is None]
            return _highest(current or list(official.offices[-1:]))
        held = [office for office in official.offices if office.held_on(on)]
        return _highest(held or [office for office in official.offices if _just_left(office, on)])

    def speaker(self, who: Official | Institution, as_written: str, on: date | None = None) -> Speaker:
        """Return a person or institution as the speaker of words said on a day."""
        if isinstance(who, Institution):
            return Speaker(who.name, as_written, who.id, who.name, who.side, who.level)
        office = self.office_on(who, on)
        if office is not None:
            return Speaker(who.name, as_written, who.id, office.post, who.side, office.level)
        if on is not None and _retired(who, on):
            former = f"former {who.offices[-1].post}".replace("former former", "former")
            return Speaker(who.name, as_written, who.id, former, None, None)
        return Speaker(who.name, as_written, who.id, "", who.side, Level.UNNAMED)


def _highest(offices: list[Office]) -> Office | None:
    if len(offices) < 2:
        return offices[0] if offices else None
    return min(
        offices, key=lambda each: (each.level.rank, -(each.start or date.min).toordinal())
    )


def _just_left(office: Office, day: date) -> bool:
    return office.end is not None and office.end < day <= office.end + GRACE


def _retired(official: Official, day: date) -> bool:
    return all(office.end is not None and office.end < day for office in official.offices)


def _script_of(language: str) -> str:
    return {"zh": "zh", "uk": "cyrillic", "ru": "cyrillic"}.get(language, "latin")


def load_officials(path: Path | None = None) -> Officials:
    """Load the gazetteer; raise FaultyFileError with every fault of the file."""
    return _shipped() if path is None else _load(path)


@lru_cache(maxsize=1)
def _shipped() -> Officials:
    return _load(OFFICIALS)


def _load(path: Path) -> Officials:
    rows = read_officials_file(path)
    return Officials(tuple(map(_person, rows.people)), tuple(map(_institution, rows.institutions)))


def _person(row: PersonRow) -> Official:
    offices = tuple(
        Office(each.organ, each.post, each.level, first_day(each.start), last_day(each.end))
        for each in row.offices
    )
    return Official(
        row.id, row.side, row.name, row.given_first or "", row.zh, row.uk, row.ru,
        row.short_forms, row.errors, offices, row.note, row.alternates, row.pronoun,
    )  # fmt: skip


def _institution(row: InstitutionRow) -> Institution:
    names = {language: getattr(row.names, language) for language in LANGUAGES}
    return Institution(row.id, row.name, row.side, row.level, names)
