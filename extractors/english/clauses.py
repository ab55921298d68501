"""A sentence as tokens, with its quotations masked, and the noun phrases around a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.english.cues import FORMS
from extractors.english.quotes import Quote
from extractors.english.words import (
    AUXILIARIES,
    CLAUSE_WORDS,
    DAYS,
    DETERMINERS,
    LEAD_INS,
    MONTHS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    words_of,
)

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


def looks_finite(words: Sequence[str]) -> bool:
    """Guess whether words hold a finite verb."""
    return any(
        w in AUXILIARIES or w in PASTS or (w in FORMS and FORMS[w][0][1].finite) or (w.endswith("ed") and len(w) > 4)
        for w in words
    )


# ---------------------------------------------------------------- noun phrases


def phrase_left(clause: Clause, last: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends at `last`."""
    words = clause.words
    if last < 0:
        return None
    if words[last] in PRONOUNS:
        return last, last
    if words[last] == ")":  # "the institute (TNO) found"
        last = next((n for n in range(last - 1, max(-1, last - 12), -1) if words[n] == "("), 0) - 1
        if last < 0:
            return None
    if words[last].isdigit() and last > 1 and words[last - 1] == "in":  # "about 2 in 10 say"
        return max(0, last - 3), last
    at = last
    while at >= 0 and not _ends_phrase(clause, at, last):
        at -= 1
    return _trimmed(clause, at + 1, last)


def _ends_phrase(clause: Clause, at: int, last: int) -> bool:
    word = clause.words[at]
    if word == MASK:
        begin, end = clause.spans[at]
        return at == last or end - begin > 30 or last_sign(clause, at) in ",.?!…"
    if word in ("and", "or", "&"):
        return not _joins_names(clause, at)
    if word in BREAKS and word != "-":
        return True
    if word in CLAUSE_WORDS or word in AUXILIARIES:
        return True
    return at < last and (_is_verb(clause, at) or _is_participle(clause, at))


def _is_participle(clause: Clause, at: int) -> bool:
    """ "adding Beijing welcomes", "referring to a statement": not part of the phrase."""
    if clause.words[at] in _LINKS:
        return True
    cues = FORMS.get(clause.words[at])
    return cues is not None and not cues[0][1].finite and not clause.capital[at]


_LINKS = frozenset(("referring", "citing", "including", "according", "regarding"))


