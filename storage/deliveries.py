"""What other tools bring to our web door, kept as it came: the door writes, the listeners read on from where they were.

Ids are given in the order in which deliveries become visible, so that reading on after the last one misses none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, text

from storage import tables
from storage.database import Store
from storage.upserts import insert_new

KEPT = timedelta(days=30)  # senders try for days; a key known that long makes a repeated delivery harmless
AT_ONCE = 500
BYTES_AT_ONCE = 2_000_000
_TURN = 0x0EA2_5408  # an advisory lock, any number of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery: its place in the order, and its body."""

    id: int
    body: str


def keep(store: Store, workspace: str, name: str, key: str, body: str, *, now: datetime) -> bool:
    """Keep a delivery to the listener of that name; False where one with its key was kept before."""
    rows = tables.deliveries
    kept = insert_new(store, rows).values(workspace=workspace, name=name, key=key, body=body, at=now)
    with store.transaction() as connection:
        if not store.is_sqlite:  # SQLite lets one write at a time anyway
            connection.execute(text("select pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
        return connection.execute(kept.returning(rows.c.id)).first() is not None


def after(store: Store, workspace: str, name: str, last: int) -> Sequence[Delivery]:
    """Return what was delivered after the one with the id `last`, oldest first: so much as can be read at once."""
    rows = tables.deliveries
    wanted = select(rows.c.id, rows.c.body).where(rows.c.workspace == workspace, rows.c.name == name, rows.c.id > last)
    found: list[Delivery] = []
    with store.reading() as connection:
        room = BYTES_AT_ONCE
        for row in connection.execute(wanted.order_by(rows.c.id).limit(AT_ONCE)):
            room -= len(row.body)
            if found and room < 0:
                break
            found.append(Delivery(id=row.id, body=row.body))
    return found


def forget_old(store: Store, *, now: datetime) -> int:
    """Drop the deliveries nobody will repeat; returns how many."""
    rows = tables.deliveries
    with store.transaction() as connection:
        return connection.execute(delete(rows).where(rows.c.at < now - KEPT)).rowcount
