"""Find who is reported to say what in one sentence: cue, source and content, by the grammar of news English."""

from __future__ import annotations

from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.beside_quotes import clause_before, clause_behind
from extractors.english.clauses import (
    COMMAS,
    MASK,
    SENTENCE_END,
    Clause,
    apposition,
    phrase_right,
    skip_back,
    word_at,
)
from extractors.english.content import left_content, resumed, right_content, skip_addressee, trailing_content
from extractors.english.cues import FORMS, QUOTE_ONLY, STATES, Cue, Frame
from extractors.english.markers import (
    read_according,
    read_intention,
    read_label,
    read_quoted_as_saying,
    read_state,
)
from extractors.english.places import SIDE_OF
from extractors.english.settling import settle
from extractors.english.subjects import across_commas, can_speak, has_head, has_name, main_subject, subject_of
from extractors.english.verbs import cue_at, goes_on, hearsay, is_predicate
from extractors.english.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    words_of,
)

_BEFORE_STATES = BE | {
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
_TRIGGERS = frozenset(FORMS) | STATES | {"according", "words", "will"}
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
        word = clause.words[at]
        attribution: Attribution | None = None
        if word in ("according", "words"):
            attribution = read_according(clause, at)
        elif word in FORMS:
            attribution = _by_verb(clause, at, found)
        if attribution is None and word in STATES and (
            word_at(clause, at - 1) in _BEFORE_STATES or word_at(clause, at - 1) in _CONTRACTED
        ):
            attribution = read_state(clause, at, found)
        elif word == "will" and at < 6 and not found:
            attribution = read_intention(clause, at)
        if attribution is not None:
            found.append(attribution)
            taken = at
            if len(found) == MOST:
                break
    return settle(clause, _with_quotations(clause, found) if MASK in clause.words else found)


def _with_quotations(clause: Clause, found: list[Attribution]) -> list[Attribution]:
    """Add a reporting clause for each quotation that no verb has taken."""
    for at, word in enumerate(clause.words):
        if word != MASK or len(found) >= MOST:
            continue
        begin = clause.spans[at][0]
        if any(a.content[0] <= begin < a.content[1] for a in found):
            continue
        made = clause_behind(clause, at) or clause_before(clause, at)
        if made is not None:
            found = [*(a for a in found if a.at != made.at), made]
    return sorted(found, key=lambda attribution: attribution.at)


# ---------------------------------------------------------------- verbs


def _by_verb(clause: Clause, at: int, before: list[Attribution]) -> Attribution | None:
    chosen = cue_at(clause, at)
    if chosen is None:
        return None
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
    inverted = _inverted(clause, at, last, cue, head) or _opening(clause, at, cue)
    if inverted is not None:
        return inverted
    source, extra, inherited = subject_of(clause, head, [a.at for a in before])
    if source is None and not inherited and word_at(clause, head) in ("and", "but", "instead", "then"):
        source = main_subject(clause, at)
    if source is None and not inherited:
        return None
    if source is not None and not can_speak(clause, source, cue):
        return None
    made = _with_content(clause, at, last, cue, source, extra, inherited)
    if made is None:
        return None
    opened = word_at(clause, made.source[0] - 1) if made.source else ""
    ends = word_at(clause, head) in ("who", "which", "that") or (opened in ("which", "whom", "who") and made.side == "right")
    if word_at(clause, head) in ("who", "which") and made.source is not None:
        made = replace(made, pronoun=head)
    return _relative(clause, made) if ends else made


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


def _inverted(clause: Clause, at: int, last: int, cue: Cue, head: int) -> Attribution | None:
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
    subject = phrase_right(clause, last + 1)
    if subject is None or not _plausible_right(clause, subject, cue):
        return None
    content = left_content(clause, at - 1)
    if content is None:
        return None
    content = (content[0], resumed(clause, content[1], subject[1] + 1))
    subject = _named_later(clause, subject) or subject
    extra = apposition(clause, subject[1])
    return Attribution(at, cue.lemma, cue.frame, subject, extra, content, "left")


def _opening(clause: Clause, at: int, cue: Cue) -> Attribution | None:
    """ "Said Novak, who is the mayor: "..."": the verb opens the sentence, its subject follows, then the quotation."""
    subject = phrase_right(clause, at + 1) if at == 0 and cue.past and cue.frame is Frame.SAY else None
    if subject is None or not has_name(clause, *subject):
        return None
    quote = next((n for n in range(subject[1] + 2, min(subject[1] + 30, len(clause.words))) if clause.is_quote(n)), -1)
    if quote < 0 or clause.words[quote - 1] not in (",", ":"):
        return None
    content = clause.spans[quote][0], clause.spans[_last_of(clause)][1]
    return Attribution(at, cue.lemma, cue.frame, subject, apposition(clause, subject[1]), content, "right")


def _last_of(clause: Clause) -> int:
    last = len(clause.words) - 1
    while last > 0 and clause.words[last] in SENTENCE_END:
        last -= 1
    return last


def _after_quote(clause: Clause, head: int, cue: Cue) -> bool:
    """ "- We want peace - assured the minister." """
    return cue.lemma in ("assure", "convince", "inform", "remind", "explain") and (
        clause.is_quote(head) or clause.is_quote(head - 1)
    )


def _closes_apposition(clause: Clause, comma: int) -> bool:
    """ "Yun Sun, director of the program, said Beijing ...": the subject with its apposition opens the sentence."""
    source, extra, _ = across_commas(clause, comma, [])
    if source is None or extra is None:
        return False
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


_INVERTED = frozenset(("think", "believe", "hope", "fear", "recall", "wonder", "predict"))
_TRAILING = frozenset(("find", "believe", "think", "hope", "fear", "show", "reckon"))
_FINDINGS = frozenset(("find", "show", "indicate", "reveal", "suggest", "conclude"))
_RESEARCH = words_of(
    "report study research poll survey data analysis investigation review figures documents records reports polls studies surveys numbers statistics"
)
_WISHES = frozenset(("want", "plan", "intend", "know", "hope", "wish", "seek", "aim", "describe", "label", "brand", "dub", "refer to"))
_OPENING = frozenset(
    ("comment", "respond", "reply", "answer", "write", "react")
)  # "Commenting on the talks, she said"
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
    trails = cue.frame in (Frame.SAY, Frame.TELL) or cue.lemma in _TRAILING
    research = source is not None and not _RESEARCH.isdisjoint(clause.words[source[0] : source[1] + 1])
    if trails and not inherited and source is not None and (research or cue.lemma != "show"):
        content = trailing_content(clause, source, start)
    if content is not None and cue.lemma in QUOTE_ONLY and not clause.quotes:
        content = None
    if content is not None:
        content = (content[0], resumed(clause, content[1], start))
    else:
        if research and cue.lemma in _FINDINGS:
            cue = replace(cue, lemma="say")  # what research finds is a clause
        side, content = "right", right_content(clause, start, cue)
    if content is None:
        return None
    hedged = not _HEDGES.isdisjoint(clause.words[max(0, at - 3) : at + 2])
    return Attribution(at, cue.lemma, cue.frame, source, extra, content, side, addressee, hedged, inherited)


def _with_subject(clause: Clause, at: int) -> tuple[int, int] | None:
    """ "with its envoy Geng Shuang saying": the participle has a subject of its own."""
    opening = next((n for n in range(at - 2, max(-1, at - 10), -1) if clause.words[n] in ("with", "by")), -1)
    if opening > 0 and clause.words[opening] == "by" and clause.words[opening - 1] not in _SAYINGS:
        return None
    return (opening + 1, at - 1) if opening >= 0 and not clause.words[at - 1].endswith("ing") else None


def _published(clause: Clause, at: int, cue: Cue) -> tuple[int, int] | None:
    """ "China and Brazil have issued a proposal calling for": who publishes words says them."""
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
        or previous in ("while", "whilst", "and", "by", "before", "after", "or", "but", "when", "without")
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
