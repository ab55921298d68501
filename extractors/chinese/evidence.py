"""What shows of Chinese words that do not name the war whether they are about it: the nearest evidence with a verdict decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.chinese import war_words as war
from extractors.chinese.charges import (
    BACKING,
    DENIES,
    DISOWNS,
    FOR_RUSSIA,
    is_armed,
    is_reproached,
    opens_with_a_charge,
)
from extractors.chinese.matters import Matter
from extractors.chinese.naming import names_outright, on_the_war, share
from extractors.gates import ANSWER_ON_UKRAINE, PARAGRAPH_ON_UKRAINE
from extractors.records.words import Directness, Document, Passage, Statement, Voice

_HEAD = 60  # characters before a lead: a place, a date
_AHEAD = 120  # characters behind a lead in which its session may be named
NEWS_SHARE = 0.005  # of the characters: names of Ukraine in a report on the war
_SPEECH_SHARE = 0.004  # and in a speech on it
_OFTEN = 2  # words of a settlement that tell the topic whatever session was named before
_LABEL = 12  # characters of 秦大使：
_SHORT_QUESTION = 24  # characters: it goes on with the one before
_SHORT = 1500  # characters of a text that has one topic
_AGAIN = 3  # names of Ukraine in a short text that keeps to it
_INTRODUCTION = 90  # characters: a paragraph that only opens the topic

Verdict = tuple[bool, str]

_ENOUGH = {  # where the war is named: what the words must speak of
    "same paragraph": frozenset(Matter) - {Matter.ANSWER},
    "paragraphs before": frozenset({Matter.SETTLEMENT, Matter.MILITARY}),
    "title": frozenset(Matter) - {Matter.ANSWER, Matter.WAR},
    "text": frozenset({Matter.SETTLEMENT, Matter.ORDER, Matter.TRADE}),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Words that do not name the war, and where they stand."""

    document: Document
    passages: tuple[Passage, ...]
    statement: Statement
    words: str
    here: Passage | None  # the passage that holds them
    before: tuple[str, ...]  # the words before, paragraph by paragraph, nearest first; the first is their own
    matters: frozenset[Matter]

    def near(self, paragraphs: int) -> bool:
        """Tell whether so many paragraphs before, their own included, are on the war."""
        return any(map(on_the_war, self.before[:paragraphs]))


# ---------------------------------------------------------------- what they say


def _by_wording(place: Place) -> Verdict | None:
    """Another trouble spot is another topic, unless it is a party to this war; some wordings serve no other war."""
    other = war.ELSEWHERE.search(place.words)
    party = other is not None and war.PARTIES.search(place.words) and Matter.MILITARY in place.matters and place.near(2)
    if other is not None and not party:
        return False, f"another topic: {other.group()}"
    asked = place.here is not None and place.here.question is not None
    if not asked and (war.PROPER.search(place.words) or war.TRUCE.search(place.words)):
        return True, "a wording of this war alone"
    return None


# ---------------------------------------------------------------- what they answer or belong to


def _by_question(place: Place) -> Verdict | None:
    """An answer of a transcript takes the topic of its question."""
    if place.here is None or place.here.question is None:
        return None
    question = _asked(place.document.text, place.passages, place.here, place.words)
    spilt = war.SPILT.search(question) and place.matters
    asked = war.UKRAINE.search(question) or spilt or war.TRUCE.search(question) or is_armed(question, place.words) or war.PROPER.search(place.words)
    return bool(asked), ANSWER_ON_UKRAINE if asked else "answers a question on something else"


def _asked(text: str, passages: tuple[Passage, ...], answer: Passage, words: str) -> str:
    """Return what an answer answers; a further question goes on with the one before: 上述峰会, 追问."""
    assert answer.question is not None
    asked = [each.question for each in passages if each.question and each.question[1] <= answer.question[0]]
    question = newest = text[slice(*answer.question)]
    earlier = iter(dict.fromkeys(reversed(asked)))
    while _asks_on(newest, words) and (span := next(earlier, None)) is not None:
        newest = text[slice(*span)]
        question = newest + question
    return question


def _asks_on(question: str, words: str) -> bool:
    """Tell whether a question cannot be understood without the one before."""
    short = len(question) <= _SHORT_QUESTION and not war.BILATERAL.search(question) and war.WAR_WORDS.search(words)
    return bool(war.FURTHER.search(question) or short) and not war.ELSEWHERE.search(question) and not war.UKRAINE.search(question)


