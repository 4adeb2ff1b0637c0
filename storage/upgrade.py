"""Bring a memory up to this code, or refuse it with one clear line.

Every migration runs in one transaction on both databases, and a SQLite file is copied beside itself first, so a failed
upgrade leaves the old memory as it was.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError

from storage.database import Store
from storage.errors import MemoryTrouble, NeedsUpgrade, TooNew

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_KEY = 0x0EA2_5407  # any number of ours; two programs starting together upgrade one after the other


def upgrade(store: Store, *, migrations: Path = MIGRATIONS) -> str:
    """Bring the memory to the newest revision and say what was done; raise MemoryTrouble and change nothing."""
    before = revision(store)
    newest = _script(migrations).get_current_head()
    if before == newest:
        return f"already at revision {newest}"
    _refuse_newer(before, migrations)
    copy = _copy_beside(store, before, f"before-{newest}")
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    try:
        with _whole(store) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        kept = f"; the old memory is untouched, a copy is {copy}" if copy else "; the old memory is untouched"
        message = f"the upgrade from {before or 'nothing'} to {newest} failed ({_first_line(error)}){kept}"
        raise MemoryTrouble(message) from error
    return f"upgraded from {before or 'nothing'} to {newest}"


@contextmanager
def _whole(store: Store) -> Iterator[Connection]:
    """One transaction in which a table may be made anew.

    SQLite changes a table by dropping it, which would take every row that points to it along: so no foreign key is
    enforced meanwhile, and all are checked before anything stands.
    """
    if not store.is_sqlite:
        with store.transaction() as connection:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ADVISORY_KEY})
            yield connection
        return
    with store.engine.connect() as connection:
        inner = connection.connection.driver_connection
        assert isinstance(inner, sqlite3.Connection)  # noqa: S101  narrowed for mypy: this engine is SQLite's
        inner.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                _refuse_orphans(connection)
        finally:
            inner.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        fault = sqlite3.DatabaseError(f"a row of {orphan[0]} would point to no row of {orphan[2]}")
        raise OperationalError(str(fault), None, fault)


def ready(store: Store) -> None:
    """Make an empty memory, accept a current one, refuse an old, newer or broken one with what to do."""
    before = revision(store)
    if before is None:
        upgrade(store)
        return
    _refuse_newer(before, MIGRATIONS)
    if before != _script(MIGRATIONS).get_current_head():
        message = f"the database is at revision {before}, older than this Earshot; run `python -m storage upgrade`"
        raise NeedsUpgrade(message)


def revision(store: Store) -> str | None:
    """Return the revision a memory is at, None for an empty one; raise MemoryTrouble where it cannot be read."""
    try:
        if store.path is not None:
            store.path.parent.mkdir(parents=True, exist_ok=True)
        with store.engine.connect() as connection:
            if store.is_sqlite:
                _refuse_corrupt(connection)
            return MigrationContext.configure(connection).get_current_revision()
    except (DatabaseError, OSError) as error:
        where = store.path or store.url.render_as_string(hide_password=True)
        message = f"the database {where} cannot be used: {_first_line(error)}"
        raise MemoryTrouble(message) from error


def _refuse_corrupt(connection: Connection) -> None:
    verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if verdict != "ok":
        raise OperationalError(str(verdict), None, sqlite3.DatabaseError(f"{verdict}; restore a backup over it"))


def _refuse_newer(current: str | None, migrations: Path) -> None:
    known = {script.revision for script in _script(migrations).walk_revisions()}
    if current is not None and current not in known:
        message = f"the database is at revision {current}, newer than this Earshot; install the newer version"
        raise TooNew(message)


def _script(migrations: Path) -> ScriptDirectory:
    return ScriptDirectory(str(migrations))


def _copy_beside(store: Store, before: str | None, ending: str) -> Path | None:
    if store.path is None or before is None:
        return None
    copy = store.path.with_name(f"{store.path.name}.{ending}")
    copy.unlink(missing_ok=True)
    backup(store, copy)
    return copy


def backup(store: Store, target: Path) -> None:
    """Write a consistent copy of a SQLite memory to a new file; raise MemoryTrouble where that cannot be."""
    if store.path is None:
        message = "backup copies a SQLite file; for PostgreSQL use pg_dump"
        raise MemoryTrouble(message)
    if not store.path.is_file():
        message = f"there is no database at {store.path} to copy; DATABASE_URL says where it is"
        raise MemoryTrouble(message)
    if target.exists():
        message = f"{target} exists already; name a new file"
        raise MemoryTrouble(message)
    try:
        with store.engine.connect() as connection, closing(sqlite3.connect(target)) as copy:
            inner = connection.connection.driver_connection
            assert isinstance(inner, sqlite3.Connection)  # noqa: S101  narrowed for mypy: this engine is SQLite's
            inner.backup(copy)
    except (sqlite3.Error, DatabaseError, OSError) as error:
        target.unlink(missing_ok=True)
        message = f"cannot write the copy {target}: {_first_line(error)}"
        raise MemoryTrouble(message) from error


def _first_line(error: Exception) -> str:
    inner = getattr(error, "orig", None) or error
    return str(inner).strip().splitlines()[0] if str(inner).strip() else type(inner).__name__
