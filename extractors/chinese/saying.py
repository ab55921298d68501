"""Whether a reporting verb says anything where it stands: not when it is denied, a noun, or only names a topic."""

from __future__ import annotations

import re

from extractors.chinese.lexicon import Kind, Token
from extractors.chinese.mentions import Mention
from extractors.chinese.text import Sentence
from extractors.chinese.verbs import OWN_WORDS, SOFT, UTTERANCES

_NEVER = re.compile(r"(?:从未|从来没有|从没有?|没有|尚未|并未|未曾|不曾|未|拒绝|不愿|避免)(?:公开|明确|直接|正式|就此|对此|明|(?:因|就|对)[^，。]{1,12}?而?)*$")  # 中国从未谴责……: a reporter's line
_NO_PROOF = re.compile(r"^证明|(?:证明|证据|迹象|阻止|防止)[^，。]{0,14}$")  # 没有证据，证明中国表示……
_DOES_NOT = re.compile(r"(?:未|没有)[^，。；]{0,12}(?:[做作]出|予以|加以|进行|给予)(?:过|任何|公开)*$")  # 一直未对俄方作出谴责
_GIVES_OUT = re.compile(r"(?:发出|提出|作出|做出)(?:了|过)?[^，。；]{0,8}$")
_PAPER_AFTER = re.compile(r"[^，。；：“”]{2,30}的(?:决议|草案|提案|议案|投票|表决)")  # 谴责……的决议
_AT_REQUEST = re.compile(r"(?<![对回响反])应(?![该当])[^，。]{1,12}的?$")
_FEELING = re.compile(r"(?:了|过|出)?[^，。；：]{0,40}(?:忧虑|担忧|关切|不安|遗憾|不满|痛心|抗议|愤慨|失望|反对)(?=[，。；]|$)")  # 表达了……的深切忧虑
_DEED = re.compile(r"了?[^，。；]{0,20}(?:会面|见面|会谈|会晤|会见|通话|通电话|置评|采访|露面|与会|出席)(?=[，。；]|$)")  # 拒绝了与……的会面
_DENIED = re.compile(r"(?:对于?|针对|就|关于)[^，。]{4,60}(?:指控|指责|批评|说法|报[道导]|传闻|消息|猜测)，|(?:指控|指责|指称|声称|质疑|怀疑)[^。“]{6,}，[^，。]{0,24}$")
_SUFFERS = re.compile(r"(?:遭[到受]?|受到|招[致来]|引[来起]|面临|备受|饱受|被)[^，。“”问]{0,10}$")  # 立场遭到批评
_BLAMES = frozenset("批评 指责 谴责 抨击 质疑 指控 警告 驳斥 炮轰 痛批 嘲讽 讽刺 要求 敦促 追问 质问".split())  # noqa: SIM905
_NAMES_WORDS = ("提出", "坚持", "介绍", "谈到", "谈及")  # 毛宁介绍，……
_SETS_OUT = re.compile(r"了?(?:[中我]方|中国|我国)(?:在[^，。]{1,16}上)?[^，。]{0,6}(?:劝和促谈|(?:对话|谈判|和平|政治)(?:谈判|解决)|停火止战|客观公[正允]|公[正允]客观)[^，。]{0,12}(?:立场|主张|努力)")  # 阐述了中方劝和促谈的立场
_ONLY = ("", "仅", "只", "仅仅", "还", "也", "却")  # ……避谈此事，仅指……
_SPEAK_SHORTLY = frozenset({Kind.PERSON, Kind.TITLE, Kind.PRONOUN, Kind.SIDE, Kind.ORGAN, Kind.INSTITUTION})
_OWN_VIEW = re.compile(r"[中乌][中乌](?:两国|双方)?(?:互为|是|建交|关系)|(?:中方|我们|我方|中国|北京)(?:也|都|将|一直|始终|一贯|历来|从来)?(?:愿|乐见|支持|希望|主张|认为|欢迎|反对|坚持|期待|不|倡导|致力|没有|呼吁|秉持|尊重|已经?提出|“)")


