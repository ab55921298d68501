"""Whether Chinese words are about the war in Ukraine: they name it or its settlement, or the occasion does; a mention is no topic."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from extractors.chinese.charges import BACKING, DENIES, FOR_RUSSIA, is_armed, is_reproached
from extractors.chinese.text import to_simplified
from extractors.gates import ANSWER_ON_UKRAINE, PARAGRAPH_ON_UKRAINE
from extractors.records.words import Directness, Document, Level, Passage, Statement, Voice

_AT_WAR = r"乌(?![兹干拉鲁龙镇合云鸦木有托苏江])"
_UKRAINE = re.compile(  # each alternative begins with a sign, none with a choice: such a search is fifteen times as fast
    rf"乌克兰|烏克蘭|俄乌|乌俄|俄烏|烏俄|特别军事行动|侵{_AT_WAR}|援{_AT_WAR}|挺{_AT_WAR}|攻{_AT_WAR}|对(?<![应相]对){_AT_WAR}|泽[伦兰]斯基|顿巴斯|明斯克协议|诺曼底机制|诺曼底四方|扎波罗热|泽连斯基|克里米亚|基辅|黑海粮|黑海港口|布查|卡霍夫卡|赫尔松|哈尔科夫|敖德萨|利沃夫|顿涅茨克|卢甘斯克|波克罗夫斯克|阿夫杰耶夫卡|马里乌波尔|巴赫穆特|库尔斯克"
    r"|在乌(?:同胞|公民|人员|中国)|撤乌|离乌|驻乌(?:使|克)|中乌|乌危机|乌局势|乌问题|乌东|朝鲜[^。]{0,20}(?:派兵|出兵|士兵|部队|军人|军队)[^。]{0,12}[俄乌]|赴俄(?:参战|作战|训练)|援俄(?:参战|作战|训练)|乌方|乌军|乌国(?!际)|乌总统|乌外长"
)
_UZBEK = re.compile(r"乌兹别克")
_SETTLEMENT = re.compile(
    r"劝和促谈|停火|止战|和谈|谈判|政治解决|和平解决|政治(?:和外交)?手段|斡旋|建设性作用|降温|缓和(?:紧张)?|解决危机|化解危机|当事[各双]?方|止[暴损]|升级外溢|立场文件|"
    r"和平(?:协议|方案|谈判|计划|会议|会谈)|国际和会|停战|四个应该|四个共同|三点思考|六点倡议|六点共识|和平之友|站在和平|和平的?一[边方]|一贯(?:的)?立场|制造者|拱火|火上浇油|重燃战火"
)
_MILITARY = re.compile(r"武器|军事(?:援助|装备|支持)|致命|入侵|军民两用|无人机|军援|核战争|核武器|核威胁")
_WAR_WORDS = re.compile(
    rf"{_SETTLEMENT.pattern}|危机(?!管理|感)|冲突|战争|战事|战火|和平|人道主义|制裁|核武|核电站|核设施|欧洲安全|军事援助|武器|致命|生物(?:军事|实验|武器)|安全(?:架构|框架|机制|关切)|平民|难民|局势|主权[和、]?领土完整|宪章(?:的)?宗旨|是非曲直|冷战思维|集团对抗|阵营对抗"
)
_ELSEWHERE = re.compile(
    r"加沙|巴勒斯坦|以色列|哈马斯|巴以|伊朗|伊核|叙利亚|苏丹|朝鲜|半岛|台湾|台海|台独|缅甸|阿富汗|也门|黎巴嫩|利比亚|海地|刚果|中东|委内瑞拉|南海|香港|新疆|西藏|红海|亚丁|非盟|马里|索马里|"
    r"伊拉克|科索沃|波黑|哥伦比亚(?!广播|大学)|柬泰|泰柬|印巴|克什米尔|福岛|核污染水|亚美尼亚|阿塞拜疆"
)
_BILATERAL = re.compile(
    r"双边关系|经贸|务实合作|一带一路|战略协作|人文交流|中俄关系|中美关系|中欧关系|中法|中德|中巴|中白"
)
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_NOT_A_TOPIC = re.compile(
    r"(?:疫情|通胀|气候|灾害|粮食|能源|经济|巴以|加沙|中东|阿富汗|半岛)[^，。]{0,16}(?:乌克兰|俄乌)(?:危机|局势|问题|冲突)?[^，。]{0,10}(?:影响|冲击|导致|叠加|带来|等|外溢|因素|背景)"
    r"|(?:(?<![接遭])受(?![访邀询])|(?<!理)应对(?!自[身己])|克服|包括|除)[^，。]{0,20}(?:乌克兰|俄乌)(?:危机|局势|冲突|问题)?(?:[^，。]{0,8}(?:影响|冲击|等|带来|外溢|挑战))?"
    r"|(?:乌克兰|俄乌)(?:危机|局势|冲突|问题)(?:的)?(?:影响|外溢效?应?|冲击|带来|导致|背景)"
    r"|(?:就|围绕|还就)[^，。]{0,40}(?:乌克兰|俄乌)[^，。]{0,40}(?:交换|交流|沟通|回答|阐述)"
    r"|(?:乌克兰|俄乌)(?:危机|局势|问题)?等[^，。]{0,16}(?:问题|热点|议题|挑战|事务)|、乌克兰(?:危机|局势|问题)?、|乌克兰、[^，。]{0,14}等[^，。]{0,10}(?:问题|热点)"
)
# A sentence that begins with the effects of the crisis has them for its topic; 受乌克兰危机影响，…… has not.
_EXCHANGED = re.compile(
    r"(?:就|围绕)[^，。]{0,16}(?:乌克兰|俄乌)[^，。、等]{0,20}(?:交换|交流|沟通)[^，。]{0,12}，[^，。]{0,8}(?:表示|强调|指出|认为|同意|主张)"
)
_EFFECTS = re.compile(
    r"(?:^|[。；])[^，。；受应]{0,14}(?:乌克兰|俄乌)(?:危机|冲突|局势)的?(?:外溢)?(?:影响|冲击|效应)[^，。；]{0,6}(?:叠加|加剧|蔓延|持续|显现|波及|外溢)"
)
_RELIEF = re.compile(r"应对[^。；]{0,30}(?:粮食|能源|农业|供应链|产业链|金融)|(?:维护|确保|保障|畅通)[^。；]{0,20}(?:粮食|能源|供应链|产业链)")
_COMPARES = re.compile(
    r"今[日天](?:的)?乌克兰[^，。]{0,10}明[日天]|(?:从|自)(?:乌克兰|俄乌)[^，。]{0,6}到|(?:无论|不管|不论)是?(?:在)?(?:乌克兰|俄乌)[^，。]{0,6}还是|(?:同|与|和|像|跟)(?:乌克兰|俄乌)[^，。]{0,8}(?:一样|相比|不同|类似)"
)
_TRUCE = re.compile(  # talks on the war that name only who talks
    r"(?:俄美|美俄|美、俄|俄、美|俄罗斯和美国|美国和俄罗斯)[^。]{0,30}(?:停火|和谈|斡旋|冲突)|黑海停火|志愿联盟|(?:俄美|美俄)[^。]{0,12}(?:通电话|通话|会晤|会谈)[^。军核]{0,20}俄方[^。军核]{0,12}谈判|普京[^。]{0,40}特朗普|特朗普[^。]{0,40}普京|(?:停火|和谈|斡旋)[^。]{0,30}(?:俄美|美俄)"
)
_PROPER = re.compile(
    r"和平之友|六点共识|四个应[该当]|12点立场|十二点立场|李辉特别代表|欧亚事务特别代表|战场不外溢|战事不升级|中国立场》"
)  # wordings that serve no other war
_ASKS = re.compile(r"记者[^。？]{0,20}(?:提问|问|追问)")
_ORDER = re.compile(r"欧洲(?:的)?(?:持久)?安全(?:架构|框架|机制)?|欧俄美|俄欧|欧洲[^，。]{0,6}长治久安")
_TOPIC_SET = re.compile(
    r"^[^，。]{0,12}(?:关于|就|在|针对|谈到|谈及|围绕)[^，。]{0,10}(?:乌克兰|俄乌)(?:问题|危机|局势|冲突|战争)(?:问题)?(?:上|时)?，"
)
_ANSWERS = re.compile(
    r"对此|就此|相关问题|有关(?:问题|说法|报道|指责|言论|表态)|无端指责|上述|这种说法|不属实|冲突(?:任何)?一方"
)
_FURTHER = re.compile(r"追问|上述|刚[才刚](?=的|提到|说|表示|谈到|回答|问|你|您|已)|前面|同一问题|(?:这|该|此)(?:次|项|个|一)?(?:峰会|会议|问题|方案|计划|提议|表态|倡议)|(?:还|再)(?:想)?(?:问|确认)|[:：]那么|举个?例|根源|(?:这|那)?是?(?:什么意思|为什么|为何)[？?]")
_OCCASION = re.compile(r"安理会(?!常任|改革|决议|授权|成员|五常)|安全理事会(?!常任)|联大|联合国大会|人权理事会|审议大会|紧急特别会议|机构理事会")
_INTRODUCES = re.compile(r"(?:就|围绕|介绍|重点|谈及|谈到|谈论|讨论|议及)[^。]{0,30}(?:乌克兰|俄乌)")
_PAPER = re.compile(r"(?:发布|发表|公布|提出)[^。]{0,30}《[^》]{0,30}(?:乌克兰|俄乌)[^》]{0,30}》")
_POINT = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十]{1,3}[，、]|[（(]?\d{1,2}[.、）)]"
)
_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”’」』]?")
_COMPATRIOTS = re.compile(r"同胞|侨胞|中国公民|留学生|使馆|撤离|撤侨")
_HEAD = 60  # characters before a lead: a place, a date
_AHEAD = 120  # characters behind a lead in which its session may be named
_PASSING_SHARE = 0.08  # of the statement: clauses that name Ukraine in less of it are a mention
_NEWS_SHARE = 0.006  # of the characters: names of Ukraine in a report on the war
_SETTLES = 2  # words of a settlement that tell the topic whatever else is named, and whatever session was named before
_REACH = 1500  # characters of its own paragraph that a statement is read with
_SHORT_QUESTION = 24  # characters: it goes on with the one before
_INTRODUCTION = 90  # characters: a paragraph that only opens the topic


def is_elsewhere_zh(document: Document) -> bool:
    """Tell of a text, before anybody reads it, that none of its statements can be about the war."""
    return not _has_evidence(_plain(document.text)) and not _has_evidence(document.title)


def _has_evidence(text: str) -> bool:
    """Tell whether a text holds what every text with words on the war has."""
    return "俄" in text or any(wording.search(text) for wording in (_UKRAINE, _PROPER, _TRUCE))


def simplified(document: Document) -> Document:
    """Return the document with its text in simplified characters, sign for sign in the same places."""
    return replace(document, text=_plain(document.text))


def about_ukraine_zh(
    document: Document, passages: tuple[Passage, ...], statement: Statement
) -> tuple[bool, str]:
    """Tell whether a statement of a simplified text is about the war in Ukraine or its settlement, and by which evidence."""
    text = document.text
    if statement.speaker.acts_for != "China":
        return _of_others(document, text, statement)
    words = text[statement.start : statement.end]
    named = _clauses_naming(words)
    if named and not _uzbek(text):
        before = _paragraphs_before(text, statement.start)
        goes_on = any(map(_names_outright, before[:3])) or (_meeting(before) or (False,))[0] or _share(text) > _NEWS_SHARE
        return _asked_of_the_war(text, passages, statement) or _by_words(words, named, statement, goes_on=goes_on)
    if _ELSEWHERE.search(words):
        return False, f"another topic: {_ELSEWHERE.search(words).group()}"  # type: ignore[union-attr]
    return _by_context(document, passages, statement, words)


def _asked_of_the_war(
    text: str, passages: tuple[Passage, ...], statement: Statement
) -> tuple[bool, str] | None:
    """An answer that names Ukraine when it is asked about it is no mention in passing."""
    here = _passage(passages, statement)
    if here is None or here.question is None or not _UKRAINE.search(text, *here.question):
        return None
    return True, ANSWER_ON_UKRAINE


def _passage(passages: tuple[Passage, ...], statement: Statement) -> Passage | None:
    return next((each for each in passages if each.start <= statement.start < each.end), None)


def split_topics(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part words that pass from the war to another trouble spot, or back, sentence by sentence."""
    introduced = _UKRAINE.search(text, text.rfind("\n", 0, start) + 1, start)  # 就乌克兰危机和巴以冲突交换意见。……
    if not ((introduced or _UKRAINE.search(text, start, end)) and _ELSEWHERE.search(text, start, end)):
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    topic = "war" if introduced else ""
    for match in _SENTENCE.finditer(text, start, end):
        own, other = _UKRAINE.search(match.group()), _ELSEWHERE.search(match.group())
        now = "both" if own and other else "war" if own else "elsewhere" if other else topic
        if parts and (now == topic or "both" in (now, topic)):
            parts[-1] = parts[-1][0], match.end()
        else:
            parts.append(match.span())
        topic = now
    return parts


