"""Attribute words to speakers in English news, transcripts and speeches."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.english.between import with_sentences_between
from extractors.english.context import counterpart, occasion, time_outside
from extractors.english.continued import joined_reports
from extractors.english.cues import Frame
from extractors.english.discourse import Discourse, Phrase
from extractors.english.discourse import Voice as Spoken
from extractors.english.gender import shown_genders
from extractors.english.leads import name_leads
from extractors.english.monologue import read_monologue
from extractors.english.occasions import share_occasions, with_lead_day
from extractors.english.paragraph import read_paragraph
from extractors.english.people import find_people
from extractors.english.publishers import is_state_media, publisher_side
from extractors.english.quotes import LED_IN, SIGNATURE
from extractors.english.report import Report
from extractors.english.resolve import resolve
from extractors.records.pages import Layer
from extractors.records.words import Directness, Document, Gate, Passage, Statement, Voice
from extractors.said_on import resolve_said_on
from extractors.speakers import Officials

_BEGINNING = 600  # characters of a text that tell where somebody speaks


def attribute_english(
    document: Document, passages: tuple[Passage, ...], officials: Officials, parts: bool = False
) -> tuple[Statement, ...]:
    """Return every attributed statement of an English text; with `parts` one for each reporting verb."""
    people = find_people(document.text, document.title, officials)
    people.genders = shown_genders(document.text)
    discourse = Discourse(officials, people, document.published, document=_titled(document.title), setting=f"{document.title}\n{document.text[:_BEGINNING]}")
    discourse.headed = _headed(document.title, discourse) or (resolve(Phrase("Chinese foreign ministry", -1), discourse) if is_state_media(document) else None)
    official = document.source_kind == "official"
    statements: list[Statement] = []
    reports: list[Report] = []
    passages = tuple(_with_quotations(document.text, passages))
    for number, passage in enumerate(passages):
        if passage.voice in (Voice.PROSE, Voice.FURNITURE):
            reports += read_paragraph(document.text, passage, number, discourse, reports, parts, official)
        else:
            turns = read_monologue(document, passage, discourse)
            statements += with_lead_day(document, turns) if number and passages[0].voice is Voice.PROSE else turns
    if not parts:
        reports = with_sentences_between(document.text, reports, discourse.bare)
    furniture = {n for n, p in enumerate(passages) if p.voice is Voice.FURNITURE}
    statements += _statements(document, reports, furniture, discourse, parts)
    side = publisher_side(document)
    if side is not None:
        statements = [_as_published(statement, side) for statement in statements]
    return tuple(sorted(statements, key=lambda s: (s.start, s.end)))


_OPENING_MARK = re.compile(r"\s*(?:[“„«\"]|'')")
_SIGNATURE = re.compile(r"[-–—―]\s?[A-Z].{3,90}")
_MARKED = re.compile(r"[“”„«»\"]|^\W*[-–—•]", re.MULTILINE)


def _with_quotations(text: str, passages: tuple[Passage, ...]) -> list[Passage]:
    """Read "She said:" together with the quotation in the paragraph behind it; empty passages keep the numbers."""
    out = list(passages)
    for n in range(len(out) - 2, -1, -1):
        first, then = out[n], out[n + 1]
        if first.voice not in (Voice.PROSE, Voice.FURNITURE) or then.voice not in (Voice.PROSE, Voice.FURNITURE):
            continue
        led_in = text[first.end - 1] == ":" and first.voice is then.voice is Voice.PROSE and _is_led_in(text, first, then)
        signed = first.voice is Voice.PROSE and _OPENING_MARK.match(text, first.start) and text[first.end - 1] in "”»\"'" and _SIGNATURE.fullmatch(text, then.start, then.end)
        below = SIGNATURE.fullmatch(text, then.start, then.end) and not _MARKED.search(text, first.start, first.end)
        if led_in or signed or below:
            out[n], out[n + 1] = replace(first, end=then.end, voice=Voice.PROSE), replace(then, start=then.end)
    return out


def _is_led_in(text: str, first: Passage, then: Passage) -> bool:
    """Tell whether what stands behind a colon is a quotation, with its marks or without any."""
    unmarked = LED_IN.fullmatch(text, first.start, then.end) is not None and _MARKED.search(text, first.start, then.end) is None
    return unmarked or _OPENING_MARK.match(text, then.start) is not None


_BODY = re.compile(
    r"\b(?:Chinese|China(?:[’']s)?|Beijing[’']s)\s(?:Foreign\s(?:Affairs\s)?Ministry|Ministry\sof\sForeign\sAffairs|MFA|Defen[cs]e\sMinistry|"
    r"Embassy|(?:Diplomatic\s)?Mission(?:\sto\sthe\s(?:EU|UN|European\sUnion|United\sNations))?)\b",
    re.IGNORECASE,
)


def _headed(title: str, discourse: Discourse) -> Spoken | None:
    """Return the one ministry or mission of the watched side that a title names."""
    found = list(_BODY.finditer(title))
    return resolve(Phrase(found[0][0], -1), discourse) if len(found) == 1 else None


def _titled(title: str) -> str | None:
    """Return China when the title names a Chinese document, which the text then calls "the paper"."""
    named = re.search(r"\b(?:China|Chinese|Beijing)\b", title) and re.search(
        r"\b(?:paper|plan|proposal|document)\b", title
    )
    return "China" if named else None


def _as_published(statement: Statement, side: str) -> Statement:
    """A government's site tells what another side said in its own words: kept under the event, counted for nobody."""
    statement = replace(statement, reported_by_side=statement.reported_by_side or side)
    speaks_for = statement.speaker.acts_for
    if speaks_for in (None, side) or statement.speaker.as_written == "(speech)":
        return statement
    gate = Gate("embedding", False, f"the account of another side: {side}")
    return replace(statement, gates=(*statement.gates, gate))


