"""Attributed statements in Ukrainian and Russian news."""

from __future__ import annotations

from extractors.records import Document, Passage, Statement
from extractors.speakers import Officials


def attribute_slavic(document: Document, passages: tuple[Passage, ...], officials: Officials) -> tuple[Statement, ...]:
    """Return every attributed statement of a Ukrainian or Russian text."""
    return ()
