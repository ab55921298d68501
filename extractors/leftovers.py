"""What an extractor left out: prose about the war that stands on the page and not in the article."""

from __future__ import annotations

import re

from extractors.plaintext import split_blocks
from extractors.relevance import names_ukraine

SHORTEST = 40  # Western letters; a Chinese sign counts three
MOST_LINKED = 0.4  # share of a paragraph's characters; more is a list of headlines
MOST = 200  # paragraphs
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»）)】]*(?:\s|$)|[。！？]")
_WIDE = re.compile(r"[㐀-鿿]")


def left_out(markup: str, kept: str) -> tuple[str, ...]:
    """Return paragraphs that name Ukraine, read as prose, and stand neither in the kept text nor in one another."""
    if not names_ukraine(markup) and "&" not in markup:
        return ()
    known = _folded(kept)
    missing: list[str] = []
    for block in split_blocks(markup):
        if len(missing) >= MOST or not _is_prose(block.text, block.linked) or not names_ukraine(block.text):
            continue
        if all(_folded(sentence) in known for sentence in _sentences(block.text)):
            continue
        missing.append(block.text)
        known += _folded(block.text)
    return tuple(missing)


def _is_prose(text: str, linked: int) -> bool:
    length = len(text) + 2 * sum(1 for _ in _WIDE.finditer(text))
    return length >= SHORTEST and linked <= MOST_LINKED * len(text) and _SENTENCE_END.search(text) is not None


def _sentences(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"(?<=[.!?。！？])\s*", text)]
    return [part for part in parts if len(part) > 3 and names_ukraine(part)] or [text]


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