def _of_others(document: Document, text: str, statement: Statement) -> tuple[bool, str]:
    """Words of others never count: they are kept when they name Ukraine or stand in news of the war."""
    words = text[statement.start : statement.end]
    if _UKRAINE.search(words):
        return not _uzbek(text), "names Ukraine"
    news = bool(_UKRAINE.search(document.title)) or _share(text) > _NEWS_SHARE
    near = news and not _ELSEWHERE.search(words)
    return near, "stands in news of the war" if near else "not in news of the war"


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    return to_simplified(text)


def _clauses_naming(words: str) -> list[str]:
    return [match.group() for match in _CLAUSE.finditer(words) if _UKRAINE.search(match.group())]


def _uzbek(text: str) -> bool:
    return len(_UZBEK.findall(text)) > text.count("乌克兰")


def _by_words(words: str, named: list[str], statement: Statement, *, goes_on: bool) -> tuple[bool, str]:
    """The words name Ukraine: as their topic, beside another one, or in passing."""
    settles = bool(_SETTLEMENT.search(words))
    if all(_COMPARES.search(clause) for clause in named):
        return False, "a comparison with Ukraine"
    if len(_ELSEWHERE.findall(words)) > 2 * len(_UKRAINE.findall(words)) and not settles:
        return False, "another topic: it names more of another place than of Ukraine"
    short = sum(map(len, named)) < _PASSING_SHARE * len(words) and len(named) == 1
    if _EFFECTS.search(words) and _RELIEF.search(words):
        return True, "the effects of the war and the answer to them"
    accused = FOR_RUSSIA.search(words) and DENIES.search(words)
    if short and not settles and not goes_on and not accused:
        return False, "a passing mention: one clause of a long text"
    passing = all(_NOT_A_TOPIC.search(clause) for clause in named)
    if not passing or settles or _exchanged(words):
        return True, "names the war or its settlement"
    if statement.speaker.level is Level.DOCUMENT and statement.speaker.acts_for == "China":
        return True, "a body of the party or state names it"
    return False, "a passing mention: a factor among others"


