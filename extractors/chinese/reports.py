"""Who says something in a Chinese sentence, by which verb, and where the words begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.chinese.labels import gives_out, holds, in_a_title, of_a_stranger, read_label, wishes_peace
from extractors.chinese.lexicon import OFFICIAL, Kind, Token
from extractors.chinese.line import Line, Reading, Report
from extractors.chinese.mentions import Mention
from extractors.chinese.saying import is_noun, is_unsaid, plainly_says, sets_out
from extractors.chinese.strangers import attributive, of_an_unknown, passes_on, unknown_source
from extractors.chinese.text import Sentence
from extractors.chinese.verbs import NO_REPORT, OWN_WORDS, SOFT, UTTERANCES

_GOVERNING = frozenset("在对与同向连就给把被由为据以于经应从替让使请跟朝")
_VISITING = re.compile(
    r"(?:向|对|同|与|给|会见|会晤|接见)(?:前来|来华|到访|来访|正在|应邀|访华|到华)[^，。]{0,12}的$"
)
_AND = frozenset("、和及与")
_LISTED = re.compile(
    r"[向给对由为][^，。向给对由为]{2,26}[、和及与]$"
)  # 向习近平主席、中国政府……: who comes second is addressed too
_GOVERNING_WORDS = frozenset(
    [
        "针对",
        "关于",
        "对于",
        "按照",
        "根据",
        "通过",
        "围绕",
        "会见",
        "会晤",
        "访问",
        "转告",
        "邀请",
        "代表",
        "授权",
        "回答",
        "以及",
    ]
)
_ADVERBIAL = re.compile(
    r"[\d（(]|本月|上月|稍[早后]|早[前些]|较早|先前|[在就对向同与和于应再还也则却都均又已曾仍谨即便不没未等以从率赴率将并]|接受|主持|发[言表文出布]|撰文|回[答应]|一[致再直贯]|今[天日]|当[天日晚地]|昨[天日晚]"
    r"|同[日一]|近[日期]|日前|此[前外]|随[后即]|其后|事后|旋即|一再|现[场在]|多次|特别|明确|公开|坚[决定]|强[烈调]|高度|通过|代表|致[辞信函电]|讲话|周[一二三四五六日]|星期|本周|上周|首先"
    r"|最后|最先|更?进一步|继续|始终|历来|共同|深[表感]|重点|上午|下午|晚|早|凌晨|严[正厉肃]|郑重|书面|签署|出席|会[后上中见晤谈]|答|为此|因此|据此|积极|热烈|诚挚|衷心"
    r"|全面|详细|坦诚|反复|作为|针对|抵|访|总结|方面|的(?:话|声明|报告|通报|消息|讲话|发言|文章|公报|数据)|专门|当面|带头|率先|首次|连[日续]|每|宣读|谈及|谈到|就此|相继|先后|分别|刚|正|长期|视频|发帖|社交|声明|呼吁|敦促|警告|批评|谴责|否认"
)
_FRAME = re.compile(
    r"(?:此外，?|同时，?|另外，?)?(?:针对|对于|关于|就(?!是|像|在)|在?谈及|在?谈到|在?回答|在?被问|围绕|面对|鉴于|随着|应(?!该|当)|根据|按照|另?据|至于|有关|涉及)"
)
_BESIDES = re.compile(r"除了?[^，。]*外$")  # 除指控……外，她还……
_FRAME_ENDS = tuple(
    "时 后 之际 期间 之前 之后 之余 过程中 的同时 问题上 方面 看来 背景下 情况下 形势下 提问 发问".split()  # noqa: SIM905
)
_SOURCE = re.compile(r"(?:此外|另外|同时)?，?(?:另?据|根据)(?!理|悉|此|称)")
_RELAYING = frozenset({"报道", "报导", "报道称", "报道说", "报导称"})
_SOURCE_SIGNS = frozenset("据另根此同")
_LONGEST_LEAD = 24  # characters
_SOURCE_END = re.compile(r"报道|消息|透露|介绍|通报|公布|发布|数据|统计|[称说]|报告|披露|证实|援引|声明|公报")
_ANSWERS_PRESS = re.compile(r"就[^，。]{4,60}(?:答记者问|答问|发表谈话|回答[^，。]{0,6}提问)")
_AFTER_HER = re.compile(r"据[他她](?:称|说|介绍|透露|表示)$")
_IF = re.compile(r"(?:如果|假如|倘若|若是?|即便|即使|既然)[^，。]{0,12}$")
_STATED = re.compile(r"(?:发[表布]|公布)[^，。]{0,16}(?:声明|新闻稿|公报|通报)|的说法")
_HELD = re.compile(r"(?:举行|召开|出席|参加|举办)(?:了|过)?[^，。]{0,12}$")
_TOWARDS = re.compile(r"(?:对|对于|就|向|为|按照?|根据|落实|支持|欢迎|关于)[^，。]{0,12}$")  # 对六点共识作出回应
_LEAD = re.compile(
    r"(?:此外|同时|另外|对此|随后|不过|但是?|然而|而|其中|与此同时|并|也|还|且|而且|再次|进一步|一致|共同|均|都|就此|明确|又|亦|则|另一方面|一方面|仅仅?|只|当[天日晚]|今[天日]|\d{1,2}日"
    r"|最后|首先|为此|因此|特别|并就此|并再次|已|曾|首次|明确|公开|罕见|随即|接着|同样|再度|严正|郑重|当[场面]|，)*"
)
_THING = re.compile(r"危机|问题|局势|冲突|战争|形势|和谈|[东西南北]部|境内|首都|[^，。]{0,12}的")
_NAMED = re.compile(r"(?:阐述|阐明|介绍)了?[^，。“]{0,24}[“「][^，。”」]{2,8}[”」][^，。]{0,6}，")
_POSTS = frozenset({"发文称", "发文说", "发文表示", "发布消息"})
_PAPERS = ("report", "article", "survey", "editorial")
_ADDRESS = re.compile(r"(?<![针面绝相])[对向][^，。；对向]{1,12}$")
_TURNING = UTTERANCES | {"否认", "驳斥", "证实", "澄清", "警告"}
_TURN = re.compile(r"则|却|随后|其后|之后|事后|随即|旋即|对此|回应|反驳|也(?=表示|称|说|指出|强调|认为|宣布|呼吁|发表)")
_OBJECT_OF = tuple("评价 感谢 赞赏 欢迎 期待 支持 希望 指责 批评 呼吁 敦促 要求 认为 主张 邀请".split())  # 各方积极评价中方  # noqa: SIM905
_OVER = re.compile(r"(?:结束)?(?:之?[后前时]|期间|中|上|结束)")
_POSITION = re.compile(
    r"了?(?:中方|中国|我国|己方|各自|俄方|乌方)?(?:在[^，。]{1,20}(?:问题)?上)?的?(?:一贯|原则|严正|明确|相关|有关)*(?:的)?立场(?:主张|和主张)?[。，；]?"
)


def read_sentence(line: Line, sentence: Sentence) -> Reading:
    """Find the reports of a sentence, one after the other."""
    reports: list[Report] = []
    framed = _answered(line, sentence)
    first: Mention | None = None  # who stands at the sentence's head
    head: Mention | None = None  # who spoke last
    source: Mention | None = None
    for number, clause in enumerate(sentence.clauses):
        verbs = line.verbs_in(*clause)
        opening = not reports and line.text[clause[0]] in _SOURCE_SIGNS
        if not verbs and not opening and head is not None and number:
            continue  # nothing is said here, and who stands at the head is known
        mentions = line.mentions_in(*clause)
        if not verbs and not mentions:
            continue
        if sentence.quotes:
            mentions = [each for each in mentions if not _quoted(each.start, sentence)]
        if "《" in line.text[slice(*clause)]:
            mentions = [each for each in mentions if not in_a_title(line.text, clause, each)]
        relays = not number and _relays(clause, verbs, mentions)
        if relays or (opening and _is_source(line.text, clause)):
            issued = _STATED.search(line.text, *clause)  # 根据中国发表的声明，……
            able = [each for each in mentions if not attributive(line.text, each, clause[1])]
            source = next((each for each in able if issued or each.kind not in (Kind.PRONOUN, Kind.COUNTRY)), None)
            source = source or unknown_source(line.text, clause, mentions)
            if source is None and _AFTER_HER.match(line.text, *clause):
                source = next(iter(mentions), None)  # 据她称，……
            if source is not None and number + 1 < len(sentence.clauses):
                after = sentence.clauses[number + 1][0]
                reports.append(Report(sentence.start, sentence.end, source, "据", after, clause, source))
            continue
        if clause[1] <= framed:
            continue  # 针对泽连斯基表示……，并指……，: what somebody else said
        head = head or _head(line.text, clause, mentions)
        first = first or head
        if verbs and _is_frame(line.text, clause, verbs, mentions):
            continue
        found = (
            _report(line, sentence, clause, mentions, verbs, head)
            or read_label(line.text, sentence, clause, mentions)
            or holds(line.text, sentence, clause, mentions)
            or gives_out(line.text, sentence, clause, head)
        )
        if found is None and not reports and (found := of_an_unknown(line, sentence, clause, verbs)) is not None:
            head = found.subject
        if found is None:
            continue
        found = of_a_stranger(line.text, sentence, found, head)
        _add(line.text, reports, found, clause, sentence)
        if len(reports) > 1 and reports[-1].subject is found.subject:
            head = found.subject  # ……，北京回应，表示……
    opens = line.text[sentence.end - 1] in "：:"
    return Reading(tuple(reports), first, opens)


def _answered(line: Line, sentence: Sentence) -> int:
    """Return where the words end that a sentence only answers: 针对他人表示……，本人说，……"""
    if not line.text.startswith(("针对", "对于"), sentence.start):
        return sentence.start
    whom = line.mentions_in(sentence.start, sentence.clauses[0][1])
    if not whom or whom[0].start > sentence.start + 2:
        return sentence.start
    for clause in sentence.clauses[1:]:
        told = bool(line.verbs_in(sentence.start, clause[0]))
        mentions = [each for each in line.mentions_in(*clause) if _another(each, whom[0])]
        said = [each for each in line.verbs_in(*clause) if each.word in UTTERANCES]
        if told and mentions and said and mentions[0].start - clause[0] < 4 and mentions[0].end <= said[0].start:
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
    return bool(_SOURCE.match(text, *clause) and _SOURCE_END.search(text, *clause))


def _relays(clause: tuple[int, int], verbs: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """新华社报道，……: an agency that only passes words on, with or without 据."""
    told = bool(verbs) and verbs[-1].end == clause[1] and verbs[-1].word in _RELAYING
    return told and bool(mentions) and mentions[0].kind is Kind.UNNAMED


def _is_frame(text: str, clause: tuple[int, int], verbs: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """针对美方言论，…… or 在会见普京时，……: a clause that only sets the scene."""
    if text.endswith(_FRAME_ENDS, *clause) or _BESIDES.match(text, *clause):
        return not _told_first(clause, verbs, mentions)
    if not _FRAME.match(text, *clause):
        return False
    return not any(verb.end == clause[1] and verb.word in UTTERANCES for verb in verbs)  # 就此毛宁表示，……


def _told_first(clause: tuple[int, int], verbs: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """毛宁指出在乌克兰问题上，……: who says it and the verb open the clause that ends like a frame."""
    if not mentions or verbs[0].word not in UTTERANCES:
        return False
    return mentions[0].start == clause[0] and mentions[0].end == verbs[0].start


def _head(text: str, clause: tuple[int, int], mentions: Sequence[Mention]) -> Mention | None:
    """Return the subject at the clause's beginning: not the object of a preposition, not an attribute."""
    for mention in mentions:
        if _governed(text, clause, mention) or text[mention.end : mention.end + 1] == "的":
            continue
        if not _can_speak(text, mention) and _FRAME.match(text, *clause):
            continue  # 谈到乌克兰局势时，……
        if mention.kind is Kind.SESSION and (
            _TOWARDS.search(text, clause[0], mention.start)
            or _OVER.match(text, mention.end)
            or _HELD.search(text, clause[0], mention.start)
        ):
            continue  # 会谈后，……; 举行会议
        if text.endswith(_OBJECT_OF, clause[0] + 2, mention.start):
            continue
        return mention
    return None