# ---------------------------------------------------------------- statements


def _statements(
    document: Document, reports: list[Report], furniture: set[int], discourse: Discourse, parts: bool
) -> list[Statement]:
    joined = joined_reports(document.text, reports, parts)
    made = [
        (_statement(document, report, report.paragraph in furniture, discourse), _key(report))
        for report in joined
    ]
    made = name_leads(made)
    return share_occasions(document.text, document.published, made, document.source_kind == "official")


def _key(report: Report) -> str:
    """Institutions of one side speak on one occasion; people each on their own."""
    voice = report.voice
    return voice.key if voice.person or not voice.speaker.acts_for else f"side {voice.speaker.acts_for}"


def _statement(document: Document, report: Report, furniture: bool, discourse: Discourse) -> Statement:
    text = document.text
    begin, end = report.content
    quotes = tuple(q for q in report.quotes if q[0] < end and q[1] > begin)
    layer = Layer.HEADLINE if furniture else document.layer or Layer.FOREIGN
    if report.voice.speaker.acts_for is None:  # nobody asks when or to whom a bystander spoke
        return _bare(text, report, quotes, layer)
    when = time_outside(text, report.start, report.end, report.content, quotes)
    said_on, basis = resolve_said_on(when, document.published, "en")
    gates = _contested(text, report)
    return Statement(
        report.start, report.end, text[report.start : report.end], report.voice.speaker,
        _directness(text, report, quotes), layer, "en", report.content, quotes, report.cue,
        counterpart=_counterpart(text, report, quotes, discourse),
        occasion=occasion(text, report.start, report.end, quotes), reported_by_side=report.reported_by,
        said_on=said_on, said_on_basis=basis, gates=gates, embedded=report.embedded,
    )  # fmt: skip


