"""How well the codebook finds formulas when attribution is perfect: gold statements in, triggers compared.

Run it: `python tests/accuracy_codebook.py [seed|cctv|en] [--errors] [--formula ID]`. It reads the annotated texts in
the folder `shared` beside the checkout, and prints a line a formula and the totals a set.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = {"seed": "seed_gold.json", "cctv": "cctv_gold.jsonl", "en": "en_gold.jsonl"}
TEXTS = {"cctv": "cctv_2022_2023.jsonl", "en": "en_gold_texts.jsonl"}


def scorer() -> ModuleType:
    """Load the scorer that stands beside the gold, so that its rules are the rules here."""
    spec = importlib.util.spec_from_file_location("score_code", SHARED / "tools" / "score_code.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(name: str) -> dict[str, str]:
    if name == "seed":
        return {path.name: path.read_text("utf-8") for path in (SHARED / "seeds").glob("*.txt")}
    lines = (SHARED / "data" / TEXTS[name]).read_text("utf-8").splitlines()
    return {line["id"]: line["text"] for line in map(json.loads, lines)}


def measure(name: str, show: bool = False, only: str = "") -> dict[str, Counter[str]]:
    """Count right, false and missed codings a formula, given the gold's own statements."""
    sys.path.insert(0, str(ROOT))
    from extractors.codebook.codebook import code_span, load_codebook

    codebook, score, documents = load_codebook(), scorer(), texts(name)
    known = score.known_ids()
    language = "zh" if name == "cctv" else "en"
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document, (statements, _, extra, _) in score.load_gold(SHARED / "domain" / GOLD[name]).items():
        text = documents[document]
        ours = [one for one in statements if one["chinese"] and one["about"] and not one["soft"]]
        codings = {
            (coding.formula, coding.start, coding.end)
            for coding in code_span(codebook, text, [(one["start"], one["end"]) for one in ours], language)
            if coding.counts and coding.formula in known
        }
        wanted = [trigger for one in ours for trigger in one["stances"] if trigger[0] in known]
        allowed = extra + [trigger for one in statements for trigger in one["extra"]]
        used = set()
        for formula, start, end in wanted:
            found = [one for one in codings if one[0] == formula and score.fits(one[1:], (start, end))]
            used.update(found)
            counts[formula]["right" if found else "missed"] += 1
            if show and not found and only in ("", formula):
                print(f"  missed {formula}: {text[start:end]!r}  [{document}]")
        for formula, start, end in sorted(codings - used):
            if any(formula == one[0] and score.overlap((start, end), one[1:]) for one in allowed):
                continue
            counts[formula]["false"] += 1
            if show and only in ("", formula):
                print(f"  false  {formula}: {text[start:end]!r}  [{document}]")
    return counts


def figures(count: Counter[str]) -> tuple[float, float, float]:
    right, false, missed = count["right"], count["false"], count["missed"]
    precision = right / (right + false) if right + false else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=list(GOLD), help="seed, cctv, en; all by default")
    parser.add_argument("--errors", action="store_true", help="print each miss and false hit")
    parser.add_argument("--formula", default="", help="only this formula's errors")
    chosen = parser.parse_args()
    for name in chosen.sets:
        counts = measure(name, chosen.errors, chosen.formula)
        total: Counter[str] = sum(counts.values(), Counter())
        for formula, count in sorted(counts.items()):
            if count["false"] or count["missed"]:
                print(f"{name:5} {formula:36} right {count['right']:3} false {count['false']:3} missed {count['missed']:3}")
        precision, recall, f1 = figures(total)
        print(f"{name:5} {'all formulas':36} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({sum(total.values())} marks)\n")


if __name__ == "__main__":
    main()
