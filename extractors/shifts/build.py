"""Findings, lines and alarms made into shifts, each with its evidence, grade and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from rapidfuzz import fuzz

from extractors.records.changes import Evidence, Rendering, Shift, ShiftKind, ShiftStatus, Utterance, Wording
from extractors.shifts.formulas import TELLING_SLOTS, Finding
from extractors.shifts.grades import check_explanations, grade_of, independent_sources, status_of
from extractors.shifts.history import History, series_of
from extractors.shifts.lines import Line, score_line
from extractors.shifts.novelty import longest_line
from extractors.shifts.reading import Reading, counted, rung, stratum, wording_of
from extractors.shifts.series import Alarm
from extractors.shifts.substance import compare_strength

VARIANT = 50.0  # similarity from which a line is a variant of its nearest, so that their verbs can be compared
FINDING_UNITS = 5.0  # characters of new wording that a finding of strength 1 is worth in the order of lines


def shift_of_line(line: Line, findings: Sequence[Finding], reading: Reading, history: History) -> Shift:
    """Make a line a shift; the strongest finding in it names its kind."""
    first = max(findings, key=lambda finding: finding.strength, default=None)
    news = any(finding.kind is ShiftKind.FIRST_USE for finding in findings)
    score = score_line(line, first_use=news, telling=any(finding.slot in TELLING_SLOTS for finding in findings))
    if first is None or first.strength < 1:
        evidence = Evidence(note=_strength_note(line, reading))
        shift = _shift(ShiftKind.NEW_WORDING, line.wording, line.rendering, reading, history, evidence)
        return replace(shift, before=line.near.wording if line.near else None, score=score)
    shift = _surely_used(_shift(first.kind, line.wording, line.rendering, reading, history, _evidence(first)), first)
    before = first.before or (line.near.wording if line.near and line.near.similarity > 30 else None)
    return replace(
        shift, before=before, formula=first.formula, term=first.term, slot=first.slot, score=score
    )


def _strength_note(line: Line, reading: Reading) -> str:
    """Say where a variant of earlier words wishes or demands more or less than they did."""
    if line.near is None or line.near.similarity < VARIANT:
        return ""
    return compare_strength(line.near.wording.text, line.wording.text, reading.language)


def shift_of_finding(finding: Finding, reading: Reading, history: History) -> Shift:
    """Make a finding outside every line a shift of its own."""
    words = wording_of(reading, finding.rendering, finding.start, finding.end)
    shift = _surely_used(_shift(finding.kind, words, finding.rendering, reading, history, _evidence(finding)), finding)
    score = round(FINDING_UNITS * finding.strength / 2, 1)
    return replace(shift, before=finding.before, formula=finding.formula, term=finding.term, slot=finding.slot, score=score)


def _evidence(finding: Finding) -> Evidence:
    return Evidence(
        new_count=finding.new_count,
        reference_count=finding.reference_count,
        reference_total=finding.reference_total,
        log10_bayes_factor=finding.log10_bayes_factor,
        note=finding.note,
    )


def _shift(
    kind: ShiftKind, words: Wording, rendering: Rendering, reading: Reading, history: History, evidence: Evidence
) -> Shift:
    utterance = reading.utterance
    same = [r for r in utterance.renderings if counted(r.statement) and r.statement.language == reading.language]
    sources = independent_sources(same)
    evidence = replace(
        evidence,
        reference_total=evidence.reference_total or history.with_substance(),
        sources=sources,
        layers=tuple(sorted({r.statement.layer for r in utterance.renderings})),
        checked=check_explanations(reading, rendering, sources),
    )
    identity = "|".join((kind, utterance.key, "".join(words.text.split())))
    return Shift(
        key=blake2b(identity.encode(), digest_size=10).hexdigest(),
        kind=kind,
        as_of=known_on(utterance),
        group=group_of(utterance),
        stratum=stratum(reading),
        speaker=utterance.speaker.name or utterance.speaker.as_written,
        level=rung(utterance),
        before=None,
        after=words,
        evidence=evidence,
        grade=grade_of(evidence, history.with_substance()),
        status=status_of(reading, rendering, words.text),
        utterance=utterance.key,
        counterpart=utterance.counterpart,
    )


def _surely_used(shift: Shift, finding: Finding) -> Shift:
    """Confirm the use of a known formula in an official text of any language: which word translates it does not matter."""
    if finding.formula and finding.kind in (ShiftKind.FIRST_USE, ShiftKind.LEVEL) and finding.rendering.tier == 1:
        return replace(shift, status=ShiftStatus.CONFIRMED)
    return shift


def shift_of_alarm(alarm: Alarm, reading: Reading, history: History) -> Shift:
    """Make what a series shows a shift; it stands at the words where the absent ones would have been."""
    earlier = alarm.before.text if alarm.before else alarm.name
    rendering = max(reading.renderings, key=lambda one: fuzz.partial_ratio(earlier, one.statement.text))
    start, end = rendering.statement.content
    words = wording_of(reading, rendering, start, min(end, start + longest_line(reading.language)))
    evidence = Evidence(
        new_count=alarm.run,
        reference_count=alarm.used,
        reference_total=alarm.total,
        log10_bayes_factor=alarm.log10_bayes_factor,
        note=alarm.note,
    )
    shift = _shift(alarm.kind, words, rendering, reading, history, evidence)
    sheet = f"{reading.utterance.said_on:%Y-%m}|{reading.utterance.counterpart}"
    identity = "|".join((alarm.kind, series_of(reading), alarm.name, alarm.slot, sheet))
    of_term = alarm.kind is ShiftKind.TERM
    return replace(
        shift,
        key=blake2b(identity.encode(), digest_size=10).hexdigest(),
        before=alarm.before,
        formula=None if of_term else alarm.name,
        term=alarm.name if of_term else None,
        slot=alarm.slot or None,
        pushes=True,
        score=round(FINDING_UNITS * alarm.log10_bayes_factor, 1),
    )


def group_of(utterance: Utterance) -> str:
    """Return what makes one alert: what a rung says to one counterpart, or on one kind of occasion, on one day."""
    return utterance.event or utterance.key


def known_on(utterance: Utterance) -> date:
    """Return the day on which the last report of an utterance came out: what a watch would have known when."""
    days = [rendering.published for rendering in utterance.renderings if rendering.published]
    return max((utterance.said_on, *days))