_AUDIENCE = re.compile(
    r"\b(?:reporters?|journalists?|briefing|conference|media|newspaper|agency|news|interview|audience|crowd|network|television)\b|^[A-Z]{2,5}$"
)
_SAYING = re.compile(r"\b(?:said|told|says|saying|asked for|offered|promised|supported)\b")
_ADDED = re.compile(r"(?:^|,\s)(?:saying|adding|stressing|calling)\b")
_LEAKED = re.compile(  # the words reach the page through somebody who may not be named
    r"\b(?:citing|according to|quoting)\s(?:[\w-]+\s){0,4}"
    r"(?:(?:people|persons?|officials?|sources?|diplomats?)\s(?:[\w-]+\s)?(?:familiar|briefed|with|close)\b"
    r"|(?:unnamed|anonymous|unidentified)\s(?:[\w-]+\s)?(?:people|persons?|officials?|sources?|diplomats?)\b|sources\b|individuals\b"
    r"|(?:US|U\.S\.|American|European|EU|Western|Ukrainian|Biden|Trump)\s(?:administration\s|intelligence\s|government\s)?(?:officials?|diplomats?)\b"
    r"|intelligence\s(?:reports?|officials?|agencies)\b)"
    r"|\b(?:video|recording|footage)\b[^.]{0,60}\bshow(?:s|ed|ing)\b",
    re.IGNORECASE,
)
_LEAKED_BELOW = re.compile(  # a portal names in a line of its own whom the outlet has the words from
    r"\s*(?:Source:|This (?:is|was) reported|[^\n.]{0,80}\breports? (?:this|it)\b)[^\n]{0,200}?\b(?:citing|quoting|with reference to|according to)\s(?:its\s|several\s|the\s|two\s|three\s|some\s)*"
    r"(?:sources?\b|(?:people|individuals|persons?|officials?|diplomats?)\s(?:who\s|familiar|briefed|with|close))"
)


def _bare(text: str, report: Report, quotes: tuple[tuple[int, int], ...], layer: Layer) -> Statement:
    return Statement(
        report.start, report.end, text[report.start : report.end], report.voice.speaker,
        _directness(text, report, quotes), layer, "en", report.content, quotes, report.cue,
        gates=_contested(text, report), embedded=report.embedded,
    )  # fmt: skip


def _contested(text: str, report: Report) -> tuple[Gate, ...]:
    """Words that somebody reportedly said, or denies having said, are stored and do not count."""
    before, after = (report.start, report.content[0]), (report.content[1], report.end)
    leaked = _LEAKED.search(text, *before) or _LEAKED.search(text, *after) or _LEAKED_BELOW.match(text, report.end)
    if report.hedged or leaked:
        return (Gate("contested", False, "the words are only reportedly said"),)
    denied = _ADDED.split(text[slice(*report.content)])[0]  # not ", saying it is untrue"
    if report.cue in ("deny", "refute") and _SAYING.search(denied):
        return (Gate("contested", False, "the speaker denies that the words were said"),)
    return ()


def _counterpart(
    text: str, report: Report, quotes: tuple[tuple[int, int], ...], discourse: Discourse
) -> str | None:
    """Return whom the speaker spoke to, by the full name where the article gives it; the press is no counterpart."""
    written = report.addressee or counterpart(text, report.start, report.end, quotes)
    if not written or _AUDIENCE.search(written):
        return None
    voice = resolve(Phrase(written, report.start), discourse)
    return voice.speaker.name if voice.key != report.voice.key and not voice.pronoun else None


def _directness(text: str, report: Report, quotes: tuple[tuple[int, int], ...]) -> Directness:
    """Verbatim when the content is a quotation and nothing else; a term in quotation marks makes it mixed."""
    begin, end = report.content
    if report.orphan and not report.whole:
        return Directness.MIXED
    inside = sorted((max(a, begin), min(b, end)) for a, b in quotes if a < end and b > begin)
    if not inside:
        return Directness.REPORTED
    if report.frame not in (Frame.SAY, Frame.TELL):
        return Directness.MIXED
    if inside[0][0] - begin <= 2 and end - inside[-1][1] <= 8 and sum(b - a for a, b in inside) > 25:
        return Directness.VERBATIM
    cuts = [begin, *(at for span in inside for at in span), end]
    rest = "".join(text[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True))
    letters = sum(c.isalpha() for c in rest)
    starts = inside[0][0] - begin <= 2 and text[inside[0][0]].isupper()
    return (
        Directness.VERBATIM if starts and letters * 8 <= sum(b - a for a, b in inside) else Directness.MIXED
    )
