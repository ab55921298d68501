"""What a Chinese sentence reports, and a text asked for its words and mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.chinese.lexicon import Kind, Token
from extractors.chinese.mentions import Mention


@dataclass(frozen=True, slots=True)
class Report:
    """Words given to somebody: the span, the subject as mentioned, the verb and the reporting clause."""

    start: int
    end: int
    subject: Mention | None  # None: whoever spoke last
    cue: str
    content: int  # where the words begin
    frame: tuple[int, int]  # the reporting clause: dates and occasions stand here
    source: Mention | None = None  # 据……报道


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence reports, and who stands at its head."""

    reports: tuple[Report, ...]
    head: Mention | None = None
    opens: bool = False  # ends in a colon: the points that follow belong to the head


class Line:
    """A text with its words and mentions, asked sentence by sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.text = text
        self.verbs = [token for token in tokens if token.kind is Kind.VERB]
        self.mentions = mentions
        self._verb_starts = [token.start for token in self.verbs]
        self._mention_starts = [mention.start for mention in mentions]

    def verbs_in(self, start: int, end: int) -> list[Token]:
        """Return the reporting verbs of a stretch."""
        return self.verbs[bisect_left(self._verb_starts, start) : bisect_left(self._verb_starts, end)]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions of a stretch."""
        return self.mentions[
            bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)
        ]
