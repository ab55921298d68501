"""What in a statement is its substance: the words of the war and its settlement, neither a passing mention nor protocol."""

from __future__ import annotations

import re
from functools import lru_cache

_PLACE = {
    "zh": r"(?:乌克兰|俄乌|乌俄)",
    "en": r"(?:Ukrain\w*|Russo-Ukrainian)",
    "uk": r"(?:Україн\w*|українськ\w*)",
    "ru": r"(?:Украин\w*|украинск\w*)",
}
_AFFAIR = {
    "zh": r"(?:危机|局势|问题|冲突|战争|战事)",
    "en": r"(?:\s+(?:crisis|issue|question|conflict|war|situation))",
    "uk": r"(?:\w*\s+(?:криз\w*|питанн\w*|конфлікт\w*|війн\w*))",
    "ru": r"(?:\w*\s+(?:кризис\w*|вопрос\w*|конфликт\w*|войн\w*))",
}
# an affair that is only a factor: joined to others, a cause, a background, one of the topics of an exchange
_PASSING = {
    "zh": re.compile(
        rf"(?:[和与及、跟]|以及){_PLACE['zh']}{_AFFAIR['zh']}?(?=[等及和与、影外导带叠交背]|的影响|延宕|，\w{{0,4}}(?:叠加|交织))"
        rf"|(?:受|因|由于|针对|面对|应对|随着|包括)[^，。；]{{0,12}}{_PLACE['zh']}{_AFFAIR['zh']}(?:在内|等|的?(?:影响|外溢|冲击|延宕|带来|背景|持续))"
        rf"|{_PLACE['zh']}{_AFFAIR['zh']}(?:的?影响|的?外溢|延宕|导致|加剧|带来|等(?!国))"
        rf"|{_PLACE['zh']}{_AFFAIR['zh']}?、|、{_PLACE['zh']}(?=等|、)"
    ),
    "en": re.compile(
        rf"(?:\band|,|amid|due to|because of|impact of|effects? of|spillovers? (?:of|from)|such as|including)\s+(?:the\s+)?{_PLACE['en']}{_AFFAIR['en']}",
        re.I,
    ),
    "uk": re.compile(rf"(?:\bта|\bі|,|через|наслідк\w+)\s+{_PLACE['uk']}{_AFFAIR['uk']}", re.I),
    "ru": re.compile(rf"(?:\bи|,|из-за|последстви\w+)\s+{_PLACE['ru']}{_AFFAIR['ru']}", re.I),
}
_TALKS_ZH = r"(?<![定段易贸资税])谈判"  # not those on a trade agreement
_SETTLEMENT = {  # with one of these a statement speaks of the war itself, whatever else it lists
    "zh": re.compile(rf"{_TALKS_ZH}|和谈|停火|止战|政治解决|和平解决|解决危机|劝和|斡旋|调解|调停|当事方|交战|从根子上|恢复和平|实现和平(?!发展|稳定|与发展)"),
    "en": re.compile(r"\bnegotiat|\bpeace talks|\bcease-?fire|\bpolitical(?:ly)? (?:settle|solution|resol)|\bmediat|\bhostilities|\bpeace (?:plan|process|agreement|deal)", re.I),
    "uk": re.compile(r"переговор|припиненн\w+ вогню|врегулюв|посередн|перемир", re.I),
    "ru": re.compile(r"переговор|прекращен\w+ огня|урегулиров|посредн|перемири", re.I),
}
_ITS_OWN = {
    "zh": re.compile(
        rf"{_TALKS_ZH}|和谈|停火|止战|政治解决|和平解决(?!国际争端|争端)|劝和|斡旋|调停|交战|从根子上|恢复和平|实现和平(?!发展|稳定|与发展)|制裁|核设施|核电站|核武器|核战争|人道|平民|战俘|难民"
        r"|战火|战事|局势(?:升级|降温|失控|缓和)|集团对抗"
    ),
}
_WAR = {  # the war or anything that belongs to it: more than the place where something else happened
    "zh": re.compile(
        rf"{_PLACE['zh']}[^，。；]{{0,6}}{_AFFAIR['zh']}|{_TALKS_ZH}|和谈|停火|止战|政治解决|和平解决|劝和|斡旋|调解|局势|克制|(?<![质化型业系])升级(?!版|换代|改造|自由|协定|合作|关系)|降温|制裁|主权|领土完整|安全关切|人道|平民"
        r"|难民|战俘|战后|战争|战火|战事|核武器|核战争|核设施|核电站|核风险|冲突|恢复和平|实现和平(?!发展|稳定|与发展)"
        r"|(?<!国际)和平(?!发展|共处|与|稳定|利用|友好|演变|崛起|统一)|和会|当事双方|冲突当事|重建|[扫排]雷|交火|(?:俄乌|乌俄|俄美|美俄|三方)\w{0,6}会[谈晤]|战场|战壕|战线|炮火|交战"
        r"|(?:提供|输送|运送|源源不断的)武器|武器[^，。；]{0,6}(?:流入|涌入|扩散|换)|军事解决|浇油|危机"
    ),
    "en": re.compile(
        r"\b(?:crisis|conflict|war|fighting|hostilities|cease-?fire|truce|peace|negotiat\w*|talks|settlement|mediat\w*|sanction\w*|sovereign\w*|"
        r"territorial|security concerns?|humanitarian|civilians?|refugees?|prisoners?|nuclear (?!energy)|de-?escalat\w*|escalat\w*|restraint|weapons?|situation)\b",
        re.I,
    ),
    "uk": re.compile(r"криз|конфлікт|війн|бойов|вогню|перемир|мир|переговор|врегулюв|посередн|санкці|суверен|територіальн|гуманітарн|цивільн|ядерн|зброї|ескалац", re.I),
    "ru": re.compile(r"кризис|конфликт|войн|боев|огня|перемир|мир|переговор|урегулиров|посредн|санкци|суверен|территориальн|гуманитарн|мирных жител|ядерн|оружи|эскалац", re.I),
}
_ELSEWHERE = {  # what else two countries talk about
    "zh": re.compile(
        r"贸易|经贸|投资|关税|汽车|新能源|绿色|免签|签证|旅游|班列|口岸|产业|农产品|企业|市场|双边|务实合作|协定|建交|人文|青年|科技|创新|数字|航空|航天|高铁|铁路|体育|文化|教育|医药"
        r"|博览会|一带一路|两国(?:关系|人民|元首|领导人|企业)|伙伴关系|台湾|一个中国|核心利益|上海合作|金砖|二十国|多边贸易|气候|熊猫|渔业|禁毒|移民"
    ),
}
_SWAP = {  # whose, how firmly, how far: one such word changes what a known clause says
    "zh": re.compile(
        r"各[国方]|双方|彼此|当事|欧洲|欧盟|亚欧|北约|美|俄|乌|中[方国]|独立|全面|唯一|根本|核|战争|停火|必须|应[该当]?|希望|乐见|欢迎|支持|呼吁|敦促|反对|谴责|要求|鼓励|不能|不得|从未"
    ),
    "en": re.compile(
        r"\b(?:all (?:countries|parties)|both|parties concerned|europe\w*|nato|russia\w*|ukrain\w*|independen\w*|comprehensive|only|fundamental|nuclear|war|cease-?fire|"
        r"must|should|ought|hopes?|welcomes?|supports?|calls? (?:for|on)|urges?|opposes?|condemns?|demands?|not|never)\b",
        re.I,
    ),
}
_STRENGTH = {  # how firmly something is wished, from the softest to the firmest
    "zh": tuple(map(re.compile, (
        r"注意到|关注到", r"乐见|欢迎|赞赏", r"希望|期待|愿", r"鼓励|支持|主张", r"呼吁|敦促", r"应[该当]?(?!对)|要(?!求)", r"必须|要求|[决绝]不|谴责|坚决反对",
    ))),
    "en": tuple(re.compile(rf"\b(?:{words})\b", re.I) for words in (
        "notes?|noted", "welcomes?|appreciates?|glad|pleased", "hopes?|looks? forward|willing", "encourages?|supports?|advocates?", "calls? (?:for|on)|urges?",
        "should|ought to", "must|demands?|condemns?|firmly opposes?",
    )),
}
_PROTOCOL = {  # reporting clauses and exchanges of views: they say that something was said
    "zh": re.compile(
        r"^(?:\W|\d+日)*(?:(?:[\u4e00-\u9fff]{2,12}?)?(?:再次|还|并|一致|同时|也|向\w{0,8})?(?:强调|指出|表示|认为|说|称|发言|重申|介绍)(?:说|道|了)?"
        r"|.{0,14}就.{0,24}(?:交换|交流|沟通)了?(?:看法|意见)|.{0,14}(?:阐述|重申|介绍)了?(?:中方|中国|我方|关于|的|在|对|乌克兰|危机|问题|上|原则|立场|和|主张|看法|当前|局势|政治|解决|推动|一贯|有关)*"
        r"|[\u4e00-\u9fff]{0,6}还(?:就.{1,20}回答了?|介绍了?).{0,24}|[\u4e00-\u9fff]{0,8}(?:新闻联播|消息|电)|当前|目前|近期|同时|此外|为此|其中|第?[一二三四五六七八九十]+|[\u4e00-\u9fff]{0,4}形势下|(?:因此|所以|但是|而且))(?:\W)*$"
    ),
    "en": re.compile(r"^\W*(?:(?:he|she|\w+(?: \w+){0,3}) (?:said|added|stressed|noted|stated|pointed out|told|continued)(?: that)?|(?:on|in) \w+|moreover|meanwhile|at present|currently)\W*$", re.I),
}
_LEAD = {  # whose words are repeated: no news in itself
    "zh": re.compile(r"^[\u4e00-\u9fff]{1,8}?(?:主席|总书记|总理|总统|外长|部长|特别?代表)(?:多次|明确|此前|早就|相继)?(?:提出|指出|强调|表示|倡议|阐述|说)了?"),
}
_NEVER = re.compile(r"(?!)")


