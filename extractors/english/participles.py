"""Participles that report: "..., adding that", "quoted Xi as saying", "with its envoy saying"."""

from __future__ import annotations

from extractors.english.attribution import Attribution
from extractors.english.circumstances import skip_back
from extractors.english.clauses import COMMAS, MASK, Clause, word_at
from extractors.english.content import with_content
from extractors.english.cues import Cue, Frame
from extractors.english.left import left_content
from extractors.english.outlets import PASSING_ON
from extractors.english.places import SIDE_OF
from extractors.english.speaking import can_speak
from extractors.english.subjects import main_subject, subject_of
from extractors.english.words import AUXILIARIES, DAYS, PAPERS, is_ing, words_of


def participle(
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
        return with_content(clause, at, last, cue, source, extra, inherited) if ok else None
    if not (
        previous in COMMAS
        or previous == MASK
        or previous in ("while", "whilst", "and", "by", "before", "after", "or", "but", "when")
        or (previous == "without" and cue.frame in (Frame.SAY, Frame.TELL))  # "without inviting Kyiv" is no call
        or at == 0
    ):
        written = _written_on(clause, at, last, cue)
        if written is not None:
            return with_content(clause, at, last, cue, written, None, False)
        own = _with_subject(clause, at) or _published(clause, at, cue)
        return (
            with_content(clause, at, last, cue, own, None, False)
            if own and can_speak(clause, own, cue)
            else None
        )
    if at == 0 and cue.lemma in _OPENING:
        return None
    inherited = bool(before) and not _in_while(clause, at, before[-1])
    source = None if inherited else main_subject(clause, at)
    if not inherited and (source is None or not can_speak(clause, source, cue)):
        return None
    return with_content(clause, at, last, cue, source, None, inherited)


def _in_while(clause: Clause, at: int, last: Attribution) -> bool:
    """ "While the West has condemned it, China has stood aside, calling for": who condemned it calls for nothing."""
    subject = main_subject(clause, at) if clause.words[0] in _ASIDE else None
    return subject is not None and subject[0] > last.at


_ASIDE = words_of("while whilst although though whereas as after since")


def _quoted(clause: Clause, at: int, last: int, cue: Cue) -> Attribution | None:
    """ "..., Xinhua quoted Xi as saying": the words stand before the outlet, or behind "saying"."""
    found = _quoted_as_saying(clause, at)
    if found is None:
        return None
    source, extra, begin = found
    made = with_content(clause, at, last, cue, source, extra, False)
    quoted_before = clause.is_quote(begin - 1) or clause.is_quote(begin - 2)
    if made is not None and (made.side == "left" or not quoted_before):
        return made
    left = left_content(clause, begin - 1)
    return Attribution(at, cue.lemma, cue.frame, source, extra, left, "left") if left else made


def _quoted_as_saying(
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
    if source is None or (source[0] == source[1] and clause.words[source[0]] in SIDE_OF) or not PASSING_ON.isdisjoint(clause.words[source[0] : source[1] + 1]):
        return (verb + 1, at - 2), None, begin
    return source, extra, begin


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
    if cue.frame not in (Frame.CALL, Frame.SAY) or clause.words[at - 1].removesuffix("s") not in _ISSUED:
        return None
    issued = next((n for n in range(at - 2, -1, -1) if clause.words[n] in _ISSUES), 0)
    return main_subject(clause, at) if issued else None


def _written_on(clause: Clause, at: int, last: int, cue: Cue) -> tuple[int, int] | None:
    """ "sent supporters a message saying: "...": a quotation on something that the sentence's subject sends, holds or puts out."""
    behind = last + 1 + (word_at(clause, last + 1) in (":", ","))
    if not clause.is_quote(behind) or cue.lemma not in ("say", "read", "state", "declare", "ask", "call"):
        return None
    return main_subject(clause, at)


_ISSUES = words_of("issue issues issued publish publishes published release releases released unveil unveils unveiled present presents presented adopt adopted sign signed")
_ISSUED = PAPERS | {"position", "initiative"}
_SAYINGS = words_of("remarks comments statements statement comment remark speech words post")
_OPENING = words_of("comment respond reply answer write react")  # "Commenting on the talks, she said"
