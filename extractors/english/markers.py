"""Attributions without a finite verb of saying: "according to", labels, states of mind, intentions."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.english.attribution import Attribution
from extractors.english.circumstances import skip_back
from extractors.english.clauses import (
    BREAKS,
    COMMAS,
    SENTENCE_END,
    Clause,
    apposition,
    looks_finite,
    phrase_left,
    phrase_right,
    word_at,
)
from extractors.english.content import trailing_content
from extractors.english.cues import FORMS, Cue, Frame
from extractors.english.left import left_content
from extractors.english.places import SIDE_OF
from extractors.english.subjects import can_speak, subject_of
from extractors.english.words import BE, CLAUSE_WORDS, MEDIA, MEDIA_NOUNS, PREPOSITIONS, words_of


def read_label(clause: Clause) -> Attribution | None:
    """ "China's foreign ministry: "..."": a label in front of a quotation, or a name in front of a clause."""
    colon = next((n for n, word in enumerate(clause.words[:10]) if word == ":"), 0)
    if not 0 < colon < len(clause.words) - 2 + (len(clause.words) == colon + 2):
        return None
    if clause.words[0] in _HEADINGS and colon == 1:
        return None
    if _is_dateline(clause, colon):
        return None
    source = phrase_left(clause, colon - 1)
    if clause.words[0] == "quote" and colon == 1 and clause.is_quote(2) and looks_finite(clause.words[3:]):
        return None  # "Quote: "...," Fu said.": the clause behind tells who
    if clause.words[0] == "quote" and colon == 1:  # under "Source: China's Foreign Ministry"
        return Attribution(colon, ":", Frame.SAY, None, None, clause.span(2, len(clause.words) - 1), "right") if clause.is_quote(2) else None
    if clause.words[0] == "quote" and word_at(clause, 1) in ("from", "by"):
        source = (0, colon - 1)
    if (
        source is None
        or source[0] != 0
        or looks_finite([w for n, w in enumerate(clause.words[:colon]) if not clause.capital[n]])
    ):
        return None
    end = len(clause.words) - 1
    while end > colon + 1 and clause.words[end] in SENTENCE_END:
        end -= 1
    if not clause.is_quote(colon + 1):
        of_a_side = any(w.removesuffix("'s") in SIDE_OF for w in clause.words[:colon])
        bare = not _LABELS.isdisjoint(clause.words[:colon]) if of_a_side else all(clause.capital[:colon]) and colon <= 3
        if clause.words[colon - 1] in _RUBRICS:
            return None
        if not bare or "".join(clause.words[:colon]).isupper() or not looks_finite(clause.words[colon + 1 :]):
            return None
    if clause.words[0] == "quote":
        source = (2, colon - 1)
    return Attribution(colon, ":", Frame.SAY, source, None, clause.span(colon + 1, end), "right")


def trailing_label(clause: Clause) -> Attribution | None:
    """ "Talks the only way out: Chinese envoy": a headline names behind its last colon or dash whose words they are."""
    sign = max((n for n, word in enumerate(clause.words) if word in _BEFORE_LABELS), default=0)
    last = len(clause.words) - 1
    source = phrase_right(clause, sign + 1) if 3 < sign < last else None
    if source is None or source[1] != last or last - sign > _LONGEST_LABEL:
        return None
    named = not _LABELS.isdisjoint(clause.words[sign:]) or (clause.words[sign] == ":" and all(clause.capital[sign + 1 :]))
    return Attribution(sign, ":", Frame.SAY, source, None, clause.span(0, sign - 1), "left") if named else None


_BEFORE_LABELS = frozenset((":", "–", "—", "-"))
_LONGEST_LABEL = 8  # words


def _is_dateline(clause: Clause, colon: int) -> bool:
    """ "MUNICH: Chinese Foreign Minister Wang Yi said": the place above an article speaks to nobody."""
    place = clause.text[clause.start : clause.spans[colon][0]]
    return place.isupper() and not clause.text[: clause.start].strip() and not clause.is_quote(colon + 1)


_LABELS = words_of("ministry mfa embassy mission spokesperson spokesman spokeswoman president minister fm envoy ambassador premier government")
_HEADINGS = frozenset(("details", "background", "reminder", "source", "addition", "updated", "note"))  # of a portal's items
_RUBRICS = words_of("""
    diplomacy fighting politics aid weapons arms sanctions military economy energy trade security background context
    reaction reactions analysis talks negotiations defence defense humanitarian prisoners ceasefire elsewhere update
