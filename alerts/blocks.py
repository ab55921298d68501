"""What a message is made of, as plain data: written once, rendered for every kind of channel."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.redline import Redline


@dataclass(frozen=True, slots=True)
class Link:
    """A live link: only to our own site, or to a page whose address we fetched and checked."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title above blocks."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of ours."""

    text: str
    tone: str = ""  # "", "muted", "warning"


@dataclass(frozen=True, slots=True)
class Marked:
    """A redline under its label."""

    label: str
    redline: Redline


@dataclass(frozen=True, slots=True)
class Quotation:
    """Verbatim words, and where they stand."""

    label: str
    words: str
    language: str
    facts: tuple[str, ...]  # speaker and office; date and its basis; occasion; source and offsets
    links: tuple[Link, ...] = ()
    earlier: bool = False  # words of the past, beside those of now


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a list."""

    text: str
    link: Link | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Words | Marked | Quotation | Facts | Bullets | Table


@dataclass(frozen=True, slots=True)
class Message:
    """What one push says; `foot` is never cut."""

    id: str  # short, the same in every copy
    keys: tuple[str, ...]  # alerts told here
    subject: str
    blocks: tuple[Block, ...]
    why: str = ""
    links: tuple[Link, ...] = ()
    repeat: bool = False  # an earlier push may have arrived
    attachments: tuple[str, ...] = ()  # paths of files of ours