def _exchanged(words: str) -> bool:
    """就乌克兰危机交换意见，表示……: the views follow."""
    told = _EXCHANGED.search(words)
    return bool(told and _WAR_WORDS.search(words, told.end()))


def _by_context(
    document: Document, passages: tuple[Passage, ...], statement: Statement, words: str
) -> tuple[bool, str]:
    """Words without a name take the topic of their question, of the meeting, or of the sentence that introduces them."""
    here = _passage(passages, statement)
    if here is not None and here.question is not None:
        question = _asked(document.text, passages, here, words)
        asked = _UKRAINE.search(question) or _TRUCE.search(question) or is_armed(question, words) or _PROPER.search(words)
        return bool(
            asked
        ), ANSWER_ON_UKRAINE if asked else "answers a question on something else"
    if _PROPER.search(words) or _TRUCE.search(words):
        return True, "a wording of this war alone"
    if _of_a_document(document, here, statement):
        return True, "a point of a document on Ukraine"
    before = _paragraphs_before(document.text, statement.start)
    if _TOPIC_SET.search(before[0]) or _introduces(before[0]):
        return True, PARAGRAPH_ON_UKRAINE
    bilateral = _BILATERAL.search(words) and not _SETTLEMENT.search(words)
    if not bilateral and _ANSWERS.search(words) and any(map(_on_the_war, before[:2])):
        return True, "answers what is said of Ukraine just before"
    if is_reproached(document.title, before, words):
        return True, "on what is said to arm Russia"
    if _denied(document.text, before, words):
        return True, "answers a charge in news of the war"
    if is_armed(document.title, words):
        return True, "on sanctions for what is said to arm Russia"
    if _settles_further(words, before):
        return True, "goes on to settle what was named just before"
    meeting = _meeting(before, document.title)
    if meeting is not None and (not meeting[0] or not _BILATERAL.search(words)):
        return meeting
    if _answers_in_prose(before):
        return True, "answers a reporter's question on Ukraine"
    if _of_the_post(statement, words) and _share(document.text) > _NEWS_SHARE:
        return True, "the ambassador in Kyiv speaks of his compatriots"
    if not _WAR_WORDS.search(words):
        return False, "neither Ukraine nor the words of the war"
    if not bilateral and _opens_a_session(document.text, statement):
        return True, "the next sentence names the session on Ukraine"
    if not bilateral and (any(_introduces(each) for each in before[:2]) or _turned(before[0])):
        return True, "the talk turns to Ukraine just before"
    if _POINT.match(document.text, statement.start) and _of_points(before):
        return True, "a point of words on Ukraine"
    if here is not None and here.voice is Voice.SPEECH and not statement.cue:
        about = bool(_UKRAINE.search(document.title)) or _share(document.text) > 0.004
        return about, "a speech or document on Ukraine" if about else "a paragraph that does not name Ukraine"
    return _goes_on(document, before, words)


