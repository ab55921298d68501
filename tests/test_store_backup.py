"""Backups that count, restores that push nothing, and what retention may drop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database
from typer.testing import CliRunner

from extractors.records.changes import Acceptance, Outcome
from flows.commands import store as commands
from flows.rhythm import is_due
from store.backup import make_backup, restore_backup
from store.check import check_store
from store.lock import LockedError, writer_lock
from store.outbox import claim, for_digest, settle
from store.queries import fetch_due, fetch_reports
from store.retention import drop_old
from store.save import save_alerts, save_gone, save_report, save_shifts, save_sources, save_utterances
from store.schema import StoreError, open_store
from tests.archive import (
    GAZETTE,
    MINISTRY,
    NOON,
    alert,
    dump,
    later,
    push,
    raw_page,
    shift,
    store_text,
    utterance,
)
from tests.test_store_sources import report

SAID = "They promised safe passage for some."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    opened = open_store(path)
    save_sources(opened, [MINISTRY, GAZETTE])
    saved = store_text(opened, SAID, [SAID])
    save_utterances(opened, [utterance(saved)])
    save_shifts(opened, [shift(saved)])
    save_alerts(opened, [alert(shifts=(shift(saved),))], [push()], NOON)
    save_report(opened, report())
    yield opened
    opened.close()


def test_a_backup_taken_while_the_database_is_open_holds_everything(db: Database, path: Path, tmp_path: Path) -> None:
    made = make_backup(path, tmp_path / "copy.sqlite", NOON)
    assert made.counts["statements"] == 1 and made.size > 0
    with closing(Database(str(made.path))) as copy:
        assert [line for line in dump(copy) if "last_backup" not in line] == [
            line for line in dump(db) if "last_backup" not in line
        ]
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == ["copy.sqlite"]


def test_a_backup_into_a_folder_names_itself_by_its_time(db: Database, path: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    assert make_backup(path, tmp_path / "backups", NOON).path.name == "archive-20310506T120000Z.sqlite"


def test_a_backup_never_overwrites_another_file(db: Database, path: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    with pytest.raises(StoreError, match="there is a file already"):
        make_backup(path, tmp_path / "precious", NOON)
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_backup_of_a_file_with_faults_does_not_count(db: Database, path: Path, tmp_path: Path) -> None:
    db.execute("update statements set start = start + 1")
    with pytest.raises(StoreError, match=r"does not count: offsets: 1 statements do not stand where they say"):
        make_backup(path, tmp_path / "copy.sqlite", NOON)
    assert not (tmp_path / "copy.sqlite").exists()


def test_a_restored_file_is_the_one_that_was_saved(db: Database, path: Path, tmp_path: Path) -> None:
    made = make_backup(path, tmp_path / "copy.sqlite", NOON)
    store_text(db, "Later words.", ["Later words."], url=f"{MINISTRY.url}later")
    db.close()
    restore_backup(made.path, path, later(days=1))
    with closing(open_store(path)) as restored:
        assert check_store(restored).faults == ()
        assert [row["text"] for row in restored.query("select text from statements")] == [SAID]
    [kept] = [file for file in tmp_path.iterdir() if ".before-" in file.name]
    with closing(Database(str(kept))) as before:
        assert before.table("statements").count == 2


def test_a_restore_pushes_nothing_that_may_have_been_sent_since(db: Database, path: Path, tmp_path: Path) -> None:
    made = make_backup(path, tmp_path / "copy.sqlite", NOON)
    [one] = claim(db, NOON)
    settle(db, one.delivery, Outcome(Acceptance.ACCEPTED), NOON)
    db.close()
    restore_backup(made.path, path, later(hours=2))
    with closing(open_store(path)) as restored:
        assert claim(restored, later(days=1)) == ()
        assert [listed.alert.key for listed in for_digest(restored, "court")] == ["a1"]
        [due, _] = fetch_due(restored, [MINISTRY, GAZETTE], later(hours=2), is_due)
        assert due.reports == ()  # as if polled for the first time: what it holds was told before
        assert len(fetch_reports(restored)) == 1


def test_a_restore_waits_for_the_watch_to_stop(db: Database, path: Path, tmp_path: Path) -> None:
    made = make_backup(path, tmp_path / "copy.sqlite", NOON)
    with writer_lock(path), pytest.raises(LockedError):
        restore_backup(made.path, path, NOON)


@pytest.mark.parametrize("broken", [b"", b"no database" * 400])
def test_a_broken_backup_is_not_restored(db: Database, path: Path, tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "broken").write_bytes(broken)
    if not broken:
        (tmp_path / "broken").unlink()
    with pytest.raises(StoreError):
        restore_backup(tmp_path / "broken", path, NOON)
    assert db.table("statements").count == 1


def test_the_check_finds_each_kind_of_fault(db: Database) -> None:
    assert check_store(db).faults == ()
    db.execute("pragma foreign_keys = off")
    db.execute("update pages set body = x'00'")
    db.execute("update codings set start = 3")
    db.execute("delete from search_text where kind = 'statement'")
    db.execute("delete from renderings")
    db.execute("update statements set version = 'none'")
    faults = "\n".join(check_store(db).faults)
    for said in ("reference: statements row", "1 utterances that nothing reports", "1 texts are not indexed", "are not what they were"):
        assert said in faults


def old_page(db: Database, name: str, **changes: object) -> str:
    saved = store_text(db, f"{name} {SAID}", [SAID], url=f"{MINISTRY.url}{name}", at=later(days=-400), **changes)  # type: ignore[arg-type]
    [row] = db.query("select page from versions where key = ?", [saved.version])
    return str(row["page"])


def test_old_raw_pages_are_dropped_and_their_words_stay(db: Database) -> None:
    page = old_page(db, "old")
    dropped = drop_old(db, NOON, timedelta(days=365))
    assert dropped.pages == 1 and dropped.bytes > 0 and raw_page(db, page) is None
    assert db.table("statements").count == 2 and check_store(db).faults == ()
    assert drop_old(db, NOON, timedelta(days=365)).pages == 0


def test_what_an_alert_rests_on_is_never_dropped(db: Database) -> None:
    saved = store_text(db, f"Evidence: {SAID}", [SAID], url=f"{MINISTRY.url}evidence", at=later(days=-400))
    save_alerts(db, [alert("old", shifts=(shift(saved),))], [], later(days=-400))
    assert drop_old(db, NOON, timedelta(days=1)).pages == 0


def test_what_a_vanished_page_last_looked_like_is_never_dropped(db: Database) -> None:
    page = old_page(db, "vanished")
    save_gone(db, MINISTRY, f"{MINISTRY.url}vanished", "404", later(days=-300))
    drop_old(db, NOON, timedelta(days=1))
    assert raw_page(db, page) is not None


def test_a_dropped_page_that_is_fetched_again_is_kept_again(db: Database) -> None:
    page = old_page(db, "old")
    drop_old(db, NOON, timedelta(days=365))
    store_text(db, f"old {SAID}", [SAID], url=f"{MINISTRY.url}old")
    assert raw_page(db, page) is not None


def test_old_poll_reports_are_dropped_but_the_latest_of_each_source(db: Database) -> None:
    for days in (200, 300):
        save_report(db, report(MINISTRY.name, polled_at=later(days=-days)))
        save_report(db, report(GAZETTE.name, polled_at=later(days=-days)))
    drop_old(db, NOON, timedelta(days=365))
    assert [(one.source, one.polled_at) for one in fetch_reports(db)] == [
        (MINISTRY.name, NOON),
        (GAZETTE.name, later(days=-200)),
    ]


def test_the_commands_save_check_find_and_put_back(
    db: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typer

    app = typer.Typer()
    commands.register(app)
    monkeypatch.setenv("TIFAWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("TIFAWATCH_DATABASE", str(path))
    copy = str(tmp_path / "copy.sqlite")
    for words, says in [
        (["store", "check"], "no faults; 1 documents, 1 versions, 1 statements"),
        (["search", "safe", "-horse"], "Rudolf Rassendyll"),
        (["search", "--statements", "nowhere"], "nothing found"),
        (["store", "prune"], "dropped 0 raw pages"),
        (["backup", copy], "restored and checked: 1 documents"),
        (["restore", copy], "restored and checked: 1 documents"),
    ]:
        result = CliRunner().invoke(app, words)
        assert says in result.output, (words, result.output, result.exception)
