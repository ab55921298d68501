"""How values from the database look on the site: redlines, safe links, and everything else as inert text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from extractors.records.words import Coding
from extractors.redline import as_html, as_text, redline

LINKED = frozenset({"url", "source_url"})  # columns whose addresses may be followed
AROUND_CHANGE = 80  # unchanged characters shown around the change in a long text
AROUND_STATEMENT = 400  # characters
LONGEST = 6000  # characters of a change that are laid over each other; more is a rewrite, not a redline
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")
FORBIDDEN = set("\"'<>\\^`{|}")


def minute(moment: str | None) -> str:
    """Return the day and minute of a time."""
    return (moment or "")[:16].replace("T", " ")


def changed_part(before: str, after: str) -> tuple[str, str]:
    """Cut what two long texts have in common at both ends, but for a little context."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start = max(head - AROUND_CHANGE, 0)
    keep = max(tail - AROUND_CHANGE, 0)
    lead, trail = ("… " if start else ""), (" …" if keep else "")
    return (
        lead + before[start : len(before) - keep] + trail,
        lead + after[start : len(after) - keep] + trail,
    )


def _common(left: str, right: str) -> int:
    return next((place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), min(len(left), len(right)))


def redline_text(before: str | None, after: str | None, language: str | None) -> str:
    """Return a redline as plain text, for SQL and CSV."""
    old, new = changed_part(before or "", after or "")
    if max(len(old), len(new)) > LONGEST:
        return "rewritten"
    return as_text(redline(old, new, language or ""))


def redline_html(before: str | None, after: str | None, language: str | None) -> Markup:
    """Return a redline as markup of our own; every word from a source is escaped."""
    old, new = changed_part(before or "", after or "")
    if max(len(old), len(new)) > LONGEST:
        return Markup("<em>rewritten; see the document’s versions</em>")
    shown = as_html(redline(old, new, language or ""))
    return Markup('<span class="redline" lang="{}">{}</span>').format(language or "", Markup(shown))  # noqa: S704 (escaped there)


def safe_link(address: str) -> str:
    """Return an address that may be followed, else ""."""
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or FORBIDDEN & set(address):
        return ""
    return quote(address.strip(), safe="%/:=&?~#+!$,;@()*[]")


def link(address: str, words: str = "") -> Markup:
    """Return a link that tells the other side nothing, or inert text when the address is not one to follow."""
    target = safe_link(address)
    if not target:
        return escape(words or address)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow" class="outside">{}</a>').format(target, words or address)


ROWS = {"statement": "statements", "shift": "shifts", "alert": "alerts", "document": "documents"}


def row_link(urls: Any, database: str, column: str, value: str) -> Markup | None:
    """Return a link to the row that a cell of a saved question names."""
    if column == "formula":
        return Markup('<a href="{}?formula={}">{}</a>').format(urls.query(database, "formula_history"), quote(value), value)
    if column not in ROWS:
        return None
    return Markup('<a href="{}">open</a>').format(urls.row(database, ROWS[column], tilde_encode(value)))


def cell(row: Mapping[str, Any], value: Any, column: str) -> Markup | None:
    """Return how one cell is shown; None leaves it to Datasette, which escapes it."""
    if not isinstance(value, str):
        return None
    if column == "redline":
        names = set(row.keys())
        if {"words_before", "words_after"} <= names:
            language = row["language"] if "language" in names else ""
            return redline_html(row["words_before"], row["words_after"], language)
        return None
    if column in LINKED:
        return link(value)
    if MOMENT.fullmatch(value):
        return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(value, value[:19].replace("T", " "), minute(value))
    if value.lstrip().lower().startswith(("http:", "https:")):
        return escape(value)  # Datasette would make a link of it
    return None


def marked_text(text: str, start: int, end: int, codings: Iterable[Coding]) -> Markup:
    """Return a statement in its surroundings, with its formulas marked; all of it escaped."""
    before, after = text[max(start - AROUND_STATEMENT, 0) : start], text[end : end + AROUND_STATEMENT]
    parts = [escape(("… " if start > AROUND_STATEMENT else "") + before), Markup('<mark class="statement">')]
    at = start
    for coding in sorted(codings, key=lambda coding: (coding.start, -coding.end)):
        if coding.start < at or coding.end > end:
            continue  # inside one that is marked already
        kind = "formula" if coding.counts else "formula stopped"
        parts.append(escape(text[at : coding.start]))
        found = text[coding.start : coding.end]
        parts.append(Markup('<b class="{}" title="{}">{}</b>').format(kind, coding.formula, found))
        at = coding.end
    parts += [escape(text[at:end]), Markup("</mark>"), escape(after + (" …" if end + AROUND_STATEMENT < len(text) else ""))]
    return Markup("").join(parts)
