"""The world around the watch during chaos: sites that publish and fail, targets that take and break, and what is true."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from extractors.records.pages import Source
from tests.hostile import PAGE_FAULTS
from tests.ministry import Ministry, Outlet, Published, Site
from tests.sinks import HttpSink, MailSink, http_sink, mail_sink

SPEED = 3600.0  # virtual seconds a second: a day, and with it a new utterance of each speaker, every 24 seconds
BEGIN = datetime(2026, 3, 10, 12, tzinfo=UTC)
PEOPLE = (("Mao Ning", "毛宁"), ("Lin Jian", "林剑"), ("Guo Jiakun", "郭嘉昆"))
ENGLISH = (  # opening, middle with the number that is looked for, ending: many different sentences, so many utterances
    (
        "On the Ukraine crisis", "As for the fighting in Ukraine", "In the matter of Ukraine", "When it comes to the Ukraine crisis",
        "Concerning the families who fled Ukraine", "About grain from Ukraine’s harbours", "Regarding the power plants of Ukraine",
    ),
    (
        "China has read file {n} with care", "China’s charity keeps list {n} of what is needed most", "China sent both capitals note {n}",
        "China finds in proposal {n} a narrow bridge", "China’s envoy carries letter {n} from door to door",
        "China counts ship {n} among those that must sail unharmed", "China’s engineers wrote report {n} on cooling towers",
    ),
    (
        "and will answer it when the snow melts", "because nobody gains from another winter of this", "as three neighbours had asked in spring",
        "so that teachers can return to their schools", "which the press has not seen yet", "and asks farmers on either bank to be heard",
        "while bakers and nurses wait for the trains",
    ),
)  # fmt: skip
CHINESE = (
    ("在乌克兰问题上", "关于乌克兰的粮食外运", "谈到离开乌克兰的家庭", "就乌克兰核电站的安全", "对乌克兰境内的战事"),
    ("中方认真研读了第{n}号文件", "中方慈善机构保存着第{n}号清单", "中方向两国首都递交了第{n}号照会", "中方专家写出了第{n}号报告", "中方特使带去了第{n}号信函"),
    ("待冰雪消融时答复", "因为没有人愿意再过这样的冬天", "好让教师回到课堂", "记者们还没有见到", "面包师和护士都在等火车"),
)
FAULTS = ("accept", "accept", "accept", "accept", "refuse", "slow_down", "fail", "drop", "accept_then_drop", "accept_late")
MAIL_FAULTS = ("accept", "accept", "accept", "accept", "refuse", "refuse_data", "try_later", "drop", "accept_then_drop")
LIGHT = tuple(fault for fault in PAGE_FAULTS if len(fault.body()) < 300_000)
_ALERT = re.compile(r"\balert ([0-9a-f]{8})\b")


@dataclass
class Truth:
    """A statement that was published, and must be stored once."""

    marker: str
    url: str


class MoodyHook(HttpSink):
    """A web hook that fails at random while `faulty`."""

    faulty = False

    def mood(self) -> str:
        return random.choice(FAULTS) if self.faulty else "accept"


class MoodyMail(MailSink):
    """A mail server that fails at random while `faulty`."""

    faulty = False
    _mood = ""

    def mood(self) -> str:
        self._mood = random.choice(MAIL_FAULTS) if self.faulty else "accept"
        return self._mood

    def next(self) -> str:
        mood, self._mood = self._mood or self.mood(), ""
        return mood


class Clock:
    """Virtual time, read by every process from one file; can be stepped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offset = timedelta()
        self._started = time.time()
        self.write()

    def step(self, offset: timedelta) -> None:
        self.offset = offset
        self.write()

    def write(self) -> None:
        told = {"begin": (BEGIN + self.offset).isoformat(), "started": self._started}
        beside = self.path.with_suffix(".new")
        beside.write_text(json.dumps(told))
        beside.replace(self.path)

    def now(self) -> datetime:
        return read_clock(self.path)


def read_clock(path: Path) -> datetime:
    told = json.loads(path.read_text())
    return datetime.fromisoformat(told["begin"]) + timedelta(seconds=(time.time() - told["started"]) * SPEED)


