"""Split a text into passages of one voice: turns of a transcript, a speech, prose, furniture."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractors.furniture import ENDED, is_furniture, squeezed
from extractors.paragraphs import Paragraph, split_paragraphs, unbroken, without_captions
from extractors.records.words import Document, Passage, Voice
from extractors.transcripts import read_transcript

# ---------------------------------------------------------------- speeches

_SPEECH_TITLE = re.compile(
    r"\bGeneral Debate\b|^(?:Full text of )?(?:Remarks|Statement|Address|Speech|Explanation of Vote|Keynote)\b"
    r"|\b(?:Remarks|Statement|Address|Speech|Explanation of Vote) (?:by|of|at|on)\b|\bPosition (?:Paper|on)\b"
    r"|讲话|讲话全文|发言|致辞|演讲|立场文件|关于政治解决|署名文章|联合声明",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"^\W*(?:(?:Madam|Mr\.?|Mister|Madame) (?:President|Chair|Chairman|Speaker|Secretary)|(?:Your )?Excellenc(?:y|ies)|"
    r"(?:Dear )?(?:Colleagues|leaders|friends)|Distinguished|Ladies and Gentlemen|President(?! \w)|主席(?:先生|女士|阁下)?(?=[：:，,！])|主席先生|主席女士|各位|尊敬的)",
    re.IGNORECASE,
)
_OCCASION_READ = re.compile(r"\b(?:thank|congratulate)\b|\bhonou?r\b.{0,40}\b(?:address|speak|stand)", re.IGNORECASE)


_HEADING = 220  # characters; a longer first line is no title
_MASTHEAD = 3  # lines: the way to a page and its department may stand above its title


def speech_title(document: Document) -> str:
    """Return the title, with the first lines of a text that carry the title of a speech there."""
    lines = document.text.lstrip()[: 3 * _HEADING].split("\n")[:_MASTHEAD]
    for number, line in enumerate(lines):
        line = line.strip()
        if len(line) > _HEADING or ENDED.search(line):
            break
        if _SPEECH_TITLE.search(line):
            return f"{document.title} {' '.join(lines[: number + 1]).strip()}".strip()
    return document.title


def _is_speech(document: Document, text: str, paragraphs: tuple[Paragraph, ...]) -> bool:
    """One speaker to the end, known by the title or by how it opens; a readout is not one."""
    if paragraphs and _EMBASSY_STATEMENT.match(document.title) and not _REPORTED.search(text):
        return True
    if not paragraphs or document.source_kind != "official":
        return bool(paragraphs) and len(text) > 1500 and _is_addressed(text[paragraphs[0].start : paragraphs[0].end])
    opening = text[paragraphs[0].start : paragraphs[0].end]
    if _INTRODUCED.search(opening):
        return False  # an embassy's page introduces the article that it prints
    return bool(
        _SPEECH_TITLE.search(speech_title(document)) or _SALUTATION.match(opening) or _OCCASION_READ.search(opening[:200])
    )


_EMBASSY_STATEMENT = re.compile(  # a statement printed as it is
    r"(?:Full text: )?(?:Statement|Remarks|Comments?|Response) (?:of|by|from) (?:the |a )?(?:[Ss]pokes\w+ )?(?:of |for |at )?(?:the )?"
    r"(?:Chinese|China[’']s|Embassy of (?:the People[’']s Republic of )?China|PRC)\b(?:[^.]{0,20}\b(?:[Ee]mbassy|[Mm]ission)\b)?"
)
_REPORTED = re.compile(r"\b(?:said|says|told|according to)\b")


_FULL_TEXT = re.compile(r"\b(?:full|complete|verbatim|following|follows|entire|his|her|the) (?:\w+ )?(?:statement|text|speech|remarks|transcript|address|explanation)\b[^.!?]{0,40}:$|\bas follows:$|全文如下[:：]$")


def _told_first(text: str, paragraphs: tuple[Paragraph, ...]) -> int:
    """Return how many paragraphs an outlet has put in front of a speech: the last of them ends with "Here is the full text:"."""
    return next((n + 1 for n, p in enumerate(paragraphs[:4]) if _FULL_TEXT.search(text, p.start, p.end) and n + 1 < len(paragraphs)), 0)


_INTRODUCED = re.compile(r"\b(?:article|op-ed|opinion piece)\b[^:]{0,400}\b(?:reads|as follows|in full)[^:]{0,20}:\s*$", re.DOTALL)


def _is_addressed(opening: str) -> bool:
    """ "Mr. President," and "Dear friends, I am glad": not the headline "Leaders meet"."""
    address = _SALUTATION.match(opening)
    if address is None:
        return False
    alone = len(opening) < 100 and opening.endswith((",", ":", "!", "，", "：", "！"))
    return alone or _FIRST_PERSON.search(opening) is not None


_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us|me)\b|我|们")


# ---------------------------------------------------------------- prose


_ADDRESS = re.compile(r"\s*\b(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+\s*$")  # behind the sentence of a feed


_ANNOUNCES = re.compile(
    r"^(?=(?:\S+ ){3}).*\b(?:points|proposals|principles|highlights|positions|measures|as follows|following)\b[^.!?:]*[.:]$", re.DOTALL
)  # not "Key points:", above what an article has to say
_MEMBER = re.compile(r"[•·▪●◦*–—-]\s|\d{1,2}[.)]\s")
_TOPIC = re.compile(r"(?:On|About|Regarding) [^.\n]{2,60}")  # a heading between the points


def _prose(text: str, paragraphs: tuple[Paragraph, ...], title: str, language: str) -> list[Passage]:
    seen: set[str] = set()
    title = squeezed(title)
    out = []
    bodies = [_ADDRESS.sub("", text[p.start : p.end]) for p in paragraphs]
    written = [body for body in bodies if body]
    title = "" if len(written) == 1 else title  # a feed that gives nothing but the headline
    listed = False  # whether a sentence has announced the points that stand in lines of their own
    alone = len(written) == 1 or (len(written) <= 3 and not any(ENDED.search(body) for body in written))  # a feed's deck
    for paragraph, (body, following) in zip(paragraphs, pairwise([*bodies, ""]), strict=True):
        opens_again = body.rstrip(".") == following.rstrip(".")  # a deck in front of the sentence that it is
        listed = _ANNOUNCES.search(body) is not None or (listed and (_MEMBER.match(body) or _TOPIC.fullmatch(body)) is not None)
        furniture = opens_again or (is_furniture(body, title, alone, seen) and not (listed and _MEMBER.match(body)))
        if not opens_again:
            seen.add(body)
        out.append(Passage(paragraph.start, paragraph.end, Voice.FURNITURE if furniture else Voice.PROSE, language))
    return out


# ---------------------------------------------------------------- the whole


def split_passages(document: Document, language: str) -> tuple[Passage, ...]:
    """Cut the text into passages of one voice, in order and without overlap; only white space lies between them."""
    text = document.text
    paragraphs = split_paragraphs(text)
    if language == "zh":
        paragraphs = without_captions(text, unbroken(text, paragraphs))
    transcript = read_transcript(text, paragraphs, language)
    if transcript is not None:
        return tuple(transcript)
    if _is_speech(document, text, paragraphs):
        told = _told_first(text, paragraphs)
        return tuple(Passage(p.start, p.end, Voice.PROSE if n < told else Voice.SPEECH, language) for n, p in enumerate(paragraphs))
    prose = _prose(text, paragraphs, document.title, language)
    printed = _printed_speech(document, paragraphs)
    return tuple(replace(p, voice=Voice.SPEECH) if n in printed else p for n, p in enumerate(prose))


_CLOSING = re.compile(r"^\W*(?:I )?[Tt]hank you\b.{0,60}$|^谢谢.{0,10}$")


def _printed_speech(document: Document, paragraphs: tuple[Paragraph, ...]) -> range:
    """A newspaper prints a speech: from "Mr. President," in a line of its own to the thanks, if a heading names it."""
    text = document.text
    addressed = (n for n, p in enumerate(paragraphs) if p.end - p.start < 60 and text[p.end - 1] in ",:!，：！" and _SALUTATION.match(text[p.start : p.end]))
    first = next(addressed, None)
    if first is None:
        return range(0)
    headed = _SPEECH_TITLE.search(document.title) or any(
        p.end - p.start < _HEADING and _SPEECH_TITLE.search(text, p.start, p.end) for p in paragraphs[:first]
    )
    if not headed:
        return range(0)
    last = next((n for n in range(first, len(paragraphs)) if _CLOSING.match(text[paragraphs[n].start : paragraphs[n].end])), len(paragraphs) - 1)
    return range(first, last + 1)
