"""`make chaos`: the real pipeline killed again and again; prints one table of what was lost, doubled or not told.

    python tests/chaos/chaos.py [--kills 300] [--seed 1] [--no-prefect] [--keep FOLDER]

Random kills with honest targets, random kills with failing sites and targets, two runs at once, a clock that jumps and
a full disk, every enumerated fail point until a run passes it clean, and a few kills with Prefect around the path.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.chaos.check import Tally, check, is_settled, stored_texts  # noqa: E402
from tests.chaos.world import Truth, World, unseen, world_in  # noqa: E402

BACKLOG = 7  # pages announced and not stored yet: an index lists only so many
SETTLE_SECONDS = 120.0
LONGEST = {"watch": 2.5, "dispatch": 1.5}  # seconds until a kill at most: a little more than a cycle takes
PATIENT = 0.3  # share of kills that wait until what was announced is stored: sources are read now and then
FAIL_POINT_PASSES = 40  # times one place is passed before the sweep of it ends
COLUMNS = (
    ("variant", "name"), ("kills", "kills"), ("seconds", "seconds"), ("statements", "statements"), ("lost", "lost"),
    ("doubled", "doubled"), ("untold", "untold"), ("pairs", "pairs"), ("once", "once"), ("twice", "twice"), (">2", "more"),
    ("digest only", "digest_only"), ("listed", "listed"), ("neither", "neither"), ("not once though nothing failed", "not_exactly_once"),
    ("integrity", "integrity"),
)  # fmt: skip

LEGEND = """
statements: published, each to be stored once · untold: stored, and its words stand in no alert · pairs: an alert and a target it is to be
pushed to · once, twice, >2: copies that arrived · digest only: two pushes with unknown outcome, then heard of in a digest · listed: alerts
for the digest alone (candidates, smaller changes, further reports) · neither: of all these, heard of in no way"""


class Pipeline:
    """The processes of the watch: started from a prepared one, killed, started again."""

    def __init__(self, world: World) -> None:
        environment = {**os.environ, **world.environment(), "PYTHONPATH": str(ROOT)}
        environment.pop("TIFAWATCH_FAIL_POINT", None)
        self.world = world
        self._prepared = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.pipeline"], cwd=ROOT, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=(world.home / "stderr.log").open("w"), start_new_session=True, text=True,
        )  # fmt: skip
        assert self._line() == "ready"
        self.running: dict[str, list[int]] = {"watch": [], "dispatch": []}
        self._prepared_ones = self._alive()  # the server of workers and the like

    def _alive(self) -> set[int]:
        import psutil

        return {one for one in psutil.pids() if _session(one) == self._prepared.pid}

    def _line(self) -> str:
        assert self._prepared.stdout
        return self._prepared.stdout.readline().strip()

    def start(self, role: str, **order: object) -> int:
        assert self._prepared.stdin
        self._prepared.stdin.write(json.dumps({"role": role, **order}) + "\n")
        self._prepared.stdin.flush()
        pid = int(self._line())
        self.running[role].append(pid)
        return pid

    def kill(self, role: str) -> int:
        """Kill every process of a role; returns how many were alive."""
        pids, self.running[role] = self.running[role], []
        return sum(_kill(pid) for pid in pids)

    def close(self) -> None:
        for role in self.running:
            self.kill(role)
        with suppress(ProcessLookupError):
            os.killpg(self._prepared.pid, signal.SIGKILL)
        self._prepared.wait()

    def leftover(self) -> int:
        """Count processes that still live some seconds after those that started them were killed."""
        for _ in range(50):
            alive = self._alive() - self._prepared_ones
            if not alive:
                return 0
            time.sleep(0.2)
        return len(alive)


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return 0


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


# ---------------------------------------------------------------- one variant


@contextmanager
def variant(name: str, folder: Path, seed: int) -> Iterator[tuple[World, Pipeline, Tally]]:
    """Run a world and a pipeline that has read the past in peace; at the end everything must settle."""
    begun = time.monotonic()
    tally = Tally(name)
    with world_in(folder / name.replace(" ", "-").replace(",", ""), seed) as world:
        pipeline = Pipeline(world)
        try:
            pipeline.start("watch")
            _wait(lambda: _cycles(world, "watch") >= 2, 90)
            yield world, pipeline, tally
            settle(world, pipeline)
            for role in pipeline.running:
                pipeline.kill(role)
            tally.leftover = pipeline.leftover()
            check(world, tally)
        finally:
            pipeline.close()
    tally.seconds = round(time.monotonic() - begun)


def settle(world: World, pipeline: Pipeline) -> None:
    """Let the watch run in peace until everything is stored and told; days go by for the digests."""
    world.be_kind()
    for role, pids in pipeline.running.items():
        if not any(map(is_alive, pids)):
            pipeline.start(role)
    _wait(lambda: not missing(world), SETTLE_SECONDS)
    end = time.monotonic() + SETTLE_SECONDS
    while not is_settled(world) and time.monotonic() < end:
        time.sleep(2)
        world.clock.step(world.clock.offset + timedelta(hours=13))


def _wait(ready: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:
        time.sleep(0.05)


def _cycles(world: World, role: str) -> int:
    log = world.home / "cycles.log"
    return log.read_text().split().count(role) if log.exists() else 0


def feed(world: World) -> None:
    """Publish while the backlog is small enough that nothing rolls off an index unseen."""
    while len(missing(world)) < BACKLOG and world.random.random() < 0.8:
        world.publish()


def missing(world: World) -> list[Truth]:
    return unseen(world.truths, stored_texts(world.home))


def calm(folder: Path, seed: int, pages: int) -> Tally:
    """Run without any kill or fault: everything exactly once."""
    with variant("no kills", folder, seed) as (world, pipeline, tally):
        pipeline.start("dispatch")
        for _ in range(pages):
            world.publish()
            _wait(lambda: len(missing(world)) < BACKLOG, 30)
    if tally.twice or tally.more:
        tally.faults.append("more than one copy in a run without faults")
        tally.not_exactly_once += tally.twice + tally.more
    return tally


def random_kills(name: str, folder: Path, seed: int, kills: int, *, rough: bool) -> Tally:
    """Kill watch and dispatcher at random moments; `rough` adds every other trouble."""
    with variant(name, folder, seed) as (world, pipeline, tally):
        kill_at_random(world, pipeline, tally, kills, rough=rough)
    return tally


def kill_at_random(world: World, pipeline: Pipeline, tally: Tally, kills: int, *, rough: bool) -> None:
    """Kill one role or both, start them again, until there were enough kills."""
    world.hook.faulty = world.mail.faulty = world.faulty_site = rough
    for role in pipeline.running:
        pipeline.kill(role)
        _start(world, pipeline, role, rough)
    while tally.kills < kills:
        feed(world)
        roles = world.random.choice((("watch",), ("watch",), ("dispatch",), ("dispatch",), ("watch", "dispatch")))
        time.sleep(world.random.uniform(0.01, LONGEST[roles[0]]))
        if world.random.random() < PATIENT:
            _wait(lambda: not missing(world), 15)
            time.sleep(world.random.uniform(0, 0.5))
        tally.kills += sum(bool(pipeline.kill(role)) for role in roles)
        if rough:
            trouble(world)
        for role in roles:
            _start(world, pipeline, role, rough)
    tally.kills += sum(pipeline.kill(role) for role in pipeline.running)  # twins and full disks end here


def small_share(folder: Path, seed: int) -> Tally:
    """A little of everything, for the tests."""
    with variant("a small share", folder, seed) as (world, pipeline, tally):
        kill_at_random(world, pipeline, tally, 6, rough=True)
        world.be_kind()
        for place in ("dispatch.claimed:1", "dispatch.pushed:1", "store.before_commit:3"):
            _dies_at(world, pipeline, place, tally)
    return tally


def _start(world: World, pipeline: Pipeline, role: str, rough: bool) -> None:
    """Start a role, sometimes twice or with a full disk."""
    room = world.random.choice((4_000, 30_000, 120_000)) if rough and world.random.random() < 0.06 else 0
    pipeline.start(role, **({"room": room} if room else {}))
    if rough and world.random.random() < 0.1:
        pipeline.start(role)  # two at once


def trouble(world: World) -> None:
    """Let something else happen."""
    luck = world.random.random()
    if luck < 0.08:
        world.clock.step(timedelta(hours=world.random.choice((-6, -2, 0, 2, 6))))
    elif luck < 0.12:
        world.ministry.is_down(world.random.choice((0, 503)))
    elif luck < 0.25:
        world.ministry.is_up()
    elif luck < 0.28:
        world.publish_hostile()


# ---------------------------------------------------------------- every enumerated place


def fail_points() -> list[str]:
    """Return every place in the program that can be named."""
    files = [path for room in ("flows", "store") for path in (ROOT / room).rglob("*.py")]
    return sorted({name for path in files for name in re.findall(r'fail_point\("([^"]+)"\)', path.read_text("utf-8"))})


def swept_fail_points(folder: Path, seed: int, most: int, names: list[str] | None = None) -> Tally:
    """Die at the first, second, third … time a place is passed, until a run goes through without passing it so often."""
    with variant("fail points", folder, seed) as (world, pipeline, tally):
        for name in names or fail_points():
            for number in range(1, most + 1):
                if not _dies_at(world, pipeline, f"{name}:{number}", tally):
                    break
    return tally


def _dies_at(world: World, pipeline: Pipeline, place: str, tally: Tally) -> bool:
    """Run both processes, one of them bound to die at a place; tell whether it did."""
    role = "watch" if place.startswith("store.") else "dispatch"
    for one in pipeline.running:
        pipeline.kill(one)
    if role == "dispatch":  # a new day: new utterances to tell, and the hour of a digest
        world.clock.step(world.clock.offset + timedelta(hours=25))
    while len(missing(world)) < 3:
        world.publish()
    doomed = pipeline.start(role, fail_point=place)
    pipeline.start("watch" if role == "dispatch" else "dispatch")
    before = _cycles(world, "watch")

    def went_through() -> bool:
        return _cycles(world, "watch") >= before + 2 and is_settled(world, to_the_last=False)

    _wait(lambda: not is_alive(doomed) or went_through(), 30)
    died = not is_alive(doomed)
    tally.kills += died
    tally.places[place.partition(":")[0]] += died
    if not died:
        pipeline.kill(role)  # it would die there later
    return died


# ---------------------------------------------------------------- with Prefect around it


def with_prefect(folder: Path, seed: int, kills: int) -> Tally:
    """Kill runs of the flow against a real Prefect server."""
    from flows.prefect_server import running_server

    with variant("with Prefect", folder, seed) as (world, pipeline, tally), running_server(world.home) as environment:
        pipeline.kill("watch")
        pipeline.start("dispatch")
        variables = {**os.environ, **world.environment(), **environment, "PYTHONPATH": str(ROOT)}
        while tally.kills < kills:
            feed(world)
            child = _prefect_run(variables)
            time.sleep(world.random.uniform(4, 20))
            tally.kills += child.poll() is None
            child.kill()
            child.wait()
        world.publish()
        if _prefect_run(variables).wait(120) != 0 or missing(world):
            tally.surprises += 1
            tally.faults.append("a run with Prefect that nobody killed did not store what was published")
    return tally


def _prefect_run(variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start one cycle as a run of the flow, in a process of its own as Prefect does."""
    run = (
        "from tests.chaos.world import read_clock\nfrom flows.settings import load_settings\nfrom flows.tasks import watch_flow\n"
        "settings = load_settings()\nwatch_flow(home=str(settings.home), now=read_clock(settings.home / 'clock.json'))"
    )
    return subprocess.Popen([sys.executable, "-c", run], env=variables, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# ---------------------------------------------------------------- the table


def table(tallies: list[Tally]) -> str:
    rows = [[title for title, _ in COLUMNS], *([str(getattr(one, name)) for _, name in COLUMNS] for one in tallies)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ["---"] * len(COLUMNS), *rows[1:]))


