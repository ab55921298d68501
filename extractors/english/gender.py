"""Whom an article shows to be a man or a woman, so that "she" is never taken for a man who is beside a woman."""

from __future__ import annotations

import re

from extractors.english.people import People, Person

_SHOWN = re.compile(
    r"\b(?:(?P<he>Mr|Sir|[Ss]pokesman|[Cc]hairman)|(?:Mrs|Ms|Miss|Madame|[Ss]pokeswoman|[Cc]hairwoman))\b\.?,?\s"
    r"(?P<name>(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w-]+)"
)
_SIGNS = ("Mr", "Sir", "Ms", "Miss", "Madame", "man ", "woman")


def shown_genders(text: str) -> dict[str, str]:
    """Return what the titles beside names show: "Ms. Baerbock"; surnames in lower case."""
    if not any(sign in text for sign in _SIGNS):
        return {}
    found = ((m["name"].split()[-1].lower(), "he" if m["he"] else "she") for m in _SHOWN.finditer(text))
    return dict(found)


def agreeing(pronoun: str, focus: str, people: People, position: int) -> Person | None:
    """Return whom "she" means when it cannot be the one in focus: the woman named last; None: no reason to doubt.

    "He" proves nothing: translating machines write it of women too.
    """
    if pronoun not in ("she", "her"):
        return None
    before = people.named_before(position)
    meant = next((p for p in reversed(before) if p.key == focus), None)
    if meant is None or _gender(meant, people) != "he":
        return None
    return next((p for p in reversed(before) if _gender(p, people) == "she"), None)


def _gender(person: Person, people: People) -> str | None:
    if person.official is not None:
        return person.official.pronoun
    return people.genders.get(person.words[-1])
