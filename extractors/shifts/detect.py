"""What changed in the words of the watched side: shifts with their evidence, in groups of one alert each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b

from extractors.records.changes import Shift, ShiftKind, ShiftStatus, Utterance
from extractors.records.words import Level
from extractors.shifts.answers import find_unsaid
from extractors.shifts.build import shift_of_alarm, shift_of_finding, shift_of_line
from extractors.shifts.divergence import find_divergence
from extractors.shifts.formulas import TELLING_SLOTS, Finding, find_formulas, find_terms
from extractors.shifts.grades import Thresholds
from extractors.shifts.history import History, is_full, observe, series_of
from extractors.shifts.lines import Line, gather_lines
from extractors.shifts.reading import RANKS, Reading, best_readings, rung
from extractors.shifts.series import find_alarms, sheets_of
from extractors.utterances import bare, counterparts

HIGH_RUNGS = (Level.LEADER, Level.DOCUMENT, Level.PREMIER, Level.FOREIGN_MINISTER)
MEETING_RUNGS = (Level.LEADER,)  # whose first talk with a counterpart is news
SUMMIT = timedelta(days=1)
ALWAYS_SHOWN = 3  # lines of a pushed utterance that a reader sees whatever their score
TOLD = -99.0  # score of a finding whose words another line shows already: it names them, and needs no line of its own


def detect_shifts(
    utterances: Iterable[Utterance], history: History, thresholds: Thresholds | None = None
) -> tuple[Shift, ...]:
    """Return the shifts of new or grown utterances, in order of day and rung; `history` is left as it was."""
    limits = thresholds or Thresholds()
    together = History(base=history)  # the second of two utterances knows the first
    shifts: list[Shift] = []
    for utterance in sorted(utterances, key=lambda one: (one.said_on, RANKS[rung(one)], -_size(one), one.key)):  # the fullest first
        shifts += _untold(utterance, detect_in(utterance, together, limits), together, limits)
        together.add(utterance)
    return tuple(shifts)


def _size(utterance: Utterance) -> int:
    return max(len(rendering.statement.text) for rendering in utterance.renderings)


def _untold(
    utterance: Utterance, shifts: Sequence[Shift], history: History, thresholds: Thresholds
) -> Iterator[Shift]:
    """Yield what a grown utterance adds to what it told before: new shifts, and old ones that are confirmed now."""
    before = history.known(utterance.key)
    told = detect_in(before, history, thresholds) if before else ()
    by_key = {shift.key: shift for shift in told}
    for shift in shifts:
        old = by_key.get(shift.key) or _told_words(shift, told)
        if old is None or (shift.pushes and not old.pushes) or shift.status is not old.status:
            yield shift


def _told_words(shift: Shift, told: Sequence[Shift]) -> Shift | None:
    """Return the shift that told a reader these very words already, under whatever kind: a reprint is no second news."""
    words = bare(shift.after.text) if shift.after else ""
    shown = [old for old in told if old.after and words and words in bare(old.after.text)]
    return max(shown, key=lambda old: old.pushes, default=None)


def detect_in(utterance: Utterance, history: History, thresholds: Thresholds) -> tuple[Shift, ...]:
    """Return the shifts of one utterance against a history that is left as it was."""
    readings = [reading for reading in best_readings(utterance) if reading.substance]
    divergence = find_divergence(utterance, history)
    if not readings:
        return divergence
    reading = readings[0]
    findings = (*find_formulas(reading, history, thresholds), *find_terms(reading, history))
    shifts = _detect_reading(reading, findings, history)
    known = {shift.formula for shift in shifts}
    for other in readings[1:]:  # another language adds the formulas that the first one does not show
        more = [one for one in find_formulas(other, history, thresholds) if one.formula not in known]
        shifts += [shift_of_finding(one, other, history) for one in more]
    decided = _decide(shifts, findings, reading, history, thresholds)
    alarms = _alarms(reading, history, thresholds)
    told = {shift.formula for shift in alarms}
    unsaid = (shift for shift in find_unsaid(reading, history) if shift.formula not in told)
    return (*decided, *alarms, *unsaid, *divergence)


def _alarms(reading: Reading, history: History, thresholds: Thresholds) -> list[Shift]:
    """Return what the series of full texts shows at this utterance."""
    if not is_full(reading) or not reading.about_war or reading.passing:
        return []
    occasions = (*history.occasions(series_of(reading), reading.utterance.key), observe(reading))
    return [shift_of_alarm(alarm, reading, history) for alarm in find_alarms(sheets_of(occasions), thresholds)]


def _detect_reading(reading: Reading, findings: Sequence[Finding], history: History) -> list[Shift]:
    anchors = [(finding.start, finding.end) for finding in findings if finding.strength >= 1]
    lines = gather_lines(reading, history, anchors)
    shifts: list[Shift] = []
    told: set[int] = set()
    for line in lines:
        inside = [finding for finding in findings if _stands_in(finding, line)]
        told.update(id(finding) for finding in inside)
        shifts.append(shift_of_line(line, inside, reading, history))
    named = {(shift.kind, shift.formula, shift.term) for shift in shifts}
    rest = [one for one in findings if id(one) not in told or (one.kind, one.formula, one.term) not in named]
    made = [(shift_of_finding(finding, reading, history), id(finding) in told) for finding in rest]
    return [*shifts, *(replace(shift, score=TOLD) if shown else shift for shift, shown in made)]


def _stands_in(finding: Finding, line: Line) -> bool:
    if finding.rendering.document == line.rendering.document:
        return finding.start < line.wording.end and line.wording.start < finding.end
    statement = finding.rendering.statement  # another report of the same words
    words = bare(statement.text[finding.start - statement.start : finding.end - statement.start])
    return bool(words) and words in bare(line.wording.text)


# ------------------------------------------------------------ what is pushed


def _decide(
    shifts: list[Shift], findings: Sequence[Finding], reading: Reading, history: History, thresholds: Thresholds
) -> list[Shift]:
    """Order an utterance's shifts and say which are pushed; the rest goes to the digest."""
    ordered = sorted(shifts, key=lambda shift: (-shift.score, shift.after.start if shift.after else 0))
    occasion = _occasion_shifts(ordered, reading, history, thresholds)
    if not ordered or not _is_news(ordered[0], findings, occasion, reading, history, thresholds):
        return [*ordered, *occasion]
    confirmed = [shift for shift in ordered if shift.status is ShiftStatus.CONFIRMED]
    worth = [s for n, s in enumerate(confirmed) if s.score >= thresholds.line_score or (n < ALWAYS_SHOWN and s.score > TOLD)]
    pushed = {shift.key for shift in worth[: thresholds.lines]}
    shown = [replace(shift, pushes=shift.key in pushed) for shift in ordered]
    return [*shown, *(replace(shift, pushes=shift.status is ShiftStatus.CONFIRMED) for shift in occasion)]


