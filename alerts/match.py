"""Tells whether a route hears an alert."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from alerts.route_fields import Hears
from extractors.records.changes import Alert, AlertKind, Rendering, Utterance
from extractors.records.pages import Layer
from extractors.records.words import Statement


def hears(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    """Tell whether every given condition fits; operators' alerts are judged by their kind alone."""
    if not _one_of(wanted.kinds, (alert.kind,)):
        return False
    if alert.kind in (AlertKind.SOURCE, AlertKind.SYSTEM):
        return alert.kind in wanted.kinds  # only where asked for: readers did not order the machine room
    return all(fits(wanted, alert, themes) for fits in _CONDITIONS)


def utterances_of(alert: Alert) -> tuple[Utterance, ...]:
    """Return everything that was said in an alert."""
    return (*((alert.utterance,) if alert.utterance else ()), *alert.more)


def nearest_rendering(utterance: Utterance) -> Rendering:
    """Return the rendering nearest to the speaker's mouth: the original before a translation, state media, other press."""
    layers = list(Layer)
    return min(utterance.renderings, key=lambda one: (layers.index(one.statement.layer), one.tier, -len(one.statement.text)))


def words_in(statement: Statement) -> str:
    """Return the attributed words without the reporting clause."""
    start, end = statement.content
    return statement.text[start - statement.start : end - statement.start] or statement.text


def formulas_of(alert: Alert) -> frozenset[str]:
    """Return the formulas an alert is about: those of its shifts, for a statement those that count in it."""
    of_shifts = {shift.formula for shift in alert.shifts if shift.formula}
    if alert.shifts:
        return frozenset(of_shifts)
    return frozenset(coding.formula for rendering in _renderings(alert) for coding in rendering.statement.codings if coding.counts)


def tier_of(alert: Alert) -> int | None:
    """Return the best tier among an alert's sources; None: it rests on none that is known."""
    return min((rendering.tier for rendering in _renderings(alert)), default=None)


def _renderings(alert: Alert) -> Iterable[Rendering]:
    return (rendering for spoken in utterances_of(alert) for rendering in spoken.renderings)


def _one_of(wanted: Collection[object], found: Iterable[object]) -> bool:
    return not wanted or any(value in wanted for value in found)


def _kind_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    return _one_of(wanted.changes, (shift.kind for shift in alert.shifts))


def _formula_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    found = formulas_of(alert)
    return _one_of(wanted.formulas, found) and _one_of(wanted.themes, (themes.get(formula) for formula in found))


def _level_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    levels = {shift.level for shift in alert.shifts} | {spoken.speaker.level for spoken in utterances_of(alert)} | {alert.level}
    high = wanted.at_least is None or any(level and level.rank <= wanted.at_least.rank for level in levels)
    return high and _one_of(wanted.levels, levels)


def _speaker_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    names = {shift.speaker for shift in alert.shifts} | {spoken.speaker.name for spoken in utterances_of(alert)}
    ids = {spoken.speaker.official_id for spoken in utterances_of(alert)}
    return _one_of(wanted.speakers, names | ids)


def _counterpart_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    met = {shift.counterpart for shift in alert.shifts} | {spoken.counterpart for spoken in utterances_of(alert)}
    return _one_of(wanted.counterparts, met)


def _tier_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    tier = tier_of(alert)
    return wanted.tier is None or (tier is not None and tier <= wanted.tier)


def _grade_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    return not alert.shifts or _one_of(wanted.grades, (shift.grade for shift in alert.shifts))


def _language_fits(wanted: Hears, alert: Alert, themes: Mapping[str, str]) -> bool:
    of_words = {wording.language for shift in alert.shifts for wording in (shift.before, shift.after) if wording}
    return _one_of(wanted.languages, of_words | {rendering.statement.language for rendering in _renderings(alert)})


_CONDITIONS: tuple[Callable[[Hears, Alert, Mapping[str, str]], bool], ...] = (
    _kind_fits,
    _formula_fits,
    _level_fits,
    _speaker_fits,
    _counterpart_fits,
    _tier_fits,
    _grade_fits,
    _language_fits,
)
