"""Measures Chinese, Ukrainian and Russian attribution alone, without codebook: `python -m tests.accuracy_chinese [--errors]`.

Reads the project's gold of these languages, and the annotated evening news in the folder `shared` where it is present.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from extractors.chinese.statements import attribute_chinese
from extractors.gates import Voices, gate_statement
from extractors.passages import split_passages
from extractors.records.words import Document, Statement
from extractors.referent import referent_of
from extractors.slavic.statements import attribute_slavic
from extractors.speakers import load_officials
from tests.scoring import Tally, score

GOLD = Path(__file__).with_name("gold")
SHARED = Path(__file__).resolve().parents[2] / "shared"
OFFICIALS = load_officials()


def attribute(document: Document, language: str) -> list[Statement]:
    """Return every statement of a document with the verdicts of its gates."""
    passages = split_passages(document, language)
    voices = Voices(passages)
    about_ukraine = referent_of(document, passages, language)
    found = []
    for statement in (attribute_chinese if language == "zh" else attribute_slavic)(
        document, passages, OFFICIALS
    ):
        about, reason = about_ukraine(statement)
        gates = gate_statement(statement, voices, about, reason)
        found.append(replace(statement, about_ukraine=about, gates=gates))
    return found


def said(document: Document, language: str) -> dict[str, Any]:
    """Return a document's statements as `tifawatch code` writes them, as far as scoring reads them."""
    return {
        "id": document.id,
        "statements": [
            {
                "start": s.start, "end": s.end, "speaker": s.speaker.name, "directness": s.directness.value,
                "said_on": s.said_on.isoformat() if s.said_on else None, "counts": s.counts, "codings": [],
            }
            for s in attribute(document, language)
        ],
    }  # fmt: skip


def read(path: Path) -> list[Document]:
    """Return the documents of a JSONL file."""
    return [document(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def document(fields: dict[str, Any]) -> Document:
    """Return one document of a JSONL line."""
    day = fields.get("published") or fields.get("date")
    return Document(
        fields["id"], fields["text"], fields.get("lang"), date.fromisoformat(day[:10]) if day else None,
        fields.get("title") or "", fields.get("url") or "", source_kind=fields.get("source_kind", "news"),
    )  # fmt: skip


def measure(gold: Path, texts: Path, language: str) -> Tally:
    """Score one annotated file."""
    return score(gold, [said(each, language) for each in read(texts)], None)


def main() -> None:
    """Measure each set and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    sets = [(GOLD / f"{name}.jsonl", GOLD / f"{name}.jsonl", name) for name in ("zh", "uk", "ru")]
    if SHARED.exists():
        sets.append((SHARED / "domain" / "cctv_gold.jsonl", SHARED / "data" / "cctv_2022_2023.jsonl", "zh"))
    for gold, texts, language in sets:
        started = time.process_time()
        tally = measure(gold, texts, language)
        report = {k: v for k, v in tally.report().items() if "formula" not in k}
        print(gold.name, json.dumps(report), f"{time.process_time() - started:.1f} s")
        if asked.errors:
            print("\n".join(each for each in tally.errors if " formula " not in each))


if __name__ == "__main__":
    main()
