"""Patterns compiled: a regular expression for RE2, which cannot backtrack, and the words one of which must be there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations

import re2

from extractors.codebook.inflections import inflect
from extractors.codebook.pattern import (
    AnyOrder,
    Choice,
    Gap,
    Maybe,
    Node,
    PatternError,
    Sequence,
    SlotPlace,
    Word,
)

# Expressions read UTF-8 bytes one by one: every byte above 127 belongs to a letter, which keeps them small and fast.
MARKS = r"[\s,\"'()\[\]~*-]"  # what may stand between two words of one phrase; "~" stands for an ellipsis
NEAR = r"[\s\"'(-]"  # between a negation and what it negates: no comma
LETTER = r"[a-z0-9\x80-\xff]"
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789") | frozenset(range(0x80, 0x100))
CHARACTER = r"(?:[^,;:!?\s\"\x80-\xff]|[\xc0-\xff][\x80-\xbf]+)"  # of Chinese, inside a clause
BYTES = 3  # of a Chinese character
WIDE_GAP = 5
MOST_NEEDS = 5  # of a pattern; further ones spare no search
GAP_AT_EDGE = "a gap at the edge; expected words on both sides of it"
# words that a sentence nearly always has
EVERYWHERE = frozenset({
    " the", " to", " of", " in", " on", " at", " by", " with", " for", " from", " and", " that", " this", " its", " their",
    " will", " would", " said", " new", " two", " has", " have", " had", " are", " was", " not",
})
PROGRAM_LIMIT = 20_000  # RE2 instructions; a pattern beyond this is a mistake


@dataclass(frozen=True, slots=True)
class Script:
    """How words stand beside each other in a language."""

    between: str  # what separates two words
    gap_word: str  # one word of a gap inside a clause, with what separates it from the one before
    gap_word_across: str
    slot_word: str  # first word of an open slot
    slot_more: str  # each further one
    joined_by: str  # between parts in any order
    spaced: bool
    gap_factor: int = 1


SPACED = Script(
    between=MARKS + "+",
    gap_word=r"(?:[\s\"'()\[\]~-]+[^\s,;:\"'()\[\]~-]+)",
    gap_word_across=r"(?:[\s,;:\"'()\[\]~-]+[^\s,;:\"'()\[\]~-]+)",
    slot_word=r"[^\s,;:.!?\"'()\[\]]+",
    slot_more=r"(?: [\"']?[^\s,;:.!?\"'()\[\]]+)",
    joined_by=r"(?:\s*,)?(?:\s+(?:and|or|as well as|і|й|та|и|или|або))?[\s\"']+",
    spaced=True,
)
CHINESE = Script(
    between=r"(?:[\s\"'()~]|《|》|〈|〉){0,2}",
    gap_word=r"[^,;:!?\n]",
    gap_word_across=r"[^;!?\n]",
    slot_word=CHARACTER,
    slot_more=CHARACTER,
    joined_by=r"[\"']?(?:、|,|和|与|及|或|以及)?[\"']?",
    spaced=False,
    gap_factor=2 * BYTES,
)


def script_of(language: str) -> Script:
    """Return how the language writes words: Chinese without spaces, all others with."""
    return CHINESE if language == "zh" else SPACED


@dataclass(frozen=True, slots=True)
class SlotRegex:
    """A slot ready to compile: its listed values (name → sequence) and how many unlisted words it takes."""

    values: Mapping[str, Choice]
    open: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to search: group 1 is the trigger, the groups after it are the slots in `slots`."""

    source: str  # as the analyst wrote it
    regex: re2._Regexp
    slots: tuple[str, ...]
    needs: tuple[frozenset[str], ...]  # of each set one run of letters stands in every match
    firm: bool  # begins with words that must be there before a wide gap: a later beginning is a better one
    bare: bool  # has no groups, which is twice as fast: the whole match is the trigger, with the marks around it

    def find(self, encoded: bytes, begin: int) -> list[tuple[int, int]] | None:
        """Return where the first trigger behind a place stands, then each of its slots; None without one."""
        match = self.regex.search(encoded, begin)
        if match is None:
            return None
        if not self.bare:
            return [match.span(group) for group in range(1, len(self.slots) + 2)]
        start, end = match.span()
        return [(start + (encoded[start] not in _LETTERS), end - (encoded[end - 1] not in _LETTERS))]


def compile_pattern(source: str, tree: Sequence, slots: Mapping[str, SlotRegex], language: str) -> Compiled:
    """Compile one pattern of a language; raises `PatternError`."""
    writer = _Writer(script_of(language), slots, language)
    body = writer.pattern(tree)
    needs = tuple(sorted(dict.fromkeys(writer.needs(tree)), key=_rarity, reverse=True)[:MOST_NEEDS])
    if not needs:
        raise PatternError("no word that must be there; expected at least one outside [ ], gaps and open slots")
    bare = not writer.places and not tree.begins and all(map(_edged_by_letters, _words_in(tree)))
    regex = _compile(_as_words(body, writer.script), never_capture=bare)
    if regex.programsize > PROGRAM_LIMIT:
        raise PatternError(f"too large ({regex.programsize} steps, at most {PROGRAM_LIMIT}); split it into several patterns")
    return Compiled(source, regex, tuple(writer.places), needs, _begins_firmly(tree), bare)


