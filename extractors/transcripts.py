"""Turns of a transcript or interview: who is labelled, who asks, and where each turn ends."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from extractors.chinese.furniture import closes, is_caption, is_end_matter
from extractors.paragraphs import Paragraph
from extractors.records.words import Passage, Voice


def read_transcript(text: str, paragraphs: tuple[Paragraph, ...], language: str) -> list[Passage] | None:
    """Return the turns of a transcript as passages, each answer with its question; None: the text is no transcript."""
    turns = _of_one_style(text, paragraphs, _turns(text, paragraphs, language))
    if language == "en":
        turns = _under_questions(text, paragraphs, turns) or _dashed_turns(text, paragraphs) or _unmarked_turns(text, paragraphs)
    return _transcript(text, paragraphs, turns, language) if _is_transcript(text, turns, paragraphs) else None


_EN_LABEL = re.compile(  # an article that quotes a transcript opens each turn with a mark
    r"[“\"]?(?:(Q(?:uestion)?)[:.\s]\s*(?=[A-Z“\"(])"
    r"|((?:[A-Z][\w.’'\-&/]*|of|the|and|for)(?: (?:[A-Z][\w.’'\-&/]*|of|the|and|for|representative|delegate|observer|reporter|journalist|correspondent)){0,6})"
    r"(?P<role>(?: ?\([^)\n]{1,60}\)){0,2}):(?=\s|$))\s*"
)
_ZH_LABEL = re.compile(r"(?:([^\s，。；：:！？“”\n]{1,24}?(?:记者|記者)?|问|答|問))[：:]\s*")
_SLAVIC_LABEL = re.compile(
    r"(?:(В(?:опрос)?|П(?:итання)?|(?:[А-ЯІЇЄҐЁ][\w.’'\-]*)(?: [А-ЯІЇЄҐЁа-яіїєґё][\w.’'\-]*){0,4}):(?=\s))\s*"
)
_PRESS = re.compile(
    r"^(?:Q(?:uestion)?|В(?:опрос)?|П(?:итання)?|问|問)$|记者|記者|新闻社|通讯社|电视台|日报|社$|"
    r"\b(?:AFP|AP|Reuters|Bloomberg|CNN|BBC|CCTV|CGTN|Xinhua|TASS|RIA|Sputnik|Kyodo|Yonhap|Anadolu|ANSA|EFE|DPA|PTI|"
    r"ANI|NHK|NBC|ABC|CBS|CNBC|RT|Interfax|Ukrinform|News|Agency|Times|Daily|Post|Journal|Press|Media|"
    r"Television|TV|Radio|Broadcasting|Network|Review|Journalist|Reporter|Correspondent)\b|Shimbun|Asahi|Nikkei|Follow-up",
    re.IGNORECASE,
)
_NOT_A_LABEL = re.compile(
    r"^(?:(?:Direct |Verbatim |Full )?Quotes?|Literally|Details?|Background|Context|Reference|Addendum|Reminder|What (?:happened|preceded this|we know)|Why (?:it|this) matters)$"
    r"|^(?:Note|Source|Photo|Editor|Editors|Update|Updated|By|Author|Authors|Read|More|Related|Tags?|Topics?|"
    r"Here|Also|First|Second|Third|Finally|Advertisement|Contact|Tel|Email|Date|Place|Image|Video|Watch|Key)\b"
    r"|^来源|^编辑|^责编|^图|^责任编辑|^特别声明|^免责声明|^版权|^关键词|^标签|^文章来源|^上一篇|^下一篇|^更新时间|^.*(?:强调|指出|表示|称|说|认为|透露|写道|回应|图源|摄影|图片来源)$"
)
_DELEGATE = re.compile(r"(?:The )?(?:[Rr]epresentative|[Dd]elegate|[Oo]bserver) (?:of|for) (?:the )?[A-Z]")
_LABELS = {"zh": _ZH_LABEL, "uk": _SLAVIC_LABEL, "ru": _SLAVIC_LABEL}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A labelled turn: where its words begin, who speaks, and whether the press asks."""

    paragraph: int
    words: int
    label: str
    asks: bool
    delegate: bool = False  # "Mr. Fu Cong (China) (spoke in Chinese):"


