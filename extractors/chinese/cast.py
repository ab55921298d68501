"""Who is who in a Chinese report: named people, bare posts, bodies, sides, partners of a talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.chinese.lexicon import Kind
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import (
    BARE_POSTS,
    CHINA,
    CHINESE_ORGANS,
    CHINESE_POSTS,
    FOREIGN_ORGANS,
    JOINT_PAPERS,
    LEADERS,
    OFFICIAL_POST,
    POSTS,
    SPOKEN_FOR,
    TITLES_ENGLISH,
    english_side,
    level_of,
    ministry_of,
)
from extractors.chinese.pronouns import who_is_meant
from extractors.records.words import Level, Speaker
from extractors.speakers import Institution, Official, Officials

_FROM_TAIPEI = re.compile(r"台北[^，。\n]{0,8}(?:电|报导|报道)[）)〕】]|公众外交协调会|本部[^。\n]{0,12}(?:例行)?新闻说明会")
_OF_SEVERAL = re.compile(r"(?:国家|各国|[多数两三四五六七八九十]国|成员国|集团|组织|与会|阿拉伯|海湾|邻国)的?$")  # 金砖国家外长
_NO_EDGE = re.compile(r"(?![和与及同兼对向由在上中后时而则任])[\u4e00-\u9fff]")  # 某国外长: of a country that no list knows
_SIGNED = re.compile(r"署名文章|重要文章|撰文")
_FORMER = re.compile(r"(?<![日目此当之以先])前(?![往来述提期景线沿])|原驻")
_HELD_BEFORE = re.compile(r"原$|(?<![新现时候])任$")
_SPOKESPERSON = "发言人"
_REPRESENTATIVE = "代表"
_AMBASSADOR = "大使"
_FAMILIES = (_SPOKESPERSON, _REPRESENTATIVE, _AMBASSADOR)

_HELD_POSTS = {_SPOKESPERSON: "pokesperson", _REPRESENTATIVE: "Permanent Representative"}
_POSTED_TO = re.compile(r"驻([\u4e00-\u9fff]{1,8}?)(?:特命|全权|大)*(?:大使|使馆|代表)")

_PAIR = re.compile(r"中华人民共和国和[\u4e00-\u9fff]{2,12}?(?:关于|联合)|中(?:[俄法德英美日韩印巴白欧非南阿意西匈塞埃沙土哈蒙波荷希新澳加]|[国方]和[\u4e00-\u9fff]{2,6})(?:两国)?(?:元首|领导人|双方|外长|总理|联合声明|联合公报|关于|发表|政府)")
_AGREED = re.compile(r"(?:双方|两国|三方|各方|与会|会后|会议|共同|小组|中方|中国)[^。]{0,40}(?:形成|达成|发表|签署|通过)[^。]{0,24}(?:共识|声明|公报|宣言)")
_BREAK = re.compile(r"\n\s*")
_THAT = re.compile(r"(?:这[位名个]?|那[位名个]?|该[位名]?)$")
_LONGEST_NAME = 3  # signs of a Chinese one
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
    last_speaker: Mention | None = None  # named or by a post
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
            name = mention.name or mention.people[-1].zh[0] if mention.name or mention.people[-1].zh else ""
            if 1 < len(name) <= _LONGEST_NAME:
                self.surnames[name[0]] = mention
            for family in _FAMILIES:
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
        if self.text.endswith("在北京，", 0, mention.start) and self.home == CHINA:
            return CHINA  # 在北京，外交部发言人……
        if _OF_SEVERAL.search(self.text, max(0, mention.start - 4), mention.start) or (
            mention.title in BARE_POSTS and _NO_EDGE.match(self.text, max(0, mention.start - 1), mention.start)
        ):
            return None
        written = self.text[mention.start : mention.end]
        key = next(reversed(self.ministries), "") if written == _SPOKESPERSON else ministry_of(written)
        side, paragraph = self.ministries.get(key, (None, 0)) if key != "使馆" or written != _SPOKESPERSON else (None, 0)
        if side is not None and (self.paragraph - paragraph <= 1 or key == "使馆"):
            return side
        bare = mention.title in CHINESE_POSTS or mention.organ in CHINESE_ORGANS or mention.title in BARE_POSTS
        if self.home != CHINA:
            return self.home if bare else None
        return CHINA if bare and mention.title not in BARE_POSTS else None

    def speaker(self, mention: Mention | None, on: date | None) -> Speaker:
        """Resolve who a mention means on a day."""
        if mention is None:
            return Speaker(None)
        if self._points_back(mention):
            return self.speaker(self.last_speaker, on)
        written = self.text[mention.start : mention.end]
        if self.home != CHINA and mention.side == CHINA and written.startswith("我国"):
            mention = mention._replace(side=self.home, institution=None)
        if mention.others:
            return self._joint(mention.others, written, on)
        if mention.kind is Kind.JOINT:
            return self._together(written, mention.start, on)
        if mention.kind in (Kind.PRONOUN, Kind.FIRST):
            meant = who_is_meant(self.text, self.officials, mention, self.last_person)
            return self.speaker(meant, on) if meant is not None else Speaker(None, written)
        if mention.kind is Kind.SESSION:
            return self._of_session(written, mention.start, on)
        if mention.people:
            return self._listed(mention, written, on)
        if len(mention.name) == 1:
            return self._by_surname(mention, on)
        if mention.name:
            return self._unlisted(mention)
        return self._unnamed(mention, written, on)

    def heard(self, mention: Mention) -> None:
        """Remember who spoke last; a bare 发言人 goes on being whoever it points back to."""
        if not self._points_back(mention):
            bare = mention.kind is Kind.TITLE and not mention.named
            self.last_speaker = mention._replace(side=self._side(mention)) if bare else mention  # the ministry may be named far above
        self.spoken_at = mention.end

    def _points_back(self, mention: Mention) -> bool:
        """Tell whether 该发言人 or 这名外交官 is whoever spoke last; so is a bare 发言人 after one."""
        last = self.last_speaker
        if last is None or mention.named or mention.side or mention.kind not in (Kind.TITLE, Kind.UNNAMED) or last.start >= mention.start:
            return False
        if _THAT.search(self.text, max(0, mention.start - 3), mention.start):
            official = OFFICIAL_POST.search(mention.title) or mention.english in ("unnamed officials", "unnamed diplomats")
            return bool(official) and (last.named or last.kind in (Kind.TITLE, Kind.UNNAMED, Kind.INSTITUTION))
        near = mention.start - self.spoken_at < _NEAR_PAIR or len(_BREAK.findall(self.text, self.spoken_at, mention.start)) <= 1
        return mention.title == _SPOKESPERSON and self.text.endswith(_SPOKESPERSON, last.start, last.end) and near

    def _listed(self, mention: Mention, written: str, on: date | None) -> Speaker:
        """A person of the list; who left the posts of the list but is called 中国驻……大使 holds that one."""
        speaker = self.officials.speaker(mention.people[-1], written, on)
        if self._former(mention) and not (on is not None and any(each.held_on(on) for each in mention.people[-1].offices)):
            return replace(speaker, acts_for=None, level=None)
        if mention.side == CHINA and written.startswith("中国") and OFFICIAL_POST.search(mention.title):
            self.posts[speaker.name or ""] = mention.title
        title = self.posts.get(speaker.name or "")
        return replace(speaker, acts_for=CHINA, office=title, level=level_of(title)) if title and speaker.acts_for is None else speaker

    def _by_surname(self, mention: Mention, on: date | None) -> Speaker:
        """秦大使 is the one of that surname whom the text names, else the only one in the list who held such a post."""
        written = self.text[mention.start : mention.end]
        if (known := self.surnames.get(mention.name)) is not None:
            return self.speaker(known, on)
        post = TITLES_ENGLISH.get(mention.title, mention.title).casefold()
        held = [
            each
            for each in self.officials.people
            if each.side == CHINA and each.zh[0].startswith(mention.name) and any(post in office.post.casefold() and (on is None or office.held_on(on)) for office in each.offices)
        ]
        return self.officials.speaker(held[0], written, on) if len(held) == 1 else Speaker(written, written, None, mention.title)

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
        if written in JOINT_PAPERS and (self._pair_before(place) or self._partners_agreed(place)):
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
        if side == CHINA and (not OFFICIAL_POST.search(mention.title) or self._former(mention)):
            return Speaker(mention.name, written, None, mention.title)
        level = None if side != CHINA else level_of(mention.title)
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
                f"{english_side(mention.side)}{mention.english.removeprefix('unnamed ')}", written, None, "", mention.side, Level.UNNAMED
            )
        if mention.kind is Kind.UNNAMED or mention.english:
            return Speaker(f"{english_side(mention.side)}{mention.english}", written)
        if mention.side == CHINA and mention.kind in (Kind.SIDE, Kind.COUNTRY) and not mention.organ:
            return self._china(written, on)
        if mention.organ:
            return self._organ(mention, written)
        if mention.institution is not None:
            envoy = self._named_before(mention._replace(title=_REPRESENTATIVE), CHINA, written) if mention.institution.id == "china-representative" else None
            return self.speaker(envoy, on) if envoy is not None else self.officials.speaker(mention.institution, written, on)
        side = mention.side
        return Speaker(f"{side} side" if mention.kind is Kind.SIDE else side, written, None, "", side)

    def _former(self, mention: Mention) -> bool:
        """Tell whether a post was held once: 前驻乌克兰大使; the words of a former official are his own."""
        name = mention.name or next((each for person in mention.people for each in person.zh if self.text.endswith(each, mention.start, mention.end)), "")
        held_once = _FORMER.search(self.text, max(0, mention.start - 1), mention.end - len(name))
        if held_once is not None or _HELD_BEFORE.search(self.text, max(0, mention.start - 2), mention.start):
            self.former.add(name)
            return True
        return bool(name) and name in self.former

    def _post(self, mention: Mention, written: str, on: date | None) -> Speaker:
        """A post without a name: whoever was named in it before, or who holds it on the day."""
        side = self._side(mention)
        earlier = self._named_before(mention, side, written)
        if earlier is not None:
            return self.speaker(earlier, on)
        holder = self._holder(side, mention.title, on) if side else None
        if holder is not None:
            return self.officials.speaker(holder, written, on)
        if side == CHINA and self._former(mention):
            return Speaker(mention.title, written, None, mention.title)
        if side == CHINA:
            return self._chinese_post(mention, written, on)
        if written == _SPOKESPERSON and self._of_embassy():
            return self.officials.speaker(self._institution("china-embassy"), written, on)
        english = f"{english_side(side)}{TITLES_ENGLISH.get(mention.title, mention.title)}"
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
        if last is None or family not in _HELD_POSTS or (mention.side and (mention.side != last.side or family == _SPOKESPERSON)):
            return False
        return any(_HELD_POSTS[family] in post.post for who in last.people for post in who.offices)

    def _holder(self, side: str, title: str, on: date | None) -> Official | None:
        posts = POSTS.get(title)
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
            named = next((key for body, key in SPOKEN_FOR.items() if body in written), None)
            body = named or CHINESE_ORGANS.get(mention.organ, "")
            key = body if body not in ("", "china-mfa") else "china-mfa-spokesperson"
        elif OFFICIAL_POST.search(title) or LEADERS.fullmatch(written):
            key = "china-representative" if "代表" in title else "china"
        else:
            return Speaker(f"Chinese {TITLES_ENGLISH.get(title, title)}", written, None, title)
        return self.officials.speaker(self._institution(key), written, on)

    def _china(self, written: str, on: date | None) -> Speaker:
        """中方 is the person who speaks for it in this text, else its representative at the UN, else the state."""
        if written.startswith("北京"):
            return self.officials.speaker(self._institution("china"), written, on)  # nobody in the room says Beijing
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
        if mention.organ == "Department of State" and mention.side is None and "美国国务院" in self.text[: mention.start]:
            side = "US"
        if mention.title:
            side_name = f"{mention.organ} of {side}" if side else mention.organ
            return Speaker(f"{side_name} ({mention.title})", written, None, mention.title, side)
        key = (
            CHINESE_ORGANS.get(mention.organ)
            if side == CHINA
            else FOREIGN_ORGANS.get((side or "", mention.organ))
        )
        key = key or FOREIGN_ORGANS.get((side or "", mention.organ))
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

