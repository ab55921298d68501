"""Everything that was said in one text: passages, speakers, gates, formulas and terms, in that order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from extractors.chinese.statements import attribute_chinese
from extractors.codebook.codebook import Codebook, code_span
from extractors.codebook.terms import find_terms
from extractors.english.statements import attribute_english
from extractors.gates import Voices, gate_statement
from extractors.language import detect_language
from extractors.passages import split_passages
from extractors.records.pages import Layer
from extractors.records.words import CodedDocument, Coding, Document, Passage, Statement
from extractors.referent import is_elsewhere, referent_of
from extractors.slavic.statements import attribute_slavic
from extractors.speakers import Officials

LONGEST_TEXT = 400_000  # characters, a book; anything longer is an archive, not an article

Attribution = Callable[[Document, tuple[Passage, ...], Officials], tuple[Statement, ...]]
ATTRIBUTION: dict[str, Attribution] = {
    "en": attribute_english,
    "zh": attribute_chinese,
    "uk": attribute_slavic,
    "ru": attribute_slavic,
}
EACH_VERB: dict[str, Attribution] = {**ATTRIBUTION, "en": partial(attribute_english, parts=True)}


def code_document(
    document: Document, codebook: Codebook, officials: Officials, all_topics: bool = False, each_verb: bool = False
) -> CodedDocument:
    """Return every attributed statement on Ukraine (on anything with `all_topics`) with its gates, formulas and terms.

    With `each_verb` every reporting verb makes a statement of its own, as corpora of attribution annotate them.
    """
    language = detect_language(document.text, document.language)
    skipped = _reason_to_skip(document, language)
    if skipped:
        return CodedDocument(document, language, (), skipped)
    document = replace(document, layer=document.layer or _layer(document, language))
    passages = split_passages(document, language)
    if not all_topics and is_elsewhere(document, passages, language):
        return CodedDocument(document, language, ())
    attributed = (EACH_VERB if each_verb else ATTRIBUTION)[language](document, passages, officials)
    about_ukraine = referent_of(document, passages, language)
    judged = ((statement, *about_ukraine(statement)) for statement in attributed)
    kept = [one for one in judged if all_topics or one[1]]
    return CodedDocument(document, language, tuple(_read(document, passages, kept, codebook, language)))


def _reason_to_skip(document: Document, language: str) -> str:
    if not document.text.strip():
        return "the text is empty"
    if len(document.text) > LONGEST_TEXT:
        return f"the text has {len(document.text)} characters, more than {LONGEST_TEXT}; split it into articles"
    if language not in ATTRIBUTION:
        return f"no attribution for language {language!r} (known: {', '.join(ATTRIBUTION)})"
    return ""


def _layer(document: Document, language: str) -> Layer:
    """Return the layer of the words where the source does not say: an official text in Chinese is the original."""
    if document.source_kind != "official":
        return Layer.FOREIGN
    return Layer.ORIGINAL if language == "zh" else Layer.TRANSLATION


def _read(
    document: Document, passages: tuple[Passage, ...], judged: Sequence[tuple[Statement, bool, str]], codebook: Codebook, language: str
) -> Iterator[Statement]:
    """Yield each statement with its gates, formulas and terms; `judged` says whether it is about Ukraine, and why."""
    voices = Voices(passages)
    codings = code_span(codebook, document.text, [(statement.start, statement.end) for statement, _, _ in judged], language)
    starts = [coding.start for coding in codings]
    for statement, about, reason in judged:
        near = codings[bisect_left(starts, statement.start) : bisect_left(starts, statement.end)]
        yield replace(
            statement,
            about_ukraine=about,
            gates=gate_statement(statement, voices, about, reason),
            codings=tuple(one for one in near if _is_theirs(one, statement, codebook.formulas[one.formula].source_counts)),
            terms=find_terms(document.text, statement.content, statement.quotes, language),
            asked=_asked(codebook, document.text, passages, statement),
        )


def _asked(codebook: Codebook, text: str, passages: tuple[Passage, ...], statement: Statement) -> tuple[str, ...]:
    """Return the formulas of the question that is answered: only where something was asked can it be left unsaid."""
    question = next((p.question for p in passages if p.question and p.start <= statement.start < p.end), None)
    if question is None:
        return ()
    return tuple(sorted({coding.formula for coding in code_span(codebook, text, [question], statement.language)}))


def _is_theirs(coding: Coding, statement: Statement, as_source: bool) -> bool:
    """Tell whether a formula is in the speaker's words: in the content, outside what the content reports of other sides.

    In the reporting clause alone it is the reporter's; a document's name (`as_source`) counts there too: "the position
    paper calls for ...".
    """
    within = statement.start <= coding.start and coding.end <= statement.end
    of_others = any(start <= coding.start and coding.end <= end for start, end in statement.embedded)
    said = coding.start < statement.content[1] and statement.content[0] < coding.end
    return within and not of_others and (said or as_source)
