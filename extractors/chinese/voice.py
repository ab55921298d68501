"""Whether whoever is speaking in a Chinese text goes on, and whose a sentence without a name is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.chinese.lexicon import Kind
from extractors.chinese.line import Line, Reading, Report
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import CHINA, JOINT_PAPERS
from extractors.chinese.reports import is_question, read_sentence
from extractors.chinese.text import Sentence, split_sentences
from extractors.chinese.verbs import UTTERANCES
from extractors.records.words import Level, Speaker

ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:[，、要是]|点)|首先|其次|再次，|最后，|——|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．]|[①-⑩])"
)
PUBLISHES = re.compile(
    r"(?:发布|发表|公布|提出|达成|全文如下|内容如下|主要内容)[^。]{0,60}(?:《[^》]{2,60}》|声明|文件|倡议|立场|共识|全文|如下|内容)"
)
NARRATION = re.compile(
    r"(?:此前|(?:该|这[篇则份]|上述)?(?:报[道导]|文章)(?:又|还|也|则|中|里|最后|同时|并)*(?:提到|指出|称|说|写道|援引|引述|认为|指|披露)|[^，。“]{0,10}《[^》\n]{2,16}》(?:的?报[道导]|援引|引述|披露)|另据|另外，?据|据(?!此|理|悉)|目前，?|当[天日晚]，|同[日一]|当地时间|\d{1,2}日[，起]|今[天日]，|昨[天日]，|截至|会[见谈晤](?:前|后|结束)|随后，|双方(?:还)?(?:就|重点|同意|共同)|两国(?:元首|领导人|总统|外长)(?!曾|的|达成的|战略引领|引领|重要共识|共识)"
    r"|(?:然而|不过|但)，?(?:该|这[些篇一份]|此)?(?:报[道导]|新闻稿|通稿|官媒|声明稿|公布|文告|消息|通报)(?:中|里|也|并|却)*(?:没有?|未)|[^，。“]{2,8}也?被问(?:到|及)|此[举言话](?:立[即刻]|随即|马上|旋即|引[起发爆])|值得注意|这(?:场辩论|番表态|番言论|一表态)|背景|来源|图片|图源|摄影|记者|央视|总台|[^，。]{1,20}(?:等)?(?:参加|出席|陪同|在座)(?:了|会|上述|活动|。)|有(?:报道|消息|评论|分析|媒体)|这一(?:主张|表态|立场|倡议|言论)[^，。]{0,16}(?:得到|引[起发]|遭到|受到|获得)|对此，[^，。]{2,14}(?:没有|尚未|未|暂未|拒绝|否认|回应)|会谈(?!已|能|应|要|是|不|可|重|恢复)|会见)"
)
ANNOUNCES = re.compile(r"(?:提出|阐述|强调|谈)[^，。]{0,8}[两二三四五六七八九十几][个点条](?:[^，。]{0,6})(?:建议|主张|意见|看法|倡议|原则|共识|思考|要求|观点|方面)?[：:。]?$")
QUOTATION = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”")
OWN_SIDE = re.compile(r"[中我]方(?:对此|愿|不?赞成|[支坚]持|希望|欢迎|呼吁|主张|反对|将继续|始终|一[直贯]|认为|坚决)|我们(?:对此|愿|支持|希望|欢迎|呼吁|鼓励|主张|反对|将|也会|始终|一直|期待|坚持)|我(?:曾|也|想|要|愿|认为|注意到)")
_OUGHT = re.compile(r"不能|不应|不要|不可|应当?|必须|要|需|反对")
_ASKED_OF = re.compile(  # 国际社会应该……, 当务之急是……: a reporter asks nothing of anybody
    r"(?:(?:当务之急|出路|关键|根本之策|首要任务)(?:就?是|在于)|(?:国际社会|有?关?各方|相?有关(?:各?方|国家)|(?:所有|各|双|冲突各?|冲突双|当事各?|当事双)方|当事方|(?:世界|所有)?各国|任何国家|任何一方|安理会|联合国|(?:有影响力的)?大国|我们|人们|大家)[^，。“]{0,8}?(?:应该|应当|应|必须|不能|不应|不可|要(?!求)|需要?)|(?:应该|应当|必须|不能|不应|不可|要(?!求))[\u4e00-\u9fff])"
)
_OF_CHINA = re.compile(r"北京(?!时间|冬奥)|中国(?:外交|政府|官[方媒])")
_POINTS = 2
_POINT = 160  # characters: the paragraphs of a comment are longer
_TERM = 12  # characters: a shorter quotation at the head of a paragraph is a term
_OWN_KINDS = frozenset({Kind.SIDE, Kind.FIRST, Kind.COUNTRY, Kind.JOINT, Kind.SESSION})
_ANSWERERS = frozenset({Level.SPOKESPERSON, Level.DEFENCE, Level.UN, Level.AMBASSADOR})
_OWN_ANSWER = re.compile(r"，(?:对此|因此|但)?，?(?:[中我]方|我们)(?:对此)?(?:坚[决定]|强烈|也|一贯|始终|一直|当然|完全)*(?:不(?:能|予)?(?:接受|认同|赞成|同意)|反对|谴责|希望|欢迎|呼吁|敦促|支持|赞赏|愿)[^。]*。?")
_SCOLDS = re.compile(r"，这(?:就|正|才)?是[^，。]{0,16}(?:霸凌|行径|双重标准|胁迫|强权|虚伪|霸权|甩锅)|(?:十分|极其|何其|非常)虚伪|唯恐天下不乱|一边[^。]{2,60}一边[^。]{0,40}(?:散布|无端|制裁|抹黑|指责)|一面[^。]{2,60}一面")
_ASKED_KINDS = _OWN_KINDS | {Kind.ORGAN, Kind.INSTITUTION}  # 安理会应该……
_MET = re.compile(r"(?<![愿将待望持要])[同与和跟][^，。“]{2,40}(?:会面|会谈|会晤|会见|见面|磋商|通了?电话|通话)。$")
_TODAY = re.compile(r"今[天日]，|目前|截至|\d{1,2}日，")  # a speaker says these too
_SILENT = re.compile(r"(?:方面|政府|官方|当局|也|对此|暂|目前|至今|还)*(?:没有|尚未|并未|暂未|未予|则|拒绝)")
_NEVER_SAID = re.compile(r"(?:[上下]午|[今昨当][天日]|\d{1,2}日|至今|迄今|一直|始终|也)*(?:从未|从来没有|没有|尚未|并未|未|拒绝|不愿)(?:公开|明确|直接|正式)*(?:谴责|批评|指责|抨击|呼吁|敦促|承认|否认|证实|表态|称)")


@dataclass
class Draft:
    """A statement while its words are still being gathered."""

    start: int
    end: int
    speaker: Speaker
    subject: Mention | None
    cue: str
    content: int
    said_on: date | None
    basis: str
    counterpart: str | None
    occasion: str | None
    verbatim: bool = False
    contested: str = ""


def continues(text: str, voice: Draft | None, report: Report) -> bool:
    """Tell whether a report goes on with whoever is speaking: 他还说, or a sentence about what one's own side does."""
    subject = report.subject
    if voice is None:
        return False
    if report.source is not None:  # 根据公开披露的消息，……: an official rests on what is known
        known = report.source.english == "unnamed sources" and report.source.end - report.source.start < 3
        official = voice.subject is not None and voice.subject.kind is not Kind.COUNTRY
        return known and official and report.subject is report.source and voice.speaker.acts_for == CHINA
    if subject is None or subject.kind in (Kind.PRONOUN, Kind.FIRST):
        return True
    if subject.kind is Kind.SESSION and text[subject.start : subject.end] in JOINT_PAPERS:  # 毛宁说，……。共识强调，……
        return voice.speaker.acts_for == CHINA and voice.cue != "据" and voice.subject is not None and (voice.subject.named or voice.subject.kind is Kind.TITLE)
    if subject.kind is Kind.JOINT or (subject.others and report.cue not in UTTERANCES):
        after_a_side = voice.subject is not None and voice.subject.kind is Kind.SIDE  # 俄方……。双方……
        return not after_a_side and report.cue not in UTTERANCES
    if subject.title == "领导人" and subject.side == voice.speaker.acts_for == CHINA and not subject.named and voice.cue != "据":
        return True  # 耿爽说，……。中国领导人一再强调
    if subject.named and subject.kind is Kind.TITLE:
        return (subject.side == voice.speaker.acts_for == CHINA and voice.cue != "据") or report.cue not in UTTERANCES  # 习近平主席指出, 普京总统愿……: named with respect
    if subject.kind in (Kind.SIDE, Kind.COUNTRY) and not subject.title and not subject.others:
        if subject.side == voice.speaker.acts_for or _answers_within(text, voice, report):
            return True
        # 中方……。俄方……, and 双方……。俄方……
        turns = voice.subject is not None and voice.subject.kind in (Kind.SIDE, Kind.JOINT)
        denies = subject.side == CHINA and report.cue in ("否认", "驳斥")  # 泽连斯基指责……，中方否认。
        return not turns and not denies and report.cue not in UTTERANCES
    same = voice.subject is not None and bool(subject.people) and subject.people == voice.subject.people
    return same and report.cue not in UTTERANCES