@dataclass
class World:
    """Sites, targets, clock, and the truth about them."""

    home: Path
    ministry: Ministry
    outlet: Outlet
    hook: MoodyHook
    mail: MoodyMail
    clock: Clock
    random: random.Random
    truths: list[Truth] = field(default_factory=list)
    faulty_site: bool = False
    _number: int = 10_000

    def publish(self) -> Truth:
        """Put one page with one statement online, sometimes behind a passing fault."""
        self._number += self.random.randint(1, 9)
        number, day = self._number, self.clock.now().date()
        name = "".join(self.random.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=5))  # titles stand on other pages too: no number there
        english, chinese = self.random.choice(PEOPLE)
        where = self.random.random()
        site: Site = self.ministry
        if where < 0.45:
            title = f"Foreign Ministry Spokesperson {english}’s Remarks of {day:%B} {day.day}, {day.year}, part {name}"
            words = ["AFP: What do you say about Ukraine?", f"{english}: {self._sentence(ENGLISH, ', ', ' ')}."]
            page: Published = self.ministry.publishes(title, words, on=day)
        elif where < 0.75:
            title = f"{day.year}年{day.month}月{day.day}日外交部发言人{chinese}答记者问（{name}）"
            words = ["法新社记者：中方对乌克兰局势有何评论？", f"{chinese}：{self._sentence(CHINESE, '，', '，')}。"]
            page = self.ministry.publishes(title, words, on=day, language="zh")
        else:
            said = self._sentence(ENGLISH, ", ", " ")
            text = f"BEIJING - “{said},” Foreign Ministry spokesperson {english} told reporters on {day:%A}."
            page, site = self.outlet.publishes(f"China on Ukraine, {name}", [text, "The talk lasted an hour."], on=day), self.outlet
        truth = Truth(str(number), page.url)
        self.truths.append(truth)
        if self.faulty_site and self.random.random() < 0.2:
            self._fail_for_a_while(site, page.path)
        return truth

    def _sentence(self, parts: tuple[tuple[str, ...], ...], *between: str) -> str:
        opening, middle, ending = (self.random.choice(choices) for choices in parts)
        return f"{opening}{between[0]}{middle.format(n=self._number)}{between[1]}{ending}"

    def publish_hostile(self) -> None:
        """Announce a page that is wrong in itself."""
        fault = self.random.choice(LIGHT)
        page = self.outlet.publishes(f"Ukraine and Noland, {fault.name}", ["Ukraine."], on=self.clock.now().date())
        body = fault.body() + (b"<p>Ukraine</p>" if "html" in fault.content_type else b"")
        self.outlet.answers(page.path, body, content_type=fault.content_type)

    def _fail_for_a_while(self, site: Site, path: str) -> None:
        site.answers(path, "later", status=self.random.choice((429, 500, 503)))
        threading.Timer(self.random.uniform(1, 4), site.overrides.pop, (path, None)).start()

    def be_kind(self) -> None:
        """End all faults."""
        self.hook.faulty = self.mail.faulty = self.faulty_site = False
        self.ministry.is_up()
        self.outlet.is_up()
        time.sleep(0.2)
        for site in (self.ministry, self.outlet):
            for path in [path for path, reply in site.overrides.items() if reply.status != 200]:
                site.overrides.pop(path, None)

    def environment(self) -> dict[str, str]:
        """Return the variables that point the watch at this world."""
        return {
            "TIFAWATCH_HOME": str(self.home),
            "TIFAWATCH_ALLOWED_PRIVATE_HOSTS": f"{self.ministry.host},{self.outlet.host}",
            "TIFAWATCH_HOST_PACE": "0",
            "TIFAWATCH_SEND_SECONDS": "20",
            "TIFAWATCH_WORKERS": "1",
            "TIFAWATCH_MIN_FREE_MEGABYTES": "0",
            "TIFAWATCH_TO_HOOK": self.hook.address(),
            "TIFAWATCH_TO_MAIL": self.mail.address(),
        }

    def hook_copies(self) -> tuple[Counter[str], set[str]]:
        """Return how often each alert was pushed to the hook, and which ones a digest listed."""
        pushed: Counter[str] = Counter()
        listed: set[str] = set()
        for got in list(self.hook.arrived):
            told = json.loads(got.told["message"])
            (listed.update if told["subject"].startswith("Digest") else pushed.update)(told["alerts"])
        return pushed, listed

    def mail_copies(self, names: dict[str, str]) -> tuple[Counter[str], set[str]]:
        """Return the same for mails; `names` maps the short ids that stand in mails to alerts."""
        pushed: Counter[str] = Counter()
        listed: set[str] = set()
        for mail in self.mail.mails:
            body: Any = mail.get_body(("plain",))
            keys = {names[name] for name in _ALERT.findall(body.get_content()) if name in names}
            digest = str(mail["Subject"]).replace("(repeat?) ", "").startswith("Digest")
            (listed.update if digest else pushed.update)(keys)
        return pushed, listed


ROUTES = """
routes:
  hook: {why: chaos listens, to: $TIFAWATCH_TO_HOOK, hears: {kinds: [shift, statement, source]}, digest: daily 07:30}
  mail: {why: chaos listens, to: $TIFAWATCH_TO_MAIL, hears: {kinds: [shift, statement, source]}, digest: daily 07:30}
"""


@contextmanager
def world_in(home: Path, seed: int) -> Iterator[World]:
    """Run a world; its first pages are there before anybody watches."""
    home.mkdir(parents=True, exist_ok=True)
    random.seed(seed)
    with ExitStack() as stack:
        ministry, outlet = stack.enter_context(Ministry()), stack.enter_context(Outlet())
        hook = stack.enter_context(http_sink(sink=MoodyHook(late=0.3)))
        mail = stack.enter_context(mail_sink(sink=MoodyMail()))
        assert isinstance(hook, MoodyHook) and isinstance(mail, MoodyMail)
        world = World(home, ministry, outlet, hook, mail, Clock(home / "clock.json"), random.Random(seed))
        sources = (ministry.source(), ministry.source("press", "zh"), outlet.source())
        (home / "sources.yaml").write_text(yaml.safe_dump([_entry(source) for source in sources], allow_unicode=True), "utf-8")
        (home / "routes.yaml").write_text(ROUTES, "utf-8")
        day = BEGIN.date()
        ministry.publishes("Foreign Ministry Spokesperson Mao Ning’s Remarks", ["AFP: Ukraine?", "Mao Ning: Not today."], on=day)
        ministry.publishes("外交部发言人毛宁答记者问", ["法新社记者：乌克兰？", "毛宁：今天不谈。"], on=day, language="zh")
        outlet.publishes("Ukraine at noon", ["Nobody said anything about Ukraine."], on=day)
        yield world


def _entry(source: Source) -> dict[str, object]:
    words = {name: str(getattr(source, name)) for name in ("name", "title", "url", "kind", "language", "layer", "side", "timezone")}
    return {**words, "tier": source.tier, "every": "15 min"}


def unseen(truths: Sequence[Truth], stored: Sequence[str]) -> list[Truth]:
    """Return what was published and is not stored."""
    return [truth for truth in truths if not any(truth.marker in text for text in stored)]
