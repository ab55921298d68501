"""Find who is reported to say what in one sentence: cue, source and content, by the grammar of news English."""

from __future__ import annotations

from dataclasses import replace

from extractors.english.according import POSITIONS, VIEWS, read_according, read_position
from extractors.english.attribution import Attribution
from extractors.english.beside_quotes import clause_before, clause_behind
from extractors.english.circumstances import skip_back
from extractors.english.clauses import MASK, Clause, word_at
from extractors.english.content import with_content
from extractors.english.cues import DENIALS, FORMS, LIGHT, STATES, Cue, Frame
from extractors.english.inverted import inverted, opening
from extractors.english.judging import by_agent, charge_before, verb_in_marks
from extractors.english.labels import read_label, trailing_label
from extractors.english.participles import participle
from extractors.english.phrases import apposition
from extractors.english.settling import settle
from extractors.english.speaking import MARKING, can_speak
from extractors.english.states import OPINIONS, is_state, read_intention, read_state
from extractors.english.subjects import main_subject, subject_of
from extractors.english.verbs import cue_at, goes_on, hearsay, is_predicate, light_cue_at, moved
from extractors.english.words import AUXILIARIES, words_of

_TRIGGERS = frozenset(FORMS) | frozenset(LIGHT) | STATES | OPINIONS | POSITIONS | VIEWS | {"according", "will"}
MOST = 20  # reporting verbs of one sentence; more is no prose


def find_attributions(clause: Clause) -> list[Attribution]:
    """Return the sentence's attributions in the order of their cues."""
    found: list[Attribution] = []
    if clause.words and clause.words[-1] == "?" and MASK not in clause.words:
        return []  # a question of the article's own
    label = read_label(clause)
    if label is not None:
        return [label]
    taken = -1
    for at in [n for n, word in enumerate(clause.words) if word in _TRIGGERS]:
        if at <= taken:
            continue
        word, last = clause.words[at], at
        attribution: Attribution | None = None
        if word in POSITIONS and (held := read_position(clause, at)) is not None:
            attribution = held
        elif word == "according" or word in VIEWS:
            attribution = read_according(clause, at)
        elif word in LIGHT and (light := light_cue_at(clause, at)) is not None:
            attribution, last = _by_verb(clause, at, light, found), light[1]
        elif word in FORMS and (chosen := cue_at(clause, at)) is not None:
            attribution = _by_verb(clause, at, chosen, found) or by_agent(clause, at, *chosen)
        if attribution is None and is_state(clause, at):
            attribution = read_state(clause, at, found)
        elif word == "will" and at < 6 and not found:
            attribution = read_intention(clause, at)
        if attribution is not None:
            found.append(attribution)
            taken = last
            if len(found) == MOST:
                break
    if not found and (label := trailing_label(clause)) is not None:
        return [label]
    if len(found) == 1 and found[0].at == 0 and found[0].cue in MARKING and MASK not in clause.words:
        return []  # "Highlighting their bond, the two have met forty times": what a reporter makes of a deed
    return settle(clause, _with_quotations(clause, found) if MASK in clause.words else found)


def _with_quotations(clause: Clause, found: list[Attribution]) -> list[Attribution]:
    """Add a reporting clause for each quotation that no verb has taken."""
    for at, word in enumerate(clause.words):
        if word != MASK or len(found) >= MOST:
            continue
        begin = clause.spans[at][0]
        if any(a.content[0] <= begin < a.content[1] for a in found):
            continue
        made = clause_behind(clause, at) or clause_before(clause, at) or verb_in_marks(clause, at)
        if made is not None:
            found = [*(a for a in found if a.at != made.at), made]
    return sorted(found, key=lambda attribution: attribution.at)


# ---------------------------------------------------------------- verbs


def _by_verb(clause: Clause, at: int, chosen: tuple[Cue, int], before: list[Attribution]) -> Attribution | None:
    cue, last = chosen
    if not is_predicate(clause, at, cue):
        return None
    if not cue.finite:
        return participle(clause, at, last, cue, before)
    return _finite(clause, at, last, cue, before)


