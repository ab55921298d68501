"""Grids: sentences put together from parts, to find the combinations that reading misses and no example shows.

    python -m tests.grids [FORMULA ...]     # the share found of each template, and the parts that are missed

A grid knows no prose: what it finds shows that a gap is closed, not that texts are read well.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from extractors.codebook.codebook import Codebook, code_text, load_codebook

PARTS = Path(__file__).with_name("grid_en.yaml")
EACH = 60  # sentences a template


@dataclass(frozen=True, slots=True)
class Found:
    """How many sentences of a template hold its formula, and which parts stand in the others."""

    formula: str
    template: str
    share: float
    missed: tuple[tuple[str, int], ...]


def sentences(template: str, parts: dict[str, list[str]], number: int) -> Iterator[tuple[str, list[str]]]:
    """Yield sentences of a template with the parts chosen; the same ones in each run."""
    chance = random.Random(template)
    slots = re.findall(r"\{(\w+)\}", template)
    for _ in range(number):
        chosen = [chance.choice(parts[slot]) for slot in slots]
        made = re.sub(r"\{\w+\}", "{}", template).format(*chosen)
        yield made[0].upper() + made[1:], chosen


def measure(codebook: Codebook, formulas: tuple[str, ...] = (), number: int = EACH) -> list[Found]:
    """Return what is found of each template."""
    grid = yaml.safe_load(PARTS.read_text("utf-8"))
    out = []
    for formula, templates in grid["templates"].items():
        if formulas and formula not in formulas:
            continue
        for template in templates:
            missed: Counter[str] = Counter()
            found = 0
            for sentence, chosen in sentences(template, grid["parts"], number):
                hit = any(coding.formula == formula for coding in code_text(codebook, sentence, "en"))
                found += hit
                missed.update([] if hit else chosen)
            out.append(Found(formula, template, found / number, tuple(missed.most_common(4))))
    return out


def main() -> None:
    table = Table("formula", "template", "found", "stands in those missed", box=None)
    for one in measure(load_codebook(), tuple(sys.argv[1:])):
        table.add_row(one.formula, one.template, f"{one.share:.2f}", ", ".join(f"{part} {n}" for part, n in one.missed))
    Console(width=200).print(table)


if __name__ == "__main__":
    main()
