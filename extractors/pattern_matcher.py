"""Search many patterns at once: one pass finds the letters that must be there, RE2 verifies sentence by sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ahocorasick
import re2

from extractors.pattern_regex import Compiled

LONGEST_SENTENCE = 1_200  # characters; beyond it a "sentence" is cut, so that cost stays linear
MOST_TIGHTENINGS = 4
WORTH_TIGHTENING = 0.67  # of the first hit's length; a little shorter would only drop an optional word
_NEVER = -1

_SPACED_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-ZА-ЯІЇЄҐ0-9])|\n\s*\n|(?<=[.!?\"'])\n|;\s")
_CHINESE_END = re.compile(r"[。！？!?;][\"')》]*|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]|Mr|Ms|Mrs|Dr|St|Gen|Sen|Rep|Gov|No|Art|vs|ст|р|г|им|т)\.)$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: its place in the matcher's list, the trigger, and the slots' stretches (None: not there)."""

    rule: int
    start: int
    end: int
    slots: tuple[tuple[int, int] | None, ...]


class Matcher:
    """All patterns of one language, ready to be looked for in normalised lower-case text."""

    def __init__(self, patterns: Sequence[Compiled], spaced: bool) -> None:
        self.patterns = patterns
        self.spaced = spaced
        rules: dict[str, list[int]] = defaultdict(list)
        for place, pattern in enumerate(patterns):
            for anchor in pattern.anchors:
                rules[anchor].append(place)
        self.automaton = ahocorasick.Automaton()
        for anchor, places in rules.items():
            self.automaton.add_word(anchor, tuple(places))
        self.automaton.make_automaton()

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every hit in a normalised text, sentence by sentence; hits of one pattern do not overlap."""
        lowered = text.lower().replace("…", "~")
        for (start, end), rules in self._candidates(text, lowered):
            encoded = lowered[start:end].encode()
            for rule in sorted(rules):
                for spans in self._hits(self.patterns[rule], encoded):
                    yield _hit(rule, start, encoded, spans)

    def _candidates(self, text: str, lowered: str) -> Iterator[tuple[tuple[int, int], set[int]]]:
        if not self.patterns:
            return
        ends = _ends(text, self.spaced)
        start, end = 0, next(ends, _NEVER)
        rules: set[int] = set()
        for place, found in self.automaton.iter(lowered):
            while place >= end != _NEVER:
                if rules:
                    yield (start, end), rules
                    rules = set()
                start, end = end, next(ends, _NEVER)
            rules.update(found)
        if rules:
            yield (start, end), rules

    def _hits(self, pattern: Compiled, encoded: bytes) -> Iterator[Sequence[tuple[int, int]]]:
        place = 0
        while match := pattern.regex.search(encoded, place):
            match = _tightest(pattern, encoded, match)
            yield [match.span(group) for group in range(1, pattern.regex.groups + 1)]
            place = max(match.end(1), place + 1)


def _tightest(pattern: Compiled, encoded: bytes, match: re2._Match) -> re2._Match:
    """Return a much shorter hit with the same end where there is one: a gap makes the first begin too early."""
    for _ in range(MOST_TIGHTENINGS if pattern.firm else 0):
        start, end = match.span(1)
        later = pattern.regex.search(encoded, start + 1)
        if later is None or later.end(1) > end or (end - later.start(1)) > WORTH_TIGHTENING * (end - start):
            break
        match = later
    return match


def _hit(rule: int, offset: int, encoded: bytes, spans: Sequence[tuple[int, int]]) -> Hit:
    places = [None if start < 0 else (_letters(encoded, start) + offset, _letters(encoded, end) + offset) for start, end in spans]
    trigger = places[0]
    assert trigger is not None
    return Hit(rule, *trigger, tuple(places[1:]))


def _letters(encoded: bytes, place: int) -> int:
    return len(encoded[:place].decode())


def _ends(text: str, spaced: bool) -> Iterator[int]:
    """Yield where each sentence ends; the last one is the end of the text."""
    start = 0
    for match in (_SPACED_END if spaced else _CHINESE_END).finditer(text):
        if spaced and _ABBREVIATION.search(text, max(0, match.start() - 5), match.start()):
            continue
        yield from _cuts(text, start, match.end())
        start = match.end()
    yield from _cuts(text, start, len(text))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Cut a sentence that is none into bearable pieces, at a space where there is one."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        start = space + 1 if space >= 0 else start + LONGEST_SENTENCE
        yield start
    yield end


def sentences(text: str, spaced: bool) -> Iterator[tuple[int, int]]:
    """Yield the sentences as the matcher cuts them."""
    start = 0
    for end in _ends(text, spaced):
        yield start, end
        start = end
