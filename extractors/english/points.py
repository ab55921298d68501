"""Lists of points and full texts that a sentence announces: "Wang Yi put forward four points:"; they are one voice."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.between import is_general, is_position
from extractors.english.continued import LINE
from extractors.english.cues import Frame
from extractors.english.discourse import WATCHED, Announced, Discourse, Phrase, Voice
from extractors.english.people import side_of
from extractors.english.report import Report
from extractors.english.resolve import resolve
from extractors.english.words import ARTICLE, FURTHER_POINTS
from extractors.records.words import Level, Passage, Speaker

_OF_POINTS = re.compile(
    r"\b(?:expound|elaborat|outlin|put(?:s|ting)? forward|propos|set(?:s|ting)? out|la(?:id|ys?|ying) out|list|rais|present|summari[sz]|stress|emphasi[sz]|ma[dk]e|shar|"
    r"explain|articulat|introduc|reiterat|stat|advanc|offer|ha[sd])\w*\b[^.:]{0,160}?"
    r"\b(?:points?|principles?|propos\w+|positions?|views?|opinions?|measures|aspects|initiatives?|suggestions?|observations|stances?|as follows|(?:the )?following)\b"
)
_IN_PARTICULAR = re.compile(r"\bsaid\b[^.:]{0,80}\b(?:in particular|as follows|the following):$")
_HEADED = re.compile(r"(?:The )?(?:main|key) points of\b")
_IN_FULL = re.compile(r"\b(?:(?:full )?(?:text|transcript) (?:of [^.:]{3,60} )?(?:is|reads) as follows|(?:article|statement|speech|letter) reads(?: as follows)?|(?:read|says) in full)\b", re.IGNORECASE)
_NUMBER = rf"(?:\(?\d{{1,2}}[.)、](?=\s|$)|\(\d{{1,2}}\)|[①-⑩]|(?:(?:First|One)(?:ly)?|{FURTHER_POINTS}),)"
_MEMBER = re.compile(rf"(?:{_NUMBER}|[-–—•·*▪●■]\s?)")
_FIRST = re.compile(r"(?:First(?:ly)?|First and foremost),\s")
_SAID = frozenset(("say", "state", "announce", "declare", "reply", "respond", "add", "note", "write", "stress", "warn", "comment", "according to", ":"))
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|I)\b")
_INLINE = re.compile(rf":\s*{_NUMBER}")


_BELOW = re.compile(rf"\s*\n\s*(?:(?:On|About|Regarding) [^.\n]{{2,60}}\s+)?{_MEMBER.pattern}")
_POINTS = re.compile(r"\b(?:points|proposals|principles|highlights|positions|measures|as follows|following)\b")
_TOPIC = re.compile(r"(?:On|About|Regarding) [^.\n]{2,60}\n")  # a heading between the points


def notice_points(text: str, start: int, end: int, last: bool, discourse: Discourse) -> None:
    """Take note of a sentence that announces points or a full text; `last` says that it ends its paragraph."""
    below = last and _BELOW.match(text, end) is not None and _POINTS.search(text, start, end) is not None
    led_in = below or (last and text[end - 1] == ":") or _INLINE.search(text, start, end) is not None
    if not led_in and not (last and _HEADED.match(text, start, end)):
        return
    in_full = _IN_FULL.search(text, start, end) is not None
    listed = below or _OF_POINTS.search(text, start, end) or _IN_PARTICULAR.search(text, start, end)
    if not in_full and not listed and not _HEADED.match(text, start, end):
        return
    signed = in_full and _ARTICLE.search(text, start, end) is not None
    voice = _author(start, discourse) if signed else None
    voice = voice or _announced_voice(text, start, end, discourse, in_full)
    if voice is not None:
        discourse.announced = Announced(voice, in_full, start, signed)


_ARTICLE = re.compile(rf"\b{ARTICLE}\b")
_SIGNS = re.compile(r"\b(?:ambassador|consul|charg[eé]|envoy|author|minister|head of mission)\b")


def _author(start: int, discourse: Discourse) -> Voice | None:
    """Return the ambassador whom the title or the lines above an article name as its author; on China's page they act for it."""
    named = [p for p in discourse.people.named_before(start) if _SIGNS.search(p.roles) and p.side in (None, WATCHED)]
    if not named:
        return None
    if named[0].official is not None:
        return resolve(Phrase(named[0].name, named[0].position), discourse)
    about = discourse.lead == WATCHED or any(p.side == WATCHED for p in discourse.people.named_before(start))
    side = WATCHED if named[0].side or about else None
    return Voice(Speaker(named[0].name, named[0].name, acts_for=side, level=Level.AMBASSADOR), named[0].key, True)


