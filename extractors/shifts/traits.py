"""What a line of new wording has about it that makes a reader want it, or not: its topic, and what kind of thing it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from extractors.shifts.substance import names_place


class Trait(StrEnum):
    """One thing that a line has or lacks."""

    CORE = "core"  # the war, its end or its means
    PLACE = "place"  # Ukraine by name
    NEGATION = "negation"  # a limit or a contrast: what is not, must not be, is opposed
    STANCE = "stance"  # somebody wishes, supports or demands something
    CONTINUITY = "continuity"  # that something goes on
    UNCHANGED = "unchanged"  # that the position is what it was
    ECONOMY = "economy"  # the war's costs to the world economy
    COOPERATION = "cooperation"  # that both will talk or act together


WEIGHTS: Mapping[Trait, float] = {
    Trait.CORE: 9.5,
    Trait.PLACE: 8.0,
    Trait.NEGATION: 8.0,
    Trait.STANCE: 3.0,
    Trait.CONTINUITY: -6.5,
    Trait.UNCHANGED: -12.0,
    Trait.ECONOMY: -6.5,
    Trait.COOPERATION: -9.0,
}
_WORDS: Mapping[Trait, Mapping[str, re.Pattern[str]]] = {
    Trait.CORE: {
        "zh": re.compile(r"停火|止战|谈判|和谈|和平|战争|战火|制裁|安全|核|主权|武器|斡旋|调解|北约|俄|对抗|危机|冲突"),
        "en": re.compile(
            r"\b(?:cease-?fire|truce|negotiat\w*|talks|peace\w*|wars?|sanction\w*|security|nuclear|sovereign\w*|weapons?|arms|mediat\w*|nato|russia\w*|"
            r"confrontation|crisis|conflict|ukrain\w*)\b",
            re.I,
        ),
        "uk": re.compile(r"вогню|перемир|переговор|мир|війн|санкці|безпек|ядерн|суверен|зброї|посередн|НАТО|росі|криз|конфлікт|україн", re.I),
        "ru": re.compile(r"огня|перемир|переговор|мир|войн|санкци|безопасн|ядерн|суверен|оружи|посредн|НАТО|росси|кризис|конфликт|украин", re.I),
    },
    Trait.NEGATION: {
        "zh": re.compile(r"不(?:是|能|应|要|会|得|搞|让)|没有(?!任何变化|变化)|反对|更不|无法|别"),
        "en": re.compile(r"\b(?:not|no|never|nor|cannot|oppos\w+|rather than|instead of)\b", re.I),
    },
    Trait.STANCE: {
        "zh": re.compile(r"支持|反对|欢迎|赞成|主张|呼吁|希望|倡议|建议|敦促|愿|鼓励|谴责|乐见"),
        "en": re.compile(r"\b(?:support|oppose|welcome|favou?r|advocate|call|hope|propose|suggest|urge|willing|encourage|condemn|glad)\w*\b", re.I),
    },
    Trait.CONTINUITY: {
        "zh": re.compile(r"一直|始终|继续|已"),
        "en": re.compile(r"\b(?:always|continue\w*|remains?|already)\b", re.I),
    },
    Trait.UNCHANGED: {
        "zh": re.compile(r"没有(?:任何)?变化|不会?改?变|一贯|一以贯之"),
        "en": re.compile(r"\b(?:consistent\w*|unchanged|has not changed|same position)\b", re.I),
    },
    Trait.ECONOMY: {
        "zh": re.compile(r"经济|金融|产业链|供应链|贸易|粮食|能源"),
        "en": re.compile(r"\b(?:econom\w+|financ\w+|supply chains?|trade|food|energy)\b", re.I),
    },
    Trait.COOPERATION: {
        "zh": re.compile(r"愿同|沟通|协调|加强|共同努力|合作"),
        "en": re.compile(r"\b(?:together|coordinat\w+|communicat\w+|cooperat\w+|strengthen\w*)\b", re.I),
    },
}
_NEVER = re.compile(r"(?!)")


def traits_of(text: str, language: str) -> frozenset[Trait]:
    """Return what a line has about it."""
    found = {trait for trait, words in _WORDS.items() if words.get(language, _NEVER).search(text)}
    return frozenset(found | {Trait.PLACE} if names_place(text, language) else found)


def weigh_traits(traits: frozenset[Trait]) -> float:
    """Return what the traits of a line are worth together."""
    return sum(WEIGHTS[trait] for trait in traits)
