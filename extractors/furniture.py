"""Headlines, captions, links and notices of a page: what is no prose of the article."""

from __future__ import annotations

import re

_NOISE = re.compile(
    r"^(?:\W*(?:advertisement|sponsored|story continues|continue(?:d)? reading|read (?:more|also|next|full)|"
    r"subscribe|sign up|follow us|join us|click here|most read|editor.?s pick|reading time|why you can trust|support us|"
    r"copyright|all rights reserved|you can (?:also )?(?:listen|track)|the rest of the (?:article|text)|"
    r"continuation of the material|view video|help ukraine|more (?:current|important) information|see the (?:video|full)|"
    r"read more information|support the collection|we need your consent|we use a number|please review)\b.*)$"
    r"|^[\d:.,\s/|-]+$|^\W+$|^(?:责任编辑|来源|编辑|记者)[：:].*$|^\(?(?:图|视频|新华社发).{0,40}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(  # furniture when short or without a full stop
    r"^\W*(?:ad|related|see also|watch|video|listen|share|newsletter|comments?|tags?|topics?|source|photo|image|credit|getty|"
    r"reuters|afp|by [A-Z]|author)\b.*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\b(?:Photo|Photograph|Image|Picture|Video|Illustration|File photo|Credit)s?: |\((?:left|right|center|centre|[LRC])\)"
    r"|/(?:AP|AFP|Getty|Reuters|EPA|East News|Xinhua|Pool)\b|\b(?:AFP|AP|EPA|Getty Images|Reuters|Xinhua) ?/|via (?:AP|REUTERS|Reuters|Getty Images)\)?$"
)
_BULLET = re.compile(r"^[•·▪●◦*]\s")
ENDED = re.compile(r"[.!?。！？…][\"”’'»)\]）」』]*(?: (?:Share|Tweet|Print|Read more))?$")  # a button's name may hang on
_HAN = re.compile(r"[\u3400-\u9fff]")
_CREDITED = re.compile(r"[。！？][”」』]?[（(][^（）()\n]{1,16}[）)]$")  # ……作用。（新华社）
_HAS_VERB_END = re.compile(r"[,:;，：；][\"”’'»]?$")
_REPORTS_THAT = re.compile(
    r"\b(?:sa(?:id|ys)|stat(?:ed|es)|announce[ds]|note[ds]|stress(?:ed|es)|add(?:ed|s)|emphasi[sz]e[ds]|reiterate[ds]|warn(?:ed|s)|(?:tells|told) (?:[\w’']+ ){1,5}?)\s?that\b"
    r"|\bsays?\b.{20,}\b(?:while|but|as|after|and)\b.{10,}"
    r"|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day [a-z]+ed\b"  # no headline tells the day with a past
)
_ENDS_IN_QUOTE = re.compile(r"^(?:\S+\s+){2,}(?:said|told)\s(?:\S+\s+){4,}.*[“\"][^“”\"]{8,}[”\"]$")  # a sentence that lost its stop behind the mark
_GOES_ON = re.compile(r"[a-z]{3}[.!?][\"”’]? [A-Z][a-z]* [a-z].*")  # a second sentence that was cut off
_LEFT_OPEN = re.compile(r"[「“][^」”]{8,}[\u3400-\u9fff]$")  # no headline leaves a quotation open: a paragraph that was cut off
_DECK = 16  # words of a sentence under the headline that lost its full stop


def is_furniture(body: str, title: str, alone: bool, seen: set[str]) -> bool:
    """Headlines, captions, links and notices: short, unfinished, repeated or telltale."""
    if not body or (len(body) < 400 and (_NOISE.match(body) or _is_caption(body))):
        return True
    if _LABELLED.match(body) and (len(body) < 50 or not ENDED.search(body)):
        return True
    if title and len(body) <= 3 * len(title) and squeezed(body) == title:
        return True
    if alone:
        return False
    if body in seen and len(body) < 200:
        return True
    if _BULLET.match(body):
        return not ENDED.search(body)
    return _looks_like_a_headline(body)


def _is_caption(body: str) -> bool:
    """Look for a sign that every caption has before the dear expression."""
    return any(sign in body for sign in ("/", ": ", "(", "via ")) and _CAPTION.search(body) is not None


def _looks_like_a_headline(body: str) -> bool:
    if ENDED.search(body) or _CREDITED.search(body) or _HAS_VERB_END.search(body) or _LEFT_OPEN.search(body) or body[0] in "“\"-–—":
        return False
    words = body.split()
    if (len(words) >= _DECK and (_REPORTS_THAT.search(body) or _GOES_ON.search(body))) or _ENDS_IN_QUOTE.search(body):
        return False
    spaced = body.isascii() or (len(words) > 3 and len(_HAN.findall(body)) * 2 < len(body))
    return len(words) < 30 if spaced else len(body) < 45


def squeezed(text: str) -> str:
    """Return only the letters and digits of a text, for comparison."""
    return re.sub(r"\W+", "", text).casefold()
