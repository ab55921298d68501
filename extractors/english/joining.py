"""Which of a sentence's attributions are records of their own, and which words belong to each."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.clauses import Clause, looks_finite
from extractors.english.cues import DENIALS, Frame
from extractors.english.relays import passes_on
from extractors.english.report import LONG_QUOTE, Report
from extractors.english.words import words_of


def outermost(reports: list[Report], attributions: list[Attribution]) -> list[tuple[Report, Attribution]]:
    """Drop what is inside another's content, unless that other only passes words on (an outlet, its own side's readout)."""
    pairs = _clipped(list(zip(reports, attributions, strict=True)))
    passed: dict[int, str] = {}
    others: dict[int, list[tuple[int, int]]] = {}
    dropped: set[int] = set()
    for n, (outer, _) in enumerate(pairs):
        inner = [k for k, (r, b) in enumerate(pairs) if k != n and _inside(r, b, outer) and not (b.relative and b.cue in DENIALS)]
        if not inner:
            continue
        if passes_on(outer, [pairs[k][0] for k in inner if pairs[k][1].source]):
            dropped.add(n)
            passed.update(
                dict.fromkeys(inner, outer.voice.speaker.acts_for or outer.voice.speaker.name or "")
            )
        else:
            dropped.update(inner)
            others[n] = [pairs[k][0].content for k in inner if _of_another_side(pairs[k][0], outer)]
    return [
        (
            replace(r, reported_by=passed.get(n), embedded=tuple(others.get(n, ())))
            if n in passed or n in others
            else r,
            a,
        )
        for n, (r, a) in enumerate(pairs)
        if n not in dropped
    ]


def _clipped(pairs: list[tuple[Report, Attribution]]) -> list[tuple[Report, Attribution]]:
    """ "China told Russia to wait, the paper wrote, quoting an aide": what China told ends where the paper's clause begins."""
    ends = [(a.at, r.content) for r, a in pairs if a.side == "left"]
    out = []
    for report, attribution in pairs:
        begin, end = report.content
        around = [last for at, (first, last) in ends if attribution.side == "right" and at > attribution.at and first <= begin < last < end]
        out.append((replace(report, content=(begin, min(around))) if around else report, attribution))
    return out


def unnested(clause: Clause, reports: list[Report], attributions: list[Attribution]) -> list[Report]:
    """Keep what is not inside the words of another: a verb that somebody is reported to use reports nothing of its own."""
    at = [clause.spans[attribution.at][0] for attribution in attributions]
    around = [
        {k for k, outer in enumerate(reports) if k != n and outer.content[0] <= at[n] < outer.content[1]}
        for n in range(len(reports))
    ]
    kept: set[int] = set()
    for n in sorted(range(len(reports)), key=lambda n: len(around[n])):  # what is inside a dropped one only stays
        if not around[n] & kept:
            kept.add(n)
    return [reports[n] for n in sorted(kept)]


def _of_another_side(inner: Report, outer: Report) -> bool:
    """ "China said Russia was willing ...": not China's position."""
    sides = inner.voice.speaker.acts_for, outer.voice.speaker.acts_for
    return sides[0] is not None and sides[1] is not None and sides[0] != sides[1]


def _inside(inner: Report, at: Attribution, outer: Report) -> bool:
    """Tell whether the inner cue stands in the outer content."""
    position = inner.content[0] if at.side == "right" else inner.content[1]
    return (
        outer.content[0] <= position <= outer.content[1]
        and inner.content != outer.content
        and ((inner.content[1] - inner.content[0]) < (outer.content[1] - outer.content[0]))
    )


def split_by_speaker(clause: Clause, pairs: list[tuple[Report, Attribution]]) -> list[Report]:
    """Give the sentence to its speaker; two speakers side by side get a clause each."""
    if not pairs:
        return []
    pairs = sorted(pairs, key=lambda pair: _first(clause, *pair))
    groups: list[list[tuple[Report, Attribution]]] = []
    for pair in pairs:
        if groups and (groups[-1][-1][0].voice.key == pair[0].voice.key or pair[1].inherited):
            groups[-1].append(pair)
        elif groups and _speaks_for(clause, pair, groups[-1][-1][0]):
            groups[-1].insert(0, pair)
        else:
            groups.append([pair])
    out = []
    for number, group in enumerate(groups):
        start = _after_semicolon(clause, group[0]) if number == 0 else _first(clause, *group[0])
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
    return [report for report in out if report.start < report.end]


def _speaks_for(clause: Clause, pair: tuple[Report, Attribution], body: Report) -> bool:
    """ "The ministry rejected the charge; its spokesman Lin said": one voice, named behind the semicolon."""
    source = pair[1].source
    its = source is not None and clause.words[source[0]] == "its" and clause.words[source[0] - 1] == ";"
    return its and pair[0].voice.person and pair[0].voice.speaker.acts_for == body.voice.speaker.acts_for


