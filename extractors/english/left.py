"""The words before a reporting clause, and those that go on behind it."""

from __future__ import annotations

from extractors.english.clauses import BREAKS, COMMAS, SENTENCE_END, Clause, looks_finite, word_at
from extractors.english.cues import FORMS, Frame
from extractors.english.words import AUXILIARIES, DAYS, PASTS, PREPOSITIONS, is_ing, words_of

_LONG_QUOTE = 25


def left_content(clause: Clause, last: int) -> tuple[int, int] | None:
    """Return the content that ends before the cue: the quotations at hand, else the clause."""
    while last >= 0 and clause.words[last] in BREAKS and clause.words[last] not in ")]":
        last -= 1
    if last < 0:
        return None
    first = _clause_start(clause, last)
    if clause.is_quote(last):
        return _quoted_left(clause, first, last)
    led_in = clause.words[first] in PREPOSITIONS or is_ing(clause.words[first])
    if last - first < 2 or not (
        not led_in or last - first > 4 or looks_finite(clause.words[first : last + 1])
    ):
        return None
    return clause.span(first, last)


def _quoted_left(clause: Clause, first: int, last: int) -> tuple[int, int]:
    """A long quotation is the content; a short one belongs to the clause it stands in."""
    begin = last
    while begin - 1 >= first and (clause.is_quote(begin - 1) or clause.words[begin - 1] in SENTENCE_END):
        begin -= 1
    if begin > first and clause.words[begin - 1] in ("-", "–", "—"):
        return clause.span(begin, last)
    length = clause.spans[last][1] - clause.spans[begin][0]
    rest = clause.spans[begin][0] - clause.spans[first][0]
    if length > _LONG_QUOTE and not (rest and (looks_finite(clause.words[first:begin]) or _runs_into(clause, begin))):
        return clause.span(begin, last)
    return clause.span(first, last)


def _runs_into(clause: Clause, at: int) -> bool:
    """ "Both parties "saw it as a threat," she said": a quotation that opens in mid-sentence needs the words before it."""
    opening = clause.text[slice(*clause.spans[at])].lstrip("“\"„«'‘`")[:1]
    return opening.islower() and clause.words[at - 1] not in BREAKS


def _clause_start(clause: Clause, last: int) -> int:
    """Return where the clause before an attribution starts: the sentence, an open bracket, or behind a full stop before a quotation."""
    closed = int(clause.words[last] == ")")
    for at in range(last - 1, -1, -1):
        closed += (clause.words[at] == ")") - (clause.words[at] == "(")
        if closed < 0:
            return at + 1
        if clause.words[at] in SENTENCE_END:
            return at + 1
        if clause.words[at] == ":" and (clause.is_quote(at + 1) or not looks_finite(clause.words[:at])):
            return at + 1  # not "It can be put in a word: peace, she said"
    return 0


_RESUMES = words_of("and but or should must will would can cannot has have is are was were needs need may")


_MOMENTS = words_of("last this earlier later again once when as")


def _goes_on(clause: Clause, end: int, comma: int) -> bool:
    """ "Whatever comes, officials said, could be undone"; "The point, says Novak, a historian, is that": the verb is still to come."""
    after = word_at(clause, comma + 1)
    if after in _RESUMES and (not clause.quotes or _quotes_on(clause, comma + 1)):
        return True
    if after in AUXILIARIES or after == "that":
        return True
    last = next((n for n in range(len(clause.words)) if clause.spans[n][1] >= end), 0)
    if _is_condition(clause, last) and after not in PREPOSITIONS and after not in FORMS and not is_ing(after):
        return True
    if clause.is_quote(last) or looks_finite(clause.words[_clause_start(clause, last) : last + 1]):
        return False
    close = next((n for n in range(comma + 1, min(comma + 25, len(clause.words))) if clause.words[n] == ","), comma)
    return word_at(clause, close + 1) in AUXILIARIES | PASTS


def _quotes_on(clause: Clause, start: int) -> bool:
    """ "...," Novak said, and still "got ...": a quotation follows that has no verb of its own."""
    for at in range(start, len(clause.words)):
        if has_verb(clause, at):
            return False
        if clause.is_quote(at):
            return True
    return False


def has_verb(clause: Clause, at: int) -> bool:
    """Tell of a verb that can report; "referring to" and "describing" tell what the words are about."""
    cues = FORMS.get(clause.words[at])
    if cues is None or cues[0][1].noun or clause.capital[at]:
        return False
    return cues[0][1].finite or any(cue.frame in (Frame.SAY, Frame.TELL) for _, cue in cues)


def _is_condition(clause: Clause, last: int) -> bool:
    """ "If nobody acts, Novak said, the law falls": the main clause is still to come."""
    first = _clause_start(clause, last)
    first += clause.words[first] in ("but", "and", "even", "so")
    return clause.words[first] in _CONDITIONS and not clause.is_quote(last)


_CONDITIONS = words_of("if unless although though while because whereas until once whenever whatever whoever since")


def resumed(clause: Clause, end: int, start: int) -> int:
    """ "As a country," Wang said, "China will ...": the quotation goes on behind the reporting clause."""
    if word_at(clause, start) == "," and _goes_on(clause, end, start):
        return clause.spans[-1][0] if clause.words[-1] in SENTENCE_END else clause.spans[-1][1]
    for at in range(start, min(start + 28, len(clause.words))):
        if has_verb(clause, at):
            break  # "he said, adding, "..."": the second quotation has a verb of its own
        closes = clause.is_quote(at) and clause.words[at - 1] in COMMAS | {":"}
        if (
            closes
            and word_at(clause, at + 1) in SENTENCE_END | {""}
            and (clause.words[start] in COMMAS | PREPOSITIONS | DAYS | _MOMENTS or clause.words[start].endswith("ly"))
        ):
            return clause.spans[at][1]
    return end
