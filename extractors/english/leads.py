"""A lead that gives a country or ministry the words which the article then gives to its spokesperson."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.english.words import words_of
from extractors.records.words import Directness, Level, Statement
from extractors.said_on import RECALL

_NEAR = 900  # characters from the head of a lead to the sentence that names who said it
_UNNAMED = re.compile(r"\b(?:diplomat|envoy|official|ambassador|representative|minister)\b")  # "a senior Chinese diplomat"
_MISSIONS = frozenset(("china-eu-mission", "china-un-mission"))
_NOBODY = words_of("china china-mfa china-mfa-spokesperson china-representative")  # the speaker is only a state or its ministry


def name_leads(statements: Sequence[tuple[Statement, str]]) -> list[tuple[Statement, str]]:
    """ "China denied on Monday that ... . "...," spokesperson Guo Jiakun said": both are the spokesperson's words."""
    out = list(statements)
    if any(each.speaker.official_id in _MISSIONS for each, _ in out) and any(each.speaker.level is Level.SPOKESPERSON for each, _ in out):
        return out  # two houses speak: whose words the lead tells is open
    for number, (statement, _) in enumerate(out[:2]):
        named = _named_after(statement, out[number + 1 : number + 4])
        if named is not None:
            lead, key = named
            speaker = replace(lead.speaker, as_written=statement.speaker.as_written)
            out[number] = replace(statement, speaker=speaker), key
    return out


def _named_after(statement: Statement, later: Sequence[tuple[Statement, str]]) -> tuple[Statement, str] | None:
    """Return the first of the following statements that a spokesperson makes by name, or a ministry, when nothing parts the two."""
    if statement.speaker.official_id not in _NOBODY or statement.said_on_basis == RECALL or statement.start > _NEAR:
        return None
    for each, key in later:
        if each.speaker.acts_for != statement.speaker.acts_for:
            continue
        one_day = each.said_on is None or statement.said_on is None or each.said_on == statement.said_on
        if each.speaker.official_id in _NOBODY and one_day:
            continue
        if each.speaker.level is Level.LEADER and statement.said_on is not None and each.said_on is None:
            continue  # what the leader says without a day is the news' background
        body = (each.speaker.official_id or "").startswith("china-") and statement.speaker.official_id == "china"
        envoy = statement.speaker.official_id == "china-representative" and each.speaker.level is Level.UN
        goes_on = each.start - statement.end < 3 and each.directness is Directness.VERBATIM and each.speaker.level is not Level.LEADER
        unnamed = _UNNAMED.search(statement.speaker.as_written) is not None and each.speaker.level not in (None, Level.LEADER)
        fits = (body or envoy or unnamed or goes_on or each.speaker.level is Level.SPOKESPERSON) and one_day and each.said_on_basis != RECALL
        return (each, key) if fits and each.start - statement.start < _NEAR else None
    return None
