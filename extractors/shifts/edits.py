"""A page that says something else than it did: which statements were changed, added or removed, and whether it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from extractors.records.changes import Evidence, Shift, ShiftKind, ShiftStatus, Wording
from extractors.records.words import CodedDocument, Level, Statement
from extractors.shifts.reading import counted
from extractors.utterances import bare, type_occasion_of

SAME_PLACE = 55.0  # similarity above which two statements are versions of one
TYPO_UNITS = 2  # letters: a smaller change that leaves formulas and terms alone is a typo


def detect_edit(before: CodedDocument, after: CodedDocument | None, as_of: date) -> tuple[Shift, ...]:
    """Return what a new version of a page changes in the words of the watched side; `after` None: the page is gone."""
    old = [statement for statement in before.statements if counted(statement)]
    if after is None:
        return tuple(_edited(before, before, statement, None, as_of, "the page is gone") for statement in old)
    new = [statement for statement in after.statements if counted(statement)]
    return tuple(_changes(before, after, old, new, as_of))


def find_withdrawn(told: Iterable[Shift], edits: Sequence[Shift]) -> tuple[Shift, ...]:
    """Return earlier shifts whose words an edit took away: retracted, or contested where another source still has them."""
    gone = [edit for edit in edits if edit.kind is ShiftKind.EDITED and edit.before and edit.evidence.note != "typo"]
    return tuple(
        _withdraw(shift, edit)
        for shift in told
        for edit in gone
        if _takes_away(edit, shift)
    )


def _takes_away(edit: Shift, shift: Shift) -> bool:
    if shift.kind is ShiftKind.EDITED or shift.status is ShiftStatus.RETRACTED or not shift.after or not edit.before:
        return False
    words = bare(shift.after.text)
    same_page = shift.after.document == edit.before.document
    left = bare(edit.after.text) if edit.after else ""
    return same_page and bool(words) and words in bare(edit.before.text) and words not in left


def _withdraw(shift: Shift, edit: Shift) -> Shift:
    alone = shift.evidence.sources <= 1
    status = ShiftStatus.RETRACTED if alone else ShiftStatus.CONTESTED
    note = f"taken off the page by {edit.as_of}" + ("" if alone else "; another source still has it")
    return replace(shift, status=status, pushes=False, evidence=replace(shift.evidence, note=note))


def _changes(
    before: CodedDocument, after: CodedDocument, old: list[Statement], new: list[Statement], as_of: date
) -> Iterator[Shift]:
    pairs, removed, added = _align(old, new)
    for was, now in pairs:
        change = _weigh_change(was, now)
        if change:
            yield _edited(before, after, was, now, as_of, change)
    if after.document.whole:  # of a page that could not be read whole nothing is known to be missing
        for was in removed:
            yield _edited(before, after, was, None, as_of, "removed from the page")
    if before.document.whole:
        for now in added:
            yield _edited(before, after, None, now, as_of, "added to the page")


def _align(
    old: list[Statement], new: list[Statement]
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Pair the versions of each statement, the most alike first."""
    scored = sorted(
        ((fuzz.ratio(bare(was.text), bare(now.text)), -abs(i - j), i, j) for i, was in enumerate(old) for j, now in enumerate(new)),
        reverse=True,
    )
    paired_old: dict[int, int] = {}
    paired_new: set[int] = set()
    for similarity, _, i, j in scored:
        if similarity >= SAME_PLACE and i not in paired_old and j not in paired_new:
            paired_old[i] = j
            paired_new.add(j)
    pairs = [(old[i], new[j]) for i, j in sorted(paired_old.items())]
    removed = [was for i, was in enumerate(old) if i not in paired_old]
    added = [now for j, now in enumerate(new) if j not in paired_new]
    return pairs, removed, added


def _weigh_change(was: Statement, now: Statement) -> str:
    """Return what changed: "" for spaces and punctuation, "typo", or "substance"."""
    left, right = bare(was.text), bare(now.text)
    if left == right:
        return ""
    same_codes = _codes(was) == _codes(now)
    return "typo" if same_codes and Indel.distance(left, right) <= TYPO_UNITS and len(left) == len(right) else "substance"


def _codes(statement: Statement) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    values = tuple(slot.value for coding in statement.codings if coding.counts for slot in coding.slots)
    formulas = tuple(sorted(coding.formula for coding in statement.codings if coding.counts))
    return formulas, values, tuple(term.term for term in statement.terms)


def _edited(
    before: CodedDocument, after: CodedDocument, was: Statement | None, now: Statement | None, as_of: date, change: str
) -> Shift:
    statement = now or was
    assert statement is not None
    gone = change == "the page is gone"
    official = before.document.tier == 1 or before.document.source_kind == "official"
    matters = change != "typo" and official
    words = tuple(bare(side.text) if side else "" for side in (was, now))
    identity = "|".join((before.document.id, *words, as_of.isoformat()))
    return Shift(
        key=blake2b(identity.encode(), digest_size=10).hexdigest(),
        kind=ShiftKind.EDITED,
        as_of=as_of,
        group=f"{as_of.isoformat()}/edited/{before.document.id}",
        stratum=f"{type_occasion_of(statement)} / {statement.layer} / {statement.language}",
        speaker=statement.speaker.name or statement.speaker.as_written,
        level=statement.speaker.level or Level.UNNAMED,
        before=_wording(before, was) if was else None,
        after=_wording(after, now) if now else None if gone else _nothing(after, was),
        evidence=Evidence(
            new_count=1,
            checked={"duplicate": "the same address", "partial text": "both versions whole" if after.document.whole else "partial"},
            note=change,
        ),
        grade="rule",
        status=ShiftStatus.CONFIRMED if matters else ShiftStatus.CANDIDATE,
        pushes=matters,
        score=1.0 if matters else 0.0,
        counterpart=statement.counterpart,
    )


def _wording(coded: CodedDocument, statement: Statement) -> Wording:
    return Wording(
        document=coded.document.id,
        start=statement.start,
        end=statement.end,
        text=statement.text,
        date=statement.said_on or coded.document.published,
        speaker=statement.speaker.name,
        office=statement.speaker.office,
        level=statement.speaker.level,
        language=statement.language,
        source=coded.document.source,
        url=coded.document.url,
    )


def _nothing(after: CodedDocument, was: Statement | None) -> Wording:
    """Return the empty place where removed words stood: the page is still there."""
    place = min(was.start if was else 0, len(after.document.text))
    return Wording(after.document.id, place, place, "", after.document.published, language=after.language, url=after.document.url)
