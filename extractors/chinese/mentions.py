"""Who is mentioned in a Chinese text: countries, bodies, posts and names joined to one mention each."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import zip_longest
from typing import Any, NamedTuple

from extractors.chinese.lexicon import Kind, Token, load_words
from extractors.speakers import Institution, Official

SPEAKING = frozenset(Kind) - {Kind.VERB, Kind.HARMLESS}

# Transliterated names: the signs that newspapers use for them, longer than those that never stand elsewhere.
_FOREIGN = "阿埃艾爱安昂奥巴拜班邦保鲍贝本比彼别宾波伯博布勃采查茨蔡达戴丹当德登邓迪蒂丁东杜敦多厄恩尔法凡范菲费芬丰冯佛夫弗福盖甘冈高戈哥格根古瓜哈海汉豪赫亨洪胡华怀霍基吉季加贾简杰捷金津京久卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎李里丽利立莉连良廖列林琳留柳刘隆娄卢鲁路吕罗洛略马玛迈麦曼芒梅门蒙孟米密敏明缪摩莫墨姆木慕穆拿纳娜乃奈南瑙内尼涅宁纽农努诺女欧帕派潘庞佩彭皮平珀普齐奇契恰强乔切钦琴丘琼屈让热仁日荣茹瑞若撒萨塞赛桑森莎沙山尚绍舍申圣施什史舒朔斯司丝思松苏索塔泰坦汤唐陶特滕提帖廷图托瓦万旺威薇韦维魏温文翁沃乌武西希锡夏香谢辛休雄修许旭逊雅亚延扬杨耶叶伊易因英尤尧约赞泽扎詹珍芝朱兹卓佐奕茂滨蓬柏顿翰烈喀妮贡娅珊嘉玫缅贤胥默葆蕾娃碧琪欣甸"
# Words that begin with such a sign and end a name: 普京当天, 泽连斯基日前
_NO_NAME = (
    r"(?!当[天日地晚时]|日前|采[访取]|根据|特[别使]|强[调烈]|明确|西方|欧[洲盟方]|乌[克方军总]|俄[罗方军外]|南[部非]|东部|安[理全]|德[国方]|法[国方]"
    r"|英[国方]|希望|谢[谢绝]|因此|美[国方]|万[名人元]|白[俄宫]|大使|日[本方]|沙特|印[度尼]|巴[西基方]|伊[朗拉方]|土[耳方]|哈萨克斯坦|当前|尤其|约[有见谈旦])"
)
_SIGN = rf"(?:{_NO_NAME}[{_FOREIGN}])"
FOREIGN_NAME = re.compile(
    rf"{_SIGN}{{2,9}}(?:[·・\-－]{_SIGN}{{1,9}}){{0,4}}|{_SIGN}(?:[·・\-－]{_SIGN}{{1,9}}){{1,4}}"
)
_FIRST_NAME = re.compile(rf"[{_FOREIGN}A-Z.]{{1,12}}(?:[·・\-－][{_FOREIGN}]{{1,9}}){{0,3}}[·・]$")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹窦章苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费岑薛雷贺倪汤滕殷罗毕郝安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房解应宗丁邓洪包左石崔吉龚程裴陆荣翁段侯宁甘武刘景龙叶白蒲乔温庄柴阎易耿匡国文关欧沙聂曾岳孟佘肖娄冀蔺麦阚牟尚佟车邬桑桂敬仇商邰丛戈栗"
_FOLLOWED = (
    r"(?=[在就对今当\d于指表强说称认重宣敦呼介答回出主也还再向同与接发率一则又曾已警坦直补透承批反谓告续声谈写（\(、，。：“”和\n]"
    r"|近[日期]|[日此]前|昨[日天晚]|[周星].{0,1}[一二三四五六日]|随后|应[询邀约]|受[访邀]|会[见谈晤后上]|进一步|多次|明确|大使|司长|[大少中上]校|[少中上]将|$)"
)
_CHINESE_NAME = re.compile(rf"(?!周[一二三四五六日末]|关于|应[询邀约]|[^\n]{{1,2}}[时上]|当[地天日])[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?{_FOLLOWED}")
_POST_ONLY = "大使 外长 部长 发言人 代表 特使 特别代表 主席 总理 参赞 公使 总领事 司长 代办 临时代办".split()  # noqa: SIM905
_EDGE = re.compile(r"[^\u4e00-\u9fff]|[与和对向据由是在给但而]")
_GAP = re.compile(r"[\u4e00-\u9fff“”·（）]{1,12}")
CHINA = "China"
_MATTER = re.compile(r"(?:问题|事务|危机)")
_STOP_SIGNS = re.compile(r"[在对与同向就的了被把是将和为由给从到以及、让使受或]")
_BRACKET = re.compile(r"[（(][^（）()\n]{1,40}[）)]")
_CALLINGS = ("unnamed officials", "unnamed diplomats", "unnamed experts")  # 专家王义桅
_SENDERS = load_words().abbreviations | {"我": "China"}
_CAPITALS = ("基辅", "莫斯科", "华盛顿", "布鲁塞尔", "伦敦", "巴黎", "柏林", "东京", "台北", "日内瓦")
_SEATS = {"莫斯科": "Russia", "华盛顿": "US", "柏林": "Germany", "巴黎": "France", "伦敦": "UK", "东京": "Japan", "布鲁塞尔": "EU", "华沙": "Poland", "台北": "Taiwan"}
_NEW = ("新任", "现任", "时任", "候任")
_POSTING = frozenset({Kind.COUNTRY, Kind.INSTITUTION, Kind.ORGAN, Kind.SIDE})
_TENURE = ("", "前", "原", "时任", "现任", "候任", "高级", "高阶", "资深", "最高", "首席")
_TALKS = re.compile(r"(?:通电?话|会谈|会见|会晤|会面|见面|举行|商谈|磋商|视频|共进|谈话|交谈)")
_POSTED = re.compile(r"常驻[\u4e00-\u9fff]{0,26}")
_MOST_BODIES = 6  # words that a post names
_MOST_PARTNERS = 12  # more is a list, not a joint statement
_APPOSED = ("、", "兼", "，")
_JOINED = ("、", "和", "与", "及", "以及")
_LONGEST_LINK = 2


class Mention(NamedTuple):
    """Somebody who can speak, as one stretch of text; a tuple, since a text names hundreds."""

    start: int
    end: int
    kind: Kind  # of the last word
    side: str | None = None
    people: tuple[Official, ...] = ()
    institution: Institution | None = None
    name: str = ""  # of a person whom the officials list does not know
    title: str = ""
    organ: str = ""
    english: str = ""  # rendering of an unnamed source
    others: tuple[Mention, ...] = ()  # the partners of a joint mention

    @property
    def named(self) -> bool:
        """Tell whether it names a person."""
        return bool(self.people or self.name)

    @property
    def posted(self) -> bool:
        """Tell whether its words can hold a body or a post."""
        return bool(self.title or self.organ or self.institution or self.english or self.others)


def find_mentions(text: str, tokens: list[Token]) -> tuple[Mention, ...]:
    """Join neighbouring words of the lexicon: country, body, post and name make one mention."""
    found: list[Mention] = []
    verbs = 0  # the last reporting verb seen ends a mention
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.kind not in SPEAKING:
            verbs = token.end
            continue
        last = found[-1] if found and found[-1].end >= verbs else None
        joined = _joined(text, last, token) if last is not None else None
        if joined is not None:
            found.pop()
        mention = joined or _mention(text, token)
        known = after is not None and after.kind is Kind.PERSON and after.start == mention.end
        spokesperson = mention.kind is Kind.INSTITUTION and token.word.endswith("发言人")
        nameless = (mention.kind is Kind.TITLE or spokesperson or mention.english in _CALLINGS) and not known and not mention.named
        found.append(_with_name(text, _surnamed(text, mention)) if nameless else mention)
    return tuple(_coordinated(text, _with_names_again(text, _posted(text, found))))


def _posted(text: str, mentions: list[Mention]) -> list[Mention]:
    """中国常驻联合国日内瓦办事处和瑞士其他国际组织代表陈旭 is one person, whatever bodies the post names."""
    found: list[Mention] = []
    for mention in mentions:
        near = range(len(found) - 1, max(len(found) - _MOST_BODIES, 0) - 1, -1) if "代表" in mention.title else ()
        sender = next((n for n in near if _POSTED.fullmatch(text, found[n].end, mention.start)), None)
        if sender is not None and found[sender].kind is Kind.COUNTRY:
            mention = mention._replace(start=found[sender].start, side=found[sender].side)
            del found[sender:]
        if "代表" in mention.title and mention.side == CHINA and text[mention.start] == "驻" and "联合国" not in text[mention.start : mention.end]:
            mention = mention._replace(side="Taiwan")  # 驻波兰代表: China sends ambassadors
        found.append(mention)
    return found


def _with_names_again(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add the later mentions of people whom the list does not know: 刘鹏宇强调 after 大使馆发言人刘鹏宇."""
    people = {form: each for each in mentions if each.name for form in (each.name, _surname(each.name)) if len(form) > 1}
    if not people:
        return mentions
    taken = [(each.start, each.end) for each in mentions]
    again = []
    for match in re.finditer("|".join(map(re.escape, sorted(people, key=len, reverse=True))), text):
        place = bisect_right(taken, (match.start(), len(text))) - 1
        if place < 0 or taken[place][1] <= match.start():
            first = people[match.group()]
            again.append(first._replace(start=match.start(), end=match.end(), kind=Kind.PERSON))
    return sorted([*mentions, *again], key=lambda each: each.start) if again else mentions


