"""The record of words reported in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.english.cues import Frame


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words reported in a sentence; spans are offsets in the text, `at` the cue's token."""

    at: int
    cue: str
    frame: Frame
    source: tuple[int, int] | None  # tokens of the source phrase
    apposition: tuple[int, int] | None
    content: tuple[int, int]  # offsets
    side: str  # where the content stands: "left", "right", "both"
    addressee: tuple[int, int] | None = None  # tokens
    hedged: bool = False  # "reportedly"
    inherited: bool = False  # the source is that of the attribution before it
    pronoun: int | None = None  # the token of "who" or "which", when the source is what it refers to
    relative: bool = False  # "a statement which called for": ends with its relative clause
