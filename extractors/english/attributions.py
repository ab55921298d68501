"""Find who is reported to say what in one sentence: cue, source and content, by the grammar of news English."""

from __future__ import annotations

from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.beside_quotes import clause_before, clause_behind
from extractors.english.circumstances import skip_back
from extractors.english.clauses import (
    COMMAS,
    MASK,
    Clause,
    apposition,
    word_at,
)
from extractors.english.content import DENIALS, right_content, skip_addressee, trailing_content
from extractors.english.cues import FORMS, LIGHT, QUOTE_ONLY, STATES, Cue, Frame
from extractors.english.inverted import inverted, opening
from extractors.english.judging import by_agent, charge_before, verb_in_marks
from extractors.english.left import left_content, resumed
from extractors.english.markers import (
    OPINIONS,
    POSITIONS,
    STAYING,
    VIEWS,
    read_according,
    read_intention,
    read_label,
    read_position,
    read_quoted_as_saying,
    read_state,
    trailing_label,
)
from extractors.english.settling import settle
from extractors.english.subjects import can_speak, main_subject, subject_of
from extractors.english.verbs import cue_at, goes_on, hearsay, is_predicate, light_cue_at, moved
from extractors.english.words import (
    AUXILIARIES,
    BE,
    DAYS,
    is_ing,
    words_of,
)

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
        if attribution is None and _is_state(clause, at):
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
    return settle(clause, _with_quotations(clause, found) if MASK in clause.words else found)


def _is_state(clause: Clause, at: int) -> bool:
    """ "is deeply concerned", "they're sure", "is of the view"."""
    word, before = clause.words[at], word_at(clause, at - 1)
    if word in STATES:
        return before in _BEFORE_STATES or before in _CONTRACTED
    return word in OPINIONS and clause.words[at - 2 : at] == ("of", "the") and word_at(clause, at - 3) in BE


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
        return _participle(clause, at, last, cue, before)
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
    made = _with_content(clause, at, last, cue, source, extra, inherited)
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
_STATEMENTS = frozenset(("statement", "remark", "remarks", "claim", "comment", "comments", "announcement", "assertion", "promise", "pledge", "call", "hope"))
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


_SILENCE = frozenset(
    (
        "comment",
        "say",
        "answer",
        "confirm",
        "give",
        "provide",
        "discuss",
        "elaborate",
        "speculate",
        "name",
        "specify",
        "disclose",
        "identify",
    )
)


# ---------------------------------------------------------------- content


_TRAILING = frozenset(("find", "believe", "think", "hope", "fear", "show", "reckon"))
_FINDINGS = frozenset(("find", "show", "indicate", "reveal", "suggest", "conclude"))
_RESEARCH = words_of(
    "report study research poll survey data analysis investigation review figures documents records reports polls studies surveys numbers statistics"
)
_WISHES = frozenset(("want", "plan", "intend", "know", "hope", "wish", "seek", "aim", "describe", "label", "brand", "dub", "refer to"))
_OPENING = frozenset(
    ("comment", "respond", "reply", "answer", "write", "react")
)  # "Commenting on the talks, she said"
_EDITORS = frozenset(("remind", "recall", "report", "write"))
_HEDGES = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))


