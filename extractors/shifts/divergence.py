"""Two sides' readouts of one event, laid beside each other: a divergence, never a shift of the watched side."""

from __future__ import annotations

from hashlib import blake2b

from rapidfuzz import fuzz

from extractors.records.changes import Evidence, Rendering, Shift, ShiftKind, Utterance, Wording
from extractors.shifts.history import History
from extractors.shifts.reading import SIDE, rung
from extractors.utterances import side_of

EXCERPT = 160  # characters shown of each side


def find_divergence(utterance: Utterance, history: History) -> tuple[Shift, ...]:
    """Return what another side's readout says beside our own of the same event, whichever came later."""
    others = [other for other in history.in_event(utterance.event) if other.key != utterance.key]
    theirs = _told_by(utterance, ours=False)
    ours = _told_by(utterance, ours=True)
    if theirs and not ours:
        own = [rendering for other in others for rendering in _told_by(other, ours=True)]
        return (_divergence(utterance, own, theirs),)
    foreign = [rendering for other in others for rendering in _told_by(other, ours=False)]
    return (_divergence(utterance, ours, foreign),) if ours and foreign else ()


def _told_by(utterance: Utterance, *, ours: bool) -> list[Rendering]:
    return [
        rendering
        for rendering in utterance.renderings
        if (side := side_of(rendering.statement)) is not None
        and (side == SIDE) is ours
        and rendering.statement.speaker.acts_for == SIDE
        and rendering.statement.about_ukraine
    ]


def _divergence(utterance: Utterance, ours: list[Rendering], theirs: list[Rendering]) -> Shift:
    after = theirs[0]
    before = max(ours, key=lambda one: fuzz.token_set_ratio(one.statement.text, after.statement.text), default=None)
    side = after.statement.reported_by_side
    named = f"divergence|{utterance.event}|{side}"
    return Shift(
        key=blake2b(named.encode(), digest_size=10).hexdigest(),
        kind=ShiftKind.DIVERGENCE,
        as_of=max((utterance.said_on, *(r.published for r in utterance.renderings if r.published))),
        group=f"{utterance.event}/divergence",
        stratum=f"{utterance.occasion_type} / {after.statement.layer} / {after.statement.language}",
        speaker=utterance.speaker.name or utterance.speaker.as_written,
        level=rung(utterance),
        before=_excerpt(before) if before else None,
        after=_excerpt(after),
        evidence=Evidence(
            new_count=len(theirs),
            reference_count=len(ours),
            checked={"speaker": f"words of {SIDE} that {side} reports", "venue": "the same event"},
            note=f"as {side} tells it" + ("" if ours else "; no readout of our side is known yet"),
        ),
        utterance=utterance.key,
        counterpart=utterance.counterpart,
    )


def _excerpt(rendering: Rendering) -> Wording:
    statement = rendering.statement
    first = statement.content[0]
    last = min(statement.content[1], first + EXCERPT)
    return Wording(
        document=rendering.document,
        start=first,
        end=last,
        text=statement.text[first - statement.start : last - statement.start],
        date=statement.said_on or rendering.published,
        speaker=statement.speaker.name,
        office=statement.speaker.office,
        level=statement.speaker.level,
        language=statement.language,
        source=rendering.source,
        url=rendering.url,
    )
