"""Chinese prose cut into sentences and clauses, with quotations kept whole; every offset is that of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.normalise import spelling

HAN = range(0x3400, 0xA000)

_MARKS = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_HALF_WIDTH = re.compile(
    r"[,;:?!()](?<=[\u4e00-\u9fff”》）)%\d].)(?=[\s\u4e00-\u9fff“”《(\[「A-Za-z]|$|\d(?!\d\d\b|\d\d:))"
    r"|(?<![^\n])\((?=[\u4e00-\u9fff])"
)
# “……，“毛宁说。: a second opening mark closes, as machine translations print it
_OPENED_TWICE = re.compile(r"(“[^“”\n]{6,}[，。！？])“(?=\s|$|[^“”\n，。]{2,40}(?:说|表示|强调|称|指出)[。\n])")
_MARK = re.compile(r"[“”]")
_BROKEN = re.compile(r"(?<=[“「『])[^“”「」『』\n]{1,60}\n[^“”「」『』]{1,60}(?=[”」』])")  # a title cut by a line break
_LINE = re.compile(r"[^\n]+")
_OPEN_END = re.compile(r"[\u4e00-\u9fff、，\d][ \t]*$")
_WRAPPED_WIDTHS = range(24, 61)  # characters
_WRAPPED_LINES = 3
_RAGGED = 4  # characters by which lines of one width differ
_STRAIGHT = re.compile(r'"([^"\n]{1,600})"')
_SINGLE = re.compile(r"(?<![A-Za-z'])'([^'\n]{2,400})'(?![A-Za-z'])")
_ASTRAY = re.compile(r"：”(?=[^\s”])")
_MARK_OR_BREAK = re.compile(r"[“”\n]")
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_STOP = re.compile(r"[。！？!?]+[”’」』）)】]*|…{2,}[”’]?(?=[^，。])|\n+")
_TAIL = re.compile(r"[^，。！？“”\n]{1,24}(?:说|表示|指出|强调|称|写道|道)[。\n]")
_CLAUSE = re.compile(r"[，,；;：:。！？\n]+")

_BRACKET = r"(?:（[^（）\n]{1,40}）|\([^()\n]{1,40}\)|【[^【】\n]{1,40}】)"
DATELINE = re.compile(
    r"\s*(?:[（(〔][^（）()〔〕\n]{2,24}(?:讯|电|报道|报导|[网台社报]|之[声音]|法广|中文)[）)〕]|(?:央视网消息|央视新闻客户端消息?|央广网[^，。：:\s]{0,20}消息|新华社[^，。：:\n]{1,20}电|新华网[^，。：:\n]{1,20}电|中新[网社][^，。：:\n]{1,24}电"
    rf"|人民网[^，。：:\n]{{1,24}}电|中国日报[^，。：:\n]{{0,20}}电|[^，。：:\n]{{0,12}}\d{{1,2}}月\d{{1,2}}日[电讯])(?:\s?{_BRACKET}[：:]?|[：:／/]|(?=\s))"
    rf"|[^，。：:\s《》]{{1,8}}[网社报][^，。：:\n]{{0,12}}(?:消息|报道|讯)(?:{_BRACKET}|[：:])|【[^【】\n]{{1,40}}】)[ \t\u3000]*"
)
STATE_MEDIA = re.compile(
    r"央视网|央视新闻|新华社|新华网|中新社|中新网|人民网|人民日报|中国日报|央广网|总台记者|新闻联播|国际在线|光明网|环球网"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses and the quotations that touch it."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]  # words inside the marks


def to_simplified(text: str) -> str:
    """Return the text with simplified characters and curly quotation marks, sign for sign in the same places."""
    table, changes = _traditional()
    plain = text.translate(table) if changes.search(text) else text
    plain = _HALF_WIDTH.sub(_full_width, plain)
    plain = _STRAIGHT.sub(r"“\1”", plain) if '"' in plain else plain
    plain = _SINGLE.sub(r"“\1”", plain) if "'" in plain else plain
    if "“" not in plain and "”" not in plain:
        return plain
    plain = _OPENED_TWICE.sub(r"\1”", plain)
    return _turned_round(plain) if plain.count("“") != plain.count("”") or _ASTRAY.search(plain) else plain


def _turned_round(text: str) -> str:
    """Turn round the quotation marks that stand the wrong way: ……。“ closes, and ：” opens."""
    signs = list(text)
    open_now = False
    for mark in _MARK_OR_BREAK.finditer(text):
        place, sign = mark.start(), mark.group()
        before = text[place - 1 : place] or "\n"
        if (sign == "“" and open_now and before in "。！？") or (sign == "”" and not open_now and before in "：，"):
            sign = signs[place] = "”" if sign == "“" else "“"
        open_now = sign == "“"
    return "".join(signs)


def _full_width(mark: re.Match[str]) -> str:
    return _MARKS[mark.group()]


@lru_cache(maxsize=1)
def _traditional() -> tuple[dict[int, str], re.Pattern[str]]:
    """Return what each traditional character and corner bracket becomes, and a quick test for any of them."""
    spelled = {sign: spelling(chr(sign)) for sign in HAN}
    table = {sign: plain for sign, plain in spelled.items() if len(plain) == 1 and ord(plain) != sign}
    table |= dict(zip(map(ord, "「」『』﹁﹂"), "“”‘’“”", strict=True))
    return table, re.compile("[" + "".join(map(chr, table)) + "]")


def find_broken(text: str) -> list[tuple[int, int]]:
    """Return the stretches that line breaks cut: short quotations, and sentences of lines wrapped at a width."""
    if "\n" not in text:
        return []
    return [*(found.span() for found in _BROKEN.finditer(text)), *_wrapped(text)]


def mend_breaks(text: str) -> str:
    """Return the text with a space for each line break inside a short quotation or a wrapped sentence."""
    text = _BROKEN.sub(lambda found: found.group().replace("\n", " "), text)
    for start, end in _wrapped(text):
        text = text[:start] + text[start:end].replace("\n", " ") + text[end:]
    return text


def _wrapped(text: str) -> list[tuple[int, int]]:
    """Return the breaks inside sentences where an agency wraps its lines: many lines of about one width end in mid-sentence."""
    lines = [found for found in _LINE.finditer(text) if not found.group().isspace()]
    broken = [each for each in lines if len(each.group()) in _WRAPPED_WIDTHS and _OPEN_END.search(each.group())]
    width = max((len(each.group()) for each in broken), default=0)
    broken = [each for each in broken if width - len(each.group()) <= _RAGGED]
    if len(broken) < _WRAPPED_LINES or len(broken) * 5 < len(lines) * 2:
        return []
    after = {first.end(): then for first, then in pairwise(lines)}
    cuts = [(each.end() - 1, after[each.end()]) for each in broken if each.end() in after]
    return [(start, then.end() - len(then.group().lstrip()) + 1) for start, then in cuts]


def find_quotes(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the words of every outermost quotation; one that stays open runs to the end."""
    found: list[tuple[int, int]] = []
    depth = begin = 0
    for mark in _MARK.finditer(text, start, end) if text.find("“", start, end) >= 0 else ():
        if mark.group() == "“":
            begin = begin if depth else mark.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((begin, mark.start()))
    if depth:
        found.append((begin, end))
    return tuple(found)


