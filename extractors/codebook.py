"""The codebook: formulas with their patterns, and the coding of a stretch of text.

A coding with `counts` false was found and set aside; its gates say why (negation, exclusion, status).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import re2

from extractors.errors import Fault, FaultyFileError
from extractors.formula import LANGUAGES, Formula, Status
from extractors.formula_file import FormulaReader, read_yaml
from extractors.normalise import Normalised, normalise
from extractors.pattern import Choice, Lists, PatternError, parse_pattern
from extractors.pattern_matcher import Hit, Matcher
from extractors.pattern_regex import Compiled, SlotRegex, compile_pattern, compile_value, script_of
from extractors.records import Coding, Gate, Slot

FORMULAS = Path(__file__).parent / "formulas"
WORDS = "words.yaml"
REFERENCES = "references.yaml"
NEGATION = "negation"  # list of words.yaml: what takes the meaning away when it stands right before a trigger
BEFORE = 40  # characters before a trigger in which a negation is looked for
PASSED = Gate("negation", True)


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled pattern and what it is for."""

    formula: str
    pattern: Compiled
    excludes: bool = False  # True: where it matches, the formula is not coded


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The rules of one language with their matcher."""

    rules: tuple[Rule, ...]
    matcher: Matcher
    values: Mapping[tuple[str, str], tuple[tuple[str, re2._Regexp], ...]]  # (formula, slot) -> its listed values
    negation: re2._Regexp | None


@dataclass(frozen=True, slots=True)
class Codebook:
    """All formulas in force, their version, and their rules a language."""

    version: str
    formulas: Mapping[str, Formula]
    languages: Mapping[str, LanguageRules]


def load_codebook(folders: Sequence[Path] | None = None) -> Codebook:
    """Return the codebook of the folders, later ones winning by id; raises `FaultyFileError` with every fault."""
    formulas, lists, faults = _read(folders or (FORMULAS,))
    codebook, more = _build(formulas, lists)
    faults = [*faults, *more]
    if not faults:
        faults = list(check_examples(codebook, formulas.values()))
    if faults:
        raise FaultyFileError(tuple(faults))
    return codebook


def _read(folders: Sequence[Path]) -> tuple[dict[str, Formula], dict[str, Lists], list[Fault]]:
    lists: dict[str, Lists] = {language: {} for language in LANGUAGES}
    sources: dict[str, object] = {}
    formulas: dict[str, Formula] = {}
    faults: list[Fault] = []
    for folder in folders:
        faults.extend(read_lists(folder / WORDS, lists))
        known, wrong = read_yaml(folder / REFERENCES) if (folder / REFERENCES).exists() else ({}, ())
        sources.update(known)
        faults.extend(wrong)
        for path in sorted(folder.glob("*/*.yaml")):
            reader = FormulaReader(path, lists, sources)
            if formula := reader.read():
                formulas[formula.id] = formula
            faults.extend(reader.faults)
    if not formulas and not faults:
        faults.append(Fault(", ".join(map(str, folders)), "folder", "holds no formula; expected <theme>/<id>.yaml"))
    return formulas, lists, faults


def read_lists(path: Path, lists: dict[str, Lists]) -> Iterator[Fault]:
    """Add the word lists of a file to `lists`; yield its faults."""
    if not path.exists():
        return
    words, faults = read_yaml(path)
    yield from faults
    for name, by_language in words.items():
        for language, text in (by_language or {}).items():
            if language not in lists:
                yield Fault(str(path), f"{name}.{language}", f"unknown language; expected one of {', '.join(LANGUAGES)}")
                continue
            try:
                lists[language][name] = Choice((parse_pattern(str(text), lists[language]),))
            except PatternError as error:
                yield Fault(str(path), f"{name}.{language}", str(error))


def _build(formulas: Mapping[str, Formula], lists: Mapping[str, Lists]) -> tuple[Codebook, list[Fault]]:
    faults: list[Fault] = []
    for formula in formulas.values():
        for other in formula.inside:
            if other not in formulas:
                faults.append(Fault(formula.path, "exclusions.inside", f"unknown formula {other!r}"))
    active = [formula for formula in formulas.values() if formula.status is not Status.RETIRED]
    languages = {language: _rules_of(language, active, lists[language], faults) for language in LANGUAGES}
    digests = "".join(formulas[name].digest for name in sorted(formulas))
    version = hashlib.sha256((digests + repr(lists)).encode()).hexdigest()[:12]
    return Codebook(version, formulas, languages), faults


def _rules_of(language: str, formulas: Iterable[Formula], lists: Lists, faults: list[Fault]) -> LanguageRules:
    rules: list[Rule] = []
    values: dict[tuple[str, str], tuple[tuple[str, re2._Regexp], ...]] = {}
    for formula in formulas:
        slots = _slot_rules(formula, language)
        for name, slot in slots.items():
            values[formula.id, name] = tuple((value, compile_value(words, language)) for value, words in slot.values.items())
        for excludes, sources in ((False, formula.patterns), (True, formula.exclusions)):
            field = f"{'exclusions' if excludes else 'patterns'}.{language}"
            for source in sources.get(language, ()):
                try:
                    compiled = compile_pattern(source, parse_pattern(source, lists), slots, language)
                    rules.append(Rule(formula.id, compiled, excludes))
                except PatternError as error:
                    faults.append(Fault(formula.path, field, f"{source!r}: {error}"))
    spaced = script_of(language).spaced
    return LanguageRules(tuple(rules), Matcher([rule.pattern for rule in rules], spaced), values, _negation(lists, language))


def _slot_rules(formula: Formula, language: str) -> dict[str, SlotRegex]:
    return {
        slot.name: SlotRegex({value: words[language] for value, words in slot.values.items() if words.get(language)}, slot.open)
        for slot in formula.slots.values()
    }


def _negation(lists: Lists, language: str) -> re2._Regexp | None:
    if NEGATION not in lists:
        return None
    words = compile_value(lists[NEGATION], language).pattern.decode()
    edge, filler = (r"(?:^|[^\p{L}])", r"(?:[\s\"',-]+[\p{L}]+){0,2}[\s\"'(-]*$") if script_of(language).spaced else ("", r".{0,2}$")
    return re2.compile(f"{edge}{words}{filler}".encode())


def check_examples(codebook: Codebook, formulas: Iterable[Formula]) -> Iterator[Fault]:
    """Yield a fault for each example that is not coded as it says."""
    for formula in formulas:
        if formula.status is Status.RETIRED:
            continue
        for example in formula.examples:
            found = [coding for coding in code_text(codebook, example.text, example.language) if coding.formula == formula.id]
            counted = [coding for coding in found if coding.counts or _only_draft(coding)]
            where = f"examples.{'coded' if example.coded else 'not_coded'}.{example.language}"
            if bool(counted) != example.coded:
                yield Fault(formula.path, where, _wrong(example.text, example.coded, found))
            elif example.slots and not any(_slots_fit(coding, example.slots) for coding in counted):
                values = [{slot.name: slot.value for slot in coding.slots} for coding in counted]
                yield Fault(formula.path, where, f"{example.text!r}: slots are {values}; expected {dict(example.slots)}")


def _only_draft(coding: Coding) -> bool:
    return [gate.name for gate in coding.gates if not gate.passed] == ["status"]


def _slots_fit(coding: Coding, expected: Mapping[str, str]) -> bool:
    found = {slot.name: slot.value for slot in coding.slots}
    return all(found.get(name, "") == value for name, value in expected.items())


def _wrong(text: str, coded: bool, found: Sequence[Coding]) -> str:
    if not coded:
        words = "; ".join(text[coding.start : coding.end] for coding in found if coding.counts)
        return f"{text!r}: is coded at {words!r}; expected no coding"
    reasons = "; ".join(gate.reason for coding in found for gate in coding.gates if not gate.passed)
    return f"{text!r}: is not coded{f' ({reasons})' if reasons else ''}; expected a coding"


def code_text(codebook: Codebook, text: str, language: str) -> tuple[Coding, ...]:
    """Code a whole text."""
    return code_span(codebook, text, [(0, len(text))], language)


def code_span(codebook: Codebook, text: str, spans: Sequence[tuple[int, int]], language: str) -> tuple[Coding, ...]:
    """Return the formulas found inside the spans, offsets in `text`, in order; those set aside have `counts` false."""
    if language not in codebook.languages:
        return ()
    codings: list[Coding] = []
    for start, end in _merged(spans):
        codings.extend(_code_stretch(codebook, codebook.languages[language], text, start, end))
    return tuple(codings)


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans, overlapping ones as one."""
    current: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if current is None or start >= current[1]:
            if current is not None:
                yield current
            current = (start, end)
        else:
            current = (current[0], max(current[1], end))
    if current is not None:
        yield current


