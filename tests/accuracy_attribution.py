"""Measures attribution alone, without codebook: `python -m tests.accuracy_attribution [--errors]`.

Reads the project's English gold, and the annotated third-party texts in the folder `shared` where it is present.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from extractors.english.statements import attribute_english
from extractors.gates import Voices, gate_statement
from extractors.passages import split_passages
from extractors.records.words import Document, Statement
from extractors.referent import referent_of
from extractors.speakers import load_officials
from tests.scoring import Tally, score

OWN = Path(__file__).with_name("gold") / "en.jsonl"
SHARED = Path(__file__).resolve().parents[2] / "shared"
OFFICIALS = load_officials()


def attribute(document: Document) -> list[Statement]:
    """Return every statement of an English document with the verdicts of its gates."""
    passages = split_passages(document, "en")
    about_ukraine = referent_of(document, passages, "en")
    out = []
    for statement in attribute_english(document, passages, OFFICIALS):
        about, reason = about_ukraine(statement)
        gates = gate_statement(statement, Voices(passages), about, reason)
        out.append(replace(statement, about_ukraine=about, gates=gates))
    return out


def said(document: Document) -> dict[str, Any]:
    """Return a document's statements as `tifawatch code` writes them, as far as scoring reads them."""
    return {
        "id": document.id,
        "statements": [
            {
                "start": s.start, "end": s.end, "speaker": s.speaker.name, "directness": s.directness.value,
                "said_on": s.said_on.isoformat() if s.said_on else None, "counts": s.counts, "codings": [],
            }
            for s in attribute(document)
        ],
    }  # fmt: skip


def read(path: Path) -> list[Document]:
    """Return the documents of a JSONL file."""
    return [document(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def document(fields: dict[str, Any]) -> Document:
    """Return one line of a corpus as a document."""
    return Document(
        fields["id"], fields["text"], "en", day(fields.get("published")), fields.get("title") or "",
        fields.get("url") or "", fields.get("outlet") or "", fields.get("source_kind") or "news",
    )  # fmt: skip


def day(value: str | None) -> date | None:
    """Return an ISO day, None for a month or nothing."""
    return date.fromisoformat(value) if value and len(value) == len("2023-03-17") else None


def seeds() -> list[Document]:
    """Return the seed articles, dated as their annotations say."""
    gold = json.loads((SHARED / "domain" / "seed_gold.json").read_text("utf-8"))["documents"]
    return [
        Document(d["file"], (SHARED / "seeds" / d["file"]).read_text("utf-8"), "en", day(d["article_date"]))
        for d in gold
    ]


def measure(gold: Path, documents: Iterable[Document]) -> tuple[Tally, float]:
    """Score documents against their annotations; return the tally and the texts of 5 KB read a CPU-second."""
    wanted = list(documents)
    begun = time.process_time()
    lines = [said(each) for each in wanted]
    elapsed = time.process_time() - begun
    return score(gold, lines), sum(len(each.text) for each in wanted) / 5000 / max(elapsed, 1e-9)


def main() -> None:
    """Print a line for each set of texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was false")
    errors = parser.parse_args().errors
    sets = {"own English gold": (OWN, read(OWN))}
    if SHARED.exists():
        domain = SHARED / "domain"
        sets["seeds"] = (domain / "seed_gold.json", seeds())
        sets["English texts"] = (domain / "en_gold.jsonl", read(SHARED / "data" / "en_gold_texts.jsonl"))
    for name, (gold, documents) in sets.items():
        tally, speed = measure(gold, documents)
        report = tally.report()
        print(
            f"{name:18} chars F1 {report['chars']['f1']:.3f}  spans F1 {report['spans']['f1']:.3f}  "
            f"speaker {report['speaker']:.3f}  directness {report['directness']:.3f}  date {report['date']:.3f}  "
            f"foreign words counted {report['foreign_words_counted']}  ({speed:.0f} texts of 5 KB a second)"
        )
        if errors:
            print(*(f"    {error}" for error in tally.errors if "formula" not in error), sep="\n")


if __name__ == "__main__":
    main()
