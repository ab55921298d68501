"""Find who is reported to say what in one sentence: cue, source and content, by the grammar of news English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.english_clauses import (
    BREAKS,
    COMMAS,
    MASK,
    SENTENCE_END,
    Clause,
    apposition,
    looks_finite,
    phrase_left,
    phrase_right,
    skip_back,
    word_at,
)
from extractors.english_content import left_content, right_content, skip_addressee, trailing_content
from extractors.english_cues import FORMS, STATES, Cue, Frame
from extractors.english_subjects import can_speak, main_subject, subject_of
from extractors.english_verbs import cue_at, is_predicate
from extractors.english_words import (
    AUXILIARIES,
    BE,
    CLAUSE_WORDS,
    DETERMINERS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words reported in a sentence; spans are offsets in the text, `at` the cue's token."""

    at: int
    cue: str
    frame: Frame
    source: tuple[int, int] | None  # tokens of the source phrase
    apposition: tuple[int, int] | None
    content: tuple[int, int]  # offsets
    side: str  # where the content stands: "left", "right", "both"
    addressee: tuple[int, int] | None = None  # tokens
    hedged: bool = False  # "reportedly"
    inherited: bool = False  # the source is that of the attribution before it
    past: bool = True


def find_attributions(clause: Clause) -> list[Attribution]:
    """Return the sentence's attributions in the order of their cues."""
    found: list[Attribution] = []
    taken = -1
    for at, word in enumerate(clause.words):
        if at <= taken:
            continue
        attribution: Attribution | None = None
        if word == "according" and word_at(clause, at + 1) == "to":
            attribution = _according(clause, at)
        elif word in FORMS:
            attribution = _by_verb(clause, at, found)
        elif word in STATES and word_at(clause, at - 1) in BE | {
            "not",
            "deeply",
            "very",
            "also",
            "still",
            "extremely",
            "seriously",
            "highly",
            "gravely",
        }:
            attribution = _by_state(clause, at, found)
        elif word == "will" and at < 6 and not found:
            attribution = _by_intention(clause, at)
        if attribution is not None:
            found.append(attribution)
            taken = at
    return _settle(clause, found)


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
        head = skip_back(clause, at - 3)[0]
    if possible or (negated and cue.frame in (Frame.SAY, Frame.TELL, Frame.STANCE)):
        return None
    inverted = _inverted(clause, at, last, cue, head)
    if inverted is not None:
        return inverted
    source, extra, inherited = subject_of(clause, head, [a.at for a in before])
    if source is None and not inherited and word_at(clause, head) in ("and", "but", "instead", "then"):
        source = main_subject(clause, at)
    if source is None and not inherited:
        return None
    if source is not None and not can_speak(clause, source, cue):
        return None
    return _with_content(clause, at, last, cue, source, extra, inherited)


# ---------------------------------------------------------------- content


def _inverted(clause: Clause, at: int, last: int, cue: Cue, head: int) -> Attribution | None:
    """ "...," said Wang. The subject stands behind the verb, the content before it."""
    if cue.frame not in (Frame.SAY, Frame.TELL, Frame.THINK) or (
        last != at and cue.lemma not in ("point out", "go on")
    ):
        return None
    if head >= 0 and not (clause.words[head] in COMMAS or clause.is_quote(head)):
        return None
    if skip_back(clause, at - 1)[0] != at - 1 and not clause.is_quote(head):
        return None
    subject = phrase_right(clause, last + 1)
    if subject is None or not _plausible_right(clause, subject, cue):
        return None
    content = left_content(clause, at - 1)
    if content is None:
        return None
    extra = apposition(clause, subject[1])
    return Attribution(at, cue.lemma, cue.frame, subject, extra, content, "left", past=cue.past)


