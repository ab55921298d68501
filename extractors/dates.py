"""Dates as feeds, pages and addresses write them; a date that cannot be read is None, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dateparser

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
LONGEST = 120  # characters; a date is short, a hostile "date" is not

_MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"  # as they stand in dates
_UKRAINIAN = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
MONTHS = {form: n for n, name in enumerate(_MONTH_NAMES, start=1) for form in (name, name[:3])} | {"sept": 9}
MONTHS |= {name: n for names in (_RUSSIAN, _UKRAINIAN) for n, name in enumerate(names.split(), start=1)}
# Minutes east of Greenwich. CST is missing on purpose: it is China's time in a Chinese source, Chicago's elsewhere.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120,
    "eet": 120, "eest": 180, "msk": 180, "msd": 240, "est": -300, "edt": -240, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480,
    "мск": 180, "beijing": 480, "moscow": 180,
}  # fmt: skip
CHICAGO = -360
SPOKEN = ("uk", "ru", "de", "fr", "es", "pl", "tr", "it")  # languages whose month names dateparser is asked for

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s*(?:[-/.]|年)\s*(?P<m>\d{1,2})\s*(?:[-/.]|月)\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?)?(?!\d)")
_DAY_NAME_YEAR = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?(?P<n>[^\W\d_]{3,9})\.?,?[\s\-]+(?P<y>\d{4}(?!\d)|\d{2}(?![\d:.]))", re.I
)
_NAME_DAY_YEAR = re.compile(r"(?P<n>[a-z]{3,9})\.?\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d)", re.I)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})(?!\d)")
_TIME = re.compile(
    r"(?P<half>上午|中午|下午|晚上|晚|凌晨)?\s*(?<![\d.])(?P<H>\d{1,2})"
    r"(?:\s*(?::|时|點|点)\s*(?P<M>\d{1,2})(?:\s*(?::|分)\s*(?P<S>\d{1,2})(?:[.,]\d+)?)?\s*[分秒]?|\s*[时点點](?!\d)|\.(?P<dotted>\d{2})(?![\d.]))"
    r"\s*(?P<ampm>[ap]\.?m\.?)?",
    re.I,
)
_OFFSET = re.compile(r"\(?(?:gmt|utc)?\s*(?P<sign>[+\-−])(?P<h>\d{1,2}):?(?P<m>\d{2})?(?!\d)", re.I)
_ZONE_NAME = re.compile(r"\(?\b(?P<name>[^\W\d_]{1,4}\b|beijing|moscow)", re.I)
_BEIJING = "北京时间"
_PUBLISHED = re.compile(r"(?:\bpublish(?:ed)?|\bposted|发布(?:时间|日期)?|опублик\w+)\W{0,4}", re.I)
_CHINESE_YEAR = re.compile(r"([〇零○oO0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]")
_DIGITS = {"o": 0, "O": 0, "0": 0, "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_ADDRESS_DATES = (
    re.compile(r"/t(\d{4})(\d{2})(\d{2})_\d+"),  # TRS content system: t20220225_1064…
    re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|$)"),
    re.compile(r"/(\d{4})/([a-z]{3})/(\d{1,2})(?:/|$)", re.I),
    re.compile(r"/(\d{4})[/-]?(\d{2})[/-](\d{2})/"),
    re.compile(r"/(\d{4})/(\d{2})(\d{2})/"),
    re.compile(r"/(\d{4})(\d{2})(\d{2})/"),
    re.compile(r"[-_/](\d{4})-(\d{2})-(\d{2})(?:[/.?]|$)"),
)


@lru_cache(maxsize=64)
def load_zone(name: str) -> tzinfo:
    """Return a time zone by its name, UTC when nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def read_moment(text: str, zone: str = "UTC", language: str = "en") -> datetime | None:
    """Read a date with or without time; what states no zone is in the source's own."""
    text = _plain(text)
    if not text or len(text) > LONGEST:
        return None
    if (moment := _read_epoch(text)) is not None:
        return moment
    label = _PUBLISHED.search(text)  # where an update is dated too, and first
    found = (_find_day(text[label.end() :]) if label else None) or _find_day(text)
    if found is None:
        return _ask_dateparser(text, zone, language)
    day, rest = found
    return _with_time(day, rest, "Asia/Shanghai" if _BEIJING in text else zone)


def read_day(text: str) -> date | None:
    """Read the first date that stands in a longer text, such as a title."""
    found = _find_day(_plain(text))
    return found[0] if found else None


