"""A sentence as tokens, with its quotations masked, and the noun phrases around a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.english.cues import FORMS
from extractors.english.quotes import Quote
from extractors.english.words import AUXILIARIES, DETERMINERS, PASTS, PREPOSITIONS, words_of

MASK = "\ue000"
_TOKEN = re.compile(  # the spaces before it are stepped over, which is faster than to try a token at each
    r" *+((?=[A-Z][A-Za-z-]{0,4}\.)(?:(?:[A-Z]\.){2,}(?:[’']s)?|(?:Mrs?|Ms|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|Prof|Sgt|Capt|Adm|Rev|Jr|Sr|"
    r"Jan|Feb|Aug|Sept?|Oct|Nov|Dec|No)\.|(?:Co|Inc|Corp|Ltd|Bros)\.(?=,|\s[a-z])|[DRI]-(?:(?:[A-Z]\.)+|[A-Z][a-z]+\.?)|[A-Z]\.(?=\s[A-Z]))"
    rf"|[A-Za-z]+(?=[ ,])|[^\W\d_][^\W_]*(?:[’'\-.&/][^\W_]+)*(?:s[’'](?=\s))?|{MASK}+|\d[\d,.:]*\d%?(?:-[^\W_]+)*|[^\W_]+(?:[-/][^\W_]+)*|[^\w\s])"
)
SENTENCE_END = frozenset(".!?…")
COMMAS = frozenset(",–—―;-")
BREAKS = frozenset(",;:–—―-()[].!?…•·|")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence's tokens: lower-case words with straight apostrophes, and where they stand in the text."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    capital: tuple[bool, ...]
    quotes: tuple[Quote, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the tokens `first` to `last`, both included."""
        return self.spans[first][0], self.spans[last][1]

    def is_quote(self, at: int) -> bool:
        """Tell whether a token is a masked quotation."""
        return 0 <= at < len(self.words) and self.words[at] == MASK


def last_sign(clause: Clause, at: int) -> str:
    """Return the last character of a quotation's words, inside its closing marks."""
    begin, end = clause.spans[at]
    return clause.text[begin:end].rstrip("\"”’'»“ ")[-1:]


def is_title(clause: Clause, at: int) -> bool:
    """ "On CNN's "State of the Union," he said": a name in quotation marks is no quotation."""
    begin, end = clause.spans[at]
    if end - begin > _TITLE or at == 0:
        return False
    before = clause.words[at - 1]
    before = clause.words[at - 2] if before == "," and at > 1 and clause.words[at - 2] in _WORKS else before
    led_in = before in _LEADS_TO_TITLE or before.endswith("'s") or clause.capital[at - 1]
    return led_in and is_named(clause, at)


def is_named(clause: Clause, at: int) -> bool:
    """Tell whether every longer word of a quotation is capitalised, as in a title."""
    begin, end = clause.spans[at]
    words = re.findall(r"[^\W\d_][\w'’]*", clause.text[begin:end])
    return all(word[0].isupper() for word in words if len(word) > 3)


_TITLE = 60  # characters
_WORKS = words_of("""
    book show movie film song album novel memoir series program programme column essay article podcast documentary poem play
    ad video website blog magazine newspaper paper drama comedy sitcom memo slogan
""")
_LEADS_TO_TITLE = _WORKS | PREPOSITIONS | DETERMINERS


def read_clause(text: str, start: int, end: int, quotes: Sequence[Quote]) -> Clause:
    """Cut a sentence into tokens; each quotation becomes one."""
    inside = tuple([q for q in quotes if q.outer[0] < end and q.outer[1] > start])
    if inside:
        return _read_masked(text, start, end, inside)
    spans = tuple([match.span(1) for match in _TOKEN.finditer(text, start, end)])
    lower = lowered(text)
    words = tuple([lower[a:b] for a, b in spans])
    return Clause(text, start, end, words, spans, tuple([text[a].isupper() for a, _ in spans]), ())


def _read_masked(text: str, start: int, end: int, inside: tuple[Quote, ...]) -> Clause:
    body = text[start:end]
    for quote in inside:
        a, b = max(quote.outer[0] - start, 0), min(quote.outer[1] - start, len(body))
        body = body[:a] + MASK * (b - a) + body[b:]
    lower = lowered(text)
    found = [match.span(1) for match in _TOKEN.finditer(body)]
    words = tuple([MASK if body[a] == MASK else lower[a + start : b + start] for a, b in found])
    spans = tuple([(a + start, b + start) for a, b in found])
    return Clause(text, start, end, words, spans, tuple([body[a].isupper() for a, _ in found]), inside)


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """Return a text in lower case with straight apostrophes, letter for letter."""
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):  # a letter whose lower case is longer
        lower = "".join([c.lower() if len(c.lower()) == 1 else c for c in text]).replace("’", "'")
    return lower


def word_at(clause: Clause, at: int) -> str:
    """Return a token, or nothing outside the sentence."""
    return clause.words[at] if 0 <= at < len(clause.words) else ""


def last_word(clause: Clause, lowest: int, signs: frozenset[str] = SENTENCE_END) -> int:
    """Return the sentence's last token that is none of some signs, at or behind `lowest`."""
    last = len(clause.words) - 1
    while last > lowest and clause.words[last] in signs:
        last -= 1
    return last


def looks_finite(words: Sequence[str]) -> bool:
    """Guess whether words hold a finite verb."""
    return any(
        w in AUXILIARIES or w in PASTS or (w in FORMS and FORMS[w][0][1].finite) or (w.endswith("ed") and len(w) > 4)
        for w in words
    )
