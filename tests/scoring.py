"""Scores coded documents against annotations: overlap in characters, spans, speakers, directness, dates, formulas.

GOLD is one object with `documents`, or a JSONL of annotated documents; OUT is what `tifawatch code` wrote.
A formula is right when it overlaps a trigger of the same id and is not over three times its length; acceptable extras,
headlines, captions and mere mentions are neutral.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOFT = {"headline", "caption", "subheadline_only", "document_reference_by_reporter"}
Span = tuple[int, int]
Trigger = tuple[str, int, int]


@dataclass
class GoldStatement:
    start: int
    end: int
    core: Span
    names: set[str | None]
    chinese: bool
    about: bool
    directness: str | None
    dated: bool
    date: str | None
    soft: bool
    triggers: list[Trigger]
    extra: list[Trigger]
    trap: str

    @property
    def span(self) -> Span:
        return (self.start, self.end)


@dataclass
class GoldDocument:
    id: str
    statements: list[GoldStatement]
    neutral: list[Span]
    extra: list[Trigger]
    whole: bool  # foreign speakers are annotated too


@dataclass
class Tally:
    """What scoring counts; `report` makes figures of it."""

    n: Counter[str] = field(default_factory=Counter)
    speaker: Counter[bool] = field(default_factory=Counter)
    directness: Counter[bool] = field(default_factory=Counter)
    date: Counter[bool] = field(default_factory=Counter)
    formulas: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        total: Counter[str] = Counter()
        for counts in self.formulas.values():
            total.update(counts)
        return {
            "documents": self.n["documents"],
            "chars": f_score(self.n["ctp"], self.n["cfp"], self.n["cfn"]),
            "spans": f_score(self.n["tp"], self.n["fp"], self.n["fn"]),
            "speaker": share(self.speaker),
            "directness": share(self.directness),
            "date": share(self.date),
            "formulas": f_score(total["tp"], total["fp"], total["fn"]),
            "triggers": total["tp"] + total["fn"],
            "foreign_words_counted": self.n["foreign"],
            "outside_any_statement": self.n["outside"],
            "all_statements": f_score(self.n["atp"], self.n["afp"], self.n["afn"]),
        }


def score(gold: Path, coded: Iterable[Mapping[str, Any]], known: set[str] | None = None) -> Tally:
    """Compare coded documents (lines of `tifawatch code`) with annotations; `known` are the ids that are scored."""
    predicted = {str(line["id"]): line for line in coded}
    tally = Tally()
    for document in load_gold(gold):
        score_document(document, (predicted.get(document.id) or {}).get("statements") or [], known, tally)
    return tally


def score_document(document: GoldDocument, said: list[dict[str, Any]], known: set[str] | None, tally: Tally) -> None:
    tally.n["documents"] += 1
    china = [s for s in document.statements if s.chinese and s.about and not s.soft]
    soft_statements = [s for s in document.statements if s.soft or (s.chinese and not s.about)]
    soft = document.neutral + [s.span for s in soft_statements]
    counted = [p for p in said if p.get("counts")]
    pairs = match(china, counted)
    _score_spans(document, china, counted, pairs, soft, tally)
    for i, j in pairs:
        _score_statement(document.id, china[i], counted[j], tally)
    _score_characters(china, counted, soft, tally)
    _score_all(document, said, tally)
    _score_formulas(document, china, soft_statements, counted, soft, known, tally)


def _score_spans(
    document: GoldDocument, china: list[GoldStatement], counted: list[dict[str, Any]], pairs: list[tuple[int, int]],
    soft: list[Span], tally: Tally,
) -> None:
    hit = {j for _, j in pairs}
    false = [p for j, p in enumerate(counted) if j not in hit and not any(overlap(span(p), x) for x in soft)]
    tally.n.update(tp=len(pairs), fn=len(china) - len(pairs), fp=len(false))
    for s in china:
        if not any(overlap(s.span, span(p)) for p in counted):
            tally.errors.append(f"{document.id}: statement missed {s.span} {s.names}")
    foreign = [s for s in document.statements if not s.chinese and not s.soft]
    for p in counted:
        inside = any(max(iou(span(p), s.span), iou(span(p), s.core)) >= 0.5 for s in foreign)
        if inside and not any(overlap(span(p), s.span) for s in china):
            tally.n["foreign"] += 1
            tally.errors.append(f"{document.id}: foreign words counted {span(p)}")


def _score_statement(document: str, gold: GoldStatement, said: dict[str, Any], tally: Tally) -> None:
    right = right_name(said.get("speaker"), gold.names)
    tally.speaker[right] += 1
    if not right:
        tally.errors.append(f"{document}: speaker {said.get('speaker')!r}, expected {gold.names} at {gold.start}")
    if gold.directness:
        tally.directness[said.get("directness") == gold.directness] += 1
    if gold.dated:
        tally.date[said.get("said_on") == gold.date] += 1


def _score_characters(china: list[GoldStatement], counted: list[dict[str, Any]], soft: list[Span], tally: Tally) -> None:
    ignored = cover(soft)
    gold, said = cover(s.span for s in china), cover(map(span, counted))
    core = cover(s.core for s in china) | (gold & said)
    tally.n.update(ctp=len(gold & said), cfp=len(said - gold - ignored), cfn=len(core - said - ignored))


def _score_all(document: GoldDocument, said: list[dict[str, Any]], tally: Tally) -> None:
    if not document.whole:
        return
    pairs = match(document.statements, said)
    found, wanted = sum(not document.statements[i].soft for i, _ in pairs), sum(not s.soft for s in document.statements)
    taken = {j for _, j in pairs}
    false = sum(
        j not in taken and not any(overlap(span(p), x) for x in document.neutral) for j, p in enumerate(said)
    )
    tally.n.update(atp=found, afn=wanted - found, afp=false)


def _score_formulas(
    document: GoldDocument, china: list[GoldStatement], soft_statements: list[GoldStatement],
    counted: list[dict[str, Any]], soft: list[Span], known: set[str] | None, tally: Tally,
) -> None:
    triggers = [
        t for s in china for t in s.triggers if not t[0].startswith("other:") and (known is None or t[0] in known)
    ]
    extra = document.extra + [t for s in document.statements for t in s.extra] + [t for s in soft_statements for t in s.triggers]
    codings = {(c["formula"], c["start"], c["end"]) for p in counted for c in p.get("codings") or []}
    used: set[Trigger] = set()
    for name, start, end in triggers:
        found = [c for c in codings if c[0] == name and fits(c[1:], (start, end))]
        used.update(found)
        tally.formulas[name]["tp" if found else "fn"] += 1
        if not found:
            tally.errors.append(f"{document.id}: formula missed {name} {start}–{end}")
    for coding in codings - used:
        if known is not None and coding[0] not in known:
            continue
        tolerated = any(coding[0] == t[0] and overlap(coding[1:], t[1:]) for t in extra)
        if tolerated or any(overlap(coding[1:], x) for x in soft):
            continue
        tally.formulas[coding[0]]["fp"] += 1
        tally.errors.append(f"{document.id}: formula false {coding}")
        tally.n["outside"] += not any(overlap(coding[1:], s.span) for s in china)


def load_gold(path: Path) -> list[GoldDocument]:
    raw = path.read_text("utf-8")
    try:
        documents = json.loads(raw)["documents"]
    except (json.JSONDecodeError, KeyError, TypeError):
        documents = [json.loads(line) for line in raw.splitlines() if line.strip()]
    return [_gold_document(document) for document in documents]


def _gold_document(fields: dict[str, Any]) -> GoldDocument:
    spans = ("headline_spans", "topic_mention_spans", "neutral_spans")
    neutral = [(x["start"], x["end"]) for key in spans for x in fields.get(key, [])]
    neutral += [(x["start"], x["end"]) for x in fields.get("not_statements", []) if x.get("acceptable_as_statement")]
    extra = [_trigger(x, x) for x in fields.get("acceptable_extra", []) if isinstance(x, dict) and "start" in x]
    trap = fields.get("trap", "")
    return GoldDocument(
        id=str(fields.get("item_id") or fields.get("id") or fields.get("file")),
        statements=[_gold_statement(s, trap) for s in fields["statements"]],
        neutral=neutral,
        extra=extra,
        whole=fields.get("nonchinese_annotated", "full") == "full",
    )


def _gold_statement(s: dict[str, Any], trap: str) -> GoldStatement:
    sure = str(s.get("date_confidence", "high")).startswith(("high", "none"))
    return GoldStatement(
        start=s["start"],
        end=s["end"],
        core=(s.get("core_start", s["start"]), s.get("core_end", s["end"])),
        names=accepted_names(s),
        chinese=bool(s.get("is_chinese", s.get("is_chinese_speaker"))),
        about=str(s.get("about_ukraine", s.get("about_ukraine_war", "yes"))).lower() not in ("no", "false"),
        directness={"direct": "verbatim", "indirect": "reported"}.get(s.get("directness", ""), s.get("directness")),
        dated=sure and "date" in s and not s.get("date_range"),
        date=s.get("date"),
        soft=s.get("record_type") in SOFT,
        triggers=[_trigger(x, s) for x in s.get("stances") or []],
        extra=[_trigger(x, s) for x in s.get("acceptable_extra") or []],
        trap=trap,
    )


def _trigger(x: str | dict[str, Any], s: dict[str, Any]) -> Trigger:
    if isinstance(x, str):
        return (x, s["start"], s["end"])
    return (x.get("stance") or x.get("id") or "", x.get("start", s["start"]), x.get("end", s["end"]))


def accepted_names(s: dict[str, Any]) -> set[str | None]:
    """Return the acceptable speaker names in lower case; None in the set: null is acceptable."""
    out: set[str | None] = set()
    for given in [s.get("speaker_en") or s.get("speaker"), *s.get("acceptable_speakers", [])]:
        name = given.get("name") if isinstance(given, dict) else given
        if name is None:
            out.add(None)
            continue
        out.add(name.lower())
        if re.search(r"unnamed|no named", name):
            out |= {None, "china*"}
        if re.match(r"China$|Beijing$|Chinese |Ministry of Foreign Affairs", name):
            out |= {None, "china*", "beijing"}
        parts = re.split(r" and | / |;", re.sub(r"\(.*?\)", "", name))
        out |= {part.strip().lower() for part in parts if len(part.strip()) > 3}
    return out


def right_name(said: str | None, accepted: set[str | None]) -> bool:
    if not said:
        return None in accepted
    name = said.strip().lower()
    chinese = name.startswith(("china", "chinese", "中", "ministry of foreign affairs of"))
    return name in accepted or ("china*" in accepted and chinese)


def match(gold: list[GoldStatement], said: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pair statements one to one at IoU >= 0.5, the best first."""
    pairs = sorted(
        ((max(iou(g.span, span(p)), iou(g.core, span(p))), i, j) for i, g in enumerate(gold) for j, p in enumerate(said)),
        reverse=True,
    )
    left, right, out = set(), set(), []
    for value, i, j in pairs:
        if value >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def iou(a: Span, b: Span) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def span(x: Mapping[str, Any]) -> Span:
    return (x["start"], x["end"])


def overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


def fits(c: Span, g: Span) -> bool:
    return overlap(c, g) and c[1] - c[0] <= 3 * (g[1] - g[0]) + 12


def cover(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def share(counts: Counter[bool]) -> float | None:
    total = counts[True] + counts[False]
    return round(counts[True] / total, 4) if total else None


def f_score(tp: int, fp: int, fn: int) -> dict[str, float]:
    p, r = (tp / (tp + fp) if tp + fp else 0.0), (tp / (tp + fn) if tp + fn else 0.0)
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4)}
