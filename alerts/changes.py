"""One change, for a message: what changed, the redline in each language at hand, the earlier wording, how sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from alerts.blocks import Block, Facts, Heading, Marked, Quotation, Words
from alerts.inert import clean
from alerts.links import Site
from alerts.match import utterances_of, words_in
from alerts.names import LANGUAGES, LAYERS, stratum_in_words, with_office
from alerts.news import OFFICIAL
from alerts.spoken import dated, evidence_links, how_reported, joined, occasion_of
from alerts.subjects import WHAT
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
from extractors.records.words import Coding, Slot
from extractors.redline import Redline, name_slot, redline

BEFORE = "Before"
LEAST_ALIKE = 0.35  # below this two wordings are easier to read apart than laid over each other
STATUS = {
    ShiftStatus.CANDIDATE: "a candidate: it may be translation, or rest on one weak source; listed in digests until confirmed",
    ShiftStatus.CONFIRMED: "confirmed: read in the original language, or in two independent sources",
    ShiftStatus.CONTESTED: "contested: the sources disagree",
    ShiftStatus.RETRACTED: "retracted",
}
GRADES = {
    "strong": "strong: more than 100 to 1 that this is a change and no chance",
    "moderate": "moderate: 10 to 100 to 1 that this is a change and no chance",
    "weak": "weak: less than 10 to 1 that this is a change and no chance",
    "rule": "by rule: the words stand there, no statistics are needed",
    "not enough history": "too little was stored before to say how unusual this is",
}
EXPLANATIONS = {
    "translation": "A translator's choice?",
    "partial text": "Only part of the text?",
    "venue": "Another kind of occasion?",
    "topic": "About something else?",
    "speaker": "Somebody else's words?",
    "duplicate": "One report counted twice?",
    "quotation": "The reporter's words?",
}
_SENTENCES = re.compile(r"(?<=[.!?…”\"])\s+(?=[A-Z“\"])")

Found = tuple[Utterance, Rendering] | None


def change_blocks(shift: Shift, alert: Alert, site: Site) -> list[Block]:
    """Write one change: what it is, the redlines, the wordings that no redline shows, the earlier one with its place."""
    now = _find(shift.after, utterances_of(alert))
    past = _find(shift.before, alert.earlier)
    blocks: list[Block] = [Heading(_what(shift))]
    swapped = _swapped(shift, now, past)
    if swapped:
        blocks.append(Words(swapped))
    shown = _redline(shift, now)
    if shown:
        blocks.append(Marked(f"{_language(shift.after)}: the earlier wording struck, the new one marked", shown))
    english = _english(shift, now, past)
    if english:
        blocks.append(english)
    if shift.after and not (shown and now):
        blocks.append(_wording("Now", shift.after, now, site, shift.after.text))
    if shift.before:
        blocks.append(_wording(BEFORE, shift.before, past, site, _around(shift.before, past)))
    return blocks


def sure_rows(shift: Shift) -> tuple[tuple[str, str], ...]:
    """Say what supports a shift and which innocent explanations were looked at."""
    rows = [
        ("Strength", GRADES.get(shift.grade, shift.grade)),
        ("Status", STATUS[shift.status]),
        ("Compared with", stratum_in_words(shift.stratum)),
        ("Seen", _counts(shift.evidence, shift.slot)),
        ("What is new", shift.evidence.note),
        *(_explained(name, found) for name, found in shift.evidence.checked.items()),
    ]
    return tuple((label, clean(value)) for label, value in rows if value)


def _explained(name: str, found: str) -> tuple[str, str]:
    """Return an innocent explanation as a question, and what was found."""
    named = name == "speaker" and not found.startswith(("no", "resolved"))
    return EXPLANATIONS.get(name, f"{name.replace('_', ' ').capitalize()}?"), f"no, {found}" if named else found


def _what(shift: Shift) -> str:
    """Say in one sentence what changed."""
    subject = shift.formula.replace("_", " ") if shift.formula else shift.term
    name = f" “{subject}”" if subject else ""
    to = f", to {shift.counterpart}" if shift.kind is ShiftKind.AUDIENCE and shift.counterpart else ""
    return f"{WHAT[shift.kind]}:{name}{to}" if name or to else WHAT[shift.kind]


def _find(wording: Wording | None, spoken: Iterable[Utterance]) -> Found:
    """Return the utterance and the report that a wording stands in."""
    for utterance in spoken if wording else ():
        for one in utterance.renderings:
            statement = one.statement
            if wording and one.document == wording.document and statement.start <= wording.start < max(statement.end, statement.start + 1):
                return utterance, one
    return None


# ---------------------------------------------------------------- redlines


def _redline(shift: Shift, now: Found) -> Redline | None:
    """Lay the new wording over the earlier one; None where nothing differs or nearly everything does."""
    if not shift.before or not shift.after or shift.before.text == shift.after.text:
        return None
    coding = _coding(shift, now)
    shown = redline(clean(shift.before.text), clean(shift.after.text), shift.after.language, _slots_in(shift.after, coding))
    return name_slot(shown, shift.slot) if shown.similarity >= LEAST_ALIKE else None


def _coding(shift: Shift, found: Found) -> Coding | None:
    codings = found[1].statement.codings if found else ()
    return next((coding for coding in codings if coding.formula == shift.formula and coding.counts), None)


def _slots_in(wording: Wording, coding: Coding | None) -> tuple[Slot, ...]:
    """Return a coding's slots with offsets in the wording; none where cleaning moved them."""
    if coding is None or clean(wording.text) != wording.text:
        return ()
    inside = (slot for slot in coding.slots if wording.start <= slot.start and slot.end <= wording.end)
    return tuple(replace(slot, start=slot.start - wording.start, end=slot.end - wording.start) for slot in inside)


