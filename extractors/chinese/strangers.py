"""Speakers whom no list knows: a short noun phrase and a verb of speech open another's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.chinese.lexicon import Kind, Token
from extractors.chinese.line import Line, Report
from extractors.chinese.mentions import SURNAMES, Mention
from extractors.chinese.subjects import FRAME
from extractors.chinese.text import Sentence
from extractors.chinese.verbs import OWN_WORDS, SETS_OUT, UTTERANCES

_LEAD = re.compile(
    r"[“”\s]*(?:(?:此外|同时|另外|不过|但是?|然而|而|其中|与此同时|随后|其后|早前|稍早|对此|就此|据此|\d{1,2}月\d{1,2}日|\d{1,2}日|当[天日晚]|[今昨][天日]|周[一二三四五六日])，?)*"
)
_NOUN = r"(?:(?:这|该|一)[位名家])?[\u4e00-\u9fffA-Za-z·・.《》（）() -]{1,24}?(?:[（(][A-Za-zÀ-ž .·'’-]{2,40}[）)])?"
_DOINGS = (
    r"(?:\d{1,2}(?:月\d{1,2})?日|当[天日晚]|[今昨][天日]|周[一二三四五六日]|星期[一二三四五六日]|日前|近日|随后|此前|则|也|还|又|亦|曾|再次|再度|进一步|明确|公开|直接|对此|就此"
    r"|在[^，。“]{1,24}[上中时里后]|在[^，。“]{2,10}|接受[^，。“]{1,50}(?:采访|专访)时?|(?:对(?![手方])|向)[^，。“]{1,14}|通过[^，。“]{1,12})*"
)
_SPEAKER = re.compile(rf"(?P<who>{_NOUN}){_DOINGS}")
# What opens no name: pronouns, prepositions, adverbs and the words by which a speaker goes on.
_NO_NAME = re.compile(
    r"[我你您他她它本各每所没不是在就向如若只要但且并也还再又已因由从以让使请望把被将会能可必须需愿想更最很非都均仅虽即当与同跟于按令另则为]|对(?!方|手)|(?:这|那|此|其|该|一)(?![位名家])(?!(?<=该)(?:报|刊|社|台|网|智库|机构|媒体|学者|人士|官员|公司|组织|企业|男子|议员))|针对|中方|中国(?:政府|外交部|国防部)?$|双方|两国|有关|根据|经过|通过|关于|随着|面对|围绕"
    r"|应[对当该询]|任何|无论|尤其|特别|坚[决持定]|积极|继续|始终|共同|反复|多次|一[再直贯致]|首先|其次|最后|正[如是在]|例如|比如|譬如|换[句言]|总[之的]|事实|历史|目前|当前|今后|近年|随即|接着|主动|明确"
)
_NOBODY = re.compile(
    r"国际社会|各方|各国|多国|许多|很多|不少|大家|人们|世界(?!卫生|银行|粮食|贸易|气象)|世人|俗[话语]|成语|[名格]言|古[人语话]|常言|老话|谚|诗|先哲|事实|历史|宪章|任何|多数|越来越|有人|有的|谁|数据|法律|决议|文件|规定|声明|公报|宣言|共识|会议|主席|总[统理]|同志|先生"
    r"|所|有[^，。]*(?:话|言|句)|[话言]$|不|没|被|把|让|使|要|应|能|(?<![委员金施协合字])会|将|是|的(?:是|立场|态度|观点|看法|话|名义|声音|说法|一贯|原则)|危机|问题|局势|冲突|战争|未|坚持|虽|自$|均|续$|^报[道导]$|报[道导]$|^新闻稿|提问|予以|小组|和平|地$|着$|了$|来$|时$|后$|上$|中$|前$|而$|(?<![家者授员师])曾|表示|(?<!华)为|的$|并|也|都|再|就|亦|且"
)
_SOURCE = re.compile(
    r"(?:此外|另外|同时)?，?(?:另?据|根据)(?P<who>[\u4e00-\u9fffA-Za-z·・. ]{2,16}?)(?:方面)?(?:\d{1,2}日|[今昨当][天日]|周[一二三四五六日])?的?(?:介绍|透露|披露|[称说]|证实|表示|转述|爆料)$"
)
_SOURCE_NOUN = re.compile(r"(?:报道|消息|说法|介绍|声明|话|通报|公报|讲话|发言|网站|数据|统计|报告|新闻稿)")
_NO_SOURCE = re.compile(r"统计|数据|公开|外界|有关|网站|当地|最新|此前|估[计算]|通[报稿]|[他她]")
_OPENS = frozenset(each for each in UTTERANCES if each in ("指出", "指责") or each[0] not in "指深的")
_LONGEST_NAME = 3  # signs of a Chinese name


def of_an_unknown(line: Line, sentence: Sentence, clause: tuple[int, int], verbs: Sequence[Token]) -> Report | None:
    """马斯克表示，……; “……。”马斯克说: who stands before a verb of speech and is in no list."""
    for verb in verbs:
        sets_out = verb.word in SETS_OUT and line.text[verb.end] in "，："  # 退役军官周波曾提出，……
        if not (sets_out or verb.word in _OPENS) or any(start <= verb.start < end for start, end in sentence.quotes):
            continue
        begin = _opening(line.text, sentence, clause, verb)
        if begin is None:
            return None
        found = _SPEAKER.fullmatch(line.text, begin, verb.start)
        if found is None or not _unknown(line, *found.span("who")):
            return None
        start, end = found.span("who")
        known = _misspelt(line, start, end)
        if known is None and end - start < 2:
            return None
        who = known or Mention(start, end, Kind.PERSON, name=found["who"].strip())
        content = sentence.start if begin > clause[0] + 1 and line.text[sentence.start] == "“" else min(verb.end + 1, sentence.end - 1)
        return Report(sentence.start, sentence.end, who, verb.word, content, (start, verb.start))
    return None


def _misspelt(line: Line, start: int, end: int) -> Mention | None:
    """林吉安 below 外交部发言人林江, 传聪 below 傅聪, 习 below 习近平: one name in several ways, and no list knows any of them."""
    written = line.text[start:end]
    if len(written) > _LONGEST_NAME:
        return None
    for each in reversed(line.mentions_in(0, start)):
        if each.side != "China" or not (each.name or each.people) or len(each.people) > 1:
            continue
        name = each.name or each.people[0].zh[0]
        spokesperson = each.name and "发言人" in each.title and name[0] == written[0]
        if spokesperson or written == name[0] or (len(written) == len(name) and written[1:] == name[1:] and written[0] not in SURNAMES):
            return each._replace(start=start, end=end, kind=Kind.PERSON)
    return None


_SCENE = re.compile(r"在[^，。“]{1,40}(?:期间|时|后|之际|前|上|中)")  # 在慕尼黑安全会议期间，……


def _opening(text: str, sentence: Sentence, clause: tuple[int, int], verb: Token) -> int | None:
    """Return where a name could begin: at the head of the sentence, or behind the words that its last clause names."""
    ends = verb.end >= sentence.end - 1 and verb.word not in OWN_WORDS  # ……，避免无端指责。
    quoted = [end for start, end in sentence.quotes if start <= sentence.start + 1 and end < verb.start]
    if quoted:
        begin = max(quoted) + 1
        return begin + (text[begin] in "，,") if verb.start - begin < 70 else None
    lead = _LEAD.match(text, sentence.start)
    begin = lead.end() if lead else sentence.start
    for start, end in sentence.clauses:
        scene = FRAME.match(text, begin, end) or _SCENE.fullmatch(text, begin, end)
        if start <= begin < end and scene and end < verb.start:
            begin = end + 1  # 就美方的制裁，丁学良说，……
    if clause[0] <= begin < clause[1] or (ends and clause[0] > sentence.start):
        return max(begin, clause[0])
    return None


def _unknown(line: Line, start: int, end: int) -> bool:
    """Tell whether a phrase is a noun that is not known: 中国企业 and 王毅的对手 are neither China nor Wang Yi."""
    written = line.text[start:end]
    if _NO_NAME.match(written) or _NOBODY.search(written):
        return False
    known = line.mentions_in(start, end)
    if not known:
        return True
    last = known[-1]
    after = line.text[last.end : end]
    soldier = line.text[last.start : last.end] == "军" and after[:1] in ("官", "人", "事")  # 退役军官周波
    return last.end < end and len(after) > 1 and (after.startswith("的") or last.kind is Kind.COUNTRY or soldier)


def unknown_source(text: str, clause: tuple[int, int], known: Sequence[Mention]) -> Mention | None:
    """据马斯克介绍，……: whose account follows when no list knows the source, or it is another country."""
    found = _SOURCE.match(text, *clause)
    if found is None or _NO_SOURCE.search(found["who"]):
        return None
    start, end = found.span("who")
    country = next((each for each in known if each.start == start and each.end == end), None)
    if country is not None and country.kind is Kind.COUNTRY:
        return None if country.side == "China" else country
    return Mention(start, end, Kind.PERSON, name=found["who"])


def attributive(text: str, mention: Mention, end: int) -> bool:
    """Tell whether somebody only owns who gives the account: 据王毅的对手介绍."""
    return text[mention.end : mention.end + 1] == "的" and _SOURCE_NOUN.match(text, mention.end + 1, end) is None
