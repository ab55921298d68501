"""The codebook: formulas with their patterns, and the coding of a stretch of text.

A coding with `counts` false was found and set aside; its gates say why (negation, exclusion, status).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.codebook.coding import code_stretch
from extractors.codebook.formula import LANGUAGES, Formula, Status
from extractors.codebook.formula_file import FormulaReader, read_yaml
from extractors.codebook.pattern import Choice, Lists, PatternError, parse_pattern
from extractors.codebook.rules import LanguageRules, build_rules
from extractors.errors import Fault, FaultyFileError
from extractors.records.words import Coding

FORMULAS = Path(__file__).parents[1] / "formulas"
WORDS = "words.yaml"
REFERENCES = "references.yaml"


@dataclass(frozen=True, slots=True)
class Codebook:
    """All formulas in force, their version, and their rules a language."""

    version: str
    formulas: Mapping[str, Formula]
    languages: Mapping[str, LanguageRules]


_in_force: dict[tuple[str, ...], Codebook] = {}  # the last codebook, so that a second look at the same files costs little


def load_codebook(folders: Sequence[Path] | None = None, *, proven: bool = False) -> Codebook:
    """Return the codebook of the folders, later ones winning by id; raises `FaultyFileError` with every fault.

    `proven`: another process has found the examples right. Trying them takes more memory than all the patterns, for good.
    """
    formulas, lists, faults = _read(folders or (FORMULAS,))
    read = (_version(formulas, lists), *(formula.path for formula in formulas.values()))
    if not faults and read in _in_force:
        return _in_force[read]
    codebook, more = _build(formulas, lists)
    faults = [*faults, *more]
    if not faults and not proven:
        faults = list(check_examples(codebook, formulas.values()))
    if faults:
        raise FaultyFileError(tuple(faults))
    _in_force.clear()
    _in_force[read] = codebook
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
        faults.extend(_stray(folder))
        for path in sorted(folder.glob("*/*.yaml")):
            reader = FormulaReader(path, lists, sources)
            if formula := reader.read():
                formulas[formula.id] = formula
            faults.extend(reader.faults)
    if not formulas and not faults:
        faults.append(Fault(", ".join(map(str, folders)), "folder", "holds no formula; expected <theme>/<id>.yaml"))
    return formulas, lists, faults


def _stray(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each file that looks like a formula and would never be read."""
    for path in sorted({*folder.glob("*.y*ml"), *folder.glob("*/*.yml"), *folder.glob("*/*/*.y*ml")}):
        if path.name not in (WORDS, REFERENCES):
            yield Fault(str(path), "folder", "is not read here; expected <theme>/<id>.yaml")


def read_lists(path: Path, lists: dict[str, Lists]) -> Iterator[Fault]:
    """Add the word lists of a file to `lists`; yield its faults."""
    if not path.exists():
        return
    words, faults = read_yaml(path)
    yield from faults
    for name, by_language in words.items():
        if not isinstance(by_language, dict):
            yield Fault(str(path), str(name), f"{by_language!r}; expected a language and its words under it")
            continue
        for language, text in by_language.items():
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
    languages: dict[str, LanguageRules] = {}
    for language in LANGUAGES:
        languages[language], more = build_rules(language, active, lists[language])
        faults.extend(more)
    return Codebook(_version(formulas, lists), formulas, languages), faults


def _version(formulas: Mapping[str, Formula], lists: Mapping[str, Lists]) -> str:
    digests = "".join(formulas[name].digest for name in sorted(formulas))
    return hashlib.sha256((digests + repr(lists)).encode()).hexdigest()[:12]


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
        codings.extend(code_stretch(codebook.formulas, codebook.languages[language], text, (start, end), codebook.version))
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
