"""Turns of a transcript and paragraphs of a speech: one voice, whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.english.discourse import WATCHED, Discourse, Phrase, unnamed_voice
from extractors.english.offices import GENERAL_DEBATE
from extractors.english.people import side_of
from extractors.english.publishers import publisher_side
from extractors.english.quotes import find_quotes
from extractors.english.resolve import resolve
from extractors.english.sentences import split_sentences
from extractors.passages import speech_title
from extractors.records.pages import Layer
from extractors.records.words import Directness, Document, Level, Passage, Speaker, Statement
from extractors.records.words import Voice as PassageVoice
from extractors.topics import names


def read_monologue(document: Document, passage: Passage, discourse: Discourse) -> tuple[Statement, ...]:
    """A turn of a transcript is one statement; so is a paragraph of a speech, or each topic of it."""
    text, start = document.text, passage.start
    if passage.label:
        start = text.find(passage.label, start) + len(passage.label)
        opening = _OPENING.match(text, start, passage.end)
        start = opening.end() if opening else start
        return (_spoken(document, passage.start, passage.end, start, _labelled(document, passage, discourse)),)
    if passage.question is not None or passage.voice is PassageVoice.QUESTION:
        who = _interviewed(document, passage, discourse) if passage.question else Speaker(None, "(question)")
        return (_spoken(document, start, passage.end, start, who or Speaker(None, "(answer)")),)
    if passage.end <= _masthead(document) or len(text[start : passage.end].split()) < 5 or _SIGNED.match(text, start, passage.end) or _PLACED.fullmatch(text, start, passage.end):
        return ()  # "Mr. President," and "Thank you.", the place and the day above a speech, the name below it
    speaker = _of_speech(document, discourse, start)
    return tuple(_spoken(document, a, b, a, speaker) for a, b in _topics(text, start, passage.end))


def _masthead(document: Document) -> int:
    """Return where the title of a speech ends that stands in the text, 0 where none does."""
    return len(speech_title(document)) - len(document.title)


_SIGNED = re.compile(r"^[^\w\n]{0,3}(?:Delivered|Given|Read(?: out)?|Made|Presented|Spoken)\s+by\s+(?=[A-Z])[^\n]{3,160}$", re.MULTILINE)
_PLACED = re.compile(r"[A-Z][^.!?\n]{0,60},? (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}),? 20\d\d")
_OPENING = re.compile(r"(?:\s*\([^)\n]*\)){0,2}[\s:：.]*")  # "(China) (spoke in Chinese): "


def _spoken(document: Document, start: int, end: int, words: int, speaker: Speaker) -> Statement:
    words = min(words, end - 1)
    published = document.published if document.source_kind == "official" else None
    return Statement(
        start, end, document.text[start:end], speaker, Directness.VERBATIM,
        document.layer or Layer.FOREIGN, "en", (words, end), ((words, end),),
        said_on=published, said_on_basis="published" if published else "",
    )  # fmt: skip


def _topics(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut the part on Ukraine out of a paragraph that passes from one trouble spot to the next."""
    if not all(names(text[start:end], "en")):
        return [(start, end)]
    sentences = split_sentences(text, start, end, find_quotes(text, start, end))
    own = [names(text[a:b], "en") for a, b in sentences]
    first = next((n for n, (ukraine, _) in enumerate(own) if ukraine), None)
    if first is None:
        return [(start, end)]
    last = first + 1
    while last < len(own) and (own[last][1] <= own[last][0] or any(a > b for a, b in own[last + 1 : last + 1 + _DIGRESSION])):
        last += 1
    runs = ((0, first), (first, last), (last, len(own)))
    return [(sentences[a][0], sentences[b - 1][1]) for a, b in runs if a < b]


_DIGRESSION = 2  # sentences on other places from which a speech comes back


_ANSWER = frozenset(("A", "Answer", "ANSWER", "—", "–", "-"))


_FIRST_QUESTION = re.compile(r"^\W{0,2}(?:Q(?:uestion)?\b\s*[:.]|[—–-]\s)|^[^\n]{10,400}\?$", re.MULTILINE)


def _interviewed(document: Document, passage: Passage, discourse: Discourse) -> Speaker | None:
    """Return who is interviewed: the official named most often above the first question, in the title or the text."""
    first = passage.question[0] if passage.question else passage.start
    asked = _FIRST_QUESTION.search(document.text)
    named = [p for p in discourse.people.mentions if p.position < min(first, asked.start() if asked else first) and (p.official or p.side)]
    if not named:
        return None
    most = max(named, key=lambda person: sum(other.key == person.key for other in named))
    return resolve(Phrase(most.name, most.position), discourse).speaker


