"""What stands around the words in a Chinese page: captions glued to a paragraph, signatures, notices at the end."""

from __future__ import annotations

import re

_CREDIT = r"(?:(?:摄影|摄|图源|图片来源|图片来自|供图|资料图|图)[：:]?\s?)"
_GLUED = re.compile(
    rf"(?:[^\n：:]{{2,40}}?{_CREDIT}[\u4e00-\u9fff]{{2,6}}?|[^\n：:，。]{{0,8}}[，]?[^\n：:，。]{{4,50}}[（(][^（）()\n]{{2,12}}(?:网站?|图|摄|社)[）)])(?=[\u4e00-\u9fff]{{2,3}}[：:])"
)
_CAPTION = re.compile(rf"[^\n，。；！？]{{0,40}}。?\s?{_CREDIT}[^\n，。]{{1,14}}")
_END_MATTER = re.compile(
    r"(?:责任编辑|责编|本文编辑|编辑|来源|文章来源|特别声明|免责声明|版权声明|关键词|标签|上一篇|下一篇|推荐阅读|推荐内容|延伸阅读|相关新闻|相关阅读|新闻热线)\s*(?:[：:|]|$)"
)
_CLOSED = re.compile(r"[（(]完[）)]\s*$")
SIGNATURE = re.compile(
    r"(?:\s|[（(【［\[](?:完|编辑|责编|责任编辑|记者|见习记者|实习生?|制作|来源|文/|图/|[^（）()【】，。\n]{0,12}(?:记者|编辑|新闻|通讯社|日报|网|社|电台|制作)|[A-Z]{1,4})[^（）()【】。\n]{0,30}[）)】］\]]|(?:责任编辑|责编|编辑|来源)[：:]\s?[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:\s[A-Z0-9]{1,10})?|新闻结尾)+"
)


def after_caption(text: str, start: int, end: int) -> int:
    """Return where the words begin after a caption that was glued to a labelled turn, else the start."""
    end = min(end, start + 90)
    labelled = text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0
    caption = _GLUED.match(text, start, end) if labelled else None
    return caption.end() if caption else start


def is_caption(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph is nothing but a caption with its credit."""
    return end - start < 60 and _CAPTION.fullmatch(text, start, end) is not None


def is_end_matter(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph names the editor or the source, or opens the notices after an article."""
    return _END_MATTER.match(text, start, end) is not None


def before_signature(text: str, start: int, end: int) -> int:
    """Return where the words end before a signature in brackets: （完）, 【编辑：……】."""
    place = max(start, end - 60)
    for stop in reversed([*re.finditer(r"[。！？”」]", text[place:end])]):
        begin = place + stop.end()
        if begin < end:
            return begin if SIGNATURE.fullmatch(text, begin, end) else end
    return end


def closes(text: str, end: int) -> bool:
    """Tell whether an agency's report ends here: （完）."""
    return _CLOSED.search(text, max(0, end - 6), end) is not None