def of_a_paper(report: Report) -> bool:
    """报道写道：…… names no speaker: a paper tells."""
    return report.subject is None and report.cue.startswith(("报道", "报导"))


def _answers_within(text: str, voice: Draft, report: Report) -> bool:
    """毛宁说……。美方也表示……，中方坚决反对: a spokesperson cites others in the sentence that ends with China's answer."""
    beside = "\n" not in text[voice.end : report.start] and voice.speaker.acts_for == CHINA and voice.speaker.level in _ANSWERERS
    return beside and (_OWN_ANSWER.search(text, report.content, report.end) or _SCOLDS.search(text, report.content, report.end)) is not None


def narrates(text: str, sentence: Sentence, reading: Reading, voice: Draft) -> bool:
    """Tell whether a sentence without a report is the reporter's own."""
    if is_question(text, sentence):
        return True
    if NARRATION.match(text, sentence.start, sentence.end):
        named = voice.subject is not None and voice.subject.named
        return not (named and _TODAY.match(text, sentence.start))
    head = reading.head
    with_respect = head is not None and head.named and head.kind is Kind.TITLE  # 习近平主席同……通了电话: an official says so
    if not with_respect and _MET.search(text, sentence.start, sentence.end):
        return True  # 出席会议的王毅与……会面。
    if head is None or head.start - sentence.start > 12:
        return False
    if head.kind is Kind.SIDE and head.side != CHINA and voice.subject is not None and voice.subject.kind is Kind.JOINT:
        return True  # 双方认为……。俄方积极评价……
    if head.kind is Kind.SESSION and head.start == sentence.start and not text.startswith("会谈", head.start):
        return voice.subject is None or voice.subject.kind is not Kind.SESSION  # 会议没有通过决议; 公报呼吁……。公报并支持……
    if (
        head.named
        and not head.title
        and not (voice.subject and head.people and head.people == voice.subject.people)
    ):
        return True
    if head.kind in (Kind.COUNTRY, Kind.INSTITUTION, Kind.TITLE, Kind.ORGAN) and _NEVER_SAID.match(text, head.end, sentence.end):
        return True  # 中国从未谴责……
    asks = text[sentence.end - 1] in "？?"  # 为什么美方没有……？
    silent = head.kind is not Kind.FIRST and not asks and _SILENT.match(text, head.end, sentence.end)  # 但我们没有隔岸观火
    return bool(silent) and head.side != voice.speaker.acts_for


