"""The date something was said on, from a time expression and the date of publication; no clock, no guess."""

from __future__ import annotations

import re
from datetime import date, timedelta

RECALL = "undated recall"
STATED = "stated"
WEEKDAY = "weekday + published"
RELATIVE = "relative + published"

_EN_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_MONTHS = (
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)
_SLAVIC_DAYS = (
    ("понедельник", "понеділ"), ("вторник", "вівтор"), ("сред", "серед"), ("четверг", "четвер"),
    ("пятниц", "п'ятниц", "п’ятниц"), ("суббот", "субот"), ("воскресень", "неділ"),
)  # fmt: skip
_SLAVIC_MONTHS = (
    ("январ", "січ"), ("феврал", "лют"), ("март", "берез"), ("апрел", "квіт"), ("мая", "май", "трав"), ("июн", "черв"),
    ("июл", "лип"), ("август", "серп"), ("сентябр", "верес"), ("октябр", "жовт"), ("ноябр", "листопад"), ("декабр", "груд"),
)  # fmt: skip

_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _EN_MONTHS) + "|sept"
_EN_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})\b\.?"
    rf"|(?P<m2>{_MONTH})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)|^(?:on )?the (?P<d3>\d{{1,2}})(?:st|nd|rd|th)$)(?:,? (?P<y>\d{{4}}))?",
    re.IGNORECASE,
)
_EN_WEEKDAY = re.compile(rf"\b(?:(?P<last>last|past) )?(?P<day>{'|'.join(_EN_DAYS)})\b(?! (?:night )?edition)", re.IGNORECASE)
_EN_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight|earlier in the day|(?:the )?same day)\b", re.IGNORECASE)
_EN_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)
_EN_RECALL = re.compile(
    r"\b(?:previously|earlier (?:this|last|in)|(?:last|this|past) (?:week|month|year|spring|summer|autumn|fall|winter|september"
    r"|october|november|december|january|february|march|april|may|june|july|august)|in the past|repeatedly|has long|have long"
    r"|at the time|years? ago|months? ago|weeks? ago|days? ago|recently|since the (?:start|beginning|outbreak)|throughout)\b",
    re.IGNORECASE,
)
_ZH_DATE = re.compile(r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日")
_ZH_WEEKDAY = re.compile(r"(?P<last>上)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_ZH_TODAY = re.compile(r"今天|今日|当天|当日|今晚")
_ZH_YESTERDAY = re.compile(r"昨天|昨日")
_ZH_RECALL = re.compile(r"此前|先前|曾|早些时候|上周|上个月|去年|多次|一直")
_SLAVIC_TODAY = re.compile(r"\b(?:сегодня|сьогодні)\b", re.IGNORECASE)
_SLAVIC_YESTERDAY = re.compile(r"\b(?:вчера|вчора|учора|накануне|напередодні)\b", re.IGNORECASE)
_SLAVIC_RECALL = re.compile(r"\b(?:ранее|раніше|прежде|неоднократно|неодноразово|на прошлой неделе|минулого тижня)\b", re.IGNORECASE)
_SLAVIC_DATE = re.compile(
    r"\b(?P<d>\d{1,2}) (?P<m>" + "|".join(s for stems in _SLAVIC_MONTHS for s in stems) + r")\w*(?: (?P<y>\d{4}))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b|\b(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>20\d\d)\b")


def resolve_said_on(expression: str, published: date | None, language: str) -> tuple[date | None, str]:
    """Return the date that a time expression gives with its basis; without expression the date is unknown."""
    if not expression:
        return None, ""
    stated = _stated(expression, published, language)
    if stated is not None:
        return stated
    recall, today, yesterday = _WORDS.get(language, _WORDS["en"])
    if recall.search(expression):
        return None, RECALL
    weekday = _weekday(expression, language)
    if weekday is not None:
        return (_before(published, weekday), WEEKDAY) if published else (None, "")
    if published is None:
        return None, ""
    if yesterday.search(expression):
        return published - timedelta(days=1), RELATIVE
    return (published, RELATIVE) if today.search(expression) else (None, "")


_WORDS = {
    "en": (_EN_RECALL, _EN_TODAY, _EN_YESTERDAY),
    "zh": (_ZH_RECALL, _ZH_TODAY, _ZH_YESTERDAY),
    "uk": (_SLAVIC_RECALL, _SLAVIC_TODAY, _SLAVIC_YESTERDAY),
    "ru": (_SLAVIC_RECALL, _SLAVIC_TODAY, _SLAVIC_YESTERDAY),
}


def _before(published: date, weekday: int) -> date:
    """Return the last such weekday up to the day of publication."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _weekday(expression: str, language: str) -> int | None:
    if language == "en":
        found = _EN_WEEKDAY.search(expression)
        return _EN_DAYS.index(found["day"].lower()) if found else None
    if language == "zh":
        found = _ZH_WEEKDAY.search(expression)
        return "一二三四五六日".index(found["day"].replace("天", "日")) if found else None
    lower = expression.lower()
    return next((n for n, stems in enumerate(_SLAVIC_DAYS) if any(stem in lower for stem in stems)), None)


def _stated(expression: str, published: date | None, language: str) -> tuple[date | None, str] | None:
    """Return a date written out; the year comes from publication, never a later day than it."""
    numeric = _NUMERIC.search(expression)
    if numeric:
        year, month, day = (int(numeric[a] or numeric[b]) for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
        return _dated(year, month, day)
    if language == "en":
        found = _EN_DATE.search(expression)
        if found and found["d3"]:
            return _placed("", None, int(found["d3"]), published)
        return found and _placed(found["y"], _en_month(found["m1"] or found["m2"]), int(found["d1"] or found["d2"]), published)
    if language == "zh":
        found = _ZH_DATE.search(expression)
        return found and _placed(found["y"], int(found["m"]) if found["m"] else None, int(found["d"]), published)
    found = _SLAVIC_DATE.search(expression)
    return found and _placed(found["y"], _slavic_month(found["m"]), int(found["d"]), published)


def _en_month(name: str) -> int:
    return next(n for n, month in enumerate(_EN_MONTHS, 1) if month.startswith(name[:3].lower()))


def _slavic_month(stem: str) -> int:
    return next(n for n, stems in enumerate(_SLAVIC_MONTHS, 1) if stem.lower() in stems)


def _placed(year: str | None, month: int | None, day: int, published: date | None) -> tuple[date | None, str]:
    if year:
        return _dated(int(year), month or 0, day)
    if published is None:
        return None, ""
    placed, basis = _dated(published.year, month or published.month, day)
    if placed is None or placed <= published + timedelta(days=1):
        return placed, basis
    if month is None:  # "on the 30th" in a text of the 2nd: the month before
        end = published.replace(day=1) - timedelta(days=1)
        return _dated(end.year, end.month, day)
    if (placed - published).days <= _AHEAD:
        return None, ""  # "the talks planned for June 15": nobody has spoken there yet
    return _dated(published.year - 1, month, day)


_AHEAD = 100  # days; a day without a year that is so little ahead is still to come


def _dated(year: int, month: int, day: int) -> tuple[date | None, str]:
    try:
        return date(year, month, day), STATED
    except ValueError:
        return None, ""