def _by_asker(place: Place) -> Verdict | None:
    """有记者提问，……乌克兰……？ stands just before; so does an interviewer's turn on the war that Russia wages."""
    own, *earlier = place.before
    labelled = len(own) < _LABEL and own.endswith("：")
    asked = own if own.strip() and not labelled else next(iter(earlier), "")
    question = war.ASKS.search(asked)
    words = asked[question.start() :] if question else ""
    if words.rstrip().endswith(("？", "?")) and war.UKRAINE.search(words) and not war.ELSEWHERE.search(words):
        return True, "answers a reporter's question on Ukraine"
    turn = place.here is not None and place.here.voice is Voice.ANSWER
    if turn and war.WAGED.search(asked) and war.UKRAINE.search(place.document.text):
        return True, "answers an interviewer on the war that Russia wages"
    return None


def _by_sentence(place: Place) -> Verdict | None:
    """泽连斯基呼吁中方出席，但毛宁说，……: what somebody else says of the war in the same sentence is answered."""
    before = place.before[0].rsplit("。", 1)[-1]
    answers = before.endswith(("，", "；")) and not _turns_aside(place.words) and names_outright(before) and not war.ELSEWHERE.search(before + place.words)
    return (True, "answers what the same sentence says of the war") if answers else None


def _by_document(place: Place) -> Verdict | None:
    """Points of a paper on Ukraine are about it, named or not."""
    if place.statement.directness is not Directness.VERBATIM:
        return None
    text, start = place.document.text, place.statement.start
    point = war.POINT.match(text, start) is not None
    titled = (point or _in_speech(place)) and war.UKRAINE.search(place.document.title)
    if titled or (point and war.PAPER.search(text, max(0, start - 2500), start)):
        return True, "a point of a document on Ukraine"
    return None


def _in_speech(place: Place) -> bool:
    return place.here is not None and place.here.voice is Voice.SPEECH


def _by_introduction(place: Place) -> Verdict | None:
    """在乌克兰问题上，…… and 双方就乌克兰交换意见。 open a paragraph on Ukraine."""
    own = place.before[0]
    if war.BILATERAL.search(place.words) and not place.matters:
        return None
    return (True, PARAGRAPH_ON_UKRAINE) if war.TOPIC_SET.search(own) or _introduces(own) else None


def _introduces(paragraph: str) -> bool:
    last = paragraph.rstrip("。").rsplit("。", 1)[-1]
    return bool(war.INTRODUCES.search(last)) and len(paragraph) <= _INTRODUCTION * 3


def _by_charge(place: Place) -> Verdict | None:
    """A denial answers what was said before; words on sanctions and arms answer what is said to arm Russia."""
    words, text = place.words, place.document.text
    if _turns_aside(words):
        return None
    if Matter.ANSWER in place.matters and (place.near(2) or war.UKRAINE.search(place.document.title)):
        return True, "answers what is said of Ukraine just before"
    if is_reproached(place.document.title, place.before, words) or is_armed(place.document.title, words):
        return True, "on what is said to arm Russia"
    if _opens_on_charges(text) and DENIES.search(words):
        return True, "answers the charge that opens the text"
    if share(text) > NEWS_SHARE and DENIES.search(words) and any(map(war.UKRAINE.search, place.before[:2])):
        return True, "answers a charge in news of the war"
    if (BACKING.search(words) and share(text) > NEWS_SHARE) or (DISOWNS.search(words) and share(text) > 0):
        return True, "on arms and backing for Russia, in a text that names the war"
    return None


def _turns_aside(words: str) -> bool:
    """Tell of words in a text on the war whether they are about another quarrel or trade that has nothing to do with Russia."""
    return bool(war.ASIDE.search(words)) and not FOR_RUSSIA.search(words) and not war.SETTLEMENT.search(words)


def _opens_on_charges(text: str) -> bool:
    """Tell whether a text that names the war and no other trouble spot opens with what is said to arm or back Russia."""
    return share(text) > 0 and not war.ELSEWHERE.search(text) and opens_with_a_charge(text)


def _keeps_to_the_war(document: Document) -> bool:
    """Tell whether a short text names the war again and again, and no other trouble spot."""
    text = document.text
    again = len(war.UKRAINE.findall(text)) >= _AGAIN and share(text) > NEWS_SHARE
    return again and len(text) < _SHORT and not war.ELSEWHERE.search(text) and not war.ELSEWHERE.search(document.title)


def _by_session(place: Place) -> Verdict | None:
    """A session's topic is that of its speakers, but for words of a settlement that go on from the war."""
    if len(war.SETTLEMENT.findall(place.words)) >= _OFTEN and place.near(2):
        return True, "goes on to settle what was named just before"
    session = meeting(place.before, place.document.title)
    settles = Matter.SETTLEMENT in place.matters and place.near(3) and not any(map(war.ELSEWHERE.search, place.before[:3]))
    if session is not None and not (settles and not session[0]) and (not session[0] or not war.BILATERAL.search(place.words)):
        return session
    if place.matters and place.statement.start <= _HEAD and _opens_a_session(place):
        return True, "the next sentence names the session on Ukraine"
    return None


