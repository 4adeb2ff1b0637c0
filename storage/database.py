"""One door to SQLite and PostgreSQL: the engine, its pragmas, and transactions that nest by joining.

SQLite writers use `BEGIN IMMEDIATE`: a deferred BEGIN lost most concurrent writes to "database is locked" when
measured, because SQLite's busy timeout does not apply when a reader turns into a writer. Readers get their own engine,
which cannot write, so that a long read never waits for a writer.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import Self
from zlib import crc32

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import AlreadyRunning, MemoryTrouble

BUSY_SECONDS = 5.0
STATEMENT_MILLISECONDS = 15_000


def parse_url(database_url: str) -> URL:
    """Return the address of the memory with the driver we ship; raise MemoryTrouble for other databases."""
    try:
        url = make_url(database_url)
    except Exception as error:
        message = "DATABASE_URL is not a database address; use sqlite:///earshot.db or postgresql://user@host/name"
        raise MemoryTrouble(message) from error
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url.set(drivername="sqlite")
    message = f"DATABASE_URL names {url.get_backend_name()}; Earshot remembers in SQLite or PostgreSQL"
    raise MemoryTrouble(message)


class Store:
    """The open memory. Verbs of `storage` take it first; `transaction()` makes several of them one step."""

    def __init__(self, database_url: str) -> None:
        """Open lazily: nothing is connected until the first statement."""
        self.url = parse_url(database_url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = _sqlite_engine(self.url, read_only=False) if self.is_sqlite else _postgres_engine(self.url)
        self._reader = _sqlite_engine(self.url, read_only=True) if self.is_sqlite else self._writer
        self._writing = Lock()
        self._current: ContextVar[Connection | None] = ContextVar("connection", default=None)
        self._view: ContextVar[Connection | None] = ContextVar("view", default=None)

    @property
    def path(self) -> Path | None:
        """The file of a SQLite memory; None on PostgreSQL and in memory."""
        name = self.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._writer

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: what is written inside stands together; inner transactions join the outer one."""
        current = self._current.get()
        if current is not None:
            yield current
            return
        with self._turn(), self._writer.begin() as connection:
            token = self._current.set(connection)
            try:
                yield connection
            finally:
                self._current.reset(token)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of a program write to SQLite in turn: its own waiting sleeps, and starves one of eight.

        Who waited too long goes on and lets SQLite decide, as between programs.
        """
        ours = self.is_sqlite and self._writing.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if ours:
                self._writing.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view, which sees what an open transaction of this thread has written; inner views join it.

        Whoever reads much of one moment opens one view around it: opening one costs more than most of what is read.
        """
        current = self._current.get() or self._view.get()
        if current is not None:
            yield current
            return
        with self._reader.begin() as connection:
            token = self._view.set(connection)
            try:
                yield connection
            finally:
                self._view.reset(token)

    def close(self) -> None:
        """Close every connection; one that another thread still holds is closed when it lets go."""
        for engine in {self._writer, self._reader}:
            event.listen(engine, "checkin", _close_what_comes_back)
            engine.dispose()

    def __enter__(self) -> Self:
        """Use the store as a context that closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def _sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    kept = {} if url.database in {None, "", ":memory:"} else {"pool_size": 10, "max_overflow": 20}
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **kept)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy's own BEGIN below, not the driver's
        # SQLite folds only ASCII; searches must find "Ärger" by "ärger" as PostgreSQL does.
        connection.create_function("lower", 1, _fold, deterministic=True)
        # What is deleted is overwritten, as Debian's SQLite does anyhow, others not.
        busy = f"busy_timeout={int(BUSY_SECONDS * 1000)}"
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", busy):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA foreign_keys=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _fold(words: str | None) -> str | None:
    return words.lower() if words is not None else None


def _postgres_engine(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        connect_args={
            "connect_timeout": 5,
            # A plan kept from when a table was nearly empty fits it ever less (measured: 9,000 posts/s fell to 600).
            "prepare_threshold": None,
            "tcp_user_timeout": 10_000,
            "options": f"-c statement_timeout={STATEMENT_MILLISECONDS} -c timezone=UTC",
        },
    )


class Leadership:
    """The right to run a program's clock: one holder at a time, given back by the system when the holder dies."""

    def __init__(self, store: Store, program: str) -> None:
        """Name the program whose clock is meant ("bot", "listeners")."""
        self._store = store
        self._program = program
        self._file: int | None = None
        self._connection: Connection | None = None
        self._lock = Lock()
        self._is_over = False

    def take(self) -> bool:
        """Try to become the leader, or stay it; on SQLite a second copy raises AlreadyRunning instead."""
        with self._lock:
            if self._is_over:
                return False
            return self._take_file() if self._store.is_sqlite else self._take_advisory()

    def release(self) -> None:
        """Let somebody else lead, for good: a tick that comes late takes nothing back."""
        with self._lock:
            self._is_over = True
            if self._file is not None:
                os.close(self._file)
                self._file = None
            self._hang_up(self._connection)
            self._connection = None

    def _take_file(self) -> bool:
        path = self._store.path
        if self._file is not None or path is None:
            return True
        lock = path.with_name(f"{path.name}.{self._program}.lock")
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            message = f"cannot write beside {path} ({error.strerror}); choose another DATABASE_URL"
            raise MemoryTrouble(message) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            message = f"another `python -m {self._program}` is already at work on {path}; stop it first"
            raise AlreadyRunning(message) from error
        self._file = handle
        return True

    def _take_advisory(self) -> bool:
        connection = self._connection
        try:
            if connection is not None:
                connection.execute(text("select 1"))
                return True
            connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            key = crc32(f"earshot.{self._program}".encode())
            if connection.execute(text("select pg_try_advisory_lock(:key)"), {"key": key}).scalar_one():
                self._connection = connection
                return True
            connection.close()
        except OperationalError:
            self._hang_up(connection)
            self._connection = None
        return False

    def _hang_up(self, connection: Connection | None) -> None:
        """End the session that holds the lock: the server frees the lock with it, a pooled connection would keep it."""
        if connection is not None:
            connection.invalidate()
            connection.close()


def _close_what_comes_back(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.invalidate()
