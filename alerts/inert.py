"""Makes text from sources inert: no link, no mention, no markup, no header, whatever a client does with it."""

from __future__ import annotations

import re
import unicodedata

SUBJECT_LENGTH = 90
JOINER = "\u2060"  # word joiner: invisible, breaks a mention without changing how the words read

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
# letters that change direction or hide: a reader must see the words in the order they are stored
_UNSEEN = re.compile("[\u00ad\u061c\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_BLANK = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")  # letters that show nothing
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")  # marks piled on one letter run over the lines around it
_SCHEME = re.compile(r"[:\uff1a](?=[/\\\u2044\u2215\uff0f]{2})")
_RUNNABLE = re.compile(
    r"(?i)\b(javascript|data|vbscript|view-source|https?|ftp|sftp|ssh|wss?|mailto|tel|callto|sms|sips?|im|facetime|skype|signal|whatsapp|tg|slack"
    r"|discord|matrix|file|xmpp|magnet|geo|bitcoin|intent|blob|about|news|ircs?|ms-\w+):(?=\S)"
)
# a dot between letters is what mail and chat clients make an address of: "evil.com", "пример.рф", "www.x"
_DOMAIN_DOT = re.compile(r"(?<=[\w\-])[.\u2024\u3002\ufe52\uff0e\uff61](?=[^\W\d_]{2})|(?<=\bwww)\.(?=\S)", re.I)
_CHINESE = re.compile("[\u3400-\u9fff]")
_NUMBER_DOT = re.compile(r"(?<=\d)\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}\b)")
_MENTION = re.compile(r"([@\ufe6b\uff20])(?=\S)")
_SHORTHAND = re.compile(r"(?<![\w&])([#!/](?=\w)|[$~](?=[A-Za-z]))")  # channels, commands, share tags
_EMOJI_CODE = re.compile(r":(?=[a-z0-9_+\-]+:)")
_ANGLED = re.compile(r"<(?=[#!&])")  # chat writes mentions as <#channel>, <!group>; whatever signs follow, none begins here
_ENCODED_WORD = re.compile(r"=\?")


def clean(text: str) -> str:
    """Return the text as a reader should see it: no controls, no invisible or direction-changing letters."""
    text = _BLANK.sub(" ", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    text = _PILE.sub(r"\1", text)
    return "".join(_printable(letter) for letter in text)


def _printable(letter: str) -> str:
    if letter in "\n\t":
        return letter
    category = unicodedata.category(letter)
    if category == "Cs":
        return "\ufffd"
    return " " if category in ("Cc", "Zl", "Zp") else letter


def inert(text: str) -> str:
    """Return clean text that no mail or chat client turns into a link or a mention."""
    text = _SCHEME.sub("[:]", clean(text))
    text = _RUNNABLE.sub(r"\1[:]", text)
    text = _NUMBER_DOT.sub("[.]", _DOMAIN_DOT.sub(_broken_dot, text))
    text = _EMOJI_CODE.sub(":" + JOINER, text)
    text = _ANGLED.sub("<" + JOINER, _MENTION.sub(r"\1" + JOINER, text))
    return _SHORTHAND.sub(r"\1" + JOINER, text)


def _broken_dot(found: re.Match[str]) -> str:
    """Break a dot that can join two parts of an address; a full stop between Chinese characters joins none."""
    text, at = found.string, found.start()
    chinese = _CHINESE.match(text[at - 1]) and _CHINESE.match(text[at + 1])
    return found.group() if chinese and found.group() != "." else f"[{found.group()}]"


def one_line(text: str) -> str:
    """Return inert text fit for a header: one line, no encoded words."""
    return _ENCODED_WORD.sub("= ?", " ".join(inert(text).split()))


def shorten(text: str, length: int) -> str:
    """Cut at a word where there is one, and show that something is missing."""
    if len(text) <= length:
        return text
    head = text[: max(0, length - 1)]
    space = head.rfind(" ", int(length * 0.6))
    return (head[:space] if space > 0 else head).rstrip(" ,;:，、") + "…"


def subject_line(text: str) -> str:
    """Return a subject: one inert line of at most 90 characters."""
    return shorten(one_line(text), SUBJECT_LENGTH)
