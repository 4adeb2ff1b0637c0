"""Is storing posts at least half as fast as raw sqlite3? Run: `python -m tests.benchmarks.bench_ingest [DATABASE_URL]`.

The same rows go into the same table with the same indexes, 500 a transaction, once through `storage.posts.remember`
and once by sqlite3's own `executemany`, turn by turn in one run; the best of each is compared. Exits 1 below the bar.
With a PostgreSQL address its figures are added (a server of the tests' own is started where "postgres" is said).
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from storage import hearing, posts, watches, workspaces
from storage.database import Store
from storage.records import Author, Hearing, Listen, Metrics, Objective, Post, Reason, Score, Watch
from storage.upgrade import upgrade
from tests.postgres import running

BAR = 0.5
PAGE, PAGES, TURNS = 500, 20, 5
TEAM = "T1"
Page = TypeVar("Page")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SAID = "the new version of acme does not start any more since this morning, has anybody seen that too? "


def page(number: int) -> list[Post]:
    """Invent a page of posts of about 500 bytes."""
    return [
        Post(
            source="bench",
            external_id=f"{number}-{at}",
            url=f"https://example.com/posts/{number}/{at}",
            title=f"Acme {number} {at}",
            text=f"{number} {at} {SAID * 3}",
            language="en",
            author=Author(id=f"a{at}", handle=f"ann{at}", name="Ann Example", followers=at),
            posted_at=NOW + timedelta(seconds=number),
            metrics=Metrics(likes=at, replies=2),
            thread_id=str(number),
        )
        for at in range(PAGE)
    ]


def timed(pages: Sequence[Page], store_page: Callable[[Page], object]) -> float:
    """Return the rows stored in a second."""
    start = time.perf_counter()
    for one in pages:
        store_page(one)
    return len(pages) * PAGE / (time.perf_counter() - start)


def opened(url: str) -> Store:
    """Return an upgraded memory with one workspace."""
    store = Store(url)
    upgrade(store)
    workspaces.enter(store, TEAM)
    return store


def raw_rows(store: Store, pages: Sequence[Sequence[Post]]) -> tuple[list[str], list[list[tuple[object, ...]]]]:
    """Return the rows as they stand in the table, by letting `remember` write them once."""
    for one in pages:
        posts.remember(store, TEAM, one, now=NOW)
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        found = connection.execute("select * from posts order by id")
        names = [column[0] for column in found.description][1:]
        rows = [row[1:] for row in found]
    return names, [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)]


def raw_rate(path: Path, names: list[str], pages: Sequence[Sequence[tuple[object, ...]]]) -> float:
    """Store the rows by sqlite3's own means: the same durability, the same answer to duplicates."""
    columns, marks = ", ".join(names), ", ".join("?" for _ in names)
    statement = f"insert into posts ({columns}) values ({marks}) on conflict do nothing"  # noqa: S608  our own names
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

        def store_page(rows: Sequence[tuple[object, ...]]) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, rows)
            connection.execute("COMMIT")

        return timed(pages, store_page)


def remember_rate(store: Store, pages: Sequence[Sequence[Post]]) -> float:
    """Store the posts by our own means."""
    return timed(pages, lambda one: posts.remember(store, TEAM, one, now=NOW))


def take_in_rate(store: Store, pages: Sequence[Sequence[Post]], urgency: int) -> float:
    """Store the posts as judged mentions, with people, keys and cards."""
    listens = (Listen(source="bench"),)
    wanted = Watch(name="Acme", objective=Objective.SERVE, channel="#c", listens=listens)
    watch = watches.save(store, TEAM, wanted, now=NOW).watch
    reasons = (Reason(factor="outage", points=urgency, evidence="does not start"),)
    score = Score(urgency=urgency, sentiment=0, needs_reply=0, spam=0, language="en", reasons=reasons, model="bench")
    heard = [
        [
            Hearing(post=post, watch=watch, score=score, matched=("acme",), keys=(f"u:{post.url}", f"t:{post.text}"))
            for post in one
        ]
        for one in pages
    ]
    return timed(heard, lambda one: hearing.take_in(store, TEAM, one, now=NOW))


def on_sqlite(folder: Path, pages: Sequence[Sequence[Post]]) -> float:
    """Print the rates on SQLite and return the ratio to raw sqlite3."""
    with opened(f"sqlite:///{folder / 'rows.db'}") as store:
        names, rows = raw_rows(store, pages)
    raw, ours, again, quiet, loud = [], [], [], [], []
    for turn in range(TURNS):
        files = [folder / f"{name}{turn}.db" for name in ("raw", "ours", "quiet", "loud")]
        stores = [opened(f"sqlite:///{file}") for file in files]
        raw.append(raw_rate(files[0], names, rows))
        ours.append(remember_rate(stores[1], pages))
        again.append(remember_rate(stores[1], pages))
        quiet.append(take_in_rate(stores[2], pages, 20))
        loud.append(take_in_rate(stores[3], pages, 90))
        for store, file in zip(stores, files, strict=True):
            store.close()
            file.unlink()
    for what, rates in (
        ("raw sqlite3 executemany", raw),
        ("posts.remember, new", ours),
        ("posts.remember, known", again),
        ("hearing.take_in, quiet", quiet),
        ("hearing.take_in, all alert", loud),
    ):
        print(f"SQLite      {what:28} {max(rates):10,.0f} posts/s  ({max(rates) / max(raw):.2f} of raw)")
    return max(ours) / max(raw)


def on_postgres(url: str, pages: Sequence[Sequence[Post]]) -> None:
    """Print the rates on PostgreSQL."""
    with opened(url) as store:
        for what, rate in (
            ("posts.remember, new", remember_rate(store, pages)),
            ("posts.remember, known", remember_rate(store, pages)),
        ):
            print(f"PostgreSQL  {what:28} {rate:10,.0f} posts/s")
        fresh = [page(PAGES + number) for number in range(PAGES)]
        print(f"PostgreSQL  {'hearing.take_in, quiet':28} {take_in_rate(store, fresh, 20):10,.0f} posts/s")


def main() -> int:
    """Print the rates; return 1 where the bar is missed."""
    pages = [page(number) for number in range(PAGES)]
    with tempfile.TemporaryDirectory() as folder:
        ratio = on_sqlite(Path(folder), pages)
    if "postgres" in sys.argv[1:]:
        with running() as server:
            on_postgres(server.create(), pages)
    elif sys.argv[1:]:
        on_postgres(sys.argv[1], pages)
    print(f"ratio to raw sqlite3: {ratio:.2f}, bar {BAR}")
    return 0 if ratio >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
