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
# One of these stands in every form: swift searches that spare the slow one for pages about something else.
_ROOTS = tuple(root.encode() for root in ("ukra", "ucra", "oekra", "乌", "烏", "ウクラ", "우크라", "وكر", "اوکر"))
_CYRILLIC_ROOT = re.compile("[Уу][Кк][Рр][Аа]")
# Letters in fancy dress, which only normalising undresses: full width, circled, mathematical, decomposed, doubled in Unicode.
_DRESSED = re.compile("[\u0300-\u036f\u24b6-\u24e9\uf900-\ufaff\uff21-\uff5a\U0001d400-\U0001d7ff]")
_COMMONEST = tuple(form.encode() for form in ("Ukrain", "ukrain", "乌克兰", "Украин", "Україн", "украин", "україн", "俄乌"))
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})", re.I)
_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def names_ukraine(text: str) -> bool:
    """Tell whether a text names Ukraine, however the letters are dressed."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if _DRESSED.search(text):
            text = unicodedata.normalize("NFKC", text)
    return _has_root(text) and _ANY_FORM.search(text.casefold()) is not None


def _has_root(text: str) -> bool:
    lowered = text.encode("utf-8", "replace").lower()  # of ASCII letters only, and fast
    if any(root in lowered for root in _ROOTS):
        return True
    return not lowered.isascii() and _CYRILLIC_ROOT.search(text) is not None


def may_concern_ukraine(body: bytes, content_type: str = "") -> bool:
    """Tell whether a page's bytes can name Ukraine, in text, entities, escapes or split by tags."""
    if any(form in body for form in _COMMONEST):
        return True
    text = decode(body, content_type).text
    if "&" in text:
        text = html.unescape(text)
    if "\\u" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return names_ukraine(text) or names_ukraine(_TAG.sub("", text))
