"""When words were said, as Chinese reports put it: in the reporting clause, at the event, or by the day of the broadcast."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.said_on import RECALL, STATED, WEEKDAY, resolve_said_on

PUBLISHED = "published"

_DAY = re.compile(
    r"(?:(?:20\d\d年|今年|去年)?\d{1,2}月)?(?<![\d—－至\-])\d{1,2}日(?!至|[—－~\-]|本)|今[天日晚晨]|昨[天日晚]|(?<![目当之以])前天|当[天日晚]|同一?[天日]|(?:本|上)?(?:周|星期)[一二三四五六日天](?!前)"
)
_BRACKETED = re.compile(r"(?:今|昨)[天日晚]（((?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日)）")
_LAST_WEEK = re.compile(r"上(?:周|星期)([一二三四五六日天])")
_DAY_ONLY = re.compile(r"\d{1,2}日")
_ABOUT = re.compile(r"(?:针对|对于|关于|就|谈及|谈到|回应|回顾)[^，。]*(?:，|$)")
_MAY_HOLD = re.compile(r"[日天晚晨周期]")
_SAME_DAY = re.compile(r"当[天日晚]|同一?[天日]")
_RECALL = re.compile(
    r"日前|近日|近期|此前|先前|早些时候|曾(?!经济)|去年|上个?月|上周(?![一二三四五六日天])|不久前|多次|此番"
)


def find_day(text: str, start: int, end: int) -> str:
    """Return the last expression of a day in a stretch; "" when none is given, or only that of what is spoken about."""
    words = text[start:end]
    if not _MAY_HOLD.search(words):
        return ""
    words = _ABOUT.sub("，", words)
    bracketed = _BRACKETED.search(words)
    if bracketed:
        return bracketed.group(1)
    days: list[str] = _DAY.findall(words)
    told = [each for each in days if not is_same_day(each)]  # 14日……当日……: the day is the one that is named
    return (told or days or [""])[-1]


def is_same_day(expression: str) -> bool:
    """Tell whether an expression points back: 当天, 同日."""
    return _SAME_DAY.fullmatch(expression) is not None


def is_recall(text: str, start: int, end: int) -> bool:
    """Tell whether a reporting clause recalls words of an unknown earlier day."""
    return _RECALL.search(text, start, end) is not None


def resolve_day(expression: str, published: date | None) -> tuple[date | None, str]:
    """Return the date of an expression with its basis."""
    if expression.startswith("今年") and published is not None:
        expression = f"{published.year}年{expression[2:]}"
    if expression == "前天" and published is not None:
        return published - timedelta(days=2), STATED
    last_week = _LAST_WEEK.match(expression)
    if last_week and published is not None:
        monday = published - timedelta(days=published.weekday() + 7)
        return monday + timedelta(
            days="一二三四五六日".index(last_week.group(1).replace("天", "日"))
        ), WEEKDAY
    found, basis = resolve_said_on(expression, published, "zh")
    if found is None and published is not None and _DAY_ONLY.fullmatch(expression):
        month = published.replace(day=1) - timedelta(days=1)  # 31日 in a text of 1 June
        found, basis = resolve_said_on(expression, month, "zh")
    return (found, basis) if found is not None else (None, RECALL if basis == RECALL else "")