def _of_the_post(statement: Statement, words: str) -> bool:
    """China's ambassador to Ukraine cares for those who are caught in the war."""
    return "Ukraine" in (statement.speaker.office or "") and _COMPATRIOTS.search(words) is not None


def _opens_a_session(text: str, statement: Statement) -> bool:
    """A lead without an occasion is about what the sentence behind it names."""
    if statement.start > _HEAD:
        return False
    ahead = text[statement.end : statement.end + _AHEAD].lstrip().split("。")[0].split("，")[0]
    return bool(_OCCASION.search(ahead) and _UKRAINE.search(ahead)) and not _ELSEWHERE.search(ahead)


def _answers_in_prose(before: list[str]) -> bool:
    """有记者提问，……乌克兰……？ stands just before, in the same paragraph or as the one before."""
    asked = before[0] if before[0].strip() else (before[1] if len(before) > 1 else "")
    question = _ASKS.search(asked)
    words = asked[question.start() :] if question else ""
    return bool(words.rstrip().endswith(("？", "?"))) and bool(_UKRAINE.search(words)) and not _ELSEWHERE.search(words)


def _of_points(before: list[str]) -> bool:
    """Points of one speech share their topic: the one before, or the words that open them, name the war."""
    for paragraph in before[1:8]:
        if _names_outright(paragraph):
            return True
        if not _POINT.match(paragraph):
            return False
    return False


