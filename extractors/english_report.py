"""What one sentence reports: its attributions with their speakers, one record a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractors.english_attribution import Attribution
from extractors.english_attributions import find_attributions
from extractors.english_clauses import Clause, looks_finite, read_clause
from extractors.english_cues import Frame
from extractors.english_discourse import Discourse, Phrase, Voice, notice_side, notice_subject, remember
from extractors.english_people import People, side_of
from extractors.english_places import SIDE_OF
from extractors.english_quotes import Quote, find_quotes
from extractors.english_resolve import resolve
from extractors.english_sentences import split_sentences
from extractors.records import Passage, Speaker

LONG_QUOTE = 25  # characters; a shorter quotation without a reporting clause is a term in quotation marks


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution with its speaker: one record of a sentence before records are joined."""

    voice: Voice
    start: int
    end: int
    content: tuple[int, int]
    cue: str
    frame: Frame
    quotes: tuple[tuple[int, int], ...]
    addressee: str | None = None
    reported_by: str | None = None
    hedged: bool = False
    paragraph: int = 0
    orphan: bool = False  # a quotation without a reporting clause
    goes_on: bool = False  # a sentence in the reported voice without a reporting clause
    whole: bool = False  # ... which is all of the sentence
    open_quote: bool = False


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
        discourse.lead = side_of(text[passage.start : passage.start + 300].lower().replace("’", "'"))
    for start, end in split_sentences(text, passage.start, passage.end, quotes):
        clause = read_clause(text, start, end, _quotes_in(quotes, start, end))
        _notice_document(clause, discourse)
        found = _sentence(clause, number, discourse, parts)
        if not found:
            found = _orphan(clause, number, discourse, out[-1:] or before[-1:]) or _goes_on(
                clause, number, out, official
            )
        if not found or not found[-1].voice.person:
            _notice_subject(clause, discourse)
        out += found
    return out


def _quotes_in(quotes: list[Quote], start: int, end: int) -> list[Quote]:
    first = bisect_left(quotes, start, key=lambda quote: quote.outer[1])
    return quotes[first : bisect_left(quotes, end, key=lambda quote: quote.outer[0])]


_DOCUMENT_WORDS = frozenset(("document", "plan", "paper", "proposal", "points", "initiative", "blueprint"))


def _notice_document(clause: Clause, discourse: Discourse) -> None:
    """A side's plan or document was named: later "the document" means it."""
    words = clause.words
    for at, word in enumerate(words):
        if word in _DOCUMENT_WORDS:
            owners = [SIDE_OF.get(w.removesuffix("'s")) for w in words[max(0, at - 4) : at]]
            side = next((side for side in reversed(owners) if side), None)
            near = words[max(0, at - 12) : at + 13]
            if side is None and discourse.document is None and not _CHINESE.isdisjoint(near):
                side = "China"
            discourse.document = side or discourse.document


_CHINESE = frozenset(("china", "chinese", "china's", "beijing", "beijing's"))


def _notice_subject(clause: Clause, discourse: Discourse) -> None:
    """The person at the head of a sentence is whom the next "he" means."""
    limit = clause.start + 60
    named = discourse.people.within(clause.start, limit)
    if named:
        notice_subject(discourse, named[0])
        return
    first = clause.words[0] if clause.words else ""
    if first in SIDE_OF and clause.capital[0]:
        notice_side(discourse, SIDE_OF[first], clause.text[slice(*clause.spans[0])])
        return
    called = (
        discourse.people.called(first.removesuffix("'s"), clause.start)
        if clause.capital[:1] == (True,)
        else []
    )
    if len(called) == 1 and first not in SIDE_OF:
        notice_subject(discourse, called[0])


def _sentence(clause: Clause, number: int, discourse: Discourse, parts: bool) -> list[Report]:
    attributions = find_attributions(clause)
    if not attributions:
        return []
    resolved = _resolved(clause, attributions, number, discourse)
    if parts:
        return resolved
    pairs = [(r, a) for r, a in _outermost(resolved, attributions) if not _is_background(clause, r, a)]
    return _split(clause, pairs)


_DEED_VERBS = frozenset(("announce", "declare", "present", "propose", "issue", "offer"))