def is_about_war(text: str, language: str) -> bool:
    """Tell whether the words name the war or its settlement, not only the place."""
    pattern = _WAR.get(language)
    return pattern is None or bool(pattern.search(text))


def speaks_of_war(text: str, language: str) -> bool:
    """Tell whether words of a talk on many topics name Ukraine, or else the end or the harm of the war."""
    return names_place(text, language) or bool(_ITS_OWN.get(language, _SETTLEMENT.get(language, _NEVER)).search(text))


def is_elsewhere(text: str, language: str) -> bool:
    """Tell whether a sentence is on what else two countries talk about: neither Ukraine nor the war is in it."""
    if not _ELSEWHERE.get(language, _NEVER).search(text):
        return False
    return not (names_place(text, language) or is_about_war(text, language))


def names_swap(text: str, language: str) -> bool:
    """Tell whether a differing piece names an actor, a strength or an extent."""
    return bool(_SWAP.get(language, _NEVER).search(text))


def compare_strength(before: str, after: str, language: str) -> str:
    """Return which word of wish or demand stands where a softer or a firmer one stood, "" where the strength is the same."""
    was, now = _strongest(before, language), _strongest(after, language)
    if was is None or now is None or was[0] == now[0]:
        return ""
    return f"{'firmer' if now[0] > was[0] else 'softer'} than before: {was[1]} → {now[1]}"


