"""Measures a live stream: python -m tests.benchmarks.bench_stream [posts a second] [seconds] [terms].

A loopback server tells posts of recorded shape at a steady pace; one watch with ten thousand terms hears them, all the
way from the wire into a SQLite memory, in one process held to one core. One post in two thousand matches. Reported are
the share of that core, and how far behind the server it ever was.
"""

import json
import multiprocessing as mp
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from websockets.sync.server import ServerConnection, serve

from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.reader import Reader
from listeners.registry import discover
from listeners.stream import Wire
from listeners.streaming import Streaming
from storage import mentions, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Objective, Watch
from storage.settings import Settings
from storage.upgrade import upgrade

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ONE_IN = 2000
MIRA = "did:plc:mirak4mirak4mirak4mirak4"
POSTS = "app.bsky.feed.post"
ROOT = {"cid": "bafyreiparent", "uri": f"at://{MIRA}/{POSTS}/3mqgsj4i2ps2w"}


def vocabulary(chance: random.Random, many: int) -> list[str]:
    """Return invented words, none of them twice."""
    words = {"".join(chance.choices(LETTERS, k=chance.randint(5, 10))) for _ in range(many * 2)}
    return sorted(words)[:many]


def frames(terms: list[str]) -> Iterator[bytes]:
    """Give posts as the live server writes them: answers, pictures, lines, several scripts; deletions between."""
    chance = random.Random(7)
    common = vocabulary(chance, 3000)
    others = ("東京でお茶を飲みました", "сегодня хорошая погода", "صباح الخير", "안녕하세요 여러분", "☕️😀")
    for number in count():
        words = chance.choices(common, k=chance.randint(3, 40))
        if number % 10 == 3:
            words.append(chance.choice(others))
        if number % ONE_IN == 100:
            words.insert(len(words) // 2, chance.choice(terms))
        yield frame(number, words)


def frame(number: int, words: list[str]) -> bytes:
    """Return the event of one post; every twentieth is a deletion."""
    text = " ".join(words) if number % 4 else "\n".join(words)
    record: dict[str, object] = {"$type": POSTS, "createdAt": "2026-11-20T18:05:12.100Z", "langs": ["en"], "text": text}
    if number % 3 == 0:
        record["reply"] = {"parent": ROOT, "root": ROOT}
    if number % 7 == 0:
        record["embed"] = {"$type": "app.bsky.embed.images", "images": [{"alt": " ".join(words[:6]), "image": {}}]}
    is_gone = number % 20 == 11
    commit: dict[str, object] = {"rev": "3mmoojpaqkn2z", "operation": "delete" if is_gone else "create"}
    commit |= {"collection": POSTS, "rkey": f"3mmoo{number:08}"}
    commit |= {} if is_gone else {"record": record, "cid": "bafyreicl7rzkxdrm4zz2ehbx52kuk3mvfow6p3"}
    shape = {"did": MIRA, "time_us": 1779719009157119 + number, "kind": "commit", "commit": commit}
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode()


def tell(rate: int, seconds: float, terms: list[str], port: "Synchronized[int]", sent: "Synchronized[int]") -> None:
    """Serve one connection: so many posts a second, on time or as fast as they are taken."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    ready = [frame for frame, _ in zip(frames(terms), range(int(rate * seconds)), strict=False)]

    def handle(connection: ServerConnection) -> None:
        began = time.monotonic()
        for number, frame in enumerate(ready):
            wait = began + number / rate - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            connection.send(frame, text=True)
            sent.value = number + 1
        time.sleep(600)

    with serve(handle, "127.0.0.1", 0, compression=None) as server:
        port.value = server.socket.getsockname()[1]
        server.serve_forever()


def main(rate: int = 2000, seconds: float = 30, many: int = 10_000) -> None:
    """Print what was measured."""
    terms = [f"zz{word}" for word in vocabulary(random.Random(11), many)]
    port, sent = mp.Value("i", 0), mp.Value("i", 0)
    server = mp.Process(target=tell, args=(rate, seconds, terms, port, sent), daemon=True)
    server.start()
    while not port.value:
        time.sleep(0.1)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["JETSTREAM_URL"] = f"ws://127.0.0.1:{port.value}"
    with tempfile.TemporaryDirectory() as folder, Store(f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        upgrade(store)
        with Web(allow_private=True) as web, Reader(children=1) as reader:
            ears = Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())
            hear(ears, terms, int(rate * seconds), sent)
    server.terminate()


def hear(ears: Ears, terms: list[str], posts: int, sent: "Synchronized[int]") -> None:
    """Hear them all and print how it went."""
    workspace = workspaces.only(ears.store)
    wanted = Watch(
        name="Many",
        objective=Objective.LEARN,
        query=" OR ".join(terms),
        channel="#mentions",
        backlog=Backlog.SILENT,
        listens=(Listen(source="jetstream", settings={"profiles": "none"}),),
    )
    watches.save(ears.store, workspace, wanted, now=datetime.now(UTC))
    streaming = Streaming(ears, Wire(allow_private=True), clock=lambda: datetime.now(UTC))
    streaming.tick(datetime.now(UTC))
    while not streaming.told():
        time.sleep(0.01)
    cpu, wall, behind = time.process_time(), time.monotonic(), 0
    while streaming.told() < posts:
        behind = max(behind, sent.value - streaming.told())
        time.sleep(0.02)
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    streaming.stop()
    heard = len(list(mentions.walk(ears.store, workspace)))
    print(f"{posts:,} posts told in {wall:.1f} s: {posts / wall:,.0f} a second, {len(terms):,} terms")
    print(
        f"CPU {cpu / wall:.0%} of one core, {cpu / posts * 1e6:.0f} µs a post; never more than {behind:,} posts behind"
    )
    print(f"{heard} heard, {(posts + ONE_IN - 101) // ONE_IN} held a term")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
