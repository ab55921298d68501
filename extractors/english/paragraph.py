"""What the sentences of a paragraph report, in the voices of the article."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.english.attribution import Attribution
from extractors.english.attributions import find_attributions
from extractors.english.clauses import Clause, read_clause
from extractors.english.cues import DENIALS, FORMS, Frame
from extractors.english.discourse import Bare, Discourse
from extractors.english.going_on import free_indirect, is_event, stated_by
from extractors.english.joining import is_background, outermost, split_by_speaker, unnested
from extractors.english.noticing import (
    notice_cited,
    notice_document,
    notice_head,
    notice_joint,
    notice_main,
    notice_opening,
    notice_source,
)
from extractors.english.orphans import orphan
from extractors.english.people import side_of
from extractors.english.points import as_point, is_point, notice_points, opens_with_first
from extractors.english.quotes import Quote, find_quotes
from extractors.english.relays import as_quoted, told_by_own_media
from extractors.english.report import Report
from extractors.english.sentences import split_sentences
from extractors.english.voices import resolved_reports
from extractors.english.words import words_of
from extractors.records.words import Passage
from extractors.records.words import Voice as PassageVoice


def read_paragraph(
    text: str,
    passage: Passage,
    number: int,
    discourse: Discourse,
    before: list[Report],
    parts: bool,
    official: bool,
) -> list[Report]:
    """Return what the sentences of a paragraph report; `before` is what the article reported so far."""
    quotes = find_quotes(text, passage.start, passage.end)
    out: list[Report] = []
    if discourse.lead is None:
        begin = _DATELINE.match(text, passage.start)
        discourse.lead = side_of(text[begin.end() if begin else passage.start : passage.start + 300].lower().replace("’", "'"))
    previous: tuple[int, int] | None = None
    prose = passage.voice is PassageVoice.PROSE
    notice_source(text, passage.start, passage.end, discourse)
    if prose and not parts:
        opens_with_first(text, passage, number, before, discourse)
    point = prose and not parts and is_point(text, passage, discourse)
    for start, end in split_sentences(text, passage.start, passage.end, quotes):
        clause = read_clause(text, start, end, _quotes_in(quotes, start, end))
        notice_document(clause, discourse)
        notice_joint(clause, discourse)
        stated = None if parts else stated_by(clause, number, discourse, out, before, previous)
        found = _sentence(clause, number, discourse, parts) if stated is None else stated
        if not found and stated is None:
            found = orphan(clause, number, discourse, out[-1:] or before[-1:], parts)
        if not found and not parts:
            found = free_indirect(clause, number, out, official)
        if stated is None and (not found or not found[-1].voice.person):
            notice_head(clause, discourse)
        notice_cited(clause, discourse)
        if discourse.announced is not None and (point or discourse.announced.position >= passage.start):
            found = as_point(text, start, end, found, number, discourse, bool(out))
        if not found and not clause.quotes and prose:
            discourse.bare.append(Bare(start, end, number))
        if prose and not parts:
            notice_points(text, start, end, end == passage.end, discourse)
        out += found
        previous = start, end
    return out


_DATELINE = re.compile(r"[A-Z][A-Z .’']{2,30}(?:, [^\n(]{3,30})?\s*\([A-Za-z ]{2,12}\)\s*[-–—]*|[A-Z][A-Z ]{3,30}, [^\n/]{3,20}/[A-Z]+/\.?")


def _quotes_in(quotes: list[Quote], start: int, end: int) -> list[Quote]:
    if not quotes:
        return []
    first = bisect_left(quotes, start, key=lambda quote: quote.outer[1])
    return quotes[first : bisect_left(quotes, end, key=lambda quote: quote.outer[0])]


def _sentence(clause: Clause, number: int, discourse: Discourse, parts: bool) -> list[Report]:
    announces = clause.words[:2] in (("here", "is"), ("here", "are"))  # "Here is what it says"
    attributions = [] if announces else find_attributions(clause)
    if not parts:
        attributions = [a for a in attributions if not _is_told_by_others(clause, a, attributions) and not _is_supposed(clause, a) and not _is_withheld(clause, a)]
    if not attributions:
        return []
    notice_opening(clause, discourse)
    notice_main(clause, attributions, discourse)
    resolved = resolved_reports(clause, attributions, number, discourse, parts)
    if parts:
        return unnested(clause, resolved, attributions)
    resolved = [told_by_own_media(clause.text, as_quoted(clause, report, number, discourse), discourse) for report in resolved]
    if len(resolved) == 1 and resolved[0].cue == "according to" and is_event(clause.text, *resolved[0].content):
        return []
    pairs: list[tuple[Report, Attribution]] = []
    for report, attribution in outermost(resolved, attributions):
        goes_on = attribution.inherited and bool(pairs)
        if goes_on or not is_background(clause, report, attribution):
            pairs.append((report, attribution))
    return split_by_speaker(clause, pairs)


_HEARSAY = words_of("claims allegations accusations rumours rumors suggestions speculation")
_TOLD = words_of("said says saying claimed claims claiming alleged alleging")


def _is_told_by_others(clause: Clause, attribution: Attribution, found: list[Attribution]) -> bool:
    """ "a leaked report that said China asked Russia to wait": what China asked is what the report says."""
    if attribution.source is None or attribution.source[0] < 2:
        return False
    before = attribution.source[0] - 1
    if clause.words[before] == "that" and clause.words[before - 1] in _HEARSAY and attribution.side == "right" and attribution.cue not in DENIALS and all(other.at != before - 1 for other in found):
        return True  # "On the claims that China was aware of it, the ambassador wrote"
    before -= clause.words[before] == "that" and before > 1
    if clause.words[before - 1] in ("told", "tells"):
        before -= 1  # ", told reporters China is ready"
    parted = clause.words[before - 1] in (",", ")") and _tells(clause.words[before])  # "Novak, formerly of the fleet, noted China opposes it"
    told = parted or (clause.words[before] in _TOLD and clause.words[before - 1] in ("that", "which"))
    return told and all(other.at != before for other in found)


def _tells(word: str) -> bool:
    cue = FORMS[word][0][1] if word in FORMS else None
    return cue is not None and cue.finite and not cue.noun and cue.frame in (Frame.SAY, Frame.TELL, Frame.THINK)


def _is_supposed(clause: Clause, attribution: Attribution) -> bool:
    """ "declined to say what it would do if Beijing backed the plan": nobody has said it."""
    at = attribution.source[0] - 1 if attribution.source else -1
    return at >= 0 and clause.words[at] in ("if", "unless") and not clause.quotes


def _is_withheld(clause: Clause, attribution: Attribution) -> bool:
    """ "declined to say what Xi had said on it": that he spoke is told, and not what."""
    at = attribution.source[0] - 1 if attribution.source else -1
    asked = at >= 1 and clause.words[at] in ("what", "how", "whether") and attribution.frame is Frame.SAY and attribution.side == "right"
    return asked and not _SILENT.isdisjoint(clause.words[max(0, at - 6) : at]) and not any(q.start >= attribution.content[0] for q in clause.quotes)


_SILENT = words_of("declined refused not unclear didn't wouldn't unknown disclose reveal asked")
