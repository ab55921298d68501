"""The occasion that statements of one article share: day, counterpart and place, carried from one to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial

from extractors.english.context import OF_OTHERS, TIME
from extractors.english.discourse import WATCHED
from extractors.english.words import ARTICLE, words_of
from extractors.records.words import Document, Level, Statement
from extractors.said_on import RECALL, RELATIVE, STATED, resolve_said_on

_EVENT = re.compile(
    r"\b(?:spoke|met|meets?|held|took place|took questions|addressed|briefed|appeared|phone call|call|conversation|talks|meeting|hosted|visit(?:ed)?|discussed"
    r"|[’']s (?:promise|pledge|remarks|statement|announcement|speech|comments|interview))\b"
    rf"(?P<between>[^.\n“”\"]{{0,150}}?)(?P<day>{TIME.pattern})"
)
_DATED_EVENT = re.compile(
    rf"(?:(?:^|\n)\s*(?:On )?|, on )(?P<day>{TIME.pattern})[^.\n“”\"]{{0,200}}?\b(?:spoke|made a (?:statement|speech)|met|held|had|attended|chaired|conversation|talks|call|meeting|delivered|took|interview|hosted|presided|answered)\b"
)
_WHO = re.compile(r"\b(?:who|which|whose) (?:\w+ )?$")  # what somebody did besides
_AT_A_BRIEFING = re.compile(  # "At a daily briefing on Tuesday, spokesman Lin Jian was asked about"
    rf"(?:^|\n)\s*(?:At|During|In) (?:an?|the|his|her) [^.\n“”\"]{{0,60}}?\b(?:briefing|conference|session|interview)\b[^.\n“”\"]{{0,30}}? (?P<day>{TIME.pattern})"
)
_EARLIER = re.compile(
    r"\b(?:last met|previous|earlier|would|will|is expected|to meet|plans?|ahead of|before)\b"
)
_DATELINE = re.compile(
    r"^\W*(?:Xinhua\W+)?(?:[A-Z][A-Z.’' -]+)(?:, [A-Z][a-z]+)?, (?P<day>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))(?:,? \d{4})?\.? ?(?:/|\(|–|—|-)"
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, to whom and where somebody spoke in the article."""

    said_on: date | None
    basis: str
    counterpart: str | None
    occasion: str | None


@dataclass(frozen=True, slots=True)
class _Event:
    """A meeting or call that the article places on a day."""

    position: int
    words: str
    said_on: date
    basis: str


def share_occasions(
    text: str, published: date | None, statements: Sequence[tuple[Statement, str]], official: bool
) -> list[Statement]:
    """Give statements without a day of their own that of their speaker's occasion; recalls stay undated.

    Each statement comes with the key of its speaker.
    """
    dateline = _dateline(text, published)
    official = official and not _ARTICLE.search(text, 0, 500)
    last = (dateline, STATED) if dateline else (published, "published") if official and published else _lead_day(text, published)
    forward = _carried(_day_before(statements, last[0] if last else None))
    days = _single_days(forward, published)
    events = cache(partial(_events, text, published))  # most texts have nobody whose talk they would date
    of_others = dateline is None and not official and _is_others_day(text, statements)
    return [
        _placed(statement, days.get(key), events, None if of_others and statement.speaker.acts_for == WATCHED else last) for statement, key in forward
    ]


_ARTICLE = re.compile(rf"\b(?:contributed|published|signed|authored|penned|wrote) (?:a |an )?(?:\w+ )?{ARTICLE}\b")
_TALKS = re.compile(r"\b(?:met|meeting|talks|call|called|conversation|visit\w*|summit|conference|session|briefing|forum|trip|spoke)\b")
_BEHIND = re.compile(r"\b(?:following|after)\b[^,.]*")


def _is_others_day(text: str, statements: Sequence[tuple[Statement, str]]) -> bool:
    """ "The Kremlin said Thursday that ...": the day is that of its words, at no meeting, and not of what China said before."""
    opening = text.lstrip().partition("\n")[0]
    sides = {statement.speaker.acts_for for statement, _ in statements if statement.start < len(opening)} - {None}
    return bool(sides) and WATCHED not in sides and not _TALKS.search(_BEHIND.sub(" ", opening))


_DAY_BEFORE = re.compile(r"(?:A|One|The) day (?:earlier|before),|(?:On )?[Tt]he previous day,")


def _day_before(statements: Sequence[tuple[Statement, str]], latest: date | None) -> list[tuple[Statement, str]]:
    """ "A day earlier, Mao had said": one before the day that the article told of last."""
    out = []
    for statement, key in statements:
        if statement.said_on is None and latest is not None and _DAY_BEFORE.match(statement.text):
            statement = replace(statement, said_on=latest - timedelta(days=1), said_on_basis=RELATIVE)
        else:
            latest = statement.said_on or latest
        out.append((statement, key))
    return out


