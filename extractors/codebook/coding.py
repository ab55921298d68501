"""From hits of patterns to codings: one trigger a place, its slots, and the gates it has to pass."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.codebook.formula import Formula, Status
from extractors.codebook.pattern_matcher import Hit
from extractors.codebook.rules import LanguageRules
from extractors.normalise import Normalised, normalise
from extractors.records.words import Coding, Gate, Slot

BEFORE = 40  # characters before a trigger in which a negation is looked for
CLOSEST = 3  # characters between two hits that are one trigger whatever stands there
SENTENCE_MARKS = "。.!?;\n"
_ARTICLE = re.compile(r"(?:a|an|the|its|their|our)\s+", re.IGNORECASE)  # no part of what stands in a slot
PASSED = Gate("negation", True)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that carry a formula: the longest of its overlapping hits, with the slots of all of them."""

    formula: str
    start: int
    end: int
    slots: Mapping[str, Place]
    veto: str = ""  # the pattern that excludes it
    weak: bool = False  # found by its topic alone


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text being coded."""

    normal: Normalised
    offset: int  # where it begins in the text
    rules: LanguageRules
    formulas: Mapping[str, Formula]


def code_stretch(formulas: Mapping[str, Formula], rules: LanguageRules, text: str, span: Place, version: str) -> list[Coding]:
    """Return the codings inside one span of a text, in order; those set aside have `counts` false."""
    stretch = Stretch(normalise(text[span[0] : span[1]]), span[0], rules, formulas)
    gated = [(trigger, _own_gates(stretch, trigger)) for trigger in _triggers(stretch)]
    passed: dict[str, list[Trigger]] = defaultdict(list)
    for trigger, gates in gated:
        if not trigger.weak and all(gate.passed for gate in gates):
            passed[trigger.formula].append(trigger)
    standing = {formula: Stretches(triggers) for formula, triggers in passed.items()}
    judged = [(trigger, (*gates, *_inside_gate(formulas, trigger, standing), *_weak_gate(stretch, trigger, standing))) for trigger, gates in gated]
    codings = [_coding(stretch, trigger, gates, version) for trigger, gates in _joined(stretch, judged)]
    return sorted(codings, key=lambda coding: (coding.start, coding.end, coding.formula))


def _triggers(stretch: Stretch) -> Iterator[Trigger]:
    found: dict[str, list[Hit]] = defaultdict(list)
    vetoes: dict[str, list[Hit]] = defaultdict(list)
    for hit in stretch.rules.matcher.find(stretch.normal.text):
        (vetoes if hit.rule.excludes else found)[hit.rule.formula].append(hit)
    for formula, hits in found.items():
        yield from _formula_triggers(stretch, formula, hits, vetoes[formula])


def _formula_triggers(stretch: Stretch, formula: str, hits: Sequence[Hit], vetoes: Sequence[Hit]) -> Iterator[Trigger]:
    """Yield one trigger for hits that overlap; excluded hits and the topic alone only where no other stands."""
    against = Stretches(vetoes)
    strong = [hit for hit in hits if not hit.rule.weak]
    kept = _longest([hit for hit in strong if against.over(hit) is None])
    for hit, others in kept:
        yield Trigger(formula, hit.start, hit.end, _slots(stretch, formula, hit, others))
    standing = Stretches([hit for hit, _ in kept])
    for hit, _ in _longest([hit for hit in strong if against.over(hit) is not None]):
        if standing.over(hit) is None:
            veto = against.over(hit)
            assert isinstance(veto, Hit)
            yield Trigger(formula, hit.start, hit.end, _slots(stretch, formula, hit, [hit]), veto.rule.pattern.source)
    judged = Stretches(strong)
    for hit, _ in _longest([hit for hit in hits if hit.rule.weak and judged.over(hit) is None and against.over(hit) is None]):
        yield Trigger(formula, hit.start, hit.end, _slots(stretch, formula, hit, [hit]), weak=True)


def _longest(hits: Sequence[Hit]) -> list[tuple[Hit, list[Hit]]]:
    """Return the longest of hits that overlap, each with all hits that overlap it."""
    kept: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        place = bisect_right(starts, hit.start)
        after_one = place == 0 or kept[place - 1].end <= hit.start
        if after_one and (place == len(kept) or hit.end <= kept[place].start):
            kept.insert(place, hit)
            starts.insert(place, hit.start)
    groups: list[list[Hit]] = [[] for _ in kept]
    for hit in hits:
        for place in range(max(bisect_right(starts, hit.start) - 1, 0), bisect_left(starts, hit.end)):
            if _overlap(kept[place], hit):
                groups[place].append(hit)
    return list(zip(kept, groups, strict=True))


class Stretches:
    """Hits or triggers, to be asked which of them lies over some words, without asking each."""

    def __init__(self, ones: Sequence[Hit | Trigger]) -> None:
        self.ones = sorted(ones, key=lambda one: one.start)
        self.starts = [one.start for one in self.ones]
        self.widest = max((one.end - one.start for one in ones), default=0)

    def over(self, words: Hit | Trigger) -> Hit | Trigger | None:
        """Return the first that overlaps the words, None where none does."""
        place = bisect_left(self.starts, words.start - self.widest)
        while place < len(self.ones) and self.starts[place] < words.end:
            if _overlap(self.ones[place], words):
                return self.ones[place]
            place += 1
        return None


def _overlap(one: Hit | Trigger, other: Hit | Trigger) -> bool:
    return one.start < other.end and other.start < one.end


Judged = tuple[Trigger, tuple[Gate, ...]]


def _joined(stretch: Stretch, judged: Sequence[Judged]) -> Iterator[Judged]:
    """Join triggers that count and follow close on each other: a formula said in two breaths is said once."""
    last: dict[str, Judged] = {}
    for trigger, gates in sorted(judged, key=lambda one: one[0].start):
        if not all(gate.passed for gate in gates):
            yield trigger, gates
            continue
        before = last.get(trigger.formula)
        if before and _close(stretch, before[0].end, trigger.start):
            slots = {**trigger.slots, **before[0].slots}
            trigger = Trigger(trigger.formula, before[0].start, trigger.end, slots)
        elif before:
            yield before
        last[trigger.formula] = (trigger, gates)
    yield from last.values()


def _close(stretch: Stretch, end: int, start: int) -> bool:
    between = stretch.normal.text[end:start]
    if len(between) <= CLOSEST:
        return True
    return len(between) <= stretch.rules.close and not any(mark in between for mark in SENTENCE_MARKS)


def _slots(stretch: Stretch, formula: str, trigger: Hit, hits: Sequence[Hit]) -> dict[str, Place]:
    """Return where each slot stands: as captured, else a listed value inside the trigger."""
    places: dict[str, Place] = {}
    for hit in (trigger, *hits):
        for name, place in zip(hit.rule.pattern.slots, hit.slots, strict=True):
            if place and trigger.start <= place[0] and place[1] <= trigger.end and _better(place, places.get(name)):
                places[name] = place
    missing = [name for name in stretch.rules.slots[formula] if name not in places]
    if missing:
        words = stretch.normal.text[trigger.start : trigger.end].lower().encode()
        for name in missing:
            if found := stretch.rules.slots[formula][name].find(words):
                start, end = (trigger.start + len(words[:place].decode()) for place in found)
                places[name] = (start, end)
    return places


def _better(place: Place, other: Place | None) -> bool:
    """Tell whether a capture says more than the one we have: the same words and some beside them."""
    return other is None or (place[0] <= other[0] and other[1] <= place[1])


def _own_gates(stretch: Stretch, trigger: Trigger) -> tuple[Gate, ...]:
    """Return the verdicts that rest on this trigger alone: negation, excluded words, status."""
    formula = stretch.formulas[trigger.formula]
    gates = [_negation_gate(stretch, formula, trigger)]
    if trigger.veto:
        gates.append(Gate("exclusion", False, f"excluded by {trigger.veto!r}"))
    if formula.status is Status.DRAFT:
        gates.append(Gate("status", False, "the formula is a draft"))
    return tuple(gates)


def _negation_gate(stretch: Stretch, formula: Formula, trigger: Trigger) -> Gate:
    if stretch.rules.negation is None or formula.negated_counts:
        return PASSED
    before = stretch.normal.text[max(0, trigger.start - BEFORE) : trigger.start].lower().encode()
    match = stretch.rules.negation.search(before)
    if match and stretch.rules.no_negation and stretch.rules.no_negation.search(before):
        return PASSED
    return Gate("negation", False, f"negated by {match.group(1).decode()!r}") if match else PASSED


def _inside_gate(formulas: Mapping[str, Formula], trigger: Trigger, standing: Mapping[str, Stretches]) -> Iterator[Gate]:
    """Yield a failed gate where a formula that says more stands over this trigger."""
    for name in formulas[trigger.formula].inside:
        if name in standing and standing[name].over(trigger):
            yield Gate("exclusion", False, f"inside {name}, which says more")
            return


def _weak_gate(stretch: Stretch, trigger: Trigger, standing: Mapping[str, Stretches]) -> Iterator[Gate]:
    """Yield a failed gate where the topic alone adds nothing: a formula of its kind is in the sentence, or another stands here."""
    if not trigger.weak:
        return
    sentence = _sentence_around(stretch.normal.text, trigger)
    kin = (trigger.formula, *stretch.formulas[trigger.formula].inside)
    for name, triggers in standing.items():
        if triggers.over(sentence if name in kin else trigger):
            yield Gate("exclusion", False, f"a topic only, where {name} says more")
            return


def _sentence_around(text: str, trigger: Trigger) -> Trigger:
    """Return a trigger as wide as the sentence it stands in."""
    start = max(text.rfind(mark, 0, trigger.start) for mark in SENTENCE_MARKS) + 1
    ends = [end for mark in SENTENCE_MARKS if (end := text.find(mark, trigger.end)) >= 0]
    return replace(trigger, start=start, end=min(ends, default=len(text)))


def _coding(stretch: Stretch, trigger: Trigger, gates: tuple[Gate, ...], version: str) -> Coding:
    slots = tuple(_slot(stretch, trigger.formula, name, place) for name, place in trigger.slots.items())
    start, end = stretch.normal.span(trigger.start, trigger.end)
    counts = all(gate.passed for gate in gates)
    return Coding(trigger.formula, start + stretch.offset, end + stretch.offset, slots, gates, counts, version)


def _slot(stretch: Stretch, formula: str, name: str, place: Place) -> Slot:
    words = stretch.normal.text[place[0] : place[1]]
    listed = stretch.rules.slots[formula][name].value_of(words)
    if listed is None and (article := _ARTICLE.match(words)) and article.end() < len(words):
        return _slot(stretch, formula, name, (place[0] + article.end(), place[1]))
    start, end = stretch.normal.span(*place)
    return Slot(name, listed or words, start + stretch.offset, end + stretch.offset, known=listed is not None)
