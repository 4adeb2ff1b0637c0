"""Whether the library may be read by everybody as a feed: only where an admin said so, and until one takes it back."""

from datetime import datetime

from sqlalchemy import delete, select

from storage import tables
from storage.database import Store
from storage.upserts import insert_new


def is_open(store: Store, workspace: str) -> bool:
    """Say whether everybody may read it."""
    rows = tables.open_libraries
    with store.reading() as connection:
        return connection.execute(select(rows.c.workspace).where(rows.c.workspace == workspace)).first() is not None


def open_up(store: Store, workspace: str, *, by: str, now: datetime) -> None:
    """Let everybody read it."""
    values = {"workspace": workspace, "opened_by": by, "opened_at": now}
    with store.transaction() as connection:
        connection.execute(insert_new(store, tables.open_libraries).values(values))


def close(store: Store, workspace: str) -> None:
    """Let nobody read it any more."""
    rows = tables.open_libraries
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.workspace == workspace))
