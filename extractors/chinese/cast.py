"""Who is who in a Chinese report: named people, bare posts, bodies, sides, partners of a talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.chinese.lexicon import Kind
from extractors.chinese.mentions import Mention
from extractors.records.words import Level, Speaker
from extractors.speakers import Institution, Official, Officials

CHINA = "China"

_POSTS = {  # a post without a name: how the officials list writes it
    "国家主席": ("President",), "总统": ("President",), "总理": ("Prime Minister", "Chancellor", "Premier"), "国务院总理": ("Premier",),
    "首相": ("Prime Minister",), "外长": ("Foreign Minister", "Foreign Secretary"), "外交部长": ("Foreign Minister",),
    "外交大臣": ("Foreign Secretary", "Foreign Minister"), "国务卿": ("Secretary of State",), "防长": ("Defence Minister", "Secretary of Defense"),
    "国防部长": ("Defence Minister", "Secretary of Defense", "Armed Forces"), "秘书长": ("Secretary-General", "Secretary General"),
    "常驻联合国代表": ("Permanent Representative",), "高级代表": ("High Representative",), "副总统": ("Vice President",),
}  # fmt: skip
_CHINESE_POSTS = frozenset(
    "外交部发言人 国防部发言人 国家主席 国家副主席 国务委员 国务委员兼外长 国务委员兼外交部长 国务院总理 国务院副总理 中共中央总书记 中央外事工作委员会办公室主任 中央外办主任 中共中央政治局委员 中央政治局委员 全国人大常委会委员长 全国政协主席 外交部部长助理 欧亚事务特别代表 政府欧亚事务特别代表 中国政府欧亚事务特别代表 外交部欧亚事务特别代表".split()  # noqa: SIM905
)
_CHINESE_ORGANS = {
    "Ministry of Foreign Affairs": "china-mfa", "Ministry of Defence": "china-mnd", "Ministry of Commerce": "china-mofcom",
    "State Council": "china-state-council", "Department of State": "china-state-council",
    "International Development Cooperation Agency": "china-cidca",
}  # fmt: skip
_FROM_TAIPEI = re.compile(r"台北[^，。\n]{0,8}(?:电|报导|报道)[）)〕】]|公众外交协调会|本部[^。\n]{0,12}(?:例行)?新闻说明会")
_BARE_POSTS = frozenset({"外交部长", "外长", "国防部长", "外交部次长"})
_OF_SEVERAL = re.compile(r"(?:国家|各国|[多数两三四五六七八九十]国|成员国|集团|组织|与会|阿拉伯|海湾|邻国)的?$")  # 金砖国家外长
_NO_EDGE = re.compile(r"(?![和与及同兼对向由在上中后时而则任])[\u4e00-\u9fff]")  # 某国外长: of a country that no list knows
_SPOKEN_FOR = {"国防部": "china-mnd", "商务部": "china-mofcom"}
_FOREIGN_ORGANS = {
    ("Ukraine", "Ministry of Foreign Affairs"): "ukraine-mfa", ("Ukraine", "Ministry of Defence"): "ukraine-mod", ("Ukraine", "military"): "ukraine-military",
    ("Ukraine", "Presidential Office"): "ukraine-president", ("Ukraine", "side"): "ukrainian-side", ("Ukraine", "authorities"): "ukrainian-side",
    ("Russia", "Ministry of Foreign Affairs"): "russia-mfa", ("Russia", "Ministry of Defence"): "russia-mod", ("Russia", "military"): "russia-military",
    ("Russia", "side"): "russian-side", ("Russia", "authorities"): "russian-side", ("Russia", "Presidential Office"): "kremlin", ("US", "Department of State"): "us-state",
    ("US", "Ministry of Defence"): "us-defense", ("US", "side"): "united-states", ("EU", "side"): "european-union", ("EU", "Commission"): "european-commission",
    ("EU", "Council"): "european-council", (CHINA, "side"): "china", ("UN", "Security Council"): "un-security-council", (CHINA, "Embassy"): "china-embassy", (CHINA, "delegation"): "china-representative",
}  # fmt: skip
_OFFICIAL_POST = re.compile(
    r"主席|总书记|总理|委员|部长|外长|防长|发言人|大使|代表|特使|公使|参赞|领事|司长|局长|署长|团长|秘书长|代办|主任|外事|国防"
)
_LEADERS = re.compile(r"(?:中国|中共|中方|北京|我国)(?:最高|国家|党和国家)?领导人")
_MINISTRY = re.compile(r"外交|外长|外相|国防|防长|商务|财政|使馆|内政")
_SIGNED = re.compile(r"署名文章|重要文章|撰文")
_FORMER = re.compile(r"前(?:驻|任|大使|外长|总|首|副|国)|原驻")  # the words of a former official are his own
_SPOKESPERSON = "发言人"
_REPRESENTATIVE = "代表"
_AMBASSADOR = "大使"


_TITLES_ENGLISH = {
    "代表": "representative", "发言人": "spokesperson", "国防部发言人": "defence ministry spokesperson", "外交部发言人": "foreign ministry spokesperson", "官员": "officials", "高级官员": "senior officials",
    "专家": "experts", "学者": "scholars", "总统": "President", "总理": "Prime Minister", "外长": "foreign minister", "大使": "ambassador", "议员": "legislators",
}  # fmt: skip
_ADJECTIVES = {"US": "US ", "UK": "UK ", "Ukraine": "Ukrainian ", "Russia": "Russian ", CHINA: "Chinese "}
_PAIR = re.compile(r"中华人民共和国和[\u4e00-\u9fff]{2,12}?(?:关于|联合)|中(?:[俄法德英美日韩印巴白欧非南阿意西匈塞埃沙土哈蒙波荷希新澳加]|[国方]和[\u4e00-\u9fff]{2,6})(?:两国)?(?:元首|领导人|双方|外长|总理|联合声明|联合公报|关于|发表|政府)")
_JOINT_PAPERS = ("公报", "声明", "联合声明", "联合公报", "联合新闻公报", "共识", "联合宣言")
_AGREED = re.compile(r"(?:形成|达成|发表|签署|通过)[^。]{0,24}(?:共识|声明|公报|宣言)")
_NEAR_PAIR = 240  # characters before 双方 in which its pair is named


@dataclass
class Cast:
    """Everybody whom a text has named so far; it tells who is meant."""

    text: str
    officials: Officials
    paragraph: int = 0  # running number of the one being read
    at_un: bool = False  # the words here belong to a session of the UN
    partners: tuple[Mention, ...] = ()  # of the talk that the text reports: ours first
    last_person: Mention | None = None
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
            ministry = _ministry(self.text[mention.start : mention.end])
            if ministry:
                self.ministries[ministry] = mention.side, self.paragraph
        if mention.side == CHINA and any("oreign" in post.post for who in mention.people for post in who.offices):
            self.ministries["外交"] = CHINA, self.paragraph  # 外长王毅……。外交部发言人……: the same ministry's
        if mention.named and not mention.others:
            self.last_person = mention
            for family in (_SPOKESPERSON, _REPRESENTATIVE):
                if family in mention.title:
                    self.recent.pop(family + (mention.side or ""), None)
                    self.recent[family + (mention.side or "")] = mention
        elif mention.kind in (Kind.ORGAN, Kind.INSTITUTION):
            self.session = mention, self.paragraph
        elif _SPOKESPERSON in mention.title and self._side(mention) == CHINA:
            self.body = mention, self.paragraph

    def _side(self, mention: Mention) -> str | None:
        """Whose a ministry or post is when no country stands before it: the one just named, else China's own."""
        if mention.side:
            return mention.side
        if _OF_SEVERAL.search(self.text, max(0, mention.start - 4), mention.start) or (
            mention.title in _BARE_POSTS and _NO_EDGE.match(self.text, max(0, mention.start - 1), mention.start)
        ):
            return None
        side, paragraph = self.ministries.get(_ministry(self.text[mention.start : mention.end]), (None, 0))
        if side is not None and self.paragraph - paragraph <= 1:
            return side
        bare = mention.title in _CHINESE_POSTS or mention.organ in _CHINESE_ORGANS or mention.title in _BARE_POSTS
        if self.home != CHINA:
            return self.home if bare else None
        return CHINA if bare and mention.title not in _BARE_POSTS else None

    def speaker(self, mention: Mention | None, on: date | None) -> Speaker:
        """Resolve who a mention means on a day."""
        if mention is None:
            return Speaker(None)
        written = self.text[mention.start : mention.end]
        if self.home != CHINA and mention.side == CHINA and written.startswith("我国"):
            mention = mention._replace(side=self.home, institution=None)
        if mention.others:
            return self._joint(mention.others, written, on)
        if mention.kind is Kind.JOINT:
            return self._together(written, mention.start, on)
        if mention.kind in (Kind.PRONOUN, Kind.FIRST):
            return self.speaker(self.last_person, on) if self.last_person else Speaker(None, written)
        if mention.kind is Kind.SESSION:
            return self._of_session(written, mention.start, on)
        if mention.people:
            speaker = self.officials.speaker(mention.people[-1], written, on)
            return replace(speaker, acts_for=None, level=None) if _FORMER.search(written) else speaker
        if mention.name:
            return self._unlisted(mention)
        return self._unnamed(mention, written, on)

    def _pair_before(self, place: int) -> str:
        """Return the pair that includes China and was named last before a bare 双方 or 两国."""
        pairs = _PAIR.findall(self.text, max(0, place - _NEAR_PAIR), place)
        return pairs[-1] if pairs else ""

    def _together(self, written: str, place: int, on: date | None) -> Speaker:
        """双方 are the partners of the talk; 中法两国元首 name China themselves."""
        if self.partners:
            return self._joint(self.partners, written, on)
        pair = written if written.startswith("中") else self._pair_before(place)
        if not pair:
            return Speaker(None, written)
        leader = self._holder(CHINA, "国家主席", on) if "元首" in pair else None
        who = leader or self._institution("china")
        return self.officials.speaker(who, written, on)

    def _joint(self, partners: Sequence[Mention], written: str, on: date | None) -> Speaker:
        """Joint words count for China when a Chinese side shares them, in that side's name."""
        speakers = [self.speaker(each, on) for each in partners]
        chinese = next((each for each in speakers if each.acts_for == CHINA), None)
        first = chinese or speakers[0]
        sides = {each.acts_for for each in speakers}
        side = CHINA if chinese else (sides.pop() if len(sides) == 1 else None)
        names = dict.fromkeys(each.name for each in speakers if each.name)
        name = chinese.name if chinese else " and ".join(names) or None  # the partner is the counterpart
        return Speaker(name, written, first.official_id, first.office, side, first.level)

    def _of_session(self, written: str, place: int, on: date | None) -> Speaker:
        if written in _JOINT_PAPERS and (self._pair_before(place) or self._partners_agreed(place)):
            return self._together(written, place, on)
        if self.session is None:
            return Speaker(None, written)
        body, paragraph = self.session
        party = body.institution is not None and body.institution.level is Level.DOCUMENT
        near = self.paragraph - paragraph <= 1  # a declaration named far above is somebody else's
        return self.speaker(body, on) if party or near else Speaker(None, written)

    def _partners_agreed(self, place: int) -> bool:
        """王毅同……会见，双方形成共识。共识呼吁……: the paper is that of the partners of the talk."""
        return bool(self.partners) and _AGREED.search(self.text, max(0, place - _NEAR_PAIR), place) is not None

    def _unlisted(self, mention: Mention) -> Speaker:
        """A person whom the officials list does not know keeps the name as written; a scholar acts for nobody."""
        written = self.text[mention.start : mention.end]
        side = self._side(mention)
        if side == CHINA and (not _OFFICIAL_POST.search(mention.title) or _FORMER.search(written)):
            return Speaker(mention.name, written, None, mention.title)
        level = None if side != CHINA else _level(mention.title)
        return Speaker(mention.name, written, None, mention.title, side, level)

    def _unnamed(self, mention: Mention, written: str, on: date | None) -> Speaker:
        if mention.kind is Kind.TITLE:
            return self._post(mention, written, on)
        signed = mention.english == "article" and _SIGNED.search(
            self.text, max(0, mention.start - 160), mention.start
        )
        if signed and self.last_person is not None:
            return self.speaker(self.last_person, on)
        diplomats = mention.english == "unnamed diplomats" and mention.side == CHINA and not self._former(mention)
        if diplomats or (mention.english == "unnamed officials" and mention.side):
            return Speaker(
                f"{_english_side(mention.side)}{mention.english.removeprefix('unnamed ')}", written, None, "", mention.side, Level.UNNAMED
            )
        if mention.kind is Kind.UNNAMED or mention.english:
            return Speaker(f"{_english_side(mention.side)}{mention.english}", written)
        if mention.side == CHINA and mention.kind in (Kind.SIDE, Kind.COUNTRY) and not mention.organ:
            return self._china(written, on)
        if mention.organ:
            return self._organ(mention, written)
        if mention.institution is not None:
            return self.officials.speaker(mention.institution, written, on)
        side = mention.side
        return Speaker(f"{side} side" if mention.kind is Kind.SIDE else side, written, None, "", side)

    def _former(self, mention: Mention) -> bool:
        return self.text[max(0, mention.start - 1) : mention.start] in ("前", "原", "任")

    def _post(self, mention: Mention, written: str, on: date | None) -> Speaker:
        """A post without a name: whoever was named in it before, or who holds it on the day."""
        side = self._side(mention)
        earlier = self._named_before(mention, side, written)
        if earlier is not None:
            return self.speaker(earlier, on)
        holder = self._holder(side, mention.title, on) if side else None
        if holder is not None:
            return self.officials.speaker(holder, written, on)
        if side == CHINA and _FORMER.search(written):
            return Speaker(mention.title, written, None, mention.title)
        if side == CHINA:
            return self._chinese_post(mention, written, on)
        if written == _SPOKESPERSON and self._of_embassy():
            return self.officials.speaker(self._institution("china-embassy"), written, on)
        english = f"{_english_side(side)}{_TITLES_ENGLISH.get(mention.title, mention.title)}"
        return Speaker(english, written, None, mention.title, side)

    def _of_embassy(self) -> bool:
        """Tell whether an embassy of China is the body named last, shortly before a bare 发言人."""
        side, paragraph = self.ministries.get("使馆", (None, 0))
        later = max((place for _, place in self.ministries.values()), default=0)
        return side == CHINA and later <= paragraph >= self.paragraph - 2

    def _named_before(self, mention: Mention, side: str | None, written: str) -> Mention | None:
        """发言人 is the spokesperson whom the text named, unless another ministry's is meant."""
        if written == _AMBASSADOR and self.last_person is not None and _AMBASSADOR in self.last_person.title:
            return self.last_person
        family = next((each for each in (_SPOKESPERSON, _REPRESENTATIVE) if each in mention.title), None)
        if family is None:
            return None
        if side is not None:
            candidates = [self.recent[family + side]] if family + side in self.recent else []
        else:
            candidates = [each for key, each in reversed(self.recent.items()) if key.startswith(family)]
        if family == _SPOKESPERSON and not candidates and mention.side is None and self._speaks_for_a_ministry():
            return self.last_person
        ministry = _ministry(written)
        for each in candidates:
            if ministry in ("", _ministry(self.text[each.start : each.end])):
                return each
        return None

    def _speaks_for_a_ministry(self) -> bool:
        """Tell whether who was named last holds the post of a spokesperson."""
        last = self.last_person
        return last is not None and any("pokesperson" in post.post for who in last.people for post in who.offices)

    def _holder(self, side: str, title: str, on: date | None) -> Official | None:
        posts = _POSTS.get(title)
        if posts is None or on is None:
            return None
        held = [
            person
            for person in self.officials.people
            if person.side == side
            and any(office.held_on(on) and office.post.startswith(posts) for office in person.offices)
        ]
        return held[0] if len(held) == 1 else None

    def _chinese_post(self, mention: Mention, written: str, on: date | None) -> Speaker:
        title = mention.title
        if "欧盟使团" in written:
            key = "china-eu-mission"
        elif "使馆" in written:
            key = "china-embassy"
        elif "发言人" in title:
            named = next((key for body, key in _SPOKEN_FOR.items() if body in written), None)
            body = named or _CHINESE_ORGANS.get(mention.organ, "")
            key = body if body not in ("", "china-mfa") else "china-mfa-spokesperson"
        elif _OFFICIAL_POST.search(title) or _LEADERS.fullmatch(written):
            key = "china-representative" if "代表" in title else "china"
        else:
            return Speaker(f"Chinese {_TITLES_ENGLISH.get(title, title)}", written, None, title)
        return self.officials.speaker(self._institution(key), written, on)

    def _china(self, written: str, on: date | None) -> Speaker:
        """中方 is the person who speaks for it in this text, else its representative at the UN, else the state."""
        spoken = (self.recent.get(_REPRESENTATIVE + CHINA) or self.envoy) if self.at_un else None
        spoken = spoken or self.recent.get(_SPOKESPERSON + CHINA)
        if spoken is None and not self.at_un and self.body is not None and self.paragraph - self.body[1] <= 1:
            spoken = self.body[0]
        if spoken is not None:
            return self.speaker(spoken, on)
        return self.officials.speaker(
            self._institution("china-representative" if self.at_un else "china"), written, on
        )

    def _organ(self, mention: Mention, written: str) -> Speaker:
        side = self._side(mention)
        if mention.title:
            side_name = f"{mention.organ} of {side}" if side else mention.organ
            return Speaker(f"{side_name} ({mention.title})", written, None, mention.title, side)
        key = (
            _CHINESE_ORGANS.get(mention.organ)
            if side == CHINA
            else _FOREIGN_ORGANS.get((side or "", mention.organ))
        )
        key = key or _FOREIGN_ORGANS.get((side or "", mention.organ))
        if key is not None:
            return self.officials.speaker(self._institution(key), written)
        if mention.institution is not None and mention.kind is Kind.INSTITUTION:
            return self.officials.speaker(mention.institution, written)
        name = f"{mention.organ} of {side}" if side else mention.organ
        level = Level.UNNAMED if side == CHINA else None
        return Speaker(name, written, None, "", side, level)

    def _institution(self, key: str) -> Institution:
        found = self.officials.get(key)
        assert isinstance(found, Institution)
        return found


def _ministry(written: str) -> str:
    found = _MINISTRY.search(written)
    return {"外长": "外交", "外相": "外交", "防长": "国防"}.get(found.group(), found.group()) if found else ""


def _english_side(side: str | None) -> str:
    return _ADJECTIVES.get(side, f"{side} ") if side else ""


def _level(title: str) -> Level:
    if "发言人" in title:
        return Level.DEFENCE if "国防" in title else Level.SPOKESPERSON
    if "联合国" in title or "代表" in title:
        return Level.UN
    return Level.AMBASSADOR if re.search("大使|领事|参赞", title) else Level.READOUT