def _is_background(clause: Clause, report: Report, attribution: Attribution) -> bool:
    """A reporter's summary of a side's conduct ("has refused to condemn") or of its deeds is no statement of it."""
    if report.voice.person or attribution.cue == "according to":
        return False
    quoted = any(
        q.end - q.start > LONG_QUOTE
        for q in clause.quotes
        if report.content[0] <= q.start < report.content[1]
    )
    if quoted:
        return False
    before = clause.words[max(0, attribution.at - 3) : attribution.at]
    perfect = "has" in before or "have" in before or "had" in before
    words = text_words(clause, report.content)
    if attribution.cue in ("refuse", "decline"):
        return True
    if attribution.cue in _DEED_VERBS:
        return words[:1] != ("that",) and "that" not in words and not looks_finite(words[:12])
    return (
        attribution.frame is Frame.STANCE
        and perfect
        and not any(q.start < report.content[1] for q in clause.quotes)
    )


def text_words(clause: Clause, content: tuple[int, int]) -> tuple[str, ...]:
    """Return the words of a content."""
    return tuple(
        w for w, (a, b) in zip(clause.words, clause.spans, strict=True) if content[0] <= a and b <= content[1]
    )


def _resolved(
    clause: Clause, attributions: list[Attribution], number: int, discourse: Discourse
) -> list[Report]:
    """Give each attribution its speaker, in the order in which the sources stand."""
    reports: list[Report | None] = [None] * len(attributions)
    order = sorted(
        range(len(attributions)), key=lambda n: (attributions[n].source or (attributions[n].at,))[0]
    )
    last: Voice | None = None
    for n in order:
        attribution = attributions[n]
        phrase = _phrase(clause, attribution, discourse)
        if phrase is not None:
            voice = resolve(phrase, discourse)
            remember(discourse, voice, phrase)
        else:
            earlier = [reports[k] for k in range(n) if reports[k] is not None]
            voice = earlier[-1].voice if earlier else last or discourse.last or Voice(Speaker(None), "")  # type: ignore[union-attr]
        last = voice
        reports[n] = _report(clause, attribution, voice, number)
    return [r for r in reports if r is not None]


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


def _outermost(reports: list[Report], attributions: list[Attribution]) -> list[tuple[Report, Attribution]]:
    """Drop what is inside another's content, unless that other only passes words on (an outlet, its own side's readout)."""
    pairs = list(zip(reports, attributions, strict=True))
    passed: dict[int, str] = {}
    dropped: set[int] = set()
    for n, (outer, a) in enumerate(pairs):
        inner = [k for k, (r, b) in enumerate(pairs) if k != n and _inside(r, b, outer, a)]
        if not inner:
            continue
        if _passes_on(outer, [pairs[k][0] for k in inner if pairs[k][1].source]):
            dropped.add(n)
            passed.update(
                dict.fromkeys(inner, outer.voice.speaker.acts_for or outer.voice.speaker.name or "")
            )
        else:
            dropped.update(inner)
    return [
        (replace(r, reported_by=passed[n]) if n in passed else r, a)
        for n, (r, a) in enumerate(pairs)
        if n not in dropped
    ]


def _inside(inner: Report, at: Attribution, outer: Report, outer_at: Attribution) -> bool:
    """Tell whether the inner cue stands in the outer content."""
    position = inner.content[0] if at.side == "right" else inner.content[1]
    return (
        outer.content[0] <= position <= outer.content[1]
        and inner.content != outer.content
        and ((inner.content[1] - inner.content[0]) < (outer.content[1] - outer.content[0]))
    )


def _passes_on(outer: Report, inner: list[Report]) -> bool:
    if outer.voice.media:
        return any(r.frame in (Frame.SAY, Frame.TELL, Frame.CALL, Frame.STANCE) for r in inner)
    side = outer.voice.speaker.acts_for
    if not inner:
        return False
    if outer.cue in ("deny", "refute"):
        return False
    if outer.cue != "according to":
        own = [
            r
            for r in inner
            if r.voice.person and r.frame is not Frame.THINK and not r.voice.pronoun and _heads(r, outer)
        ]
        return not outer.voice.person and any(side and r.voice.speaker.acts_for == side for r in own)
    return side is None or side == "China" or any(r.voice.speaker.acts_for == side for r in inner)


def _heads(inner: Report, outer: Report) -> bool:
    """Tell whether the inner reporting clause opens the outer content (or closes it, behind a quotation)."""
    return inner.content[0] - outer.content[0] < 60 or inner.content[0] == outer.content[0]


