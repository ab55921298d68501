"""Renders a message for each kind of channel, within its limit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import pairwise

from jinja2 import Environment, PackageLoader

from alerts.blocks import (
    Block,
    Bullet,
    Bullets,
    Facts,
    Heading,
    Link,
    Marked,
    Message,
    Quotation,
    Table,
    Words,
)
from alerts.dialects import TEXT, Dialect
from alerts.inert import inert, one_line, shorten
from extractors.redline import UNSPACED, Mark, Piece, Redline, as_html

SHORTER = (None, 900, 400, 200, 100)  # letters of each quotation, tried in order before blocks are dropped
LONGEST_WHY = 200
REPEAT = "You may have had this already: the first delivery was not confirmed."

_templates = Environment(loader=PackageLoader("alerts", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def render_html(message: Message) -> str:
    """Render a mail in HTML."""
    return _templates.get_template("mail.html").render(
        message=message, blocks=message.blocks, kind=_kind, inert=inert, repeat=REPEAT if message.repeat else "", marked=_marked_html
    )


def render_text(message: Message, limit: int | None = None) -> str:
    """Render plain text, for mail and for channels without marks."""
    return render(message, TEXT, limit)


def render_short(message: Message, limit: int = 300) -> str:
    """Render one or two lines: the subject, the words as far as they go, and where to read on."""
    link = message.links[0].url if message.links else ""
    repeat = " (possible repeat)" if message.repeat else ""
    tail = f"\n{link}" if link else ""
    room = limit - len(tail) - len(repeat) - len(message.id) - 3
    head = one_line(message.subject)
    words = next((block.words for block in message.blocks if isinstance(block, Quotation) and not block.earlier), "")
    rest = room - len(head) - 2
    said = f"\n{shorten(one_line(words), rest)}" if words and rest > 30 else ""
    return f"{shorten(head, room)}{said}{repeat} [{message.id}]{tail}"


def render_json(message: Message) -> str:
    """Render a webhook's body: the same blocks as data, source text inert."""
    told = {
        "id": message.id,
        "alerts": list(message.keys),
        "subject": one_line(message.subject),
        "possible_repeat": message.repeat,
        "why": inert(message.why),
        "links": {link.label: link.url for link in message.links},
        "blocks": [_as_json(block) for block in message.blocks],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def render(message: Message, dialect: Dialect, limit: int | None = None, *, titled: bool = True, in_bytes: bool = False) -> str:
    """Render in a dialect; quotations get shorter, then blocks are dropped from the end, until it fits the limit."""
    foot = _foot(message, dialect)
    head = ([] if titled else [dialect.strong(dialect.source(one_line(message.subject)))]) + (
        [dialect.muted(dialect.source(REPEAT))] if message.repeat else []
    )
    for parts, cut in _attempts(message, dialect):
        body = "\n\n".join([*head, *parts, *([_cut(cut, dialect)] if cut else []), foot])
        if limit is None or _length(body, in_bytes) <= limit:
            return body
    return render_short(message, limit or 300)


def _attempts(message: Message, dialect: Dialect) -> Iterator[tuple[list[str], str]]:
    """Yield ever shorter versions and say what was cut."""
    parts: list[str] = []
    for longest in SHORTER:
        shorter = [_shortened(block, longest) for block in message.blocks]
        parts = [_block(block, dialect) for block in shorter]
        yield parts, "" if shorter == list(message.blocks) else "quotations are cut to fit this channel"
    for kept in range(len(parts) - 1, -1, -1):
        yield parts[:kept], f"cut to fit this channel: {len(parts) - kept} of {len(parts)} parts are on the site only"


def _shortened(block: Block, longest: int | None) -> Block:
    if longest is None:
        return block
    if isinstance(block, Quotation):
        return replace(block, words=shorten(block.words, longest))
    if isinstance(block, Bullets):
        lines = tuple(replace(line, detail=shorten(line.detail, longest // 2)) for line in block.lines)
        return replace(block, lines=lines)
    if isinstance(block, Marked) and sum(len(piece.text) for piece in block.redline.pieces) > longest:
        return Marked(block.label, around_changes(block.redline, max(24, longest // 6)))
    return block


def around_changes(shown: Redline, kept: int) -> Redline:
    """Cut the unchanged middle of long runs, keeping some letters, whole words where there are such, beside each change."""
    last = len(shown.pieces) - 1
    pieces = []
    for place, piece in enumerate(shown.pieces):
        text = piece.text
        if piece.mark is Mark.SAME and len(text) > 2 * kept + 3:
            head = _whole_words(text[:kept]) if place else ""
            tail = _whole_words(text[:-kept - 1:-1])[::-1] if place < last else ""
            piece = replace(piece, text=f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}")
        pieces.append(piece)
    return replace(shown, pieces=tuple(pieces))


def _whole_words(text: str) -> str:
    """Drop what is left of a word at the end of a cut."""
    space = text.rfind(" ")
    return text[:space] if space > len(text) // 2 else text


def _length(text: str, in_bytes: bool) -> int:
    if not in_bytes:
        return len(text)
    # ntfy takes 4,096 bytes; apprise makes an attachment of what is longer than 8,000 once escaped as JSON
    return max(len(text.encode("utf-8")), int(len(json.dumps(text)) * 0.55))


def _cut(what: str, dialect: Dialect) -> str:
    return dialect.muted(dialect.source(f"({what})"))


def _foot(message: Message, dialect: Dialect) -> str:
    why = [dialect.muted(dialect.source(f"Why you got this: {shorten(one_line(message.why), LONGEST_WHY)}"))] if message.why else []
    links = [dialect.link(link) for link in message.links]
    return "\n".join([*why, *links, dialect.muted(dialect.source(f"alert {message.id}"))])


def _block(block: Block, dialect: Dialect) -> str:
    match block:
        case Heading(text):
            return dialect.strong(dialect.source(one_line(text)))
        case Words(text):
            return dialect.source(text)
        case Marked(label, shown):
            return f"{dialect.source(label)}:\n{dialect.quote(_marked(shown, dialect))}"
        case Quotation():
            return _quotation(block, dialect)
        case Facts(rows):
            return "\n".join(f"{dialect.source(label)}{_after(label)}{dialect.source(value)}" for label, value in rows)
        case Bullets(lines):
            return "\n".join(_bullet(line, dialect) for line in lines)
        case Table(header, rows):
            return dialect.source(_columns((header, *rows)))


def _after(label: str) -> str:
    return " " if label.endswith("?") else ": "


def _quotation(block: Quotation, dialect: Dialect) -> str:
    facts = [dialect.source(fact) for fact in block.facts]
    links = [dialect.link(link) for link in block.links]
    return "\n".join([dialect.strong(dialect.source(block.label)), dialect.quote(dialect.source(block.words)), *facts, *links])


def _bullet(line: Bullet, dialect: Dialect) -> str:
    link = f" {dialect.link(line.link)}" if line.link else ""
    detail = f"\n  {dialect.source(line.detail)}" if line.detail else ""
    return f"• {dialect.source(line.text)}{link}{detail}"


def _marked(shown: Redline, dialect: Dialect) -> str:
    told = ""
    for piece, gap in zip(shown.pieces, _gaps(shown), strict=True):
        blank = piece.text[: len(piece.text) - len(piece.text.lstrip(" "))] if told else ""  # a dialect takes it for an indent
        words = blank + dialect.source(piece.text[len(blank) :])
        told += gap + _piece(piece.mark, words, dialect) + dialect.source(_slot(piece))
    return told


def _gaps(shown: Redline) -> list[str]:
    """Return what goes before each piece: a blank between words struck and words new, where words are spaced."""
    pairs = pairwise((None, *shown.pieces))
    spaced = shown.language not in UNSPACED
    return [
        " " if spaced and before and before.mark is Mark.STRUCK and piece and piece.mark is Mark.NEW and before.text[-1:].strip() and piece.text[:1].strip() else ""
        for before, piece in pairs
    ]


def _piece(mark: Mark, text: str, dialect: Dialect) -> str:
    if mark in (Mark.STRUCK, Mark.MOVED_AWAY):
        return dialect.struck(text)
    return dialect.new(text) if mark in (Mark.NEW, Mark.MOVED_HERE) else text


def _slot(piece: Piece) -> str:
    """Return the name of the slot that a new piece stands in."""
    return f"‹{one_line(piece.slot.replace('_', ' '))}›" if piece.slot and piece.mark is Mark.NEW else ""


def _columns(rows: tuple[tuple[str, ...], ...]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _marked_html(shown: Redline) -> str:
    return "".join(
        gap
        + as_html(replace(shown, pieces=(replace(piece, text=inert(piece.text), slot=one_line(piece.slot)),)))
        + (f'<span class="slot">{escape(_slot(piece))}</span>' if _slot(piece) else "")
        for piece, gap in zip(shown.pieces, _gaps(shown), strict=True)
    )


def _as_json(block: Block) -> dict[str, object]:
    told: dict[str, object] = {"type": _kind(block)}
    match block:
        case Heading(text) | Words(text):
            told["text"] = inert(text)
        case Marked(label, shown):
            told |= {"label": label, "pieces": [{"mark": piece.mark.value, "text": inert(piece.text), "slot": inert(piece.slot)} for piece in shown.pieces]}
        case Quotation():
            told |= {"label": block.label, "words": inert(block.words), "language": block.language}
            told |= {"facts": [inert(fact) for fact in block.facts], "links": {link.label: link.url for link in block.links}}
        case Facts(rows):
            told["rows"] = {inert(label): inert(value) for label, value in rows}
        case Bullets(lines):
            told["lines"] = [_line_as_json(line) for line in lines]
        case Table(header, rows):
            told |= {"header": header, "rows": [[inert(cell) for cell in row] for row in rows]}
    return told


def _line_as_json(line: Bullet) -> dict[str, str]:
    link = line.link or Link("", "")
    return {"text": inert(line.text), "detail": inert(line.detail), "link": link.url}