def _surname(name: str) -> str:
    return re.split("[·・]", name)[-1]


def _mention(text: str, token: Token) -> Mention:
    start, end, kind, side, value, word = token
    seat = next((each for each in _SEATS if text.endswith(each, 0, start)), "") if word in load_words().organs else ""
    if seat:
        return Mention(start - len(seat), end, Kind.ORGAN, _SEATS[seat], organ=load_words().organs[word])  # 莫斯科国防部
    if kind is Kind.PERSON:
        first = (
            _FIRST_NAME.search(text, max(0, start - 16), start) if text[start - 1 : start] in "·・" else None
        )
        return Mention(first.start() if first else start, end, kind, side, (value,))
    if kind is Kind.COUNTRY and text[start - 1 : start] == "驻":
        sender = text[max(start - 2, 0) : start - 1]
        if sender in _SENDERS:
            return Mention(start - 2, end, kind, _SENDERS[sender])  # 俄驻德国大使
        if not "\u4e00" <= sender <= "\u9fff" or text[max(start - 3, 0) : start - 1] in _NEW:
            return Mention(start - 1, end, kind, "China")  # 驻乌克兰大使 of a Chinese text is China's
    if "使" in token.word and text[start - 1 : start] == "驻" and (sender := text[max(start - 2, 0) : start - 1]) in _SENDERS:
        start, side = start - 2, _SENDERS[sender]  # 我驻美使馆
    if kind is Kind.TITLE:
        return Mention(start, end, kind, side, title=value)
    if kind is Kind.ORGAN:
        return Mention(start, end, kind, side, organ=value)
    if kind is Kind.UNNAMED:
        return Mention(start, end, kind, side, english=value)
    return Mention(start, end, kind, side, institution=value if isinstance(value, Institution) else None)


