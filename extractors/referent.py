"""Whether words are about the war in Ukraine: the same formulas serve Gaza, Iran and Korea, and a mention is no topic."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from extractors.chinese.referent import about_ukraine_zh, is_elsewhere_zh, simplified
from extractors.gates import ANSWER_ON_UKRAINE
from extractors.passages import speech_title
from extractors.records.words import Document, Passage, Statement, Voice

_WAR_EN = r"war|conflict|crisis|issue|question|invasion|fighting|aggression|situation|hostilities|peace|settlement|ceasefire|cease-fire|negotiations|talks|attack|matter|problem|truce|operation"
_UKRAINE = {
    "en": re.compile(
        r"(?=[A-Zs])(?:\bUkrain\w*|\b(?:Kyiv|Kiev|Zelensk\w+|Kuleba|Sybiha|Donbas\w*|Donetsk|Luhansk|Crimea\w*|Bucha|Mariupol|Kharkiv|Kherson|"
        r"Zaporizh\w+|Zaporozh\w+|Kakhovka|Pokrovsk|Sumy|Dnipro|Lviv|Sevastopol|Yermak|Umerov|Svyrydenko|Shmyhal|Bakhmut|Odes?sa|Kursk|"
        r"Black Sea grain)\b|\bRusso-Ukrainian\b"
        r"|\bspecial military operation\b)",
    ),
    "zh": re.compile(r"乌克兰|烏克蘭|俄乌|乌俄|俄烏|烏俄|基辅|泽连斯基|库列巴|瑟比加|乌方|乌总统|乌外长|乌东|顿巴斯|克里米亚|特别军事行动"),
    "uk": re.compile(r"Україн\w*|україн\w*|Киє?в\w*|Києв\w*|Зеленськ\w*|Донбас\w*|Крим\w*|Кулеб\w*|Сибіг\w*"),
    "ru": re.compile(r"Украин\w*|украин\w*|Киев\w*|Зеленск\w*|Донбасс?\w*|Крым\w*|СВО\b|Кулеб\w*|Сибиг\w*"),
}
_OTHER = {
    "en": re.compile(
        r"(?=[A-Z])\b(?:Gaza\w*|(?:Israel\w*|Palestin\w+)(?:[-–](?:Israel\w*|Palestin\w+))?|Hamas|Iran\w*|Syria\w*|Sudan\w*|Korean Peninsula|DPRK|North Korea\w*|Pyongyang|Taiwan\w*|"
        r"Myanmar|Afghan\w+|Yemen\w*|Lebanon|Lebanese|Libya\w*|Haiti\w*|Congo\w*|Armenia\w*|Azerbaijan\w*|Kosovo|Venezuela\w*|"
        r"Cambodia\w*|Thailand|Kashmir|Middle East\w*|Sahel|Somalia\w*|Houthis?|Red Sea|South China Sea|Hong Kong|Xinjiang|Tibet\w*)\b"
    ),
    "zh": re.compile(
        r"加沙|巴勒斯坦|以色列|哈马斯|巴以|伊朗|叙利亚|苏丹|朝鲜|半岛|台湾|台海|缅甸|阿富汗|也门|黎巴嫩|利比亚|海地|刚果|中东|委内瑞拉|南海|香港|新疆|西藏|红海|亚丁"
    ),
    "uk": re.compile(r"\b(?:Газ[аиіу]|Палестин\w*|Ізраїл\w*|Іран\w*|Сирі\w*|Судан\w*|Корейськ\w*|Тайван\w*|Близьк\w* Сх\w*)"),
    "ru": re.compile(r"\b(?:Газ[аеуы]|Палестин\w*|Израил\w*|Иран\w*|Сири\w*|Судан\w*|Корейск\w*|Тайван\w*|Ближн\w* Вост\w*)"),
}
_STRONG = {  # words of a war, whoever fights it; searched in lower case
    "en": re.compile(
        r"(?=[a-z])\b(?:conflict|crisis|war|wars|warring|cease-?fire|truce|fighting|hostilities|invasion|peace|peaceful(?:ly)?|negotiat\w+|settlement|weapons?|"
        r"arms|sanction\w*|condemn(?:ation|ing)?|blockades?|geopolitical|civilians?|humanitarian|de-?escalat\w*|escalat\w*|aggression|nuclear|battlefield|talks|dialogue|mediat\w+|sovereign\w*|territorial|soviet|fuel to the fire|flames|tensions?|"
        r"the parties|(?:all|both|two) (?:sides|parties)|restraint|cool\w* down|cold war|blocs?|insecurity|concerns? for (?:its|their|one's) security|security (?:concerns|architecture|framework|order|interests|demands|of)|"
        r"root causes?|shuttle|stakeholders|dual-use|lethal|battle\w*|un charter|(?:normal|legitimate)[\w ]{0,30}between china and russia|irresponsible|disinformation|misinformation|groundless|baseless|unfounded|smears?|smearing|accusations?|blame|solution|listings?|export (?:controls?|checks?)|military (?:use|ends|purposes|aid|assistance|support)"
        r"|(?:lasting|binding|acceptable|fair|just)[\w ,]{0,30}(?:deal|agreement))\b"
    ),
    "zh": re.compile(r"危机|冲突|战争|停火|止战|和谈|谈判|和平|政治解决|制裁|核武|平民|人道|当事方|降温|武器|升级|拱火"),
    "uk": re.compile(r"криз\w*|конфлікт\w*|війн\w*|перемир\w*|мирн\w*|переговор\w*|санкці\w*|ядерн\w*|збро\w*", re.IGNORECASE),
    "ru": re.compile(r"кризис\w*|конфликт\w*|войн\w*|перемир\w*|мирн\w*|переговор\w*|санкци\w*|ядерн\w*|оруж\w*", re.IGNORECASE),
}
_GENERIC = {
    "en": re.compile(
        rf"(?=[a-z])(?:\b(?:the|this|that|both|all|any) (?:two |warring |parties|sides?|conflict|crisis|war|ceasefire|fighting|invasion|situation)"
        rf"|\b(?:peace|political|diplomatic) (?:talks?|settlement|solution|plan|process|efforts?|negotiations?|agreement)\b|\bcease-?fire\b"
        rf"|\b(?:{_WAR_EN})\b|\brussia\w*|\bmoscow|\bputin|\bnato\b|\bsanction\w*|\bnuclear\b|\bmilitary\b|\bsovereign\w*|\bterritorial\b|\bsoviet\b|\bweapons?\b|\bcivilians?\b|\bhumanitarian\b)"
    ),
    "zh": re.compile(r"危机|冲突|战争|停火|止战|和谈|谈判|和平|政治解决|俄罗斯|俄方|北约|制裁|核武|平民|人道|当事方|局势|降温|武器|普京"),
    "uk": re.compile(r"криз\w*|конфлікт\w*|війн\w*|перемир\w*|мир\w*|переговор\w*|Росі\w*|санкці\w*|ядерн\w*|НАТО", re.IGNORECASE),
    "ru": re.compile(r"кризис\w*|конфликт\w*|войн\w*|перемир\w*|мир\w*|переговор\w*|Росси\w*|санкци\w*|ядерн\w*|НАТО", re.IGNORECASE),
}


# the war as a date or a background: "since Moscow's invasion of Ukraine"
_PASSING = re.compile(
    r"\b(?:since|after|following|before|despite|amid)\s+(?:[\w’'-]+\s+){0,4}?(?:invasion|attack|war|conflict|annexation|offensive)"
    r"\s+(?:of|in|on|against|with)\s+Ukraine"
    r"|\b(?:Ukraine (?:of )?today|[Tt]oday[’']s Ukraine|Ukraine is today)\b[^.]{0,40}\btomorrow"
)
_POSTED = re.compile(r"\b(?:[Aa]mbassador|[Ee]nvoy|[Ee]mbassy) (?:to|in) (?:Ukraine|Kyiv)\b")  # who speaks there may speak of home
_ARMING = re.compile(  # what China is said to send to Russia's war, and how others punish it
    r"\b(?:sanction\w*|ban(?:s|ned)?|embargo\w*|price cap|dual-use|weapons?|arm(?:s|ing|ed)?|drones?|military|machine tools|war effort|defen[cs]e industr\w+)\b[^?]{0,120}\b(?:Russia\w*|Moscow)"
    r"|\b(?:Russia\w*|Moscow)\b[^?]{0,120}\b(?:sanction\w*|embargo\w*|price cap|dual-use|weapons?|arms|drones?|military|machine tools|war effort|defen[cs]e industr\w+)\b"
)
_NO_ARMS = re.compile(r"\b(?:weapons?|dual-use|to the conflict|unilateral sanctions|long-arm)\b")
_OPENING = 300  # characters in which a text says what it is about
_SHORT = 1500  # characters of a text that has one topic
_BELLIGERENT = {  # who names none of the two wars with words of a war; where Russia stands, the war is the one in Ukraine
    "en": re.compile(r"\b(?:Russia\w*|Moscow|Kremlin|Putin|Lavrov|Nebenzia|Peskov|NATO|Li Hui|Friends for Peace)\b"),
    "zh": re.compile(r"俄罗斯|俄方|普京|拉夫罗夫|北约|李辉"),
    "uk": re.compile(r"Росі\w*|Москв\w*|Путін\w*|НАТО"),
    "ru": re.compile(r"Росси\w*|Москв\w*|Путин\w*|НАТО"),
}
_RIVAL = re.compile(r"\bTaiwan|台湾|Тайван")  # likened to Ukraine, never with it the topic


Verdict = tuple[bool, str]  # and by which evidence


def referent_of(document: Document, passages: tuple[Passage, ...], language: str) -> Callable[[Statement], Verdict]:
    """Return what tells of each statement of a text whether it is about the war in Ukraine."""
    if language == "zh":
        return partial(about_ukraine_zh, simplified(document), passages)
    return partial(_about_ukraine, Whole(document, passages, language if language in _UKRAINE else "en"))


@dataclass(frozen=True)
class Whole:
    """A text around its statements; what it tells of all of them is found out once, when the first one asks."""

    document: Document
    passages: tuple[Passage, ...]
    language: str

    @property
    def text(self) -> str:
        """Return the words."""
        return self.document.text

    @property
    def title(self) -> str:
        """Return the title."""
        return self.document.title

    @cached_property
    def starts(self) -> list[int]:
        """Return where the passages begin."""
        return [passage.start for passage in self.passages]

    @cached_property
    def own(self) -> int:
        """Return how often the text names Ukraine."""
        return _count(_UKRAINE[self.language], self.text)

    @cached_property
    def other(self) -> int:
        """Return how often it names another place of trouble."""
        return _count(_OTHER[self.language], self.text)

    @cached_property
    def titled(self) -> bool:
        """Tell whether the title names Ukraine."""
        return _UKRAINE[self.language].search(self.title) is not None

    @cached_property
    def opening(self) -> str:
        """Return the words that tell what the text is about."""
        return f"{self.title}\n{self.text[:_LEAD]}"

    @cached_property
    def on_arms(self) -> bool:
        """Tell whether it opens with sanctions for Russia's sake, or with what China is said to give Russia."""
        opens = _OVER_RUSSIA.search(self.opening) or _CHARGED.search(self.opening)
        return opens is not None and not _OTHER["en"].search(self.opening)

    @cached_property
    def on_trade(self) -> bool:
        """Tell whether it opens with a quarrel over trade that has nothing to do with Russia."""
        return bool(_TRADE.search(self.opening)) and not _OVER_RUSSIA.search(self.opening)

    @cached_property
    def of_speech(self) -> Verdict:
        """A paragraph that names no place belongs to a speech on Ukraine, never to a survey of the world."""
        title = speech_title(self.document)
        if _UKRAINE[self.language].search(title) and not _OTHER[self.language].search(title):
            return True, "a paragraph of a speech on Ukraine"
        spoken = [self.text[p.start : p.end] for p in self.passages if p.voice is Voice.SPEECH and p.end - p.start > 60]
        own = sum(1 for each in spoken if _UKRAINE[self.language].search(each))
        other = sum(1 for each in spoken if _OTHER[self.language].search(each))
        if own * 3 >= len(spoken) and other * 6 <= len(spoken):
            return True, "a paragraph of a speech that keeps to Ukraine"
        return False, "a paragraph of a speech that does not name Ukraine"

    @cached_property
    def is_focused(self) -> bool:
        """At least half of the paragraphs name Ukraine, and hardly any another place of trouble."""
        prose = [self.text[p.start : p.end] for p in self.passages if p.voice is Voice.PROSE]
        if self.language != "en" or not 3 <= len(prose) <= 60:
            return False
        own = sum(1 for body in prose if _UKRAINE["en"].search(body))
        return own * 2 >= len(prose) and sum(1 for body in prose if _OTHER["en"].search(body)) * 6 <= len(prose)

    @cached_property
    def is_dense(self) -> bool:
        """A text whose title names Ukraine and that names it again and again, and no other place of trouble."""
        return self.language == "en" and self.titled and not self.other and self.own >= 2 and self.own * 800 >= len(self.text)

    @cached_property
    def is_on_sanctions(self) -> bool:
        """A text under a title on sanctions that opens with Russia's and names Ukraine, and no other place of trouble."""
        opens = self.language == "en" and _SANCTIONED.search(self.title) and _ARMING.search(self.text[:500])
        return bool(opens and self.own and not self.other)

    @cached_property
    def is_on_the_war(self) -> bool:
        """A text that names Ukraine in its title or often enough, or a short one that names a side of the war."""
        own, other, english = self.own, self.other, self.language == "en"
        if self.titled or (own and _ARMING.search(self.title)) or (own >= 2 and own > other and own * 700 > len(self.text)):
            return True
        if english and own >= 2 and not other and _UKRAINE["en"].search(self.text[:_OPENING]):
            return True
        if (other and (not english or _count(_OTHER["en"], _ASIDE.sub("", self.text)))) or len(self.text) >= _SHORT:
            return False
        if own:  # a short text that names Ukraine as a mere date has another topic
            return not english or bool(_UKRAINE["en"].search(_PASSING.sub(" ", self.text)))
        return bool(_BELLIGERENT[self.language].search(self.text))


