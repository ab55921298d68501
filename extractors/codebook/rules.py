"""The rules of one language: every formula's patterns, vetoes and slot values, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import re2

from extractors.codebook.formula import Formula
from extractors.codebook.pattern import Choice, Lists, PatternError, parse_pattern
from extractors.codebook.pattern_matcher import Matcher, Rule
from extractors.codebook.pattern_regex import (
    SlotRegex,
    compile_before,
    compile_pattern,
    compile_search,
    compile_value,
    script_of,
)
from extractors.errors import Fault

CLOSE, CLOSE_CHINESE = 15, 8
NOT_NEGATION = "no_negation"  # what looks like one and is none: "not only", 不仅
WEAK = "? "  # before a pattern that finds the topic only
NEGATION = "negation"  # list of words.yaml: what takes the meaning away when it stands right before a trigger


class SlotWords:
    """The listed values of a slot; compiled when first asked for, since most slots of a text are captured."""

    def __init__(self, slot: SlotRegex, language: str) -> None:
        self.slot = slot
        self.language = language

    @cached_property
    def _values(self) -> list[tuple[str, re2._Regexp]]:
        return [(value, compile_value(words, self.language)) for value, words in self.slot.values.items()]

    @cached_property
    def _anywhere(self) -> re2._Regexp | None:
        options = tuple(option for words in self.slot.values.values() for option in words.options)
        return compile_search(Choice(options), self.language) if options else None

    def value_of(self, words: str) -> str | None:
        """Return the listed value that the words are, None for words nobody listed."""
        encoded = words.lower().encode()
        return next((value for value, regex in self._values if regex.fullmatch(encoded)), None)

    def find(self, encoded: bytes) -> tuple[int, int] | None:
        """Return where (in bytes) a listed value stands in a trigger."""
        match = self._anywhere.search(encoded) if self._anywhere else None
        return match.span(1) if match else None


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The rules of one language, ready to be looked for."""

    matcher: Matcher
    slots: Mapping[str, Mapping[str, SlotWords]]  # formula -> slot -> its listed values
    negation: re2._Regexp | None
    no_negation: re2._Regexp | None
    close: int  # characters between two hits of a formula that are one trigger, inside a sentence


def build_rules(language: str, formulas: Iterable[Formula], lists: Lists) -> tuple[LanguageRules, list[Fault]]:
    """Compile the formulas' patterns of a language, and list what cannot be compiled."""
    rules: list[Rule] = []
    slots: dict[str, dict[str, SlotWords]] = {}
    faults: list[Fault] = []
    for formula in formulas:
        regexes = _slot_regexes(formula, language)
        slots[formula.id] = {name: SlotWords(regex, language) for name, regex in regexes.items()}
        for rule in _formula_rules(formula, language, lists, regexes):
            if isinstance(rule, Rule):
                rules.append(rule)
            else:
                faults.append(rule)
    negation, no_negation = (compile_before(lists[name], language) if name in lists else None for name in (NEGATION, NOT_NEGATION))
    spaced = script_of(language).spaced
    return LanguageRules(Matcher(rules, spaced), slots, negation, no_negation, CLOSE if spaced else CLOSE_CHINESE), faults


def _formula_rules(formula: Formula, language: str, lists: Lists, slots: Mapping[str, SlotRegex]) -> Iterator[Rule | Fault]:
    for excludes, sources in ((False, formula.patterns), (True, formula.exclusions)):
        for source in sources.get(language, ()):
            try:
                weak = not excludes and source.startswith(WEAK)
                written = source.removeprefix(WEAK) if weak else source
                compiled = compile_pattern(written, parse_pattern(written, lists), slots, language)
                yield Rule(formula.id, compiled, excludes, weak)
            except PatternError as error:
                field = f"{'exclusions' if excludes else 'patterns'}.{language}"
                yield Fault(formula.path, field, f"{source!r}: {error}")


def _slot_regexes(formula: Formula, language: str) -> dict[str, SlotRegex]:
    return {
        slot.name: SlotRegex({value: words[language] for value, words in slot.values.items() if words.get(language)}, slot.open)
        for slot in formula.slots.values()
    }
