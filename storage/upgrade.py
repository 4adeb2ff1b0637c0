"""Bring a memory up to this code, or refuse it with one clear line.

Every migration runs in one transaction on both databases, and a SQLite file is copied beside itself first, so a failed
upgrade leaves the old memory as it was.
"""

import sqlite3
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


def upgrade(store: Store) -> str:
    """Bring the memory to the newest revision and say what was done; raise MemoryTrouble and change nothing."""
    before = revision(store)
    newest = _script().get_current_head()
    if before == newest:
        return f"already at revision {newest}"
    _refuse_newer(before)
    copy = _copy_beside(store, before)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with store.transaction() as connection:
            if not store.is_sqlite:
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ADVISORY_KEY})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        kept = f"; the old memory is untouched, a copy is {copy}" if copy else "; the old memory is untouched"
        message = f"the upgrade from {before or 'nothing'} to {newest} failed ({_first_line(error)}){kept}"
        raise MemoryTrouble(message) from error
    return f"upgraded from {before or 'nothing'} to {newest}"


def ready(store: Store) -> None:
    """Make an empty memory, accept a current one, refuse an old, newer or broken one with what to do."""
    before = revision(store)
    if before is None:
        upgrade(store)
        return
    _refuse_newer(before)
    if before != _script().get_current_head():
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


def _refuse_newer(current: str | None) -> None:
    known = {script.revision for script in _script().walk_revisions()}
    if current is not None and current not in known:
        message = f"the database is at revision {current}, newer than this Earshot; install the newer version"
        raise TooNew(message)


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _copy_beside(store: Store, before: str | None) -> Path | None:
    if store.path is None or before is None:
        return None
    copy = store.path.with_name(f"{store.path.name}.before-{_script().get_current_head()}")
    copy.unlink(missing_ok=True)
    backup(store, copy)
    return copy


def backup(store: Store, target: Path) -> None:
    """Write a consistent copy of a SQLite memory to a new file; raise MemoryTrouble where that cannot be."""
    if store.path is None:
        message = "backup copies a SQLite file; for PostgreSQL use pg_dump"
        raise MemoryTrouble(message)
    if target.exists():
        message = f"{target} exists already; name a new file"
        raise MemoryTrouble(message)
    try:
        with store.engine.connect() as connection, sqlite3.connect(target) as copy:
            inner = connection.connection.driver_connection
            assert isinstance(inner, sqlite3.Connection)  # noqa: S101  narrowed for mypy: this engine is SQLite's
            connection.rollback()
            inner.backup(copy)
        copy.close()
    except (sqlite3.Error, OSError) as error:
        message = f"cannot write the copy {target}: {_first_line(error)}"
        raise MemoryTrouble(message) from error


def _first_line(error: Exception) -> str:
    inner = getattr(error, "orig", None) or error
    return str(inner).strip().splitlines()[0] if str(inner).strip() else type(inner).__name__
