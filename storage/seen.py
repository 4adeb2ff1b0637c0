"""What Slack has told us already: envelopes, events and clicks come more than once, and act once."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from storage import tables
from storage.database import Store
from storage.upserts import insert_new

KEPT = timedelta(hours=24)  # Slack redelivers for minutes; a replayed signature is valid for five


def first(store: Store, workspace: str, key: str, *, now: datetime) -> bool:
    """Return True the first time a key is shown, False ever after (for a day)."""
    with store.transaction() as connection:
        shown = insert_new(store, tables.seen).values(workspace=workspace, key=key, at=now).returning(tables.seen.c.key)
        return connection.execute(shown).first() is not None


def forget_old(store: Store, *, now: datetime) -> int:
    """Drop the keys nobody will send again; returns how many."""
    with store.transaction() as connection:
        return connection.execute(delete(tables.seen).where(tables.seen.c.at < now - KEPT)).rowcount
