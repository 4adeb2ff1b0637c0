"""What is due at a moment: kept as rows, so that it fires once however long we were down."""

from datetime import datetime

from sqlalchemy import delete, select, update

from storage import tables
from storage.database import Store
from storage.records import Timer
from storage.upserts import insert_new


def start(
    store: Store, workspace: str, key: str, *, kind: str, due_at: datetime, mention_id: int | None = None
) -> None:
    """Set a timer, or move the one of that key; one that fired before is set anew."""
    rows = tables.timers
    with store.transaction() as connection:
        moved = connection.execute(
            update(rows).where(rows.c.workspace == workspace, rows.c.key == key).values(due_at=due_at, fired_at=None)
        )
        if moved.rowcount == 0:
            connection.execute(
                insert_new(store, rows).values(
                    workspace=workspace, key=key, kind=kind, mention_id=mention_id, due_at=due_at, fired_at=None
                )
            )


def stop(store: Store, workspace: str, key: str) -> None:
    """Take a timer back."""
    rows = tables.timers
    with store.transaction() as connection:
        connection.execute(delete(rows).where(rows.c.workspace == workspace, rows.c.key == key))


def fire(store: Store, workspace: str, *, now: datetime) -> tuple[Timer, ...]:
    """Return what is due and mark it fired; call it in the transaction that acts on it."""
    rows = tables.timers
    due = select(rows.c.id).where(rows.c.workspace == workspace, rows.c.fired_at.is_(None), rows.c.due_at <= now)
    with store.transaction() as connection:
        fired = connection.execute(
            update(rows).where(rows.c.id.in_(due), rows.c.fired_at.is_(None)).values(fired_at=now).returning(rows)
        ).all()
    return tuple(
        Timer(
            id=row.id,
            workspace=row.workspace,
            key=row.key,
            kind=row.kind,
            mention_id=row.mention_id,
            due_at=row.due_at,
        )
        for row in fired
    )
