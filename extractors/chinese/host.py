"""Who speaks in a text of one voice, a transcript or a speech: whom its title or its labels name."""

from __future__ import annotations

import re

from extractors.chinese.cast import Cast
from extractors.chinese.lexicon import Kind, find_tokens
from extractors.chinese.line import Line
from extractors.chinese.mentions import Mention, find_mentions
from extractors.chinese.posts import CHINA
from extractors.chinese.text import to_simplified
from extractors.records.words import Document

_TOPIC_OF = re.compile(r"(?:外交部|国防部|商务部|发言人|使馆)[^，]{0,12}(?:谈|就|关于|回应|评)")
_OPENING = 12  # mentions of a text among which its host is looked for


class Host:
    """The one who answers or holds a speech."""

    def __init__(self, document: Document, line: Line, cast: Cast) -> None:
        title = to_simplified(document.title)
        found = find_mentions(title, find_tokens(title, cast.officials))
        first = next((each.start for each in found if each.people and each.side == CHINA), 0)
        self.titled = tuple(each._replace(start=0, end=0) for each in found)  # who stands in the title
        self._speaks = _TOPIC_OF.search(title, 0, first) is None  # and is not whom the title is about
        self._line = line
        self._cast = cast

    def labelled(self, label: str, place: int) -> Mention | None:
        """Return who a label names: itself, or the host whom the title or the text before names."""
        found = next((each for each in self._line.mentions_in(place, place + len(label) + 1) if each.named), None)
        if found is not None:
            self._cast.note(found)
            return found
        others = (each for each in self._line.mentions_in(place, place + len(label) + 1) if each.side not in (None, CHINA) and each.kind is not Kind.COUNTRY)
        return next(others, None) or self.person() or self.body() or self._opening_post() or Mention(place, place + len(label), Kind.TITLE, CHINA, title="外交部发言人")

    def person(self) -> Mention | None:
        """Return the Chinese official whom the title names, else the first one of the text."""
        if named := [each for each in self.titled if each.people and each.side == CHINA]:
            return named[0] if self._speaks else self.body()
        return next((each for each in self._line.mentions[:_OPENING] if each.people and each.side == CHINA), None)

    def body(self) -> Mention | None:
        """Return the Chinese body or post that stands in the title: 外交部发言人, 国防部."""
        posts = (each for each in self.titled if each.kind in (Kind.TITLE, Kind.ORGAN, Kind.INSTITUTION))
        return next((each for each in posts if self._cast.speaker(each, None).acts_for == CHINA), None)

    def _opening_post(self) -> Mention | None:
        """驻欧盟使团发言人就……答记者问。 opens a page without a title."""
        return next((each for each in self._line.mentions[:_OPENING] if each.side == CHINA and "发言人" in each.title), None)

    def embassy(self) -> Mention | None:
        """Return China's embassy that the title or the text names first."""
        named = (each for each in (*self.titled, *self._line.mentions) if each.side in (None, CHINA) and "mbassy" in (each.organ or (each.institution.name if each.institution else "")))
        return next(named, None)