class _Held:
    """Stretches in which nothing is cut: quotations and titles, in order."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = spans
        self.starts = [start for start, _ in spans]

    def holds(self, start: int, end: int) -> bool:
        place = bisect_right(self.starts, start) - 1
        return place >= 0 and end <= self.spans[place][1]

    def touching(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        first = max(bisect_right(self.starts, start) - 1, 0)
        return tuple(
            (max(a, start), min(b, end))
            for a, b in self.spans[first : bisect_right(self.starts, end)]
            if start < b and a < end
        )


def split_sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """Cut a paragraph into sentences; a stop inside a quotation does not end one."""
    quotes = _Held(find_quotes(text, start, end))
    titled = text.find("《", start, end) >= 0
    titles = _Held([(m.start(), m.end()) for m in _TITLE.finditer(text, start, end)] if titled else [])
    cuts = bool(quotes.spans or titles.spans)
    found: list[Sentence] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        place = stop.end()
        held = cuts and (quotes.holds(stop.start(), place) or titles.holds(stop.start(), place))
        if held or _TAIL.match(text, place, end):
            continue
        found.append(_sentence(text, begin, place, quotes, titles))
        begin = place
    if text[begin:end].strip():
        found.append(_sentence(text, begin, end, quotes, titles))
    return tuple(sentence for sentence in found if sentence.start < sentence.end)


def _sentence(text: str, start: int, end: int, quotes: _Held, titles: _Held) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    clauses: list[tuple[int, int]] = []
    begin = start
    cuts = bool(quotes.spans or titles.spans)
    for mark in _CLAUSE.finditer(text, start, end):
        place, after = mark.span()
        if cuts and (quotes.holds(place, after) or titles.holds(place, after)):
            continue
        if begin < place:
            clauses.append((begin, place))
        begin = after
    if begin < end:
        clauses.append((begin, end))
    return Sentence(start, end, tuple(clauses), quotes.touching(start, end) if quotes.spans else ())


def skip_dateline(text: str, start: int, end: int) -> int:
    """Return where the words begin after an agency's dateline."""
    dateline = DATELINE.match(text, start, min(end, start + 90))
    return dateline.end() if dateline else start


def split_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a stretch without the blanks around them."""
    if start < end and text.find("\n", start, end) < 0 and not (text[start].isspace() or text[end - 1].isspace()):
        return [(start, end)]
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match.group()
        begin = start + match.start() + len(line) - len(line.lstrip())
        finish = start + match.start() + len(line.rstrip())
        if begin < finish:
            found.append((begin, finish))
    return found