def _announced_voice(text: str, start: int, end: int, discourse: Discourse, in_full: bool) -> Voice | None:
    """Return whose points they are: the first official of the watched side named in the sentence, or the side itself."""
    head = text[start:end]
    people = [p for p in discourse.people.within(start, end) if p.official is not None or p.side]
    if people:
        return resolve(Phrase(people[0].name, people[0].position), discourse) if people[0].side == WATCHED else None
    side = side_of(head[:200].lower().replace("’", "'"))
    near = discourse.last if discourse.last and discourse.last.person else discourse.focus
    if re.match(r"(?:\w+ ){0,3}?(?:He|She|he|she)\b", head) or in_full:
        named = [p for p in discourse.people.mentions if p.position < start and p.official and p.side == WATCHED]
        near = resolve(Phrase(named[-1].name, named[-1].position), discourse) if in_full and named else near
        return near if near is not None and near.speaker.acts_for == WATCHED else None
    if side is None and _BELOW.match(text, end):  # "Here are some highlights:", "The document has 12 points."
        owned = discourse.document == WATCHED and _OF_A_PLAN.search(head) is not None
        return resolve(Phrase("China", start), discourse) if owned else near if near is not None and near.speaker.acts_for == WATCHED else None
    return resolve(Phrase("China", start), discourse) if side == WATCHED else None


_OF_A_PLAN = re.compile(r"\b(?:document|plan|paper|proposals?|points|initiative)\b")


def opens_with_first(text: str, passage: Passage, number: int, before: list[Report], discourse: Discourse) -> None:
    """ "First, we persevere in": the first of the points behind an official's words."""
    recent = before[-1] if before else None
    if recent is None or recent.paragraph != number - 1 or recent.voice.speaker.acts_for != WATCHED or not recent.voice.person:
        return
    stop = _first_stop(text, passage)
    if _FIRST.match(text, passage.start) and (is_general(text, passage.start, stop) or _WE.search(text, passage.start, stop)):
        discourse.announced = Announced(recent.voice, False, passage.start)


def _first_stop(text: str, passage: Passage) -> int:
    stop = re.compile(r"[.;]\s").search(text, passage.start, passage.end)
    return stop.start() if stop else passage.end


def is_point(text: str, passage: Passage, discourse: Discourse) -> bool:
    """Tell whether a paragraph is one of the points announced, or belongs to the full text; what is none ends the list."""
    if discourse.announced is None:
        return False
    if discourse.announced.in_full or _MEMBER.match(text, passage.start) or _TOPIC.match(text, passage.start):
        return True
    if text[passage.end - 1] == ";" or text[: passage.start].rstrip()[-1:] == ";":
        return True  # "work for calm;": the lines of one long sentence
    stop = _first_stop(text, passage)
    inside = is_position(text, passage.start, stop) or is_position(text, passage.start, passage.end)
    if not inside or text[passage.start] in "“\"":
        discourse.announced = None
    return inside


def as_point(text: str, start: int, end: int, found: list[Report], number: int, discourse: Discourse, goes_on: bool) -> list[Report]:
    """Give a sentence of a point to whom the list is of; another side's words in it end the list."""
    announced = discourse.announced
    if announced is None:
        return found
    others = [r for r in found if r.voice.key != announced.voice.key and (r.voice.person or r.voice.speaker.acts_for != WATCHED)]
    if any(r.frame is Frame.TELL or r.cue in _SAID for r in others) and not announced.in_full:
        discourse.announced = None
        return found
    if not any(c.isalpha() for c in text[start:end]) or _TOPIC.fullmatch(text, start, min(end + 1, len(text))):
        return []
    if announced.signed and any(r.voice.person and r.frame in (Frame.SAY, Frame.TELL) and r.voice.key != announced.voice.key for r in found):
        return found
    quotes = tuple(q for r in found for q in r.quotes)
    if not found or others or announced.in_full:
        goes_on = goes_on or LINE.match(text, start) is not None
        return [Report(announced.voice, start, end, (start, end), "", Frame.SAY, quotes, paragraph=number, goes_on=goes_on)]
    return [replace(r, voice=announced.voice) if not r.voice.person else r for r in found]
