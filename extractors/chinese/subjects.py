"""Who stands in a clause as its subject: at its head, or next before the verb with nothing but circumstances between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.chinese.lexicon import OFFICIAL, Kind, Token
from extractors.chinese.mentions import Mention
from extractors.chinese.verbs import CITING, SOFT, UTTERANCES

FRAME = re.compile(
    r"(?:此外，?|同时，?|另外，?)?(?:针对|对于|关于|就(?!是|像|在)|在?谈及|在?谈到|在?回答|在?被问|围绕|面对|鉴于|随着|应(?!该|当)|根据|按照|另?据|至于|有关|涉及)"
)
_GOVERNING = frozenset("当在对与同向连就给把被由为据以于经应从替让使请跟朝")
_VISITING = re.compile(
    r"(?:向|对|同|与|给|会见|会晤|接见)(?:前来|来华|到访|来访|正在|应邀|访华|到华)[^，。]{0,12}的$"
)
_AND = frozenset("、和及与")
_LISTED = re.compile(
    r"[向给对由为][^，。向给对由为]{2,26}[、和及与]$"
)  # 向习近平主席、中国政府……: who comes second is addressed too
_GOVERNING_WORDS = frozenset("针对 关于 对于 按照 根据 通过 围绕 会见 会晤 访问 转告 邀请 代表 授权 回答 以及 谈到 谈及 提到 涉及 致电 致函 致信 去信 去电 复信 复电 写信 回复 电告 函告".split())  # noqa: SIM905
_ADVERBIAL = re.compile(
    r"[\d（(]|甚至|予以|加以|矢口|断然|一概|当即|立[即刻]|本月|上个?月|上个?星期|经常|时常|屡次|不断|只|仅|常[^驻务设]|[^，。的]{1,8}地|稍[早后]|早[前些]|较早|先前|[在就对向同与和于应再还也则却都均又已曾仍谨即便不没未等以从率赴率将并]|接受|主持|发[言表文出布]|撰文|回[答应]|一[致再直贯]|今(?:[天日]| ?[（(])|当[天日晚地]|昨[天日晚]"
    r"|同[日一]|近[日期]|日前|受[访邀]|此[前外]|随[后即]|其后|事后|旋即|一再|现[场在]|多次|特别|明确|公开|坚[决定]|强[烈调]|高度|通过|代表|致[辞信函电]|讲话|周[一二三四五六日]|星期|本周|上周|首先"
    r"|最后|最先|更?进一步|继续|始终|历来|共同|深[表感]|重点|上午|下午|晚|早|凌晨|严[正厉肃]|郑重|书面|签署|出席|会[后上中见晤谈]|答|为此|因此|据此|积极|热烈|诚挚|衷心"
    r"|联合(?![^，。]{0,6}的)|[给做作]出|全面|详细|坦诚|反复|作为|针对|抵|访|总结|方面|的(?:话|声明|报告|通报|消息|讲话|发言|文章|公报|数据)|专门|当面|带头|率先|首次|连[日续]|每|宣读|谈及|谈到|就此|相继|先后|分别|刚|正|长期|视频|发帖|社交|声明|呼吁|敦促|警告|批评|谴责|否认"
)
_HELD = re.compile(r"(?:举行|召开|出席|参加|举办)(?:了|过)?[^，。]{0,12}$")
_TOWARDS = re.compile(r"(?:对|对于|就|向|为|按照?|根据|落实|支持|欢迎|关于)[^，。]{0,12}$")  # 对六点共识作出回应
_LEAD = re.compile(
    r"(?:(?:在|于|与|同|和|就|对|向|应|经|出席|接受|参加|会见)[^，。“”]{1,30}?(?:时|后|期间|之际|中|上|前)|此外|同时|另外|对此|随后|不过|但是?|然而|而|其中|与此同时|并|也|还|且|而且|再次|进一步|一致|共同|均|都|就此|明确|又|亦|则|另一方面|一方面|仅仅?|只|当[天日晚]|今[天日]|\d{1,2}日"
    r"|最后|首先|为此|因此|特别|并就此|并再次|已|曾|首次|明确|公开|罕见|随即|接着|同样|再度|严正|郑重|当[场面]|却|反而|转而|，)*"
)
_TO_THAT = re.compile(r"(?<![针面绝相])[对向](?:这[位名些]|那[位名]|该|一[位名]|多[位名]|在场的?|各国|本报|外国|中外)$")
_THING = re.compile(r"危机|问题|局势|冲突|战争|形势|和谈|[东西南北]部|境内|首都|官媒|媒体|网民|企业|公司|学者|专家|民[众间]|记者|留学生|公民|军队|舆论|社会|人民|市场|经济|银行|(?![在也则又还一从并仍曾就却没非未拒不持至再]|支持|附和|呼应|赞同|重复|重申|指责|批评|反驳)[^，。]{0,12}的")
_PAPERS = ("report", "article", "survey", "editorial", "message")
_ADDRESS = re.compile(r"(?<![针面绝相])[对向][^，。；对向]{1,12}$")
_AT = re.compile(r"[在于][^，。；在于]{0,10}$")
_BODIES = frozenset({Kind.ORGAN, Kind.INSTITUTION, Kind.SESSION, Kind.COUNTRY})
_OBJECT_OF = tuple("评价 感谢 赞赏 欢迎 期待 支持 希望 指责 批评 呼吁 敦促 要求 认为 主张 邀请".split())  # 各方积极评价中方  # noqa: SIM905
_URGED = ("吁", "敦促", "呼吁", "要求", "促请", "督促", "请求", "劝说", "说服", "迫使", "指望", "鼓励", "希望", "期待", "施压")
_OWN_PAPER = re.compile(r"的[^，。“”在对向与和由]{0,16}(?:文件|公报|宣言|报告|决议|文章|投书|摘要|纪要|通告|公告|方案|计划)(?:还|也|则|中|里|进一步|明确|并|亦|又|就|都)*")  # 欧盟的这份文件还称
_PAPER_HOLDS = re.compile(r"的[^，。“”]{0,12}(?:文件|方案|计划|倡议)(?:还|共|则)?(?:包[含括]|列出|分为)")  # 中方的该文件包含12个要点，呼吁……
_OVER = re.compile(r"(?:结束)?(?:之?[后前时]|期间|中|上|结束)")
_LONGEST_LEAD = 40  # characters


def find_head(text: str, clause: tuple[int, int], mentions: Sequence[Mention]) -> Mention | None:
    """Return the subject at the clause's beginning: not the object of a preposition, not an attribute."""
    if text[clause[0]] == "当" and text.endswith(("时", "后", "之际"), *clause):
        return None  # 当记者问中方会否……时，毛宁……
    for mention in mentions:
        owns = text[mention.end : mention.end + 1] == "的" and not (mention.side == "China" and _PAPER_HOLDS.match(text, mention.end, clause[1]))
        if owns or _governed(text, clause, mention):
            continue
        if FRAME.match(text, *clause):
            continue  # 谈到乌克兰局势时，……; 被问到中方立场时，……
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
    if before[-1:] in _GOVERNING or before in _GOVERNING_WORDS or _TO_THAT.search(text, max(clause[0], mention.start - 8), mention.start):
        return True
    if before[-1:] == "的" and _VISITING.search(text, max(clause[0], mention.start - 24), mention.start):
        return True
    return (
        before[-1:] in _AND
        and _LISTED.search(text, max(clause[0], mention.start - 30), mention.start) is not None
    )


