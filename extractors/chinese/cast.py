"""Who speaks for whom in a Chinese report: named people, bare posts, bodies, sides, partners of a talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.chinese.lexicon import Kind
from extractors.chinese.memory import REPRESENTATIVE, SPOKESPERSON, Memory
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import (
    CHINA,
    CHINESE_ORGANS,
    FOREIGN_ORGANS,
    JOINT_PAPERS,
    LEADERS,
    OFFICIAL_POST,
    POSTS,
    SPOKEN_FOR,
    TITLES_ENGLISH,
    english_side,
    level_of,
)
from extractors.chinese.pronouns import who_is_meant
from extractors.records.words import Level, Speaker
from extractors.speakers import Institution, Official

_SIGNED = re.compile(r"署名文章|重要文章|撰文")


class Cast(Memory):
    """Tells who is meant, from everybody whom the text has named so far."""

    def speaker(self, mention: Mention | None, on: date | None) -> Speaker:
        """Resolve who a mention means on a day."""
        if mention is None:
            return Speaker(None)
        if self.points_back(mention):
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

    def _listed(self, mention: Mention, written: str, on: date | None) -> Speaker:
        """A person of the list; who left the posts of the list but is called 中国驻……大使 holds that one."""
        speaker = self.officials.speaker(mention.people[-1], written, on)
        if self.is_former(mention) and not (on is not None and any(each.held_on(on) for each in mention.people[-1].offices)):
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

    def _together(self, written: str, place: int, on: date | None) -> Speaker:
        """双方 are the partners of the talk; 中法两国元首 name China themselves."""
        if self.partners:
            return self._joint(self.partners, written, on)
        pair = written if written.startswith("中") else self.pair_before(place)
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
        if written in JOINT_PAPERS and (self.pair_before(place) or self.partners_agreed(place)):
            return self._together(written, place, on)
        if self.session is None:
            return Speaker(None, written)
        body, paragraph = self.session
        party = body.institution is not None and body.institution.level is Level.DOCUMENT
        near = self.paragraph - paragraph <= 1  # a declaration named far above is somebody else's
        return self.speaker(body, on) if party or near else Speaker(None, written)

    def _unlisted(self, mention: Mention) -> Speaker:
        """A person whom the officials list does not know keeps the name as written; a scholar acts for nobody."""
        written = self.text[mention.start : mention.end]
        side = self.side_of(mention)
        if side == CHINA and (not OFFICIAL_POST.search(mention.title) or self.is_former(mention)):
            return Speaker(mention.name, written, None, mention.title)
        level = None if side != CHINA else level_of(mention.title)
        return Speaker(mention.name, written, None, mention.title, side, level)

    def _unnamed(self, mention: Mention, written: str, on: date | None) -> Speaker:
        if mention.kind is Kind.TITLE:
            return self._post(mention, written, on)
        if mention.english == "message" and self.sender is not None:
            return self.speaker(self.sender, on)
        signed = mention.english == "article" and _SIGNED.search(
            self.text, max(0, mention.start - 160), mention.start
        )
        if signed and self.last_person is not None:
            return self.speaker(self.last_person, on)
        diplomats = mention.english == "unnamed diplomats" and mention.side == CHINA and not self.is_former(mention)
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
            envoy = self.named_before(mention._replace(title=REPRESENTATIVE), CHINA, written) if mention.institution.id == "china-representative" else None
            return self.speaker(envoy, on) if envoy is not None else self.officials.speaker(mention.institution, written, on)
        side = mention.side
        return Speaker(f"{side} side" if mention.kind is Kind.SIDE else side, written, None, "", side)

    def _post(self, mention: Mention, written: str, on: date | None) -> Speaker:
        """A post without a name: whoever was named in it before, or who holds it on the day."""
        side = self.side_of(mention)
        earlier = self.named_before(mention, side, written)
        if earlier is not None:
            return self.speaker(earlier, on)
        holder = self._holder(side, mention.title, on) if side else None
        if holder is not None:
            return self.officials.speaker(holder, written, on)
        if side == CHINA and self.is_former(mention):
            return Speaker(mention.title, written, None, mention.title)
        if side == CHINA:
            return self._chinese_post(mention, written, on)
        if written == SPOKESPERSON and self.of_embassy():
            return self.officials.speaker(self._institution("china-embassy"), written, on)
        english = f"{english_side(side)}{TITLES_ENGLISH.get(mention.title, mention.title)}"
        return Speaker(english, written, None, mention.title, side)

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
        spoken = (self.recent.get(REPRESENTATIVE + CHINA) or self.envoy) if self.at_un else None
        spoken = spoken or self.recent.get(SPOKESPERSON + CHINA)
        if spoken is None and not self.at_un and self.body is not None and self.paragraph - self.body[1] <= 1:
            spoken = self.body[0]
        if spoken is not None:
            return self.speaker(spoken, on)
        return self.officials.speaker(
            self._institution("china-representative" if self.at_un else "china"), written, on
        )

    def _organ(self, mention: Mention, written: str) -> Speaker:
        side = self.side_of(mention)
        if mention.organ == "Department of State" and mention.side is None and "美国国务院" in self.text[: mention.start]:
            side = "US"
        if mention.title:
            side_name = f"{mention.organ} of {side}" if side else mention.organ
            return Speaker(f"{side_name} ({mention.title})", written, None, mention.title, side)
        key = CHINESE_ORGANS.get(mention.organ) if side == CHINA else None
        key = key or FOREIGN_ORGANS.get((side or "", mention.organ))
        if key is not None:
            return self.officials.speaker(self._institution(key), written)
        name = f"{mention.organ} of {side}" if side else mention.organ
        level = Level.UNNAMED if side == CHINA else None
        return Speaker(name, written, None, "", side, level)

    def _institution(self, key: str) -> Institution:
        found = self.officials.get(key)
        assert isinstance(found, Institution)
        return found

