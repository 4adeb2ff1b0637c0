"""What a database still holds of what was deleted: pages, write-ahead file, dead rows, statistics. Written anew here.

SQLite is vacuumed, so that no free page is left, and its write-ahead file emptied. PostgreSQL's tables are written anew
(`VACUUM FULL`, which locks each for as long as that takes), because a plain VACUUM leaves the bytes where they were;
its statistics, which hold samples of what people said, are drawn and written anew, too. Backups, the copies upgrades
made, and PostgreSQL's own write-ahead log and archives are out of reach here: the README says what to do about them.
"""

import sqlite3
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, Table, Text, text
from sqlalchemy.exc import DBAPIError

from storage import tables
from storage.database import Store

PATIENCE = timedelta(seconds=30)
LOCK_MILLISECONDS = 10_000
AGAIN = 0.2  # seconds
STATISTICS = "pg_statistic"


def shred(store: Store, *, patience: timedelta = PATIENCE) -> tuple[str, ...]:
    """Write the database anew, so that it holds nothing but what can be read; returns what could not be, in words."""
    return _sqlite(store, patience) if store.is_sqlite else _postgres(store)


def leftovers(store: Store) -> tuple[Path, ...]:
    """Return the copies of a SQLite memory that upgrades made beside it: they hold what it held then."""
    path = store.path
    return tuple(sorted(path.parent.glob(f"{path.name}.before-*"))) if path else ()


def _sqlite(store: Store, patience: timedelta) -> tuple[str, ...]:
    ends = time.monotonic() + patience.total_seconds()
    steps = {
        "VACUUM": "the database could not be written anew",
        "PRAGMA wal_checkpoint(TRUNCATE)": "the write-ahead file could not be emptied",
    }
    return tuple(why for step, why in steps.items() if not _until(store, step, ends))


def _until(store: Store, step: str, ends: float) -> bool:
    """Try a step until it works or the time is over, beside programs that read and write."""
    while not _is_done(store, step):
        if time.monotonic() > ends:
            return False
        time.sleep(AGAIN)
    return True


def _is_done(store: Store, step: str) -> bool:
    """Take a step outside any transaction; a checkpoint says in its first column whether others held it up."""
    pooled = store.engine.raw_connection()
    try:
        cursor = pooled.cursor()
        cursor.execute(step)
        told = cursor.fetchone()
    except sqlite3.OperationalError:  # locked
        return False
    finally:
        pooled.close()
    return not (told and told[0])


def _postgres(store: Store) -> tuple[str, ...]:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("set statement_timeout = 0"))
        connection.execute(text(f"set lock_timeout = {LOCK_MILLISECONDS}"))
        left = [table.name for table in _held() if not _written_anew(connection, table)]
        left += [STATISTICS] if not _works(connection, f"vacuum (full) {STATISTICS}") else []
        connection.invalidate()  # its limits are nobody else's
    return (f"these could not be written anew: {', '.join(left)}",) if left else ()


def _written_anew(connection: Connection, table: Table) -> bool:
    """Write a table anew, and what the planner knows of it: of a table that is empty by now ANALYZE keeps old samples.

    Only a column that changes its type loses them; to the type it has, that takes a moment and no rewriting.
    """
    words = [
        one.name for one in table.columns if isinstance(one.type, Text) and not (one.foreign_keys or one.primary_key)
    ]
    anew = ", ".join(f"alter column {name} type text" for name in words)
    forgets = not words or _works(connection, f"alter table {table.name} {anew}")
    return _works(connection, f"vacuum (full, analyze) {table.name}") and forgets


def _works(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except DBAPIError:  # others kept it busy, or it is not ours to change
        return False
    return True


def _held() -> tuple[Table, ...]:
    return tuple(table for table in tables.metadata.sorted_tables if "workspace" in table.columns)
