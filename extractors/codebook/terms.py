"""The terminology axis: which word a speaker uses for the war (issue, crisis, conflict, war …)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.codebook.codebook import FORMULAS, WORDS, read_lists
from extractors.codebook.formula import LANGUAGES
from extractors.codebook.formula_file import read_yaml
from extractors.codebook.pattern import Lists, parse_pattern
from extractors.codebook.pattern_matcher import Matcher, Rule
from extractors.codebook.pattern_regex import compile_pattern, script_of
from extractors.errors import FaultyFileError
from extractors.normalise import normalise
from extractors.records.words import Term

TERMS = Path(__file__).parents[1] / "terms.yaml"
NO_TERM = ""  # words that look like a term and are none, such as "Cold War"


def find_terms(
    text: str, span: tuple[int, int], quotes: Sequence[tuple[int, int]], language: str
) -> tuple[Term, ...]:
    """Return the terms inside the span; `verbatim` where the word stands in one of the quotes."""
    matcher = _matchers().get(language)
    if matcher is None:
        return ()
    normal = normalise(text[span[0] : span[1]])
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(matcher.find(normal.text), key=lambda hit: hit.start - hit.end):
        if not any(hit.start < other[1] and other[0] < hit.end for other in kept):
            kept.append((hit.start, hit.end, hit.rule.formula))
    return tuple(_term(normal.span(start, end), span[0], term, quotes) for start, end, term in sorted(kept) if term)


def _term(place: tuple[int, int], offset: int, term: str, quotes: Sequence[tuple[int, int]]) -> Term:
    start, end = place[0] + offset, place[1] + offset
    return Term(term, start, end, any(first <= start and end <= last for first, last in quotes))


@cache
def _matchers() -> dict[str, Matcher]:
    lists: dict[str, Lists] = {language: {} for language in LANGUAGES}
    faults = list(read_lists(FORMULAS / WORDS, lists))
    terms, more = read_yaml(TERMS)
    if faults or more:
        raise FaultyFileError((*faults, *more))
    return {language: _matcher(terms, lists[language], language) for language in LANGUAGES}


def _matcher(terms: dict[str, dict[str, object]], lists: Lists, language: str) -> Matcher:
    """Return the rules of one language; each stands for a term."""
    rules: list[Rule] = []
    for term, fields in terms.items():
        others = fields.get("not")
        for name, words in ((term, fields), (NO_TERM, others if isinstance(others, dict) else {})):
            for line in str(words.get(language, "")).splitlines():
                rules.append(Rule(name, compile_pattern(line, parse_pattern(line, lists), {}, language)))
    return Matcher(rules, script_of(language).spaced)
