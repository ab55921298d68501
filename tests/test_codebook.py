"""The codebook: a strict loader, codings with their slots and gates, and honest examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.codebook.codebook import FORMULAS, Codebook, code_span, code_text, load_codebook
from extractors.codebook.formula import Status
from extractors.coder import code_document
from extractors.errors import FaultyFileError
from extractors.records.words import Coding, Document
from extractors.speakers import load_officials

WORDS = "negation:\n  en: (not|never)\n  zh: (没有|不)\n"
FORMULA = """\
id: winter_truce
label: A truce for the winter
definition: Asks for a pause in the fighting during the winter.
theme: mediation
direction: neutral
status: trial
slots:
  strength:
    meaning: how the truce is described
    open: 2
    values:
      humanitarian: {en: humanitarian, zh: 人道主义 | 人道}
patterns:
  en: |
    call~ for a [{strength}] winter truce
  zh: |
    呼吁 .. 冬季 [{strength}] 休战
exclusions:
  en: |
    winter truce of 1914
examples:
  coded:
    en:
      - own: Ruritania calls for a humanitarian winter truce.
        slots: {strength: humanitarian}
    zh:
      - own: 鲁里坦尼亚呼吁双方实现冬季休战。
  not_coded:
    en:
      - own: They call for a winter truce of 1914 to be remembered.
    zh:
      - own: 联赛进入冬季休战期。
references: [own]
reviewed: 2026-11-22
"""


@pytest.fixture(scope="module")
def shipped() -> Codebook:
    return load_codebook()


def folder(path: Path, **files: str) -> Path:
    """Make a folder of formulas: words.yaml and `theme__id` files."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "words.yaml").write_text(WORDS, "utf-8")
    for name, text in files.items():
        theme, _, formula = name.partition("__")
        (path / theme).mkdir(exist_ok=True)
        (path / theme / f"{formula}.yaml").write_text(text, "utf-8")
    return path


def faults(path: Path, text: str, name: str = "mediation__winter_truce") -> str:
    with pytest.raises(FaultyFileError) as error:
        load_codebook([folder(path, **{name: text})])
    return str(error.value)


def coded(codebook: Codebook, text: str, language: str = "en") -> list[Coding]:
    return list(code_text(codebook, text, language))


# ---------------------------------------------------------------- coding


def test_a_coding_carries_the_words_the_slot_and_the_version(tmp_path: Path) -> None:
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=FORMULA)])
    text = "He called for a humanitarian winter truce."
    (coding,) = coded(codebook, text)
    assert text[coding.start : coding.end] == "called for a humanitarian winter truce"
    assert [(slot.name, slot.value, slot.known, text[slot.start : slot.end]) for slot in coding.slots] == [
        ("strength", "humanitarian", True, "humanitarian")
    ]
    assert coding.counts
    assert coding.codebook == codebook.version


def test_a_slot_value_nobody_listed_is_marked_as_new(tmp_path: Path) -> None:
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=FORMULA)])
    (coding,) = coded(codebook, "He called for a very short winter truce.")
    assert [(slot.value, slot.known) for slot in coding.slots] == [("very short", False)]


def test_a_negation_in_front_is_a_gate_and_no_coding(tmp_path: Path) -> None:
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=FORMULA)])
    (coding,) = coded(codebook, "He did not call for a winter truce.")
    assert not coding.counts
    assert [(gate.name, gate.passed) for gate in coding.gates] == [("negation", False)]


def test_a_formula_says_when_a_negation_does_no_harm(tmp_path: Path) -> None:
    text = FORMULA.replace("examples:", "negated: counts\nexamples:", 1)
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=text)])
    assert [coding.counts for coding in coded(codebook, "He did not call for a winter truce.")] == [True]


def test_excluded_words_are_set_aside_with_the_reason(tmp_path: Path) -> None:
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=FORMULA)])
    (coding,) = coded(codebook, "They call for a winter truce of 1914.")
    assert not coding.counts
    assert "winter truce of 1914" in coding.gates[-1].reason


def test_the_formula_that_says_more_stands_alone(tmp_path: Path) -> None:
    general = FORMULA.replace("winter_truce", "truce").replace("[{strength}] winter truce", "[{strength}] (winter|summer) truce").replace("exclusions:\n", "exclusions:\n  inside: [winter_truce]\n").replace("humanitarian winter truce.", "humanitarian summer truce.").replace("冬季 [{strength}] 休战", "(冬季|夏季) [{strength}] 休战").replace("实现冬季休战", "实现夏季休战")
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=FORMULA, mediation__truce=general)])
    verdicts = {coding.formula: coding.counts for coding in coded(codebook, "He calls for a winter truce.")}
    assert verdicts == {"winter_truce": True, "truce": False}


