"""Quotation marks of English news: every style, nested, running over paragraphs, and dashes for speech."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"‘’'`&](?:(?<=')'(?!')|(?<=&)(?:ldquo|rdquo|quot|#8220|#8221|#34);|(?<!&))")
_OPENERS = {"“", "„", "«", "&ldquo;", "&#8220;", "``"}
_CLOSERS = {"”", "»", "&rdquo;", "&#8221;"}
_STRAIGHT = {'"', "&quot;", "&#34;", "''"}
_CONTRACTED = re.compile(r"(?:s|t|re|ve|ll|d|m|em|n|til|tis|twas|cause|\d0s)\b", re.IGNORECASE)
_SAYING = (
    r"(?:sa(?:id|ys|ying)|add(?:s|ed)|emphasi[sz]e[sd]|stress(?:es|ed)|announce[sd]|assess(?:es|ed)|note[sd]|claim(?:s|ed)|"
    r"explain(?:s|ed)|believes?|conclude[sd]|warn(?:s|ed)|admit(?:s|ted)|wrote|writes|argue[sd]|declare[sd]|reports?|"
    r"reported|asked|asks|answer(?:s|ed)|repl(?:ies|ied)|comment(?:s|ed)|state[sd]|point(?:s|ed) out|recall(?:s|ed)|"
    r"convince[sd]|assure[sd]|estimate[sd]|reminds?|reminded|informs?|informed|appeal(?:s|ed)|thinks|told)"
)
_DASHED = re.compile(
    r"(?=[ \t–—-])(?:^|(?<=[.!?:”\"\n]))[ \t]*[-–—][ \t]?(?=[A-Z“\"(])(.{15,1500}?)(?=[ \t]*[-–—,\"”]*[ \t]*[-–—\"”][ \t]*"
    rf"(?:(?:he|she|they|it|the [\w ]{{1,40}}|(?:[A-Z][\w.]+ ){{1,4}}){{0,1}} ?)?{_SAYING}\b)",
    re.MULTILINE,
)


_WHO = r"(?:(?:the )?[\w’' ]{0,40}[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}|he|she|the \w+(?: \w+)?)"
_SIGNED = re.compile(  # a paragraph without marks: We hope for talks - Mao Ning said at a briefing.
    rf"([A-Z][^\n]{{30,1500}}?)[ \t]([-–—])[ \t]{_WHO} {_SAYING}\b[^.!?\n]{{0,140}}[.!?]?"
)
_CLAUSE = (
    rf"(?:{_WHO} (?:{_SAYING}|reads)|{_SAYING} (?:the |an? )?[A-Za-z][\w’', -]{{2,90}})"
    r"(?:,? (?:at|in|on|during|to|after|while|when|as|commenting|answering|responding|adding|speaking|about|today|yesterday)\b[^.!?\n]{0,140})?[.!?]?"
)
SIGNATURE = re.compile(rf"[-–—]\s?{_CLAUSE}")  # a portal sets the reporting clause of a paragraph without marks below it
_SIGNED_BELOW = re.compile(rf"([A-Z][^\n]{{20,1500}}?[.,]?)(?:\s*\n\s*|(?<=[.,]) )([-–—])\s?{_CLAUSE}")
LED_IN = re.compile(rf"[^\n“”\"]*\b{_SAYING}:\s*\n\s*([A-Z][^\n]{{30,1500}})")  # or above it, in front of a colon


_DASH = re.compile(r"[-–—]")
_OWNING = re.compile(r"(?<=[A-Za-z])\"s(?= [a-z])")  # China"s efforts: an apostrophe, as some portals spell it


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: where its words stand, its marks included in `outer`, and whether it is closed."""

    start: int
    end: int
    outer: tuple[int, int]
    closed: bool = True


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """Find the outermost quotations of a paragraph; one that is not closed runs to the paragraph's end."""
    dash = _DASH.search(text, start, end)
    dashed = [] if dash is None else [
        Quote(m.start(1), m.end(1), (m.start(), m.end())) for m in _DASHED.finditer(text, start, end) if m[1].count('"') % 2 == 0
    ]  # a dash in mid-sentence runs into the next quotation
    marks = [mark for mark in _MARK.finditer(text, start, end) if not (mark.group() == '"' and _OWNING.match(text, mark.start()))]
    double = any(mark.group() not in "'’‘`" for mark in marks)
    signed = None if double or dashed else _signed(text, start, end, dash is not None)
    if signed is not None:
        return [signed]
    if not marks:
        return dashed
    found = _pair(text, marks, start, end)
    if not dashed:
        return found
    kept = [q for q in found if not any(d.start <= q.start and q.start < d.end for d in dashed)]
    return sorted(kept + dashed, key=lambda q: q.start)


