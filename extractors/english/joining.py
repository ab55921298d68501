"""Which of a sentence's attributions are records of their own, and which words belong to each."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.clauses import Clause, looks_finite
from extractors.english.content import DENIALS
from extractors.english.cues import Frame
from extractors.english.report import LONG_QUOTE, Report


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
        if _passes_on(outer, [pairs[k][0] for k in inner if pairs[k][1].source]):
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


def _passes_on(outer: Report, inner: list[Report]) -> bool:
    if outer.voice.media:
        return any(r.frame in (Frame.SAY, Frame.TELL, Frame.CALL, Frame.STANCE) or (outer.cue in ("report", "inform") and (r.cue == "hope" or r.cue.startswith("be "))) for r in inner)
    side = outer.voice.speaker.acts_for
    if not inner:
        return False
    if outer.cue in ("deny", "refute"):
        return False
    if outer.cue == "according to" and side == "China" and not any(_is_somebody(r) and (_heads(r, outer) or _is_officials(r)) for r in inner):
        return False  # "According to him, the crisis has revealed that"
    if outer.cue == "according to" and side == "China" and outer.voice.person and not any(r.voice.person or r.voice.media for r in inner):
        return False  # "According to her, China has always held that": hers, who speaks for it
    if outer.cue == "according to" and side == "China" and all(r.cue == "will" for r in inner):
        return False  # "According to Beijing, Li will also visit": where he goes is what it says
    if (side is None or outer.voice.pronoun) and outer.cue == "according to" and _ACCOUNT.search(outer.voice.speaker.as_written):
        return any(r.voice.person and r.voice.speaker.acts_for == "China" for r in inner)
    if side is None and not outer.voice.media and "spokes" in outer.voice.speaker.as_written.lower():
        return any(r.voice.person and r.voice.speaker.acts_for == "China" and r.content[0] - outer.content[0] < 140 for r in inner)  # the minister's words
    if outer.cue in _RELAYED and side is None and not outer.voice.person and outer.voice.speaker.name:
        return any(r.voice.speaker.acts_for for r in inner)  # "..., stating that China supports it, writes UNN"
    if outer.cue == "add" and any(r.voice.person and r.voice.speaker.acts_for == "China" and r.cue == "say" and _heads(r, outer) for r in inner):
        return True  # "Xi said a talk could come later, she added": his words, whoever tells of them
    if outer.cue != "according to":
        own = [
            r
            for r in inner
            if r.voice.person and r.frame is not Frame.THINK and not r.voice.pronoun and _heads(r, outer)
        ]
        theirs = [r for r in own if r.frame in _SPEECH and r.cue not in _DEEDS and r.voice.speaker.acts_for not in (None, side)]
        told = side == "China" and any(r.content[0] - outer.content[0] < 60 for r in theirs)  # "the ministry said that Kuleba thanked China"
        return not outer.voice.person and (told or any(side and r.voice.speaker.acts_for == side for r in own))
    if side is None:
        named = outer.voice.speaker.as_written.istitle() and any(r.voice.person and r.frame in (Frame.SAY, Frame.TELL) for r in inner)
        return named or _RELAYS.search(outer.voice.speaker.as_written) is not None  # not an analyst's account of what China opposes
    return side == "China" or any(r.voice.speaker.acts_for == side for r in inner)


_RELAYS = re.compile(
    r"\b(?:reports?|statements?|readouts?|agency|agencies|websites?|transcripts?|releases?|news|communiqu\w+|posts?|account|summary|minutes|press|"
    r"media|portal|newspaper|channel|broadcaster|television|service|text|document|message|reporting|consensus|paper|plan|proposal|declaration|letter|[A-Z]{3,})\b|^(?:it|this|the source)$"
)


def _is_officials(report: Report) -> bool:
    """ "After the talks Li voiced regret, according to the ministry": words of an official of the watched side that its own ministry tells of."""
    voice = report.voice
    return voice.person and not voice.pronoun and voice.speaker.acts_for == "China" and report.frame in _SPEECH


_ACCOUNT = re.compile(r"\b(?:summary|readout|transcript|translation|interpreters?|interpretation|subtitles|press release|account|data|figures|estimates|statistics)\b")
_SPEECH = frozenset((Frame.SAY, Frame.TELL, Frame.STANCE))
_DEEDS = frozenset(("agree", "propose", "refuse", "decline", "accept", "support", "oppose", "reject"))
_RELAYED = frozenset(("write", "report", "inform"))


def _is_somebody(report: Report) -> bool:
    return report.voice.person or report.voice.pronoun or report.voice.speaker.acts_for is not None


def _heads(inner: Report, outer: Report) -> bool:
    """Tell whether the inner reporting clause opens the outer content (or closes it, behind a quotation)."""
    return inner.content[0] - outer.content[0] < 60 or inner.content[0] == outer.content[0]


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
)
_SPOKE = re.compile(r"\b(?:made|delivered|gave) (?:a|an|the) (?:\w+ )?(?:statement|speech|address)\b(?!.*\b(?:that|saying|calling|urging|stressing)\b)")  # of what is not told
_DEED_VERBS = frozenset(("announce", "declare", "present", "propose", "issue", "offer"))
_NEWS = _DEED_VERBS | {"repeat", "echo"}


_ASKED_FOR = frozenset(("talks", "negotiations", "dialogue", "ceasefire", "cease-fire", "truce", "conference", "holding", "mediate", "help", "host", "facilitate"))
_VERBAL = frozenset(("express", "voice", "convey", "deny", "reject", "dismiss", "refute", "rebuff", "rule out"))  # said, whenever it was
_PERFECT = frozenset(("has", "have", "had"))
_RECALLING = frozenset(
    ("since", "throughout", "ever", "long", "always", "consistently", "repeatedly", "previously", "so")
)
_LEAD = 400  # characters; "China has rejected ..." at the head of a text is its news


def is_background(clause: Clause, report: Report, attribution: Attribution) -> bool:
    """A reporter's summary of a side's conduct ("has refused to condemn") or of its deeds is no statement of it."""
    if attribution.cue in _SETS_OUT and _OWN_POSITION.fullmatch(clause.text, *report.content):
        return True  # "elaborated China's position on Ukraine": which one is not told
    if attribution.cue == "according to" and _SPOKE.search(clause.text, *report.content):
        return True
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
