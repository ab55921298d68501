"""Sentences without a reporting clause beside words of one voice: in the paragraph that it opens or closes the paraphrase goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors.english.cues import Frame
from extractors.english.discourse import WATCHED, Bare, Voice
from extractors.english.going_on import ADVISED, AS_IT_SAYS, is_policy, says_reporter
from extractors.english.people import side_of
from extractors.english.report import Report
from extractors.english.words import WEEKDAY

# ---------------------------------------------------------------- what a sentence without a reporting clause can be

_PRESENT = re.compile(
    r"\b(?:is|are|has|have|can|cannot|should|must|will|would|needs?|ought|may|shall|do|does|remains?|stands?|supports?|hopes?|opposes?|believes?|"
    r"attaches|follows|calls|urges|advocates|maintains|respects|welcomes|depends|requires|serves?|makes?|brings?)\b"
)
_TOLD = re.compile(  # what happened, and when: a reporter's sentence
    r"\b(?:was|were|had|did|said|told|met|spoke|launched|sent|began|started|held|signed|voted|killed|visited|announced|arrived|went|came|took|gave|"
    r"attended|discussed|agreed|asked|wrote|called|made|became|followed|added|saw|fell|rose|hit|struck|released|published)\b"
)
_DATED = re.compile(
    rf"\b(?:{WEEKDAY}|yesterday|last (?:week|month|year)|earlier|ago|(?:in|since) (?:[A-Z][a-z]{{2,8}} )?20\d\d|"
    r"(?:January|February|March|April|June|July|August|September|October|November|December) \d)\b"
)
_REMARKED = re.compile(  # what a reporter makes of it
    rf"\b(?:{ADVISED}|Moscow|Kremlin|Putin|reminder|signal(?:s|led|ling)?|signs?|much like|\w+[’']s (?:a|an|the)|biggest|top buyer|critics|observers|pressure on|appears?|seems?|"
    r"closer|deepen\w*|growing|widely|scrutiny|gas|oil|contracts?|spring|split|divided|troops|whether|does not(?! (?:supply|provide|sell|export|fan|seek|accept|add|send|interfere|recogni[sz]e|take sides)\b)|"
    r"but (?:it|has|is)|no one believes|readers?|article|newspaper|subscribe|photo)\b"
)
_CONCERNS = re.compile(r"\b(?:legitimate|reasonable|both|Russia and Ukraine|Ukraine and Russia)\b")
_ABOUT_IT = re.compile(  # "It has been stung by reports", not "It is hoped"
    r"(?:It|He|She|They|But|And|Yet|However|Still|Meanwhile|Instead|While|Although)\b"
    r"(?!,? (?:is|was) (?:also )?(?:hoped|imperative|necessary|important|essential|believed|urgent|vital|expected|unacceptable|only|our)\b)"
)
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|cannot)\b")
_STANCE = re.compile(  # words of a position, not of events
    r"\b(?:dialogues?|negotiations?|peace|peaceful|political (?:settlement|solution)|diplomatic|sovereignty|territorial integrity|UN Charter|"
    r"United Nations Charter|legitimate|security concerns|indivisible|common security|Cold War mentality|bloc confrontation|double standards|"
    r"cease-?fire|de-?escalat\w+|restraint|fuel to the fire|fan(?:ning)? the flames|(?:all|both|relevant|warring) (?:parties|sides)|parties concerned|"
    r"consistent|clear-cut|objective|impartial|aboveboard|constructive|winners?|root causes?|unilateral sanctions|long-arm|humanitarian|consensus|"
    r"(?:lethal|dual-use) \w+|export controls?|lies and \w+|smears?|slanders?|its (?:word|promises?)|"
    r"international community|mutual respect|mutually beneficial|way out|way forward|conducive)\b",
    re.IGNORECASE,
)


def is_general(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence states what is or ought to be, in words that no reporter has for it, and tells no event."""
    if says_reporter(text, start, end) or _DATED.search(text, start, end) or _REMARKED.search(text, start, end) or _ABOUT_IT.match(text, start):
        return False
    present, told = _PRESENT.search(text, start, end), _TOLD.search(text, start, end)
    if present is None or (told is not None and told.start() < present.start()):
        return False
    head = side_of(text[start : min(end, start + 40)].lower().replace("’", "'"))
    if _OUGHT.search(text, start, end):
        return head not in ("Ukraine", "Russia") or _CONCERNS.search(text, start, end) is not None
    return head is None or (head == WATCHED and _STANCE.search(text, start, end) is not None)


