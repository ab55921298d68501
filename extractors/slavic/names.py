"""People and bodies in Ukrainian and Russian text, in every case, and who is meant where only a part of the name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors.records.words import Level, Speaker
from extractors.speakers import Institution, Official, Officials

WORD = re.compile(r"[А-ЯІЇЄҐЁа-яіїєґё][А-ЯІЇЄҐЁа-яіїєґё’'ʼ-]*")

_ENDINGS = {
    "adjective": (
        "ий",
        "ый",
        "ой",
        "ого",
        "ому",
        "им",
        "ым",
        "ім",
        "ом",
        "а",
        "ая",
        "у",
        "ую",
        "ої",
        "ій",
        "ою",
    ),
    "consonant": ("", "а", "у", "ом", "ем", "ым", "им", "е", "і", "ові", "еві", "ої", "ой", "ою", "ы", "и"),
    "vowel": ("а", "я", "и", "і", "ї", "ы", "у", "ю", "ою", "ею", "єю", "ой", "ей", "ої", "е", "є"),
    "soft": ("ь", "й", "я", "ю", "ем", "єм", "ём", "і", "ї", "е", "є", "еві", "єві", "ом", "а", "у"),
}
_COUNTRY = {
    "China": r"КНР|Кита[йюяїеєм]+|Піднебесно\w+|Поднебесн\w+|китайськ\w+|китайск\w+|Пекін\w*|Пекин\w*",
    "Ukraine": r"Україн\w+|Украин\w+|українськ\w+|украинск\w+|Києв\w*|Київ\w*|Киев\w*",
    "Russia": r"РФ|Росі[їяюєй]\w*|Росси[ияюей]\w*|російськ\w+|российск\w+|Кремл\w+|Москв\w+",
    "US": r"США|американськ\w+|американск\w+|Вашингтон\w*",
    "EU": r"ЄС|ЕС|Євросоюз\w*|Евросоюз\w*",
    "NATO": r"НАТО",
}
_POST = (
    r"речни[кц]\w*|представни[кц]\w*|представител\w+|спікер\w*|спикер\w*|пресс?-?секретар\w*|постпред\w*|дипломат\w*|посол|посл[аоуе]\w*|"
    r"глав[аиыоуе]\w*|очільни[кц]\w*|міністр\w*|министр\w*|президент\w*|прем.єр\w*|премьер\w*|лідер\w*|лидер\w*|голов[аиуоі]\w*|чиновни\w+|спецпредставни\w+|спецпредставител\w+"
)
_SIDES = tuple((side, re.compile(rf"\b(?:{pattern})\b")) for side, pattern in _COUNTRY.items())
POST = re.compile(rf"\b(?:{_POST})\b", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:він|вона|он|она|його|її|его|ее|её)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can speak, where the text names him."""

    start: int
    end: int
    people: tuple[Official, ...] = ()  # all whom the words can mean
    institution: Institution | None = None
    full: bool = False  # surname and given name
    title: str = ""  # a post without a name
    side: str | None = None


@dataclass(frozen=True, slots=True)
class _Forms:
    """Every case form of every word of a name, and of every institution."""

    words: dict[str, tuple[tuple[Official, bool], ...]]  # form -> (who, is it the word that stands alone)
    bodies: re.Pattern[str]
    institutions: dict[str, Institution]
    inflected: dict[str, Institution] = field(default_factory=dict)  # resolved once each


@lru_cache(maxsize=8)
def _forms(officials: Officials, language: str) -> _Forms:
    words: dict[str, list[tuple[Official, bool]]] = {}
    for official in officials.people:
        for form, alone in _official_forms(official, language):
            pair = (official, alone)
            if pair not in words.setdefault(form, []):
                words[form].append(pair)
    institutions = dict(officials.institutions_named(language))
    other = officials.institutions_named("ru" if language == "uk" else "uk")
    institutions = {**other, **institutions}
    bodies = "|".join(map(_inflected, sorted(institutions, key=len, reverse=True)))
    return _Forms(
        {form: tuple(who) for form, who in words.items()}, re.compile(rf"\b(?:{bodies})\b"), institutions
    )


def _inflected(name: str) -> str:
    return re.sub(
        r"(?<=[а-яіїєё]{3})[аяьйюиіїео]?(?=\b|$| )", r"[а-яіїєё]{0,3}", re.escape(name).replace("\\ ", " ")
    )


def _official_forms(official: Official, language: str) -> Iterator[tuple[str, bool]]:
    for written in official.written(language):
        parts = written.split()
        surname = 0 if official.family_first else len(parts) - 1
        for number, part in enumerate(parts):
            alone = number == surname or written in official.errors
            yield from ((form, alone) for form in case_forms(part))


def case_forms(word: str) -> tuple[str, ...]:
    """Return the case forms of one word of a name, in lower case."""
    low = word.lower()
    if len(low) < 3:
        return (low,)
    if low.endswith(("ий", "ый", "ой")) and len(low) > 5:
        return tuple({low, *(low[:-2] + each for each in _ENDINGS["adjective"])})
    if low.endswith(("ь", "й")):
        return tuple({low, *(low[:-1] + each for each in _ENDINGS["soft"])})
    if low.endswith(("а", "я")):
        return tuple({low, *(low[:-1] + each for each in _ENDINGS["vowel"])})
    if low[-1] in "оуеиіїюєёэ":
        return (low,)
    return tuple({low, *(low + each for each in _ENDINGS["consonant"])})