def _governed(text: str, clause: tuple[int, int], mention: Mention) -> bool:
    before = text[max(clause[0], mention.start - 2) : mention.start]
    if before == "至于" and text[mention.end : mention.end + 1] in ("则", "却", "也"):
        return False  # 至于王毅则表示，……
    if before[-1:] in _GOVERNING or before in _GOVERNING_WORDS:
        return True
    if before[-1:] == "的" and _VISITING.search(text, max(clause[0], mention.start - 24), mention.start):
        return True
    return (
        before[-1:] in _AND
        and _LISTED.search(text, max(clause[0], mention.start - 30), mention.start) is not None
    )


def _report(
    line: Line,
    sentence: Sentence,
    clause: tuple[int, int],
    mentions: Sequence[Mention],
    verbs: Sequence[Token],
    head: Mention | None,
) -> Report | None:
    """Return the first report of a clause."""
    able = head is None or _can_speak(line.text, head)
    answers = _ANSWERS_PRESS.search(line.text, *clause)
    for verb in verbs:
        if _IF.search(line.text, clause[0], verb.start):
            continue  # 如果美方称……
        told = verb.word in NO_REPORT and not sets_out(line.text, clause, verb)
        if _quoted(verb.start, sentence) or told or _is_thing(line.text, sentence, clause, mentions, verb) or is_unsaid(line.text, clause, verb):
            continue
        subject = _subject(line.text, clause, mentions, verb)
        if subject is None and not (able and _bare(line.text, clause, verb)):
            subject = _far(verb, clause, head) if able else None
            if subject is None:
                continue
        if subject is not None and subject.kind is Kind.PRONOUN and head is not None and head.named:
            subject = head  # 拉夫罗夫回答了提问，他说……
        if answers is not None and answers.start() < verb.start < answers.end():
            continue  # 发言人就美方指责……答记者问
        if verb.word == "指" and not plainly_says(line.text, verb, subject, clause):
            continue
        if subject is None and head is not None and clause[0] <= verb.start < head.start:
            head = None  # 希望有关方面……: who is asked does not speak
        wishes = subject is not None and wishes_peace(line.text, clause, subject, verb)
        if not (wishes or _speaks(verb, subject or (head if able else None))) or _POSITION.fullmatch(
            line.text, verb.end, min(clause[1] + 1, sentence.end)
        ):
            continue
        return Report(
            sentence.start, sentence.end, subject or head, verb.word, _content(line.text, verb, sentence), (clause[0], verb.start)
        )  # fmt: skip
    return None