def _carried(statements: Sequence[tuple[Statement, str]]) -> list[tuple[Statement, str]]:
    known: dict[str, Circumstances] = {}
    out = []
    for statement, key in statements:
        body = f"{key} {statement.speaker.official_id}"  # its own day, before that of another body of its side
        before = known.get(body) or known.get(key)
        if before is not None and statement.said_on is None and not statement.said_on_basis:
            statement = replace(
                statement,
                said_on=before.said_on,
                said_on_basis=before.basis,
                counterpart=statement.counterpart or before.counterpart,
                occasion=statement.occasion or before.occasion,
            )
        if statement.said_on_basis != RECALL and (
            statement.said_on or statement.counterpart or statement.occasion
        ):
            known[key] = known[body] = Circumstances(
                statement.said_on, statement.said_on_basis, statement.counterpart, statement.occasion
            )
        out.append((statement, key))
    return out


def _single_days(statements: Sequence[tuple[Statement, str]], published: date | None) -> dict[str, tuple[date, str]]:
    """Return the day of every speaker who has only one, which the words before it share where it is news."""
    days: dict[str, set[tuple[date, str]]] = {}
    for statement, key in statements:
        if statement.said_on is not None:
            days.setdefault(key, set()).add((statement.said_on, statement.said_on_basis))
    alone = {key: next(iter(found)) for key, found in days.items() if len({day for day, _ in found}) == 1}
    return {key: one for key, one in alone.items() if published is None or (published - one[0]).days <= _RECENT}


def _events(text: str, published: date | None) -> list[_Event]:
    out = []
    for found in (*_EVENT.finditer(text), *_DATED_EVENT.finditer(text), *_AT_A_BRIEFING.finditer(text)):
        sentence = text[max(0, found.start() - 90) : found.end() + 90 * (found.re is not _EVENT)]
        if _WAR_BEGAN.search(text, found.start(), found.start("day")) or _EARLIER.search(sentence.rpartition(". ")[2]) or _WHO.search(text, max(0, found.start() - 10), found.start()):
            continue
        day, basis = resolve_said_on(found["day"], published, "en")
        if day is not None:
            out.append(_Event(found.start(), sentence.lower(), day, basis))
    return out


_WAR_BEGAN = re.compile(r"\bsince\b|\b(?:invaded|invasion|began|broke out|launched|started)\b[^.]{0,40}$")


def _dateline(text: str, published: date | None) -> date | None:
    """Return the day of "BEIJING, February 24. /TASS/" at the head of a text."""
    found = _DATELINE.match(text)
    return resolve_said_on(found["day"], published, "en")[0] if found else None


_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_PLANNED = re.compile(r"\b(?:will|to be held|(?:is|are) (?:to|set|expected|scheduled|due|planned)|plans? to)\b[^.;]{0,160}$")
_RECENT = 6  # days; what a lead tells is news


def _lead_day(text: str, published: date | None) -> tuple[date, str] | None:
    """Return the one recent day that the opening paragraph names: what the article tells of happened then."""
    first, _, rest = text.lstrip().partition("\n")
    opening = OF_OTHERS.sub(" ", _QUOTED.sub(" ", first))
    named = list(TIME.finditer(opening))
    if named and all(_PLANNED.search(opening, 0, found.start()) for found in named):
        opening = _QUOTED.sub(" ", rest.lstrip().partition("\n")[0])  # what is to come is no news of that day
        named = list(TIME.finditer(opening))
    days = [resolve_said_on(found.group(), published, "en") for found in named]
    recent = {(day, basis) for day, basis in days if day and published and 0 <= (published - day).days <= _RECENT}
    return next(iter(recent)) if len(recent) == 1 and len(days) == 1 else None


def with_lead_day(document: Document, turns: Sequence[Statement]) -> list[Statement]:
    """ "On October 10 the spokesperson hosted a press conference": the answers printed below it were given on that day."""
    day = None if all(turn.said_on for turn in turns) else _lead_day(document.text, document.published)
    return [replace(turn, said_on=day[0], said_on_basis=day[1]) if day and not turn.said_on else turn for turn in turns]


def _placed(
    statement: Statement,
    known: tuple[date, str] | None,
    events: Callable[[], list[_Event]],
    last: tuple[date, str] | None,
) -> Statement:
    if statement.said_on is not None or statement.said_on_basis:
        return statement
    event = _event_of(statement, events)
    if event is not None:
        return replace(statement, said_on=event.said_on, said_on_basis=event.basis)
    known = known or last
    return replace(statement, said_on=known[0], said_on_basis=known[1]) if known else statement


_THE_TWO = words_of("two both they politicians leaders ministers sides diplomats")


def _event_of(statement: Statement, events: Callable[[], list[_Event]]) -> _Event | None:
    """Return the talk that a leader's or minister's words belong to; spokespersons speak elsewhere."""
    speaker = statement.speaker
    if speaker.level in (Level.READOUT, Level.UNNAMED, Level.DEFENCE, None) or not speaker.name:
        return None
    names = {word.lower() for word in speaker.name.split()}
    if (
        speaker.level not in (Level.SPOKESPERSON, Level.AMBASSADOR)
    ):  # spokespersons speak at briefings, not in the talks of others
        names |= _THE_TWO
    fitting = [e for e in events() if names & {re.sub(r"[’']s?$", "", word) for word in re.findall(r"[a-z’'-]+", e.words)}]
    days = {e.said_on for e in fitting}
    return fitting[0] if len(days) == 1 else None
