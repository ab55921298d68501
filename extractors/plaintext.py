"""Plain text out of markup in one pass: the reserve when a parser gives up, and the measure of what it left out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# A tag is taken for one only when it closes before the next one opens: a torn tag leaves its words as text.
_TAG = re.compile(r"<!--|<!\[CDATA\[|<(?P<close>/)?(?P<name>[a-z][a-z0-9:-]*)?[^<>]*>", re.I)
# Elements whose content is not read as words.
RAW = frozenset(("script", "style", "noscript", "template", "svg", "textarea", "iframe"))
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 head header hr html label legend li main nav ol option p pre section select
        summary table tbody td tfoot th thead title tr ul""",
    )
)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
FURNITURE = frozenset(("aside", "button", "caption", "figcaption", "figure", "footer", "form", "nav", "select"))
_FRAME = frozenset(("html", "head", "body"))
_OF_WORDS = frozenset(("h1", "h2", "li", "p"))  # no div: the scripts of a head stand in some
_CUT_TAG = re.compile(r"</?[a-z]", re.I)
HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDDEN = re.compile(
    r"""\sstyle\s*=\s*["'][^"'>]*(?:display\s*:\s*none|visibility\s*:\s*hidden)|\shidden(?=[\s/>=])""", re.I
)
LARGEST_PAGE = 5_000_000  # bytes; a larger page is an archive or an attack
SHORTEST_PROSE = 40  # Western letters
MOST_LINKED = 0.4  # share of a paragraph's characters; more is a list of headlines
_SENTENCE_END = re.compile(r"[.!?…](?=\W|$)|[。！？]")
_SWALLOWED = 60  # characters; a shorter comment or script swallowed nothing
_LONGEST_TAIL = 2_000  # signs behind the end of a sound page
_LONGEST_TAG = 2_000  # a longer one is not searched for signs of hiding
_BLANKS = re.compile(r"[^\S\n]+")
_BROKEN_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u3001-\u9fff\uff00-\uffef])")  # Chinese knows no blanks
_HAN = re.compile(r"[㐀-鿿]")
_LINES = re.compile(r"\s*\n\s*")
_CONTROL: dict[int, str | None] = {code: None for code in range(32) if code not in (9, 10, 13)}
_CONTROL |= {127: None, 0xFFFE: None, 0xFFFF: None}
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between two block tags."""

    text: str
    linked: int = 0  # how many of its characters are links
    furniture: bool = False  # inside a caption, footer, menu or form


class Token(NamedTuple):
    """A piece of markup that is not text: a tag, a comment, a script with its content; a tuple, as pages have thousands."""

    start: int
    end: int
    name: str  # "" for a comment
    closing: bool = False
    hides: bool = False


def plain_text(markup: str) -> str:
    """Return everything a person could read in a page, a line a block, in time linear in its length."""
    return "\n".join(block.text for block in split_blocks(markup))


def split_blocks(markup: str) -> tuple[Block, ...]:
    """Cut a page into the texts between its block tags; hidden elements that close again are left out."""
    tokens = tuple(split_tokens(markup))
    ends = _element_ends(tokens)
    blocks: list[Block] = []
    words: list[str] = []
    linked, in_link, position, furniture_until = 0, False, 0, 0
    for token in tokens:
        if token.start >= position:
            words.append(markup[position : token.start])
            linked += (token.start - position) if in_link else 0
        position = max(position, ends.get(token.start, 0) if token.hides else 0, token.end)
        if token.name == "a":
            in_link = not token.closing
        if token.name in BLOCKS:
            _close(blocks, words, linked, token.start < furniture_until)
            words, linked = [], 0
        if token.name in FURNITURE and not token.closing:
            furniture_until = max(furniture_until, ends.get(token.start, 0))
    words.append(markup[position:])
    _close(blocks, words, linked, False)
    return tuple(blocks)


def split_tokens(markup: str) -> Iterator[Token]:
    """Find tags, comments and scripts; one that never closes is text, and is looked for once only."""
    position = 0
    unclosed: set[str] = set()
    while match := _TAG.search(markup, position):
        name = (match["name"] or "").lower()
        end = match.end()
        terminator = _terminator(match, name)
        if terminator and terminator not in unclosed:
            end = _end_of(terminator, markup, match.end())
            if end < 0:
                unclosed.add(terminator)
                end = match.end()
        hides = match.end() - match.start() < _LONGEST_TAG and _HIDDEN.search(match[0]) is not None
        yield Token(match.start(), end, name, match["close"] is not None, hides)
        position = end


def is_torn(markup: str) -> bool:
    """Tell whether a page is damaged: not closed, begun or closed in its middle, boxes unequal, tags cut, words swallowed."""
    end = markup.lower().rfind("</html")
    if end < 0 or len(markup) - end > _LONGEST_TAIL or "\ufffd" in markup or "\0" in markup:
        return True
    if any(map(is_prose, split_blocks(markup[end:]))):
        return True
    tokens = tuple(split_tokens(markup))
    depth = Counter(token.name for token in tokens if not token.closing)
    depth.subtract(token.name for token in tokens if token.closing)
    if any(abs(depth[name]) > 1 for name in ("div", "span", "table", "section")):
        return True
    return _begins_late(tokens) or _holds_cut_tags(markup, tokens) or any(_swallows(markup, token) for token in tokens)


def _begins_late(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a page's head or body opens behind words: its pieces changed places."""
    names = [token.name for token in tokens if not token.closing]
    words = next((at for at, name in enumerate(names) if name in _OF_WORDS), len(names))
    return not _FRAME.isdisjoint(names[words:])


