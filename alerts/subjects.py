"""Subjects that say it all in ninety characters."""

from __future__ import annotations

from alerts.inert import SUBJECT_LENGTH, one_line, shorten, subject_line
from alerts.match import nearest_rendering, words_in
from alerts.names import LEVELS, called
from extractors.records.changes import Shift, ShiftKind, Utterance
from extractors.records.pages import SourceReport
from extractors.redline import Mark, Piece, Redline, redline

LONGEST_CHANGE = 36
LONGEST_WORDS = 48
ROOM_FOR_WORDS = 24  # letters; rather than fewer, the counterpart or the level is left out
REDLINED = frozenset({ShiftKind.WORDING, ShiftKind.TERM, ShiftKind.EDITED})

WHAT = {
    ShiftKind.NEW_WORDING: "New wording",
    ShiftKind.FIRST_USE: "First use",
    ShiftKind.WORDING: "Wording changed",
    ShiftKind.DROPPED: "Left out",
    ShiftKind.TERM: "Term changed",
    ShiftKind.LEVEL: "New level",
    ShiftKind.AUDIENCE: "New audience",
    ShiftKind.EDITED: "Page edited",
    ShiftKind.DIVERGENCE: "Readouts differ",
}
STATES = {
    "ok": "read well",
    "unchanged": "nothing new",
    "empty": "a good page without entries",
    "not_a_feed": "the answer is no feed",
    "soft_404": "the page says it is gone",
    "gone": "its address is gone",
    "blocked": "we are blocked",
    "rate_limited": "asked to slow down",
    "unreachable": "unreachable",
    "truncated": "the answer is cut off",
    "wrong_encoding": "wrongly decoded",
    "stale": "nothing for longer than usual",
    "undated": "no dates to be found",
    "window_rolled_over": "entries may have been missed",
    "refused": "refused by our own guard",
}


def shift_subject(shift: Shift, together: int = 1) -> str:
    """Return, for instance, `Wording changed: “dialogue” → “talks” · Wang Yi · 2026-11-20`."""
    others = together - 1 + max(0, len(_changes_in(shift)) - 1)
    more = f" (+{others} more)" if others else ""
    who = " · ".join((called(shift.speaker, shift.level), shift.as_of.isoformat()))
    return _fitted(f"{WHAT[shift.kind]}: ", matter(shift), f"{more} · {who}")


def statement_subject(utterance: Utterance, *, further: bool = False) -> str:
    """Return, for instance, `China on Ukraine: “…” · Geng Shuang, UN mission · 2026-11-20`."""
    speaker = utterance.speaker
    who = called(speaker.name, speaker.level)
    level = f", {LEVELS[speaker.level]}" if speaker.level and LEVELS[speaker.level] not in who else ""
    to = f" to {utterance.counterpart}" if utterance.counterpart else ""
    head = f"China on Ukraine{', more' if further else ''}: “"
    day = f" · {utterance.said_on.isoformat()}"
    tails = [f"” · {who}{rest}{day}" for rest in (f"{level}{to}", to, level, "")]
    tail = next((tail for tail in tails if SUBJECT_LENGTH - len(head) - len(tail) >= ROOM_FOR_WORDS), tails[-1])
    return _fitted(head, words_of(utterance), tail)


def source_subject(report: SourceReport, word: str) -> str:
    """Return what happened to a source, for operators."""
    state = STATES.get(report.state.value, report.state.value)
    return subject_line(f"Source {'is back' if word == 'back' else 'needs a look'}: {report.source}: {state}")


def matter(shift: Shift) -> str:
    """Return what a shift is about: the changed words where they are short, else the formula or term."""
    changed = _changed_words(shift)
    named = (shift.formula or shift.term or "").replace("_", " ")
    if changed:
        return changed
    if named:
        return named
    wording = next((one for one in (shift.after, shift.before) if one and one.text.strip()), None)
    if wording is None:
        return shift.stratum
    gone = " gone" if shift.kind is ShiftKind.EDITED and wording is shift.before else ""
    return f"“{shorten(one_line(wording.text), LONGEST_WORDS)}”{gone}"


def words_of(utterance: Utterance) -> str:
    """Return the attributed words of the rendering nearest to the speaker's mouth."""
    return words_in(nearest_rendering(utterance).statement) if utterance.renderings else ""


def _changed_words(shift: Shift) -> str:
    """Return the first replacement of a redline, else its first change, where it is short enough for a subject."""
    changes = _changes_in(shift)
    old, new = next((change for change in changes if all(change)), changes[0] if changes else ("", ""))
    if not 0 < max(len(old), len(new)) <= LONGEST_CHANGE:
        return ""
    return f"“{old}” → “{new}”" if old and new else f"“{new}” added" if new else f"“{old}” gone"


def _changes_in(shift: Shift) -> list[tuple[str, str]]:
    """Return the changes that a redline shows, in order; none where a redline is not what the shift is about."""
    before, after = shift.before, shift.after
    if shift.kind not in REDLINED or before is None or after is None or before.text == after.text:
        return []
    return _changes(redline(one_line(before.text), one_line(after.text), after.language))


def _changes(shown: Redline) -> list[tuple[str, str]]:
    """Return what was struck and what is new, place by place."""
    changes: list[tuple[str, str]] = []
    struck = ""
    for piece in (*shown.pieces, Piece("", Mark.SAME)):
        if piece.mark is Mark.STRUCK:
            struck = piece.text.strip()
        elif piece.mark is Mark.NEW:
            changes.append((struck, piece.text.strip()))
            struck = ""
        elif struck:
            changes.append((struck, ""))
            struck = ""
    return [change for change in changes if any(letter.isalnum() for side in change for letter in side)]


def _fitted(head: str, middle: str, tail: str) -> str:
    """Join so that the frame stays and the middle is what gets cut."""
    tail = one_line(tail) if tail.strip() == tail else " " + one_line(tail)
    room = SUBJECT_LENGTH - len(one_line(head)) - 1 - len(tail)
    if room < 12:
        return subject_line(head + middle + tail)
    return shorten(head + shorten(one_line(middle), room) + tail, SUBJECT_LENGTH)
