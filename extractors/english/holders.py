"""An office without a name: who in the article holds it, else who held it on the date."""

from __future__ import annotations

import re

from extractors.english.discourse import WATCHED, Discourse, Phrase, Voice, as_pronoun, as_voice
from extractors.english.names import as_spelt
from extractors.english.offices import OFFICE_WORDS, OFFICES, PRIVATE
from extractors.english.people import NEAR, Person, side_of, without_place
from extractors.records.words import Speaker
from extractors.speakers import Official


def by_office(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """An office without a name: who in the article holds it, else who held it on the date."""
    lower = phrase.lower
    if not OFFICE_WORDS.search(lower) or PRIVATE.search(lower):
        return None
    side = side_of(without_place(lower)) or side_of(without_place(phrase.apposition.lower()))
    if lower.startswith("the spokes") and discourse.spokes and discourse.last and discourse.last.key == discourse.spokes.key:
        return as_pronoun(discourse.spokes, phrase)
    if side is None and (_OF_ANOTHER_STATE.search(phrase.text) or _SEVERAL.search(lower)):
        return None
    inferred = side is None
    if lower == "the leader" and discourse.focus is not None and discourse.focus.speaker.acts_for == WATCHED:
        return as_pronoun(discourse.focus, phrase)
    for written, post in OFFICES:
        found = written.search(lower)
        if found is None:
            continue
        side = side or (
            discourse.last.speaker.acts_for
            if discourse.last and lower.startswith(("the ", "his ", "its "))
            else WATCHED
            if discourse.lead == WATCHED and discourse.last is None and lower.startswith("the ")
            else None
        )
        present = (
            [p for p in _around(phrase, discourse) if p.side == side and written.search(p.roles)]
            if side
            else []
        )
        present = [p for p in present if p.position <= phrase.position] or present
        house = _OWN_HOUSE.search(lower) if lower.startswith(("a ", "an ")) else None
        if house:
            present = [p for p in present if house[0] in p.roles]  # "a spokesman for the mission" is not the ministry's
        if not present and lower in _BARE and any(p.side not in (None, side) and written.search(p.roles) for p in discourse.people.named_before(phrase.position)):
            return None  # "the President" is whom the article calls so
        if present:
            last = as_spelt(present[-1], discourse)
            return (
                as_voice(last.official, phrase, discourse)
                if last.official
                else Voice(Speaker(last.name, phrase.text, acts_for=last.side), last.key, True)
            )
        if inferred and found[0] == "prime minister" and side == WATCHED:
            return None  # China's is called premier
        someone = lower.startswith(("a ", "an ")) and any(p.side == side and _IN_NEW_YORK.search(p.roles) for p in _around(phrase, discourse))
        holder = _holder(side, post, found, discourse) if side and not someone and not house else None
        return as_voice(holder, phrase, discourse) if holder else None
    return None


_OF_ANOTHER_STATE = re.compile(r"\b(?:of|from|for) (?:the )?[A-Z][a-z]+|\b(?!UN\b|FM\b|MFA\b)[A-Z]{2,}\b")  # "the foreign minister of Singapore", "the BRICS"
_SEVERAL = re.compile(r"\b(?:ministers|presidents|leaders|ambassadors|envoys|premiers|secretaries)$")
_IN_NEW_YORK = re.compile(r"\b(?:permanent|deputy|charge|chargé)\b")  # "a Chinese envoy to the UN" is whom the article names at that mission
_OWN_HOUSE = re.compile(r"\b(?:mission|embassy|consulate)\b")
_BARE = frozenset(("the president", "the prime minister", "the chancellor", "the premier"))


def _around(phrase: Phrase, discourse: Discourse) -> list[Person]:
    """Return the people named near a phrase, before it and after."""
    people = discourse.people
    return people.named_before(phrase.position) + people.within(phrase.position + 1, phrase.position + 4000)


def _holder(
    side: str | None, post: re.Pattern[str], found: re.Match[str], discourse: Discourse
) -> Official | None:
    """Return the one official of a side who held a post on the date; without a date one whom the article names."""
    day = discourse.on
    where = next((w for w in found.groupdict().values() if w), "")
    where = _SHORT_FOR.get(where.split()[0], where) if where else where
    holders = [
        (person, office)
        for person in discourse.officials.people
        if person.side == side
        for office in person.offices
        if (day is None or office.held_on(day))
        and post.search(office.post)
        and (not where or where.split()[0] in office.post.lower())
    ]
    mentioned = {p.key for p in discourse.people.mentions[: 5 * NEAR]}
    chosen = [h for h in holders if h[0].id in mentioned] or (holders if day else [])
    people = {person.id: person for person, _ in chosen}
    if len(people) > 1 and "Central Foreign" in post.pattern:
        people = {
            person.id: person for person, office in chosen if "Central Foreign" in office.post
        } or people
    return next(iter(people.values())) if len(people) == 1 else None


_SHORT_FOR = {"us": "united states", "uk": "united kingdom", "britain": "united kingdom"}
