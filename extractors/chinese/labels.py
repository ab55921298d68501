"""Words given to somebody without a reporting verb, and verbs that report no words: labels, nouns of speech, accounts of doings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.chinese.lexicon import OFFICIAL, Kind, Token
from extractors.chinese.line import Line, Reading, Report
from extractors.chinese.mentions import FOREIGN_NAME, Mention
from extractors.chinese.text import Sentence
from extractors.chinese.verbs import CITING

_WILL_DO = re.compile(r"(?:[将拟]|可能|计划|打算)[^，。]*$")
_DID = re.compile(
    r"(?:举行|召开|会[见谈晤]|访问|到访|抵达|通电?话|出席|参加|主持|做发言|接受[^，。]{0,24}(?:采访|专访)|发表[^，。]{0,24}《|应约|审议|作[出]?(?:了)?(?:上述|以上|如上)|指出(?:这|上述|以上)|回应[^，。]{0,20}(?:立场|提问|问题)。)"
)
_VIEW = re.compile(
    r"(?:对此|在[^，。]{1,16}上)?的?(?:一贯|基本|原则|官方|最新|明确|常见|通常|惯常|标准|正式|书面)*的?(?:立场|态度|观点|看法|主张|回应|答复|意见|判断|定论|结论|评价)(?:(?:一贯|始终|一直|也|很|非常|十分)*(?:是|明确|清楚|清晰|鲜明)(?:的|明确的|一贯的)?(?:、明确的)?)"
)
_SEEN = {"在": re.compile("看来"), "用": re.compile("的(?:话|说法)(?:说|来说|讲)"), "正如": re.compile("所(?:说|言|指出|强调)的?(?:那样)?"), "按照": re.compile("的说法"), "照": re.compile("的说法")}
_ADVERB = re.compile(r"(?:[一再]再|再[次度]|断然|坚[决定]|多次|[一始]直|始终|一贯|历来|仍然?|也|都|真诚|衷心|真心|由衷)*")
_PEACE = re.compile(r"停火|止战|停战|和平(?!台)|对话|谈判|和谈|政治解决|克制|降温|缓和|结束(?:冲突|战争|战事)")
_CHARGE = re.compile(r"的[^，。]{0,8}(?:说法|指控|指责|指称|批评|报道|制裁|言论|压力)")
_OUTRIGHT = dict.fromkeys(("希望", "期望", "期待", "盼望", "寄望", "盼", "主张"), _PEACE) | dict.fromkeys(("拒绝", "反对"), _CHARGE)
_POINTS = re.compile(
    r"[^，。；：]{0,24}(?:发布|发表|公布|提出|抛出)(?:了|过)?[^，。；：《]{0,30}(?:《[^》]{2,40}》|“[^”]{0,30}(?:立场|方案|计划|倡议)[^”]{0,6}”|立场文件|[方提]案|计[划画]|倡议|主张)(?:[^，。；]{0,8})，(?:文件|该文件|其中|内容)?(?:也|还|都)?(?:包括|包含|涵盖|呼吁|要求|主张|强调)了?"
)
_STRANGER = 3  # signs of a transliterated name that the officials list does not know
_TERM = 12  # characters: a shorter quotation is a term
_GIVEN_OUT = re.compile(r"(?:[发提作做给]出|表明|亮出|抛出)[^，。；]{0,14}(?:拷问|质问|[一二两三四五六七]问|回应|警告|忠告|呼吁|答复|反驳|表态|立场|信号|声音|判断|主张|建议)$")
_WORDS_OF = re.compile(r"[^，。“”]{0,16}(?:的话|的?说法|的?表态|的?讲话|的?声明)(?:报[道导])?(?:说|称|指)?")
_NO_SPEECH = re.compile(r"提问|问题|题为|标题|名为|口号|引述|援引|引用|转述|写着|印有|[^，。]问$|所谓|诗|歌|理念|原则|倡议")
_UNNAMED_SOURCE = re.compile(r"知情人士|消息人士|不愿透露姓名|匿名|传闻|据称|有传言|泄露|官员的?说法")
_CITED = re.compile(rf"(?:{'|'.join(CITING)})(?P<who>{FOREIGN_NAME.pattern})(?:的话)?(?=[称说]|表示|指出|认为|强调)")
_RELAYED = re.compile(r"^有(?:报[道导]|传闻|传言|消息)[指称说]|(?:人士|官员|外交官|消息)[^，。]{0,6}(?:引述|援引|转述|转告)")


def read_label(
    text: str, sentence: Sentence, clause: tuple[int, int], mentions: Sequence[Mention]
) -> Report | None:
    """毛宁：…… inside prose: a name and a colon open that person's words."""
    if clause[0] != sentence.start or not mentions or text[clause[1] : clause[1] + 1] != "：":
        return None
    last = mentions[-1]
    alone = last.start == clause[0] and (last.kind in (Kind.ORGAN, Kind.INSTITUTION) or "发言人" in last.title)  # 中国外交部：……
    if last.end != clause[1] or not (last.named or alone) or clause[1] + 1 >= sentence.end:
        return None
    return Report(sentence.start, sentence.end, last, "：", clause[1] + 1, clause)


