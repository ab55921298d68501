"""What kind of text a Chinese document is: a transcript, a speech, a notice, a declaration."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.chinese.lexicon import Kind
from extractors.chinese.line import Line
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import CHINA
from extractors.chinese.reports import read_sentence
from extractors.chinese.text import split_sentences, to_simplified
from extractors.chinese.verbs import UTTERANCES
from extractors.records.words import Document, Passage, Voice

JOINT_DOCUMENT = re.compile(r"(?:联合声明|联合公报|共同声明|联合宣言|共识)(?:（[^（）]*）|\([^()]*\)|全文|节选|摘要)?$")
_DECLARATION = re.compile(r"谈话|声明|表态|立场|倡议|公报|全文|致辞|讲话|发言|文章|贺电|贺信|复信|答记者问")
_ENVOY = re.compile(r"联合国(?:副|第一副)?代表")
_NOTICE = re.compile(r"(?:通知|公告|通告|提醒|提示)(?:$|[（(：:])|(?:发布|再次发布)[^，。]{0,12}(?:通知|公告|通告|提醒|提示)|(?:提醒|请)[^，。]{0,20}(?:中国公民|同胞|侨胞)")
_ANSWERER = re.compile(r"答|发言人|大使|主持(?!人)|司长|部长|代表")
_OPENING = 300  # characters in which a paragraph tells who speaks


def is_declaration(document: Document) -> bool:
    """An official text of which nobody reports anything is a declaration: its title says so."""
    return document.source_kind == "official" and _DECLARATION.search(document.title) is not None


def is_notice(document: Document) -> bool:
    """A notice to compatriots is its embassy's from the first word to the last."""
    return document.source_kind == "official" and _NOTICE.search(to_simplified(document.title)) is not None


def is_transcript(line: Line, passages: Sequence[Passage]) -> bool:
    """A colon after an agency or a headline makes no turn: whoever answers is a person or a spokesperson."""
    return any(each.voice is Voice.ANSWER and answers(line, each) for each in passages)


def answers(line: Line, passage: Passage) -> bool:
    """Tell whether a turn's label names somebody who answers."""
    named = line.mentions_in(passage.start, passage.start + len(passage.label) + 1)
    return bool(_ANSWERER.search(passage.label)) or any(each.named for each in named)


def is_speech(title: str, line: Line, passages: Sequence[Passage]) -> bool:
    """A report that somebody gave a speech is none: its paragraphs open with names and reporting verbs."""
    spoken = [each for each in passages if each.voice is Voice.SPEECH]
    told = sum(_opens_with_a_report(line, each) for each in spoken)
    return JOINT_DOCUMENT.search(title) is not None or told <= len(spoken) // 5


def _opens_with_a_report(line: Line, passage: Passage) -> bool:
    first = next(iter(split_sentences(line.text, passage.start, min(passage.end, passage.start + _OPENING))), None)
    reports = read_sentence(line, first).reports if first is not None else ()
    subjects = [each.subject for each in reports if each.cue in UTTERANCES and each.subject is not None]
    return any(each.named or (each.kind is Kind.SIDE and each.side != CHINA) for each in subjects)


def only_envoy(line: Line) -> Mention | None:
    """Return the only envoy of China to the UN whom the text names."""
    ours = [each for each in line.mentions if each.people and each.side == CHINA]
    named = [each for each in ours if _ENVOY.search(line.text, max(0, each.start - 12), each.end)]
    return named[0] if len({each.people[-1].id for each in named}) == 1 else None