def from_quotation(reading: Reading, start: int) -> Reading:
    """“……。”毛宁说: the words before the name are the speaker's too."""
    first = replace(reading.reports[0], start=start, content=min(start, reading.reports[0].content))
    return replace(reading, reports=(first, *reading.reports[1:]))


def opens_a_quotation(text: str, start: int) -> bool:
    """Tell whether a paragraph opens with quoted words: “劝和促谈”这四个字…… names a term."""
    if text[start] != "“":
        return False
    closed = text.find("”", start)
    if _OF_CHINA.search(text, start, closed if closed >= 0 else len(text)):
        return False  # a paper's words on China
    return closed < 0 or closed - start > _TERM or text[closed + 1 : closed + 2] in ("", "\n")


def after_the_points(text: str, sentence: Sentence, told: Draft | None) -> bool:
    """A text given in numbered points is over where a paragraph without a number opens."""
    opens = sentence.start == 0 or text[sentence.start - 1] == "\n"
    points = told is not None and ORDINAL.match(text, told.start) is not None
    return opens and points and ORDINAL.match(text, sentence.start) is None


def inside_a_paragraph(text: str, place: int) -> bool:
    """Tell whether words stand behind a sentence of the same paragraph: ……？毛宁：…… is over with it."""
    begin = text.rfind("\n", 0, place) + 1
    return text[begin:place].rstrip().endswith(("。", "？", "！", "?"))