def _words_in(node: Node | Sequence) -> Iterator[Word]:
    match node:
        case Word():
            yield node
        case Choice(parts) | AnyOrder(parts, _) | Sequence(parts, _):
            for part in parts:
                yield from _words_in(part)
        case Maybe(inside):
            yield from _words_in(inside)


def _edged_by_letters(word: Word) -> bool:
    """Tell whether a mark at the edge of a match can be no part of the word."""
    encoded = word.text.encode()
    return encoded[0] in _LETTERS and encoded[-1] in _LETTERS


def _begins_firmly(tree: Sequence) -> bool:
    first_gap = next((node for node in tree.nodes if isinstance(node, Gap)), None)
    return not tree.begins and first_gap is not None and first_gap.width >= WIDE_GAP and not isinstance(tree.nodes[0], Maybe)


def compile_value(choice: Choice, language: str) -> re2._Regexp:
    """Compile a listed value of a slot, to tell which value the words found are."""
    return _compile(_Writer(script_of(language), {}, language).node(choice, lead=False, last=True))


def compile_search(choice: Choice, language: str) -> re2._Regexp:
    """Compile words to be found as whole words anywhere; group 1 is where they stand."""
    script = script_of(language)
    words = _Writer(script, {}, language).node(choice, lead=False, last=True)
    return _compile(_as_words(f"({words})", script))


def compile_before(choice: Choice, language: str) -> re2._Regexp:
    """Compile words that stand at the end of a text, with at most two words (Chinese: characters) after them."""
    script = script_of(language)
    words = _Writer(script, {}, language).node(choice, lead=False, last=True)
    if script.spaced:
        return _compile(f"(?:^|[^{LETTER[1:]})({words})(?:{NEAR}+{LETTER}+){{0,2}}{NEAR}*$")
    return _compile(f"({words}){CHARACTER}{{0,2}}$")


def _as_words(body: str, script: Script) -> str:
    """Put the body between edges of words where the language has them."""
    outside = f"[^{LETTER[1:]}"
    return f"(?:^|{outside}){body}(?:$|{outside})" if script.spaced else body


def _compile(source: str, *, never_capture: bool = False) -> re2._Regexp:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = never_capture
    options.encoding = re2.Options.Encoding.LATIN1
    try:
        return re2.compile(source.encode(), options)
    except re2.error as error:
        reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else error
        raise PatternError(f"cannot be compiled ({reason}); write it shorter or split it") from None