def _finite(clause: Clause, at: int, last: int, cue: Cue, before: list[Attribution]) -> Attribution | None:
    head, negated, possible = skip_back(clause, at - 1)
    if word_at(clause, at - 1) == "to":
        head = skip_back(clause, max(goes_on(clause, at), hearsay(clause, at)) - 1)[0]
    if possible or (negated and (cue.frame is not Frame.THINK or cue.lemma in _WISHES)):
        return None
    if cue.lemma in ("decline", "refuse") and word_at(clause, last + 2) in _SILENCE:
        return None
    if cue.lemma == "answer" and not _QUESTIONS.isdisjoint(clause.words[last + 1 : last + 4]):
        return None
    if "nor" in clause.words[max(0, at - 4) : at]:
        return None  # ", nor did Beijing support it"
    if cue.lemma in _EDITORS and word_at(clause, head) == "we":
        return None  # "We remind you that": the outlet speaks to its readers
    turned = inverted(clause, at, last, cue, head) or opening(clause, at, cue)
    if turned is not None:
        return turned
    led = moved(clause, at) if word_at(clause, at - 1) == "to" else -1
    source, extra, inherited = ((led + 1, at - 2), None, False) if led > 0 else subject_of(clause, head, [a.at for a in before])
    if source is None and not inherited and word_at(clause, head) in ("and", "but", "instead", "then"):
        source = main_subject(clause, at)
        extra = apposition(clause, source[1]) if source else None
    if source is None and not (inherited and _in_one_tense(clause, before[-1], at, cue)):
        return None
    source = _whose_statement(clause, source)
    if source is not None and not can_speak(clause, source, cue):
        return None
    if cue.lemma == "put it" and clause.words[0] == "as":
        cue = replace(cue, lemma="say")  # "As Wang put it, the war must end"
    if cue.lemma in DENIALS and source is not None and (charge := charge_before(clause, source, at)) is not None:
        return charge
    made = with_content(clause, at, last, cue, source, extra, inherited)
    if made is None:
        return None
    opened = word_at(clause, made.source[0] - 1) if made.source else ""
    ends = word_at(clause, head) in ("who", "which", "that") or (opened in ("which", "whom", "who") and made.side == "right")
    if word_at(clause, head) in ("who", "which") and made.source is not None:
        made = replace(made, pronoun=head)
    return _relative(clause, made) if ends else made


def _whose_statement(clause: Clause, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """ "in response to Trump's statement that he hopes", "an interview with Rutte, in which he said": he is whose words it is."""
    at = source[0] if source else 0
    if at < 3 or clause.words[at] not in ("he", "she", "they"):
        return source
    if clause.words[at - 1] == "that":
        place = at - 2
    elif clause.words[at - 1] == "which" and clause.words[at - 2] == "in":
        place = next((n for n in range(at - 3, max(at - 12, 0), -1) if clause.words[n] in _STATEMENTS | _APPEARANCES), 0)
    else:
        return source
    if clause.words[place] not in _STATEMENTS | _APPEARANCES or place < 1:
        return source
    owner = next((n for n in (place - 1, place - 2) if n >= 0 and clause.words[n].endswith("'s")), place)
    if owner < place:
        return (owner, owner) if clause.capital[owner] else source
    named = clause.words[place + 1] in (("with",) if clause.words[place] == "interview" else ("by", "of", "from")) and clause.capital[place + 2]
    last = next(n for n in range(place + 2, at) if not clause.capital[n + 1]) if named else 0
    return (place + 2, last) if named else source


_QUESTIONS = frozenset(("question", "questions", "queries"))
_STATEMENTS = words_of("statement remark remarks claim comment comments announcement assertion promise pledge call hope")
_APPEARANCES = words_of("speech interview address post message letter article video tweet conference briefing podcast testimony")


def _in_one_tense(clause: Clause, before: Attribution, at: int, cue: Cue) -> bool:
    """ "She says he met Novak and asked for more": a past behind a present is part of what is said."""
    earlier = FORMS.get(clause.words[before.at], ())
    if word_at(clause, at + 1) == "that" or MASK in clause.words[at + 1 : at + 3] or word_at(clause, at - 1) == "to":
        return True
    plain = all(clause.words[n - 1] not in AUXILIARIES for n in (before.at, at))
    spoken = before.frame in (Frame.SAY, Frame.TELL) and bool(earlier) and earlier[0][1].finite and before.side == "right"
    return not (plain and spoken and earlier[0][1].past != cue.past and clause.words[at] not in ("read", "put"))


def _relative(clause: Clause, made: Attribution) -> Attribution:
    """A relative clause ends with its comma."""
    comma = next(
        (
            b
            for word, (a, b) in zip(clause.words, clause.spans, strict=True)
            if word == "," and made.content[0] < a < made.content[1]
        ),
        made.content[1] + 1,
    )
    return replace(made, content=(made.content[0], min(made.content[1], comma - 1)), relative=True)


_SILENCE = words_of("comment say answer confirm give provide discuss elaborate speculate name specify disclose identify")
_WISHES = frozenset(("want", "plan", "intend", "know", "hope", "wish", "seek", "aim", "call", "describe", "label", "brand", "dub", "refer to"))
_EDITORS = frozenset(("remind", "recall", "report", "write"))