""")  # what a paragraph of a survey is about


def read_quoted_as_saying(
    clause: Clause, at: int
) -> tuple[tuple[int, int], tuple[int, int] | None, int] | None:
    """Return source, apposition and start of "Xi was quoted as saying" and of "Xinhua quoted Xi as saying"."""
    verb = next(
        (
            n
            for n in range(at - 2, max(-1, at - 12), -1)
            if clause.words[n] in ("quoted", "cited", "quotes", "cites")
        ),
        -1,
    )
    if verb < 0:
        return None
    source, extra, _ = subject_of(clause, skip_back(clause, verb - 1)[0], [])
    begin = source[0] if source else verb
    if verb == at - 2:
        return (source, extra, begin) if source else None
    if source is None or (source[0] == source[1] and clause.words[source[0]] in SIDE_OF) or not _PASSING_ON.isdisjoint(clause.words[source[0] : source[1] + 1]):
        return (verb + 1, at - 2), None, begin
    return source, extra, begin


# who only hands another's words on when quoting them
_PASSING_ON = (
    MEDIA
    | MEDIA_NOUNS
    | {
        "statement",
        "readout",
        "transcript",
        "release",
        "report",
        "communique",
        "notice",
        "ministry",
        "embassy",
        "china",
        "beijing",
        "chinese",
        "channel",
        "broadcaster",
        "outlet",
        "website",
        "site",
        "paper",
        "account",
        "summary",
    }
)


def _says(clause: Clause, at: int) -> bool:
    cues = FORMS.get(word_at(clause, at))
    return cues is not None and cues[0][1].finite and not cues[0][1].noun


def read_according(clause: Clause, at: int) -> Attribution | None:
    """ "according to the ministry": the content stands before it, or behind it at the sentence's head."""
    if clause.words[at] in VIEWS:
        return _read_in_words(clause, at)
    source = phrase_right(clause, at + 2) if word_at(clause, at + 1) == "to" else None
    if source is None or clause.words[source[1]] in _NO_SOURCES:
        return None
    carried = word_at(clause, at - 1) == "," and _says(clause, at - 2)
    if carried and word_at(clause, source[1] + 1) not in SENTENCE_END | {""}:
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
    left = left_content(clause, at - 1) if at > 2 or clause.is_quote(0) else None
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
        if extra is not None and extra[0] > close:
            extra = None  # what is told, no apposition
        return Attribution(at, "according to", Frame.SAY, source, extra, content, "right")
    if word_at(clause, source[1] + 1) == ":" and source[1] + 3 < len(clause.words):
        left = left[0], _end(clause)  # "China has one goal, according to Wang: to end the war"
    return Attribution(at, "according to", Frame.SAY, source, extra, left, "left")


VIEWS = frozenset(("words", "view", "opinion", "eyes", "judgment", "judgement"))
_NO_SOURCES = frozenset(("law", "laws", "charter", "principle", "principles", "rules", "schedule", "constitution", "conditions"))


def _read_in_words(clause: Clause, at: int) -> Attribution | None:
    """ "In his words, the shelling goes on", "In the view of Beijing, ...": whose words they are opens the sentence."""
    if at == 2 and clause.words[:2] == ("in", "the") and word_at(clause, 3) == "of":
        source = phrase_right(clause, 4)
        closed = source is not None and word_at(clause, source[1] + 1) == "," and source[1] + 3 < len(clause.words)
        return Attribution(at, "according to", Frame.SAY, source, None, (clause.spans[source[1] + 2][0], _end(clause)), "right") if source and closed else None
    if not 1 < at < 7 or clause.words[0] != "in" or word_at(clause, at + 1) != "," or at + 4 > len(clause.words):
        return None
    owner = (1, at - 1)
    named = (at == 2 and clause.words[1] in ("his", "her", "their", "its")) or clause.words[at - 1].endswith(("'s", "s'"))
    if not named or "other" in clause.words[1:at]:
        return None
    return Attribution(at, "according to", Frame.SAY, owner, None, (clause.spans[at + 2][0], _end(clause)), "right")


def _end(clause: Clause) -> int:
    """Return where the sentence's last word ends."""
    last = len(clause.words) - 1
    while last > 0 and clause.words[last] in SENTENCE_END:
        last -= 1
    return clause.spans[last][1]


POSITIONS = frozenset(("position", "stance", "view", "line", "message", "stand", "attitude", "opinion", "conviction", "principle"))
_BEING = BE | {"remains", "remained", "has"}
_PLAIN = frozenset(("clear", "consistent", "simple", "unchanged", "unequivocal", "firm", "and", "very", "always", "been", "remained", "also"))


def read_position(clause: Clause, at: int) -> Attribution | None:
    """ "China's position on Ukraine is that", "The message from Beijing was clear: ...": a side's view, told as such."""
    words = clause.words
    verb = next((n for n in range(at + 1, min(at + 12, len(words))) if words[n] in _BEING), -1)
    source = phrase_left(clause, at) if verb > 0 and BREAKS.isdisjoint(words[at + 1 : verb]) else None
    if source is None or words[source[0] - 1 : source[0]] not in ((), (",",)) or (verb > at + 1 and words[at + 1] not in PREPOSITIONS):
        return None
    behind = next(n for n in range(verb + 1, len(words) + 1) if word_at(clause, n) not in _PLAIN)
    whose = words[at + 1] in ("of", "from")  # else "China's", "Chinese" stands before it
    if word_at(clause, behind) not in ("that", ":") or behind + 2 >= len(words) or words[behind + 1] == "of" or (at == source[0] and not whose):
        return None
    begin = at if "clear" in words[verb:behind] or "consistent" in words[verb:behind] else behind + 1
    owner = (source[0], verb - 1 if whose else at - 1)
    return Attribution(at, "hold", Frame.THINK, owner, None, (clause.spans[begin][0], _end(clause)), "right")


OPINIONS = frozenset(("view", "opinion", "belief"))  # "China is of the view that"
STAYING = frozenset(("remains", "remained", "remain", "stands", "stood", "stand", "stays", "stayed"))  # "remains convinced"
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
    end = len(clause.words) - 1
    while end > at and clause.words[end] in SENTENCE_END | COMMAS:
        end -= 1
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


def _contracted(clause: Clause, at: int) -> Attribution:
    """ "he's worried": the pronoun stands in the same token as its verb."""
    end = len(clause.words) - 1
    while end > at and clause.words[end] in SENTENCE_END | COMMAS:
        end -= 1
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
    end = len(clause.words) - 1
    while end > at and clause.words[end] in SENTENCE_END | COMMAS:
        end -= 1
    return Attribution(at, "will", Frame.STANCE, source, None, clause.span(at, end), "right")
