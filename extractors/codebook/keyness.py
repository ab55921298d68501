"""Which wordings mark one body of text against another: weighted log-odds with an informative Dirichlet prior.

The statistic is that of Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008): a phrase's odds in
both bodies, pulled towards its rate in both together, divided by the standard error. It does not mistake the rare for
the telling, as plain log-odds do, nor the frequent, as counts do.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

PRIOR = 500.0  # imagined phrases that the prior is worth: about a day's statements
SHORTEST, LONGEST = 4, 12  # Chinese characters
SHORTEST_WORDS, LONGEST_WORDS = 3, 6
RECURRING = 2  # texts that a phrase stands in before it can be a wording
SWALLOWED = 0.7  # a phrase that mostly stands inside a longer one is not shown beside it

_CLAUSE = re.compile(r"[^,.;:!?，。；：！？、\n\"“”()（）《》]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
EMPTY_EDGES = frozenset(["the", "a", "an", "of", "to", "and", "in", "on", "for", "with", "that", "by", "is", "are", "be", "as", "at", "from", "its", "it", "their", "this", "will", "has", "have", "or"])
EMPTY_EDGES_ZH = frozenset("的了和在是对与及等为将")


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """A phrase that one body of text prefers: how strongly, how often, and where it stands."""

    phrase: str
    z: float
    count: int
    background: int
    contexts: tuple[str, ...] = ()


def log_odds(target: Mapping[str, int], background: Mapping[str, int]) -> dict[str, float]:
    """Return the z-score of each phrase of `target`: positive where it is preferred there."""
    n_target, n_background = sum(target.values()), sum(background.values())
    total = n_target + n_background
    scores: dict[str, float] = {}
    for phrase, count in target.items():
        other = background.get(phrase, 0)
        alpha = PRIOR * (count + other) / total
        odds_here = math.log((count + alpha) / (n_target + PRIOR - count - alpha))
        odds_there = math.log((other + alpha) / (n_background + PRIOR - other - alpha))
        scores[phrase] = (odds_here - odds_there) / math.sqrt(1 / (count + alpha) + 1 / (other + alpha))
    return scores


def phrases(text: str, language: str) -> Iterator[str]:
    """Yield the phrases of a text that could be a wording: runs inside a clause, without empty words at the edges."""
    for clause in _CLAUSE.findall(text):
        if language == "zh":
            yield from _chinese_phrases(clause.strip())
        else:
            yield from _spaced_phrases([word.lower() for word in _WORD.findall(clause)])


def _chinese_phrases(clause: str) -> Iterator[str]:
    for start in range(len(clause)):
        for end in range(start + SHORTEST, min(len(clause), start + LONGEST) + 1):
            if clause[start] not in EMPTY_EDGES_ZH and clause[end - 1] not in EMPTY_EDGES_ZH:
                yield clause[start:end]


def _spaced_phrases(words: Sequence[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + SHORTEST_WORDS, min(len(words), start + LONGEST_WORDS) + 1):
            if words[start] not in EMPTY_EDGES and words[end - 1] not in EMPTY_EDGES:
                yield " ".join(words[start:end])


def suggest_phrases(
    target: Iterable[str], background: Iterable[str], language: str, *, most: int = 30
) -> tuple[KeyPhrase, ...]:
    """Return the phrases that recur in the target texts and mark them, strongest first, with contexts."""
    texts = list(target)
    counts = Counter(phrase for text in texts for phrase in set(phrases(text, language)))
    others = Counter(phrase for text in background for phrase in set(phrases(text, language)))
    recurring = {phrase: count for phrase, count in counts.items() if count >= RECURRING}
    scores = log_odds(recurring, others)
    ranked = sorted(recurring, key=lambda phrase: (-scores[phrase], -counts[phrase], -len(phrase), phrase))
    kept = _without_parts([phrase for phrase in ranked if scores[phrase] >= 0], recurring, most)
    contexts = _contexts(texts, kept, language)
    return tuple(KeyPhrase(phrase, scores[phrase], counts[phrase], others[phrase], contexts[phrase]) for phrase in kept)


def _without_parts(ranked: Sequence[str], counts: Mapping[str, int], most: int) -> list[str]:
    """Keep a phrase unless a longer or stronger one that is kept says nearly all of it."""
    whole = sorted(ranked, key=len, reverse=True)
    redundant = set()
    for phrase in ranked[: most * 40]:
        longer = (other for other in whole if len(other) > len(phrase) and phrase in other)
        if any(counts[other] >= SWALLOWED * counts[phrase] for other in longer):
            redundant.add(phrase)
    kept: list[str] = []
    for phrase in ranked:
        if phrase not in redundant and not any(phrase in other or other in phrase for other in kept):
            kept.append(phrase)
        if len(kept) == most:
            break
    return kept


def _contexts(texts: Sequence[str], kept: Sequence[str], language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        plain = text if language == "zh" else " ".join(word.lower() for word in _WORD.findall(text))
        for phrase in kept:
            place = plain.find(phrase)
            if place >= 0 and len(found[phrase]) < 3:
                found[phrase].append(plain[max(0, place - 30) : place + len(phrase) + 30])
    return {phrase: tuple(found[phrase]) for phrase in kept}
