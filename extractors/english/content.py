"""The words that a reporting verb reports, on whichever side of it they stand, and to whom they are told."""

from __future__ import annotations

from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.clauses import (
    BREAKS,
    COMMAS,
    MASK,
    SENTENCE_END,
    Clause,
    is_title,
    last_sign,
    word_at,
)
from extractors.english.cues import DENIALS, FORMS, QUOTE_ONLY, Cue, Frame
from extractors.english.left import left_content, resumed
from extractors.english.phrases import phrase_right
from extractors.english.places import SIDE_OF
from extractors.english.right import quote_behind, right_content, skip_parenthesis
from extractors.english.words import (
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    words_of,
)


def with_content(
    clause: Clause,
    at: int,
    last: int,
    cue: Cue,
    source: tuple[int, int] | None,
    extra: tuple[int, int] | None,
    inherited: bool,
) -> Attribution | None:
    """Return the attribution with the content on the side where it stands."""
    start, addressee = skip_addressee(clause, last + 1, cue)
    side, content = "left", None
    trails = (cue.frame in (Frame.SAY, Frame.TELL) and cue.lemma not in DENIALS) or cue.lemma in _TRAILING
    research = source is not None and not _RESEARCH.isdisjoint(clause.words[source[0] : source[1] + 1])
    if trails and not inherited and source is not None and (research or cue.lemma != "show"):
        content = trailing_content(clause, source, start)
    between = source is not None and word_at(clause, source[0] - 1) == "," == word_at(clause, start)  # "China, he went on, will"
    if content is not None and cue.lemma in QUOTE_ONLY and not clause.quotes and not (between and cue.lemma in ("continue", "go on")):
        content = None
    if content is not None:
        content = (content[0], resumed(clause, content[1], start))
    else:
        if research and cue.lemma in _FINDINGS:
            cue = replace(cue, lemma="say")  # what research finds is a clause
        side, content = "right", right_content(clause, start, cue)
    if content is None:
        return None
    hedged = not _HEDGES.isdisjoint(clause.words[max(0, at - 3) : at + 2]) or _is_rumoured(clause, at)
    return Attribution(at, cue.lemma, cue.frame, source, extra, content, side, addressee, hedged, inherited)


def _is_rumoured(clause: Clause, at: int) -> bool:
    """ "Wang is said to have told the envoy": others say that he did."""
    to = next((n for n in range(at - 2, max(0, at - 5), -1) if clause.words[n : n + 2] == ("to", "have")), 0)
    return to > 1 and clause.words[to - 1] in _RUMOURED and not BE.isdisjoint(clause.words[max(0, to - 3) : to - 1])


# ---------------------------------------------------------------- content


_TRAILING = words_of("find believe think hope fear show reckon")
_FINDINGS = words_of("find show indicate reveal suggest conclude")
_RESEARCH = words_of(
    "report study research poll survey data analysis investigation review figures documents records reports polls studies surveys numbers statistics"
)
_HEDGES = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))
_RUMOURED = words_of("said reported understood believed thought rumoured rumored alleged claimed known")


def trailing_content(clause: Clause, source: tuple[int, int], start: int) -> tuple[int, int] | None:
    """ "The exports go on, the ministry said in a statement": content before, nothing but circumstances behind."""
    before = source[0] - 1
    while before >= 0 and clause.words[before] in ("but", "and", "-", "–", "—"):
        before -= 1
    if before < 0 or not (
        clause.words[before] in COMMAS or clause.is_quote(before) or clause.words[before] in "?!…"
    ):
        return None
    if clause.words[source[0] - 1] in ("and", "but") and MASK not in clause.words[max(0, before - 1) : before + 1]:
        return None  # "Xi backed the talks, and Novak told him of his own"
    if not (_ends_in_quote(clause, before) and _no_other_words(clause, start)) and not _only_circumstances(clause, start):
        return None
    if MASK not in clause.words[: before + 1] and quote_behind(clause, start) > 0:
        return None  # "Asked if he would run, he said with a smile, "..."": the quotation behind is the answer
    return left_content(clause, before)


