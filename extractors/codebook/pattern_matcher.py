"""Search many patterns at once: the words of a sentence tell which patterns it can hold, RE2 verifies those."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import itemgetter, or_

import ahocorasick

from extractors.codebook.pattern_regex import Compiled

LONGEST_SENTENCE = 1_200  # characters; beyond it a "sentence" is cut, so that cost stays linear
MOST_HITS = 12  # of one pattern in one sentence; more are no prose, and would cost a search each
MOST_TIGHTENINGS = 4
NO_WORDS = frozenset([""])
WORTH_TIGHTENING = 0.67  # of the first hit's length; a little shorter would only drop an optional word

_MARKS = str.maketrans(dict.fromkeys("\t\r\n\x0b\x0c\"'()[]{}<>,.;:!?*~-_/|\\+=&%$#@^`", " "))
_SPACED_END = re.compile(  # begins with the mark itself: a search for what stands behind a place is several times slower
    r"(?=[.!?\n;\"'])(?:[.!?][\"')\]]*\s+(?=[\"'(\[]*[A-ZА-ЯІЇЄҐ0-9])|[.!?\"']?\n\s*\n|[.!?\"']\n|;\s|(?<=[a-zа-яії]{2})[.!?](?=[A-ZА-ЯІЇЄҐ][a-zа-яії]))"
)
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")  # a comma that parts no clauses: a full stop, over which a gap goes
_CHINESE_END = re.compile(r"[。！？!?;][\"')》]*|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]|Mr|Ms|Mrs|Dr|St|Gen|Sen|Rep|Gov|No|Art|vs|ст|р|г|им|т)\.)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled pattern and what it is for."""

    formula: str  # or the term
    pattern: Compiled
    excludes: bool = False  # True: where it matches, the formula is not coded
    weak: bool = False  # True: the topic alone, which counts where no formula says more


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: the trigger, and the slots' stretches (None: not there)."""

    rule: Rule
    start: int
    end: int
    slots: tuple[tuple[int, int] | None, ...]


class Matcher:
    """All patterns of one language, ready to be looked for in normalised lower-case text.

    A pattern's needs are bits of one number, a layer of one bit a pattern for its first need, another for its second, and
    so on: the words of a sentence, or-ed, tell in a few operations which patterns find all they need.
    """

    def __init__(self, rules: Sequence[Rule], spaced: bool) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.excludes)  # what excludes is looked for last
        self.spaced = spaced
        self.layers = max((len(rule.pattern.needs) for rule in rules), default=0)
        meets = self._meets()
        self.met = meets.pop("", 0)  # before any word is read
        self.automaton = ahocorasick.Automaton()
        for anchor, bits in meets.items():
            self.automaton.add_word(anchor, bits)
        self.automaton.make_automaton()

    def _meets(self) -> dict[str, int]:
        """Return which needs each anchor meets; those that a pattern has not got are met by no words at all."""
        meets: dict[str, int] = defaultdict(int)
        for place, rule in enumerate(self.rules):
            needs = [*rule.pattern.needs, *[NO_WORDS] * self.layers]
            for layer, need in enumerate(needs[: self.layers]):
                for anchor in need:
                    meets[anchor] |= 1 << (layer * len(self.rules) + place)
        return meets

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every hit in a normalised text, sentence by sentence; hits of one pattern do not overlap."""
        if not self.rules:
            return
        lowered = _IN_NUMBER.sub(".", text.lower().replace("…", "~"))
        for start, end in sentences(text, self.spaced):
            if possible := self._possible(lowered[start:end]):
                yield from self._in_sentence(possible, lowered[start:end].encode(), start)

    def _in_sentence(self, possible: int, encoded: bytes, start: int) -> Iterator[Hit]:
        places = _Letters(encoded, start)
        hit: set[str] = set()
        for rule in map(self.rules.__getitem__, _places(possible)):
            if rule.excludes and rule.formula not in hit:
                continue
            for spans in islice(_hits(rule.pattern, encoded), MOST_HITS):
                trigger, *slots = map(places.span, spans)
                assert trigger is not None
                hit.add(rule.formula)
                yield Hit(rule, *trigger, tuple(slots))

    def _possible(self, sentence: str) -> int:
        """Return the patterns, as bits, of which every need is met by some words of the sentence."""
        met = reduce(or_, map(itemgetter(1), self.automaton.iter(self._for_anchors(sentence))), self.met)
        possible = (1 << len(self.rules)) - 1
        for layer in range(self.layers):
            possible &= met >> (layer * len(self.rules))
        return possible

    def _for_anchors(self, lowered: str) -> str:
        """Return the text with every mark a space, and one in front: an anchor then begins where a word begins."""
        return " " + lowered.translate(_MARKS) if self.spaced else lowered


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _hits(pattern: Compiled, encoded: bytes) -> Iterator[Sequence[tuple[int, int]]]:
    place = 0
    while spans := pattern.find(encoded, place):
        spans = _tightest(pattern, encoded, spans)
        yield spans
        place = max(spans[0][1], place + 1)


def _tightest(pattern: Compiled, encoded: bytes, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a much shorter hit with the same end where there is one: a gap makes the first begin too early."""
    for _ in range(MOST_TIGHTENINGS if pattern.firm else 0):
        start, end = spans[0]
        later = pattern.find(encoded, start + 1)
        if later is None or later[0][1] > end or (end - later[0][0]) > WORTH_TIGHTENING * (end - start):
            break
        spans = later
    return spans


class _Letters:
    """Places in the text for places in its bytes."""

    def __init__(self, encoded: bytes, offset: int) -> None:
        self.offset = offset
        self.encoded = None if encoded.isascii() else encoded

    def span(self, span: tuple[int, int]) -> tuple[int, int] | None:
        if span[0] < 0:
            return None
        if self.encoded is None:
            return span[0] + self.offset, span[1] + self.offset
        start = len(self.encoded[: span[0]].decode())
        return start + self.offset, start + len(self.encoded[span[0] : span[1]].decode()) + self.offset


def _ends(text: str, spaced: bool) -> Iterator[int]:
    """Yield where each sentence ends; the last one is the end of the text."""
    start = 0
    for match in (_SPACED_END if spaced else _CHINESE_END).finditer(text):
        if spaced and text[match.start()] == "." and _ABBREVIATION.search(text, max(0, match.start() - 4), match.start() + 1):
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
