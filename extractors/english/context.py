"""When, where and to whom: the circumstances of an English statement, from the words around what was said."""

from __future__ import annotations

import re

from extractors.english.words import WEEKDAY

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
TIME = re.compile(
    rf"\b(?:(?:on|last|this|late|early|earlier(?: on)?|in)\s+)?(?:{WEEKDAY}(?:’s|'s)?(?:,? {_MONTH} \d{{1,2}}(?:,? \d{{4}})?)?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    r"|(?<=[Oo]n )the \d{1,2}(?:st|nd|rd|th)(?=[,.;:)]|\s(?:that|at|local|said|with)\b)"
    rf"|{_MONTH} \d{{4}}|today|yesterday|tonight|(?:the )?same day)\b"
)
RECALL = re.compile(
    r"\b(?:(?:has|have|had) (?:(?:also|now|since|long) )?(?:previously|repeatedly|earlier|long|consistently|in the past|always)|previously|in the past|"
    r"repeatedly|at the time|earlier this (?:week|month|year)|last (?:week|month|year|spring|summer|autumn|fall|winter|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"(?:\w+ )?(?:days|weeks|months|years) (?:ago|earlier)|since the (?:start|beginning|outbreak)|throughout the|"
    r"(?:shortly |just )?before (?:the|visiting|publishing)|ever since|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
EVENT_DAY = re.compile(
    rf"\b(?:during|at|in|after|following|of)\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?P<day>{WEEKDAY})(?:[’']s)?\s+(?:[\w-]+\s+){{0,2}}"
    r"(?:meeting|talks|call|conversation|briefing|summit|visit|conference|session|speech|interview)\b"
)
_WHAT = (
    r"(?:emergency |regular |daily |routine |news |press |joint |phone |telephone |video |virtual |special |annual |bilateral |high-level |open |"
    r"media |online |separate |weekly |closed-door |Munich |security |UN |UNSC |G20 |two-day |state )*"
    r"(?:meeting|briefing|conference|press conference|call|conversation|talks|summit|interview|session|debate|visit|phone call|gathering|"
    r"Security Conference|news conference|forum|speech|address|statement|stakeout|article|op-ed|post|trip)"
)
OCCASION = re.compile(
    rf"\b(?:[Aa]t|[Dd]uring|[Ii]n|[Oo]n the sidelines of|following|after|to|told|of)\s+(?P<what>(?:an?|the|his|her|their|this|{WEEKDAY}[’']s)\s+(?:[A-Z][\w’'-]*\s+)*{_WHAT}\b"
    r"(?:\s+(?:of|with|between)\s+(?:the\s+|a\s+|his\s+|her\s+)?[A-Z](?:(?!\b(?:that|on|said|as|and (?:said|told))\b)[^,.;“”\"]){2,60})?)"
)
_PERSON = r"(?P<who>(?:(?:his|her|the)\s+)?(?:[A-Z][\w’'-]*\.?\s+|(?:of|and|the|foreign|counterpart|minister|president|prime|for)\s+)*[A-Z][\w’'-]+)"
COUNTERPART = re.compile(
    r"\b(?:call|conversation|talks?|meeting|met|meets|summit|phone call|spoke|speaking|discussions?|interview|discussed \w+ \w+)\s+(?:\w+\s+){0,3}?with\s+"
    + _PERSON
    + r"|\bwith\s+(?P<cp>(?:his|her)\s+[\w\s’'-]{0,40}?counterpart(?:,?\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)?)"
)


def time_outside(
    text: str, start: int, end: int, content: tuple[int, int], quotes: tuple[tuple[int, int], ...]
) -> str:
    """Return the time expression of the reporting clause: outside the content, else at the content's tail."""
    frame = _ASIDE.sub("", _blanked(text, start, end, content, quotes))
    frame = OF_OTHERS.sub(" ", frame)
    recall = RECALL.search(frame) if _holds(frame.lower(), _RECALLING) else None
    found = TIME.search(frame) if _holds(frame, _DAYS) else None
    if found and not (recall and recall.start() < found.start() and "same" not in found.group() and not _DATED.search(found.group())):
        return found.group()
    if recall:
        return recall.group()
    whole = _blanked(text, start, end, (0, 0), quotes)
    if not _holds(whole, _DAYS):
        return ""
    event = EVENT_DAY.search(whole)
    if event:
        return event.group("day")
    body = _blanked(text, content[0], content[1], (0, 0), quotes)
    head = TIME.match(body.lstrip())
    if head:
        return head.group()
    tail = [m for m in TIME.finditer(body) if len(body) - m.end() < 3]
    if not tail:
        return ""
    if _TO_COME.search(body):
        return ""  # "he will be in Kyiv on Monday, the ministry said"
    last = body[max(body.rfind(",", 0, tail[-1].start()), tail[-1].start() - 90, 0) : tail[-1].start()]
    return tail[-1].group() if _DURING.search(last) else ""


# what each of these expressions needs, looked for before it because that is fast
_RECALLING = (
    "previous", "repeated", "earlier", "long", "consistent", "past", "always", "at the time", "last ", "ago", "since", "throughout", "before",
    "in 19", "in 20",
)  # fmt: skip
_DAYS = ("day", "night", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EVENTS = (
    "meeting", "briefing", "onference", "call", "conversation", "talks", "summit", "interview", "session", "debate", "visit", "gathering",
    "forum", "speech", "address", "statement", "stakeout", "article", "op-ed", "post", "trip",
)  # fmt: skip


def _holds(words: str, signs: tuple[str, ...]) -> bool:
    return any(sign in words for sign in signs)


_DATED = re.compile(rf"{_MONTH} \d{{1,2}}\b(?!\d)|\b\d{{1,2}} {_MONTH}")  # no recall is dated to the day
_DURING = re.compile(r"\b(?:during|at|in|on the sidelines|speaking|after)\b")
OF_OTHERS = re.compile(  # the day of what a question is about, "Asked if his words on Friday were official,", and of what somebody who is told did
    rf"\b(?:[Ww]hen |[Ii]f )?[Aa]sked (?:if|whether|about|to comment|how|why|by)\b[^,“\"]*?\b{WEEKDAY}(?=[’']| (?:\w+ ){{0,3}}?(?:were|was|are|is|had|have|has|did|would|could|represent|mean|reflect))[^,“\"]*,"
    r"|, (?:who|whom|whose|which) [^,]*,"
)
_TO_COME = re.compile(r"\b(?:will|is to|are to|(?:is|are) (?:set|expected|scheduled|due|planned)|plans? to|to be held)\b")
_ASIDE = re.compile(
    r"\b(?:referring to|in (?:an? )?(?:\w+ )?reference to|citing|alluding to)\b.*$", re.DOTALL
)


def _blanked(
    text: str, start: int, end: int, content: tuple[int, int], quotes: tuple[tuple[int, int], ...]
) -> str:
    """Return a stretch of text with the content and the quotations replaced by blanks."""
    out = text[start:end]
    around = [q for q in quotes if content[0] <= q[0] and q[1] <= content[1] + 1]
    split = len(around) > 1 and around[0][0] - content[0] <= 1 and content[1] - around[-1][1] <= 2
    for a, b in quotes if split else (content, *quotes):  # "...," Wang said on Friday. "..."
        a, b = max(a - start, 0), min(b - start, len(out))
        if a < b:
            out = out[:a] + " " * (b - a) + out[b:]
    return out


def occasion(text: str, start: int, end: int, quotes: tuple[tuple[int, int], ...]) -> str | None:
    """Return the occasion as written: "an emergency meeting of the UN Security Council"."""
    words = _blanked(text, start, end, (0, 0), quotes)
    found = OCCASION.search(words) if _holds(words, _EVENTS) else None
    return " ".join(found["what"].split()) if found else None


def counterpart(text: str, start: int, end: int, quotes: tuple[tuple[int, int], ...]) -> str | None:
    """Return as written with whom the speaker met or spoke."""
    words = _blanked(text, start, end, (0, 0), quotes)
    found = COUNTERPART.search(words) if "with" in words else None
    return (found["who"] or found["cp"]) if found else None