def _extended(mention: Mention, token: Token) -> Mention:
    """Return the mention with one more word at its end."""
    value = token.value
    changes: dict[str, Any] = {"end": token.end, "kind": token.kind, "side": mention.side or token.side}
    if token.kind is Kind.PERSON and (mention.named or not (mention.side and _stranger(value, mention.side))):
        changes |= {"people": (value,), "side": value.side}
    elif token.kind is Kind.PERSON:
        changes["name"] = token.word
    elif token.kind is Kind.TITLE:
        changes |= {"title": value, "institution": None}
    elif token.kind is Kind.ORGAN:
        changes["organ"] = value
    elif token.kind is Kind.UNNAMED:
        changes["english"] = value
    elif isinstance(value, Institution):
        changes["institution"] = value
    return mention._replace(**changes)


def _stranger(official: Official, side: str) -> bool:
    """A post of another country shows that the name is a namesake's; those of alliances keep their own."""
    return official.side not in (side, "EU", "UN", "NATO") and side not in ("EU", "UN", "NATO", "Europe", "West", "G7")


def _joined(text: str, last: Mention, token: Token) -> Mention | None:
    gap = text[last.end : token.start] if token.start >= last.end else None
    if gap is None or len(gap) > 40:
        return None
    if gap.startswith(("（", "(")):
        gap = _BRACKET.sub("", gap, count=1)
    if gap == "" and last.kind is Kind.COUNTRY and token.kind is Kind.INSTITUTION and token.side != last.side:
        # Another country's body of the same name is not the one that the list knows.
        return last._replace(end=token.end, kind=Kind.ORGAN, organ=token.value.name, institution=None)
    if gap in _TENURE:
        return _extended(last, token) if _fits(last, token) else None
    place = token.kind is Kind.COUNTRY or (token.kind is Kind.INSTITUTION and token.word in _CAPITALS)
    if gap in ("驻", "前驻", "原驻", *(f"{each}驻" for each in _NEW)) and place and last.kind in _POSTING:
        return last._replace(end=token.end)  # 俄罗斯驻美国大使 is Russia's
    if gap == "驻" and token.side and last.kind is Kind.COUNTRY and "使" in token.word:
        return _extended(last, token)._replace(side=last.side)  # 中国驻英使馆 is China's
    if gap in _APPOSED and last.title and not last.named:
        return _apposed(last, token, gap)
    if token.kind in (Kind.TITLE, Kind.ORGAN) and last.kind in (Kind.COUNTRY, Kind.ORGAN, Kind.INSTITUTION):
        solid = token.kind is Kind.TITLE or len(token.word) > 2  # not 俄罗斯提供军……
        loose = solid and (gap == "使团" or (len(gap) <= 10 and _GAP.fullmatch(gap) and not _STOP_SIGNS.search(gap)))
        if not loose or token.side:
            return None
        extended = _extended(last, token)
        return extended._replace(side=None) if _MATTER.match(gap) and "使" in token.word else extended  # 乌克兰问题特使 is nobody's yet
    return None


