"""Who each attribution of a sentence is resolved to: reports with their speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.english.attribution import Attribution
from extractors.english.clauses import Clause
from extractors.english.discourse import Discourse, Phrase, Voice, remember
from extractors.english.people import People
from extractors.english.phrases import phrase_left
from extractors.english.report import Report
from extractors.english.resolve import resolve
from extractors.records.words import Speaker


def resolved_reports(
    clause: Clause, attributions: list[Attribution], number: int, discourse: Discourse, parts: bool
) -> list[Report]:
    """Give each attribution its speaker, in the order in which the sources stand; with `parts` "who" is written as it stands."""
    reports: list[Report | None] = [None] * len(attributions)
    order = sorted(range(len(attributions)), key=lambda n: _place(clause, attributions[n]))
    last: Voice | None = None
    for n in order:
        attribution = attributions[n]
        phrase = phrase_of(clause, attribution, discourse)
        if phrase is not None:
            voice = resolve(phrase, discourse)
            alone = phrase.text.istitle() and phrase.text.isalpha() and not phrase.text.endswith("s")  # not "Sources reported"
            passes_on = attribution.cue in ("report", "inform") or (attribution.side == "left" and clause.words[attribution.at] == "writes")
            if passes_on and alone and not (voice.person or voice.speaker.acts_for):
                voice = replace(voice, media=True)  # "Breitbart reported": an outlet we do not know
            remember(discourse, voice, phrase)
        else:
            earlier = [reports[k] for k in range(n) if reports[k] is not None]
            voice = earlier[-1].voice if earlier else last or discourse.last or Voice(Speaker(None), "")  # type: ignore[union-attr]
        last = voice
        if parts and attribution.pronoun is not None:
            voice = replace(voice, speaker=replace(voice.speaker, as_written=clause.words[attribution.pronoun]))
        reports[n] = report_of(clause, attribution, voice, number)
    return [r for r in reports if r is not None]


def _place(clause: Clause, attribution: Attribution) -> int:
    """ "States are welcome to support it, they said": "they" are those who spoke before the sentence, not whom it names."""
    source = attribution.source or (attribution.at, attribution.at)
    return -1 if attribution.side == "left" and clause.words[source[0]] == "they" else source[0]


def phrase_of(clause: Clause, attribution: Attribution, discourse: Discourse) -> Phrase | None:
    """Return the source of an attribution as written, with what stands around it."""
    if attribution.source is None:
        return None
    source = _pair_before(clause, attribution.source) or attribution.source
    start, end = clause.span(*source)
    extra_at, extra = start, ""
    if attribution.apposition:
        extra_at, stop = clause.span(*attribution.apposition)
        extra = clause.text[extra_at:stop]
    addressee = clause.text[slice(*clause.span(*attribution.addressee))] if attribution.addressee else ""
    someone = (
        addressee
        if addressee and _is_person(addressee, start, discourse.people, discourse.officials.named("en"))
        else ""
    )
    return Phrase(clause.text[start:end], start, extra, someone, extra_at)


def _pair_before(clause: Clause, source: tuple[int, int]) -> tuple[int, int] | None:
    """ "both Putin and Zelensky signalled that they want peace": the two whom the sentence names are "they"."""
    if clause.words[source[0]] != "they" or source[0] < 4:
        return None
    joint = next((n for n in range(source[0] - 1, 0, -1) if clause.words[n] == "and" and clause.capital[n - 1] and clause.capital[n + 1]), 0)
    last = next((n for n in range(joint + 1, source[0]) if not clause.capital[n + 1]), 0)
    phrase = phrase_left(clause, last) if joint and last else None
    return phrase if phrase is not None and phrase[0] < joint else None


def _is_person(words: str, position: int, people: People, known: Mapping[str, object]) -> bool:
    last = re.sub(r"[’']s?$", "", words.split()[-1]).lower()
    return bool(people.called(last, position)) or "counterpart" in words or words.split()[-1] in known


def report_of(clause: Clause, attribution: Attribution, voice: Voice, number: int) -> Report:
    """Return what an attribution reports in a voice."""
    content = attribution.content
    quotes = tuple((q.start, q.end) for q in clause.quotes)
    addressee = clause.text[slice(*clause.span(*attribution.addressee))] if attribution.addressee else None
    opened = bool(clause.quotes) and not clause.quotes[-1].closed
    return Report(
        voice, clause.start, clause.end, content, attribution.cue, attribution.frame, quotes, addressee,
        hedged=attribution.hedged, paragraph=number, open_quote=opened,
    )  # fmt: skip
