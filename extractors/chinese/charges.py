"""What is said to arm Russia, and China's answer to such a charge."""

from __future__ import annotations

import re
from collections.abc import Sequence

FOR_RUSSIA = re.compile(
    r"(?:制裁|两用|武器|无人机|军工|军事工业|国防工业|机床|石油|能源|资助)[^。]{0,40}俄|俄[^。]{0,40}(?:制裁|两用|武器|无人机|军工|军事工业|国防工业|机床|石油|能源|资助)"
)
BACKING = re.compile(
    r"(?:俄|莫斯科)[^。]{0,60}(?:武器|背后支持|撑腰|事先知情|军援)|(?:武器|背后支持|撑腰|事先知情|军援)[^。]{0,60}(?:俄|莫斯科)"
    r"|(?<!是)(?:对|给予)俄[^，。“”]{0,10}(?:理解|支持|策应)|不是战争的(?:直接)?当事"
)
DISOWNS = re.compile(r"(?:不是|并非|也非)[^，。]{0,8}(?:当事|参与)(?:方|国|者)|(?:不|没有?)(?:会|是)?(?:站在|偏袒|袒护)[^，。]{0,6}俄|(?:从未|从不|没有|未曾|否认|不会)[^。，]{0,16}(?:提供|供应|援助)[^。，]{0,12}(?:武器|军援|军火)")
_NORMAL = re.compile(r"正常[^。]{0,16}(?:贸易|经贸|能源|合作|往来)[^。]{0,40}俄|俄[^。]{0,40}正常[^。]{0,16}(?:贸易|经贸|能源|合作|往来)")
COERCED = re.compile(r"制裁[^。]{0,30}(?:世界经济|全球经济|复[苏甦]|各方都不利|解决不了|受罪|老百姓)|制裁[^，。]{0,8}(?:不是|无法|不能)[^，。]{0,8}(?:问题|办法|途径)|(?:用|靠)制裁[^，。]{0,6}解决|(?:无差别|全方位)[^，。]{0,6}制裁|单边制裁|长臂管辖|单边霸凌|经济胁迫")
_NO_ARMS = re.compile(r"冲突(?:的)?(?:任何|当事|一方|各方|双方)|武器|两用|单边制裁|正常经贸")
DENIES = re.compile(r"(?:提供|输送|运送)武器的[^，。]{0,4}是|(?:没有资格|无权|轮不到)[^，。]{0,12}(?:发号|指责|说三道四|要求)|(?:没有|缺乏|毫无)[^，。]{0,6}(?:事实依据|根据|证据)|无端|抹黑|虚伪|指手画脚|胁迫施压|颠倒黑白|污蔑|捏造|妄加|甩锅|莫须有|子虚乌有|强烈不满|坚决反对|列单|正当(?:合法)?权益|合法权益|双重标准|说三道四|虚假[信消讯]息|假(?:信息|新闻|消息|情报)|谣言|谎言|(?:指控|指责)不实|不实(?:指控|指责)|以中俄关系为借口|政治操弄|不负责任|不属实|泼脏水|嫁祸|恶劣先河|不存在[^，。]{0,20}(?:施压|施加压力|的情况|这回事)")
_BATTLE = re.compile(r"打击|击落|击毁|摧毁|炮击|空袭|袭击|拦截|发射")
_PARTY = re.compile(r"(?:这场|该|此)(?:危机|冲突|战争)[^，。]{0,6}(?:当事|制造者)|致命性?武器")


_LEAD = 240  # characters
_BACKED = re.compile(r"(?:指责|指控|指称|抨击|批评|谴责)[^。]{0,40}(?:支持|援助|帮助|偏袒|袒护|协助)[^，。]{0,6}(?:俄|莫斯科)|俄(?:罗斯|方)?[^，。]{0,4}(?:请求|要求|寻求)[^，。]{0,6}(?:中国|中方|北京)?[^，。]{0,8}(?:援助|军援)")


def is_armed(asked: str, words: str) -> bool:
    """Sanctions for trade that is said to arm Russia, and the answer that nobody is armed."""
    return bool(FOR_RUSSIA.search(asked) and _NO_ARMS.search(words))


def is_reproached(title: str, before: Sequence[str], words: str) -> bool:
    """An answer on arms and parties, right after another side spoke of Russia's arms or of a ceasefire by Russia."""
    if DENIES.search(words) and any(map(_charges, (words, *before[:3], title))):
        return True
    if COERCED.search(words) and (FOR_RUSSIA.search(words) or _NORMAL.search(words)):
        return True
    return bool(_PARTY.search(words)) and any(is_armed(each, words) for each in before[:2])


def _charges(text: str) -> bool:
    """Tell whether a sentence speaks of Russia's arms otherwise than in a report of the fighting."""
    return any((FOR_RUSSIA.search(each) and not _BATTLE.search(each)) or _BACKED.search(each) for each in text.split("。"))


def opens_with_a_charge(text: str) -> bool:
    """Tell whether the first sentence of a text is about what is said to arm or back Russia."""
    return _charges(text.lstrip()[:_LEAD].split("。")[0])
