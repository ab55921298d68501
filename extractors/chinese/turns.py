"""Who of two subjects in a Chinese sentence speaks: the first, the second, or each in turn.

| the first subject                                                        | whose the words are                |
|--------------------------------------------------------------------------|------------------------------------|
| a paper or broadcaster: 央视称，习近平表示，……                              | the second's, passed on by the first |
| an account, before anybody who speaks or is named: 据中方消息，库列巴感谢…… | the second's                       |
| leads up to a person by name (`_leads_up`)                               | the second's                       |
| the same as the second: 俄方高度评价……，表示，……                            | the first's, by the second verb    |
| said something, and the second answers or turns (`_turns`)               | each one's own                     |
| anything else: 毛宁说，美方宣布……                                          | the first's                        |
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.chinese.lexicon import Kind
from extractors.chinese.line import Report
from extractors.chinese.mentions import Mention
from extractors.chinese.posts import CHINA
from extractors.chinese.verbs import SETS_OUT, UTTERANCES

_POSTS = frozenset({"公布，", "公布：", "披露，", "披露：", "发文称", "发文说", "发文表示", "发布消息"})
_ACTS = frozenset({"宣布", "决定", "批准", "要求", "建议"})  # what others did is what somebody speaks to
_THANKS = frozenset({"感谢", "赞赏", "高度评价", "积极评价", "欢迎"})
_TURNING = UTTERANCES | {"否认", "驳斥", "证实", "澄清", "警告"}
_TURN = re.compile(r"则|却|(?:加以|予以)(?=驳斥|否认|反驳)|随后|其后|之后|事后|随即|旋即|对此|回应|回复|反驳|也[^，。“]{0,4}(?=表示|称|说|指出|强调|认为|宣布|呼吁|发表|否认|证实|警告|谴责)")
_BUT = re.compile(r"但是?|不过|然而|而|对此，?")
_TO_THIS = re.compile(r"[，；](?:对此|就此)，?$")
_REJOINDERS = frozenset("否认 驳斥 反驳 反驳称 反驳说 驳斥称 回应 回应， 回应称 回应说 谴责 痛批 批评 批 坚称 反指".split())  # noqa: SIM905
_MEDIA = re.compile(r"[社报网台媒刊]$|新闻|央视|BBC|CNN|VOA")
_CAPITAL = re.compile("[A-Z]")
_BODIES = (Kind.ORGAN, Kind.INSTITUTION)
_BY_ACCOUNT = re.compile(r"(?:据|根据)[^，。“]{2,30}，")  # 彭博社说，根据外交部文告，李辉表示，……
_AT_ONCE = 2  # signs between 外交部称 and who speaks


def add_report(text: str, reports: list[Report], found: Report, begin: int) -> None:
    """Add the report of a further clause, which begins there, to those of its sentence as the table above says."""
    if not reports:
        reports.append(found)
        return
    last = reports[-1]
    if _passes_on(text, last, found):
        reports[-1] = replace(found, source=last.subject)
    elif _leads_up(last, found):
        reports[-1] = replace(found, source=last.source)
    elif found.subject is last.subject and found.cue in UTTERANCES and last.cue not in UTTERANCES and last.cue != "据":
        reports[-1] = replace(last, cue=found.cue)
    elif _turns(text, last, found, begin):
        reports[-1] = replace(last, end=begin)
        reports.append(replace(found, start=begin))


def _passes_on(text: str, last: Report, found: Report) -> bool:
    """央视称，习近平表示，……: a paper or broadcaster only passes on what the next clause reports."""
    told, said = last.subject, found.subject
    if told is None or said is None or not (found.cue in UTTERANCES or found.cue in SETS_OUT):
        return False
    ours = said.side == CHINA and found.cue in UTTERANCES and (said.named or said.kind in _BODIES) and told.title != "记者"
    if found.frame[0] > last.content + 1 and not (ours or _BY_ACCOUNT.fullmatch(text, last.content, found.frame[0])):
        return False
    agency = _CAPITAL.match(told.english) is not None
    media = agency or told.english.endswith("media") or told.title == "记者" or _MEDIA.search(told.name)
    return bool(media) and (said.named or said.kind in (Kind.TITLE, Kind.SIDE, *_BODIES) or (agency and said.kind is Kind.COUNTRY))


def _leads_up(last: Report, found: Report) -> bool:
    """Tell whether the first subject only leads up to who speaks: an account, or one of those before a person by name.

    在回答提问时说，毛宁说，……; 外交部发言人已经驳斥……，赵立坚指出，……; 外交部网站发文称，王毅表示，……;
    外交部称，库列巴感谢……; 美国宣布提供……，毛宁表示，……
    """
    first, said = last.subject, found.subject
    utters = found.cue in UTTERANCES
    if last.cue == "据":
        return said is not None and (utters or said.named)
    if said is None or not said.named:
        return False
    if first is None or (last.cue in _POSTS and said.people):
        return utters
    if first.kind in _BODIES and first.side not in (None, CHINA) and CHINA in {each.side for each in said.others or (said,)}:
        return False  # 白宫称，习近平表示……: what another side says of ours
    if first.kind in _BODIES and found.frame[0] <= last.content + _AT_ONCE:
        return utters or (found.cue in _THANKS and said.side != first.side)
    untold = first.kind is Kind.TITLE and first.title.endswith("发言人")
    acts = last.cue in _ACTS and first.side != CHINA
    return utters and said.side == CHINA and not first.named and (untold or acts)


def _turns(text: str, last: Report, found: Report, begin: int) -> bool:
    """Tell whether a sentence really turns to another speaker: behind a semicolon, by a word that turns, or with an answer."""
    said = found.subject
    if said is None or said is last.subject or said.kind in (Kind.PRONOUN, Kind.FIRST) or last.cue == "据":
        return False
    if found.cue not in _TURNING or found.frame[0] < last.content:
        return False
    after_stop = begin > last.start and text[begin - 1] in "；;"
    but = said.named and (_BUT.fullmatch(text, begin, said.start) or _TO_THIS.search(text, last.content, said.start)) is not None
    turned = _TURN.search(text, said.end, max(found.content, found.frame[1] + len(found.cue))) is not None
    return after_stop or but or turned or (last.subject is not None and _replies(text, last, last.subject, found, said))


def _replies(text: str, last: Report, told: Mention, found: Report, said: Mention) -> bool:
    """美方宣布……，中国外交部周一表示，……: behind what others did or said, a Chinese body or spokesperson answers."""
    if said.side != CHINA or told.side == CHINA:
        return False
    opens = _BUT.fullmatch(text, found.frame[0], said.start) is not None or said.start == found.frame[0]
    shortly = found.cue in ("否认", "驳斥") and found.end - found.content <= len("否认。")
    if not (shortly or (opens and "，" in text[last.content : found.frame[0] - 1])):
        return False  # 他说，中国外交部表示……
    body = found.cue != "认为" and (said.kind in _BODIES or "发言人" in said.title)
    return body or found.cue in _REJOINDERS or text.startswith("坚决反对", found.content)