def date_in_address(url: str) -> date | None:
    """Read the day out of an address, where it names one."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    for pattern in _ADDRESS_DATES:
        for match in pattern.finditer(path):
            year, month, day_of_month = match.groups()
            number = MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
            if day := _make_day(int(year), number, int(day_of_month)):
                return day
    return None


def start_of(day: date, zone: str) -> datetime:
    """Return the first moment of a day where the source lives."""
    return datetime(day.year, day.month, day.day, tzinfo=load_zone(zone))


def localise(moment: datetime, zone: str) -> datetime:
    """Express a moment in the source's zone, so that its date is the day on the masthead."""
    return moment if zone in ("", "UTC") else moment.astimezone(load_zone(zone))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).strip()
    return _CHINESE_YEAR.sub(_arabic, text)


def _arabic(match: re.Match[str]) -> str:
    year = "".join(str(_DIGITS[sign]) for sign in match[1])
    return f"{year}年{_count(match[2])}月{_count(match[3])}日"


def _count(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS[ones] if ones else 0)


def _read_epoch(text: str) -> datetime | None:
    if not re.fullmatch(r"1\d{9}(\d{3})?(\.\d+)?", text):
        return None
    seconds = float(text[:10])
    return datetime.fromtimestamp(seconds, tz=UTC)


def _find_day(text: str) -> tuple[date, str] | None:
    for read in (_read_year_first, _read_compact, _read_named, _read_day_first):
        if found := read(text):
            return found
    return None


def _read_year_first(text: str) -> tuple[date, str] | None:
    for match in _YEAR_FIRST.finditer(text):
        if day := _make_day(int(match["y"]), int(match["m"]), int(match["d"])):
            return day, _without(match, text)
    return None


def _read_compact(text: str) -> tuple[date, str] | None:
    for match in _COMPACT.finditer(text):
        if day := _make_day(int(match["y"]), int(match["m"]), int(match["d"])):
            clock = f" {match['H']}:{match['M']}:{match['S'] or '00'} " if match["H"] else " "
            return day, text[: match.start()] + clock + text[match.end() :]
    return None


def _read_named(text: str) -> tuple[date, str] | None:
    for pattern in (_DAY_NAME_YEAR, _NAME_DAY_YEAR):
        for match in pattern.finditer(text):
            month = MONTHS.get(match["n"].lower())
            year = int(match["y"])
            year += 2000 if year < 100 else 0
            if month and (day := _make_day(year, month, int(match["d"]))):
                return day, _without(match, text)
    return None


def _read_day_first(text: str) -> tuple[date, str] | None:
    match = _DAY_FIRST.search(text)
    if match is None:
        return None
    first, second = int(match["d"]), int(match["m"])
    if "/" in match[0] and first <= 12 and second <= 12 and first != second:
        return None  # 03/04/2025 is April in London and March in New York
    if "/" in match[0] and second > 12:
        first, second = second, first
    day = _make_day(int(match["y"]), second, first)
    return (day, _without(match, text)) if day else None


def _without(match: re.Match[str], text: str) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _make_day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(day: date, rest: str, zone: str) -> datetime | None:
    start = start_of(day, zone)
    match = _TIME.search(rest)
    if match is None:
        return start
    hour, minute, second = int(match["H"]), int(match["M"] or match["dotted"] or 0), int(match["S"] or 0)
    afternoon = (match["ampm"] or "").lower().startswith("p") or match["half"] in ("中午", "下午", "晚上", "晚")
    if afternoon and hour < (11 if match["half"] == "中午" else 12):
        hour += 12
    elif (match["ampm"] or "").lower().startswith("a") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return start
    moment = start.replace(hour=hour, minute=minute, second=second)
    stated = _read_zone(rest[match.end() :], zone)
    return moment if stated is None else moment.replace(tzinfo=stated)


def _read_zone(after: str, zone: str) -> tzinfo | None:
    after = after.strip()
    if match := _OFFSET.match(after):
        return _offset(match)
    match_name = _ZONE_NAME.match(after)
    name = match_name["name"].lower() if match_name else ""
    if name == "cst":
        return None if zone.startswith("Asia/") else timezone(timedelta(minutes=CHICAGO))
    return timezone(timedelta(minutes=ZONES[name])) if name in ZONES else None


def _offset(match: re.Match[str]) -> tzinfo | None:
    minutes = 60 * int(match["h"]) + int(match["m"] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))


def _ask_dateparser(text: str, zone: str, language: str) -> datetime | None:
    """Ask for month names of other languages; a date without day, month and year is none."""
    if not re.search(r"\d{4}", text) or not re.search(r"[^\W\d_]{3}", text):
        return None
    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "DMY",
        "TIMEZONE": zone or "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
    }
    languages = list(dict.fromkeys((language, "uk", "ru", "en"))) if language in SPOKEN else ["uk", "ru", "en"]
    try:
        found: datetime | None = dateparser.parse(text, languages=languages, settings=settings)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found and _make_day(found.year, found.month, found.day) else None