def _is_thing(
    text: str, sentence: Sentence, clause: tuple[int, int], mentions: Sequence[Mention], verb: Token
) -> bool:
    """Tell a noun from a verb: 中方主张，…… opens with who says it."""
    outright = text[verb.end : verb.end + 1] == "，" and any(
        each.start == clause[0] and each.end == verb.start and each.kind in OFFICIAL for each in mentions
    )
    return not outright and is_noun(text, verb, sentence)


def _far(verb: Token, clause: tuple[int, int], head: Mention | None) -> Mention | None:
    """Return the subject at the head of the clause when only its own doings stand before the verb."""
    near = head is not None and clause[0] <= head.start and 0 <= verb.start - head.end <= 40
    person = head is not None and head.kind is not Kind.COUNTRY  # 中国企业家……说 is not China
    return head if near and person and verb.word in UTTERANCES else None


def _can_speak(text: str, head: Mention) -> bool:
    """乌克兰危机 names no speaker."""
    return head.kind is not Kind.COUNTRY or not _THING.match(text, head.end)


def _subject(text: str, clause: tuple[int, int], mentions: Sequence[Mention], verb: Token) -> Mention | None:
    """Return the nearest mention before the verb with nothing but adverbials between them."""
    for mention in reversed(mentions):
        if mention.end > verb.start or _governed(text, clause, mention):
            continue
        if mention.named and _addressed(text, clause, mentions, mention):
            continue  # 范先荣对……负责人科齐茨基表示
        if mention.kind is Kind.SESSION and (_HELD.search(text, clause[0], mention.start) or _TOWARDS.search(text, clause[0], mention.start)):
            continue  # 小组再次举行会议，重申……: the meeting says nothing
        if verb.start - mention.end > 70:
            return None
        stated = verb.word.startswith("声明") and text[mention.end : verb.start] == "的"  # 外交部的声明称
        if mention.end == verb.start or stated or _ADVERBIAL.match(text, mention.end, verb.start):
            return _owner(text, clause, mentions, mention)
    return None


