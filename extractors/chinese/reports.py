"""Who says something in a Chinese sentence, by which verb, and where the words begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.chinese.labels import (
    cites,
    gives_out,
    holds,
    in_a_title,
    lists_points,
    of_a_stranger,
    quotes_openly,
    read_label,
    says_outright,
)
from extractors.chinese.lexicon import OFFICIAL, Kind, Token
from extractors.chinese.line import Line, Reading, Report
from extractors.chinese.mentions import Mention
from extractors.chinese.saying import is_noun, is_unsaid, plainly_says, sets_out
from extractors.chinese.strangers import attributive, of_an_unknown, unknown_source
from extractors.chinese.subjects import FRAME, can_speak, find_far, find_head, find_subject, is_bare, speaks
from extractors.chinese.text import Sentence
from extractors.chinese.turns import add_report
from extractors.chinese.verbs import CITING, NO_REPORT, OWN_WORDS, UTTERANCES

_BESIDES = re.compile(r"除了?[^，。]*外$")  # 除指控……外，她还……
_FRAME_ENDS = tuple(
    "时 后 之际 期间 之前 之后 之余 过程中 的同时 问题上 方面 看来 背景下 情况下 形势下 提问 发问".split()  # noqa: SIM905
)
_TOPIC_ENDS = ("问题上", "方面", "背景下", "情况下", "形势下")
_SOURCE = re.compile(r"(?:此外|另外|同时)?，?(?:另?据|根据)(?!理|悉|此|称)")
_NO_SAYING = re.compile(r"的(?!是|话)|(?<=告诉)(?:我们|人们|世人)")
_RELAYING = frozenset({"报道", "报导", "报道称", "报道说", "报导称"})
_SOURCE_SIGNS = frozenset("据另根此同")
_SOURCE_END = re.compile(r"(?<![引转]述)(?<!援引)(?<!引用)(?:表示|指出|强调)$|报道|消息|透露|介绍|通报|公布|发布|数据|统计|[称说]|报告|披露|证实|援引|声明|公报")
_ANSWERS_PRESS = re.compile(r"就[^，。]{4,60}(?:答记者问|答问|发表谈话|回答[^，。]{0,6}提问)")
_AFTER_HER = re.compile(r"据[他她](?:称|说|介绍|透露|表示)$")
_IF = re.compile(r"(?:如果|假如|倘若|若是?|即便|即使|既然)[^，。]{0,12}$")
_STATED = re.compile(r"(?:发[表布]|公布)[^，。]{0,16}(?:声明|新闻稿|公报|通报)|的说法")
_ASKED = re.compile(r"(?:[^。“]{0,40}，)?(?:有|[^，。“]{0,10})记者(?:就|针对|问|提问|追问)(?:(?!发言人)[^。“])*(?:提问|发问|询问|追问)(?:时|称)?，")
_QUESTION = re.compile(r"(?:有何|作何)(?:评论|回应|看法|反应|评价)|请问|能否(?:证实|介绍)")
_REJOINS = re.compile(r"[，；](?:不过|但是?|然而|可是)(?:有)?(?:证据|资料|分析|报道|报导|调查|专家)[^，。]{0,6}(?:显示|表明|指出|认为)")  # the reporter's own
_NAMED = re.compile(r"(?:阐述|阐明|介绍)了?[^，。“]{0,24}[“「][^，。”」]{2,8}[”」][^，。]{0,6}，|(?:重申|表明)了?[^，。“]{0,24}一贯[^，。“]{0,6}立场，")
_FLOOR = re.compile(r"(?:发言|讲话|致辞|演讲|(?:做|作)[^，。]{0,8}(?:发言|回应|答复|说明)|答记者问|接受[^，。]{1,20}[采专]访|发表[^，。]{0,12}(?:讲话|谈话|演讲|声明))$")
_POSITION = re.compile(
    r"了?(?:中方|中国|我国|己方|各自|俄方|乌方)?(?:在[^，。]{1,20}(?:问题)?上)?的?(?:一贯|原则|严正|明确|相关|有关)*(?:的)?立场(?:主张|和主张)?[。，；]?"
)


def read_sentence(line: Line, sentence: Sentence) -> Reading:
    """Find the reports of a sentence, one after the other."""
    if is_question(line.text, sentence):
        return Reading(())
    reports: list[Report] = []
    framed = _answered(line, sentence)
    first: Mention | None = None  # who stands at the sentence's head
    head: Mention | None = None  # who spoke last
    has_floor: Mention | None = None  # who is said to speak, without a verb for the words
    for number, clause in enumerate(sentence.clauses):
        verbs = line.verbs_in(*clause)
        opening = not reports and line.text[clause[0]] in _SOURCE_SIGNS
        floor = number and _FLOOR.search(line.text, *clause) is not None
        quotes = line.text.startswith("：“", clause[1])
        if not verbs and not opening and head is not None and number and not (floor or quotes):
            continue  # nothing is said here, and who stands at the head is known
        mentions = line.mentions_in(*clause)
        if not verbs and not mentions:
            continue
        if sentence.quotes:
            mentions = [each for each in mentions if not _quoted(each.start, sentence)]
        if "《" in line.text[slice(*clause)]:
            mentions = [each for each in mentions if not in_a_title(line.text, clause, each)]
        relays = not number and len(sentence.clauses) > 1 and _relays(clause, verbs, mentions)
        if relays or (opening and _is_source(line.text, clause)):
            if number + 1 < len(sentence.clauses) and (told := _account(line, sentence, number, mentions)) is not None:
                reports.append(told)
            continue
        if clause[1] <= framed:
            continue  # 针对泽连斯基表示……，并指……，: what somebody else said
        if floor and mentions and mentions[0].named and mentions[0].start == clause[0]:
            head = mentions[0]  # 安理会审议……，中国代表耿爽发言，呼吁……
        head = head or find_head(line.text, clause, mentions)
        first = first or head
        if head is not None and head.named and head.side and _FLOOR.search(line.text, *clause):
            has_floor = head
        if verbs and _is_frame(line.text, clause, verbs, mentions):
            continue
        found = (
            _report(line, sentence, clause, mentions, verbs, head)
            or read_label(line.text, sentence, clause, mentions)
            or holds(line.text, sentence, clause, mentions)
            or gives_out(line.text, sentence, clause, head)
            or lists_points(line.text, sentence, clause, head)
            or cites(line.text, sentence, clause, mentions)
            or quotes_openly(line.text, sentence, clause, head)
        )
        if found is None and not reports and (found := of_an_unknown(line, sentence, clause, verbs)) is not None:
            head = found.subject
        if found is None:
            continue
        found = _from_the_floor(of_a_stranger(line.text, sentence, found, head), has_floor)
        add_report(line.text, reports, found, clause[0])
        if reports[-1].subject is found.subject and (len(reports) > 1 or found.cue[-1] in "，："):
            head = found.subject  # ……，北京回应，表示……
    opens = line.text[sentence.end - 1] in "：:"
    return Reading(tuple(reports), first, opens)


def _from_the_floor(found: Report, speaker: Mention | None) -> Report:
    """参赞滕飞发表讲话，中方支持……: his side's will is told by him."""
    side = found.subject is not None and found.subject.kind in (Kind.SIDE, Kind.COUNTRY) and speaker is not None and found.subject.side == speaker.side
    return replace(found, subject=speaker) if side else found


