"""Asked about it and did not say it: a finding for the digest, where a full text pairs the answer with its question."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from extractors.codebook.codebook import load_codebook
from extractors.coder import code_document
from extractors.records.changes import Shift, ShiftKind, ShiftStatus, Utterance
from extractors.records.words import Document
from extractors.shifts.detect import detect_shifts
from extractors.shifts.history import History
from extractors.speakers import load_officials
from extractors.utterances import link_utterances
from tests.spoken import DAY, SPOKESPERSON, rendering, statement

FORMULAS = (Path(__file__).resolve().parent.parent / "extractors" / "formulas",)
MONTH = timedelta(days=31)
SAID = {"talks": "应当通过谈判解决", "envoy": "愿派特使斡旋"}


def answer(n: int, *said: str, asked: tuple[str, ...] = ("ceasefire",), tier: int = 1, whole: bool = True) -> Utterance:
    """Return the n-th answer of the spokesperson to a question that names formulas."""
    text = "关于乌克兰危机，" + "，".join(SAID[name] for name in said) + f"，这是第{n}次说明停火立场"
    day = DAY + n * MONTH
    one = replace(statement(text, SPOKESPERSON, day, formulas={name: SAID[name] for name in said}), asked=asked)
    (made,) = link_utterances([rendering(one, f"conference-{n}", published=day, tier=tier, whole=whole)], ())
    return made


def unsaid(earlier: list[Utterance], now: Utterance) -> list[Shift]:
    return [shift for shift in detect_shifts((now,), History(earlier)) if shift.kind is ShiftKind.DROPPED]


def test_what_every_earlier_answer_had_is_missed_in_this_one():
    (shift,) = unsaid([answer(n, "talks", "envoy") for n in range(3)], answer(3, "talks"))
    assert shift.formula == "envoy" and shift.before and shift.before.text == SAID["envoy"]
    assert not shift.pushes and shift.status is ShiftStatus.CANDIDATE
    assert "asked about ceasefire and not said" in shift.evidence.note
    assert shift.evidence.reference_count == 3 and shift.evidence.log10_bayes_factor


def test_two_answers_promise_nothing():
    assert not unsaid([answer(n, "talks", "envoy") for n in range(2)], answer(3, "talks"))


def test_what_one_earlier_answer_lacked_is_not_expected():
    earlier = [answer(0, "talks", "envoy"), answer(1, "talks"), answer(2, "talks", "envoy")]
    assert not unsaid(earlier, answer(3, "talks"))


def test_nobody_asked_nobody_left_anything_out():
    assert not unsaid([answer(n, "talks", "envoy") for n in range(3)], answer(3, "talks", asked=()))
    assert not unsaid([answer(n, "talks", "envoy") for n in range(3)], answer(3, "talks", asked=("weapons",)))


def test_a_report_leaves_out_what_it_likes():
    earlier = [answer(n, "talks", "envoy") for n in range(3)]
    assert not unsaid(earlier, answer(3, "talks", tier=2))
    assert not unsaid(earlier, answer(3, "talks", whole=False))


def test_a_transcript_pairs_the_answer_with_what_was_asked():
    text = (
        "2031年5月5日外交部发言人林剑主持例行记者会\n路透社记者：有国家呼吁俄乌立即停火止战，中方如何评论乌克兰危机？\n"
        "林剑：中方在乌克兰问题上的立场没有变化，将继续劝和促谈。\n"
    )
    document = Document("t", text, "zh", date(2031, 5, 5), "例行记者会", source_kind="official", side="China", tier=1)
    (one,) = code_document(document, load_codebook(FORMULAS), load_officials()).statements
    assert "ceasefire_end_fighting" in one.asked
    assert "ceasefire_end_fighting" not in {coding.formula for coding in one.codings}
