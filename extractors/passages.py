"""Split a text into passages of one voice: turns of a transcript, a speech, prose, furniture."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from extractors.chinese.furniture import after_caption, closes, is_caption, is_end_matter
from extractors.chinese.text import find_broken
from extractors.furniture import ENDED, is_furniture, squeezed
from extractors.records.words import Document, Passage, Voice

# ---------------------------------------------------------------- paragraphs

_BLANK = re.compile(r"\n[ \t\u3000\xa0]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_TERMINAL = ".!?…。！？；;:：\"”’'»)）*」』"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its surrounding white space."""

    start: int
    end: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split at line breaks, or only at blank lines where lines were wrapped at a width."""
    if _is_wrapped(text):
        return _mended(text, _blocks(text))
    return tuple(_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip())


def _is_wrapped(text: str) -> bool:
    """Wrapped lines end in mid-sentence at about the same width."""
    lines = [line.rstrip() for line in text.split("\n") if len(line.strip()) > 1]
    if len(lines) < 4:
        return False
    broken = sum(45 <= len(line) <= 120 and line[-1] not in _TERMINAL for line in lines[:200])
    return broken * 2 > min(len(lines), 200)


def _blocks(text: str) -> list[Paragraph]:
    cuts = [0, *(m.end() for m in _BLANK.finditer(text)), len(text)]
    pairs = itertools.pairwise(cuts)
    return [_trimmed(text, a, b) for a, b in pairs if text[a:b].strip()]


def _mended(text: str, blocks: list[Paragraph]) -> tuple[Paragraph, ...]:
    """A page break leaves a blank line inside a sentence: join what goes on in lower case."""
    out: list[Paragraph] = []
    for block in blocks:
        if out and text[out[-1].end - 1] not in _TERMINAL and text[block.start].islower():
            out[-1] = Paragraph(out[-1].start, block.end)
        else:
            out.append(block)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Paragraph:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Paragraph(start, end)


def _without_captions(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Part a caption that lost its line break from the labelled turn behind it."""
    out: list[Paragraph] = []
    for each in paragraphs:
        place = after_caption(text, each.start, each.end)
        out += [each] if place == each.start else [_trimmed(text, each.start, place), _trimmed(text, place, each.end)]
    return tuple(out)