def _account(line: Line, sentence: Sentence, number: int, mentions: Sequence[Mention]) -> Report | None:
    """据毛宁介绍，……: the clauses behind are told by whom a clause names as their source."""
    clause = sentence.clauses[number]
    issued = _STATED.search(line.text, *clause)  # 根据中国发表的声明，……
    able = [each for each in mentions if not attributive(line.text, each, clause[1])]
    source = next((each for each in able if issued or each.kind not in (Kind.PRONOUN, Kind.COUNTRY)), None)
    source = source or unknown_source(line.text, clause, mentions)
    if source is None and _AFTER_HER.match(line.text, *clause):
        source = next(iter(mentions), None)  # 据她称，……
    return Report(sentence.start, sentence.end, source, "据", sentence.clauses[number + 1][0], clause, source) if source else None


def is_question(text: str, sentence: Sentence) -> bool:
    """中方……，外交部对此有何评论？ is a journalist's, whoever stands in it."""
    asks = not sentence.quotes and text[sentence.end - 1] in "？?"
    return asks and _QUESTION.search(text, sentence.start, sentence.end) is not None


def _answered(line: Line, sentence: Sentence) -> int:
    """Return where the words end that a sentence only answers: 针对他人表示……，本人说，……; 有记者就……提问，……"""
    if asked := _ASKED.match(line.text, sentence.start, sentence.end):
        return asked.end()
    if not line.text.startswith(("针对", "对于"), sentence.start):
        return sentence.start
    whom = line.mentions_in(sentence.start, sentence.clauses[0][1])
    if not whom or whom[0].start > sentence.start + 2:
        return sentence.start
    for clause in sentence.clauses[1:]:
        told = bool(line.verbs_in(sentence.start, clause[0]))
        mentions = [each for each in line.mentions_in(*clause) if _another(each, whom[0])]
        said = [each for each in line.verbs_in(*clause) if each.word in UTTERANCES]
        if told and mentions and said and mentions[0].end <= said[0].start:
            return clause[0]
    return sentence.start


