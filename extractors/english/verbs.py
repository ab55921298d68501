"""Which forms of reporting verbs report: not the noun, the infinitive, the passive."""

from __future__ import annotations

from extractors.english.circumstances import past_circumstances
from extractors.english.clauses import BREAKS, MASK, SENTENCE_END, Clause, word_at
from extractors.english.cues import FORMS, LIGHT, PARTICIPLES, Cue, Frame
from extractors.english.outlets import MEDIA
from extractors.english.places import SIDE_OF
from extractors.english.words import AUXILIARIES, BE, DETERMINERS, PERSON_NOUNS, PREPOSITIONS, words_of

_PARTICIPLES = frozenset(PARTICIPLES.values())
_PERFECT = words_of("has have had he's she's they've i've we've having")
_ARTICLES = words_of("the a an his her its their our my your this")
_PLURALS = words_of("people police men women both others most many some critics")


def cue_at(clause: Clause, at: int) -> tuple[Cue, int] | None:
    """Return the cue with its last token; a verb with a particle comes first: "called for", "pointed out"."""
    for particle, cue in FORMS[clause.words[at]]:
        if not particle or particle == word_at(clause, at + 1):
            return cue, at + bool(particle)
        if cue.frame is Frame.CALL and particle in ("for", "on", "to", "upon") and (far := _far(clause, at, particle)):
            return cue, far
    return None


def _far(clause: Clause, at: int, particle: str) -> int:
    """Return where the particle stands in "called again at a press conference in Beijing for talks"; 0 where a clause or an object parts it."""
    n = at + 1
    while word_at(clause, n) in ("once", "again", "also", "instead") or word_at(clause, n).endswith("ly"):
        n += 1
    behind = (k for k in range(max(n, at + 2), min(at + 20, len(clause.words))) if clause.words[k] == particle)
    return next((k for k in behind if past_circumstances(clause, n, k) == k), 0)


def light_cue_at(clause: Clause, at: int) -> tuple[Cue, int] | None:
    """Return the cue that a light verb makes with the words behind it: "made it clear that"."""
    for behind, cue in LIGHT[clause.words[at]]:
        last = at + len(behind)
        if clause.words[at + 1 : last + 1] != behind:
            continue
        row = past_circumstances(clause, last + 1, len(clause.words))
        if word_at(clause, row) == "that":
            last = row - 1  # "made it clear on Friday in Beijing that"
        elif word_at(clause, last + 1) == "to" and cue.frame is Frame.SAY:  # "made clear to his guest that"
            last = next((n - 1 for n in range(last + 3, min(last + 9, len(clause.words))) if clause.words[n] == "that"), last)
        if (cue.frame is Frame.CALL or clause.words[last + 1 : last + 2] in _CLAUSE_OPENS):
            return cue, last
    return None


_CLAUSE_OPENS = {()} | {(word,) for word in (":", ",", ".", "that", "it", "they", "he", "she", "there", "its", "the", MASK)}


def is_predicate(clause: Clause, at: int, cue: Cue) -> bool:
    """Rule out nouns, infinitives, passives and participles that describe a noun."""
    before, after = word_at(clause, at - 1), word_at(clause, at + 1)
    if before in _STAYING:
        return False  # "remains convinced"
    if (
        clause.capital[at]
        and at > 0
        and clause.capital[at - 1]
        and not clause.text[clause.spans[at][0] :].startswith("Said")
    ):
        return False
    if clause.words[at] in _PARTICIPLES and _PERFECT.isdisjoint(clause.words[max(0, at - 3) : at]):
        return False
    if cue.lemma == "press" and not {"with", "ahead", "forward"}.isdisjoint(clause.words[at + 1 : at + 4]):
        return False  # "pressed on Friday with their plan"
    if before == "to":
        if moved(clause, at) >= 0:
            return True
        if goes_on(clause, at) >= 0:
            return cue.frame is not Frame.STANCE or clause.words[at - 2] not in _CONTINUING  # "continued to support" is a deed
        told = hearsay(clause, at)
        return told >= 0 and (
            clause.words[told] in _WENT or MASK in clause.words or cue.frame is Frame.CALL or cue.lemma == "demand"
        )
    if cue.noun and not _verbal(clause, at):
        return False
    if cue.past and (after == "by" or before in _ARTICLES):
        return False
    if (
        cue.past
        and "by" in clause.words[at + 2 : at + 4]
        and "that" not in clause.words[at + 1 : at + 3]
        and after.endswith(("ly", "entirely", "almost"))
        and not (after == "only" and cue.frame is Frame.SAY)  # "said only by talking can it end"
    ):
        return False
    if cue.finite and cue.past and _passive(clause, at):
        return False
    return not (
        before in PREPOSITIONS and cue.finite and before not in ("for", "on", "to", "in", "late", "early")
    )


