"""Clauses, words and lines: how a statement is cut for comparison with everything said before."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from unicodedata import normalize

from extractors.records.pages import Layer
from extractors.records.words import Statement

UNSPACED = ("zh", "ja")
GRAM = {True: 3, False: 2}  # characters, or words, that make a run "already said"
LONGEST_LINE = {True: 40, False: 150}  # characters a reader takes in at a glance
CORPUS_WORDS = 60_101_967  # running words behind the segmenter's frequency list
SCALE = 2.5  # natural logarithm of rarity to the weights of the decision rule
UNKNOWN_RARITY = 4.5  # weight of a word of a language without a frequency list, before any background is read

_CLAUSE = {
    True: re.compile(r"[^，；。：！？,;:!?\n]+[，；。：！？,;:!?\n]*[”’」』）)]*"),
    False: re.compile(r"(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)|\.(?=\w))+[,;:.!?\n]*[\"”’»)]*"),
}
_SENTENCE_END = {True: re.compile(r"[。！？!?\n]"), False: re.compile(r"[.!?\n]")}
_EDGE = " \t\u3000，；。：！？,;:!?.\n"
_UNITS = {True: re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+"), False: re.compile(r"\w+(?:['’\-]\w+)*")}
_GLOSS = re.compile(r"\[[^\]]{0,60}\]|（[^）]{0,20}(?:编者|注|Ред|Ed)[^）]{0,12}）|\([^)]{0,60}(?:[Рр]ед|Ed|sic)\.?[^)]{0,12}\)")
_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a statement; `sentence` numbers the sentence it stands in."""

    start: int
    end: int
    text: str
    sentence: int
    units: tuple[str, ...]


def split_clauses(statement: Statement) -> tuple[Clause, ...]:
    """Split the speaker's own words into clauses; offsets are those of the document.

    What a reporter puts in quotation marks is the speaker's; where a foreign report has them, the rest is the reporter's.
    """
    unspaced = statement.language in UNSPACED
    quoted = statement.layer is Layer.FOREIGN and not unspaced and statement.quotes
    spans = statement.quotes if quoted else (statement.content,)
    clauses: list[Clause] = []
    for start, end in spans:
        first, last = max(0, start - statement.start), min(len(statement.text), end - statement.start)
        earlier = clauses[-1].sentence + 1 if clauses else 0
        clauses += _clauses(statement.text[first:last], statement.start + first, unspaced, earlier)
    return tuple(clause for clause in clauses if not _is_reported(clause, statement))


def _is_reported(clause: Clause, statement: Statement) -> bool:
    """Tell whether a clause lies in another side's position that the speaker only reports."""
    return any(start <= clause.start and clause.end <= end for start, end in statement.embedded)


def _clauses(text: str, offset: int, unspaced: bool, sentence: int) -> Iterator[Clause]:
    for match in _CLAUSE[unspaced].finditer(text):
        words = match.group().strip(_EDGE)
        units = units_of(words, unspaced)
        if units:
            start = offset + match.start() + match.group().index(words)
            yield Clause(start, start + len(words), words, sentence, units)
        sentence += bool(_SENTENCE_END[unspaced].search(match.group()))


def units_of(text: str, unspaced: bool) -> tuple[str, ...]:
    """Return what is compared: characters of unspaced languages, words of the others; editors' glosses do not count."""
    plain = _GLOSS.sub(" ", normalize("NFKC", text)).lower()
    return tuple(_UNITS[unspaced].findall(plain))


def grams_of(units: tuple[str, ...], unspaced: bool) -> Iterator[tuple[int, str]]:
    """Yield every run of units with its place."""
    size = GRAM[unspaced]
    for place in range(len(units) - size + 1):
        yield place, "\x1f".join(units[place : place + size])


def content_words(text: str, language: str) -> frozenset[str]:
    """Return the words that carry content."""
    if language in UNSPACED:
        return frozenset(word for word in _segmenter().cut(text) if _HAN_WORD.fullmatch(word))
    return frozenset(word.lower() for word in _WORD.findall(_GLOSS.sub(" ", text)))


@cache
def _segmenter() -> ModuleType:
    import rjieba  # here, because its dictionary takes longer to load than most commands to run

    return rjieba


@lru_cache(maxsize=65_536)
def general_rarity(word: str) -> float:
    """Return how rare a Chinese word is in general, from the segmenter's own frequency list: honest on any day."""
    return math.log(CORPUS_WORDS / max(1, _segmenter().suggest_freq(word))) / SCALE


def longest_line(language: str) -> int:
    """Return how many characters a line shown to a reader may have."""
    return LONGEST_LINE[language in UNSPACED]
