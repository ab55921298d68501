"""What of a report is news: changes and words that nobody was told yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from rapidfuzz import fuzz

from alerts.match import utterances_of, words_in
from extractors.records.changes import Alert, Rendering, Shift, ShiftKind, Utterance
from extractors.records.pages import Layer

NEAR = 80.0  # partial ratio of two passages of one language above which they are the same words
HELD = 90.0  # partial ratio at which a passage holds a clause
MOST = 0.8  # share of the letters of a passage that another holds, clause by clause, when it was shortened
SHORTEST = 12  # letters: shorter words are the same only when they stand there as they are
OFFICIAL = frozenset({Layer.ORIGINAL, Layer.TRANSLATION})
_BY_NAME = frozenset({ShiftKind.FIRST_USE, ShiftKind.LEVEL, ShiftKind.AUDIENCE, ShiftKind.DROPPED, ShiftKind.TERM})
_CLAUSES = re.compile(r"[,，;；:：.。!！?？…\n]+")
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Known:
    """What was stored before the report that is judged."""

    utterances: Mapping[str, Utterance] = field(default_factory=dict)  # as they stood before they grew
    told: tuple[Alert, ...] = ()  # alerts on changes of the same events
    earlier: tuple[Utterance, ...] = ()  # what the earlier wordings are part of


def counted(utterance: Utterance) -> tuple[Rendering, ...]:
    """Return the reports of words on Ukraine that passed every gate."""
    return tuple(one for one in utterance.renderings if one.statement.counts and one.statement.about_ukraine)


# ---------------------------------------------------------------- changes


def untold(shifts: Iterable[Shift], told: Sequence[Alert]) -> tuple[Shift, ...]:
    """Return the shifts that no alert of their event told: a second outlet, or a translation, makes no second alert."""
    return tuple(shift for shift in shifts if not any(_tells(alert, shift) for alert in told))


def _tells(alert: Alert, shift: Shift) -> bool:
    """Tell whether an alert of the same event told a change already."""
    same = [one for one in alert.shifts if _name(one) == _name(shift)]
    if any(one.key == shift.key for one in same) or (same and shift.kind in _BY_NAME):
        return True
    if shift.after is None or shift.kind in (ShiftKind.EDITED, *_BY_NAME):
        return False
    language = shift.after.language
    if any(one.after and one.after.language != language for one in same) and shift.kind is ShiftKind.WORDING:
        return True  # the same slot in a translation; in one language two values of a slot are two changes
    shown = [one.after.text for one in alert.shifts if one.after and one.after.language == language]
    if same or shift.kind is ShiftKind.NEW_WORDING:  # whoever was told of it has read the words around it too
        spoken = (rendering.statement for said in utterances_of(alert) for rendering in said.renderings)
        shown += [statement.text for statement in spoken if statement.language == language]
    read = " ".join(map(bare, shown))
    return all(clause in read for clause in map(bare, _CLAUSES.split(shift.after.text)))


def _name(shift: Shift) -> tuple[str | None, ...]:
    """Return what a change is called, in whatever language it was found."""
    counterpart = shift.counterpart if shift.kind in _BY_NAME else None
    return (shift.kind, shift.formula, shift.term, shift.slot, counterpart)


# ---------------------------------------------------------------- words


def further_words(
    grown: Utterance, before: Utterance, edited: Collection[str] = ()
) -> tuple[tuple[Rendering, ...], bool]:
    """Return what new reports add to an utterance that was told, and whether that is worth a push.

    Near-equal words of one language are the same words; words in a language not heard yet that share a formula with what
    was told are taken for its translation. An official page with other words is news, press only with another formula: a
    reporter's own translation and paraphrase are not. What is no news is listed in digests, so that it is not lost.
    """
    told = _told_of(before)
    seen = {(one.document, bare(one.statement.text)) for one in before.renderings}
    pushed: list[Rendering] = []
    listed: list[Rendering] = []
    for one in counted(grown):
        if one.document in edited or (one.document, bare(one.statement.text)) in seen or _is_told(one, (*told, *pushed, *listed)):
            continue
        (pushed if _is_news(one, told) else listed).append(one)
    return (tuple(pushed), True) if pushed else (tuple(listed), False)


def with_later_reports(told: Utterance, grown: Utterance) -> Utterance:
    """Return an utterance as it was told with the reports of the same words that came since, translations among them."""
    other, _ = further_words(grown, told)
    seen = {(one.document, one.statement.start) for one in (*told.renderings, *other)}
    return replace(told, renderings=(*told.renderings, *(one for one in grown.renderings if (one.document, one.statement.start) not in seen)))


def _told_of(utterance: Utterance) -> list[Rendering]:
    """Return the reports that were told, in the order they came: words left out because they are near these were never shown."""
    told: list[Rendering] = []
    for one in counted(utterance):
        if not _is_told(one, told):
            told.append(one)
    return told


def _is_told(one: Rendering, told: Sequence[Rendering]) -> bool:
    same = [other for other in told if other.statement.language == one.statement.language]
    if same:
        return any(near(words_in(one.statement), words_in(other.statement)) for other in same)
    return bool(_formulas((one,)) & _formulas(told))


def _is_news(one: Rendering, told: Sequence[Rendering]) -> bool:
    formulas = _formulas((one,))
    if formulas and not formulas & _formulas(told):
        return True
    heard = {other.statement.language for other in told}
    return one.statement.layer in OFFICIAL and one.statement.language in heard


def _formulas(renderings: Iterable[Rendering]) -> set[str]:
    return {coding.formula for one in renderings for coding in one.statement.codings if coding.counts}


def near(one: str, other: str) -> bool:
    """Tell whether two passages of one language say nearly the same words, or one holds nearly all clauses of the other."""
    short, long = sorted((bare(one), bare(other)), key=len)
    if len(short) < SHORTEST:
        return short in long
    if fuzz.partial_ratio(short, long) >= NEAR:
        return True
    clauses = [clause for clause in map(bare, _CLAUSES.split(one if len(bare(one)) <= len(bare(other)) else other)) if clause]
    held = sum(len(clause) for clause in clauses if fuzz.partial_ratio(clause, long) >= HELD)
    return held >= MOST * len(short)


def bare(text: str) -> str:
    """Reduce words to their letters, for comparison only."""
    return _LETTERS.sub("", normalize("NFKC", text)).lower()
