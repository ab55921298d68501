"""What words speak of that do not name the war in Ukraine: its settlement, arms, Europe's order, sanctions, or what was just said."""

from __future__ import annotations

from enum import StrEnum

from extractors.chinese import war_words as war
from extractors.chinese.charges import COERCED, FOR_RUSSIA

_MUCH = 2  # more words of war than so many


class Matter(StrEnum):
    """What words that do not name the war can speak of."""

    SETTLEMENT = "a settlement"
    MILITARY = "weapons, fighting"
    ORDER = "Europe's security"
    TRADE = "sanctions and trade with Russia"
    ANSWER = "what was just said or asked"
    CONFLICT = "a conflict or crisis"
    WAR = "a word of war"
    MUCH_WAR = "several words of war"


def matters_of(words: str) -> frozenset[Matter]:
    """Return what words speak of; talk of two countries' relations alone is no matter of the war."""
    settles = any(war.SETTLEMENT.search(each) and not war.ASIDE.search(each) for each in words.split("。"))  # not 通过谈判解决电动汽车问题
    if war.BILATERAL.search(words) and not settles:
        return frozenset({Matter.TRADE}) if COERCED.search(words) else frozenset()
    number = len(war.WAR_WORDS.findall(words))
    found = {
        Matter.SETTLEMENT: settles,
        Matter.MILITARY: war.MILITARY.search(words) is not None,
        Matter.ORDER: war.ORDER.search(words) is not None,
        Matter.TRADE: _for_russia(words),
        Matter.ANSWER: war.ANSWERS.search(words) is not None,
        Matter.CONFLICT: war.CONFLICT.search(words) is not None,
        Matter.WAR: number > 0,
        Matter.MUCH_WAR: number > _MUCH,
    }
    return frozenset(matter for matter, speaks in found.items() if speaks)


def _for_russia(words: str) -> bool:
    return FOR_RUSSIA.search(words) is not None or COERCED.search(words) is not None
