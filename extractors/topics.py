"""The words by which a text names the war in Ukraine, other places of trouble, charges over Russia's war, and other topics."""

from __future__ import annotations

import re

_WAR_EN = r"war|conflict|crisis|issue|question|invasion|fighting|aggression|situation|hostilities|peace|settlement|ceasefire|cease-fire|negotiations|talks|attack|matter|problem|truce|operation"
UKRAINE = {
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
ELSEWHERE = {
    "en": re.compile(
        r"(?=[A-Zt])\b(?:Gaza\w*|[Tt]wo-state|(?:Israel\w*|Palestin\w+)(?:[-–](?:Israel\w*|Palestin\w+))?|Hamas|Iran\w*|Syria\w*|Sudan\w*|Korean Peninsula|DPRK|North Korea\w*|Pyongyang|Taiwan\w*|"
        r"Myanmar|Afghan\w+|Yemen\w*|Lebanon|Lebanese|Libya\w*|Haiti\w*|Congo\w*|Armenia\w*|Azerbaijan\w*|Kosovo|Venezuela\w*|"
        r"Cambodia\w*|Thailand|Kashmir|Middle East\w*|Sahel|Somalia\w*|Houthis?|Red Sea|South China Sea|Hong Kong|Xinjiang|Tibet\w*)\b"
    ),
    "zh": re.compile(
        r"加沙|巴勒斯坦|以色列|哈马斯|巴以|伊朗|叙利亚|苏丹|朝鲜|半岛|台湾|台海|缅甸|阿富汗|也门|黎巴嫩|利比亚|海地|刚果|中东|委内瑞拉|南海|香港|新疆|西藏|红海|亚丁"
    ),
    "uk": re.compile(r"\b(?:Газ[аиіу]|Палестин\w*|Ізраїл\w*|Іран\w*|Сирі\w*|Судан\w*|Корейськ\w*|Тайван\w*|Близьк\w* Сх\w*)"),
    "ru": re.compile(r"\b(?:Газ[аеуы]|Палестин\w*|Израил\w*|Иран\w*|Сири\w*|Судан\w*|Корейск\w*|Тайван\w*|Ближн\w* Вост\w*)"),
}
OF_WAR = {  # words of a war, whoever fights it; searched in lower case
    "en": re.compile(
        r"(?=[a-z])\b(?:conflict|crisis|war|wars|warring|cease-?fire|truce|fighting|hostilities|invasion|peace|peaceful(?:ly)?|negotiat\w+|settlement|weapons?|"
        r"ammunition|munitions|arms|sanction\w*|condemn(?:ation|ing)?|blockades?|geopolitical|civilians?|humanitarian|de-?escalat\w*|escalat\w*|aggression|nuclear|battlefield|talks|dialogue|mediat\w+|sovereign\w*|territorial|soviet|grain deal|(?:political|diplomatic) resolution|talk(?:ing|ed)? (?:to|with) (?:russia|moscow|putin|kyiv)|fuel(?:l?ing)? (?:to )?the fire|oil on (?:the )?(?:fire|flames)|idly|flames?|sustainable security|abstain\w*|abstentions?|vot(?:e|es|ed|ing) (?:against|in favou?r|just now)|confrontation|antagonism|(?:to the|into a) (?:wall|corner)|tensions?|"
        r"the parties|(?:all|both|two) (?:sides|parties)|restraint|cool\w* down|cold war|blocs?|insecurity|concerns? for (?:its|their|one's) security|security (?:concerns|architecture|framework|order|interests|demands|of)|"
        r"root causes?|shuttle|stakeholders|dual-use|lethal|battle\w*|un charter|(?:normal|legitimate)[\w ]{0,30}between china and russia|irresponsible|disinformation|misinformation|groundless|baseless|unfounded|smears?|smearing|lies|belligeren\w+|provocations?|accusations?|blame|pointing fingers|finger-pointing|long-arm|penalties|solution|listings?|export (?:controls?|checks?)|military (?:use|ends|purposes|aid|assistance|support)"
        r"|(?:lasting|binding|acceptable|fair|just)[\w ,]{0,30}(?:deal|agreement))\b"
    ),
    "zh": re.compile(r"危机|冲突|战争|停火|止战|和谈|谈判|和平|政治解决|制裁|核武|平民|人道|当事方|降温|武器|升级|拱火"),
    "uk": re.compile(r"криз\w*|конфлікт\w*|війн\w*|перемир\w*|мирн\w*|переговор\w*|санкці\w*|ядерн\w*|збро\w*", re.IGNORECASE),
    "ru": re.compile(r"кризис\w*|конфликт\w*|войн\w*|перемир\w*|мирн\w*|переговор\w*|санкци\w*|ядерн\w*|оруж\w*", re.IGNORECASE),
}
LOOSE = {
    "en": re.compile(
        rf"(?=[a-z])(?:\b(?:the|this|that|both|all|any) (?:two |warring |parties|sides?|conflict|crisis|war|ceasefire|fighting|invasion|situation)"
        rf"|\b(?:peace|political|diplomatic) (?:talks?|settlement|solution|plan|process|efforts?|negotiations?|agreement)\b|\bcease-?fire\b"
        rf"|\b(?:{_WAR_EN})\b|\brussia\w*|\bmoscow|\bputin|\bnato\b|\bsanction\w*|\bnuclear\b|\bmilitary\b|\bsovereign\w*|\bterritorial\b|\bsoviet\b|\bweapons?\b|\bcivilians?\b|\bhumanitarian\b)"
    ),
    "zh": re.compile(r"危机|冲突|战争|停火|止战|和谈|谈判|和平|政治解决|俄罗斯|俄方|北约|制裁|核武|平民|人道|当事方|局势|降温|武器|普京"),
    "uk": re.compile(r"криз\w*|конфлікт\w*|війн\w*|перемир\w*|мир\w*|переговор\w*|Росі\w*|санкці\w*|ядерн\w*|НАТО", re.IGNORECASE),
    "ru": re.compile(r"кризис\w*|конфликт\w*|войн\w*|перемир\w*|мир\w*|переговор\w*|Росси\w*|санкци\w*|ядерн\w*|НАТО", re.IGNORECASE),
}
BELLIGERENT = {  # who names none of the two wars with words of a war; where Russia stands, the war is the one in Ukraine
    "en": re.compile(r"\b(?:Russia\w*|Moscow|Kremlin|Putin|Lavrov|Nebenzia|Peskov|NATO|Li Hui|Friends for Peace)\b"),
    "zh": re.compile(r"俄罗斯|俄方|普京|拉夫罗夫|北约|李辉"),
    "uk": re.compile(r"Росі\w*|Москв\w*|Путін\w*|НАТО"),
    "ru": re.compile(r"Росси\w*|Москв\w*|Путин\w*|НАТО"),
}

# ---------------------------------------------------------------- who has joined the war, and what China is charged with

_ALLIES = r"(?:North[ -]Korea\w*|DPRK|Pyongyang|Kim Jong[ -]?[Uu]n|Iran\w*|Tehran)"
_ALLY = re.compile(rf"(?=[NDPKIT])\b{_ALLIES}\b")
_SIDE = re.compile(r"\b(?:Russia\w*|Moscow\w*|Kremlin|Putin\w*|Ukrain\w+|Kursk)\b")
_FIGHTS = re.compile(  # what an ally sends to the war; talks of Russia, China and Iran on missiles are something else
    r"\b(?:troops|soldiers|fighters|servicemen|mercenaries)\b"
    r"|\b(?:sen[dt]\w*|suppl(?:y|ies|ied|ying)|provid\w+|transfer\w*|deliver\w*|ship(?:s|ped|ping|ments?)|arm(?:s|ed|ing)|us(?:e|es|ed|ing))\b[^.?!\n]{0,60}\b(?:weapons?|arms|munitions?|ammunition|shells|drones?|missiles?)\b"
)
_THEIR_OWN = re.compile(r"\b(?:denucleari\w+|[Pp]eninsula|JCPOA|nuclear (?:issue|deal|program\w*|talks|tests?|facilit\w+|sites?)|enrich\w+|(?:test|launch)(?:es|ed|ing)?)\b")
_SENTENCE = re.compile(r"[.?!\n]\s")

OVER_RUSSIA = re.compile(  # what is punished, and for whose sake
    r"\b(?:sanction\w*|restrict(?:ions|ive measures)|blacklist\w*|embargo\w*|price cap|tariffs?|export controls?)\b[^?\n]{0,160}\b(?:Russia\w*|Moscow)\b"
    r"|\b(?:Russia\w*|Moscow)\b[^?\n]{0,160}\b(?:sanction\w*|restrict(?:ions|ive measures)|blacklist\w*|embargo\w*|price cap)"
)
EXPELLED = re.compile(  # who is put out of a house of states for its war
    r"\b(?:suspen[ds]\w*|expel\w*|expulsion|remov\w+|strip\w*|exclu\w+)\b[^?\n]{0,60}\b(?:Russia\w*|Moscow)\b[^?\n]{0,80}\b(?:Council|G20|G7|G8|Interpol|organi[sz]ation|membership|body)\b"
    r"|\b(?:Russia\w*|Moscow)\b[^?\n]{0,60}\b(?:suspended|suspension|expelled|expulsion|removed|excluded)\b[^?\n]{0,80}\b(?:Council|G20|G7|G8|organi[sz]ation|membership|body)\b"
)
CHARGED = re.compile(  # what China is said to give Russia
    r"\b(?:weapons|arms|arming|lethal|dual-use|military (?:aid|assistance|support|equipment)|drones?|machine tools|microelectronics)\b[^.?\n]{0,80}\bto (?:Russia|Moscow)\b"
    r"|\b(?:sen[dt]\w*|suppl(?:y|ies|ied|ying)|provid\w+|arm(?:s|ed|ing)|equip(?:s|ped|ping)?)\b[^.?\n]{0,30}\b(?:Russia|Moscow)\b[^.?\n]{0,40}\b(?:weapons|arms|lethal|dual-use|drones?|machine tools|military)\b"
    r"|\barm(?:s|ed|ing)? (?:Russia|Moscow)\b"
    r"|\b(?:assistance|aid|back(?:s|ed|ing)?|support(?:s|ed|ing)?|help(?:s|ed|ing)?|assist(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|fuel(?:s|ed|ling|led)?|feed(?:s|ing)?|goods|components|enabl\w+)\b[^.?\n]{0,60}"
    r"\b(?:Russia|Moscow)(?:n|’s|'s)? (?:military|army|armed forces|war|defen[cs]e|invasion|arms industry|aggression)"
)
ANSWERS_A_CHARGE = re.compile(  # what China says when it is punished or charged
    r"\b(?:sanctions?|sanctioned|blacklist\w*|unilateral|long-arm|countermeasures|double standards|rights and interests|dual-use|necessary measures"
    r"|military products|arms exports?|exports? of (?:arms|weapons|military)|(?:export|trade) controls?|(?:trade|trading|trades|interaction|cooperation|exchanges)\b[^.]{0,60}\bRussia\w*"
    r"|precedent|membership|against the (?:move|resolution|draft|motion)|(?:suspension|expulsion) of"
    r"|(?:enterprises|companies|firms|entities|banks|refiner\w+)\b)"
)


def names(text: str, language: str, joined: bool = False) -> tuple[int, int]:
    """Return how often a text names Ukraine, and how often another place of trouble; who has `joined` Russia's war is none."""
    own, other = len(UKRAINE[language].findall(text)), len(ELSEWHERE[language].findall(text))
    if joined and other and not _THEIR_OWN.search(text):
        other = sum(1 for place in ELSEWHERE[language].finditer(text) if not _ALLY.match(place.group()))
        own += bool(_ALLY.search(text) and _SIDE.search(text))
    return own, other


def tells_of_allies(text: str) -> bool:
    """ "Pyongyang's soldiers in Russia", "Iran's drones for Moscow": one sentence names ally, side and what is sent."""
    if not _ALLY.search(text):
        return False
    return any(_ALLY.search(each) and _SIDE.search(each) and _FIGHTS.search(each) for each in _SENTENCE.split(text))


def is_of_charges(text: str) -> bool:
    """Tell whether a text speaks of sanctions for Russia's sake, or of what China is said to give Russia."""
    return ("Russia" in text or "Moscow" in text) and bool(OVER_RUSSIA.search(text) or CHARGED.search(text) or EXPELLED.search(text))


# ---------------------------------------------------------------- what words speak of

AT_HOME = re.compile(  # what China tells of itself beside the war
    r"\b(?:GDP|poverty|high-quality development|5G|electric vehicles|(?:second-)?largest econom\w+|five-year plan|space exploration"
    r"|(?:reform|rejuvenation|modernization|modernisation)\b|Belt and Road|common prosperity|health(?:care)?,? (?:and )?(?:social|education)\w*)"
)
TRADE_QUARREL = re.compile(
    r"\b(?:chips?|chip makers?|semiconductors?|tariffs?|trade war|solar|Huawei|TikTok|electric cars|rare earths?|fentanyl)\b", re.IGNORECASE
)
NOT_THE_WAR = re.compile(  # what a text on the war turns to when it leaves the war
    r"\b(?:bilateral|tariffs?|two countries|climate|touris\w+|Taiwan\w*|human rights|elections?|chips?|partner(?:s|ship)?|friend(?:s|ship)\b(?! (?:for|of) [Pp]eace)|no[- ]limits?|"
    r"[Oo]n trade|electric cars|floods?|earthquakes?|typhoon|hospitality|warm welcome|inflation|G20|BRICS|APEC|Asia(?:n|-Pacific)?|drills|visas?|investment|"
    r"(?:China|Sino|Chinese|Russia|Russian|US|EU)[-–\s](?:and\s)?(?:Russia|Russian|EU|US|China|Chinese)[n]?\s(?:relations(?:hip)?|ties|trade|cooperation)|"
    r"(?:relations(?:hip)?|ties|cooperation)\s(?:with|between|to)|the relations|(?:EU|US|Europe|United States|Germany|France) and China|China and (?:the )?(?:EU|US|Europe|United States))\b"
)
POINTS_BACK = re.compile(  # words on what was told before; in lower case
    r"\b(?:th(?:is|at|ese|ose|e)|such|relevant) (?:\w+ )?(?:situation|matter|issue|question|problem|statements?|remarks?|reports?|claims?|allegations?|accusations?|charges?"
    r"|criticisms?|resolution|draft|document|text|proposal|initiative|meeting|conference|summit|incident|case|move|decision|vote)\b"
    r"|\b(?:not|n[’']t) (?:aware|familiar|informed)\b|\bunaware\b|\bno (?:information|comment|knowledge)\b|\b(?:does|do|did) ?(?:not|n[’']t) know\b"
    r"|\b(?:in|before|after) the vot(?:e|ing)\b"
    r"|\brumou?rs?\b|\bsinister\b|\bnothing (?:to|more to) (?:add|offer|say)\b|\bposition (?:is|remains|has)\b|\b(?:false|untrue|absurd|fabricat\w+|nonsense|slander\w*|far-fetched|hyp(?:e|ing))\b"
)
PLANS = re.compile(  # what has been put forward on this war, by its label
    r"\b(?:six-point (?:consensus|common understandings?|understandings?|plan|proposal|peace plan)|[Cc]ommon [Uu]nderstandings?|[Ff]riends (?:for|of) [Pp]eace|"
    r"(?:12|[Tt]welve)-point (?:\w+ )?(?:paper|plan|proposal|document)|(?:Swiss|Geneva|Istanbul|Jeddah|Copenhagen|B[uü]rgenstock) (?:peace )?(?:summit|conference|meeting|talks)|"
    r"[Pp]eace (?:summit|conference) in (?:Switzerland|Jeddah|Copenhagen)|grain[\w ]{0,30}Black Sea|grain (?:deal|agreement|corridor)|Black Sea (?:grain|deal|initiative|agreement))\b"
)
_ASIDE = re.compile(r"^(?:On|As for|Regarding|Concerning) (?:the )?(?:Taiwan|Hong Kong|Xinjiang|Tibet|South China Sea)\b[^\n]*", re.MULTILINE)


def without_asides(text: str) -> str:
    """Leave out the paragraph on China's own matters that a list of answers holds."""
    return _ASIDE.sub("", text)
