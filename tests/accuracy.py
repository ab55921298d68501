"""`make accuracy`: measures the reading and the shifts, prints the tables the README quotes.

usage: python -m tests.accuracy [--errors] [--write] [--no-replay]

--write keeps the figures in tests/accuracy.json, which tests/test_accuracy.py holds the project to.
Third-party texts are read from the folder `shared` beside the checkout; without it only the project's own gold is measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from extractors.records.words import Document
from flows.corpus import code_corpus, coded_to_json, document_from_json
from flows.settings import SHIPPED
from tests.scoring import Tally, load_gold, score, score_document

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FIGURES = Path(__file__).with_name("accuracy.json")
GOLD = Path(__file__).with_name("gold")
FORMULAS = (SHIPPED / "extractors" / "formulas",)
NO_CONTENT = {"mention", "summary", "foreign"}  # forms of cctv_statements.csv that hold no statement with content


def known_formulas() -> set[str] | None:
    """Return the ids that the shared annotations use, None where they are absent."""
    path = SHARED / "domain" / "formulas.yaml"
    if not path.exists():
        return None
    return {line.split(":")[1].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("- id:")}


def seed_documents() -> list[Document]:
    """Return the five seed articles, dated as their annotations say."""
    gold = json.loads((SHARED / "domain" / "seed_gold.json").read_text("utf-8"))["documents"]
    texts = SHARED / "seeds"
    return [
        Document(d["file"], (texts / d["file"]).read_text("utf-8"), "en", date.fromisoformat(d["article_date"]))
        for d in gold
    ]


def documents_in(path: Path, ids: set[str] | None = None) -> list[Document]:
    """Return the documents of a JSONL file, those with the given ids only."""
    found = (document_from_json(line, str(path)) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [document for document in found if ids is None or document.id in ids]


def coded_lines(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return what `tifawatch code` writes for each document."""
    return [coded_to_json(coded) for coded in code_corpus(documents, FORMULAS, jobs=2)]


def measure_shared() -> dict[str, Tally]:
    """Score the seeds, the Chinese and the English annotated texts."""
    domain, data = SHARED / "domain", SHARED / "data"
    sets = {
        "seeds": (domain / "seed_gold.json", seed_documents()),
        "cctv": _annotated(domain / "cctv_gold.jsonl", data / "cctv_2022_2023.jsonl"),
        "english": _annotated(domain / "en_gold.jsonl", data / "en_gold_texts.jsonl"),
    }
    known = known_formulas()
    return {name: score(gold, coded_lines(documents), known) for name, (gold, documents) in sets.items()}


def _annotated(gold: Path, texts: Path) -> tuple[Path, list[Document]]:
    return gold, documents_in(texts, {document.id for document in load_gold(gold)})


def measure_own() -> dict[str, Tally]:
    """Score the project's own gold passages, a tally a language and a tally a trap."""
    tallies: dict[str, Tally] = {}
    for path in sorted(path for path in GOLD.glob("*.jsonl") if not path.stem.startswith("formulas_")):  # those are sentences
        said = {line["id"]: line for line in coded_lines(documents_in(path))}
        traps = {str(f.get("id")): f.get("trap", "") for f in map(json.loads, path.read_text("utf-8").splitlines())}
        for document in load_gold(path):
            statements = said[document.id]["statements"]
            for name in (f"own {path.stem}", f"trap: {traps[document.id]}"):
                score_document(document, statements, None, tallies.setdefault(name, Tally()))
    return tallies


def measure_silence() -> dict[str, Any]:
    """Tell how many CCTV texts without Chinese words on the war give a counted statement, and how many with them do."""
    rows = list(csv.DictReader((SHARED / "domain" / "cctv_statements.csv").open(encoding="utf-8")))
    content = {row["item_id"] for row in rows if row["form"] not in NO_CONTENT}
    mentioned = {row["item_id"] for row in rows} - content
    counted = {
        line["id"]: any(s["counts"] for s in line["statements"])
        for line in coded_lines(documents_in(SHARED / "data" / "cctv_2022_2023.jsonl"))
    }
    false = sorted(id for id, counts in counted.items() if counts and id not in content and id not in mentioned)
    missed = sorted(id for id in content if not counted.get(id))
    return {
        "texts": len(counted), "with_content": len(content), "found": len(content) - len(missed),
        "false": len(false), "false_ids": false, "missed_ids": missed,
        "mentions_counted": sum(counted.get(id, False) for id in mentioned),
    }


def measure_replay(out: Path | None = None) -> dict[str, Any]:
    """Replay the two-year chronology and score it against the days and changes an analyst listed."""
    domain = SHARED / "domain"
    with tempfile.TemporaryDirectory() as folder:
        shifts = out or Path(folder) / "shifts.jsonl"
        texts = SHARED / "data" / "cctv_2022_2023.jsonl"
        command = [sys.executable, "-m", "flows.cli", "replay", str(texts), "-o", str(shifts), "--learn-until", "2022-02-15"]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        tables = [domain / f"cctv_{name}.csv" for name in ("shift_days", "shifts", "quiet", "negatives")]
        scorer = [sys.executable, str(SHARED / "tools" / "score_replay.py"), *map(str, tables), str(shifts), "--from", "2022-02-15", "--json"]
        done = subprocess.run(scorer, check=True, capture_output=True, text=True)
        return json.loads(done.stdout)


def row(name: str, report: Mapping[str, Any]) -> str:
    """Return one line of the table."""
    c, s, f = report["chars"], report["spans"], report["formulas"]
    shares = " | ".join("–" if report[k] is None else f"{report[k]:.2f}" for k in ("speaker", "directness", "date"))
    return (
        f"| {name} | {report['documents']} | {c['precision']:.2f} / {c['recall']:.2f} / **{c['f1']:.2f}** | {s['f1']:.2f} | {shares} "
        f"| {f['precision']:.2f} / {f['recall']:.2f} / **{f['f1']:.2f}** | {report['foreign_words_counted']} |"
    )


HEAD = """| texts | n | chars P / R / F1 | spans F1 | speaker | directness | date | formulas P / R / F1 | foreign words counted |
|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Measure, print, and with --write keep the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--errors", "--write", "--no-replay"):
        options.add_argument(flag, action="store_true")
    chosen = options.parse_args()
    tallies = measure_own()
    figures: dict[str, Any] = {}
    if SHARED.exists():
        tallies = measure_shared() | tallies
        figures["silence"] = measure_silence()
        figures["replay"] = {} if chosen.no_replay else measure_replay()
    figures["reading"] = {name: tally.report() for name, tally in tallies.items()}
    print(HEAD)
    for name, report in figures["reading"].items():
        print(row(name, report))
    for name in ("silence", "replay"):
        if figures.get(name):
            print(f"\n{name}: {json.dumps(figures[name], ensure_ascii=False, indent=1)}")
    if chosen.errors:
        print("\n".join(error for tally in tallies.values() for error in tally.errors))
    if chosen.write:
        FIGURES.write_text(a_line_each(figures), "utf-8")


def a_line_each(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the figures as JSON with a line for each set and trap, so that a change shows what fell."""

    def written(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    parts = (f"{written(name)}: {{\n" + ",\n".join(f" {written(key)}: {written(one)}" for key, one in part.items()) + "\n}" for name, part in figures.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
