"""The inflected forms of an English verb or noun, so that a pattern names a word once."""

from __future__ import annotations

from functools import cache

VOWELS = "aeiou"
IRREGULAR = {
    "be": ("is", "are", "am", "was", "were", "been", "being"),
    "become": ("becomes", "became", "becoming"),
    "begin": ("begins", "began", "begun", "beginning"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "build": ("builds", "built", "building"),
    "come": ("comes", "came", "coming"),
    "do": ("does", "did", "done", "doing"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "drive": ("drives", "drove", "driven", "driving"),
    "fight": ("fights", "fought", "fighting"),
    "find": ("finds", "found", "finding"),
    "get": ("gets", "got", "gotten", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "have": ("has", "had", "having"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "lay": ("lays", "laid", "laying"),
    "lead": ("leads", "led", "leading"),
    "leave": ("leaves", "left", "leaving"),
    "lie": ("lies", "lay", "lain", "lying"),
    "make": ("makes", "made", "making"),
    "meet": ("meets", "met", "meeting"),
    "pay": ("pays", "paid", "paying"),
    "put": ("puts", "putting"),
    "see": ("sees", "saw", "seen", "seeing"),
    "seek": ("seeks", "sought", "seeking"),
    "send": ("sends", "sent", "sending"),
    "set": ("sets", "setting"),
    "shut": ("shuts", "shutting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "stand": ("stands", "stood", "standing"),
    "stay": ("stays", "stayed", "staying"),
    "take": ("takes", "took", "taken", "taking"),
    "think": ("thinks", "thought", "thinking"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "uphold": ("upholds", "upheld", "upholding"),
    "win": ("wins", "won", "winning"),
    "crisis": ("crises",),
    "party": ("parties",),
    "country": ("countries",),
}
DOUBLED = {"stop", "end up", "drop", "refer", "commit", "permit", "prefer", "plan", "ban", "cut", "step", "get", "occur", "deter"}


@cache
def inflect(word: str) -> tuple[str, ...]:
    """Return the word and its forms: endings -s, -ed, -ing by rule, irregular ones by list."""
    if word in IRREGULAR:
        return (word, *IRREGULAR[word])
    stem, past, ing = _stems(word)
    plural = f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{stem}s"
    return (word, plural, f"{past}ed", f"{ing}ing")


def _stems(word: str) -> tuple[str, str, str]:
    """Return what stands before -s, -ed and -ing."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ie", word[:-1] + "i", word
    if word.endswith("ie"):
        return word, word[:-1], word[:-2] + "y"
    if word.endswith("e"):
        return word, word[:-1], word if word.endswith("ee") else word[:-1]
    if word in DOUBLED:
        return word, word + word[-1], word + word[-1]
    return word, word, word