def _addressed(text: str, clause: tuple[int, int], mentions: Sequence[Mention], mention: Mention) -> bool:
    """Tell whether a name with its post stands behind 对 or 向, and somebody else before that."""
    towards = _ADDRESS.search(text, clause[0], mention.start)
    if towards is None:
        return False
    return any(each.named and each.end <= towards.start() and not _governed(text, clause, each) for each in mentions)


def _owner(text: str, clause: tuple[int, int], mentions: Sequence[Mention], mention: Mention) -> Mention:
    """Words of a declaration are those of whoever issued it in the same clause."""
    if mention.kind is not Kind.SESSION and mention.english not in _PAPERS:
        return mention
    earlier = [each for each in mentions if each.end <= mention.start and not _governed(text, clause, each)]
    cited = [each for each in earlier if text.endswith(("援引", "引述", "引用", "转述"), clause[0], each.start)]
    return (cited or earlier or [mention])[0]  # 路透社援引中国外交部的声明称，……


def _bare(text: str, clause: tuple[int, int], verb: Token) -> bool:
    """Tell whether a clause opens with its verb: ……，表示……"""
    return (
        verb.start - clause[0] <= _LONGEST_LEAD and _LEAD.fullmatch(text, clause[0], verb.start) is not None
    )


def _speaks(verb: Token, subject: Mention | None) -> bool:
    if verb.word not in SOFT:
        return True
    if subject is None:
        return False
    return subject.kind in OFFICIAL or bool(subject.others) or subject.english in _PAPERS


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