def _another(mention: Mention, whom: Mention) -> bool:
    """Tell whether somebody, or another country's ministry, answers what the first did."""
    if mention.named:
        return mention.people != whom.people
    return mention.kind in (Kind.ORGAN, Kind.INSTITUTION, Kind.TITLE) and mention.side != whom.side


def _quoted(place: int, sentence: Sentence) -> bool:
    return any(start <= place < end for start, end in sentence.quotes)


def _is_source(text: str, clause: tuple[int, int]) -> bool:
    figures = text.endswith(("数据", "统计", "资料"), *clause)  # 根据商务部的数据，……: the reporter's sum
    return not figures and bool(_SOURCE.match(text, *clause) and _SOURCE_END.search(text, *clause))


def _relays(clause: tuple[int, int], verbs: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """新华社报道，……: an agency that only passes words on, with or without 据."""
    told = bool(verbs) and verbs[-1].end == clause[1] and verbs[-1].word in _RELAYING
    return told and bool(mentions) and mentions[0].kind is Kind.UNNAMED


def _is_frame(text: str, clause: tuple[int, int], verbs: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """针对美方言论，…… or 在会见普京时，……: a clause that only sets the scene."""
    if text.endswith(_FRAME_ENDS, *clause) or _BESIDES.match(text, *clause):
        return not _told_first(text, clause, verbs, mentions)
    if not FRAME.match(text, *clause):
        return False
    return not any(verb.end == clause[1] and verb.word in UTTERANCES for verb in verbs)  # 就此毛宁表示，……


def _told_first(text: str, clause: tuple[int, int], verbs: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """毛宁指出在乌克兰问题上，……: who says it and the verb open the clause that ends like a frame."""
    if verbs[0].word not in UTTERANCES:
        return False
    if verbs[0].start == clause[0]:
        return True  # ……，称在访问期间，……
    if text.endswith(_TOPIC_ENDS, *clause):
        return find_subject(text, clause, mentions, verbs[0]) is not None
    return bool(mentions) and mentions[0].start == clause[0] and mentions[0].end == verbs[0].start


def _report(
    line: Line, sentence: Sentence, clause: tuple[int, int], mentions: Sequence[Mention], verbs: Sequence[Token], head: Mention | None
) -> Report | None:
    """Return the first report of a clause."""
    able = head is None or can_speak(line.text, head)
    answers = _ANSWERS_PRESS.search(line.text, *clause)
    for verb in verbs:
        if _IF.search(line.text, clause[0], verb.start):
            continue  # 如果美方称……
        told = verb.word in NO_REPORT and not sets_out(line.text, clause, verb)
        if _quoted(verb.start, sentence) or told or _is_thing(line.text, sentence, clause, mentions, verb) or is_unsaid(line.text, clause, verb):
            continue
        subject = _of_house(find_subject(line.text, clause, mentions, verb), mentions) or _of_a_paper(clause, verb)
        if subject is None and not (able and is_bare(line.text, clause, verb)):
            subject = find_far(verb, clause, head) if able else None
            if subject is None:
                continue
        if subject is None and head is not None and head.kind in (Kind.COUNTRY, Kind.SIDE) and verb.word.startswith(("证实", "表明", "显示", "分析")):
            continue  # 中国缺席峰会，证实……
        if subject is not None and subject.kind is Kind.PRONOUN:
            subject = _meant(line, sentence, subject, head)
        if answers is not None and answers.start() < verb.start < answers.end():
            continue  # 发言人就美方指责……答记者问
        if _NO_SAYING.match(line.text, verb.end) and verb.word in UTTERANCES:
            continue  # 中国宣布的计划; 这告诉我们……
        if verb.word in _RELAYING and line.text.startswith(CITING, verb.end):
            continue  # 报道援引外交部发言人表示
        if verb.word in ("指", "批") and not plainly_says(line.text, verb, subject, clause):
            continue
        if subject is None and head is not None and clause[0] <= verb.start < head.start:
            head = None  # 希望有关方面……: who is asked does not speak
        wishes = subject is not None and says_outright(line.text, clause, subject, verb)
        if not (wishes or speaks(verb, subject or (head if able else None))) or _POSITION.fullmatch(
            line.text, verb.end, min(clause[1] + 1, sentence.end)
        ):
            continue
        content = _content(line.text, verb, sentence)
        rejoined = _REJOINS.search(line.text, content, sentence.end)
        end = rejoined.start() + 1 if rejoined and not _quoted(rejoined.start(), sentence) else sentence.end
        return Report(sentence.start, end, subject or head, verb.word, content, (clause[0], verb.start))
    return None


def _of_house(subject: Mention | None, mentions: Sequence[Mention]) -> Mention | None:
    """外交部消息称: the news is the ministry's, and no source without a name."""
    if subject is None or subject.kind is not Kind.UNNAMED:
        return subject
    return next((each for each in mentions if each.end == subject.start and each.kind in (Kind.ORGAN, Kind.INSTITUTION)), subject)


def _of_a_paper(clause: tuple[int, int], verb: Token) -> Mention | None:
    """报道写道，…… opens with the paper, which goes on for nobody."""
    opens = verb.start == clause[0] and verb.word.startswith(("报道", "报导")) and len(verb.word) > 2
    return Mention(verb.start, verb.start + 2, Kind.UNNAMED, english="media") if opens else None


def _meant(line: Line, sentence: Sentence, pronoun: Mention, head: Mention | None) -> Mention:
    """拉夫罗夫回答了提问，他说…… is the head; 中方派出毛宁回应，她说…… whoever is named last before."""
    if line.text[pronoun.start : pronoun.end] in ("他们", "她们"):
        return pronoun  # 毛宁也被问到，英法……，他们认为……
    if head is not None and head.named:
        return head
    named = [each for each in line.mentions_in(sentence.start, pronoun.start) if each.named and not each.others]
    return named[-1] if named and head is not None and not _quoted(named[-1].start, sentence) else pronoun


def _is_thing(
    text: str, sentence: Sentence, clause: tuple[int, int], mentions: Sequence[Mention], verb: Token
) -> bool:
    """Tell a noun from a verb: 中方主张，…… opens with who says it."""
    outright = text[verb.end : verb.end + 1] == "，" and any(
        each.start == clause[0] and each.end == verb.start and each.kind in OFFICIAL for each in mentions
    )
    return not outright and is_noun(text, verb, sentence)


def _content(text: str, verb: Token, sentence: Sentence) -> int:
    if sentence.quotes and sentence.quotes[0][0] <= sentence.start + 1 and sentence.quotes[0][1] <= verb.start:
        return sentence.start  # “……，”他说，“……”
    if verb.word in OWN_WORDS:
        return verb.start
    named = _NAMED.search(text, sentence.start, verb.start)
    if named:
        return named.start()  # 阐述了“四个应该”，强调……
    place = verb.end
    while place < sentence.end and text[place] in "，：:, \t":
        place += 1
    return min(place, sentence.end - 1)
