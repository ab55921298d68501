"""What an extractor left out: prose about the war that stands inside the article on the page and not in its text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from extractors.plaintext import Block, is_prose, split_blocks, swallowed_blocks
from extractors.relevance import names_ukraine

SHORTEST_MATCH = 12  # letters; a shorter block stands in any text by chance
MOST_MATCHES = 800  # blocks that are aligned; longer pages are aligned as far as this
NEAR = 2  # blocks that are no prose between the article's end and a paragraph that was cut off
PIECE = 6  # letters
SAME = 0.8  # share of a sentence's pieces that makes it the same sentence
MINORITY = 0.5  # an extractor that kept less than this share of a page's prose took the wrong part


@dataclass(frozen=True, slots=True)
class _Match:
    """A block of the page that stands in the kept text."""

    block: int
    start: int  # in the folded kept text
    end: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with what was put back: paragraphs from inside the article, and others from beside it at the end."""

    text: str
    inside: int = 0
    beside: int = 0


def restore(markup: str, kept: str, known: str = "", *, beside: bool = True, torn: bool = False) -> Restored:
    """Put paragraphs about the war that were left out back where they stood.

    `known` are words left out on purpose; in a torn page nobody knows what is furniture, a link or a comment.
    """
    if not names_ukraine(markup) and "&" not in markup:
        return Restored(kept)
    blocks = split_blocks(markup)
    if torn:
        blocks = tuple(Block(block.text) for block in (*blocks, *swallowed_blocks(markup)))
    folded = _fold(kept)
    everything = folded + _fold(known)
    lost = _lost(blocks, everything)
    if not lost:
        return Restored(kept)
    chain = _align(blocks, folded)
    if not chain or _is_wrong_part(blocks, folded):
        inside = [n for n, block in enumerate(blocks) if is_prose(block) and _fold(block.text) not in everything]
    else:
        first, last = _widen(blocks, chain[0].block, -1), _widen(blocks, chain[-1].block, 1)
        inside = [number for number in lost if first <= number <= last]
    others = [number for number in lost if number not in inside] if beside else []
    text = "\n".join([_insert(kept, blocks, chain, inside), *(blocks[number].text for number in others)])
    return Restored(text, len(inside), len(others))


def _align(blocks: tuple[Block, ...], folded: str) -> list[_Match]:
    """Return the heaviest chain of blocks whose places in the kept text follow one another."""
    matches: list[_Match] = []
    for number, block in enumerate(blocks):
        words = _fold(block.text)
        if len(words) >= SHORTEST_MATCH and len(matches) < MOST_MATCHES and (start := folded.find(words)) >= 0:
            matches.append(_Match(number, start, start + len(words)))
    weights: list[int] = []
    before: list[int] = []
    for number, match in enumerate(matches):
        fitting = [(weights[at], at) for at in range(number) if matches[at].end <= match.start]
        weight, previous = max(fitting, default=(0, -1))
        weights.append(weight + match.end - match.start)
        before.append(previous)
    return _follow(matches, weights, before)


def _follow(matches: list[_Match], weights: list[int], before: list[int]) -> list[_Match]:
    at = weights.index(max(weights)) if weights else -1
    chain = []
    while at >= 0:
        chain.append(matches[at])
        at = before[at]
    return chain[::-1]


def _lost(blocks: tuple[Block, ...], known: str) -> list[int]:
    candidates = [n for n, block in enumerate(blocks) if is_prose(block) and names_ukraine(block.text)]
    pieces = _pieces(known) if candidates else frozenset()
    return [number for number in candidates if not _stands_in(blocks[number].text, known, pieces)]


def _is_wrong_part(blocks: tuple[Block, ...], folded: str) -> bool:
    """Tell whether an extractor kept so little of a page's prose that it must have read something else."""
    prose = [_fold(block.text) for block in blocks if is_prose(block)]
    kept = sum(len(words) for words in prose if words in folded)
    return kept == 0 or kept < MINORITY * sum(map(len, prose))


def _widen(blocks: tuple[Block, ...], edge: int, step: int) -> int:
    """Move an edge of the article over paragraphs that follow it closely: what a torn tag cut off."""
    number, apart = edge, 0
    while 0 <= number + step < len(blocks) and apart <= NEAR:
        number += step
        if is_prose(blocks[number]):
            edge, apart = number, 0
        elif blocks[number].furniture or blocks[number].linked or apart == NEAR:
            break
        else:
            apart += 1
    return edge


def _stands_in(text: str, known: str, pieces: frozenset[str]) -> bool:
    """Tell whether a paragraph's sentences on the war are known, letter by letter or but for an inline mark or two."""
    parts = [part for part in re.split(r"(?<=[.!?。！？])\s*", text) if len(part) > 3 and names_ukraine(part)] or [text]
    return all((folded := _fold(part)) in known or _mostly_in(folded, pieces) for part in parts)


def _mostly_in(folded: str, pieces: frozenset[str]) -> bool:
    own = _pieces(folded)
    return bool(own) and len(own & pieces) >= SAME * len(own)


def _pieces(folded: str) -> frozenset[str]:
    return frozenset(folded[at : at + PIECE] for at in range(len(folded) - PIECE + 1))


def _insert(kept: str, blocks: tuple[Block, ...], chain: list[_Match], lost: list[int]) -> str:
    """Insert each lost paragraph behind the line that stands before it on the page."""
    lines = kept.split("\n")
    ends = list(accumulate(len(_fold(line)) for line in lines))
    places = [match.block for match in chain]
    for number in reversed(lost):
        previous = bisect_left(places, number) - 1
        line = bisect_left(ends, chain[previous].end) + 1 if previous >= 0 else 0
        lines.insert(min(line, len(lines)) if chain else len(lines), blocks[number].text)
    return "\n".join(lines)


def _fold(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
