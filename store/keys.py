"""What makes a document, a version or a statement the same one again; pure, and light enough for worker processes."""

from __future__ import annotations

import unicodedata
from functools import cache
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extractors.records.pages import Source

KEY_LENGTH = 20  # hex digits, 80 bits
SEPARATOR = "\x1f"
TRACKING = ("utm_", "fbclid", "gclid", "yclid", "spm", "mc_cid", "mc_eid")


def canonical_url(url: str) -> str:
    """Return the address without fragment, tracking parameters, default port and upper-case host."""
    url = storable(url).strip()
    try:
        parts = urlsplit(url)
        host, number = (parts.hostname or "").lower(), parts.port
    except ValueError:  # brackets or a port that make no sense: two of these are one only when they are equal
        return url
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    port = f":{number}" if number and number != default else ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not name.lower().startswith(TRACKING)]
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", urlencode(kept), ""))


def document_key(source: Source, url: str, identity: str = "") -> str:
    """Return the key of a document: its source and address, or what names it beyond the address.

    An identity is trusted among the official sources of one side only, so that nobody else can claim a document.
    """
    if identity and source.official:
        return _key("identity", source.side, identity)
    return _key("address", source.name, canonical_url(url))


def version_key(document: str, text_sha256: str) -> str:
    """Return the key of a version: a document with one normalised text."""
    return _key("version", document, text_sha256)


def statement_key(document: str, words: str, occurrence: int) -> str:
    """Return the key of a statement: it depends neither on the codebook nor on the page's layout."""
    return _key("statement", document, words_hash(words), str(occurrence))


def words_hash(words: str) -> str:
    """Return the hash of the words as a reader hears them: width, case, blanks and invisible characters aside."""
    return _key("words", normal_words(words))


def normal_words(words: str) -> str:
    """Fold width and case, drop invisible characters, and join blanks."""
    return " ".join(visible(words).casefold().split())


def visible(text: str) -> str:
    """Fold width and drop characters that nobody sees."""
    return unicodedata.normalize("NFKC", text).translate(_invisible())


@cache
def _invisible() -> dict[int, None]:
    planes = (*range(0x20000), *range(0xE0000, 0xE0080))  # where format characters live
    return {number: None for number in planes if unicodedata.category(chr(number)) == "Cf"}


def storable(text: str) -> str:
    """Replace what SQLite cannot hold, one character by one character, so that every offset stays right."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _key(*parts: str) -> str:
    return sha256(SEPARATOR.join(parts).encode("utf-8", "replace")).hexdigest()[:KEY_LENGTH]