def sets_out(text: str, clause: tuple[int, int], verb: Token) -> bool:
    """阐明核心立场：…… gives the words after its colon, 谈到中方乐见…… those behind it."""
    if verb.word in ("谈到", "提到"):
        return _OWN_VIEW.match(text, verb.end) is not None or _names(text, clause, verb)
    if _names(text, clause, verb) or (verb.word in ("阐述", "阐明", "介绍", "宣示") and _SETS_OUT.match(text, verb.end)):
        return True
    return verb.word in ("阐明", "阐述", "介绍") and text[clause[1] : clause[1] + 1] == "：" and clause[1] - verb.end < 12


def _names(text: str, clause: tuple[int, int], verb: Token) -> bool:
    behind = text[clause[1] - 1 : clause[1] + 1][-1:] if verb.end == clause[1] else ""
    quoted = behind == "。" and "”" in text[clause[0] - 1 : verb.start]  # “……，”王毅谈到。
    return verb.word in _NAMES_WORDS and (behind in ("，", "：") or quoted)


def plainly_says(text: str, verb: Token, subject: Mention | None, clause: tuple[int, int]) -> bool:
    """王毅指…… and ……，指……: the short verb stands right behind a person or at the clause's head."""
    if subject is None:
        return text[clause[0] : verb.start] in _ONLY and text[verb.end : verb.end + 1] not in "的为出"
    closes = text[max(subject.start - 1, 0)] in "，”"  # ……，王毅指。
    city = subject.kind is Kind.COUNTRY and subject.end == verb.start and text.startswith("北京", subject.start)
    return (city or subject.kind in _SPEAK_SHORTLY) and text[verb.end : verb.end + 1] not in ("的为出" if closes else "的为出。，")


def is_noun(text: str, verb: Token, sentence: Sentence) -> bool:
    """立场主张。 or 的支持，…… is a thing: words of will need an object."""
    if verb.word == "拒绝" and _DEED.match(text, verb.end, sentence.end):
        return True
    if verb.word in _BLAMES and _SUFFERS.search(text, sentence.start, verb.start):
        return True
    if verb.word in ("要求", "请求", "邀请", "建议") and _AT_REQUEST.search(text, sentence.start, verb.start):
        return True  # 应俄方要求，……
    last = verb.end >= sentence.end or text[verb.end] in "。；！？”"
    if (verb.word in OWN_WORDS or verb.word[-1] in "，：") and text[verb.start - 1 : verb.start] == "的":
        return True  # 没有倾听专家的呼吁？
    if last and (_GIVES_OUT.search(text, sentence.start, verb.start) or _says_nothing(text, verb, sentence)):
        return True  # 发出了类似警告。
    if verb.word == "表达":
        return _FEELING.match(text, verb.end, sentence.end) is None
    if verb.word not in SOFT or verb.word in ("注意到", "关注到"):
        return False
    return verb.end >= sentence.end or text[verb.end] in "，。；！？"


def _says_nothing(text: str, verb: Token, sentence: Sentence) -> bool:
    """……，又当场予以驳斥。 has no words, before or behind the verb."""
    if verb.word in ("否认", "驳斥") and _DENIED.search(text, sentence.start, verb.start):
        return False  # 对于军援的指控，北京一贯否认。
    quoted = bool(sentence.quotes) or text.startswith(("”", "’"), max(sentence.start - 1, 0))
    return verb.word in OWN_WORDS and verb.word not in SOFT and not verb.word.startswith("深") and not quoted and verb.end >= sentence.end - 1


def is_unsaid(text: str, clause: tuple[int, int], verb: Token) -> bool:
    """中国从未谴责…… and 谴责……的决议 tell of words that nobody says here."""
    if verb.word not in UTTERANCES and verb.word not in ("否认", "证实", "表达", "承认"):
        return False
    return _NEVER.search(text, clause[0], verb.start) is not None or _NO_PROOF.search(text, clause[0], verb.start) is not None or _DOES_NOT.search(text, clause[0], verb.start) is not None or _PAPER_AFTER.match(text, verb.end, clause[1]) is not None
