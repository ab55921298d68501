"""Which phrases can be a voice: a person, a body, a name; no deed, no mood, no thing."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.english.clauses import COMMAS, Clause, word_at
from extractors.english.cues import DOCUMENTARY, Cue, Frame
from extractors.english.words import (
    DETERMINERS,
    ORGANISATION_NOUNS,
    PAPERS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    words_of,
)

_NO_VOICE = frozenset(("this", "that", "which", "there", "what", "you"))
_OF_IT = words_of("""
    hope oppose support welcome condemn accuse believe deny reject blame criticize call describe want express
""")  # attitudes that "it" can have
_MUTE = words_of("""
    remarks remark comments comment words stance absence attack attacks move moves decision decisions silence refusal failure visit trip actions action
    tone rhetoric invasion war role ties relations relationship neutrality support tour presence participation reluctance
""")  # "Zhao's remarks echo those of": what somebody did or said does not speak itself


def is_mute(words: Sequence[str]) -> bool:
    """ "Zhao's remarks on Bucha": somebody's words or deeds as the subject."""
    end = next((n for n, w in enumerate(words) if w in PREPOSITIONS and n), len(words))
    return words[end - 1] in _MUTE and any(w.endswith(("'s", "s'")) for w in words[:end])


MARKING = words_of("highlight underscore underline reflect signal show echo reinforce illustrate suggest")
_PLAINLY = words_of("say tell add explain write warn argue claim")


def can_speak(clause: Clause, source: tuple[int, int], cue: Cue) -> bool:
    """A verb of saying takes any subject that can be a voice; the others need a person, a body or a name."""
    words = clause.words[source[0] : source[1] + 1]
    if cue.lemma in DOCUMENTARY and not any(w.removesuffix("s") in PAPERS for w in words):
        return False
    if words[-1] in _NO_VOICE or (
        words[-1] == "it" and cue.frame in (Frame.STANCE, Frame.THINK) and cue.lemma not in _OF_IT
    ):
        return False
    last = source[1]
    head = next((n for n, w in enumerate(words) if w in PREPOSITIONS and n), len(words))
    if head < len(words) and not has_name(clause, source[0], source[0] + head - 1):
        words, last = words[:head], source[0] + head - 1
    if cue.lemma in MARKING and (words[0] in ("this", "these") or words[-1] in _MUTE):
        return False  # "This statement highlights how tense it is": what a reporter makes of it
    if is_mute(words) and cue.lemma not in _PLAINLY:
        return False
    if words[-1].partition("'")[0] in ("i", "we"):
        return len(words) == 1 and "'" not in words[-1]
    if words[-1] in PRONOUNS or has_name(clause, source[0], last) or has_head(words):
        return True
    if cue.frame is Frame.SAY and _quotes(clause, source):
        return True
    after = clause.words[last + 1 : last + 5]
    if after and after[0] not in COMMAS and "that" in after[1:] and cue.frame in (Frame.SAY, Frame.THINK):
        return True
    return cue.frame in (Frame.SAY, Frame.TELL) and cue.lemma in _PLAINLY


def _quotes(clause: Clause, source: tuple[int, int]) -> bool:
    """A quotation stands before the subject or behind the verb: whoever it is says it."""
    if clause.is_quote(source[0] - 1):
        return True
    behind = source[1] + 2
    return word_at(clause, behind) in (",", ":") and clause.is_quote(behind + 1)


def has_name(clause: Clause, first: int, last: int) -> bool:
    """Tell whether one of the tokens is a name."""
    return any(clause.capital[n] and clause.words[n] not in DETERMINERS for n in range(first, last + 1))


_HEADS = PERSON_NOUNS | ORGANISATION_NOUNS


def has_head(words: Sequence[str]) -> bool:
    """Tell whether one of the words is a person's or a body's noun, in the singular or plural."""
    for word in words:
        bare = word.removesuffix("'s")
        if bare in _HEADS or (bare.endswith("s") and bare[:-1] in _HEADS):
            return True
    return False