def _holds_good(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence between two of one speaker's states what is so, in the present, and nothing that a reporter adds."""
    if says_reporter(text, start, end) or _DATED.search(text, start, end) or _REMARKED.search(text, start, end) or _ACCUSED.search(text, start, end):
        return False
    told, present = _TOLD.search(text, start, end), _IS_SO.search(text, start, end)
    return present is not None and (told is None or told.start() > present.start())


_IS_SO = re.compile(r"\b(?:reflects?|represents?|applies|apply|means?|deserves?|accords?|serves?|should|must|needs? to|ought to|cannot|lies?|remains?)\b")
_ACCUSED = re.compile(r"\b(?:the two leaders|the two men|talks with|the visit|the trip|the call)\b", re.IGNORECASE)


def is_position(text: str, start: int, end: int) -> bool:
    """Tell whether a general sentence holds words of a position."""
    if _REMARKED.search(text, start, end):
        return False
    return is_policy(text, start, end) or (is_general(text, start, end) and _STANCE.search(text, start, end) is not None)


# ---------------------------------------------------------------- beside which words


def with_sentences_between(text: str, reports: Sequence[Report], bare: Sequence[Bare]) -> list[Report]:
    """Add what stands without a reporting clause between, behind or in front of the words of the watched side."""
    if not any(report.voice.speaker.acts_for == WATCHED for report in reports):
        return list(reports)
    voices = {_who(report.voice) for report in reports if report.voice.speaker.acts_for or not report.voice.media}
    alone = len({who for who in voices if who != WATCHED}) <= 1
    out = sorted(reports, key=lambda report: report.start)
    for _, group in groupby(bare, key=lambda each: each.paragraph):
        out = _filled(text, out, list(group), alone)
    return out


def _who(voice: Voice) -> str:
    """Return the person, or the side where only a state or its ministry speaks."""
    return voice.key if voice.person else voice.speaker.acts_for or voice.key


def _filled(text: str, reports: list[Report], bare: list[Bare], alone: bool) -> list[Report]:
    """Give the bare sentences of one paragraph to the voice beside them."""
    for each in bare:
        at = next((n for n in range(len(reports) - 1, -1, -1) if reports[n].start < each.start), -1)
        before = reports[at] if at >= 0 else None
        after = reports[at + 1] if at + 1 < len(reports) else None
        official = any(r.voice.person and r.paragraph == each.paragraph and r.voice.speaker.acts_for == WATCHED for r in reports[max(0, at - 4) : at + 1])
        if before is not None and _goes_on(text, before, after, each, official, alone):
            reports.insert(at + 1, _as_said(before, each))
    for each in reversed(bare):
        at = next((n for n, report in enumerate(reports) if report.start > each.start), len(reports))
        if at == len(reports) or any(r.start <= each.start < r.end for r in reports[max(0, at - 3) : at]):
            continue
        after, before = reports[at], reports[at - 1] if at else None
        if _leads_to(text, before, after, each, alone):
            reports[at] = replace(after, start=each.start, content=(each.start, after.content[1]))
    return reports


def _goes_on(text: str, before: Report, after: Report | None, each: Bare, official: bool, alone: bool) -> bool:
    """Behind the words of an `official`, in the same paragraph; in the next one only where nobody else speaks."""
    voice = before.voice
    if voice.speaker.acts_for != WATCHED or voice.media or before.frame is Frame.STANCE or before.hedged or text[before.end : each.start].strip():
        return False
    if before.paragraph == each.paragraph:
        enclosed = after is not None and after.voice.speaker.acts_for == WATCHED and after.voice.person and after.paragraph == each.paragraph
        same = enclosed and after is not None and after.voice.key == voice.key
        return official and ((is_general if enclosed else is_position)(text, each.start, each.end) or (same and _holds_good(text, each.start, each.end)))
    near = each.paragraph == before.paragraph + 1 and voice.person
    if near and AS_IT_SAYS.match(text, each.start) and not says_reporter(text, each.start, each.end):
        return True
    return near and alone and is_policy(text, each.start, each.end) and is_position(text, each.start, each.end)


def _leads_to(text: str, before: Report | None, after: Report, each: Bare, alone: bool) -> bool:
    """ "There are no winners. Talks are the only way out, Mao said.": the clause at the end is for both sentences."""
    same = before is not None and before.voice.key == after.voice.key and before.paragraph >= each.paragraph - 1
    trailing = after.content[0] - after.start <= 2 and after.content[1] < after.end - 3 and not after.goes_on
    trailing = trailing or (same and after.orphan)  # "The community is of one mind. "It is high time.""
    if after.voice.speaker.acts_for != WATCHED or after.paragraph != each.paragraph or not trailing or text[each.end : after.start].strip():
        return False
    return is_general(text, each.start, each.end) if same else alone and is_position(text, each.start, each.end)


def _as_said(before: Report, each: Bare) -> Report:
    same = before.paragraph == each.paragraph
    return Report(
        before.voice, each.start, each.end, (each.start, each.end), "", Frame.SAY, (), paragraph=each.paragraph, goes_on=same
    )  # fmt: skip
