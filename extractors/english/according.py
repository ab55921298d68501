"""Whose words they are, told without a verb of saying: "according to", "in the view of", "China's position is that"."""

from __future__ import annotations

from extractors.english.attribution import Attribution
from extractors.english.clauses import BREAKS, COMMAS, SENTENCE_END, Clause, last_word, looks_finite, word_at
from extractors.english.cues import FORMS, Frame
from extractors.english.left import left_content
from extractors.english.phrases import apposition, phrase_left, phrase_right
from extractors.english.words import BE, PREPOSITIONS, words_of


def _says(clause: Clause, at: int) -> bool:
    cues = FORMS.get(word_at(clause, at))
    return cues is not None and cues[0][1].finite and not cues[0][1].noun


def read_according(clause: Clause, at: int) -> Attribution | None:
    """ "according to the ministry": the content stands before it, or behind it at the sentence's head."""
    if clause.words[at] in VIEWS:
        return _read_in_words(clause, at)
    source = phrase_right(clause, at + 2) if word_at(clause, at + 1) == "to" else None
    if source is None or clause.words[source[1]] in _NO_SOURCES:
        return None
    carried = word_at(clause, at - 1) == "," and _says(clause, at - 2)
    if carried and word_at(clause, source[1] + 1) not in SENTENCE_END | {""}:
        return None  # "said, according to the release, that": the verb carries it
    extra = apposition(clause, source[1])
    close = next(
        (
            n
            for n in range(source[1] + 1, len(clause.words))
            if clause.words[n] in COMMAS or clause.words[n] in SENTENCE_END
        ),
        len(clause.words) - 1,
    )
    left = left_content(clause, at - 1) if at > 2 or clause.is_quote(0) else None
    if left is None:
        if close + 1 >= len(clause.words) - 1:
            close = source[1]
        if close + 2 >= len(clause.words):
            return None
        if (
            extra is not None
            and clause.words[close] in COMMAS
            and not looks_finite(clause.words[extra[0] : extra[1] + 1])
            and extra[1] + 2 < len(clause.words) - 1
        ):
            close = extra[1] + 1
        end = last_word(clause, close + 1)
        content = clause.span(close + 1, end)
        if extra is not None and extra[0] > close:
            extra = None  # what is told, no apposition
        return Attribution(at, "according to", Frame.SAY, source, extra, content, "right")
    if word_at(clause, source[1] + 1) == ":" and source[1] + 3 < len(clause.words):
        left = left[0], clause.spans[last_word(clause, 0)][1]  # "China has one goal, according to Wang: to end the war"
    return Attribution(at, "according to", Frame.SAY, source, extra, left, "left")


VIEWS = words_of("words view opinion eyes judgment judgement")
_NO_SOURCES = words_of("law laws charter principle principles rules schedule constitution conditions")


def _read_in_words(clause: Clause, at: int) -> Attribution | None:
    """ "In his words, the shelling goes on", "In the view of Beijing, ...": whose words they are opens the sentence."""
    if at == 2 and clause.words[:2] == ("in", "the") and word_at(clause, 3) == "of":
        source = phrase_right(clause, 4)
        closed = source is not None and word_at(clause, source[1] + 1) == "," and source[1] + 3 < len(clause.words)
        return Attribution(at, "according to", Frame.SAY, source, None, (clause.spans[source[1] + 2][0], clause.spans[last_word(clause, 0)][1]), "right") if source and closed else None
    if not 1 < at < 7 or clause.words[0] != "in" or word_at(clause, at + 1) != "," or at + 4 > len(clause.words):
        return None
    owner = (1, at - 1)
    named = (at == 2 and clause.words[1] in ("his", "her", "their", "its")) or clause.words[at - 1].endswith(("'s", "s'"))
    if not named or "other" in clause.words[1:at]:
        return None
    return Attribution(at, "according to", Frame.SAY, owner, None, (clause.spans[at + 2][0], clause.spans[last_word(clause, 0)][1]), "right")


POSITIONS = words_of("position stance view line message stand attitude opinion conviction principle")
_BEING = BE | {"remains", "remained", "has"}
_PLAIN = words_of("clear consistent simple unchanged unequivocal firm and very always been remained also")


def read_position(clause: Clause, at: int) -> Attribution | None:
    """ "China's position on Ukraine is that", "The message from Beijing was clear: ...": a side's view, told as such."""
    words = clause.words
    verb = next((n for n in range(at + 1, min(at + 12, len(words))) if words[n] in _BEING), -1)
    source = phrase_left(clause, at) if verb > 0 and BREAKS.isdisjoint(words[at + 1 : verb]) else None
    if source is None or words[source[0] - 1 : source[0]] not in ((), (",",)) or (verb > at + 1 and words[at + 1] not in PREPOSITIONS):
        return None
    behind = next(n for n in range(verb + 1, len(words) + 1) if word_at(clause, n) not in _PLAIN)
    whose = words[at + 1] in ("of", "from")  # else "China's", "Chinese" stands before it
    if word_at(clause, behind) not in ("that", ":") or behind + 2 >= len(words) or words[behind + 1] == "of" or (at == source[0] and not whose):
        return None
    begin = at if "clear" in words[verb:behind] or "consistent" in words[verb:behind] else behind + 1
    owner = (source[0], verb - 1 if whose else at - 1)
    return Attribution(at, "hold", Frame.THINK, owner, None, (clause.spans[begin][0], clause.spans[last_word(clause, 0)][1]), "right")