_STAYING = frozenset(("remains", "remained", "remain", "stays", "stayed"))
_WENT = frozenset(("went", "goes", "go"))


def hearsay(clause: Clause, at: int) -> int:
    """Return where "was" stands in "was also to announce", which machine translation makes of hearsay, or "went" in "went on to say"."""
    back = at - 2
    if back > 1 and clause.words[back] == "on" and clause.words[back - 1] in _WENT:
        return back - 1
    while back > 0 and clause.words[back] in ("also", "then", "again", "once"):
        back -= 1
    return back if back > 0 and clause.words[back] in ("was", "were") else -1


def moved(clause: Clause, at: int) -> int:
    """Return where "led" stands in "which led the ministry to declare", "prompting Kyiv to say"; -1 if nobody is moved to speak."""
    to = at - 1
    led = next((n for n in range(to - 2, max(-1, to - 9), -1) if clause.words[n] in MOVING), -1)
    named = led > 0 and clause.words[led - 1] in (",", "which") and not any(w in BREAKS or w == "to" for w in clause.words[led + 1 : to])
    return led if named else -1


MOVING = words_of("led prompted prompting leading causing caused")


def goes_on(clause: Clause, at: int) -> int:
    """Return where the verb stands in "went on to say", "continued to warn", "took to television to declare"; -1 if none does."""
    words = clause.words
    back = at - 2
    if back > 0 and words[back] == "on" and words[back - 1] in ("went", "goes", "going", "gone", "go"):
        return back - 1
    if back >= 0 and words[back] in _CONTINUING:
        return back
    to = next((n for n in range(back, max(0, back - 4), -1) if words[n] == "to"), 0)
    return to - 1 if to and words[to - 1] in ("took", "takes", "taken") else -1


_CONTINUING = words_of("continued continues continue continuing proceeded proceeds proceeding interjected hastened began begun")


def _passive(clause: Clause, at: int) -> bool:
    back = at - 1
    while back >= 0 and (
        clause.words[back] in ("not", "also", "been", "being", "widely", "long", "reportedly", "first")
        or clause.words[back].endswith("ly")
    ):
        if clause.words[back] in ("been", "being"):
            return True
        back -= 1
    return clause.words[back] in BE if back >= 0 else False


_OF_NATIONS = frozenset(word for word in SIDE_OF if word.endswith(("an", "ese", "ish", "ench")))


def _verbal(clause: Clause, at: int) -> bool:
    """A form that is also a noun is a verb after a subject and before its object."""
    before, after = word_at(clause, at - 1), word_at(clause, at + 1)
    if (
        before in DETERMINERS
        or before.endswith("'s")
        or before == "'"
        or before in PREPOSITIONS
        or before in ("official", "public", "new", "recent", "latest", "own")
    ):
        return False
    if before in BE or (before in FORMS and FORMS[before][0][1].past and not clause.capital[at - 1]):
        return False  # "denied claims that"
    if before.endswith("ed") and not clause.capital[at - 1] and before not in PERSON_NOUNS:
        return False  # "dodged questions on"
    if before in SIDE_OF and word_at(clause, at - 2) in PREPOSITIONS and clause.words[at].endswith("s") and at > 2:
        return False  # "Bristling against U.S. claims that"
    if before in _OF_NATIONS and clause.words[at].endswith("s"):
        return False  # "a hint of support for Russian claims to the West"
    if at <= 2 and before in SIDE_OF and clause.words[at].endswith("s") and after not in AUXILIARIES and after not in PREPOSITIONS:
        return True  # "China hopes third round of talks brings progress"
    if before in MEDIA and after in ("", ",", "."):
        return True  # "..., Reuters reports, citing"
    if before in AUXILIARIES or before in ("he", "she", "it", "they", "we", "i", "who", "also"):
        return True
    if after in SENTENCE_END | {",", ""} and MASK in clause.words[:at] and clause.capital[at - 1]:
        return True  # ""...," Conway notes."
    third = clause.words[at].endswith("s")
    plural = before.endswith("s") or before in _PLURALS
    if clause.words[at] in ("saw", "thought", "read", "found", "set", "concluded", "known"):
        return not before.endswith("ed")
    if third == plural and not (clause.capital[at - 1] if at else False):
        return False
    return (
        after in DETERMINERS
        or after in ("that", "for", "to", "on", MASK, "it", "he", "she", "they", "there")
        or (at + 1 < len(clause.capital) and clause.capital[at + 1])
    )