def _fits(last: Mention, token: Token) -> bool:
    """Tell whether a word can follow a mention without a sign between them."""
    kind = token.kind
    if last.kind in (Kind.PRONOUN, Kind.FIRST, Kind.JOINT, Kind.SESSION):
        return False
    if token.word == "消息" and last.kind in (Kind.ORGAN, Kind.INSTITUTION):
        return False  # 外交部消息 is the ministry's
    if last.kind is Kind.SIDE:
        return kind is Kind.TITLE and not token.side  # 俄方代表
    if last.named:
        envoy = kind is Kind.PERSON and last.kind is Kind.TITLE  # 普京总统新闻秘书佩斯科夫
        return envoy or (kind is Kind.TITLE and not token.side)
    if kind in (Kind.COUNTRY, Kind.SIDE, Kind.PRONOUN, Kind.FIRST, Kind.JOINT, Kind.SESSION):
        return False
    return not (token.side and last.side and token.side != last.side and kind is not Kind.PERSON)


def _apposed(last: Mention, token: Token, gap: str) -> Mention | None:
    """国务委员、外交部长王毅 is one person in two posts."""
    if gap == "，" or token.kind not in (Kind.TITLE, Kind.ORGAN, Kind.COUNTRY, Kind.INSTITUTION):
        return None
    if token.side and last.side and token.side != last.side:
        return None
    return _extended(last, token)


def _surnamed(text: str, mention: Mention) -> Mention:
    """秦大使 names a person by surname and post."""
    begin = mention.start - 1
    if mention.title not in _POST_ONLY or mention.end - mention.start != len(mention.title) or text[max(begin, 0)] not in SURNAMES:
        return mention
    if begin < 0 or (begin and not _EDGE.match(text, begin - 1)):
        return mention
    return mention._replace(start=begin, name=text[begin])


def _with_name(text: str, mention: Mention) -> Mention:
    """Take in the name after a post: foreign by its signs, Chinese by its surname."""
    if mention.name:
        return mention
    china = mention.side in (None, "China")
    pattern = _CHINESE_NAME if china else FOREIGN_NAME
    found = pattern.match(text, mention.end)
    if found is None and (mention.side is None or mention.title.endswith(("专家", "学者", "研究员"))):
        found = FOREIGN_NAME.match(text, mention.end)  # 中国问题专家巴库尔斯卡
    if found is None:
        return mention
    title = mention.title or text[mention.start : mention.end]
    return mention._replace(end=found.end(), kind=Kind.PERSON, name=found.group(), title=title, institution=None)


def _coordinated(text: str, mentions: list[Mention]) -> list[Mention]:
    """米歇尔和冯德莱恩 speak together."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        near = last is not None and mention.start - last.end <= _LONGEST_LINK
        link = text[last.end : mention.start] if last is not None and near else ""
        if last is not None and link in _JOINED and _equals(last, mention) and not _meets(text, link, mention):
            partners = last.others or (last,)
            side = last.side if last.side == mention.side else None
            people = last.people + mention.people
            found[-1] = mention._replace(start=last.start, side=side, people=people, others=(*partners, mention))
        else:
            found.append(mention)
    return found


def _meets(text: str, link: str, mention: Mention) -> bool:
    """拉马福萨与习近平通话后表示: the second is whom the first talked to."""
    return link != "、" and _TALKS.match(text, mention.end) is not None


def _equals(last: Mention, mention: Mention) -> bool:
    if len(last.others) >= _MOST_PARTNERS:
        return False
    if last.named and mention.named:
        return True
    if last.kind is Kind.TITLE and mention.kind in (Kind.ORGAN, Kind.INSTITUTION):
        return last.side in (None, mention.side)  # 两名大使和外交部
    plain = (Kind.COUNTRY, Kind.SIDE, Kind.INSTITUTION)
    return last.kind in plain and mention.kind in plain
