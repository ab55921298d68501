"""What the sentences of a paragraph report, in the voices of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.attributions import find_attributions
from extractors.english.clauses import MASK, Clause, is_named, read_clause
from extractors.english.cues import Frame
from extractors.english.discourse import WATCHED, Bare, Discourse, Phrase, Voice, remember
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
from extractors.english.people import People, side_of
from extractors.english.points import as_point, is_point, notice_points, opens_with_first
from extractors.english.quotes import Quote, find_quotes
from extractors.english.report import LONG_QUOTE, PHRASE, Report
from extractors.english.resolve import resolve
from extractors.english.sentences import split_sentences
from extractors.english.state_media import told_by_own_media
from extractors.english.words import is_ing
from extractors.records.words import Passage, Speaker
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
            found = _orphan(clause, number, discourse, out[-1:] or before[-1:], parts)
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
    resolved = _resolved(clause, attributions, number, discourse, parts)
    if parts:
        return unnested(clause, resolved, attributions)
    resolved = [told_by_own_media(clause.text, _as_quoted(clause, report, number, discourse), discourse) for report in resolved]
    if len(resolved) == 1 and resolved[0].cue == "according to" and is_event(clause.text, *resolved[0].content):
        return []
    pairs: list[tuple[Report, Attribution]] = []
    for report, attribution in outermost(resolved, attributions):
        goes_on = attribution.inherited and bool(pairs)
        if goes_on or not is_background(clause, report, attribution):
            pairs.append((report, attribution))
    return split_by_speaker(clause, pairs)


_TOLD = frozenset(("said", "says", "saying", "claimed", "claims", "claiming", "alleged", "alleging"))


def _is_told_by_others(clause: Clause, attribution: Attribution, found: list[Attribution]) -> bool:
    """ "a leaked report that said China asked Russia to wait": what China asked is what the report says."""
    if attribution.source is None or attribution.source[0] < 2:
        return False
    before = attribution.source[0] - 1
    told = clause.words[before] in _TOLD and clause.words[before - 1] in ("that", "which")
    return told and all(other.at != before for other in found)


def _is_supposed(clause: Clause, attribution: Attribution) -> bool:
    """ "declined to say what it would do if Beijing backed the plan": nobody has said it."""
    at = attribution.source[0] - 1 if attribution.source else -1
    return at >= 0 and clause.words[at] in ("if", "unless") and not clause.quotes


def _is_withheld(clause: Clause, attribution: Attribution) -> bool:
    """ "declined to say what Xi had said on it": that he spoke is told, and not what."""
    at = attribution.source[0] - 1 if attribution.source else -1
    asked = at >= 1 and clause.words[at] in ("what", "how", "whether") and attribution.frame is Frame.SAY and attribution.side == "right"
    return asked and not _SILENT.isdisjoint(clause.words[max(0, at - 6) : at]) and not any(q.start >= attribution.content[0] for q in clause.quotes)


_SILENT = frozenset(("declined", "refused", "not", "unclear", "didn't", "wouldn't", "unknown", "disclose", "reveal", "asked"))


def _as_quoted(clause: Clause, report: Report, number: int, discourse: Discourse) -> Report:
    """ "CCTV said Xi "stressed that ..."": who passes on a report of somebody's words gives the words of who is reported there."""
    if report.voice.media and (named := _ON_WORDS_OF.search(clause.text, report.start, report.end)):
        voice = resolve(Phrase(named["who"], named.start("who")), discourse)
        if voice.person and voice.speaker.acts_for:
            discourse.body = voice
            return replace(report, voice=voice)
    body = report.voice.media or (report.voice.speaker.acts_for == WATCHED and not report.voice.person)
    if not body or not any(q.end - q.start > LONG_QUOTE for q in clause.quotes if q.start < report.content[1] and q.end > report.content[0]):
        return report
    inner = read_clause(_MARKS.sub(" ", clause.text[: report.content[1]]), *report.content, ())
    comma = inner.words.index(",") if inner.words and is_ing(inner.words[0].lstrip("'")) and "," in inner.words else 0
    head = inner.spans[comma][0] if comma else inner.start  # "Having studied the plan, Kyiv expressed"
    found = [a for a in find_attributions(inner) if a.source is not None and inner.spans[a.source[0]][0] - head < 40]
    phrase = _phrase(inner, found[0], discourse) if found else None
    if phrase is None or found[0].content[0] - head > 80:
        return report
    told = _report(inner, found[0], resolve(phrase, discourse), number)
    if not _is_passed_on(report, told, head - inner.start):
        return report
    remember(discourse, told.voice, phrase)
    discourse.body = told.voice  # "it added" behind a readout gives more of the same words
    return replace(report, voice=told.voice, cue=told.cue, frame=told.frame, content=told.content, reported_by=report.voice.speaker.acts_for)


