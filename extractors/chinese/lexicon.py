"""The names, posts and reporting verbs of a Chinese text, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick
import yaml

from extractors.chinese.verbs import COMPOUNDS
from extractors.speakers import Institution, Official, Officials

WORDS = Path(__file__).with_name("words.yaml")


class Kind(StrEnum):
    """What a word of the lexicon does in a sentence."""

    PERSON = "P"
    INSTITUTION = "I"
    COUNTRY = "C"
    ORGAN = "O"
    TITLE = "T"
    SIDE = "F"  # 中方, 乌方
    UNNAMED = "U"
    PRONOUN = "R"
    FIRST = "1"  # 我, 我们: whoever is speaking
    JOINT = "J"
    SESSION = "S"
    VERB = "V"
    HARMLESS = "X"


OFFICIAL = frozenset(
    {Kind.PERSON, Kind.TITLE, Kind.SIDE, Kind.ORGAN, Kind.INSTITUTION, Kind.JOINT, Kind.PRONOUN, Kind.FIRST}
)  # who can want and judge


class Token(NamedTuple):
    """A word of the lexicon where it stands in the text."""

    start: int
    end: int
    kind: Kind
    side: str | None  # the country it names, if it does
    value: Any  # Official, Institution, or the English rendering
    word: str


@dataclass(frozen=True)
class Words:
    """The lists of words.yaml."""

    countries: dict[str, list[str]]
    abbreviations: dict[str, str]
    organs: dict[str, str]
    titles: list[str]
    unnamed: dict[str, str]
    pronouns: list[str]
    first_person: list[str]
    joint: list[str]
    sessions: list[str]
    reporting: list[str]
    harmless: list[str]


# Signs that make ordinary words with what follows (新总统, 老专家, 立方): read as countries only before 外长, 外交部 ...
_ORDINARY = frozenset("新老古西南立比加克马日中")
_PLAIN_POSTS = ("外长", "外交部", "国防部", "副外长", "外交部长", "外交部发言人", "驻华大使")
_CHECKED = frozenset({Kind.HARMLESS, Kind.PERSON, Kind.SIDE})
_BY_SIGN = frozenset({Kind.SIDE, Kind.ORGAN, Kind.TITLE})
_COUNTRY_FIRST = _ORDINARY - {"日", "中"}  # 新方, 老方: sides only beside their country
_NOT_AFTER = re.compile(r"[案针法位式便程才丈圆米根糖言阵]|面[^临对积]|向(?![^，。]{2,10}(?:表示|强调|重申|提出|表达|通报|说明))")  # 中方案, 美方针, 立方米
# What stands before a sign that ends a word there: 9月13日外交部, 参加外长会, 同意外长的看法 name no country
_ENDS_A_WORD = {sign: frozenset(before) for sign, before in {
    "日": "0123456789０１２３４５６７８９今昨当同近次明翌即每连往生假工昔平落末周某时首数一二三四五六七八九十", "加": "参增更施外附追添越强", "以": "可所予难得足用何加借", "意": "同愿特注故有满恶善任随执无主得",
    "法": "无宪司看说想做办方立执合违依设", "德": "道品美公", "英": "精", "西": "东", "南": "东河湖云海", "立": "成建独对中设公创", "比": "相对占", "土": "领本国", "新": "更创革重最全", "印": "打复烙", "格": "资价严规性",
    "古": "蒙", "马": "罗", "老": "古养", "白": "表坦明", "阿": "东", "克": "坦", "塔": "灯", "波": "风电",
}.items()}  # fmt: skip
_NOT_BEFORE = frozenset("折其集空途手心水海高初眼适命东北地对各官军警校处配药秘")
_NAME_SIGNS = frozenset(
    "阿埃艾昂奥巴拜贝彼宾伯博布茨戴蒂丁杜敦恩尔凡菲芬佛夫弗盖冈戈哥格哈赫亨霍基季贾杰捷津卡凯坎柯科克肯库奎昆拉莱赖兰勒雷黎莉琳隆卢鲁吕罗洛玛迈曼梅蒙缪摩莫姆穆纳娜奈瑙尼涅纽诺欧帕潘庞佩彭皮珀普契恰钦琼茹瑞萨塞桑沙绍舍施什舒朔斯索塔坦滕托瓦韦沃谢逊雅亚耶伊詹扎泽兹"
)

_THIRD_SIGN = re.compile(r"(?![也还又则并再曾就在对向已均都只仅周今昨昔等和与及续另补反直亦答回质问坦辩声指强重呼宣警批随当日晚刚此同先后前是的仍遂便即竟却首亲终特没未不将会正更最早常屡所能可应要把被向从到为以及其或若但而且])[\u4e00-\u9fff](?:说|表示|称|指出|认为|强调)")  # 李明江说
# Words that begin with such a sign and follow a name: 卡拉斯敦促
_NO_NAME_SIGN = re.compile(
    r"敦促|肯[定于]|夫[妇人]|施政|拜[登会访]|莫迪|罗马|拉[开近]|基[本金]|蒙骗|隆重|恰[恰好]|阿联|巴西|博士|彭博|坦[言承率陈诚]|安[排抚全]|基[于辅]|施[压加]|普[遍京]|谢绝|谢谢|欧[洲盟方]|德[国方]|法[国方]|凡是|南[非方]|阿方|埃[及方]|泽连斯基|拉夫罗夫|马[克上]|尼方|契合|科[学技]|克制|迈出|恩格斯|索要|特朗普|托付|登[门上]|雅[尔典]"
)


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Load the shipped word lists."""
    return Words(**yaml.safe_load(WORDS.read_text("utf-8")))


