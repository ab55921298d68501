"""One spelling for matching: width, marks, quotes, dashes, hidden signs and traditional characters, with the way back.

Matching works on the normalised copy; every offset is translated to the text as it was published.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from opencc import OpenCC

QUOTES = {**dict.fromkeys("“”„‟«»「」『』″＂〝〞", '"'), **dict.fromkeys("‘’‚‛ʼʹ′`´", "'")}
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
RESPELT = {"İ": "I", "ё": "е", "Ё": "Е"}  # the one letter that grows when lowered; a letter often written without its dots
KEPT = "…"  # NFKC would make three stops of it, which would end a sentence
CONTROL_CATEGORIES = {"Cc": " ", "Zl": "\n", "Zp": "\n", "Cf": "", "Cs": "\ufffd", "Co": "\ufffd"}
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
CJK = range(0x3400, 0xA000)
FEW = 40  # different characters that are sooner replaced one after the other than looked up for each place

LATIN_TWINS = "aceopxyiABCEHIKMOPTXYjs"
CYRILLIC_TWINS = "асеорхуіАВСЕНІКМОРТХУјѕ"
TO_LATIN = str.maketrans(CYRILLIC_TWINS, LATIN_TWINS)
TO_CYRILLIC = str.maketrans(LATIN_TWINS, CYRILLIC_TWINS)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED_WORD = re.compile("[A-Za-z\u0400-\u04ff]+")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in one spelling, and where each of its characters stood."""

    text: str
    length: int  # of the original
    starts: Sequence[int] | None = field(default=None, repr=False)  # None: every character stayed in its place
    ends: Sequence[int] | None = field(default=None, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the normalised stretch stands in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else self.length
            return place, place
        return self.starts[start], self.ends[end - 1]

    def at(self, original: int) -> int:
        """Return the normalised offset of an original one; that of a dropped sign is the next one's."""
        return original if self.starts is None else bisect_left(self.starts, original)


@lru_cache(maxsize=16)  # formulas and terms look at the same words one after the other
def normalise(text: str) -> Normalised:
    """Return the text in one spelling with a map back to the original."""
    if text.isascii() and text.isprintable():
        return Normalised(text, len(text))
    if unicodedata.is_normalized("NFC", text):
        pieces: list[str] | None = None
        copy, even = _one_by_one(text)
    else:
        pieces = _clusters(text)
        copy, even = "".join(map(_cluster_spelling, pieces)), False
    copy = _one_script_a_word(copy)
    return Normalised(copy, len(text)) if even else Normalised(copy, len(text), *_places(pieces or text))


class _Spellings(dict[int, str]):
    """How each character met so far is spelt; `kept` are those that are spelt as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: set[str] = set()

    def __missing__(self, code: int) -> str:
        spelled = self[code] = spelling(chr(code))
        if spelled == chr(code):
            self.kept.add(spelled)
        return spelled


_SPELLINGS = _Spellings()


def _one_by_one(text: str) -> tuple[str, bool]:
    """Respell the characters, and tell whether each stayed one; most texts hold a few to respell, which is quick."""
    others = sorted(set(text) - _SPELLINGS.kept)
    respelt = {sign: spelled for sign in others if (spelled := _SPELLINGS[ord(sign)]) != sign}
    even = all(len(spelled) == 1 for spelled in respelt.values())
    if len(respelt) > FEW:
        return text.translate(_SPELLINGS), even
    for sign, spelled in respelt.items():
        text = text.replace(sign, spelled)
    return text, even


def _clusters(text: str) -> list[str]:
    """Split into characters, a letter and its combining marks together."""
    pieces: list[str] = []
    done = 0
    for match in _CLUSTER.finditer(text):
        pieces.extend(text[done : match.start()])
        pieces.append(match.group())
        done = match.end()
    pieces.extend(text[done:])
    return pieces


def _places(pieces: Sequence[str]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for piece in pieces:
        width = len(_cluster_spelling(piece))
        starts.extend([place] * width)
        place += len(piece)
        ends.extend([place] * width)
    return starts, ends


def _cluster_spelling(piece: str) -> str:
    if len(piece) == 1:
        return spelling(piece)
    return "".join(map(spelling, unicodedata.normalize("NFC", piece)))


@cache
def spelling(sign: str) -> str:
    """Return how one character is spelt in the normalised copy; an empty string drops it."""
    if sign in "\n\t" or sign == KEPT:
        return sign
    if sign in RESPELT:
        return RESPELT[sign]
    if sign in QUOTES or sign in DASHES:
        return QUOTES.get(sign) or DASHES[sign]
    if ord(sign) in VARIATION_SELECTORS:
        return ""
    category = unicodedata.category(sign)
    if category in CONTROL_CATEGORIES:
        return CONTROL_CATEGORIES[category]
    plain = unicodedata.normalize("NFKC", sign)
    if plain != sign:
        return "".join(map(spelling, plain))
    if ord(sign) in CJK:
        simplified = _simplifier().convert(sign)
        return simplified if len(simplified) == 1 else sign
    return sign


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _one_script_a_word(text: str) -> str:
    """Spell a word that mixes Latin and Cyrillic look-alikes in the script of most of its letters."""
    if text.isascii() or not _CYRILLIC.search(text):
        return text
    return _MIXED_WORD.sub(lambda match: _in_one_script(match.group()), text)


def _in_one_script(word: str) -> str:
    cyrillic = sum(letter >= "\u0400" for letter in word)
    if cyrillic in (0, len(word)):
        return word
    unmasked = word.translate(TO_LATIN)
    if unmasked.isascii():
        return unmasked
    return word.translate(TO_CYRILLIC) if cyrillic * 2 >= len(word) else word
