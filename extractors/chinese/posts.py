"""Posts and bodies as Chinese writes them: whose they are, their English names and their rank."""

from __future__ import annotations

import re

from extractors.records.words import Level

CHINA = "China"

POSTS = {  # a post without a name: how the officials list writes it
    "国家主席": ("President",), "总统": ("President",), "总理": ("Prime Minister", "Chancellor", "Premier"), "国务院总理": ("Premier",),
    "首相": ("Prime Minister",), "外长": ("Foreign Minister", "Foreign Secretary"), "外交部长": ("Foreign Minister",),
    "外交大臣": ("Foreign Secretary", "Foreign Minister"), "国务卿": ("Secretary of State",), "防长": ("Defence Minister", "Secretary of Defense"),
    "国防部长": ("Defence Minister", "Secretary of Defense", "Armed Forces"), "秘书长": ("Secretary-General", "Secretary General"),
    "常驻联合国代表": ("Permanent Representative",), "高级代表": ("High Representative",), "副总统": ("Vice President",),
}  # fmt: skip
CHINESE_POSTS = frozenset(
    "外交部发言人 国防部发言人 国家主席 国家副主席 国务委员 国务委员兼外长 国务委员兼外交部长 国务院总理 国务院副总理 中共中央总书记 中央外事工作委员会办公室主任 中央外办主任 中共中央政治局委员 中央政治局委员 全国人大常委会委员长 全国政协主席 外交部部长助理 欧亚事务特别代表 政府欧亚事务特别代表 中国政府欧亚事务特别代表 外交部欧亚事务特别代表".split()  # noqa: SIM905
)
CHINESE_ORGANS = {
    "Ministry of Foreign Affairs": "china-mfa", "Ministry of Defence": "china-mnd", "Ministry of Commerce": "china-mofcom",
    "State Council": "china-state-council", "Department of State": "china-state-council",
    "International Development Cooperation Agency": "china-cidca",
}  # fmt: skip
JOINT_PAPERS = ("公报", "声明", "联合声明", "联合公报", "联合新闻公报", "共识", "联合宣言", "宣言")
BARE_POSTS = frozenset({"外交部长", "外长", "国防部长", "外交部次长"})
SPOKEN_FOR = {"国防部": "china-mnd", "商务部": "china-mofcom"}
FOREIGN_ORGANS = {
    ("Ukraine", "Ministry of Foreign Affairs"): "ukraine-mfa", ("Ukraine", "Ministry of Defence"): "ukraine-mod", ("Ukraine", "military"): "ukraine-military",
    ("Ukraine", "Presidential Office"): "ukraine-president", ("Ukraine", "side"): "ukrainian-side", ("Ukraine", "authorities"): "ukrainian-side",
    ("Russia", "Ministry of Foreign Affairs"): "russia-mfa", ("Russia", "Ministry of Defence"): "russia-mod", ("Russia", "military"): "russia-military",
    ("Russia", "side"): "russian-side", ("Russia", "authorities"): "russian-side", ("Russia", "Presidential Office"): "kremlin", ("US", "Department of State"): "us-state",
    ("US", "Ministry of Defence"): "us-defense", ("US", "side"): "united-states", ("EU", "side"): "european-union", ("EU", "Commission"): "european-commission",
    ("EU", "Council"): "european-council", (CHINA, "side"): "china", ("UN", "Security Council"): "un-security-council", (CHINA, "Embassy"): "china-embassy", (CHINA, "delegation"): "china-representative",
}  # fmt: skip
OFFICIAL_POST = re.compile(
    r"主席|总书记|总理|委员|官员|外交官|部长|外长|防长|发言人|大使|代表|特使|公使|参赞|领事|司长|局长|署长|团长|秘书长|代办|主任|外事|国防"
)
LEADERS = re.compile(r"(?:中国|中共|中方|北京|我国)(?:最高|国家|党和国家)?领导人")
MINISTRY = re.compile(r"外交|外长|外相|国防|防长|商务|财政|使馆|内政")
TITLES_ENGLISH = {
    "代表": "representative", "发言人": "spokesperson", "国防部发言人": "defence ministry spokesperson", "外交部发言人": "foreign ministry spokesperson", "官员": "officials", "高级官员": "senior officials",
    "专家": "experts", "学者": "scholars", "总统": "President", "总理": "Prime Minister", "外长": "foreign minister", "大使": "ambassador", "议员": "legislators", "特使": "special representative", "特别代表": "special representative",
}  # fmt: skip
ADJECTIVES = {"US": "US ", "UK": "UK ", "Ukraine": "Ukrainian ", "Russia": "Russian ", CHINA: "Chinese "}


def ministry_of(written: str) -> str:
    """Return the field of a ministry or post as written: 外交 for 外长."""
    found = MINISTRY.search(written)
    return {"外长": "外交", "外相": "外交", "防长": "国防"}.get(found.group(), found.group()) if found else ""


def english_side(side: str | None) -> str:
    """Return the adjective of a country before a post."""
    return ADJECTIVES.get(side, f"{side} ") if side else ""


def level_of(title: str) -> Level:
    """Return the rung of a Chinese post that no list knows."""
    if "发言人" in title:
        return Level.DEFENCE if "国防" in title else Level.SPOKESPERSON
    if "联合国" in title or "代表" in title:
        return Level.UN
    return Level.AMBASSADOR if re.search("大使|领事|参赞", title) else Level.READOUT