def _code_stretch(codebook: Codebook, rules: LanguageRules, text: str, start: int, end: int) -> Iterator[Coding]:
    normal = normalise(text[start:end])
    found: dict[str, list[Hit]] = defaultdict(list)
    vetoes: dict[str, list[Hit]] = defaultdict(list)
    for hit in rules.matcher.find(normal.text):
        rule = rules.rules[hit.rule]
        (vetoes if rule.excludes else found)[rule.formula].append(hit)
    kept = {formula: _longest(hits) for formula, hits in found.items()}
    gated = [
        (hit, _own_gates(codebook.formulas[formula], rules, normal, hit, vetoes[formula]))
        for formula, hits in kept.items()
        for hit in hits
    ]
    standing = [(rules.rules[hit.rule].formula, hit) for hit, gates in gated if all(gate.passed for gate in gates)]
    codings = [
        _coding(codebook, rules, normal, start, hit, (*gates, *_inside_gate(codebook, rules, hit, standing)))
        for hit, gates in gated
    ]
    yield from sorted(codings, key=lambda coding: (coding.start, coding.end, coding.formula))


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the longest of hits that overlap: they are one trigger of one formula."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        if not any(_overlap(hit, other) for other in kept):
            kept.append(hit)
    return kept


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _own_gates(
    formula: Formula, rules: LanguageRules, normal: Normalised, hit: Hit, vetoes: Sequence[Hit]
) -> tuple[Gate, ...]:
    """Return the verdicts that rest on this trigger alone: negation, excluded words, status."""
    gates = [_negation_gate(formula, rules, normal, hit)]
    veto = next((other for other in vetoes if _overlap(hit, other)), None)
    if veto:
        gates.append(Gate("exclusion", False, f"excluded by {rules.rules[veto.rule].pattern.source!r}"))
    if formula.status is Status.DRAFT:
        gates.append(Gate("status", False, "the formula is a draft"))
    return tuple(gates)


