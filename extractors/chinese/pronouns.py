"""Who 他 and 她 are."""

from __future__ import annotations

import re

from extractors.chinese.lexicon import Kind
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import CHINA
from extractors.speakers import Officials

_LATIN_NAME = re.compile(r"[（(][A-ZÀ-Ž][A-Za-zÀ-ž.'’-]+(?: [A-ZÀ-Ža-z][A-Za-zÀ-ž.'’-]*)+[）)]")  # 巴库尔斯卡（Alicja Bachulska）
_BODY_NAME = re.compile(
    r"Conference|Times|Post|News|Organi[sz]ation|Council|Union|Institut|Cent(?:er|re)|Universit|Journal|Street|Agency|Associat|Treaty|Summit|Party|Ministry|Bank|System"
    r"|Fund|Forum|Group|Press|Review|Foundation|Committee|House|Security|Initiative| of | for | and "
)
_ASKING = re.compile(r"(?:的|独家)?(?:专访|采访|访问|提问|追问|询问)")
_ADDRESSED = 6  # characters behind 他 in which the one he speaks to is named
_TO_CHINA = re.compile(r"[^，。“]{0,4}(?:敦促|警告|呼吁|要求|提醒|批评|指责|告诉)(?:中国|中方|北京)")  # no official of ours does that
_SCHOLAR = re.compile(r"(?:学者|教授|专家|研究员|学家|分析师|作家|评论员)[\u4e00-\u9fff·]{2,9}?(?:认为|表示|指出|分析|说|称)")  # a writer's own sentence on somebody else
_OTHER = {"他": "she", "她": "he"}
_LONGEST = 9  # signs of a name, and one more


def who_is_meant(text: str, officials: Officials, pronoun: Mention, last: Mention | None) -> Mention | None:
    """Return who a pronoun is: whoever was named last, but for one of the other sex, whom he speaks to, or behind a stranger."""
    if last is None or pronoun.kind is Kind.FIRST or last.end > pronoun.start or last.side != CHINA:
        return last
    written = text[pronoun.start : pronoun.end]
    person = last.people[-1] if last.people else None
    if written in ("他们", "她们") or (person is not None and person.pronoun == _OTHER.get(written)):
        return None
    named = [last.name] if last.name else list(person.zh) if person is not None else []
    if _TO_CHINA.match(text, pronoun.end) or any(each and each in text[pronoun.end : pronoun.end + _ADDRESSED] for each in named):
        return None  # 他警告王毅
    if _SCHOLAR.search(text, last.end, pronoun.start):
        return None
    strangers = (each for each in _LATIN_NAME.finditer(text, last.end + 2, pronoun.start) if _is_stranger(text, officials, each))
    return last if next(strangers, None) is None else None


def _is_stranger(text: str, officials: Officials, bracket: re.Match[str]) -> bool:
    """Tell whether a name in Latin letters is that of a person whom no list knows, and who is not only asking."""
    known = officials.named("zh")
    listed = any(text[max(0, bracket.start() - length) : bracket.start()] in known for length in range(2, _LONGEST))
    return not listed and not _BODY_NAME.search(bracket.group()) and not _ASKING.match(text, bracket.end())
