"""An archive worth looking at, in English and Chinese, and a real Datasette server over it."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
from sqlite_utils import Database

from extractors.records.changes import (
    AlertKind,
    Delivery,
    DeliveryState,
    Shift,
    ShiftKind,
    ShiftStatus,
    Utterance,
    Wording,
)
from extractors.records.pages import Layer, SourceReport, SourceState
from extractors.records.words import Coding, Gate, Level, Slot, Speaker
from store.reading import Saved, save_reading
from store.save import (
    save_alerts,
    save_failure,
    save_gone,
    save_heartbeat,
    save_report,
    save_shifts,
    save_sources,
    save_utterances,
    save_validator,
    save_verdict,
)
from store.site import datasette_command
from tests.archive import (
    ENVOY,
    GAZETTE,
    MINISTRY,
    NOON,
    TODAY,
    alert,
    article,
    coded,
    later,
    page,
    push,
    shift,
    statement,
    store_text,
    utterance,
)

HOSTILE = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "javascript:document.title='owned'",
    "https://evil.example/?track=1",
    "[click](javascript:alert(1))",
    "\u202eevil\u202c @everyone",
    "{{ 7 * 7 }}{% raw %}",
)
CHINESE_BEFORE = "鲁里坦尼亚的主权应得到尊重，围城应当停止，平民应当安全通行。"
CHINESE_AFTER = "鲁里坦尼亚的主权应得到充分尊重，围城应当立即停止，所有平民应当安全通行。"
CHANCELLOR = Speaker("Sapt of Zenda", "扎普特", "sapt", "chancellor", "Ruritania", Level.FOREIGN_MINISTER)


def fill(db: Database) -> None:
    """Store something in every table."""
    save_sources(db, [MINISTRY, GAZETTE])
    _fill_reports(db)
    text = "The envoy said: safe passage for some. He would not say more on the siege."
    english = store_text(db, text, ["safe passage for some"])
    save_utterances(db, [utterance(english, "english")])
    changed = store_text(db, text.replace("would not", "could not"), ["safe passage for some"], at=later(hours=3))
    reading = _fill_chinese(db)
    told = shift(changed)
    reworded = _chinese_shift(reading)
    candidate = shift(english, "a safe road", "a road", key="shift 2", status=ShiftStatus.CANDIDATE, grade="weak", score=0.2)
    first = replace(shift(english), key="shift 3", kind=ShiftKind.FIRST_USE, before=None, formula="open_gates", slot=None, score=0.5)
    save_shifts(db, [told, reworded, candidate, first])
    alerts = [
        alert("shift:zenda", shifts=(told, candidate), utterance=utterance(english)),
        alert("shift:chinese", later(hours=4), shifts=(reworded,), utterance=chancellors(reading), subject="Ruritania’s chancellor: 充分, 立即 and 所有 are new"),
        alert("source:gazette", kind=AlertKind.SOURCE, subject="Strelsau Gazette is blocked"),
    ]
    deliveries = [push("shift:zenda"), push("shift:chinese"), Delivery("source:gazette", "weekly", "duke", DeliveryState.DIGEST)]
    save_alerts(db, alerts, deliveries, NOON)
    save_verdict(db, "shift:zenda", "confirm", "seen in the original", later(hours=5))
    save_failure(db, GAZETTE, "https://strelsau.example/broken", "answered 403", NOON)
    save_gone(db, MINISTRY, f"{MINISTRY.url}zh", "404", later(hours=9))
    save_validator(db, MINISTRY, page("listing"))
    save_heartbeat(db, "dispatcher", NOON)


def _fill_reports(db: Database) -> None:
    for hour in range(3):
        save_report(db, SourceReport(MINISTRY.name, later(hours=hour), SourceState.OK, "12 entries", entries=12, newest=NOON, since=NOON))
    save_report(db, SourceReport(GAZETTE.name, NOON, SourceState.BLOCKED, "answered 403 with a challenge page", "open it in a browser", since=later(days=-2)))


def _fill_chinese(db: Database) -> Saved:
    text = f"鲁里坦尼亚首相表示，{CHINESE_AFTER}记者问及其他问题，他没有回答。"
    start = text.index(CHINESE_AFTER)
    found = Coding(
        "sovereignty", start, start + 12, (Slot("degree", "充分", start + 11, start + 13, known=False),), (Gate("negation", True),)
    )
    said = statement(text, CHINESE_AFTER, CHANCELLOR, language="zh", codings=(found,), gates=(Gate("speaker", True), Gate("referent", True, "the paragraph is about the siege")))
    stranger = Speaker(None, "某官员")
    asked = statement(text, "记者问及其他问题", stranger, language="zh", gates=(Gate("question", False, "a journalist's words"),), codings=())
    url = f"{MINISTRY.url}zh"
    read = replace(coded(text, [said, asked], url), language="zh")
    saved = save_reading(db, MINISTRY, page(f"<p>{text}</p>", url), article(text, url, title="首相谈围城", language="zh"), read, NOON)
    save_utterances(db, [chancellors(saved)])
    return saved


def chancellors(saved: Saved) -> Utterance:
    """Return what the chancellor said."""
    return replace(utterance(saved, "chinese"), speaker=CHANCELLOR)


def _chinese_shift(saved: Saved) -> Shift:
    made = Wording(saved.document, 10, 10 + len(CHINESE_AFTER), CHINESE_AFTER, TODAY, CHANCELLOR.name, "chancellor", Level.FOREIGN_MINISTER, "zh", MINISTRY.name, f"{MINISTRY.url}zh")
    earlier = replace(made, text=CHINESE_BEFORE, date=date(2030, 2, 24))
    return replace(shift(saved), key="shift 充分", before=earlier, after=made, speaker=CHANCELLOR.name, level=Level.FOREIGN_MINISTER, formula="sovereignty", slot="degree", group="event-2", as_of=TODAY, stratum="readout / original / zh")


def fill_hostile(db: Database) -> None:
    """Store text that would like to be more than text, wherever text from outside can stand."""
    for number, evil in enumerate(HOSTILE):
        text = f"{evil} said the envoy."
        url = f"{MINISTRY.url}{number}?{evil}" if number % 2 else f"https://x{number}.example/"
        saved = store_text(db, text, [evil], url=url, title=evil)
        evil_speaker = replace(ENVOY, name=evil, as_written=evil, office=evil, official_id=None)
        read = coded(text, [statement(text, evil, evil_speaker, counterpart=evil, occasion=evil, language="en")], url)
        saved = save_reading(db, MINISTRY, page(text, url), article(text, url, title=evil), read, later(hours=1))
        save_utterances(db, [replace(utterance(saved, f"u{number}"), counterpart=evil)])
        bad = Wording(saved.document, 0, len(evil), evil, TODAY, evil, evil, None, evil[:5], evil, evil.replace("evil.example", "x.example"))
        wrong = replace(shift(saved), key=f"{evil}{number}", before=bad, after=replace(bad, text=evil + " !"), speaker=evil, group=f"g{number}", formula=evil, stratum=evil, counterpart=evil, grade=evil)
        save_shifts(db, [wrong])
        save_alerts(db, [alert(f"{evil}{number}", subject=evil, note=evil, shifts=(wrong,), utterance=utterance(saved))], [push(f"{evil}{number}", evil)], NOON)
        save_verdict(db, f"{evil}{number}", evil, evil, NOON)
        save_failure(db, MINISTRY, f"https://x.example/{number}?{evil}", evil, NOON)
        save_report(db, SourceReport(MINISTRY.name, later(minutes=number), SourceState.NOT_A_FEED, evil, evil, since=NOON))
    save_sources(db, [replace(GAZETTE, title=HOSTILE[0], layer=Layer.FOREIGN)])


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve a database as `tifawatch serve` does and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(datasette_command(path, port), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(running, address)
        yield address
    finally:
        running.terminate()
        running.wait()


def _wait(running: subprocess.Popen[str], address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if running.poll() is not None:
            assert running.stderr is not None
            raise AssertionError(running.stderr.read())
        try:
            httpx.get(f"{address}/-/versions.json", trust_env=False)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("Datasette did not answer within a minute")