def _inside_gate(
    codebook: Codebook, rules: LanguageRules, hit: Hit, standing: Sequence[tuple[str, Hit]]
) -> Iterator[Gate]:
    """Yield a failed gate where a formula that says more stands over this trigger."""
    specific = codebook.formulas[rules.rules[hit.rule].formula].inside
    for name, other in standing:
        if name in specific and _overlap(hit, other):
            yield Gate("exclusion", False, f"inside {name}, which says more")
            return


def _negation_gate(formula: Formula, rules: LanguageRules, normal: Normalised, hit: Hit) -> Gate:
    if rules.negation is None or formula.negated_counts:
        return PASSED
    match = rules.negation.search(normal.text[max(0, hit.start - BEFORE) : hit.start].lower().encode())
    return Gate("negation", False, f"negated by {match.group().decode().strip()!r}") if match else PASSED


def _coding(codebook: Codebook, rules: LanguageRules, normal: Normalised, offset: int, hit: Hit, gates: tuple[Gate, ...]) -> Coding:
    rule = rules.rules[hit.rule]
    slots = tuple(
        _slot(rules, normal, offset, rule.formula, name, place)
        for name, place in zip(rule.pattern.slots, hit.slots, strict=True)
        if place is not None
    )
    start, end = normal.span(hit.start, hit.end)
    counts = all(gate.passed for gate in gates)
    return Coding(rule.formula, start + offset, end + offset, slots, gates, counts, codebook.version)


def _slot(rules: LanguageRules, normal: Normalised, offset: int, formula: str, name: str, place: tuple[int, int]) -> Slot:
    words = normal.text[place[0] : place[1]]
    listed = next((value for value, regex in rules.values[formula, name] if regex.fullmatch(words.lower().encode())), None)
    start, end = normal.span(*place)
    return Slot(name, listed or words, start + offset, end + offset, known=listed is not None)