def _turns(text: str, paragraphs: tuple[Paragraph, ...], language: str) -> list[_Turn]:
    pattern = _LABELS.get(language, _EN_LABEL)
    found = []
    for number, paragraph in enumerate(paragraphs):
        match = pattern.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        if match is None:
            continue
        groups = match.groupdict()
        label = next(filter(None, match.groups()), "").strip()
        if label and not _NOT_A_LABEL.match(label):
            delegate = bool(groups.get("role")) or _DELEGATE.match(label) is not None
            found.append(_Turn(number, match.end(), label, not delegate and bool(_PRESS.search(label)), delegate))
    return found


_DASH = re.compile(r"[—–-]\s+(?=[A-Z“\"])")


def _dashed_turns(text: str, paragraphs: tuple[Paragraph, ...]) -> list[_Turn]:
    """An interview whose questions and answers both open with a dash: at least two questions, each with an answer behind it."""
    dashed = [(n, m.end()) for n, p in enumerate(paragraphs) if (m := _DASH.match(text, p.start, p.end))]
    turns = [_Turn(n, words, text[paragraphs[n].start], text[paragraphs[n].end - 1] == "?") for n, words in dashed]
    answered = sum(first.asks and not then.asks and then.paragraph == first.paragraph + 1 for first, then in itertools.pairwise(turns))
    return turns if answered >= 2 and turns[0].asks else []


_ASKED = 400  # characters of a question that stands as a paragraph of its own
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|my|me)\b")
_TOLD = re.compile(r"\b(?:said|says|told|added|according to)\b")


def _unmarked_turns(text: str, paragraphs: tuple[Paragraph, ...]) -> list[_Turn]:
    """An interview printed without labels: paragraphs that ask, each with an answer in the first person behind it."""
    asks = [text[p.end - 1] == "?" and p.end - p.start < _ASKED and text[p.start] not in _OPENS for p in paragraphs]
    found = [n for n in range(1, len(paragraphs) - 1) if asks[n] and not asks[n + 1]]
    if len(found) < 2:
        return []
    turns: list[_Turn] = []
    for question, after in itertools.pairwise((*found, len(paragraphs))):
        turns += [_Turn(question, paragraphs[question].start, "", True), _Turn(question + 1, paragraphs[question + 1].start, "", False)]
        answer = text[paragraphs[question + 1].start : paragraphs[after - 1].end]
        if (len(answer) > 200 and not _OURS.search(answer)) or _TOLD.search(answer):
            return []
    return turns


def _under_questions(text: str, paragraphs: tuple[Paragraph, ...], turns: list[_Turn]) -> list[_Turn]:
    """Add the questions that stand unlabelled before labelled answers: "What is China's position?", "Ambassador Guo Wei: It is"."""
    answers = [t for t in turns if not t.asks and t.paragraph and text[paragraphs[t.paragraph - 1].end - 1] == "?" and " " in t.label]
    asked = {t.paragraph - 1 for t in answers} - {t.paragraph for t in turns}
    of_one = len({t.label for t in answers}) == 1 or len(answers) == len(turns)
    if not asked or not of_one or any(t.asks for t in turns):
        return turns
    return sorted([*turns, *(_Turn(n, paragraphs[n].start, "", True) for n in asked)], key=lambda turn: turn.paragraph)


def _of_one_style(text: str, paragraphs: tuple[Paragraph, ...], turns: list[_Turn]) -> list[_Turn]:
    """Drop the headline "Novak: Ferry Late" above turns that all open with a mark, or whose labels are all in capitals."""
    for has in (lambda turn: text[paragraphs[turn.paragraph].start] in _OPENS, lambda turn: turn.label.isupper()):
        having = [turn for turn in turns if has(turn)]
        if turns and len(turns) - len(having) == 1 and len(having) > 2 and turns[0] not in having:
            return having
    return turns


_QUESTION = 5  # paragraphs; a headline "AP poll: ..." with an article behind it asks nothing


def _is_transcript(text: str, turns: list[_Turn], paragraphs: tuple[Paragraph, ...]) -> bool:
    """Several turns, of which one asks; or one label that comes back and carries most of the text; or labels in capitals."""
    if _is_shouted(turns, len(paragraphs)):
        return True
    return _comes_back(turns, len(paragraphs))