@lru_cache(maxsize=4)
def _lexicon(officials: Officials) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, entry in _entries(load_words(), officials):
        if word not in automaton:  # the first list that names a word wins
            automaton.add_word(word, (len(word), entry[0] in _CHECKED, *entry, word))
    automaton.make_automaton()
    return automaton


Entry = tuple[Kind, str | None, Any]


def _entries(words: Words, officials: Officials) -> Iterator[tuple[str, Entry]]:
    yield from ((word, (Kind.HARMLESS, None, None)) for word in words.harmless)
    for form, people in officials.named("zh").items():
        yield form, (Kind.PERSON, people[0].side, people[0])
    institutions = officials.institutions_named("zh")
    for side, forms in words.countries.items():
        yield from ((form, (Kind.COUNTRY, side, institutions.get(form))) for form in forms)
    for form, institution in institutions.items():
        kind = Kind.SIDE if form.endswith("方") and len(form) == len("中方") else Kind.INSTITUTION
        yield form, (kind, institution.side, institution)
        if form.endswith("部"):  # 中国外交部长 is a person's post, not the ministry
            yield from (
                (form + post, (Kind.TITLE, institution.side, form[-3:] + post))
                for post in ("长", "副部长", "部长")
            )
    yield from _abbreviated(words)
    yield from ((word, (Kind.UNNAMED, None, english)) for word, english in words.unnamed.items())
    yield from ((word, (Kind.TITLE, None, word)) for word in words.titles)
    yield from ((word, (Kind.ORGAN, None, english)) for word, english in words.organs.items())
    for kind, listed in (
        (Kind.PRONOUN, words.pronouns), (Kind.FIRST, words.first_person), (Kind.JOINT, words.joint), (Kind.SESSION, words.sessions), (Kind.VERB, (*words.reporting, *COMPOUNDS)),
    ):  # fmt: skip
        yield from ((word, (kind, None, word)) for word in listed)


def _abbreviated(words: Words) -> Iterator[tuple[str, Entry]]:
    """Compose 俄外长, 乌国防部, 美方 from the sign of a country."""
    for sign, side in words.abbreviations.items():
        yield sign + "方", (Kind.SIDE, side, None)
        posts = _PLAIN_POSTS if sign in _ORDINARY else (*words.titles, *words.organs)
        for post in posts:
            if post.startswith("国会") or sign == "中":
                continue
            organ = words.organs.get(post)
            yield sign + post, (Kind.ORGAN, side, organ) if organ else (Kind.TITLE, side, post)


def find_tokens(text: str, officials: Officials) -> list[Token]:
    """Return the words of the lexicon in order, the longest at each place, without those that only look like one."""
    found = []
    lexicon = _lexicon(officials)
    for last, (length, checked, kind, side, value, word) in lexicon.iter_long(text):
        start, end = last + 1 - length, last + 1
        if kind in _BY_SIGN and text[start - 1 : start] in _ENDS_A_WORD.get(word[0], ()):
            if (rest := lexicon.get(word[1:], None)) is None:
                continue  # 15日方可
            _, checked, kind, side, value, word = rest
            start += 1
        if checked and not _stands(text, start, end, kind, value):
            continue
        found.append(Token(start, end, kind, side, value, word))
    return _with_local_sides(found)


def _stands(text: str, start: int, end: int, kind: Kind, value: Any) -> bool:
    """Tell whether a word is what it looks like: not a piece of a longer name, of 中方案 or of 折中方案."""
    if kind is Kind.HARMLESS:
        return False
    if kind is Kind.PERSON:
        return not _inside_a_name(text, start, end, value)
    return not (_NOT_AFTER.match(text, end) or text[start - 1 : start] in _NOT_BEFORE)


def _inside_a_name(text: str, start: int, end: int, official: Official) -> bool:
    """A short transliterated name inside a longer one (阿比 in 阿比让) is nobody."""
    if official.side == "China":
        return end - start == len("王毅") and _THIRD_SIGN.match(text, end) is not None
    after = text[end : end + 1]
    longer = after in _NAME_SIGNS and not _NO_NAME_SIGN.match(text, end)
    return longer or (end - start < 3 and text[start - 1 : start] in _NAME_SIGNS and start > 0)


def _with_local_sides(tokens: list[Token]) -> list[Token]:
    """One sign can stand for several countries: take the one that the text names (巴方 beside 巴西)."""
    named: dict[str, str | None] = {}
    for token in tokens:
        if token.kind is Kind.COUNTRY:
            named.setdefault(token.word[0], token.side)
    found = []
    for token in tokens:
        if token.side is not None and token.kind in _BY_SIGN and not isinstance(token.value, Institution):
            sign = token.word[0]
            if sign in named:
                token = token._replace(side=named[sign])
            elif token.kind is Kind.SIDE and sign in _COUNTRY_FIRST:
                continue
        found.append(token)
    return found
