"""Which of the watched languages a text is in: by script, then by letters and small words; no model."""

from __future__ import annotations

import re
import string

UNDETERMINED = "und"
SAMPLE = 6000  # characters; enough for an article, cheap for an archive
HEADLINES = 40  # words
ENOUGH = 12  # letters of a script before it decides against a hint

_HAN = re.compile(r"[㐀-鿿]+")
_KANA_HANGUL = re.compile(r"[぀-ヿ가-힯]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]+")
_LATIN = string.ascii_letters.encode()
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]|\b(?:та|що|це|від|до|щодо|також|було|який|яка|які|й|зі|із|як|не)\b")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]|\b(?:что|это|как|также|было|который|которая|которые|и|с|из|об|от|не)\b")
_OTHER_CYRILLIC = re.compile(r"[ўЎјљњћџђѓќәғқңөұүһ]")
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "said", "has", "have", "by", "it", "as", "from", "at", "are", "not", "its", "be"])
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_FOREIGN_LATIN = re.compile(r"[ąęłśźżčřůőűßğşöüñçãõêôœæøåäàèùîïâëô]", re.IGNORECASE)


def detect_language(text: str, hint: str | None = None) -> str:
    """Return "en", "zh", "uk", "ru" or "und"; a hint decides only where the text does not contradict it."""
    sample = text[:SAMPLE]
    han, cyrillic = (0, 0) if sample.isascii() else (_letters(_HAN, sample), _letters(_CYRILLIC, sample))
    ascii_signs = sample.encode("ascii", "ignore")
    latin = len(ascii_signs) - len(ascii_signs.translate(None, _LATIN))
    hinted = (hint or "").lower()[:2]
    if max(han * 3, cyrillic, latin) < ENOUGH:
        return hinted if hinted in ("en", "zh", "uk", "ru") else _shortest(han, cyrillic, latin)
    if han * 3 >= max(cyrillic, latin):
        return UNDETERMINED if _letters(_KANA_HANGUL, sample) * 3 > han else "zh"
    return _cyrillic(sample, hinted) if cyrillic >= latin else _latin(sample, hinted)


def _letters(script: re.Pattern[str], sample: str) -> int:
    return sum(map(len, script.findall(sample)))


def _shortest(han: int, cyrillic: int, latin: int) -> str:
    """Guess for a line of a few letters: only Han letters say enough."""
    return "zh" if han and not cyrillic and not latin else UNDETERMINED


def _cyrillic(sample: str, hinted: str) -> str:
    ukrainian, russian, other = (
        len(each.findall(sample)) for each in (_UKRAINIAN, _RUSSIAN, _OTHER_CYRILLIC)
    )
    if other > max(ukrainian, russian) // 4:
        return UNDETERMINED
    if ukrainian == russian:
        return hinted if hinted in ("uk", "ru") else UNDETERMINED
    return "uk" if ukrainian > russian else "ru"


def _latin(sample: str, hinted: str) -> str:
    found = _WORD.findall(sample.lower())
    words, english = len(found), sum(map(_ENGLISH.__contains__, found))
    foreign = 0 if sample.isascii() else len(_FOREIGN_LATIN.findall(sample))
    if words < ENOUGH or (words < HEADLINES and hinted == "en"):  # headlines have no small words
        return "en" if english or not foreign else UNDETERMINED
    return "en" if english * 12 >= words and foreign * 4 <= words else UNDETERMINED