def _is_news(
    first: Shift, findings: Sequence[Finding], occasion: Sequence[Shift], reading: Reading, history: History, thresholds: Thresholds
) -> bool:
    """Tell whether an utterance is worth an alert of its own."""
    if not reading.about_war:
        return False
    level = rung(reading.utterance)
    if reading.passing:  # a party organ's mention counts even in passing, the first time
        return level is Level.DOCUMENT and any(shift.kind is ShiftKind.LEVEL for shift in occasion)
    if first.score < thresholds.worth_reading:
        return False
    births = sum(one.kind is ShiftKind.FIRST_USE and one.before is None for one in findings)
    weight = weigh(reading, history) + thresholds.first_use * births
    wanted = thresholds.weight_wanted(level in HIGH_RUNGS, history.with_substance(reading.rank))
    if weight >= wanted or (weight >= thresholds.telling_words and _made_news_lately(reading, history, wanted)):
        return True
    other_value = any(one.strength >= 3 and one.slot in TELLING_SLOTS for one in findings)
    if first.score >= thresholds.telling_line and (weight >= thresholds.telling_words or other_value):
        return True
    settled = thresholds.new_value_chance
    return bool(occasion) or any(one.strength >= 3 and one.chance_of_new <= settled for one in findings)


def _made_news_lately(reading: Reading, history: History, wanted: float) -> bool:
    """Tell whether this leader said something new to somebody else a day before or less: at a summit each talk completes the others."""
    utterance, level = reading.utterance, rung(reading.utterance)
    if level not in MEETING_RUNGS:
        return False
    lately = utterance.said_on - SUMMIT
    others = (one for one in history.since(lately) if one.key != utterance.key and lately <= one.said_on <= utterance.said_on)
    same = (one for one in others if rung(one) is level)
    return any(other.about_war and weigh(other, history) >= wanted for one in same for other in best_readings(one)[:1])


def weigh(reading: Reading, history: History) -> float:
    """Return the weight of the words that this rung, or a higher one, had never used."""
    return history.weigh(reading.words, reading.language, reading.rank, reading.utterance.key)


def _occasion_shifts(
    shifts: Sequence[Shift], reading: Reading, history: History, thresholds: Thresholds
) -> list[Shift]:
    """Return the shifts that the occasion itself makes: a rung speaks for the first time, a leader to a new counterpart."""
    utterance, level = reading.utterance, rung(reading.utterance)
    if not shifts or not reading.about_war:
        return []
    first = shifts[0]
    made = []
    telling = level is Level.DOCUMENT or weigh(reading, history) >= thresholds.telling_words
    if telling and not history.spoke(level, utterance.key, utterance.said_on):
        note = "the first words of substance from this rung"
        made.append(_occasion_shift(first, ShiftKind.LEVEL, note))
    if (
        level in MEETING_RUNGS
        and any(not history.met(level, one, utterance.key) for one in counterparts(utterance.counterpart or ""))
        and weigh(reading, history) >= thresholds.new_counterpart
        and not reading.passing
    ):
        made.append(_occasion_shift(first, ShiftKind.AUDIENCE, f"the first words on this to {utterance.counterpart}"))
    return made


def _occasion_shift(first: Shift, kind: ShiftKind, note: str) -> Shift:
    return replace(
        first,
        key=blake2b(f"{kind}|{first.utterance}".encode(), digest_size=10).hexdigest(),
        kind=kind,
        before=None,
        formula=None,
        term=None,
        slot=None,
        evidence=replace(first.evidence, note=note),
        score=0.0,
    )
