"""Asked about it and did not say it: what a rung had answered every time a question named a formula, and now does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.records.changes import Shift, ShiftKind, ShiftStatus
from extractors.shifts.build import shift_of_alarm
from extractors.shifts.grades import omission_factor
from extractors.shifts.history import Answer, History, answers_of
from extractors.shifts.reading import Reading, rung
from extractors.shifts.series import Alarm

LEAST_ANSWERS = 3  # earlier answers that all had it, before its absence is worth a line in the digest
LATEST_ANSWERS = 6  # that are looked at: what was answered long ago is no promise


def find_unsaid(reading: Reading, history: History) -> tuple[Shift, ...]:
    """Return what these answers leave out although asked: shown in the digest, never pushed, since one answer is one answer."""
    answers = answers_of(reading, reading.renderings)
    said = {formula for answer in answers for formula in answer.formulas}  # to another question is said, too
    found: dict[str, Alarm] = {}
    for answer in answers:
        for alarm in _unsaid(answer, said, reading, history):
            found.setdefault(alarm.name, alarm)
    shifts = (shift_of_alarm(alarm, reading, history) for alarm in found.values())
    return tuple(replace(shift, pushes=False, status=ShiftStatus.CANDIDATE) for shift in shifts)


def _unsaid(answer: Answer, said: set[str], reading: Reading, history: History) -> Iterator[Alarm]:
    utterance = reading.utterance
    for asked in sorted(answer.asked):
        earlier = history.answers(asked, rung(utterance), reading.language, utterance.key)[-LATEST_ANSWERS:]
        if len(earlier) < LEAST_ANSWERS:
            continue
        always = set.intersection(*(set(one.formulas) for one in earlier))
        for formula in sorted(always - said):
            count, before = len(earlier), earlier[-1].formulas[formula]
            note = f"asked about {asked} and not said; in each of the last {count} answers to it, until {before.date}"
            factor = round(omission_factor(count, count, 1), 3)
            yield Alarm(ShiftKind.DROPPED, formula, "", factor, count, count, 1, before, note)