def _is_shouted(turns: list[_Turn], paragraphs: int) -> bool:
    """ "WOLF REED: What next? WANG YI: Peace.": two names in capitals, of two words each, with nearly all of the text behind them."""
    shouted = {turn.label for turn in turns if turn.label.isupper() and 2 <= len(turn.label.split()) <= 4}
    return len(shouted) >= 2 and len(turns) * 2 >= paragraphs


def _comes_back(turns: list[_Turn], paragraphs: int) -> bool:
    asked = sum(turn.asks for turn in turns)
    ends = [*(turn.paragraph for turn in turns[1:]), paragraphs]
    if len(turns) > asked and any(t.asks and end - t.paragraph <= _QUESTION for t, end in zip(turns, ends, strict=True)):
        return True
    if sum(turn.delegate for turn in turns) >= 2:
        return True
    labels = [turn.label for turn in turns]
    return len(labels) >= 3 and len(set(labels)) < len(labels) and len(labels) * 3 >= paragraphs


def _transcript(
    text: str, paragraphs: tuple[Paragraph, ...], turns: list[_Turn], language: str
) -> list[Passage]:
    """Each turn runs to the next label; an answer knows the question before it."""
    out: list[Passage] = []
    question: tuple[int, int] | None = None
    first = turns[0].paragraph
    out += [Passage(p.start, p.end, Voice.PROSE, language) for p in paragraphs[:first]]
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        last = paragraphs[(after.paragraph if after else len(paragraphs)) - 1]
        start, end = paragraphs[turn.paragraph].start, last.end
        if turn.asks:
            told = _told_in_prose(text, paragraphs[turn.paragraph + 1 : after.paragraph if after else None]) if language == "zh" else []
            end = told[0].start - 1 if told else end
            question = (start, end)
            out.append(Passage(start, end, Voice.QUESTION, language, turn.label))
            out += [Passage(p.start, p.end, Voice.PROSE, language) for p in told]
        elif language == "zh":
            turned = paragraphs[turn.paragraph : after.paragraph if after else None]
            out += _chinese_answer(text, turned, turn.label, question)
        else:
            turned = paragraphs[turn.paragraph : after.paragraph if after else None]
            quoted = _still_quoted(text, turned) if text[start] in _OPENS else len(turned)
            out.append(Passage(start, turned[quoted - 1].end, Voice.ANSWER, language, turn.label, question))
            out += [Passage(p.start, p.end, Voice.PROSE, language) for p in turned[quoted:]]
    return out


_ANSWERS = re.compile(r"[^\s，,。：:；]{2,16}?(?:说|表示|指出|强调|回应|回答|称|說|強調|回應|稱)[，,：:]|[“「][^”」\n]{6,400}[”」][^\s，,。：:；]{2,16}?(?:说|表示|指出|说道|說)[，,。]")


def _told_in_prose(text: str, paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    """ "有记者提问：……" and below it "汪文斌说，……": an article tells the answer, nobody labels it."""
    first = next((n for n, p in enumerate(paragraphs) if _ANSWERS.match(text, p.start, p.end)), len(paragraphs))
    return list(paragraphs[first:])


_OPENS = "“\""


def _still_quoted(text: str, turned: tuple[Paragraph, ...]) -> int:
    """Return how many paragraphs a quoted turn has: each opens with a mark, and what follows is the article's own."""
    return next((n for n in range(1, len(turned)) if text[turned[n].start] not in _OPENS), len(turned))


def _chinese_answer(
    text: str, paragraphs: tuple[Paragraph, ...], label: str, question: tuple[int, int] | None
) -> list[Passage]:
    """An answer without the captions inside it and the notices after it."""
    out: list[Passage] = []
    ended = False
    for number, each in enumerate(paragraphs):
        over = number > 0 and (is_end_matter(text, each.start, each.end) or closes(text, paragraphs[number - 1].end))
        ended = ended or over
        if ended or (number > 0 and is_caption(text, each.start, each.end)):
            out.append(Passage(each.start, each.end, Voice.FURNITURE, "zh"))
        elif out and out[-1].voice is Voice.ANSWER:
            out[-1] = replace(out[-1], end=each.end)
        else:
            out.append(Passage(each.start, each.end, Voice.ANSWER, "zh", "" if number else label, question))
    return out