class _Writer:
    """Writes a tree as one regular expression and notes its slots."""

    def __init__(self, script: Script, slots: Mapping[str, SlotRegex], language: str) -> None:
        self.script = script
        self.slots = slots
        self.language = language
        self.places: list[str] = []

    def pattern(self, tree: Sequence) -> str:
        """Write a whole pattern: its trigger in group 1, before it what must stand in front."""
        if not tree.begins:
            return f"({self.sequence(tree, lead=False, last=True)})"
        front = Sequence(tree.nodes[: tree.begins], tree.glued[: tree.begins])
        trigger = Sequence(tree.nodes[tree.begins :], tree.glued[tree.begins :])
        before = self.sequence(front, lead=False, last=False)
        if self.places:
            raise PatternError(f"slot {{{self.places[0]}}} before =>; expected slots in the trigger only")
        return f"{before}{self.script.between}({self.sequence(trigger, lead=False, last=True)})"

    def sequence(self, tree: Sequence, *, lead: bool, last: bool) -> str:
        """Write nodes in a row; `lead`: words stand before it, so that a separator must open it."""
        if tree.begins:
            raise PatternError("=> inside brackets or a list; expected it once, in a pattern of its own")
        parts: list[str] = []
        begun = False  # a node that must be there was written
        for place, (node, glued) in enumerate(zip(tree.nodes, tree.glued, strict=True)):
            final = place == len(tree.nodes) - 1
            if not lead and not begun and isinstance(node, Maybe | Gap) and not final:
                parts.append(self._opening(tree, place))
                continue
            if isinstance(node, Gap) and last and final:
                raise PatternError(GAP_AT_EDGE)
            if isinstance(node, Gap) and place == len(tree.nodes) - 2 and isinstance(tree.nodes[-1], Maybe):
                parts.append(self._closing(node, tree.nodes[-1], last))
                break
            spaced = (begun and not glued) or (lead and not begun and not (place and glued))
            parts.append(self.node(node, lead=spaced, last=last and final))
            begun = True
        return "".join(parts)

    def _opening(self, tree: Sequence, place: int) -> str:
        """Write words that may be missing at the beginning; a gap after them is missing with them."""
        node, follower = tree.nodes[place], tree.nodes[place + 1]
        if isinstance(node, Gap):
            if place == 0:
                raise PatternError(GAP_AT_EDGE)
            return ""
        gap = self.node(follower, lead=True, last=False) if isinstance(follower, Gap) else ""
        mark = self.script.between if gap or not tree.glued[place + 1] else ""
        assert isinstance(node, Maybe)
        return f"(?:{self.node(node.inside, lead=False, last=False)}{gap}{mark})?"

    def _closing(self, gap: Gap, ending: Maybe, last: bool) -> str:
        """Write words that may be missing at the end; a gap before them is missing with them."""
        return f"(?:{self.node(gap, lead=True, last=False)}{self.node(ending.inside, lead=True, last=last)})?"

    def node(self, node: Node, *, lead: bool, last: bool) -> str:
        mark = self.script.between if lead else ""
        match node:
            case Word():
                return mark + self.word(node)
            case Gap(width, across):
                word = self.script.gap_word_across if across else self.script.gap_word
                return f"{word}{{0,{width * self.script.gap_factor}}}?"
            case SlotPlace(name):
                return mark + self.slot(name, last)
            case Choice(options):
                return "(?:" + "|".join(self.sequence(option, lead=lead, last=last) for option in options) + ")"
            case Maybe(inside):
                return self.node(inside, lead=lead, last=last) + "?"
            case AnyOrder(parts, gap):
                return mark + self.any_order(parts, gap)

    def any_order(self, parts: tuple[Sequence, ...], gap: Gap | None) -> str:
        joined_by = self.node(gap, lead=True, last=False) + self.script.between if gap else self.script.joined_by
        written = (
            joined_by.join(self.sequence(part, lead=False, last=False) for part in order) for order in permutations(parts)
        )
        return "(?:" + "|".join(written) + ")"

    def word(self, word: Word) -> str:
        if not self.script.spaced:
            if word.ending:
                raise PatternError(f"{word.text}{word.ending}: Chinese words have no endings; write the characters alone")
            return _literal(word.text)
        if word.ending == "~":
            if self.language != "en":
                raise PatternError(f"{word.text}~: inflections are known for English only; write the stem and *")
            return "(?:" + "|".join(map(_literal, inflect(word.text))) + ")"
        return _literal(word.text) + (LETTER + "*" if word.ending == "*" else "")

    def slot(self, name: str, last: bool) -> str:
        if name not in self.slots:
            raise PatternError(f"unknown slot {{{name}}}; `slots` has: {', '.join(sorted(self.slots)) or 'none'}")
        slot = self.slots[name]
        options = [self.node(choice, lead=False, last=False) for choice in slot.values.values()]
        if slot.open:
            greed = "" if last else "?"
            limit = slot.open * (2 if not self.script.spaced else 1)
            options.append(f"{self.script.slot_word}{self.script.slot_more}{{0,{limit - 1}}}{greed}")
        if not options:
            raise PatternError(f"slot {{{name}}} has no values in language {self.language!r} and is not open")
        self.places.append(name)
        return "(" + "|".join(options) + ")"

    def needs(self, node: Node | Sequence, opens: bool = True) -> list[frozenset[str]]:
        """Return sets of letter runs, one of each of which must stand in what the node matches; `opens`: at a word's start."""
        match node:
            case Word():
                return [anchors] if (anchors := self.word_anchors(node, opens)) else []
            case Choice(options):
                return _one_of([self.needs(option, opens) for option in options])
            case Sequence(parts, glued):
                starts = [opens if place == 0 else not glued[place] for place in range(len(parts))]
                return [need for part, start in zip(parts, starts, strict=True) for need in self.needs(part, start)]
            case AnyOrder(parts, _):
                return [need for part in parts for need in self.needs(part)]
            case SlotPlace(name) if name in self.slots and not self.slots[name].open:
                return _one_of([self.needs(choice, opens) for choice in self.slots[name].values.values()])
        return []

    def word_anchors(self, word: Word, opens: bool) -> frozenset[str]:
        forms = inflect(word.text) if word.ending == "~" else (word.text,)
        return frozenset(anchor for form in forms if (anchor := _longest_run(form, opens and self.script.spaced)))


def _one_of(options: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Return the one set that holds for a choice: the rarest of each option, all together."""
    if not options or not all(options):
        return []
    return [frozenset().union(*(max(needs, key=_rarity) for needs in options))]


def _rarity(anchors: frozenset[str]) -> float:
    """Prefer long words, and few of them: they call for the fewest vain searches."""
    if not anchors:
        return -1.0
    if anchors & EVERYWHERE:
        return 0.0
    shortest = min(anchors, key=len)
    length = len(shortest) * (3 if ord(shortest[-1]) > 0x3000 else 1)
    return min(length, 12) - math.log2(len(anchors)) / 2


@cache
def _longest_run(text: str, at_start: bool) -> str:
    """Return the longest run of letters; where it opens a word, with a space in front, as the matcher sees it."""
    runs = re.split(r"[\W_]", text)
    longest = max(runs, key=len)
    return " " + longest if at_start and longest and longest == runs[0] else longest


@cache
def _literal(text: str) -> str:
    """Escape a word; its hyphens may be spaces or missing, its apostrophes and full stops missing."""
    signs = {"-": "[- ]?", "'": "'?", ".": r"\.?", " ": " "}
    return "".join(signs.get(sign) or re.escape(sign) for sign in text)
