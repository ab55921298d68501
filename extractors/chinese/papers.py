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

FULL_TEXT = re.compile(r"全文(?:如下)?[：:]?$|如下[：:]$|署名文章[。：:]?$")


def part_sides(line: Line, start: int, end: int) -> list[tuple[int, int, Mention | None]]:
    """Part a joint document into what both say and what the other side says alone: 俄方重申……"""
    spans: list[tuple[int, int, Mention | None]] = []
    for sentence in split_sentences(line.text, start, end):
        head = read_sentence(line, sentence).head
        alone = (
            head is not None
            and head.kind is Kind.SIDE
            and head.side != CHINA
            and head.start - sentence.start < 4
        )
        other = head if alone else None
        if spans and spans[-1][2] is None and other is None:
            spans[-1] = (spans[-1][0], sentence.end, None)
        else:
            spans.append((sentence.start, sentence.end, other))
    return spans


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
    if head is None or FULL_TEXT.search(line.text, sentence.start, sentence.end) is None:
        return False
    told = [each for each in line.mentions_in(sentence.end, len(line.text)) if each.people and each.people == head.people]
    verbs = {each.start for each in line.verbs_in(sentence.end, len(line.text)) if each.word in UTTERANCES}
    return line.text[sentence.end - 1] in "：:" or not any(each.end in verbs for each in told)
