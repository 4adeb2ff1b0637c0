"""Who has a draft's window open: told to whoever opens it next, so that two people do not answer the same post."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage import tables
from storage.database import Store
from storage.upserts import insert_into

FORGOTTEN_AFTER = timedelta(minutes=30)  # a window that Slack never told us was closed


def enter(store: Store, workspace: str, mention_id: int, person: str, *, now: datetime) -> Mapping[str, datetime]:
    """Note that a person has a draft open, and return who else has, and since when."""
    rows = tables.writers
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.since <= now - FORGOTTEN_AFTER))
        connection.execute(
            insert_into(store, rows)
            .values(workspace=workspace, mention_id=mention_id, person=person, since=now)
            .on_conflict_do_update(index_elements=["mention_id", "person"], set_={"since": now})
        )
        others = select(rows.c.person, rows.c.since).where(rows.c.mention_id == mention_id, rows.c.person != person)
        return {row.person: row.since for row in connection.execute(others.order_by(rows.c.since))}


def leave(store: Store, workspace: str, mention_id: int, person: str) -> None:
    """Note that a person closed the window or sent it off."""
    rows = tables.writers
    with store.transaction() as connection:
        connection.execute(
            delete(rows).where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.person == person)
        )