def _plausible_right(clause: Clause, subject: tuple[int, int], cue: Cue) -> bool:
    """A subject behind the verb ends the clause, or a phrase of time, place or apposition follows it."""
    after = word_at(clause, subject[1] + 1)
    if not (
        clause.capital[subject[0]]
        or clause.words[subject[0]] in DETERMINERS
        or clause.words[subject[0]] in PRONOUNS
        or clause.words[subject[0]] in PERSON_NOUNS
    ):
        return False
    if cue.frame is Frame.THINK and clause.words[subject[0]] in DETERMINERS:
        return False
    if after in AUXILIARIES or (after in FORMS and FORMS[after][0][1].finite and after not in PREPOSITIONS):
        return False
    return not (after.endswith("ed") and after not in ("united",))


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
    hedged = any(
        w in ("reportedly", "allegedly", "purportedly", "supposedly")
        for w in clause.words[max(0, at - 3) : at + 2]
    )
    start, addressee = skip_addressee(clause, last + 1, cue)
    base = Attribution(
        at, cue.lemma, cue.frame, source, extra, (0, 0), "right", addressee, hedged, inherited, cue.past
    )
    if cue.frame in (Frame.SAY, Frame.TELL) and not inherited and source is not None:
        left = trailing_content(clause, source, start)
        if left is not None:
            return replace(base, content=left, side="left")
    right = right_content(clause, start, cue)
    return replace(base, content=right) if right is not None else None


def _participle(
    clause: Clause, at: int, last: int, cue: Cue, before: list[Attribution]
) -> Attribution | None:
    """ "..., adding that": the source is that of the verb before, or the subject of the sentence."""
    previous = word_at(clause, at - 1)
    while previous.endswith("ly") or previous in ("also", "thereby", "instead", "further"):
        at -= 1
        previous = word_at(clause, at - 1)
    if previous == "as" and word_at(clause, at - 2) in ("quoted", "cited"):
        return _quoted_as_saying(clause, at, last, cue)
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
        return None
    inherited = bool(before)
    source = None if inherited else main_subject(clause, at)
    if not inherited and (source is None or not can_speak(clause, source, cue)):
        return None
    return _with_content(clause, at, last, cue, source, None, inherited)


def _quoted_as_saying(clause: Clause, at: int, last: int, cue: Cue) -> Attribution | None:
    head = skip_back(clause, at - 3)[0]
    source, extra, _ = subject_of(clause, head, [])
    if source is None and word_at(clause, head) in ("cited", "quoted"):
        return None
    if source is None:
        return None
    return _with_content(clause, at, last, cue, source, extra, False)


# ---------------------------------------------------------------- other cues


def _according(clause: Clause, at: int) -> Attribution | None:
    source = phrase_right(clause, at + 2)
    if source is None or (word_at(clause, at - 1) == "," and word_at(clause, at - 2) in FORMS):
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
    left = left_content(clause, at - 1) if at > 2 else None
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
        end = len(clause.words) - 1
        while end > close + 1 and clause.words[end] in SENTENCE_END:
            end -= 1
        content = clause.span(close + 1, end)
        return Attribution(at, "according to", Frame.SAY, source, extra, content, "right", past=False)
    return Attribution(at, "according to", Frame.SAY, source, extra, left, "left", past=False)


def _by_state(clause: Clause, at: int, before: Sequence[Attribution]) -> Attribution | None:
    """ "China is deeply concerned over": a state that a side is said to be in."""
    word, after = clause.words[at], word_at(clause, at + 1)
    if after not in ("that", "to", "about", "over", "at", "by", "with", "in", "for", "of") and word not in (
        "against",
    ):
        return None
    head, negated, possible = skip_back(clause, at - 1)
    if possible or (
        negated and word not in ("open", "against", "willing", "ready", "convinced", "sure", "optimistic")
    ):
        return None
    source = (
        phrase_left(clause, head)
        if head >= 0 and clause.words[head] not in BREAKS and clause.words[head] not in CLAUSE_WORDS
        else None
    )
    inherited = source is None and word_at(clause, head) in ("and", ",", "but") and bool(before)
    if source is None and not inherited:
        return None
    cue = Cue("be " + word, Frame.THINK, True, False)
    if source is not None and not can_speak(clause, source, cue):
        return None
    end = len(clause.words) - 1
    while end > at and clause.words[end] in SENTENCE_END | COMMAS:
        end -= 1
    return Attribution(
        at,
        cue.lemma,
        Frame.THINK,
        source,
        None,
        clause.span(at, end),
        "right",
        inherited=inherited,
        past=False,
    )


