"""Whose the words of a paper are: the ministry's, a leader's, or one side's of a joint one."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.chinese.lexicon import Kind
from extractors.chinese.line import Line
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import CHINA
from extractors.chinese.reports import read_sentence
from extractors.chinese.text import Sentence, split_sentences
from extractors.chinese.verbs import UTTERANCES
from extractors.records.words import Level, Speaker

FULL_TEXT = re.compile(r"全文(?:如下)?[：:]?$|^以下(?:为|是)[^，。]{0,16}(?:全文|原文|内容|讲话|发言|致辞|声明|说明)(?:内容|全文|原文)?[。：:]?$|如下[：:]$|署名文章[。：:]?$")
_ANNOUNCED = re.compile(r"(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s?)?(?:据|根据|按照?)[^，。]{2,24}(?:发布|公布|下达|颁布|通报)[^，。]{0,10}，")


def part_sides(line: Line, start: int, end: int, joint: bool) -> list[tuple[int, int, Mention | None]]:
    """Part a document into what its author says and what others say in it: 俄方重申…… of a joint one; 根据乌方发布的通告，……"""
    spans: list[tuple[int, int, Mention | None]] = []
    for sentence in split_sentences(line.text, start, end):
        other = _alone(line, sentence) if joint else _passed_on(line, sentence)
        if spans and spans[-1][2] is None and other is None:
            spans[-1] = (spans[-1][0], sentence.end, None)
        else:
            spans.append((sentence.start, sentence.end, other))
    return spans


def _alone(line: Line, sentence: Sentence) -> Mention | None:
    """Return the other side that a sentence of a joint document opens with."""
    head = read_sentence(line, sentence).head
    return head if head is not None and head.kind is Kind.SIDE and head.side != CHINA and head.start - sentence.start < 4 else None


def _passed_on(line: Line, sentence: Sentence) -> Mention | None:
    """Return whose announcement a sentence passes on."""
    announced = _ANNOUNCED.match(line.text, sentence.start, sentence.end)
    named = line.mentions_in(*announced.span()) if announced is not None else ()
    others = (each for each in named if each.side not in (None, CHINA) or (each.kind is Kind.ORGAN and each.side is None and "mbassy" not in each.organ))
    return next(others, None)


def as_document(speaker: Speaker) -> Speaker:
    """A paper speaks with the rank of a document, unless a leader signs it alone."""
    document = speaker.acts_for == CHINA and speaker.level is not Level.LEADER
    return replace(speaker, level=Level.DOCUMENT) if document else speaker


def name_author(place: int, joint: bool) -> Mention:
    """Who speaks in a document that names nobody: the head of state in a joint one, else the ministry."""
    if joint:
        return Mention(place, place, Kind.TITLE, CHINA, title="国家主席")
    return Mention(place, place, Kind.ORGAN, CHINA, organ="Ministry of Foreign Affairs")


def gives_the_text(line: Line, sentence: Sentence, head: Mention | None) -> bool:
    """Tell whether a text follows word for word: not where later sentences tell who said it."""
    if head is None or FULL_TEXT.search(line.text[sentence.start : sentence.end]) is None:
        return False
    told = [each for each in line.mentions_in(sentence.end, len(line.text)) if each.people and each.people == head.people]
    verbs = {each.start for each in line.verbs_in(sentence.end, len(line.text)) if each.word in UTTERANCES}
    return line.text[sentence.end - 1] in "：:" or not any(each.end in verbs for each in told)