def _unbroken(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Join the paragraphs that a line break inside a short Chinese quotation parted."""
    broken = find_broken(text)
    if not broken:
        return paragraphs
    out: list[Paragraph] = []
    for each in paragraphs:
        if out and any(start < each.start < end for start, end in broken):
            out[-1] = Paragraph(out[-1].start, each.end)
        else:
            out.append(each)
    return tuple(out)


# ---------------------------------------------------------------- turns of a transcript

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
    r"^(?:Note|Source|Photo|Editor|Editors|Update|Updated|By|Author|Authors|Read|More|Related|Tags?|Topics?|"
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
    if not asked or len({t.label for t in answers}) > 1 or any(t.asks for t in turns):
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


def _is_asked(text: str, turns: list[_Turn], paragraphs: tuple[Paragraph, ...]) -> bool:
    """Two labelled paragraphs at least, each behind one that is a question: a written interview."""
    behind = [t for t in turns if t.paragraph and text[paragraphs[t.paragraph - 1].end - 1] == "?" and len(t.label.split()) > 1]
    return len(behind) >= 2 and len(behind) == len(turns) and len(turns) * 3 >= len(paragraphs)


def _with_questions(text: str, turns: list[_Turn], paragraphs: tuple[Paragraph, ...]) -> list[_Turn]:
    """Add the unlabelled questions as turns of their own."""
    out: list[_Turn] = []
    for turn in turns:
        asked = paragraphs[turn.paragraph - 1]
        out += [_Turn(turn.paragraph - 1, asked.start, text[asked.start : asked.end].split()[0], True), turn]
    return out


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


# ---------------------------------------------------------------- speeches

_SPEECH_TITLE = re.compile(
    r"\bGeneral Debate\b|^(?:Full text of )?(?:Remarks|Statement|Address|Speech|Explanation of Vote|Keynote)\b"
    r"|\b(?:Remarks|Statement|Address|Speech|Explanation of Vote) (?:by|of|at|on)\b|\bPosition (?:Paper|on)\b"
    r"|讲话|讲话全文|发言|致辞|演讲|立场文件|关于政治解决|署名文章|联合声明",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"^\W*(?:(?:Madam|Mr\.?|Mister|Madame) (?:President|Chair|Chairman|Speaker|Secretary)|(?:Your )?Excellenc(?:y|ies)|"
    r"(?:Dear )?(?:Colleagues|leaders|friends)|Distinguished|Ladies and Gentlemen|President|主席(?:先生|女士|阁下)?(?=[：:，,！])|主席先生|主席女士|各位|尊敬的)",
    re.IGNORECASE,
)
_OCCASION_READ = re.compile(r"\b(?:thank|congratulate)\b|\bhonou?r\b.{0,40}\b(?:address|speak|stand)", re.IGNORECASE)


_HEADING = 220  # characters; a longer first line is no title


def speech_title(document: Document) -> str:
    """Return the title, with the first line of a text that carries the title of a speech there."""
    first = document.text.lstrip().partition("\n")[0].strip()
    heads = len(first) <= _HEADING and not ENDED.search(first) and _SPEECH_TITLE.search(first) is not None
    return f"{document.title} {first}".strip() if heads else document.title


def _is_speech(document: Document, text: str, paragraphs: tuple[Paragraph, ...]) -> bool:
    """One speaker to the end, known by the title or by how it opens; a readout is not one."""
    if paragraphs and _EMBASSY_STATEMENT.match(document.title) and not _REPORTED.search(text):
        return True
    if not paragraphs or document.source_kind != "official":
        return bool(paragraphs) and len(text) > 1500 and _is_addressed(text[paragraphs[0].start : paragraphs[0].end])
    opening = text[paragraphs[0].start : paragraphs[0].end]
    if _INTRODUCED.search(opening):
        return False  # an embassy's page introduces the article that it prints
    return bool(
        _SPEECH_TITLE.search(speech_title(document)) or _SALUTATION.match(opening) or _OCCASION_READ.search(opening[:200])
    )


_EMBASSY_STATEMENT = re.compile(  # a statement printed as it is
    r"(?:Full text: )?(?:Statement|Remarks|Comments?|Response) (?:of|by|from) (?:the |a )?(?:[Ss]pokes\w+ )?(?:of |for |at )?(?:the )?"
    r"(?:Chinese|China[’']s|Embassy of (?:the People[’']s Republic of )?China|PRC)\b(?:[^.]{0,20}\b(?:[Ee]mbassy|[Mm]ission)\b)?"
)
_REPORTED = re.compile(r"\b(?:said|says|told|according to)\b")


_INTRODUCED = re.compile(r"\b(?:article|op-ed|opinion piece)\b[^:]{0,400}\b(?:reads|as follows|in full)[^:]{0,20}:\s*$", re.DOTALL)


def _is_addressed(opening: str) -> bool:
    """ "Mr. President," and "Dear friends, I am glad": not the headline "Leaders meet"."""
    address = _SALUTATION.match(opening)
    if address is None:
        return False
    alone = len(opening) < 100 and opening.endswith((",", ":", "!", "，", "：", "！"))
    return alone or _FIRST_PERSON.search(opening) is not None


_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us|me)\b|我|们")


# ---------------------------------------------------------------- prose


def _prose(text: str, paragraphs: tuple[Paragraph, ...], title: str, language: str) -> list[Passage]:
    seen: set[str] = set()
    title = squeezed(title)
    out = []
    alone = len(paragraphs) == 1 or (len(paragraphs) <= 3 and not any(ENDED.search(text[p.start : p.end]) for p in paragraphs))  # a feed's deck
    for paragraph in paragraphs:
        body = text[paragraph.start : paragraph.end]
        furniture = is_furniture(body, title, alone, seen)
        seen.add(body)
        out.append(Passage(paragraph.start, paragraph.end, Voice.FURNITURE if furniture else Voice.PROSE, language))
    return out


# ---------------------------------------------------------------- the whole


def split_passages(document: Document, language: str) -> tuple[Passage, ...]:
    """Cut the text into passages of one voice, in order and without overlap; only white space lies between them."""
    text = document.text
    paragraphs = split_paragraphs(text)
    if language == "zh":
        paragraphs = _without_captions(text, _unbroken(text, paragraphs))
    turns = _of_one_style(text, paragraphs, _turns(text, paragraphs, language))
    if language == "en":
        turns = _under_questions(text, paragraphs, turns) or _dashed_turns(text, paragraphs) or _unmarked_turns(text, paragraphs)
    if _is_asked(text, turns, paragraphs):
        turns = _with_questions(text, turns, paragraphs)
    if _is_transcript(text, turns, paragraphs):
        return tuple(_transcript(text, paragraphs, turns, language))
    if _is_speech(document, text, paragraphs):
        return tuple(Passage(p.start, p.end, Voice.SPEECH, language) for p in paragraphs)
    prose = _prose(text, paragraphs, document.title, language)
    printed = _printed_speech(document, paragraphs)
    return tuple(replace(p, voice=Voice.SPEECH) if n in printed else p for n, p in enumerate(prose))


_CLOSING = re.compile(r"^\W*(?:I )?[Tt]hank you\b.{0,60}$|^谢谢.{0,10}$")


def _printed_speech(document: Document, paragraphs: tuple[Paragraph, ...]) -> range:
    """A newspaper prints a speech: from "Mr. President," in a line of its own to the thanks, if a heading names it."""
    text = document.text
    addressed = (n for n, p in enumerate(paragraphs) if p.end - p.start < 60 and text[p.end - 1] in ",:!，：！" and _SALUTATION.match(text[p.start : p.end]))
    first = next(addressed, None)
    if first is None:
        return range(0)
    headed = _SPEECH_TITLE.search(document.title) or any(
        p.end - p.start < _HEADING and _SPEECH_TITLE.search(text, p.start, p.end) for p in paragraphs[:first]
    )
    if not headed:
        return range(0)
    last = next((n for n in range(first, len(paragraphs)) if _CLOSING.match(text[paragraphs[n].start : paragraphs[n].end])), len(paragraphs) - 1)
    return range(first, last + 1)
