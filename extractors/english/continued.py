"""Which of the reports of an article are one statement: a quotation that goes on, a side's stance in its speaker's voice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.english.cues import Frame
from extractors.english.places import SIDE_OF
from extractors.english.report import Report


def joined_reports(text: str, reports: Sequence[Report], parts: bool) -> list[Report]:
    """Join what goes on in one voice; with `parts` only quotations."""
    joined: list[Report] = []
    for report in reports:
        at = _begun(joined, report)
        if joined and _continues(text, joined[at], report, parts):
            joined[at] = _continued(joined[at], report)
        else:
            joined.append(report)
    if parts:
        return [_without_clause(text, report) for report in joined]
    return [_as_spoken(text, *pair) for pair in itertools.pairwise((*joined, None))]


_LEAST = 0.5  # of a content, or it is more reporting clause than quotation
_MOST = 0.55  # of a content, so that either reading of a parted quotation finds the larger part in it


def _without_clause(text: str, report: Report) -> Report:
    """ ""...," she said. "..."": the content is the longer part, without the reporting clause, where that is most of it."""
    begin, end = report.content
    found = [(max(a, begin), min(b, end)) for a, b in report.quotes if a < end and b > begin]
    inside = [q for n, q in enumerate(found) if n in (0, len(found) - 1) or _is_ended(text, q)]  # no term of the reporting clause
    gaps = [n for n in range(1, len(inside)) if sum(map(str.isalpha, text[inside[n - 1][1] : inside[n][0]])) > 1]
    parted = all(_is_ended(text, inside[n - 1]) for n in gaps)  # else it is words of the speaker's that part them
    if not gaps or not parted or inside[0][0] - begin > 2 or end - inside[-1][1] > 2:
        return report
    cuts = [0, *gaps, len(inside)]
    pieces = [_with_marks(text, report.content, inside[a][0], inside[b - 1][1]) for a, b in itertools.pairwise(cuts)]
    first, last = max(pieces, key=lambda piece: piece[1] - piece[0])
    longer, words = last - first, sum(piece[1] - piece[0] for piece in pieces)
    alone = longer >= _MOST * (end - begin) or words < _LEAST * (end - begin)
    return replace(report, content=(first, last)) if alone else report


def _is_ended(text: str, quote: tuple[int, int]) -> bool:
    """Tell whether a quotation ends as one does in front of its reporting clause."""
    return text[quote[1] - 1] in ",.?!…-–—"


def _with_marks(text: str, content: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Take the marks around quoted words into them."""
    return (
        max(content[0], start - 1 - text.startswith("''", start - 2)),
        min(content[1], end + 1 + text.startswith("''", end)),
    )


def _begun(joined: list[Report], report: Report) -> int:
    """Return which report a quotation goes on from: the sentence's last that opens with one or quotes, not one about its speaker."""
    if not report.orphan or not joined:
        return -1
    same = [n for n in range(-1, -min(len(joined), 6) - 1, -1) if joined[n].end == joined[-1].end]
    quoting = [n for n in same if any(joined[n].content[0] <= q[0] < joined[n].content[1] for q in joined[n].quotes)]
    spoken = (n for n in quoting if joined[n].frame in (Frame.SAY, Frame.TELL) and _ends_with_quote(joined[n]))
    return next(spoken, next(iter(quoting), -1))


def _ends_with_quote(report: Report) -> bool:
    return any(0 <= report.content[1] - end <= 2 for _, end in report.quotes)


def _continues(text: str, first: Report, report: Report, parts: bool) -> bool:
    """A quotation goes on under its attribution; a side's stance goes on in its speaker's voice."""
    paragraph = max(first.paragraph, first.goes_to)
    if report.goes_on:
        listed = report.paragraph == paragraph + 1 and LINE.match(text, report.start) is not None
        return (paragraph == report.paragraph or listed) and not text[first.end : report.start].strip()
    if report.orphan and paragraph == report.paragraph and first.quotes:
        gap = text[first.end : report.start]
        return not gap.strip() and text[report.start : report.content[0] + 1].strip("“\"'‘«-– ") == ""
    if report.orphan and report.paragraph == paragraph + 1:
        whole = parts and report.whole and not text[first.end : report.start].strip()
        return first.open_quote or whole
    same_side = (
        not parts
        and first.voice.person
        and first.voice.speaker.acts_for
        and report.voice.speaker.acts_for == first.voice.speaker.acts_for
    )
    return bool(
        same_side and _is_bare_state(report) and not report.voice.person and report.paragraph == paragraph and (report.frame in (Frame.STANCE, Frame.THINK, Frame.CALL) or report.cue in _HOLDS)
        and not text[first.end : report.start].strip() and report.voice.speaker.official_id == (first.voice.speaker.acts_for or "").lower()
    )  # fmt: skip


LINE = re.compile(r"[•·▪●◦*–—-]\s[^\n]*[^\n.!?;:”\"](?:\n|$)")  # a point that is no sentence
_HOLDS = frozenset(("maintain", "insist", "reaffirm", "affirm", "reiterate"))
_IN_ITS_NAME = re.compile(r"(?:China|Beijing|[Tt]he Chinese side),? (?:\w+,? ){0,3}(?:urges|calls|opposes|supports|welcomes|hopes|believes|maintains|insists|reaffirms|reiterates|advocates|condemns|rejects|regrets|is)\b")


def _as_spoken(text: str, report: Report | None, then: Report | None) -> Report:
    """ "China once again urges calm. It is vital to talk, he said.": what the state urges is what its official says in the same breath."""
    assert report is not None
    if then is None or report.voice.person or not then.voice.person or report.paragraph != then.paragraph or then.start != then.content[0]:
        return report
    same = report.voice.speaker.acts_for == then.voice.speaker.acts_for == "China" and _IN_ITS_NAME.match(text, report.start) is not None and not then.goes_on
    told = report.frame in (Frame.STANCE, Frame.THINK, Frame.CALL) or report.cue in _HOLDS
    return replace(report, voice=then.voice) if same and told and not text[report.end : then.start].strip() else report


def _is_bare_state(report: Report) -> bool:
    return re.sub(r"^the | (?:side|government)$", "", report.voice.speaker.as_written.lower()) in SIDE_OF


def _continued(first: Report, report: Report) -> Report:
    return replace(
        first, end=report.end, content=(first.content[0], max(first.content[1], report.content[1])),
        quotes=first.quotes + report.quotes, open_quote=report.open_quote, goes_to=report.paragraph,
    )  # fmt: skip