def _about_ukraine(whole: Whole, statement: Statement) -> Verdict:
    words = whole.text[statement.start : statement.end]
    if whole.language == "en" and "kraine" in words:
        words = _PASSING.sub(" ", words)
        words = _POSTED.sub(" ", words) if _AT_HOME.search(words) else words
    if whole.language == "en" and _WARS_OF_OTHERS.search(words) and _WHO_WAGED.search(words):
        words = _WARS_OF_OTHERS.sub(" ", words)  # what the alliance did elsewhere is told for comparison
    own, other = count_topics(words, whole.language)
    if own:
        if other > own or (other == own and _RIVAL.search(words)):
            return False, "another topic: it names more of another place than of Ukraine"
        return True, "names Ukraine"
    if other:
        return False, f"another topic: {_OTHER[whole.language].search(words).group()}"  # type: ignore[union-attr]
    return _by_context(whole, statement)


_PLACES = r"(?:Yugoslavia|Serbia|Kosovo|Iraq|Afghanistan|Libya|Syria|Vietnam|Palestine|Panama|Somalia|Grenada)"
_WARS_OF_OTHERS = re.compile(rf"\b{_PLACES}(?:(?:, | and |, and | or ){_PLACES})+")
_WHO_WAGED = re.compile(r"\b(?:NATO|Nato|US|U\.S\.|United States|Washington|West(?:ern)?|alliance|they|it)\b")


