"""Plain words for what the records name: speakers, levels, languages, kinds of text and of occasion."""

from __future__ import annotations

import re

from extractors.records.pages import Layer
from extractors.records.words import Directness, Level

LEVELS = {
    Level.LEADER: "leader",
    Level.DOCUMENT: "document",
    Level.PREMIER: "premier",
    Level.FOREIGN_MINISTER: "foreign minister",
    Level.READOUT: "ministry readout",
    Level.SPOKESPERSON: "spokesperson",
    Level.UN: "UN mission",
    Level.AMBASSADOR: "ambassador",
    Level.DEFENCE: "defence ministry",
    Level.UNNAMED: "unnamed",
}
LANGUAGES = {"zh": "Chinese", "en": "English", "uk": "Ukrainian", "ru": "Russian"}
LAYERS = {
    Layer.ORIGINAL: "official text in the original language",
    Layer.TRANSLATION: "official translation",
    Layer.STATE_MEDIA: "state media",
    Layer.FOREIGN: "press",
    Layer.HEADLINE: "headline",
}
DIRECTNESS = {
    Directness.VERBATIM: "verbatim",
    Directness.MIXED: "partly verbatim",
    Directness.REPORTED: "in the reporter's words",
}
OCCASIONS = {
    "unsc": "United Nations",
    "press_conference": "press conference",
    "readout": "readout of talks",
    "leader": "leader's speech",
    "document": "document",
    "interview": "interview",
    "other": "other occasion",
}
BASES = {
    "stated": "the text names the day",
    "published": "day of publication",
    "weekday + published": "the text names the weekday",
    "undated recall": "the text does not say when",
}
_UNNAMED = re.compile(r"China \(unnamed (.+)\)")
_OF_CHINA = re.compile(r" of (?:the PRC|(?:the People.s Republic of )?China)\b|^(?:China.s|Chinese) ")
_KIND = re.compile(r" ?\(([a-z ]+)\)$")


def called(name: str | None, level: Level | None) -> str:
    """Return a speaker's name as short as a subject needs it: a person's as it is, an institution's without the country."""
    if not name:
        return LEVELS[level] if level else "China"
    unnamed = _UNNAMED.fullmatch(name)
    if unnamed:
        return f"{LEVELS[level]} {unnamed[1]}" if level and level is not Level.UNNAMED else f"a Chinese {unnamed[1]}"
    kind = _KIND.search(name)
    if not kind and not _OF_CHINA.search(name):
        return name
    short = _OF_CHINA.sub("", _KIND.sub("", name)).replace("Ministry of Foreign Affairs", "Foreign Ministry")
    return f"{short} {kind[1]}" if kind else short


def with_office(name: str | None, office: str, level: Level | None) -> str:
    """Return name and office, once where they are the same."""
    rung = LEVELS[level] if level else ""
    first = name or rung or "speaker unknown"
    second = next((word for word in (office, rung) if word and word.casefold() not in first.casefold()), "")
    return f"{first}, {second}" if second else first


def stratum_in_words(stratum: str) -> str:
    """Return `press_conference / original / zh` as people say it."""
    layers = {str(layer): words for layer, words in LAYERS.items()}
    known = OCCASIONS | layers | LANGUAGES
    return ", ".join(known.get(part, part.replace("_", " ")) for part in stratum.split(" / "))


def dated_by(basis: str) -> str:
    """Say how a day is known."""
    return BASES.get(basis, basis.replace("+", "and"))
