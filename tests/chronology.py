"""Replays chronologies and disturbs them: do the figures hold on other years, fewer texts, other outlets, editors' copies?

usage: python -m tests.chronology

The chronology of 2022-2023 and the scorer are read from the folder `shared` beside the checkout; those of 2024-2026 are the project's
own (tests/gold/chronology_*), each watched with the earlier one as its past.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from extractors.records.changes import Shift
from extractors.records.words import CodedDocument, Document
from flows.corpus import code_corpus
from flows.replay import read_chronology, replay, write_shifts
from tests.accuracy import FORMULAS, GOLD, SHARED

TODAY = date(2030, 1, 1)
LEARNED, BORDER = date(2022, 2, 15), date(2024, 1, 1)
OWN = ("chronology_2024", "chronology_b", "chronology_c")
SHARE_DROPPED = 0.2
SHARE_COPIED = 0.3
VERBS = {"指出": "强调", "强调": "表示", "表示": "指出"}
HEAD = f"{'':34} {'imp. 3':>7} {'imp. 2':>7} {'rows':>5} {'lines':>5} {'first 3':>7} {'false a year':>12} {'traps':>5} {'alerts a day':>12}"


@dataclass(frozen=True, slots=True)
class Lists:
    """What an analyst listed for a chronology: days, changes, quiet stretches, traps."""

    days: Path
    shifts: Path
    quiet: Path
    traps: Path

    @property
    def paths(self) -> list[str]:
        """Return the files in the scorer's order."""
        return [str(self.days), str(self.shifts), str(self.quiet), str(self.traps)]


def known_lists() -> Lists:
    """Return the lists of 2022-2023."""
    return Lists(*(SHARED / "domain" / f"cctv_{name}.csv" for name in ("shift_days", "shifts", "quiet", "negatives")))


def own_lists(name: str = OWN[0]) -> Lists:
    """Return the lists of a chronology of 2024-2026."""
    return Lists(*(GOLD / name / f"{part}.csv" for part in ("days", "shifts", "quiet", "traps")))


def coded_texts(path: Path) -> list[CodedDocument]:
    """Code the texts of a chronology."""
    return list(code_corpus(read_chronology(path, TODAY)[0], FORMULAS, jobs=2))


def score(shifts: Iterable[Shift], lists: Lists, since: date, until: date = TODAY) -> dict[str, Any]:
    """Return the scorer's figures for the shifts of some days."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "shifts.jsonl"
        write_shifts((shift for shift in shifts if since <= shift.as_of < until), out)
        command = [sys.executable, str(SHARED / "tools" / "score_replay.py"), *lists.paths, str(out), "--from", since.isoformat()]
        done = subprocess.run([*command, "--to", (until - timedelta(days=1)).isoformat(), "--json"], check=True, capture_output=True, text=True)
        return json.loads(done.stdout)


def without(lists: Lists, gone: set[str], folder: Path) -> Lists:
    """Return the lists as they are when some texts were never read."""
    changes = [row for row in _rows(lists.shifts) if row["item_after"] not in gone]
    left = {row["id"] for row in changes}
    days = [row for row in _rows(lists.days) if not set(row["items"].split(";")) <= gone and set(row["truth_ids"].split(";")) & left]
    made = (_write(folder / f"{path.stem}.csv", rows) for path, rows in ((lists.days, days), (lists.shifts, changes)))
    return replace(lists, days=next(made), shifts=next(made))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


# ------------------------------------------------------------ disturbances


def fewer(coded: Sequence[CodedDocument], chance: random.Random) -> list[CodedDocument]:
    """Leave out a share of the texts."""
    return [one for one in coded if chance.random() >= SHARE_DROPPED]


def other_outlets(coded: Sequence[CodedDocument], chance: random.Random) -> list[CodedDocument]:
    """Deal the outlets out anew."""
    outlets = [one.document.outlet for one in coded]
    chance.shuffle(outlets)
    return [replace(one, document=replace(one.document, outlet=outlet)) for one, outlet in zip(coded, outlets, strict=True)]


def copied(coded: Sequence[CodedDocument], chance: random.Random) -> list[CodedDocument]:
    """Add editors' copies: another outlet, the same or the next day, sentences in another order, other reporting verbs."""
    chosen = [one.document for one in coded if chance.random() < SHARE_COPIED and one.document.published]
    return [*coded, *code_corpus((_edited(one, chance) for one in chosen), FORMULAS, jobs=2)]


