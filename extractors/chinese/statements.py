"""Attributed statements in Chinese news, readouts, transcripts, speeches and documents."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.chinese.cast import Cast
from extractors.chinese.context import Context
from extractors.chinese.lexicon import find_tokens
from extractors.chinese.line import Line
from extractors.chinese.mentions import find_mentions
from extractors.chinese.naming import split_topics
from extractors.chinese.posts import CHINA
from extractors.chinese.reader import Reader
from extractors.chinese.text import STATE_MEDIA, find_quotes, mend_breaks, to_simplified
from extractors.chinese.voice import Draft
from extractors.records.pages import Layer
from extractors.records.words import Directness, Document, Gate, Passage, Statement
from extractors.speakers import Officials

_FIRST_PERSON = re.compile(r"(?<![自本大小])我(?!国|方|军|党|省|市|外交|驻|使|院|部|校|司|台)")
_TERM = 6  # characters: a shorter quotation is a term, not quoted words
_NAMES_IT = re.compile(r"(?:等)?(?:[一二三四五六]?[点大]?(?:原则|共识|主张|倡议|建议)|小组|文件)")  # “……、各方不拱火”三原则
_OTHERS_CLAIM = re.compile(r"(?:所谓的?|炒作|鼓噪|自诩|自称|标榜|声称)$")
_STATE_SITES = re.compile(
    r"cctv\.|xinhua|news\.cn|people\.com\.cn|people\.cn|chinanews|cnr\.cn|huanqiu|china\.com\.cn|gmw\.cn|chinadaily|\.gov\.cn|fmprc|cri\.cn"
)


def attribute_chinese(
    document: Document, passages: tuple[Passage, ...], officials: Officials
) -> tuple[Statement, ...]:
    """Return every attributed statement of a Chinese text, of every speaker and topic."""
    text = mend_breaks(to_simplified(document.text))
    tokens = find_tokens(text, officials)
    mentions = find_mentions(text, tokens)
    layer = _layer(document, text)
    daily = layer in (Layer.STATE_MEDIA, Layer.ORIGINAL) or document.source_kind == "official"
    context = Context(text, Cast(text, officials), _day(document), daily)
    reader = Reader(text, Line(text, tokens, mentions), context, document)
    drafts = reader.read(passages)
    parts = (part for draft in drafts for part in _topics(text, draft))
    return tuple(_statement(document, text, draft, layer) for draft in parts if draft.end - draft.start >= 4)


_TITLE_DAY = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日")
_LATE = 14  # days between a press conference and its page


def _day(document: Document) -> date | None:
    """Return the day in the title of a transcript, which its page may come after, else that of publication."""
    found = _TITLE_DAY.search(document.title) if document.source_kind == "official" else None
    year, month, day = found.groups() if found else ("", "", "")
    published = document.published
    try:
        titled = date(int(year or (published.year if published else 0)), int(month), int(day)) if found else None
    except ValueError:
        titled = None
    if titled is None or published is None:
        return titled or published
    return titled if 0 <= (published - titled).days <= _LATE else published


def _topics(text: str, draft: Draft) -> list[Draft]:
    """China's words on several trouble spots are a statement each; an answer of a transcript stays whole."""
    if draft.verbatim or draft.speaker.acts_for != CHINA:
        return [draft]
    spans = split_topics(text, draft.start, draft.end)
    if len(spans) < 2:
        return [draft]
    return [
        replace(draft, start=start, end=end, content=max(start, min(draft.content, end - 1)))
        for start, end in spans
    ]


def _layer(document: Document, text: str) -> Layer:
    if document.layer is not None and document.layer is not Layer.FOREIGN:
        return document.layer
    if document.source_kind == "official":
        return Layer.ORIGINAL
    state = (
        _STATE_SITES.search(document.url)
        or STATE_MEDIA.search(document.outlet)
        or STATE_MEDIA.search(text, 0, 150)
    )
    return Layer.STATE_MEDIA if state else Layer.FOREIGN


def _statement(document: Document, text: str, draft: Draft, layer: Layer) -> Statement:
    quotes = find_quotes(text, draft.start, draft.end)
    gates = (Gate("contested", False, draft.contested),) if draft.contested else ()
    official = layer in (Layer.ORIGINAL, Layer.STATE_MEDIA)
    return Statement(
        start=draft.start,
        end=draft.end,
        text=document.text[draft.start : draft.end],
        speaker=draft.speaker,
        directness=_directness(text, draft, quotes),
        layer=layer,
        language="zh",
        content=(min(draft.content, draft.end - 1), draft.end),
        quotes=quotes,
        cue=draft.cue,
        counterpart=draft.counterpart,
        occasion=draft.occasion,
        reported_by_side=CHINA if official else None,
        said_on=draft.said_on,
        said_on_basis=draft.basis,
        gates=gates,
    )


def _directness(text: str, draft: Draft, quotes: tuple[tuple[int, int], ...]) -> Directness:
    """Quotation marks make words verbatim; so does the speaker's own 我 in a readout, which prints no marks."""
    if draft.verbatim:
        return Directness.VERBATIM
    quoted = sum(end - start for start, end in quotes if end - start >= _TERM and not _is_named(text, start, end))
    if quoted:
        rest = draft.end - max(draft.start, draft.content) - quoted
        return Directness.VERBATIM if rest <= max(8, quoted // 4) else Directness.MIXED
    unquoted = text[draft.content : draft.end]
    return Directness.VERBATIM if _FIRST_PERSON.search(unquoted) else Directness.REPORTED


def _is_named(text: str, start: int, end: int) -> bool:
    """Tell whether marks hold the name of principles or another's claim: “战场不外溢……”三原则, 所谓“军援”."""
    return bool(_NAMES_IT.match(text, end + 1) or _OTHERS_CLAIM.search(text, max(0, start - 5), start - 1))
