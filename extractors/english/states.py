"""States of mind and intentions that a side is said to have: "is deeply concerned", "will continue to"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.english.attribution import Attribution
from extractors.english.circumstances import skip_back
from extractors.english.clauses import BREAKS, COMMAS, SENTENCE_END, Clause, last_word, word_at
from extractors.english.content import trailing_content
from extractors.english.cues import STATES, Cue, Frame
from extractors.english.phrases import phrase_left
from extractors.english.speaking import can_speak
from extractors.english.subjects import subject_of
from extractors.english.words import BE, CLAUSE_WORDS, words_of

OPINIONS = frozenset(("view", "opinion", "belief"))  # "China is of the view that"
STAYING = words_of("remains remained remain stands stood stand stays stayed")  # "remains convinced"
_EVIDENT = frozenset(("clear", "unequivocal", "certain"))
_EXPLETIVES = frozenset(("it", "this", "that", "what", "which", "one", "there"))  # "it is clear that" is the reporter's


def read_state(clause: Clause, at: int, before: Sequence[Attribution]) -> Attribution | None:
    """ "China is deeply concerned over": a state that a side is said to be in."""
    word, after = clause.words[at], word_at(clause, at + 1)
    if word in _CERTAIN and after in SENTENCE_END | {"", ","} and (trailing := _certain(clause, at)) is not None:
        return trailing
    if after not in ("that", "to", "about", "over", "at", "by", "with", "in", "for", "of") and word not in (
        "against",
    ):
        return None
    if word in _EVIDENT and after != "that":
        return None  # "China is clear of blame"
    head, negated, possible = skip_back(clause, at - 3 if word in OPINIONS else at - 1)
    if word_at(clause, head) in STAYING:
        head, negated, possible = skip_back(clause, head - 1)
    if possible or (word in _EVIDENT and word_at(clause, head) in _EXPLETIVES) or (
        negated and word not in ("open", "against", "willing", "ready", "convinced", "sure", "optimistic")
    ):
        return None
    if clause.words[at - 1].endswith(("'s", "'re", "'m")):
        return _contracted(clause, at)
    source, extra, inherited = _in_a_state(clause, head, before)
    if source is None and not inherited:
        return None
    cue = Cue("be " + word, Frame.THINK, True, False)
    if source is not None and not can_speak(clause, source, cue):
        return None
    end = last_word(clause, at, SENTENCE_END | COMMAS)
    return Attribution(
        at,
        cue.lemma,
        Frame.THINK,
        source,
        extra,
        clause.span(at, end),
        "right",
        inherited=inherited,
    )


_CERTAIN = frozenset(("convinced", "sure", "certain", "confident"))


def _certain(clause: Clause, at: int) -> Attribution | None:
    """ ""We will win," the envoy is convinced.": what somebody is sure of stands before."""
    head, negated, possible = skip_back(clause, at - 1)
    source = phrase_left(clause, head)
    content = trailing_content(clause, source, at + 1) if source is not None and not negated and not possible else None
    if source is None or content is None:
        return None
    return Attribution(at, "be " + clause.words[at], Frame.SAY, source, None, content, "left")


def _in_a_state(clause: Clause, head: int, before: Sequence[Attribution]) -> tuple[tuple[int, int] | None, tuple[int, int] | None, bool]:
    """Return who is in the state, with an apposition: "Mao Ning, a spokeswoman, is convinced that"."""
    if word_at(clause, head) == ",":
        source, extra, _ = subject_of(clause, head, [a.at for a in before])
        if source is not None and extra is not None:
            return source, extra, False
    named = head >= 0 and clause.words[head] not in BREAKS and clause.words[head] not in CLAUSE_WORDS
    source = phrase_left(clause, head) if named else None
    return source, None, source is None and word_at(clause, head) in ("and", ",", "but") and bool(before)


_SPEAKING_STATES = words_of("china beijing side russia moscow ukraine kyiv")
_INTENTIONS = words_of("continue work play make keep support uphold stand never not always firmly remain promote push")


def _contracted(clause: Clause, at: int) -> Attribution:
    """ "he's worried": the pronoun stands in the same token as its verb."""
    end = last_word(clause, at, SENTENCE_END | COMMAS)
    return Attribution(
        at, "be " + clause.words[at], Frame.THINK, (at - 1, at - 1), None, clause.span(at, end), "right"
    )


def read_intention(clause: Clause, at: int) -> Attribution | None:
    """ "China will continue to ...": a side's declared intention, reported without a verb of saying."""
    source = phrase_left(clause, at - 1)
    if (
        source is None
        or clause.words[source[1]] not in _SPEAKING_STATES
        or word_at(clause, at + 1) not in _INTENTIONS
    ):
        return None
    end = last_word(clause, at, SENTENCE_END | COMMAS)
    return Attribution(at, "will", Frame.STANCE, source, None, clause.span(at, end), "right")


_BEFORE_STATES = BE | STAYING | {
    "not",
    "deeply",
    "very",
    "also",
    "still",
    "extremely",
    "seriously",
    "highly",
    "gravely",
}
_CONTRACTED = frozenset(("he's", "she's", "it's", "they're", "i'm", "we're"))


def is_state(clause: Clause, at: int) -> bool:
    """ "is deeply concerned", "they're sure", "is of the view"."""
    word, before = clause.words[at], word_at(clause, at - 1)
    if word in STATES:
        return before in _BEFORE_STATES or before in _CONTRACTED
    return word in OPINIONS and clause.words[at - 2 : at] == ("of", "the") and word_at(clause, at - 3) in BE