def _asked(text: str, passages: tuple[Passage, ...], answer: Passage, words: str) -> str:
    """Return what an answer answers; a further question goes on with the one before: 上述峰会, 追问."""
    assert answer.question is not None
    asked = [each.question for each in passages if each.question and each.question[1] <= answer.question[0]]
    question = newest = text[slice(*answer.question)]
    earlier = iter(dict.fromkeys(reversed(asked)))
    while _asks_on(newest, words) and (span := next(earlier, None)) is not None:
        newest = text[slice(*span)]
        question = newest + question
    return question


def _asks_on(question: str, words: str) -> bool:
    """Tell whether a question cannot be understood without the one before."""
    short = len(question) <= _SHORT_QUESTION and not _BILATERAL.search(question) and _WAR_WORDS.search(words)
    return bool(_FURTHER.search(question) or short) and not _ELSEWHERE.search(question) and not _UKRAINE.search(question)


def _denied(text: str, before: list[str], words: str) -> bool:
    """Tell whether words answer a charge in a text on the war: a denial right after Ukraine, or on arms and backing for Russia."""
    if _share(text) <= _NEWS_SHARE:
        return False
    return bool(DENIES.search(words) and any(map(_UKRAINE.search, before[:2]))) or bool(BACKING.search(words))


def _of_a_document(document: Document, here: Passage | None, statement: Statement) -> bool:
    """Points of a paper on Ukraine are about it, named or not."""
    if statement.directness is not Directness.VERBATIM:
        return False
    point = bool(_POINT.match(document.text, statement.start))
    speech = here is not None and here.voice is Voice.SPEECH
    if (speech or point) and _UKRAINE.search(document.title):
        return True
    before = document.text[max(0, statement.start - 2500) : statement.start]
    return point and bool(_PAPER.search(before))


