"""Measure attribution on other people's gold: a copy of the PolNeAR corpus (political news), read from a folder.

    python -m tests.polnear FOLDER [--split dev]

FOLDER holds `data/<split>/text/*.txt` and `data/<split>/attributions/*.ann` (brat). Nothing of it is kept here. Texts are
attributed as by `tifawatch code --all-topics`. A content counts as found when the characters of the two contents overlap
by at least half (intersection over union), each with one partner only. Classes: direct, all letters of a content stand in
quotation marks; mixed, some; indirect, none. Recall is over the gold of a class, precision over what was found of it; a
quotation that its reporting clause parts is called by its statement's `directness`. Speech: the cue is a verb of saying
and the content has four words or more. The source is right when it shares a word with the speaker, resolved or as
written; a pronoun has to be the same pronoun.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractors.codebook.codebook import Codebook, load_codebook
from extractors.coder import code_document
from extractors.english.cues import FORMS, Frame
from extractors.records.words import Directness, Document, Statement
from extractors.speakers import Officials, load_officials

ENOUGH = 0.5  # intersection over union
SPEECH_WORDS = 4
GOALS = {"direct": 0.95, "mixed": 0.66, "indirect": 0.42, "speech": 0.80}
NAMED = {Directness.VERBATIM: "direct", Directness.MIXED: "mixed", Directness.REPORTED: "indirect"}
SMALL = frozenset("the a an of to for in on at and his her its their mr mrs ms dr sen rep gov former".split())  # noqa: SIM905

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of the gold: the characters of its content, what stands as its source and cue, its classes."""

    content: frozenset[int]
    source: str
    classes: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Counts by class, and how many sources of the found are right."""

    gold: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))
    gold_found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))
    said: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))
    said_right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))
    sources: int = 0
    sources_right: int = 0
    texts: int = 0
    seconds: float = 0.0


# ---------------------------------------------------------------- the gold


def read_gold(path: Path, text: str) -> tuple[list[Attribution], frozenset[int]]:
    """Return the attributions of a brat file, and the characters that its annotator set aside."""
    spans: dict[str, tuple[Span, ...]] = {}
    made: list[dict[str, list[Span]]] = []
    aside: set[int] = set()
    for line in path.read_text("utf-8").splitlines():
        name, _, rest = line.partition("\t")
        label, _, where = rest.partition("\t")[0].partition(" ")
        if name.startswith("T"):
            spans[name] = tuple((int(a), int(b)) for a, b in (part.split() for part in where.split(";") if part))
            aside |= _characters(spans[name]) if label == "Discard" else set()
        elif name.startswith("E"):
            made.append(_roles(rest, spans))
    quoted = quoted_characters(text)
    return [_attribution(text, quoted, one) for one in made if one.get("Content")], frozenset(aside)


def _roles(rest: str, spans: dict[str, tuple[Span, ...]]) -> dict[str, list[Span]]:
    roles: dict[str, list[Span]] = {}
    for part in rest.split():
        role, _, target = part.partition(":")
        roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(target, ()))
    return roles


def _attribution(text: str, quoted: frozenset[int], roles: dict[str, list[Span]]) -> Attribution:
    content = frozenset(_characters(roles["Content"]))
    source, cue = (" ".join(text[a:b] for a, b in sorted(roles.get(role, ()))) for role in ("Source", "Cue"))
    classes = {class_of(text, quoted, content)}
    words = sum(len(re.findall(r"\w[\w'’.-]*", text[a:b])) for a, b in roles["Content"])
    if words >= SPEECH_WORDS and any(_says(word) for word in re.findall(r"[a-z]+", cue.lower())):
        classes.add("speech")
    return Attribution(content, source, frozenset(classes))


def _characters(spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _says(word: str) -> bool:
    return word == "according" or any(not rest and cue.frame in (Frame.SAY, Frame.TELL) for rest, cue in FORMS.get(word, ()))


def quoted_characters(text: str) -> frozenset[int]:
    """Return the places in double quotation marks of any style; an open quotation ends with its paragraph."""
    inside: set[int] = set()
    for paragraph in re.finditer(r"[^\n]+", text):
        opened = None
        for mark in re.finditer(r"[“”\"]|''", paragraph.group()):
            at = paragraph.start() + mark.start()
            if opened is None and mark.group() != "”":
                opened = at
            elif opened is not None and mark.group() != "“":
                inside.update(range(opened, at + len(mark.group())))
                opened = None
        if opened is not None:
            inside.update(range(opened, paragraph.end()))
    return frozenset(inside)


def class_of(text: str, quoted: frozenset[int], content: frozenset[int]) -> str:
    """Return direct, mixed or indirect by the letters in quotation marks."""
    letters = {at for at in content if text[at].isalnum()}
    within = letters & quoted
    return "indirect" if not within else "direct" if within == letters else "mixed"


# ---------------------------------------------------------------- ours against it


def score_text(text: str, gold: Sequence[Attribution], aside: frozenset[int], statements: Sequence[Statement], tally: Tally) -> None:
    """Add one text's counts."""
    quoted = quoted_characters(text)
    ours = [(frozenset(range(*one.content)), one) for one in statements if one.content[0] not in aside]
    pairs = _pairs([one.content for one in gold], [content for content, _ in ours])
    found = {ours_at for _, ours_at in pairs}
    for at, one in enumerate(gold):
        for name in one.classes:
            tally.gold[name] += 1
            tally.gold_found[name] += any(at == gold_at for gold_at, _ in pairs)
    for at, (content, statement) in enumerate(ours):
        for name in _classes(text, quoted, content, statement):
            tally.said[name] += 1
            tally.said_right[name] += at in found
    for gold_at, ours_at in pairs:
        if gold[gold_at].source:
            tally.sources += 1
            tally.sources_right += right_source(gold[gold_at].source, ours[ours_at][1])


