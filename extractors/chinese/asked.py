"""What a journalist asks inside a paragraph of prose."""

from __future__ import annotations

import re

from extractors.chinese.line import Line
from extractors.chinese.reports import read_sentence
from extractors.chinese.text import split_sentences
from extractors.chinese.verbs import UTTERANCES

_ASKED = re.compile(r"(?:(?:[^。？！“\n]|“[^”\n]{0,20}”){0,60}，)?(?:有|[^，。\n]{0,8}[社报网台视刊]|(?=媒体))(?:外[国媒]|中外|境外)?(?:记者|媒体)(?:提问|追问|问道|问及|问)[，：]?")
_COMMENT = re.compile(r"请问|有何(?:评论|回应|看法)")
_PLEASE = re.compile(r"请问|是否|有何|如何|吗[？?]")


def asked_in(line: Line, start: int, end: int) -> range:
    """有记者提问，……？ is the journalist's, whatever it says of China, up to its last question mark."""
    if line.text.find("记者", start, end) < 0 and line.text.find("媒体提问", start, end) < 0:
        return range(0)
    begin, last = end, start
    for sentence in split_sentences(line.text, start, end):
        if begin == end and _ASKED.match(line.text, sentence.start, sentence.end) is None:
            continue
        begin = min(begin, sentence.start)
        reports = read_sentence(line, sentence).reports
        answers = any(each.subject is not None and each.subject.named and each.cue in UTTERANCES for each in reports)
        if answers and not _PLEASE.search(line.text, sentence.start, sentence.end):
            break
        if line.text[sentence.end - 1] in "？?" or _COMMENT.search(line.text, sentence.start, sentence.end):
            last = sentence.end
    return range(begin, last)
