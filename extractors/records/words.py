"""What was said, by whom and in whose voice, and the formulas and terms found in it; `start` and `end` are offsets of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extractors.records.pages import Layer


class Voice(StrEnum):
    """Whose voice a passage is in, before any speaker is resolved."""

    PROSE = "prose"
    QUESTION = "question"  # a journalist's question in a transcript
    ANSWER = "answer"  # a labelled turn of a speaker
    SPEECH = "speech"  # one speaker to the end: UN statement, document, signed article
    FURNITURE = "furniture"  # headline, sub-headline, caption, related links, boilerplate


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with one voice."""

    start: int
    end: int
    voice: Voice
    language: str
    label: str = ""  # the turn's speaker label as written
    question: tuple[int, int] | None = None  # span of the question that an answer answers


class Level(StrEnum):
    """The ladder of authority, highest first (see `rank`)."""

    LEADER = "leader"
    DOCUMENT = "document"  # position paper, joint statement, party or state organ's decision
    PREMIER = "premier"  # premier, vice president, vice premier, NPC chair
    FOREIGN_MINISTER = "foreign_minister"  # also director of the party's foreign affairs office
    READOUT = "readout"  # a ministry's text without a named speaker; vice ministers, envoys
    SPOKESPERSON = "spokesperson"
    UN = "un"  # permanent and deputy permanent representatives, other delegates
    AMBASSADOR = "ambassador"
    DEFENCE = "defence"
    UNNAMED = "unnamed"

    @property
    def rank(self) -> int:
        """Return 0 for the highest rung."""
        return list(Level).index(self)


class Directness(StrEnum):
    """How the words are reported."""

    VERBATIM = "verbatim"
    MIXED = "mixed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or institution in an office on a date."""

    name: str | None  # officials list's English name, an institution's, else as written; None: unknown
    as_written: str = ""
    official_id: str | None = None  # key in officials.yaml
    office: str = ""  # the office held on the date
    acts_for: str | None = None  # "China", "Ukraine", ... or None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate's verdict, kept so that "why was this not counted?" has an answer."""

    name: str  # speaker, embedding, question, referent, negation, furniture, editorial, contested
    passed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """What stood in a formula's named slot."""

    name: str
    value: str  # canonical value when the formula lists it, else the words found
    start: int
    end: int
    known: bool = True  # False: a value nobody listed


@dataclass(frozen=True, slots=True)
class Coding:
    """A formula found in a statement."""

    formula: str
    start: int
    end: int
    slots: tuple[Slot, ...] = ()
    gates: tuple[Gate, ...] = ()  # only those about this coding; the statement has its own
    counts: bool = True
    codebook: str = ""  # codebook version


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the terminology axis (issue, crisis, conflict, war ...) in a speaker's words."""

    term: str
    start: int
    end: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a speaker; `text` is always `article.text[start:end]`."""

    start: int
    end: int
    text: str
    speaker: Speaker
    directness: Directness
    layer: Layer
    language: str
    content: tuple[int, int]  # the attributed words without the reporting clause
    quotes: tuple[tuple[int, int], ...] = ()  # verbatim spans inside
    cue: str = ""  # the reporting word
    counterpart: str | None = None
    occasion: str | None = None  # as written: "emergency meeting of the UN Security Council"
    reported_by_side: str | None = None
    said_on: date | None = None
    said_on_basis: str = ""  # "stated", "weekday + published", "published", "undated recall", ""
    about_ukraine: bool = False
    gates: tuple[Gate, ...] = ()
    codings: tuple[Coding, ...] = ()
    terms: tuple[Term, ...] = ()
    embedded: tuple[tuple[int, int], ...] = ()  # another side's position that the speaker reports: no stance of the speaker
    asked: tuple[str, ...] = ()  # formulas named by the question that these words answer: the journalist's, never counted

    @property
    def counts(self) -> bool:
        """Tell whether every gate passed."""
        return all(gate.passed for gate in self.gates)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to code and what is known of it beforehand."""

    id: str
    text: str
    language: str | None = None
    published: date | None = None
    title: str = ""
    url: str = ""
    outlet: str = ""
    source_kind: str = "news"  # "official" or "news"
    source: str = ""  # name of the source, "" for a corpus
    side: str = ""  # whose words the source publishes: its "Foreign Ministry Spokesperson" speaks for this side
    layer: Layer | None = None
    tier: int = 2
    whole: bool = True


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with everything that was said in it."""

    document: Document
    language: str
    statements: tuple[Statement, ...]
    skipped: str = ""  # why it was not coded, "" when it was
