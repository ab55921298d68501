"""Statements that report one act of speaking become one utterance, however many outlets and translators repeat it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from unicodedata import normalize

from rapidfuzz import fuzz

from extractors.records.changes import Rendering, Utterance
from extractors.records.words import Level, Speaker, Statement

ECHO_DAYS = 3  # a summary may come some days later; the same words by then are still the same speech
NEAR = 80.0  # rapidfuzz partial ratio above which two wordings of one language are one
SHORTEST_ECHO = 12  # letters: shorter words, or words of protocol, prove nothing

# who publishes readouts of talks; any other source of a report is an outlet and takes no side
SIDES = frozenset(
    ["China", "Russia", "Ukraine", "Belarus", "US", "EU", "NATO", "UN", "UK", "France", "Germany", "Italy", "Spain", "Poland", "Hungary", "Slovakia", "Serbia", "Turkey", "Türkiye", "Brazil", "India", "Indonesia", "Japan", "Kazakhstan", "Iran", "Vatican", "Netherlands", "Denmark", "Finland", "Lithuania", "Switzerland", "Australia", "Canada"]
) | {"South Africa", "Saudi Arabia", "South Korea", "North Korea"}
JOINT = "; "  # between the names of those who say something together

_OCCASIONS = (
    ("unsc", re.compile(r"安理会|联合国|联大|Security Council|General Assembly|United Nations|Рад[аи] Безпеки|Радбез|Совбез|ООН", re.I)),
    ("press_conference", re.compile(r"记者会|记者招待会|中外记者|press|briefing|брифинг|пресс|прес-", re.I)),
    ("interview", re.compile(r"专访|采访|interview|інтерв|интервью", re.I)),
    ("document", re.compile(r"文件|声明|署名文章|position paper|joint statement|signed article", re.I)),
)
_BY_LEVEL = {
    Level.DOCUMENT: "document",
    Level.SPOKESPERSON: "press_conference",
    Level.UN: "unsc",
    Level.LEADER: "leader",
}
_LETTERS = re.compile(r"\W+")


def link_utterances(renderings: Iterable[Rendering], history: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Return the utterances that are new or have grown; a rendering without any date stays unplaced."""
    fresh = sorted(renderings, key=_order)
    days = [span[1] for rendering in fresh if (span := placed(rendering))]
    known: dict[str, Utterance] = {}
    by_day: dict[date, set[str]] = {}
    touched: dict[str, None] = {}
    for utterance in history:
        if days and utterance.latest >= min(days) - timedelta(days=ECHO_DAYS):
            _shelve(utterance, known, by_day)
    for rendering in fresh:
        span = placed(rendering)
        if span is None:
            continue
        home = _find_home(rendering, span, known, by_day)
        grown = _grow(home, rendering, span) if home else _begin(rendering, span)
        if grown is home:
            continue
        _shelve(grown, known, by_day)
        touched[grown.key] = None
    return tuple(known[key] for key in touched)


def placed(rendering: Rendering) -> tuple[date, date, date] | None:
    """Return the day an utterance is placed on, the earliest and the latest it can have been; None: no date at all."""
    said, published = rendering.statement.said_on, rendering.published
    if said is not None and _is_stated(rendering):
        return said, said, said
    published = said or published
    if published is None or rendering.statement.said_on_basis == "undated recall":
        return None
    # a page may report the day before; without a stated day its own date is the day it is placed on
    return published, published - timedelta(days=1), published


def type_occasion(rendering: Rendering) -> str:
    """Return the type of occasion, the first part of a stratum."""
    return type_occasion_of(rendering.statement)


def type_occasion_of(statement: Statement) -> str:
    """Return the type of occasion that a statement was made on."""
    level = statement.speaker.level
    if level is Level.DOCUMENT:
        return "document"
    for name, cues in _OCCASIONS:
        if cues.search(f"{statement.occasion or ''} {statement.counterpart or ''}"):
            return name
    if counterpart_of(statement):
        return "readout"
    return _BY_LEVEL.get(level, "other") if level else "other"


def identify(speaker: Speaker) -> str:
    """Return what makes two mentions the same speaker; of joint words, the first who speaks them."""
    return (speaker.name or speaker.as_written).split(JOINT)[0] or speaker.official_id or ""