def test_a_draft_is_found_and_never_counts_and_a_retired_formula_is_not_looked_for(tmp_path: Path) -> None:
    draft = load_codebook([folder(tmp_path / "a", mediation__winter_truce=FORMULA.replace("status: trial", "status: draft"))])
    retired = load_codebook([folder(tmp_path / "b", mediation__winter_truce=FORMULA.replace("status: trial", "status: retired"))])
    assert [coding.counts for coding in coded(draft, "He calls for a winter truce.")] == [False]
    assert coded(retired, "He calls for a winter truce.") == []


def test_offsets_are_those_of_the_published_text(shipped: Codebook) -> None:
    text = "他說，各國主權\u200b和領土完整都應該得到尊重。"
    (coding,) = [one for one in coded(shipped, text, "zh") if one.formula == "sovereignty_territorial_integrity"]
    assert text[coding.start : coding.end] == "各國主權\u200b和領土完整都應該得到尊重"


def test_only_what_stands_inside_the_spans_is_coded(shipped: Codebook) -> None:
    text = "China urged restraint. Others urged restraint."
    assert code_span(shipped, text, [(23, len(text))], "en")[0].start >= 23
    assert code_span(shipped, text, [(0, 6)], "en") == ()


def test_a_formula_said_in_two_breaths_is_one_coding(shipped: Codebook) -> None:
    text = "核武器用不得，核战争打不得，核战争没有赢家。"
    assert [coding.formula for coding in coded(shipped, text, "zh") if coding.counts] == ["no_nuclear_wmd"]


def test_an_unknown_language_has_no_codings(shipped: Codebook) -> None:
    assert code_text(shipped, "Die Souveränität aller Länder", "de") == ()


# ---------------------------------------------------------------- the loader


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("label: A truce for the winter\n", "", "label: is missing or empty"),
        ("theme: mediation", "theme: weather", "theme: 'weather' is unknown; expected one of principles"),
        ("theme: mediation", "theme: blame", "theme: 'blame'; expected 'mediation', the folder it stands in"),
        ("id: winter_truce", "id: truce", "id: 'truce'; expected 'winter_truce', the name of the file"),
        ("status: trial", "status: good", "status: 'good' is unknown"),
        ("direction: neutral\n", "direction: neutral\nweight: 3\n", "weight: unknown field"),
        ("  en: |\n    call", "  xx: |\n    call", "patterns.xx: unknown language"),
        ("call~ for a", "call~ for (a", "patterns.en: 'call~ for (a [{strength}] winter truce': a bracket is not closed"),
        ("[{strength}] winter", "[{force}] winter", "unknown slot {force}"),
        ("open: 2", "open: many", "slots.strength.open: 'many'; expected how many"),
        ("- own: Ruritania calls", "- nobody: Ruritania calls", "unknown source 'nobody'"),
        ("references: [own]", "references: [nobody]", "references: unknown source 'nobody'"),
        ("calls for a humanitarian winter truce.", "calls for a pause.", "is not coded; expected a coding"),
        ("联赛进入冬季休战期", "他呼吁双方冬季休战", "is coded at '呼吁双方冬季休战'; expected no coding"),
        ("slots: {strength: humanitarian}", "slots: {strength: long}", "slots are"),
        ("    zh:\n      - own: 联赛进入冬季休战期。\n", "", "examples.not_coded.zh: has none"),
        ("direction: neutral", "label: Again\ndirection: neutral", "'label' is written twice"),
    ],
)
def test_a_fault_names_file_field_and_what_is_expected(tmp_path: Path, wrong: str, right: str, says: str) -> None:
    assert wrong in FORMULA
    message = faults(tmp_path, FORMULA.replace(wrong, right, 1))
    assert says in message
    assert "winter_truce.yaml: " in message


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    broken = FORMULA.replace("theme: mediation", "theme: weather").replace("status: trial", "status: good").replace("call~ for a", "call~ for (a")
    assert len(faults(tmp_path, broken).splitlines()) == 3


@given(line=st.integers(0, FORMULA.count("\n") - 1), value=st.sampled_from(["", "x", "[a]", "{a: b}", "3", "null", "- a", ": :", "|", "'", "a: b: c", "\t", "(", "[", "\u0000"]))
@settings(max_examples=120, deadline=None)
def test_no_broken_file_does_anything_but_list_its_faults(tmp_path_factory: pytest.TempPathFactory, line: int, value: str) -> None:
    lines = FORMULA.splitlines()
    field, colon, _ = lines[line].partition(":")
    lines[line] = f"{field}{colon} {value}"
    path = folder(tmp_path_factory.mktemp("broken"), mediation__winter_truce="\n".join(lines) + "\n")
    try:
        load_codebook([path])
    except FaultyFileError as error:
        assert all(fault.path and fault.field and fault.message for fault in error.faults)


def test_a_word_list_that_is_none_is_a_fault(tmp_path: Path) -> None:
    path = folder(tmp_path, mediation__winter_truce=FORMULA)
    (path / "words.yaml").write_text("crisis: war\n", "utf-8")
    with pytest.raises(FaultyFileError, match=r"words\.yaml: crisis: 'war'; expected a language"):
        load_codebook([path])


