"""Compares what is true with what was stored and what arrived, and says every difference."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from alerts.links import short_id
from alerts.news import near
from tests.chaos.world import World

TARGETS = ("TIFAWATCH_TO_HOOK", "TIFAWATCH_TO_MAIL")


@dataclass
class Tally:
    """What one variant of the chaos came to."""

    name: str
    kills: int = 0
    seconds: float = 0.0
    statements: int = 0
    lost: int = 0
    doubled: int = 0
    unalerted: int = 0  # utterances that count and have no alert
    untold: int = 0  # statements whose words stand in no alert, nor near-equal ones
    pairs: int = 0  # alert and target, of alerts that push
    once: int = 0
    twice: int = 0
    more: int = 0  # pushed more than twice
    digest_only: int = 0  # two pushes with unknown outcome, then heard of through a digest
    listed: int = 0  # candidates and the like: never pushed, listed in a digest
    neither: int = 0
    not_exactly_once: int = 0  # though nothing failed for this pair
    integrity: str = ""
    surprises: int = 0
    leftover: int = 0  # processes that outlived their parents
    faults: list[str] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)  # fail points that somebody died at

    @property
    def broken(self) -> list[str]:
        """Every promise that did not hold."""
        counted = ("lost", "doubled", "unalerted", "untold", "more", "neither", "not_exactly_once", "surprises", "leftover")
        found = [f"{name}: {number}" for name in counted if (number := getattr(self, name))]
        return found + ([] if self.integrity == "ok" else [f"integrity: {self.integrity}"])


def read(home: Path, sql: str) -> list[sqlite3.Row]:
    """Ask the database as any other reader would."""
    path = home / "tifawatch.sqlite"
    if not path.exists():
        return []
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    db.row_factory = sqlite3.Row
    try:
        return list(db.execute(sql))
    except sqlite3.OperationalError:  # the schema is not there yet
        return []
    finally:
        db.close()


def stored_texts(home: Path) -> list[str]:
    """Return the text of every statement of China that counts."""
    return [row["text"] for row in read(home, "select text from statements where counts = 1 and standing = 'present'")]


def _stored_words(home: Path) -> list[tuple[str, str]]:
    """Return of every statement of China that counts its text, and its words without the reporting clause."""
    sql = "select text, start, content_start, content_end from statements where counts = 1 and standing = 'present'"
    return [(row["text"], _cut(row["text"], row["start"], row["content_start"], row["content_end"])) for row in read(home, sql)]


def _cut(text: str, start: int, begin: int, end: int) -> str:
    return text[begin - start : end - start] or text


def is_settled(world: World, *, to_the_last: bool = True) -> bool:
    """Tell whether everything published is stored and told; `to_the_last` also what waits for a later digest."""
    now = world.clock.now().strftime("%Y-%m-%dT%H:%M:%S")
    later = "alert like 'system:digest:%' and not_before" if to_the_last else "not_before"
    waiting = f"""
        select 1 from deliveries where state in ('pending', 'sending', 'unknown')
        or (state = 'digest' and not ({later} > '{now}')) limit 1
    """
    texts = "\n".join(stored_texts(world.home))
    return all(truth.marker in texts for truth in world.truths) and not read(world.home, waiting)


def check(world: World, tally: Tally) -> Tally:
    """Fill in the tally."""
    texts = Counter(truth.marker for text in stored_texts(world.home) for truth in world.truths if truth.marker in text)
    tally.statements = len(world.truths)
    tally.lost = sum(texts[truth.marker] == 0 for truth in world.truths)
    tally.doubled = sum(texts[truth.marker] > 1 for truth in world.truths)
    tally.faults += [f"lost {truth.url}" for truth in world.truths if not texts[truth.marker]]
    tally.faults += [f"{texts[truth.marker]} times {truth.url}" for truth in world.truths if texts[truth.marker] > 1]
    _check_alerts(world, tally)
    _check_words(world, tally)
    _check_copies(world, tally)
    tally.integrity = _integrity(world.home)
    surprises = world.home / "surprises.log"
    lines = surprises.read_text().splitlines() if surprises.exists() else []
    tally.surprises = len(lines)
    tally.faults += [f"surprise: {line[:300]}" for line in dict.fromkeys(lines)]
    return tally


def _check_alerts(world: World, tally: Tally) -> None:
    """Every utterance of China that counts has an alert of its own, told or part of another."""
    sql = """
        select distinct renderings.utterance as key from renderings join statements on statements.key = renderings.statement
        join utterances on utterances.key = renderings.utterance
        where statements.counts = 1 and statements.about_ukraine = 1 and utterances.acts_for = 'China'
    """
    known = {row["key"] for row in read(world.home, "select key from alerts")}
    missing = [row["key"] for row in read(world.home, sql) if f"statement:{row['key']}" not in known]
    tally.unalerted = len(missing)
    tally.faults += [f"no alert for utterance {key}" for key in missing]


def _check_words(world: World, tally: Tally) -> None:
    """The words of every statement stand in an alert: in the one on its utterance, or in one on what was added later."""
    told: list[tuple[str, str]] = []
    for row in read(world.home, "select snapshot from alerts where part_of = ''"):
        alert = json.loads(row["snapshot"])
        spoken = [one for one in (alert["utterance"], *alert["more"]) if one]
        said = [rendering["statement"] for one in spoken for rendering in one["renderings"]]
        told += [(one["text"], _cut(one["text"], one["start"], *one["content"])) for one in said]
    everything = "\n".join(text for text, _ in told)
    stored = _stored_words(world.home)
    for truth in world.truths:
        own = [] if truth.marker in everything else [words for text, words in stored if truth.marker in text]
        if own and not any(near(words, other) for words in own for _, other in told):
            tally.untold += 1
            tally.faults.append(f"told in no alert: {own[0][:200]}")


def _check_copies(world: World, tally: Tally) -> None:
    deliveries = read(world.home, "select * from deliveries where alert not like 'system:digest:%'")
    names = {short_id(row["alert"]): row["alert"] for row in deliveries}
    copies = {TARGETS[0]: world.hook_copies(), TARGETS[1]: world.mail_copies(names)}
    outcomes: dict[tuple[str, str], list[str]] = {}
    for row in read(world.home, "select * from attempts"):
        outcomes.setdefault((row["alert"], row["target"]), []).append(row["outcome"] or "open")
    for row in deliveries:
        pushed, listed = copies[row["target"]]
        count, pair, pushes = pushed[row["alert"]], (row["alert"], row["target"]), row["mode"] == "push"
        tally.pairs += pushes
        tally.once += count == 1
        tally.twice += count == 2
        tally.more += count > 2
        tally.digest_only += pushes and count == 0 and row["alert"] in listed
        tally.listed += not pushes and row["alert"] in listed
        if count == 0 and row["alert"] not in listed:
            tally.neither += 1
            tally.faults.append(f"in neither: {pair} {row['state']} {outcomes.get(pair)}")
        if count > 2:
            tally.faults.append(f"{count} copies: {pair} {outcomes.get(pair)}")
        if outcomes.get(pair) == ["accepted"] and count != 1:
            tally.not_exactly_once += 1
            tally.faults.append(f"{count} copies though nothing failed: {pair}")


def _integrity(home: Path) -> str:
    found = [row[0] for row in read(home, "pragma integrity_check")]
    orphans = read(home, "pragma foreign_key_check")
    return "ok" if found == ["ok"] and not orphans else f"{found[:3]}, {len(orphans)} orphans"
