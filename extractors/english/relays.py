"""Who speaks where one hands on what another said (see DESIGN.md)."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.attributions import find_attributions
from extractors.english.clauses import Clause, read_clause
from extractors.english.cues import Frame
from extractors.english.discourse import WATCHED, Discourse, Phrase, remember
from extractors.english.going_on import is_event
from extractors.english.outlets import ACCOUNT, OF_THE_STATE, OWN_MEDIA, RELAYS
from extractors.english.report import LONG_QUOTE, Report
from extractors.english.resolve import resolve
from extractors.english.voices import phrase_of, report_of
from extractors.english.words import is_ing, words_of


def passes_on(outer: Report, inner: list[Report]) -> bool:
    """Tell whether the outer of two speakers only hands on what the inner ones say."""
    voice, side = outer.voice, outer.voice.speaker.acts_for
    if voice.media:
        wished = outer.cue in ("report", "inform")
        return any(r.frame in (*_SPEECH, Frame.CALL) or (wished and (r.cue == "hope" or r.cue.startswith("be "))) for r in inner)
    if not inner or outer.cue in ("deny", "refute"):
        return False
    if outer.cue == "according to":
        return _according(outer, inner)
    if side is None and "spokes" in voice.speaker.as_written.lower():
        return any(_is_watched(r) and r.content[0] - outer.content[0] < 140 for r in inner)  # the minister's words
    if outer.cue in _RELAYED and side is None and not voice.person and voice.speaker.name:
        return any(r.voice.speaker.acts_for for r in inner)  # "..., stating that China supports it, writes UNN"
    if outer.cue == "add" and any(_is_watched(r) and r.cue == "say" and _heads(r, outer) for r in inner):
        return True  # "Xi said a talk could come later, she added": his words, whoever tells of them
    own = [r for r in inner if r.voice.person and r.frame is not Frame.THINK and not r.voice.pronoun and _heads(r, outer)]
    theirs = [r for r in own if r.frame in _SPEECH and r.cue not in _DEEDS and r.voice.speaker.acts_for not in (None, side)]
    told = side == WATCHED and any(r.content[0] - outer.content[0] < 60 for r in theirs)  # "the ministry said that Kuleba thanked China"
    return not voice.person and (told or any(side and r.voice.speaker.acts_for == side for r in own))


def _according(outer: Report, inner: list[Report]) -> bool:
    """ "According to the ministry, Li voiced regret": a house or a paper hands his words on, an analyst and a colleague do not."""
    voice, side, written = outer.voice, outer.voice.speaker.acts_for, outer.voice.speaker.as_written
    if side == WATCHED:
        if not any(_is_somebody(r) and (_heads(r, outer) or _is_officials(r)) for r in inner):
            return False  # "According to him, the crisis has revealed that"
        if voice.person and not any(r.voice.person or r.voice.media for r in inner):
            return False  # "According to her, China has always held that": hers, who speaks for it
        if all(r.cue == "will" for r in inner):
            return False  # "According to Beijing, Li will also visit": where he goes is what it says
    if (side is None or voice.pronoun) and ACCOUNT.search(written):
        return any(_is_watched(r) for r in inner)
    if side is None and "spokes" in written.lower():
        return any(_is_watched(r) and r.content[0] - outer.content[0] < 140 for r in inner)
    if side is None:
        named = written.istitle() and any(r.voice.person and r.frame in (Frame.SAY, Frame.TELL) for r in inner)
        return named or RELAYS.search(written) is not None  # not an analyst's account of what China opposes
    return side == WATCHED or any(r.voice.speaker.acts_for == side for r in inner)


def _is_watched(report: Report) -> bool:
    return report.voice.person and report.voice.speaker.acts_for == WATCHED


def _is_officials(report: Report) -> bool:
    """ "After the talks Li voiced regret, according to the ministry": words of an official of the watched side that its own ministry tells of."""
    return _is_watched(report) and not report.voice.pronoun and report.frame in _SPEECH


_SPEECH = frozenset((Frame.SAY, Frame.TELL, Frame.STANCE))
_DEEDS = words_of("agree propose refuse decline accept support oppose reject")
_RELAYED = frozenset(("write", "report", "inform"))


def _is_somebody(report: Report) -> bool:
    return report.voice.person or report.voice.pronoun or report.voice.speaker.acts_for is not None


def _heads(inner: Report, outer: Report) -> bool:
    """Tell whether the inner reporting clause opens the outer content (or closes it, behind a quotation)."""
    return inner.content[0] - outer.content[0] < 60 or inner.content[0] == outer.content[0]


def as_quoted(clause: Clause, report: Report, number: int, discourse: Discourse) -> Report:
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
    phrase = phrase_of(inner, found[0], discourse) if found else None
    if phrase is None or found[0].content[0] - head > 80:
        return report
    told = report_of(inner, found[0], resolve(phrase, discourse), number)
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


_SUBJECT = re.compile(
    r"[“\"]?(?:that )?(?:(?:On \w+day|On \w+ \d+|In (?:a|the) \w+(?: \w+)?), )?(?:the )?(?:(?:Mr|President|Premier|Chinese|China[’']s|Foreign|Minister|[Ll]eader|[Pp]resident)\.? ){0,4}"
    r"(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?!(?:and|should|must|ought|can|cannot|was|were|had|arrived|left|won|met|is(?! (?:ready|willing|prepared|committed|opposed|seeking|calling|to|not|also|always)))\b)[a-z]"
)


def told_by_own_media(text: str, report: Report, discourse: Discourse) -> Report:
    """ "CCTV said Beijing will send an envoy": give it to the watched side's state or official at the head of what its own media tell."""
    written = f"{report.voice.speaker.as_written} {report.voice.speaker.name}"
    ours = OWN_MEDIA.search(written) or (OF_THE_STATE.search(written) and discourse.lead == WATCHED)
    if not report.voice.media or not ours or is_event(text, *report.content):
        return report
    found = _SUBJECT.match(text, *report.content)
    voice = resolve(Phrase(found["who"], found.start("who")), discourse) if found else None
    if voice is None or voice.speaker.acts_for != WATCHED or voice.media:
        return report
    discourse.body = voice
    return replace(report, voice=voice)