def _add(
    text: str, reports: list[Report], found: Report, clause: tuple[int, int], sentence: Sentence
) -> None:
    """Add a further report of a sentence when it really turns to another speaker."""
    if not reports:
        reports.append(found)
        return
    last = reports[-1]
    if passes_on(last, found):
        reports[-1] = replace(found, source=last.subject)
        return
    if last.cue in _POSTS and found.subject is not None and found.subject.people and found.cue in UTTERANCES:
        reports[-1] = replace(found, source=last.source)  # 外交部网站发文称，王毅会谈时表示，……
        return
    if last.cue == "据" and last.subject is last.source:
        if found.subject is not None and (found.cue in UTTERANCES or found.subject.named):
            reports[-1] = replace(found, source=last.source)  # 据中方消息，库列巴感谢……
        return
    if found.subject is last.subject and found.cue in UTTERANCES and last.cue not in UTTERANCES:
        reports[-1] = replace(last, cue=found.cue)  # 俄方高度评价……，表示……
        return
    if (
        found.subject is None
        or found.subject.kind in (Kind.PRONOUN, Kind.FIRST)
        or found.subject is last.subject
    ):
        return
    begin = clause[0]
    after_stop = text[begin - 1] in "；;" if begin > sentence.start else False
    turned = _TURN.search(text, found.subject.end, found.content)
    if found.cue in _TURNING and found.frame[0] >= last.content and (after_stop or turned):
        reports[-1] = replace(last, end=begin)
        reports.append(replace(found, start=begin))
