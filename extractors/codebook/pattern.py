"""The pattern language: words, alternatives, optional words, bounded gaps, slots and shared lists.

The guide for analysts is `formulas/README.md`. A pattern becomes a tree of the nodes below; `pattern_regex` compiles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.normalise import normalise

WIDEST_GAP = 30
CLAUSE_GAP, SENTENCE_GAP = 6, 10  # words; characters in Chinese are twice as many
IN_FRONT = "=>"  # what is left of it must stand in front of the trigger and is no part of it

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<gap>\.{2,3}(?P<width>\d*)|…(?P<wide>\d*))
      | (?P<slot>\{\s*(?P<name>[a-z_]+)\s*\})
      | (?P<list>@(?P<of>[a-z_]+))
      | (?P<sign>[()\[\]|<>&])
      | (?P<word>(?:[^\s()\[\]|<>&{}@.…*~]|\.(?!\.))+)(?P<ending>[*~]?)""",
    re.VERBOSE,
)


class PatternError(ValueError):
    """A pattern cannot be read; the message says what is wrong and what is expected."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters as written; `ending` is "" (this form), "~" (its English inflections) or "*" (any ending)."""

    text: str
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many words (Chinese: characters); inside a clause, or across clauses of one sentence."""

    width: int
    across: bool


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where the words of a named slot stand."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """Words that may be missing."""

    inside: Choice


@dataclass(frozen=True, slots=True)
class AnyOrder:
    """Parts in any order: with a comma or an "and" between them, or with a gap."""

    parts: tuple[Sequence, ...]
    gap: Gap | None = None


Node = Word | Gap | SlotPlace | Choice | Maybe | AnyOrder


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes one after the other; `glued` says of each whether it follows without a space."""

    nodes: tuple[Node, ...]
    glued: tuple[bool, ...]
    begins: int = 0  # the node at which the trigger begins; those before it must stand in front of it


Lists = dict[str, Choice]


def parse_pattern(text: str, lists: Lists | None = None) -> Sequence:
    """Return the tree of one pattern; raises `PatternError`."""
    in_front, mark, trigger = text.partition(IN_FRONT)
    if not mark:
        return _parse(text, lists or {})
    first, second = _parse(in_front, lists or {}), _parse(trigger, lists or {})
    return Sequence(first.nodes + second.nodes, first.glued + second.glued, len(first.nodes))


def _parse(text: str, lists: Lists) -> Sequence:
    tokens = list(_tokens(normalise(text).text.lower()))
    reader = _Reader(tokens, lists)
    choice = reader.choice()
    if reader.peek() is not None:
        raise PatternError(f"unexpected {reader.peek()!r}; is an opening bracket missing?")
    return choice.options[0] if len(choice.options) == 1 else Sequence((choice,), (False,))


def slots_in(node: Node | Sequence) -> Iterator[str]:
    """Yield the names of the slots of a pattern, in order."""
    match node:
        case SlotPlace(name):
            yield name
        case Choice(parts) | AnyOrder(parts, _) | Sequence(parts, _):
            for part in parts:
                yield from slots_in(part)
        case Maybe(inside):
            yield from slots_in(inside)


Token = tuple[str, str, str]  # kind, text, detail


def _tokens(text: str) -> Iterator[Token]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise PatternError(f"cannot read {text[place : place + 12]!r}; expected words, ( | ), [ ], {{slot}}, @list, < & > or ..")
        kind = match.lastgroup or ""
        place = match.end()
        if match["gap"]:
            yield "gap", match["gap"], match["width"] or match["wide"] or ""
        elif match["word"]:
            yield "word", match["word"], match["ending"]
        else:
            yield (match["sign"] or kind, match.group(), match["name"] or match["of"] or "")


class _Reader:
    """Reads tokens into a tree, one level of brackets a call."""

    def __init__(self, tokens: list[Token], lists: Lists) -> None:
        self.tokens = tokens
        self.lists = lists
        self.place = 0

    def peek(self) -> str | None:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else None

    def choice(self) -> Choice:
        options = [self.sequence()]
        while self.peek() == "|":
            self.place += 1
            options.append(self.sequence())
        return Choice(tuple(options))

    def sequence(self) -> Sequence:
        nodes: list[Node] = []
        glued: list[bool] = []
        spaced = True
        while self.place < len(self.tokens) and self.tokens[self.place][0] not in ")]|&>":
            kind, text, detail = self.tokens[self.place]
            self.place += 1
            if kind == "space":
                spaced = True
                continue
            nodes.append(self.node(kind, text, detail))
            glued.append(not spaced)
            spaced = False
        if not nodes:
            raise PatternError("an empty alternative or bracket; expected words in it (use [ ] for words that may be missing)")
        return Sequence(tuple(nodes), tuple(glued))

    def node(self, kind: str, text: str, detail: str) -> Node:
        match kind:
            case "word":
                return Word(text, detail)
            case "gap":
                return _gap(text, detail)
            case "slot":
                return SlotPlace(detail)
            case "list":
                return self.shared(detail)
            case "(":
                return self.closed(")")
            case "[":
                return Maybe(self.closed("]"))
            case "<":
                return self.any_order()
        raise PatternError(f"unexpected {text!r}")

    def closed(self, bracket: str) -> Choice:
        choice = self.choice()
        if self.peek() != bracket:
            raise PatternError(f"a bracket is not closed: expected {bracket!r}")
        self.place += 1
        return choice

    def any_order(self) -> AnyOrder:
        gap = self.gap_between()
        parts = [self.sequence()]
        while self.peek() == "&":
            self.place += 1
            parts.append(self.sequence())
        if self.peek() != ">" or not 2 <= len(parts) <= 4:
            raise PatternError("expected < one & other > with two to four parts")
        self.place += 1
        return AnyOrder(tuple(parts), gap)

    def gap_between(self) -> Gap | None:
        """Read the gap right after "<", which then stands between all parts."""
        while self.place < len(self.tokens) and self.tokens[self.place][0] == "space":
            self.place += 1
        if self.place == len(self.tokens) or self.tokens[self.place][0] != "gap":
            return None
        _, text, width = self.tokens[self.place]
        self.place += 1
        return _gap(text, width)

    def shared(self, name: str) -> Choice:
        if name not in self.lists:
            raise PatternError(f"unknown list @{name}; words.yaml has: {', '.join(sorted(self.lists)) or 'none'}")
        return self.lists[name]


def _gap(text: str, width: str) -> Gap:
    across = not text.startswith("..") or text.startswith("...")
    wide = int(width) if width else (SENTENCE_GAP if across else CLAUSE_GAP)
    if wide > WIDEST_GAP:
        raise PatternError(f"a gap of {wide}; expected at most {WIDEST_GAP}")
    return Gap(wide, across)