def holds(text: str, sentence: Sentence, clause: tuple[int, int], mentions: Sequence[Mention]) -> Report | None:
    """中方的立场是，…… and 在中方看来，……: a noun of opinion, or how somebody sees it, opens the words."""
    if text[sentence.start : clause[0]] not in ("", "对此，") or not ("是“" in text[slice(*clause)] or (clause[1] + 1 < sentence.end and text[clause[1]] in "，：")):
        return None
    for mention in mentions:
        if mention.kind not in OFFICIAL or mention.kind in (Kind.FIRST, Kind.JOINT):
            continue
        before, after = text[clause[0] : mention.start], text[mention.end : clause[1]].split("“")[0]
        if (not before and _VIEW.fullmatch(after)) or any(_SEEN[each].fullmatch(after) for each in _SEEN if before == each):
            return Report(sentence.start, sentence.end, mention, "：", clause[1] + 1, clause)
    return None


def says_outright(text: str, clause: tuple[int, int], subject: Mention, verb: Token) -> bool:
    """中国希望各方停火 and 北京拒绝……的说法 are what China says; 中国希望…… of anything else is a writer's reading."""
    if subject.kind is not Kind.COUNTRY or subject.side != "China" or verb.word not in _OUTRIGHT:
        return False
    return _ADVERB.fullmatch(text, subject.end, verb.start) is not None and _OUTRIGHT[verb.word].search(text, verb.end, clause[1]) is not None


def cites(text: str, sentence: Sentence, clause: tuple[int, int], mentions: Sequence[Mention]) -> Report | None:
    """“……，”官媒援引习近平的话报道。 and 塔斯社援引佩斯科夫：……: whoever is cited says it."""
    quoted = sentence.quotes[0][1] if sentence.quotes else sentence.end
    for mention in mentions:
        cited = text.endswith(CITING, clause[0], mention.start)
        if cited and text.startswith("：", mention.end) and mention.end == clause[1] and mention.end + 1 < sentence.end:
            return Report(sentence.start, sentence.end, mention, "：", clause[1] + 1, clause)
        if cited and quoted < mention.start and _WORDS_OF.fullmatch(text, mention.end, clause[1]):
            return Report(sentence.start, sentence.end, mention, "的话", sentence.start, clause)
    return None


def quotes_openly(text: str, sentence: Sentence, clause: tuple[int, int], head: Mention | None) -> Report | None:
    """汪文斌避而不答，转而把矛头对准美国：“……”: a colon and a quotation are speech, whatever the verb."""
    if head is None or head.start < sentence.start or text[clause[1] : clause[1] + 2] != "：“" or head.kind not in OFFICIAL or head.kind is Kind.PRONOUN:
        return None
    quoted = any(start == clause[1] + 2 and end - start > _TERM for start, end in sentence.quotes)
    if not quoted or _NO_SPEECH.search(text, head.end, clause[1]) is not None:
        return None
    return Report(sentence.start, sentence.end, head, "：", clause[1] + 1, clause)


