"""The noun phrases of a sentence: that which ends at a token, that which begins there, and its apposition."""

from __future__ import annotations

from extractors.english.clauses import BREAKS, COMMAS, MASK, SENTENCE_END, Clause, last_sign, looks_finite
from extractors.english.cues import FORMS
from extractors.english.words import (
    AUXILIARIES,
    CLAUSE_WORDS,
    DAYS,
    DETERMINERS,
    LEAD_INS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    words_of,
)


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
    while at >= 0 and not _ends_phrase(clause, at, last) and not _is_told(clause, at, last):
        at -= 1
    return _trimmed(clause, at + 1, last)


def _is_told(clause: Clause, at: int, last: int) -> bool:
    """ "told Jane Roe | his country believes": a name in front of "his country" is whom it is told."""
    return at < last and clause.capital[at] and clause.words[at + 1] in ("his", "her", "their", "its") and clause.words[at] not in PREPOSITIONS


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


_LINKS = words_of("referring citing including according regarding")


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


_PARTICLES = words_of("da de del van von der al bin el dos")  # of names, in lower case
_ISSUED = words_of("published issued released posted carried made signed seen")


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
        words[first] in DAYS or _is_month(clause, first, last) or (words[first].isdigit() and first < last) or _is_adverbial(clause, first, last)
    ):
        first += 1
    while last > first and (
        words[last] in DAYS or words[last] in ("week", "month", "year", "last", "earlier")
    ):
        last -= 1
    return (first, last) if first <= last else None


def _is_month(clause: Clause, at: int, last: int) -> bool:
    """ "August", not the given name in "Jan Novak"."""
    return clause.words[at] in MONTHS and not (clause.words[at] == "jan" and at < last and clause.capital[at + 1])


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
