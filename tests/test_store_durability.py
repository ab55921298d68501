"""The file survives what happens to files: kill -9, two writers, a full disk, an older schema."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.check import check_store
from store.lock import LockedError, turn, writer_lock
from store.migrations import migrations
from store.outbox import claim
from store.queries import fetch_coded, fetch_reports, fetch_utterances
from store.save import save_alerts, save_utterances
from store.schema import StoreError, open_store, transaction
from tests.archive import MINISTRY, NOON, alert, later, push, store_text, utterance
from tests.test_store_sources import report

TESTS = Path(__file__).parent
WRITER = """
import sys
from pathlib import Path
from tests.archive import alert, push, store_text, utterance, MINISTRY, NOON
from store.save import save_alerts, save_utterances
from store.schema import open_store, transaction
db = open_store(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    words = [f"They shall pass, number {number}, part {part}." for part in range(4)]
    with transaction(db):
        saved = store_text(db, " ".join(words), words, url=f"{MINISTRY.url}{number}")
        save_utterances(db, [utterance(saved, f"u{number}")])
        save_alerts(db, [alert(f"a{number}")], [push(f"a{number}")], NOON)
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def writer(path: Path, start: int, end: int, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(start), str(end)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TESTS.parent, env=os.environ | environment)


def acknowledged(running: subprocess.Popen[str]) -> set[int]:
    out, _ = running.communicate()
    return {int(line) for line in out.splitlines() if line}


def assert_whole(path: Path, promised: set[int]) -> None:
    """Everything that was acknowledged is there, and of the rest all or nothing."""
    with closing(open_store(path)) as db:
        assert check_store(db).faults == ()
        assert {one.document.url.removeprefix(MINISTRY.url) for one in fetch_coded(db)} >= {str(one) for one in promised}
        documents = db.table("documents").count
        assert db.table("statements").count == 4 * documents
        assert db.table("alerts").count == db.table("deliveries").count == db.table("utterances").count == documents


def test_kill_9_in_the_middle_of_writing_loses_nothing_acknowledged(path: Path) -> None:
    promised: set[int] = set()
    chance = random.Random(7)
    for start in range(0, 6000, 1000):
        running = writer(path, start, start + 1000)
        assert running.stdout is not None
        promised.add(int(running.stdout.readline()))
        time.sleep(chance.uniform(0, 0.25))
        running.kill()
        promised |= acknowledged(running)
    assert len(promised) >= 6
    assert_whole(path, promised)


@pytest.mark.parametrize("place", ["store.before_commit", "store.after_commit"])
def test_a_kill_at_the_commit_leaves_before_or_after(path: Path, place: str) -> None:
    running = writer(path, 0, 9, TIFAWATCH_FAIL_POINT=f"{place}:3")
    promised = acknowledged(running)
    assert running.returncode == -9 and promised == {0, 1}
    assert_whole(path, promised)
    with closing(open_store(path)) as db:
        assert db.table("documents").count == (2 if place == "store.before_commit" else 3)


def test_two_writers_of_the_same_pages_store_each_once(path: Path) -> None:
    open_store(path).close()
    both = [writer(path, 0, 25), writer(path, 0, 25)]
    assert [acknowledged(running) for running in both] == [set(range(25))] * 2
    assert [running.returncode for running in both] == [0, 0]
    assert_whole(path, set(range(25)))
    with closing(open_store(path)) as db:
        assert db.table("documents").count == 25


def test_a_second_watch_is_refused_and_a_dead_ones_lock_is_free(path: Path) -> None:
    code = "import sys,time;from pathlib import Path;from store.lock import writer_lock\nwith writer_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True, cwd=TESTS.parent)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match="another writer is at work"), writer_lock(path):
        pass
    with writer_lock(path, "dispatcher"):
        pass
    holder.kill()
    holder.wait()
    with writer_lock(path):
        pass


@pytest.fixture
def filled(path: Path) -> Iterator[Database]:
    db = open_store(path)
    for number in range(5):
        saved = store_text(db, f"They shall pass {number}.", [f"They shall pass {number}."], url=f"{MINISTRY.url}{number}")
        save_utterances(db, [utterance(saved, f"u{number}")])
    yield db
    db.close()


def test_a_full_disk_is_a_clear_error_and_loses_nothing(filled: Database, path: Path) -> None:
    [pages] = next(filled.query("pragma page_count")).values()
    filled.execute(f"pragma max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="full; free some disk space and run again; nothing that was stored is lost"):
        for number in range(9):
            noise = random.Random(number).randbytes(60_000).hex()
            store_text(filled, "They shall not pass.", ["They shall not pass."], url=f"{MINISTRY.url}full{number}", body=noise)
    assert not filled.conn.in_transaction
    assert check_store(filled).faults == () and len(fetch_utterances(filled)) == 5
    filled.execute("pragma max_page_count = 1000000")
    assert store_text(filled, "Again.", ["Again."], url=f"{MINISTRY.url}again").is_new_document


def test_a_file_that_may_not_grow_is_a_clear_error(filled: Database, path: Path) -> None:
    code = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({path.stat().st_size + 60_000},) * 2)
{WRITER}
"""
    filled.execute("pragma wal_checkpoint(truncate)")
    command = [sys.executable, "-c", code, str(path), "100", "500"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=TESTS.parent, timeout=60)
    assert done.returncode == 1 and "free some disk space" in done.stderr
    promised = done.stdout.split()
    assert check_store(filled).faults == ()
    assert filled.table("documents").count == 5 + len(promised)


def test_a_reader_sees_whole_pages_while_another_writes(path: Path) -> None:
    open_store(path).close()
    running = writer(path, 0, 40)
    with closing(open_store(path, readonly=True)) as db:
        while running.poll() is None:
            row = next(db.query("select (select count(*) from documents) as d, (select count(*) from statements) as s"))
            assert row["s"] == 4 * row["d"]
    assert acknowledged(running) == set(range(40))


def test_a_reader_cannot_write(filled: Database, path: Path) -> None:
    with closing(open_store(path, readonly=True)) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("delete from statements")


def test_an_error_in_the_middle_takes_everything_back(filled: Database) -> None:
    with pytest.raises(ZeroDivisionError), transaction(filled):
        saved = store_text(filled, "They shall pass.", ["They shall pass."], url=f"{MINISTRY.url}half")
        save_utterances(filled, [utterance(saved, "half")])
        _ = 1 / 0
    assert filled.table("documents").count == 5 and len(fetch_utterances(filled)) == 5


def test_the_file_is_as_durable_as_sqlite_makes_it(filled: Database) -> None:
    assert next(filled.query("pragma journal_mode"))["journal_mode"] == "wal"
    assert next(filled.query("pragma synchronous"))["synchronous"] == 2
    assert next(filled.query("pragma foreign_keys"))["foreign_keys"] == 1


def test_two_processes_never_write_or_checkpoint_at_the_same_instant(filled: Database, path: Path) -> None:
    with turn(path, 0.1), pytest.raises(LockedError, match="another process has been writing"), turn(path, 0.1):
        pass
    with transaction(filled), pytest.raises(LockedError), turn(path, 0.1):
        pass
    with turn(path, 0.1):
        pass


def test_every_table_is_strict_about_its_columns(filled: Database) -> None:
    for table in filled.tables:
        if not table.name.startswith(("search_text_fts", "_sqlite")):
            assert table.strict, table.name


@pytest.mark.parametrize("step", ["m005_search", "m006_views", "m007_servers_wishes", "m015_plain_heartbeats"])
def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_holds(path: Path, step: str) -> None:
    with closing(Database(sqlite3.connect(path))) as old:
        migrations.apply(old, stop_before=step)
        row = {"source": MINISTRY.name, "polled_at": NOON.isoformat(), "state": "ok", "message": "3 entries", "remedy": "", "entries": 3,
               "new_entries": 1, "newest": NOON.isoformat(), "elapsed": 0.5, "since": NOON.isoformat()}  # fmt: skip
        old.table("source_reports").insert(row)
    with pytest.raises(StoreError, match="schema is older"):
        open_store(path, readonly=True)
    with closing(open_store(path)) as db:
        assert fetch_reports(db) == (report(),)
        assert check_store(db).faults == ()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(path).close()

    def broken(db: Database) -> None:
        db.table("meta").add_column("extra", str)
        raise sqlite3.OperationalError("no such thing")

    monkeypatch.setattr(migrations, "_migrations", [*migrations._migrations, migrations._Migration("m999", broken)])
    with pytest.raises(StoreError, match="no such thing"):
        open_store(path)
    monkeypatch.undo()
    with closing(open_store(path)) as db:
        assert "extra" not in db.table("meta").columns_dict


@pytest.mark.parametrize(
    ("content", "says"), [(b"this is no database at all" * 99, "restore a backup"), (None, "there is no database yet")]
)
def test_a_file_that_cannot_be_opened_says_what_to_do(path: Path, content: bytes | None, says: str) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=says):
        open_store(path, readonly=True)


def test_nothing_secret_of_the_environment_is_in_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "xoxb-not-in-the-file"
    monkeypatch.setenv("TIFAWATCH_TO_DUKE", f"slack://{secret}/")
    with closing(open_store(path)) as db:
        saved = store_text(db, "They shall pass.", ["They shall pass."])
        save_utterances(db, [utterance(saved)])
        save_alerts(db, [alert(utterance=utterance(saved))], [push()], NOON)
        claim(db, later(hours=1))
    assert secret.encode() not in b"".join(file.read_bytes() for file in path.parent.iterdir())