def _split(clause: Clause, pairs: list[tuple[Report, Attribution]]) -> list[Report]:
    """Give the sentence to its speaker; two speakers side by side get a clause each."""
    if not pairs:
        return []
    pairs = sorted(pairs, key=lambda pair: _first(clause, *pair))
    groups: list[list[tuple[Report, Attribution]]] = []
    for pair in pairs:
        if groups and (groups[-1][-1][0].voice.key == pair[0].voice.key or pair[1].inherited):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    out = []
    for number, group in enumerate(groups):
        start = clause.start if number == 0 else _first(clause, *group[0])
        end = clause.end if number == len(groups) - 1 else _first(clause, *groups[number + 1][0])
        if (
            number + 1 < len(groups)
            and number == 0
            and (_subordinate(clause, end) or groups[1][0][1].relative)
        ):
            end = clause.end
        if number and group[-1][1].relative:
            end = group[-1][0].content[1]
        out.append(_joined(group, start, end if end == clause.end else _tidied(clause.text, start, end)))
    return out


def _subordinate(clause: Clause, at: int) -> bool:
    """ "... after Macron appealed to him": the clause belongs to the sentence of the one before."""
    before = clause.text[clause.start : at].split()
    return bool(before) and before[-1] in ("after", "as", "following")


def _first(clause: Clause, report: Report, attribution: Attribution) -> int:
    at = min(attribution.at, (attribution.source or (attribution.at,))[0])
    return min(clause.spans[at][0], report.content[0])


_DANGLING = ("but", "and", "while", "after", "as", "though", "although", "whereas", "whilst", "when")


def _tidied(text: str, start: int, end: int) -> int:
    """Leave out the conjunction and the commas before the next clause."""
    body = text[start:end].rstrip(" \n\xa0,;–—-")
    first, _, last = body.rpartition(" ")
    if last in _DANGLING:
        body = first.rstrip(" \n\xa0,;–—-")
    return start + len(body) if body else end


def _joined(group: list[tuple[Report, Attribution]], start: int, end: int) -> Report:
    first = group[0][0]
    if len(group) == 1 and (first.start, first.end) == (start, end):
        return first
    content = (min(r.content[0] for r, _ in group), max(r.content[1] for r, _ in group))
    quotes = tuple(q for q in first.quotes if start <= q[0] < end)
    addressee = next((r.addressee for r, _ in group if r.addressee), None)
    reported = next((r.reported_by for r, _ in group if r.reported_by), None)
    return replace(
        first,
        start=start,
        end=end,
        content=(max(content[0], start), min(content[1], end)),
        quotes=quotes,
        addressee=addressee,
        reported_by=reported,
    )


_OUGHT = re.compile(
    r"(?:All|Both|The|Each|Every|China|Beijing|Dialogue|Sanctions|No|Any|It|This|Only|Relevant|Parties|Countries|Nuclear|Peace|Security)\b[^,;“\"]*?"
    r"\b(?:should|must|needs? to|has to|have to|cannot|can not)\b"
)


def _goes_on(clause: Clause, number: int, before: list[Report], official: bool) -> list[Report]:
    """Free indirect speech: what ought to be, or in a readout any sentence, goes on in the reported voice."""
    if not before or clause.quotes:
        return []
    recent = before[-1]
    gap = clause.text[recent.end : clause.start]
    if (
        gap.strip()
        or recent.voice.media
        or not recent.voice.speaker.acts_for
        or not (recent.cue or recent.goes_on)
    ):
        return []
    if not official and not _OUGHT.match(clause.text, clause.start, clause.end):
        return []
    content = (clause.start, clause.end)
    return [
        Report(
            recent.voice,
            clause.start,
            clause.end,
            content,
            "",
            recent.frame,
            (),
            paragraph=number,
            goes_on=True,
        )
    ]


# ---------------------------------------------------------------- quotations without a reporting clause


def _orphan(clause: Clause, number: int, discourse: Discourse, before: list[Report]) -> list[Report]:
    """A long quotation without a reporting clause goes on in the voice that spoke last."""
    long = [q for q in clause.quotes if q.end - q.start >= LONG_QUOTE and q.outer[0] >= clause.start]
    if len(clause.words) <= 2:  # the sentence is a quotation and nothing else
        long = list(clause.quotes)
    if not long or not before or discourse.last is None:
        return []
    recent = before[-1]
    if number - recent.paragraph > 1:
        return []
    voice = recent.voice
    if (
        discourse.focus is not None
        and discourse.focus_at > recent.start
        and discourse.focus_at > clause.start - 250
    ):
        voice = discourse.focus  # somebody was named since: "Davis shrugged. "..."
    quotes = tuple((q.start, q.end) for q in clause.quotes)
    opened = bool(clause.quotes) and not clause.quotes[-1].closed
    content = (long[0].outer[0], long[-1].outer[1])
    whole = not any(c.isalpha() for c in clause.text[clause.start : content[0]])
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
