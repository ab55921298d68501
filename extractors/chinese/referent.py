"""Whether Chinese words are about the war in Ukraine.

Four kinds of evidence are asked, the nearest first, and the first that has a verdict decides:

1. what the words themselves say: they name the war as their topic, or only in passing, or another trouble spot;
2. what they answer or belong to: a question, a paper on Ukraine, a session, a talk that turns to Ukraine;
3. what stands just before them, in the same paragraph or the two before;
4. what the whole text is about: its title, or how often it names the war.

Words that do not name the war need some matter of the war in them (`matters_of`), and the farther the evidence, the more:
`evidence.py` asks 2 to 4 and says how much.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from extractors.chinese import war_words as war
from extractors.chinese.charges import DENIES, FOR_RUSSIA
from extractors.chinese.evidence import NEAREST_FIRST, NEWS_SHARE, Place, Verdict, meeting
from extractors.chinese.matters import matters_of
from extractors.chinese.naming import (
    clauses_naming,
    names_outright,
    on_uzbekistan,
    paragraphs_before,
    plain,
    share,
)
from extractors.gates import ANSWER_ON_UKRAINE
from extractors.records.words import Document, Level, Passage, Statement

_PASSING_SHARE = 0.08  # of the statement: clauses that name Ukraine in less of it are a mention
_OTHERS_SHARE = 0.006  # names of Ukraine, in whatever way, where others' words are kept


def is_elsewhere_zh(document: Document) -> bool:
    """Tell of a text, before anybody reads it, that none of its statements can be about the war."""
    return not _has_evidence(plain(document.text)) and not _has_evidence(document.title)


def _has_evidence(text: str) -> bool:
    """Tell whether a text holds what every text with words on the war has."""
    return "俄" in text or any(wording.search(text) for wording in (war.UKRAINE, war.PROPER, war.TRUCE))


def simplified(document: Document) -> Document:
    """Return the document in simplified characters, sign for sign in the same places."""
    return replace(document, text=plain(document.text), title=plain(document.title))


def about_ukraine_zh(document: Document, passages: tuple[Passage, ...], statement: Statement) -> Verdict:
    """Tell whether a statement of a simplified text is about the war in Ukraine or its settlement, and by which evidence."""
    text = document.text
    words = text[statement.start : statement.end]
    if statement.speaker.acts_for != "China":
        return _of_others(document, words)
    here = next((each for each in passages if each.start <= statement.start < each.end), None)
    place = Place(document, passages, statement, words, here, paragraphs_before(text, statement.start), matters_of(words))
    if (named := clauses_naming(words)) and not on_uzbekistan(text):
        return _by_name(place, named)
    verdicts = (evidence(place) for evidence in NEAREST_FIRST)
    return next((verdict for verdict in verdicts if verdict is not None), (False, "Ukraine is not the topic of these words"))




def _by_name(place: Place, named: list[str]) -> Verdict:
    """The words name Ukraine: as their topic, beside another one, or in passing."""
    words, question = place.words, place.here.question if place.here is not None else None
    settles = war.SETTLEMENT.search(words) is not None
    if question is not None and war.UKRAINE.search(place.document.text, *question):
        return True, ANSWER_ON_UKRAINE
    if all(war.COMPARES.search(clause) for clause in named):
        return False, "a comparison with Ukraine"
    if len(war.ELSEWHERE.findall(words)) > 2 * len(war.UKRAINE.findall(words)) and not settles:
        return False, "another topic: it names more of another place than of Ukraine"
    if war.EFFECTS.search(words) and war.RELIEF.search(words):
        return True, "the effects of the war and the answer to them"
    if len(named) == 1 and len(named[0]) < _PASSING_SHARE * len(words) and not settles and not _goes_on(place):
        return False, "a passing mention: one clause of a long text"
    if settles or _exchanged(words) or not all(war.NOT_A_TOPIC.search(clause) for clause in named):
        return True, "names the war or its settlement"
    if place.statement.speaker.level is Level.DOCUMENT:
        return True, "a body of the party or state names it"
    return False, "a passing mention: a factor among others"


def _goes_on(place: Place) -> bool:
    """Tell whether a clause that names the war in a long text only reminds of the topic."""
    accused = FOR_RUSSIA.search(place.words) and DENIES.search(place.words)
    on_it = any(map(names_outright, place.before[:3])) or (meeting(place.before) or (False,))[0]
    return bool(accused) or on_it or share(place.document.text) > NEWS_SHARE


def _exchanged(words: str) -> bool:
    """就乌克兰危机交换意见，表示……: the views follow."""
    told = war.EXCHANGED.search(words)
    return bool(told and war.WAR_WORDS.search(words, told.end()))




def _of_others(document: Document, words: str) -> Verdict:
    """Words of others never count: they are kept when they name Ukraine or stand in news of the war."""
    if war.UKRAINE.search(words):
        return not on_uzbekistan(document.text), "names Ukraine"
    near = _is_news(document.text, document.title) and not war.ELSEWHERE.search(words)
    return near, "stands in news of the war" if near else "not in news of the war"


@lru_cache(maxsize=1)
def _is_news(text: str, title: str) -> bool:
    """Tell whether a text is news of the war; all its statements ask."""
    return bool(war.UKRAINE.search(title)) or len(war.UKRAINE.findall(text)) > _OTHERS_SHARE * len(text)