def _classes(text: str, quoted: frozenset[int], content: frozenset[int], statement: Statement) -> Iterator[str]:
    named = class_of(text, quoted, content)
    yield NAMED[statement.directness] if named == "mixed" else named
    words = len(re.findall(r"\w[\w'’.-]*", text[slice(*statement.content)]))
    cue = statement.cue.split(" ")[0]
    if words >= SPEECH_WORDS and (not cue or cue == ":" or _says(cue)):
        yield "speech"


def _pairs(gold: Sequence[frozenset[int]], ours: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pair the contents that overlap by enough, the best first, each once."""
    shares = ((len(a & b) / len(a | b), i, j) for i, a in enumerate(gold) for j, b in enumerate(ours) if a & b)
    out: list[tuple[int, int]] = []
    for share, i, j in sorted(shares, reverse=True):
        if share >= ENOUGH and all(i != k and j != m for k, m in out):
            out.append((i, j))
    return out


def right_source(gold: str, statement: Statement) -> bool:
    """Tell whether a source of the gold is our speaker."""
    words = _words(gold)
    speaker = statement.speaker
    if not words:
        return gold.strip().lower() == speaker.as_written.strip().lower()
    return bool(words & (_words(speaker.as_written) | _words(speaker.name or "")))


def _words(phrase: str) -> set[str]:
    return {re.sub(r"['’]s$", "", word.lower()) for word in re.findall(r"[\w’'.-]+", phrase)} - SMALL


# ---------------------------------------------------------------- the whole


def measure(folder: Path, split: str, codebook: Codebook, officials: Officials) -> Tally:
    """Attribute the texts of one split and score them."""
    tally = Tally()
    for path in sorted((folder / "data" / split / "text").glob("*.txt")):
        annotated = sorted((folder / "data" / split / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotated:
            continue
        text = path.read_text("utf-8")
        day = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
        document = Document(path.stem, text, "en", date.fromisoformat(day[1]) if day else None)
        started = time.process_time()
        coded = code_document(document, codebook, officials, all_topics=True, each_verb=True)
        tally.seconds += time.process_time() - started
        tally.texts += 1
        score_text(text, *read_gold(annotated[0], text), coded.statements, tally)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="a copy of the corpus")
    parser.add_argument("--split", default="dev", help="train, dev or test")
    chosen = parser.parse_args()
    tally = measure(chosen.folder, chosen.split, load_codebook(), load_officials())
    if not tally.texts:
        parser.error(f"{chosen.folder}: no annotated text of the split {chosen.split!r}")
    table = Table("content", "precision", "recall", "F1", "goal", "gold", box=None)
    for name, goal in GOALS.items():
        precision = tally.said_right[name] / max(1, tally.said[name])
        recall = tally.gold_found[name] / max(1, tally.gold[name])
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        table.add_row(name, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"≥ {goal}", str(tally.gold[name]))
    Console().print(table)
    right = tally.sources_right / max(1, tally.sources)
    print(f"source right {right:.3f} of {tally.sources}; {tally.texts} texts, {tally.texts / tally.seconds:.0f} a CPU-second")


if __name__ == "__main__":
    main()
