"""Texts made to hurt a matcher: repeated beginnings, anchors without an end, hidden signs, one endless line."""

from __future__ import annotations

import random
from collections.abc import Iterator

from extractors.codebook.codebook import Codebook

LENGTH = 5_000  # characters, an article's length


def hostile_texts(codebook: Codebook, number: int, length: int = LENGTH) -> Iterator[tuple[str, str, str]]:
    """Yield name, text and language; the same ones every time."""
    chance = random.Random(11)
    anchors = {language: sorted({one for rule in rules.matcher.rules for need in rule.pattern.needs for one in need}) for language, rules in codebook.languages.items()}
    examples = {language: [one.text for formula in codebook.formulas.values() for one in formula.examples if one.language == language] for language in anchors}
    for turn in range(number):
        language = ("en", "zh", "uk", "ru")[turn % 4]
        name, piece, joint = _recipe(chance, turn // 4 % 8, anchors[language], examples[language], language)
        yield name, (piece + joint) * (length // (len(piece) + len(joint)) + 1), language


def _recipe(chance: random.Random, kind: int, anchors: list[str], examples: list[str], language: str) -> tuple[str, str, str]:
    some = [chance.choice(anchors) for _ in range(6)]
    space = "" if language == "zh" else " "
    sentence = chance.choice(examples)
    return (
        ("one anchor without end", some[0], space),
        ("many anchors without end", space.join(some), space),
        ("anchors in sentences", space.join(some), "。" if language == "zh" else ". "),
        ("the beginning of an example, repeated", sentence[: len(sentence) // 2], space),
        ("an example without sentence ends", sentence.rstrip("。."), space),
        ("anchors between hidden signs", ("\u200b\u00ad\u202e").join(some), "\x00"),
        ("anchors between marks", '"'.join(some), "\"'([…"),
        ("combining marks", "".join(sign + "\u0301" for sign in some[0]), "\u0301"),
    )[kind]
