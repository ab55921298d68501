"""What the codebook and the terminology axis say has changed: first uses, returns, climbs, slot values, terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

from extractors.records.changes import Rendering, ShiftKind, Wording
from extractors.records.words import Coding, Slot
from extractors.shifts.grades import Thresholds, mix_factor
from extractors.shifts.history import History, Use, canonical
from extractors.shifts.reading import Reading, clauses_around, rung, wording_of

FLIP_WINDOW = 6  # uses in which a value that comes back is an alternation, not a change
COMPARED = 200  # latest uses among which the nearest earlier wording is looked for
# slots that say who, whose, where and in which form: what alternates there is another commitment; verbs and manners alternate freely
TELLING_SLOTS = frozenset({"who", "whose", "whom", "side", "party", "parts", "region", "form", "treatment", "word", "noun"})
SETTLED = 2  # earlier uses with one value after which another known value is worth a line


@dataclass(frozen=True, slots=True)
class Finding:
    """One change at one place, before it becomes a shift."""

    kind: ShiftKind
    start: int
    end: int
    rendering: Rendering
    strength: float  # 3 never before, 2 new at this rung, 1 returned or swapped, below 1: shown, never alone
    before: Wording | None
    formula: str | None = None
    term: str | None = None
    slot: str | None = None
    new_count: int = 1
    reference_count: int = 0
    reference_total: int = 0
    log10_bayes_factor: float | None = None
    note: str = ""
    chance_of_new: float = 1.0  # that any next use brings a value never seen: small where a slot had settled


def find_formulas(reading: Reading, history: History, thresholds: Thresholds) -> tuple[Finding, ...]:
    """Return what is new in the use of known formulas, the strongest finding a formula."""
    found: dict[str, Finding] = {}
    for rendering in reading.renderings:
        for coding in rendering.statement.codings:
            if not coding.counts or not _within(coding, reading):
                continue
            for finding in _judge_coding(coding, rendering, reading, history, thresholds):
                best = found.get(coding.formula)
                if best is None or finding.strength > best.strength:
                    found[coding.formula] = finding
    return tuple(found.values())


def find_terms(reading: Reading, history: History) -> tuple[Finding, ...]:
    """Return the words of the terminology axis that this rung had not used before."""
    found: dict[str, Finding] = {}
    for rendering in reading.renderings:
        for term in rendering.statement.terms:
            if term.verbatim and term.term not in found:
                uses = _at_rung(history.uses_of_term(term.term, reading.utterance.key), reading)
                others = _other_terms(history, term.term, reading)
                if uses or len(others) < SETTLED:
                    continue
                found[term.term] = Finding(
                    ShiftKind.TERM,
                    term.start,
                    term.end,
                    rendering,
                    strength=1.0,
                    before=others[-1].wording,
                    term=term.term,
                    reference_total=len(others),
                    note=f"before: {others[-1].wording.text}",
                )
    return tuple(found.values())


def _within(coding: Coding, reading: Reading) -> bool:
    return any(s.clause.start < coding.end and coding.start < s.clause.end for s in reading.spoken if not s.protocol)


def _judge_coding(
    coding: Coding, rendering: Rendering, reading: Reading, history: History, thresholds: Thresholds
) -> Iterator[Finding]:
    uses = history.uses(coding.formula, reading.utterance.key)
    here = _at_rung(uses, reading)
    place = (coding.start, coding.end, rendering)
    counts = {"formula": coding.formula, "reference_count": len(here), "reference_total": history.with_substance()}
    if not uses:
        yield Finding(ShiftKind.FIRST_USE, *place, strength=3.0, before=None, note="never used before", **counts)  # type: ignore[arg-type]
        return
    if not here:
        last = max(uses, key=lambda use: use.said_on)
        note = f"until now only {', '.join(sorted({use.level for use in uses}))}"
        yield Finding(ShiftKind.LEVEL, *place, strength=2.0, before=last.wording, note=note, **counts)  # type: ignore[arg-type]
    else:
        last = max(here, key=lambda use: use.said_on)
        gap = (reading.utterance.said_on - last.said_on).days
        if gap >= thresholds.returns_after_days:
            note = f"returns after {gap} days"
            yield Finding(ShiftKind.FIRST_USE, *place, strength=1.0, before=last.wording, note=note, **counts)  # type: ignore[arg-type]
    for slot in coding.slots:
        finding = _judge_slot(coding, slot, rendering, reading, uses)
        if finding is not None:
            yield finding


def _judge_slot(
    coding: Coding, slot: Slot, rendering: Rendering, reading: Reading, uses: Sequence[Use]
) -> Finding | None:
    """Compare a slot's value with those that stood there before, in the same language."""
    mine, rank, language, name = canonical(slot.value), reading.rank, reading.language, slot.name
    lately = islice((use for use in reversed(uses) if use.rank <= rank and use.language == language and name in use.values), SETTLED)
    if any(use.values[name] == mine for use in lately):
        return None  # the usual case, answered before the whole past is read
    valued = [(use, use.values[name]) for use in uses if use.language == language and name in use.values]
    if not valued:
        return None
    here = [(use, value) for use, value in valued if use.rank <= rank]
    strength, note = _judge_value(mine, [value for _, value in valued], [value for _, value in here])
    if strength > 0 and name in TELLING_SLOTS:
        strength = max(strength, 1.0)
    if strength <= 0:
        return None
    words = wording_of(reading, rendering, *clauses_around(reading, rendering, coding.start, coding.end)).text
    nearest = max((here or valued)[-COMPARED:], key=lambda pair: (fuzz.ratio(pair[0].wording.text, words), pair[0].said_on))
    before = Counter(value for _, value in here)
    return Finding(
        ShiftKind.WORDING,
        coding.start,
        coding.end,
        rendering,
        strength=strength,
        before=nearest[0].wording,
        formula=coding.formula,
        slot=slot.name,
        reference_count=before.get(mine, 0),
        reference_total=len(here),
        log10_bayes_factor=round(mix_factor(before, {mine: 1}), 2) if here else None,
        note=note,
        chance_of_new=chance_of_new_value(before),
    )


def _judge_value(mine: str, ever: Sequence[str], here: Sequence[str]) -> tuple[float, str]:
    if mine not in ever:
        return 3.0, "a value never seen in this slot"
    if mine not in here:
        return 2.0, "a value new at this rung"
    recent = here[-FLIP_WINDOW:]
    settled = here[-SETTLED:]
    if mine in settled:
        return 0.0, ""
    if mine in recent:
        return 0.5, "an earlier value returns (A-B-A): alternation"
    return 1.0, "another known value than in the last uses"


def chance_of_new_value(seen: Mapping[str, int]) -> float:
    """Return the Good-Turing chance that the next value is a new one: the share of values seen once, smoothed."""
    once = sum(count == 1 for count in seen.values())
    return (once + 0.5) / (sum(seen.values()) + 1)


def _at_rung(uses: Sequence[Use], reading: Reading) -> list[Use]:
    rank = reading.rank
    return [use for use in uses if use.rank <= rank]


def _other_terms(history: History, term: str, reading: Reading) -> list[Use]:
    level, key = rung(reading.utterance), reading.utterance.key
    others = [
        use
        for name in history.terms()
        if name != term
        for use in history.uses_of_term(name, key)
        if use.level is level and use.language == reading.language
    ]
    return sorted(others, key=lambda use: use.said_on)
