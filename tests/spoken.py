"""Builds utterances of a made-up country's officials, so that tests speak about mechanisms and never about real wordings."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.records.changes import Rendering, Shift, ShiftKind, Utterance
from extractors.records.pages import Layer
from extractors.records.words import Coding, Directness, Document, Level, Slot, Speaker, Statement, Term
from extractors.shifts.detect import detect_shifts
from extractors.shifts.history import History
from extractors.utterances import link_utterances

SIDE = "China"  # the side that the gates watch
DAY = date(2030, 3, 1)
WEEK = timedelta(days=7)

LEADER = Speaker("Ada Lin", "林", "ada_lin", "president", SIDE, Level.LEADER)
MINISTER = Speaker("Bo Ren", "任", "bo_ren", "foreign minister", SIDE, Level.FOREIGN_MINISTER)
SPOKESPERSON = Speaker("Cai Su", "苏", "cai_su", "spokesperson", SIDE, Level.SPOKESPERSON)
DELEGATE = Speaker("Dai Fei", "代表", "dai_fei", "permanent representative", SIDE, Level.UN)

OLD = "中方主张通过对话谈判和平解决乌克兰危机，各方应当保持冷静克制"
NEW = "中方愿派遣特别代表斡旋停火，反对滥用单边制裁，倡议召开国际和平会议"


def statement(
    text: str,
    speaker: Speaker = LEADER,
    said_on: date | None = DAY,
    *,
    language: str = "zh",
    start: int = 0,
    layer: Layer = Layer.ORIGINAL,
    counterpart: str | None = None,
    occasion: str | None = None,
    side: str | None = None,
    formulas: dict[str, str] | None = None,
    slots: dict[str, tuple[str, str]] | None = None,
    terms: dict[str, str] | None = None,
) -> Statement:
    """Return a statement; `formulas` maps ids to the words that carry them, `slots` ids to a slot's name and value."""
    codings = tuple(_coding(text, start, name, words, (slots or {}).get(name)) for name, words in (formulas or {}).items())
    return Statement(
        start=start,
        end=start + len(text),
        text=text,
        speaker=speaker,
        directness=Directness.VERBATIM,
        layer=layer,
        language=language,
        content=(start, start + len(text)),
        counterpart=counterpart,
        occasion=occasion,
        reported_by_side=side,
        said_on=said_on,
        said_on_basis="stated" if said_on else "",
        about_ukraine=True,
        codings=codings,
        terms=tuple(Term(t, start + text.index(w), start + text.index(w) + len(w), True) for t, w in (terms or {}).items()),
    )


def _coding(text: str, start: int, name: str, words: str, slot: tuple[str, str] | None) -> Coding:
    at = start + text.index(words)
    slots: tuple[Slot, ...] = ()
    if slot:
        inside = text.index(slot[1])
        slots = (Slot(slot[0], slot[1], start + inside, start + inside + len(slot[1])),)
    return Coding(name, at, at + len(words), slots)


def rendering(
    one: Statement,
    document: str = "page-1",
    *,
    source: str = "ministry",
    tier: int = 1,
    published: date | None = DAY,
    whole: bool = True,
) -> Rendering:
    """Return a document's report of a statement."""
    return Rendering(document, one, source, tier, published, f"https://{source}.example/{document}", whole)


def utterance(text: str, speaker: Speaker = LEADER, said_on: date = DAY, **rest: object) -> Utterance:
    """Return the utterance of one statement on a page of its own."""
    document = str(rest.pop("document", f"page-{speaker.official_id}-{said_on}"))
    where = {name: rest.pop(name) for name in ("source", "tier", "whole") if name in rest}
    one = statement(text, speaker, said_on, **rest)  # type: ignore[arg-type]
    (made,) = link_utterances([rendering(one, document, published=said_on, **where)], ())  # type: ignore[arg-type]
    return made


def document(text: str, name: str = "page-1", published: date | None = DAY, **rest: object) -> Document:
    """Return a document of an official source."""
    return Document(name, text, "zh", published, source="ministry", source_kind="official", tier=1, **rest)  # type: ignore[arg-type]


def heard(*utterances: Utterance) -> History:
    """Return a history that knows the utterances."""
    return History(utterances)


def shifts_after(history: History, one: Utterance) -> tuple[Shift, ...]:
    """Return what an utterance changes in a history."""
    return detect_shifts((one,), history)


def of_kind(shifts: tuple[Shift, ...], kind: ShiftKind) -> list[Shift]:
    """Return the shifts of one kind."""
    return [shift for shift in shifts if shift.kind is kind]
