"""The record of what one sentence reports in one voice."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.english.cues import Frame
from extractors.english.discourse import Voice

PHRASE = 50  # characters; in a sentence of the article's own, a shorter quotation is a turn of phrase
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
    embedded: tuple[tuple[int, int], ...] = ()  # contents of other sides' words inside
    hedged: bool = False
    paragraph: int = 0
    goes_to: int = 0  # the last paragraph of a quotation that runs over several
    orphan: bool = False  # a quotation without a reporting clause
    goes_on: bool = False  # a sentence in the reported voice without a reporting clause
    whole: bool = False  # ... which is all of the sentence
    open_quote: bool = False