def takes_over(text: str, sentence: Sentence, report: Report) -> bool:
    """Tell whether somebody else speaks in a paragraph that seemed to go on: “……。”俄媒表示 is not the talk above."""
    subject = report.subject
    if subject is not None and report.cue == "：" and text[subject.end] == "：":
        return True  # 德国政府发言人：……
    if subject is None or report.cue not in UTTERANCES:
        return False
    abroad = subject.side is not None and subject.side != "China"
    if abroad and subject.start == sentence.start and subject.kind is not Kind.COUNTRY:
        return True  # 俄方表示，……
    other = abroad or subject.kind in (Kind.UNNAMED, Kind.ORGAN, Kind.INSTITUTION, Kind.TITLE)
    return subject.named or (text[sentence.start] == "“" and other)


def goes_right_on(line: Line, last: Draft, start: int) -> bool:
    """毛宁表示：, and her words in the next paragraph; or short paragraphs that count the points of what somebody says."""
    if last.subject is None or not last.subject.named or not line.text[last.end : start].isspace():
        return False
    if ORDINAL.match(line.text, start) and "\n" not in line.text[last.start : last.end]:
        return False  # each point is a statement, unless the talk runs over paragraphs already
    if line.text[last.end - 1] in "：:" and last.cue != "：":
        last.verbatim = True
        return True
    told = last.speaker.acts_for == CHINA and line.text[last.end - 1] != "”"
    return told and _counts_points(line, last.start, start)


def _counts_points(line: Line, begun: int, start: int) -> bool:
    """Tell whether short paragraphs from here on say first, second, third what should be done."""
    points = int(any(ORDINAL.match(each) for each in line.text[begun:start].split("\n")))
    for found in re.compile(r"[^\n]+").finditer(line.text, start):
        first = next(iter(split_sentences(line.text, *found.span())), None)
        reports = read_sentence(line, first).reports if first is not None else ()
        told = any(each.subject is not None and each.subject.kind not in _OWN_KINDS and each.cue in UTTERANCES for each in reports)
        if told or len(found.group()) > _POINT or NARRATION.match(found.group()):
            break
        points += bool(ORDINAL.match(found.group()) and _OUGHT.search(found.group()))
        if points >= _POINTS:
            return True
    return False


def asks_on(line: Line, last: Draft, start: int) -> bool:
    """国际社会应该为和谈创造条件: a paragraph right behind an official's words that opens with what should be done."""
    text = line.text
    told = last.speaker.acts_for == CHINA and last.subject is not None and last.subject.named and last.cue != "据"
    if not told or not text[last.end : start].isspace() or not _ASKED_OF.match(text, start) or text[last.end - 1] == "”":
        return False
    first = read_sentence(line, split_sentences(text, start, len(text))[0])
    return (first.head is None or first.head.kind in _ASKED_KINDS) and not any(each.subject is not None and each.cue in UTTERANCES for each in first.reports)


def speaks_on(line: Line, last: Draft, start: int) -> bool:
    """我们对此表示欢迎: a paragraph in which an official's own 我们 acts, and where nobody else is named, goes on."""
    text = line.text
    named = last.subject is not None and last.subject.named
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    if last.speaker.acts_for != "China" or not named or NARRATION.match(text, start):
        return False
    if not OWN_SIDE.search(text, start, end):
        return False
    readings = [read_sentence(line, each) for each in split_sentences(text, start, end)]
    heads = [each.head for each in readings if each.head is not None]
    subjects = [each.subject for one in readings for each in one.reports if each.cue in UTTERANCES]
    return not any(each.named for each in heads) and all(each is None or each.kind in _OWN_KINDS for each in subjects)