def _holds_cut_tags(markup: str, tokens: tuple[Token, ...]) -> bool:
    """Tell whether the beginning of a tag stands among the words: the next one opened before it closed."""
    starts = (*(token.start for token in tokens), len(markup))
    ends = (0, *(token.end for token in tokens))
    return any(_CUT_TAG.search(markup, end, start) for end, start in zip(ends, starts, strict=True))


def swallowed_blocks(markup: str) -> Iterator[Block]:
    """Yield what stands in comments, scripts and styles that never ended where they should have."""
    for token in split_tokens(markup):
        if _swallows(markup, token):
            yield from split_blocks(markup[token.start + 4 : token.end])


def _swallows(markup: str, token: Token) -> bool:
    """Recognise an element that runs into the next one of its kind, or a style that holds tags."""
    if token.name not in RAW and not markup.startswith("<!--", token.start):
        return False
    if token.end - token.start < _SWALLOWED:
        return False
    opening = f"<{token.name}" if token.name else "<!--"
    inside = markup[token.start + 4 : token.end]
    return opening in inside or (token.name == "style" and "</p" in inside)


def tidy(text: str) -> str:
    """Fold blanks, keep line ends, drop signs that no store should hold."""
    return _LINES.sub("\n", _BLANKS.sub(" ", text.translate(_CONTROL))).strip()


def weigh(text: str) -> int:
    """Return how long a text is in Western letters: a Chinese sign says as much as three."""
    return len(text) + 2 * len(_HAN.findall(text))


def is_prose(block: Block) -> bool:
    """Tell whether a block is a paragraph: long enough, with the end of a sentence, and no list of links."""
    text = block.text
    if block.furniture or weigh(text) < SHORTEST_PROSE or block.linked > MOST_LINKED * len(text):
        return False
    return _SENTENCE_END.search(text) is not None


def strip_markup(text: str) -> str:
    """Return a headline or summary as plain words on one line."""
    for _ in range(2):  # feeds escape their markup once or twice
        text = html.unescape(_TAG.sub(_blank, text))
    return " ".join(text.translate(_CONTROL).split())


def _terminator(match: re.Match[str], name: str) -> str:
    if match[0] == "<!--":
        return "-->"
    if match[0].startswith("<![CDATA["):
        return "]]>"
    return f"</{name}" if name in RAW and not match["close"] else ""


def _end_of(terminator: str, markup: str, position: int) -> int:
    if terminator[0] != "<":
        found = markup.find(terminator, position)
        return found + len(terminator) if found >= 0 else -1
    closing = _CLOSINGS[terminator].search(markup, position)
    return closing.end() if closing else -1


_CLOSINGS = {f"</{name}": re.compile(rf"</{name}\b[^<>]*>", re.I) for name in RAW}


def _blank(match: re.Match[str]) -> str:
    return " " if (match["name"] or "").lower() in BLOCKS else ""


def _close(blocks: list[Block], words: list[str], linked: int, furniture: bool) -> None:
    raw = "".join(words)
    if raw and not raw.isspace() and (text := _one_line(raw)):
        blocks.append(Block(text, min(linked, len(text)), furniture))


def _one_line(raw: str) -> str:
    return " ".join(_BROKEN_LINE.sub("", html.unescape(raw)).translate(_CONTROL).split())


def _element_ends(tokens: tuple[Token, ...]) -> dict[int, int]:
    """Map the start of each hidden or furniture element to its end, by pairing tags of the same name."""
    marked = {token.name for token in tokens if token.hides or token.name in FURNITURE}
    ends: dict[int, int] = {}
    open_tags: dict[str, list[Token]] = {}
    for token in tokens:
        if token.name not in marked or token.name in VOID or token.name in RAW:
            continue
        stack = open_tags.setdefault(token.name, [])
        if not token.closing:
            stack.append(token)
        elif stack and ((opening := stack.pop()).hides or token.name in FURNITURE):
            ends[opening.start] = token.end
    return ends
