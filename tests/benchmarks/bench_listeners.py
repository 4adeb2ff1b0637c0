"""Do 5,000 listeners keep their time among slow and dead hosts? Run: `python -m tests.benchmarks.bench_listeners`.

The real program listens to 5,000 feeds, each on a host of its own (127.0.0.0/8), each due once a minute. Of a hundred
hosts three answer after ten seconds, two take the question and never answer, one closes its door. A host's arrivals
tell how late each was asked: in the first minute against the moment it was due, later against its last time. Figures
of the healthy ones, the memory, and how often any host was asked before its time. Exits 1 where the healthy ones are
late (p95 of 5 s) or a host was asked too soon.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

from sqlalchemy import text

from storage import watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Objective, Watch
from storage.upgrade import upgrade

LISTENERS, WATCHES = 5000, 50
EVERY = timedelta(minutes=1)
WATCHED_SECONDS = 180
LATE, SOON = 5.0, 0.5
SLOW_SECONDS = 10
TEAM = "T1"


class Places:
    """Five thousand hosts behind one door, which note when each was asked."""

    def __init__(self) -> None:
        """Begin with nobody asked."""
        self.asked: dict[int, list[float]] = {number: [] for number in range(LISTENERS)}

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what one connection asks, one thing after the other."""
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                number = int(line.split()[1].rpartition(b"/")[2])
                self.asked[number].append(time.time())
                if kind(number) == "closed":
                    break
                await asyncio.sleep({"slow": SLOW_SECONDS, "dead": 3600}.get(kind(number), 0))
                body = feed(number)
                writer.write(
                    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
                )
                writer.write(body)
                await writer.drain()
        except (ConnectionError, ValueError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


def kind(number: int) -> str:
    """Return how a host behaves."""
    return {0: "slow", 1: "slow", 2: "slow", 3: "dead", 4: "dead", 5: "closed"}.get(number % 100, "well")


def feed(number: int) -> bytes:
    """Return a feed that has something new every twenty minutes, as busy blogs do; one in twenty has each minute."""
    minute = int((time.time() // 60 + number) // 20) * 20
    posts = [
        {
            "id": f"{number}-{minute - 20 * age}",
            "url": f"https://example.com/{number}/{minute - 20 * age}",
            "content_text": f"Somebody wrote about acme and tea, number {number}, minute {minute - 20 * age}.",
            "date_published": datetime.fromtimestamp((minute - 20 * age) * 60, UTC).isoformat(),
        }
        for age in range(5)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": posts}).encode()


def host(number: int) -> str:
    """Return a host of its own."""
    return f"127.{1 + number // 60000}.{number // 250 % 240}.{1 + number % 250}"


def watched(url: str, port: int, start: datetime) -> None:
    """Fill a memory with listeners that are due one after the other within the first minute."""
    with Store(url) as store:
        upgrade(store)
        workspaces.enter(store, TEAM)
        each = LISTENERS // WATCHES
        for at in range(WATCHES):
            listens = tuple(
                Listen(source="feed", every=EVERY, settings={"url": f"http://{host(number)}:{port}/{number}"})
                for number in range(at * each, (at + 1) * each)
            )
            watch = Watch(
                name=f"Acme {at}",
                objective=Objective.LEARN,
                query=f"acme AND {at}",
                channel="#m",
                backlog=Backlog.SILENT,
                listens=listens,
            )
            watches.save(store, TEAM, watch, now=start)
        with store.transaction() as connection:
            for row in connection.execute(text("select id, settings from listeners")).all():
                number = int(json.loads(row.settings)["url"].rpartition("/")[2])
                due = start + EVERY * number / LISTENERS
                connection.execute(
                    text("update listeners set next_due = :due where id = :id"),
                    {"due": due.replace(tzinfo=None).isoformat(" ", "microseconds"), "id": row.id},
                )


def megabytes(program: int) -> int:
    """Return what a program and its children hold."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents.setdefault(int((entry / "stat").read_text().rpartition(")")[2].split()[1]), []).append(
                    int(entry.name)
                )
            except OSError:
                continue
    family = [program, *parents.get(program, [])]
    return sum(_resident(member) for member in family) // 1_000_000


def _resident(program: int) -> int:
    try:
        return int(Path(f"/proc/{program}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def processor_seconds(program: int) -> float:
    """Return how long a program has had a processor, without its children."""
    fields = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def lags(places: Places, start: float, behaviour: str) -> tuple[list[float], list[float], int]:
    """Return how late hosts of a kind were asked at first and later, and how often one was asked too soon."""
    first: list[float] = []
    later: list[float] = []
    soon = 0
    for number, moments in places.asked.items():
        if kind(number) != behaviour or not moments:
            continue
        first.append(moments[0] - start - EVERY.total_seconds() * number / LISTENERS)
        gaps = [after - before - EVERY.total_seconds() for before, after in pairwise(moments)]
        later += gaps
        soon += sum(1 for gap in gaps if gap < -SOON)
    return first, later, soon


def told(name: str, values: Sequence[float]) -> str:
    """Return percentiles for people."""
    if len(values) < 2:
        return f"{name}: {len(values)} asks"
    cuts = quantiles(values, n=100)
    return f"{name}: {len(values)} asks, late p50 {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, worst {max(values):.2f} s"


async def measured() -> bool:
    """Run it, print the figures, and say whether the bar was kept."""
    places = Places()
    server = await asyncio.start_server(places.answer, "0.0.0.0", 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/earshot.db"
        start = datetime.now(UTC) + timedelta(seconds=45)  # filling the memory and beginning takes half of it
        await asyncio.to_thread(watched, url, port, start)
        settings = {"DATABASE_URL": url, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1", "LOG_LEVEL": "ERROR"}
        program = subprocess.Popen([sys.executable, "-m", "listeners"], env={**os.environ, **settings})  # noqa: ASYNC220
        held: list[int] = []
        ends = start.timestamp() + WATCHED_SECONDS
        while time.time() < ends:
            await asyncio.sleep(10)
            held.append(megabytes(program.pid))
        spent = processor_seconds(program.pid)
        program.terminate()
        await asyncio.to_thread(program.wait)
    server.close()
    print(f"the program itself took {spent:.0f} s of a core in {WATCHED_SECONDS} s, besides those who read for it")
    return report(places, start.timestamp(), held)


def report(places: Places, start: float, held: Sequence[int]) -> bool:
    """Print the figures."""
    well = True
    for behaviour in ("well", "slow", "dead", "closed"):
        first, later, soon = lags(places, start, behaviour)
        print(told(f"{behaviour:6} first minute", first))
        print(told(f"{behaviour:6} later       ", later), f"too soon: {soon}")
        well = well and soon == 0
        if behaviour == "well":
            well = well and quantiles(first, n=100)[94] < LATE and quantiles(later, n=100)[94] < LATE
    third = len(held) // 3
    print(f"memory by thirds: {max(held[:third])}, {max(held[third : 2 * third])}, {max(held[2 * third :])} MB")
    return well


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(measured()) else 1)
