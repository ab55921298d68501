"""The earlier wording beside the later one, as a reader wants to see it: words for spaced languages, characters for Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from html import escape

from extractors.records.words import Slot

UNSPACED = ("zh", "ja", "th")
MOVED_LEAST = {True: 4, False: 3}  # units: characters where words are not spaced, else words
ISLAND = {True: 1, False: 1}  # a lone unit between two changes reads worse than one larger change
APART, SHARED = 0.45, 0.6  # below this similarity and share of the shorter wording, two wordings are not variants of one
LONG = 4000  # units: above this the texts are first cut into sentences

_UNITS = re.compile(r"[0-9A-Za-z]+|\s+|.", re.S)
_WORDS = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]", re.S)
_SENTENCES = re.compile(r"[^。！？!?\n.]*[。！？!?\n.]*\s*", re.S)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~])")


class Mark(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    STRUCK = "struck"
    NEW = "new"
    MOVED_AWAY = "moved_away"  # stood here before, stands elsewhere now
    MOVED_HERE = "moved_here"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one mark; `slot` names the formula's slot it stands in."""

    text: str
    mark: Mark
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """Two wordings laid over each other."""

    pieces: tuple[Piece, ...]
    language: str
    similarity: float  # 1.0: the same units in the same order

    @property
    def changed(self) -> bool:
        """Tell whether anything but place differs."""
        return any(piece.mark in (Mark.STRUCK, Mark.NEW) for piece in self.pieces)


def redline(before: str, after: str, language: str, slots: Sequence[Slot] = ()) -> Redline:
    """Lay `after` over `before`; `slots` carry offsets in `after`, where a change inside one is labelled."""
    unspaced = language in UNSPACED
    old, new = _split(before, unspaced), _split(after, unspaced)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces = _merge_islands(_pieces(matcher, old, new), unspaced)
    pieces = _mark_moves(pieces, unspaced)
    if _are_apart(before, after, pieces, unspaced):  # laid over each other they would be a riddle
        pieces = [Piece(before, Mark.STRUCK), Piece(after, Mark.NEW)]
    return Redline(tuple(_label_slots(_join(pieces), slots)), language, round(matcher.ratio(), 4))


def name_slot(shown: Redline, slot: str | None) -> Redline:
    """Label the longest new piece with the slot that changed, where its place is not known."""
    new = [piece for piece in shown.pieces if piece.mark is Mark.NEW]
    if not slot or not new or any(piece.slot for piece in new):
        return shown
    longest = max(new, key=lambda piece: len(piece.text))
    return replace(shown, pieces=tuple(replace(one, slot=slot) if one is longest else one for one in shown.pieces))


def as_text(shown: Redline) -> str:
    """Render for plain text: ~~struck~~, **new**, slot names in angle quotes."""
    return _apart(_wrap(piece, piece.text) for piece in shown.pieces)


def as_markdown(shown: Redline) -> str:
    """Render for Markdown; the source's own characters can not become markup."""
    return _apart(_wrap(piece, _MARKDOWN.sub(r"\\\1", piece.text)) for piece in shown.pieces)


def as_html(shown: Redline) -> str:
    """Render for HTML with <del> and <ins>; everything from the source is escaped."""
    return "".join(map(_html, shown.pieces))


def _are_apart(before: str, after: str, pieces: Sequence[Piece], unspaced: bool) -> bool:
    """Tell whether two wordings share so little, in scraps, that neither is a variant of the other."""
    kept = [piece for piece in pieces if piece.mark in (Mark.SAME, Mark.MOVED_HERE)]
    same = sum(_units_in(piece.text, unspaced) for piece in kept)
    old, new = _units_in(before, unspaced), _units_in(after, unspaced)
    return bool(same) and 2 * same < APART * (old + new) and same < SHARED * min(old, new)


def _split(text: str, unspaced: bool) -> list[str]:
    units = (_UNITS if unspaced else _WORDS).findall(text)
    return units if len(units) <= LONG else _SENTENCES.findall(text)


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> list[Piece]:
    pieces = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(new[c:d]), Mark.SAME))
            continue
        if b > a:
            pieces.append(Piece("".join(old[a:b]), Mark.STRUCK))
        if d > c:
            pieces.append(Piece("".join(new[c:d]), Mark.NEW))
    return pieces


def _units_in(text: str, unspaced: bool) -> int:
    """Count what a reader counts: letters or words, no spaces, no punctuation."""
    return sum(unit[0].isalnum() for unit in _split(text, unspaced))


def _merge_islands(pieces: list[Piece], unspaced: bool) -> list[Piece]:
    """Fold tiny unchanged islands between two changes into the change around them."""
    merged: list[Piece] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1
        if piece.mark is Mark.SAME and between and _is_island(pieces, place, unspaced):
            merged += [replace(piece, mark=Mark.STRUCK), replace(piece, mark=Mark.NEW)]
        else:
            merged.append(piece)
    return _join(merged)