def find_far(verb: Token, clause: tuple[int, int], head: Mention | None) -> Mention | None:
    """Return the subject at the head of the clause when only its own doings stand before the verb."""
    near = head is not None and clause[0] <= head.start and 0 <= verb.start - head.end <= 40
    person = head is not None and head.kind is not Kind.COUNTRY  # 中国企业家……说 is not China
    return head if near and person and verb.word in UTTERANCES else None


def can_speak(text: str, head: Mention) -> bool:
    """乌克兰危机 names no speaker."""
    return head.kind is not Kind.COUNTRY or not _THING.match(text, head.end)


def find_subject(text: str, clause: tuple[int, int], mentions: Sequence[Mention], verb: Token) -> Mention | None:
    """Return the nearest mention before the verb with nothing but adverbials between them."""
    for mention in reversed(mentions):
        if mention.end > verb.start or _governed(text, clause, mention):
            continue
        if text.endswith(_URGED, clause[0], mention.start):
            continue  # 再度敦促中国对……进行谴责
        if mention.named and _addressed(text, clause, mentions, mention):
            continue  # 范先荣对……负责人科齐茨基表示
        if mention.kind in _BODIES and _sits_in(text, clause, mentions, mention):
            continue  # 陈旭在人权理事会发言时说
        if mention.kind is Kind.SESSION and (_HELD.search(text, clause[0], mention.start) or _TOWARDS.search(text, clause[0], mention.start)):
            continue  # 小组再次举行会议，重申……: the meeting says nothing
        if verb.start - mention.end > 70:
            return None
        stated = verb.word.startswith("声明") and text[mention.end : verb.start] == "的"  # 外交部的声明称
        if mention.end == verb.start or stated or _ADVERBIAL.match(text, mention.end, verb.start):
            return _owner(text, clause, mentions, mention)
    owners = (each for each in mentions if each.end < verb.start and _OWN_PAPER.fullmatch(text, each.end, verb.start))
    return next(owners, None)


def _addressed(text: str, clause: tuple[int, int], mentions: Sequence[Mention], mention: Mention) -> bool:
    """Tell whether a name with its post stands behind 对 or 向, and somebody else before that."""
    towards = _ADDRESS.search(text, clause[0], mention.start)
    if towards is None:
        return False
    return any(each.named and each.end <= towards.start() and not _governed(text, clause, each) for each in mentions)


def _sits_in(text: str, clause: tuple[int, int], mentions: Sequence[Mention], mention: Mention) -> bool:
    """Tell whether a body is only where somebody named before it speaks."""
    place = _AT.search(text, clause[0], mention.start)
    return place is not None and any(each.named and each.end <= place.start() for each in mentions)


def _owner(text: str, clause: tuple[int, int], mentions: Sequence[Mention], mention: Mention) -> Mention:
    """Words of a declaration are those of whoever issued it in the same clause."""
    if mention.kind is not Kind.SESSION and mention.english not in _PAPERS:
        return mention
    earlier = [each for each in mentions if each.end <= mention.start and not _governed(text, clause, each)]
    cited = [each for each in earlier if text.endswith(CITING, clause[0], each.start)]
    return (cited or earlier or [mention])[0]  # 路透社援引中国外交部的声明称，……


def is_bare(text: str, clause: tuple[int, int], verb: Token) -> bool:
    """Tell whether a clause opens with its verb, or with what is answered: ……，表示……; ……，针对提问表示，……"""
    if verb.end == clause[1] and verb.word in UTTERANCES and FRAME.match(text, *clause):
        return True
    return verb.start - clause[0] <= _LONGEST_LEAD and _LEAD.fullmatch(text, clause[0], verb.start) is not None


def speaks(verb: Token, subject: Mention | None) -> bool:
    """Tell whether a verb gives words of such a subject: a country that only 希望 or 支持 says nothing."""
    if verb.word not in SOFT:
        return True
    if subject is None:
        return False
    return subject.kind in OFFICIAL or bool(subject.others) or subject.english in _PAPERS
