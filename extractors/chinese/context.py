"""When and where words were said in a Chinese report: its events, days, sessions, and to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.chinese.cast import Cast
from extractors.chinese.dates import PUBLISHED, find_day, is_recall, is_same_day, resolve_day
from extractors.chinese.lexicon import Kind
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import CHINA
from extractors.records.words import Speaker

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
    r"通了?电话|通话|交谈|会见|会晤|会谈|举行视频|视频峰会|互致|致电|会面|共同主持|举行(?:了)?磋商|致信|复信|签署(?:并发表)?[^，。]{0,60}声明|发表[^，。]{0,20}联合声明|茶叙|国事访问|正式访问|接受[^，。]{1,16}递交"
)
_PRESENT = re.compile(r"[作做]出回应|答记者问|回答|主持|出席|参加|发言|发表|讲话|会[见谈晤]|访问|接受|演讲|致辞|通电话|在[^，。]{0,30}上")


# Each expression above holds one of these signs: a stretch without them is not searched.
_UN_SIGN = re.compile("安理会|安全理事会|联大|联合国|审议大会|裁军谈判|人权理事会|禁化武|理事会会议")
_OCCASION_SIGN = re.compile("[会话电章访坛]")

Day = tuple[date, str]  # with its basis


@dataclass
class Context:
    """The memory of one document; only its reader writes it."""

    text: str
    cast: Cast
    published: date | None
    daily: bool  # state media or official text: words without a day are those of its date
    event_day: Day | None = None
    paragraph_day: Day | None = None
    last_day: Day | None = None  # what 当天 means
    speaker_days: dict[str, Day] = field(default_factory=dict)
    occasion: str | None = None
    un_paragraph: int = -SESSION_REACH - 1  # the last one that named a session of the UN
    whole_at_un: bool = False  # the title says so

    def __post_init__(self) -> None:
        self._un_signs = [found.start() for found in _UN_SIGN.finditer(self.text)]
        self._occasion_signs = [found.start() for found in _OCCASION_SIGN.finditer(self.text)]

    def open_paragraph(self) -> None:
        """Begin a paragraph: its own event is not known yet, and a session of the UN fades out."""
        self.paragraph_day = None
        self.cast.paragraph += 1
        self._place()

    def _place(self) -> None:
        self.cast.at_un = self.whole_at_un or self.cast.paragraph - self.un_paragraph <= SESSION_REACH

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
                    name = (
                        self.cast.speaker(mention, day).name if mention.named and not mention.others else None
                    )
                    if name and _PRESENT.search(self.text, mention.end, end):
                        self.speaker_days[name] = (day, basis)
        self.scene(start, end)
        if _MEETING.search(self.text, start, end):
            self._meet(mentions)

    def scene(self, start: int, end: int) -> None:
        """Note the occasion that a stretch names."""
        names_un = _stands_in(self._un_signs, start, end)
        found = UN_OCCASION.search(self.text, start, end) if names_un else None
        if found is None and _stands_in(self._occasion_signs, start, end):
            found = _OCCASION.search(self.text, start, end)
        if found:
            self.occasion = found.group()
        if names_un and _UN.search(self.text, start, end):
            self.un_paragraph = self.cast.paragraph
            self._place()

    def _meet(self, mentions: Sequence[Mention]) -> None:
        named = [each for each in mentions if each.named]
        if len(named) < 2 and self.cast.partners:
            return
        flat = [each for mention in named for each in (mention.others or (mention,))]
        ours = [each for each in flat if each.side == CHINA]
        theirs = [each for each in flat if each.side != CHINA]
        if ours and theirs:
            self.cast.partners = (ours[0], *theirs)
        elif len(flat) >= 2 and not self.cast.partners:
            self.cast.partners = tuple(flat)

    def day(
        self, frame: tuple[int, int], subject: Mention | None, name: str | None
    ) -> tuple[date | None, str]:
        """Place words on a day: the reporting clause, the speaker's earlier words, the event, the broadcast."""
        expression = find_day(self.text, *frame)
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
        if subject is not None and subject.kind in (Kind.PRONOUN, Kind.FIRST):
            subject = self.cast.last_person
        if subject is None or subject.kind is Kind.JOINT:
            return True
        if "代表" in self.text[subject.start : subject.end] or (self.cast.at_un and subject.side == CHINA):
            return True
        who = {person.id for person in subject.people} | {subject.name} - {""}
        part = {person.id for each in self.cast.partners for person in each.people} | {
            each.name for each in self.cast.partners
        }
        return bool(who & part)

    def counterpart(self, speaker: Speaker) -> str | None:
        """Return to whom the words were said."""
        others = [self.cast.speaker(each, self.published) for each in self.cast.partners]
        if any(each.name == speaker.name for each in others):
            names = [each.name for each in others if each.name and each.name != speaker.name]
            return "; ".join(names) or None
        if self.cast.at_un and speaker.acts_for == CHINA:
            return "UN Security Council" if "安" in (self.occasion or "安") else "United Nations"
        return "press" if self.occasion and "记者会" in self.occasion else None


def _stands_in(places: Sequence[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end
