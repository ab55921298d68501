"""What a Chinese report has told so far: who is who, who met whom, at which event and on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.chinese_dates import EVENT, PUBLISHED, find_day, is_recall, is_same_day, resolve_day
from extractors.chinese_lexicon import Kind
from extractors.chinese_mentions import Mention
from extractors.records import Level, Speaker
from extractors.speakers import Institution, Official, Officials

UN_OCCASION = re.compile(
    r"(?:联合国)?(?:安理会|安全理事会|联大|联合国大会|人权理事会)[^，。；“”\n]{0,40}?(?:会议|公开会|公开辩论|辩论|审议|会上|会)|第[一二三四五六七八九十]{1,3}次审议大会[^，。\n]{0,20}|裁军谈判会议|(?:国际原子能机构)?理事会会议|禁化武组织[^，。\n]{0,16}会"
)
_UN = re.compile(
    r"(?<!常任)安理会(?!常任)|安全理事会|联大|联合国大会|审议大会|裁军谈判|人权理事会|禁化武|原子能机构理事会|常驻联合国|联合国[^，。]{0,40}(?:会议|公开会|边会)"
)
SESSION_REACH = 3  # paragraphs in which a session of the UN goes on being the scene
_OCCASION = re.compile(
    r"例行记者会|记者会|新闻发布会|吹风会|视频峰会|视频会晤|视频会议|通电话|视频通话|会晤|会谈|会见|双边会见|互致贺电|致贺电|署名文章|书面采访|联合采访|(?<=[^，。\s])峰会|论坛|外长会|研讨会|公开会"
)
_MEETING = re.compile(
    r"通电话|通话|会见|会晤|会谈|举行视频|视频峰会|互致|致电|会面|举行(?:了)?磋商|致信|复信|签署(?:并发表)?[^，。]{0,40}声明|发表[^，。]{0,20}联合声明|茶叙|接受[^，。]{1,16}递交"
)
_FACING = re.compile(
    r"(?:同|与|和|会见|会晤|分别会见|分别同|接见|致电|致信)$|(?:会见|会晤|接见)[^，。]{0,40}的$|(?:同|与)[^，。、]{0,40}的$|、$|和$"
)

_ABOUT = re.compile(
    r"(?:针对|对于|关于|就|谈及|谈到|回应|回顾)[^，。]*(?:，|$)"
)  # the day of what is spoken about

_PRESENT = re.compile(r"主持|出席|发言|会[见谈晤]|访问|接受|演讲|致辞|通电话|在[^，。]{0,30}上")

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
_FOREIGN_ORGANS = {
    ("Ukraine", "Ministry of Foreign Affairs"): "ukraine-mfa", ("Ukraine", "Ministry of Defence"): "ukraine-mod", ("Ukraine", "military"): "ukraine-military",
    ("Ukraine", "Presidential Office"): "ukraine-president", ("Ukraine", "side"): "ukrainian-side", ("Ukraine", "authorities"): "ukrainian-side",
    ("Russia", "Ministry of Foreign Affairs"): "russia-mfa", ("Russia", "Ministry of Defence"): "russia-mod", ("Russia", "military"): "russia-military",
    ("Russia", "side"): "russian-side", ("Russia", "authorities"): "russian-side", ("Russia", "Presidential Office"): "kremlin", ("US", "Department of State"): "us-state",
    ("US", "Ministry of Defence"): "us-defense", ("US", "side"): "united-states", ("EU", "side"): "european-union", ("EU", "Commission"): "european-commission",
    ("EU", "Council"): "european-council", ("China", "side"): "china", ("UN", "Security Council"): "un-security-council", ("China", "Embassy"): "china-embassy", ("China", "delegation"): "china-representative",
}  # fmt: skip
_SPOKESPERSON = re.compile("发言人")
_REPRESENTATIVE = re.compile("代表")


@dataclass
class Context:
    """The memory of one document; only `chinese.py` writes it."""

    text: str
    officials: Officials
    published: date | None
    mentions: Sequence[Mention]
    daily: bool  # state media or official text: words without a day are those of its date
    title: str = ""
    event_day: tuple[date, str] | None = None
    paragraph_day: tuple[date, str] | None = None
    last_day: tuple[date, str] | None = None  # what 当天 means
    speaker_days: dict[str, tuple[date, str]] = field(default_factory=dict)
    partners: tuple[Mention, ...] = ()  # of the talk that the text reports: ours first
    occasion: str | None = None
    paragraph: int = 0  # running number
    un_paragraph: int = -9  # the last one that named a session of the UN
    whole_at_un: bool = False  # the title says so
    last_person: Mention | None = None
    session: Mention | None = None
    recent: dict[str, Mention] = field(default_factory=dict)  # family of posts -> last person who held one

    @property
    def at_un(self) -> bool:
        """Tell whether the words here belong to a session of the UN."""
        return self.whole_at_un or self.paragraph - self.un_paragraph <= SESSION_REACH

    # ------------------------------------------------------------ who

    def note(self, mention: Mention) -> None:
        """Remember who was named in which kind of post."""
        if mention.named and not mention.others:
            self.last_person = mention
            for family in (_SPOKESPERSON, _REPRESENTATIVE):
                if family.search(mention.title):
                    self.recent[family.pattern + (mention.side or "")] = mention
        elif mention.kind in (Kind.ORGAN, Kind.INSTITUTION):
            self.session = mention

    def speaker(self, mention: Mention | None, on: date | None) -> Speaker:
        """Resolve who a mention means on a day."""
        if mention is None:
            return Speaker(None)
        written = self.text[mention.start : mention.end]
        if mention.others:
            return self._joint(mention.others, written, on)
        if mention.kind is Kind.JOINT:
            return self._joint(self.partners, written, on) if self.partners else Speaker(None, written)
        if mention.kind in (Kind.PRONOUN, Kind.FIRST):
            return self.speaker(self.last_person, on) if self.last_person else Speaker(None, written)
        if mention.kind is Kind.SESSION:
            return self._of_session(written, on)
        if mention.people:
            return self.officials.speaker(mention.people[-1], written, on)
        if mention.name:
            return self._unlisted(mention)
        return self._unnamed(mention, written, on)

    def _joint(self, partners: Sequence[Mention], written: str, on: date | None) -> Speaker:
        """Joint words count for China when a Chinese side shares them, in that side's name."""
        speakers = [self.speaker(each, on) for each in partners]
        chinese = next((each for each in speakers if each.acts_for == "China"), None)
        first = chinese or speakers[0]
        sides = {each.acts_for for each in speakers}
        side = "China" if chinese else (sides.pop() if len(sides) == 1 else None)
        names = dict.fromkeys(each.name for each in speakers if each.name)
        name = chinese.name if chinese else " and ".join(names) or None  # the partner is the counterpart
        return Speaker(name, written, first.official_id, first.office, side, first.level)

    def _of_session(self, written: str, on: date | None) -> Speaker:
        if self.session is None:
            return Speaker(None, written)
        return self.speaker(self.session, on)

    def _unlisted(self, mention: Mention) -> Speaker:
        """A person whom the officials list does not know keeps the name as written."""
        side = mention.side or ("China" if mention.title in _CHINESE_POSTS else None)
        level = None if side != "China" else _level(mention.title)
        return Speaker(mention.name, self.text[mention.start : mention.end], None, mention.title, side, level)

    def _unnamed(self, mention: Mention, written: str, on: date | None) -> Speaker:
        if mention.kind is Kind.TITLE:
            return self._post(mention, written, on)
        if mention.kind is Kind.UNNAMED or mention.english:
            return Speaker(f"{_english_side(mention.side)}{mention.english}", written)
        if mention.side == "China" and mention.kind in (Kind.SIDE, Kind.COUNTRY) and not mention.organ:
            return self._china(written, on)
        if mention.organ:
            return self._organ(mention, written)
        if mention.institution is not None:
            return self.officials.speaker(mention.institution, written, on)
        side = mention.side
        return Speaker(f"{side} side" if mention.kind is Kind.SIDE else side, written, None, "", side)

    def _post(self, mention: Mention, written: str, on: date | None) -> Speaker:
        """A post without a name: whoever was named in it before, or who holds it on the day."""
        side = mention.side or ("China" if mention.title in _CHINESE_POSTS else None)
        for family in (_SPOKESPERSON, _REPRESENTATIVE):
            earlier = self.recent.get(family.pattern + (side or "")) if family.search(mention.title) else None
            if earlier is None and side is None and family.search(mention.title):
                earlier = next(
                    (each for key, each in reversed(self.recent.items()) if key.startswith(family.pattern)),
                    None,
                )
            if earlier is not None:
                return self.speaker(earlier, on)
        holder = self._holder(side, mention.title, on) if side else None
        if holder is not None:
            return self.officials.speaker(holder, written, on)
        if side == "China":
            return self._chinese_post(mention.title, written, on)
        english = f"{_english_side(side)}{_TITLES_ENGLISH.get(mention.title, mention.title)}"
        return Speaker(english, written, None, mention.title, side)

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

    def _chinese_post(self, title: str, written: str, on: date | None) -> Speaker:
        if "使馆" in written:
            key = "china-embassy"
        elif "发言人" in title:
            key = "china-mnd" if "国防部" in title else "china-mfa-spokesperson"
        else:
            key = "china-representative" if "代表" in title else "china"
        return self.officials.speaker(self._institution(key), written, on)

    def _china(self, written: str, on: date | None) -> Speaker:
        """中方 is the person who speaks for it in this text, else its representative at the UN, else the state."""
        spoken = self.recent.get(_REPRESENTATIVE.pattern + "China") if self.at_un else None
        spoken = spoken or self.recent.get(_SPOKESPERSON.pattern + "China")
        if spoken is not None:
            return self.speaker(spoken, on)
        return self.officials.speaker(
            self._institution("china-representative" if self.at_un else "china"), written, on
        )

    def _organ(self, mention: Mention, written: str) -> Speaker:
        side = mention.side or ("China" if mention.organ in _CHINESE_ORGANS else None)
        if mention.title:
            side_name = f"{mention.organ} of {side}" if side else mention.organ
            return Speaker(f"{side_name} ({mention.title})", written, None, mention.title, side)
        key = (
            _CHINESE_ORGANS.get(mention.organ)
            if side == "China"
            else _FOREIGN_ORGANS.get((side or "", mention.organ))
        )
        key = key or _FOREIGN_ORGANS.get((side or "", mention.organ))
        if key is not None:
            return self.officials.speaker(self._institution(key), written)
        if mention.institution is not None and mention.kind is Kind.INSTITUTION:
            return self.officials.speaker(mention.institution, written)
        name = f"{mention.organ} of {side}" if side else mention.organ
        level = Level.UNNAMED if side == "China" else None
        return Speaker(name, written, None, "", side, level)

    def _institution(self, key: str) -> Institution:
        found = self.officials.get(key)
        assert isinstance(found, Institution)
        return found

    # ------------------------------------------------------------ when and where

    def narrate(self, start: int, end: int, mentions: Sequence[Mention]) -> None:
        """Take from a sentence of the reporter's own the event, its day and who took part."""
        expression = find_day(self.text, start, end)
        if expression and not is_same_day(expression):
            day, basis = resolve_day(expression, self.published)
            if day is not None:
                self.paragraph_day = self.last_day = (day, basis)
                if (
                    self.event_day is None
                    or _MEETING.search(self.text, start, end)
                    or _UN.search(self.text, start, end)
                ):
                    self.event_day = (day, basis)
                for mention in mentions:
                    name = self.speaker(mention, day).name if mention.named and not mention.others else None
                    if name and _PRESENT.search(self.text, mention.end, end):
                        self.speaker_days[name] = (day, basis)
        self.scene(start, end)
        if _MEETING.search(self.text, start, end):
            self._meet(start, end, mentions)

    def scene(self, start: int, end: int) -> None:
        """Note the occasion that a stretch names."""
        found = UN_OCCASION.search(self.text, start, end) or _OCCASION.search(self.text, start, end)
        if found:
            self.occasion = found.group()
        if _UN.search(self.text, start, end):
            self.un_paragraph = self.paragraph

    def _meet(self, start: int, end: int, mentions: Sequence[Mention]) -> None:
        named = [each for each in mentions if each.named]
        if len(named) < 2 and self.partners:
            return
        flat = [each for mention in named for each in (mention.others or (mention,))]
        ours = [each for each in flat if each.side == "China"]
        theirs = [each for each in flat if each.side != "China"]
        if ours and theirs:
            self.partners = (ours[0], *theirs)
        elif len(flat) >= 2 and not self.partners:
            self.partners = tuple(flat)

    def day(
        self, frame: tuple[int, int], subject: Mention | None, name: str | None
    ) -> tuple[date | None, str]:
        """Place words on a day: the reporting clause, the speaker's earlier words, the event, the broadcast."""
        expression = find_day(_ABOUT.sub(_blank, self.text[slice(*frame)]), 0, frame[1] - frame[0])
        if expression and not is_same_day(expression):
            found, basis = resolve_day(expression, self.published)
            if found is not None:
                self.last_day = (found, basis)
                if name:
                    self.speaker_days[name] = (found, basis)
            return found, basis
        if expression and self.last_day:
            return self.last_day
        if is_recall(self.text, *frame):
            return None, "undated recall"
        known = self.paragraph_day or (self.speaker_days.get(name) if name else None)
        if known is None and self._takes_part(subject):
            known = self.event_day
        if known is not None:
            return known
        return (self.published, PUBLISHED) if self.daily and self.published else (None, "")

    def _takes_part(self, subject: Mention | None) -> bool:
        """Tell whether the speaker belongs to the event that the text is about."""
        if subject is None or subject.kind in (Kind.JOINT, Kind.PRONOUN, Kind.FIRST):
            return True
        if "代表" in self.text[subject.start : subject.end] or (self.at_un and subject.side == "China"):
            return True
        who = {person.id for person in subject.people} | {subject.name} - {""}
        part = {person.id for each in self.partners for person in each.people} | {
            each.name for each in self.partners
        }
        return bool(who & part)

    def counterpart(self, speaker: Speaker) -> str | None:
        """Return to whom the words were said."""
        others = [self.speaker(each, None) for each in self.partners]
        if any(each.name == speaker.name for each in others):
            names = [each.name for each in others if each.name and each.name != speaker.name]
            return "; ".join(names) or None
        if self.at_un and speaker.acts_for == "China":
            return "UN Security Council" if "安" in (self.occasion or "安") else "United Nations"
        return "press" if self.occasion and "记者会" in self.occasion else None


_TITLES_ENGLISH = {
    "代表": "representative", "发言人": "spokesperson", "外交部发言人": "foreign ministry spokesperson", "官员": "officials", "高级官员": "senior officials",
    "专家": "experts", "学者": "scholars", "总统": "President", "总理": "Prime Minister", "外长": "foreign minister", "大使": "ambassador", "议员": "legislators",
}  # fmt: skip
_ADJECTIVES = {"US": "US ", "UK": "UK ", "Ukraine": "Ukrainian ", "Russia": "Russian ", "China": "Chinese "}


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _english_side(side: str | None) -> str:
    return _ADJECTIVES.get(side, f"{side} ") if side else ""


def _level(title: str) -> Level:
    if "发言人" in title:
        return Level.DEFENCE if "国防" in title else Level.SPOKESPERSON
    if "联合国" in title or "代表" in title:
        return Level.UN
    return Level.AMBASSADOR if "大使" in title or "领事" in title else Level.READOUT


__all__ = ["EVENT", "Context"]
