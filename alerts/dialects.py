"""How each kind of channel writes emphasis and links, and how source text is kept from doing so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from alerts.blocks import Link
from alerts.inert import JOINER, inert

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~]|&(?=[#a-z])|^[#+\-=](?=.))", re.M | re.I)
_INDENT = re.compile(r"^[^\S\n]+", re.M)  # four blanks at the start would make code
_SLACK_MARKS = re.compile(r"([*_~`])")
_ANGLES = str.maketrans({"<": "‹", ">": "›", "&": "＆"})


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way of writing; `source` makes foreign text inert, the rest writes our own marks."""

    name: str
    source: Callable[[str], str]
    strong: Callable[[str], str]
    struck: Callable[[str], str]
    new: Callable[[str], str]
    link: Callable[[Link], str]
    muted: Callable[[str], str]
    quote: Callable[[str], str]


def _same(text: str) -> str:
    return text


def _around(before: str, after: str) -> Callable[[str], str]:
    """Put marks around the words, leaving blanks at the ends outside, where chat clients need them."""

    def mark(text: str) -> str:
        core = text.strip()
        if not core:
            return text
        head = text[: len(text) - len(text.lstrip())]
        return f"{head}{before}{core}{after}{text[len(text.rstrip()) :]}"

    return mark


def _line_start(prefix: str) -> Callable[[str], str]:
    return lambda text: "\n".join(prefix + line for line in text.split("\n"))


def markdown_source(text: str) -> str:
    """Return source text that Markdown shows as it stands."""
    return _MARKDOWN.sub(_escaped, _INDENT.sub("", inert(text)))


def _escaped(found: re.Match[str]) -> str:
    mark = found.group()
    return f"{mark[:-1]}\\{mark[-1]}"


def slack_source(text: str) -> str:
    """Return source text without Slack's angle brackets; its marks get an invisible letter beside them."""
    return _SLACK_MARKS.sub(rf"{JOINER}\1{JOINER}", inert(text).translate(_ANGLES))


def html_source(text: str) -> str:
    """Return source text for HTML."""
    return escape(inert(text), quote=False)


def _html_link(link: Link) -> str:
    return f'<a href="{escape(link.url)}">{html_source(link.label)}</a>'


TEXT = Dialect(
    name="text",
    source=inert,
    strong=_same,
    struck=_around("[-", "-]"),
    new=_around("{+", "+}"),
    link=lambda link: f"{inert(link.label)}: {link.url}",
    muted=_same,
    quote=_line_start("  | "),
)
MARKDOWN = Dialect(
    name="markdown",
    source=markdown_source,
    strong=_around("**", "**"),
    struck=_around("~~", "~~"),
    new=_around("**", "**"),
    link=lambda link: f"[{markdown_source(link.label)}](<{link.url}>)",
    muted=_same,
    quote=_line_start("> "),
)
SLACK = Dialect(
    name="slack",
    source=slack_source,
    strong=_around("*", "*"),
    struck=_around("~", "~"),
    new=_around("*", "*"),
    link=lambda link: f"<{link.url}|{slack_source(link.label)}>",
    muted=_same,
    quote=_line_start("> "),
)
TELEGRAM = Dialect(
    name="telegram",
    source=html_source,
    strong=_around("<b>", "</b>"),
    struck=_around("<s>", "</s>"),
    new=_around("<u>", "</u>"),
    link=_html_link,
    muted=_around("<i>", "</i>"),
    quote=_around("«", "»"),
)
MATRIX = Dialect(
    name="matrix",
    source=html_source,
    strong=_around("<strong>", "</strong>"),
    struck=_around("<del>", "</del>"),
    new=_around("<u>", "</u>"),
    link=_html_link,
    muted=_around("<em>", "</em>"),
    quote=_around("<blockquote>", "</blockquote>"),
)
