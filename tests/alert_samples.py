"""Alerts about a country that does not exist, for tests of everything after the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from extractors.records.changes import (
    Alert,
    Evidence,
    Rendering,
    Shift,
    ShiftKind,
    ShiftStatus,
    Utterance,
    Wording,
)
from extractors.records.pages import Layer, SourceReport, SourceState
from extractors.records.words import Coding, Directness, Gate, Level, Speaker, Statement

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
MINISTER = Speaker("Ada Quill", "外长", "quill", "Foreign Minister", "China", Level.FOREIGN_MINISTER)
SPOKESPERSON = Speaker("Bo Reed", "发言人", "reed", "Spokesperson", "China", Level.SPOKESPERSON)
BEFORE = "我们对河谷局势深感不安，希望各方坐下来谈。"
AFTER = "我们对河谷局势深感忧虑，希望当事方坐下来谈。"


def statement(text: str = AFTER, speaker: Speaker = MINISTER, **fields: Any) -> Statement:
    start = fields.pop("start", 100)
    made = Statement(
        start=start,
        end=start + len(text),
        text=text,
        speaker=speaker,
        directness=Directness.VERBATIM,
        layer=Layer.ORIGINAL,
        language="zh",
        content=(start, start + len(text)),
        said_on=TODAY,
        said_on_basis="stated",
        occasion="telephone call",
        about_ukraine=True,
        gates=(Gate("speaker", True),),
        codings=(Coding("sit_and_talk", start, start + len(text)),),
    )
    return replace(made, **fields)


def utterance(key: str = "u1", text: str = AFTER, speaker: Speaker = MINISTER, **fields: Any) -> Utterance:
    said = fields.pop("said", None) or statement(text, speaker)
    first = Rendering(f"doc-{key}", said, "ministry-zh", 1, TODAY, f"https://ministry.example/{key}.html")
    second = Rendering(f"press-{key}", replace(said, layer=Layer.FOREIGN), "the-outlet", 2, TODAY, f"https://outlet.example/{key}")
    made = Utterance(key, speaker, TODAY, TODAY, TODAY, "readout", "Ukraine", (first, second), event="")
    return replace(made, **fields)


def wording(text: str, key: str = "u1", on: date = TODAY) -> Wording:
    return Wording(
        f"doc-{key}", 100, 100 + len(text), text, on, "Ada Quill", "Foreign Minister", Level.FOREIGN_MINISTER, "zh",
        "ministry-zh", f"https://ministry.example/{key}.html",
    )  # fmt: skip


def shift(key: str = "s1", **fields: Any) -> Shift:
    made = Shift(
        key=key,
        kind=ShiftKind.WORDING,
        as_of=TODAY,
        group="g1",
        stratum="readout / original / zh",
        speaker="Ada Quill",
        level=Level.FOREIGN_MINISTER,
        before=wording(BEFORE, "u0", date(2026, 10, 1)),
        after=wording(AFTER),
        formula="sit_and_talk",
        slot="feeling",
        evidence=Evidence(1, 0, 14, 1.3, 2, (Layer.ORIGINAL,), {"translation": "no: both are the original"}),
        grade="strong",
        status=ShiftStatus.CONFIRMED,
        pushes=True,
        score=1.0,
        utterance="u1",
    )
    return replace(made, **fields)


def report(state: SourceState, minutes: int = 0, **fields: Any) -> SourceReport:
    from datetime import timedelta

    return replace(SourceReport("ministry-zh", NOW + timedelta(minutes=minutes), state, "what was seen", "what to do"), **fields)


def shift_alert() -> Alert:
    from alerts.rules import decide_alerts

    return decide_alerts([utterance()], [shift()], NOW, quiet=False)[0]


def statement_alert(key: str = "u1", **fields: Any) -> Alert:
    from alerts.rules import decide_alerts

    return decide_alerts([utterance(key, **fields)], [], NOW, quiet=False)[0]


SHIFT_KEY = shift_alert().key
CANDIDATE_KEY = SHIFT_KEY.replace("shift:", "candidate:")