_SPEAKING_STATES = frozenset(("china", "beijing", "side", "russia", "moscow", "ukraine", "kyiv"))
_INTENTIONS = frozenset(
    (
        "continue",
        "work",
        "play",
        "make",
        "keep",
        "support",
        "uphold",
        "stand",
        "never",
        "not",
        "always",
        "firmly",
        "remain",
        "promote",
        "push",
    )
)


def _by_intention(clause: Clause, at: int) -> Attribution | None:
    """ "China will continue to ...": a side's declared intention, reported without a verb of saying."""
    source = phrase_left(clause, at - 1)
    if (
        source is None
        or clause.words[source[1]] not in _SPEAKING_STATES
        or word_at(clause, at + 1) not in _INTENTIONS
    ):
        return None
    end = len(clause.words) - 1
    while end > at and clause.words[end] in SENTENCE_END | COMMAS:
        end -= 1
    return Attribution(at, "will", Frame.STANCE, source, None, clause.span(at, end), "right", past=False)


# ---------------------------------------------------------------- settling


def _settle(clause: Clause, found: list[Attribution]) -> list[Attribution]:
    """Cut a content where the next reporting clause with its own source begins."""
    out: list[Attribution] = []
    found = [a for a in found if not _in_lead_in(clause, a, found)]
    for number, attribution in enumerate(found):
        begin, end = attribution.content
        if attribution.side == "right":
            for later in found[number + 1 :]:
                cut = _cut(clause, attribution, later)
                if cut is not None and begin < cut < end:
                    end = cut
                    break
        out.append(replace(attribution, content=(begin, end)))
    return out


def _in_lead_in(clause: Clause, attribution: Attribution, found: list[Attribution]) -> bool:
    """ "Asked whether China is willing to ..., Wang said": what an opening clause mentions is not reported by it."""
    if attribution.source is None or attribution.side == "left" or clause.words[0] not in _OPENINGS:
        return False
    for later in found:
        if (
            later.at > attribution.at
            and later.source
            and later.side == "right"
            and later.frame is not Frame.THINK
        ):
            comma = later.source[0] - 1
            return (
                attribution.at < comma
                and clause.words[comma] == ","
                and "," not in clause.words[: attribution.source[0]]
            )
    return False


_OPENINGS = frozenset(
    (
        "asked",
        "when",
        "while",
        "although",
        "though",
        "as",
        "since",
        "if",
        "whether",
        "because",
        "after",
        "before",
    )
)


def _cut(clause: Clause, first: Attribution, later: Attribution) -> int | None:
    """Return where the later reporting clause begins if it is outside the first one's content."""
    if later.cue == "according to" and later.side == "left":
        return (
            clause.spans[later.at - 1][0] if clause.words[later.at - 1] == "," else clause.spans[later.at][0]
        )
    if later.inherited:
        before = later.at - 1
        while (
            before > first.at
            and clause.words[before] not in COMMAS
            and clause.words[before] not in ("and", "but", "while")
        ):
            before -= 1
        return clause.spans[before][0] if before > first.at else None
    if later.source is None:
        return None
    at = min(later.source[0], later.at) - 1
    if later.side == "left":
        return clause.spans[at][0] if later.content[0] <= clause.spans[first.at][0] else None
    if clause.words[at] in ("but", "while", "though", "although", "whereas", "whilst", ";"):
        return clause.spans[at][0]
    if clause.words[at] == "after" or (clause.words[at] == "as" and clause.words[at - 1] == ","):
        return clause.spans[at][0]
    return None
