"""Relevance before cost: whether a page can be about the war at all, decided on its bytes before anything is parsed."""

from __future__ import annotations

import html
import re
import unicodedata

from extractors.decoding import decode

# Every form of the country's name that a watched language writes, and the short forms of Chinese headlines.
# Too many is cheap (a page is read for nothing), too few loses a statement.
FORMS = (
    "ukrain", "ukrajin", "ukrayn", "ucrain", "ucran", "ucraïn", "oekraïn", "ukraiń",  # Latin letters
    "україн", "украин", "украйн", "украјин",  # Cyrillic
    "乌克兰", "烏克蘭", "烏克兰", "俄乌", "俄烏", "乌俄", "烏俄", "中乌", "中烏", "美乌", "欧乌", "乌方", "烏方", "乌军", "烏軍",
    "乌东", "烏東", "乌总统", "乌外长", "乌首都", "乌危机", "乌局势",  # Chinese
    "ウクライナ", "우크라이나", "أوكراني", "اوکراین",
)  # fmt: skip
_ANY_FORM = re.compile("|".join(FORMS))
_SWIFT = re.compile("|".join(FORMS).encode())
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})", re.I)
_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def names_ukraine(text: str) -> bool:
    """Tell whether a text names Ukraine, however the letters are dressed."""
    if _ANY_FORM.search(text) or _ANY_FORM.search(text.casefold()):
        return True
    if text.isascii():
        return False
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return bool(_ANY_FORM.search(folded))


def may_concern_ukraine(body: bytes, content_type: str = "") -> bool:
    """Tell whether a page's bytes can name Ukraine, in text, entities, escapes or split by tags."""
    if _SWIFT.search(body) or _SWIFT.search(body.lower()):
        return True
    text = decode(body, content_type).text
    if names_ukraine(text):
        return True
    if "&" in text and names_ukraine(text := html.unescape(text)):
        return True
    if "\\u" in text and names_ukraine(text := _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)):
        return True
    return names_ukraine(_TAG.sub("", text))
