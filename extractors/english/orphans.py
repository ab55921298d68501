"""Quotations without a reporting clause: they go on in the voice that spoke last."""

from __future__ import annotations

import re

from extractors.english.clauses import MASK, Clause, is_named
from extractors.english.cues import Frame
from extractors.english.discourse import WATCHED, Discourse, Phrase, Voice
from extractors.english.names import by_name
from extractors.english.report import LONG_QUOTE, PHRASE, Report
from extractors.english.resolve import resolve

_SPEAKS_FOR = re.compile(r"(?:China|Russia and China|China and Russia|(?:The )?[Tt]wo sides) (?:once again |also )?(?:reiterates?|supports|calls|urges|believes|hopes|stands|opposes|welcomes|will|has always)\b")


def _in_its_own_name(clause: Clause, voice: Voice, discourse: Discourse) -> Voice | None:
    """A quotation "China reiterates that" is no foreigner's, whoever spoke last: it is the Chinese official's named before."""
    if voice.speaker.acts_for == WATCHED or not _SPEAKS_FOR.match(clause.text, clause.quotes[0].start):
        return None
    named = [p for p in discourse.people.named_before(clause.start) if p.side == WATCHED and p.official]
    return resolve(Phrase(named[-1].name, named[-1].position), discourse) if named else None


_QUOTED = re.compile(r"\b(?:statement|document|declaration|communiqu\w+|remarks|comments|words|speech|readout)\b[^.\n]*\b(?:quoted|published|carried|cited|released|reported|posted|reads|read)\b|\b(?:quoted|published|released|reported|posted)\b[^.\n]*\b(?:statement|document|declaration|communiqu\w+|readout|text)\b")


def _is_of_statement(clause: Clause, recent: Report, number: int, discourse: Discourse) -> bool:
    """ "The statement was carried by the state news agency.": between a statement told of and its words an outlet says where it has them."""
    between = clause.text[recent.end : clause.start].strip()
    whole = clause.text[clause.start : clause.quotes[0].start].strip("“\"„« ") == ""
    return whole and number - recent.paragraph == 2 and recent.voice.speaker.acts_for == WATCHED and _QUOTED.search(between) is not None


def _heads_other(clause: Clause, voice: Voice, discourse: Discourse) -> bool:
    """ "Kuleba wrote at length of "the ...": a person of another side heads the sentence."""
    named = discourse.people.within(clause.start, clause.start + 40)
    at = 1 if clause.words[0].rstrip(".") in ("mr", "ms", "mrs", "president", "minister") else 0
    first = named or (discourse.people.called(clause.words[at], clause.start) if clause.capital[at] else [])
    if not first and clause.capital[at] and clause.words[at].isalpha():
        listed = by_name(Phrase(clause.text[slice(*clause.spans[at])], clause.start), discourse)  # a surname alone, as of a minister everybody knows
        return listed is not None and listed.speaker.acts_for not in (None, voice.speaker.acts_for)
    return bool(first) and all(p.side is not None and p.side != voice.speaker.acts_for for p in first)


_TITLED = re.compile(r"\b(?:titled|entitled|headlined|headed|named),?\s$")


def orphan(clause: Clause, number: int, discourse: Discourse, before: list[Report], parts: bool) -> list[Report]:
    """A long quotation without a reporting clause goes on in the voice that spoke last."""
    long = [q for q in clause.quotes if q.end - q.start >= LONG_QUOTE and q.outer[0] >= clause.start]
    if long and clause.start < long[0].outer[0] and long[0].end - long[0].start < PHRASE:
        long = []
    if len(clause.words) <= 2:  # the sentence is a quotation and nothing else
        long = [q for q in clause.quotes if q.end - q.start >= LONG_QUOTE or clause.text[q.end - 1] in ".,!?…" or not clause.capital]  # no heading
    if not long or not before or discourse.last is None or _TITLED.search(clause.text, clause.start, long[0].outer[0]):
        return []
    recent = before[-1]
    if number - recent.paragraph > 1 and (parts or (clause.text[recent.end : clause.start].strip() and not _is_of_statement(clause, recent, number, discourse))):
        return []
    voice = recent.voice
    if (
        discourse.focus is not None
        and discourse.focus_at > recent.start
        and discourse.focus_at > clause.start - 250
    ):
        voice = discourse.focus  # somebody was named since: "Davis shrugged. "..."
    voice = _in_its_own_name(clause, voice, discourse) or voice
    if clause.start + 2 < long[0].outer[0] and _heads_other(clause, voice, discourse):
        return []
    quotes = tuple((q.start, q.end) for q in clause.quotes)
    opened = bool(clause.quotes) and not clause.quotes[-1].closed
    content = (max(clause.quotes[0].outer[0], clause.start), clause.quotes[-1].outer[1])
    at = clause.words.index(MASK) if MASK in clause.words else 0
    whole = not any(c.isalpha() for c in clause.text[clause.start : content[0]])
    if parts and not whole and is_named(clause, at):
        return []  # "in her new book, "Ferries of the North," for advice"
    return [
        Report(
            voice,
            clause.start,
            clause.end,
            content,
            "",
            Frame.SAY,
            quotes,
            paragraph=number,
            orphan=True,
            whole=whole,
            open_quote=opened,
        )
    ]
