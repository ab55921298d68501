"""A formula file read strictly: every fault at once, each with its field, what is wrong and what is expected."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from extractors.codebook.formula import LANGUAGES, Example, Formula, SlotRule, Status, Theme
from extractors.codebook.pattern import Choice, Lists, PatternError, Sequence, parse_pattern
from extractors.errors import Fault

REQUIRED = ("id", "label", "definition", "theme", "direction", "status")
FIELDS = (*REQUIRED, "slots", "patterns", "exclusions", "negated", "source", "examples", "references", "reviewed")
OWN = "own"  # source of a sentence that rests on no document


class _Loader(yaml.CSafeLoader):
    """A YAML reader that refuses a key written twice."""


def _mapping_without_repeats(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            mark = node.value[place][0].start_mark
            raise yaml.constructor.ConstructorError(None, None, f"{key!r} is written twice", mark)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_repeats)


def read_yaml(path: Path) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return the mapping in a YAML file, or the fault that keeps it from being read."""
    try:
        # CSafeLoader's subclass builds plain values only, nothing that could run
        fields = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "file"
        return {}, (Fault(str(path), where, f"not YAML: {_in_other_words(str(getattr(error, 'problem', error)))}"),)
    except (OSError, UnicodeDecodeError) as error:
        return {}, (Fault(str(path), "file", f"cannot be read: {error}"),)
    if not isinstance(fields, dict):
        return {}, (Fault(str(path), "file", f"expected fields such as {', '.join(FIELDS[:3])}"),)
    return fields, ()


def _in_other_words(problem: str) -> str:
    """Add to YAML's complaint what an analyst most likely has to do."""
    hints = {
        "mapping values are not allowed": "put quotation marks around a text that holds a colon and a space",
        "did not find expected": "put quotation marks around a text that begins with [ { @ or *, or holds a comma inside { }",
        "cannot start any token": "put quotation marks around a text that begins with @, % or `",
    }
    hint = next((hint for words, hint in hints.items() if words in problem), "")
    return f"{problem}; {hint}" if hint else problem