def _swapped(shift: Shift, now: Found, past: Found) -> str:
    """Say in which slot of the formula the change stands, and which of its values became which."""
    if not shift.slot:
        return ""
    before, after = (_value(shift, found) for found in (past, now))
    slot = f"In the formula's slot “{shift.slot.replace('_', ' ')}”"
    return f"{slot}, “{before}” became “{after}”." if before and after and before != after else f"{slot}."


def _value(shift: Shift, found: Found) -> str:
    coding = _coding(shift, found)
    return next((slot.value for slot in coding.slots if slot.name == shift.slot), "") if coding else ""


def _english(shift: Shift, now: Found, past: Found) -> Marked | None:
    """Lay the English renderings over each other, where both utterances have one and one sentence of them differs."""
    if not now or not past or not shift.after or shift.after.language == "en":
        return None
    after, before = _in_english(now[0]), _in_english(past[0])
    if not after or not before:
        return None
    pair = _differing(_sentences(before, shift.formula), _sentences(after, shift.formula))
    return Marked(f"English ({LAYERS[after.statement.layer]})", pair) if pair else None


def _in_english(utterance: Utterance) -> Rendering | None:
    """Return the official English rendering of an utterance, the longest."""
    found = [one for one in utterance.renderings if one.statement.language == "en" and one.statement.layer in OFFICIAL]
    return max(found, key=lambda one: len(one.statement.text), default=None)


def _sentences(one: Rendering, formula: str | None) -> list[str]:
    """Return the sentences of a rendering, only those with the formula where there are such."""
    words, at = words_in(one.statement), 0
    found: list[tuple[str, bool]] = []
    starts = [coding.start - one.statement.content[0] for coding in one.statement.codings if coding.formula == formula]
    for sentence in _SENTENCES.split(words):
        at = words.find(sentence, at)
        found.append((clean(sentence), any(at <= start < at + len(sentence) for start in starts)))
        at += len(sentence)
    return [text for text, coded in found if coded] or [text for text, _ in found]


def _differing(before: list[str], after: list[str]) -> Redline | None:
    """Return the redline of the one new sentence and the nearest earlier one; None where that is not clear."""
    new = [sentence for sentence in after if sentence not in before]
    if len(new) != 1 or not before:
        return None
    nearest = max((redline(sentence, new[0], "en") for sentence in before), key=lambda shown: shown.similarity)
    return nearest if nearest.similarity >= LEAST_ALIKE else None


# ---------------------------------------------------------------- wordings


def _wording(label: str, wording: Wording, found: Found, site: Site, words: str) -> Quotation:
    utterance, one = found or (None, None)
    facts = (
        with_office(wording.speaker, wording.office, wording.level),
        dated(wording.date, one.statement.said_on_basis if one else ""),
        occasion_of(utterance, one.statement) if utterance and one else "",
        how_reported(one.statement, one.statement.speaker.acts_for) if one else "",
        joined(wording.source, f"characters {wording.start}–{wording.end}" if wording.end else ""),
    )
    return Quotation(
        f"{label} ({_language(wording)})",
        clean(words),
        wording.language,
        tuple(filter(None, facts)),
        evidence_links(wording.url, wording.document, site),
        earlier=label == BEFORE,
    )


def _language(wording: Wording | None) -> str:
    code = wording.language if wording else ""
    return LANGUAGES.get(code, code or "language unknown")


def _around(wording: Wording, found: Found) -> str:
    """Return the sentence that a wording stands in, where it is known."""
    if not found:
        return wording.text
    statement = found[1].statement
    words = words_in(statement)
    ends = re.split(r"(?<=[。！？])|(?<=[.!?])\s+", words)
    return next((sentence.strip() for sentence in ends if wording.text in sentence), wording.text)


def _counts(evidence: Evidence, slot: str | None) -> str:
    of = "uses of this slot" if slot else "utterances"
    seen = [f"in {evidence.reference_count} of {evidence.reference_total} earlier {of}"] if evidence.reference_total else []
    seen += [f"in {evidence.new_count} now"] if evidence.new_count else []
    more = [_odds(evidence.log10_bayes_factor), f"{evidence.sources} independent sources" if evidence.sources > 1 else ""]
    return "; ".join(filter(None, (", ".join(seen), *more)))


def _odds(factor: float | None) -> str:
    """Return a Bayes factor as odds that people read."""
    if factor is None or factor < 0:
        return ""
    return "more than a million to 1 for a change" if factor > 6 else f"{10**factor:.0f} to 1 for a change"


def facts_beside(shift: Shift, shown: tuple[tuple[str, str], ...]) -> list[Block]:
    """Return the rows on how sure a change is that differ from those shown already."""
    rows = tuple(row for row in sure_rows(shift) if row not in shown)
    return [Facts(rows)] if rows else []
