"""Is a back-test quick on 100,000 mentions? Run: `python -m tests.benchmarks.bench_backtest [DATABASE_URL]`.

Four weeks of one watch, a fifth of the mentions copies in bundles of some five, a twentieth judged. The best of five is
compared with the bar, which a person who opens the form would notice; exits 1 above it. "postgres" starts a server of
the tests' own.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select, text

from bot import budget
from storage import backtests, hearing, tables, watches, workspaces
from storage.database import Store
from storage.records import Hearing, Objective, Post, Reason, Score, Watch
from storage.upgrade import upgrade
from tests.postgres import running

MENTIONS, AT_ONCE, TURNS = 100_000, 5000, 5
BUNDLE, COPIES = 25, 0.2
BAR_MS = 200
TEAM = "T1"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fill(store: Store) -> Watch:
    """Repeat one mention over four weeks, with urgencies, copies and judgements by seeded chance."""
    chance = random.Random(1)
    made = Watch(name="Acme", objective=Objective.SERVE, channel="#c", query="acme")
    watch = watches.save(store, TEAM, made, now=NOW - timedelta(days=60)).watch
    post = Post(source="feed", external_id="0", text="acme is down again " * 12, posted_at=NOW - timedelta(days=28))
    score = Score(
        urgency=5,
        sentiment=0,
        needs_reply=0,
        spam=0,
        language="en",
        reasons=[Reason(factor="outage", points=1)] * 5,
        model="bench",
    )
    hearing.take_in(store, TEAM, [Hearing(post=post, watch=watch, score=score)], now=post.posted_at)
    with store.transaction() as connection:
        said = dict(connection.execute(select(tables.posts)).mappings().one())
        heard = dict(connection.execute(select(tables.mentions)).mappings().one())
        for start in range(1, MENTIONS, AT_ONCE):
            rows = range(start, min(start + AT_ONCE, MENTIONS))
            at = {n: NOW - timedelta(days=28) * (MENTIONS - n) / MENTIONS for n in rows}
            connection.execute(
                insert(tables.posts),
                [said | {"id": said["id"] + n, "external_id": str(n), "posted_at": at[n]} for n in rows],
            )
            connection.execute(
                insert(tables.mentions),
                [
                    heard
                    | {
                        "id": heard["id"] + n,
                        "post_id": said["id"] + n,
                        "heard_at": at[n],
                        "urgency": min(100, max(0, round(chance.gauss(35, 20)))),
                        "bundle_id": heard["id"] + n // BUNDLE * BUNDLE
                        if n % BUNDLE and chance.random() < COPIES
                        else None,
                        "state": "dismissed" if chance.random() < 0.05 else "heard",
                        "dismissed_as": "not_us",
                    }
                    for n in rows
                ],
            )
        connection.execute(text("analyze"))
    return watch


def best(verb: Callable[[], object]) -> float:
    """Return the milliseconds of the quickest turn."""
    took = []
    for _ in range(TURNS):
        start = time.perf_counter()
        verb()
        took.append((time.perf_counter() - start) * 1000)
    return min(took)


def measure(name: str, url: str) -> bool:
    """Print what each verb takes; returns whether all stay below the bar."""
    with Store(url) as store:
        upgrade(store)
        workspaces.enter(store, TEAM)
        watch = fill(store)
        since = NOW - budget.WINDOW
        edges = budget.edges_of(since, NOW, "Europe/Berlin")
        verbs: dict[str, Callable[[], object]] = {
            "backtests.count": lambda: backtests.count(store, TEAM, watch.id, edges),
            "backtests.known_since": lambda: backtests.known_since(store, TEAM, watch.id),
            "backtests.nearest": lambda: backtests.nearest(store, TEAM, watch.id, at=60, since=since, limit=5),
            "backtests.recent, judged": lambda: backtests.recent(
                store, TEAM, since=since, limit=1000, watch_id=watch.id, judged=True
            ),
            "backtests.recent": lambda: backtests.recent(store, TEAM, since=since, limit=2000, watch_id=watch.id),
        }
        took = {verb: best(run) for verb, run in verbs.items()}
    for verb, milliseconds in took.items():
        print(f"{name:10} {verb:28} {milliseconds:8.1f} ms on {MENTIONS:,} mentions")
    return max(took.values()) < BAR_MS


def main() -> int:
    """Measure on SQLite, and on the PostgreSQL that is named."""
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        good = measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
    if given == "postgres":
        with running() as server:
            good = measure("PostgreSQL", server.create()) and good
    elif given:
        good = measure("PostgreSQL", given) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
