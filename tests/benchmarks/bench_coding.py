"""How fast statements are attributed and coded: articles a second and core, growth with the patterns, the worst hostile text.

    python tests/benchmarks/bench_coding.py [--hostile 2000]

Texts are made from the sentences of the codebook's own examples (every sentence carries a formula: the dense case) and
from plain sentences without any (the usual case in a feed), 5 KB each; beside them the project's annotated texts, which
are nothing but statements on the war. CPU time of this process, medians; the ratios are what survives a busy machine.
Goals: 400 articles a second, less than linear growth from 300 to 3,000 patterns, and no hostile text above 100 ms.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.codebook.codebook import Codebook, code_text, load_codebook  # noqa: E402
from extractors.codebook.pattern import parse_pattern  # noqa: E402
from extractors.codebook.pattern_matcher import Matcher, Rule  # noqa: E402
from extractors.codebook.pattern_regex import compile_pattern  # noqa: E402
from extractors.coder import code_document  # noqa: E402
from extractors.records.words import Document  # noqa: E402
from extractors.speakers import Officials, load_officials  # noqa: E402
from flows.corpus import read_documents  # noqa: E402
from tests.hostile_texts import hostile_texts  # noqa: E402

Row = tuple[str, str, str, str]
KINDS = ("plain", "on the war, one sentence in ten a formula", "every sentence a formula")
SIZE = 5_000  # bytes
PLAIN = {
    "en": [
        "The harvest festival drew thousands of visitors to the old town on Saturday.",
        "Engineers finished the new bridge two months ahead of schedule, the mayor said.",
        "Share prices rose slightly after the central bank left its rate unchanged.",
        "The museum will reopen in spring with an exhibition on the history of paper.",
    ],
    "zh": ["丰收节周六吸引了数千名游客来到老城。", "市长说，新桥比原计划提前两个月完工。", "央行维持利率不变后股价小幅上涨。", "博物馆将于春季重新开放，展出造纸历史。"],
}
ON_THE_WAR = {
    "en": ["Fighting went on in eastern Ukraine for another night.", "The governor of the region said two villages in Ukraine had lost power."],
    "zh": ["乌克兰东部战事又持续了一夜。", "当地州长说，乌克兰两个村庄断电。"],
}
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "il")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hostile", type=int, default=2_000, help="hostile texts to try")
    arguments = parser.parse_args()
    codebook = load_codebook()
    rows = [*rates(codebook, load_officials()), *growth(), worst(codebook, arguments.hostile)]
    table = Table("what", "measured", "all its words coded", "goal", box=None)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def rates(codebook: Codebook, officials: Officials) -> list[Row]:
    rows = []
    for name, documents in texts(codebook).items():
        size = sum(len(one.text.encode()) for one in documents) / SIZE
        whole = size / cpu(lambda documents=documents: [code_document(one, codebook, officials) for one in documents])
        coding = size / cpu(lambda documents=documents: [code_text(codebook, one.text, one.language or "") for one in documents])
        rows.append((name, f"{whole:,.0f}/s", f"{coding:,.0f}/s", "≥ 400/s"))
    return rows


def texts(codebook: Codebook) -> dict[str, list[Document]]:
    """Return documents by the name of their kind."""
    named = {}
    for language in ("en", "zh"):
        dense = [one.text for formula in codebook.formulas.values() for one in formula.examples if one.language == language and one.coded]
        for name, sentences in zip(KINDS, (PLAIN[language], [*PLAIN[language] * 4, *ON_THE_WAR[language], *dense[:2]], dense), strict=True):
            articles = (article(sentences, language, seed) for seed in range(30))
            named[f"{language}, {SIZE // 1000} KB, {name}"] = [Document(str(n), text, language) for n, text in enumerate(articles)]
        plain, war, _ = (named[f"{language}, {SIZE // 1000} KB, {name}"] for name in KINDS)
        named[f"{language}, {SIZE // 1000} KB, a feed: one article in ten on the war"] = plain[:27] + war[:3]
        gold = sorted((ROOT / "tests" / "gold").glob(f"blind*_{language}.jsonl"))
        read = [one for path in gold for one in read_documents(path) if isinstance(one, Document)]
        named[f"{language}, annotated texts, a 5 KB"] = [replace(one, language=language) for one in read]
    return named


def growth() -> list[Row]:
    """Patterns and texts share one vocabulary of 4,000 words, so that patterns are half met everywhere and hit now and then."""
    chance = random.Random(7)
    vocabulary = sorted({"".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))) for _ in range(6_000)})[:4_000]
    sentences = [" ".join(chance.choices(vocabulary, k=16)).capitalize() + "." for _ in range(200)]
    texts = [article(sentences, "en", seed) for seed in range(10)]
    seconds = {}
    for number in (300, 3_000):
        matcher = Matcher([Rule(one, compile_pattern(one, parse_pattern(one), {}, "en")) for one in patterns(chance, vocabulary, number)], spaced=True)
        seconds[number] = cpu(lambda matcher=matcher: [list(matcher.find(text)) for text in texts]) / len(texts)
    rates_ = ", ".join(f"{number:,}: {1 / spent:,.0f}/s" for number, spent in seconds.items())
    return [("patterns with gaps", rates_, "", ""), ("time for ten times the patterns", f"× {seconds[3_000] / seconds[300]:.1f}", "", "< × 10")]


def patterns(chance: random.Random, vocabulary: Sequence[str], number: int) -> list[str]:
    made = set()
    while len(made) < number:
        first, second, third, fourth = chance.choices(vocabulary, k=4)
        made.add(f"({first}|{second}*) ..{chance.randint(2, 8)} {third} [{fourth}]")
    return sorted(made)


def worst(codebook: Codebook, number: int) -> Row:
    slowest, culprit = 0.0, ""
    for name, text, language in hostile_texts(codebook, number):
        started = time.process_time()
        code_text(codebook, text, language)
        spent = time.process_time() - started
        if spent > slowest:
            slowest, culprit = spent, f"{name}, {len(text):,} characters"
    return f"worst of {number:,} hostile texts", f"{slowest * 1000:.0f} ms ({culprit})", "", "< 100 ms"


def article(sentences: Sequence[str], language: str, seed: int) -> str:
    chance = random.Random(seed)
    text = ""
    while len(text.encode()) < SIZE:
        text += chance.choice(sentences) + chance.choice(("\n", *["" if language == "zh" else " "] * 3))
    return text


def cpu(run: Callable[[], object], rounds: int = 5) -> float:
    run()
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        run()
        spent.append(time.process_time() - started)
    return median(spent)


if __name__ == "__main__":
    main()