def _with_content(
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


_RUMOURED = frozenset(("said", "reported", "understood", "believed", "thought", "rumoured", "rumored", "alleged", "claimed", "known"))


def _with_subject(clause: Clause, at: int) -> tuple[int, int] | None:
    """ "with its envoy Geng Shuang saying": the participle has a subject of its own."""
    opening = next((n for n in range(at - 2, max(-1, at - 10), -1) if clause.words[n] in ("with", "by")), -1)
    if opening > 0 and clause.words[opening] == "by" and clause.words[opening - 1] not in _SAYINGS:
        return None
    return (opening + 1, at - 1) if opening >= 0 and not is_ing(clause.words[at - 1]) else None


def _published(clause: Clause, at: int, cue: Cue) -> tuple[int, int] | None:
    """ "China and Brazil have issued a proposal calling for": who publishes words says them."""
    while at > 2 and (clause.words[at - 1] in DAYS or clause.words[at - 1] == "on"):
        at -= 1
    if cue.frame not in (Frame.CALL, Frame.SAY) or clause.words[at - 1].removesuffix("s") not in _PAPERS:
        return None
    issued = next((n for n in range(at - 2, -1, -1) if clause.words[n] in _ISSUES), 0)
    return main_subject(clause, at) if issued else None


def _written_on(clause: Clause, at: int, last: int, cue: Cue) -> tuple[int, int] | None:
    """ "sent supporters a message saying: "...": a quotation on something that the sentence's subject sends, holds or puts out."""
    behind = last + 1 + (word_at(clause, last + 1) in (":", ","))
    if not clause.is_quote(behind) or cue.lemma not in ("say", "read", "state", "declare", "ask", "call"):
        return None
    return main_subject(clause, at)


_PAPERS = frozenset(("proposal", "statement", "document", "paper", "plan", "declaration", "communique", "position", "initiative"))
_ISSUES = words_of("issue issues issued publish publishes published release releases released unveil unveils unveiled present presents presented adopt adopted sign signed")
_SAYINGS = frozenset(
    ("remarks", "comments", "statements", "statement", "comment", "remark", "speech", "words", "post")
)


def _quoted(clause: Clause, at: int, last: int, cue: Cue) -> Attribution | None:
    """ "..., Xinhua quoted Xi as saying": the words stand before the outlet, or behind "saying"."""
    found = read_quoted_as_saying(clause, at)
    if found is None:
        return None
    source, extra, begin = found
    made = _with_content(clause, at, last, cue, source, extra, False)
    quoted_before = clause.is_quote(begin - 1) or clause.is_quote(begin - 2)
    if made is not None and (made.side == "left" or not quoted_before):
        return made
    left = left_content(clause, begin - 1)
    return Attribution(at, cue.lemma, cue.frame, source, extra, left, "left") if left else made


def _participle(
    clause: Clause, at: int, last: int, cue: Cue, before: list[Attribution]
) -> Attribution | None:
    """ "..., adding that": the source is that of the verb before, or the subject of the sentence."""
    previous = word_at(clause, at - 1)
    while previous.endswith("ly") or previous in ("also", "thereby", "instead", "further"):
        at -= 1
        previous = word_at(clause, at - 1)
    if previous == "as":
        return _quoted(clause, at, last, cue)
    if previous in AUXILIARIES and previous not in ("been",):
        head, negated, possible = skip_back(clause, at - 1)
        source, extra, inherited = subject_of(clause, head, [a.at for a in before])
        ok = (
            source is not None
            and not negated
            and not possible
            and cue.frame is not Frame.STANCE
            and can_speak(clause, source, cue)
        )
        return _with_content(clause, at, last, cue, source, extra, inherited) if ok else None
    if not (
        previous in COMMAS
        or previous == MASK
        or previous in ("while", "whilst", "and", "by", "before", "after", "or", "but", "when")
        or (previous == "without" and cue.frame in (Frame.SAY, Frame.TELL))  # "without inviting Kyiv" is no call
        or at == 0
    ):
        written = _written_on(clause, at, last, cue)
        if written is not None:
            return _with_content(clause, at, last, cue, written, None, False)
        own = _with_subject(clause, at) or _published(clause, at, cue)
        return (
            _with_content(clause, at, last, cue, own, None, False)
            if own and can_speak(clause, own, cue)
            else None
        )
    if at == 0 and cue.lemma in _OPENING:
        return None
    inherited = bool(before)
    source = None if inherited else main_subject(clause, at)
    if not inherited and (source is None or not can_speak(clause, source, cue)):
        return None
    return _with_content(clause, at, last, cue, source, None, inherited)
