"""Labels: a name or a house in front of a colon, or behind the last one of a headline."""

from __future__ import annotations

from extractors.english.attribution import Attribution
from extractors.english.clauses import Clause, last_word, looks_finite, word_at
from extractors.english.cues import Frame
from extractors.english.phrases import phrase_left, phrase_right
from extractors.english.places import SIDE_OF
from extractors.english.words import words_of


def read_label(clause: Clause) -> Attribution | None:
    """ "China's foreign ministry: "..."": a label in front of a quotation, or a name in front of a clause."""
    colon = next((n for n, word in enumerate(clause.words[:10]) if word == ":"), 0)
    if not 0 < colon < len(clause.words) - 2 + (len(clause.words) == colon + 2):
        return None
    if clause.words[0] in _HEADINGS and colon == 1:
        return None
    if _is_dateline(clause, colon):
        return None
    source = phrase_left(clause, colon - 1)
    if clause.words[0] == "quote" and colon == 1 and clause.is_quote(2) and looks_finite(clause.words[3:]):
        return None  # "Quote: "...," Fu said.": the clause behind tells who
    if clause.words[0] == "quote" and colon == 1:  # under "Source: China's Foreign Ministry"
        return Attribution(colon, ":", Frame.SAY, None, None, clause.span(2, len(clause.words) - 1), "right") if clause.is_quote(2) else None
    if clause.words[0] == "quote" and word_at(clause, 1) in ("from", "by"):
        source = (0, colon - 1)
    if (
        source is None
        or source[0] != 0
        or looks_finite([w for n, w in enumerate(clause.words[:colon]) if not clause.capital[n]])
    ):
        return None
    end = last_word(clause, colon + 1)
    if not clause.is_quote(colon + 1):
        of_a_side = any(w.removesuffix("'s") in SIDE_OF for w in clause.words[:colon])
        bare = not _LABELS.isdisjoint(clause.words[:colon]) if of_a_side else all(clause.capital[:colon]) and colon <= 3
        if clause.words[colon - 1] in _RUBRICS:
            return None
        if not bare or "".join(clause.words[:colon]).isupper() or not looks_finite(clause.words[colon + 1 :]):
            return None
    if clause.words[0] == "quote":
        source = (2, colon - 1)
    return Attribution(colon, ":", Frame.SAY, source, None, clause.span(colon + 1, end), "right")


def trailing_label(clause: Clause) -> Attribution | None:
    """ "Talks the only way out: Chinese envoy": a headline names behind its last colon or dash whose words they are."""
    sign = max((n for n, word in enumerate(clause.words) if word in _BEFORE_LABELS), default=0)
    last = len(clause.words) - 1
    source = phrase_right(clause, sign + 1) if 3 < sign < last else None
    if source is None or source[1] != last or last - sign > _LONGEST_LABEL:
        return None
    named = not _LABELS.isdisjoint(clause.words[sign:]) or (clause.words[sign] == ":" and all(clause.capital[sign + 1 :]))
    return Attribution(sign, ":", Frame.SAY, source, None, clause.span(0, sign - 1), "left") if named else None


_BEFORE_LABELS = frozenset((":", "–", "—", "-"))
_LONGEST_LABEL = 8  # words


def _is_dateline(clause: Clause, colon: int) -> bool:
    """ "MUNICH: Chinese Foreign Minister Wang Yi said": the place above an article speaks to nobody."""
    place = clause.text[clause.start : clause.spans[colon][0]]
    return place.isupper() and not clause.text[: clause.start].strip() and not clause.is_quote(colon + 1)


_LABELS = words_of("ministry mfa embassy mission spokesperson spokesman spokeswoman president minister fm envoy ambassador premier government")
_HEADINGS = words_of("details background reminder source addition updated note")  # of a portal's items
_RUBRICS = words_of("""
    diplomacy fighting politics aid weapons arms sanctions military economy energy trade security background context
    reaction reactions analysis talks negotiations defence defense humanitarian prisoners ceasefire elsewhere update
""")  # what a paragraph of a survey is about
