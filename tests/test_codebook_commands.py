"""The analyst's commands: check, list, show, preview on a stored history, suggest, recode."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database
from typer.testing import CliRunner, Result

from extractors.codebook.codebook import load_codebook
from extractors.codebook.history import preview_formula, suggest_wordings
from extractors.codebook.keyness import log_odds, phrases, suggest_phrases
from extractors.records.words import CodedDocument
from extractors.speakers import load_officials
from flows import recode
from flows.cli import build_app
from store.queries import fetch_coded
from store.schema import open_store
from tests import archive

TEXT = (
    "The envoy of Ruritania called on all parties to exercise maximum restraint. "
    "He hopes that the winter roads stay open for grain. "
    "He did not call for a ceasefire."
)
SENTENCES = [sentence.strip() + "." for sentence in TEXT.split(".") if sentence.strip()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TIFAWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    yield tmp_path


@pytest.fixture
def history(home: Path) -> Path:
    """A database with three stored statements and the made-up codings of an older codebook."""
    path = home / "tifawatch.sqlite"
    with closing(open_store(path)) as db:
        archive.store_text(db, TEXT, SENTENCES)
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(build_app(), list(words))


def stored(path: Path) -> list[CodedDocument]:
    with closing(open_store(path, readonly=True)) as db:
        return list(fetch_coded(db))


def test_check_says_that_the_shipped_codebook_is_right(home: Path) -> None:
    result = run("codebook", "check")
    assert result.exit_code == 0
    assert "all right (version " in result.output


def test_check_lists_every_fault_and_fails(home: Path) -> None:
    folder = home / "formulas" / "mediation"
    folder.mkdir(parents=True)
    (folder / "truce.yaml").write_text("id: truce\nlabel: Truce\nstatus: good\n", "utf-8")
    result = run("codebook", "check")
    assert result.exit_code == 1
    assert "truce.yaml: status: 'good' is unknown" in result.output
    assert "truce.yaml: patterns: is missing" in result.output


def test_list_and_show_name_what_an_analyst_needs(home: Path) -> None:
    assert "nuclear_plant_safety" in run("codebook", "list", "--theme", "nuclear").output
    shown = run("codebook", "show", "calm_restraint").output
    assert "slot {strength}" in shown
    assert "calm_restraint.yaml" in shown


def test_an_unknown_formula_gets_a_proposal(home: Path) -> None:
    result = run("codebook", "show", "restraint")
    assert "did you mean: calm_restraint" in str(result.exception)


def test_preview_shows_what_an_edit_would_add(history: Path) -> None:
    result = run("codebook", "preview", "calm_restraint")
    assert result.exit_code == 0
    assert "1 finds" in result.output
    assert "added: not stored so far: 1" in result.output
    assert "strength=maximum" in result.output


def test_preview_says_what_was_set_aside_and_why(history: Path) -> None:
    assert "negated by" in run("codebook", "preview", "ceasefire_end_fighting").output


def test_preview_shows_what_an_edit_would_remove(history: Path) -> None:
    codebook = load_codebook()
    assert [find.words for find in preview_formula(codebook, "safe_passage", stored(history)).removed] == SENTENCES


def test_preview_without_a_database_says_what_to_do(home: Path) -> None:
    assert "run `tifawatch watch --once` first" in str(run("codebook", "preview", "calm_restraint").exception)


def test_recode_replaces_codings_and_makes_no_alert(history: Path) -> None:
    result = run("recode")
    assert result.exit_code == 0, result.output
    assert "1 documents recoded with version" in result.output
    with closing(open_store(history, readonly=True)) as db:
        assert db["alerts"].count == 0
        assert db["deliveries"].count == 0


def test_recoding_reads_a_document_only_when_the_one_before_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / "tifawatch.sqlite"
    with closing(open_store(path)) as db:
        for number in range(3):
            archive.store_text(db, TEXT, SENTENCES, url=f"https://mfa.ruritania.example/{number}", at=datetime(2026, 3, number + 1, tzinfo=UTC))
    steps: list[str] = []

    def reading(db: Database) -> Iterator[CodedDocument]:
        for coded in fetch_coded(db):
            steps.append("read")
            yield coded

    monkeypatch.setattr(recode, "fetch_coded", reading)
    told = recode.recode_history(path, load_codebook(), load_officials(), datetime(2026, 4, 1, tzinfo=UTC), lambda done, whole: steps.append(f"{done} of {whole}"))
    assert told[0] == 3
    assert steps == ["read", "1 of 3", "read", "2 of 3", "read", "3 of 3"]


def test_suggest_finds_wordings_that_no_formula_covers(home: Path) -> None:
    path = home / "tifawatch.sqlite"
    with closing(open_store(path)) as db:
        for number in range(4):
            text = f"Ruritania stands ready to open the winter roads for grain, said envoy number {number} at the {number}. meeting."
            archive.store_text(db, text, [text], url=f"https://mfa.ruritania.example/{number}", at=datetime(2026, 3, number + 1, tzinfo=UTC))
    result = run("codebook", "suggest", "--language", "en")
    assert result.exit_code == 0, result.output
    assert "winter roads for grain" in result.output


def test_suggested_wordings_leave_out_what_a_formula_covers() -> None:
    text = "China urges all parties to exercise maximum restraint at the harbour gates of Zenda"
    documents = [archive.coded(text, [archive.statement(text, text)], f"https://a.example/{number}") for number in range(3)]
    wordings = [one.phrase for one in suggest_wordings(load_codebook(), documents, "en")]
    assert any("harbour gates of zenda" in wording for wording in wordings)
    assert not any("restraint" in wording for wording in wordings)


# ---------------------------------------------------------------- keyness


def test_a_phrase_equally_common_on_both_sides_is_not_key() -> None:
    scores = log_odds({"a": 50, "b": 50}, {"a": 50, "b": 50})
    assert scores["a"] == pytest.approx(0)


def test_a_rare_phrase_is_less_sure_than_a_frequent_one_with_the_same_ratio() -> None:
    target = {"often": 40, "once": 2, "rest": 1000}
    scores = log_odds(target, {"often": 10, "once": 0, "rest": 1000})
    assert scores["often"] > scores["once"] > 0 > scores["rest"]


def test_phrases_stay_inside_a_clause_and_have_words_at_their_edges() -> None:
    assert list(phrases("winter roads open, and grain", "en")) == ["winter roads open"]
    assert all("，" not in phrase for phrase in phrases("冬季道路畅通，粮食外运", "zh"))


def test_the_longest_phrase_stands_for_its_parts() -> None:
    texts = ["中方愿开放冬季道路", "我们愿开放冬季道路", "各国都愿开放冬季道路"]
    assert [one.phrase for one in suggest_phrases(texts, ["别的话题"], "zh")] == ["愿开放冬季道路"]
