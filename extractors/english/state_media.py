"""What a side's own media tell of its government: the government's words, with the outlet that passes them on."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.discourse import WATCHED, Discourse, Phrase
from extractors.english.going_on import is_event
from extractors.english.report import Report
from extractors.english.resolve import resolve

_OURS = re.compile(
    r"\b(?:xinhua|cctv|cgtn|china central television|china national radio|china news service)\b"
    r"|\b(?:chinese|china[’']s|beijing[’']s) (?:state|official|national|government)(?:[ -](?:run|owned|controlled|backed|affiliated))?\b|\bstate (?:\w+ )?media in china\b|\bstate(?:[ -](?:run|owned|controlled|backed))? chinese\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"^(?:the )?(?:state|official)(?:[ -](?:run|owned|controlled))? (?:\w+ )?(?:media|television|tv|broadcaster|radio|agency)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[“\"]?(?:that )?(?:(?:On \w+day|On \w+ \d+|In (?:a|the) \w+(?: \w+)?), )?(?:the )?(?:(?:Mr|President|Premier|Chinese|China[’']s|Foreign|Minister|[Ll]eader|[Pp]resident)\.? ){0,4}"
    r"(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?!(?:and|should|must|ought|can|cannot|was|were|had|arrived|left|won|met|is(?! (?:ready|willing|prepared|committed|opposed|seeking|calling|to|not|also|always)))\b)[a-z]"
)


def told_by_own_media(text: str, report: Report, discourse: Discourse) -> Report:
    """ "CCTV said Beijing will send an envoy": give it to the watched side's state or official at the head of what its own media tell."""
    written = report.voice.speaker.as_written
    ours = _OURS.search(written) or (_STATE.search(written) and discourse.lead == WATCHED)
    if not report.voice.media or not ours or is_event(text, *report.content):
        return report
    found = _SUBJECT.match(text, *report.content)
    voice = resolve(Phrase(found["who"], found.start("who")), discourse) if found else None
    if voice is None or voice.speaker.acts_for != WATCHED or voice.media:
        return report
    discourse.body = voice
    return replace(report, voice=voice)