def test_fields_in_another_order_are_a_fault(tmp_path: Path) -> None:
    lines = FORMULA.replace("label: A truce for the winter\n", "").replace("status: trial\n", "status: trial\nlabel: A truce for the winter\n")
    assert "fields in another order; expected id, label, definition" in faults(tmp_path, lines)


def test_a_file_that_is_no_yaml_says_in_which_line(tmp_path: Path) -> None:
    assert "winter_truce.yaml: line " in faults(tmp_path, "id: [winter_truce\nlabel: x")


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="holds no formula"):
        load_codebook([folder(tmp_path)])


def test_an_unknown_formula_in_inside_is_a_fault(tmp_path: Path) -> None:
    text = FORMULA.replace("exclusions:\n", "exclusions:\n  inside: [nothing]\n")
    assert "exclusions.inside: unknown formula 'nothing'" in faults(tmp_path, text)


def test_a_formula_outside_a_theme_folder_is_a_fault_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "stray.yaml").write_text("id: stray\n", "utf-8")
    with pytest.raises(FaultyFileError, match=r"stray\.yaml.*expected <theme>/<id>\.yaml"):
        load_codebook((FORMULAS, tmp_path))


def test_a_later_folder_wins_and_changes_the_version(tmp_path: Path) -> None:
    first = folder(tmp_path / "a", mediation__winter_truce=FORMULA)
    second = folder(tmp_path / "b", mediation__winter_truce=FORMULA.replace("label: A truce", "label: One truce"))
    both, one = load_codebook([first, second]), load_codebook([first])
    assert both.formulas["winter_truce"].label == "One truce for the winter"
    assert both.version != one.version
    assert load_codebook([first]).version == one.version


def test_the_formula_in_the_guide_is_right(tmp_path: Path) -> None:
    guide = (FORMULAS / "README.md").read_text("utf-8")
    text = next(block for block in guide.split("```yaml\n") if block.startswith("id: ")).split("```")[0]
    path = folder(tmp_path, mediation__winter_truce=text)
    codebook = load_codebook([FORMULAS, path])
    assert "winter_truce" in {one.formula for one in coded(codebook, "China urges both sides to agree on a winter truce.") if one.counts}


# ---------------------------------------------------------------- what ships


def test_every_formula_that_ships_has_enough_examples_in_english_and_chinese(shipped: Codebook) -> None:
    short = [
        (formula.id, language, coded_)
        for formula in shipped.formulas.values()
        for language in ("en", "zh")
        for coded_, least in ((True, 3), (False, 2))
        if sum(one.language == language and one.coded == coded_ for one in formula.examples) < least
    ]
    assert short == []


def test_every_formula_that_ships_counts(shipped: Codebook) -> None:
    assert {formula.status for formula in shipped.formulas.values()} <= {Status.TRIAL, Status.STABLE}
    assert len(shipped.formulas) >= 69


WEAK = FORMULA.replace("    call~ for a [{strength}] winter truce\n", "    call~ for a [{strength}] winter truce\n    ? truce\n")


def test_the_topic_alone_counts_where_the_sentence_says_no_more(tmp_path: Path) -> None:
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=WEAK)])
    (alone,) = code_text(codebook, "Ruritania thinks a truce would help.", "en")
    assert alone.counts
    counted = [c for c in code_text(codebook, "Ruritania calls for a winter truce, a truce for all.", "en") if c.counts]
    assert len(counted) == 1
    assert counted[0].start == len("Ruritania ")


def test_the_topic_alone_gives_way_to_another_formula_on_the_same_words(tmp_path: Path) -> None:
    other = FORMULA.replace("id: winter_truce", "id: sea_truce").replace("winter truce", "truce at sea").replace("冬季", "海上")
    codebook = load_codebook([folder(tmp_path, mediation__winter_truce=WEAK, mediation__sea_truce=other)])
    counted = {c.formula for c in code_text(codebook, "Ruritania calls for a truce at sea.", "en") if c.counts}
    assert counted == {"sea_truce"}


def test_a_document_that_speaks_is_named_in_its_own_reporting_clause(shipped: Codebook) -> None:
    text = "The 12-point position paper that China published on Friday calls for a ceasefire in Ukraine."
    (statement,) = code_document(Document("1", text, "en"), shipped, load_officials()).statements
    assert {coding.formula for coding in statement.codings} == {"position_paper_12pt", "ceasefire_end_fighting"}


def test_a_formula_in_the_reporting_clause_is_the_reporter_s(shipped: Codebook) -> None:
    text = "After calls for restraint by others, Mao Ning said China wants a political settlement in Ukraine."
    (statement,) = code_document(Document("1", text, "en"), shipped, load_officials()).statements
    assert {coding.formula for coding in statement.codings} == {"political_settlement"}


def test_a_comma_inside_a_number_parts_no_clauses(shipped: Codebook) -> None:
    found = code_text(shipped, "The embassy ensured the safety of more than 5,400 Chinese citizens in Kyiv.", "en")
    assert "china_ukraine_relations" in {one.formula for one in found if one.counts}