def side_of(statement: Statement) -> str | None:
    """Return the side whose readout reports the words, None for press."""
    return statement.reported_by_side if statement.reported_by_side in SIDES else None


def counterpart_of(statement: Statement) -> str | None:
    """Return who was spoken to; of joint words, who speaks them too."""
    return statement.counterpart or JOINT.join(counterparts(statement.speaker.name or "")[1:]) or None


def counterparts(names: str) -> tuple[str, ...]:
    """Split a counterpart into those it names."""
    return tuple(name.strip() for name in names.split(JOINT.strip()) if name.strip())


@lru_cache(maxsize=16_384)  # every report is compared with all of its week
def bare(text: str) -> str:
    """Reduce a wording to its letters, for comparison only."""
    return _LETTERS.sub("", normalize("NFKC", text)).lower()


def _order(rendering: Rendering) -> tuple[date, str, int]:
    span = placed(rendering)
    return (span[0] if span else date.max, rendering.document, rendering.statement.start)


def _shelve(utterance: Utterance, known: dict[str, Utterance], by_day: dict[date, set[str]]) -> None:
    known[utterance.key] = utterance
    by_day.setdefault(utterance.said_on, set()).add(utterance.key)


def _find_home(
    rendering: Rendering,
    span: tuple[date, date, date],
    known: dict[str, Utterance],
    by_day: dict[date, set[str]],
) -> Utterance | None:
    """Return the utterance that a rendering reports, the surest first: same page, same occasion, same words."""
    _, earliest, latest = span
    near = list(_within(by_day, earliest - timedelta(days=ECHO_DAYS), latest + timedelta(days=ECHO_DAYS)))
    candidates = [known[key] for key in near]
    ranked = [(score, utterance) for utterance in candidates if (score := _kinship(rendering, span, utterance)) > 0]
    return max(ranked, key=lambda pair: (pair[0], pair[1].key), default=(0, None))[1]


def _within(by_day: dict[date, set[str]], first: date, last: date) -> Iterator[str]:
    for offset in range((last - first).days + 1):
        yield from by_day.get(first + timedelta(days=offset), ())


def _kinship(rendering: Rendering, span: tuple[date, date, date], utterance: Utterance) -> int:
    """Return how surely a rendering reports the utterance; 0: it does not."""
    if not _same_side(rendering, utterance):
        return 0
    same_speaker = _same_speaker(rendering.statement.speaker, utterance)
    overlap = span[1] <= utterance.latest and utterance.earliest <= span[2]
    if same_speaker and overlap and _same_occasion(rendering, utterance):
        return 3 if any(other.document == rendering.document for other in utterance.renderings) else 2
    if _is_stated(rendering) and not overlap:
        return 0  # words said again on another day are said again
    if (same_speaker or _unsure(rendering.statement.speaker)) and _echoes(rendering, utterance):
        return 1
    return 0


def _is_stated(rendering: Rendering) -> bool:
    """Tell whether the words themselves say when they were spoken."""
    return rendering.statement.said_on is not None and rendering.statement.said_on_basis != "published"


def _same_side(rendering: Rendering, utterance: Utterance) -> bool:
    """Two sides' readouts of one event stay apart; press without a side joins whoever it repeats."""
    mine = side_of(rendering.statement)
    sides = {side_of(other.statement) for other in utterance.renderings} - {None}
    return mine is None or not sides or mine in sides


def _same_speaker(speaker: Speaker, utterance: Utterance) -> bool:
    if identify(speaker) == identify(utterance.speaker):
        return True
    nameless = _is_nameless(speaker) or _is_nameless(utterance.speaker)
    same_rung = speaker.level is not None and speaker.level is utterance.speaker.level
    return nameless and same_rung and speaker.acts_for == utterance.speaker.acts_for


def _unsure(speaker: Speaker) -> bool:
    return speaker.official_id is None and JOINT not in (speaker.name or "")


def _is_nameless(speaker: Speaker) -> bool:
    """Tell whether a side speaks without a person's name: "China", "China (unnamed representative)", a ministry."""
    name = speaker.name or ""
    return _unsure(speaker) and (not name or not speaker.acts_for or speaker.acts_for in name)


