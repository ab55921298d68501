"""What each kind of address wants: the way of writing, and how much fits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alerts.blocks import Message, Words
from alerts.dialects import MARKDOWN, MATRIX, SLACK, TELEGRAM, TEXT, Dialect
from alerts.inert import one_line, shorten
from alerts.render import render, render_html, render_json, render_short, render_text

TITLE_LENGTH = 120  # a subject and the mark of a repeat
ROOM_OF_A_MAIL = 100
LIST_LINE, LIST_FRAME = 400, 500  # letters of one alert in a list, at most when details are cut, and of all around it
REPEAT_MARK = "(repeat?) "


@dataclass(frozen=True, slots=True)
class Channel:
    """A way of writing with its limit; `pass_as` is the format that keeps apprise from changing the body."""

    form: str  # html, text, markdown, slack, telegram, matrix, short, json
    pass_as: str  # "html", "markdown" or "text"
    limit: int | None
    titled: bool = False  # the channel shows a title of its own
    in_bytes: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A rendered message, ready for one address."""

    title: str
    body: str
    pass_as: str
    plain: str = ""  # the plain part of an HTML mail
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()


_MAIL = Channel("html", "html", 90_000, titled=True)  # longer mails are clipped by web mail
_PLAIN = Channel("text", "text", 3500, titled=True)
_BY_SCHEME = {
    **dict.fromkeys(("mailto", "mailtos"), _MAIL),
    "slack": Channel("slack", "markdown", 12_000),
    "tgram": Channel("telegram", "html", 4000),
    "discord": Channel("markdown", "text", 1900),  # as text: apprise then looks for no mentions, Discord reads Markdown anyway
    **dict.fromkeys(("mmost", "mmosts"), Channel("markdown", "markdown", 3900)),
    **dict.fromkeys(("matrix", "matrixs"), Channel("matrix", "html", 16_000)),
    **dict.fromkeys(("ntfy", "ntfys"), Channel("text", "text", 3800, titled=True, in_bytes=True)),
    **dict.fromkeys(("json", "jsons"), Channel("json", "text", None, titled=True)),
    **dict.fromkeys(("rocket", "rockets"), Channel("markdown", "markdown", 950)),
}
_BY_FORMAT = {
    "html": ("html", "html"),
    "text": ("text", "text"),
    "markdown": ("markdown", "markdown"),
    "short": ("short", "text"),
    "json": ("json", "text"),
}
_DIALECTS: dict[str, Dialect] = {"markdown": MARKDOWN, "slack": SLACK, "telegram": TELEGRAM, "matrix": MATRIX, "text": TEXT}


def channel_of(address: str, wanted: str = "", taken: int | None = None) -> Channel:
    """Return how to write for an address; `wanted` is the route's own format, `taken` what the channel takes at most."""
    scheme = address.partition(":")[0].lower()
    known = _BY_SCHEME.get(scheme, _PLAIN)
    if wanted:
        form, pass_as = _BY_FORMAT[wanted]
        known = Channel(form, pass_as, 300 if form == "short" else known.limit, known.titled, known.in_bytes)
    if taken and (known.limit is None or taken < known.limit):
        known = Channel(known.form, known.pass_as, taken, known.titled, known.in_bytes)
    return known


def room_for(address: str, form: str) -> int:
    """Return how many alerts a list can hold on a channel without being cut; 1: no lists there."""
    channel = channel_of(address, form)
    if channel.form == "short":
        return 1
    if channel.limit is None:
        return ROOM_OF_A_MAIL
    line = 2 * LIST_LINE if channel.in_bytes else LIST_LINE  # most letters of interest here take three bytes
    return max(1, min(ROOM_OF_A_MAIL, (channel.limit - LIST_FRAME) // line))


def parcel_for(message: Message, channel: Channel) -> Parcel:
    """Render a message for a channel."""
    title = (REPEAT_MARK if message.repeat else "") + one_line(message.subject)
    headers = (("X-Alert-Id", message.id), ("X-Alert-Count", str(len(message.keys)))) if channel.titled else ()
    return Parcel(
        title=shorten(title, TITLE_LENGTH) if channel.titled else "",
        body=body_for(message, channel),
        pass_as=channel.pass_as,
        plain=render_text(message) if channel.form == "html" else "",
        headers=headers,
        attachments=message.attachments,
    )


def body_for(message: Message, channel: Channel) -> str:
    """Render the body alone."""
    if channel.form == "html":
        body = render_html(message)
        return body if channel.limit is None or len(body) <= channel.limit else render_html(_shorter(message, channel.limit))
    if channel.form == "json":
        return render_json(message)
    if channel.form == "short":
        return render_short(message, channel.limit or 300)
    body = render(message, _DIALECTS[channel.form], channel.limit, titled=channel.titled, in_bytes=channel.in_bytes)
    return body.replace("\n", "<br>\n") if channel.form == "matrix" else body


def _shorter(message: Message, limit: int) -> Message:
    """Drop parts from the end until the mail fits, and say so."""
    blocks = message.blocks
    while blocks:
        blocks = blocks[:-1]
        said = Words(f"(cut to fit this mail: {len(message.blocks) - len(blocks)} parts are on the site only)", "muted")
        cut = replace(message, blocks=(*blocks, said))
        if len(render_html(cut)) <= limit:
            return cut
    return message