def _paragraphs_before(text: str, place: int) -> list[str]:
    """Return the words before, paragraph by paragraph, nearest first; the first is the statement's own."""
    begin = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    earlier = [each for each in text[max(0, begin - 3000) : max(0, begin - 1)].split("\n") if each.strip()]
    return [text[begin:place], *reversed(earlier)]


def _meeting(before: list[str], title: str = "") -> tuple[bool, str] | None:
    """A session's topic is that of its speakers; the nearest session within three paragraphs decides, or the title where it names none."""
    titled = bool(_OCCASION.search(title) and _UKRAINE.search(title))
    for paragraph in before:
        sentences = [each for each in paragraph.split("。") if _OCCASION.search(each)]
        if sentences:
            about = bool(_UKRAINE.search(sentences[-1]) or _UKRAINE.search(paragraph))
            about = about or (titled and not _ELSEWHERE.search(paragraph))
            return about, "the session is on Ukraine" if about else "the session is on something else"
    return None


def _introduces(paragraph: str) -> bool:
    last = paragraph.rstrip("。").rsplit("。", 1)[-1]
    return bool(_INTRODUCES.search(last)) and len(paragraph) <= _INTRODUCTION * 3


def _turned(paragraph: str) -> bool:
    """A sentence before turned to Ukraine, and nobody has turned to anything else since."""
    sentences = paragraph.rstrip("。").split("。")
    turns = [
        n for n, each in enumerate(sentences) if _INTRODUCES.search(each) and not _ELSEWHERE.search(each)
    ]
    return bool(turns) and not any(
        _ELSEWHERE.search(each) or _BILATERAL.search(each) for each in sentences[turns[-1] + 1 :]
    )


def _goes_on(document: Document, before: list[str], words: str) -> tuple[bool, str]:
    """Words of a settlement go on with the paragraph before when that names the war outright."""
    if _BILATERAL.search(words):
        return False, "Ukraine is not the topic of these words"
    if _names_outright(before[0]):
        return True, "goes on in a paragraph that names the war"
    if _UKRAINE.search(document.title):
        return True, "the title names the war"
    if _SETTLEMENT.search(words) and _share(document.text) > _NEWS_SHARE:
        return True, "the text is on the war"
    if (_ORDER.search(words) or FOR_RUSSIA.search(words)) and _share(document.text) > _NEWS_SHARE:
        return True, "on Europe's order or Russia's trade, in a text on the war"
    if len(_WAR_WORDS.findall(words)) > _SETTLES and _share(document.text) > _NEWS_SHARE and any(map(_names_outright, before[:2])):
        return True, "goes on with words of war in a text on it"
    warlike = _SETTLEMENT.search(words) or _MILITARY.search(words)
    if warlike and any(map(_names_outright, before[:2])):
        return True, "goes on from words that name the war"
    return False, "Ukraine is not the topic of these words"


def _settles_further(words: str, before: list[str]) -> bool:
    """Tell whether words speak of a settlement more than once, right after words that name the war."""
    return len(_SETTLEMENT.findall(words)) >= _SETTLES and any(map(_on_the_war, before[:2]))


def _names_outright(text: str) -> bool:
    return any(not _NOT_A_TOPIC.search(clause) for clause in _clauses_naming(text))


def _on_the_war(text: str) -> bool:
    """Tell of words before whether they name the war or hold a wording that serves no other."""
    return _names_outright(text) or _PROPER.search(text) is not None


@lru_cache(maxsize=8)
def _share(text: str) -> float:
    return len(_UKRAINE.findall(text)) / max(len(text), 1)