def _after_semicolon(clause: Clause, pair: tuple[Report, Attribution]) -> int:
    """A clause before a semicolon, without a report in it, is the article's own."""
    first = _first(clause, *pair)
    before = [] if ";" not in clause.words else [
        b
        for word, (_, b) in zip(clause.words, clause.spans, strict=True)
        if word == ";" and b <= first and clause.text[b].isspace()
    ]
    if not before:
        return clause.start
    at = before[-1]
    while at < first and clause.text[at].isspace():
        at += 1
    return at


def _subordinate(clause: Clause, at: int) -> bool:
    """ "... after Macron appealed to him": the clause belongs to the sentence of the one before."""
    before = clause.text[clause.start : at].split()
    return bool(before) and before[-1] in ("after", "as", "following")


def _first(clause: Clause, report: Report, attribution: Attribution) -> int:
    at = min(attribution.at, (attribution.source or (attribution.at,))[0])
    return min(clause.spans[at][0], report.content[0])


_DANGLING = ("but", "yet", "and", "while", "after", "as", "though", "although", "whereas", "whilst", "when")


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
        embedded=tuple(span for r, _ in group for span in r.embedded),
        reported_by=reported,
    )


_SETS_OUT = frozenset(("elaborate", "expound", "explain", "set out", "outline", "clarify", "present", "lay out"))
_OWN_POSITION = re.compile(
    r"(?:on )?(?:China[’']s|Beijing[’']s|the Chinese side[’']s|its|his|her) (?:\w+ ){0,2}(?:position|stance|views?|policy)"
    r"(?: (?:on|towards?|regarding|about) (?:the )?[\w-]+(?: [\w-]+){0,4})?[.,]?"
    r"|(?:on )?the (?:\w+ (?:and )?){0,3}(?:principles|positions?|solutions?|proposals?|plan|views) (?:that )?(?:China|Beijing) (?:has|had)\b.*"
)
_IN_WORDS = re.compile(r"\b(?:in words|on paper|in public|officially),? but\b")  # what a reporter sets against its deeds
_SPOKE = re.compile(r"\b(?:made|delivered|gave) (?:a|an|the) (?:\w+ )?(?:statement|speech|address)\b(?!.*\b(?:that|saying|calling|urging|stressing)\b)")  # of what is not told
_DEED_VERBS = words_of("announce declare present propose issue offer")
_NEWS = _DEED_VERBS | {"repeat", "echo"}
_ASKED_FOR = words_of("talks negotiations dialogue ceasefire cease-fire truce conference holding mediate help host facilitate")
_VERBAL = frozenset(("express", "voice", "convey", "deny", "reject", "dismiss", "refute", "rebuff", "rule out"))  # said, whenever it was
_PERFECT = frozenset(("has", "have", "had"))
_RECALLING = words_of("since throughout ever long always consistently repeatedly previously so")
_LEAD = 400  # characters; "China has rejected ..." at the head of a text is its news


def is_background(clause: Clause, report: Report, attribution: Attribution) -> bool:
    """A reporter's summary of a side's conduct ("has refused to condemn") or of its deeds is no statement of it."""
    if attribution.cue in _SETS_OUT and _OWN_POSITION.fullmatch(clause.text, *report.content):
        return True  # "elaborated China's position on Ukraine": which one is not told
    if attribution.cue == "according to" and _SPOKE.search(clause.text, *report.content):
        return True
    if report.voice.person or attribution.cue == "according to":
        return False
    if _IN_WORDS.search(clause.text, *report.content):
        return True
    quoted = any(
        q.end - q.start > LONG_QUOTE
        for q in clause.quotes
        if report.content[0] <= q.start < report.content[1]
    )
    if quoted:
        return False
    before = clause.words[max(0, attribution.at - 3) : attribution.at]
    perfect = not _PERFECT.isdisjoint(before)
    if attribution.cue in ("refuse", "decline", "seek", "aim", "plan", "side with"):
        return True
    if not perfect and attribution.cue not in _NEWS:
        return False
    words = text_words(clause, report.content)
    if attribution.cue in ("repeat", "echo") and words and words[0].endswith("'s"):
        return True  # "they repeat Moscow's narrative"
    if attribution.cue in _DEED_VERBS:
        return _ASKED_FOR.isdisjoint(words[:6]) and words[:1] != ("that",) and "that" not in words and not looks_finite(words[:12])
    return (
        attribution.frame is Frame.STANCE
        and attribution.cue not in _VERBAL
        and (clause.start > _LEAD or not _RECALLING.isdisjoint(clause.words))
        and not any(q.start < report.content[1] for q in clause.quotes)
    )


def text_words(clause: Clause, content: tuple[int, int]) -> tuple[str, ...]:
    """Return the words of a content."""
    return tuple(
        w for w, (a, b) in zip(clause.words, clause.spans, strict=True) if content[0] <= a and b <= content[1]
    )