def _is_island(pieces: list[Piece], place: int, unspaced: bool) -> bool:
    units = _units_in(pieces[place].text, unspaced)
    if units > ISLAND[unspaced]:
        return False
    left = {piece.mark for piece in pieces[max(0, place - 2) : place]}
    right = {piece.mark for piece in pieces[place + 1 : place + 3]}
    both = {Mark.STRUCK, Mark.NEW}
    # between two replacements an island is chance; beside a plain insertion it is structure
    return both <= left and both <= right


def _join(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours of one mark; within a change the struck words come first."""
    joined: list[Piece] = []
    change: dict[Mark, list[str]] = {}

    def flush() -> None:
        joined.extend(Piece("".join(texts), mark) for mark, texts in change.items())
        change.clear()

    for piece in pieces:
        if piece.mark in (Mark.STRUCK, Mark.NEW):
            change.setdefault(piece.mark, []).append(piece.text)
            if len(change) == 2:
                change = {mark: change[mark] for mark in (Mark.STRUCK, Mark.NEW)}
            continue
        flush()
        if joined and joined[-1].mark is piece.mark is Mark.SAME:
            joined[-1] = replace(piece, text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    flush()
    return joined


def _mark_moves(pieces: list[Piece], unspaced: bool) -> list[Piece]:
    """Mark text that was struck in one place and stands unchanged in another as moved."""
    pieces = list(pieces)
    for _ in range(len(pieces)):
        found = _longest_move(pieces, unspaced)
        if found is None:
            return pieces
        struck, new, text = found
        for place, mark in sorted(((struck, Mark.MOVED_AWAY), (new, Mark.MOVED_HERE)), reverse=True):
            pieces[place : place + 1] = _cut_out(pieces[place], text, mark)
    return pieces


def _longest_move(pieces: list[Piece], unspaced: bool) -> tuple[int, int, str] | None:
    best: tuple[int, int, str] | None = None
    for i, struck in enumerate(pieces):
        for j, new in enumerate(pieces):
            if struck.mark is not Mark.STRUCK or new.mark is not Mark.NEW:
                continue
            text = _common_run(struck.text, new.text, unspaced)
            if _units_in(text, unspaced) >= MOVED_LEAST[unspaced] and (best is None or len(text) > len(best[2])):
                best = (i, j, text)
    return best


def _common_run(left: str, right: str, unspaced: bool) -> str:
    old, new = _split(left, unspaced), _split(right, unspaced)
    run = SequenceMatcher(None, old, new, autojunk=False).find_longest_match()
    return "".join(old[run.a : run.a + run.size]).strip()


def _cut_out(piece: Piece, text: str, mark: Mark) -> list[Piece]:
    head, _, tail = piece.text.partition(text)
    parts = [replace(piece, text=head), Piece(text, mark), replace(piece, text=tail)]
    return [part for part in parts if part.text]


def _label_slots(pieces: list[Piece], slots: Sequence[Slot]) -> list[Piece]:
    """Name the slot that a change stands in."""
    labelled, at = [], 0
    for piece in pieces:
        gone = piece.mark in (Mark.STRUCK, Mark.MOVED_AWAY)
        end = at if gone else at + len(piece.text)
        if piece.mark is not Mark.SAME:
            inside = next((slot.name for slot in slots if at < slot.end and end >= slot.start), "")
            piece = replace(piece, slot=inside)
        labelled.append(piece)
        at = end
    return labelled


def _apart(parts: Iterable[str]) -> str:
    """Join, keeping two marks that meet apart: `~~a~~~~b~~` is no Markdown."""
    return "".join(parts).replace("~~~~", "~~ ~~").replace("****", "** **")


def _wrap(piece: Piece, text: str) -> str:
    label = f"‹{piece.slot}›" if piece.slot and piece.mark is Mark.NEW else ""
    match piece.mark:
        case Mark.STRUCK:
            return f"~~{text}~~"
        case Mark.NEW:
            return f"**{text}**{label}"
        case Mark.MOVED_AWAY:
            return f"~~[{text}]~~"
        case Mark.MOVED_HERE:
            return f"[{text}]"
        case _:
            return text


def _html(piece: Piece) -> str:
    text = escape(piece.text)
    slot = f' data-slot="{escape(piece.slot)}" title="{escape(piece.slot)}"' if piece.slot else ""
    match piece.mark:
        case Mark.STRUCK:
            return f"<del{slot}>{text}</del>"
        case Mark.NEW:
            return f"<ins{slot}>{text}</ins>"
        case Mark.MOVED_AWAY:
            return f'<del class="moved">{text}</del>'
        case Mark.MOVED_HERE:
            return f'<ins class="moved">{text}</ins>'
        case _:
            return text
