"""How many posts a second one core takes from page to memory: match, dedupe, score, store, cards wished for.

Every post matches, which is the worst case: most posts of a real page match nothing and cost a tenth. The bar is 3,000
posts a second; the ratio to raw `sqlite3.executemany` of the same posts in the same run tells machines apart.
"""

import random
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from listeners import judging
from listeners.judging import Ground, Judge
from listeners.match import Matcher, compile as compile_query
from storage import hearing, watches, workspaces
from storage.database import Store
from storage.records import Author, Hearing, Kind, Objective, Post, Watch
from storage.upgrade import upgrade

POSTS, PAGE, BAR = 10_000, 100, 3_000
NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = (
    "order delivery loaf morning thanks refund broken waiting support account invoice late fresh crust nobody answers "
    "please help charged twice love again neighbour office quay harbour sunday street queue ticket price change update"
)
WORDS = TEXT.split()


def main() -> int:
    """Measure, print, and return non-zero where the bar is missed."""
    posts = _posts(random.Random(7))
    with tempfile.TemporaryDirectory() as folder, Store(f"sqlite:///{folder}/earshot.db") as store:
        upgrade(store)
        workspace = workspaces.only(store)
        watch = watches.save(
            store,
            workspace,
            Watch(name="Acme", objective=Objective.SERVE, query='acme OR "acme bakery" -bike', channel="#mentions"),
            now=NOW,
        ).watch
        judge = _judge(watch)
        began, spent = time.perf_counter(), time.process_time()
        alerts = sum(_take_in(store, workspace, judge, posts[start : start + PAGE]) for start in range(0, POSTS, PAGE))
        wall, cpu = time.perf_counter() - began, time.process_time() - spent
        raw = _raw(Path(folder) / "raw.db", posts)
    rate = POSTS / wall
    print(f"pipeline: {rate:,.0f} posts/s ({cpu / wall:.0%} of one core), {alerts} cards wished for")
    print(f"raw sqlite3 executemany of the same posts: {POSTS / raw:,.0f} posts/s; ratio {raw / wall:.3f}")
    print(f"bar {BAR:,} posts/s: {'met' if rate >= BAR else 'MISSED'}")
    return 0 if rate >= BAR else 1


def _judge(watch: Watch) -> Judge:
    queries = {watch.id: compile_query(watch.query)}
    return Judge(watches={watch.id: watch}, queries=queries, matcher=Matcher(queries))


def _take_in(store: Store, workspace: str, judge: Judge, page: list[Post]) -> int:
    ground = Ground(known={}, candidates=set(judge.watches), backlog=set(), our_answers=set(), now=NOW)
    heard: list[Hearing] = judging.hearings(judge, page, judging.matching(judge, page), ground)
    return hearing.take_in(store, workspace, heard, now=NOW).alerts


def _posts(chance: random.Random) -> list[Post]:
    return [
        Post(
            source="feed",
            external_id=f"post-{number}",
            kind=chance.choice((Kind.REVIEW, Kind.COMMENT, Kind.POST)),
            url=f"https://place{number % 50}.example/posts/{number}",
            title=" ".join(chance.choices(WORDS, k=5)),
            text=f"Acme {' '.join(chance.choices(WORDS, k=25))} {number}.",
            rating=chance.choice((None, 1, 2, 5)),
            author=Author(id=f"a{number % 3000}", handle=f"guest{number % 3000}", followers=number % 900),
            posted_at=NOW - timedelta(minutes=POSTS - number),
        )
        for number in range(POSTS)
    ]


def _raw(path: Path, posts: list[Post]) -> float:
    """Return the seconds raw sqlite3 takes for the posts alone, a page at a time, as durable as ours."""
    rows = [(p.source, p.external_id, p.url, p.title, p.text, p.posted_at.isoformat()) for p in posts]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE posts (source, external_id, url, title, text, at, UNIQUE (source, external_id))")
    began = time.perf_counter()
    for start in range(0, POSTS, PAGE):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?)", rows[start : start + PAGE])
        connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
