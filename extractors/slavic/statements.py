"""Attributed statements in Ukrainian and Russian news: usable, not exhaustive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.records.pages import Layer
from extractors.records.words import Directness, Document, Passage, Speaker, Statement, Voice
from extractors.said_on import resolve_said_on
from extractors.slavic.names import PRONOUN, Named, People, find_named
from extractors.speakers import Officials

_SAYING = (
    r"заяв(?:ив|ила|или|ило|ляє|ляють|ил|ляет|ляют)|наголоси(?:в|ла|ли)|наголошує|сказа(?:в|ла|ли|л)|зазначи(?:в|ла|ли)|зазначає|підкресли(?:в|ла|ли)|підкреслює|"
    r"повідоми(?:в|ла|ли)|дода(?:в|ла|ли)|додає|відзначи(?:в|ла|ли)|вважає|вважають|заклика(?:в|ла|ли|є|ють)|запевни(?:в|ла|ли)|нагада(?:в|ла|ли)|поясни(?:в|ла|ли|л)|"
    r"попереди(?:в|ла|ли)|відпові(?:в|ла|ли)|прокоментува(?:в|ла|ли)|висло(?:вив|вила|вили)(?:ся|сь)?|підтверди(?:в|ла|ли)|спростува(?:в|ла|ли)|уточни(?:в|ла|ли|л)|розпові(?:в|ла|ли)|вказа(?:в|ла|ли)|"
    r"переконує|стверджує|написа(?:в|ла|ли|л)|оголоси(?:в|ла|ли)|засуди(?:в|ла|ли)|розкритикува(?:в|ла|ли)|запереч(?:ив|ила|или|ує)|визна(?:в|ла|ли)|пообіця(?:в|ла|ли)|відреагува(?:в|ла|ли)|"
    r"подчеркну(?:л|ла|ли)|подчеркивает|сказала|отмети(?:л|ла|ли)|отмечает|сообщи(?:л|ла|ли)|добави(?:л|ла|ли)|считает|считают|призва(?:л|ла|ли)|призывает|завери(?:л|ла|ли)|напомни(?:л|ла|ли)|объясни(?:л|ла|ли)|"
    r"предупреди(?:л|ла|ли)|ответи(?:л|ла|ли)|прокомментирова(?:л|ла|ли)|вырази(?:л|ла|ли)|подтверди(?:л|ла|ли)|опроверг(?:ла|ли)?|рассказа(?:л|ла|ли)|указа(?:л|ла|ли)|утверждает|объяви(?:л|ла|ли)|"
    r"осуди(?:л|ла|ли)|раскритикова(?:л|ла|ли)|призна(?:л|ла|ли)|пообеща(?:л|ла|ли)|выступи(?:л|ла|ли)|заявлял[аи]?|говорит|говорится|подчеркивается|указывается|повтори(?:л|ла|ли|в)|йдеться|отверг(?:ла|ли)?|відкину(?:в|ла|ли)"
)
_VERB = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_BY_WORDS = re.compile(
    r"\b(?:за (?:(?:його|її|їх) )?словами|по (?:(?:его|ее|её|их) )?словам|на думку|по мнению|згідно з|як (?:зазнач|наголос|заяв|сказа|підкресл|пояснил|пояснив)\w*|как (?:отмет|заяв|сказа|подчерк|поясни)\w*)",
    re.IGNORECASE,
)
_ABOUT_THIS = re.compile(
    r"^(?:Про це|Відповідну заяву|Об этом|Соответствующее заявление|Такую позицию|Таку позицію|Так)\b"
)
_QUOTE = re.compile(r"«[^«»]{2,1500}»|“[^“”]{2,1500}”|„[^„“”]{2,1500}[“”]|\"[^\"\n]{2,1500}\"")
_GLOSS = re.compile(
    r"[(\[][^()\[\]]{0,160}(?:[Рр]ед\.?|прим\.?|називають|называют)[^()\[\]]{0,60}[)\]]|\[[^\[\]]{1,120}\]"
)
_DASH_TURN = re.compile(r"^\s*[–—-]\s*(?=\S)")
_TURN_ENDS = re.compile(rf"[,.!?]?\s*[–—-]\s*(?={_SAYING})", re.IGNORECASE)
_REACTS = re.compile(  # the words that follow are those of whom he answers
    r"(?:ответи|відпові|відреагува|отреагирова|прокоментува|прокомментирова)\w*\s+(?:на\s+)?(?:слов|заяв|сообщен|повідомлен|вопрос|питан|запит|недавн)\w*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…]+[»”“\")\]]*\s+(?=[«“„\"–—(\[А-ЯІЇЄҐЁA-Z\d])")
_BY_LINE = re.compile(rf"^\s*[–—-]\s*(?:{_SAYING})\b", re.IGNORECASE)
_PRESS = re.compile(r"брифінг\w*|брифинг\w*|прес(?:с)?-конференц\w*")
_COUNCIL = re.compile(r"Рад\w+ Безпеки|Радбез\w*|Совет\w* Безопасности|Совбез\w*|СБ ООН|РБ ООН")
_THAT = re.compile(r"\b(?:що|что)\b")
_REACH = 200  # characters between a verb and whoever speaks
_MOST_VERBS = 8  # of a sentence that are looked at
_COUNTRIES = frozenset({"china", "russia", "ukraine", "united-states", "european-union"})
_TERM = 12  # characters: a shorter quotation is a term


@dataclass
class _Sentence:
    start: int
    end: int
    quotes: tuple[tuple[int, int], ...]


def attribute_slavic(
    document: Document, passages: tuple[Passage, ...], officials: Officials
) -> tuple[Statement, ...]:
    """Return the attributed statements of a Ukrainian or Russian text."""
    language = next((passage.language for passage in passages), document.language or "ru")
    language = language if language in ("uk", "ru") else "ru"
    reader = _Reader(document, officials, language)
    for passage in passages:
        if passage.voice is not Voice.FURNITURE or _ended(document.text, passage):
            reader.read(passage.start, passage.end)
    return tuple(reader.found)


def _ended(text: str, passage: Passage) -> bool:
    """A short quotation closes like a headline; its stop or its dash says that it is prose."""
    body = text[passage.start : passage.end].rstrip()
    return body.endswith((".»", '."', ".”", "!»", ".", ",")) or bool(_BY_LINE.match(body))


class _Reader:
    """Reads one document from top to bottom."""

    def __init__(self, document: Document, officials: Officials, language: str) -> None:
        self.document = document
        self.text = document.text
        self.officials = officials
        self.language = language
        self.people = People(officials)
        self.found: list[Statement] = []
        self.days: dict[str | None, tuple[date | None, str]] = {}
        self.before: _Sentence | None = None  # the last sentence nobody was given
        self.occasion: str | None = None
        self.ended = -1  # where the sentence before ended

    def read(self, start: int, end: int) -> None:
        """Read one passage."""
        for sentence in _sentences(self.text, start, end):
            outside = self._outside(sentence)
            named = [
                each
                for a, b in outside
                for each in find_named(self.text, a, b, self.officials, self.language)
            ]  # fmt: skip
            self._sentence(sentence, outside, named)
            self.ended = sentence.end
            silent = self.before is sentence
            for number, each in enumerate(named):
                self.people.note(each, speaks=silent and number == 0 and each.full)

    def _outside(self, sentence: _Sentence) -> list[tuple[int, int]]:
        """Return the stretches of a sentence that stand outside its quotations."""
        places = [sentence.start]
        for start, end in sentence.quotes:
            places += [max(start - 1, sentence.start), min(end + 1, sentence.end)]
        places.append(sentence.end)
        return [(places[i], places[i + 1]) for i in range(0, len(places), 2) if places[i] < places[i + 1]]

    def _sentence(
        self, sentence: _Sentence, outside: Sequence[tuple[int, int]], named: Sequence[Named]
    ) -> None:
        words = self.text[sentence.start : sentence.end]
        verb = self._verb(sentence, outside, named)
        if (
            _ABOUT_THIS.match(words)
            and verb is not None
            and not sentence.quotes
            and self._source_of_lead(sentence, verb, named)
        ):
            return
        if verb is None:
            self.before = sentence
            return
        speaker, mention = self._speaker(verb, named)
        self._note(mention)
        if speaker.name is None and speaker.acts_for is None:
            self.before = sentence
            return
        span = sentence
        if _BY_LINE.match(words) and self.before is not None and not _QUOTE.search(words):
            span = _Sentence(self.before.start, sentence.end, self.before.quotes)
            self._add(span, speaker, verb, self.before.start, sentence, spoken=True)
        else:
            self._add(span, speaker, verb, self._content(sentence, verb), sentence)
        self.before = None

    def _source_of_lead(self, sentence: _Sentence, verb: re.Match[str], named: Sequence[Named]) -> bool:
        """Про це заявила ...: the sentence before was hers, also when it named only her country."""
        lead = self.before
        if lead is None and self.found and self.found[-1].end == self.ended:
            last = self.found[-1]
            if last.speaker.official_id in _COUNTRIES:
                self.found.pop()
                lead = _Sentence(last.start, last.end, last.quotes)
        if lead is None:
            return False
        speaker, mention = self._speaker(verb, named)
        self._add(lead, speaker, verb, lead.start, sentence)
        self._note(mention)
        self.before = None
        return True

    def _note(self, mention: Named | None) -> None:
        if mention is not None:
            self.people.note(mention)

    def _verb(
        self, sentence: _Sentence, outside: Sequence[tuple[int, int]], named: Sequence[Named]
    ) -> re.Match[str] | None:
        """Return the reporting words outside the quotations: those nearest to a named person, else the first."""
        found = [
            match
            for pattern in (_BY_WORDS, _VERB)
            for start, end in outside
            for match in pattern.finditer(self.text, start, end)
            if sentence.quotes or not _REACTS.match(self.text, match.start(), end)
        ]
        people = [each for each in named if each.full]
        for match in found[:_MOST_VERBS]:
            if any(self._distance(match, each) < 30 for each in people):
                return match
        return found[0] if found else None

    def _speaker(self, verb: re.Match[str], named: Sequence[Named]) -> tuple[Speaker, Named | None]:
        """Return whoever stands nearest to the verb; a pronoun means whoever spoke last."""
        after = self.text[verb.end() : verb.end() + 14]
        before = self.text[max(0, verb.start() - 14) : verb.start()]
        if PRONOUN.search(verb.group()) or PRONOUN.search(before) or PRONOUN.match(after.strip()):
            return self.people.speaker(None, self.text), None
        # The person after a comma, or in what is said, is not the one who says it.
        near = sorted(named, key=lambda each: self._distance(verb, each))
        if near and self._distance(verb, near[0]) < 90:
            return self.people.speaker(near[0], self.text), near[0]
        return self.people.speaker(None, self.text), None

    def _distance(self, verb: re.Match[str], named: Named) -> int:
        if max(named.start - verb.end(), verb.start() - named.end) > _REACH:
            return 3 * _REACH
        if named.start >= verb.end():
            between = self.text[verb.end() : named.start]
            penalty = (
                200 if re.search(r"[,:;]|\b(?:что|що|на|о|об|про|слова|заяву|заявление)\b", between) else 0
            )
            return len(between) + penalty + 2 * (named.institution is not None)
        between = self.text[named.end : verb.start()]
        own = re.search(r"\b(?:що|что|который|які|який|яка|которая)\b", between)
        body = named.institution is not None
        return len(between) + 15 * between.count(",") + (200 if own else 0) + 2 * body - 30 * named.full

    def _content(self, sentence: _Sentence, verb: re.Match[str]) -> int:
        """Words after „, що“ or a colon; before the verb when the quotation comes first."""
        if sentence.quotes and sentence.quotes[0][0] < verb.start():
            return sentence.quotes[0][0]
        tail = re.compile(r",?\s*(?:що|что)\s|:\s*").search(self.text, verb.end(), sentence.end)
        if tail:
            return tail.end()
        if _BY_WORDS.match(verb.group()):
            comma = self.text.find(",", verb.end(), sentence.end)
            return comma + 1 if comma > 0 else sentence.start
        return verb.start()

    def _add(
        self,
        span: _Sentence,
        speaker: Speaker,
        verb: re.Match[str],
        content: int,
        reporting: _Sentence,
        *,
        spoken: bool = False,
    ) -> None:
        said_on, basis = self._day(reporting, speaker)
        if said_on is not None and speaker.official_id is not None:
            speaker = self.officials.speaker(
                self.officials.get(speaker.official_id), speaker.as_written, said_on
            )
        quotes = tuple(_without_glosses(self.text, span))
        self.occasion = _occasion(self.text, reporting) or self.occasion
        content = min(max(content, span.start), span.end - 1)
        self.found.append(
            Statement(
                start=span.start,
                end=span.end,
                text=self.text[span.start : span.end],
                speaker=speaker,
                directness=Directness.VERBATIM if spoken else _directness(self.text, span, quotes),
                layer=self.document.layer or Layer.FOREIGN,
                language=self.language,
                content=(content, span.end),
                quotes=quotes,
                cue=verb.group(),
                counterpart="press" if self.occasion and _PRESS.search(self.occasion) else None,
                occasion=self.occasion,
                said_on=said_on,
                said_on_basis=basis,
            )
        )

    def _day(self, sentence: _Sentence, speaker: Speaker) -> tuple[date | None, str]:
        outside = " ".join(self.text[a:b] for a, b in self._outside(sentence))
        day, basis = resolve_said_on(outside, self.document.published, self.language)
        if day is not None:
            self.days[speaker.name] = (day, basis)
        elif not basis:
            return self.days.get(speaker.name, (None, ""))
        return day, basis


def _sentences(text: str, start: int, end: int) -> Iterator[_Sentence]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        begin, finish = start + line.start(), start + line.end()
        quotes = [(m.start(), m.end()) for m in _QUOTE.finditer(text, begin, finish)]
        for mark in _SENTENCE_END.finditer(text, begin, finish):
            if any(a < mark.start() and mark.end() < b for a, b in quotes):
                continue
            if _DASH_TURN.match(text[mark.end() : mark.end() + 3]) and _VERB.match(text, mark.end() + 2):
                continue
            yield from _trimmed(text, begin, mark.end(), quotes)
            begin = mark.end()
        yield from _trimmed(text, begin, finish, quotes)


def _trimmed(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Iterator[_Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 3:
        inside = tuple((a + 1, b - 1) for a, b in quotes if start <= a and b <= end)
        turn = _DASH_TURN.match(text[start : start + 4])
        closing = _TURN_ENDS.search(text, start + 4, end) if turn else None
        if turn and closing:  # – Ми за мир, – сказала вона.
            inside = ((start + turn.end(), closing.start()),)
        yield _Sentence(start, end, inside)


def _without_glosses(text: str, span: _Sentence) -> Iterator[tuple[int, int]]:
    """Editors explain a word inside the quotation („… — Ред.“): what they write is not the speaker's."""
    for start, end in span.quotes:
        begin = start
        for gloss in _GLOSS.finditer(text, start, end):
            if begin < gloss.start():
                yield begin, gloss.start()
            begin = gloss.end()
        if begin < end:
            yield begin, end


def _directness(text: str, span: _Sentence, quotes: Sequence[tuple[int, int]]) -> Directness:
    """Verbatim when nothing but the reporting clause and editors' glosses stands outside the marks."""
    if not any(end - start > _TERM for start, end in quotes):
        return Directness.REPORTED
    places = [span.start, *(place for quote in span.quotes for place in quote), span.end]
    outside = " ".join(text[a:b] for a, b in zip(places[::2], places[1::2], strict=True))
    return Directness.MIXED if _THAT.search(outside) else Directness.VERBATIM


def _occasion(text: str, sentence: _Sentence) -> str | None:
    found = _COUNCIL.search(text, sentence.start, sentence.end) or _PRESS.search(
        text, sentence.start, sentence.end
    )
    return found.group() if found else None
