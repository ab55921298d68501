"""Reporting clauses found by the quotation they stand beside, whatever their verb: "...," the senator riffed on Monday."""

from __future__ import annotations

from extractors.english.attribution import Attribution
from extractors.english.clauses import (
    BREAKS,
    COMMAS,
    SENTENCE_END,
    Clause,
    is_named,
    is_title,
    last_sign,
    word_at,
)
from extractors.english.cues import FORMS, Frame
from extractors.english.left import left_content, resumed
from extractors.english.phrases import phrase_left, phrase_right
from extractors.english.speaking import has_head, has_name
from extractors.english.subjects import main_subject
from extractors.english.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CLAUSE_WORDS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    words_of,
)

_FAR = 45  # tokens from a quotation to its verb, appositions included
_NOT_PAST = words_of("hundred united red indeed need speed seed bed so-called quoted cited asked-about")
_SHORT = 12  # characters; a shorter quotation in front of a colon's or comma's verb is a term


def clause_behind(clause: Clause, at: int) -> Attribution | None:
    """Return the reporting clause behind a quotation that ends in a comma, a question or an exclamation mark."""
    if word_at(clause, at + 1) in _DASHES:
        return _signed(clause, at)
    if last_sign(clause, at) not in (",", "?", "!", "…", "—", "-") or is_title(clause, at):
        return None
    first = at + 1 + (word_at(clause, at + 1) in COMMAS)
    inverted = _inverted(clause, first)
    found = inverted or _plain(clause, first)
    content = left_content(clause, at) if found else None
    if found is None or content is None:
        return None
    verb, source, extra = found
    if clause.words[verb] not in FORMS and (is_named(clause, at) or at > 1):
        return None
    behind = source[1] + 1 if inverted else verb + 1
    content = content[0], resumed(clause, content[1], behind)
    return Attribution(verb, _lemma(clause, verb), Frame.SAY, source, extra, content, "left")


_DASHES = frozenset("-–—―")


def _signed(clause: Clause, at: int) -> Attribution | None:
    """ "..." – Jan Novak, teacher: a name behind a dash signs a quotation that is all of the sentence."""
    last = at + 1
    while last + 1 < len(clause.words) and (clause.capital[last + 1] or clause.words[last + 1] in ("de", "of", "the")):
        last += 1
    alone = at == 0 and word_at(clause, last + 1) in (",", "(", ".", "")
    if not alone or last == at + 1 or not clause.capital[last]:
        return None
    return Attribution(at + 1, clause.words[at + 1], Frame.SAY, (at + 2, last), None, clause.spans[at], "left")


_Found = tuple[int, tuple[int, int], tuple[int, int] | None]


def _inverted(clause: Clause, first: int) -> _Found | None:
    """ "...," remembered Roy Verley."""
    word = word_at(clause, first)
    if not _is_verb(clause, first) or (not word.endswith(("s", "d")) and not _is_past(word)) or word_at(clause, first + 1) in BREAKS:
        return None
    source = phrase_right(clause, first + 1)
    return (first, source, None) if source is not None and _is_someone(clause, source) else None


def _is_past(word: str) -> bool:
    return word in FORMS and FORMS[word][-1][1].past


def _plain(clause: Clause, first: int) -> _Found | None:
    """ "...," the senator, a Republican, said in a statement."""
    opening = word_at(clause, first)
    if opening in CLAUSE_WORDS | PREPOSITIONS | SENTENCE_END or clause.is_quote(first):
        return None
    if opening.endswith("ing") and not clause.capital[first]:
        return None
    last, at, extra = -1, first, None
    while at < min(len(clause.words), first + _FAR):
        word = clause.words[at]
        if word in ("(", ","):
            close = _closing(clause, at)
            if close is None or at == first:
                return None
            last, extra = (at - 1, (at + 1, close - 1)) if last < 0 else (last, extra)
            at = close + 1
            continue
        if word in BREAKS or clause.is_quote(at):
            return None
        if at > first and _is_verb(clause, at):
            break
        if last < 0 and (word in AUXILIARIES or word in ADVERBS) and at > first:
            last = at - 1
        at += 1
    else:
        return None
    source = (first, last if last >= first else at - 1)
    while source[1] > first and clause.words[source[1]].endswith("ly") and not clause.capital[source[1]]:
        source = first, source[1] - 1
    return (at, source, extra) if _is_someone(clause, source) else None


def _closing(clause: Clause, at: int) -> int | None:
    sign = ")" if clause.words[at] == "(" else ","
    return next((n for n in range(at + 1, min(at + 30, len(clause.words))) if clause.words[n] == sign), None)


def _is_verb(clause: Clause, at: int) -> bool:
    word = word_at(clause, at)
    if not word or clause.capital[at] or word in AUXILIARIES or word in _NOT_PAST:
        return False
    if clause.words[at - 1] in BE:
        return False
    if word in FORMS:
        named = FORMS[word][-1][1]
        return named.finite and not (named.noun and clause.words[at - 1] in DETERMINERS | PREPOSITIONS)
    return word.endswith("ed") and len(word) > 4 and word_at(clause, at - 1) not in DETERMINERS


def _is_someone(clause: Clause, source: tuple[int, int]) -> bool:
    words = clause.words[source[0] : source[1] + 1]
    return (
        (words[0] in PRONOUNS and len(words) == 1) or words[0] in DETERMINERS
        or has_name(clause, *source) or has_head(words)
    )  # fmt: skip


def _lemma(clause: Clause, verb: int) -> str:
    word = clause.words[verb]
    return FORMS[word][-1][1].lemma if word in FORMS else word


# ---------------------------------------------------------------- in front of a quotation


def clause_before(clause: Clause, at: int) -> Attribution | None:
    """Return the reporting clause in front of a quotation behind a colon or comma: "His answer was: "...""."""
    begin, end = clause.spans[at]
    colon = word_at(clause, at - 1) == ":"
    if not (colon or word_at(clause, at - 1) == ",") or at < 2 or (not colon and (end - begin < _SHORT or is_title(clause, at))):
        return None
    verb = next((n for n in range(at - 2, max(-1, at - (16 if colon else 6)), -1) if _reports(clause, n, colon)), None)
    if verb is None:
        if not colon:
            return None
        source = phrase_left(clause, at - 2)
        verb = at - 1
    else:
        source = main_subject(clause, verb) or phrase_left(clause, verb - 1) or _opening_name(clause)
    if source is None or not _is_someone(clause, source):
        return None
    cue = _lemma(clause, verb)
    return Attribution(verb, cue, Frame.SAY, source, None, clause.spans[at], "right")


def _opening_name(clause: Clause) -> tuple[int, int] | None:
    """ "Jan Novak, pastor of a church, said: "..."": the name in front of the first comma."""
    comma = clause.words.index(",") if "," in clause.words else 0
    named = comma and has_name(clause, 0, comma - 1) and clause.words[0] not in CLAUSE_WORDS | PREPOSITIONS
    return (0, comma - 1) if named else None


def _reports(clause: Clause, at: int, colon: bool) -> bool:
    """A colon makes any verb report; a comma only one of saying."""
    cues = FORMS.get(clause.words[at], ())
    if not colon:
        return any(cue.frame in (Frame.SAY, Frame.TELL) for _, cue in cues)
    return bool(cues) or _is_verb(clause, at) or clause.words[at] in BE
