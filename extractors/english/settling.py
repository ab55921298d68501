"""Which of a sentence's attributions stand, and where each content ends."""

from __future__ import annotations

from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.clauses import COMMAS, Clause, last_sign
from extractors.english.cues import Frame
from extractors.english.subjects import JUDGED
from extractors.english.verbs import MOVING
from extractors.english.words import PRONOUNS, words_of


def settle(clause: Clause, found: list[Attribution]) -> list[Attribution]:
    """Cut a content where the next reporting clause with its own source begins."""
    out: list[Attribution] = []
    found = [a for a in found if not _in_lead_in(clause, a, found) and not _reaches_over(clause, a, found)]
    for number, attribution in enumerate(found):
        begin, end = attribution.content
        if attribution.side == "right":
            for later in found[number + 1 :]:
                cut = _cut(clause, attribution, later)
                if cut is not None and begin < cut < end:
                    end = cut
                    break
        while end > begin + 1 and clause.text[end - 1] in " ,;\n\xa0":
            end -= 1
        out.append(
            attribution if (begin, end) == attribution.content else replace(attribution, content=(begin, end))
        )
    return out


def _reaches_over(clause: Clause, attribution: Attribution, found: list[Attribution]) -> bool:
    """ "who elaborated on the plan China has put forward, the leader wrote": the leader's clause is none of who elaborated."""
    main = next((a for a in found if a.at > attribution.at and a.source and clause.spans[a.source[0]][0] == attribution.content[0]), None)
    between = main is not None and main.source is not None and any(attribution.at < a.at < main.source[0] and a.source for a in found)
    return between and attribution.side == "right"


def _in_lead_in(clause: Clause, attribution: Attribution, found: list[Attribution]) -> bool:
    """ "Asked whether China is willing to ..., Wang said": what an opening clause mentions is not reported by it."""
    if attribution.source is None or attribution.side == "left":
        return False
    if _is_asked(clause):
        return _before_answer(clause, attribution, found)
    if not _opens_aside(clause) or (clause.words[0] in _CONTRASTS and attribution.frame is not Frame.THINK):
        return False  # "While Xi urged calm, Novak called for arms": each says his own
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


_ASKED = words_of("asked question questions responding commenting answering response reply")


def _is_asked(clause: Clause) -> bool:
    """ "When asked about", "In response to a question on", "Commenting on"."""
    return clause.words[0] in _ASKED or (clause.words[0] in ("when", "in") and not _ASKED.isdisjoint(clause.words[1:3]))


def _before_answer(clause: Clause, attribution: Attribution, found: list[Attribution]) -> bool:
    """What the question tells of others stands before the comma, behind which the one who is asked speaks."""
    for later in found:
        if later.at > attribution.at and later.source and later.frame is not Frame.THINK and later.side == "right":
            comma = later.source[0] - 1
            relative = clause.words[attribution.source[0] - 1] == "," if attribution.source else True
            if attribution.at < comma and clause.words[comma] == "," and not relative:
                return True
    return False


_OPENINGS = words_of("asked when while although though as since if whether because after before")


def _opens_aside(clause: Clause) -> bool:
    """ "When Kyiv asked", "A day after Kyiv said": a clause of its own stands in front of the main one."""
    return clause.words[0] in _OPENINGS or (clause.words[0] in _SPANS and not _AFTER.isdisjoint(clause.words[1:4]))


_SPANS = words_of("a one two three four five several days hours weeks months years shortly soon just hardly moments the")
_AFTER = frozenset(("after", "before"))
_CONTRASTS = words_of("while although though")
_PARTING = frozenset((",", ";", "-", "–", "—", "―", "which", "whom"))
_MARKS = frozenset("“\"„«'‘")


def _cut(clause: Clause, first: Attribution, later: Attribution) -> int | None:
    """Return where the later reporting clause begins if it is outside the first one's content."""
    if later.side == "left" and clause.text[later.content[0] - 1] == "(" and first.content[0] < later.content[0]:
        return later.content[0] - 1  # "He asks for more ("We need it," he wrote)"
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
            and not clause.is_quote(before)
        ):
            before -= 1
        if before <= first.at:
            return None
        return clause.spans[before][clause.is_quote(before)]
    if later.source is None:
        return None
    at = min(later.source[0], later.at) - 1
    begins = later.content[0]
    if first.content[0] < begins < first.content[1] and clause.text[begins] in _MARKS:
        if later.side == "left" and clause.text[:begins].rstrip()[-1:] in ":–—-":
            return begins  # "laments the tasks: "...," he said"
        if later.side == "right" and later.frame in (Frame.SAY, Frame.TELL):
            if clause.words[at] in _PARTING:
                return clause.spans[at][0]  # "..., to which she replied: "...""
            if clause.is_quote(at) and last_sign(clause, at) == ",":
                return clause.spans[at][1]
    if later.side == "left":
        return clause.spans[at][0] if later.content[0] <= clause.spans[first.at][0] else None
    spoken = first.frame in (Frame.SAY, Frame.TELL) and later.frame in (Frame.SAY, Frame.TELL)
    if spoken and clause.words[at] == "and" and clause.words[at - 1] == "," and clause.words[later.source[0]] not in PRONOUNS:
        return clause.spans[at][0]  # "Wang said talks were useful, and the envoy said they would go on"
    if clause.words[at] == "," and _opens_aside(clause) and later.frame is not Frame.THINK and "," not in clause.words[first.at : at]:
        return clause.spans[at][0]  # "While the West condemned it, China stood aside, calling for"
    if clause.words[at] in JUDGED and clause.words[at - 2] == ",":
        return clause.spans[at - 2][0]  # ", a charge China rejected"
    if clause.words[at] in MOVING:
        return clause.spans[at - 1 - (clause.words[at - 2] == ",")][0]  # ", which led the ministry to declare"
    if clause.words[at] in ("but", "yet", "while", "though", "although", "whereas", "whilst", ";"):
        return clause.spans[at][0]
    if clause.words[at] == "by" and at > 1 and clause.words[at - 2] in ("after", "following"):
        return clause.spans[at - 2][0]  # "after remarks by"
    if clause.words[at] == "after" or (clause.words[at] == "as" and clause.words[at - 1] == ","):
        return clause.spans[at][0]
    return None
