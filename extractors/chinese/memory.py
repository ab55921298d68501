"""Whom a Chinese text has named so far, in which posts, and whose a bare post, ministry or pair is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.chinese.lexicon import Kind
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import (
    BARE_POSTS,
    CHINA,
    CHINESE_ORGANS,
    CHINESE_POSTS,
    OFFICIAL_POST,
    ministry_of,
)
from extractors.speakers import Officials

SPOKESPERSON = "发言人"
REPRESENTATIVE = "代表"
_FROM_TAIPEI = re.compile(r"台北[^，。\n]{0,8}(?:电|报导|报道)[）)〕】]|公众外交协调会|本部[^。\n]{0,12}(?:例行)?新闻说明会")
_OF_SEVERAL = re.compile(r"(?:国家|各国|[多数两三四五六七八九十]国|成员国|集团|组织|与会|阿拉伯|海湾|邻国)的?$")  # 金砖国家外长
_NO_EDGE = re.compile(r"(?![和与及同兼对向由在上中后时而则任])[\u4e00-\u9fff]")  # 某国外长: of a country that no list knows
_FORMER = re.compile(r"(?<![日目此当之以先])前(?![往来述提期景线沿])|原驻")
_HELD_BEFORE = re.compile(r"原$|(?<![新现时候])任$")
_AMBASSADOR = "大使"
_FAMILIES = (SPOKESPERSON, REPRESENTATIVE, _AMBASSADOR)
_HELD_POSTS = {SPOKESPERSON: "pokesperson", REPRESENTATIVE: "Permanent Representative"}
_POSTED_TO = re.compile(r"驻([\u4e00-\u9fff]{1,8}?)(?:特命|全权|大)*(?:大使|使馆|代表)")
_PAIR = re.compile(r"中华人民共和国和[\u4e00-\u9fff]{2,12}?(?:关于|联合)|中(?:[俄法德英美日韩印巴白欧非南阿意西匈塞埃沙土哈蒙波荷希新澳加]|[国方]和[\u4e00-\u9fff]{2,6})(?:两国)?(?:元首|领导人|双方|外长|总理|联合声明|联合公报|关于|发表|政府)")
_PAIR_MEANT = re.compile(r"(?<![\u4e00-\u9fff])(?:表示|认为|强调|重申)?中[俄法德英美日韩印巴白欧非南阿意西匈塞埃沙土哈蒙波荷希新澳加](?:两国|双方|都|均|共同|一致)")  # 两国领导人表示，中德都致力于……
_AGREED = re.compile(r"(?:双方|两国|三方|各方|与会|会后|会议|共同|小组|中方|中国)[^。]{0,40}(?:形成|达成|发表|签署|通过)[^。]{0,24}(?:共识|声明|公报|宣言)")
_WROTE = re.compile(r"(?:(?!公布|收到|发布|感谢|转发)[^，。“]){0,16}?(?:贺电|致电|电文|致函|致信|唁电|复信|复电)")
_BREAK = re.compile(r"\n\s*")
_THAT = re.compile(r"(?:这[位名个]?|那[位名个]?|该[位名]?)$")
_LONGEST_NAME = 3  # signs of a Chinese one
_NEAR_PAIR = 240  # characters before 双方 in which its pair is named


@dataclass
class Memory:
    """Everybody whom a text has named so far, and in which post."""

    text: str
    officials: Officials
    paragraph: int = 0  # running number of the one being read
    at_un: bool = False  # the words here belong to a session of the UN
    partners: tuple[Mention, ...] = ()  # of the talk that the text reports: ours first
    last_person: Mention | None = None
    last_speaker: Mention | None = None  # named or by a post
    sender: Mention | None = None  # of the telegram named last
    spoken_at: int = 0  # where the words were given to that one for the last time
    former: set[str] = field(default_factory=set)  # names of those who are said to have held a post once
    posts: dict[str, str] = field(default_factory=dict)  # name -> the Chinese post that the text gives
    surnames: dict[str, Mention] = field(default_factory=dict)  # Chinese names that the text gave in full
    session: tuple[Mention, int] | None = None  # whose meeting or declaration it is, and where it was named
    envoy: Mention | None = None  # the only envoy of China to the UN whom the text names
    body: tuple[Mention, int] | None = None  # the Chinese ministry whose spokesperson spoke without a name, and where
    ministries: dict[str, tuple[str, int]] = field(default_factory=dict)  # whose was named last, and where
    recent: dict[str, Mention] = field(default_factory=dict)  # family of posts -> last person who held one
    home: str = CHINA  # whose a ministry without a country is, and 我国

    def __post_init__(self) -> None:
        if _FROM_TAIPEI.search(self.text):
            self.home = "Taiwan"

    def note(self, mention: Mention) -> None:
        """Remember who was named in which kind of post, and whose ministry it was."""
        if mention.side and mention.posted:
            ministry = ministry_of(self.text[mention.start : mention.end])
            if ministry:
                self.ministries.pop(ministry, None)  # the one named last stands last
                self.ministries[ministry] = mention.side, self.paragraph
        if mention.side == CHINA and any("oreign" in post.post for who in mention.people for post in who.offices):
            self.ministries["外交"] = CHINA, self.paragraph  # 外长王毅……。外交部发言人……: the same ministry's
        if mention.named and not mention.others:
            self.last_person = mention
            if _WROTE.match(self.text, mention.end):
                self.sender = mention
            name = mention.name or mention.people[-1].zh[0] if mention.name or mention.people[-1].zh else ""
            if 1 < len(name) <= _LONGEST_NAME:
                self.surnames[name[0]] = mention
            for family in _FAMILIES:
                if family in mention.title:
                    self.recent.pop(family + (mention.side or ""), None)
                    self.recent[family + (mention.side or "")] = mention
        elif mention.kind in (Kind.ORGAN, Kind.INSTITUTION):
            self.session = mention, self.paragraph
        elif SPOKESPERSON in mention.title and self.side_of(mention) == CHINA:
            self.body = mention, self.paragraph

    def heard(self, mention: Mention) -> None:
        """Remember who spoke last; a bare 发言人 goes on being whoever it points back to."""
        if not self.points_back(mention):
            bare = mention.kind is Kind.TITLE and not mention.named
            self.last_speaker = mention._replace(side=self.side_of(mention)) if bare else mention  # the ministry may be named far above
        self.spoken_at = mention.end

    def points_back(self, mention: Mention) -> bool:
        """Tell whether 该发言人 or 这名外交官 is whoever spoke last; so is a bare 发言人 after one."""
        last = self.last_speaker
        if last is None or mention.named or mention.side or mention.kind not in (Kind.TITLE, Kind.UNNAMED) or last.start >= mention.start:
            return False
        if _THAT.search(self.text, max(0, mention.start - 3), mention.start):
            official = OFFICIAL_POST.search(mention.title) or mention.english in ("unnamed officials", "unnamed diplomats")
            return bool(official) and (last.named or last.kind in (Kind.TITLE, Kind.UNNAMED, Kind.INSTITUTION))
        near = mention.start - self.spoken_at < _NEAR_PAIR or len(_BREAK.findall(self.text, self.spoken_at, mention.start)) <= 1
        return mention.title == SPOKESPERSON and self.text.endswith(SPOKESPERSON, last.start, last.end) and near

    def side_of(self, mention: Mention) -> str | None:
        """Whose a ministry or post is when no country stands before it: the one just named, else China's own."""
        if mention.side:
            return mention.side
        if self.text.endswith("在北京，", 0, mention.start) and self.home == CHINA:
            return CHINA  # 在北京，外交部发言人……
        if _OF_SEVERAL.search(self.text, max(0, mention.start - 4), mention.start) or (
            mention.title in BARE_POSTS and _NO_EDGE.match(self.text, max(0, mention.start - 1), mention.start)
        ):
            return None
        written = self.text[mention.start : mention.end]
        key = next(reversed(self.ministries), "") if written == SPOKESPERSON else ministry_of(written)
        side, paragraph = self.ministries.get(key, (None, 0)) if key != "使馆" or written != SPOKESPERSON else (None, 0)
        if side == CHINA != self.home and key == "外交":
            side = None  # a paper from Taipei says 中国外交部 of the other one
        if side is not None and (self.paragraph - paragraph <= 1 or key == "使馆"):
            return side
        bare = mention.title in CHINESE_POSTS or mention.organ in CHINESE_ORGANS or mention.title in BARE_POSTS
        if self.home != CHINA:
            return self.home if bare else None
        return CHINA if bare and mention.title not in BARE_POSTS else None

    def is_former(self, mention: Mention) -> bool:
        """Tell whether a post was held once: 前驻乌克兰大使; the words of a former official are his own."""
        name = mention.name or next((each for person in mention.people for each in person.zh if self.text.endswith(each, mention.start, mention.end)), "")
        held_once = _FORMER.search(self.text, max(0, mention.start - 1), mention.end - len(name))
        if held_once is not None or _HELD_BEFORE.search(self.text, max(0, mention.start - 2), mention.start):
            self.former.add(name)
            return True
        return bool(name) and name in self.former

    def of_embassy(self) -> bool:
        """Tell whether an embassy of China is the body named last, shortly before a bare 发言人."""
        side, paragraph = self.ministries.get("使馆", (None, 0))
        later = max((place for _, place in self.ministries.values()), default=0)
        return side == CHINA and later <= paragraph >= self.paragraph - 2

    def named_before(self, mention: Mention, side: str | None, written: str) -> Mention | None:
        """发言人 is the spokesperson whom the text named, unless another ministry's is meant."""
        family = next((each for each in _FAMILIES if each in mention.title), None)
        if family is None:
            return None
        if side is not None:
            candidates = [self.recent[family + side]] if family + side in self.recent else []
        else:
            candidates = [each for key, each in reversed(self.recent.items()) if key.startswith(family)]
        if not candidates and self._held_by_the_last(family, mention):
            return self.last_person
        kind = ministry_of(written), _POSTED_TO.findall(written)
        for each in candidates:
            named = self.text[each.start : each.end]
            if kind[0] in ("", ministry_of(named)) and kind[1] in ([], _POSTED_TO.findall(named)):
                return each
        return None

    def _held_by_the_last(self, family: str, mention: Mention) -> bool:
        """Tell whether who was named last holds the post of a spokesperson, or of an envoy to the UN."""
        last = self.last_person
        if last is None or family not in _HELD_POSTS or (mention.side and (mention.side != last.side or family == SPOKESPERSON)):
            return False
        return any(_HELD_POSTS[family] in post.post for who in last.people for post in who.offices)

    def pair_before(self, place: int) -> str:
        """Return the pair that includes China and was named last before a bare 双方 or 两国, or that their own words name."""
        pairs = [found.group() for found in _PAIR.finditer(self.text, max(0, place - _NEAR_PAIR), place)]
        if pairs:
            return pairs[-1]
        meant = _PAIR_MEANT.search(self.text, place, self.text.find("。", place) + 1 or len(self.text))
        return meant.group() if meant else ""

    def partners_agreed(self, place: int) -> bool:
        """王毅同……会见，双方形成共识。共识呼吁……: the paper is that of the partners of the talk."""
        return bool(self.partners) and _AGREED.search(self.text, max(0, place - _NEAR_PAIR), place) is not None
