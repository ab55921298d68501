"""Reporting clauses whose subject stands behind the verb: "...," said Wang."""

from __future__ import annotations

from extractors.english.attribution import Attribution
from extractors.english.circumstances import is_time, past_circumstances, skip_back
from extractors.english.clauses import COMMAS, MASK, SENTENCE_END, Clause, last_word, word_at
from extractors.english.cues import FORMS, Cue, Frame
from extractors.english.left import left_content, resumed
from extractors.english.phrases import apposition, phrase_right
from extractors.english.places import SIDE_OF
from extractors.english.speaking import has_head, has_name
from extractors.english.subjects import across_commas, names_somebody
from extractors.english.words import (
    AUXILIARIES,
    DETERMINERS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    is_ing,
    words_of,
)


def inverted(clause: Clause, at: int, last: int, cue: Cue, head: int) -> Attribution | None:
    """ "...," said Wang. The subject stands behind the verb, the content before it."""
    if (
        cue.frame is not Frame.SAY and cue.lemma not in _INVERTED and not _after_quote(clause, head, cue)
    ) or (last != at and cue.lemma not in ("point out", "go on")):
        return None
    if head >= 0 and not (clause.words[head] in COMMAS or clause.is_quote(head)):
        return None
    if skip_back(clause, at - 1)[0] != at - 1 and not clause.is_quote(head):
        return None
    if head >= 0 and clause.words[head] in COMMAS and _closes_apposition(clause, head):
        return None
    subject = phrase_right(clause, _past_dates(clause, last + 1))
    if subject is None or not _plausible_right(clause, subject, cue):
        return None
    content = left_content(clause, at - 1)
    if content is None:
        return None
    content = (content[0], resumed(clause, content[1], subject[1] + 1))
    subject = _named_later(clause, subject) or subject
    extra = apposition(clause, subject[1])
    return Attribution(at, cue.lemma, cue.frame, subject, extra, content, "left")


def _past_dates(clause: Clause, at: int) -> int:
    """ "said Friday, June 2, | the envoy": when it was said may stand between the verb and its subject."""
    end = len(clause.words)
    behind = past_circumstances(clause, at, end) if is_time(clause, at) or word_at(clause, at) == "on" else at
    while behind > at and word_at(clause, behind) == "," and behind + 2 < end:
        further = past_circumstances(clause, behind + 1, end) if is_time(clause, behind + 1) else behind + 1
        if further == behind + 1:
            return further
        behind = further
    return behind


def opening(clause: Clause, at: int, cue: Cue) -> Attribution | None:
    """ "Said Novak, who is the mayor: "..."": the verb opens the sentence, its subject follows, then the quotation."""
    subject = phrase_right(clause, at + 1) if at == 0 and cue.past and cue.frame is Frame.SAY else None
    if subject is None or not has_name(clause, *subject):
        return None
    quote = next((n for n in range(subject[1] + 2, min(subject[1] + 30, len(clause.words))) if clause.is_quote(n)), -1)
    if quote < 0 or clause.words[quote - 1] not in (",", ":"):
        return None
    content = clause.spans[quote][0], clause.spans[last_word(clause, 0)][1]
    return Attribution(at, cue.lemma, cue.frame, subject, apposition(clause, subject[1]), content, "right")


def _after_quote(clause: Clause, head: int, cue: Cue) -> bool:
    """ "- We want peace - assured the minister." """
    return cue.lemma in ("assure", "convince", "inform", "remind", "explain") and (
        clause.is_quote(head) or clause.is_quote(head - 1)
    )


def _closes_apposition(clause: Clause, comma: int) -> bool:
    """ "Yun Sun, director of the program, said Beijing ...": the subject with its apposition opens the sentence."""
    source, extra, _ = across_commas(clause, comma, [])
    if source is None or extra is None or (is_ing(clause.words[extra[0]]) and not names_somebody(clause, source[1])):
        return False  # "The war rages on, killing thousands, said Wang"
    before = source[0] - 1
    return before < 0 or clause.words[before] in COMMAS or clause.words[before] in SENTENCE_END


def _named_later(clause: Clause, subject: tuple[int, int]) -> tuple[int, int] | None:
    """ "said in Beijing about the war, Dr. Jan Nowak, analyst at": a place or pronoun gives way to the person named behind it."""
    if clause.words[subject[0]] not in SIDE_OF or subject[0] != subject[1]:
        return None
    for comma in range(subject[1] + 1, len(clause.words) - 2):
        if clause.words[comma] == ",":
            phrase = phrase_right(clause, comma + 1)
            named = (
                phrase is not None
                and phrase[1] > phrase[0]
                and all(clause.capital[phrase[0] : phrase[1] + 1])
            )
            return phrase if named else None
    return None


def _plausible_right(clause: Clause, subject: tuple[int, int], cue: Cue) -> bool:
    """A subject behind the verb ends the clause, or a phrase of time, place or apposition follows it."""
    after = word_at(clause, subject[1] + 1)
    if not (
        clause.capital[subject[0]]
        or clause.words[subject[0]] in DETERMINERS
        or clause.words[subject[0]] in PRONOUNS
        or clause.words[subject[0]] in PERSON_NOUNS
        or (clause.is_quote(skip_back(clause, subject[0] - 2)[0]) and has_name(clause, *subject))
    ):
        return False
    spoken = subject[0] > 1 and clause.is_quote(subject[0] - 2) and cue.frame is Frame.SAY
    if clause.words[subject[0]] in DETERMINERS and not spoken and (
        cue.frame is Frame.THINK
        or not (has_name(clause, *subject) or has_head(clause.words[subject[0] : subject[1] + 1]))
    ):
        return False
    if after in ("that", "to", ":", MASK) or word_at(clause, subject[1] + 2) == "that":
        return False
    if any(
        clause.words[n] == ":" and clause.is_quote(n + 1)
        for n in range(subject[1], min(subject[1] + 6, len(clause.words)))
    ):
        return False
    if after in AUXILIARIES or (after in FORMS and FORMS[after][0][1].finite and after not in PREPOSITIONS):
        return False
    return not (after.endswith("ed") and after not in ("united",))


_INVERTED = words_of("think believe hope fear recall wonder predict")
