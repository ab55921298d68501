"""The terminology axis: which word a speaker uses for the war (issue, crisis, conflict, war …)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.codebook.codebook import FORMULAS, WORDS, read_lists
from extractors.codebook.formula import LANGUAGES
from extractors.codebook.formula_file import read_yaml
from extractors.codebook.pattern import Lists, parse_pattern
from extractors.codebook.pattern_matcher import Matcher
from extractors.codebook.pattern_regex import Compiled, compile_pattern, script_of
from extractors.errors import FaultyFileError
from extractors.normalise import normalise
from extractors.records import Term

TERMS = Path(__file__).parents[1] / "terms.yaml"
NO_TERM = ""  # words that look like a term and are none, such as "Cold War"


@dataclass(frozen=True, slots=True)
class TermRules:
    """The patterns of one language, and the term each stands for."""

    terms: tuple[str, ...]
    matcher: Matcher


def find_terms(
    text: str, span: tuple[int, int], quotes: Sequence[tuple[int, int]], language: str
) -> tuple[Term, ...]:
    """Return the terms inside the span; `verbatim` where the word stands in one of the quotes."""
    rules = _rules().get(language)
    if rules is None:
        return ()
    normal = normalise(text[span[0] : span[1]])
    found = sorted((hit.start - hit.end, hit.rule, hit.start, hit.end) for hit in rules.matcher.find(normal.text))
    kept: list[tuple[int, int, str]] = []
    for _, rule, start, end in found:
        if not any(start < other[1] and other[0] < end for other in kept):
            kept.append((start, end, rules.terms[rule]))
    return tuple(_term(normal.span(start, end), span[0], term, quotes) for start, end, term in sorted(kept) if term)


def _term(place: tuple[int, int], offset: int, term: str, quotes: Sequence[tuple[int, int]]) -> Term:
    start, end = place[0] + offset, place[1] + offset
    return Term(term, start, end, any(first <= start and end <= last for first, last in quotes))


@cache
def _rules() -> dict[str, TermRules]:
    lists: dict[str, Lists] = {language: {} for language in LANGUAGES}
    faults = list(read_lists(FORMULAS / WORDS, lists))
    terms, more = read_yaml(TERMS)
    if faults or more:
        raise FaultyFileError((*faults, *more))
    return {language: _language_rules(terms, lists[language], language) for language in LANGUAGES}


def _language_rules(terms: dict[str, dict[str, object]], lists: Lists, language: str) -> TermRules:
    named: list[str] = []
    patterns: list[Compiled] = []
    for term, fields in terms.items():
        others = fields.get("not")
        for name, words in ((term, fields), (NO_TERM, others if isinstance(others, dict) else {})):
            for line in str(words.get(language, "")).splitlines():
                named.append(name)
                patterns.append(compile_pattern(line, parse_pattern(line, lists), {}, language))
    return TermRules(tuple(named), Matcher(patterns, script_of(language).spaced))
