"""Whatever happens to one document in whatever order, the file keeps its word."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from extractors.records.changes import Outcome
from store.check import check_store
from store.outbox import claim, settle
from store.queries import fetch_coded, fetch_utterances
from store.retention import drop_old
from store.save import save_alerts, save_gone, save_recoding, save_shifts, save_utterances
from tests.archive import MINISTRY, NOON, alert, dump, memory, push, shift, store_text, utterance
from tests.test_store_outbox import MAYBE, NO, YES

SENTENCES = ("They shall pass.", "They shall not pass.", "中方主张通行。", "They shall pass.")
ADDRESSES = (f"{MINISTRY.url}1", f"{MINISTRY.url}2", "https://old.ruritania.example/1")


class DocumentMachine(RuleBasedStateMachine):
    """A page that is read, cut short, edited, mirrored, removed, recoded, alerted about and pruned."""

    def __init__(self) -> None:
        super().__init__()
        self.db = memory()
        self.now = NOON
        self.alerts = 0

    @rule(
        parts=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
        said=st.sets(st.sampled_from(SENTENCES)),
        address=st.sampled_from(ADDRESSES),
        whole=st.booleans(),
        reader=st.sampled_from(["reader 1", "reader 2"]),
        known=st.booleans(),
    )
    def read(self, parts: list[str], said: set[str], address: str, whole: bool, reader: str, known: bool) -> None:
        self.now += timedelta(hours=1)
        text = " ".join(parts)
        words = sorted(one for one in said if one in text)
        identity = "t1/en" if known else ""
        for turn in range(2):
            saved = store_text(self.db, text, words, url=address, at=self.now, whole=whole, extractor=reader, identity=identity)
            save_utterances(self.db, [utterance(saved, f"u {saved.document}")])
            if turn == 0:
                once = dump(self.db)
        assert dump(self.db) == once and not saved.fresh
        if words:
            self.alerts += 1
            changed = shift(saved, key=f"s{self.alerts}")
            save_shifts(self.db, [changed])
            save_alerts(self.db, [alert(f"a{self.alerts}", self.now, shifts=(changed,))], [push(f"a{self.alerts}")], self.now)

    @rule(address=st.sampled_from(ADDRESSES))
    def disappear(self, address: str) -> None:
        self.now += timedelta(hours=1)
        save_gone(self.db, MINISTRY, address, "404", self.now)

    @rule(keep=st.integers(0, 2))
    def recode(self, keep: int) -> None:
        for document in list(fetch_coded(self.db)):
            fewer = type(document)(document.document, document.language, document.statements[:keep])
            assert save_recoding(self.db, document.document.id, fewer, self.now) == ()

    @rule(days=st.integers(0, 400))
    def prune(self, days: int) -> None:
        self.now += timedelta(days=days)
        drop_old(self.db, self.now, timedelta(days=300))

    @rule(outcome=st.sampled_from([YES, NO, MAYBE]))
    def dispatch(self, outcome: Outcome) -> None:
        self.now += timedelta(hours=1)
        for one in claim(self.db, self.now, 3):
            settle(self.db, one.delivery, outcome, self.now)

    @invariant()
    def the_file_keeps_its_word(self) -> None:
        assert check_store(self.db).faults == ()
        assert self.db.table("alerts").count == self.db.table("deliveries").count == self.alerts

    @invariant()
    def every_offset_holds(self) -> None:
        for document in fetch_coded(self.db):
            for one in document.statements:
                assert document.document.text[one.start : one.end] == one.text

    @invariant()
    def what_was_said_is_told_once(self) -> None:
        told = [(r.document, r.statement.start, r.statement.text) for one in fetch_utterances(self.db) for r in one.renderings]
        assert len(told) == len(set(told)) or self.db.table("versions").count > 1

    @invariant()
    def evidence_is_never_dropped(self) -> None:
        sql = """
            select count(*) as n from alert_evidence join pages on pages.sha256 = page join alerts on alerts.key = alert
            where pages.body is null and pages.dropped_at > alerts.created_at
        """
        assert next(self.db.query(sql))["n"] == 0


TestDocumentMachine = DocumentMachine.TestCase
TestDocumentMachine.settings = settings(max_examples=20, stateful_step_count=8, deadline=None)