def _opens_a_session(place: Place) -> bool:
    """Tell of a lead without an occasion whether the sentence behind it names a session on Ukraine."""
    end = place.statement.end
    ahead = place.document.text[end : end + _AHEAD].lstrip().split("。")[0].split("，")[0]
    return bool(war.OCCASION.search(ahead) and war.UKRAINE.search(ahead)) and not war.ELSEWHERE.search(ahead)


def meeting(before: tuple[str, ...], title: str = "") -> Verdict | None:
    """The nearest session within three paragraphs decides, or the title where it names none."""
    titled = bool(war.OCCASION.search(title) and war.UKRAINE.search(title))
    for paragraph in before:
        sentences = [each for each in paragraph.split("。") if war.OCCASION.search(each)]
        if sentences:
            about = bool(war.UKRAINE.search(sentences[-1]) or war.UKRAINE.search(paragraph))
            about = about or (titled and not war.ELSEWHERE.search(paragraph))
            return about, "the session is on Ukraine" if about else "the session is on something else"
    return None


def _by_post(place: Place) -> Verdict | None:
    """China's embassy in Ukraine cares for those who are caught in the war."""
    speaker = place.statement.speaker
    ours = "Ukraine" in (speaker.office or "") or (speaker.official_id == "china-embassy" and war.EMBASSY.search(place.document.text))
    cares = ours and war.COMPATRIOTS.search(place.words) and share(place.document.text) > NEWS_SHARE
    return (True, "the embassy in Kyiv cares for its compatriots") if cares else None


# ---------------------------------------------------------------- what stands before them, and what the text is about


def _by_turn(place: Place) -> Verdict | None:
    """The talk turned to Ukraine, or the point before names the war."""
    if Matter.WAR not in place.matters:
        return None
    if any(map(_introduces, place.before[:2])) or _turned(place.before[0]):
        return True, "the talk turns to Ukraine just before"
    if war.POINT.match(place.document.text, place.statement.start) and _of_points(place.before):
        return True, "a point of words on Ukraine"
    if _in_speech(place) and not place.statement.cue:
        about = bool(war.UKRAINE.search(place.document.title)) or share(place.document.text) > _SPEECH_SHARE
        return about, "a speech or document on Ukraine" if about else "a paragraph that does not name Ukraine"
    return None


def _turned(paragraph: str) -> bool:
    """A sentence before turned to Ukraine, and nobody has turned to anything else since."""
    sentences = paragraph.rstrip("。").split("。")
    turns = [n for n, each in enumerate(sentences) if war.INTRODUCES.search(each) and not war.ELSEWHERE.search(each)]
    return bool(turns) and not any(war.ELSEWHERE.search(each) or war.BILATERAL.search(each) for each in sentences[turns[-1] + 1 :])


def _of_points(before: tuple[str, ...]) -> bool:
    """Points of one speech share their topic: the one before, or the words that open them, name the war."""
    for paragraph in before[1:8]:
        if names_outright(paragraph):
            return True
        if not war.POINT.match(paragraph):
            return False
    return False


def _by_surroundings(place: Place) -> Verdict | None:
    """The war is named in the same paragraph, in the two before, in the title, or often in the text."""
    on_it = share(place.document.text) > NEWS_SHARE or _opens_on_charges(place.document.text)
    if _keeps_to_the_war(place.document) and place.matters and not _turns_aside(place.words):
        return True, f"on {min(place.matters)}; the text keeps to the war"
    much = Matter.MUCH_WAR in place.matters and on_it
    named = {
        "same paragraph": names_outright(place.before[0]),
        "title": war.UKRAINE.search(place.document.title) is not None,
        "text": on_it,
        "paragraphs before": any(map(names_outright, place.before[:3])),
    }
    for where, names in named.items():
        if names and (place.matters & _ENOUGH[where] or (much and where == "paragraphs before")):
            return True, f"on {min(place.matters & _ENOUGH[where] or {Matter.WAR})}; the war is named in: {where}"
    return None


NEAREST_FIRST: tuple[Callable[[Place], Verdict | None], ...] = (
    _by_wording, _by_question, _by_sentence, _by_document, _by_introduction, _by_charge, _by_session, _by_asker, _by_post, _by_turn, _by_surroundings,
)  # fmt: skip
