"""Reads a Chinese document from top to bottom and keeps whoever is speaking until the voice turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.chinese_cast import CHINA
from extractors.chinese_context import Context
from extractors.chinese_lexicon import Kind, find_tokens
from extractors.chinese_mentions import Mention, find_mentions
from extractors.chinese_reports import UTTERANCES, Line, Reading, Report, read_sentence
from extractors.chinese_text import Sentence, skip_dateline, split_sentences, to_simplified
from extractors.records import Document, Passage, Speaker, Voice
from extractors.said_on import RECALL

_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:[，、要是]|点)|首先|其次|再次，|最后，|——|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．]|[①-⑩])"
)
_PUBLISHES = re.compile(
    r"(?:发布|发表|公布|提出|全文如下|内容如下|主要内容)[^。]{0,60}(?:《[^》]{2,60}》|声明|文件|倡议|立场|全文|如下|内容)"
)
_FULL_TEXT = re.compile(r"全文(?:如下)?[：:]?$|如下[：:]$|署名文章[。：:]?$")
_NARRATION = re.compile(
    r"(?:此前|另据|另外，?据|据(?!此|理|悉)|目前，?|当[天日晚]，|同[日一]|当地时间|\d{1,2}日[，起]|今[天日]，|昨[天日]，|截至|会[见谈晤](?:前|后|结束)|随后，|双方(?:还)?(?:就|重点|同意|共同)|两国(?:元首|领导人|总统|外长)"
    r"|值得注意|背景|来源|记者|央视|总台|[^，。]{1,20}(?:等)?(?:参加|出席|陪同|在座)(?:了|会|上述|活动|。)|有(?:报道|消息|评论|分析|媒体)|对此，[^，。]{2,14}(?:没有|尚未|未|暂未|拒绝|否认|回应)|会谈|会见)"
)
_ENDED = re.compile(r"[。！？]”?$")
_QUOTATION = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”")
_TODAY = re.compile(r"今[天日]，|\d{1,2}日，")  # a speaker says these too
_SILENT = re.compile(r"(?:方面|政府|官方|当局|也|对此|暂|目前|至今|还)*(?:没有|尚未|并未|暂未|未予|则|拒绝)")
_UNNAMED_SOURCE = re.compile(r"知情人士|消息人士|不愿透露姓名|匿名|传闻|据称|有传言|泄露")
_UN_TITLE = re.compile(r"安理会|联合国|联大|审议大会")
_ANSWERER = re.compile(r"答|发言人|大使|主持|司长|部长|代表")


@dataclass
class Draft:
    """A statement while its words are still being gathered."""

    start: int
    end: int
    speaker: Speaker
    subject: Mention | None
    cue: str
    content: int
    said_on: date | None
    basis: str
    counterpart: str | None
    occasion: str | None
    verbatim: bool = False
    contested: str = ""


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

    def read(self, passages: Sequence[Passage]) -> list[Draft]:
        """Read every passage in its own way."""
        self._prepare()
        transcript = self._is_transcript(passages)
        for passage in passages:
            turn = passage.voice in (Voice.ANSWER, Voice.QUESTION)
            if turn and not (transcript and (passage.voice is Voice.QUESTION or self._answers(passage))):
                self._prose(passage)
            elif passage.voice is Voice.ANSWER:
                self._answer(passage)
            elif passage.voice is Voice.SPEECH:
                self._speech(passage)
            elif passage.voice is Voice.PROSE or (
                passage.voice is Voice.FURNITURE and _ENDED.search(self.text, passage.start, passage.end)
            ):
                self._prose(passage)
            elif passage.voice is Voice.FURNITURE:
                self.voice = None
                self.context.scene(passage.start, passage.end)
        return self.drafts

    def _prepare(self) -> None:
        """Take the occasion of a text from its title."""
        self.context.whole_at_un = (
            bool(_UN_TITLE.search(self.document.title)) and self.document.source_kind == "official"
        )

    def _is_transcript(self, passages: Sequence[Passage]) -> bool:
        """A colon after an agency or a headline makes no turn: whoever answers is a person or a spokesperson."""
        return any(each.voice is Voice.ANSWER and self._answers(each) for each in passages)

    def _answers(self, passage: Passage) -> bool:
        named = self.line.mentions_in(passage.start, passage.start + len(passage.label) + 1)
        return bool(_ANSWERER.search(passage.label)) or any(each.named for each in named)

    # ------------------------------------------------------------ prose

    def _prose(self, passage: Passage) -> None:
        for start, end in _lines(self.text, passage.start, passage.end):
            self._paragraph(start, end)

    def _paragraph(self, start: int, end: int) -> None:
        start = skip_dateline(self.text, start, end)
        self.context.open_paragraph()
        carried = self._carried(start)
        self.voice = None
        quoted: int | None = None  # where a quotation begins whose speaker comes after it
        for sentence in split_sentences(self.text, start, end):
            reading = read_sentence(self.line, sentence)
            if (
                self.voice is None
                and not reading.reports
                and _QUOTATION.fullmatch(self.text, sentence.start, sentence.end)
            ):
                quoted = sentence.start if quoted is None else quoted
                continue
            if quoted is not None and reading.reports:
                reading = _from_quotation(reading, quoted)
            quoted = None
            if carried is not None and not self._breaks(sentence, reading, carried):
                self._extend(sentence, carried)
                continue
            carried = None
            self._sentence(sentence, reading)
        if self.voice is not None:
            self.pending = self.voice

    def _carried(self, start: int) -> Draft | None:
        """Return whoever goes on speaking at the start of a paragraph: in points, or in a text given in full."""
        last = self.pending
        if last is None:
            return None
        labelled = last.cue == "：" and last.subject is not None
        if self.full_text or labelled or _ORDINAL.match(self.text, start) or self.text[start] == "“":
            return replace(last, start=start, end=start, content=start, cue="：" if labelled else "")
        return None

    def _sentence(self, sentence: Sentence, reading: Reading) -> None:
        mentions = self.line.mentions_in(sentence.start, sentence.end)
        if not reading.reports:
            self._without_report(sentence, reading, mentions)
            return
        for report in reading.reports:
            if self._continues(report):
                assert self.voice is not None
                self.voice.end = report.end
                continue
            if report.subject is not None and report.subject.kind is not Kind.FIRST:
                self._meeting_before(report)
                self._start(report)
        for mention in mentions:
            if mention.end <= reading.reports[0].content:
                self.context.cast.note(mention)
        if reading.opens and self.voice is not None:
            self.pending = self.voice

    def _meeting_before(self, report: Report) -> None:
        """A sentence may tell of the meeting first and report what was said there after."""
        if report.frame[0] > report.start:
            before = self.line.mentions_in(report.start, report.frame[0])
            self.context.narrate(report.start, report.frame[0], before)

    def _without_report(self, sentence: Sentence, reading: Reading, mentions: Sequence[Mention]) -> None:
        if self.voice is not None and not self._narrates(sentence, reading, self.voice):
            if self.voice.subject is not None and self.voice.subject.kind is Kind.SESSION:
                # Decisions run over many topics: each sentence stands alone.
                self.voice = replace(self.voice, start=sentence.start, content=sentence.start, cue="")
                self.drafts.append(self.voice)
            self.voice.end = sentence.end
            return
        self.voice = None
        self.context.narrate(sentence.start, sentence.end, mentions)
        for mention in mentions:
            self.context.cast.note(mention)
        self._announced(sentence, reading)

    def _announced(self, sentence: Sentence, reading: Reading) -> None:
        """A sentence that announces points, a document or a full text names who speaks in it."""
        body = self.text[sentence.start : sentence.end]
        self.full_text = bool(_FULL_TEXT.search(body)) and reading.head is not None
        if reading.head is None or not (reading.opens or self.full_text or _PUBLISHES.search(body)):
            self.pending = None
            return
        self.pending = self._draft(
            sentence.start, sentence.end, reading.head, "", sentence.start, (sentence.start, sentence.end)
        )
        self.pending.verbatim = self.full_text or bool(_PUBLISHES.search(body))

    def _start(self, report: Report) -> None:
        """Open a statement."""
        draft = self._draft(
            report.start, report.end, report.subject, report.cue, report.content, report.frame
        )
        relayed = report.source is not None and report.subject is not report.source
        if (
            relayed
            and draft.speaker.acts_for == CHINA
            and _UNNAMED_SOURCE.search(self.text, report.start, report.frame[1])
        ):
            draft.contested = "an unnamed source reports the words"
        if report.subject is not None:
            self.context.cast.note(report.subject)
        self.drafts.append(draft)
        self.voice = draft

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

    def _continues(self, report: Report) -> bool:
        """Tell whether a report goes on with whoever is speaking: 他还说, or a sentence about what one's own side does."""
        voice, subject = self.voice, report.subject
        if voice is None or report.source is not None:
            return False
        if subject is None or subject.kind in (Kind.PRONOUN, Kind.FIRST):
            return True
        if subject.kind is Kind.JOINT or (subject.others and report.cue not in UTTERANCES):
            return report.cue not in UTTERANCES
        if subject.named and subject.kind is Kind.TITLE:
            return True  # 泽连斯基总统, 习近平主席: named with respect inside somebody's words
        if subject.kind in (Kind.SIDE, Kind.COUNTRY) and not subject.title and not subject.others:
            if subject.side == voice.speaker.acts_for:
                return True
            turns = voice.subject is not None and voice.subject.kind is Kind.SIDE  # 中方……。俄方……
            return not turns and report.cue not in UTTERANCES
        same = voice.subject is not None and bool(subject.people) and subject.people == voice.subject.people
        return same and report.cue not in UTTERANCES

    def _narrates(self, sentence: Sentence, reading: Reading, voice: Draft) -> bool:
        """Tell whether a sentence without a report is the reporter's own."""
        if _NARRATION.match(self.text, sentence.start, sentence.end):
            named = voice.subject is not None and voice.subject.named
            return not (named and _TODAY.match(self.text, sentence.start))
        head = reading.head
        if head is None or head.start - sentence.start > 12:
            return False
        if (
            head.named
            and not head.title
            and not (voice.subject and head.people and head.people == voice.subject.people)
        ):
            return True
        silent = _SILENT.match(self.text, head.end, sentence.end)
        return bool(silent) and head.side != voice.speaker.acts_for

    def _breaks(self, sentence: Sentence, reading: Reading, carried: Draft) -> bool:
        """Tell whether a paragraph that began as somebody's point or text turns to the reporter."""
        if self.full_text:
            return False
        for report in reading.reports:
            subject = report.subject
            if subject is not None and subject.named and report.cue in UTTERANCES:
                return True
        return bool(_NARRATION.match(self.text, sentence.start, sentence.end)) and not _ORDINAL.match(
            self.text, sentence.start
        )

    def _extend(self, sentence: Sentence, carried: Draft) -> None:
        if self.voice is not carried:
            carried.start, carried.content = sentence.start, sentence.start
            self.drafts.append(carried)
            self.voice = carried
        carried.end = sentence.end

    # ------------------------------------------------------------ transcripts and speeches

    def _answer(self, passage: Passage) -> None:
        """A labelled turn is one statement."""
        start = self.text.find("：", passage.start, passage.end)
        colon = self.text.find(":", passage.start, passage.end)
        start = (
            min(
                [place for place in (start, colon) if 0 <= place < passage.start + 60],
                default=passage.start - 1,
            )
            + 1
        )
        while start < passage.end and self.text[start].isspace():
            start += 1
        subject = self._labelled(passage.label, passage.start)
        draft = self._draft(start, passage.end, subject, "", start, (passage.start, passage.start))
        draft.verbatim = True
        self.drafts.append(draft)

    def _labelled(self, label: str, place: int) -> Mention | None:
        """Who a label names: itself, or the host whom the title or the text before names."""
        found = next(
            (each for each in self.line.mentions_in(place, place + len(label) + 1) if each.named), None
        )
        if found is not None:
            self.context.cast.note(found)
            return found
        return self._host() or Mention(place, place + len(label), Kind.TITLE, CHINA, title="外交部发言人")

    def _host(self) -> Mention | None:
        """Return the Chinese official whom the title names, else the first one of the text."""
        title = to_simplified(self.document.title)
        named = [
            each
            for each in find_mentions(title, find_tokens(title, self.context.cast.officials))
            if each.people and each.side == CHINA
        ]
        if named:
            return replace(named[0], start=0, end=0)
        return next((each for each in self.line.mentions[:12] if each.people and each.side == CHINA), None)

    def _speech(self, passage: Passage) -> None:
        """A paragraph of a speech or document is one statement of whoever gives it."""
        for start, end in _lines(self.text, passage.start, passage.end):
            if len(self.text[start:end].strip()) < 12:
                continue
            subject = self._host() or Mention(
                start, start, Kind.ORGAN, CHINA, organ="Ministry of Foreign Affairs"
            )
            self.context.scene(start, min(end, start + 200))
            draft = self._draft(start, end, subject, "", start, (start, start))
            draft.verbatim = True
            self.drafts.append(draft)


def _from_quotation(reading: Reading, start: int) -> Reading:
    """“……。”毛宁说: the words before the name are the speaker's too."""
    first = replace(reading.reports[0], start=start, content=min(start, reading.reports[0].content))
    return replace(reading, reports=(first, *reading.reports[1:]))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match.group()
        begin = start + match.start() + len(line) - len(line.lstrip())
        finish = start + match.start() + len(line.rstrip())
        if begin < finish:
            found.append((begin, finish))
    return found
