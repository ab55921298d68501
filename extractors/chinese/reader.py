"""Reads a Chinese document from top to bottom and keeps whoever is speaking until the voice turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.chinese.asked import asked_in
from extractors.chinese.context import Context
from extractors.chinese.furniture import SIGNATURE, before_signature
from extractors.chinese.host import Host
from extractors.chinese.kinds import (
    JOINT_DOCUMENT,
    answers,
    is_declaration,
    is_notice,
    is_speech,
    is_transcript,
    only_envoy,
)
from extractors.chinese.labels import is_hearsay, only_tells
from extractors.chinese.lexicon import Kind
from extractors.chinese.line import Line, Reading, Report
from extractors.chinese.mentions import Mention
from extractors.chinese.papers import FULL_TEXT, as_document, gives_the_text, name_author, part_sides
from extractors.chinese.posts import CHINA
from extractors.chinese.reports import read_sentence
from extractors.chinese.text import Sentence, skip_dateline, split_lines, split_sentences
from extractors.chinese.voice import (
    ANNOUNCES,
    NARRATION,
    ORDINAL,
    OWN_SIDE,
    PUBLISHES,
    QUOTATION,
    Draft,
    after_the_points,
    asks_on,
    continues,
    from_quotation,
    goes_right_on,
    inside_a_paragraph,
    narrates,
    of_a_paper,
    opens_a_quotation,
    speaks_on,
    takes_over,
)
from extractors.records.words import Document, Level, Passage, Voice
from extractors.said_on import RECALL, STATED, WEEKDAY

_HEAD = 60  # characters before a lead, and between it and the next sentence
_SHORTEST_PARAGRAPH = 12  # characters: 主席先生 is no statement
_HEADING = re.compile(r"[^。！？；]{4,80}(?:发言|讲话|致辞|演讲|声明|公报|宣言|发言稿|全文)(?:（[^（）]*）)?|[（(][^（）()]{4,40}[）)]")
_ENDED = re.compile(r"[。！？]”?$")
_SALUTATION = re.compile(r"(?:尊敬的)?(?:主席|秘书长|各位[^，。：]{1,8}|女士们[、，]?先生们)(?:先生|女士|阁下)?[：:，,！]?")
_UN_TITLE = re.compile(r"安理会|联合国|联大|审议大会")
_COMMENTARY = re.compile(r"[时社锐快短述]评|评论员|评论：|钟声|观点|专栏|社论|专家|学者")
_LABELLED = re.compile(r"(?:[\u4e00-\u9fff·]{2,8}|《[^》\n]{2,20}》|[A-Z][A-Za-z .]{1,20})[：:](?!\s*“)")
_ASKS_HERE = re.compile(r"(?:《[^》\n]{2,20}》|[A-Z][A-Za-z .]{1,20}|[^\s，。：:“]{0,10}记者|问)[：:](?!\s*“)[^\n]*[？?]")
_PARAGRAPH_ENDS = "。！？”；：…）)?!;:"


class Reader:
    """Reads one document from top to bottom; `voice` is whoever is still speaking."""

    def __init__(self, text: str, line: Line, context: Context, document: Document) -> None:
        self.text = text
        self.line = line
        self.context = context
        self.document = document
        self.drafts: list[Draft] = []
        self.voice: Draft | None = None
        self.pending: Draft | None = None  # who announced the points or the text that follows
        self.full_text = False
        self.turn: Mention | None = None  # whose answer a transcript is giving
        self.host = Host(document, line, context.cast)
        self.notice = False  # of an embassy to its compatriots

    def read(self, passages: Sequence[Passage]) -> list[Draft]:
        """Read every passage in its own way."""
        self._prepare()
        transcript = is_transcript(self.line, passages)
        speech = is_speech(self.document.title, self.line, passages)
        self.notice = is_notice(self.document) and self.host.embassy() is not None
        for passage in passages:
            turn = passage.voice in (Voice.ANSWER, Voice.QUESTION)
            if transcript and passage.voice is Voice.ANSWER and answers(self.line, passage):
                self._answer(passage)
            elif transcript and passage.voice is Voice.ANSWER and self.turn is not None:
                if not _LABELLED.match(self.text, passage.start, passage.end):  # an interviewer's turn is not his
                    self._answer_on(passage)
            elif turn and not (transcript and passage.voice is Voice.QUESTION):
                self._prose(passage)
            elif turn:
                self.turn = None
            elif (passage.voice is Voice.SPEECH and speech) or (self.notice and passage.voice is Voice.PROSE):
                self._speech(passage)
            elif (
                passage.voice is Voice.SPEECH
                or passage.voice is Voice.PROSE
                or (passage.voice is Voice.FURNITURE and _ENDED.search(self.text, passage.start, passage.end))
            ):
                self._prose(passage)
            elif passage.voice is Voice.FURNITURE:
                self.voice = None
                self.context.scene(passage.start, passage.end)
        if not self.drafts and is_declaration(self.document):
            for passage in passages:
                if passage.voice is Voice.PROSE:
                    self._speech(passage)
        self._date_the_lead()
        return self.drafts

    def _date_the_lead(self) -> None:
        """A lead without a day is of the day that the next sentence gives to words of the same side."""
        if len(self.drafts) < 2 or self.drafts[0].said_on is not None or self.drafts[0].basis:
            return
        lead, after = self.drafts[:2]
        near = lead.start < _HEAD and 0 <= after.start - lead.end < _HEAD
        if near and after.basis in (STATED, WEEKDAY) and lead.speaker.acts_for == after.speaker.acts_for == CHINA:
            lead.said_on, lead.basis = after.said_on, after.basis

    def _prepare(self) -> None:
        """Take the occasion of a text, and who meets whom, from its title."""
        people = [each for each in self.host.titled if each.named or each.kind is Kind.TITLE]
        if len(people) > 1 and people[0].side == CHINA:
            self.context.cast.partners = tuple(people[:3])
        self.context.cast.envoy = only_envoy(self.line)
        self.context.whole_at_un = (
            bool(_UN_TITLE.search(self.document.title)) and self.document.source_kind == "official"
        )

    # ------------------------------------------------------------ prose

    def _prose(self, passage: Passage) -> None:
        for start, end in split_lines(self.text, passage.start, passage.end):
            if _ASKS_HERE.match(self.text, start, end) is None:
                self._paragraph(start, end)

    def _paragraph(self, start: int, end: int) -> None:
        start = skip_dateline(self.text, start, end)
        self.context.open_paragraph()
        if start >= end or _SALUTATION.fullmatch(self.text, start, end):
            return  # nothing but a dateline
        carried = self._carried(start) if self.text[end - 1] in _PARAGRAPH_ENDS else None  # a list of headlines is nobody's
        self.voice = None
        quoted: int | None = None  # where a quotation begins whose speaker comes after it
        question = asked_in(self.line, start, end)
        for sentence in split_sentences(self.text, start, end):
            if sentence.start in question:
                continue
            reading = read_sentence(self.line, sentence)
            if (
                self.voice is None
                and not reading.reports
                and QUOTATION.fullmatch(self.text, sentence.start, sentence.end)
            ):
                quoted = sentence.start if quoted is None else quoted
                continue
            if quoted is not None and reading.reports:
                reading = from_quotation(reading, quoted)
            quoted = None
            if carried is not None and not self._breaks(sentence, reading):
                self._extend(sentence, carried)
                continue
            carried = None
            self._sentence(sentence, reading)
        if quoted is not None and carried is not None and self.text[end - 2] in "。！？":  # “……。” after “……; not a heading
            self._extend(Sentence(quoted, end, (), ()), carried)
        if self.voice is not None:
            self.pending = self.voice

    def _carried(self, start: int) -> Draft | None:
        """Return whoever goes on speaking at the start of a paragraph: in points, or in a text given in full."""
        last = self.pending
        if last is None:
            return None
        if goes_right_on(self.line, last, start):
            return last
        labelled = last.cue == "：" and last.subject is not None and self.text[last.subject.end] == "：" and not inside_a_paragraph(self.text, last.start)
        points = self._counts_on(last, start) or (self._speaks_there(last) and opens_a_quotation(self.text, start))
        asks = not _COMMENTARY.search(self.document.title + self.text[:_HEAD]) and asks_on(self.line, last, start)
        if self.full_text or labelled or points or asks or speaks_on(self.line, last, start):
            return replace(last, start=start, end=start, content=start, cue="：" if labelled else "")
        return None

    def _speaks_there(self, last: Draft) -> bool:
        """Tell whether somebody speaks in person, and is not only what a foreign paper says of a country."""
        return self.context.daily or last.subject is None or last.subject.kind not in (Kind.SIDE, Kind.COUNTRY)

    def _counts_on(self, last: Draft, start: int) -> bool:
        """第二，…… goes on where somebody speaks in points; what a foreign paper says of a country does not."""
        return ORDINAL.match(self.text, start) is not None and (last.verbatim or not last.cue or self._speaks_there(last))

    def _sentence(self, sentence: Sentence, reading: Reading) -> None:
        mentions = self.line.mentions_in(sentence.start, sentence.end)
        if not reading.reports or only_tells(self.line, reading) or of_a_paper(reading.reports[0]):
            self._without_report(sentence, reading, mentions)
            return
        self._note_bodies(mentions, reading.reports[0])
        for report in reading.reports:
            if continues(self.text, self.voice, report):
                assert self.voice is not None
                self.voice.end = report.end
                continue
            if report.subject is not None and report.subject.kind is not Kind.FIRST:
                self._meeting_before(report)
                self._start(report)
            if report.subject is report.source is not None:  # 据……消息，王毅12日会见……
                self.context.narrate(report.content, report.end, self.line.mentions_in(report.content, report.end))
        for mention in mentions:
            if mention.end <= reading.reports[0].content:
                self.context.cast.note(mention)
        self._note_speaker(reading.reports[-1].subject)
        if reading.opens and self.voice is not None:
            self.pending = self.voice

    def _note_speaker(self, subject: Mention | None) -> None:
        """蕭茲会晤习近平后说，……。他说: whoever spoke is named last, not whom he met."""
        if subject is not None and subject.named and not subject.others:
            self.context.cast.note(subject)

    def _note_bodies(self, mentions: Sequence[Mention], report: Report) -> None:
        """在外交部记者会上，发言人表示……: the ministry named before tells whose spokesperson it is."""
        subject = report.subject
        for each in mentions:
            if (each.organ or each.institution) and subject is not None and each.end <= subject.start:
                self.context.cast.note(each)

    def _meeting_before(self, report: Report) -> None:
        """A sentence may tell of the meeting first and report what was said there after."""
        if report.frame[0] > report.start:
            before = self.line.mentions_in(report.start, report.frame[0])
            self.context.narrate(report.start, report.frame[0], before)

    def _without_report(self, sentence: Sentence, reading: Reading, mentions: Sequence[Mention]) -> None:
        if SIGNATURE.fullmatch(self.text, sentence.start, sentence.end):
            return
        if self.voice is not None and not narrates(self.text, sentence, reading, self.voice) and not self._writes_on(sentence, self.voice):
            if self.voice.subject is not None and self.voice.subject.kind is Kind.SESSION:
                # Decisions run over many topics: each sentence stands alone.
                self.voice = replace(self.voice, start=sentence.start, content=sentence.start, cue="")
                self.drafts.append(self.voice)
            self.voice.end = sentence.end
            return
        self.voice = None
        self.context.narrate(sentence.start, sentence.end, mentions)
        for mention in mentions if reading.head is None or not reading.head.named else (*mentions, reading.head):
            self.context.cast.note(mention)  # the subject last: 他 in the next sentence is the subject
        self._announced(sentence, reading)

    def _writes_on(self, sentence: Sentence, voice: Draft) -> bool:
        """北京强调……。早在二十年前，……: what a foreign paper says of a country goes over into the writer's own words."""
        state = voice.subject is not None and voice.subject.kind is Kind.COUNTRY and not voice.subject.posted
        return state and not self.context.daily and not OWN_SIDE.search(self.text, sentence.start, sentence.end) and "“" not in self.text[voice.start : sentence.end]

    def _announced(self, sentence: Sentence, reading: Reading) -> None:
        """A sentence that announces points, a document or a full text names who speaks in it."""
        body = self.text[sentence.start : sentence.end]
        spoke = self.context.cast.last_person if body.startswith("以下") else None  # ……代表张军作解释性发言。以下为发言全文。
        head = reading.head or spoke
        self.full_text = gives_the_text(self.line, sentence, head)
        if head is None or not (reading.opens or self.full_text or PUBLISHES.search(body) or ANNOUNCES.search(body)):
            self.pending = None
            return
        label = "：" if reading.opens and head.end >= sentence.end - 1 else ""
        self.pending = self._draft(sentence.start, sentence.end, head, label, sentence.start, (sentence.start, sentence.end))
        self.pending.verbatim = self.full_text or bool(PUBLISHES.search(body))
        if self.pending.verbatim and spoke is None:
            self.pending.speaker = as_document(self.pending.speaker)

    def _start(self, report: Report) -> None:
        """Open a statement."""
        draft = self._draft(
            report.start, report.end, self._in_whose_account(report), report.cue, report.content, report.frame
        )
        if draft.speaker.acts_for == CHINA and is_hearsay(self.text, report):
            draft.contested = "an unnamed source reports the words"
        if report.subject is not None:
            self.context.cast.note(report.subject)
            if report.subject.kind not in (Kind.PRONOUN, Kind.FIRST):
                self.context.cast.heard(report.subject)
        self.drafts.append(draft)
        self.voice = draft

    def _in_whose_account(self, report: Report) -> Mention | None:
        """根据北京就通话发表的声明，……: the account of a talk gives the words of whoever talked for China."""
        source, partners = report.source, self.context.cast.partners
        issued = source is report.subject and source is not None and source.kind is Kind.COUNTRY and source.side == CHINA
        return partners[0] if issued and partners and partners[0].side == CHINA else report.subject

    def _draft(
        self, start: int, end: int, subject: Mention | None, cue: str, content: int, frame: tuple[int, int]
    ) -> Draft:
        self.context.scene(start, content)
        if subject is None and self.voice is not None:
            subject = self.voice.subject
        speaker = self.context.cast.speaker(subject, self.context.published)
        day, basis = self.context.day((start, max(frame[1], start)), subject, speaker.name)
        if (day is not None and day != self.context.published) or basis == RECALL:
            speaker = self.context.cast.speaker(subject, day)  # recalled words were said in office
        return Draft(
            start, end, speaker, subject, cue, content, day, basis, self.context.counterpart(speaker), self.context.occasion
        )  # fmt: skip

    def _breaks(self, sentence: Sentence, reading: Reading) -> bool:
        """Tell whether a paragraph that began as somebody's point or text turns to the reporter."""
        if self.full_text:
            return reading.head is not None and reading.head.named and after_the_points(self.text, sentence, self.pending)
        if any(takes_over(self.text, sentence, each) for each in reading.reports):
            return True
        return bool(NARRATION.match(self.text, sentence.start, sentence.end)) and not ORDINAL.match(
            self.text, sentence.start
        )

    def _extend(self, sentence: Sentence, carried: Draft) -> None:
        if not self.drafts or self.drafts[-1] is not carried:
            carried.start, carried.content = sentence.start, sentence.start
            self.drafts.append(carried)
        self.voice = carried
        carried.end = sentence.end

    # ------------------------------------------------------------ transcripts and speeches

    def _answer(self, passage: Passage) -> None:
        """A labelled turn is one statement."""
        colons = (self.text.find(each, passage.start, passage.end) for each in "：:")
        start = min((at for at in colons if 0 <= at < passage.start + 60), default=passage.start - 1) + 1
        while start < passage.end and self.text[start].isspace():
            start += 1
        self.turn = self.host.labelled(passage.label, passage.start)
        self._turn(start, passage)

    def _answer_on(self, passage: Passage) -> None:
        """各位使节：…… right after a labelled turn addresses the audience: the same person goes on."""
        self._turn(passage.start, passage)

    def _turn(self, start: int, passage: Passage) -> None:
        end = before_signature(self.text, start, passage.end)
        draft = self._draft(start, end, self.turn, "", start, (passage.start, passage.start))
        draft.verbatim = True
        self.drafts.append(draft)

    def _speech(self, passage: Passage) -> None:
        """A paragraph of a speech or document is one statement of whoever gives it."""
        joint = bool(JOINT_DOCUMENT.search(self.document.title))
        for start, end in split_lines(self.text, passage.start, passage.end):
            if end - start < _SHORTEST_PARAGRAPH or FULL_TEXT.search(self.text, start, end):
                continue
            if _HEADING.fullmatch(self.text, start, end):
                self.context.narrate(start, end, ())
                continue
            subject = self.host.person() or self.host.body() or (self.host.embassy() if self.notice else None) or name_author(start, joint)
            self.context.scene(start, min(end, start + 200))
            for begin, finish, other in part_sides(self.line, start, end, joint):
                draft = self._draft(begin, finish, other or subject, "", begin, (begin, begin))
                draft.verbatim = True
                if draft.speaker.acts_for == CHINA and (joint or subject.kind is Kind.ORGAN):
                    draft.speaker = replace(draft.speaker, level=Level.DOCUMENT)
                self.drafts.append(draft)
