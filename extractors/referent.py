"""Whether words are about the war in Ukraine: the same formulas serve Gaza, Iran and Korea, and a mention is no topic.

Three questions, in this order:

1. Do the words themselves name the war, or another place of trouble? Then they decide (`_by_names`).
2. Are they an answer in a transcript, or part of a speech? Then the question decides, or the speech as a whole.
3. Else what stands around them decides, the nearest first: the sentence before, the paragraph, the one before it, the text
   (`_by_surroundings`). How far away it may stand depends on what the words speak of (`Reach`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, partial

from extractors.chinese.referent import about_ukraine_zh, is_elsewhere_zh, simplified
from extractors.gates import ANSWER_ON_UKRAINE
from extractors.passages import speech_title
from extractors.records.words import Document, Passage, Statement, Voice
from extractors.topics import (
    ANSWERS_A_CHARGE,
    AT_HOME,
    BELLIGERENT,
    ELSEWHERE,
    LOOSE,
    NOT_THE_WAR,
    OF_WAR,
    PLANS,
    POINTS_BACK,
    TRADE_QUARREL,
    UKRAINE,
    is_of_charges,
    names,
    tells_of_allies,
    without_asides,
)

Verdict = tuple[bool, str]  # and by which evidence

_OPENING = 600  # characters of a text that tell what it is about
_SHORT = 1500  # characters of a text that has one topic
_SPACING = 800  # characters after which a text that keeps to the war names Ukraine again
_BESIDE = 260  # characters in front of words that hold the sentence before them
_NEAR = 2000  # characters of a paragraph around a statement that count as its surroundings
_HEAD = 60  # characters before a lead: a place, a date
_THE_WAR = re.compile(r"\bthe (?:crisis|conflict|war|fighting)\b")


class Reach(IntEnum):
    """How far from words that name no place may stand what makes them words on the war."""

    NOWHERE = -1  # they have a topic that is never the war: what China has built at home
    SENTENCE = 0  # they could be about anything
    PARAGRAPH = 1  # they speak loosely of a war: Russia, the military
    NEIGHBOUR = 2  # they point back to what was told before: "the report is false", "not aware of the situation"
    TEXT = 3  # they speak of a war: ceasefire, weapons, the parties


def referent_of(document: Document, passages: tuple[Passage, ...], language: str) -> Callable[[Statement], Verdict]:
    """Return what tells of each statement of a text whether it is about the war in Ukraine."""
    if language == "zh":
        return partial(about_ukraine_zh, simplified(document), passages)
    return partial(_about_ukraine, Whole(document, passages, language if language in UKRAINE else "en"))


def is_elsewhere(document: Document, passages: tuple[Passage, ...], language: str) -> bool:
    """Tell of an English or Chinese text, before anybody reads it, that none of its statements can be about the war in Ukraine."""
    if language == "zh":
        return is_elsewhere_zh(document)
    text = document.text
    if language != "en" or UKRAINE["en"].search(text) or UKRAINE["en"].search(document.title):
        return False
    if len(text) < _SHORT and BELLIGERENT["en"].search(text):
        return False
    opening = f"{document.title}\n{text[:_OPENING]}"
    asked = (text[slice(*p.question)] for p in passages if p.question)
    return not any(is_of_charges(each) or tells_of_allies(each) for each in (opening, *asked))


@dataclass(frozen=True)
class Whole:
    """A text around its statements; what it tells of all of them is found out once, when the first one asks."""

    document: Document
    passages: tuple[Passage, ...]
    language: str

    @property
    def text(self) -> str:
        """Return the words."""
        return self.document.text

    @cached_property
    def starts(self) -> list[int]:
        """Return where the passages begin."""
        return [passage.start for passage in self.passages]

    @cached_property
    def opening(self) -> str:
        """Return the words that tell what the text is about."""
        return f"{self.document.title}\n{self.text[:_OPENING]}"

    @cached_property
    def joined(self) -> bool:
        """Tell whether the text opens with who has joined Russia's war, so that an ally is a side of it and no other topic."""
        return self.language == "en" and tells_of_allies(self.opening)

    @cached_property
    def elsewhere(self) -> bool:
        """Tell whether another place of trouble is named at all, so that none is looked for around each statement of most texts."""
        return ELSEWHERE[self.language].search(self.text) is not None

    @cached_property
    def tells_of_plans(self) -> bool:
        """Tell whether a plan for the war is named at all."""
        return self.language == "en" and PLANS.search(self.text) is not None

    def names(self, words: str, joined: bool) -> tuple[int, int]:
        """Return how often words of the text name Ukraine, and how often another place of trouble."""
        return names(words, self.language, joined) if self.elsewhere else (len(UKRAINE[self.language].findall(words)), 0)

    @cached_property
    def named(self) -> tuple[int, int]:
        """Return how often the text names Ukraine, and how often another place of trouble."""
        return self.names(without_asides(self.text), self.joined)

    @cached_property
    def titled(self) -> bool:
        """Tell whether the title names Ukraine."""
        return UKRAINE[self.language].search(self.document.title) is not None

    @cached_property
    def on_charges(self) -> bool:
        """Tell whether it opens with sanctions for Russia's sake, or with what China is said to give Russia."""
        opening = f"{self.opening}{self.text[_OPENING:] if len(self.text) < _SHORT else ''}"
        return self.language == "en" and is_of_charges(opening) and not names(self.opening, "en", self.joined)[1]

    @cached_property
    def on_trade(self) -> bool:
        """Tell whether it opens with a quarrel over trade, and neither with Ukraine nor with Russia."""
        lead = f"{self.document.title}\n{self.text[:_OPENING].partition(chr(10))[0]}"
        return self.language == "en" and bool(TRADE_QUARREL.search(lead)) and not UKRAINE["en"].search(lead) and not is_of_charges(self.opening)

    @cached_property
    def keeps_to_the_war(self) -> bool:
        """Half of its paragraphs name Ukraine and few another place; or the title does, and the text comes back to it all along."""
        own, other = self.named
        if self.language != "en" or self.on_trade:
            return self.titled and len(self.text) < _OPENING
        if self.titled and not other and len(self.text) <= max(_OPENING, own * _SPACING, min(_SHORT, (own + 1) * _SPACING)):
            return True
        prose = [self.text[p.start : p.end] for p in self.passages if p.voice is Voice.PROSE]
        counted = [self.names(body, self.joined) for body in prose] if 3 <= len(prose) <= 60 else []
        return sum(1 for n, _ in counted if n) * 2 >= len(prose) >= 3 and sum(1 for _, n in counted if n) * 6 <= len(prose)

    @cached_property
    def is_on_the_war(self) -> bool:
        """It names Ukraine in the title, early or often; or it is short, names no other place, and Ukraine or a side of the war."""
        own, other = self.named
        if self.titled or self.on_charges:
            return True
        if self.on_trade or other > own:
            return False
        early = UKRAINE[self.language].search(self.text[: _OPENING // 2])
        if own >= 2 and (own * _SPACING > len(self.text) or (early and not other)):
            return own > other
        if other or len(self.text) >= _SHORT:
            return False
        if own:
            return UKRAINE[self.language].search(_PASSING.sub(" ", self.text)) is not None
        leaves = self.language == "en" and NOT_THE_WAR.search(without_asides(self.opening)) and not _THE_WAR.search(self.text)
        return BELLIGERENT[self.language].search(self.text) is not None and not leaves

    @cached_property
    def of_speech(self) -> Verdict:
        """A paragraph that names no place belongs to a speech on Ukraine, never to a survey of the world."""
        title = speech_title(self.document)
        if UKRAINE[self.language].search(title) and not ELSEWHERE[self.language].search(title):
            return True, "a paragraph of a speech on Ukraine"
        spoken = [self.text[p.start : p.end] for p in self.passages if p.voice is Voice.SPEECH and p.end - p.start > 60]
        own = sum(1 for each in spoken if UKRAINE[self.language].search(each))
        other = sum(1 for each in spoken if ELSEWHERE[self.language].search(each))
        if own * 3 >= len(spoken) and other * 6 <= len(spoken):
            return True, "a paragraph of a speech that keeps to Ukraine"
        return False, "a paragraph of a speech that does not name Ukraine"


def _about_ukraine(whole: Whole, statement: Statement) -> Verdict:
    at = bisect_right(whole.starts, statement.start) - 1
    here = whole.passages[at] if at >= 0 and statement.start < whole.passages[at].end else None
    verdict = _by_names(whole, statement, here)
    if verdict is None and here is not None and here.voice is Voice.SPEECH:
        verdict = _in_speech(whole, statement)
    if verdict is None and here is not None and here.question is not None:
        verdict = _as_answer(whole, statement, at)
    return verdict or _by_surroundings(whole, statement, here)


# ---------------------------------------------------------------- what the words name


_PASSING = re.compile(  # the war as a date or a background: "since Moscow's invasion of Ukraine"
    r"\b(?:since|after|following|before|despite|amid)\s+(?:[\w’'-]+\s+){0,4}?(?:invasion|attack|war|conflict|annexation|offensive)"
    r"\s+(?:of|in|on|against|with)\s+Ukraine"
    r"|\b(?:Ukraine (?:of )?today|[Tt]oday[’']s Ukraine|Ukraine is today)\b[^.]{0,40}\btomorrow"
)
_POSTED = re.compile(r"\b(?:[Aa]mbassador|[Ee]nvoy|[Ee]mbassy) (?:to|in) (?:Ukraine|Kyiv)\b")  # who speaks there may speak of home
_PLACES = r"(?:Yugoslavia|Serbia|Kosovo|Iraq|Afghanistan|Libya|Syria|Vietnam|Palestine|Panama|Somalia|Grenada)"
_WARS_OF_OTHERS = re.compile(rf"\b{_PLACES}(?:(?:, | and |, and | or ){_PLACES})+")  # told for comparison
_WHO_WAGED = re.compile(r"\b(?:NATO|Nato|US|U\.S\.|United States|Washington|West(?:ern)?|alliance|they|it)\b")
_RIVAL = re.compile(r"\bTaiwan|台湾|Тайван")  # likened to Ukraine, never with it the topic


def _by_names(whole: Whole, statement: Statement, here: Passage | None) -> Verdict | None:
    """Words that name Ukraine are about it, unless they name another place more often."""
    words = whole.text[statement.start : statement.end]
    if whole.language == "en":
        words = _without_background(words)
    own, other = whole.names(words, whole.elsewhere and _has_joined(whole, words, here))
    rival = other == own and _RIVAL.search(words) and not (whole.titled and _RIVAL.search(words, UKRAINE[whole.language].search(words).end()))  # type: ignore[union-attr]
    if own and (other > own or rival):
        return False, "another topic: it names more of another place than of Ukraine"
    if own:
        return True, "names Ukraine"
    if other:
        return False, f"another topic: {ELSEWHERE[whole.language].search(words).group()}"  # type: ignore[union-attr]
    return None


def _without_background(words: str) -> str:
    if "kraine" in words:
        words = _PASSING.sub(" ", words)
        words = _POSTED.sub(" ", words) if AT_HOME.search(words) else words
    return _WARS_OF_OTHERS.sub(" ", words) if _WHO_WAGED.search(words) else words


def _has_joined(whole: Whole, words: str, here: Passage | None) -> bool:
    """Tell whether the text, the question or the words tell of an ally that fights or arms in Russia's war."""
    if whole.language != "en" or whole.joined:
        return whole.joined
    asked = whole.text[slice(*here.question)] if here is not None and here.question else ""
    return tells_of_allies(words) or tells_of_allies(asked)


# ---------------------------------------------------------------- speeches and answers

_COURTESY = re.compile(
    r"(?:Let me|I|We|China|May I|Allow me to)\b[^.]{0,40}\b(?:thank|congratulate|welcome the (?:presence|participation))\b|Thank you", re.IGNORECASE
)
_FOLLOW_UP = re.compile(r"\b(?:[Ff]ollow(?:ing)?[- ]?up|same (?:question|topic|issue)|(?:related|further) question)\b")


def _in_speech(whole: Whole, statement: Statement) -> Verdict:
    if _COURTESY.match(whole.text, statement.start) and statement.end - statement.start < 300:
        return False, "thanks and congratulations"
    verdict = whole.of_speech
    early = UKRAINE[whole.language].search(whole.text[:_OPENING])
    if not verdict[0] and early and not whole.named[1] and _reach(whole, statement.start, statement.end) is Reach.TEXT:
        return True, "words of war in a speech that names Ukraine and no other place"
    return verdict


def _as_answer(whole: Whole, statement: Statement, at: int) -> Verdict:
    question = _question(whole, at)
    own, other = names(question, whole.language, tells_of_allies(question))
    if own:
        return True, ANSWER_ON_UKRAINE
    if not other and is_of_charges(question) and _answers(whole, statement):
        return True, "answers a charge or a sanction over Russia's war"
    return False, "answers a question on something else"


def _question(whole: Whole, at: int) -> str:
    """Return the question of an answer, with the one before where it only follows up."""
    asked = whole.passages[at].question
    question = whole.text[slice(*asked)] if asked else ""
    before = next((n for n in range(at - 1, -1, -1) if whole.passages[n].question not in (None, asked)), None)
    follows = _FOLLOW_UP.search(question) and not any(names(question, whole.language))
    return f"{_question(whole, before)}\n{question}" if follows and before is not None else question


def _answers(whole: Whole, statement: Statement) -> bool:
    span = statement.start, statement.end
    return bool(ANSWERS_A_CHARGE.search(whole.text, *span)) or _reach(whole, *span) >= Reach.PARAGRAPH


# ---------------------------------------------------------------- what stands around them

_WHY_NOT = {
    Reach.NOWHERE: "another topic: what China has built at home",
    Reach.SENTENCE: "neither Ukraine nor the words of the war",
    Reach.PARAGRAPH: "only loosely tied to a text on the war",
    Reach.NEIGHBOUR: "what it points back to is not on the war",
    Reach.TEXT: "Ukraine is not the topic of the text",
}


def _by_surroundings(whole: Whole, statement: Statement, here: Passage | None) -> Verdict:
    text, english, span = whole.text, whole.language == "en", (statement.start, statement.end)
    reach = _reach(whole, *span)
    if english and reach is Reach.SENTENCE and here is not None and _TAKES_UP.match(text, statement.start, statement.end):
        reach = max(reach, _reach(whole, *_sentence_before(text, here, statement)))
    if reach is Reach.NOWHERE:
        return False, _WHY_NOT[reach]
    if english and whole.on_charges and ANSWERS_A_CHARGE.search(text, *span):
        return True, "answers charges or sanctions over Russia's war"
    if whole.tells_of_plans and whole.named[0] and PLANS.search(text, max(0, statement.start - _BESIDE), statement.end):
        return True, "names a plan for the war"
    for distance, name, near in _around(text, here, statement, english):
        own, other = _topics(whole, near) if distance <= reach else (0, 0)
        if (own and not other) or ((own or other) and distance):
            return own >= other, f"{name} is about {'Ukraine' if own >= other else 'another topic'}"
    turned = english and (NOT_THE_WAR.search(text, *statement.content) or (reach is not Reach.TEXT and here is not None and _heading(text, here.start)))
    if whole.keeps_to_the_war and not turned:
        return True, "the text keeps to the war in Ukraine"
    if reach is Reach.TEXT and whole.is_on_the_war and not turned:
        return True, "the text is about the war in Ukraine"
    return False, _WHY_NOT[reach]


def _topics(whole: Whole, near: str) -> tuple[int, int]:
    """Return how much of a stretch of text is on the war, charges over it included, and how much on another place."""
    own, other = whole.names(near, whole.joined)
    return (1, 0) if not own and not other and whole.language == "en" and is_of_charges(near) else (own, other)


_TAKES_UP = re.compile(r"(?:Instead|Rather|Otherwise|Therefore|Thus|On the contrary),? |[“\"]?(?:It|This|That|These|Such|They)\b|(?:\w+,? ){1,3}(?:that )?[“\"]?(?:it|this|these|such)\b")


def _sentence_before(text: str, here: Passage, statement: Statement) -> tuple[int, int]:
    head = text[max(here.start, statement.start - _BESIDE) : statement.start].rstrip()
    ends = max(head.rfind(sign, 0, len(head) - 1) for sign in (". ", "? ", "! ", "” "))
    return statement.start - len(head) + ends + 1, statement.start


def _reach(whole: Whole, start: int, end: int) -> Reach:
    """Return how far away what makes the words words on the war may stand."""
    words = whole.text[start:end].lower()
    if OF_WAR[whole.language].search(words):
        at_home = whole.language == "en" and AT_HOME.search(whole.text, start, end) and not ANSWERS_A_CHARGE.search(words)
        return Reach.NOWHERE if at_home else Reach.TEXT
    if whole.language == "en" and AT_HOME.search(whole.text, start, end):
        return Reach.NOWHERE
    if whole.language == "en" and POINTS_BACK.search(words) and not NOT_THE_WAR.search(whole.text, start, end):
        return Reach.NEIGHBOUR
    return Reach.PARAGRAPH if LOOSE[whole.language].search(words) else Reach.SENTENCE


_TOPIC = re.compile(r"^(?:On|About|Regarding) [^.\n]{2,60}$", re.MULTILINE)


def _heading(text: str, start: int) -> str:
    """Return the heading "On Ukraine" of the list in which a line stands."""
    if not _POINT.match(text, start):
        return ""
    found = _TOPIC.findall(text, max(0, start - 700), start)
    return found[-1] if found else ""


_POINT = re.compile(r"[•·▪●◦*–—-]\s")


def _around(text: str, here: Passage | None, statement: Statement, english: bool) -> Iterator[tuple[Reach, str, str]]:
    """Yield what stands around a statement, the nearest first, with the reach that leads to it."""
    if here is None:
        return
    if english and (heading := _heading(text, here.start)):
        yield Reach.SENTENCE, "the heading", heading
    begin, end = max(here.start, statement.start - _NEAR), min(here.end, statement.end + _NEAR)
    yield Reach.SENTENCE, "the sentence before", text[max(here.start, statement.start - 160) : statement.start]
    yield Reach.PARAGRAPH, "the paragraph", f"{text[begin : statement.start]} {text[statement.end : end]}"
    yield Reach.NEIGHBOUR, "the paragraph before", text[max(0, here.start - 700) : here.start]
    if english and statement.start < _HEAD:  # a lead is about what the sentence behind it names
        yield Reach.NEIGHBOUR, "what the lead opens", text[statement.end : statement.end + 300].lstrip().partition("\n")[0]