def run(kills: int, seed: int, folder: Path, *, prefect: bool) -> list[Tally]:
    """Run all variants; a third of the kills is gentle, two thirds meet every trouble."""
    gentle = kills // 3
    plan: list[Callable[[], Tally]] = [
        lambda: calm(folder, seed, 20),
        lambda: random_kills("random kills, honest targets", folder, seed + 1, gentle, rough=False),
        lambda: random_kills("random kills, every trouble", folder, seed + 2, kills - gentle, rough=True),
        lambda: swept_fail_points(folder, seed + 3, FAIL_POINT_PASSES),
        *([lambda: with_prefect(folder, seed + 4, 5)] if prefect else []),
    ]
    tallies = []
    for step in plan:
        tallies.append(step())
        one = tallies[-1]
        print(f"{one.name}: {one.kills} kills in {one.seconds:.0f} s, {'; '.join(one.broken) or 'all promises held'}", flush=True)
        if one.places:
            print("  died at " + ", ".join(f"{name} {number} times" for name, number in one.places.items()), flush=True)
        for fault in one.faults[:20]:
            print(f"  {fault}", flush=True)
    return tallies


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--keep", type=Path, help="keep databases and logs here")
    parser.add_argument("--no-prefect", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that the pipeline's processes end with us
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        print(f"chaos with seed {options.seed}, {options.kills} random kills and every fail point", flush=True)
        tallies = run(options.kills, options.seed, folder, prefect=not options.no_prefect)
    print("\n" + table(tallies))
    print(LEGEND)
    return 1 if any(one.broken for one in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
