"""Full-text search that finds words in running Chinese.

SQLite's tokenizer takes a run of Chinese for one word. So every Chinese character is indexed as a word of its own, in
its simplified form, and a Chinese word is asked for as the phrase of its characters. Other scripts keep their words.

Asking: words side by side must all occur; "several words" in quotation marks stand together; -word must not occur;
negotiat* begins a word; OR stands between alternatives. Chinese needs no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import opencc
from sqlite_utils import Database

from store.keys import storable, visible

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_RUN = re.compile(f"[{HAN}]+")
_PARTS = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"[^\W_]+")
EXCERPT = 160  # characters


@dataclass(frozen=True, slots=True)
class Hit:
    """A document or statement that has the words."""

    kind: str  # "document" or "statement"
    key: str
    document: str
    title: str
    url: str
    source: str
    published_on: str | None
    speaker: str | None
    excerpt: str


def search_words(text: str) -> str:
    """Return a text as it is indexed: every Chinese character, simplified, is a word of its own."""
    simplified = _simplifier().convert(visible(storable(text)))
    return _HAN_RUN.sub(lambda run: f" {' '.join(run[0])} ", simplified)


def match_expression(asked: str) -> str:
    """Return the FTS5 expression of what a person typed; "" when there is no word in it."""
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for minus, quoted, bare in _PARTS.findall(asked):
        if bare == "OR" and not minus and wanted:
            either = True
            continue
        phrase = _phrase(quoted or bare, prefix=bare.endswith("*"))
        if not phrase:
            continue
        if minus:
            unwanted.append(phrase)
        elif either:
            wanted[-1] = f"({wanted[-1]} OR {phrase})"
        else:
            wanted.append(phrase)
        either = False
    if not wanted:
        return ""
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted])


def search(db: Database, asked: str, *, kind: str | None = None, limit: int = 50) -> tuple[Hit, ...]:
    """Find documents and statements that have the words, newest first."""
    expression = match_expression(asked)
    if not expression:
        return ()
    rows = db.query(_SEARCH, {"expression": expression, "kind": kind, "limit": limit})
    return tuple(
        Hit(**{**row, "excerpt": excerpt(row["excerpt"], asked)})  # the column holds the whole text until here
        for row in rows
    )


# the newest hits are chosen before any text is read: sorting whole texts would take most of the time
_SEARCH = """
    with hits as materialized (
        select search_text.kind, search_text.key, documents.key as document, documents.published_on
        from search_text_fts
        join search_text on search_text.id = search_text_fts.rowid
        left join statements on search_text.kind = 'statement' and statements.key = search_text.key
        join documents on documents.key = coalesce(statements.document, search_text.key)
        where search_text_fts match :expression and (:kind is null or search_text.kind = :kind)
        order by documents.published_on desc, documents.key, search_text.kind
        limit :limit
    )
    select hits.kind, hits.key, hits.document, documents.title, documents.url, documents.source, hits.published_on,
           statements.speaker, coalesce(statements.text, versions.text) as excerpt
    from hits
    join documents on documents.key = hits.document
    join versions on versions.key = documents.latest_version
    left join statements on hits.kind = 'statement' and statements.key = hits.key
    order by hits.published_on desc, hits.document, hits.kind
"""


def excerpt(text: str, asked: str) -> str:
    """Return the part of a text around the first word asked for."""
    folded = text.casefold()
    place = min((found for word in _asked_words(asked) if (found := folded.find(word)) >= 0), default=0)
    start = max(place - EXCERPT // 3, 0)
    cut = " ".join(text[start : start + EXCERPT].split())
    return ("… " if start else "") + cut + (" …" if start + EXCERPT < len(text) else "")


def _asked_words(asked: str) -> Iterable[str]:
    for minus, quoted, bare in _PARTS.findall(asked):
        word = (quoted or bare).strip("*").casefold()
        if word and not minus:
            yield word


def _phrase(asked: str, *, prefix: bool) -> str:
    words = _WORD.findall(search_words(asked))
    if not words:
        return ""
    return f'"{" ".join(words)}"' + ("*" if prefix else "")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