def lists_points(text: str, sentence: Sentence, clause: tuple[int, int], head: Mention | None) -> Report | None:
    """北京提出了和平计划，其中包括停火: what somebody's paper holds is what that side says."""
    if head is None or not clause[0] <= head.start < clause[1]:
        return None
    listed = _POINTS.match(text, head.end, sentence.end)
    return Report(sentence.start, sentence.end, head, "：", listed.end(), clause) if listed else None


def gives_out(text: str, sentence: Sentence, clause: tuple[int, int], head: Mention | None) -> Report | None:
    """秦刚发出了灵魂拷问：……: a noun of speech and a colon."""
    if head is None or head.start < clause[0] or text[clause[1] : clause[1] + 1] != "：" or clause[1] + 1 >= sentence.end:
        return None
    if head.kind not in OFFICIAL or _GIVEN_OUT.search(text, head.end, clause[1]) is None:
        return None
    return Report(sentence.start, sentence.end, head, "：", clause[1] + 1, clause)


def of_a_stranger(text: str, sentence: Sentence, found: Report, head: Mention | None) -> Report:
    """罗施宾追问，他说：……: 他 is whoever opens the sentence, known or not; 外交部引述罗施宾表示，……: whoever is cited says it."""
    subject = found.subject
    cited = _CITED.match(text, subject.end, found.content) if subject is not None and not subject.named else None
    if cited is not None:
        return replace(found, subject=Mention(*cited.span("who"), Kind.PERSON, name=cited["who"]))
    if subject is None or subject.kind is not Kind.PRONOUN or (head is not None and head.kind is not Kind.PRONOUN):
        return found
    name = FOREIGN_NAME.match(text, sentence.start, subject.start)
    if name is None or name.end() - name.start() < _STRANGER:
        return found
    return replace(found, subject=Mention(name.start(), name.end(), Kind.PERSON, name=name.group()))


def only_tells(line: Line, reading: Reading) -> bool:
    """据外交部网站消息，王毅12日会见……: an account of what somebody did, not of what anybody says."""
    if len(reading.reports) != 1 or (told := reading.reports[0]).source is None or told.subject is not told.source:
        return False
    within = line.mentions_in(told.content, told.end)
    mentions = [each for each in within if each.named] or within[:1]
    if not mentions or _quotes_in(line.text, told) or (not mentions[0].named and mentions[0].side == "China"):
        return False
    did = _DID.search(line.text, mentions[0].end, told.end)
    return did is not None and _WILL_DO.search(line.text, mentions[0].end, did.start()) is None


def _quotes_in(text: str, told: Report) -> bool:
    """Tell whether an account holds a quotation longer than a term."""
    return any(found.end() - found.start() > _TERM for found in re.finditer("“[^”]*", text[told.content : told.end]))


def in_a_title(text: str, clause: tuple[int, int], mention: Mention) -> bool:
    """《乌克兰危机之后》 names no speaker; 《纽约时报》 does."""
    if mention.kind is Kind.UNNAMED:
        return False
    opened = text.rfind("《", clause[0], mention.start)
    return opened >= 0 and text.find("》", opened, mention.start) < 0 and text.find("》", mention.end, clause[1]) >= 0


def is_hearsay(text: str, report: Report) -> bool:
    """Tell whether somebody without a name passes the words on: 据知情人士透露，……; 有外交人士引述……"""
    if _RELAYED.search(text, report.start, report.frame[1]):
        return True
    passed_on = report.source is not None and report.subject is not report.source
    return passed_on and _UNNAMED_SOURCE.search(text, report.start, report.frame[1]) is not None
