"""Paragraphs of a text: lines, or blocks where lines were wrapped at a width."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from extractors.chinese.furniture import after_caption
from extractors.chinese.text import find_broken

_BLANK = re.compile(r"\n[ \t\u3000\xa0]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_TERMINAL = ".!?…。！？；;:：\"”’'»)）*」』"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its surrounding white space."""

    start: int
    end: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split at line breaks, or only at blank lines where lines were wrapped at a width."""
    if _is_wrapped(text):
        return _mended(text, _blocks(text))
    return tuple(_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip())


def _is_wrapped(text: str) -> bool:
    """Wrapped lines end in mid-sentence at about the same width."""
    lines = [line.rstrip() for line in text.split("\n") if len(line.strip()) > 1]
    if len(lines) < 4:
        return False
    broken = sum(45 <= len(line) <= 120 and line[-1] not in _TERMINAL for line in lines[:200])
    return broken * 2 > min(len(lines), 200)


def _blocks(text: str) -> list[Paragraph]:
    cuts = [0, *(m.end() for m in _BLANK.finditer(text)), len(text)]
    pairs = itertools.pairwise(cuts)
    return [_trimmed(text, a, b) for a, b in pairs if text[a:b].strip()]


def _mended(text: str, blocks: list[Paragraph]) -> tuple[Paragraph, ...]:
    """A page break leaves a blank line inside a sentence: join what goes on in lower case."""
    out: list[Paragraph] = []
    for block in blocks:
        if out and text[out[-1].end - 1] not in _TERMINAL and text[block.start].islower():
            out[-1] = Paragraph(out[-1].start, block.end)
        else:
            out.append(block)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Paragraph:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Paragraph(start, end)


def without_captions(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Part a caption that lost its line break from the labelled turn behind it."""
    out: list[Paragraph] = []
    for each in paragraphs:
        place = after_caption(text, each.start, each.end)
        out += [each] if place == each.start else [_trimmed(text, each.start, place), _trimmed(text, place, each.end)]
    return tuple(out)


def unbroken(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Join the paragraphs that a line break inside a short Chinese quotation parted."""
    broken = find_broken(text)
    if not broken:
        return paragraphs
    out: list[Paragraph] = []
    for each in paragraphs:
        if out and any(start < each.start < end for start, end in broken):
            out[-1] = Paragraph(out[-1].start, each.end)
        else:
            out.append(each)
    return tuple(out)
