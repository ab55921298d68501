"""From bytes to text: the declared encoding when it is true, the real one when it is not."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes

# What browsers do too: the older Chinese names mean the newest, larger set.
SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "ascii": "windows-1252",
    "us-ascii": "windows-1252", "iso-8859-9": "windows-1254", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "shift_jis": "cp932", "x-sjis": "cp932", "big5": "big5hkscs", "unicode": "utf-8",
}  # fmt: skip
CANDIDATES = ["gb18030", "big5", "cp1251", "koi8_u", "cp1252", "cp1250", "cp949", "cp932", "euc_jp", "cp1254", "cp866"]
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.I,
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_COMMON = frozenset("的一是不了在人有我他这這个個中大来來上国國和为為日年会會对對说說时時月与與，。、")
_PAIR = re.compile(r"[^\W\d_]{2}")
_CASE_BREAK = re.compile(r"[а-яёіїєґà-öø-ÿ][А-ЯЁІЇЄҐÀ-ÖØ-Þ]")
_MARKUP = re.compile(r"<(script|style)\b[^<>]*>.*?</\1>|<[^<>]{0,2000}>", re.I | re.S)
_ACCENTED_RUN = re.compile("[\x80-\u024f]{4,}")  # no word of a Latin alphabet has so many accents together
_ASCII_RUN = re.compile(rb"([\x00-\x7f]{100})[\x00-\x7f]{100,}([\x00-\x7f]{100})")
_UTF8_WORD = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){6}|(?:[\xd0-\xd2][\x80-\xbf]){6}")
_WESTERN_SIGNS = frozenset(bytes(range(0x80, 0xA0)).decode("windows-1252", "ignore")) - frozenset("‘’“”–—…•")
SAMPLE = 60_000  # bytes that the guess looks at
ODD = 0.4  # share of signs with accents that no Western language reaches
NULS = 0.01  # share of signs; fewer are damage
PLAUSIBLE = 0.5
SURE = 0.8  # of a declared encoding: then no other is looked for
CLEARLY = 0.2
DAMAGE = 0.01  # share of a page's signs
FEW = 20  # signs beyond ASCII; fewer prove nothing
USUAL = 0.06  # share that the commonest signs have in any Chinese text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how its bytes were read."""

    text: str
    encoding: str
    declared: str = ""  # "" when nobody declared one
    repaired: bool = False  # the declaration was wrong, the bytes were read otherwise
    suspect: bool = False  # nothing fits; the text may be garbled


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page or feed; what is valid UTF-8 is UTF-8 whatever it says, then the declaration, then a guess."""
    decoded = _decode(body, declared_encoding(body, content_type))
    if decoded.text.count("\0") > NULS * len(decoded.text):  # two bytes a sign, stored as if they were two signs
        return replace(decoded, text=decoded.text.replace("\0", ""))
    return decoded


def _decode(body: bytes, declared: str) -> Decoded:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name, declared)
    if (wide := _wide_without_mark(body)) is not None:
        return Decoded(body.decode(wide, "replace"), wide, declared)
    if (text := _as_utf8(body)) is not None and not (declared.startswith("iso-2022") or declared == "hz"):
        wrong = bool(declared) and not text.isascii() and _canonical(declared) != "utf-8"
        return Decoded(text, "utf-8", declared, repaired=wrong)
    return _decode_legacy(body, declared)


def declared_encoding(body: bytes, content_type: str = "") -> str:
    """Return what the header, the XML declaration or a meta tag says, lower case, "" for nothing."""
    if match := _IN_HEADER.search(content_type):
        return match[1].lower()
    if found := _DECLARED.search(body[:4096]):
        return (found[1] or found[2]).decode("ascii", "replace").lower()
    return ""


def _decode_legacy(body: bytes, declared: str) -> Decoded:
    known = _canonical(declared)
    text = body.decode("utf-8", "replace")
    sound = _mostly_sound(text)  # bytes of no other encoding fall into its pattern by chance
    if sound or _is_damaged_utf8(body, text, declared=known == "utf-8"):
        return Decoded(text, "utf-8", declared, repaired=bool(known) and known != "utf-8", suspect=not sound)
    if not known or known == "utf-8":
        return _guess(body, declared)
    text = body.decode(known, "replace")
    if (trust := plausibility(text)) >= SURE:
        return Decoded(text, known, declared)
    guessed = _guess(body, declared)
    if trust >= PLAUSIBLE and (guessed.suspect or plausibility(guessed.text) < trust + CLEARLY):
        return Decoded(text, known, declared)
    return guessed


def _guess(body: bytes, declared: str) -> Decoded:
    sample = _telling_sample(body)
    best = from_bytes(sample, cp_isolation=CANDIDATES, threshold=0.5).best()
    names = ([best.encoding] if best else []) + CANDIDATES
    encoding = max(names, key=lambda name: plausibility(sample.decode(name, "replace")))  # the first of equals
    encoding = "gb18030" if encoding in ("gbk", "gb2312") else encoding
    text = body.decode(encoding, "replace")
    if plausibility(text) < PLAUSIBLE:  # nothing fits: what was declared, or is usual, at least keeps what is sound
        known = _canonical(declared) or "utf-8"
        return Decoded(body.decode(known, "replace"), known, declared, suspect=True)
    return Decoded(text, encoding, declared, repaired=bool(declared))


def plausibility(text: str) -> float:
    """Return how much a text looks like a language and not like bytes read wrongly, from 0 to 1."""
    words = _MARKUP.sub(" ", text[: 4 * SAMPLE])[:SAMPLE]
    high = [sign for sign in words if sign > "\x7f"]
    if len(high) < FEW:
        return 1.0 if "\ufffd" not in high else 0.5
    sound = 1 - min(1.0, 3 * high.count("\ufffd") / len(high))
    wide = sum("\u3400" <= sign <= "\u9fff" for sign in high)
    if wide > len(high) / 2:
        return sound * min(1.0, sum(sign in _COMMON for sign in high) / wide / USUAL)
    if sum(map(len, _ACCENTED_RUN.findall(words))) > len(high) / 2:  # two bytes a sign, read one by one
        return 0.0
    letters = sum(map(str.isalpha, high)) / len(high)
    breaks = len(_CASE_BREAK.findall(words)) / (len(_PAIR.findall(words)) or 1)
    western = sum("\x80" <= sign <= "\xff" or sign in _WESTERN_SIGNS for sign in high)
    plain = sum(1 for sign in words if sign.isascii() and sign.isalpha())
    if western > ODD * (western + plain):
        return 0.0
    return sound * letters * (1 - min(1.0, 10 * breaks))


def _mostly_sound(text: str, times: int = 2) -> bool:
    bad = text.count("\ufffd")
    return sum(1 for sign in text if sign > "\x7f") - bad >= times * bad


def _is_damaged_utf8(body: bytes, text: str, *, declared: bool) -> bool:
    """Recognise a page of which some bytes were changed on the way: whole words are sound, and little is not."""
    little = text.count("\ufffd") < DAMAGE * len(text) or (declared and _mostly_sound(text, times=1))
    return little and _UTF8_WORD.search(body) is not None


def _telling_sample(body: bytes) -> bytes:
    """Keep what tells encodings apart: markup and long English are ASCII in all of them and drown short texts."""
    return _ASCII_RUN.sub(rb"\1 \2", re.sub(rb"<[^<>]{0,2000}>", b" ", body))[:SAMPLE]


def _canonical(name: str) -> str:
    name = SUPERSETS.get(name, name)
    try:
        return SUPERSETS.get(codecs.lookup(name).name, codecs.lookup(name).name)
    except LookupError:
        return ""


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _wide_without_mark(body: bytes) -> str | None:
    start = body[:200]
    if start[1:2] == b"\0" and start[3::2].count(0) > len(start) // 3:
        return "utf-16-le"
    if start[:1] == b"\0" and start[2::2].count(0) > len(start) // 3:
        return "utf-16-be"
    return None