def find_named(text: str, start: int, end: int, officials: Officials, language: str) -> list[Named]:
    """Return people, bodies and bare posts of a stretch, in order."""
    forms = _forms(officials, language)
    found = [_with_post(text, start, each) for each in _people(text, start, end, forms)]
    taken = [(each.start, each.end) for each in found]
    for match in forms.bodies.finditer(text, start, end):
        if not _touches(match.span(), taken):
            post = POST.search(text, max(start, match.start() - 24), match.start())
            title = post.group().lower() if post and "," not in text[post.end() : match.start()] else ""
            found.append(Named(*match.span(), institution=_institution(match.group(), forms), title=title))
    found += _posts(text, start, end, taken)
    return sorted(found, key=lambda each: each.start)


def _people(text: str, start: int, end: int, forms: _Forms) -> Iterator[Named]:
    words = [match for match in WORD.finditer(text, start, end) if match.group()[0].isupper()]
    skip = -1
    for number, match in enumerate(words):
        known = forms.words.get(match.group().lower())
        if number <= skip or known is None:
            continue
        after = words[number + 1] if number + 1 < len(words) else None
        pair = _pair(text, match, known, after, forms)
        if pair:
            skip = number + 1
            assert after is not None
            yield Named(match.start(), after.end(), pair, full=True, side=pair[0].side)
            continue
        alone = tuple(who for who, stands_alone in known if stands_alone)
        if alone:
            yield Named(match.start(), match.end(), alone, side=alone[0].side)


def _pair(
    text: str,
    match: re.Match[str],
    known: tuple[tuple[Official, bool], ...],
    after: re.Match[str] | None,
    forms: _Forms,
) -> tuple[Official, ...]:
    if after is None or text[match.end() : after.start()] not in (" ", "\u00a0"):
        return ()
    second = {who.id for who, _ in forms.words.get(after.group().lower(), ())}
    both = tuple(who for who, _ in known if who.id in second)
    return tuple(dict.fromkeys(both))


def _institution(written: str, forms: _Forms) -> Institution:
    known = forms.institutions.get(written) or forms.inflected.get(written)
    if known is not None:
        return known
    stem = written.lower()
    shared = max(forms.institutions, key=lambda name: _common(name.lower(), stem))
    forms.inflected[written] = forms.institutions[shared]
    return forms.institutions[shared]


def _common(one: str, other: str) -> tuple[int, int]:
    length = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return length, -abs(len(one) - len(other))


def _with_post(text: str, start: int, person: Named) -> Named:
    """постпред КНР при ООН Чжан Цзюнь: what stands between the post and the name belongs to the person."""
    if not person.full:
        return person
    begin = max(
        start, person.start - 110, *(text.rfind(mark, start, person.start) + 1 for mark in ',.;:«»"–—')
    )
    posts = [post.start() for post in POST.finditer(text, begin, person.start)]
    return replace(person, start=posts[-1]) if posts else person


def _touches(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)


def _posts(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[Named]:
    for match in POST.finditer(text, start, end):
        if _touches(match.span(), taken):
            continue  # the post of a named person
        after = text[match.end() : match.end() + 60]
        yield Named(match.start(), match.end(), title=match.group().lower(), side=_side(after.split(",")[0]))


def _side(text: str) -> str | None:
    places = [(found.start(), side) for side, pattern in _SIDES if (found := pattern.search(text))]
    return min(places)[1] if places else None


class People:
    """Who has been named so far in a text; parts of names are read by it."""

    def __init__(self, officials: Officials) -> None:
        self.officials = officials
        self.seen: dict[str, Official] = {}
        self.last: Official | Institution | None = None

    def note(self, named: Named, *, speaks: bool = True) -> None:
        """Remember a mention; only who speaks, or stands first, is meant by a pronoun later."""
        who = self.who(named)
        if isinstance(who, Official):
            self.seen[who.id] = who
        if speaks and who is not None:
            self.last = who

    def who(self, named: Named) -> Official | Institution | None:
        """Return whom a mention means: full names first, then whoever of that name was named before."""
        if named.institution is not None:
            return self._its_spokesperson(named) or named.institution
        if named.full and named.people:
            return named.people[0]
        earlier = [each for each in named.people if each.id in self.seen]
        if earlier:
            return earlier[-1]
        if len(named.people) == 1:
            return named.people[0]
        if not named.people and isinstance(self.last, Official) and named.side in (None, self.last.side):
            return self.last
        return None

    def _its_spokesperson(self, named: Named) -> Official | None:
        """речниця МЗС КНР is the person who was named so before."""
        if not named.title or named.institution is None:
            return None
        side = named.institution.side
        return next(
            (each for each in reversed(self.seen.values()) if each.side == side and _spokes(each)), None
        )

    def speaker(self, named: Named | None, text: str) -> Speaker:
        """Return the speaker that a mention, or its absence, means."""
        if named is None:
            return Speaker(None) if self.last is None else self.officials.speaker(self.last, "")
        written = text[named.start : named.end]
        who = self.who(named)
        if who is not None:
            return self.officials.speaker(who, written)
        if named.title:
            return Speaker(_unnamed(named), written, None, named.title, named.side)
        return Speaker(written, written)


def _spokes(official: Official) -> bool:
    return any(office.level is Level.SPOKESPERSON for office in official.offices)


def _unnamed(named: Named) -> str | None:
    return f"{named.side} (unnamed representative)" if named.side else None
