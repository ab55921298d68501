"""Feeds: cleaned before parsing, dated by our own reading, and never silently empty."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import feedparser

from extractors.addresses import resolve_address
from extractors.dates import date_in_address, localise, read_moment, start_of
from extractors.decoding import Decoded, decode
from extractors.plaintext import strip_markup
from extractors.records.pages import Entry, Listing, Source, SourceState

MOST_ENTRIES = 1_000  # of one poll; a feed with more is an archive
LONGEST_SUMMARY = 4_000  # characters
LONGEST_WORD = 2_000  # an address or author longer than this only costs time
_CLOSED = re.compile(r"</\s*(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.I | re.S)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|(\d+));?", re.I)
_NAMED = re.compile(r"&([a-z][a-z0-9]{1,31});", re.I)
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,300}\?>", re.I)
_ENDLESS = re.compile(rf"[^\s<>]{{{LONGEST_WORD},}}")
_DATES = ("published", "pubdate", "updated", "created", "date", "dc_date", "issued")


def parse_feed(body: bytes, base_url: str, source: Source) -> Listing:
    """Read a feed's entries and say how sound it was."""
    decoded = decode(body)
    if not decoded.text.strip():
        return Listing(SourceState.NOT_A_FEED, message="the answer has no body")
    text = clean_feed(decoded.text)
    parsed = _parse(text)
    if not parsed.get("version"):
        return Listing(SourceState.NOT_A_FEED, message=f"not a feed: it begins {_beginning(decoded.text)!r}")
    raw = parsed.get("entries", [])
    entries = tuple(_unique(_read_entries(raw[:MOST_ENTRIES], base_url, source)))
    return _judge(entries, len(raw), text, decoded)


def clean_feed(text: str) -> str:
    """Take out what makes parsers raise, hang or open files: DOCTYPE, impossible references, control signs."""
    text = _drop_doctype(_PROLOG.sub("", text.lstrip("\ufeff\r\n\t ")))
    text = _FORBIDDEN.sub("\ufffd", text)
    text = _REFERENCE.sub(_sound_reference, text)
    text = _NAMED.sub(_named_reference, text)
    return _ENDLESS.sub(lambda match: match[0][:LONGEST_WORD], text)


def _parse(text: str) -> Any:
    """Parse bytes from memory; feedparser would open a string or bytes that look like a path."""
    body = b'<?xml version="1.0" encoding="utf-8"?>' + text.encode("utf-8", "replace")
    try:
        return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # feedparser passes on whatever its parsers raise; all of it means "not read"
        return {}


def _drop_doctype(text: str) -> str:
    """Drop DOCTYPE with its internal subset; linear, whatever stands inside."""
    while (start := _find_doctype(text)) >= 0:
        bracket, close = text.find("[", start), text.find(">", start)
        if close < 0:
            return text[:start]
        if 0 <= bracket < close:
            end = text.find("]", bracket)
            close = text.find(">", end) if end >= 0 else close
        text = text[:start] + text[close + 1 :] if close >= 0 else text[:start]
    return text


def _find_doctype(text: str) -> int:
    match = re.search(r"<!DOCTYPE", text[:20_000], re.I)
    return match.start() if match else -1


def _sound_reference(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    code = int(digits, 16 if match[1] else 10) if len(digits) < 8 else 0x110000
    if code in (9, 10, 13) or (32 <= code < 0xD800) or (0xE000 <= code < 0xFFFE) or (0xFFFF < code < 0x110000):
        return f"&#{code};"
    return "\ufffd"


def _named_reference(match: re.Match[str]) -> str:
    if match[1].lower() in _XML_ENTITIES:
        return match[0]
    return html.unescape(match[0])


def _beginning(text: str) -> str:
    return strip_markup(text[:2_000])[:80] or text.strip()[:80]


def _read_entries(raw: Iterable[Any], base_url: str, source: Source) -> Iterator[Entry]:
    for found in raw:
        url = _link(found, base_url)
        if not url:
            continue
        moment, basis = _moment(found, url, source)
        yield Entry(
            url=url,
            title=strip_markup(str(found.get("title", "")))[:500],
            published=moment,
            published_basis=basis,
            summary=strip_markup(_summary(found)[: 4 * LONGEST_SUMMARY])[:LONGEST_SUMMARY],
        )


def _link(found: Any, base_url: str) -> str:
    links = [found.get("link", "")]
    links += [link.get("href", "") for link in found.get("links", []) if link.get("rel") in (None, "alternate")]
    links.append(found.get("id", ""))  # a permanent link by RSS's rule, when it is an address
    for link in links[:-1]:
        if link and (url := resolve_address(str(link), base_url)):
            return url
    last = str(links[-1])
    return resolve_address(last, base_url) if last.startswith(("http://", "https://")) else ""


def _summary(found: Any) -> str:
    contents = [str(part.get("value", "")) for part in found.get("content", [])]
    return max([str(found.get("summary", "")), *contents], key=len)


def _moment(found: Any, url: str, source: Source) -> tuple[Any, str]:
    for field in _DATES:
        written = found.get(field)
        if written and (moment := read_moment(str(written), source.timezone, source.language)):
            return localise(moment, source.timezone), "feed"
    day = date_in_address(url)
    return (start_of(day, source.timezone), "address") if day else (None, "")


def _unique(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.url not in seen:
            seen.add(entry.url)
            yield entry


def _judge(entries: tuple[Entry, ...], announced: int, text: str, decoded: Decoded) -> Listing:
    remarks = []
    if decoded.repaired:
        remarks.append(f"declared as {decoded.declared}, read as {decoded.encoding}")
    state = _state(entries, text, decoded)
    if announced > MOST_ENTRIES:
        remarks.append(f"{announced} entries, the first {MOST_ENTRIES} were read")
        return Listing(SourceState.TRUNCATED if state is SourceState.OK else state, entries, "; ".join(remarks))
    if announced > len(entries):
        remarks.append(f"{announced - len(entries)} of {announced} entries have no address of their own")
    return Listing(state, entries, "; ".join([*_REASONS.get(state, ()), *remarks]))


_REASONS = {
    SourceState.WRONG_ENCODING: ("no encoding fits the bytes",),
    SourceState.TRUNCATED: ("the feed ends before it is closed",),
    SourceState.EMPTY: ("a valid feed without entries that can be opened",),
    SourceState.UNDATED: ("no entry has a date that can be read",),
}


def _state(entries: tuple[Entry, ...], text: str, decoded: Decoded) -> SourceState:
    if decoded.suspect:
        return SourceState.WRONG_ENCODING
    if not _CLOSED.search(text[-2_000:]):
        return SourceState.TRUNCATED
    if not entries:
        return SourceState.EMPTY
    if all(entry.published is None for entry in entries):
        return SourceState.UNDATED
    return SourceState.OK