class FormulaReader:
    """Reads one file and gathers its faults."""

    def __init__(self, path: Path, lists: Mapping[str, Lists], sources: Mapping[str, Any]) -> None:
        self.path = path
        self.lists = lists
        self.sources = sources
        self.faults: list[Fault] = []

    def fault(self, field: str, message: str) -> None:
        """Note a fault of this file."""
        self.faults.append(Fault(str(self.path), field, message))

    def read(self) -> Formula | None:
        """Return the formula, or None with `faults` filled."""
        fields, faults = read_yaml(self.path)
        if faults:
            self.faults.extend(faults)
            return None
        self._check_fields(fields)
        formula = Formula(
            **{name: str(fields.get(name, "")).strip() for name in ("id", "label", "definition", "direction")},
            theme=self._one_of(Theme, "theme", fields),
            status=self._one_of(Status, "status", fields),
            slots={rule.name: rule for rule in self._slots(fields.get("slots"))},
            patterns=self._patterns(fields, "patterns"),
            inside=self._ids(fields),
            exclusions=self._patterns(fields, "exclusions"),
            negated_counts=self._counts("negated", fields),
            source_counts=self._counts("source", fields),
            examples=tuple(self._examples(fields.get("examples"))),
            references=self._references(fields.get("references")),
            reviewed=str(fields.get("reviewed", "")),
            path=str(self.path),
            digest=hashlib.sha256(self.path.read_bytes()).hexdigest(),
        )
        self._check_whole(formula)
        return None if self.faults else formula

    def _check_fields(self, fields: Mapping[str, Any]) -> None:
        for name in fields:
            if name not in FIELDS:
                self.fault(str(name), f"unknown field; expected one of {', '.join(FIELDS)}")
        for name in (*REQUIRED, "patterns", "examples", "references", "reviewed"):
            if not fields.get(name):
                self.fault(name, "is missing or empty; every formula has it")
        known = [name for name in fields if name in FIELDS]
        if known != sorted(known, key=FIELDS.index):
            self.fault("file", f"fields in another order; expected {', '.join(sorted(known, key=FIELDS.index))}")

    def _one_of(self, kind: Any, name: str, fields: Mapping[str, Any]) -> Any:
        try:
            return kind(fields.get(name))
        except ValueError:
            if fields.get(name):
                self.fault(name, f"{fields[name]!r} is unknown; expected one of {', '.join(kind)}")
            return next(iter(kind))

    def _slots(self, slots: Any) -> Iterator[SlotRule]:
        for name, rule in self._mapping("slots", slots).items():
            where = f"slots.{name}"
            rule = self._mapping(where, rule, ("meaning", "open", "values"))
            width = rule.get("open", 0)
            if not isinstance(width, int) or not 0 <= width <= 12:
                self.fault(f"{where}.open", f"{width!r}; expected how many unlisted words it takes, 0 to 12")
                width = 0
            values = {
                str(value): {language: self._choice(f"{where}.values.{value}.{language}", text, language) for language, text in self._by_language(f"{where}.values.{value}", words).items()}
                for value, words in self._mapping(f"{where}.values", rule.get("values")).items()
            }
            if not values and not width:
                self.fault(where, "has no values and is not open; expected `values`, or `open: 3`")
            yield SlotRule(str(name), str(rule.get("meaning", "")), width, values)

    def _choice(self, where: str, text: Any, language: str) -> Choice:
        sequence = self._sequence(where, str(text), language)
        return Choice((sequence,)) if sequence else Choice(())

    def _sequence(self, where: str, text: str, language: str) -> Sequence | None:
        try:
            return parse_pattern(text, self.lists.get(language, {}))
        except PatternError as error:
            self.fault(where, f"{text!r}: {error}")
            return None

    def _patterns(self, fields: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
        given = dict(self._mapping(name, fields.get(name)))
        if name == "exclusions":
            given.pop("inside", None)
        return {
            language: tuple(line.strip() for line in str(text).splitlines() if line.strip() and not line.lstrip().startswith("#"))
            for language, text in self._by_language(name, given).items()
        }

    def _ids(self, fields: Mapping[str, Any]) -> tuple[str, ...]:
        exclusions = fields.get("exclusions")
        inside = exclusions.get("inside") if isinstance(exclusions, dict) else None
        return self._names("exclusions.inside", inside)

    def _names(self, where: str, names: Any) -> tuple[str, ...]:
        if names is None:
            return ()
        if not isinstance(names, list):
            self.fault(where, "expected a list: [one, other]")
            return ()
        return tuple(map(str, names))

    def _counts(self, name: str, fields: Mapping[str, Any]) -> bool:
        value = fields.get(name, "does not count")
        if value not in ("counts", "does not count"):
            self.fault(name, f"{value!r}; expected 'counts' or 'does not count'")
        return bool(value == "counts")

    def _examples(self, examples: Any) -> Iterator[Example]:
        for verdict, by_language in self._mapping("examples", examples, ("coded", "not_coded")).items():
            for language, sentences in self._by_language(f"examples.{verdict}", by_language).items():
                where = f"examples.{verdict}.{language}"
                if not isinstance(sentences, list):
                    self.fault(where, "expected a list of `- source: sentence`")
                    continue
                for number, sentence in enumerate(sentences, 1):
                    yield from self._example(f"{where}[{number}]", sentence, language, verdict == "coded")

    def _example(self, where: str, sentence: Any, language: str, coded: bool) -> Iterator[Example]:
        fields = dict(self._mapping(where, sentence))
        slots = self._mapping(f"{where}.slots", fields.pop("slots", None))
        if len(fields) != 1:
            self.fault(where, "expected one `source: sentence` (and, if wished, `slots`)")
            return
        ((source, text),) = fields.items()
        if source != OWN and source not in self.sources:
            self.fault(where, f"unknown source {source!r}; expected a key of references.yaml or {OWN!r}")
        yield Example(str(text), language, str(source), coded, {str(name): str(value) for name, value in slots.items()})

    def _references(self, references: Any) -> tuple[str, ...]:
        names = self._names("references", references)
        for name in names:
            if name != OWN and name not in self.sources:
                self.fault("references", f"unknown source {name!r}; expected a key of references.yaml or {OWN!r}")
        return names

    def _mapping(self, where: str, value: Any, allowed: tuple[str, ...] = ()) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(where, f"{value!r}; expected fields under it")
            return {}
        for name in value:
            if allowed and name not in allowed:
                self.fault(f"{where}.{name}", f"unknown; expected {', '.join(allowed)}")
        return value

    def _by_language(self, where: str, value: Any) -> dict[str, Any]:
        given = self._mapping(where, value)
        for language in given:
            if language not in LANGUAGES:
                self.fault(f"{where}.{language}", f"unknown language; expected one of {', '.join(LANGUAGES)}")
        return {language: text for language, text in given.items() if language in LANGUAGES}

    def _check_whole(self, formula: Formula) -> None:
        if formula.id != self.path.stem:
            self.fault("id", f"{formula.id!r}; expected {self.path.stem!r}, the name of the file")
        if formula.theme != self.path.parent.name and formula.theme in Theme:
            self.fault("theme", f"{formula.theme.value!r}; expected {self.path.parent.name!r}, the folder it stands in")
        for language, patterns in formula.patterns.items():
            if not patterns:
                self.fault(f"patterns.{language}", "is empty; expected one pattern a line, or leave the language out")
            for coded, verdict in ((True, "coded"), (False, "not_coded")):
                if not any(one.language == language and one.coded == coded for one in formula.examples):
                    self.fault(f"examples.{verdict}.{language}", "has none; every language with patterns needs a sentence that is coded and one that is not")
