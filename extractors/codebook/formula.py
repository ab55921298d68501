"""The records of the codebook: a formula, its slots, its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from extractors.codebook.pattern import Choice

LANGUAGES = ("en", "zh", "uk", "ru")


class Status(StrEnum):
    """How far a formula is from being trusted."""

    DRAFT = "draft"  # found and shown, never counted
    TRIAL = "trial"  # counted
    STABLE = "stable"  # counted
    RETIRED = "retired"  # not looked for any more


class Theme(StrEnum):
    """The families of formulas; also the names of their folders."""

    PRINCIPLES = "principles"
    BLAME = "blame"
    MEDIATION = "mediation"
    HUMANITARIAN = "humanitarian"
    NUCLEAR = "nuclear"
    ECONOMIC = "economic"
    SELF = "self"
    BILATERAL = "bilateral"


@dataclass(frozen=True, slots=True)
class SlotRule:
    """A named slot: what it means, its listed values, and how many unlisted words it takes."""

    name: str
    meaning: str
    open: int  # 0: listed values only
    values: Mapping[str, Mapping[str, Choice]]  # value -> language -> words


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must, or must not, be coded."""

    text: str
    language: str
    source: str  # key in references.yaml; "own": written for the project
    coded: bool
    slots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Formula:
    """One fixed official wording with its variants, as an analyst wrote it."""

    id: str
    label: str
    definition: str
    theme: Theme
    direction: str
    status: Status
    slots: Mapping[str, SlotRule]
    patterns: Mapping[str, tuple[str, ...]]  # language -> patterns as written
    inside: tuple[str, ...]  # formulas whose trigger this one may not overlap
    exclusions: Mapping[str, tuple[str, ...]]  # language -> patterns that veto an overlapping trigger
    negated_counts: bool  # a negation in front does not take the meaning away
    source_counts: bool  # names a document: it is said also where the document is the source of the words
    examples: tuple[Example, ...]
    references: tuple[str, ...]
    reviewed: str
    path: str
    digest: str