def _is_verb(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    cues = FORMS.get(word)
    if (
        cues
        and any(not particle or particle in clause.words[at + 1 : at + 3] for particle, _ in cues)  # "the first point"
        and cues[0][1].finite
        and not cues[0][1].noun
        and not clause.capital[at]
        and word not in ("read", "post", "press")
    ):
        return at + 1 < len(clause.words) and clause.words[at + 1] not in ("by",)
    return False


def _joins_names(clause: Clause, at: int) -> bool:
    """ "Xi and Lukashenko", "police and prosecutors": one phrase when no verb stands before it."""
    if at + 1 >= len(clause.words) or at == 0:
        return False
    begin = at - 1
    while begin >= 0 and clause.words[begin] not in BREAKS and clause.words[begin] != MASK:
        begin -= 1
    before = [clause.words[n] for n in range(begin + 1, at) if not clause.capital[n]]
    if begin + 1 >= at:
        return False
    if looks_finite(before):
        return False
    named = clause.capital[at + 1] or clause.words[at + 1] in _PARTICLES
    same = clause.capital[at - 1] == named or clause.words[at + 1] in DETERMINERS
    return same or clause.words[at - 1].endswith("s")


_PARTICLES = frozenset(("da", "de", "del", "van", "von", "der", "al", "bin", "el", "dos"))  # of names, in lower case
_ISSUED = frozenset(("published", "issued", "released", "posted", "carried", "made", "signed", "seen"))


def _trimmed(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """Drop what leads in: "On Thursday", "Meanwhile", "In Beijing the"."""
    words = clause.words
    while first <= last and (
        words[first] in LEAD_INS - {"in", "on", "at", "during", "this"}
        or words[first] in DAYS
        or words[first] in ("week", "month", "year", "-", "•", "·", "–", "—")
    ):
        first += 1
    if first <= last and words[first] in PREPOSITIONS:
        first = _after_lead_in(clause, first, last)
    while first <= last and (
        words[first] in DAYS or words[first] in MONTHS or (words[first].isdigit() and first < last) or _is_adverbial(clause, first, last)
    ):
        first += 1
    while last > first and (
        words[last] in DAYS or words[last] in ("week", "month", "year", "last", "earlier")
    ):
        last -= 1
    return (first, last) if first <= last else None


def _is_adverbial(clause: Clause, at: int, last: int) -> bool:
    """ "officially China", "recent months Beijing": how and when, in front of the name."""
    word, after = clause.words[at], clause.words[min(at + 1, last)]
    named = at < last and (clause.capital[last] or clause.words[last] in PRONOUNS)
    return named and ((word.endswith("ly") and (clause.capital[at + 1] or after in DETERMINERS)) or (word in _SPANS and at + 1 < last) or word in _UNITS)


_UNITS = frozenset(("days", "weeks", "months", "years"))
_SPANS = frozenset(("recent", "past", "coming", "previous"))


def _after_lead_in(clause: Clause, first: int, last: int) -> int:
    """Find where the subject starts behind a preposition's phrase without a comma after it."""
    words = clause.words
    for at in range(last, first, -1):
        if words[at] in PRONOUNS:
            return at
        if words[at] in DETERMINERS and words[at - 1] not in PREPOSITIONS:
            return at
    for at in range(last, first - 1, -1):
        if words[at] == "by" and words[at - 1] in _ISSUED:
            continue
        if words[at] in PREPOSITIONS and words[at] != "of" and words[at - 1] not in ROLES:
            return at + 1
    return first + 1


def phrase_right(clause: Clause, first: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at `first`: the subject behind an inverted verb."""
    words, at = clause.words, first
    if at >= len(words):
        return None
    surname = words[at] == "he" and clause.capital[at : at + 2] == (True, True)  # "said He Lifeng"
    if words[at] in PRONOUNS and not surname:
        return (at, at) if words[at] not in ("who", "i", "you") else None
    at += surname
    while at < len(words) and not _ends_right(clause, at, first):
        at += 1
    return (first, at - 1) if at > first else None


def _ends_right(clause: Clause, at: int, first: int) -> bool:
    word = clause.words[at]
    if word == "by" and clause.words[at - 1] in _ISSUED:
        return False
    if (
        word in BREAKS
        or word == MASK
        or word in PRONOUNS
        or word == "there"
        or word in AUXILIARIES
        or word in DAYS
    ):
        return True
    if word == "and":
        return not (at + 1 < len(clause.words) and (clause.capital[at + 1] and clause.capital[at - 1]))
    if word in CLAUSE_WORDS or (word in ("last", "late", "early", "earlier") and at > first):
        return True
    if word in PREPOSITIONS and word != "of":
        of = next((n for n in range(at - 1, max(first, at - 5), -1) if clause.words[n] == "of" and clause.capital[at - 1]), at)  # "representative of China to"
        return not (
            at > first
            and (clause.words[of - 1] in ROLES)
            and word in ("to", "for", "at", "with", "in", "on", "from")
        )
    return at > first and _is_verb(clause, at)


def apposition(clause: Clause, last: int) -> tuple[int, int] | None:
    """Return the tokens between commas behind a phrase that ends at `last`: "Borrell, the EU's foreign policy chief,"."""
    words = clause.words
    if last + 2 >= len(words) or words[last + 1] not in COMMAS:
        return None
    close = words[last + 1]
    for at in range(last + 2, min(len(words), last + 30)):
        if words[at] == close or words[at] in SENTENCE_END or words[at] == MASK:
            return (last + 2, at - 1) if at > last + 2 else None
    return (last + 2, min(len(words), last + 30) - 1)