def _are_equal(mine: str | None, theirs: str | None) -> bool:
    """Tell whether two counterparts are the same people, or two names of one body."""
    if not mine or not theirs:
        return mine == theirs
    left, right = set(map(bare, counterparts(mine))), set(map(bare, counterparts(theirs)))
    return left == right or not left & right  # without a common name `_may_be_one` found one body


def _may_be_one(mine: str | None, theirs: str | None) -> bool:
    """Tell whether two counterparts can be those of one occasion: a common name, or two names of one body."""
    if not mine or not theirs:
        return True
    left, right = set(map(bare, counterparts(mine))), set(map(bare, counterparts(theirs)))
    return bool(left & right) or bool(_OCCASIONS[0][1].search(mine) and _OCCASIONS[0][1].search(theirs))


def _same_occasion(rendering: Rendering, utterance: Utterance) -> bool:
    mine, theirs = counterpart_of(rendering.statement), utterance.counterpart
    if not _may_be_one(mine, theirs):
        return any(other.document == rendering.document and _near(rendering, other) for other in utterance.renderings)
    if not _are_equal(mine, theirs):  # not said, or others were there too: page, other language or words must tell
        return _tells_the_same(rendering, utterance)
    kinds = {type_occasion(rendering), utterance.occasion_type}
    return len(kinds) == 1 or "other" in kinds or mine is not None


def _tells_the_same(rendering: Rendering, utterance: Utterance) -> bool:
    languages = {other.statement.language for other in utterance.renderings}
    same_page = any(other.document == rendering.document for other in utterance.renderings)
    return same_page or rendering.statement.language not in languages or _echoes(rendering, utterance)


def _echoes(rendering: Rendering, utterance: Utterance) -> bool:
    if not _may_be_one(counterpart_of(rendering.statement), utterance.counterpart):
        return False
    return any(_near(rendering, other) for other in utterance.renderings)


def _near(mine: Rendering, other: Rendering) -> bool:
    if mine.statement.language != other.statement.language:
        return False
    short, long = sorted((bare(mine.statement.text), bare(other.statement.text)), key=len)
    return len(short) >= SHORTEST_ECHO and fuzz.partial_ratio(short, long) >= NEAR


def _begin(rendering: Rendering, span: tuple[date, date, date]) -> Utterance:
    statement = rendering.statement
    said, earliest, latest = span
    counterpart = counterpart_of(statement)
    named = "|".join((identify(statement.speaker), said.isoformat(), counterpart or "", rendering.document))
    return Utterance(
        key=blake2b(named.encode(), digest_size=10).hexdigest(),
        speaker=statement.speaker,
        said_on=said,
        earliest=earliest,
        latest=latest,
        occasion_type=type_occasion(rendering),
        counterpart=counterpart,
        renderings=(rendering,),
        event="/".join((said.isoformat(), statement.speaker.level or Level.UNNAMED, counterpart or type_occasion(rendering))),
    )


def _grow(utterance: Utterance, rendering: Rendering, span: tuple[date, date, date]) -> Utterance:
    """Add a rendering; a stated day and a named speaker win over vaguer ones."""
    same = [r for r in utterance.renderings if r.document == rendering.document and r.statement == rendering.statement]
    if same:
        return utterance
    earliest, latest = max(utterance.earliest, span[1]), min(utterance.latest, span[2])
    if earliest > latest:  # an echo from another day says nothing about when the words were spoken
        earliest, latest = utterance.earliest, utterance.latest
    surer = _unsure(utterance.speaker) and not _unsure(rendering.statement.speaker)
    kind = utterance.occasion_type
    return replace(
        utterance,
        speaker=rendering.statement.speaker if surer else utterance.speaker,
        said_on=min(max(utterance.said_on, earliest), latest),
        earliest=earliest,
        latest=latest,
        occasion_type=type_occasion(rendering) if kind == "other" else kind,
        counterpart=utterance.counterpart or counterpart_of(rendering.statement),
        renderings=(*utterance.renderings, rendering),
    )
