"""Whom "the diplomat" and "the envoy" mean: the person of the article whose office fits."""

from __future__ import annotations

import re

from extractors.english.discourse import (
    WATCHED,
    Discourse,
    Phrase,
    Voice,
    as_pronoun,
    as_voice,
    unnamed_voice,
)
from extractors.english.offices import OFFICIAL
from extractors.english.people import Person
from extractors.records.words import Level, Speaker


def definite_person(lower: str, phrase: Phrase, discourse: Discourse) -> Voice | None:
    """Return the person whose office in the article fits, else whoever "he" would mean."""
    head = re.findall(r"[a-z]+", lower)[-1]
    fitting = _holding(head, phrase, discourse)
    known = any(discourse.focus is not None and p.key == discourse.focus.key for p in fitting)
    if fitting and not known:
        return _as_holder(fitting[-1], phrase, discourse)
    if known and not _RANKS.search(lower):
        return as_pronoun(discourse.focus, phrase)
    if head.startswith("spokes") and not fitting:
        unnamed = _unnamed_spokesperson(phrase, discourse)
        if unnamed is not None:
            return unnamed
    plain = len(lower.split()) <= 4 and "'s" not in lower and " of " not in lower
    return as_pronoun(discourse.focus, phrase) if discourse.focus and plain and _can_be(lower, discourse.focus) else None


_RANKS = re.compile(r"\b(?:(prime minister|premier)|chancellor|king|queen|prince|pope|senator|governor|mayor|congress\w+|lawmaker|secretary[ -]general|high representative)\b")
_ANY_OFFICIAL = re.compile(r"\b(?:diplomat|official|politician|statesman|spokes\w+|head|leader|delegate)$")
_SOLDIERS = frozenset(("general", "admiral", "colonel", "officer"))


def _can_be(lower: str, voice: Voice) -> bool:
    """ "The chancellor", "the analyst" is nobody whose office is another: Xi Jinping's guest, not he."""
    office = (voice.speaker.office or "").lower()
    if voice.speaker.acts_for == WATCHED and voice.speaker.official_id and voice.person and not _ANY_OFFICIAL.search(lower):
        head = re.findall(r"[a-z]+", lower)[-1]
        held = any(re.search(rf"\b{stem}", office) for stem in (*_KIN.get(head, (head,)), *("mission",) * (head in _KIN)))
        if not held and not (head in _SOLDIERS and re.search("defen|mnd", office)):
            return False
    rank = _RANKS.search(lower)
    if rank is None or not office:
        return True
    return re.search("premier|prime minister" if rank[1] else rank[0], office) is not None


_KIN = dict.fromkeys(("ambassador", "envoy", "representative"), ("ambassador", "envoy", "representative"))


def _holding(head: str, phrase: Phrase, discourse: Discourse) -> list[Person]:
    """Return the people named before to whom the text gives the office of "the envoy"."""
    stems = ("spokes",) if head.startswith("spokes") else _KIN.get(head, (head,))
    return [p for p in discourse.people.named_before(phrase.position) if any(stem in p.roles for stem in stems)]


def _as_holder(person: Person, phrase: Phrase, discourse: Discourse) -> Voice:
    if person.official:
        return as_voice(person.official, phrase, discourse)
    side = person.side if OFFICIAL.search(person.roles) else None
    return Voice(Speaker(person.name, phrase.text, acts_for=side), person.key, True)


def other_holder(lower: str, side: str, phrase: Phrase, discourse: Discourse) -> Voice | None:
    """ "The Chinese ambassador" is not the ministry's spokesperson who spoke last, when an ambassador was named too."""
    head, focus = re.findall(r"[a-z]+", lower)[-1], discourse.focus
    if head not in _KIN or focus is None or any(stem in (focus.speaker.office or "").lower() for stem in _KIN[head]):
        return None
    fitting = [p for p in _holding(head, phrase, discourse) if p.side == side]
    return _as_holder(fitting[-1], phrase, discourse) if fitting and all(p.key != focus.key for p in fitting) else None


def _unnamed_spokesperson(phrase: Phrase, discourse: Discourse) -> Voice | None:
    """Return the body whose unnamed spokesperson spoke before, else that of the side which the article names first."""
    if discourse.spokes is not None:
        return as_pronoun(discourse.spokes, phrase)
    if discourse.lead is None or discourse.focus is not None:
        return None
    unnamed = unnamed_voice(discourse.officials, discourse.lead, Level.SPOKESPERSON)
    if unnamed is not None:
        return as_voice(unnamed, phrase, discourse)
    known = Speaker(None, phrase.text, acts_for=discourse.lead, level=Level.SPOKESPERSON)
    return Voice(known, f"spokesperson {discourse.lead}", True)