def _ends_in_quote(clause: Clause, last: int) -> bool:
    """ "...," Wang said: the comma inside the marks tells that the quotation runs into its reporting clause."""
    if clause.is_quote(last):
        return not is_title(clause, last) and last_sign(clause, last) in ",?!…-—" and clause.spans[last][1] - clause.spans[last][0] > 4
    return clause.is_quote(last - 1) and clause.words[last] in COMMAS


def _no_other_words(clause: Clause, start: int) -> bool:
    """No clause and no quotation of another turn follows the verb: "said answering a question", not "said that"."""
    return word_at(clause, start) not in ("that", ":") and not any(
        clause.is_quote(n) and clause.words[n - 1] in (":", ",") for n in range(start, min(start + 30, len(clause.words)))
    )


_CIRCUMSTANCES = (
    PREPOSITIONS
    | DAYS
    | words_of("when as while last this earlier later again late early following referring citing")
)


def _only_circumstances(clause: Clause, start: int) -> bool:
    """Tell whether what follows the verb holds no clause of its own before the sentence's end."""
    word = word_at(clause, start)
    if word == "," and word_at(clause, start + 1) == "according":
        return skip_parenthesis(clause, start) == start
    if word in SENTENCE_END or word == "" or word in COMMAS:
        return True
    if word == "and" and word_at(clause, start + 1) in FORMS:
        return True
    if word in ("there", "here", "then", "afterwards", "afterward"):
        return _only_circumstances(clause, start + 1)
    if (
        word == "to"
        and start + 1 < len(clause.words)
        and not _is_someone(clause, (start + 1, start + 1))
        and word_at(clause, start + 1) not in DETERMINERS
    ):
        return False  # "have asked to join"
    if word not in _CIRCUMSTANCES and not word.endswith("ly"):
        return False
    stop = next(
        (
            n
            for n in range(start, len(clause.words))
            if clause.words[n] in (",", ";", ":") or clause.words[n] in SENTENCE_END
        ),
        len(clause.words),
    )
    return "that" not in clause.words[start:stop] and not (
        word_at(clause, stop) == ":" and clause.is_quote(stop + 1)
    )


def _without_subject(clause: Clause, phrase: tuple[int, int]) -> tuple[int, int]:
    """ "told CBS News China was considering": the country opens what is told."""
    last = phrase[1]
    if "of" in clause.words[phrase[0] + 1 : last]:  # "assured Putin of China's support"
        return phrase[0], clause.words.index("of", phrase[0] + 1) - 1
    if last > phrase[0] and clause.words[last] in SIDE_OF and word_at(clause, last + 1) in AUXILIARIES:
        return phrase[0], last - 1
    return phrase


def skip_addressee(clause: Clause, start: int, cue: Cue) -> tuple[int, tuple[int, int] | None]:
    """Step over whom somebody told something, and over when and where."""
    addressee: tuple[int, int] | None = None
    if cue.frame is Frame.TELL and word_at(clause, start) not in BREAKS | {"that", MASK, ""}:
        addressee = _without_subject(clause, phrase_right(clause, start) or (start, start))
        start = addressee[1] + 1
    elif cue.frame is Frame.SAY and word_at(clause, start) == "to":
        phrase = phrase_right(clause, start + 1)
        if phrase is not None and _is_someone(clause, phrase):
            addressee = phrase
    while word_at(clause, start) in DAYS or (
        word_at(clause, start) == "on" and word_at(clause, start + 1) in DAYS
    ):
        start += 1
    return start, addressee


def _is_someone(clause: Clause, phrase: tuple[int, int]) -> bool:
    words = clause.words[phrase[0] : phrase[1] + 1]
    return clause.capital[phrase[0]] or any(w in PERSON_NOUNS or w in PRONOUNS for w in words)