def _signed(text: str, start: int, end: int, dash: bool) -> Quote | None:
    """Return the paragraph without marks that a reporting clause behind a dash, or above it, makes a quotation; the dash closes it."""
    found = (dash and (_SIGNED.fullmatch(text, start, end) or _SIGNED_BELOW.fullmatch(text, start, end))) or LED_IN.fullmatch(text, start, end)
    return Quote(found.start(1), found.end(1), (found.start(1), found.end(found.re.groups))) if found else None


def _pair(text: str, marks: list[re.Match[str]], start: int, end: int, nests: bool = True) -> list[Quote]:
    """Pair marks; a straight mark that can only open, inside straight ones, opens a quotation in the quotation."""
    found: list[Quote] = []
    inside = False
    opened: re.Match[str] | None = None
    nested = 0  # curly marks inside straight ones
    for mark in marks:
        if opened is None:
            if _opens(text, mark, start):
                opened, nested = mark, 0
        elif opened.group() == '"' and mark.group() == "“" and text[mark.start() - 1].isspace():
            nested += 1
        elif nests and opened.group() == '"' and mark.group() == '"' and _only_opens(text, mark):
            nested, inside = nested + 1, True
        elif nested and (mark.group() == "”" or (inside and mark.group() == '"')):
            nested -= 1
        elif _closes(text, mark, opened, end):
            if mark.start() > opened.end():
                found.append(Quote(opened.end(), mark.start(), (opened.start(), mark.end())))
            opened = None
    if opened is not None and inside:
        return _pair(text, marks, start, end, nests=False)
    if opened is not None:
        found += _unclosed(text, opened, marks, end)
    return found


def _only_opens(text: str, mark: re.Match[str]) -> bool:
    """A mark behind a space and before a capital letter or a figure, in mid-sentence."""
    before = text[: mark.start()].rstrip()[-1:]
    return text[mark.start() - 1].isspace() and text[mark.end() : mark.end() + 1].isalnum() and before.isalnum()


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    sign, at = mark.group(), mark.start()
    if sign in _OPENERS:
        return True
    if sign in _CLOSERS:
        return sign == "”" and at == start and text[at + 1 : at + 2].isalnum()  # mistyped
    before = text[at - 1] if at > start else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    free = before.isspace() or before in '([{—–-:/.,;“"' or (before in "!?" and sign in _STRAIGHT)
    if sign in _STRAIGHT:
        return not after.isspace() and (free or not before.isalnum())
    if sign == "’" or not (free and (after.isalnum() or after in "[(…$.£€")):
        return False
    if sign == "‘":
        return True
    return not _CONTRACTED.match(text, mark.end())


def _closes(text: str, mark: re.Match[str], opened: re.Match[str], end: int) -> bool:
    first, sign = opened.group(), mark.group()
    after = text[mark.end()] if mark.end() < end else " "
    if first in ("‘", "'", "`"):
        return sign in ("’", "'") and not after.isalnum() and mark.start() - opened.end() > 1
    if first == "“" or first == "&ldquo;":
        mistyped = sign in _STRAIGHT or (sign == "“" and not text[mark.start() - 1].isspace())
        return sign in _CLOSERS or (mistyped and not after.isalnum())
    if first == "«":
        return sign == "»"
    if sign in _CLOSERS:
        return True
    before = text[mark.start() - 1]
    return sign in _STRAIGHT | {"“"} and (not before.isspace() or not after.isalnum())


def _unclosed(text: str, opened: re.Match[str], marks: list[re.Match[str]], end: int) -> list[Quote]:
    """A double mark at a paragraph's start goes on in the next one; a single mark was an apostrophe."""
    if opened.group() in ("‘", "'", "`"):
        later = [m for m in marks if m.start() > opened.start()]
        return _pair(text, later, opened.end(), end) if later else []
    return [Quote(opened.end(), end, (opened.start(), end), closed=False)]