def is_elsewhere(document: Document, passages: tuple[Passage, ...], language: str) -> bool:
    """Tell of an English or Chinese text, before anybody reads it, that none of its statements can be about the war in Ukraine."""
    if language == "zh":
        return is_elsewhere_zh(document)
    text = document.text
    if language != "en" or _UKRAINE["en"].search(text) or _UKRAINE["en"].search(document.title):
        return False
    if len(text) < _SHORT and _BELLIGERENT["en"].search(text):
        return False
    return not any(p.question and _ARMING.search(text, *p.question) for p in passages)


def count_topics(text: str, language: str) -> tuple[int, int]:
    """Return how often a text names Ukraine, and how often another place of trouble."""
    return _count(_UKRAINE[language], text), _count(_OTHER[language], text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _by_context(whole: Whole, statement: Statement) -> Verdict:
    """Words that fit the war take the topic of their question, their paragraph, or a text that is about the war."""
    text, language, span = whole.text, whole.language, (statement.start, statement.end)
    at = bisect_right(whole.starts, statement.start) - 1
    here = whole.passages[at] if at >= 0 and statement.start < whole.passages[at].end else None
    if here is not None and here.voice is Voice.SPEECH:
        if _COURTESY.match(text, statement.start) and statement.end - statement.start < 300:
            return False, "thanks and congratulations"
        return whole.of_speech
    if here is not None and here.question is not None:
        question = text[slice(*here.question)]
        if _UKRAINE[language].search(question):
            return True, ANSWER_ON_UKRAINE
        if _ARMING.search(question) and _NO_ARMS.search(text, *span):
            return True, "answers that nobody is armed"
        return False, "answers a question on something else"
    if language == "en" and (verdict := _of_the_headline(whole, statement)) is not None:
        return verdict
    if _follows_closely(text, here, statement, language):
        return True, "goes on from a sentence that names Ukraine"
    if language == "en" and whole.own and _ITS_PLANS.search(text, max(0, statement.start - 160), statement.end):
        return True, "names a plan for the war"
    if len(text) < 600 and whole.titled:
        return True, "a short text whose title names Ukraine"
    if whole.is_focused and not _ELSEWHERE.search(text, *span):
        return True, "the text keeps to the war in Ukraine"
    if whole.is_dense and not _BILATERAL.search(text, *span):
        return True, "a text full of Ukraine"
    if whole.is_on_sanctions and not _BILATERAL.search(text, *span):
        return True, "a text on sanctions over the war"
    return _by_words_of_war(whole, here, statement)


def _by_words_of_war(whole: Whole, here: Passage | None, statement: Statement) -> Verdict:
    """Words of a war take the topic of the nearest paragraph that has one, else of the text; loosely tied ones of the nearest alone."""
    lower = whole.text[statement.start : statement.end].lower()
    strong = _STRONG[whole.language].search(lower)
    if not strong and not _GENERIC[whole.language].search(lower):
        return False, "neither Ukraine nor the words of the war"
    near = _paragraphs_before(whole.text, here, statement)
    if statement.start < _HEAD and whole.language == "en":  # a lead is about what the sentence behind it names
        near.append((whole.text[statement.end : statement.end + 300], "what the lead opens"))
    for text, name in near if strong else near[:1]:
        own, other = count_topics(text, whole.language)
        if own or other:
            return own >= other, f"{name} is about {'Ukraine' if own >= other else 'another topic'}"
    if not strong:
        return False, "only loosely tied to a text on the war"
    share = whole.is_on_the_war
    return share, "the text is about the war in Ukraine" if share else "Ukraine is not the topic of the text"


_OVER_RUSSIA = re.compile(  # what is punished, and for whose sake
    r"\b(?:sanction\w*|restrict(?:ions|ive measures)|blacklist\w*|tariffs?|export controls?)\b[^.?\n]{0,120}\b(?:Russia\w*|Moscow)\b"
    r"|\b(?:Russia\w*|Moscow)\b[^.?\n]{0,120}\b(?:sanction\w*|restrict(?:ions|ive measures)|blacklist\w*)"
)
_CHARGED = re.compile(  # what China is said to give Russia
    r"\b(?:assistance|aid|support(?:s|ed|ing)?|help(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|weapons|arms|goods|components)\b[^.?\n]{0,60}"
    r"(?:\bto (?:Russia|Moscow)\b|\bRussia(?:n|’s|'s)? (?:military|army|war|defen[cs]e))"
)
_PUNISHED = re.compile(
    r"\b(?:sanctions?|sanctioned|blacklist\w*|unilateral|long-arm|countermeasures|double standards|rights and interests|dual-use"
    r"|military products|arms exports?|exports? of (?:arms|weapons|military)|(?:trade|trading|trades|interaction|cooperation|exchanges)\b[^.]{0,60}\bRussia\w*|(?:enterprises|companies|firms|entities)\b)"
)
_AT_HOME = re.compile(  # what China tells of itself beside the war
    r"\b(?:GDP|poverty|high-quality development|5G|electric vehicles|(?:second-)?largest econom\w+|five-year plan|space exploration"
    r"|(?:reform|rejuvenation|modernization|modernisation)\b|Belt and Road|common prosperity|health(?:care)?,? (?:and )?(?:social|education)\w*)"
)
_TRADE = re.compile(r"\b(?:chips?|chip makers?|semiconductors?|tariffs?|trade war|solar|Huawei|TikTok|electric cars|rare earths?|fentanyl)\b", re.IGNORECASE)
_LEAD = 600  # characters of a text that tell what it is about


def _of_the_headline(whole: Whole, statement: Statement) -> Verdict | None:
    """Answers on sanctions for Russia's sake are about the war; China's growth at home is not."""
    at = statement.start, statement.end
    if _AT_HOME.search(whole.text, *at) and not _NO_ARMS.search(whole.text, *at):
        return False, "another topic: what China has built at home"
    if not (whole.on_arms or whole.on_trade) or not _PUNISHED.search(whole.text, *at):
        return None
    if whole.on_arms:
        return True, "answers sanctions over Russia's war"
    before = f"{whole.title}\n{whole.text[: statement.end]}"
    quarrel = not _UKRAINE["en"].search(before) and not _BELLIGERENT["en"].search(whole.text, *at)
    return (False, "another topic: sanctions in a quarrel over trade") if quarrel else None


_COURTESY = re.compile(
    r"(?:Let me|I|We|China|May I|Allow me to)\b[^.]{0,40}\b(?:thank|congratulate|welcome the (?:presence|participation))\b|Thank you", re.IGNORECASE
)


def _follows_closely(text: str, here: Passage | None, statement: Statement, language: str) -> bool:
    """The sentence before, in the same paragraph, names Ukraine."""
    if here is None:
        return False
    before = text[max(here.start, statement.start - 160) : statement.start]
    return bool(_UKRAINE[language].search(before)) and not _OTHER[language].search(before)


_ITS_PLANS = re.compile(  # what has been put forward on this war, by its label
    r"\b(?:six-point (?:consensus|common understandings?|understandings?|plan|proposal|peace plan)|[Cc]ommon [Uu]nderstandings?|[Ff]riends (?:for|of) [Pp]eace|"
    r"(?:12|[Tt]welve)-point (?:\w+ )?(?:paper|plan|proposal|document)|(?:Swiss|Geneva|Istanbul|Jeddah|Copenhagen|B[uü]rgenstock) (?:peace )?(?:summit|conference|meeting|talks)|"
    r"[Pp]eace (?:summit|conference) in (?:Switzerland|Jeddah|Copenhagen)|grain[\w ]{0,30}Black Sea|Black Sea (?:grain|deal|initiative|agreement))\b"
)
_HEAD = 60  # characters before a lead: a place, a date
_NEAR = 2000  # characters of a paragraph around a statement that count as its surroundings


# what the same people talk of besides the war
_ELSEWHERE = re.compile(
    r"\b(?:bilateral|trade|econom\w+|tariffs?|two countries|exchanges|cooperation|partnership|friendship|relations(?:hip)?|ties|business|"
    r"Russia\w*|Moscow\w*|Putin|technolog\w+|chips?|climate|visit(?:ed|ing)?|tour(?:ism)?|summit|election|Taiwan|democracy|human rights)\b",
    re.IGNORECASE,
)


# what a text on the war turns to when it leaves the war
_BILATERAL = re.compile(
    r"\b(?:bilateral|tariffs?|two countries|climate|touris\w+|Taiwan\w*|human rights|election|chips?|partnership|friendship|no[- ]limits?|"
    r"(?:China|Sino|Chinese|Russia|Russian)[-–\s](?:and\s)?(?:Russia|Russian|EU|US|China|Chinese)[n]?\s(?:relations(?:hip)?|ties|trade|cooperation)|"
    r"(?:relations(?:hip)?|ties|cooperation)\s(?:with|between|to)|the relations|(?:EU|US|Europe|United States|Germany|France) and China|China and (?:the )?(?:EU|US|Europe|United States))\b"
)


_SANCTIONED = re.compile(r"\b(?:sanction\w*|blacklist\w*|embargo\w*|price cap)\b", re.IGNORECASE)


def _paragraphs_before(text: str, here: Passage | None, statement: Statement) -> list[tuple[str, str]]:
    if here is None:
        return []
    earlier = text[max(0, here.start - 700) : here.start]
    begin, end = max(here.start, statement.start - _NEAR), min(here.end, statement.end + _NEAR)
    rest = f"{text[begin : statement.start]} {text[statement.end : end]}"
    return [(rest, "the paragraph"), (earlier, "the paragraph before")]


_ASIDE = re.compile(r"^(?:On|As for|Regarding|Concerning) (?:the )?(?:Taiwan|Hong Kong|Xinjiang|Tibet|South China Sea)\b[^\n]*", re.MULTILINE)