_ON_WORDS_OF = re.compile(  # "state TV said in a report on Xi's comments"
    r"\bin (?:an?|its|the) (?:\w+ ){0,2}(?:report|readout|dispatch|broadcast|account|summary) (?:on|of|about) (?P<who>(?:[A-Z][\w.]+ )*[A-Z]\w+)[’']s? "
    r"(?:\w+ )?(?:comments|remarks|words|speech|talks|call|conversation|meeting|statement)s?\b"
)
_MARKS = re.compile("[“”\"‘]")


def _is_passed_on(report: Report, told: Report, opening: int) -> bool:
    """A named official's words from an outlet or a ministry; another side's from a readout of the watched side."""
    side = told.voice.speaker.acts_for
    if told.voice.person and not told.voice.pronoun and told.frame in (Frame.SAY, Frame.TELL, Frame.CALL, Frame.STANCE):
        return True
    return not report.voice.media and side not in (None, WATCHED) and told.frame in (Frame.STANCE, Frame.THINK) and told.content[0] - report.content[0] < 50 + opening


def _resolved(
    clause: Clause, attributions: list[Attribution], number: int, discourse: Discourse, parts: bool
) -> list[Report]:
    """Give each attribution its speaker, in the order in which the sources stand; with `parts` "who" is written as it stands."""
    reports: list[Report | None] = [None] * len(attributions)
    order = sorted(range(len(attributions)), key=lambda n: _place(clause, attributions[n]))
    last: Voice | None = None
    for n in order:
        attribution = attributions[n]
        phrase = _phrase(clause, attribution, discourse)
        if phrase is not None:
            voice = resolve(phrase, discourse)
            alone = phrase.text.istitle() and phrase.text.isalpha() and not phrase.text.endswith("s")  # not "Sources reported"
            if attribution.cue in ("report", "inform") and alone and not (voice.person or voice.speaker.acts_for):
                voice = replace(voice, media=True)  # "Breitbart reported": an outlet we do not know
            remember(discourse, voice, phrase)
        else:
            earlier = [reports[k] for k in range(n) if reports[k] is not None]
            voice = earlier[-1].voice if earlier else last or discourse.last or Voice(Speaker(None), "")  # type: ignore[union-attr]
        last = voice
        if parts and attribution.pronoun is not None:
            voice = replace(voice, speaker=replace(voice.speaker, as_written=clause.words[attribution.pronoun]))
        reports[n] = _report(clause, attribution, voice, number)
    return [r for r in reports if r is not None]


def _place(clause: Clause, attribution: Attribution) -> int:
    """ "States are welcome to support it, they said": "they" are those who spoke before the sentence, not whom it names."""
    source = attribution.source or (attribution.at, attribution.at)
    return -1 if attribution.side == "left" and clause.words[source[0]] == "they" else source[0]


def _phrase(clause: Clause, attribution: Attribution, discourse: Discourse) -> Phrase | None:
    if attribution.source is None:
        return None
    start, end = clause.span(*attribution.source)
    extra_at, extra = start, ""
    if attribution.apposition:
        extra_at, stop = clause.span(*attribution.apposition)
        extra = clause.text[extra_at:stop]
    addressee = clause.text[slice(*clause.span(*attribution.addressee))] if attribution.addressee else ""
    someone = (
        addressee
        if addressee and _is_person(addressee, start, discourse.people, discourse.officials.named("en"))
        else ""
    )
    return Phrase(clause.text[start:end], start, extra, someone, extra_at)


def _is_person(words: str, position: int, people: People, known: Mapping[str, object]) -> bool:
    last = re.sub(r"[’']s?$", "", words.split()[-1]).lower()
    return bool(people.called(last, position)) or "counterpart" in words or words.split()[-1] in known


def _report(clause: Clause, attribution: Attribution, voice: Voice, number: int) -> Report:
    content = attribution.content
    quotes = tuple((q.start, q.end) for q in clause.quotes)
    addressee = clause.text[slice(*clause.span(*attribution.addressee))] if attribution.addressee else None
    opened = bool(clause.quotes) and not clause.quotes[-1].closed
    return Report(
        voice, clause.start, clause.end, content, attribution.cue, attribution.frame, quotes, addressee,
        hedged=attribution.hedged, paragraph=number, open_quote=opened,
    )  # fmt: skip


# ---------------------------------------------------------------- quotations without a reporting clause


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
    return bool(first) and all(p.side is not None and p.side != voice.speaker.acts_for for p in first)


_TITLED = re.compile(r"\b(?:titled|entitled|headlined|headed|named),?\s$")


def _orphan(clause: Clause, number: int, discourse: Discourse, before: list[Report], parts: bool) -> list[Report]:
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
