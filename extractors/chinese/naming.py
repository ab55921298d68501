"""Where and how often a Chinese text names the war in Ukraine."""

from __future__ import annotations

from functools import lru_cache

from extractors.chinese.text import mend_breaks, to_simplified
from extractors.chinese.war_words import (
    CLAUSE,
    COMPARES,
    ELSEWHERE,
    FACTOR,
    NOT_A_TOPIC,
    PARTIES,
    PROPER,
    SENTENCE,
    UKRAINE,
    UZBEK,
)

_REACH = 1500  # characters of its own paragraph that a statement is read with
_CAPTION = 40  # characters: a line without a stop between two paragraphs is no paragraph


def split_topics(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part words that pass from the war to another trouble spot, or back, sentence by sentence."""
    introduced = UKRAINE.search(text, text.rfind("\n", 0, start) + 1, start)  # 就乌克兰危机和巴以冲突交换意见。……
    if not ((introduced or UKRAINE.search(text, start, end)) and ELSEWHERE.search(text, start, end)):
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    topic = "war" if introduced else ""
    for match in SENTENCE.finditer(text, start, end):
        own, other = UKRAINE.search(match.group()), ELSEWHERE.search(match.group())
        now = "both" if own and other else "war" if own else "elsewhere" if other else topic
        if parts and (now == topic or "both" in (now, topic)):
            parts[-1] = parts[-1][0], match.end()
        else:
            parts.append(match.span())
        topic = now
    return parts


def paragraphs_before(text: str, place: int) -> tuple[str, ...]:
    """Return the words before, paragraph by paragraph, nearest first; captions between them are none."""
    begin = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    earlier = text[max(0, begin - 3000) : max(0, begin - 1)].split("\n")
    earlier = [each for each in earlier if len(each.strip()) > _CAPTION or each.rstrip().endswith(("。", "？", "”"))]
    return text[begin:place], *reversed(earlier)


@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Return a text in simplified characters and with its sentences unbroken, sign for sign in the same places."""
    return mend_breaks(to_simplified(text))


def clauses_naming(words: str) -> list[str]:
    """Return the clauses that name the war."""
    return [match.group() for match in CLAUSE.finditer(words) if UKRAINE.search(match.group())]


def on_uzbekistan(text: str) -> bool:
    """Tell whether 乌方 is Uzbekistan's in a text."""
    return len(UZBEK.findall(text)) > text.count("乌克兰")


def names_outright(text: str) -> bool:
    """Tell whether a clause names the war otherwise than in passing."""
    return any(not NOT_A_TOPIC.search(clause) and not COMPARES.search(clause) for clause in clauses_naming(text))


def on_the_war(text: str) -> bool:
    """Tell of words before whether they name the war or hold a wording that serves no other."""
    return names_outright(text) or PROPER.search(text) is not None


@lru_cache(maxsize=8)
def share(text: str) -> float:
    """Return how often a text names the war, for each of its characters; nothing where it names other trouble spots more often."""
    own = (each for each in clauses_naming(text) if not FACTOR.search(each) and not COMPARES.search(each))
    named = sum(len(UKRAINE.findall(each)) for each in own)
    others = 0 if PARTIES.search(text) else len(ELSEWHERE.findall(text))
    return named / max(len(text), 1) if named >= others else 0.0