def _labelled(document: Document, passage: Passage, discourse: Discourse) -> Speaker:
    if passage.voice is PassageVoice.QUESTION:
        return Speaker(passage.label, passage.label)
    if passage.label in _ANSWER and (interviewed := _interviewed(document, passage, discourse)) is not None:
        return interviewed
    label = re.sub(r"^(?:MR|MS|MRS|Mr|Ms|Mrs|Amb|AMB)\.? ", "", passage.label)
    words = label.title() if label.isupper() else label
    office = _UNNAMED_OFFICE.match(words)
    side = document.side or publisher_side(document)
    if side is None and office and _FOR_CHINA.search(document.text, passage.start, passage.end):
        side = WATCHED
    if office and "embassy" in office[0].lower() and side == WATCHED:
        return discourse.officials.speaker(discourse.officials.get("china-embassy"), passage.label, discourse.on)
    unnamed = unnamed_voice(discourse.officials, side, _level_of(office[0])) if office else None
    if unnamed:
        return discourse.officials.speaker(unnamed, passage.label, discourse.on)
    return resolve(Phrase(words, passage.start), discourse).speaker


_FOR_CHINA = re.compile(r"\bChina (?:firmly|strongly|resolutely) (?:opposes|rejects|condemns)\b|\breiterate China[’']s position\b")
_UNNAMED_OFFICE = re.compile(
    r"(?:(?:the|chinese|china's|foreign|ministry|affairs|un|of|embassy|mission)\s+)*(?:spokes(?:person|man|woman)|representative|delegate)\s*$", re.I
)


def _level_of(office: str) -> Level:
    return Level.SPOKESPERSON if "spokes" in office.lower() else Level.UN


_BEFORE_THE_UN = re.compile(r"\b(?:UN|United Nations|Security Council|General Assembly|UNSC|UNGA)\b")
_IN_THE_CHAIR = re.compile(r"\s*(?:M(?:r|s|me|adame?)\.? )?President,\s|\s*Thank you,? (?:M(?:r|s|me|adame?)\.? )?President\b")
_OF_ITSELF = re.compile(  # the country that a speech without a name speaks for, as it speaks of itself
    r"\b([A-Z]\w+(?: [A-Z]\w+)?) (?:(?:has|have) (?:always|consistently|repeatedly|been (?:actively|following|working|calling|promoting))|(?:once again |also |strongly |firmly |fully )?"
    r"(?:supports|welcomes|reiterates|stands ready|is ready to|is willing to|calls (?:on|for|upon)|urges|appreciates|commends|advocates|hopes)|will (?:continue|work|always|keep))\b"
)


def _own_side(text: str) -> str | None:
    sides = {side for found in _OF_ITSELF.finditer(text) if (side := side_of(found[1].lower()))}
    return next(iter(sides)) if len(sides) == 1 else None


_GENERAL_DEBATE = re.compile(r"\bGeneral Debate (?P<year>\d{4}) (?P<code>[A-Z]{3})\b")
_CODES = {
    "CHN": "China",
    "UKR": "Ukraine",
    "RUS": "Russia",
    "USA": "US",
    "GBR": "UK",
    "FRA": "France",
    "DEU": "Germany",
}


def _of_speech(document: Document, discourse: Discourse, at: int) -> Speaker:
    """Return who gives a speech: named in the title, or the country that the title names."""
    debate = _GENERAL_DEBATE.search(document.title)
    if debate:
        side = _CODES.get(debate["code"], debate["code"])
        delegate = GENERAL_DEBATE.get((side, int(debate["year"])))
        if delegate:
            who = discourse.officials.get(delegate)
            return discourse.officials.speaker(
                who, "(speech)", discourse.on or date(int(debate["year"]), 9, 25)
            )
        known = resolve(Phrase(side, 0), discourse).speaker
        return (
            replace(known, as_written="(speech)")
            if known.acts_for
            else Speaker(None, "(speech)", acts_for=side)
        )
    heading = _masthead(document)
    signed = _SIGNED.search(document.text)
    named = [p for p in discourse.people.mentions if p.position < heading and p.official]
    named += [p for p in discourse.people.within(*signed.span()) if p.official] if signed else []
    if not named and document.source_kind != "official":  # a newspaper names the speaker above the speech
        named = [p for p in discourse.people.within(0, at) if p.official][-1:]
    if named and named[0].official:
        return discourse.officials.speaker(named[0].official, named[0].name, discourse.on)
    where = side_of(document.title.lower().replace("’", "'")) or document.side or publisher_side(document) or _own_side(document.text)
    before_the_un = _BEFORE_THE_UN.search(document.title) or _IN_THE_CHAIR.match(document.text)
    unnamed = unnamed_voice(discourse.officials, where, Level.UN) if before_the_un else None
    if unnamed:
        return discourse.officials.speaker(unnamed, "(speech)", discourse.on)
    return resolve(Phrase(where, 0), discourse).speaker if where else Speaker(None, "(speech)")