def _edited(document: Document, chance: random.Random) -> Document:
    assert document.published
    text = "\n".join(_turned(paragraph, chance) for paragraph in document.text.split("\n"))
    day = document.published + timedelta(days=chance.randrange(2))
    return replace(document, id=f"{document.id}/copy", text=text, outlet="Another outlet", published=day, url=f"{document.url}/copy")


def _turned(paragraph: str, chance: random.Random) -> str:
    """Turn the order of the sentences after the first, and swap the reporting verb."""
    first, *rest = [sentence for sentence in paragraph.split("。") if sentence]  if "。" in paragraph else [paragraph]
    chance.shuffle(rest)
    for verb, other in VERBS.items():
        if f"{verb}，" in first:
            first = first.replace(f"{verb}，", f"{other}，", 1)
            break
    return "。".join([first, *rest]) + ("。" if "。" in paragraph else "")


# ------------------------------------------------------------ the table


def line(name: str, found: dict[str, Any]) -> str:
    """Return one row of the table."""
    share = {key: "–" if found[key] is None else f"{found[key]:.2f}" for key in ("row_recall", "line_precision", "first_3", "false_a_year", "alerts_a_found_day")}
    return (
        f"{name:34} {found['recall'].get('3', '–'):>7} {found['recall'].get('2', '–'):>7} {share['row_recall']:>5} {share['line_precision']:>5} "
        f"{share['first_3']:>7} {share['false_a_year']:>12} {found['traps']:>5} {share['alerts_a_found_day']:>12}"
    )


def watch(coded: Sequence[CodedDocument], known: Lists, own: Lists, name: str) -> list[str]:
    """Replay both chronologies in one go and return a row for each."""
    shifts = replay([], coded=coded, learn_until=LEARNED).shifts
    return [line(f"2022-2023 {name}", score(shifts, known, LEARNED, BORDER)), line(f"2024-2026 {name}", score(shifts, own, BORDER))]


def disturbed(coded: Sequence[CodedDocument], name: str, disturb: Callable[..., list[CodedDocument]], seed: int) -> list[str]:
    """Return the rows of a disturbed chronology, its lists without what is gone."""
    left = disturb(coded, random.Random(seed))
    gone = {one.document.id for one in coded} - {one.document.id for one in left}
    with tempfile.TemporaryDirectory() as known, tempfile.TemporaryDirectory() as own:
        lists = without(known_lists(), gone, Path(known)), without(own_lists(name), gone, Path(own))
        return watch(left, *lists, f"{name[11:]}, {disturb.__name__} {seed}")


def halves(coded: Sequence[CodedDocument]) -> list[str]:
    """Return a row for each year of the known chronology."""
    shifts = replay([], coded=coded, learn_until=LEARNED).shifts
    years = ((LEARNED, date(2023, 1, 1)), (date(2023, 1, 1), BORDER))
    return [line(f"{since} to {until}", score(shifts, known_lists(), since, until)) for since, until in years]


def main() -> None:
    """Print the figures of the chronologies, by halves and disturbed."""
    past = coded_texts(SHARED / "data" / "cctv_2022_2023.jsonl")
    whole = {name: [*past, *coded_texts(GOLD / name / "texts.jsonl")] for name in OWN}
    print(HEAD)
    for name, coded in whole.items():
        print("\n".join(watch(coded, known_lists(), own_lists(name), name[11:])), flush=True)
    print("\n".join(halves(past)))
    for name, coded in whole.items():
        for disturb in (fewer, other_outlets, copied):
            for seed in range(1, 4):
                print("\n".join(disturbed(coded, name, disturb, seed)), flush=True)


if __name__ == "__main__":
    main()
