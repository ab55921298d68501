"""Who judges what, where the verb stands in marks, behind the thing it judges, or in the passive."""

from __future__ import annotations

import re

from extractors.english.attribution import Attribution
from extractors.english.circumstances import skip_back
from extractors.english.clauses import Clause, last_word, lowered, word_at
from extractors.english.cues import DENIALS, FORMS, STATES, Cue, Frame
from extractors.english.phrases import phrase_left, phrase_right
from extractors.english.speaking import can_speak
from extractors.english.subjects import JUDGED
from extractors.english.words import ADVERBS, BE, DETERMINERS

_INSIDE = re.compile(r"[a-z][a-z'-]*")
_SHORT = 60  # characters; a longer quotation goes on in the voice that spoke last
_SUBJECT_OPENS = ("", "-", "–", "—", ",", "and", "but", "while", "although")


def verb_in_marks(clause: Clause, at: int) -> Attribution | None:
    """ "Beijing "firmly opposes" the sanctions", "China is "deeply concerned" about": the verb stands inside the quotation."""
    begin, end = clause.spans[at]
    inside = [w for w in _INSIDE.findall(lowered(clause.text)[begin:end][:80]) if w not in ADVERBS and not w.endswith("ly") and w not in ("has", "have", "had")]
    if end - begin > _SHORT or not inside or not clause.text[begin:end].lstrip("\"“”'‘«„ ")[:1].islower():
        return None
    head = skip_back(clause, at - 1)[0]
    cues = FORMS.get(inside[0])
    cue = Cue("be " + inside[0], Frame.THINK, True, False) if inside[0] in STATES else cues[0][1] if cues else None
    is_state = not BE.isdisjoint(clause.words[head + 1 : at])
    source = phrase_left(clause, head) if cue is not None and is_state == (inside[0] in STATES) else None
    if cue is None or source is None or clause.words[source[1]].endswith("'s") or word_at(clause, source[0] - 1) not in _SUBJECT_OPENS or not can_speak(clause, source, cue):
        return None
    last = last_word(clause, at)
    return Attribution(at, cue.lemma, cue.frame if cue.frame is not Frame.SAY else Frame.STANCE, source, None, clause.span(at, last), "right")


def by_agent(clause: Clause, at: int, cue: Cue, last: int) -> Attribution | None:
    """ "The claim was rejected by China", "a claim strongly denied by Beijing": the one behind "by" judges what stands before."""
    if not cue.past or cue.lemma not in _JUDGES or word_at(clause, last + 1) != "by":
        return None
    head = skip_back(clause, at - 1)[0]
    passive = not BE.isdisjoint(clause.words[head + 1 : at])
    charge = (head - (word_at(clause, head - 1) in DETERMINERS), head) if word_at(clause, head) in JUDGED else None
    judged = phrase_left(clause, head) if passive else charge
    source = phrase_right(clause, last + 2)
    if judged is None or source is None or not can_speak(clause, source, cue):
        return None
    return Attribution(at, cue.lemma, cue.frame, source, None, clause.span(judged[0], last), "right", relative=not passive)


_JUDGES = DENIALS | {"welcome", "hail", "praise", "condemn", "criticize", "criticise", "denounce", "slam", "oppose", "back", "support", "endorse"}


def charge_before(clause: Clause, source: tuple[int, int], at: int) -> Attribution | None:
    """ "..., a charge that Beijing denies", "..., which Beijing has rejected": the accusation stands before who rejects it."""
    opens = source[0] - 1 if word_at(clause, source[0] - 1) in ("which", "that") else source[0]
    begin = opens - 1
    if word_at(clause, begin) in JUDGED:
        phrase = phrase_left(clause, begin)
        begin = phrase[0] if phrase else begin
    elif not (opens < source[0] and clause.words[opens] == "which" and word_at(clause, begin) == ","):
        return None
    else:
        begin = opens
    end = at if word_at(clause, at + 1) != "as" else min(at + 2, len(clause.words) - 1)
    cue = FORMS[clause.words[at]][-1][1]
    return Attribution(at, cue.lemma, cue.frame, source, None, clause.span(begin, end), "right", relative=True)
