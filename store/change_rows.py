"""Shifts and alerts into rows, and rows into records."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter

from extractors.records.changes import Alert, Evidence, Shift, ShiftKind, ShiftStatus, Wording
from extractors.records.words import Level
from store.columns import NewRow, Row, clean, moment, packed

_ALERT = TypeAdapter(Alert)
_WORDING = TypeAdapter(Wording)
_EVIDENCE = TypeAdapter(Evidence)



def shift_row(shift: Shift) -> NewRow:
    """Return the row of a shift."""
    return clean(
        {
            "key": shift.key,
            "kind": shift.kind,
            "as_of": shift.as_of.isoformat(),
            "shift_group": shift.group,
            "stratum": shift.stratum,
            "speaker": shift.speaker,
            "level": shift.level,
            "formula": shift.formula,
            "term": shift.term,
            "slot": shift.slot,
            "counterpart": shift.counterpart,
            "words_before": shift.before.text if shift.before else None,
            "words_after": shift.after.text if shift.after else None,
            "detail_before": _wording_json(shift.before),
            "detail_after": _wording_json(shift.after),
            "evidence": packed(_EVIDENCE.dump_python(shift.evidence, mode="json")),
            "grade": shift.grade,
            "status": shift.status,
            "pushes": int(shift.pushes),
            "score": shift.score,
            "utterance": shift.utterance,
        }
    )


def shift_of(row: Row) -> Shift:
    """Return a shift."""
    return Shift(
        key=row["key"],
        kind=ShiftKind(row["kind"]),
        as_of=date.fromisoformat(row["as_of"]),
        group=row["shift_group"],
        stratum=row["stratum"],
        speaker=row["speaker"],
        level=Level(row["level"]) if row["level"] else None,
        before=_WORDING.validate_json(row["detail_before"]) if row["detail_before"] else None,
        after=_WORDING.validate_json(row["detail_after"]) if row["detail_after"] else None,
        formula=row["formula"],
        term=row["term"],
        slot=row["slot"],
        evidence=_EVIDENCE.validate_json(row["evidence"]),
        grade=row["grade"],
        status=ShiftStatus(row["status"]),
        pushes=bool(row["pushes"]),
        score=row["score"],
        utterance=row["utterance"],
        counterpart=row["counterpart"],
    )


def _wording_json(wording: Wording | None) -> str | None:
    return None if wording is None else packed(_WORDING.dump_python(wording, mode="json"))


def alert_row(alert: Alert) -> NewRow:
    """Return the row of an alert; the snapshot holds everything its message is rendered from, as it was found."""
    return clean(
        {
            "key": alert.key,
            "kind": alert.kind,
            "created_at": moment(alert.created_at),
            "subject": alert.subject,
            "level": alert.level,
            "pushes": int(alert.pushes),
            "note": alert.note,
            "utterance": alert.utterance.key if alert.utterance else None,
            "part_of": alert.part_of,
            "snapshot": packed(_ALERT.dump_python(alert, mode="json")),
        }
    )


def alert_of(row: Row) -> Alert:
    """Return an alert as it was found."""
    return _ALERT.validate_json(row["snapshot"])