def _strongest(text: str, language: str) -> tuple[int, str] | None:
    found = [(rank, match.group()) for rank, words in enumerate(_STRENGTH.get(language, ())) if (match := words.search(text))]
    return max(found, default=None)


def is_protocol(text: str, language: str) -> bool:
    """Tell whether a clause only says that something was said, or sets a time."""
    return bool(_PROTOCOL.get(language, _NEVER).match(text))


def without_lead(text: str, language: str) -> str:
    """Return a clause without the words that name whose words it repeats."""
    return _LEAD.get(language, _NEVER).sub("", text)


def names_place(text: str, language: str) -> bool:
    """Tell whether the words name Ukraine."""
    return bool(_place(language).search(text))


def names_affair(text: str, language: str) -> bool:
    """Tell whether the words name the war as an affair: the crisis, the issue, the war."""
    affair = _AFFAIR.get(language)
    return bool(affair and re.search(f"{_PLACE[language]}{affair}", text, re.I))


def is_passing(text: str, language: str) -> bool:
    """Tell whether the war is only a factor in a list, a cause or a background of something else."""
    mentions = _place(language).findall(text)
    if not mentions or _SETTLEMENT.get(language, _NEVER).search(text):
        return False
    passing = _PASSING.get(language, _NEVER)
    return len(passing.findall(text)) >= len(mentions)


@lru_cache(maxsize=8)
def _place(language: str) -> re.Pattern[str]:
    return re.compile(_PLACE.get(language, _PLACE["en"]))
