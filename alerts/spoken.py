"""What was said, for a message: each words once, with who said it, when and where, and who else reports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from alerts.blocks import Block, Bullet, Bullets, Heading, Link, Quotation, Words
from alerts.inert import clean
from alerts.links import Site, safe_url
from alerts.match import words_in
from alerts.names import DIRECTNESS, LANGUAGES, LAYERS, OCCASIONS, dated_by, with_office
from alerts.news import counted, near
from extractors.records.changes import Rendering, Utterance
from extractors.records.pages import Layer
from extractors.records.words import Statement

MOST_UTTERANCES = 6
MOST_PASSAGES = 4  # of one utterance in its own language
MOST_TRANSLATED = 2
MOST_OUTLETS = 12


def spoken_blocks(spoken: Sequence[Utterance], site: Site, first: str = "") -> list[Block]:
    """Write the words of each utterance, those of the document `first` before others, then who else reports them."""
    blocks: list[Block] = []
    for place, utterance in enumerate(spoken[:MOST_UTTERANCES]):
        shown, hidden = passages(utterance, first)
        told: set[str] = set()
        for number, one in enumerate(shown):
            blocks.append(_quotation(_label(place, number, one, shown[0]), one, utterance, site, same_page=one.document in told))
            told.add(one.document)
        if hidden:
            blocks.append(Words(f"{hidden} more passages of it are on the site.", "muted"))
    outlets = _outlets(spoken)
    if len(outlets) > 1:
        blocks += [Heading("Reported by"), Bullets(outlets[:MOST_OUTLETS])]
    return blocks


def passages(utterance: Utterance, first: str = "") -> tuple[list[Rendering], int]:
    """Return the reports that show all the words once, nearest to the mouth first, and how many are left out.

    After the language of the nearest report comes English, for readers of that.
    """
    layers = list(Layer)
    found = sorted(
        counted(utterance) or utterance.renderings,
        key=lambda one: (layers.index(one.statement.layer), one.tier, one.document != first, one.document, one.statement.start),
    )
    distinct: list[Rendering] = []
    for one in found:
        same = [other for other in distinct if other.statement.language == one.statement.language]
        if not any(near(words_in(one.statement), words_in(other.statement)) for other in same):
            distinct.append(one)
    own = [one for one in distinct if one.statement.language == distinct[0].statement.language]
    english = [one for one in distinct if one.statement.language == "en" and one not in own][:MOST_TRANSLATED]
    return [*own[:MOST_PASSAGES], *english], max(0, len(own) - MOST_PASSAGES)


def _label(place: int, number: int, one: Rendering, nearest: Rendering) -> str:
    language = LANGUAGES.get(one.statement.language, one.statement.language or "language unknown")
    if one.statement.language != nearest.statement.language:
        return f"In {language} ({LAYERS[one.statement.layer]})"
    return f"{'What was said' if place == number == 0 else 'Also said there'} ({language})"


def _quotation(label: str, one: Rendering, utterance: Utterance, site: Site, *, same_page: bool) -> Quotation:
    """Write a passage with its facts; of a page that was quoted just above only where it stands."""
    statement, speaker = one.statement, utterance.speaker
    page = (
        with_office(speaker.name, speaker.office, speaker.level),
        dated(utterance.said_on, statement.said_on_basis, (utterance.earliest, utterance.latest)),
        occasion_of(utterance, statement),
        how_reported(statement, speaker.acts_for),
    )
    where = f"{'the same page' if same_page else one.source}, characters {statement.content[0]}–{statement.content[1]}"
    facts = (*(() if same_page else page), where, _formulas(statement))
    words, links = clean(words_in(statement)), () if same_page else evidence_links(one.url, one.document, site)
    return Quotation(label, words, statement.language, tuple(clean(fact) for fact in facts if fact), links)


def occasion_of(utterance: Utterance, statement: Statement) -> str:
    """Return the occasion as the report names it, else its kind, and to whom."""
    kind = "" if utterance.occasion_type == "other" else OCCASIONS.get(utterance.occasion_type, utterance.occasion_type.replace("_", " "))
    to = f"to {utterance.counterpart}" if utterance.counterpart else ""
    return joined(statement.occasion or kind, to)


def how_reported(statement: Statement, acts_for: str | None) -> str:
    """Say what kind of text it is, how near to the words, and whose telling where it is not the speaker's side's."""
    teller = statement.reported_by_side
    return joined(LAYERS[statement.layer], DIRECTNESS[statement.directness], f"as {teller} tells it" if teller and teller != acts_for else "")


def dated(on: date | None, basis: str, between: tuple[date, date] | None = None) -> str:
    """Return a day and how it is known."""
    if on is None:
        return "date unknown"
    known = [dated_by(basis)] if basis else []
    if between and between[0] != between[1]:
        next_day = between[1] - between[0] == timedelta(days=1)
        known.append(f"said on {between[0]} or {between[1]}" if next_day else f"said between {between[0]} and {between[1]}")
    return on.isoformat() + (f" ({'; '.join(known)})" if known else "")


def evidence_links(url: str, document: str, site: Site) -> tuple[Link, ...]:
    """Return links to the page and to what we stored of it."""
    source = safe_url(url)
    page = (Link("source", source),) if source else ()
    return (*page, *((Link("archived copy", site.row("documents", document)),) if document else ()))


def joined(*parts: str) -> str:
    """Join what there is with commas."""
    return ", ".join(clean(part) for part in parts if part)


def _formulas(statement: Statement) -> str:
    names = dict.fromkeys(coding.formula.replace("_", " ") for coding in statement.codings if coding.counts)
    return f"formulas: {', '.join(names)}" if names else ""


def _outlets(spoken: Iterable[Utterance]) -> tuple[Bullet, ...]:
    """Return who reports the words, the nearest first, each source once."""
    layers = list(Layer)
    found = [rendering for utterance in spoken for rendering in utterance.renderings]
    found.sort(key=lambda one: (layers.index(one.statement.layer), one.tier))
    lines: dict[str, Bullet] = {}
    for rendering in found:
        url = safe_url(rendering.url)
        link = Link("source", url) if url else None
        lines.setdefault(rendering.source, Bullet(f"{rendering.source} ({LAYERS[rendering.statement.layer]})", link))
    return tuple(lines.values())
